//! Runs of the family `buddy` whose right values are known from outside: the exercises of textbooks, and heaps worked out by hand.

use classic_heap::anatomy::PieceKind;
use classic_heap::buddy::presets::{BINARY_BUDDY, LINUX_LIKE_BUDDY};
use classic_heap::buddy::{BuddyDesign, BuddyDraft, BuddyHeap, catalog};
use classic_heap::{Bytes, FreeError};

const KIB: u32 = 1024;

type Heap = BuddyHeap<Bytes<Vec<u8>>>;

fn heap(design: BuddyDesign, region_bytes: u32) -> Heap {
    let region = Bytes(vec![0; region_bytes as usize]);
    BuddyHeap::new(region, design).unwrap_or_else(|error| panic!("{error}"))
}

/// The plain draft with axes set, `"header=with-links"`.
fn design(axes: &str) -> BuddyDesign {
    let mut draft = BuddyDraft::PLAIN;
    for pair in axes.split_whitespace() {
        let (id, value) = pair.split_once('=').expect("axis=value");
        let axis = catalog::axis(id).unwrap_or_else(|| panic!("no axis {id}"));
        axis.set(&mut draft, value)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    BuddyDesign::new(draft).unwrap_or_else(|error| panic!("{error}"))
}

/// The lengths of the holes, in order of address.
fn holes(heap: &Heap) -> Vec<(u32, u32)> {
    let mut holes = Vec::new();
    heap.holes(&mut |hole| holes.push((hole.start, hole.bytes)));
    holes.sort_unstable();
    holes
}

/// Silberschatz's figure 7.6, 1 MiB: after `d`: A=128K C=64K 64K B=256K D=256K 256K; after `e`: E=128K C=64K 64K 256K D=256K 256K; at the
/// end one piece.
#[test]
fn the_operating_system_book_s_megabyte() {
    let mut heap = heap(BINARY_BUDDY, 1024 * KIB);
    let base = BINARY_BUDDY.base_address();
    let at = |heap: &mut Heap, kib: u32| {
        let grant = heap.allocate(kib * KIB).expect("room");
        ((grant.address - base) / KIB, grant.payload_bytes / KIB)
    };
    assert_eq!(at(&mut heap, 100), (0, 128), "a");
    assert_eq!(at(&mut heap, 240), (256, 256), "b");
    assert_eq!(at(&mut heap, 64), (128, 64), "c");
    assert_eq!(at(&mut heap, 256), (512, 256), "d");
    let in_kib = |heap: &Heap| -> Vec<_> {
        let kib = |(start, bytes)| (start / KIB, bytes / KIB);
        holes(heap).into_iter().map(kib).collect()
    };
    assert_eq!(in_kib(&heap), [(192, 64), (768, 256)]);
    let free = |heap: &mut Heap, at: u32, kib: u32| {
        heap.free_sized(base + at * KIB, kib * KIB)
            .expect("a live block");
    };
    free(&mut heap, 256, 240);
    free(&mut heap, 0, 100);
    assert_eq!(at(&mut heap, 75), (0, 128), "e");
    assert_eq!(in_kib(&heap), [(192, 64), (256, 256), (768, 256)]);
    free(&mut heap, 128, 64);
    free(&mut heap, 0, 75);
    free(&mut heap, 512, 256);
    assert_eq!(in_kib(&heap), [(0, 1024)]);
}

/// A region that is no power of two is founded as the longest blocks it has room for, after the table.
#[test]
fn a_region_of_no_power_of_two_is_cut_into_the_longest_blocks() {
    assert_eq!(
        holes(&heap(BINARY_BUDDY, 1000)),
        [(0, 512), (512, 256), (768, 128), (896, 64), (960, 32)]
    );
    // Eleven heads and a byte for each of 16 pages take a part of the first page.
    let linux = heap(LINUX_LIKE_BUDDY, 64 * KIB);
    assert_eq!(
        holes(&linux),
        [(4, 4), (8, 8), (16, 16), (32, 32)].map(|(at, bytes)| (at * KIB, bytes * KIB))
    );
    // Above 4 MiB, blocks don't merge.
    let lengths: Vec<_> = holes(&heap(LINUX_LIKE_BUDDY, 16384 * KIB))
        .iter()
        .rev()
        .map(|&(_, bytes)| bytes / KIB)
        .take(4)
        .collect();
    assert_eq!(lengths, [4096, 4096, 4096, 2048]);
}

/// The pieces of a heap in order of address.
fn pieces(heap: &Heap) -> String {
    let mut text = String::new();
    heap.pieces(&mut |piece| {
        let name = match piece.kind {
            PieceKind::Table => "table ",
            PieceKind::Header => "h",
            PieceKind::Payload => "",
            PieceKind::Hole => "·",
            PieceKind::Padding => "+",
            _ => "?",
        };
        text += &format!("{name}{} ", piece.extent.bytes);
    });
    text
}

/// A header of eight bytes makes a request of a power of two take a block twice as long, and a stricter alignment moves the payload
/// on, with a second header right before it.
#[test]
fn headers_and_alignments() {
    let mut heap = heap(design("header=request-and-size buddy-state=header"), 512);
    let a = heap.allocate(64).expect("room");
    assert_eq!(pieces(&heap), "h8 120 h8 ·120 h8 ·248 ");
    let b = heap.allocate_aligned(40, 64).expect("room");
    assert!(b.address.is_multiple_of(64));
    assert_eq!(pieces(&heap), "h8 120 +56 h8 64 h8 ·248 ");
    let mut fields = Vec::new();
    let view = heap.view(128);
    heap.fields(&view, &mut |field| fields.push((field.name, field.word)));
    assert_eq!(
        fields,
        [
            ("shift", 64),
            ("size", 128 | 2),
            ("request", 40),
            ("size", 128 | 2)
        ]
    );
    heap.free(b.address).expect("a live block");
    assert_eq!(heap.free(b.address), Err(FreeError::DoubleFree));
    heap.free(a.address).expect("a live block");
    assert_eq!(pieces(&heap), "h8 ·504 ");
}

/// A realloc takes the buddies after it, if they are holes, and gives back the halves that it no longer needs.
#[test]
fn realloc_stays_where_it_can() {
    let mut heap = heap(design("header=request-and-size buddy-state=header"), 1024);
    let [a, b, c] = [8, 8, 8].map(|bytes| heap.allocate(bytes).expect("room").address);
    assert_eq!(
        pieces(&heap),
        "h8 8 h8 8 h8 8 h8 ·8 h8 ·56 h8 ·120 h8 ·248 h8 ·504 "
    );
    // c takes its buddy. What results is the second of two, and moves when it grows further.
    assert_eq!(heap.reallocate(c, 24).map(|grant| grant.address), Ok(c));
    assert_eq!(
        pieces(&heap),
        "h8 8 h8 8 h8 24 h8 ·56 h8 ·120 h8 ·248 h8 ·504 "
    );
    let moved = heap.reallocate(c, 25).expect("room").address;
    assert_eq!(
        pieces(&heap),
        "h8 8 h8 8 h8 ·24 h8 56 h8 ·120 h8 ·248 h8 ·504 "
    );
    // From 64 bytes back to 16: the halves become holes.
    assert_eq!(
        heap.reallocate(moved, 1).map(|grant| grant.address),
        Ok(moved)
    );
    assert_eq!(
        pieces(&heap),
        "h8 8 h8 8 h8 ·24 h8 8 h8 ·8 h8 ·24 h8 ·120 h8 ·248 h8 ·504 "
    );
    for address in [b, moved, a] {
        heap.free(address).expect("a live block");
        heap.check()
            .unwrap_or_else(|violation| panic!("{violation}"));
    }
    assert_eq!(pieces(&heap), "h8 ·1016 ");
}

/// Lazy merging keeps so many holes of a size ready, and merges before it refuses.
#[test]
fn lazy_merging_keeps_the_sizes_in_use() {
    let mut lazy = heap(design("smallest-block=64 coalescing=lazy(2)"), 1024);
    let base = lazy.design().base_address();
    let all: Vec<_> = (0..16)
        .map(|_| lazy.allocate(64).expect("room").address)
        .collect();
    for &address in &all[..4] {
        lazy.free_sized(address, 64).expect("a live block");
    }
    // The first two stay; the third would merge, but its buddy is live; the fourth has three holes before it, and merges.
    assert_eq!(holes(&lazy), [(0, 64), (64, 64), (128, 128)]);
    let whole = lazy.allocate(256).expect("merged before it is refused");
    assert_eq!(whole.address, base);
}
