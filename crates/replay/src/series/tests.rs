//! Protects charts from lying: every spike shows, and points are what the figures at their steps are.

use atlas_scenario::Scenario;
use classic_heap::Design;

use crate::metrics::{METRICS, Scope, metric};
use crate::replay::{Options, Replay};

fn replay() -> Replay {
    let script = "
        repeat 60 as i
          a[i] = malloc 16 * i + 1
        end
        free a[3]
        free a[4]
        free a[40]
        b = malloc 100
        free all a
        touch b
        free b";
    let scenario = Scenario::from_script(script).expect("a good script");
    let mut replay =
        Replay::new(Design::CLASSIC, scenario, Options::default()).expect("a good scenario");
    replay.finish().expect("no violation");
    replay
}

/// With a point a step, a chart is the exact figures, column by column.
#[test]
fn points_are_the_figures_at_their_steps() {
    let mut replay = replay();
    let series = replay.timeline().series(10_000);
    let total = replay.progress().total;
    assert_eq!(series.steps, (1..=total).collect::<Vec<_>>());
    for step in 1..=total {
        let state = replay.seek(step).expect("a step");
        for column in &series.columns {
            let metric = metric(column.metric).expect("columns are metrics");
            let point = step as usize - 1;
            let value = metric.value(state.figures());
            assert_eq!(
                (column.low[point], column.high[point]),
                (value, value),
                "{} at step {step}",
                column.metric
            );
        }
    }
}

/// Where not every step is sampled, what a point says of its last step is still the figures there, from the first on.
#[test]
fn points_of_a_long_replay_are_the_figures_at_their_steps() {
    let script = "generate churn seed 7 operations 5000 sizes 16 to 1KiB live 200";
    let scenario = Scenario::from_script(script).expect("a good script");
    let mut replay =
        Replay::new(Design::CLASSIC, scenario, Options::default()).expect("a good scenario");
    replay.finish().expect("no violation");
    let total = replay.progress().total;
    for points in [1, 3, 1000, 10_000] {
        let series = replay.timeline().series(points);
        assert_eq!(series.steps.last(), Some(&total));
        for (point, &step) in series.steps.iter().enumerate().step_by(97) {
            let state = replay.seek(step).expect("a step");
            for column in &series.columns {
                let metric = metric(column.metric).expect("columns are metrics");
                let value = metric.value(state.figures());
                assert_eq!(
                    column.last[point], value,
                    "{} at step {step}",
                    column.metric
                );
            }
        }
    }
}

/// Fewer points lose no extreme, and leave no step out.
#[test]
fn few_points_keep_every_spike() {
    let replay = replay();
    let all = replay.timeline().series(10_000);
    for points in [1, 2, 7, 50] {
        let few = replay.timeline().series(points);
        assert_eq!(few.steps.len(), points as usize);
        assert_eq!(few.steps.last(), all.steps.last());
        for (few, all) in few.columns.iter().zip(&all.columns) {
            let fold = |values: &[f64], pick: fn(f64, f64) -> f64| {
                values
                    .iter()
                    .copied()
                    .reduce(pick)
                    .expect("there are points")
            };
            assert_eq!(fold(&few.low, f64::min), fold(&all.low, f64::min));
            assert_eq!(fold(&few.high, f64::max), fold(&all.high, f64::max));
        }
    }
}

/// A column that no metric explains could not be labelled, and a mean over means would say nothing.
#[test]
fn every_state_metric_but_block_bytes_has_a_column() {
    let series = replay().timeline().series(1);
    for metric in METRICS.iter().filter(|metric| metric.scope != Scope::SoFar) {
        let has_column = series
            .columns
            .iter()
            .any(|column| column.metric == metric.id);
        let left_out = [
            "block_bytes",
            "alignment_rounding_bytes",
            "minimum_rounding_bytes",
            "unsplit_remainder_bytes",
        ];
        assert_eq!(has_column, !left_out.contains(&metric.id), "{}", metric.id);
    }
}
