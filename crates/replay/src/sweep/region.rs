//! Owns the search for the smallest region in which a design refuses nothing of a scenario.

use atlas_scenario::Scenario;
use classic_heap::catalog::Lengths;

use super::trial::{Trial, trial};
use crate::design::WholeDesign;

/// Region sizes are tried in steps of so many bytes.
const STEP_BYTES: u32 = 8;

/// The largest region that is tried, in bytes.
const REGION_BYTES_MAX: u32 = 1 << 28;

/// So many smaller regions are tried one by one; of more, it is only known that the last of them doesn't serve.
const ONE_BY_ONE_MAX: u32 = 200;

/// The smallest region that serves.
#[derive(Clone, Debug, PartialEq)]
pub struct Smallest {
    /// Its length in bytes.
    pub region_bytes: u32,
    /// What the design makes of the scenario in it.
    pub trial: Trial,
    /// What it makes of the scenario in the next smaller one, whose first refusal is the step that decides; `None` where there can be
    /// no smaller one.
    pub too_small: Option<(u32, Trial)>,
    /// Whether every smaller region was tried, or can't serve. A larger region is not always better: where a design takes a hole
    /// that lies elsewhere, the smaller one may serve by luck.
    pub is_exact: bool,
}

/// Searches by halves between what the program holds at its peak and what serves, and then downwards one by one. `None` where no
/// region serves, or where `goes_on` says that nobody waits any more.
pub fn smallest_region(
    design: &WholeDesign,
    scenario: &Scenario,
    mut goes_on: impl FnMut() -> bool,
) -> Option<Smallest> {
    let mut in_region = |region_bytes: u32| {
        let mut design = *design;
        design.machine.region.region_bytes = region_bytes;
        design.machine.region.lengths = Lengths::default();
        trial(design, scenario, &mut goes_on)
    };
    // What serves: the region as it is, or one that is doubled until it does.
    let mut serving_bytes = design.machine.region.region_bytes;
    let mut serving = in_region(serving_bytes)?;
    while !serves(&serving) {
        if matches!(serving, Trial::GivenUp { .. }) || serving_bytes >= REGION_BYTES_MAX {
            return None;
        }
        serving_bytes = serving_bytes.saturating_mul(2).min(REGION_BYTES_MAX);
        serving = in_region(serving_bytes)?;
    }
    // What can't serve: the program's own bytes at the peak are in the heap at once.
    let requested_bytes = {
        let card = serving.scorecard().expect("it was measured");
        (card.utilisation * f64::from(card.high_water_bytes)) as u32
    };
    let mut failing_bytes = requested_bytes.saturating_sub(1) / STEP_BYTES * STEP_BYTES;
    let least_bytes = failing_bytes;
    let mut failing = None;
    serving_bytes = serving_bytes.next_multiple_of(STEP_BYTES);
    // The heap never ended beyond its high water: there first.
    let mut at = serving
        .scorecard()
        .map_or(serving_bytes, |card| card.high_water_bytes)
        .next_multiple_of(STEP_BYTES)
        .min(serving_bytes);
    while serving_bytes - failing_bytes > STEP_BYTES {
        at = at.clamp(failing_bytes + STEP_BYTES, serving_bytes - STEP_BYTES);
        let tried = in_region(at)?;
        if serves(&tried) {
            (serving_bytes, serving) = (at, tried);
            at -= STEP_BYTES;
            if failing.is_some() {
                at = middle(failing_bytes, serving_bytes);
            }
        } else {
            failing_bytes = at;
            failing = Some(tried);
            at = middle(failing_bytes, serving_bytes);
        }
    }
    let mut smallest = Smallest {
        region_bytes: serving_bytes,
        trial: serving,
        too_small: failing.map(|trial| (failing_bytes, trial)),
        is_exact: true,
    };
    // Smaller ones may serve yet.
    let mut tried = 0;
    let mut below = failing_bytes;
    while below > least_bytes + STEP_BYTES {
        if tried == ONE_BY_ONE_MAX {
            smallest.is_exact = false;
            break;
        }
        below -= STEP_BYTES;
        tried += 1;
        let trial = in_region(below)?;
        if serves(&trial) {
            smallest.region_bytes = below;
            smallest.trial = trial;
            smallest.too_small = None;
            tried = 0;
        } else if smallest.too_small.is_none() {
            smallest.too_small = Some((below, trial));
        }
    }
    Some(smallest)
}

fn middle(least: u32, most: u32) -> u32 {
    (least + (most - least) / 2).next_multiple_of(STEP_BYTES)
}

fn serves(trial: &Trial) -> bool {
    trial.scorecard().is_some_and(|card| card.refused == 0)
}
