//! An allocator on paper, written from `docs/tags-rules.md` alone: blocks in a map, lists in vectors, no word in any region. The
//! family `tags` grants the same addresses, on random designs and random programs.

use std::collections::BTreeMap;

use crate::tags_common::heap_of;
use crate::tags_designs::design;
use classic_heap::Grant;
use classic_heap::tags::{TagDesign, catalog};
use proptest::prelude::*;
use proptest::sample::Index;

#[derive(Clone, Copy, PartialEq, Debug)]
enum State {
    Live,
    Hole,
    Quick,
}

/// The axes as text, so that the model knows policies by their ids alone.
struct Axes(BTreeMap<&'static str, String>);

impl Axes {
    fn of(design: &TagDesign) -> Self {
        let text =
            |axis: &classic_heap::catalog::Axis<_>| (axis.id, axis.get(&**design).to_string());
        Self(catalog::AXES.iter().map(text).collect())
    }

    fn is(&self, axis: &str, value: &str) -> bool {
        self.word(axis) == value
    }

    fn word(&self, axis: &str) -> &str {
        let text = &self.0[axis];
        text.split('(').next().expect("a first part")
    }

    fn number(&self, axis: &str) -> u32 {
        let text = &self.0[axis];
        let digits = match text.split_once('(') {
            Some((_, number)) => number.trim_end_matches(')'),
            None => text,
        };
        digits.parse().expect("a number")
    }
}

struct Model {
    axes: Axes,
    base: u32,
    granule: u32,
    header: u32,
    footer: u32,
    hole_min: u32,
    limit: u32,
    end: u32,
    blocks: BTreeMap<u32, (u32, State)>,
    lists: Vec<Vec<u32>>,
    quick: Vec<Vec<u32>>,
    rover: Option<u32>,
}

struct Fit {
    hole: u32,
    bytes: u32,
    absorbs: u32,
    block: u32,
}

fn up(number: u32, to: u32) -> u32 {
    number.div_ceil(to) * to
}

impl Model {
    fn new(design: &TagDesign, region: u32) -> Self {
        let axes = Axes::of(design);
        let header = axes.number("header");
        let alignment = axes.number("alignment");
        let granule = if header > 0 {
            alignment.max(4)
        } else {
            alignment
        };
        let footers = axes.word("footers").to_string();
        let footer = if footers == "all" { 4 } else { 0 };
        let hole_footer = if matches!(&*footers, "all" | "holes") {
            4
        } else {
            0
        };
        let links = if footers != "none" || axes.is("bins", "best-fit-tree") {
            2
        } else {
            1
        };
        let links_in_header = match header {
            16 => 2,
            8 if footers != "in-header" => 1,
            _ => 0,
        };
        let words_before_links = if header == 0 { 4 } else { header };
        let outside = 4_u32 * u32::saturating_sub(links, links_in_header);
        let hole_min = up(words_before_links + outside + hole_footer, granule);
        let mut model = Self {
            base: up(axes.number("region-base"), granule),
            granule,
            header,
            footer,
            hole_min,
            limit: 0,
            end: 0,
            blocks: BTreeMap::new(),
            lists: vec![Vec::new()],
            quick: vec![Vec::new(); axes.number("quick") as usize],
            rover: None,
            axes,
        };
        let mut table = 0;
        if model.has_classes() {
            let classes = model.class(region) + 1;
            model.lists = vec![Vec::new(); classes as usize];
            table = 4 + classes.div_ceil(32) * 4 + classes * 4;
            if model.axes.is("bin-order", "fifo") {
                table += classes * 4;
            }
        }
        table += 4 * model.quick.len() as u32;
        let front = if model.axes.is("sentinels", "both") {
            header + footer
        } else {
            0
        };
        let back = if model.axes.is("sentinels", "none") {
            0
        } else {
            header
        };
        let first = up(table + front + header, granule) - header;
        model.limit = first + (region - back - first) / granule * granule;
        model.end = first;
        if model.axes.is("end", "whole") {
            model.end = model.limit;
            model.make_hole(first, model.limit - first);
        }
        model
    }

    fn has_classes(&self) -> bool {
        matches!(self.axes.word("bins"), "size-classes" | "two-level")
    }

    fn class(&self, bytes: u32) -> u32 {
        if !self.has_classes() {
            return 0;
        }
        let per = self.axes.number("bins-per-doubling");
        let exact = (self.axes.number("bins-exact") / self.granule).max(per);
        let units = bytes / self.granule;
        if units < exact {
            return units;
        }
        let log = units.ilog2();
        let part = ((u64::from(units) * u64::from(per)) >> log) as u32;
        exact + (log - exact.ilog2()) * per + part - per
    }

    fn block_bytes(&self, bytes: u32) -> Option<u32> {
        let maximum = self.axes.number("maximum");
        if bytes > maximum && self.axes.is("oversize", "refuse") {
            return None;
        }
        let payload = bytes.min(maximum).max(self.axes.number("minimum"));
        Some(up(payload + self.header + self.footer, self.granule).max(self.hole_min))
    }

    fn splits(&self, rest: u32) -> bool {
        rest >= self.hole_min
            && match self.axes.word("split") {
                "always" => true,
                "never" => false,
                _ => rest >= self.axes.number("split"),
            }
    }

    /// Links a hole; returns the one before it on its list.
    fn make_hole(&mut self, start: u32, bytes: u32) -> Option<u32> {
        self.blocks.insert(start, (bytes, State::Hole));
        let class = self.class(bytes) as usize;
        let is_tree = self.axes.is("bins", "best-fit-tree");
        let order = self.axes.word("bin-order").to_string();
        let blocks = &self.blocks;
        let list = &mut self.lists[class];
        let at = if is_tree {
            list.partition_point(|&other| (blocks[&other].0, other) < (bytes, start))
        } else {
            match &*order {
                "lifo" => 0,
                "fifo" => list.len(),
                "address" => list.partition_point(|&other| other < start),
                "size" => list.partition_point(|&other| blocks[&other].0 <= bytes),
                _ => list.partition_point(|&other| blocks[&other].0 < bytes),
            }
        };
        list.insert(at, start);
        at.checked_sub(1).map(|before| list[before])
    }

    /// Takes a hole off its list; returns the one before it. Its bytes stay its own.
    fn unlink(&mut self, start: u32) -> Option<u32> {
        let (bytes, _) = self.blocks[&start];
        let class = self.class(bytes) as usize;
        let at = self.place(start);
        self.lists[class].remove(at);
        let before = at.checked_sub(1).map(|before| self.lists[class][before]);
        if self.rover == Some(start) {
            self.rover = before;
        }
        before
    }

    fn place(&self, start: u32) -> usize {
        let class = self.class(self.blocks[&start].0) as usize;
        let list = &self.lists[class];
        list.iter()
            .position(|&hole| hole == start)
            .expect("a hole is listed")
    }

    fn hole_at(&self, start: u32) -> Option<u32> {
        self.blocks
            .get(&start)
            .filter(|block| block.1 == State::Hole)
            .map(|block| block.0)
    }

    fn hole_ending(&self, end: u32) -> Option<u32> {
        let (&start, &(bytes, state)) = self.blocks.range(..end).next_back()?;
        (state == State::Hole && start + bytes == end).then_some(start)
    }

    fn aligned_from(&self, start: u32, alignment: u32) -> u32 {
        let payload = self.base + start + self.header;
        let mut gap = up(payload, alignment) - payload;
        while gap > 0 && gap < self.hole_min {
            gap += alignment;
        }
        start + gap
    }

    fn serves(&self, hole: u32, bytes: u32, need: u32, alignment: u32) -> Option<u32> {
        let front = self.aligned_from(hole, alignment);
        if front + need > hole + bytes {
            return None;
        }
        let is_back = match self.axes.word("granted-end") {
            "front" => false,
            "back" => true,
            _ => need >= self.axes.number("granted-end"),
        };
        let is_scrap = |rest: u32| rest > 0 && rest < self.hole_min;
        if is_back && self.splits(bytes - need) {
            let last = hole + bytes - need;
            let payload = self.base + last + self.header;
            let back = last - payload % alignment;
            let tail = last - back;
            if back > front && back - hole >= self.hole_min && (self.header > 0 || !is_scrap(tail))
            {
                return Some(back);
            }
        }
        let rest = hole + bytes - front - need;
        (self.header > 0 || !is_scrap(rest)).then_some(front)
    }

    fn search(&mut self, need: u32, alignment: u32) -> Option<Fit> {
        let mut roomy = need;
        if alignment > self.granule {
            roomy += alignment + up(self.hole_min, alignment);
        }
        match self.axes.word("bins") {
            "one-list" => self.search_list(0, need, alignment),
            "size-classes" => (self.class(need)..self.lists.len() as u32)
                .find_map(|class| self.search_list(class, need, alignment)),
            "two-level" => {
                let own = self.class(roomy);
                let is_least = roomy < self.granule || self.class(roomy - self.granule) < own;
                let from = if is_least { own } else { own + 1 };
                let class = (from..self.lists.len() as u32)
                    .find(|&class| !self.lists[class as usize].is_empty())?;
                self.search_list(class, need, alignment)
            }
            _ => {
                let hole = *self.lists[0]
                    .iter()
                    .find(|hole| self.blocks[hole].0 >= roomy)?;
                let bytes = self.blocks[&hole].0;
                let block = self.serves(hole, bytes, need, alignment)?;
                Some(Fit {
                    hole,
                    bytes,
                    absorbs: 0,
                    block,
                })
            }
        }
    }

    fn search_list(&mut self, class: u32, need: u32, alignment: u32) -> Option<Fit> {
        let list = &self.lists[class as usize];
        let placement = self.axes.word("placement").to_string();
        let placement = &*placement;
        let mut order = list.clone();
        if placement == "next-fit"
            && let Some(rover) = self.rover
        {
            let after = list.iter().position(|&hole| hole == rover).expect("a hole") + 1;
            order.rotate_left(after);
        }
        let mut held: Option<Fit> = None;
        let mut count = 0;
        for hole in order {
            let Some(mut bytes) = self.hole_at(hole) else {
                // It is part of a run that was merged.
                continue;
            };
            let mut absorbs = 0;
            let mut block = self.serves(hole, bytes, need, alignment);
            while self.axes.is("coalescing", "on-allocation")
                && block.is_none()
                && let Some(more) = self.hole_at(hole + bytes)
            {
                bytes += more;
                absorbs += 1;
                block = self.serves(hole, bytes, need, alignment);
            }
            if block.is_none() && self.axes.is("keep-runs", "on") {
                self.absorb(hole, absorbs);
            }
            let Some(block) = block else { continue };
            let fit = Fit {
                hole,
                bytes,
                absorbs,
                block,
            };
            let best = matches!(placement, "best-fit" | "best-of");
            if matches!(placement, "first-fit" | "next-fit") || (best && bytes == need) {
                return Some(fit);
            }
            let is_better = held.as_ref().is_none_or(|held| {
                if best {
                    bytes < held.bytes
                } else {
                    bytes > held.bytes
                }
            });
            if is_better {
                held = Some(fit);
            }
            count += 1;
            if placement == "best-of" && count == self.axes.number("placement") {
                break;
            }
        }
        held
    }

    fn absorb(&mut self, hole: u32, count: u32) {
        for _ in 0..count {
            let own = self.blocks[&hole].0;
            let next = hole + own;
            let more = self.blocks[&next].0;
            self.unlink(next);
            self.blocks.remove(&next);
            self.blocks.insert(hole, (own + more, State::Hole));
        }
    }

    fn take(&mut self, fit: &Fit, need: u32) -> u32 {
        let Fit {
            hole,
            bytes,
            absorbs,
            block,
        } = *fit;
        self.absorb(hole, absorbs);
        let gap = block - hole;
        let rest = bytes - gap - need;
        let has_rest = self.splits(rest);
        let kept = if has_rest { need } else { need + rest };
        let (left, left_bytes) = if gap > 0 {
            (hole, gap)
        } else {
            (block + kept, rest)
        };
        let is_listed = !self.axes.is("bins", "best-fit-tree")
            && !self.axes.word("bin-order").starts_with("size");
        let stays = self.axes.is("remainder-in-place", "on")
            && (gap > 0) != has_rest
            && is_listed
            && self.class(bytes) == self.class(left_bytes);
        let before;
        if stays {
            let (class, at) = (self.class(bytes) as usize, self.place(hole));
            before = at.checked_sub(1).map(|before| self.lists[class][before]);
            self.lists[class][at] = left;
            self.blocks.remove(&hole);
            self.blocks.insert(left, (left_bytes, State::Hole));
        } else {
            before = self.unlink(hole);
            self.blocks.remove(&hole);
            if gap > 0 {
                self.make_hole(hole, gap);
            }
            if has_rest {
                self.make_hole(block + kept, rest);
            }
        }
        self.blocks.insert(block, (kept, State::Live));
        self.rover = before;
        block
    }

    fn grow(&mut self, need: u32, alignment: u32) -> Option<u32> {
        if self.axes.is("end", "whole") {
            return None;
        }
        let last = self.hole_ending(self.end);
        if self.axes.number("growth") > 1 {
            return self.grow_by_step(last, need, alignment);
        }
        let mut start = self.end;
        if self.axes.is("end", "extend")
            && let Some(hole) = last
        {
            let bytes = self.end - hole;
            if let Some(block) = self.serves(hole, bytes, need, alignment) {
                return Some(self.take(
                    &Fit {
                        hole,
                        bytes,
                        absorbs: 0,
                        block,
                    },
                    need,
                ));
            }
            if self.aligned_from(hole, alignment) + need >= self.end {
                start = hole;
            }
        }
        let block = self.aligned_from(start, alignment);
        if block + need > self.limit {
            return None;
        }
        let mut gap_from = start;
        if start < self.end {
            self.unlink(start);
            self.blocks.remove(&start);
        } else if let Some(hole) = last
            && block > start
            && self.axes.is("coalescing", "on-free")
        {
            self.unlink(hole);
            self.blocks.remove(&hole);
            gap_from = hole;
        }
        self.end = block + need;
        if block > gap_from {
            self.make_hole(gap_from, block - gap_from);
        }
        self.blocks.insert(block, (need, State::Live));
        self.rover = None;
        Some(block)
    }

    fn grow_by_step(&mut self, last: Option<u32>, need: u32, alignment: u32) -> Option<u32> {
        let mut bytes = need;
        if alignment > self.granule {
            bytes += alignment + up(self.hole_min, alignment);
        }
        if self.header == 0 {
            bytes += self.hole_min;
        }
        if let Some(hole) = last
            && self.axes.is("end", "extend")
            && self.axes.is("coalescing", "on-free")
        {
            bytes = bytes.saturating_sub(self.end - hole);
        }
        let bytes = bytes.max(self.axes.number("growth")).max(self.hole_min);
        let step = self.end;
        let end = step + up(bytes, self.granule);
        if end > self.limit {
            return None;
        }
        self.end = end;
        self.blocks.insert(step, (end - step, State::Live));
        self.release(step);
        let hole = self.hole_ending(end).expect("the step is a hole");
        let bytes = end - hole;
        let block = self.serves(hole, bytes, need, alignment)?;
        Some(self.take(
            &Fit {
                hole,
                bytes,
                absorbs: 0,
                block,
            },
            need,
        ))
    }

    fn quick_list(&self, bytes: u32) -> Option<usize> {
        let least = self
            .block_bytes(0)
            .expect("zero is no more than the maximum");
        let list = (bytes.checked_sub(least)? / self.granule) as usize;
        (list < self.quick.len()).then_some(list)
    }

    fn flushes_to_grow(&self, need: u32) -> bool {
        let share = self.axes.number("quick-share");
        if share == 0 {
            return self.quick_list(need).is_none();
        }
        let held: u32 = self
            .quick
            .iter()
            .flatten()
            .map(|block| self.blocks[block].0)
            .sum();
        held > self.end / share
    }

    fn obtain(&mut self, need: u32, alignment: u32) -> Option<u32> {
        if alignment == self.granule
            && let Some(list) = self.quick_list(need)
            && let Some(block) = self.quick[list].pop()
        {
            self.blocks.insert(block, (need, State::Live));
            return Some(block);
        }
        if let Some(fit) = self.search(need, alignment) {
            return Some(self.take(&fit, need));
        }
        if self.flushes_to_grow(need)
            && self.flush()
            && let Some(fit) = self.search(need, alignment)
        {
            return Some(self.take(&fit, need));
        }
        if let Some(block) = self.grow(need, alignment) {
            return Some(block);
        }
        if self.flush() {
            if let Some(fit) = self.search(need, alignment) {
                return Some(self.take(&fit, need));
            }
            if let Some(block) = self.grow(need, alignment) {
                return Some(block);
            }
        }
        if self.axes.is("coalescing", "on-failure") && self.merge_all() {
            let fit = self.search(need, alignment)?;
            return Some(self.take(&fit, need));
        }
        None
    }

    fn flush(&mut self) -> bool {
        let any = self.quick.iter().any(|list| !list.is_empty());
        for list in 0..self.quick.len() {
            while let Some(block) = self.quick[list].pop() {
                self.release(block);
            }
        }
        any
    }

    fn merge_all(&mut self) -> bool {
        let holes: Vec<u32> = self
            .blocks
            .iter()
            .filter(|block| block.1.1 == State::Hole)
            .map(|block| *block.0)
            .collect();
        let touches =
            |model: &Self, hole: u32| model.hole_at(hole + model.blocks[&hole].0).is_some();
        if !holes.iter().any(|&hole| touches(self, hole)) {
            return false;
        }
        let along_list = self.header == 0;
        if !along_list {
            self.lists.iter_mut().for_each(Vec::clear);
            self.rover = None;
        }
        let mut merged = Vec::new();
        for hole in holes {
            let Some(mut bytes) = self.hole_at(hole) else {
                continue;
            };
            while let Some(more) = self.hole_at(hole + bytes) {
                if along_list {
                    self.unlink(hole + bytes);
                }
                self.blocks.remove(&(hole + bytes));
                bytes += more;
            }
            self.blocks.insert(hole, (bytes, State::Hole));
            merged.push((hole, bytes));
        }
        if !along_list {
            for (hole, bytes) in merged {
                self.make_hole(hole, bytes);
            }
        }
        true
    }

    fn release(&mut self, block: u32) {
        let (mut start, mut bytes) = (block, self.blocks[&block].0);
        self.blocks.remove(&block);
        let mut before_moves = None;
        let mut place = None;
        let mut was_rover = false;
        if self.axes.is("coalescing", "on-free") {
            let without_footers = self.axes.is("footers", "none");
            if without_footers && let Some(more) = self.hole_at(block + bytes) {
                self.unlink(block + bytes);
                self.blocks.remove(&(block + bytes));
                bytes += more;
            }
            if let Some(before) = self.hole_ending(block) {
                let own = self.blocks[&before].0;
                if without_footers && before + own + bytes != self.end {
                    // It stays where it is on the list, and is what a free makes the rover.
                    self.blocks.insert(before, (own + bytes, State::Hole));
                    before_moves = Some(before);
                } else if without_footers && !self.axes.is("trim", "on") {
                    self.blocks.insert(before, (own + bytes, State::Hole));
                    before_moves = Some(before);
                } else {
                    place = Some((self.class(own), self.place(before)));
                    was_rover = self.rover == Some(before);
                    self.unlink(before);
                    self.blocks.remove(&before);
                }
                start = before;
                bytes += own;
            }
            if !without_footers && let Some(more) = self.hole_at(start + bytes) {
                let after = start + bytes;
                // A rover that leaves its list is the hole before it there, which stands in its place yet.
                let was_next = place == Some((self.class(more), self.place(after)));
                was_rover |= was_next && self.rover == Some(after);
                if let Some((class, at)) = &mut place
                    && *class == self.class(more)
                    && self.place(after) < *at
                {
                    *at -= 1;
                }
                self.unlink(after);
                self.blocks.remove(&after);
                bytes += more;
            }
        }
        let by_order = self.axes.is("bins", "best-fit-tree")
            || self.axes.word("bin-order").starts_with("size");
        let place = place.filter(|&(class, _)| {
            self.axes.is("merge-in-place", "on") && !by_order && class == self.class(bytes)
        });
        if self.axes.is("trim", "on") && start + bytes == self.end {
            self.end = start;
            if !self.axes.is("coalescing", "on-free") {
                while let Some(hole) = self.hole_ending(self.end) {
                    self.unlink(hole);
                    self.blocks.remove(&hole);
                    self.end = hole;
                }
            }
            return;
        }
        let before = match (before_moves, place) {
            (Some(hole), _) => Some(hole),
            (None, Some((class, at))) => {
                self.blocks.insert(start, (bytes, State::Hole));
                let list = &mut self.lists[class as usize];
                list.insert(at, start);
                if was_rover {
                    self.rover = Some(start);
                }
                at.checked_sub(1).map(|before| list[before])
            }
            (None, None) => self.make_hole(start, bytes),
        };
        if self.axes.is("free-moves-rover", "on") {
            self.rover = before;
        }
    }

    fn free(&mut self, block: u32) {
        if self.axes.is("reuse", "off") {
            return;
        }
        let bytes = self.blocks[&block].0;
        match self.quick_list(bytes) {
            Some(list) => {
                self.blocks.insert(block, (bytes, State::Quick));
                self.quick[list].push(block);
            }
            None => self.release(block),
        }
    }

    fn allocate(&mut self, bytes: u32, alignment: u32) -> Option<u32> {
        let need = self.block_bytes(bytes)?;
        self.obtain(need, alignment.max(self.granule))
    }

    fn fit_in_place(&mut self, block: u32, need: u32) -> bool {
        let bytes = self.blocks[&block].0;
        let end = block + bytes;
        if need <= bytes {
            let rest = bytes - need;
            if rest > 0 && self.splits(rest) && self.axes.is("reuse", "on") {
                self.blocks.insert(block, (need, State::Live));
                self.blocks.insert(block + need, (rest, State::Live));
                self.release(block + need);
                return true;
            }
            return rest == 0 || self.header > 0;
        }
        let more = if self.axes.is("coalescing", "never") {
            None
        } else {
            self.hole_at(end)
        };
        let reach = end + more.unwrap_or(0);
        if reach == self.end && block + need > reach {
            let fits = self.axes.is("end", "extend")
                && self.axes.number("growth") == 1
                && block + need <= self.limit;
            if fits {
                if more.is_some() {
                    self.unlink(end);
                    self.blocks.remove(&end);
                }
                self.blocks.insert(block, (need, State::Live));
                self.end = block + need;
            }
            return fits;
        }
        let Some(more) = more.filter(|more| bytes + more >= need) else {
            return false;
        };
        let rest = bytes + more - need;
        if self.header == 0 && rest > 0 && rest < self.hole_min {
            return false;
        }
        self.unlink(end);
        self.blocks.remove(&end);
        let has_rest = self.splits(rest);
        let kept = if has_rest { need } else { need + rest };
        self.blocks.insert(block, (kept, State::Live));
        if has_rest {
            self.make_hole(block + kept, rest);
        }
        true
    }

    /// The block's new start; `None` where it is refused.
    fn reallocate(&mut self, block: u32, bytes: u32) -> Option<u32> {
        let need = self.block_bytes(bytes)?;
        if self.fit_in_place(block, need) {
            return Some(block);
        }
        let new = self.obtain(need, self.granule)?;
        self.free(block);
        Some(new)
    }
}

#[derive(Clone, Debug)]
enum Step {
    Allocate(u32, u32),
    Reallocate(Index, u32),
    Free(Index),
}

fn step() -> impl Strategy<Value = Step> {
    let bytes = || prop_oneof![8 => 0..120_u32, 3 => 0..600_u32, 1 => 300..3000_u32];
    prop_oneof![
        6 => bytes().prop_map(|bytes| Step::Allocate(bytes, 1)),
        1 => (bytes(), 0..9_u32).prop_map(|(bytes, log)| Step::Allocate(bytes, 1 << log)),
        3 => (any::<Index>(), bytes()).prop_map(|(which, bytes)| Step::Reallocate(which, bytes)),
        7 => any::<Index>().prop_map(Step::Free),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn the_addresses_of_the_rules(
        design in design(),
        region in 2500..9000_u32,
        steps in proptest::collection::vec(step(), 1..120),
    ) {
        prop_assume!(design.check_region(region).is_ok());
        let mut heap = heap_of(design, region);
        let mut model = Model::new(&design, region);
        let front = model.base + model.header;
        // Each live block's start, and the size that was asked for.
        let mut live: Vec<(u32, u32)> = Vec::new();
        for step in steps {
            match step {
                Step::Allocate(bytes, alignment) => {
                    let granted = heap.allocate_aligned(bytes, alignment);
                    if granted == Ok(Grant::NULL) {
                        prop_assert!(bytes == 0 && model.axes.is("zero", "null"));
                        continue;
                    }
                    let expected = model.allocate(bytes, alignment);
                    prop_assert_eq!(granted.ok().map(|grant| grant.address - front), expected);
                    live.extend(expected.map(|start| (start, bytes)));
                }
                Step::Reallocate(which, bytes) => {
                    if live.is_empty() || (bytes == 0 && model.axes.is("zero", "null")) {
                        continue;
                    }
                    let which = which.index(live.len());
                    let (start, old_bytes) = live[which];
                    let granted = heap.reallocate_sized(front + start, old_bytes, bytes);
                    let expected = model.reallocate(start, bytes);
                    prop_assert_eq!(granted.ok().map(|grant| grant.address - front), expected);
                    if let Some(start) = expected {
                        live[which] = (start, bytes);
                    }
                }
                Step::Free(which) => {
                    if live.is_empty() {
                        continue;
                    }
                    let (start, bytes) = live.swap_remove(which.index(live.len()));
                    prop_assert!(heap.free_sized(front + start, bytes).is_ok());
                    model.free(start);
                }
            }
            prop_assert_eq!(heap.roots().end(), model.end);
        }
    }
}
