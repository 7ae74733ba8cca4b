//! Owns the designs of this family that have names. A design is named after an allocator only where blocks lie where that
//! allocator would have them; `docs/tags-rules.md` says how the words in them differ.

use super::TagFixed;
use super::design::{TagDesign, TagDraft};
use super::policy::bin_order::BinOrder;
use super::policy::bins::Bins;
use super::policy::end::End;
use super::policy::footers::Footers;
use super::policy::granted_end::GrantedEnd;
use super::policy::header::Header;
use super::policy::placement::Placement;
use super::policy::sentinels::Sentinels;
use super::policy::zero::Zero;
use crate::policy::Bounded;
use crate::policy::split::{AtLeast, Split};

/// TLSF: two levels of size classes, 32 for each doubling, a rounded search, boundary tags, and no loop anywhere but in a copy
/// (Masmano et al., 2004).
pub const TLSF: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::TwoLevel,
    bins_exact_bytes: 256,
    bins_per_doubling: 32,
    end: End::Whole,
    ..TagDraft::PLAIN
});

/// The fast one: a word before each payload, a class for each small size, quick lists, and an end that moves both ways.
pub const FAST: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::SizeClasses,
    bins_exact_bytes: 1024,
    bins_per_doubling: 8,
    quick_lists: 32,
    trim: true,
    ..TagDraft::PLAIN
});

/// Boundary tags as textbooks have them: a header and a footer of four bytes each around every block, one list, last in first
/// out, first fit, merged at every free (Bryant and O'Hallaron, *Computer Systems*, 9.9).
pub const BOUNDARY_TAGS: TagDesign = TagDesign::of(TagDraft {
    footers: Footers::OfAll,
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

macro_rules! types {
    ($($(#[$meta:meta])* $name:ident = $design:ident;)+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl TagFixed for $name {
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
    /// [`FREERTOS_HEAP_4`] as a type.
    FreertosHeap4 = FREERTOS_HEAP_4;
    /// [`KERNIGHAN_RITCHIE`] as a type.
    KernighanRitchie = KERNIGHAN_RITCHIE;
}
