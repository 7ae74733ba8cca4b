//! Runs of the family `slab` worked out by hand: the bytes of a slab, and the ways of a slab from full to empty.

use classic_heap::anatomy::PieceKind;
use classic_heap::slab::presets::{LINUX_LIKE_SLAB, SLAB};
use classic_heap::slab::{SlabDesign, SlabDraft, SlabHeap, catalog};
use classic_heap::{Bytes, FreeError};

type Heap = SlabHeap<Bytes<Vec<u8>>>;

fn heap(design: SlabDesign, region_bytes: u32) -> Heap {
    let region = Bytes(vec![0; region_bytes as usize]);
    SlabHeap::new(region, design).unwrap_or_else(|error| panic!("{error}"))
}

/// The plain draft with axes set, `"descriptor=table"`.
fn design(axes: &str) -> SlabDesign {
    let mut draft = SlabDraft::PLAIN;
    for pair in axes.split_whitespace() {
        let (id, value) = pair.split_once('=').expect("axis=value");
        let axis = catalog::axis(id).unwrap_or_else(|| panic!("no axis {id}"));
        axis.set(&mut draft, value)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    SlabDesign::new(draft).unwrap_or_else(|error| panic!("{error}"))
}

fn offset(heap: &Heap, address: u32) -> u32 {
    address - heap.design().base_address()
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

/// A slab of 256 bytes has a descriptor of 16, three objects of 64, and 48 bytes of padding. The tables: 16 classes of 8 bytes, heads
/// of 4 orders and a byte for each of 8 blocks of 256 bytes.
#[test]
fn a_slab_to_the_byte() {
    let mut heap = heap(design("slab=256 largest-object=128"), 2048);
    // Classes 8 to 32 by 8, to 64 by 8, to 128 by 16: 12 rows.
    assert_eq!(heap.classes(), 12);
    assert_eq!(
        pieces(&heap),
        format!("table {} +{} ·256 ·512 ·1024 ", 12 * 8 + 4 * 4 + 8, 136)
    );
    let a = heap.allocate(50).expect("room");
    assert_eq!((offset(&heap, a.address), a.payload_bytes), (256 + 16, 56));
    let b = heap.allocate(60).expect("room").address;
    assert_eq!(offset(&heap, b), 512 + 16);
    assert_eq!(
        pieces(&heap),
        "table 120 +136 h16 56 ·56 ·56 ·56 +16 h16 64 ·64 ·64 +48 ·256 ·1024 "
    );
    let mut fields = Vec::new();
    let first = heap.blocks().next().expect("a block");
    heap.fields(&first, &mut |field| fields.push((field.name, field.word)));
    let base = heap.design().base_address();
    assert_eq!(
        fields,
        [
            ("next_slab", 0),
            ("prev_slab", base + 256),
            ("first_free", base + 256 + 16 + 56),
            ("live", 1),
            ("object", 56),
        ]
    );
}

/// With the descriptors in a table, objects of a power of two fill their slab and are aligned to their size.
#[test]
fn objects_fill_a_slab_that_is_described_elsewhere() {
    let mut heap = heap(design("slab=256 largest-object=128 descriptor=table"), 4096);
    let all: Vec<_> = (0..4)
        .map(|_| heap.allocate_aligned(40, 64).expect("room"))
        .collect();
    let slab = offset(&heap, all[0].address);
    assert!(slab.is_multiple_of(256));
    for (grant, at) in all.iter().zip([0, 64, 128, 192]) {
        assert_eq!(
            (offset(&heap, grant.address), grant.payload_bytes),
            (slab + at, 64)
        );
    }
    // A slab that is full is on no list; the next request takes another.
    assert_eq!(
        offset(&heap, heap.clone().allocate(64).expect("room").address) & 255,
        0
    );
}

/// The slab that got room last serves first; one that gets empty is kept, as many as the design says, and is given back before a
/// request is refused.
#[test]
fn slabs_get_empty_and_go_back() {
    let mut heap = heap(design("slab=256 largest-object=128 empty-slabs=1"), 1536);
    let all: Vec<_> = (0..5 * 3)
        .map(|_| heap.allocate(64).expect("room").address)
        .collect();
    assert_eq!(
        heap.allocate(64).ok(),
        None,
        "there are six blocks, and one is the table's"
    );
    // One object of the second slab, then one of the first: the first slab is first on the list.
    heap.free(all[3]).expect("a live object");
    heap.free(all[0]).expect("a live object");
    assert_eq!(heap.allocate(64).map(|grant| grant.address), Ok(all[0]));
    assert_eq!(heap.allocate(64).map(|grant| grant.address), Ok(all[3]));
    for &address in &all[..6] {
        heap.free(address).expect("a live object");
        heap.check()
            .unwrap_or_else(|violation| panic!("{violation}"));
    }
    assert_eq!(
        heap.free(all[0]),
        Err(FreeError::DoubleFree),
        "of a slab that is kept empty"
    );
    // The second slab went back at once; a request for two blocks gets the first as well.
    let _ = heap.allocate(512);
    let mut empty = 0;
    heap.chains(&mut |_, chain| empty += u32::from(chain.id == "slabs"));
    assert_eq!(empty, 0, "what was kept empty was given back");
}

/// Of slabs with room, the fullest lets the others get empty.
#[test]
fn the_fullest_slab_lets_others_get_empty() {
    let run = |choice: &str| {
        let mut heap = heap(
            design(&format!(
                "largest-object=64 slab=256 slab-choice={choice} empty-slabs=0"
            )),
            4096,
        );
        let all: Vec<_> = (0..6)
            .map(|_| heap.allocate(64).expect("room").address)
            .collect();
        // The first slab keeps two live objects, the second, which got room last, one.
        for at in [0, 3, 4] {
            heap.free(all[at]).expect("a live object");
        }
        let next = heap.allocate(64).expect("room").address;
        heap.free(all[5]).expect("a live object");
        let slabs = heap.blocks().filter(|view| view.is_object).count() / 3;
        (next == all[0], slabs)
    };
    assert_eq!(run("first"), (false, 2));
    assert_eq!(run("fullest"), (true, 1));
}

/// The presets are designs for regions that people have.
#[test]
fn presets_serve_ordinary_regions() {
    let mut heap_of = heap(SLAB, 65_536);
    assert_eq!(
        heap_of.allocate(100).map(|grant| grant.payload_bytes),
        Ok(112)
    );
    assert_eq!(
        heap_of.allocate(300).map(|grant| grant.payload_bytes),
        Ok(512)
    );
    let mut heap_of = heap(LINUX_LIKE_SLAB, 1 << 20);
    for (request, object) in [
        (1, 8),
        (65, 96),
        (97, 128),
        (129, 192),
        (5000, 6144),
        (8193, 16_384),
    ] {
        assert_eq!(
            heap_of.allocate(request).map(|grant| grant.payload_bytes),
            Ok(object)
        );
    }
}
