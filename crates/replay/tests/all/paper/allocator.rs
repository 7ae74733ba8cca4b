//! Classic's heap on paper, in all its designs.
//!
//! Blocks stand in a plain `Vec` and have neither headers nor links; what a real heap writes into its region is only
//! told to the pool, page by page. A word that is written again where one stands already is not told: its page is
//! there. Nor is what is only read, which brings nothing into being where nothing is ever put aside; where there is
//! swap, the pages of a real heap are the measure (see `machine_model.rs`).

use std::ops::Range;

use classic_heap::Design;
use classic_heap::catalog::{Values, axis};

use super::pool::Memory;
use super::score::Score;
use super::up;

/// What a program can ask of an allocator, on paper or real.
pub trait Allocator {
    fn malloc(&mut self, bytes: u32, alignment: u32) -> Result<Got, Fault>;
    fn falloc(&mut self, bytes: u32) -> Result<Got, Fault>;
    fn calloc(&mut self, bytes: u32) -> Result<Got, Fault>;
    fn realloc(&mut self, address: u32, bytes: u32) -> Result<Got, Fault>;
    /// Gives how a free is called that was performed, or queued.
    fn free(&mut self, address: u32) -> Result<&'static str, Fault>;
    fn idle(&mut self, ticks: u32);
    /// Where the heap ends, counted from the region's start.
    fn end(&self) -> u32;
    /// Every block's start, end and payload, and whether it is free, or queued to be.
    fn blocks(&self) -> Vec<(u32, u32, u32, bool, bool)>;
}

/// What a program is granted.
#[derive(Clone, Copy, Debug)]
pub struct Got {
    pub address: u32,
    pub payload: u32,
    /// What of the request was granted: the request, or the maximum.
    pub clamped: u32,
}

impl Got {
    /// The null pointer.
    pub const NULL: Self = Self {
        address: 0,
        payload: 0,
        clamped: 0,
    };

    pub fn is_null(self) -> bool {
        self.address == 0
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    NoBlock,
    NoFrame,
    OverMaximum,
    DoubleFree,
    UnknownAddress,
}

impl Fault {
    /// How its outcome is called.
    pub fn outcome(self) -> &'static str {
        match self {
            Self::NoBlock => "refused-no-block",
            Self::NoFrame => "refused-no-frame",
            Self::OverMaximum => "refused-over-maximum",
            Self::DoubleFree => "double-free",
            Self::UnknownAddress => "unknown-address",
        }
    }
}

/// A block, by its place in the region.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub start: u32,
    pub end: u32,
    /// The payload's offset; the payload ends where the block does.
    pub payload: u32,
    pub free: bool,
    /// Tells blocks apart in the list, whatever happens to their place.
    pub name: u32,
}

impl Block {
    pub fn payload_bytes(&self) -> u32 {
        self.end - self.payload
    }
}

/// The rules, and the state they apply to.
pub struct Paper {
    pub region: u32,
    pub base: u32,
    alignment: u32,
    pub minimum: u32,
    maximum: u32,
    clamps: bool,
    /// Whether a request for zero bytes gets null.
    zero_is_null: bool,
    by_address: bool,
    /// Where the free list, if there is one, has a new hole.
    threading: Option<Threading>,
    placement: String,
    score: Score,
    split: Option<u32>,
    merges_on_allocation: bool,
    merges_on_free: bool,
    merges_on_failure: bool,
    pub indexed: bool,
    /// Whether frees are queued at all.
    queues: bool,
    /// How many queued frees make a batch.
    batch: Option<usize>,
    /// How many queued frees an idle tick performs.
    per_tick: u32,
    drains_under_pressure: bool,
    /// Whether the last hole and the last block grow into what lies beyond the end.
    extends: bool,
    /// Whether the region is one hole from the start.
    whole: bool,
    trims: bool,
    commits_at_grant: bool,
    returns_beyond_end: bool,
    returns_inside_holes: bool,
    memory: Memory,
    /// In order of address.
    pub blocks: Vec<Block>,
    /// Names, in the order of the list.
    pub list: Vec<u32>,
    /// Names of holes, in the order of the free list; empty without one.
    pub threads: Vec<u32>,
    /// Names of blocks whose free is queued, oldest first.
    pub queue: Vec<u32>,
    /// The block granted last; on the list of all blocks, what stands in front of it once it is merged away or trimmed.
    rover: Option<u32>,
    /// How many holes of the free list a search that resumes leaves for its end.
    passed: usize,
    /// The payload's offset of the block granted last.
    granted: Option<u32>,
    names: u32,
}

/// Where on the free list a new hole goes.
#[derive(Clone, Copy)]
enum Threading {
    Head,
    Tail,
    ByAddress,
    BySize { ascends: bool },
}

impl Paper {
    pub fn new(design: &Design, memory: Memory) -> Self {
        let values = Values::from(*design);
        let value = |id: &str| {
            let axis = axis(id).expect("an axis of the design");
            axis.get(&values).to_string()
        };
        let split = value("split");
        let coalescing = value("coalescing");
        assert!(
            ["never", "on-allocation", "on-free", "on-failure"].contains(&&*coalescing),
            "the model does not know {coalescing}"
        );
        let free_queue = value("free-queue");
        let (free_queue, parameter) = match free_queue.split_once('(') {
            Some((id, rest)) => (id, rest.trim_end_matches(')').parse().expect("a number")),
            None => (&*free_queue, 0),
        };
        assert!(
            ["immediate", "batched", "daemon"].contains(&free_queue),
            "the model does not know {free_queue}"
        );
        let end = value("end");
        assert!(
            ["append", "extend", "whole"].contains(&&*end),
            "the model does not know {end}"
        );
        let mut paper = Self {
            region: memory.region_bytes,
            base: up(design.base, design.alignment) as u32,
            alignment: design.alignment,
            minimum: design.minimum_bytes,
            maximum: design.maximum_bytes,
            clamps: match &*value("oversize") {
                "clamp" => true,
                "refuse" => false,
                other => panic!("the model does not know {other}"),
            },
            zero_is_null: match &*value("zero") {
                "null" => true,
                "minimum-block" => false,
                other => panic!("the model does not know {other}"),
            },
            by_address: match &*value("list-order") {
                "address" => true,
                "append" => false,
                other => panic!("the model does not know {other}"),
            },
            threading: match (&*value("structure"), &*value("free-order")) {
                ("block-list", _) => None,
                ("free-list", "lifo") => Some(Threading::Head),
                ("free-list", "fifo") => Some(Threading::Tail),
                ("free-list", "address") => Some(Threading::ByAddress),
                ("free-list", "size") => Some(Threading::BySize { ascends: true }),
                ("free-list", "size-descending") => Some(Threading::BySize { ascends: false }),
                other => panic!("the model does not know {other:?}"),
            },
            placement: value("placement"),
            score: Score::new(&value("score")),
            split: match &*split {
                "never" => None,
                "always" => Some(0),
                other => Some(
                    other
                        .strip_prefix("at-least(")
                        .and_then(|rest| rest.strip_suffix(')'))
                        .and_then(|number| number.parse().ok())
                        .unwrap_or_else(|| panic!("the model does not know {other}")),
                ),
            },
            merges_on_allocation: coalescing == "on-allocation",
            merges_on_free: coalescing == "on-free",
            merges_on_failure: coalescing == "on-failure",
            indexed: value("lookup") == "index",
            queues: free_queue != "immediate",
            batch: (free_queue == "batched").then_some(parameter as usize),
            per_tick: if free_queue == "daemon" { parameter } else { 0 },
            drains_under_pressure: value("queue-pressure") == "drain-then-retry",
            extends: end == "extend",
            whole: end == "whole",
            trims: value("trim") == "on",
            commits_at_grant: match &*value("commit") {
                "eager" => true,
                "lazy" => false,
                other => panic!("the model does not know {other}"),
            },
            returns_beyond_end: match &*value("give-back") {
                "on-trim" | "whole-pages" => true,
                "never" => false,
                other => panic!("the model does not know {other}"),
            },
            returns_inside_holes: value("give-back") == "whole-pages",
            memory,
            blocks: Vec::new(),
            list: Vec::new(),
            threads: Vec::new(),
            queue: Vec::new(),
            rover: None,
            passed: 0,
            granted: None,
            names: 0,
        };
        if paper.whole {
            let front = paper.front();
            paper.names = 1;
            paper.blocks.push(Block {
                start: 0,
                end: front + (paper.region - front) / paper.alignment * paper.alignment,
                payload: front,
                free: true,
                name: 1,
            });
            paper.list.push(1);
            paper.thread(0);
            paper.passed = 0;
        }
        paper
    }

    /// The payloads of blocks whose free is queued.
    pub fn stagnant(&self) -> u32 {
        let queued = self.queue.iter();
        queued
            .map(|&name| self.blocks[self.at(name)].payload_bytes())
            .sum()
    }

    /// Header and the padding that aligns what follows it.
    fn front(&self) -> u32 {
        16.max(self.alignment)
    }

    /// Writes a block's header and, where that is not where a walk through memory looks for it, word of where it is.
    fn write_header(&self, at: usize) {
        let Block { start, payload, .. } = self.blocks[at];
        let looked_for = start + self.front() - 16;
        if looked_for < payload - 16 {
            self.memory.write(looked_for, 8);
        }
        self.memory.write(payload - 16, 16);
    }

    /// Writes the index's last entry, which stands nearest to the heap. The others had a place already.
    fn write_entry(&self) {
        if self.indexed {
            let entries = self.list.len() as u32;
            self.memory.write(self.region / 8 * 8 - entries * 8, 8);
        }
    }

    /// Takes the memory of a grant, where the design takes it then.
    fn commit(&self, ranges: &[Range<u32>]) -> Result<(), Fault> {
        if self.commits_at_grant && !self.memory.commit(ranges) {
            return Err(Fault::NoFrame);
        }
        Ok(())
    }

    /// Takes the memory of a grant, of whose payload `rest` bytes are too much: where these are cut off, the header they
    /// get is taken with the grant, and nothing else of them.
    fn commit_but(&self, from: u32, to: u32, rest: u32, blocks: usize) -> Result<(), Fault> {
        if !self.cuts(u64::from(rest), blocks) {
            let whole = from..to;
            return self.commit(&[whole]);
        }
        let cut = to - rest;
        self.commit(&[from..cut, cut + self.front() - 16..cut + self.front()])
    }

    /// Returns the whole pages of a hole.
    fn return_inside(&self, at: usize) {
        let hole = &self.blocks[at];
        if self.returns_inside_holes && hole.free {
            self.memory.decommit(hole.payload, hole.end);
        }
    }

    /// How far the heap may reach with so many blocks: an index takes 8 bytes a block.
    fn limit(&self, blocks: usize) -> u32 {
        if self.indexed {
            (self.region / 8 * 8).saturating_sub(blocks as u32 * 8)
        } else {
            self.region
        }
    }

    fn payload_of(&self, clamped: u32) -> u64 {
        up(clamped.max(self.minimum), self.alignment)
    }

    fn clamped(&self, bytes: u32) -> Result<u32, Fault> {
        match bytes > self.maximum {
            true if self.clamps => Ok(self.maximum),
            true => Err(Fault::OverMaximum),
            false => Ok(bytes),
        }
    }

    pub fn at(&self, name: u32) -> usize {
        let found = self.blocks.iter().position(|block| block.name == name);
        found.expect("a block of the list")
    }

    /// How far the first address from `payload` on that suits lies behind it.
    fn padding(&self, payload: u32, alignment: u32) -> u64 {
        let address = u64::from(self.base) + u64::from(payload);
        address.div_ceil(u64::from(alignment)) * u64::from(alignment) - address
    }

    /// The holes that would serve together, beginning with the one at `first`: their number and payload.
    fn run(&self, first: usize, needed: u64) -> (usize, u64) {
        let mut payload = u64::from(self.blocks[first].payload_bytes());
        let mut holes = 1;
        while payload < needed
            && let Some(next) = self.blocks.get(first + holes)
            && next.free
        {
            payload += u64::from(next.end - next.start);
            holes += 1;
        }
        (holes, payload)
    }

    /// Whether the list a search walks has the holes of a run one behind the other.
    fn follows_memory(&self) -> bool {
        match self.threading {
            Some(threading) => matches!(threading, Threading::ByAddress),
            None => self.by_address,
        }
    }

    /// What a search examines, in order.
    fn examined(&self) -> Vec<u32> {
        let mut order = match self.threading {
            Some(_) => self.threads.clone(),
            None => self.list.clone(),
        };
        if self.placement != "next-fit" {
            return order;
        }
        let passed = match (self.threading, self.rover) {
            (Some(Threading::ByAddress), _) => {
                let below =
                    |&&name: &&u32| Some(self.blocks[self.at(name)].payload) <= self.granted;
                order.iter().take_while(below).count()
            }
            (Some(_), _) => self.passed,
            (None, None) => 0,
            (None, Some(rover)) => {
                let at = order.iter().position(|&name| name == rover);
                at.expect("the rover is on the list") + 1
            }
        };
        order.rotate_left(passed);
        order
    }

    /// The hole, and how many from there on, that a request gets.
    fn search(&self, payload: u64, alignment: u32) -> Option<(usize, usize)> {
        let mut best: Option<(i64, usize, usize)> = None;
        let mut hopeless = 0;
        let mut probes = 0;
        for name in self.examined() {
            if hopeless > 0 {
                // Where the first hole of a run does not serve, the others of it cannot either.
                hopeless -= 1;
                continue;
            }
            probes += 1;
            let at = self.at(name);
            let block = &self.blocks[at];
            if !block.free {
                continue;
            }
            let needed = payload + self.padding(block.payload, alignment);
            let (holes, size) = if self.merges_on_allocation {
                self.run(at, needed)
            } else {
                (1, u64::from(block.payload_bytes()))
            };
            if size < needed {
                if self.follows_memory() {
                    hopeless = holes - 1;
                }
                continue;
            }
            // The less, the better.
            let rank = match &*self.placement {
                "first-fit" | "next-fit" => return Some((at, holes)),
                "best-fit" => size as i64,
                "worst-fit" => -(size as i64),
                "scored" => {
                    let rest = size - needed;
                    let blocks_merged = self.blocks.len() + 1 - holes;
                    let remainder = if self.cuts(rest, blocks_merged) {
                        rest
                    } else {
                        0
                    };
                    let score = self.score.of(|name| match name {
                        "size" => size as i128,
                        "request" => payload as i128,
                        "waste" => (size - payload) as i128,
                        "remainder" => remainder as i128,
                        "probes" => probes,
                        "offset" => block.start.into(),
                        "exact" => (size == payload).into(),
                        "merges" => holes as i128 - 1,
                        other => panic!("the model does not know {other}"),
                    });
                    if self.score.until.is_some_and(|until| score <= until) {
                        return Some((at, holes));
                    }
                    score as i64
                }
                other => panic!("the model does not know {other}"),
            };
            if best.is_none_or(|(held, ..)| rank < held) {
                best = Some((rank, at, holes));
            }
        }
        best.map(|(_, at, holes)| (at, holes))
    }

    /// Puts a new hole on the free list, if there is one.
    fn thread(&mut self, at: usize) {
        let name = self.blocks[at].name;
        let place = match self.threading {
            None => return,
            Some(Threading::Head) => {
                self.passed += 1;
                0
            }
            Some(Threading::Tail) => self.threads.len(),
            Some(Threading::ByAddress) => {
                let below = |&&other: &&u32| self.at(other) < at;
                self.threads.iter().take_while(below).count()
            }
            Some(Threading::BySize { ascends }) => {
                let bytes = self.blocks[at].payload_bytes();
                let before = |&&other: &&u32| {
                    let other = self.blocks[self.at(other)].payload_bytes();
                    other == bytes || (other < bytes) == ascends
                };
                let place = self.threads.iter().take_while(before).count();
                self.passed += usize::from(place < self.passed);
                place
            }
        };
        self.threads.insert(place, name);
    }

    /// Puts a hole that has grown where its size belongs, if that is the order.
    fn rethread(&mut self, at: usize) {
        if let Some(Threading::BySize { .. }) = self.threading {
            self.unthread(self.blocks[at].name);
            self.thread(at);
        }
    }

    /// Takes a hole off the free list; gives how many are in front of it.
    fn unthread(&mut self, name: u32) -> usize {
        let at = self.threads.iter().position(|&other| other == name);
        let at = at.expect("every hole is on the free list");
        self.threads.remove(at);
        self.passed -= usize::from(at < self.passed);
        at
    }

    /// Forgets a hole that is no more. A search resumes after what stood in front of it on the list searched.
    fn forget(&mut self, name: u32) {
        let listed = self.list.iter().position(|&other| other == name);
        let listed = listed.expect("every block is listed");
        self.list.remove(listed);
        if self.threading.is_some() {
            self.unthread(name);
        }
        if self.rover == Some(name) {
            self.rover = listed.checked_sub(1).map(|before| self.list[before]);
        }
    }

    /// Merges the `holes` blocks from `at` on into the first of them.
    fn merge(&mut self, at: usize, holes: usize) {
        for _ in 1..holes {
            self.forget(self.blocks[at + 1].name);
            let gone = self.blocks.remove(at + 1);
            self.blocks[at].end = gone.end;
        }
    }

    /// Merges every run of holes; gives whether there was one.
    fn merge_everywhere(&mut self) -> bool {
        let blocks = self.blocks.len();
        let mut at = 0;
        while at < self.blocks.len() {
            if self.blocks[at].free {
                let (holes, _) = self.run(at, u64::MAX);
                self.merge(at, holes);
                if holes > 1 {
                    self.rethread(at);
                }
                self.return_inside(at);
            }
            at += 1;
        }
        self.blocks.len() < blocks
    }

    /// Whether so much beyond a request is cut off, in a heap of so many blocks.
    fn cuts(&self, rest: u64, blocks: usize) -> bool {
        let smallest = u64::from(self.front()) + self.payload_of(0);
        let wanted = self.split.is_some_and(|least| rest >= u64::from(least));
        rest >= smallest && wanted && self.end() <= self.limit(blocks + 1)
    }

    /// Cuts off what a block has too much. Gives the place of the new hole.
    fn cut(&mut self, at: usize, payload: u32) -> Option<usize> {
        let block = self.blocks[at].clone();
        let rest = block.payload_bytes() - payload;
        if !self.cuts(u64::from(rest), self.blocks.len()) {
            return None;
        }
        let cut = block.end - rest;
        self.blocks[at].end = cut;
        self.names += 1;
        let hole = Block {
            start: cut,
            end: block.end,
            payload: cut + self.front(),
            free: true,
            name: self.names,
        };
        self.blocks.insert(at + 1, hole);
        let listed = if self.by_address {
            1 + self
                .list
                .iter()
                .position(|&name| name == block.name)
                .expect("listed")
        } else {
            self.list.len()
        };
        self.list.insert(listed, self.names);
        self.write_header(at + 1);
        self.write_entry();
        self.thread(at + 1);
        Some(at + 1)
    }

    fn extend(&mut self, payload: u64, alignment: u32) -> Result<usize, Fault> {
        let start = self.end();
        let unpadded = start + self.front();
        let offset = u64::from(unpadded) + self.padding(unpadded, alignment);
        let end = offset + payload;
        if end > u64::from(self.limit(self.blocks.len() + 1)) {
            return Err(Fault::NoBlock);
        }
        let grown = start..end as u32;
        self.commit(&[grown])?;
        self.names += 1;
        self.blocks.push(Block {
            start,
            end: end as u32,
            payload: offset as u32,
            free: false,
            name: self.names,
        });
        self.list.push(self.names);
        self.write_header(self.blocks.len() - 1);
        self.write_entry();
        Ok(self.blocks.len() - 1)
    }

    fn resume_after(&mut self, at: usize) {
        self.rover = Some(self.blocks[at].name);
        self.granted = Some(self.blocks[at].payload);
    }

    /// A block for a payload, by search or at the end.
    fn place(&mut self, payload: u64, alignment: u32) -> Result<usize, Fault> {
        let alignment = alignment.max(self.alignment);
        let found = self.search(payload, alignment);
        match found.or_else(|| self.last_run()) {
            Some((at, holes)) => self.take(at, holes, payload, alignment, true),
            None => {
                let at = self.extend(payload, alignment)?;
                self.passed = self.threads.len();
                self.resume_after(at);
                Ok(at)
            }
        }
    }

    /// The holes at the heap's end that grow together: their first, and their number.
    fn last_run(&self) -> Option<(usize, usize)> {
        let last = self.blocks.len().checked_sub(1)?;
        if !self.extends || !self.blocks[last].free {
            return None;
        }
        let holes = self.blocks.iter().rev().take_while(|block| block.free);
        let holes = if self.merges_on_allocation {
            holes.count()
        } else {
            1
        };
        Some((last + 1 - holes, holes))
    }

    /// Makes a block of holes that follow each other; where they are not enough, they end where the heap does, and it grows.
    fn take(
        &mut self,
        at: usize,
        holes: usize,
        payload: u64,
        alignment: u32,
        moves_rover: bool,
    ) -> Result<usize, Fault> {
        let end = self.blocks[at + holes - 1].end;
        let first = self.blocks[at].payload;
        let padding = self.padding(first, alignment) as u32;
        let needed = u64::from(first + padding) + payload;
        let merged = self.blocks.len() + 1 - holes;
        let start = self.blocks[at].start;
        if needed > u64::from(end) {
            if needed > u64::from(self.limit(merged)) {
                return Err(Fault::NoBlock);
            }
            let grown = start..needed as u32;
            self.commit(&[grown])?;
        } else {
            self.commit_but(start, end, end - needed as u32, merged)?;
        }
        self.merge(at, holes);
        let block = &mut self.blocks[at];
        block.end = block.end.max(needed as u32);
        let name = block.name;
        if self.threading.is_some() {
            let passed = self.unthread(name);
            if moves_rover {
                self.passed = passed;
            }
        }
        self.blocks[at].payload += padding;
        if moves_rover {
            self.resume_after(at);
        }
        self.blocks[at].free = false;
        self.write_header(at);
        if let Some(hole) = self.cut(at, payload as u32) {
            self.return_inside(hole);
        }
        Ok(at)
    }

    /// As [`place`](Self::place), going as far as the design goes before it refuses.
    fn obtain(&mut self, payload: u64, alignment: u32) -> Result<usize, Fault> {
        let mut placed = self.place(payload, alignment);
        if placed.is_err() && self.drains_under_pressure && !self.queue.is_empty() {
            self.drain();
            placed = self.place(payload, alignment);
        }
        if placed.is_err() && self.merges_on_failure && self.merge_everywhere() {
            placed = self.place(payload, alignment);
        }
        placed
    }

    /// What a free of a live block does at once.
    fn give(&mut self, at: usize) -> &'static str {
        let Block { name, payload, .. } = self.blocks[at];
        if !self.queues {
            self.release(name);
            return "freed";
        }
        self.queue.push(name);
        // The first word of the payload links the queue.
        self.memory.write(payload, 4);
        if self.batch.is_some_and(|batch| self.queue.len() >= batch) {
            self.drain();
        }
        "queued"
    }

    /// Performs all queued frees: one after the other where an index finds each, else in one pass over the list,
    /// merging and trimming once at the end.
    fn drain(&mut self) {
        let queue = std::mem::take(&mut self.queue);
        if self.indexed {
            for name in queue {
                self.release(name);
            }
            return;
        }
        for name in self.list.clone() {
            if queue.contains(&name) {
                let hole = self.make_hole(name);
                self.return_inside(hole);
            }
        }
        if self.merges_on_free {
            self.merge_everywhere();
        }
        self.trim();
    }

    /// Passes idle ticks, in each of which a daemon performs some of the oldest frees.
    fn pass(&mut self, ticks: u32) {
        let frees = (ticks.saturating_mul(self.per_tick) as usize).min(self.queue.len());
        let oldest: Vec<_> = self.queue.drain(..frees).collect();
        for name in oldest {
            self.release(name);
        }
    }

    /// Makes a block a hole, whatever padded its front being part of it.
    fn make_hole(&mut self, name: u32) -> usize {
        let front = self.front();
        let at = self.at(name);
        let block = &mut self.blocks[at];
        block.free = true;
        if block.payload > block.start + front {
            block.payload = block.start + front;
            self.write_header(at);
        }
        self.thread(at);
        at
    }

    fn release(&mut self, name: u32) {
        let mut at = self.make_hole(name);
        if self.merges_on_free {
            let blocks = self.blocks.len();
            if self.blocks.get(at + 1).is_some_and(|next| next.free) {
                self.merge(at, 2);
            }
            if at > 0 && self.blocks[at - 1].free {
                at -= 1;
                self.merge(at, 2);
            }
            if self.blocks.len() < blocks {
                self.rethread(at);
            }
        }
        self.return_inside(at);
        self.trim();
    }

    fn trim(&mut self) {
        let end = self.end();
        while self.trims && self.blocks.last().is_some_and(|last| last.free) {
            self.forget(self.blocks[self.blocks.len() - 1].name);
            self.blocks.pop();
        }
        if self.end() < end && self.returns_beyond_end {
            // The page the heap ended in goes too, unless the index stands in it.
            let page_end = up(end, self.memory.page_bytes());
            let stands = match self.blocks.len() {
                0 => self.region,
                entries => self.limit(entries),
            };
            let to = page_end.min(u64::from(stands));
            self.memory.decommit(self.end(), end.max(to as u32));
        }
    }

    fn block_of(&self, address: u32) -> Option<usize> {
        let offset = address.checked_sub(self.base)?;
        self.blocks.iter().position(|block| block.payload == offset)
    }

    /// The live block of an address that the program names.
    fn live(&self, address: u32) -> Result<usize, Fault> {
        let at = self.block_of(address).ok_or(Fault::UnknownAddress)?;
        let block = &self.blocks[at];
        if block.free || self.queue.contains(&block.name) {
            return Err(Fault::DoubleFree);
        }
        Ok(at)
    }

    fn got(&self, at: usize, clamped: u32) -> Got {
        let block = &self.blocks[at];
        Got {
            address: self.base + block.payload,
            payload: block.payload_bytes(),
            clamped,
        }
    }

    /// Resizes a live block where it stands, if it is large enough or the holes behind it make it so.
    fn fit(&mut self, at: usize, payload: u64) -> Result<bool, Fault> {
        let mut holes = 1;
        let mut size = u64::from(self.blocks[at].payload_bytes());
        if size < payload && (self.merges_on_allocation || self.merges_on_free) {
            (holes, size) = self.run(at, payload);
        }
        let end = self.blocks[at + holes - 1].end;
        if size < payload {
            let grown = u64::from(self.blocks[at].payload) + payload;
            let merged = self.blocks.len() + 1 - holes;
            if !self.extends || end < self.end() || grown > u64::from(self.limit(merged)) {
                return Ok(false);
            }
            let reached = self.blocks[at].payload..grown as u32;
            self.commit(&[reached])?;
            self.merge(at, holes);
            self.blocks[at].end = grown as u32;
            return Ok(true);
        }
        let rest = (size - payload) as u32;
        let merged = self.blocks.len() + 1 - holes;
        self.commit_but(self.blocks[at].payload, end, rest, merged)?;
        self.merge(at, holes);
        if let Some(hole) = self.cut(at, payload as u32) {
            if self.merges_on_free && self.blocks.get(hole + 1).is_some_and(|next| next.free) {
                self.merge(hole, 2);
                self.rethread(hole);
            }
            self.return_inside(hole);
            self.trim();
        }
        Ok(true)
    }
}

impl Allocator for Paper {
    fn malloc(&mut self, bytes: u32, alignment: u32) -> Result<Got, Fault> {
        if bytes == 0 && self.zero_is_null {
            return Ok(Got::NULL);
        }
        let clamped = self.clamped(bytes)?;
        let at = self.obtain(self.payload_of(clamped), alignment)?;
        Ok(self.got(at, clamped))
    }

    fn falloc(&mut self, bytes: u32) -> Result<Got, Fault> {
        if bytes == 0 && self.zero_is_null {
            return Ok(Got::NULL);
        }
        let payload = self.payload_of(bytes);
        let at = match self.blocks.last() {
            Some(last)
                if last.free
                    && (self.extends
                        || self.whole && u64::from(last.payload_bytes()) >= payload) =>
            {
                let last = self.blocks.len() - 1;
                self.take(last, 1, payload, self.alignment, false)?
            }
            _ => self.extend(payload, self.alignment)?,
        };
        Ok(self.got(at, bytes))
    }

    fn calloc(&mut self, bytes: u32) -> Result<Got, Fault> {
        let got = self.malloc(bytes, 1)?;
        if !got.is_null() {
            self.memory.write(got.address - self.base, got.clamped);
        }
        Ok(got)
    }

    fn realloc(&mut self, address: u32, bytes: u32) -> Result<Got, Fault> {
        let at = self.live(address)?;
        if bytes == 0 && self.zero_is_null {
            self.give(at);
            return Ok(Got::NULL);
        }
        let clamped = self.clamped(bytes)?;
        let payload = self.payload_of(clamped);
        if self.fit(at, payload)? {
            return Ok(self.got(at, clamped));
        }
        let old = self.blocks[at].clone();
        let at = self.obtain(payload, 1)?;
        let new = self.blocks[at].clone();
        let copied = old.payload_bytes().min(new.payload_bytes());
        self.memory.write(new.payload, copied);
        self.give(self.at(old.name));
        Ok(self.got(self.at(new.name), clamped))
    }

    fn free(&mut self, address: u32) -> Result<&'static str, Fault> {
        let at = self.live(address)?;
        Ok(self.give(at))
    }

    fn idle(&mut self, ticks: u32) {
        self.pass(ticks);
    }

    fn end(&self) -> u32 {
        self.blocks.last().map_or(0, |block| block.end)
    }

    fn blocks(&self) -> Vec<(u32, u32, u32, bool, bool)> {
        let blocks = self.blocks.iter();
        blocks
            .map(|block| {
                let queued = self.queue.contains(&block.name);
                (block.start, block.end, block.payload, block.free, queued)
            })
            .collect()
    }
}
