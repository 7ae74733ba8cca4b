//! Random operations on a heap that may be told sizes, against a shadow that knows only what it was granted: no overlap, alignment,
//! bounds, payloads preserved, every byte in one piece, every invariant after every operation; and the state of a heap is its
//! region and its roots. The families' tests bring the heap and random designs.

use std::collections::BTreeMap;

use classic_heap::anatomy::{Field, Piece};
use classic_heap::buddy::{BuddyDesign, BuddyHeap};
use classic_heap::slab::{SlabDesign, SlabHeap};
use classic_heap::tags::{TagDesign, TagHeap};
use classic_heap::{
    Access, Bytes, Extent, FreeError, Freed, Grant, ReallocateError, Refusal, Region, Violation,
};
use proptest::prelude::*;
use proptest::sample::Index;

/// A heap that may be told the size of what is freed.
pub trait Told<R: Region>: Sized {
    type Design: Copy;

    fn over(region: R, design: Self::Design) -> Option<Self>;
    fn base(&self) -> u32;
    fn granule(&self) -> u32;
    fn grants_null(&self) -> bool;
    /// Whether a block that is freed twice, and nothing in between, is told from a live one.
    fn recognises_second_free(&self) -> bool;
    fn end(&self) -> u32;
    fn region(&self) -> &R;
    fn region_mut(&mut self) -> &mut R;
    fn allocate_aligned(&mut self, bytes: u32, alignment: u32) -> Result<Grant, Refusal>;
    fn allocate_zeroed(&mut self, bytes: u32) -> Result<Grant, Refusal>;
    fn free_sized(&mut self, address: u32, bytes: u32) -> Result<Freed, FreeError>;
    fn reallocate_sized(
        &mut self,
        address: u32,
        old_bytes: u32,
        bytes: u32,
    ) -> Result<Grant, ReallocateError>;
    /// Another heap in this one's state, over `region`, which has its bytes up to the end.
    fn restored(&self, region: R) -> Self;
    fn check(&self) -> Result<(), Violation>;
    fn pieces(&self, visit: &mut dyn FnMut(Piece));
    /// The fields of all blocks, each with its block.
    fn fields(&self, visit: &mut dyn FnMut(Extent, Field));
}

macro_rules! told {
    ($heap:ident, $design:ident, $($own:item)+) => {
        impl<R: Region + Clone> Told<R> for $heap<R, $design> {
            type Design = $design;

            fn over(region: R, design: $design) -> Option<Self> {
                $heap::new(region, design).ok()
            }

            fn base(&self) -> u32 {
                self.design().base_address()
            }

            fn granule(&self) -> u32 {
                self.design().granule()
            }

            fn grants_null(&self) -> bool {
                self.design().zero.is_null()
            }

            fn region(&self) -> &R {
                self.region()
            }

            fn region_mut(&mut self) -> &mut R {
                self.region_mut()
            }

            fn allocate_aligned(&mut self, bytes: u32, alignment: u32) -> Result<Grant, Refusal> {
                self.allocate_aligned(bytes, alignment)
            }

            fn allocate_zeroed(&mut self, bytes: u32) -> Result<Grant, Refusal> {
                self.allocate_zeroed(bytes)
            }

            fn restored(&self, region: R) -> Self {
                let mut other = $heap::new(self.region().clone(), *self.design())
                    .expect("the same region");
                *other.region_mut() = region;
                other.restore(self.roots());
                other
            }

            fn check(&self) -> Result<(), Violation> {
                self.check()
            }

            fn pieces(&self, visit: &mut dyn FnMut(Piece)) {
                self.pieces(visit);
            }

            $($own)+
        }
    };
}

told! {
    TagHeap, TagDesign,
    fn free_sized(&mut self, address: u32, bytes: u32) -> Result<Freed, FreeError> {
        self.free_sized(address, bytes)
    }

    fn reallocate_sized(
        &mut self,
        address: u32,
        old_bytes: u32,
        bytes: u32,
    ) -> Result<Grant, ReallocateError> {
        self.reallocate_sized(address, old_bytes, bytes)
    }

    fn end(&self) -> u32 {
        self.roots().end()
    }

    fn recognises_second_free(&self) -> bool {
        // Where the header of the block stands as the free left it, and a heap without headers that keeps its holes in order of
        // address. A heap that uses nothing again takes no note of a free.
        let design = self.design();
        design.reuse && !design.trim && (design.has_headers() || design.coalescing.on_free())
    }

    fn fields(&self, visit: &mut dyn FnMut(Extent, Field)) {
        for block in self.blocks() {
            self.fields(block.extent.start, &mut |field| visit(block.extent, field));
        }
    }
}

told! {
    BuddyHeap, BuddyDesign,
    fn free_sized(&mut self, address: u32, bytes: u32) -> Result<Freed, FreeError> {
        self.free_sized(address, bytes)
    }

    fn reallocate_sized(
        &mut self,
        address: u32,
        old_bytes: u32,
        bytes: u32,
    ) -> Result<Grant, ReallocateError> {
        self.reallocate_sized(address, old_bytes, bytes)
    }

    fn end(&self) -> u32 {
        self.end()
    }

    fn recognises_second_free(&self) -> bool {
        self.design().knows_sizes()
    }

    fn fields(&self, visit: &mut dyn FnMut(Extent, Field)) {
        for block in self.blocks() {
            self.fields(&block, &mut |field| visit(block.extent, field));
        }
    }
}

told! {
    SlabHeap, SlabDesign,
    fn free_sized(&mut self, address: u32, _: u32) -> Result<Freed, FreeError> {
        self.free(address)
    }

    fn reallocate_sized(
        &mut self,
        address: u32,
        _: u32,
        bytes: u32,
    ) -> Result<Grant, ReallocateError> {
        self.reallocate(address, bytes)
    }

    fn end(&self) -> u32 {
        self.end()
    }

    fn recognises_second_free(&self) -> bool {
        // Only a walk of the slab's free objects could tell.
        false
    }

    fn fields(&self, visit: &mut dyn FnMut(Extent, Field)) {
        for block in self.blocks() {
            self.fields(&block, &mut |field| visit(block.extent, field));
        }
    }
}

#[derive(Clone, Debug)]
pub enum Step {
    Allocate(u32),
    Aligned(u32, u32),
    Zeroed(u32),
    Reallocate(Index, u32),
    Free(Index),
    FreeAgain,
    Restore,
}

fn bytes() -> impl Strategy<Value = u32> {
    prop_oneof![1 => Just(0_u32), 10 => 0..120_u32, 4 => 0..600_u32, 1 => 300..6000_u32, 1 => any::<u32>()]
}

pub fn step() -> impl Strategy<Value = Step> {
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

type Memory = Bytes<Vec<u8>>;

struct Shadow<H> {
    heap: H,
    live: BTreeMap<u32, Live>,
    freed: Option<(u32, u32)>,
    stamp: u8,
}

impl<H: Told<Memory>> Shadow<H> {
    fn base(&self) -> u32 {
        self.heap.base()
    }

    /// Notes a grant, and writes the program's bytes into it.
    fn granted(&mut self, grant: Grant, requested_bytes: u32, alignment: u32) {
        if grant == Grant::NULL {
            assert!(requested_bytes == 0 && self.heap.grants_null());
            return;
        }
        assert!(
            grant
                .address
                .is_multiple_of(alignment.max(self.heap.granule()))
        );
        assert!(grant.payload_bytes >= grant.clamped_bytes);
        let end = grant.address + grant.payload_bytes;
        let offset = (grant.address - self.base()) as usize;
        assert!(end - self.base() <= self.heap.end(), "within the heap");
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
                if let Ok(grant) = self.heap.allocate_aligned(*bytes, 1) {
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
                let Some((address, bytes)) = self.freed else {
                    return;
                };
                if self.heap.recognises_second_free() {
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
                let mut region = Bytes(vec![0xAA; self.heap.region().0.len()]);
                let end = self.heap.end() as usize;
                region.0[..end].copy_from_slice(&self.heap.region().0[..end]);
                self.heap = self.heap.restored(region);
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
        let (mut of, mut at) = (None, 0);
        self.heap.fields(&mut |block, field| {
            if of != Some(block) {
                (of, at) = (Some(block), block.start);
            }
            assert!(field.extent.start >= at, "fields in order");
            at = field.extent.end();
            assert!(at <= block.end());
        });
    }
}

/// Runs operations on a heap over a region of this length, if it is one.
pub fn run<H: Told<Memory>>(design: H::Design, region_bytes: u32, steps: &[Step]) {
    let region = Bytes(vec![0xEE; region_bytes as usize]);
    let Some(heap) = H::over(region, design) else {
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

/// Memory that knows which word was announced last, and insists on that while it watches.
#[derive(Clone)]
pub struct Announced {
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

/// Runs operations on memory that insists that every word of bookkeeping is announced.
pub fn announce<H: Told<Announced>>(design: H::Design, steps: &[(u32, Index, u32)]) {
    let region = Announced {
        memory: Bytes(vec![0xEE; 8192]),
        last: None,
        watches: true,
    };
    let Some(mut heap) = H::over(region, design) else {
        return;
    };
    let mut live: Vec<(u32, u32)> = Vec::new();
    for &(bytes, which, verb) in steps {
        if verb < 2 || live.is_empty() {
            let granted = heap.allocate_aligned(bytes, 1);
            live.extend(granted.map(|grant| (grant.address, bytes)));
        } else if verb == 2 {
            let (address, bytes) = live.swap_remove(which.index(live.len()));
            assert!(heap.free_sized(address, bytes).is_ok());
        } else {
            let which = which.index(live.len());
            let (address, old_bytes) = live[which];
            if let Ok(grant) = heap.reallocate_sized(address, old_bytes, bytes) {
                live[which] = (grant.address, bytes);
            }
        }
    }
    heap.region_mut().watches = false;
    assert!(heap.check().is_ok());
}
