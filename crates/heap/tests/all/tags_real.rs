//! Presets that are named after real allocators, beside what those grant. `docs/real-allocators.md` has their rules.
//!
//! An allocator in C is held by short runs that were worked out from its rules, and by the fingerprint of all addresses that its
//! own source, compiled, granted for the programs of [`fingerprint`].

use crate::tags_common::{Bench, heap_of};
use classic_heap::Grant;
use classic_heap::tags::{TagDesign, presets};

/// An LCG as simple as can be, so that a program in C can draw the same numbers.
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

/// What an allocator grants to forty programs of 600 steps each: three of five steps ask for 0 to 119 times `scale` bytes, the
/// others free a live block. An FNV-1a hash of the granted addresses, as offsets of the region; a refusal is `u32::MAX`.
fn fingerprint(design: TagDesign, region_bytes: u32, scale: u32) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for seed in 0..40 {
        let mut random = Random(seed);
        let mut heap = heap_of(design, region_bytes);
        let origin = heap.design().base_address();
        let mut live = Vec::new();
        for _ in 0..600 {
            if random.below(5) < 3 || live.is_empty() {
                let bytes = random.below(120) * scale;
                let granted = heap.allocate(bytes).ok();
                let granted = granted.filter(|&grant| grant != Grant::NULL);
                let offset = granted.map_or(u32::MAX, |grant| grant.address - origin);
                live.extend(granted.map(|grant| (grant.address, bytes)));
                for byte in offset.to_le_bytes() {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
                }
            } else {
                let (address, bytes) = live.swap_remove(random.below(live.len() as u32) as usize);
                heap.free_sized(address, bytes).expect("a live block");
            }
        }
        heap.check()
            .unwrap_or_else(|violation| panic!("{violation}"));
    }
    hash
}

/// The payloads of a run's blocks, as offsets of the region's start.
fn offsets(design: TagDesign, region_bytes: u32, operations: &str, names: &str) -> Vec<u32> {
    let mut bench = Bench::over(heap_of(design, region_bytes));
    bench.run(operations);
    let base = bench.heap.design().base_address();
    names.split(' ').map(|name| bench.at(name) - base).collect()
}

/// Blocks of 96, 48, 24 and 64 bytes; the smallest hole that serves is taken, of equals the one freed last; a remainder of 16
/// bytes stays with its block, and nothing is ever merged.
#[test]
fn freertos_heap_2() {
    let heap_2 = presets::FREERTOS_HEAP_2;
    assert_eq!(
        offsets(
            heap_2,
            1024,
            "a=86; w=1; b=86; x=1; c=40; y=1; free a; free b; free c; d=80; e=60; f=30; g=100",
            "a w b x c y d e f g"
        ),
        // `d` has the 96 bytes that `b` had, the newer ones, of which it needs 88. `e` leaves 24 of the 96 bytes of `a`, a hole.
        // `f` needs 40 of the 48 bytes that `c` had.
        [8, 104, 120, 216, 232, 280, 120, 8, 232, 296]
    );
    assert_eq!(fingerprint(heap_2, 1024, 1), 0x95F8_C6A2_5254_9960);
}

/// One block after the other, in multiples of eight bytes; a free changes nothing, and what is left in the end is too little.
#[test]
fn freertos_heap_1() {
    let heap_1 = presets::FREERTOS_HEAP_1;
    assert_eq!(
        offsets(
            heap_1,
            1024,
            "a=13; b=8; free a; c=900; free c; d=80; e=88",
            "a b c d"
        ),
        [0, 16, 24, 928]
    );
    assert_eq!(fingerprint(heap_1, 1024, 1), 0xECDE_BD24_E3B6_8B7C);
}

/// xv6's copy of the book's source, with headers of eight bytes and all memory from the start; a request for zero bytes was one for one byte there.
#[test]
fn kernighan_and_ritchie() {
    assert_eq!(
        fingerprint(presets::KERNIGHAN_RITCHIE, 1024, 1),
        0xCBBB_9561_DF9A_8B60
    );
}

/// The first request takes 4096 units of 16 bytes, and gets their end: `a` needs two units and `b` three. `c` has the two units
/// of `a`, where the rover is. `d` needs 5001 units, more than a step, and gets them right after the first one.
#[test]
fn xv6() {
    let xv6 = presets::XV6;
    assert_eq!(
        offsets(xv6, 1 << 18, "a=16; b=20; free a; c=10; d=80000", "a b c d"),
        [65520, 65472, 65520, 65552]
    );
    // A request for zero bytes was one for one byte there.
    assert_eq!(fingerprint(xv6, 1 << 18, 1), 0x042E_440F_7480_A8E7);
    assert_eq!(fingerprint(xv6, 1 << 18, 20), 0xC9D0_F1FF_E848_5971);
}

/// Chunks of 12 bytes at the least, in multiples of four; a remainder of 8 bytes stays with its block.
#[test]
fn newlib_nano() {
    let nano = presets::NEWLIB_NANO;
    assert_eq!(
        offsets(
            nano,
            1024,
            "a=1; b=24; c=4; free b; d=16; e=40",
            "a b c d e"
        ),
        [8, 20, 52, 20, 64]
    );
    // Its payload is at the first multiple of eight after the chunk's size; the fingerprint is that of chunks, eight bytes further.
    assert_eq!(fingerprint(nano, 65536, 1), 0x9D07_B207_BA83_D9F0);
}

/// A pool of 512 bytes less the header at its end: the remainder of `d`'s hole, 16 bytes, stays with it; `e` merges two holes.
#[test]
fn threadx_byte_pool() {
    assert_eq!(
        offsets(
            presets::THREADX,
            512,
            "a=40; b=60; x=1; c=24; y=1; free c; d=8; free a; free b; e=100",
            "a b x c y d e"
        ),
        [8, 56, 124, 136, 168, 136, 8]
    );
    // The search for `d` finds 112 bytes in the holes of `a` and `b`, too few, and leaves them as one hole, which `e` gets whole.
    assert_eq!(
        offsets(
            presets::THREADX,
            512,
            "a=40; b=56; x=1; free a; free b; d=200; e=90",
            "d e"
        ),
        [132, 8]
    );
    assert_eq!(
        fingerprint(presets::THREADX, 1024, 1),
        0x04A0_E4F4_7C83_BEC1
    );
}

/// Blocks of 16 bytes; the first is the list's head and the last its end. `e` takes the hole of `c`, not the rest of the heap; `b`
/// joins the hole of `a`, which keeps its place after that of `d` on the list, so that `f` gets `d`'s, of equal ones.
#[test]
fn umm_malloc() {
    let umm = presets::UMM_MALLOC;
    assert_eq!(
        offsets(
            umm,
            // The first block and the last take 32 bytes there; the front and the end take 16 here.
            1024 - 16,
            "a=12; b=12; w=1; c=28; x=1; d=28; y=1; free a; free c; e=20; free d; free b; f=28",
            "a b c d e f"
        ),
        [16, 32, 64, 112, 64, 112]
    );
    assert_eq!(fingerprint(umm, 2048 - 16, 1), 0xF443_4E67_F9D1_7D34);
}

/// Zephyr's rules, where they are the same: blocks of 24, 32 and 64 bytes. Holes of 24 bytes are on one list, those of 32 to 56
/// on another, and the oldest of it serves first; of the list above, the first serves whatever its size.
#[test]
fn zephyr_sys_heap() {
    let zephyr = presets::ZEPHYR_SYS_HEAP;
    let at = offsets(
        zephyr,
        4096,
        "a=28; v=20; b=28; w=20; c=60; x=20; free a; free b; d=25; free c; e=36",
        "a v b w c x d e",
    );
    let first = at[0];
    assert_eq!(
        at.iter().map(|at| at - first).collect::<Vec<_>>(),
        [0, 32, 56, 88, 112, 176, 0, 112]
    );
}

/// The source of heap_4 itself; its model in `tags_cases.rs` says where the first difference is, if there is one.
#[test]
fn freertos_heap_4() {
    assert_eq!(
        fingerprint(presets::FREERTOS_HEAP_4, 1024, 1),
        0x4818_E8D1_AD7F_454E
    );
}

/// The book's heap begins with four bytes of padding and a prologue of eight, so that the first payload is at 16. Blocks of 16,
/// 2008 and 2048 bytes leave 24 of the first step of 4096; `d`, of 112, asks for a second, which is one with them. `e` gets the
/// first hole in memory that is large enough.
#[test]
fn implicit_list() {
    assert_eq!(
        offsets(
            presets::IMPLICIT_LIST,
            16384,
            "a=1; b=2000; c=2040; d=100; free a; free c; e=24",
            "a b c d e"
        ),
        [16, 32, 2040, 4088, 2040]
    );
}

/// Of two holes of 112 bytes, the implicit list takes the first in memory, an explicit one the one freed last. Of a hole of 32
/// and one of 112 bytes that was freed later, segregated lists take the former for a block of 32.
#[test]
fn lists_of_the_malloc_lab() {
    let equals = "a=100; w=1; b=100; x=1; free a; free b; c=50";
    let run = |design, operations, names| offsets(design, 16384, operations, names);
    assert_eq!(run(presets::IMPLICIT_LIST, equals, "b c"), [144, 16]);
    assert_eq!(run(presets::EXPLICIT_LIST, equals, "b c"), [144, 144]);
    let unequal = "a=24; w=1; b=100; x=1; free a; free b; c=20";
    assert_eq!(run(presets::EXPLICIT_LIST, unequal, "a b c"), [16, 64, 64]);
    let segregated = run(presets::SEGREGATED_LISTS, unequal, "a b c");
    assert_eq!(segregated[2], segregated[0]);
}
