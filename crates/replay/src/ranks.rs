//! Owns exact percentiles of the cost so far, at any step.
//!
//! What it keeps grows with the number of operations, never with what one of them cost.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Percentiles of a column's first rows. They move along with the step looked at: playing on costs one count, and
/// jumping as many as there are steps between.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranks {
    /// How often each value occurs among the rows counted.
    counts: BTreeMap<u64, u32>,
    /// How many rows were looked at, and how many of them counted.
    rows: usize,
    counted: u32,
}

impl Ranks {
    /// Looks at the first `rows` rows of `column`; of these, `counts` says which are to be counted.
    pub(crate) fn move_to(&mut self, column: &[u64], rows: usize, counts: impl Fn(usize) -> bool) {
        while self.rows < rows {
            if counts(self.rows) {
                *self.counts.entry(column[self.rows]).or_default() += 1;
                self.counted += 1;
            }
            self.rows += 1;
        }
        while self.rows > rows {
            self.rows -= 1;
            if counts(self.rows) {
                // Those that fall to none stay: whoever jumped back goes forward again.
                *self.counts.entry(column[self.rows]).or_default() -= 1;
                self.counted -= 1;
            }
        }
    }

    /// The `percent`-th percentile by nearest rank: the ⌈percent ÷ 100 × n⌉-th smallest value; 0 of none.
    pub(crate) fn percentile(&self, percent: u32) -> u64 {
        let rank = nearest_rank(self.counted as usize, percent);
        let mut seen = 0;
        for (&value, &count) in &self.counts {
            seen += count as usize;
            if seen >= rank && count > 0 {
                return value;
            }
        }
        0
    }
}

/// A percentile of a growing list.
#[derive(Clone, Debug)]
pub(crate) struct RunningPercentile {
    percent: u32,
    /// The values up to the percentile, which is the greatest of them.
    lower: BinaryHeap<u64>,
    /// The others.
    upper: BinaryHeap<Reverse<u64>>,
}

impl RunningPercentile {
    /// The percentile of nothing yet.
    pub(crate) fn of(percent: u32) -> Self {
        Self {
            percent,
            lower: BinaryHeap::new(),
            upper: BinaryHeap::new(),
        }
    }

    pub(crate) fn add(&mut self, value: u64) {
        if value < self.value() {
            self.lower.push(value);
        } else {
            self.upper.push(Reverse(value));
        }
        let rank = nearest_rank(self.lower.len() + self.upper.len(), self.percent);
        if self.lower.len() > rank {
            self.upper.extend(self.lower.pop().map(Reverse));
        } else if self.lower.len() < rank {
            self.lower
                .extend(self.upper.pop().map(|Reverse(value)| value));
        }
    }

    /// The percentile by nearest rank, as [`Ranks::percentile`] has it; 0 of none.
    pub(crate) fn value(&self) -> u64 {
        self.lower.peek().copied().unwrap_or(0)
    }
}

/// Which of `count` sorted values the percentile is, from 1; 0 of none.
fn nearest_rank(count: usize, percent: u32) -> usize {
    // In 64 bits: a hundred times the longest list is more than 32 hold.
    (count as u64 * u64::from(percent)).div_ceil(100) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted_percentile(values: impl Iterator<Item = u64>, percent: u32) -> u64 {
        let mut sorted: Vec<u64> = values.collect();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent as usize).div_ceil(100);
        rank.checked_sub(1).map_or(0, |at| sorted[at])
    }

    proptest! {
        /// Percentiles of a moving prefix equal those of a prefix that is sorted, wherever it moved from.
        #[test]
        fn ranks_are_those_of_a_sorted_list(
            column in proptest::collection::vec(0_u64..50, 1..200),
            moves in proptest::collection::vec(any::<prop::sample::Index>(), 1..10),
        ) {
            let counts = |row: usize| !row.is_multiple_of(3);
            let mut ranks = Ranks::default();
            for rows in moves {
                let rows = rows.index(column.len() + 1);
                ranks.move_to(&column, rows, counts);
                for percent in [1, 50, 99, 100] {
                    let counted = (0..rows).filter(|&row| counts(row)).map(|row| column[row]);
                    prop_assert_eq!(ranks.percentile(percent), sorted_percentile(counted, percent));
                }
            }
        }

        /// A running percentile equals that of the values so far, sorted, after each of them.
        #[test]
        fn a_running_percentile_is_that_of_a_sorted_list(
            values in proptest::collection::vec(0_u64..50, 1..200),
            percent in 1_u32..=100,
        ) {
            let mut running = RunningPercentile::of(percent);
            for (at, &value) in values.iter().enumerate() {
                running.add(value);
                let so_far = values[..=at].iter().copied();
                prop_assert_eq!(running.value(), sorted_percentile(so_far, percent));
            }
        }
    }

    /// Protects the machine's memory from one costly operation: a table as long as the cost would not fit into any.
    #[test]
    fn a_cost_of_any_size_takes_the_memory_of_one_value() {
        let column = [3, u64::MAX, 5, 1 << 40];
        let mut ranks = Ranks::default();
        ranks.move_to(&column, column.len(), |_| true);
        assert_eq!(ranks.percentile(50), 5);
        assert_eq!(ranks.percentile(99), u64::MAX);
        let mut running = RunningPercentile::of(99);
        column.iter().for_each(|&value| running.add(value));
        assert_eq!(running.value(), u64::MAX);
    }
}
