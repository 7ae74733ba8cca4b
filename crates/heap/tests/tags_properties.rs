//! Random operations on random designs of the family `tags`, the whole product of its axes, against a shadow heap that knows
//! only what it was granted: no overlap, alignment, bounds, payloads preserved, every byte in one piece, every invariant after
//! every operation; and the state of a heap is its region and its roots.

mod tags_common;
mod tags_designs;

use std::collections::BTreeMap;

use classic_heap::tags::{TagDesign, TagHeap};
use classic_heap::{Access, Bytes, FreeError, Grant, ReallocateError, Region};
use proptest::prelude::*;
use proptest::sample::Index;
use tags_common::{Diary, TestHeap};
use tags_designs::design;

#[derive(Clone, Debug)]
enum Step {
    Allocate(u32),
    Aligned(u32, u32),
    Zeroed(u32),
    Reallocate(Index, u32),
    Free(Index),
    FreeAgain,
    Restore,
}

fn bytes() -> impl Strategy<Value = u32> {
    prop_oneof![10 => 0..120_u32, 4 => 0..600_u32, 1 => 300..6000_u32, 1 => any::<u32>()]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        7 => bytes().prop_map(Step::Allocate),
        2 => (bytes(), 0..13_u32).prop_map(|(bytes, log)| Step::Aligned(bytes, 1 << log)),
        1 => bytes().prop_map(Step::Zeroed),
        3 => (any::<Index>(), bytes()).prop_map(|(which, bytes)| Step::Reallocate(which, bytes)),
        8 => any::<Index>().prop_map(Step::Free),
        1 => Just(Step::FreeAgain),
        1 => Just(Step::Restore),
    ]
}

/// A live block as its program knows it.
#[derive(Clone, Copy, Debug)]
struct Live {
    requested_bytes: u32,
    payload_bytes: u32,
    stamp: u8,
}

struct Shadow {
    heap: TestHeap,
    live: BTreeMap<u32, Live>,
    freed: Option<(u32, u32)>,
    stamp: u8,
}

impl Shadow {
    fn base(&self) -> u32 {
        self.heap.design().base_address()
    }

    /// Notes a grant, and writes the program's bytes into it.
    fn granted(&mut self, grant: Grant, requested_bytes: u32, alignment: u32) {
        if grant == Grant::NULL {
            assert!(requested_bytes == 0 && self.heap.design().zero.is_null());
            return;
        }
        assert!(
            grant
                .address
                .is_multiple_of(alignment.max(self.heap.design().alignment))
        );
        assert!(grant.payload_bytes >= grant.clamped_bytes);
        let end = grant.address + grant.payload_bytes;
        let offset = (grant.address - self.base()) as usize;
        assert!(
            end - self.base() <= self.heap.roots().end(),
            "within the heap"
        );
        if let Some((&before, live)) = self.live.range(..=grant.address).next_back() {
            assert!(before + live.payload_bytes <= grant.address, "no overlap");
        }
        if let Some((&after, _)) = self.live.range(grant.address..).next() {
            assert!(end <= after, "no overlap");
        }
        self.stamp = self.stamp.wrapping_add(1);
        let payload = offset..offset + grant.payload_bytes as usize;
        self.heap.region_mut().0[payload].fill(self.stamp);
        self.live.insert(
            grant.address,
            Live {
                requested_bytes,
                payload_bytes: grant.payload_bytes,
                stamp: self.stamp,
            },
        );
        self.freed = None;
    }

    fn nth(&self, which: &Index) -> Option<(u32, Live)> {
        let count = self.live.len();
        (count > 0).then(|| {
            let (&address, &live) = self.live.iter().nth(which.index(count)).expect("counted");
            (address, live)
        })
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Allocate(bytes) => {
                if let Ok(grant) = self.heap.allocate(*bytes) {
                    self.granted(grant, *bytes, 1);
                }
            }
            Step::Aligned(bytes, alignment) => {
                if let Ok(grant) = self.heap.allocate_aligned(*bytes, *alignment) {
                    self.granted(grant, *bytes, *alignment);
                }
            }
            Step::Zeroed(bytes) => {
                if let Ok(grant) = self.heap.allocate_zeroed(*bytes) {
                    let offset = grant.address.wrapping_sub(self.base()) as usize;
                    let payload = offset..offset + grant.clamped_bytes as usize;
                    assert!(
                        grant == Grant::NULL
                            || self.heap.region().0[payload].iter().all(|&byte| byte == 0)
                    );
                    self.granted(grant, *bytes, 1);
                }
            }
            Step::Reallocate(which, bytes) => {
                let Some((address, live)) = self.nth(which) else {
                    return;
                };
                match self
                    .heap
                    .reallocate_sized(address, live.requested_bytes, *bytes)
                {
                    Ok(grant) => {
                        let kept = live.payload_bytes.min(grant.payload_bytes) as usize;
                        let offset = grant.address.wrapping_sub(self.base()) as usize;
                        assert!(
                            grant == Grant::NULL
                                || self.heap.region().0[offset..offset + kept]
                                    .iter()
                                    .all(|&byte| byte == live.stamp),
                            "a realloc keeps the bytes"
                        );
                        self.live.remove(&address);
                        self.freed = None;
                        self.granted(grant, *bytes, 1);
                    }
                    Err(ReallocateError::Refused(_)) => {}
                    Err(ReallocateError::Address(error)) => panic!("{error}"),
                }
            }
            Step::Free(which) => {
                let Some((address, live)) = self.nth(which) else {
                    return;
                };
                let freed = self.heap.free_sized(address, live.requested_bytes);
                assert_eq!(
                    freed.map(|freed| freed.payload_bytes),
                    Ok(live.payload_bytes)
                );
                self.live.remove(&address);
                self.freed = Some((address, live.requested_bytes));
            }
            Step::FreeAgain => {
                // Where the header of the block stands as the free left it, and a heap without headers that keeps its holes in
                // order of address.
                let Some((address, bytes)) = self.freed else {
                    return;
                };
                let design = self.heap.design();
                let recognised = design.has_headers() && !design.trim
                    || design.coalescing.on_free() && !design.has_headers() && !design.trim;
                if recognised {
                    let again = self.heap.free_sized(address, bytes);
                    assert!(
                        matches!(
                            again,
                            Err(FreeError::DoubleFree | FreeError::UnknownAddress)
                        ),
                        "{again:?}"
                    );
                }
            }
            Step::Restore => {
                let roots = self.heap.roots();
                let mut region = Bytes(vec![0xAA; self.heap.region().0.len()]);
                let end = roots.end() as usize;
                let mut other =
                    TagHeap::observed(region.clone(), *self.heap.design(), Diary::default())
                        .expect("the same region");
                region = other.region().clone();
                region.0[..end].copy_from_slice(&self.heap.region().0[..end]);
                *other.region_mut() = region;
                other.restore(roots);
                self.heap = other;
            }
        }
    }

    fn verify(&self) {
        for (&address, live) in &self.live {
            let offset = (address - self.base()) as usize;
            let payload = &self.heap.region().0[offset..offset + live.payload_bytes as usize];
            assert!(
                payload.iter().all(|&byte| byte == live.stamp),
                "payloads are preserved"
            );
        }
        self.heap
            .check()
            .unwrap_or_else(|violation| panic!("{violation}"));
        let mut end = 0;
        self.heap.pieces(&mut |piece| {
            assert_eq!(piece.extent.start, end, "every byte is in one piece");
            assert!(piece.extent.bytes > 0);
            end += piece.extent.bytes;
        });
        assert_eq!(end as usize, self.heap.region().0.len());
        // The fields of each block lie in it, one after the other.
        for block in self.heap.blocks() {
            let mut at = block.extent.start;
            self.heap.fields(at, &mut |field| {
                assert!(field.extent.start >= at, "fields in order");
                at = field.extent.start + field.extent.bytes;
            });
            assert!(at <= block.extent.start + block.extent.bytes);
        }
    }
}

fn run(design: TagDesign, region_bytes: u32, steps: &[Step]) {
    let region = Bytes(vec![0xEE; region_bytes as usize]);
    let Ok(heap) = TagHeap::observed(region, design, Diary::default()) else {
        return;
    };
    let mut shadow = Shadow {
        heap,
        live: BTreeMap::new(),
        freed: None,
        stamp: 0,
    };
    shadow.verify();
    for step in steps {
        shadow.step(step);
        shadow.verify();
    }
    // At the end all is freed, and one block of the region's size can be had again where holes merge at once.
    while let Some((&address, live)) = shadow.live.iter().next() {
        let freed = shadow.heap.free_sized(address, live.requested_bytes);
        assert!(freed.is_ok());
        shadow.live.remove(&address);
        shadow.verify();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn random_operations_on_random_designs(
        design in design(),
        region_bytes in prop_oneof![3 => 2000..12_000_u32, 1 => 24..600_u32],
        steps in proptest::collection::vec(step(), 1..90),
    ) {
        run(design, region_bytes, &steps);
    }
}

/// Memory that knows which word was announced last, and insists on that while it watches.
struct Announced {
    memory: Bytes<Vec<u8>>,
    last: Option<u32>,
    watches: bool,
}

impl Announced {
    fn insist(&self, offset: u32) {
        assert!(
            !self.watches || self.last == Some(offset),
            "word {offset:#x} was not announced"
        );
    }
}

impl Region for Announced {
    fn bytes(&self) -> u32 {
        self.memory.bytes()
    }

    fn word(&self, offset: u32) -> u32 {
        self.insist(offset);
        self.memory.word(offset)
    }

    fn set_word(&mut self, offset: u32, word: u32) {
        self.insist(offset);
        self.memory.set_word(offset, word);
    }

    fn fill(&mut self, offset: u32, bytes: u32, value: u8) {
        self.memory.fill(offset, bytes, value);
    }

    fn touch(&mut self, offset: u32, bytes: u32, _: Access) {
        assert_eq!(bytes, 4);
        self.last = Some(offset);
    }

    fn copy(&mut self, from: u32, to: u32, bytes: u32) {
        self.memory.copy(from, to, bytes);
    }
}

proptest! {
    /// Pages see what the heap reads and writes: no word of bookkeeping is used that was not announced.
    #[test]
    fn every_word_is_announced(
        design in design(),
        steps in proptest::collection::vec((0..400_u32, any::<Index>(), 0..4_u32), 1..60),
    ) {
        let region = Announced {
            memory: Bytes(vec![0xEE; 8192]),
            last: None,
            watches: true,
        };
        let Ok(mut heap) = TagHeap::new(region, design) else { return Ok(()) };
        let mut live: Vec<(u32, u32)> = Vec::new();
        for (bytes, which, verb) in steps {
            if verb < 2 || live.is_empty() {
                let granted = heap.allocate(bytes);
                live.extend(granted.map(|grant| (grant.address, bytes)));
            } else if verb == 2 {
                let (address, bytes) = live.swap_remove(which.index(live.len()));
                prop_assert!(heap.free_sized(address, bytes).is_ok());
            } else {
                let which = which.index(live.len());
                let (address, old_bytes) = live[which];
                if let Ok(grant) = heap.reallocate_sized(address, old_bytes, bytes) {
                    live[which] = (grant.address, bytes);
                }
            }
        }
        heap.region_mut().watches = false;
        prop_assert!(heap.check().is_ok());
    }
}
