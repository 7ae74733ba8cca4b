//! Random designs of the family `slab`: the whole product of its axes, as far as values go together.

use classic_heap::catalog::{Kind, Value};
use classic_heap::slab::{SlabDesign, SlabDraft, catalog};
use proptest::prelude::*;
use proptest::sample::Index;

/// Any value on every axis; what clashes with the values before is passed over.
pub fn design() -> impl Strategy<Value = SlabDesign> {
    let choices = proptest::collection::vec((any::<Index>(), any::<u32>()), catalog::AXES.len());
    choices.prop_map(|choices| {
        let mut design = SlabDesign::of(SlabDraft::PLAIN);
        // A long slab and a large object each need the other: the second time, both may be had.
        for (axis, (choice, number)) in [(); 2]
            .iter()
            .flat_map(|()| catalog::AXES.iter().zip(&choices))
        {
            let value = match axis.kind {
                Kind::Choice(docs) => {
                    let doc = choice.get(docs);
                    let parameter = doc.parameter.as_ref();
                    Value::Choice(doc.id, parameter.map(|bounds| bounds.minimum + number % 4))
                }
                Kind::Number { .. } => Value::Number(match axis.id {
                    "region-base" => *choice.get(&[1, 0x1000, 0x0010_0000, 0xFFF0_0000]),
                    "smallest-block" => 8 << (number % 6),
                    "slab" => 64 << (number % 5),
                    "smallest-object" => 8 << (number % 3),
                    "largest-object" => 16 << (number % 5),
                    "classes-per-doubling" => 1 << (number % 4),
                    "empty-slabs" => number % 4,
                    _ => 100 + number % 10_000,
                }),
                Kind::Switch | Kind::Expression(_) | Kind::Lengths => {
                    unreachable!("no axis of this family is one")
                }
            };
            let mut draft = *design;
            (axis.set)(&mut draft, value);
            design = SlabDesign::new(draft).unwrap_or(design);
        }
        design
    })
}
