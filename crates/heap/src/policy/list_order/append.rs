//! Append, as Classic does: the remainder of a split goes to the list's tail.
//!
//! Cost: TAIL, the list's last block, and LAST, the last in memory, are different blocks, and both must be
//! kept. Fails where a free looks for the hole before a block in memory: it can be anywhere in the list.

use super::ListOrderPolicy;
use crate::policy::{Doc, Policy};

/// Links the remainder of a split at the list's tail.
#[derive(Clone, Copy, Debug)]
pub struct Append;

impl Policy for Append {
    const DOC: Doc = Doc {
        id: "append",
        title: "Append",
        summary: "Links the remainder of a split at the list's tail.",
        trade_off: "New remainders are searched last; the list does not follow memory, so TAIL and LAST differ.",
        parameter: None,
    };
}

impl ListOrderPolicy for Append {}
