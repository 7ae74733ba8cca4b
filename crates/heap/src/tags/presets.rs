//! Owns the designs of this family that have names. A design is named after an allocator only where blocks lie where that
//! allocator would have them; `docs/tags-rules.md` says how the words in them differ.

use super::design::{TagDesign, TagDraft};
use super::policy::bin_order::BinOrder;
use super::policy::bins::Bins;
use super::policy::footers::Footers;
use super::policy::header::Header;
use super::policy::placement::Placement;
use super::policy::sentinels::Sentinels;
use crate::policies::Fixed;
use crate::policy::Bounded;
use crate::policy::coalescing::Coalescing;
use crate::policy::end::End;
use crate::policy::granted_end::GrantedEnd;
use crate::policy::split::{AtLeast, Split};
use crate::policy::zero::Zero;

/// TLSF: two levels of size classes, 32 for each doubling, a rounded search, boundary tags, and no loop anywhere but in a copy
/// (Masmano et al., 2004).
pub const TLSF: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::TwoLevel,
    bins_exact_bytes: 256,
    bins_per_doubling: 32,
    end: End::Whole,
    ..TagDraft::PLAIN
});

/// The fast one: a word before each payload, a class for each small size, and quick lists that may hold a small part of the heap.
pub const FAST: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::SizeClasses,
    bins_exact_bytes: 2048,
    bins_per_doubling: 16,
    quick_lists: 128,
    quick_share: 32,
    ..TagDraft::PLAIN
});

/// Boundary tags as textbooks have them: a header and a footer of four bytes each around every block, one list, last in first
/// out, first fit, merged at every free (Bryant and O'Hallaron, *Computer Systems*, 9.9).
pub const BOUNDARY_TAGS: TagDesign = TagDesign::of(TagDraft {
    footers: Footers::OfAll,
    ..TagDraft::PLAIN
});

/// FreeRTOS's heap_1 on a 32-bit port: blocks without headers, one after the other, and a free that does nothing.
pub const FREERTOS_HEAP_1: TagDesign = TagDesign::of(TagDraft {
    header: Header::NoHeader,
    footers: Footers::NoFooter,
    coalescing: Coalescing::Never,
    end: End::Append,
    reuse: false,
    zero: Zero::Null,
    ..TagDraft::PLAIN
});

/// FreeRTOS's heap_2 on a 32-bit port: one list in order of size, so that its first fit is a best fit; nothing is merged; a
/// remainder of more than 16 bytes is split off, and a request for zero bytes gets null.
pub const FREERTOS_HEAP_2: TagDesign = TagDesign::of(TagDraft {
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::SizeNewestFirst,
    split: Split::AtLeast(AtLeast {
        remainder_bytes: Bounded::new(24),
    }),
    coalescing: Coalescing::Never,
    end: End::Whole,
    zero: Zero::Null,
    ..TagDraft::PLAIN
});

/// FreeRTOS's heap_4 on a 32-bit port: one list in order of address, first fit, merged at every free; a remainder of more than 16
/// bytes is split off, the end is marked by a header, and a request for zero bytes gets null.
pub const FREERTOS_HEAP_4: TagDesign = TagDesign::of(TagDraft {
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    sentinels: Sentinels::AtEnd,
    bin_order: BinOrder::Address,
    split: Split::AtLeast(AtLeast {
        remainder_bytes: Bounded::new(24),
    }),
    end: End::Whole,
    zero: Zero::Null,
    ..TagDraft::PLAIN
});

/// Kernighan and Ritchie's storage allocator: headers of a link and a size, one list in order of address, next fit, the tail of
/// a hole granted, a free that moves the rover (*The C Programming Language*, 8.7).
pub const KERNIGHAN_RITCHIE: TagDesign = TagDesign::of(TagDraft {
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    placement: Placement::NextFit,
    free_moves_rover: true,
    granted_end: GrantedEnd::Back,
    remainder_in_place: true,
    end: End::Whole,
    ..TagDraft::PLAIN
});

/// ThreadX's byte pool on a 32-bit port: first fit in order of address, neighbouring holes merged by the search that meets them,
/// for good; a remainder of at least 20 bytes is split off.
pub const THREADX: TagDesign = TagDesign::of(TagDraft {
    alignment: 4,
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    sentinels: Sentinels::AtEnd,
    bin_order: BinOrder::Address,
    split: Split::AtLeast(AtLeast {
        remainder_bytes: Bounded::new(20),
    }),
    coalescing: Coalescing::OnAllocation,
    keep_runs: true,
    end: End::Whole,
    zero: Zero::Null,
    ..TagDraft::PLAIN
});

/// The crate `linked_list_allocator` on a 32-bit target: no headers, since Rust tells the size of what it frees; one list of holes
/// in order of address, first fit, merged at every free.
pub const LINKED_LIST_ALLOCATOR: TagDesign = TagDesign::of(TagDraft {
    alignment: 4,
    header: Header::NoHeader,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    end: End::Whole,
    ..TagDraft::PLAIN
});

/// TLSF as the crate `rlsf` has it on a 32-bit target with 32 classes for each doubling: a header of two words, blocks in
/// multiples of four words, and a sentinel at the end.
pub const RLSF: TagDesign = TagDesign::of(TagDraft {
    alignment: 16,
    header: Header::LinkAndSize,
    footers: Footers::InHeader,
    sentinels: Sentinels::AtEnd,
    bins: Bins::TwoLevel,
    bins_exact_bytes: 512,
    bins_per_doubling: 32,
    end: End::Whole,
    ..TagDraft::PLAIN
});

/// xv6's `umalloc.c` on 64-bit RISC-V: Kernighan and Ritchie's allocator with headers of 16 bytes, which takes memory in steps of
/// 64 KiB.
pub const XV6: TagDesign = TagDesign::of(TagDraft {
    alignment: 16,
    header: Header::Full,
    end: End::Append,
    growth_bytes: 65536,
    ..*KERNIGHAN_RITCHIE.draft()
});

/// newlib's small `malloc` on a 32-bit target: one list in order of address, first fit, and an end that moves block by block.
pub const NEWLIB_NANO: TagDesign = TagDesign::of(TagDraft {
    alignment: 4,
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    split: Split::AtLeast(AtLeast {
        remainder_bytes: Bounded::new(12),
    }),
    end: End::Append,
    ..TagDraft::PLAIN
});

/// umm_malloc with blocks of 16 bytes: best fit on one list, last in first out; a hole that shrinks or grows keeps its place there.
pub const UMM_MALLOC: TagDesign = TagDesign::of(TagDraft {
    alignment: 16,
    sentinels: Sentinels::AtBothEnds,
    placement: Placement::BestFit,
    remainder_in_place: true,
    merge_in_place: true,
    end: End::Whole,
    zero: Zero::Null,
    ..TagDraft::PLAIN
});

/// Like Zephyr's `sys_heap` below 256 KiB: a header of four bytes, a list for each power of two, first in first out.
pub const ZEPHYR_SYS_HEAP: TagDesign = TagDesign::of(TagDraft {
    sentinels: Sentinels::AtEnd,
    bins: Bins::SizeClasses,
    bins_exact_bytes: 16,
    bins_per_doubling: 1,
    bin_order: BinOrder::Fifo,
    end: End::Whole,
    zero: Zero::Null,
    ..TagDraft::PLAIN
});

/// Like dlmalloc on a 32-bit target: best fit, of equals the one freed first, and the memory at the heap's end last. For small
/// requests dlmalloc has a list of each size, last in first out, and uses the remainder of its last split first.
pub const DLMALLOC_LIKE: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::SizeClasses,
    bins_exact_bytes: 256,
    bins_per_doubling: 2,
    bin_order: BinOrder::Fifo,
    placement: Placement::BestFit,
    trim: true,
    ..TagDraft::PLAIN
});

/// The malloc lab's implicit list, as Bryant and O'Hallaron print it: boundary tags around every block, first fit in order of
/// address, a prologue and an epilogue, and steps of 4096 bytes.
pub const IMPLICIT_LIST: TagDesign = TagDesign::of(TagDraft {
    bin_order: BinOrder::Address,
    ..*EXPLICIT_LIST.draft()
});

/// The malloc lab's explicit list: as the implicit one, but the free blocks alone are linked, the one freed last first.
pub const EXPLICIT_LIST: TagDesign = TagDesign::of(TagDraft {
    footers: Footers::OfAll,
    sentinels: Sentinels::AtBothEnds,
    end: End::Append,
    growth_bytes: 4096,
    zero: Zero::Null,
    ..TagDraft::PLAIN
});

/// The malloc lab's segregated lists: as the explicit list, one for each power of two.
pub const SEGREGATED_LISTS: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::SizeClasses,
    bins_exact_bytes: 16,
    bins_per_doubling: 1,
    ..*EXPLICIT_LIST.draft()
});

macro_rules! types {
    ($($(#[$meta:meta])* $name:ident = $design:ident;)+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, Default)]
            pub struct $name;

            impl Fixed for $name {
                type Design = TagDesign;
                const DESIGN: TagDesign = $design;
            }
        )+
    };
}

types! {
    /// [`TLSF`] as a type.
    Tlsf = TLSF;
    /// [`FAST`] as a type.
    Fast = FAST;
    /// [`BOUNDARY_TAGS`] as a type.
    BoundaryTags = BOUNDARY_TAGS;
    /// [`FREERTOS_HEAP_1`] as a type.
    FreertosHeap1 = FREERTOS_HEAP_1;
    /// [`FREERTOS_HEAP_2`] as a type.
    FreertosHeap2 = FREERTOS_HEAP_2;
    /// [`FREERTOS_HEAP_4`] as a type.
    FreertosHeap4 = FREERTOS_HEAP_4;
    /// [`KERNIGHAN_RITCHIE`] as a type.
    KernighanRitchie = KERNIGHAN_RITCHIE;
    /// [`XV6`] as a type.
    Xv6 = XV6;
    /// [`NEWLIB_NANO`] as a type.
    NewlibNano = NEWLIB_NANO;
    /// [`IMPLICIT_LIST`] as a type.
    ImplicitList = IMPLICIT_LIST;
    /// [`EXPLICIT_LIST`] as a type.
    ExplicitList = EXPLICIT_LIST;
    /// [`SEGREGATED_LISTS`] as a type.
    SegregatedLists = SEGREGATED_LISTS;
    /// [`UMM_MALLOC`] as a type.
    UmmMalloc = UMM_MALLOC;
    /// [`ZEPHYR_SYS_HEAP`] as a type.
    ZephyrSysHeap = ZEPHYR_SYS_HEAP;
    /// [`DLMALLOC_LIKE`] as a type.
    DlmallocLike = DLMALLOC_LIKE;
    /// [`THREADX`] as a type.
    Threadx = THREADX;
    /// [`LINKED_LIST_ALLOCATOR`] as a type.
    LinkedListAllocator = LINKED_LIST_ALLOCATOR;
    /// [`RLSF`] as a type.
    Rlsf = RLSF;
}
