//! Owns which of the designs of a sweep is better: an order, and the front of those that none beats in everything.

use std::cmp::Ordering;

use atlas_scenario::share::{Condition, Measure};
use serde::Serialize;

use crate::scorecard::Scorecard;

/// How designs rank, by their places in the order in which they were tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Ranking {
    /// Their places, best first: those that meet the goal, then those that refuse fewer requests, then by the measures in order,
    /// then as they were tried. Those without numbers come last.
    pub order: Vec<usize>,
    /// Whether each is on the front: no other refuses as few requests, is as good in all of the measures, and better in one of
    /// these.
    pub on_front: Vec<bool>,
    /// Whether each meets the goal; where there is none, all with numbers do.
    pub meets_goal: Vec<bool>,
}

/// Ranks what designs made of one scenario; `None` is a design without numbers.
#[must_use]
pub fn rank(cards: &[Option<Scorecard>], goal: &[Condition], by: &[Measure]) -> Ranking {
    let meets = |card: &Option<Scorecard>| card.as_ref().is_some_and(|card| card.meets(goal));
    let meets_goal: Vec<bool> = cards.iter().map(meets).collect();
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by(|&one, &other| match (&cards[one], &cards[other]) {
        (Some(card), Some(others)) => {
            let goal = meets_goal[other].cmp(&meets_goal[one]);
            let refused = card.refused.cmp(&others.refused);
            let by = by.iter().map(|&measure| better(card, others, measure));
            by.fold(goal.then(refused), Ordering::then)
        }
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    let all = [&[Measure::Refused], by].concat();
    let beats = |one: &Scorecard, other: &Scorecard| {
        let mut orders = all.iter().map(|&measure| better(one, other, measure));
        orders.clone().all(Ordering::is_le) && orders.any(Ordering::is_lt)
    };
    let is_beaten = |card: &Scorecard| cards.iter().flatten().any(|other| beats(other, card));
    let on_front = |card: &Option<Scorecard>| card.as_ref().is_some_and(|card| !is_beaten(card));
    Ranking {
        order,
        on_front: cards.iter().map(on_front).collect(),
        meets_goal,
    }
}

/// Less where the first is better.
fn better(one: &Scorecard, other: &Scorecard, measure: Measure) -> Ordering {
    let order = one.number(measure).total_cmp(&other.number(measure));
    match measure {
        Measure::Utilisation => order.reverse(),
        Measure::HighWater | Measure::Refused | Measure::Probes | Measure::ProbesP99 => order,
    }
}
