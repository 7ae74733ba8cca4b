//! Protects answers that people build on: which designs are tried, which is best, and how small a region may be.

use atlas_scenario::Scenario;
use atlas_scenario::share::Measure;

use super::*;
use crate::design::{WholeDesign, set};
use crate::presets::preset;
use crate::scorecard::Scorecard;

fn scenario(script: &str) -> Scenario {
    Scenario::from_script(script).expect("a good script")
}

fn of_preset(id: &'static str) -> Candidate {
    let allocator = preset(id).expect("a preset").allocator();
    let machine = WholeDesign::default().machine;
    Candidate {
        preset: Some(id),
        changes: Vec::new(),
        design: WholeDesign { machine, allocator },
    }
}

fn cards(candidates: &[Candidate], scenario: &Scenario) -> Vec<Option<Scorecard>> {
    let trials = candidates.iter().map(|candidate| {
        let trial = trial(candidate.design, scenario, || true);
        trial.expect("nobody stops it").scorecard().cloned()
    });
    trials.collect()
}

const HOLES: &str = "a = malloc 1000\nb = malloc 16\nc = malloc 100\nd = malloc 16\nfree a\nfree c\n\
                     e = malloc 100\nf = malloc 1000";

/// Protects: each neighbour is what it says, differs in what it says alone, and makes a design.
#[test]
fn neighbours_differ_in_as_many_axes_as_they_say() {
    for preset in ["classic", "textbook", "tlsf", "binary-buddy"] {
        let base = of_preset(preset);
        let one = neighbours(&base, 1);
        let two = neighbours(&base, 2);
        assert!(one.len() > 3 && two.len() > 2 * one.len(), "{preset}");
        assert_eq!(two[..one.len()], one);
        for candidate in &two {
            let mut design = base.design;
            for (axis, value) in &candidate.changes {
                set(&mut design, axis, value).expect("a setting");
            }
            assert_eq!(design, candidate.design);
            assert!(design.check().is_ok());
            assert!(two.iter().filter(|other| other.design == design).count() == 1);
        }
    }
}

/// Protects: the design that serves best leads, and the front has no design that another beats.
#[test]
fn the_best_leads() {
    let scenario = scenario(HOLES);
    let base = of_preset("classic");
    let line = ("placement", vec!["first-fit", "best-fit", "worst-fit"]);
    let candidates = grid(&base, &[line]).expect("a grid");
    let cards = cards(&candidates, &scenario);
    let ranking = rank(&cards, &[], &[Measure::HighWater, Measure::Probes]);
    assert_eq!(candidates[ranking.order[0]].changes[0].1, "best-fit");
    let high_water = |place: usize| cards[place].as_ref().expect("a scorecard").high_water_bytes;
    assert!(high_water(1) < high_water(0));
    assert!(ranking.on_front[1]);
    assert_eq!(ranking.meets_goal, [true; 3]);
    assert!(grid(&base, &[("placement", vec!["fastest"])]).is_err());
}

/// Protects: a region of the size that is told serves, one step less does not, and the step that is told decides it.
#[test]
fn the_smallest_region_is_the_smallest() {
    let scenario = scenario(HOLES);
    for preset in [
        "classic",
        "textbook",
        "tlsf",
        "freertos-heap-4",
        "binary-buddy",
    ] {
        let design = of_preset(preset).design;
        let smallest = smallest_region(&design, &scenario, || true).expect("a region");
        let refuses = |region_bytes| {
            let mut design = design;
            design.machine.region.region_bytes = region_bytes;
            let trial = trial(design, &scenario, || true).expect("nobody stops it");
            trial.scorecard().is_none_or(|card| card.refused > 0)
        };
        assert!(!refuses(smallest.region_bytes), "{preset}");
        assert!(smallest.is_exact, "{preset}");
        // All smaller ones that there are, not only the next.
        for bytes in (256..smallest.region_bytes).step_by(8) {
            assert!(refuses(bytes), "{preset}: {bytes}");
        }
    }
}
