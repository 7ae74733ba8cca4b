//! Owns a design as people write it: one value for each axis, each in its range, in any order.
//!
//! Does not own which values go together, nor how a value is written: see [`Design::new`] and [`Axis`].

use super::{AXES, Axis, Value};
use crate::design::{Design, DesignError, Draft};

/// A value for each axis.
///
/// Values say at least as much as the [`Design`] they make. An axis that makes no difference, such as a weight without
/// the placement `scored`, keeps its value, so that it counts again as soon as another axis lets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Values([Value; AXES.len()]);

impl Values {
    /// The values of a design, checked or not. An axis that the design has no value for stands at its default.
    pub fn of(draft: &Draft) -> Self {
        let mut values = [Value::Switch(false); AXES.len()];
        for (value, axis) in values.iter_mut().zip(AXES) {
            *value = (axis.get)(draft);
        }
        Self(values)
    }

    /// The design of these values.
    ///
    /// # Errors
    /// If they do not go together: see [`Design::new`].
    pub fn design(&self) -> Result<Design, DesignError> {
        Design::new(self.draft())
    }

    pub(super) fn draft(&self) -> Draft {
        let mut draft = Draft::CLASSIC;
        // In the order of the register, where a placement comes before its weights.
        for (value, axis) in self.0.iter().zip(AXES) {
            (axis.set)(&mut draft, *value);
        }
        draft
    }

    pub(super) fn get(&self, axis: &Axis) -> Value {
        self.0[place(axis)]
    }

    pub(super) fn put(&mut self, axis: &Axis, value: Value) {
        self.0[place(axis)] = value;
    }
}

/// The place of an axis in the register.
fn place(axis: &Axis) -> usize {
    let place = AXES.iter().position(|other| other.id == axis.id);
    place.expect("every axis is registered")
}

impl Default for Values {
    /// Classic's values.
    fn default() -> Self {
        Self::of(&Draft::CLASSIC)
    }
}

impl From<Design> for Values {
    fn from(design: Design) -> Self {
        Self::of(&design)
    }
}

#[cfg(test)]
mod tests {
    use super::super::axis;
    use super::*;
    use crate::policy::placement::{Placement, Scored, Weight};

    fn values(settings: &[(&str, &str)]) -> Values {
        let mut values = Values::default();
        for (id, text) in settings {
            let axis = axis(id).expect("an axis");
            axis.set(&mut values, text).expect("a value of the axis");
        }
        values
    }

    /// Protects every policy and every number: each goes into a design and comes back as it was written.
    #[test]
    fn a_value_comes_back_from_its_design() {
        for axis in AXES {
            for doc in axis.kind.choices() {
                let mut written = Values::default();
                axis.set(&mut written, doc.id).expect("its own id");
                assert_eq!(Values::of(&written.draft()), written, "{}", doc.id);
                let Some(parameter) = &doc.parameter else {
                    continue;
                };
                for number in [parameter.minimum, parameter.maximum] {
                    written.put(axis, Value::Choice(doc.id, Some(number)));
                    assert_eq!(Values::of(&written.draft()), written, "{}", doc.id);
                }
            }
        }
    }

    /// Protects links: their settings stand in any order, and a weight may come before the placement it belongs to.
    #[test]
    fn the_order_of_settings_makes_no_difference() {
        let weight = ("score-waste", "8");
        let scored = ("placement", "scored");
        let design = values(&[weight, scored]).design();
        assert_eq!(design, values(&[scored, weight]).design());
        let waste = Weight::new(8);
        let expected = Scored {
            waste,
            ..Scored::DEFAULT
        };
        assert_eq!(
            design.map(|design| design.placement),
            Ok(Placement::Scored(expected))
        );
    }

    /// Protects: a weight makes no design of another placement different, is not forgotten either, and says so.
    #[test]
    fn weights_belong_to_scored_alone() {
        let weighed = values(&[("score-waste", "8"), ("placement", "best-fit")]);
        let plain = values(&[("placement", "best-fit")]);
        assert_ne!(weighed, plain);
        assert_eq!(weighed.design(), plain.design());
        let waste = axis("score-waste").expect("an axis");
        assert_eq!(waste.get(&weighed), Value::Number(8));
        assert!(waste.inert(&weighed).is_some());
        assert_eq!(waste.inert(&values(&[("placement", "scored")])), None);
    }
}
