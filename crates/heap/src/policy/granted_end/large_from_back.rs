//! Large ones from the back: blocks from a threshold on are granted from the back of a hole, smaller ones from its front.
//!
//! Cost: none. Large blocks and small ones meet in the middle of a hole instead of lying side by side. Fails where sizes lie
//! around the threshold.

use super::GrantedEndPolicy;
use crate::policy::{Bounded, Doc, Parametric, Policy, SIZE_BYTES_MAX};

/// Grants the back of a hole to blocks from a threshold on, the front to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LargeFromBack {
    /// The least block, header included, that is granted from the back.
    pub block_bytes: BlockBytes,
}

type BlockBytes = Bounded<1, SIZE_BYTES_MAX>;

impl Policy for LargeFromBack {
    const DOC: Doc = Doc {
        id: "large-from-back",
        title: "Large from the back",
        summary: "Grants the back of a hole to blocks from a threshold on, the front to others.",
        trade_off: "Keeps large blocks and small ones apart; a threshold that does not part them parts nothing.",
        parameter: Some(BlockBytes::parameter(
            "The least block, header included, that is granted from the back.",
            "bytes",
            1024,
        )),
    };
}

impl Parametric for LargeFromBack {
    fn with(number: Option<u32>) -> Option<Self> {
        let block_bytes = BlockBytes::checked(number?)?;
        Some(Self { block_bytes })
    }

    fn number(&self) -> Option<u32> {
        Some(self.block_bytes.get())
    }
}

impl GrantedEndPolicy for LargeFromBack {
    fn is_back(&self, block_bytes: u32) -> bool {
        block_bytes >= self.block_bytes.get()
    }
}
