//! A second allocator, written from the rules on paper and sharing no code with the first, run beside it on
//! random designs and scenarios. Whatever either of them misunderstands shows as a difference.
//!
//! The model keeps blocks in a plain `Vec` and knows neither headers nor links: it is slow, and short enough
//! to be believed.

mod common;

use atlas_replay::{Category, Options, Replay};
use atlas_scenario::{Action, Pointer, Scenario, Target, TouchBytes};
use classic_heap::{Design, Heap, Observer, Region};
use proptest::prelude::*;

/// A block, by its place in the region.
#[derive(Clone, Debug, PartialEq)]
struct Block {
    start: u32,
    end: u32,
    /// The payload's offset; the payload ends where the block does.
    payload: u32,
    free: bool,
    /// Tells blocks apart in the list, whatever happens to their place.
    name: u32,
}

impl Block {
    fn payload_bytes(&self) -> u32 {
        self.end - self.payload
    }
}

/// What the program holds.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    address: u32,
    asked: u32,
    usable: u32,
    born: usize,
}

/// The rules, and the state they apply to.
struct Model {
    region: u32,
    base: u32,
    alignment: u32,
    minimum: u32,
    maximum: u32,
    clamps: bool,
    by_address: bool,
    /// Where the free list, if there is one, has a new hole.
    threading: Option<Threading>,
    placement: String,
    weights: Weights,
    split: Option<u32>,
    merges_on_allocation: bool,
    merges_on_free: bool,
    merges_on_failure: bool,
    indexed: bool,
    /// Whether frees are queued at all.
    queues: bool,
    /// How many queued frees make a batch.
    batch: Option<usize>,
    /// How many queued frees an idle tick performs.
    per_tick: u32,
    drains_under_pressure: bool,
    trims: bool,
    /// In order of address.
    blocks: Vec<Block>,
    /// Names, in the order of the list.
    list: Vec<u32>,
    /// Names of holes, in the order of the free list; empty without one.
    threads: Vec<u32>,
    /// Names of blocks whose free is queued, oldest first.
    queue: Vec<u32>,
    /// The block granted last or, on a free list, the hole that was in front of it.
    rover: Option<u32>,
    names: u32,
    pointers: Vec<Option<(u32, usize)>>,
    held: Vec<Held>,
}

/// Where on the free list a new hole goes.
#[derive(Clone, Copy)]
enum Threading {
    Head,
    Tail,
    ByAddress,
}

/// What the terms of a score weigh, and which score ends a search.
struct Weights {
    waste: u64,
    distance: u64,
    address: u64,
    fragment: u64,
    good_enough: u64,
}

#[derive(Debug, PartialEq)]
enum Fault {
    NoBlock,
    OverMaximum,
}

fn up(number: u32, multiple: u32) -> u64 {
    u64::from(number).div_ceil(u64::from(multiple)) * u64::from(multiple)
}

impl Model {
    fn new(design: &Design) -> Self {
        let value = |axis: &str| {
            let axis = classic_heap::catalog::axis(axis).expect("an axis of the design");
            axis.get(design).to_string()
        };
        let number = |axis: &str| value(axis).parse().expect("an axis of numbers");
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
        Self {
            region: design.region_bytes,
            base: up(design.base, design.alignment) as u32,
            alignment: design.alignment,
            minimum: design.minimum_bytes,
            maximum: design.maximum_bytes,
            clamps: match &*value("oversize") {
                "clamp" => true,
                "refuse" => false,
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
                other => panic!("the model does not know {other:?}"),
            },
            placement: value("placement"),
            weights: Weights {
                waste: number("score-waste"),
                distance: number("score-distance"),
                address: number("score-address"),
                fragment: number("score-fragment"),
                good_enough: number("score-good-enough"),
            },
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
            trims: value("trim") == "on",
            blocks: Vec::new(),
            list: Vec::new(),
            threads: Vec::new(),
            queue: Vec::new(),
            rover: None,
            names: 0,
            pointers: vec![None; common::POINTERS as usize],
            held: Vec::new(),
        }
    }

    /// The payloads of blocks whose free is queued.
    fn stagnant(&self) -> u32 {
        let queued = self.queue.iter();
        queued
            .map(|&name| self.blocks[self.at(name)].payload_bytes())
            .sum()
    }

    /// Header and the padding that aligns what follows it.
    fn front(&self) -> u32 {
        16.max(self.alignment)
    }

    fn end(&self) -> u32 {
        self.blocks.last().map_or(0, |block| block.end)
    }

    /// How far the heap may reach with so many blocks: an index takes 8 bytes a block.
    fn limit(&self, blocks: usize) -> u32 {
        if self.indexed {
            (self.region / 8 * 8).saturating_sub(blocks as u32 * 8)
        } else {
            self.region
        }
    }

    fn payload_of(&self, usable: u32) -> u64 {
        up(usable.max(self.minimum), self.alignment)
    }

    fn usable(&self, bytes: u32) -> Result<u32, Fault> {
        match bytes > self.maximum {
            true if self.clamps => Ok(self.maximum),
            true => Err(Fault::OverMaximum),
            false => Ok(bytes),
        }
    }

    fn at(&self, name: u32) -> usize {
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
        if self.placement == "next-fit"
            && let Some(rover) = self.rover
        {
            let at = order.iter().position(|&name| name == rover);
            order.rotate_left(at.expect("the rover is on the list") + 1);
        }
        order
    }

    /// The hole, and how many from there on, that a request gets.
    fn search(&self, payload: u64, alignment: u32) -> Option<(usize, usize)> {
        let mut best: Option<(u64, usize, usize)> = None;
        let mut hopeless = 0;
        let mut distance = 0;
        for name in self.examined() {
            if hopeless > 0 {
                // Where the first hole of a run does not serve, the others of it cannot either.
                hopeless -= 1;
                continue;
            }
            distance += 1;
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
                "best-fit" => size,
                "worst-fit" => u64::MAX - size,
                "scored" => {
                    let rest = size - needed;
                    let blocks_merged = self.blocks.len() + 1 - holes;
                    let fragment = if self.cuts(rest, blocks_merged) {
                        rest
                    } else {
                        0
                    };
                    let weights = &self.weights;
                    let score = weights.waste * (size - payload)
                        + weights.distance * distance
                        + weights.address * u64::from(block.start / 64)
                        + weights.fragment * fragment;
                    let anything = u64::from(u32::MAX);
                    if weights.good_enough == anything || score <= weights.good_enough {
                        return Some((at, holes));
                    }
                    score
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
            Some(Threading::Head) => 0,
            Some(Threading::Tail) => self.threads.len(),
            Some(Threading::ByAddress) => {
                let below = |&&other: &&u32| self.at(other) < at;
                self.threads.iter().take_while(below).count()
            }
        };
        self.threads.insert(place, name);
    }

    /// Takes a hole off the free list; gives the one in front of it.
    fn unthread(&mut self, name: u32) -> Option<u32> {
        let at = self.threads.iter().position(|&other| other == name);
        let at = at.expect("every hole is threaded");
        self.threads.remove(at);
        at.checked_sub(1).map(|before| self.threads[before])
    }

    /// Forgets a hole that is no more. A search resumes behind what stood in front of it on the list searched.
    fn forget(&mut self, name: u32) {
        let listed = self.list.iter().position(|&other| other == name);
        let listed = listed.expect("every block is listed");
        self.list.remove(listed);
        let before = match self.threading {
            Some(_) => self.unthread(name),
            None => listed.checked_sub(1).map(|before| self.list[before]),
        };
        if self.rover == Some(name) {
            self.rover = before;
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
        self.names += 1;
        self.blocks.push(Block {
            start,
            end: end as u32,
            payload: offset as u32,
            free: false,
            name: self.names,
        });
        self.list.push(self.names);
        Ok(self.blocks.len() - 1)
    }

    /// A block for a payload, by search or at the end.
    fn place(&mut self, payload: u64, alignment: u32) -> Result<usize, Fault> {
        let alignment = alignment.max(self.alignment);
        match self.search(payload, alignment) {
            Some((at, holes)) => {
                self.merge(at, holes);
                let name = self.blocks[at].name;
                self.rover = match self.threading {
                    Some(_) => self.unthread(name),
                    None => Some(name),
                };
                let padding = self.padding(self.blocks[at].payload, alignment) as u32;
                self.blocks[at].payload += padding;
                self.blocks[at].free = false;
                self.cut(at, payload as u32);
                Ok(at)
            }
            None => {
                let at = self.extend(payload, alignment)?;
                self.rover = match self.threading {
                    Some(_) => None,
                    None => Some(self.blocks[at].name),
                };
                Ok(at)
            }
        }
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

    /// What a free does at once.
    fn free(&mut self, address: u32) -> &'static str {
        let at = self.block_of(address).expect("a live block");
        let name = self.blocks[at].name;
        if !self.queues {
            self.release(name);
            return "freed";
        }
        self.queue.push(name);
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
                self.make_hole(name);
            }
        }
        if self.merges_on_free {
            self.merge_everywhere();
        }
        self.trim();
    }

    /// Passes idle ticks, in each of which a daemon performs some of the oldest frees.
    fn idle(&mut self, ticks: u32) {
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
        block.payload = block.start + front;
        self.thread(at);
        at
    }

    fn release(&mut self, name: u32) {
        let mut at = self.make_hole(name);
        if self.merges_on_free {
            if self.blocks.get(at + 1).is_some_and(|next| next.free) {
                self.merge(at, 2);
            }
            if at > 0 && self.blocks[at - 1].free {
                at -= 1;
                self.merge(at, 2);
            }
        }
        self.trim();
    }

    fn trim(&mut self) {
        while self.trims && self.blocks.last().is_some_and(|last| last.free) {
            self.forget(self.blocks[self.blocks.len() - 1].name);
            self.blocks.pop();
        }
    }

    fn block_of(&self, address: u32) -> Option<usize> {
        let offset = address.checked_sub(self.base)?;
        self.blocks.iter().position(|block| block.payload == offset)
    }

    /// What a target names: `Err` where the program knows, or the allocator finds, that it is no live block.
    fn resolve(&self, target: Target) -> Result<Held, &'static str> {
        let (address, born) = match target {
            Target::Null => return Err("null"),
            Target::Address(address) => (address, None),
            Target::Pointer(pointer) | Target::Offset(pointer, 0) => {
                match self.pointers[pointer.0 as usize] {
                    None => return Err("null"),
                    Some((address, born)) => (address, Some(born)),
                }
            }
            Target::Offset(pointer, offset) => {
                let address = self.pointers[pointer.0 as usize].map_or(0, |(address, _)| address);
                (address.wrapping_add_signed(offset), None)
            }
        };
        if address == 0 {
            return Err("null");
        }
        let held = self.held.iter().find(|held| held.address == address);
        match (held, born) {
            (Some(held), None) => Ok(*held),
            (Some(held), Some(born)) if held.born == born => Ok(*held),
            (_, Some(_)) => Err("double-free"),
            (None, None) => match self.block_of(address) {
                Some(_) => Err("double-free"),
                None => Err("unknown-address"),
            },
        }
    }

    fn hold(&mut self, pointer: Pointer, at: usize, asked: u32, usable: u32, born: usize) {
        let address = self.base + self.blocks[at].payload;
        self.held.push(Held {
            address,
            asked,
            usable,
            born,
        });
        self.pointers[pointer.0 as usize] = Some((address, born));
    }

    fn allocate(
        &mut self,
        step: usize,
        pointer: Pointer,
        bytes: u32,
        alignment: u32,
    ) -> &'static str {
        let placed = self.usable(bytes).and_then(|usable| {
            let at = self.obtain(self.payload_of(usable), alignment)?;
            Ok((at, usable))
        });
        match placed {
            Ok((at, usable)) => {
                self.hold(pointer, at, bytes, usable, step);
                if usable < bytes { "clamped" } else { "granted" }
            }
            Err(fault) => {
                self.pointers[pointer.0 as usize] = None;
                refusal(&fault)
            }
        }
    }

    fn reallocate(
        &mut self,
        step: usize,
        pointer: Pointer,
        from: Target,
        bytes: u32,
    ) -> &'static str {
        let old = match self.resolve(from) {
            Ok(old) => old,
            Err("null") => {
                let kept = self.pointers[pointer.0 as usize];
                let outcome = self.allocate(step, pointer, bytes, 1);
                if outcome.starts_with("refused") {
                    self.pointers[pointer.0 as usize] = kept;
                }
                return outcome;
            }
            Err(outcome) => return outcome,
        };
        let resized = self.usable(bytes).and_then(|usable| {
            let payload = self.payload_of(usable);
            let at = self.block_of(old.address).expect("a live block");
            let mut fits = u64::from(self.blocks[at].payload_bytes()) >= payload;
            if !fits && (self.merges_on_allocation || self.merges_on_free) {
                let (holes, size) = self.run(at, payload);
                if size >= payload {
                    self.merge(at, holes);
                    fits = true;
                }
            }
            if fits {
                if let Some(hole) = self.cut(at, payload as u32) {
                    if self.merges_on_free && self.blocks.get(hole + 1).is_some_and(|b| b.free) {
                        self.merge(hole, 2);
                    }
                    self.trim();
                }
                return Ok((at, usable));
            }
            let at = self.obtain(payload, 1)?;
            let name = self.blocks[at].name;
            self.free(old.address);
            Ok((self.at(name), usable))
        });
        match resized {
            Ok((at, usable)) => {
                self.held.retain(|held| *held != old);
                self.hold(pointer, at, bytes, usable, old.born);
                let moved = self.base + self.blocks[at].payload != old.address;
                match (usable < bytes, moved) {
                    (true, _) => "clamped",
                    (false, true) => "moved",
                    (false, false) => "resized",
                }
            }
            Err(fault) => refusal(&fault),
        }
    }

    fn touch(&self, target: Target, start: u32, bytes: TouchBytes) -> &'static str {
        let (block, skipped) = match target {
            Target::Null => return "touch-out-of-bounds",
            Target::Pointer(pointer) | Target::Offset(pointer, _) => {
                let skipped = match target {
                    Target::Offset(_, offset) => i64::from(offset),
                    _ => 0,
                };
                match self.resolve(Target::Pointer(pointer)) {
                    Ok(held) => (held, skipped),
                    Err("null") => return "touch-out-of-bounds",
                    Err(_) => return "touch-after-free",
                }
            }
            Target::Address(address) => {
                let within =
                    |held: &&Held| (held.address..held.address + held.usable).contains(&address);
                match self.held.iter().find(within) {
                    Some(held) => (*held, i64::from(address) - i64::from(held.address)),
                    None => return "touch-out-of-bounds",
                }
            }
        };
        let from = skipped + i64::from(start);
        let to = match bytes {
            TouchBytes::Exactly(bytes) => from + i64::from(bytes),
            TouchBytes::Rest => from.max(i64::from(block.asked)),
        };
        if from >= 0 && to <= i64::from(block.usable) {
            "touched"
        } else {
            "touch-out-of-bounds"
        }
    }

    fn perform(&mut self, step: usize, action: Action) -> &'static str {
        match action {
            Action::Malloc { pointer, bytes } => self.allocate(step, pointer, bytes, 1),
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment,
            } => self.allocate(step, pointer, bytes, alignment),
            Action::Calloc {
                pointer,
                count,
                bytes,
            } => match count.checked_mul(bytes) {
                Some(bytes) => self.allocate(step, pointer, bytes, 1),
                None => {
                    self.pointers[pointer.0 as usize] = None;
                    "refused-over-maximum"
                }
            },
            Action::Falloc { pointer, bytes } => {
                match self.extend(self.payload_of(bytes), self.alignment) {
                    Ok(at) => {
                        self.hold(pointer, at, bytes, bytes, step);
                        "granted"
                    }
                    Err(fault) => {
                        self.pointers[pointer.0 as usize] = None;
                        refusal(&fault)
                    }
                }
            }
            Action::Realloc {
                pointer,
                from,
                bytes,
            } => self.reallocate(step, pointer, from, bytes),
            Action::Free { target } => match self.resolve(target) {
                Ok(held) => {
                    self.held.retain(|other| *other != held);
                    self.free(held.address)
                }
                Err("null") => "null-free",
                Err(outcome) => outcome,
            },
            Action::Touch {
                target,
                start,
                bytes,
            } => self.touch(target, start, bytes),
            Action::Idle { ticks } => {
                self.idle(ticks);
                "idled"
            }
            Action::Mark { .. } => "marked",
        }
    }
}

fn refusal(fault: &Fault) -> &'static str {
    match fault {
        Fault::NoBlock => "refused-no-block",
        Fault::OverMaximum => "refused-over-maximum",
    }
}

/// The payloads' offsets of the holes on the free list, in its order, read from the words in the region.
fn threaded(heap: &Heap<impl Region, impl Observer>) -> Vec<u32> {
    let base = heap.design().base_address();
    let mut cursor = heap.roots().free_head;
    std::iter::from_fn(|| {
        let hole = heap.block_at_header(cursor?);
        cursor = hole.fourth.checked_sub(base);
        Some(hole.payload_offset())
    })
    .collect()
}

/// Runs both and compares outcome, blocks and lists after every step, and the figures at the end.
fn compare(design: Design, scenario: &Scenario) -> Result<(), TestCaseError> {
    let mut model = Model::new(&design);
    let options = Options { check: true };
    let mut replay = Replay::new(design, scenario.clone(), options).expect("a good scenario");
    replay.finish().expect("no violation");
    let [mut peak_requested, mut peak_heap] = [0; 2];
    for (at, operation) in scenario.operations.iter().enumerate() {
        let step = at + 1;
        let outcome = model.perform(step, operation.action);
        let state = replay.seek(step as u32).expect("every step is replayed");
        let context = format!("step {step}: {}", scenario.describe(operation));
        let ours = state.outcome().expect("the step has an operation");
        prop_assert_eq!(ours.kind.id(), outcome, "{}", context);

        let heap = state.subject().heap();
        let blocks: Vec<_> = heap
            .blocks()
            .map(|view| {
                let end = view.extent.start + view.extent.bytes;
                let kept = (view.is_free(), view.is_queued());
                (view.extent.start, end, view.payload_offset(), kept)
            })
            .collect();
        let expected: Vec<_> = model
            .blocks
            .iter()
            .map(|block| {
                let kept = (block.free, model.queue.contains(&block.name));
                (block.start, block.end, block.payload, kept)
            })
            .collect();
        prop_assert_eq!(blocks, expected, "{}", context);
        let placed = |names: &[u32]| -> Vec<_> {
            let payload = |&name| model.blocks[model.at(name)].payload;
            names.iter().map(payload).collect()
        };
        let list: Vec<_> = heap.list().map(|view| view.payload_offset()).collect();
        prop_assert_eq!(list, placed(&model.list), "{}", context);
        prop_assert_eq!(threaded(heap), placed(&model.threads), "{}", context);

        let requested: u32 = model.held.iter().map(|held| held.usable).sum();
        let parts = state.parts();
        let part = |category: Category| parts[category as usize];
        let count = model.blocks.len() as u32;
        let index = if model.indexed { count * 8 } else { 0 };
        let free = model.blocks.iter().filter(|block| block.free);
        let minimum = model
            .held
            .iter()
            .map(|held| model.minimum.saturating_sub(held.usable));
        prop_assert_eq!(part(Category::Header), count * 16, "{}", context);
        prop_assert_eq!(part(Category::Index), index, "{}", context);
        prop_assert_eq!(part(Category::Requested), requested, "{}", context);
        prop_assert_eq!(
            part(Category::PaddingMinimum),
            minimum.sum::<u32>(),
            "{}",
            context
        );
        prop_assert_eq!(
            part(Category::Free),
            free.map(Block::payload_bytes).sum::<u32>(),
            "{}",
            context
        );
        prop_assert_eq!(part(Category::Stagnant), model.stagnant(), "{}", context);
        prop_assert_eq!(
            part(Category::Beyond),
            model.region - model.end() - index,
            "{}",
            context
        );

        peak_requested = peak_requested.max(requested);
        peak_heap = peak_heap.max(model.end());
    }
    let state = replay
        .seek(scenario.operations.len() as u32)
        .expect("the last step");
    let figures = state.figures();
    let holes = model.blocks.iter().filter(|block| block.free);
    let free: u32 = holes.clone().map(Block::payload_bytes).sum();
    let largest = holes.map(Block::payload_bytes).max().unwrap_or(0);
    let index = if model.indexed { 8 } else { 0 };
    let payload: u32 = model
        .held
        .iter()
        .map(|held| {
            let at = model.block_of(held.address).expect("a live block");
            model.blocks[at].payload_bytes()
        })
        .sum();
    prop_assert_eq!(figures.live.blocks as usize, model.held.len());
    prop_assert_eq!(figures.live.payload_bytes, payload);
    prop_assert_eq!(figures.peaks.requested_bytes, peak_requested);
    prop_assert_eq!(figures.peaks.heap_bytes, peak_heap);
    prop_assert_eq!(figures.heap_bytes, model.end());
    prop_assert_eq!(figures.space.held_bytes, payload + model.stagnant());
    prop_assert_eq!(figures.space.free_bytes, free);
    prop_assert_eq!(figures.space.largest_free_bytes, largest);
    prop_assert_eq!(
        figures.space.overhead_bytes,
        model.blocks.len() as u32 * (16 + index)
    );
    Ok(())
}

/// A run of holes gives up index entries when it is merged, so that its rest can be cut off even where the index has
/// come up to the heap: its fragment must count in a score.
#[test]
fn a_fragment_counts_where_merging_makes_room_for_it() {
    let mut design = Design::CLASSIC;
    let settings = [
        // Five blocks of 424 bytes together, and five entries of the index.
        ("region-size", "464"),
        ("alignment", "8"),
        ("minimum", "16"),
        ("lookup", "index"),
        ("placement", "scored"),
        ("score-waste", "0"),
        ("score-distance", "0"),
        ("score-address", "0"),
        ("score-fragment", "1"),
        ("score-good-enough", "0"),
    ];
    for (axis, value) in settings {
        atlas_replay::design::set(&mut design, axis, value).expect("a value of the axis");
    }
    let script = "a = malloc 64\nb = malloc 64\nwall = malloc 64\nc = malloc 136\nfence = malloc 16\n\
                  free a\nfree b\nfree c\nx = malloc 104";
    let scenario = Scenario::from_script(script).expect("a script");
    compare(design, &scenario).expect("heap and model agree");
    let mut replay = Replay::new(design, scenario, Options { check: true }).expect("a replay");
    replay.finish().expect("no violation");
    let x = replay.seek(9).expect("the last step").outcome();
    // The run of a and b would leave a fragment of 40 bytes; c's hole has no room for one.
    assert_eq!(x.expect("an outcome").address, 0x0010_0100);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Protects every rule of the allocator at once: outcomes, addresses, splits, merges, list order, trimming.
    #[test]
    fn the_heap_does_what_the_rules_say(design in common::design(), scenario in common::scenario(120)) {
        compare(design, &scenario)?;
    }

    /// The same in a heap so small that it meets its own index all the time.
    #[test]
    fn the_heap_does_what_the_rules_say_next_to_its_index(
        drawn in common::design(),
        scenario in common::scenario(120),
    ) {
        let mut design = Design {
            region_bytes: 1 << 10,
            alignment: 8,
            minimum_bytes: drawn.minimum_bytes.min(64),
            maximum_bytes: 1 << 10,
            ..drawn
        };
        atlas_replay::design::set(&mut design, "lookup", "index").expect("a value of the axis");
        compare(design, &scenario)?;
    }

    /// The same for Classic itself, whose figures people will look at first.
    #[test]
    fn classic_does_what_the_rules_say(scenario in common::scenario(200)) {
        compare(Design { region_bytes: 1 << 14, ..Design::CLASSIC }, &scenario)?;
    }
}
