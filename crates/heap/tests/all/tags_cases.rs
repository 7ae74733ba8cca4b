//! Exercises, issue reports and real allocators: inputs whose right values are known from elsewhere, on designs of the family
//! `tags`.

use crate::tags_common::{Bench, TestHeap, draft, heap_of};
use classic_heap::Grant;
use classic_heap::tags::{TagDesign, presets};

fn bench(axes: &str) -> Bench {
    Bench::new(axes)
}

/// The names' addresses.
fn addresses(bench: &Bench, names: &str) -> Vec<u32> {
    names.split(' ').map(|name| bench.at(name)).collect()
}

/// How far a heap reaches, after its first block.
fn reach(heap: &TestHeap) -> u32 {
    heap.roots().end()
}

/// A list that grows by one word at a time, in a heap that extends, never moves: the heap is the payload and one header.
/// (llvm-mos-sdk, issue 22; glibc moves 0 of 500.)
#[test]
fn a_list_that_grows_stays_in_place() {
    let mut bench =
        bench("header=16 alignment=16 footers=none bin-order=address region-size=65536");
    bench.run("a=64");
    let first = bench.at("a");
    for i in 0..500 {
        bench.run(&format!("a~{}", 64 + (i + 1) * 32));
        assert_eq!(bench.at("a"), first);
    }
    assert_eq!(reach(&bench.heap), 16_080);
}

/// A hole at the heap's end grows into what lies beyond. (talc, issue 51; newlib since 4.1; glibc.)
#[test]
fn a_hole_at_the_end_is_used() {
    let axes = "header=16 alignment=16 footers=none bin-order=address";
    let mut extends = bench(axes);
    let first = extends.run("a=100; free a; b=200").at("b");
    assert_eq!(first, extends.at("a"));
    assert_eq!(reach(&extends.heap), 224);
    let mut appends = bench(&format!("{axes} end=append"));
    appends.run("a=100; free a; b=200");
    assert_eq!(reach(&appends.heap), 352);
}

/// The tail of the chunk is granted, and the end is never extended: where blocks of 1 to 14 KiB lie, each freed before the
/// next, as a log of newlib-nano has it, but for the third. (DiceFirmware, issue 85, whose chunk the log takes whole there.)
#[test]
fn the_tail_of_a_chunk() {
    let axes =
        "header=8 footers=none bin-order=address granted-end=back end=append region-size=65536";
    let mut bench = bench(axes);
    let mut offsets = Vec::new();
    for i in 1..=14 {
        bench.run(&format!("p={}; free p", i * 1024));
        offsets.push(bench.at("p") - 0x0010_0008);
    }
    let log = [
        0, 0x408, 0x8, 0xC10, 0x810, 0x410, 0x10, 0x1C18, 0x1818, 0x1418, 0x1018, 0xC18, 0x818,
        0x418,
    ];
    assert_eq!(offsets, log);
}

/// Kernighan and Ritchie's allocator: the tail of a hole is granted, and a free leaves the rover at the block before. (A model
/// of the book's code.)
#[test]
fn kernighan_and_ritchie() {
    let (values, _) = draft("");
    let design = TagDesign::of(classic_heap::tags::TagDraft {
        base: 0x10000,
        ..*presets::KERNIGHAN_RITCHIE
    });
    assert_eq!(values.alignment, 8);
    let mut bench = Bench::over(heap_of(design, 1024));
    bench.run("w=1008; free w; a=40; b=40; c=40; free b; d=24; e=40");
    assert_eq!(
        addresses(&bench, "a b c d e"),
        [0x103D8, 0x103A8, 0x10378, 0x103B8, 0x10348]
    );
}

/// Without headers, neighbours lie as far apart as they are long. (linked_list_allocator 0.10.5, run: 24 apart.)
#[test]
fn no_header_at_all() {
    let mut bench = bench("header=0 footers=none bin-order=address alignment=4 minimum=8");
    for i in 0..100 {
        bench.run(&format!("x{i}=24"));
    }
    assert_eq!(bench.at("x1") - bench.at("x0"), 24);
    assert_eq!(reach(&bench.heap), 2400);
}

/// A pool of 24 bytes serves one request of 8 with a header of 16, one of 16 bytes a header of 8; a byte less, and it doesn't.
/// (Zephyr, issues 33009, 33168, 98754.)
#[test]
fn small_pools() {
    for (axes, bytes) in [
        ("header=16 footers=none bin-order=address alignment=8", 24),
        ("header=8 footers=none bin-order=address alignment=8", 16),
        ("header=4 footers=all alignment=8", 20),
        ("header=0 footers=none bin-order=address alignment=8", 8),
    ] {
        let mut bench = bench(&format!("{axes} region-size={bytes} end=whole"));
        let granted = bench.heap.allocate(8);
        assert!(granted.is_ok(), "{axes}: {granted:?}");
        let (smaller, _) = draft(axes);
        let refused = TagDesign::of(smaller).check_region(bytes - 1);
        assert!(refused.is_err(), "{axes}");
    }
}

/// Header and footer of four bytes each: a block of one byte has 16 bytes, and the next payload is at 0x4018. (An exam question,
/// by hand.)
#[test]
fn boundary_tags() {
    let mut bench = bench("footers=all region-base=16384");
    bench.run("a=1; b=32");
    assert_eq!(addresses(&bench, "a b"), [0x4008, 0x4018]);
    // The words around both: allocated blocks of 16 and 40 bytes, the header and the footer alike.
    let word = |at: usize| {
        let bytes = &bench.heap.region().0[at..at + 4];
        u32::from_le_bytes(bytes.try_into().expect("four bytes"))
    };
    assert_eq!(
        [word(0x4), word(0x10), word(0x14), word(0x38)],
        [16, 16, 40, 40]
    );
}

/// What zero bytes get, and what becomes of a block that is resized to zero bytes. (FreeRTOS, issue 204.)
#[test]
fn zero_bytes() {
    let mut null = heap_of(presets::FREERTOS_HEAP_4, 1024);
    assert_eq!(null.allocate(0), Ok(Grant::NULL));
    let block = null.allocate(100).expect("room").address;
    assert_eq!(null.reallocate(block, 0), Ok(Grant::NULL));
    assert!(null.free(block).is_err(), "it was freed");
    let mut unique = heap_of(TagDesign::of(classic_heap::tags::TagDraft::PLAIN), 1024);
    let (one, other) = (unique.allocate(0), unique.allocate(0));
    assert_ne!(one, other);
}

/// An LCG as simple as can be, so that the workload needs no crate.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((self.0 >> 33) % u64::from(bound)) as u32
    }
}

/// FreeRTOS's heap_4 (V10 and V11, 32-bit port, alignment 8), from its source's rules: the free list as a plain vector of
/// `(start, bytes)` in order of address; `pxEnd` takes eight bytes at the end.
struct Heap4 {
    free: Vec<(u32, u32)>,
    taken: std::collections::BTreeMap<u32, u32>,
}

impl Heap4 {
    fn new(bytes: u32) -> Self {
        Self {
            free: vec![(0, (bytes - 8) & !7)],
            taken: Default::default(),
        }
    }

    fn malloc(&mut self, bytes: u32) -> Option<u32> {
        if bytes == 0 {
            return None;
        }
        let wanted = (bytes + 8 + 7) & !7;
        let place = self.free.iter().position(|&(_, size)| size >= wanted)?;
        let (start, size) = self.free[place];
        if size - wanted > 16 {
            self.free[place] = (start + wanted, size - wanted);
            self.taken.insert(start, wanted);
        } else {
            self.free.remove(place);
            self.taken.insert(start, size);
        }
        Some(start + 8)
    }

    fn free(&mut self, payload: u32) {
        let start = payload - 8;
        let size = self.taken.remove(&start).expect("a live block");
        let place = self.free.partition_point(|&(other, _)| other < start);
        self.free.insert(place, (start, size));
        if place + 1 < self.free.len() && start + size == self.free[place + 1].0 {
            self.free[place].1 += self.free.remove(place + 1).1;
        }
        if place > 0 && self.free[place - 1].0 + self.free[place - 1].1 == start {
            self.free[place - 1].1 += self.free.remove(place).1;
        }
    }
}

/// The preset grants the addresses that heap_4 grants, and refuses what heap_4 refuses, in random programs on small heaps.
#[test]
fn freertos_heap_4() {
    for seed in 0..40 {
        let bytes = 512 + 8 * seed as u32 * 13;
        let mut random = Random(seed);
        let mut model = Heap4::new(bytes);
        let mut heap = heap_of(presets::FREERTOS_HEAP_4, bytes);
        let base = heap.design().base_address();
        let mut live = Vec::new();
        for step in 0..600 {
            if random.below(5) < 3 || live.is_empty() {
                let bytes = random.below(120);
                let expected = model.malloc(bytes);
                let granted = heap
                    .allocate(bytes)
                    .ok()
                    .filter(|&grant| grant != Grant::NULL);
                let got = granted.map(|grant| grant.address - base);
                assert_eq!(got, expected, "seed {seed}, step {step}: malloc {bytes}");
                live.extend(got);
            } else {
                let address = live.swap_remove(random.below(live.len() as u32) as usize);
                model.free(address);
                heap.free(base + address).expect("a live block");
            }
            heap.check()
                .unwrap_or_else(|violation| panic!("{violation}"));
        }
    }
}
