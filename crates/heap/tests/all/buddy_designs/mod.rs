//! Random designs of the family `buddy`: the whole product of its axes, as far as values go together.

use classic_heap::buddy::{BuddyDesign, BuddyDraft, catalog};
use classic_heap::catalog::{Kind, Value};
use proptest::prelude::*;
use proptest::sample::Index;

/// Any value on every axis; what clashes with the values before is passed over.
pub fn design() -> impl Strategy<Value = BuddyDesign> {
    let choices = proptest::collection::vec((any::<Index>(), any::<u32>()), catalog::AXES.len());
    choices.prop_map(|choices| {
        let mut design = BuddyDesign::of(BuddyDraft::PLAIN);
        for (axis, (choice, number)) in catalog::AXES.iter().zip(&choices) {
            let value = match axis.kind {
                Kind::Choice(docs) => {
                    let doc = choice.get(docs);
                    let parameter = doc.parameter.as_ref();
                    Value::Choice(doc.id, parameter.map(|bounds| bounds.minimum + number % 4))
                }
                Kind::Number { .. } => Value::Number(match axis.id {
                    "region-base" => *choice.get(&[1, 0x1000, 0x0010_0000, 0xFFF0_0000]),
                    "smallest-block" => 8 << (number % 6),
                    "largest-block" => *choice.get(&[256, 1024, 4096, 1 << 30]),
                    _ => 100 + number % 10_000,
                }),
                Kind::Switch | Kind::Expression(_) | Kind::Lengths => {
                    unreachable!("no axis of this family is one")
                }
            };
            let mut draft = *design;
            (axis.set)(&mut draft, value);
            design = BuddyDesign::new(draft).unwrap_or(design);
        }
        design
    })
}
