//! Owns the one source of chance: a seeded generator whose sequence is frozen, since links carry seeds.
//!
//! SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014), with
//! the constants of Vigna's public-domain `splitmix64.c`. It passes BigCrush, has no bad seeds, and is ten
//! lines in any language, so that others can redo our figures. Bounded numbers come by Lemire's method
//! ("Fast Random Integer Generation in an Interval", ACM TOMACS 2019), whose rejection makes every value
//! equally likely.

/// A SplitMix64 generator.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub fn new(seed: u64) -> Random {
        Random { state: seed }
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `0..bound`; `bound` is at least 1.
    pub fn below(&mut self, bound: u64) -> u64 {
        assert!(bound > 0, "no number is below zero");
        // The high word of bits × bound is the number; the low word tells whether these bits belong to
        // the few that would make some numbers likelier than others.
        let biased = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.bits()) * u128::from(bound);
            if product as u64 >= biased {
                return (product >> 64) as u64;
            }
        }
    }

    /// A number from `low` to `high`, both included; `low` is at most `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        assert!(low <= high, "an empty range holds no number");
        match high.abs_diff(low).checked_add(1) {
            Some(count) => low.wrapping_add_unsigned(self.below(count)),
            None => self.bits() as i64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_that_of_the_published_algorithm() {
        // The first outputs of splitmix64.c for the seed 1234567, as other implementations list them.
        let mut random = Random::new(1_234_567);
        assert_eq!(
            [random.bits(), random.bits(), random.bits()],
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn bounded_numbers_reach_both_ends_and_nothing_beyond() {
        let mut random = Random::new(0);
        let mut seen = [0_u32; 6];
        for _ in 0..600 {
            let number = random.between(-2, 3);
            seen[usize::try_from(number + 2).expect("not below -2")] += 1;
        }
        assert!(
            seen.iter().all(|&count| (60..=140).contains(&count)),
            "uneven: {seen:?}"
        );
        assert_eq!(random.between(7, 7), 7);
        random.between(i64::MIN, i64::MAX);
    }
}
