//! Owns the part of a trace file that holds the scenario: operations to columns, and back.
//!
//! The layout is documented in [`super`].

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::bytes::{ColumnReader, FileReader, put_varint};
use super::error::{Fault, TraceError};
use super::recency::Recency;
use super::slots::Slots;
use crate::{Action, KERNEL, Limits, Operation, Pointer, Scenario, TASK_MAX, Target, TouchBytes};

/// The most operations a trace may hold: what a page replays with memory to spare.
pub const OPERATIONS_MAX: u32 = 1 << 22;

/// The most bytes that names and labels take together, whatever else there is.
const TEXT_BYTES_MAX: u64 = 1 << 20;

/// How many bytes of text each operation adds to that: a script names every element of its arrays.
const TEXT_BYTES_PER_OPERATION: u64 = 32;

/// The most bytes of all columns together: room for 32 an operation, where recordings have some five.
const COLUMNS_BYTES_MAX: u64 = 128 << 20;

/// The most names and the most labels, however many operations there are: as many as a script may have.
const NAMES_MAX: u64 = Limits::DEFAULT.pointers_max as u64;
const LABELS_MAX: u64 = Limits::DEFAULT.labels_max as u64;

const POINTER_NAMES: &str = "pointer names";
const LABELS: &str = "labels";

/// How hard miniz_oxide packs, at its best: traces are written once and read by everybody.
const LEVEL: u8 = 10;

const COLUMNS: usize = 9;
const COLUMN_NAMES: [&str; COLUMNS] = [
    "verbs",
    "tasks",
    "destinations",
    "targets",
    "sizes",
    "counts",
    "alignments",
    "extras",
    "texts",
];
const VERBS: usize = 0;
const TASKS: usize = 1;
const DESTINATIONS: usize = 2;
const TARGETS: usize = 3;
const SIZES: usize = 4;
const COUNTS: usize = 5;
const ALIGNMENTS: usize = 6;
const EXTRAS: usize = 7;
const TEXTS: usize = 8;

/// The most bytes one operation can put into a column: two varints where it may put two numbers.
const OPERATION_BYTES_MAX: [u64; COLUMNS] = [1, 1, 5, 10, 5, 5, 5, 10, 0];

const VERB_BITS: u8 = 0x0f;
const DESTINATION_BIT: u8 = 0x10;
const TARGET_BITS: u8 = 0x60;
const EXACT_BIT: u8 = 0x80;

/// Stands in `targets` before the number of a pointer that has no rank.
const TARGET_NOT_HELD: u32 = 0;

/// Writes everything after the provenance.
pub(super) fn write(scenario: &Scenario, file: &mut Vec<u8>) -> Result<(), TraceError> {
    let operations = scenario.operations.len() as u64;
    let names = scenario.pointer_names.len() as u64;
    check_limit("operations", operations, u64::from(OPERATIONS_MAX))?;
    check_limit(
        "pointers",
        u64::from(scenario.pointers),
        pointers_max(operations, names),
    )?;

    let mut coder = Coder {
        columns: Writer::default(),
        held: Held::new(),
        pointers: scenario.pointers,
        labels: scenario.labels.len(),
    };
    for (index, operation) in scenario.operations.iter().enumerate() {
        let Operation { task, mut action } = *operation;
        coder
            .columns
            .begin(task, &action)
            .and_then(|()| coder.action(&mut action))
            .map_err(|(column, fault)| operation_error(index, column, fault))?;
    }
    let Writer(mut columns) = coder.columns;
    if columns[TASKS].iter().all(|&task| task == KERNEL) {
        columns[TASKS].clear();
    }
    for (what, texts, limit) in [
        (POINTER_NAMES, &scenario.pointer_names, NAMES_MAX),
        (LABELS, &scenario.labels, LABELS_MAX),
    ] {
        check_limit(what, texts.len() as u64, texts_max(operations, limit))?;
        put_varint(&mut columns[TEXTS], texts.len() as u32);
        for text in texts.iter() {
            put_varint(&mut columns[TEXTS], text.len() as u32);
            columns[TEXTS].extend(text.as_bytes());
        }
        check_limit(
            "bytes of text",
            columns[TEXTS].len() as u64,
            text_bytes_max(operations),
        )?;
    }

    check_columns(columns.iter().map(Vec::len))?;
    file.extend((operations as u32).to_le_bytes());
    file.extend(scenario.pointers.to_le_bytes());
    let raw_bytes = columns.each_ref().map(Vec::len);
    let packed = columns.map(|column| compress_to_vec_zlib(&column, LEVEL));
    for (raw_bytes, packed) in raw_bytes.iter().zip(&packed) {
        file.extend((*raw_bytes as u32).to_le_bytes());
        file.extend((packed.len() as u32).to_le_bytes());
    }
    for packed in packed {
        file.extend(packed);
    }
    Ok(())
}

/// Reads everything after the provenance.
pub(super) fn read(reader: &mut FileReader<'_>) -> Result<Scenario, TraceError> {
    let operations = u64::from(reader.u32("the number of operations")?);
    let pointers = reader.u32("the number of pointers")?;
    check_limit("operations", operations, u64::from(OPERATIONS_MAX))?;

    let mut directory = [(0, 0); COLUMNS];
    for (raw_bytes, packed_bytes) in &mut directory {
        *raw_bytes = reader.u32("the directory")? as usize;
        *packed_bytes = reader.u32("the directory")? as usize;
    }
    // Before anything is unpacked: what the directory promises must be there, and be no more than the
    // operations can use. That bounds the memory a hostile file gets to a small multiple of OPERATIONS_MAX.
    for (column, (raw_bytes, _)) in directory.iter().enumerate() {
        let limit = match column {
            TEXTS => text_bytes_max(operations),
            _ => operations * OPERATION_BYTES_MAX[column],
        };
        check_limit("bytes in one column", *raw_bytes as u64, limit)?;
    }
    check_columns(directory.iter().map(|(raw_bytes, _)| *raw_bytes))?;
    let mut packed: [(usize, &[u8]); COLUMNS] = Default::default();
    for (column, (_, packed_bytes)) in directory.iter().enumerate() {
        let offset = reader.offset();
        packed[column] = (offset, reader.take(*packed_bytes, COLUMN_NAMES[column])?);
    }
    if reader.left_bytes() > 0 {
        return Err(TraceError::TrailingBytes {
            offset: reader.offset(),
            trailing_bytes: reader.left_bytes(),
        });
    }
    let mut raw: [Vec<u8>; COLUMNS] = Default::default();
    for (column, (offset, packed)) in packed.into_iter().enumerate() {
        let unpacked = unpack(packed, directory[column].0);
        raw[column] = unpacked.map_err(|reason| TraceError::Packing {
            column: COLUMN_NAMES[column],
            offset,
            reason,
        })?;
    }

    let mut texts = TextReader {
        column: ColumnReader::new(&raw[TEXTS]),
        read: 0,
    };
    let pointer_names = texts.list(POINTER_NAMES, texts_max(operations, NAMES_MAX))?;
    let labels = texts.list(LABELS, texts_max(operations, LABELS_MAX))?;
    check_limit(
        "pointers",
        u64::from(pointers),
        pointers_max(operations, pointer_names.len() as u64),
    )?;

    let mut columns = raw.each_ref().map(|column| ColumnReader::new(column));
    columns[TEXTS] = texts.column;
    let has_tasks = columns[TASKS].left_bytes() > 0;
    let mut coder = Coder {
        columns: Reader { columns, verb: 0 },
        held: Held::new(),
        pointers,
        labels: labels.len(),
    };
    // The verbs are unpacked by now: where the count doesn't match them, memory isn't taken on its word.
    let mut list = Vec::with_capacity(raw[VERBS].len().min(operations as usize));
    for index in 0..operations as usize {
        let read = coder.columns.begin(has_tasks);
        let read = read.and_then(|mut operation| {
            coder.action(&mut operation.action)?;
            Ok(operation)
        });
        list.push(read.map_err(|(column, fault)| operation_error(index, column, fault))?);
    }
    for (column, left) in coder.columns.columns.iter().enumerate() {
        if left.left_bytes() > 0 {
            return Err(TraceError::UnusedBytes {
                column: COLUMN_NAMES[column],
                unused_bytes: left.left_bytes(),
            });
        }
    }
    Ok(Scenario {
        operations: list.into(),
        pointers,
        pointer_names: pointer_names.into(),
        labels: labels.into(),
        ..Scenario::default()
    })
}

/// A value that can't be read or written, and the column it belongs to.
type ColumnFault = (usize, Fault);

fn operation_error(operation: usize, column: usize, fault: Fault) -> TraceError {
    TraceError::Operation {
        operation,
        column: COLUMN_NAMES[column],
        fault,
    }
}

/// An operation names two pointers at most, so more pointers than this are never used.
fn pointers_max(operations: u64, names: u64) -> u64 {
    2 * operations + names
}

/// Short texts take more memory than their bytes, so their number is bounded too: by what a scenario can refer to.
fn texts_max(operations: u64, limit: u64) -> u64 {
    limit.min(TEXT_BYTES_MAX + pointers_max(operations, 0))
}

fn text_bytes_max(operations: u64) -> u64 {
    TEXT_BYTES_MAX + operations * TEXT_BYTES_PER_OPERATION
}

fn check_columns(raw_bytes: impl Iterator<Item = usize>) -> Result<(), TraceError> {
    let bytes = raw_bytes.map(|bytes| bytes as u64).sum();
    check_limit("bytes in all columns", bytes, COLUMNS_BYTES_MAX)
}

fn check_limit(what: &'static str, found: u64, limit: u64) -> Result<(), TraceError> {
    match found <= limit {
        true => Ok(()),
        false => Err(TraceError::TooMany { what, found, limit }),
    }
}

/// Unpacks a column.
fn unpack(packed: &[u8], raw_bytes: usize) -> Result<Vec<u8>, &'static str> {
    let raw = decompress_to_vec_zlib_with_limit(packed, raw_bytes).map_err(|error| match error
        .status
    {
        TINFLStatus::HasMoreOutput => "it is longer than the directory says",
        TINFLStatus::Adler32Mismatch => "its checksum is wrong",
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => "it ends too early",
        _ => "it is not a zlib stream",
    })?;
    match raw.len() == raw_bytes {
        true => Ok(raw),
        false => Err("it is shorter than the directory says"),
    }
}

/// Writes operations into the columns, or reads them from there: which value stands in which column is said once, for
/// both.
struct Coder<C> {
    columns: C,
    held: Held,
    pointers: u32,
    labels: usize,
}

trait Columns {
    /// Writes the value at the end of a column, or replaces it by the next that is read there.
    fn number(&mut self, column: usize, value: &mut u32) -> Result<(), ColumnFault>;

    /// Whether the pointer assigned stands in `destinations`. A reader takes the predicted one where it doesn't.
    fn is_unpredicted(&mut self, pointer: &mut u32, predicted: u32) -> bool;
}

#[derive(Default)]
struct Writer([Vec<u8>; COLUMNS]);

impl Writer {
    fn begin(&mut self, task: u8, action: &Action) -> Result<(), ColumnFault> {
        self.0[TASKS].push(check_task(task)?);
        self.0[VERBS].push(verb_byte(action));
        Ok(())
    }
}

impl Columns for Writer {
    fn number(&mut self, column: usize, value: &mut u32) -> Result<(), ColumnFault> {
        put_varint(&mut self.0[column], *value);
        Ok(())
    }

    fn is_unpredicted(&mut self, pointer: &mut u32, predicted: u32) -> bool {
        let is_unpredicted = *pointer != predicted;
        if let (Some(verb), true) = (self.0[VERBS].last_mut(), is_unpredicted) {
            *verb |= DESTINATION_BIT;
        }
        is_unpredicted
    }
}

struct Reader<'a> {
    columns: [ColumnReader<'a>; COLUMNS],
    /// The verb byte of the operation being read.
    verb: u8,
}

impl Reader<'_> {
    /// An operation whose values are still to be read.
    fn begin(&mut self, has_tasks: bool) -> Result<Operation, ColumnFault> {
        let mut byte = |column: usize| self.columns[column].byte().map_err(|fault| (column, fault));
        let task = if has_tasks { byte(TASKS)? } else { KERNEL };
        let task = check_task(task)?;
        self.verb = byte(VERBS)?;
        let action = blank(self.verb).ok_or((VERBS, Fault::UnknownVerb(self.verb)))?;
        Ok(Operation { task, action })
    }
}

impl Columns for Reader<'_> {
    fn number(&mut self, column: usize, value: &mut u32) -> Result<(), ColumnFault> {
        let read = self.columns[column].varint();
        *value = read.map_err(|fault| (column, fault))?;
        Ok(())
    }

    fn is_unpredicted(&mut self, pointer: &mut u32, predicted: u32) -> bool {
        *pointer = predicted;
        self.verb & DESTINATION_BIT != 0
    }
}

/// The verb byte of an action, but for the bit that tells of an unpredicted pointer.
fn verb_byte(action: &Action) -> u8 {
    let kind = |target: &Target| match target {
        Target::Pointer(_) => 0x00,
        Target::Offset(..) => 0x20,
        Target::Address(_) => 0x40,
        Target::Null => 0x60,
    };
    match action {
        Action::Malloc { .. } => 0,
        Action::Falloc { .. } => 1,
        Action::Calloc { .. } => 2,
        Action::AlignedMalloc { .. } => 3,
        Action::Realloc { from, .. } => 4 | kind(from),
        Action::Free { target } => 5 | kind(target),
        Action::Touch { target, bytes, .. } => match bytes {
            TouchBytes::Rest => 6 | kind(target),
            TouchBytes::Exactly(_) => 6 | kind(target) | EXACT_BIT,
        },
        Action::Idle { .. } => 7,
        Action::Mark { .. } => 8,
    }
}

/// An action of a verb byte, all of its values 0; `None` where the byte sets bits that have no meaning, or names no verb.
fn blank(byte: u8) -> Option<Action> {
    let (pointer, bytes) = (Pointer(0), 0);
    let target = match byte & TARGET_BITS {
        0x00 => Target::Pointer(pointer),
        0x20 => Target::Offset(pointer, 0),
        0x40 => Target::Address(0),
        _ => Target::Null,
    };
    let touched = match byte & EXACT_BIT {
        0 => TouchBytes::Rest,
        _ => TouchBytes::Exactly(0),
    };
    #[rustfmt::skip]
    let (bits, action) = match byte & VERB_BITS {
        0 => (DESTINATION_BIT, Action::Malloc { pointer, bytes }),
        1 => (DESTINATION_BIT, Action::Falloc { pointer, bytes }),
        2 => (DESTINATION_BIT, Action::Calloc { pointer, count: 0, bytes }),
        3 => (DESTINATION_BIT, Action::AlignedMalloc { pointer, bytes, alignment: 0 }),
        4 => (DESTINATION_BIT | TARGET_BITS, Action::Realloc { pointer, from: target, bytes }),
        5 => (TARGET_BITS, Action::Free { target }),
        6 => (TARGET_BITS | EXACT_BIT, Action::Touch { target, start: 0, bytes: touched }),
        7 => (0, Action::Idle { ticks: 0 }),
        8 => (0, Action::Mark { label: 0 }),
        _ => return None,
    };
    (byte & !(VERB_BITS | bits) == 0).then_some(action)
}

impl<C: Columns> Coder<C> {
    /// Writes the values of an action, or reads them into it.
    fn action(&mut self, action: &mut Action) -> Result<(), ColumnFault> {
        match action {
            Action::Malloc { pointer, bytes } | Action::Falloc { pointer, bytes } => {
                self.columns.number(SIZES, bytes)?;
                self.destination(pointer, None)
            }
            Action::Calloc {
                pointer,
                count,
                bytes,
            } => {
                self.columns.number(COUNTS, count)?;
                self.columns.number(SIZES, bytes)?;
                self.destination(pointer, None)
            }
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment,
            } => {
                self.columns.number(SIZES, bytes)?;
                self.columns.number(ALIGNMENTS, alignment)?;
                if !alignment.is_power_of_two() {
                    return Err((ALIGNMENTS, Fault::Alignment(*alignment)));
                }
                self.destination(pointer, None)
            }
            Action::Realloc {
                pointer,
                from,
                bytes,
            } => {
                self.columns.number(SIZES, bytes)?;
                self.target(from)?;
                self.destination(pointer, Some(*from))
            }
            Action::Free { target } => {
                self.target(target)?;
                if let Target::Pointer(pointer) = target {
                    self.held.release(pointer.0);
                }
                Ok(())
            }
            Action::Touch {
                target,
                start,
                bytes,
            } => {
                self.target(target)?;
                self.columns.number(EXTRAS, start)?;
                match bytes {
                    TouchBytes::Rest => Ok(()),
                    TouchBytes::Exactly(bytes) => self.columns.number(SIZES, bytes),
                }
            }
            Action::Idle { ticks } => self.columns.number(EXTRAS, ticks),
            Action::Mark { label } => {
                self.columns.number(EXTRAS, label)?;
                match (*label as usize) < self.labels {
                    true => Ok(()),
                    false => Err((EXTRAS, Fault::UnknownLabel(*label))),
                }
            }
        }
    }

    fn destination(
        &mut self,
        Pointer(pointer): &mut Pointer,
        from: Option<Target>,
    ) -> Result<(), ColumnFault> {
        let predicted = self.held.predict(from);
        if self.columns.is_unpredicted(pointer, predicted) {
            self.columns.number(DESTINATIONS, pointer)?;
        }
        // Before `assign`: the table grows up to the pointer's number.
        self.check_pointer(DESTINATIONS, *pointer)?;
        self.held.assign(*pointer, from);
        Ok(())
    }

    fn target(&mut self, target: &mut Target) -> Result<(), ColumnFault> {
        match target {
            Target::Pointer(pointer) => self.target_pointer(pointer),
            Target::Offset(pointer, bytes) => {
                self.target_pointer(pointer)?;
                let mut zigzag = (*bytes << 1 ^ *bytes >> 31) as u32;
                self.columns.number(EXTRAS, &mut zigzag)?;
                *bytes = (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32);
                Ok(())
            }
            Target::Address(address) => self.columns.number(EXTRAS, address),
            Target::Null => Ok(()),
        }
    }

    fn target_pointer(&mut self, Pointer(pointer): &mut Pointer) -> Result<(), ColumnFault> {
        let rank = self.held.recency.rank(*pointer);
        let mut place = rank.map_or(TARGET_NOT_HELD, |rank| rank + 1);
        self.columns.number(TARGETS, &mut place)?;
        if place == TARGET_NOT_HELD {
            self.columns.number(TARGETS, pointer)?;
        } else {
            let held = self.held.recency.pointer(place - 1);
            *pointer = held.ok_or((TARGETS, Fault::UnknownRank(place - 1)))?;
        }
        self.check_pointer(TARGETS, *pointer)
    }

    fn check_pointer(&self, column: usize, pointer: u32) -> Result<(), ColumnFault> {
        match pointer < self.pointers {
            true => Ok(()),
            false => Err((column, Fault::UnknownPointer(pointer))),
        }
    }
}

/// Reads the texts, which stand before the operations that refer to them.
struct TextReader<'a> {
    column: ColumnReader<'a>,
    read: usize,
}

impl TextReader<'_> {
    fn list(&mut self, what: &'static str, limit: u64) -> Result<Vec<Box<str>>, TraceError> {
        let wrong = |text| move |fault| TraceError::Text { text, fault };
        let count = self.column.varint().map_err(wrong(self.read))?;
        check_limit(what, u64::from(count), limit)?;
        let mut texts = Vec::new();
        for _ in 0..count {
            let bytes = self.column.varint().map_err(wrong(self.read))?;
            let text = self.column.take(bytes as usize).map_err(wrong(self.read))?;
            let text = std::str::from_utf8(text).map_err(|_| wrong(self.read)(Fault::NotUtf8))?;
            texts.push(text.into());
            self.read += 1;
        }
        Ok(texts)
    }
}

/// Which pointers hold a block, as writer and reader both know it at every operation.
struct Held {
    slots: Slots,
    recency: Recency,
}

impl Held {
    fn new() -> Held {
        Held {
            slots: Slots::new(),
            recency: Recency::new(),
        }
    }

    /// The pointer that an allocation most likely assigns.
    fn predict(&mut self, from: Option<Target>) -> u32 {
        match from {
            Some(Target::Pointer(pointer)) => pointer.0,
            _ => self.slots.next_slot(),
        }
    }

    fn assign(&mut self, pointer: u32, from: Option<Target>) {
        // In this order: `p = realloc p` leaves p held.
        if let Some(Target::Pointer(from)) = from {
            self.release(from.0);
        }
        self.slots.hold(pointer);
        self.recency.assign(pointer);
    }

    fn release(&mut self, pointer: u32) {
        self.slots.release(pointer);
        self.recency.remove(pointer);
    }
}

fn check_task(task: u8) -> Result<u8, ColumnFault> {
    match task <= TASK_MAX {
        true => Ok(task),
        false => Err((TASKS, Fault::UnknownTask(task))),
    }
}
