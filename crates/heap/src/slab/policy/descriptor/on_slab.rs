//! On the slab: the descriptor is the slab's first 16 bytes, and the objects follow (Bonwick, 1994, has it at the slab's end).
//!
//! Cost: 16 bytes of each slab, none of other memory. Objects lie at multiples of 16 at most, and one of half a slab leaves the other
//! half empty.

use super::{Descriptor, DescriptorPolicy};
use crate::policy::{Doc, Policy};

/// Keeps a slab's descriptor in its first 16 bytes.
#[derive(Clone, Copy, Debug)]
pub struct OnSlab;

impl Policy for OnSlab {
    const DOC: Doc = Doc {
        id: "on-slab",
        title: "On the slab",
        summary: "Keeps a slab’s descriptor in its first 16 bytes.",
        trade_off: "Only slabs pay for it; objects of a power of two no longer fill the slab, and lie at multiples of 16 at most.",
        parameter: None,
    };
}

impl DescriptorPolicy for OnSlab {
    fn is_on_slab(&self) -> bool {
        Descriptor::OnSlab.is_on_slab()
    }
}
