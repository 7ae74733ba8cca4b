//! Owns a design as people write it: one value for each axis, each in its range, in any order.
//!
//! Does not own which values go together, nor how a value is written: see [`Design::new`] and [`Axis`](super::Axis).

use crate::design::{Design, DesignError, Draft};
use crate::policy::placement::{Placement, Scored};

/// A value for each axis.
///
/// Values say at least as much as the [`Design`] they make. Without the placement `scored`, the score makes no difference
/// and keeps its value, so that it counts again as soon as the placement is `scored`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Values {
    draft: Draft,
    /// Equal to the placement's, where that is `scored`.
    scored: Scored,
}

impl Values {
    /// The values of a design, checked or not. A score that the design does not have is the default one.
    pub fn of(draft: &Draft) -> Self {
        Self {
            draft: *draft,
            scored: match draft.placement {
                Placement::Scored(scored) => scored,
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

    pub(super) fn scored(&self) -> &Scored {
        &self.scored
    }

    /// Changes the design. The score stays as it is.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Draft)) {
        change(&mut self.draft);
        self.score();
    }

    /// Changes the score.
    pub(super) fn change_score(&mut self, scored: Scored) {
        self.scored = scored;
        self.score();
    }

    fn score(&mut self) {
        if let Placement::Scored(scored) = &mut self.draft.placement {
            *scored = self.scored;
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
    use crate::policy::placement::Score;

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

    /// Protects whoever shows a few switches first: each is an axis that there is.
    #[test]
    fn the_first_axes_exist() {
        for id in FIRST_AXES {
            assert!(axis(id).is_some(), "{id}");
        }
    }

    /// Protects links: their settings stand in any order, and a score may come before the placement it belongs to.
    #[test]
    fn the_order_of_settings_makes_no_difference() {
        let score = ("score", "probes");
        let scored = ("placement", "scored");
        let design = values(&[score, scored]).design();
        assert_eq!(design, values(&[scored, score]).design());
        assert_eq!(
            design.map(|design| design.placement),
            Ok(Placement::Scored(Scored(Score::of("probes"))))
        );
    }

    /// Protects: a score makes no design of another placement different, is not forgotten either, and says so.
    #[test]
    fn a_score_belongs_to_scored_alone() {
        let own = values(&[("score", "probes"), ("placement", "best-fit")]);
        let plain = values(&[("placement", "best-fit")]);
        assert_ne!(own, plain);
        assert_eq!(own.design(), plain.design());
        let score = axis("score").expect("an axis");
        assert_eq!(score.get(&own), Value::Expression(Score::of("probes")));
        assert!(score.inert(&own).is_some());
        assert_eq!(score.inert(&values(&[("placement", "scored")])), None);
    }
}
