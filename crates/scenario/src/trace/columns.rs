//! Owns the part of a trace file that holds the scenario: operations to columns, and back.
//!
//! The layout is documented in [`super`]. Reading and writing stand side by side here, verb by verb, so that
//! a change to one is seen to miss in the other.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::bytes::{ColumnReader, FileReader, put_varint, put_zigzag};
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

const VERB_MALLOC: u8 = 0;
const VERB_FALLOC: u8 = 1;
const VERB_CALLOC: u8 = 2;
const VERB_ALIGNED_MALLOC: u8 = 3;
const VERB_REALLOC: u8 = 4;
const VERB_FREE: u8 = 5;
const VERB_TOUCH: u8 = 6;
const VERB_IDLE: u8 = 7;
const VERB_MARK: u8 = 8;

const VERB_BITS: u8 = 0x0f;
const DESTINATION_BIT: u8 = 0x10;
const TARGET_BITS: u8 = 0x60;
const EXACT_BIT: u8 = 0x80;

const TARGET_POINTER: u8 = 0x00;
const TARGET_OFFSET: u8 = 0x20;
const TARGET_ADDRESS: u8 = 0x40;
const TARGET_NULL: u8 = 0x60;

/// Stands in `targets` before the number of a pointer that has no rank.
const TARGET_NOT_HELD: u32 = 0;

/// The bits of a verb byte that mean something, per verb.
fn verb_mask(verb: u8) -> Option<u8> {
    Some(match verb {
        VERB_MALLOC | VERB_FALLOC | VERB_CALLOC | VERB_ALIGNED_MALLOC => {
            VERB_BITS | DESTINATION_BIT
        }
        VERB_REALLOC => VERB_BITS | DESTINATION_BIT | TARGET_BITS,
        VERB_FREE => VERB_BITS | TARGET_BITS,
        VERB_TOUCH => VERB_BITS | TARGET_BITS | EXACT_BIT,
        VERB_IDLE | VERB_MARK => VERB_BITS,
        _ => return None,
    })
}

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

    let mut writer = Writer {
        columns: Default::default(),
        held: Held::new(),
        pointers: scenario.pointers,
        labels: scenario.labels.len(),
    };
    for (index, operation) in scenario.operations.iter().enumerate() {
        writer
            .operation(operation)
            .map_err(|(column, fault)| operation_error(index, column, fault))?;
    }
    let mut columns = writer.columns;
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
    let packed = columns.map(pack);
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

    let mut raw_bytes = [0u32; COLUMNS];
    let mut packed_bytes = [0u32; COLUMNS];
    for column in 0..COLUMNS {
        raw_bytes[column] = reader.u32("the directory")?;
        packed_bytes[column] = reader.u32("the directory")?;
    }
    // Before anything is unpacked: what the directory promises must be there, and be no more than the
    // operations can use. That bounds the memory a hostile file gets to a small multiple of OPERATIONS_MAX.
    for column in 0..COLUMNS {
        let limit = match column {
            TEXTS => text_bytes_max(operations),
            _ => operations * OPERATION_BYTES_MAX[column],
        };
        check_limit("bytes in one column", u64::from(raw_bytes[column]), limit)?;
    }
    check_columns(raw_bytes.iter().map(|&bytes| bytes as usize))?;
    let mut packed: [(usize, &[u8]); COLUMNS] = [(0, &[]); COLUMNS];
    for column in 0..COLUMNS {
        packed[column] = (
            reader.offset(),
            reader.take(packed_bytes[column] as usize, COLUMN_NAMES[column])?,
        );
    }
    if reader.left_bytes() > 0 {
        return Err(TraceError::TrailingBytes {
            offset: reader.offset(),
            bytes: reader.left_bytes(),
        });
    }

    let mut raw: [Vec<u8>; COLUMNS] = Default::default();
    for column in 0..COLUMNS {
        let (offset, packed) = packed[column];
        raw[column] =
            unpack(packed, raw_bytes[column] as usize).map_err(|reason| TraceError::Packing {
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
    let mut reader = Reader {
        has_tasks: columns[TASKS].left_bytes() > 0,
        columns,
        held: Held::new(),
        pointers,
        labels: labels.len(),
    };
    // The verbs are unpacked by now: where the count doesn't match them, memory isn't taken on its word.
    let mut list = Vec::with_capacity(raw[VERBS].len().min(operations as usize));
    for index in 0..operations as usize {
        list.push(
            reader
                .operation()
                .map_err(|(column, fault)| operation_error(index, column, fault))?,
        );
    }
    for (column, left) in reader.columns.iter().enumerate() {
        if left.left_bytes() > 0 {
            return Err(TraceError::UnusedBytes {
                column: COLUMN_NAMES[column],
                bytes: left.left_bytes(),
            });
        }
    }
    Ok(Scenario {
        operations: list.into(),
        pointers,
        pointer_names: pointer_names.into(),
        labels: labels.into(),
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

fn check_limit(what: &'static str, count: u64, limit: u64) -> Result<(), TraceError> {
    match count <= limit {
        true => Ok(()),
        false => Err(TraceError::TooMany { what, count, limit }),
    }
}

/// Packs a column.
fn pack(column: Vec<u8>) -> Vec<u8> {
    compress_to_vec_zlib(&column, LEVEL)
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

struct Writer {
    columns: [Vec<u8>; COLUMNS],
    held: Held,
    pointers: u32,
    labels: usize,
}

impl Writer {
    fn operation(&mut self, operation: &Operation) -> Result<(), ColumnFault> {
        if operation.task > TASK_MAX {
            return Err((TASKS, Fault::UnknownTask(operation.task)));
        }
        self.columns[TASKS].push(operation.task);
        // The verb's place comes first; its bits are known last.
        let verb_index = self.columns[VERBS].len();
        self.columns[VERBS].push(0);
        self.columns[VERBS][verb_index] = match operation.action {
            Action::Malloc { pointer, bytes } => {
                self.number(SIZES, bytes);
                VERB_MALLOC | self.destination(pointer, None)?
            }
            Action::Falloc { pointer, bytes } => {
                self.number(SIZES, bytes);
                VERB_FALLOC | self.destination(pointer, None)?
            }
            Action::Calloc {
                pointer,
                count,
                bytes,
            } => {
                self.number(COUNTS, count);
                self.number(SIZES, bytes);
                VERB_CALLOC | self.destination(pointer, None)?
            }
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment,
            } => {
                self.number(SIZES, bytes);
                self.number(ALIGNMENTS, check_alignment(alignment)?);
                VERB_ALIGNED_MALLOC | self.destination(pointer, None)?
            }
            Action::Realloc {
                pointer,
                from,
                bytes,
            } => {
                self.number(SIZES, bytes);
                let kind = self.target(from)?;
                VERB_REALLOC | kind | self.destination(pointer, Some(from))?
            }
            Action::Free { target } => {
                let kind = self.target(target)?;
                if let Target::Pointer(pointer) = target {
                    self.held.release(pointer.0);
                }
                VERB_FREE | kind
            }
            Action::Touch {
                target,
                start,
                bytes,
            } => {
                let kind = self.target(target)?;
                self.number(EXTRAS, start);
                let exact = match bytes {
                    TouchBytes::Rest => 0,
                    TouchBytes::Exactly(bytes) => {
                        self.number(SIZES, bytes);
                        EXACT_BIT
                    }
                };
                VERB_TOUCH | kind | exact
            }
            Action::Idle { ticks } => {
                self.number(EXTRAS, ticks);
                VERB_IDLE
            }
            Action::Mark { label } => {
                self.number(EXTRAS, check_label(label, self.labels)?);
                VERB_MARK
            }
        };
        Ok(())
    }

    fn number(&mut self, column: usize, value: u32) {
        put_varint(&mut self.columns[column], value);
    }

    fn destination(&mut self, pointer: Pointer, from: Option<Target>) -> Result<u8, ColumnFault> {
        check_pointer(pointer.0, self.pointers).map_err(|fault| (DESTINATIONS, fault))?;
        let predicted = self.held.predict(from);
        self.held.assign(pointer.0, from);
        if pointer.0 == predicted {
            return Ok(0);
        }
        self.number(DESTINATIONS, pointer.0);
        Ok(DESTINATION_BIT)
    }

    fn target(&mut self, target: Target) -> Result<u8, ColumnFault> {
        if let Target::Pointer(pointer) | Target::Offset(pointer, _) = target {
            check_pointer(pointer.0, self.pointers).map_err(|fault| (TARGETS, fault))?;
            match self.held.recency.rank(pointer.0) {
                Some(rank) => self.number(TARGETS, rank + 1),
                None => {
                    self.number(TARGETS, TARGET_NOT_HELD);
                    self.number(TARGETS, pointer.0);
                }
            }
        }
        Ok(match target {
            Target::Pointer(_) => TARGET_POINTER,
            Target::Offset(_, offset_bytes) => {
                put_zigzag(&mut self.columns[EXTRAS], offset_bytes);
                TARGET_OFFSET
            }
            Target::Address(address) => {
                self.number(EXTRAS, address);
                TARGET_ADDRESS
            }
            Target::Null => TARGET_NULL,
        })
    }
}

struct Reader<'a> {
    columns: [ColumnReader<'a>; COLUMNS],
    has_tasks: bool,
    held: Held,
    pointers: u32,
    labels: usize,
}

impl Reader<'_> {
    fn operation(&mut self) -> Result<Operation, ColumnFault> {
        let task = match self.has_tasks {
            true => self.columns[TASKS].byte().map_err(|fault| (TASKS, fault))?,
            false => KERNEL,
        };
        if task > TASK_MAX {
            return Err((TASKS, Fault::UnknownTask(task)));
        }
        let byte = self.columns[VERBS].byte().map_err(|fault| (VERBS, fault))?;
        let verb = byte & VERB_BITS;
        if verb_mask(verb).is_none_or(|mask| byte & !mask != 0) {
            return Err((VERBS, Fault::UnknownVerb(byte)));
        }
        let action = match verb {
            VERB_MALLOC => {
                let bytes = self.number(SIZES)?;
                Action::Malloc {
                    pointer: self.destination(byte, None)?,
                    bytes,
                }
            }
            VERB_FALLOC => {
                let bytes = self.number(SIZES)?;
                Action::Falloc {
                    pointer: self.destination(byte, None)?,
                    bytes,
                }
            }
            VERB_CALLOC => {
                let count = self.number(COUNTS)?;
                let bytes = self.number(SIZES)?;
                Action::Calloc {
                    pointer: self.destination(byte, None)?,
                    count,
                    bytes,
                }
            }
            VERB_ALIGNED_MALLOC => {
                let bytes = self.number(SIZES)?;
                let alignment = check_alignment(self.number(ALIGNMENTS)?)?;
                Action::AlignedMalloc {
                    pointer: self.destination(byte, None)?,
                    bytes,
                    alignment,
                }
            }
            VERB_REALLOC => {
                let bytes = self.number(SIZES)?;
                let from = self.target(byte)?;
                Action::Realloc {
                    pointer: self.destination(byte, Some(from))?,
                    from,
                    bytes,
                }
            }
            VERB_FREE => {
                let target = self.target(byte)?;
                if let Target::Pointer(pointer) = target {
                    self.held.release(pointer.0);
                }
                Action::Free { target }
            }
            VERB_TOUCH => {
                let target = self.target(byte)?;
                let start = self.number(EXTRAS)?;
                let bytes = match byte & EXACT_BIT {
                    0 => TouchBytes::Rest,
                    _ => TouchBytes::Exactly(self.number(SIZES)?),
                };
                Action::Touch {
                    target,
                    start,
                    bytes,
                }
            }
            VERB_IDLE => Action::Idle {
                ticks: self.number(EXTRAS)?,
            },
            VERB_MARK => Action::Mark {
                label: check_label(self.number(EXTRAS)?, self.labels)?,
            },
            _ => return Err((VERBS, Fault::UnknownVerb(byte))),
        };
        Ok(Operation { task, action })
    }

    fn number(&mut self, column: usize) -> Result<u32, ColumnFault> {
        self.columns[column]
            .varint()
            .map_err(|fault| (column, fault))
    }

    fn destination(&mut self, byte: u8, from: Option<Target>) -> Result<Pointer, ColumnFault> {
        let predicted = self.held.predict(from);
        let pointer = match byte & DESTINATION_BIT {
            0 => predicted,
            _ => self.number(DESTINATIONS)?,
        };
        // Before `assign`: the table grows up to the pointer's number.
        check_pointer(pointer, self.pointers).map_err(|fault| (DESTINATIONS, fault))?;
        self.held.assign(pointer, from);
        Ok(Pointer(pointer))
    }

    fn target(&mut self, byte: u8) -> Result<Target, ColumnFault> {
        Ok(match byte & TARGET_BITS {
            TARGET_POINTER => Target::Pointer(self.target_pointer()?),
            TARGET_OFFSET => {
                let pointer = self.target_pointer()?;
                let offset_bytes = self.columns[EXTRAS]
                    .zigzag()
                    .map_err(|fault| (EXTRAS, fault))?;
                Target::Offset(pointer, offset_bytes)
            }
            TARGET_ADDRESS => Target::Address(self.number(EXTRAS)?),
            _ => Target::Null,
        })
    }

    fn target_pointer(&mut self) -> Result<Pointer, ColumnFault> {
        let pointer = match self.number(TARGETS)? {
            TARGET_NOT_HELD => self.number(TARGETS)?,
            rank_from_1 => self
                .held
                .recency
                .pointer(rank_from_1 - 1)
                .ok_or((TARGETS, Fault::UnknownRank(rank_from_1 - 1)))?,
        };
        check_pointer(pointer, self.pointers).map_err(|fault| (TARGETS, fault))?;
        Ok(Pointer(pointer))
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

fn check_pointer(pointer: u32, pointers: u32) -> Result<(), Fault> {
    match pointer < pointers {
        true => Ok(()),
        false => Err(Fault::UnknownPointer(pointer)),
    }
}

fn check_alignment(alignment: u32) -> Result<u32, ColumnFault> {
    match alignment.is_power_of_two() {
        true => Ok(alignment),
        false => Err((ALIGNMENTS, Fault::Alignment(alignment))),
    }
}

fn check_label(label: u32, labels: usize) -> Result<u32, ColumnFault> {
    match (label as usize) < labels {
        true => Ok(label),
        false => Err((EXTRAS, Fault::UnknownLabel(label))),
    }
}
