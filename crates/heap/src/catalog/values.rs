//! Owns a design as people write it: one value for each axis, each in its range, in any order.
//!
//! Does not own which values go together, nor how a value is written: see [`Design::new`] and [`Axis`](super::Axis).

use crate::design::{Design, DesignError, Draft};
use crate::policy::placement::{Placement, Scored};

/// A value for each axis.
///
/// Values say at least as much as the [`Design`] they make. Without the placement `scored`, the weights make no difference
/// and keep their values, so that they count again as soon as the placement is `scored`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Values {
    draft: Draft,
    /// Equal to those of the placement, where that is `scored`.
    weights: Scored,
}

impl Values {
    /// The values of a design, checked or not. Weights that the design does not have stand at their defaults.
    pub fn of(draft: &Draft) -> Self {
        Self {
            draft: *draft,
            weights: match draft.placement {
                Placement::Scored(weights) => weights,
                _ => Scored::DEFAULT,
            },
        }
    }

    /// The design of these values.
    ///
    /// # Errors
    /// If they do not go together: see [`Design::new`].
    pub fn design(&self) -> Result<Design, DesignError> {
        Design::new(self.draft)
    }

    /// The same values, but for the virtual address at which the region begins.
    #[must_use]
    pub fn with_base(mut self, base: u32) -> Self {
        self.draft.base = base;
        self
    }

    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    pub(super) fn weights(&self) -> &Scored {
        &self.weights
    }

    /// Changes the design. The weights stay as they are.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Draft)) {
        change(&mut self.draft);
        self.weigh();
    }

    /// Changes the weights.
    pub(super) fn change_weights(&mut self, change: impl FnOnce(&mut Scored)) {
        change(&mut self.weights);
        self.weigh();
    }

    fn weigh(&mut self) {
        if let Placement::Scored(weights) = &mut self.draft.placement {
            *weights = self.weights;
        }
    }
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
    use super::super::{AXES, FIRST_AXES, Value, axis};
    use super::*;
    use crate::policy::placement::Weight;

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
                assert_eq!(Values::of(written.draft()), written, "{}", doc.id);
                let Some(parameter) = &doc.parameter else {
                    continue;
                };
                for number in [parameter.minimum, parameter.maximum] {
                    (axis.set)(&mut written, Value::Choice(doc.id, Some(number)));
                    assert_eq!(Values::of(written.draft()), written, "{}", doc.id);
                }
            }
        }
    }

    /// Protects whoever shows six switches first: each is an axis that there is.
    #[test]
    fn the_first_axes_exist() {
        for id in FIRST_AXES {
            assert!(axis(id).is_some(), "{id}");
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
