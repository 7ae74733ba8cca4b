//! A line of operations, run on a design, drawn as text: what the diagram tests and the properties share.
//!
//! `a=100` allocates, `a=100@256` with an alignment, `a!100` fallocs, `a~200` reallocates, `free a` frees, `idle 2` lets a daemon work.
//! A drawing lists the blocks in order of address, each with its name, `·` for a hole or `~` for a queued free, its payload, and
//! `+n` in front for padding beyond the header.

use std::collections::BTreeMap;
use std::fmt::Write;

use classic_heap::catalog::{self, Values};
use classic_heap::{BlockView, Bytes, Design, Event, Heap, Observer};

/// Notes the events that change the heap, not the probes.
#[derive(Default)]
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

pub type TestHeap<O = Diary> = Heap<Bytes<Vec<u8>>, Design, O>;

/// Classic with the given axes set, `"placement=best-fit trim=on"`, and the length of its region: 4096 bytes, unless
/// `region-size=256` is among the axes.
pub fn design(axes: &str) -> (Design, u32) {
    let mut values = Values::default();
    let mut region_bytes = 4096;
    for pair in axes.split_whitespace() {
        let (id, value) = pair.split_once('=').expect("axis=value");
        if id == "region-size" {
            region_bytes = value.parse().expect("a number of bytes");
            continue;
        }
        let axis = catalog::axis(id).unwrap_or_else(|| panic!("no axis {id}"));
        axis.set(&mut values, value)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    let design = values.design().unwrap_or_else(|error| panic!("{error}"));
    (design, region_bytes)
}

pub fn heap(axes: &str) -> TestHeap {
    let (design, region_bytes) = design(axes);
    let region = Bytes(vec![0xEE; region_bytes as usize]);
    Heap::observed(region, design, Diary::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Live,
    Queued,
    Hole,
}

impl State {
    fn of(block: &BlockView) -> Self {
        match (block.is_free(), block.is_queued()) {
            (true, _) => Self::Hole,
            (_, true) => Self::Queued,
            _ => Self::Live,
        }
    }
}

/// A heap and the names a test has for its live blocks.
pub struct Bench<O = Diary> {
    pub heap: TestHeap<O>,
    pub names: BTreeMap<String, u32>,
    pub log: String,
}

impl Bench {
    pub fn new(axes: &str) -> Self {
        Self::over(heap(axes))
    }
}

impl<O: Observer> Bench<O> {
    pub fn over(heap: TestHeap<O>) -> Self {
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

    fn one(&mut self, operation: &str) {
        if let Some(ticks) = operation.strip_prefix("idle ") {
            return self.heap.idle(ticks.parse().expect("a number of ticks"));
        }
        let result = if let Some(name) = operation.strip_prefix("free ") {
            let address = match name.strip_prefix("0x") {
                Some(digits) => u32::from_str_radix(digits, 16).expect("an address"),
                None => self.names[name],
            };
            self.heap
                .free(address)
                .map(|_| None)
                .map_err(|error| error.to_string())
        } else {
            let at = operation.find(['=', '!', '~']).expect("an operation");
            let (name, rest) = operation.split_at(at);
            let (verb, size) = rest.split_at(1);
            let (size, alignment) = size.split_once('@').unwrap_or((size, "1"));
            let bytes = size.parse().expect("a size");
            let granted = match verb {
                "=" => self
                    .heap
                    .allocate_aligned(bytes, alignment.parse().expect("an alignment"))
                    .map_err(|error| error.to_string()),
                "!" => self.heap.falloc(bytes).map_err(|error| error.to_string()),
                _ => self
                    .heap
                    .reallocate(self.names[name], bytes)
                    .map_err(|error| error.to_string()),
            };
            granted.map(|grant| Some((name.to_string(), grant.address)))
        };
        match result {
            Ok(Some((name, address))) => {
                self.names.insert(name, address);
            }
            Ok(None) => {}
            Err(error) => {
                writeln!(self.log, "{operation}: {error}").expect("strings take anything")
            }
        }
    }

    /// The blocks in order of address, then the list, then what was refused.
    pub fn draw(&self) -> String {
        let name = |address: u32, state: State| {
            let named = self
                .names
                .iter()
                .rev()
                .find(|&(_, &named)| named == address);
            match named {
                Some((name, _)) if state == State::Live => name.clone(),
                _ if state == State::Queued => "~".into(),
                _ => "·".into(),
            }
        };
        let front = self.heap.design().block_front_bytes();
        let mut text = String::from("memory ");
        for block in self.heap.blocks() {
            let padding = block.payload_offset() - block.extent.start - front;
            let padding = if padding > 0 {
                format!("+{padding} ")
            } else {
                String::new()
            };
            let name = name(block.address(), State::of(&block));
            write!(text, "│{padding}{name} {}", block.payload_bytes())
                .expect("strings take anything");
        }
        text.push_str("│\nlist   ");
        let numbers: Vec<_> = self
            .heap
            .blocks()
            .map(|block| block.header_offset)
            .collect();
        let place = |header_offset: u32| {
            let place = numbers.iter().position(|&at| at == header_offset);
            (place.expect("listed blocks stand in memory") + 1).to_string()
        };
        let order: Vec<_> = self
            .heap
            .list()
            .map(|block| place(block.header_offset))
            .collect();
        text.push_str(if order.is_empty() { "–" } else { "" });
        text.push_str(&order.join("→"));
        if self.heap.design().structure.keeps_free_list() {
            text.push_str("\nholes  ");
            let holes = self.heap.free_list();
            let threads: Vec<_> = holes.map(|hole| place(hole.header_offset)).collect();
            text.push_str(if threads.is_empty() { "–" } else { "" });
            text.push_str(&threads.join("→"));
        }
        text.push('\n');
        text.push_str(&self.log);
        text
    }
}
