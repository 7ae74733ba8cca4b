//! A buddy allocator on paper, written from `docs/buddy-rules.md` alone: blocks in a map, lists in vectors, no word in any region. The
//! family `buddy` grants the same addresses, on random designs and random programs, and leaves the same lists.

use std::collections::BTreeMap;

use crate::buddy_designs::design;
use classic_heap::buddy::{BuddyDesign, BuddyHeap, catalog};
use classic_heap::{Bytes, Grant, ReallocateError};
use proptest::prelude::*;
use proptest::sample::Index;

/// A live block: its length, and where its payload begins in it.
#[derive(Clone, Copy, Debug)]
struct Live {
    bytes: u64,
    payload: u64,
}

struct Model {
    axes: BTreeMap<&'static str, String>,
    base: u64,
    first: u64,
    limit: u64,
    largest: u64,
    /// The holes of each length, in the order of their list.
    lists: BTreeMap<u64, Vec<u64>>,
    live: BTreeMap<u64, Live>,
}

fn up(number: u64, to: u64) -> u64 {
    number.div_ceil(to) * to
}

impl Model {
    fn new(design: &BuddyDesign, region: u64) -> Self {
        let axes: BTreeMap<_, _> = catalog::AXES
            .iter()
            .map(|axis| (axis.id, axis.get(design).to_string()))
            .collect();
        let mut model = Self {
            axes,
            base: 0,
            first: 0,
            limit: 0,
            largest: 0,
            lists: BTreeMap::new(),
            live: BTreeMap::new(),
        };
        let smallest = model.number("smallest-block");
        model.base = up(model.number("region-base"), 4096);
        model.largest = smallest;
        while model.largest * 2 <= region && model.largest * 2 <= model.number("largest-block") {
            model.largest *= 2;
        }
        let mut orders = 0;
        let mut bytes = smallest;
        while bytes <= model.largest {
            model.lists.insert(bytes, Vec::new());
            orders += 1;
            bytes *= 2;
        }
        let lists = 4 * orders * if model.is("coalescing", "lazy") { 2 } else { 1 };
        let table = match model.word("buddy-state") {
            "bitmap" => lists + up(region.next_power_of_two() / smallest, 32) / 8,
            "orders" => lists + up(region / smallest, 4),
            _ => 0,
        };
        model.first = up(table, smallest);
        model.limit = region / smallest * smallest;
        let mut cut = Vec::new();
        let mut at = model.first;
        while at < model.limit {
            let fits = |&bytes: &u64| at.is_multiple_of(bytes) && at + bytes <= model.limit;
            let bytes = model
                .lists
                .keys()
                .copied()
                .filter(fits)
                .max()
                .expect("a smallest block");
            cut.push((at, bytes));
            at += bytes;
        }
        for (at, bytes) in cut.into_iter().rev() {
            model.link(at, bytes);
        }
        model
    }

    fn word(&self, axis: &str) -> &str {
        let text = &self.axes[axis];
        text.split('(').next().expect("a first part")
    }

    fn is(&self, axis: &str, value: &str) -> bool {
        self.word(axis) == value
    }

    fn number(&self, axis: &str) -> u64 {
        let text = &self.axes[axis];
        let digits = match text.split_once('(') {
            Some((_, number)) => number.trim_end_matches(')'),
            None => text,
        };
        digits.parse().expect("a number")
    }

    fn header(&self) -> u64 {
        match self.word("header") {
            "none" => 0,
            "request-and-size" => 8,
            _ => 16,
        }
    }

    fn granule(&self) -> u64 {
        match self.header() {
            0 => self.number("smallest-block").min(4096),
            header => header,
        }
    }

    fn link(&mut self, hole: u64, bytes: u64) {
        let order = self.word("free-order").to_string();
        let list = self.lists.get_mut(&bytes).expect("an order");
        let at = match &*order {
            "lifo" => 0,
            "fifo" => list.len(),
            _ => list.partition_point(|&other| other < hole),
        };
        list.insert(at, hole);
    }

    fn unlink(&mut self, hole: u64, bytes: u64) {
        let list = self.lists.get_mut(&bytes).expect("an order");
        list.retain(|&other| other != hole);
    }

    fn free_buddy(&self, block: u64, bytes: u64) -> Option<u64> {
        let pair = block / (2 * bytes) * (2 * bytes);
        let buddy = 2 * pair + bytes - block;
        let lies = pair >= self.first && pair + 2 * bytes <= self.limit && bytes < self.largest;
        (lies && self.lists[&bytes].contains(&buddy)).then_some(buddy)
    }

    fn clamped(&self, bytes: u64) -> Option<u64> {
        let maximum = self.number("maximum");
        (bytes <= maximum || self.is("oversize", "clamp")).then_some(bytes.min(maximum))
    }

    fn fitting(&self, bytes: u64) -> Option<u64> {
        self.lists.keys().copied().find(|&length| length >= bytes)
    }

    fn allocate(&mut self, bytes: u64, alignment: u64) -> Option<u64> {
        let mut payload = self.header();
        let (mut least, mut kept) = (0, 0);
        if alignment > self.granule() {
            if self.header() > 0 {
                payload = up(self.base + 1, alignment) - self.base;
                kept = alignment;
            } else if !self.base.is_multiple_of(alignment) {
                return None;
            }
            least = alignment;
        }
        let bytes = self.fitting((bytes.max(1) + payload).max(kept))?;
        let least = self.fitting(least.max(bytes))?;
        let mut found = self.search(least);
        if found.is_none()
            && matches!(self.word("coalescing"), "on-failure" | "lazy")
            && self.merge_all()
        {
            found = self.search(least);
        }
        let (block, mut length) = found?;
        self.unlink(block, length);
        while length > bytes {
            length /= 2;
            self.link(block + length, length);
        }
        let live = Live { bytes, payload };
        self.live.insert(block + payload, live);
        Some(block + payload)
    }

    fn search(&self, least: u64) -> Option<(u64, u64)> {
        let mut lists = self.lists.range(least..);
        lists.find_map(|(&bytes, list)| Some((*list.first()?, bytes)))
    }

    fn merge_all(&mut self) -> bool {
        let lengths: Vec<_> = self.lists.keys().copied().collect();
        let mut any = false;
        for bytes in lengths {
            for hole in self.lists[&bytes].clone() {
                if !self.lists[&bytes].contains(&hole) {
                    continue;
                }
                if let Some(buddy) = self.free_buddy(hole, bytes) {
                    self.unlink(hole, bytes);
                    self.unlink(buddy, bytes);
                    self.link(hole.min(buddy), 2 * bytes);
                    any = true;
                }
            }
        }
        any
    }

    fn free(&mut self, at: u64) {
        let Live { mut bytes, payload } = self.live.remove(&at).expect("a live block");
        let mut block = at - payload;
        loop {
            let waits = match self.word("coalescing") {
                "on-free" => 0,
                "lazy" => self.number("coalescing"),
                _ => u64::MAX,
            };
            let holes = self.lists[&bytes].len() as u64;
            match self.free_buddy(block, bytes) {
                Some(buddy) if holes >= waits => {
                    self.unlink(buddy, bytes);
                    block = block.min(buddy);
                    bytes *= 2;
                }
                _ => break,
            }
        }
        self.link(block, bytes);
    }

    /// Where the block is afterwards; `None` where it stays as it was.
    fn reallocate(&mut self, at: u64, request: u64) -> Option<u64> {
        let Live { bytes, payload } = self.live[&at];
        let block = at - payload;
        if let Some(wanted) = self.fitting(request.max(1) + payload) {
            let mut length = bytes;
            while length > wanted {
                length /= 2;
                self.link(block + length, length);
            }
            let mut buddies = Vec::new();
            while length < wanted && !self.is("coalescing", "never") {
                match self.free_buddy(block, length) {
                    Some(buddy) if buddy > block => buddies.push((buddy, length)),
                    _ => break,
                }
                length *= 2;
            }
            if length == wanted {
                for (buddy, bytes) in buddies {
                    self.unlink(buddy, bytes);
                }
                self.live.insert(
                    at,
                    Live {
                        bytes: wanted,
                        payload,
                    },
                );
                return Some(at);
            }
        }
        let new = self.allocate(request, 1)?;
        self.free(at);
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
    let bytes =
        || prop_oneof![1 => Just(0_u32), 6 => 0..150_u32, 2 => 0..1100_u32, 1 => any::<u32>()];
    prop_oneof![
        6 => bytes().prop_map(|bytes| Step::Allocate(bytes, 0)),
        1 => (bytes(), 0..14_u32).prop_map(|(bytes, log)| Step::Allocate(bytes, log)),
        3 => (any::<Index>(), bytes()).prop_map(|(which, bytes)| Step::Reallocate(which, bytes)),
        6 => any::<Index>().prop_map(Step::Free),
    ]
}

/// Runs a program on both, and compares every address and, after each operation, every list.
fn compare(design: BuddyDesign, region_bytes: u32, steps: &[Step]) {
    let region = Bytes(vec![0xEE; region_bytes as usize]);
    let Ok(mut heap) = BuddyHeap::new(region, design) else {
        return;
    };
    let mut model = Model::new(&design, u64::from(region_bytes));
    let mut live: Vec<(u32, u32)> = Vec::new();
    let offset = |address: u32| u64::from(address - design.base_address());
    assert_lists(&heap, &model);
    for step in steps {
        match *step {
            Step::Allocate(bytes, log) => {
                let granted = heap.allocate_aligned(bytes, 1 << log);
                if bytes == 0 && model.is("zero", "null") {
                    assert_eq!(granted, Ok(Grant::NULL));
                    continue;
                }
                let clamped = model.clamped(u64::from(bytes));
                let wanted = clamped.and_then(|bytes| model.allocate(bytes, 1 << log));
                let granted = granted.ok().map(|grant| grant.address);
                assert_eq!(granted.map(offset), wanted, "{step:?}");
                live.extend(granted.map(|address| (address, bytes)));
            }
            Step::Reallocate(which, bytes) if !live.is_empty() => {
                let which = which.index(live.len());
                let (address, old_bytes) = live[which];
                let resized = heap.reallocate_sized(address, old_bytes, bytes);
                if bytes == 0 && model.is("zero", "null") {
                    assert_eq!(resized, Ok(Grant::NULL));
                    model.free(offset(address));
                    live.swap_remove(which);
                    continue;
                }
                let clamped = model.clamped(u64::from(bytes));
                let wanted = clamped.and_then(|bytes| model.reallocate(offset(address), bytes));
                match resized {
                    Ok(grant) => {
                        assert_eq!(Some(offset(grant.address)), wanted, "{step:?}");
                        live[which] = (grant.address, bytes);
                    }
                    Err(ReallocateError::Refused(_)) => assert_eq!(wanted, None, "{step:?}"),
                    Err(ReallocateError::Address(error)) => panic!("{error}"),
                }
            }
            Step::Free(which) if !live.is_empty() => {
                let (address, bytes) = live.swap_remove(which.index(live.len()));
                heap.free_sized(address, bytes).expect("a live block");
                model.free(offset(address));
            }
            _ => {}
        }
        assert_lists(&heap, &model);
        heap.check()
            .unwrap_or_else(|violation| panic!("after {step:?}: {violation}"));
    }
}

fn assert_lists(heap: &BuddyHeap<Bytes<Vec<u8>>>, model: &Model) {
    assert_eq!(heap.orders() as usize, model.lists.len());
    for (order, (&bytes, list)) in (0..).zip(&model.lists) {
        let mut holes = Vec::new();
        heap.walk_order(order, &mut |hole| {
            assert_eq!(u64::from(hole.extent.bytes), bytes);
            holes.push(u64::from(hole.extent.start));
            true
        });
        assert_eq!(&holes, list, "order {order}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    /// Protects `docs/buddy-rules.md`: whoever models the family from it gets its addresses and its lists.
    #[test]
    fn the_family_does_what_its_rules_say(
        design in design(),
        region_bytes in prop_oneof![
            2 => 300..9000_u32, 1 => Just(8192_u32), 1 => Just(65_536_u32), 1 => 24..300_u32,
        ],
        steps in proptest::collection::vec(step(), 1..80),
    ) {
        compare(design, region_bytes, &steps);
    }
}
