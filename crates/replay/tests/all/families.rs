//! Every family through the one seam: whatever its design, an allocator under replay does nothing that none may do, tells of
//! every byte of its region, and is the same at a step however one came there.

use crate::common;
use atlas_replay::design::{axes, set};
use atlas_replay::look::{BlocksWish, BytesWish, Wish};
use atlas_replay::{Options, Replay, WholeDesign};
use classic_heap::catalog::Kind;
use proptest::prelude::*;

/// A design of any family: a policy for each axis, numbers by default, in a region that fills up.
fn design() -> impl Strategy<Value = WholeDesign> {
    let choices = proptest::collection::vec(any::<proptest::sample::Index>(), axes().count());
    let region = prop_oneof![Just("4096"), Just("16384"), Just("65536")];
    // What is hardly ever drawn, since it goes with little else.
    let begun = prop_oneof![
        4 => Just(&[][..]),
        1 => Just(&[("family", "tags"), ("coalescing", "never"), ("footers", "none"), ("header", "0")][..]),
        1 => Just(&[("family", "tags"), ("bin-order", "address"), ("footers", "none"), ("header", "0")][..]),
        1 => Just(&[("family", "tags"), ("bin-order", "address"), ("footers", "none"), ("header", "8")][..]),
        2 => Just(&[("family", "buddy")][..]),
        2 => Just(&[("family", "slab")][..]),
        1 => Just(&[("family", "buddy"), ("header", "with-links"), ("smallest-block", "64"), ("buddy-state", "header")][..]),
    ];
    (choices, region, begun).prop_filter_map(
        "the values go together",
        |(choices, region, begun)| {
            let mut design = WholeDesign::default();
            let mut is_family_set = !begun.is_empty();
            for (axis, value) in begun {
                set(&mut design, axis, value).expect("a value of the axis");
            }
            set(&mut design, "region-size", region).expect("a size");
            // An option may go only with one of a later axis: the third time, most of what was drawn is there.
            for (axis, choice) in (0..3).flat_map(|_| axes().zip(&choices)) {
                let text = match axis.kind_in(&design) {
                    Some(Kind::Choice(policies)) => policies[choice.index(policies.len())].id,
                    Some(Kind::Switch) => ["off", "on"][choice.index(2)],
                    Some(Kind::Number { .. }) if axis.id() == "alignment" => {
                        ["4", "8", "16", "64"][choice.index(4)]
                    }
                    Some(Kind::Number { .. }) if axis.id() == "quick" => {
                        ["0", "8"][choice.index(2)]
                    }
                    _ => continue,
                };
                // Another family would begin anew.
                if axis.id() == "family" && std::mem::replace(&mut is_family_set, true) {
                    continue;
                }
                // What doesn't go with the values before stays as it is: most designs would be thrown away otherwise.
                let is_begun = begun.iter().any(|(begun, _)| *begun == axis.id());
                let mut changed = design;
                if !is_begun
                    && set(&mut changed, axis.id(), text).is_ok()
                    && changed.check().is_ok()
                {
                    design = changed;
                }
            }
            Some(design)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Protects the seam: each family's allocator keeps its promises, and its answers agree with each other.
    #[test]
    fn an_allocator_of_any_family_keeps_its_promises(
        design in design(),
        scenario in common::scenario(120),
    ) {
        let options = Options { check: true };
        let mut replay = Replay::new(design, scenario.clone(), options).expect("a sound design");
        let done = replay.finish();
        prop_assert!(done.is_ok(), "{done:?}");
        let everything = Wish {
            frame: true,
            blocks: Some(BlocksWish { from: 0, bytes: u32::MAX, count: u32::MAX }),
            bytes: Some(BytesWish { offset: 0, count: u32::MAX }),
            ..Wish::default()
        };
        let total = scenario.operations.len() as u32;
        let steps = [total, total / 2, total / 3, 0];
        let mut backwards = Vec::new();
        for step in steps {
            let look = replay.look(step, None, &everything).expect("a step");
            let frame = look.frame.as_ref().expect("a frame");
            // The categories add up, and so do the stretches of raw bytes.
            let parts: u32 = frame.parts.iter().map(|part| part.bytes).sum();
            prop_assert_eq!(parts, frame.region.bytes);
            let bytes = look.bytes.as_ref().expect("bytes");
            let spans: u32 = bytes.spans.iter().map(|span| span.bytes).sum();
            prop_assert_eq!(spans, frame.region.bytes);
            // Links lead to blocks, and roots do.
            let blocks = look.blocks.as_ref().expect("blocks");
            let begins = |offset: u32| blocks.iter().any(|block| block.start == offset);
            for block in blocks {
                for link in block.fields.iter().filter_map(|field| field.link) {
                    prop_assert!(link.to.is_none_or(begins), "a link of {block:?}");
                }
            }
            // The chain that the page begins with is there, and has them all.
            let all = frame.chains.iter().find(|chain| chain.number == 0).expect("a chain of all blocks");
            prop_assert_eq!(all.blocks as usize, blocks.len());
            for root in &frame.roots {
                prop_assert!(root.block.is_none_or(begins), "{root:?}");
            }
            backwards.push(look);
        }
        let mut again = Replay::new(design, scenario, options).expect("a sound design");
        while !again.advance(1).expect("no violation").is_done() {}
        prop_assert_eq!(again.timeline().hash(), replay.timeline().hash());
        for (step, before) in steps.into_iter().zip(backwards).rev() {
            prop_assert_eq!(again.look(step, None, &everything).expect("a step"), before);
        }
    }
}
