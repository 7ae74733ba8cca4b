//! Owns the five weights that designs had before a score was a text: links made then keep their meaning and their hashes.
//!
//! A weight that is set becomes part of the score's text. A hash covers a score that weights can say as those weights, and
//! so no link's hash changed when the text came. Nothing offers weights any more.

use classic_heap::DesignError;
use classic_heap::catalog::{self, Axis, Kind, Value, Values};
use classic_heap::policy::placement::Candidate;

/// The axis that weights are part of.
pub(crate) const SCORE: &str = "score";

/// How much each term of a score weighs, and the score that ends a search.
#[derive(Clone, Copy)]
pub(super) struct Weights {
    waste: u32,
    distance: u32,
    address: u32,
    fragment: u32,
    good_enough: u32,
}

/// Those of a design that says nothing of them.
const DEFAULT: Weights = Weights {
    waste: 4,
    distance: 16,
    address: 1,
    fragment: 0,
    good_enough: 256,
};

/// The threshold that every score met.
const ANYTHING: u32 = u32::MAX;

macro_rules! weight {
    ($id:literal, $field:ident, $maximum:expr) => {
        Axis {
            id: $id,
            title: "",
            group: "",
            summary: "",
            kind: Kind::count(0, $maximum),
            inert: |_| None,
            get: |weights: &Weights| Value::Number(weights.$field),
            set: |weights: &mut Weights, value| {
                if let Value::Number(number) = value {
                    weights.$field = number;
                }
            },
        }
    };
}

static AXES: [Axis<Weights>; 5] = [
    weight!("score-waste", waste, 1 << 16),
    weight!("score-distance", distance, 1 << 16),
    weight!("score-address", address, 1 << 16),
    weight!("score-fragment", fragment, 1 << 16),
    weight!("score-good-enough", good_enough, ANYTHING),
];

/// The name of the axis that stands where one of another name did.
pub(crate) fn current_name(axis: &str) -> &str {
    match AXES.iter().any(|weight| weight.id == axis) {
        true => SCORE,
        false => axis,
    }
}

/// Gives the weight of a name the value that a text says; `None` where no weight has that name. The id is the weight's.
pub(crate) fn set(
    values: &mut Values,
    name: &str,
    text: &str,
) -> Option<(&'static str, Result<(), DesignError>)> {
    let axis = AXES.iter().find(|axis| axis.id == name)?;
    let score = catalog::axis(SCORE).expect("an axis of the catalogue");
    let weights = Weights::of(score.get(values));
    // A score that weights can't say stands as it is, in whatever order the settings are read.
    let mut weighed = weights.unwrap_or(DEFAULT);
    let is_set = axis.set(&mut weighed, text).and_then(|()| match weights {
        Some(_) => score.set(values, &weighed.text()),
        None => Ok(()),
    });
    Some((axis.id, is_set))
}

impl Weights {
    /// Those that say the same as a value, which is a score, if there are any.
    pub(super) fn of(value: Value) -> Option<Self> {
        let Value::Expression(score) = value else {
            return None;
        };
        let text = score.to_string();
        let (_, until) = text.rsplit_once(" until <= ")?;
        let good_enough = match until {
            "any" => ANYTHING,
            until => until.parse().ok()?,
        };
        let weight = |waste_bytes, probes, offset, remainder_bytes| {
            let candidate = Candidate {
                payload_bytes: waste_bytes,
                waste_bytes,
                probes,
                offset,
                remainder_bytes,
                merges: 0,
                score: 0,
            };
            u32::try_from(score.value(&candidate)).ok()
        };
        let weights = Self {
            waste: weight(1, 0, 0, 0)?,
            distance: weight(0, 1, 0, 0)?,
            address: weight(0, 0, 64, 0)?,
            fragment: weight(0, 0, 0, 1)?,
            good_enough,
        };
        (weights.text() == text).then_some(weights)
    }

    /// What they have different from others.
    pub(super) fn differences(&self, others: &Self) -> impl Iterator<Item = (&'static str, Value)> {
        AXES.iter().filter_map(move |axis| {
            let value = axis.get(self);
            (value != axis.get(others)).then_some((axis.id, value))
        })
    }

    /// The score that they say.
    fn text(&self) -> String {
        let terms = [
            ("waste", self.waste),
            ("probes", self.distance),
            ("offset/64", self.address),
            ("remainder", self.fragment),
        ];
        let terms = terms.iter().filter_map(|&(term, weight)| match weight {
            0 => None,
            1 => Some(term.to_owned()),
            weight => Some(format!("{term}*{weight}")),
        });
        let mut sum = terms.collect::<Vec<_>>().join(" + ");
        if sum.is_empty() {
            sum.push('0');
        }
        match self.good_enough {
            ANYTHING => format!("{sum} until <= any"),
            good_enough => format!("{sum} until <= {good_enough}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use classic_heap::policy::placement::{Score, Scored};
    use proptest::prelude::*;

    use super::super::{WholeDesign, design_text, set as set_axis};
    use super::*;

    /// Protects links without a score: the default text says what the default weights did.
    #[test]
    fn the_default_score_has_the_default_weights() {
        assert_eq!(DEFAULT.text(), Scored::DEFAULT.0.to_string());
    }

    proptest! {
        /// Protects the hashes of old links: of a score that weights made, the same weights are found again.
        #[test]
        fn weights_come_back_from_their_score(
            weights in proptest::array::uniform4(prop_oneof![Just(0), Just(1), 0..=1_u32 << 16]),
            good_enough in prop_oneof![Just(0), Just(ANYTHING), any::<u32>()],
        ) {
            let [waste, distance, address, fragment] = weights;
            let text = Weights { waste, distance, address, fragment, good_enough }.text();
            let score = Score::new(&text).expect("a score");
            prop_assert_eq!(score.to_string(), text);
            let Weights { waste, distance, address, fragment, good_enough: found } =
                Weights::of(Value::Expression(score)).expect("weights");
            prop_assert_eq!([waste, distance, address, fragment], weights);
            prop_assert_eq!(found, good_enough);
        }
    }

    /// Protects hashes: designs with equal texts are equal, whatever they are compared with.
    #[test]
    fn a_design_s_text_has_its_score() {
        let [default, other, free] = [
            "waste*4 + probes*16 + offset/64 until <= 256",
            "waste*8 + probes*16 + offset/64 until <= 256",
            "size",
        ]
        .map(|score| {
            let mut design = WholeDesign::default();
            set_axis(&mut design, SCORE, score).expect("a score");
            design
        });
        for (design, base, text) in [
            (other, default, "score-waste=8\n"),
            (default, other, "score-waste=4\n"),
            (free, default, "score=size\n"),
            (
                default,
                free,
                "score=waste*4 + probes*16 + offset/64 until <= 256\n",
            ),
            (other, other, ""),
        ] {
            assert_eq!(design_text(&design, &base), text);
        }
    }

    /// Protects hashes: what only looks like weights is none.
    #[test]
    fn other_scores_have_no_weights() {
        for text in [
            "waste*4 + probes*16 + offset/64",
            "probes*16 + waste*4 until <= 256",
            "waste*waste until <= 0",
            "waste until <= 4294967295",
            "waste until <= -1",
            "size until <= 0",
        ] {
            let score = Score::new(text).expect("a score");
            assert!(Weights::of(Value::Expression(score)).is_none(), "{text}");
        }
    }
}
