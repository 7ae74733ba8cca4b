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
