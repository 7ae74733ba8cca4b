//! An allocator of slabs on paper, written from `docs/slab-rules.md` alone: slabs in a map, lists in vectors, no word in any region. The
//! family `slab` grants the same addresses, on random designs and random programs, and leaves the same free objects.

use std::collections::BTreeMap;

use crate::slab_designs::design;
use classic_heap::anatomy::Chain;
use classic_heap::slab::{SlabDesign, SlabHeap, catalog};
use classic_heap::{Bytes, Grant, ReallocateError};
use proptest::prelude::*;
use proptest::sample::Index;

struct Slab {
    object: u64,
    objects: u64,
    /// The free objects, in the order of their list.
    free: Vec<u64>,
}

impl Slab {
    fn live(&self) -> u64 {
        self.objects - self.free.len() as u64
    }
}

struct Model {
    axes: BTreeMap<&'static str, String>,
    base: u64,
    first: u64,
    limit: u64,
    /// The holes of pages of each length, in the order of their list.
    holes: BTreeMap<u64, Vec<u64>>,
    /// Live blocks of pages that are no slabs, with their lengths.
    blocks: BTreeMap<u64, u64>,
    slabs: BTreeMap<u64, Slab>,
    /// The slabs with room of each class, in the order of its list.
    classes: BTreeMap<u64, Vec<u64>>,
    /// Live objects, each with its slab.
    live: BTreeMap<u64, u64>,
}

fn up(number: u64, to: u64) -> u64 {
    number.div_ceil(to) * to
}

impl Model {
    fn new(design: &SlabDesign, region: u64) -> Self {
        let axes: BTreeMap<_, _> = catalog::AXES
            .iter()
            .map(|axis| (axis.id, axis.get(design).to_string()))
            .collect();
        let mut model = Self {
            axes,
            base: 0,
            first: 0,
            limit: 0,
            holes: BTreeMap::new(),
            blocks: BTreeMap::new(),
            slabs: BTreeMap::new(),
            classes: BTreeMap::new(),
            live: BTreeMap::new(),
        };
        model.base = up(model.number("region-base"), 4096);
        let (smallest, largest) = (
            model.number("smallest-object"),
            model.number("largest-object"),
        );
        let mut class = smallest;
        model.classes.insert(class, Vec::new());
        let mut power = smallest;
        while power < largest {
            let step = (power / model.number("classes-per-doubling")).max(smallest);
            while class < 2 * power {
                class += step;
                model.classes.insert(class, Vec::new());
            }
            power *= 2;
        }
        let mut table = 8 * model.classes.len() as u64;
        if model.is("descriptor", "table") {
            table += 16 * (region / model.number("slab"));
        }
        let block = model.number("smallest-block");
        let mut bytes = block;
        while bytes <= region {
            model.holes.insert(bytes, Vec::new());
            bytes *= 2;
        }
        table += 4 * model.holes.len() as u64 + up(region / block, 4);
        model.first = up(table, block);
        model.limit = region / block * block;
        let mut cut = Vec::new();
        let mut at = model.first;
        while at < model.limit {
            let fits = |&bytes: &u64| at.is_multiple_of(bytes) && at + bytes <= model.limit;
            let lengths = model.holes.keys().copied().filter(fits);
            let bytes = lengths.max().expect("a smallest block");
            cut.push((at, bytes));
            at += bytes;
        }
        for (at, bytes) in cut.into_iter().rev() {
            model.hole(bytes).insert(0, at);
        }
        model
    }

    fn word(&self, axis: &str) -> &str {
        &self.axes[axis]
    }

    fn is(&self, axis: &str, value: &str) -> bool {
        self.word(axis) == value
    }

    fn number(&self, axis: &str) -> u64 {
        self.word(axis).parse().expect("a number")
    }

    fn hole(&mut self, bytes: u64) -> &mut Vec<u64> {
        self.holes.get_mut(&bytes).expect("an order")
    }

    fn class(&mut self, object: u64) -> &mut Vec<u64> {
        self.classes.get_mut(&object).expect("a class")
    }

    fn granule(&self) -> u64 {
        let most = match self.word("descriptor") {
            "on-slab" => 16,
            _ => self.number("smallest-block").min(4096),
        };
        self.number("smallest-object").min(most)
    }

    fn clamped(&self, bytes: u64) -> Option<u64> {
        let maximum = self.number("maximum");
        (bytes <= maximum || self.is("oversize", "clamp")).then_some(bytes.min(maximum))
    }

    fn object_for(&self, bytes: u64) -> Option<u64> {
        self.classes.keys().copied().find(|&object| object >= bytes)
    }

    /// A block of pages by the rules of buddies.
    fn pages(&mut self, bytes: u64, alignment: u64) -> Option<(u64, u64)> {
        let block = self.number("smallest-block");
        if alignment > block.min(4096) && !self.base.is_multiple_of(alignment) {
            return None;
        }
        let length = |least: u64| self.holes.keys().copied().find(|&length| length >= least);
        let bytes = length(bytes.max(1))?;
        let least = length(bytes.max(alignment))?;
        let mut lists = self.holes.range(least..);
        let (found, hole) = lists.find_map(|(&length, list)| Some((length, *list.first()?)))?;
        self.hole(found).remove(0);
        let mut length = found;
        while length > bytes {
            length /= 2;
            self.hole(length).insert(0, hole + length);
        }
        Some((hole, bytes))
    }

    fn buddy(&self, block: u64, bytes: u64) -> Option<u64> {
        let pair = block / (2 * bytes) * (2 * bytes);
        let buddy = 2 * pair + bytes - block;
        let lies = pair >= self.first
            && pair + 2 * bytes <= self.limit
            && self.holes.contains_key(&(2 * bytes));
        (lies && self.holes[&bytes].contains(&buddy)).then_some(buddy)
    }

    fn free_pages(&mut self, block: u64, bytes: u64) {
        let (mut block, mut bytes) = (block, bytes);
        while let Some(buddy) = self.buddy(block, bytes) {
            self.hole(bytes).retain(|&other| other != buddy);
            block = block.min(buddy);
            bytes *= 2;
        }
        self.hole(bytes).insert(0, block);
    }

    fn give_back_empty(&mut self) -> bool {
        let mut any = false;
        for object in self.classes.keys().copied().collect::<Vec<_>>() {
            for slab in self.classes[&object].clone() {
                if self.slabs[&slab].live() == 0 {
                    self.class(object).retain(|&other| other != slab);
                    self.slabs.remove(&slab);
                    self.free_pages(slab, self.number("slab"));
                    any = true;
                }
            }
        }
        any
    }

    /// The same, after empty slabs were given back where there is none.
    fn pages_at_last(&mut self, bytes: u64, alignment: u64) -> Option<(u64, u64)> {
        let found = self.pages(bytes, alignment);
        if found.is_none() && self.give_back_empty() {
            return self.pages(bytes, alignment);
        }
        found
    }

    fn allocate(&mut self, bytes: u64, alignment: u64) -> Option<u64> {
        let mut wanted = Some(bytes);
        if alignment > self.granule() {
            let is_aligned = self.base.is_multiple_of(alignment);
            wanted = (is_aligned && self.is("descriptor", "table"))
                .then(|| bytes.max(alignment).next_power_of_two());
        }
        let Some(object) = wanted.and_then(|bytes| self.object_for(bytes)) else {
            let (block, length) = self.pages_at_last(bytes, alignment)?;
            self.blocks.insert(block, length);
            return Some(block);
        };
        let list = &self.classes[&object];
        let slab = if self.is("slab-choice", "first") {
            list.first().copied()
        } else {
            // Of equals, the first.
            let mut list = list.iter().copied().rev();
            let first = list.next();
            first.map(|first| {
                list.fold(first, |best, slab| {
                    let is_fuller = self.slabs[&slab].live() >= self.slabs[&best].live();
                    if is_fuller { slab } else { best }
                })
            })
        };
        let slab = match slab {
            Some(slab) => slab,
            None => {
                let bytes = self.number("slab");
                let (slab, _) = self.pages_at_last(bytes, 1)?;
                let before = if self.is("descriptor", "on-slab") {
                    16
                } else {
                    0
                };
                let objects = (bytes - before) / object;
                let free = (0..objects).map(|n| slab + before + n * object).collect();
                self.slabs.insert(
                    slab,
                    Slab {
                        object,
                        objects,
                        free,
                    },
                );
                self.class(object).insert(0, slab);
                slab
            }
        };
        let free = &mut self.slabs.get_mut(&slab).expect("a slab").free;
        let at = free.remove(0);
        if free.is_empty() {
            self.class(object).retain(|&other| other != slab);
        }
        self.live.insert(at, slab);
        Some(at)
    }

    fn free(&mut self, at: u64) {
        if let Some(bytes) = self.blocks.remove(&at) {
            self.free_pages(at, bytes);
            return;
        }
        let is_lifo = self.is("free-order", "lifo");
        let slab = self.live.remove(&at).expect("a live object");
        let found = self.slabs.get_mut(&slab).expect("a slab");
        let was_full = found.free.is_empty();
        let place = match is_lifo {
            true => 0,
            false => found.free.partition_point(|&other| other < at),
        };
        found.free.insert(place, at);
        let (object, is_empty) = (found.object, found.live() == 0);
        if !is_empty {
            if was_full {
                self.class(object).insert(0, slab);
            }
            return;
        }
        self.class(object).retain(|&other| other != slab);
        let empty = self.classes[&object].iter();
        let empty = empty.filter(|slab| self.slabs[slab].live() == 0).count() as u64;
        if empty < self.number("empty-slabs") {
            self.class(object).push(slab);
        } else {
            self.slabs.remove(&slab);
            self.free_pages(slab, self.number("slab"));
        }
    }

    /// Where it is afterwards; `None` where it stays as it was.
    fn reallocate(&mut self, at: u64, request: u64) -> Option<u64> {
        let stays = match self.live.get(&at) {
            Some(slab) => self.object_for(request) == Some(self.slabs[slab].object),
            None => request > self.number("largest-object") && self.stays(at, request),
        };
        if stays {
            return Some(at);
        }
        let new = self.allocate(request, 1)?;
        self.free(at);
        Some(new)
    }

    /// Whether a block of pages shrinks or grows where it stands; it then does.
    fn stays(&mut self, at: u64, request: u64) -> bool {
        let lengths = self.holes.keys().copied();
        let Some(wanted) = lengths.clone().find(|&length| length >= request) else {
            return false;
        };
        let mut length = self.blocks[&at];
        while length > wanted {
            length /= 2;
            self.hole(length).insert(0, at + length);
        }
        let mut buddies = Vec::new();
        while length < wanted {
            match self.buddy(at, length) {
                Some(buddy) if buddy > at => buddies.push((buddy, length)),
                _ => return false,
            }
            length *= 2;
        }
        for (buddy, bytes) in buddies {
            self.hole(bytes).retain(|&other| other != buddy);
        }
        self.blocks.insert(at, wanted);
        true
    }
}

#[derive(Clone, Debug)]
enum Step {
    Allocate(u32, u32),
    Reallocate(Index, u32),
    Free(Index),
}

fn step() -> impl Strategy<Value = Step> {
    let bytes = || {
        prop_oneof![
            1 => Just(0_u32), 3 => Just(20_u32), 6 => 0..100_u32, 2 => 0..1100_u32,
            1 => any::<u32>()
        ]
    };
    prop_oneof![
        7 => bytes().prop_map(|bytes| Step::Allocate(bytes, 0)),
        1 => (bytes(), 0..14_u32).prop_map(|(bytes, log)| Step::Allocate(bytes, log)),
        2 => (any::<Index>(), bytes()).prop_map(|(which, bytes)| Step::Reallocate(which, bytes)),
        6 => any::<Index>().prop_map(Step::Free),
    ]
}

/// Runs a program on both, and compares every address and, after each operation, every list.
fn compare(design: SlabDesign, region_bytes: u32, steps: &[Step]) {
    let region = Bytes(vec![0xEE; region_bytes as usize]);
    let Ok(mut heap) = SlabHeap::new(region, design) else {
        return;
    };
    let mut model = Model::new(&design, u64::from(region_bytes));
    let mut live: Vec<u32> = Vec::new();
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
                live.extend(granted);
            }
            Step::Reallocate(which, bytes) if !live.is_empty() => {
                let which = which.index(live.len());
                let address = live[which];
                let resized = heap.reallocate(address, bytes);
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
                        live[which] = grant.address;
                    }
                    Err(ReallocateError::Refused(_)) => assert_eq!(wanted, None, "{step:?}"),
                    Err(ReallocateError::Address(error)) => panic!("{error}"),
                }
            }
            Step::Free(which) if !live.is_empty() => {
                let address = live.swap_remove(which.index(live.len()));
                heap.free(address).expect("a live block");
                model.free(offset(address));
            }
            _ => {}
        }
        assert_lists(&heap, &model);
        heap.check()
            .unwrap_or_else(|violation| panic!("after {step:?}: {violation}"));
    }
}

fn assert_lists(heap: &SlabHeap<Bytes<Vec<u8>>>, model: &Model) {
    assert_eq!(heap.classes() as usize, model.classes.len());
    for (class, (object, slabs)) in (0..).zip(&model.classes) {
        let mut free = Vec::new();
        heap.walk_objects(class, &mut |view| {
            assert_eq!(u64::from(view.payload.bytes), *object);
            free.push(u64::from(view.payload.start));
            true
        });
        let wanted: Vec<_> = slabs
            .iter()
            .flat_map(|slab| model.slabs[slab].free.iter().copied())
            .collect();
        assert_eq!(free, wanted, "objects of {object}");
    }
    // Of the pages, by the chains that tell of them.
    let mut holes = BTreeMap::new();
    heap.chains(&mut |number, chain| {
        if chain.id == "order" {
            let list: &mut Vec<u64> = holes.entry(chain.sizes).or_default();
            heap.walk(number, &mut |view| {
                list.push(u64::from(view.extent.start));
                true
            });
        }
        assert!(number != Chain::ALL_BLOCKS || chain == Chain::BY_ADDRESS);
    });
    let wanted: BTreeMap<_, _> = model
        .holes
        .iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(&bytes, list)| (Some((bytes as u32, bytes as u32)), list.clone()))
        .collect();
    assert_eq!(holes, wanted);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    /// Protects `docs/slab-rules.md`: whoever models the family from it gets its addresses and its lists.
    #[test]
    fn the_family_does_what_its_rules_say(
        design in design(),
        region_bytes in prop_oneof![
            2 => 1000..9000_u32, 1 => Just(8192_u32), 1 => Just(65_536_u32), 1 => 200..1000_u32,
        ],
        steps in proptest::collection::vec(step(), 1..120),
    ) {
        compare(design, region_bytes, &steps);
    }
}
