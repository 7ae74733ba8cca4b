//! Owns exact percentiles of the cost so far, at any step.
//!
//! A count of every value moves along with the step looked at, so that playing on costs one addition and
//! jumping back as many as there are steps between, a nanosecond each.

/// Percentiles of a column's first rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranks {
    /// How often each value occurs among the rows counted.
    counts: Vec<u32>,
    /// How many rows were looked at, and how many of them counted.
    rows: usize,
    counted: u32,
}

impl Ranks {
    /// Looks at the first `rows` rows of `column`; of these, `counts` says which are to be counted.
    pub(crate) fn move_to(&mut self, column: &[u32], rows: usize, counts: impl Fn(usize) -> bool) {
        while self.rows < rows {
            if counts(self.rows) {
                let value = column[self.rows] as usize;
                if value >= self.counts.len() {
                    self.counts.resize(value + 1, 0);
                }
                self.counts[value] += 1;
                self.counted += 1;
            }
            self.rows += 1;
        }
        while self.rows > rows {
            self.rows -= 1;
            if counts(self.rows) {
                self.counts[column[self.rows] as usize] -= 1;
                self.counted -= 1;
            }
        }
    }

    /// The `percent`-th percentile by nearest rank: the ⌈percent ÷ 100 × n⌉-th smallest value; 0 of none.
    pub(crate) fn percentile(&self, percent: u32) -> u32 {
        let rank = (u64::from(self.counted) * u64::from(percent)).div_ceil(100);
        let mut seen = 0;
        for (value, &count) in (0..).zip(&self.counts) {
            seen += u64::from(count);
            if seen >= rank {
                return value;
            }
        }
        0
    }
}

/// A percentile of a growing list, which moves a little with every value added.
#[derive(Clone, Debug)]
pub(crate) struct RunningPercentile {
    percent: u32,
    /// How often each value occurs.
    counts: Vec<u32>,
    counted: u32,
    /// The percentile, and how many values lie below it.
    value: usize,
    below: u64,
}

impl RunningPercentile {
    /// The percentile of nothing yet.
    pub(crate) fn of(percent: u32) -> Self {
        Self {
            percent,
            counts: vec![0],
            counted: 0,
            value: 0,
            below: 0,
        }
    }

    pub(crate) fn add(&mut self, value: u32) {
        let value = value as usize;
        if value >= self.counts.len() {
            self.counts.resize(value + 1, 0);
        }
        self.counts[value] += 1;
        self.counted += 1;
        self.below += u64::from(value < self.value);
        let rank = (u64::from(self.counted) * u64::from(self.percent)).div_ceil(100);
        while self.below + u64::from(self.counts[self.value]) < rank {
            self.below += u64::from(self.counts[self.value]);
            self.value += 1;
        }
        while self.below >= rank {
            self.value -= 1;
            self.below -= u64::from(self.counts[self.value]);
        }
    }

    /// The percentile by nearest rank, as [`Ranks::percentile`] has it; 0 of none.
    pub(crate) fn value(&self) -> u32 {
        u32::try_from(self.value).unwrap_or_else(|_| panic!("values are 32-bit"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Percentiles of a moving prefix equal those of a prefix that is sorted, wherever it moved from.
        #[test]
        fn ranks_are_those_of_a_sorted_list(
            column in proptest::collection::vec(0_u32..50, 1..200),
            moves in proptest::collection::vec(any::<prop::sample::Index>(), 1..10),
        ) {
            let counts = |row: usize| !row.is_multiple_of(3);
            let mut ranks = Ranks::default();
            for rows in moves {
                let rows = rows.index(column.len() + 1);
                ranks.move_to(&column, rows, counts);
                let mut sorted: Vec<u32> = (0..rows).filter(|&row| counts(row)).map(|row| column[row]).collect();
                sorted.sort_unstable();
                for percent in [1, 50, 99, 100] {
                    let rank = (sorted.len() * percent as usize).div_ceil(100);
                    let expected = rank.checked_sub(1).map_or(0, |at| sorted[at]);
                    prop_assert_eq!(ranks.percentile(percent), expected);
                }
            }
        }
    }
}
