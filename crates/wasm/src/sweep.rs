//! A sweep on the page: which designs it tries.
//!
//! Owns the page's question alone. The designs, and how they rank, are `atlas-replay`'s.

use atlas_replay::Designs;
use atlas_replay::design::complete;
use atlas_replay::sweep::{Candidate, first_round, neighbours};
use atlas_scenario::KERNEL;
use atlas_scenario::share::Settings;
use serde::{Deserialize, Serialize};

use crate::error::{ErrorReport, Result};

/// Which designs a sweep tries.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum SweepQuestion {
    /// All presets on a design's machine, and the design.
    Presets {
        /// The design.
        design: Settings,
    },
    /// What differs from a design in up to so many axes.
    Near {
        /// The design.
        design: Settings,
        /// How many axes change at once: 1 or 2.
        axes: u32,
    },
}

/// A design that a sweep tries.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SweepCandidate {
    /// As `heap-atlas replay --design` takes it: a preset, and what is changed in it.
    pub name: String,
    /// The preset that it is made of, if any.
    pub preset: Option<&'static str>,
    /// The design, complete.
    pub design: Settings,
}

/// The designs that a sweep tries, in order.
///
/// # Errors
/// If the design makes no sense.
pub fn candidates(question: &SweepQuestion) -> Result<Vec<SweepCandidate>> {
    let (SweepQuestion::Presets { design } | SweepQuestion::Near { design, .. }) = question;
    let (designs, problems) = Designs::checked(design);
    if let Some(problem) = problems.first() {
        return Err(ErrorReport::design(problem));
    }
    let base = Candidate::of(designs.of(KERNEL));
    let found = match question {
        SweepQuestion::Presets { .. } => first_round(&base),
        SweepQuestion::Near { axes, .. } => neighbours(&base, *axes),
    };
    let candidates = found.iter().map(|candidate| SweepCandidate {
        name: candidate.name(),
        preset: candidate.preset,
        design: complete(&candidate.design),
    });
    Ok(candidates.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: the visitor's own design is among those tried, on its machine, and every candidate is a design.
    #[test]
    fn a_sweep_tries_the_design_that_it_begins_with() {
        let design: Settings = [("split", "never"), ("region-size", "65536")]
            .into_iter()
            .collect();
        let question = SweepQuestion::Presets {
            design: design.clone(),
        };
        let tried = candidates(&question).expect("a design");
        assert_eq!(tried.last().expect("a candidate").name, "split=never");
        let near = SweepQuestion::Near { design, axes: 1 };
        for candidate in tried.iter().chain(&candidates(&near).expect("a design")) {
            assert_eq!(
                Designs::report(&candidate.design).problems,
                [],
                "{}",
                candidate.name
            );
            assert_eq!(candidate.design.get("region-size"), Some("65536"));
        }
    }
}
