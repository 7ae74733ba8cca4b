//! The scorecard beside the metrics and outcomes that it sums up.

use crate::common;
use atlas_replay::{Options, Replay, metric};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Protects the numbers on top of the page: each is what the metrics of the last step and the list of outcomes say.
    #[test]
    fn the_scorecard_is_that_of_the_last_step(
        design in common::design(),
        scenario in common::scenario_of(120, 0_u8..3, common::action()),
    ) {
        let mut replay = Replay::new(design, scenario, Options::default()).expect("a replay");
        replay.finish().expect("no violation");
        let total = replay.progress().total;
        let timeline = replay.timeline();
        let card = timeline.scorecard().expect("the replay is done").clone();
        let refused: Vec<_> = (1..=total)
            .filter(|&step| timeline.outcome(step).id().starts_with("refused"))
            .collect();
        prop_assert_eq!(card.refused as usize, refused.len());
        prop_assert_eq!(card.first_refused_step, refused.first().copied());
        let figures = replay.seek(total).expect("the last step").figures().to_owned();
        let value = |id| metric(id).expect("a metric").value(&figures);
        prop_assert_eq!(f64::from(card.high_water_bytes), value("heap_high_water_bytes"));
        prop_assert_eq!(card.high_water_step, figures.peaks.heap_step);
        prop_assert_eq!(card.probes_mean, value("probes_mean"));
        prop_assert_eq!(card.probes_p99 as f64, value("probes_p99"));
        prop_assert_eq!(card.utilisation, value("utilisation"));
    }
}
