//! Random designs of the family `tags`: the whole product of its axes, as far as values go together.

use classic_heap::catalog::{Kind, Value};
use classic_heap::tags::{TagDesign, TagDraft, catalog};
use proptest::prelude::*;
use proptest::sample::Index;

/// Any value on every axis; where values clash, the axis that is wrong gets the plain draft's value, then others do.
pub fn design() -> impl Strategy<Value = TagDesign> {
    let choices = proptest::collection::vec((any::<Index>(), any::<u32>()), catalog::AXES.len());
    choices.prop_map(|choices| {
        let mut draft = TagDraft::PLAIN;
        for (axis, (choice, number)) in catalog::AXES.iter().zip(&choices) {
            let value = match axis.kind {
                Kind::Choice(docs) => {
                    let doc = choice.get(docs);
                    let parameter = doc.parameter.as_ref();
                    Value::Choice(
                        doc.id,
                        parameter.map(|bounds| (bounds.minimum + number % 200).min(bounds.maximum)),
                    )
                }
                Kind::Switch => Value::Switch(number % 2 == 0),
                Kind::Number {
                    minimum,
                    maximum,
                    power_of_two,
                    ..
                } => {
                    let number = match axis.id {
                        "region-base" => *choice.get(&[1, 0x1000, 0x0010_0000, 0xFFF0_0000]),
                        "minimum" => 1 + number % 40,
                        "maximum" => 1000 + number % 10_000,
                        "alignment" => 1 << (number % 8),
                        _ if power_of_two => {
                            let logs = maximum.ilog2() - minimum.ilog2();
                            minimum << (number % (logs + 1))
                        }
                        // Mostly few, since a table of many lists fills a small region.
                        "quick" => (number >> 8) % 12 * (number % 2),
                        "growth" => 1 + (number >> 8) % 600 * (number % 2),
                        "quick-share" => (number >> 8) % 40 * (number % 2),
                        _ => minimum + number % (maximum - minimum + 1),
                    };
                    Value::Number(number)
                }
                Kind::Expression(_) | Kind::Lengths => {
                    unreachable!("no axis of this family is one")
                }
            };
            (axis.set)(&mut draft, value);
        }
        settle(draft, &choices)
    })
}

/// Gives axes that clash other values until none do. Which ones depends on the choices, so that all combinations that go
/// together come up.
fn settle(mut draft: TagDraft, choices: &[(Index, u32)]) -> TagDesign {
    for (_, number) in choices.iter().cycle().take(200) {
        let wrong = match TagDesign::new(draft) {
            Ok(design) => return design,
            Err(error) => error,
        };
        let with = match wrong.reason {
            classic_heap::Reason::Clash { with, .. } if number % 2 == 0 => with,
            _ => wrong.axis,
        };
        let axis = catalog::axis(with).expect("errors name axes");
        let value = match axis.kind {
            Kind::Choice(docs) => {
                let doc = docs[*number as usize / 2 % docs.len()];
                Value::Choice(doc.id, doc.parameter.as_ref().map(|bounds| bounds.default))
            }
            _ => axis.get(&TagDraft::PLAIN),
        };
        (axis.set)(&mut draft, value);
    }
    TagDesign::of(TagDraft::PLAIN)
}
