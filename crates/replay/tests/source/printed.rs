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

// [("family", "tags"), ("bins", "size-classes"), ("bins-exact", "1024"), ("bins-per-doubling", "8"), ("quick", "32"), ("trim", "on")]
pub mod design_7 {
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    trim: true,
    bins: Bins::SizeClasses,
    bins_exact_bytes: 1024,
    bins_per_doubling: 8,
    quick_lists: 32,
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
use classic_heap::tags::policy::end::End;
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

// [("family", "tags"), ("header", "8"), ("footers", "none"), ("sentinels", "end"), ("bin-order", "address"), ("split", "at-least(24)"), ("end", "whole"), ("zero", "null")]
pub mod design_10 {
use classic_heap::policy::split::Split;
use classic_heap::policy::Bounded;
use classic_heap::policy::split::AtLeast;
use classic_heap::tags::policy::end::End;
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::policy::zero::Zero;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    split: Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(24) }),
    end: End::Whole,
    sentinels: Sentinels::AtEnd,
    zero: Zero::Null,
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "8"), ("footers", "none"), ("bin-order", "address"), ("placement", "next-fit"), ("free-moves-rover", "on"), ("granted-end", "back"), ("remainder-in-place", "on"), ("end", "whole")]
pub mod design_11 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::policy::end::End;
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::policy::granted_end::GrantedEnd;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::NextFit,
    end: End::Whole,
    header: Header::LinkAndSize,
    footers: Footers::NoFooter,
    bin_order: BinOrder::Address,
    free_moves_rover: true,
    granted_end: GrantedEnd::Back,
    remainder_in_place: true,
    ..TagDraft::PLAIN
});
}

// [("oversize", "clamp")]
pub mod design_12 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("oversize", "clamp")]
pub mod design_13 {
use classic_heap::policy::oversize::Oversize;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    oversize: Oversize::Clamp,
    ..TagDraft::PLAIN
});
}

// [("oversize", "refuse")]
pub mod design_14 {
use classic_heap::policy::oversize::Oversize;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    oversize: Oversize::Refuse,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("oversize", "refuse")]
pub mod design_15 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("structure", "block-list")]
pub mod design_16 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("structure", "free-list")]
pub mod design_17 {
use classic_heap::policy::structure::Structure;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    structure: Structure::FreeList,
    ..Draft::CLASSIC
});
}

// [("list-order", "address")]
pub mod design_18 {
use classic_heap::policy::list_order::ListOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    list_order: ListOrder::Address,
    ..Draft::CLASSIC
});
}

// [("list-order", "append")]
pub mod design_19 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("free-order", "lifo")]
pub mod design_20 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("free-order", "fifo")]
pub mod design_21 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_order: FreeOrder::Fifo,
    ..Draft::CLASSIC
});
}

// [("free-order", "address")]
pub mod design_22 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_order: FreeOrder::Address,
    ..Draft::CLASSIC
});
}

// [("placement", "first-fit")]
pub mod design_23 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("placement", "first-fit")]
pub mod design_24 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("placement", "next-fit")]
pub mod design_25 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::NextFit,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("placement", "next-fit")]
pub mod design_26 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::NextFit,
    ..TagDraft::PLAIN
});
}

// [("placement", "best-fit")]
pub mod design_27 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::BestFit,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("placement", "best-fit")]
pub mod design_28 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::BestFit,
    ..TagDraft::PLAIN
});
}

// [("placement", "worst-fit")]
pub mod design_29 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::WorstFit,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("placement", "worst-fit")]
pub mod design_30 {
use classic_heap::tags::policy::placement::Placement;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    placement: Placement::WorstFit,
    ..TagDraft::PLAIN
});
}

// [("placement", "scored")]
pub mod design_31 {
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
pub mod design_32 {
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
pub mod design_33 {
use classic_heap::policy::split::Split;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    split: Split::Never,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("split", "never")]
pub mod design_34 {
use classic_heap::policy::split::Split;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    split: Split::Never,
    ..TagDraft::PLAIN
});
}

// [("split", "always")]
pub mod design_35 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("split", "always")]
pub mod design_36 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("split", "at-least")]
pub mod design_37 {
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
pub mod design_38 {
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
pub mod design_39 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::Never,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("coalescing", "never")]
pub mod design_40 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    coalescing: Coalescing::Never,
    ..TagDraft::PLAIN
});
}

// [("coalescing", "on-allocation")]
pub mod design_41 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("coalescing", "on-allocation")]
pub mod design_42 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    coalescing: Coalescing::OnAllocation,
    ..TagDraft::PLAIN
});
}

// [("coalescing", "on-free")]
pub mod design_43 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::OnFree,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("coalescing", "on-free")]
pub mod design_44 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("coalescing", "on-failure")]
pub mod design_45 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::OnFailure,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("coalescing", "on-failure")]
pub mod design_46 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    coalescing: Coalescing::OnFailure,
    ..TagDraft::PLAIN
});
}

// [("lookup", "walk")]
pub mod design_47 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("lookup", "index")]
pub mod design_48 {
use classic_heap::policy::lookup::Lookup;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    lookup: Lookup::Index,
    ..Draft::CLASSIC
});
}

// [("free-queue", "immediate")]
pub mod design_49 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("free-queue", "batched")]
pub mod design_50 {
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
pub mod design_51 {
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
pub mod design_52 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("queue-pressure", "refuse")]
pub mod design_53 {
use classic_heap::policy::pressure::Pressure;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    pressure: Pressure::Refuse,
    ..Draft::CLASSIC
});
}

// [("commit", "eager")]
pub mod design_54 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("family", "tags"), ("commit", "eager")]
pub mod design_55 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("commit", "lazy")]
pub mod design_56 {
use classic_heap::policy::commit::Commit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    commit: Commit::Lazy,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("commit", "lazy")]
pub mod design_57 {
use classic_heap::policy::commit::Commit;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    commit: Commit::Lazy,
    ..TagDraft::PLAIN
});
}

// [("give-back", "on-trim")]
pub mod design_58 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("give-back", "whole-pages")]
pub mod design_59 {
use classic_heap::policy::decommit::Decommit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    decommit: Decommit::WholePages,
    ..Draft::CLASSIC
});
}

// [("give-back", "never")]
pub mod design_60 {
use classic_heap::policy::decommit::Decommit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    decommit: Decommit::Never,
    ..Draft::CLASSIC
});
}

// [("family", "tags"), ("end", "append")]
pub mod design_61 {
use classic_heap::tags::policy::end::End;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Append,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("end", "extend")]
pub mod design_62 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("end", "whole")]
pub mod design_63 {
use classic_heap::tags::policy::end::End;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    end: End::Whole,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("sentinels", "none")]
pub mod design_64 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("sentinels", "end")]
pub mod design_65 {
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    sentinels: Sentinels::AtEnd,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("sentinels", "both")]
pub mod design_66 {
use classic_heap::tags::policy::sentinels::Sentinels;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    sentinels: Sentinels::AtBothEnds,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("zero", "minimum-block")]
pub mod design_67 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("zero", "null")]
pub mod design_68 {
use classic_heap::tags::policy::zero::Zero;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    zero: Zero::Null,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "4")]
pub mod design_69 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("header", "8")]
pub mod design_70 {
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    header: Header::LinkAndSize,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("header", "16")]
pub mod design_71 {
use classic_heap::tags::policy::header::Header;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    header: Header::Full,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("footers", "holes")]
pub mod design_72 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("footers", "all")]
pub mod design_73 {
use classic_heap::tags::policy::footers::Footers;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    footers: Footers::OfAll,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bins", "one-list")]
pub mod design_74 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("bins", "size-classes")]
pub mod design_75 {
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::SizeClasses,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bins", "two-level")]
pub mod design_76 {
use classic_heap::tags::policy::bins::Bins;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bins: Bins::TwoLevel,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bin-order", "lifo")]
pub mod design_77 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("bin-order", "fifo")]
pub mod design_78 {
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bin_order: BinOrder::Fifo,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bin-order", "address")]
pub mod design_79 {
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bin_order: BinOrder::Address,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("bin-order", "size")]
pub mod design_80 {
use classic_heap::tags::policy::bin_order::BinOrder;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    bin_order: BinOrder::Size,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("granted-end", "front")]
pub mod design_81 {
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft::PLAIN);
}

// [("family", "tags"), ("granted-end", "back")]
pub mod design_82 {
use classic_heap::tags::policy::granted_end::GrantedEnd;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    granted_end: GrantedEnd::Back,
    ..TagDraft::PLAIN
});
}

// [("family", "tags"), ("granted-end", "large-from-back")]
pub mod design_83 {
use classic_heap::tags::policy::granted_end::GrantedEnd;
use classic_heap::policy::Bounded;
use classic_heap::tags::policy::granted_end::LargeFromBack;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: TagDesign = TagDesign::of(TagDraft {
    granted_end: GrantedEnd::LargeFromBack(LargeFromBack { block_bytes: Bounded::new(1024) }),
    ..TagDraft::PLAIN
});
}

// [("region-base", "0x200000"), ("alignment", "64"), ("minimum", "1"), ("maximum", "4096"), ("trim", "on")]
pub mod design_84 {
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
pub mod design_85 {
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
pub mod design_86 {
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
pub mod design_87 {
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
pub mod design_88 {
use classic_heap::Design;
use classic_heap::tags::TagDesign;
use classic_heap::tags::TagDraft;

pub const DESIGN: Design = Design::CLASSIC;

pub const TASK_2: TagDesign = TagDesign::of(TagDraft {
    base: 4259840,
    ..TagDraft::PLAIN
});
}

// [("placement", "best-fit"), ("2:family", "tags"), ("2:placement", "best-of(3)"), ("2:split", "at-least(64)")]
pub mod design_89 {
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
pub mod design_90 {
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
    &[(0, super::Compiled::List(design_12::DESIGN))],
    &[(0, super::Compiled::Tags(design_13::DESIGN))],
    &[(0, super::Compiled::List(design_14::DESIGN))],
    &[(0, super::Compiled::Tags(design_15::DESIGN))],
    &[(0, super::Compiled::List(design_16::DESIGN))],
    &[(0, super::Compiled::List(design_17::DESIGN))],
    &[(0, super::Compiled::List(design_18::DESIGN))],
    &[(0, super::Compiled::List(design_19::DESIGN))],
    &[(0, super::Compiled::List(design_20::DESIGN))],
    &[(0, super::Compiled::List(design_21::DESIGN))],
    &[(0, super::Compiled::List(design_22::DESIGN))],
    &[(0, super::Compiled::List(design_23::DESIGN))],
    &[(0, super::Compiled::Tags(design_24::DESIGN))],
    &[(0, super::Compiled::List(design_25::DESIGN))],
    &[(0, super::Compiled::Tags(design_26::DESIGN))],
    &[(0, super::Compiled::List(design_27::DESIGN))],
    &[(0, super::Compiled::Tags(design_28::DESIGN))],
    &[(0, super::Compiled::List(design_29::DESIGN))],
    &[(0, super::Compiled::Tags(design_30::DESIGN))],
    &[(0, super::Compiled::List(design_31::DESIGN))],
    &[(0, super::Compiled::Tags(design_32::DESIGN))],
    &[(0, super::Compiled::List(design_33::DESIGN))],
    &[(0, super::Compiled::Tags(design_34::DESIGN))],
    &[(0, super::Compiled::List(design_35::DESIGN))],
    &[(0, super::Compiled::Tags(design_36::DESIGN))],
    &[(0, super::Compiled::List(design_37::DESIGN))],
    &[(0, super::Compiled::Tags(design_38::DESIGN))],
    &[(0, super::Compiled::List(design_39::DESIGN))],
    &[(0, super::Compiled::Tags(design_40::DESIGN))],
    &[(0, super::Compiled::List(design_41::DESIGN))],
    &[(0, super::Compiled::Tags(design_42::DESIGN))],
    &[(0, super::Compiled::List(design_43::DESIGN))],
    &[(0, super::Compiled::Tags(design_44::DESIGN))],
    &[(0, super::Compiled::List(design_45::DESIGN))],
    &[(0, super::Compiled::Tags(design_46::DESIGN))],
    &[(0, super::Compiled::List(design_47::DESIGN))],
    &[(0, super::Compiled::List(design_48::DESIGN))],
    &[(0, super::Compiled::List(design_49::DESIGN))],
    &[(0, super::Compiled::List(design_50::DESIGN))],
    &[(0, super::Compiled::List(design_51::DESIGN))],
    &[(0, super::Compiled::List(design_52::DESIGN))],
    &[(0, super::Compiled::List(design_53::DESIGN))],
    &[(0, super::Compiled::List(design_54::DESIGN))],
    &[(0, super::Compiled::Tags(design_55::DESIGN))],
    &[(0, super::Compiled::List(design_56::DESIGN))],
    &[(0, super::Compiled::Tags(design_57::DESIGN))],
    &[(0, super::Compiled::List(design_58::DESIGN))],
    &[(0, super::Compiled::List(design_59::DESIGN))],
    &[(0, super::Compiled::List(design_60::DESIGN))],
    &[(0, super::Compiled::Tags(design_61::DESIGN))],
    &[(0, super::Compiled::Tags(design_62::DESIGN))],
    &[(0, super::Compiled::Tags(design_63::DESIGN))],
    &[(0, super::Compiled::Tags(design_64::DESIGN))],
    &[(0, super::Compiled::Tags(design_65::DESIGN))],
    &[(0, super::Compiled::Tags(design_66::DESIGN))],
    &[(0, super::Compiled::Tags(design_67::DESIGN))],
    &[(0, super::Compiled::Tags(design_68::DESIGN))],
    &[(0, super::Compiled::Tags(design_69::DESIGN))],
    &[(0, super::Compiled::Tags(design_70::DESIGN))],
    &[(0, super::Compiled::Tags(design_71::DESIGN))],
    &[(0, super::Compiled::Tags(design_72::DESIGN))],
    &[(0, super::Compiled::Tags(design_73::DESIGN))],
    &[(0, super::Compiled::Tags(design_74::DESIGN))],
    &[(0, super::Compiled::Tags(design_75::DESIGN))],
    &[(0, super::Compiled::Tags(design_76::DESIGN))],
    &[(0, super::Compiled::Tags(design_77::DESIGN))],
    &[(0, super::Compiled::Tags(design_78::DESIGN))],
    &[(0, super::Compiled::Tags(design_79::DESIGN))],
    &[(0, super::Compiled::Tags(design_80::DESIGN))],
    &[(0, super::Compiled::Tags(design_81::DESIGN))],
    &[(0, super::Compiled::Tags(design_82::DESIGN))],
    &[(0, super::Compiled::Tags(design_83::DESIGN))],
    &[(0, super::Compiled::List(design_84::DESIGN))],
    &[(0, super::Compiled::List(design_85::DESIGN))],
    &[(0, super::Compiled::List(design_86::DESIGN)), (2, super::Compiled::List(design_86::TASK_2))],
    &[(0, super::Compiled::Tags(design_87::DESIGN))],
    &[(0, super::Compiled::List(design_88::DESIGN)), (2, super::Compiled::Tags(design_88::TASK_2))],
    &[(0, super::Compiled::List(design_89::DESIGN)), (2, super::Compiled::Tags(design_89::TASK_2))],
    &[(0, super::Compiled::List(design_90::DESIGN)), (2, super::Compiled::List(design_90::TASK_2)), (8, super::Compiled::List(design_90::TASK_8))],
];
