//! A line of operations, run on a design of the family `tags`, drawn as text: what its diagram tests and properties share.
//!
//! `a=100` allocates, `a=100@256` with an alignment, `a~200` reallocates, `free a` frees. A drawing lists the pieces of the
//! heap in order of address: `[h4` a header of four bytes, then the payload with its name, `·` for a hole, `~` for a block on
//! a quick list, `f4]` a footer; then the lists, whose blocks are numbered in order of address; then what was refused.

use std::collections::BTreeMap;
use std::fmt::Write;

use classic_heap::anatomy::PieceKind;
use classic_heap::tags::{TagDesign, TagDraft, TagHeap, catalog};
use classic_heap::{Bytes, Event, Observer};

/// Notes the events that change the heap, and counts probes.
#[derive(Clone, Debug, Default)]
pub struct Diary {
    pub events: Vec<Event>,
    pub probes: usize,
}

impl Observer for Diary {
    fn event(&mut self, event: Event) {
        match event {
            Event::Probed { .. } => self.probes += 1,
            event => self.events.push(event),
        }
    }
}

pub type TestHeap<O = Diary> = TagHeap<Bytes<Vec<u8>>, TagDesign, O>;

/// The plain draft with the given axes set, `"bins=two-level quick=8"`, and the length of its region: 4096 bytes, unless
/// `region-size=256` is among the axes.
pub fn draft(axes: &str) -> (TagDraft, u32) {
    let mut draft = TagDraft::PLAIN;
    let mut region_bytes = 4096;
    for pair in axes.split_whitespace() {
        let (id, value) = pair.split_once('=').expect("axis=value");
        if id == "region-size" {
            region_bytes = value.parse().expect("a number of bytes");
            continue;
        }
        let axis = catalog::axis(id).unwrap_or_else(|| panic!("no axis {id}"));
        axis.set(&mut draft, value)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    (draft, region_bytes)
}

pub fn heap_of(design: TagDesign, region_bytes: u32) -> TestHeap {
    let region = Bytes(vec![0xEE; region_bytes as usize]);
    TagHeap::observed(region, design, Diary::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// A heap and the names a test has for its live blocks.
pub struct Bench {
    pub heap: TestHeap,
    /// Each name's address, and the size that was asked for.
    pub names: BTreeMap<String, (u32, u32)>,
    pub log: String,
}

impl Bench {
    pub fn new(axes: &str) -> Self {
        let (draft, region_bytes) = draft(axes);
        let design = TagDesign::new(draft).unwrap_or_else(|error| panic!("{error}"));
        Self::over(heap_of(design, region_bytes))
    }

    pub fn over(heap: TestHeap) -> Self {
        Self {
            heap,
            names: BTreeMap::new(),
            log: String::new(),
        }
    }

    /// Runs operations separated by `;`, checking every invariant after each.
    pub fn run(&mut self, operations: &str) -> &mut Self {
        for operation in operations
            .split(';')
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            self.one(operation);
            self.heap
                .check()
                .unwrap_or_else(|violation| panic!("after {operation:?}: {violation}"));
        }
        self
    }

    /// The address of a name's block.
    pub fn at(&self, name: &str) -> u32 {
        self.names[name].0
    }

    fn one(&mut self, operation: &str) {
        let result = if let Some(name) = operation.strip_prefix("free ") {
            let (address, bytes) = self.names[name];
            let freed = self.heap.free_sized(address, bytes);
            freed.map(|_| None).map_err(|error| error.to_string())
        } else {
            let at = operation.find(['=', '~']).expect("an operation");
            let (name, rest) = operation.split_at(at);
            let (verb, size) = rest.split_at(1);
            let (size, alignment) = size.split_once('@').unwrap_or((size, "1"));
            let bytes = size.parse().expect("a size");
            let alignment = alignment.parse().expect("an alignment");
            let granted = if verb == "=" {
                self.heap
                    .allocate_aligned(bytes, alignment)
                    .map_err(|error| error.to_string())
            } else {
                let (address, old_bytes) = self.names[name];
                self.heap
                    .reallocate_sized(address, old_bytes, bytes)
                    .map_err(|error| error.to_string())
            };
            granted.map(|grant| Some((name.to_string(), (grant.address, bytes))))
        };
        match result {
            Ok(Some((name, granted))) => {
                self.names.insert(name, granted);
            }
            Ok(None) => {}
            Err(error) => {
                writeln!(self.log, "{operation}: {error}").expect("strings take anything")
            }
        }
    }

    /// The pieces in order of address, then the lists, then what was refused.
    pub fn draw(&self) -> String {
        let mut text = String::from("memory ");
        let base = self.heap.design().base_address();
        self.heap.pieces(&mut |piece| {
            let bytes = piece.extent.bytes;
            let name = || {
                let at = base + piece.extent.start;
                let named = self
                    .names
                    .iter()
                    .rev()
                    .find(|&(_, &(named, _))| named == at);
                named.map_or("?", |(name, _)| name)
            };
            let drawn = match piece.kind {
                PieceKind::Table => format!("│table {bytes}"),
                PieceKind::Padding => format!("│+{bytes}"),
                PieceKind::Sentinel => format!("│sentinel {bytes}"),
                PieceKind::Header => format!("│h{bytes} "),
                PieceKind::Payload if piece.block.is_none() => format!("│live {bytes}"),
                PieceKind::Payload => format!("{} {bytes}", name()),
                PieceKind::Stagnant => format!("~ {bytes}"),
                PieceKind::Hole if self.heap.design().has_headers() => format!("· {bytes}"),
                PieceKind::Hole => format!("│· {bytes}"),
                PieceKind::Footer => format!(" f{bytes}"),
                PieceKind::Beyond => String::new(),
            };
            text.push_str(&drawn);
        });
        text.push('│');
        let mut starts = Vec::new();
        self.heap.walk(0, &mut |block| {
            starts.push(block.extent.start);
            true
        });
        self.heap.chains(&mut |chain, described| {
            if described.id == "blocks" {
                return;
            }
            write!(text, "\n{}", described.id).expect("strings take anything");
            if let Some((least, greatest)) = described.sizes {
                write!(text, " {least}–{greatest}").expect("strings take anything");
            }
            let mut places = Vec::new();
            self.heap.walk(chain, &mut |block| {
                let place = starts.iter().position(|&start| start == block.extent.start);
                places.push(place.map_or_else(
                    || format!("{:#x}", block.extent.start),
                    |place| (place + 1).to_string(),
                ));
                true
            });
            let places = if places.is_empty() {
                "–".to_string()
            } else {
                places.join("→")
            };
            write!(text, " {places}").expect("strings take anything");
        });
        text.push('\n');
        text.push_str(&self.log);
        text
    }
}
