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

// [("oversize", "clamp")]
pub mod design_7 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("oversize", "refuse")]
pub mod design_8 {
use classic_heap::policy::oversize::Oversize;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    oversize: Oversize::Refuse,
    ..Draft::CLASSIC
});
}

// [("structure", "block-list")]
pub mod design_9 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("structure", "free-list")]
pub mod design_10 {
use classic_heap::policy::structure::Structure;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    structure: Structure::FreeList,
    ..Draft::CLASSIC
});
}

// [("list-order", "address")]
pub mod design_11 {
use classic_heap::policy::list_order::ListOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    list_order: ListOrder::Address,
    ..Draft::CLASSIC
});
}

// [("list-order", "append")]
pub mod design_12 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("free-order", "lifo")]
pub mod design_13 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("free-order", "fifo")]
pub mod design_14 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_order: FreeOrder::Fifo,
    ..Draft::CLASSIC
});
}

// [("free-order", "address")]
pub mod design_15 {
use classic_heap::policy::free_order::FreeOrder;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    free_order: FreeOrder::Address,
    ..Draft::CLASSIC
});
}

// [("placement", "first-fit")]
pub mod design_16 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("placement", "next-fit")]
pub mod design_17 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::NextFit,
    ..Draft::CLASSIC
});
}

// [("placement", "best-fit")]
pub mod design_18 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::BestFit,
    ..Draft::CLASSIC
});
}

// [("placement", "worst-fit")]
pub mod design_19 {
use classic_heap::policy::placement::Placement;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    placement: Placement::WorstFit,
    ..Draft::CLASSIC
});
}

// [("placement", "scored")]
pub mod design_20 {
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

// [("split", "never")]
pub mod design_21 {
use classic_heap::policy::split::Split;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    split: Split::Never,
    ..Draft::CLASSIC
});
}

// [("split", "always")]
pub mod design_22 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("split", "at-least")]
pub mod design_23 {
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

// [("coalescing", "never")]
pub mod design_24 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::Never,
    ..Draft::CLASSIC
});
}

// [("coalescing", "on-allocation")]
pub mod design_25 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("coalescing", "on-free")]
pub mod design_26 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::OnFree,
    ..Draft::CLASSIC
});
}

// [("coalescing", "on-failure")]
pub mod design_27 {
use classic_heap::policy::coalescing::Coalescing;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    coalescing: Coalescing::OnFailure,
    ..Draft::CLASSIC
});
}

// [("lookup", "walk")]
pub mod design_28 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("lookup", "index")]
pub mod design_29 {
use classic_heap::policy::lookup::Lookup;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    lookup: Lookup::Index,
    ..Draft::CLASSIC
});
}

// [("free-queue", "immediate")]
pub mod design_30 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("free-queue", "batched")]
pub mod design_31 {
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
pub mod design_32 {
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
pub mod design_33 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("queue-pressure", "refuse")]
pub mod design_34 {
use classic_heap::policy::pressure::Pressure;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    pressure: Pressure::Refuse,
    ..Draft::CLASSIC
});
}

// [("commit", "eager")]
pub mod design_35 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("commit", "lazy")]
pub mod design_36 {
use classic_heap::policy::commit::Commit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    commit: Commit::Lazy,
    ..Draft::CLASSIC
});
}

// [("give-back", "on-trim")]
pub mod design_37 {
use classic_heap::Design;

pub const DESIGN: Design = Design::CLASSIC;
}

// [("give-back", "whole-pages")]
pub mod design_38 {
use classic_heap::policy::decommit::Decommit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    decommit: Decommit::WholePages,
    ..Draft::CLASSIC
});
}

// [("give-back", "never")]
pub mod design_39 {
use classic_heap::policy::decommit::Decommit;
use classic_heap::Design;
use classic_heap::Draft;

pub const DESIGN: Design = Design::of(Draft {
    decommit: Decommit::Never,
    ..Draft::CLASSIC
});
}

// [("region-base", "0x200000"), ("alignment", "64"), ("minimum", "1"), ("maximum", "4096"), ("trim", "on")]
pub mod design_40 {
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
pub mod design_41 {
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
pub mod design_42 {
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

// [("score", "waste"), ("split", "at-least(4096)"), ("2:placement", "worst-fit"), ("2:split", "never"), ("8:task-base", "0x00800000")]
pub mod design_43 {
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
pub const ALL: &[&[(u8, classic_heap::Design)]] = &[
    &[(0, design_0::DESIGN)],
    &[(0, design_1::DESIGN)],
    &[(0, design_2::DESIGN)],
    &[(0, design_3::DESIGN)],
    &[(0, design_4::DESIGN)],
    &[(0, design_5::DESIGN)],
    &[(0, design_6::DESIGN)],
    &[(0, design_7::DESIGN)],
    &[(0, design_8::DESIGN)],
    &[(0, design_9::DESIGN)],
    &[(0, design_10::DESIGN)],
    &[(0, design_11::DESIGN)],
    &[(0, design_12::DESIGN)],
    &[(0, design_13::DESIGN)],
    &[(0, design_14::DESIGN)],
    &[(0, design_15::DESIGN)],
    &[(0, design_16::DESIGN)],
    &[(0, design_17::DESIGN)],
    &[(0, design_18::DESIGN)],
    &[(0, design_19::DESIGN)],
    &[(0, design_20::DESIGN)],
    &[(0, design_21::DESIGN)],
    &[(0, design_22::DESIGN)],
    &[(0, design_23::DESIGN)],
    &[(0, design_24::DESIGN)],
    &[(0, design_25::DESIGN)],
    &[(0, design_26::DESIGN)],
    &[(0, design_27::DESIGN)],
    &[(0, design_28::DESIGN)],
    &[(0, design_29::DESIGN)],
    &[(0, design_30::DESIGN)],
    &[(0, design_31::DESIGN)],
    &[(0, design_32::DESIGN)],
    &[(0, design_33::DESIGN)],
    &[(0, design_34::DESIGN)],
    &[(0, design_35::DESIGN)],
    &[(0, design_36::DESIGN)],
    &[(0, design_37::DESIGN)],
    &[(0, design_38::DESIGN)],
    &[(0, design_39::DESIGN)],
    &[(0, design_40::DESIGN)],
    &[(0, design_41::DESIGN)],
    &[(0, design_42::DESIGN), (2, design_42::TASK_2)],
    &[(0, design_43::DESIGN), (2, design_43::TASK_2), (8, design_43::TASK_8)],
];
