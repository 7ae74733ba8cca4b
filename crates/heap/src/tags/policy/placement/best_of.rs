//! Best of n: the smallest of the first n holes that are large enough; of equals the one examined first. A hole of the exact size
//! ends the search.
//!
//! Cost: at most n holes that serve, and those before them that do not.

use super::TagPlacement;
use crate::policy::placement::Judgement;
use crate::policy::{Bounded, Doc, Parametric, Policy};

/// Takes the smallest of the first holes that are large enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BestOf {
    /// How many holes that serve are compared.
    pub fits: Fits,
}

type Fits = Bounded<1, 1024>;

impl Policy for BestOf {
    const DOC: Doc = Doc {
        id: "best-of",
        title: "Best of …",
        summary: "Takes the smallest of the first holes that are large enough.",
        trade_off: "Nearly as good as best fit, at a bounded cost where most holes serve.",
        parameter: Some(Fits::parameter(
            "How many holes that serve are compared.",
            "",
            4,
        )),
    };
}

impl Parametric for BestOf {
    fn with(number: Option<u32>) -> Option<Self> {
        let fits = Fits::checked(number?)?;
        Some(Self { fits })
    }

    fn number(&self) -> Option<u32> {
        Some(self.fits.get())
    }
}

impl TagPlacement for BestOf {
    fn judge(&self, bytes: u32, held: Option<u32>) -> Judgement {
        match held {
            Some(held) if bytes >= held => Judgement::Pass,
            _ => Judgement::Hold,
        }
    }

    fn ends_at_exact(&self) -> bool {
        true
    }

    fn fits_max(&self) -> u32 {
        self.fits.get()
    }
}
