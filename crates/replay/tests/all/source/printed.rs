// []
pub mod design_0 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("structure", "free-list")]
pub mod design_1 {
use classic_heap::policy::structure::Structure;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    structure: Structure::FreeList,
    ..Draft::CLASSIC
});
}

// [("list-order", "address"), ("coalescing", "on-free")]
pub mod design_2 {
use classic_heap::policy::list_order::ListOrder;
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    list_order: ListOrder::Address,
    coalescing: Coalescing::OnFree,
    ..Draft::CLASSIC
});
}

// [("list-order", "address"), ("coalescing", "on-free"), ("placement", "next-fit")]
pub mod design_3 {
use classic_heap::policy::list_order::ListOrder;
use classic_heap::policy::placement::Placement;
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    list_order: ListOrder::Address,
    placement: Placement::NextFit,
    coalescing: Coalescing::OnFree,
    ..Draft::CLASSIC
});
}

// [("alignment", "8"), ("minimum", "16"), ("list-order", "address"), ("placement", "best-fit"), ("coalescing", "on-free"), ("trim", "on")]
pub mod design_4 {
use classic_heap::policy::list_order::ListOrder;
use classic_heap::policy::placement::Placement;
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    alignment: 8,
    minimum_bytes: 16,
    list_order: ListOrder::Address,
    placement: Placement::BestFit,
    coalescing: Coalescing::OnFree,
    trim: true,
    ..Draft::CLASSIC
});
}

// [("lookup", "index")]
pub mod design_5 {
use classic_heap::policy::lookup::Lookup;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    lookup: Lookup::Index,
    ..Draft::CLASSIC
});
}

// [("split", "never"), ("coalescing", "never")]
pub mod design_6 {
use classic_heap::policy::split::Split;
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    split: Split::Never,
    coalescing: Coalescing::Never,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("bins", "size-classes"), ("bins-exact", "2048"), ("bins-per-doubling", "16"), ("quick", "128"), ("quick-share", "32")]
pub mod design_7 {
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::SizeClasses,
    bins_exact_bytes: 2048,
    bins_per_doubling: 16,
    quick_lists: 128,
    quick_share: 32,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("footers", "all")]
pub mod design_8 {
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    footers: Footers::OfAll,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bins", "two-level"), ("bins-exact", "256"), ("bins-per-doubling", "32"), ("end", "whole")]
pub mod design_9 {
use classic_heap::policy::end::End;
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    bins: Bins::TwoLevel,
    bins_exact_bytes: 256,
    bins_per_doubling: 32,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "0"), ("footers", "none"), ("coalescing", "never"), ("end", "append"), ("reuse", "off"), ("zero", "null")]
pub mod design_10 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Append,
    zero: Zero::Null,
    coalescing: Coalescing::Never,
    header: Header::NoHeader,
    footers: Footers::NoFooter,
    reuse: false,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "8"), ("footers", "none"), ("bin-order", "size-newest-first"), ("split", "at-least(24)"), ("coalescing", "never"), ("end", "whole"), ("zero", "null")]
pub mod design_11 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::policy::split::Split;
use classic_heap::policy::Bounded;
use classic_heap::policy::split::AtLeast;
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    zero: Zero::Null,
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(24) }),
    coalescing: Coalescing::Never,
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::SizeNewestFirst,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "8"), ("footers", "none"), ("sentinels", "end"), ("bin-order", "address"), ("split", "at-least(24)"), ("end", "whole"), ("zero", "null")]
pub mod design_12 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::policy::split::Split;
use classic_heap::policy::Bounded;
use classic_heap::policy::split::AtLeast;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    zero: Zero::Null,
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(24) }),
    sentinels: Sentinels::AtEnd,
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "8"), ("footers", "none"), ("bin-order", "address"), ("placement", "next-fit"), ("free-moves-rover", "on"), ("granted-end", "back"), ("remainder-in-place", "on"), ("end", "whole")]
pub mod design_13 {
use classic_heap::policy::end::End;
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::policy::granted_end::GrantedEnd;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    placement: Placement::NextFit,
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    free_moves_rover: true,
    granted_end: GrantedEnd::Back,
    remainder_in_place: true,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("alignment", "16"), ("header", "16"), ("footers", "none"), ("bin-order", "address"), ("placement", "next-fit"), ("free-moves-rover", "on"), ("granted-end", "back"), ("remainder-in-place", "on"), ("end", "append"), ("growth", "65536")]
pub mod design_14 {
use classic_heap::policy::end::End;
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::policy::granted_end::GrantedEnd;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Append,
    alignment: 16,
    placement: Placement::NextFit,
    growth_bytes: 65536,
    header: Header::Full,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    free_moves_rover: true,
    granted_end: GrantedEnd::Back,
    remainder_in_place: true,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("alignment", "4"), ("header", "8"), ("footers", "none"), ("bin-order", "address"), ("split", "at-least(12)"), ("end", "append")]
pub mod design_15 {
use classic_heap::policy::end::End;
use classic_heap::policy::split::Split;
use classic_heap::policy::Bounded;
use classic_heap::policy::split::AtLeast;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Append,
    alignment: 4,
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(12) }),
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("alignment", "4"), ("header", "0"), ("footers", "none"), ("bin-order", "address"), ("end", "whole")]
pub mod design_16 {
use classic_heap::policy::end::End;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    alignment: 4,
    header: Header::NoHeader,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("alignment", "16"), ("header", "8"), ("footers", "in-header"), ("sentinels", "end"), ("bins", "two-level"), ("bins-per-doubling", "32"), ("end", "whole")]
pub mod design_17 {
use classic_heap::policy::end::End;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    alignment: 16,
    sentinels: Sentinels::AtEnd,
    header: Header::LinkAndSize,
    footers: Footers::InHeader,
    bins: Bins::TwoLevel,
    bins_per_doubling: 32,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("alignment", "4"), ("header", "8"), ("footers", "none"), ("sentinels", "end"), ("bin-order", "address"), ("split", "at-least(20)"), ("coalescing", "on-allocation"), ("keep-runs", "on"), ("end", "whole"), ("zero", "null")]
pub mod design_18 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::policy::split::Split;
use classic_heap::policy::Bounded;
use classic_heap::policy::split::AtLeast;
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    alignment: 4,
    zero: Zero::Null,
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(20) }),
    coalescing: Coalescing::OnAllocation,
    sentinels: Sentinels::AtEnd,
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    keep_runs: true,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("alignment", "16"), ("sentinels", "both"), ("placement", "best-fit"), ("remainder-in-place", "on"), ("merge-in-place", "on"), ("end", "whole"), ("zero", "null")]
pub mod design_19 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    alignment: 16,
    zero: Zero::Null,
    placement: Placement::BestFit,
    sentinels: Sentinels::AtBothEnds,
    remainder_in_place: true,
    merge_in_place: true,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("sentinels", "end"), ("bins", "size-classes"), ("bins-exact", "16"), ("bins-per-doubling", "1"), ("bin-order", "fifo"), ("end", "whole"), ("zero", "null")]
pub mod design_20 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    zero: Zero::Null,
    sentinels: Sentinels::AtEnd,
    bins: Bins::SizeClasses,
    bins_exact_bytes: 16,
    bins_per_doubling: 1,
    bin_order: BinOrder::Fifo,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bins", "size-classes"), ("bins-exact", "256"), ("bins-per-doubling", "2"), ("bin-order", "fifo"), ("placement", "best-fit"), ("trim", "on")]
pub mod design_21 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::BestFit,
    trim: true,
    bins: Bins::SizeClasses,
    bins_exact_bytes: 256,
    bins_per_doubling: 2,
    bin_order: BinOrder::Fifo,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("footers", "all"), ("sentinels", "both"), ("bin-order", "address"), ("end", "append"), ("growth", "4096"), ("zero", "null")]
pub mod design_22 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Append,
    zero: Zero::Null,
    growth_bytes: 4096,
    sentinels: Sentinels::AtBothEnds,
    footers: Footers::OfAll,
    bin_order: BinOrder::Address,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("footers", "all"), ("sentinels", "both"), ("end", "append"), ("growth", "4096"), ("zero", "null")]
pub mod design_23 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Append,
    zero: Zero::Null,
    growth_bytes: 4096,
    sentinels: Sentinels::AtBothEnds,
    footers: Footers::OfAll,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("footers", "all"), ("sentinels", "both"), ("bins", "size-classes"), ("bins-exact", "16"), ("bins-per-doubling", "1"), ("end", "append"), ("growth", "4096"), ("zero", "null")]
pub mod design_24 {
use classic_heap::policy::end::End;
use classic_heap::policy::zero::Zero;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Append,
    zero: Zero::Null,
    growth_bytes: 4096,
    sentinels: Sentinels::AtBothEnds,
    footers: Footers::OfAll,
    bins: Bins::SizeClasses,
    bins_exact_bytes: 16,
    bins_per_doubling: 1,
    ..TagDraft::PLAIN
});
}

// [("family", "buddy")]
pub mod design_25 {
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);
}

// [("family", "buddy"), ("smallest-block", "4096"), ("largest-block", "4194304"), ("buddy-state", "orders")]
pub mod design_26 {
use classic_heap::buddy::policy::buddy_state::BuddyState;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    smallest_block_bytes: 4096,
    largest_block_bytes: 4194304,
    buddy_state: BuddyState::Orders,
    ..BuddyDraft::PLAIN
});
}

// [("family", "slab")]
pub mod design_27 {
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft::PLAIN);
}

// [("family", "slab"), ("smallest-block", "4096"), ("slab", "16384"), ("largest-object", "8192"), ("classes-per-doubling", "2"), ("descriptor", "table"), ("empty-slabs", "5")]
pub mod design_28 {
use classic_heap::slab::policy::descriptor::Descriptor;
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft {
    smallest_block_bytes: 4096,
    slab_bytes: 16384,
    largest_object_bytes: 8192,
    classes_per_doubling: 2,
    descriptor: Descriptor::Table,
    empty_slabs: 5,
    ..SlabDraft::PLAIN
});
}

// [("end", "append")]
pub mod design_29 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("end", "append")]
pub mod design_30 {
use classic_heap::policy::end::End;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Append,
    ..TagDraft::PLAIN
});
}

// [("end", "extend")]
pub mod design_31 {
use classic_heap::policy::end::End;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    end: End::Extend,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("end", "extend")]
pub mod design_32 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("end", "whole")]
pub mod design_33 {
use classic_heap::policy::end::End;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    end: End::Whole,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("end", "whole")]
pub mod design_34 {
use classic_heap::policy::end::End;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    ..TagDraft::PLAIN
});
}

// [("oversize", "clamp")]
pub mod design_35 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("oversize", "clamp")]
pub mod design_36 {
use classic_heap::policy::oversize::Oversize;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    oversize: Oversize::Clamp,
    ..TagDraft::PLAIN
});
}

// [("family", "buddy"), ("oversize", "clamp")]
pub mod design_37 {
use classic_heap::policy::oversize::Oversize;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    oversize: Oversize::Clamp,
    ..BuddyDraft::PLAIN
});
}

// [("family", "slab"), ("oversize", "clamp")]
pub mod design_38 {
use classic_heap::policy::oversize::Oversize;
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft {
    oversize: Oversize::Clamp,
    ..SlabDraft::PLAIN
});
}

// [("oversize", "refuse")]
pub mod design_39 {
use classic_heap::policy::oversize::Oversize;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    oversize: Oversize::Refuse,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("oversize", "refuse")]
pub mod design_40 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "buddy"), ("oversize", "refuse")]
pub mod design_41 {
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);
}

// [("family", "slab"), ("oversize", "refuse")]
pub mod design_42 {
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft::PLAIN);
}

// [("zero", "minimum-block")]
pub mod design_43 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("zero", "minimum-block")]
pub mod design_44 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "buddy"), ("zero", "minimum-block")]
pub mod design_45 {
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);
}

// [("family", "slab"), ("zero", "minimum-block")]
pub mod design_46 {
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft::PLAIN);
}

// [("zero", "null")]
pub mod design_47 {
use classic_heap::policy::zero::Zero;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    zero: Zero::Null,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("zero", "null")]
pub mod design_48 {
use classic_heap::policy::zero::Zero;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    zero: Zero::Null,
    ..TagDraft::PLAIN
});
}

// [("family", "buddy"), ("zero", "null")]
pub mod design_49 {
use classic_heap::policy::zero::Zero;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    zero: Zero::Null,
    ..BuddyDraft::PLAIN
});
}

// [("family", "slab"), ("zero", "null")]
pub mod design_50 {
use classic_heap::policy::zero::Zero;
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft {
    zero: Zero::Null,
    ..SlabDraft::PLAIN
});
}

// [("structure", "block-list")]
pub mod design_51 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("structure", "free-list")]
pub mod design_52 {
use classic_heap::policy::structure::Structure;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    structure: Structure::FreeList,
    ..Draft::CLASSIC
});
}

// [("list-order", "address")]
pub mod design_53 {
use classic_heap::policy::list_order::ListOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    list_order: ListOrder::Address,
    ..Draft::CLASSIC
});
}

// [("list-order", "append")]
pub mod design_54 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("free-order", "lifo")]
pub mod design_55 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "buddy"), ("free-order", "lifo")]
pub mod design_56 {
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);
}

// [("family", "slab"), ("free-order", "lifo")]
pub mod design_57 {
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft::PLAIN);
}

// [("free-order", "fifo")]
pub mod design_58 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_order: FreeOrder::Fifo,
    ..Draft::CLASSIC
});
}

// [("family", "buddy"), ("free-order", "fifo")]
pub mod design_59 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    free_order: FreeOrder::Fifo,
    ..BuddyDraft::PLAIN
});
}

// [("free-order", "address")]
pub mod design_60 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_order: FreeOrder::Address,
    ..Draft::CLASSIC
});
}

// [("family", "buddy"), ("free-order", "address")]
pub mod design_61 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    free_order: FreeOrder::Address,
    ..BuddyDraft::PLAIN
});
}

// [("family", "slab"), ("free-order", "address")]
pub mod design_62 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft {
    free_order: FreeOrder::Address,
    ..SlabDraft::PLAIN
});
}

// [("free-order", "size")]
pub mod design_63 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_order: FreeOrder::Size,
    ..Draft::CLASSIC
});
}

// [("free-order", "size-descending")]
pub mod design_64 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_order: FreeOrder::SizeDescending,
    ..Draft::CLASSIC
});
}

// [("placement", "first-fit")]
pub mod design_65 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("placement", "first-fit")]
pub mod design_66 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("placement", "next-fit")]
pub mod design_67 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::NextFit,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("placement", "next-fit")]
pub mod design_68 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::NextFit,
    ..TagDraft::PLAIN
});
}

// [("placement", "best-fit")]
pub mod design_69 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::BestFit,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("placement", "best-fit")]
pub mod design_70 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::BestFit,
    ..TagDraft::PLAIN
});
}

// [("placement", "worst-fit")]
pub mod design_71 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::WorstFit,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("placement", "worst-fit")]
pub mod design_72 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::WorstFit,
    ..TagDraft::PLAIN
});
}

// [("placement", "scored")]
pub mod design_73 {
use classic_heap::policy::placement::Placement;
use classic_heap::policy::placement::Score;
use classic_heap::policy::placement::Scored;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::Scored(Scored(Score::of("waste*4 + probes*16 + offset/64 until <= 256"))),
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("placement", "best-of")]
pub mod design_74 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::policy::Bounded;
use classic_heap::tags::policy::placement::BestOf;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::BestOf(BestOf { fits: Bounded::new(4) }),
    ..TagDraft::PLAIN
});
}

// [("split", "never")]
pub mod design_75 {
use classic_heap::policy::split::Split;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    split: Split::Never,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("split", "never")]
pub mod design_76 {
use classic_heap::policy::split::Split;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    split: Split::Never,
    ..TagDraft::PLAIN
});
}

// [("split", "always")]
pub mod design_77 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("split", "always")]
pub mod design_78 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("split", "at-least")]
pub mod design_79 {
use classic_heap::policy::split::Split;
use classic_heap::policy::Bounded;
use classic_heap::policy::split::AtLeast;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(256) }),
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("split", "at-least")]
pub mod design_80 {
use classic_heap::policy::split::Split;
use classic_heap::policy::Bounded;
use classic_heap::policy::split::AtLeast;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(256) }),
    ..TagDraft::PLAIN
});
}

// [("coalescing", "never")]
pub mod design_81 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::Never,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("coalescing", "never")]
pub mod design_82 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    coalescing: Coalescing::Never,
    ..TagDraft::PLAIN
});
}

// [("coalescing", "on-allocation")]
pub mod design_83 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("coalescing", "on-allocation")]
pub mod design_84 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    coalescing: Coalescing::OnAllocation,
    ..TagDraft::PLAIN
});
}

// [("coalescing", "on-free")]
pub mod design_85 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::OnFree,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("coalescing", "on-free")]
pub mod design_86 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("coalescing", "on-failure")]
pub mod design_87 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::OnFailure,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("coalescing", "on-failure")]
pub mod design_88 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    coalescing: Coalescing::OnFailure,
    ..TagDraft::PLAIN
});
}

// [("family", "buddy"), ("coalescing", "never")]
pub mod design_89 {
use classic_heap::buddy::policy::coalescing::Coalescing;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    coalescing: Coalescing::Never,
    ..BuddyDraft::PLAIN
});
}

// [("family", "buddy"), ("coalescing", "on-free")]
pub mod design_90 {
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);
}

// [("family", "buddy"), ("coalescing", "lazy")]
pub mod design_91 {
use classic_heap::buddy::policy::coalescing::Coalescing;
use classic_heap::policy::Bounded;
use classic_heap::buddy::policy::coalescing::Lazy;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    coalescing: Coalescing::Lazy(Lazy { holes: Bounded::new(8) }),
    ..BuddyDraft::PLAIN
});
}

// [("family", "buddy"), ("coalescing", "on-failure")]
pub mod design_92 {
use classic_heap::buddy::policy::coalescing::Coalescing;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    coalescing: Coalescing::OnFailure,
    ..BuddyDraft::PLAIN
});
}

// [("lookup", "walk")]
pub mod design_93 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("lookup", "index")]
pub mod design_94 {
use classic_heap::policy::lookup::Lookup;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    lookup: Lookup::Index,
    ..Draft::CLASSIC
});
}

// [("free-queue", "immediate")]
pub mod design_95 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("free-queue", "batched")]
pub mod design_96 {
use classic_heap::policy::free_queue::FreeQueue;
use classic_heap::policy::Bounded;
use classic_heap::policy::free_queue::Batched;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_queue: FreeQueue::Batched(Batched { frees: Bounded::new(16) }),
    ..Draft::CLASSIC
});
}

// [("free-queue", "daemon")]
pub mod design_97 {
use classic_heap::policy::free_queue::FreeQueue;
use classic_heap::policy::Bounded;
use classic_heap::policy::free_queue::Daemon;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_queue: FreeQueue::Daemon(Daemon { frees_per_tick: Bounded::new(4) }),
    ..Draft::CLASSIC
});
}

// [("queue-pressure", "drain-then-retry")]
pub mod design_98 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("queue-pressure", "refuse")]
pub mod design_99 {
use classic_heap::policy::pressure::Pressure;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    pressure: Pressure::Refuse,
    ..Draft::CLASSIC
});
}

// [("commit", "eager")]
pub mod design_100 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("commit", "eager")]
pub mod design_101 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "buddy"), ("commit", "eager")]
pub mod design_102 {
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);
}

// [("family", "slab"), ("commit", "eager")]
pub mod design_103 {
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft::PLAIN);
}

// [("commit", "lazy")]
pub mod design_104 {
use classic_heap::policy::commit::Commit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    commit: Commit::Lazy,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("commit", "lazy")]
pub mod design_105 {
use classic_heap::policy::commit::Commit;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    commit: Commit::Lazy,
    ..TagDraft::PLAIN
});
}

// [("family", "buddy"), ("commit", "lazy")]
pub mod design_106 {
use classic_heap::policy::commit::Commit;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    commit: Commit::Lazy,
    ..BuddyDraft::PLAIN
});
}

// [("family", "slab"), ("commit", "lazy")]
pub mod design_107 {
use classic_heap::policy::commit::Commit;
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft {
    commit: Commit::Lazy,
    ..SlabDraft::PLAIN
});
}

// [("give-back", "on-trim")]
pub mod design_108 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("give-back", "whole-pages")]
pub mod design_109 {
use classic_heap::policy::decommit::Decommit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    decommit: Decommit::WholePages,
    ..Draft::CLASSIC
});
}

// [("give-back", "never")]
pub mod design_110 {
use classic_heap::policy::decommit::Decommit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    decommit: Decommit::Never,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("sentinels", "none")]
pub mod design_111 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("sentinels", "end")]
pub mod design_112 {
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    sentinels: Sentinels::AtEnd,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("sentinels", "both")]
pub mod design_113 {
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    sentinels: Sentinels::AtBothEnds,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "4")]
pub mod design_114 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("header", "8")]
pub mod design_115 {
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    header: Header::LinkAndSize,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "16")]
pub mod design_116 {
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    header: Header::Full,
    ..TagDraft::PLAIN
});
}

// [("family", "buddy"), ("header", "none")]
pub mod design_117 {
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);
}

// [("family", "buddy"), ("header", "request-and-size")]
pub mod design_118 {
use classic_heap::buddy::policy::header::Header;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    header: Header::RequestAndSize,
    ..BuddyDraft::PLAIN
});
}

// [("family", "tags"), ("footers", "holes")]
pub mod design_119 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("footers", "all")]
pub mod design_120 {
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    footers: Footers::OfAll,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bins", "one-list")]
pub mod design_121 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("bins", "size-classes")]
pub mod design_122 {
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::SizeClasses,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bins", "two-level")]
pub mod design_123 {
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::TwoLevel,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bin-order", "lifo")]
pub mod design_124 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("bin-order", "fifo")]
pub mod design_125 {
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bin_order: BinOrder::Fifo,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bin-order", "address")]
pub mod design_126 {
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bin_order: BinOrder::Address,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bin-order", "size")]
pub mod design_127 {
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bin_order: BinOrder::Size,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bin-order", "size-newest-first")]
pub mod design_128 {
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bin_order: BinOrder::SizeNewestFirst,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("granted-end", "front")]
pub mod design_129 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("granted-end", "back")]
pub mod design_130 {
use classic_heap::policy::granted_end::GrantedEnd;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    granted_end: GrantedEnd::Back,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("granted-end", "large-from-back")]
pub mod design_131 {
use classic_heap::policy::granted_end::GrantedEnd;
use classic_heap::policy::Bounded;
use classic_heap::policy::granted_end::LargeFromBack;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    granted_end: GrantedEnd::LargeFromBack(LargeFromBack { block_bytes: Bounded::new(1024) }),
    ..TagDraft::PLAIN
});
}

// [("family", "buddy"), ("buddy-state", "list")]
pub mod design_132 {
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);
}

// [("family", "buddy"), ("buddy-state", "bitmap")]
pub mod design_133 {
use classic_heap::buddy::policy::buddy_state::BuddyState;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    buddy_state: BuddyState::Bitmap,
    ..BuddyDraft::PLAIN
});
}

// [("family", "buddy"), ("buddy-state", "orders")]
pub mod design_134 {
use classic_heap::buddy::policy::buddy_state::BuddyState;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    buddy_state: BuddyState::Orders,
    ..BuddyDraft::PLAIN
});
}

// [("family", "slab"), ("descriptor", "on-slab")]
pub mod design_135 {
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft::PLAIN);
}

// [("family", "slab"), ("descriptor", "table")]
pub mod design_136 {
use classic_heap::slab::policy::descriptor::Descriptor;
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft {
    descriptor: Descriptor::Table,
    ..SlabDraft::PLAIN
});
}

// [("family", "slab"), ("slab-choice", "first")]
pub mod design_137 {
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft::PLAIN);
}

// [("family", "slab"), ("slab-choice", "fullest")]
pub mod design_138 {
use classic_heap::slab::policy::slab_choice::SlabChoice;
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft {
    slab_choice: SlabChoice::Fullest,
    ..SlabDraft::PLAIN
});
}

// [("region-base", "0x200000"), ("alignment", "64"), ("minimum", "1"), ("maximum", "4096"), ("trim", "on")]
pub mod design_139 {
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    base: 2097152,
    alignment: 64,
    minimum_bytes: 1,
    maximum_bytes: 4096,
    trim: true,
    ..Draft::CLASSIC
});
}

// [("placement", "scored"), ("score", "exact ? -probes : (waste>100 ? waste*4 : offset/64) until <= any")]
pub mod design_140 {
use classic_heap::policy::placement::Placement;
use classic_heap::policy::placement::Score;
use classic_heap::policy::placement::Scored;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::Scored(Scored(Score::of("exact ? -probes : waste > 100 ? waste*4 : offset/64 until <= any"))),
    ..Draft::CLASSIC
});
}

// [("2:placement", "next-fit")]
pub mod design_141 {
use classic_heap::Design;
use classic_heap::policy::placement::Placement;
use classic_heap::Draft;

pub const DESIGN: Design = Design::CLASSIC;

pub const TASK_2: Design = Design::of(Draft {
    base: 4259840,
    placement: Placement::NextFit,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("alignment", "16"), ("bins", "size-classes"), ("bins-exact", "128"), ("quick", "12"), ("trim", "on")]
pub mod design_142 {
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    alignment: 16,
    trim: true,
    bins: Bins::SizeClasses,
    bins_exact_bytes: 128,
    quick_lists: 12,
    ..TagDraft::PLAIN
});
}

// [("2:family", "tags")]
pub mod design_143 {
use classic_heap::Design;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: Design = Design::CLASSIC;

pub const TASK_2: TagDesign = TagDesign::of(TagDraft {
    base: 4259840,
    ..TagDraft::PLAIN
});
}

// [("family", "buddy"), ("smallest-block", "64"), ("largest-block", "65536"), ("header", "with-links"), ("buddy-state", "header"), ("2:family", "tags"), ("2:header", "8")]
pub mod design_144 {
use classic_heap::buddy::policy::header::Header;
use classic_heap::buddy::policy::buddy_state::BuddyState;
use classic_heap::buddy::BuddyDesign;
use classic_heap::buddy::BuddyDraft;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: BuddyDesign = BuddyDesign::of(BuddyDraft {
    header: Header::WithLinks,
    smallest_block_bytes: 64,
    largest_block_bytes: 65536,
    buddy_state: BuddyState::Header,
    ..BuddyDraft::PLAIN
});

pub const TASK_2: TagDesign = TagDesign::of(TagDraft {
    base: 4259840,
    header: classic_heap::tags::policy::header::Header::LinkAndSize,
    ..TagDraft::PLAIN
});
}

// [("family", "slab"), ("slab", "4096"), ("smallest-object", "16"), ("empty-slabs", "3")]
pub mod design_145 {
use classic_heap::slab::SlabDesign;
use classic_heap::slab::SlabDraft;

pub const DESIGN: SlabDesign = SlabDesign::of(SlabDraft {
    slab_bytes: 4096,
    smallest_object_bytes: 16,
    empty_slabs: 3,
    ..SlabDraft::PLAIN
});
}

// [("placement", "best-fit"), ("2:family", "tags"), ("2:placement", "best-of(3)"), ("2:split", "at-least(64)")]
pub mod design_146 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;
use classic_heap::policy::Bounded;
use classic_heap::tags::policy::placement::BestOf;
use classic_heap::policy::split::Split;
use classic_heap::policy::split::AtLeast;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::BestFit,
    ..Draft::CLASSIC
});

pub const TASK_2: TagDesign = TagDesign::of(TagDraft {
    base: 4259840,
    placement: classic_heap::tags::policy::placement::Placement::BestOf(BestOf { fits: Bounded::new(3) }),
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(64) }),
    ..TagDraft::PLAIN
});
}

// [("score", "waste"), ("split", "at-least(4096)"), ("2:placement", "worst-fit"), ("2:split", "never"), ("8:task-base", "0x00800000")]
pub mod design_147 {
use classic_heap::policy::split::Split;
use classic_heap::policy::Bounded;
use classic_heap::policy::split::AtLeast;
use classic_heap::Design;
use classic_heap::Draft;
use classic_heap::policy::placement::Placement;

pub const DESIGN: Design = Design::of(Draft {
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(4096) }),
    ..Draft::CLASSIC
});

pub const TASK_2: Design = Design::of(Draft {
    base: 4259840,
    placement: Placement::WorstFit,
    split: Split::Never,
    ..Draft::CLASSIC
});

pub const TASK_8: Design = Design::of(Draft {
    base: 8388608,
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(4096) }),
    ..Draft::CLASSIC
});
}

/// Of each, whose design it is.
pub const ALL: &[&[(u8, super::Compiled)]] = &[
    &[(0, super::Compiled::List(design_0::DESIGN))],
    &[(0, super::Compiled::List(design_1::DESIGN))],
    &[(0, super::Compiled::List(design_2::DESIGN))],
    &[(0, super::Compiled::List(design_3::DESIGN))],
    &[(0, super::Compiled::List(design_4::DESIGN))],
    &[(0, super::Compiled::List(design_5::DESIGN))],
    &[(0, super::Compiled::List(design_6::DESIGN))],
    &[(0, super::Compiled::Tags(design_7::DESIGN))],
    &[(0, super::Compiled::Tags(design_8::DESIGN))],
    &[(0, super::Compiled::Tags(design_9::DESIGN))],
    &[(0, super::Compiled::Tags(design_10::DESIGN))],
    &[(0, super::Compiled::Tags(design_11::DESIGN))],
    &[(0, super::Compiled::Tags(design_12::DESIGN))],
    &[(0, super::Compiled::Tags(design_13::DESIGN))],
    &[(0, super::Compiled::Tags(design_14::DESIGN))],
    &[(0, super::Compiled::Tags(design_15::DESIGN))],
    &[(0, super::Compiled::Tags(design_16::DESIGN))],
    &[(0, super::Compiled::Tags(design_17::DESIGN))],
    &[(0, super::Compiled::Tags(design_18::DESIGN))],
    &[(0, super::Compiled::Tags(design_19::DESIGN))],
    &[(0, super::Compiled::Tags(design_20::DESIGN))],
    &[(0, super::Compiled::Tags(design_21::DESIGN))],
    &[(0, super::Compiled::Tags(design_22::DESIGN))],
    &[(0, super::Compiled::Tags(design_23::DESIGN))],
    &[(0, super::Compiled::Tags(design_24::DESIGN))],
    &[(0, super::Compiled::Buddy(design_25::DESIGN))],
    &[(0, super::Compiled::Buddy(design_26::DESIGN))],
    &[(0, super::Compiled::Slab(design_27::DESIGN))],
    &[(0, super::Compiled::Slab(design_28::DESIGN))],
    &[(0, super::Compiled::List(design_29::DESIGN))],
    &[(0, super::Compiled::Tags(design_30::DESIGN))],
    &[(0, super::Compiled::List(design_31::DESIGN))],
    &[(0, super::Compiled::Tags(design_32::DESIGN))],
    &[(0, super::Compiled::List(design_33::DESIGN))],
    &[(0, super::Compiled::Tags(design_34::DESIGN))],
    &[(0, super::Compiled::List(design_35::DESIGN))],
    &[(0, super::Compiled::Tags(design_36::DESIGN))],
    &[(0, super::Compiled::Buddy(design_37::DESIGN))],
    &[(0, super::Compiled::Slab(design_38::DESIGN))],
    &[(0, super::Compiled::List(design_39::DESIGN))],
    &[(0, super::Compiled::Tags(design_40::DESIGN))],
    &[(0, super::Compiled::Buddy(design_41::DESIGN))],
    &[(0, super::Compiled::Slab(design_42::DESIGN))],
    &[(0, super::Compiled::List(design_43::DESIGN))],
    &[(0, super::Compiled::Tags(design_44::DESIGN))],
    &[(0, super::Compiled::Buddy(design_45::DESIGN))],
    &[(0, super::Compiled::Slab(design_46::DESIGN))],
    &[(0, super::Compiled::List(design_47::DESIGN))],
    &[(0, super::Compiled::Tags(design_48::DESIGN))],
    &[(0, super::Compiled::Buddy(design_49::DESIGN))],
    &[(0, super::Compiled::Slab(design_50::DESIGN))],
    &[(0, super::Compiled::List(design_51::DESIGN))],
    &[(0, super::Compiled::List(design_52::DESIGN))],
    &[(0, super::Compiled::List(design_53::DESIGN))],
    &[(0, super::Compiled::List(design_54::DESIGN))],
    &[(0, super::Compiled::List(design_55::DESIGN))],
    &[(0, super::Compiled::Buddy(design_56::DESIGN))],
    &[(0, super::Compiled::Slab(design_57::DESIGN))],
    &[(0, super::Compiled::List(design_58::DESIGN))],
    &[(0, super::Compiled::Buddy(design_59::DESIGN))],
    &[(0, super::Compiled::List(design_60::DESIGN))],
    &[(0, super::Compiled::Buddy(design_61::DESIGN))],
    &[(0, super::Compiled::Slab(design_62::DESIGN))],
    &[(0, super::Compiled::List(design_63::DESIGN))],
    &[(0, super::Compiled::List(design_64::DESIGN))],
    &[(0, super::Compiled::List(design_65::DESIGN))],
    &[(0, super::Compiled::Tags(design_66::DESIGN))],
    &[(0, super::Compiled::List(design_67::DESIGN))],
    &[(0, super::Compiled::Tags(design_68::DESIGN))],
    &[(0, super::Compiled::List(design_69::DESIGN))],
    &[(0, super::Compiled::Tags(design_70::DESIGN))],
    &[(0, super::Compiled::List(design_71::DESIGN))],
    &[(0, super::Compiled::Tags(design_72::DESIGN))],
    &[(0, super::Compiled::List(design_73::DESIGN))],
    &[(0, super::Compiled::Tags(design_74::DESIGN))],
    &[(0, super::Compiled::List(design_75::DESIGN))],
    &[(0, super::Compiled::Tags(design_76::DESIGN))],
    &[(0, super::Compiled::List(design_77::DESIGN))],
    &[(0, super::Compiled::Tags(design_78::DESIGN))],
    &[(0, super::Compiled::List(design_79::DESIGN))],
    &[(0, super::Compiled::Tags(design_80::DESIGN))],
    &[(0, super::Compiled::List(design_81::DESIGN))],
    &[(0, super::Compiled::Tags(design_82::DESIGN))],
    &[(0, super::Compiled::List(design_83::DESIGN))],
    &[(0, super::Compiled::Tags(design_84::DESIGN))],
    &[(0, super::Compiled::List(design_85::DESIGN))],
    &[(0, super::Compiled::Tags(design_86::DESIGN))],
    &[(0, super::Compiled::List(design_87::DESIGN))],
    &[(0, super::Compiled::Tags(design_88::DESIGN))],
    &[(0, super::Compiled::Buddy(design_89::DESIGN))],
    &[(0, super::Compiled::Buddy(design_90::DESIGN))],
    &[(0, super::Compiled::Buddy(design_91::DESIGN))],
    &[(0, super::Compiled::Buddy(design_92::DESIGN))],
    &[(0, super::Compiled::List(design_93::DESIGN))],
    &[(0, super::Compiled::List(design_94::DESIGN))],
    &[(0, super::Compiled::List(design_95::DESIGN))],
    &[(0, super::Compiled::List(design_96::DESIGN))],
    &[(0, super::Compiled::List(design_97::DESIGN))],
    &[(0, super::Compiled::List(design_98::DESIGN))],
    &[(0, super::Compiled::List(design_99::DESIGN))],
    &[(0, super::Compiled::List(design_100::DESIGN))],
    &[(0, super::Compiled::Tags(design_101::DESIGN))],
    &[(0, super::Compiled::Buddy(design_102::DESIGN))],
    &[(0, super::Compiled::Slab(design_103::DESIGN))],
    &[(0, super::Compiled::List(design_104::DESIGN))],
    &[(0, super::Compiled::Tags(design_105::DESIGN))],
    &[(0, super::Compiled::Buddy(design_106::DESIGN))],
    &[(0, super::Compiled::Slab(design_107::DESIGN))],
    &[(0, super::Compiled::List(design_108::DESIGN))],
    &[(0, super::Compiled::List(design_109::DESIGN))],
    &[(0, super::Compiled::List(design_110::DESIGN))],
    &[(0, super::Compiled::Tags(design_111::DESIGN))],
    &[(0, super::Compiled::Tags(design_112::DESIGN))],
    &[(0, super::Compiled::Tags(design_113::DESIGN))],
    &[(0, super::Compiled::Tags(design_114::DESIGN))],
    &[(0, super::Compiled::Tags(design_115::DESIGN))],
    &[(0, super::Compiled::Tags(design_116::DESIGN))],
    &[(0, super::Compiled::Buddy(design_117::DESIGN))],
    &[(0, super::Compiled::Buddy(design_118::DESIGN))],
    &[(0, super::Compiled::Tags(design_119::DESIGN))],
    &[(0, super::Compiled::Tags(design_120::DESIGN))],
    &[(0, super::Compiled::Tags(design_121::DESIGN))],
    &[(0, super::Compiled::Tags(design_122::DESIGN))],
    &[(0, super::Compiled::Tags(design_123::DESIGN))],
    &[(0, super::Compiled::Tags(design_124::DESIGN))],
    &[(0, super::Compiled::Tags(design_125::DESIGN))],
    &[(0, super::Compiled::Tags(design_126::DESIGN))],
    &[(0, super::Compiled::Tags(design_127::DESIGN))],
    &[(0, super::Compiled::Tags(design_128::DESIGN))],
    &[(0, super::Compiled::Tags(design_129::DESIGN))],
    &[(0, super::Compiled::Tags(design_130::DESIGN))],
    &[(0, super::Compiled::Tags(design_131::DESIGN))],
    &[(0, super::Compiled::Buddy(design_132::DESIGN))],
    &[(0, super::Compiled::Buddy(design_133::DESIGN))],
    &[(0, super::Compiled::Buddy(design_134::DESIGN))],
    &[(0, super::Compiled::Slab(design_135::DESIGN))],
    &[(0, super::Compiled::Slab(design_136::DESIGN))],
    &[(0, super::Compiled::Slab(design_137::DESIGN))],
    &[(0, super::Compiled::Slab(design_138::DESIGN))],
    &[(0, super::Compiled::List(design_139::DESIGN))],
    &[(0, super::Compiled::List(design_140::DESIGN))],
    &[(0, super::Compiled::List(design_141::DESIGN)), (2, super::Compiled::List(design_141::TASK_2))],
    &[(0, super::Compiled::Tags(design_142::DESIGN))],
    &[(0, super::Compiled::List(design_143::DESIGN)), (2, super::Compiled::Tags(design_143::TASK_2))],
    &[(0, super::Compiled::Buddy(design_144::DESIGN)), (2, super::Compiled::Tags(design_144::TASK_2))],
    &[(0, super::Compiled::Slab(design_145::DESIGN))],
    &[(0, super::Compiled::List(design_146::DESIGN)), (2, super::Compiled::Tags(design_146::TASK_2))],
    &[(0, super::Compiled::List(design_147::DESIGN)), (2, super::Compiled::List(design_147::TASK_2)), (8, super::Compiled::List(design_147::TASK_8))],
];
