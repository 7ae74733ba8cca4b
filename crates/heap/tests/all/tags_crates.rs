//! Presets that are named after allocators of crates, beside the crates themselves, on random programs.
//!
//! The crates count in machine words, which are twice as long here as the family's: so they run with every size doubled, and
//! their addresses are halved.

use std::alloc::Layout;
use std::cell::Cell;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

use crate::tags_common::heap_of;
use classic_heap::Grant;
use classic_heap::tags::{TagDesign, presets};
use proptest::prelude::*;
use proptest::sample::Index;

#[derive(Clone, Debug)]
enum Op {
    Allocate { bytes: u32, alignment: u32 },
    Free(Index),
}

fn program(alignments: &'static [u32]) -> impl Strategy<Value = Vec<Op>> {
    program_of(prop_oneof![3 => 0_u32..100, 1 => 0_u32..1500], alignments)
}

fn program_of(
    bytes: impl Strategy<Value = u32>,
    alignments: &'static [u32],
) -> impl Strategy<Value = Vec<Op>> {
    let allocate = (bytes, prop::sample::select(alignments))
        .prop_map(|(bytes, alignment)| Op::Allocate { bytes, alignment });
    let free = any::<Index>().prop_map(Op::Free);
    prop::collection::vec(prop_oneof![3 => allocate, 2 => free], 1..300)
}

/// An allocator of a crate.
trait Real {
    /// Where it grants so much, as an offset of its first block.
    fn allocate(&mut self, layout: Layout) -> Option<usize>;
    /// Takes back what lies at that offset.
    fn free(&mut self, offset: usize, layout: Layout);
}

/// Runs a program on both. `region` is as long as our region; `first` the offset of our first payload, where the crate's
/// first payload has offset 0.
fn compare(design: TagDesign, region: u32, first: u32, real: &mut dyn Real, program: &[Op]) {
    let mut heap = heap_of(design, region);
    let origin = heap.design().base_address() + first;
    let mut live: Vec<(u32, u32, Layout)> = Vec::new();
    for (step, op) in program.iter().enumerate() {
        match op {
            Op::Allocate { bytes, alignment } => {
                let layout = Layout::from_size_align(*bytes as usize * 2, *alignment as usize * 2);
                let layout = layout.expect("a small size");
                let expected = real.allocate(layout);
                let granted = heap.allocate_aligned(*bytes, *alignment).ok();
                let granted = granted.filter(|&grant| grant != Grant::NULL);
                let offset = granted.map(|grant| (grant.address - origin) as usize * 2);
                assert_eq!(offset, expected, "step {step}: {op:?}");
                live.extend(granted.map(|grant| (grant.address, *bytes, layout)));
            }
            Op::Free(index) => {
                if live.is_empty() {
                    continue;
                }
                let (address, bytes, layout) = live.swap_remove(index.index(live.len()));
                real.free((address - origin) as usize * 2, layout);
                heap.free_sized(address, bytes).expect("a live block");
            }
        }
    }
    heap.check()
        .unwrap_or_else(|violation| panic!("{violation}"));
}

/// Memory whose start is a multiple of 4096 bytes.
#[repr(align(4096))]
struct Pool([MaybeUninit<u8>; 16384]);

impl Pool {
    fn new() -> Box<Self> {
        Box::new(Self([MaybeUninit::uninit(); 16384]))
    }
}

struct LinkedList {
    heap: linked_list_allocator::Heap,
    start: NonNull<u8>,
}

impl Real for LinkedList {
    fn allocate(&mut self, layout: Layout) -> Option<usize> {
        let granted = self.heap.allocate_first_fit(layout).ok()?;
        Some(granted.as_ptr() as usize - self.start.as_ptr() as usize)
    }

    fn free(&mut self, offset: usize, layout: Layout) {
        // SAFETY: the comparison frees each block once, with the layout that it was granted for.
        unsafe { self.heap.deallocate(self.start.add(offset), layout) }
    }
}

/// As TLSF with 32 classes for each doubling, which is what the preset has.
struct Rlsf<'pool> {
    heap: rlsf::Tlsf<'pool, u32, u32, 24, 32>,
    first: NonNull<u8>,
}

impl Real for Rlsf<'_> {
    fn allocate(&mut self, layout: Layout) -> Option<usize> {
        let granted = self.heap.allocate(layout)?;
        Some(granted.as_ptr() as usize - self.first.as_ptr() as usize)
    }

    fn free(&mut self, offset: usize, layout: Layout) {
        // SAFETY: the comparison frees each block once, with the layout that it was granted for.
        unsafe { self.heap.deallocate(self.first.add(offset), layout.align()) }
    }
}

/// The memory that dlmalloc gets from the system: one segment.
struct OneSegment {
    start: usize,
    bytes: usize,
    is_given: Cell<bool>,
}

// SAFETY: the segment is memory that nothing else uses, longer than what is first asked for, and given once; nothing is taken back.
unsafe impl dlmalloc::Allocator for OneSegment {
    fn alloc(&self, bytes: usize) -> (*mut u8, usize, u32) {
        if self.is_given.replace(true) || bytes > self.bytes {
            return (std::ptr::null_mut(), 0, 0);
        }
        (
            std::ptr::with_exposed_provenance_mut(self.start),
            self.bytes,
            0,
        )
    }

    fn remap(&self, _: *mut u8, _: usize, _: usize, _: bool) -> *mut u8 {
        std::ptr::null_mut()
    }

    fn free_part(&self, _: *mut u8, _: usize, _: usize) -> bool {
        false
    }

    fn free(&self, _: *mut u8, _: usize) -> bool {
        false
    }

    fn can_release_part(&self, _: u32) -> bool {
        false
    }

    fn allocates_zeros(&self) -> bool {
        false
    }

    fn page_size(&self) -> usize {
        4096
    }
}

struct Dlmalloc {
    heap: dlmalloc::Dlmalloc<OneSegment>,
    first: usize,
}

impl Real for Dlmalloc {
    fn allocate(&mut self, layout: Layout) -> Option<usize> {
        // SAFETY: the layout's size is not zero.
        let granted = unsafe { self.heap.malloc(layout.size(), layout.align()) };
        (!granted.is_null()).then(|| granted as usize - self.first)
    }

    fn free(&mut self, offset: usize, layout: Layout) {
        let granted = std::ptr::with_exposed_provenance_mut(self.first + offset);
        // SAFETY: the comparison frees each block once, with the layout that it was granted for.
        unsafe { self.heap.free(granted, layout.size(), layout.align()) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Addresses and refusals, for alignments too.
    #[test]
    fn linked_list_allocator(program in program(&[1, 4, 8, 16, 64]), words in 16_usize..2048) {
        let mut pool = Pool::new();
        let start = NonNull::new(pool.0.as_mut_ptr().cast::<u8>()).expect("a pool");
        // SAFETY: the pool is longer than this, nothing else uses it, and it lives as long as the heap.
        let heap = unsafe { linked_list_allocator::Heap::new(start.as_ptr(), words * 8) };
        let mut real = LinkedList { heap, start };
        compare(presets::LINKED_LIST_ALLOCATOR, words as u32 * 4, 0, &mut real, &program);
    }

    /// Addresses, of requests that are large to dlmalloc.
    #[test]
    fn dlmalloc_of_large_requests(program in program_of(prop_oneof![3 => 245_u32..600, 1 => 245_u32..9000], &[1, 8])) {
        const SEGMENT_BYTES: usize = 8 << 20;
        let mut segment = vec![0_u128; SEGMENT_BYTES / 16];
        let start = segment.as_mut_ptr().expose_provenance();
        let system = OneSegment { start, bytes: SEGMENT_BYTES, is_given: Cell::new(false) };
        // A header of two words stands before the first payload, the first of which belongs to the block before.
        let mut real = Dlmalloc { heap: dlmalloc::Dlmalloc::new_with_allocator(system), first: start + 16 };
        let mut heap = heap_of(presets::DLMALLOC_LIKE, 4 << 20);
        let first = heap.allocate(1).expect("an empty heap").address - heap.design().base_address();
        compare(presets::DLMALLOC_LIKE, 4 << 20, first, &mut real, &program);
    }

    /// Addresses and refusals, for the alignment that its blocks have by themselves.
    #[test]
    fn rlsf(program in program(&[1, 8]), granules in 2_usize..500) {
        let mut pool = Pool::new();
        let start = NonNull::new(pool.0.as_mut_ptr().cast::<u8>()).expect("a pool");
        let mut heap = rlsf::Tlsf::new();
        // The last granule is the crate's sentinel.
        let _pool = heap.insert_free_block(&mut pool.0[..(granules + 1) * 32]);
        // A header of two words stands before the first payload.
        let first = NonNull::new(start.as_ptr().wrapping_add(16)).expect("a payload");
        let mut real = Rlsf { heap, first };
        let (region, offset) = region_of(presets::RLSF, granules as u32);
        compare(presets::RLSF, region, offset, &mut real, &program);
    }
}

/// The least region of a design whose blocks can have so many granules of 16 bytes together, and the offset of its first payload.
fn region_of(design: TagDesign, granules: u32) -> (u32, u32) {
    let mut region = granules * 16;
    loop {
        region += 8;
        if design.check_region(region).is_err() {
            continue;
        }
        let heap = heap_of(design, region);
        let hole = heap.blocks().next().expect("the region is one hole");
        if hole.extent.bytes == granules * 16 {
            return (region, hole.address - heap.design().base_address());
        }
    }
}
