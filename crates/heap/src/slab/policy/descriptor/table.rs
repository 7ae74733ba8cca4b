//! In a table: descriptors lie in a table at the region's start, one for each place where a slab may be (Linux: `struct slab`, which
//! is the `struct page` of the slab's first page).
//!
//! Cost: 16 bytes for each place, slab or not. Objects of a power of two fill their slab, each at a multiple of its size.

use super::{Descriptor, DescriptorPolicy};
use crate::policy::{Doc, Policy};

/// Keeps the descriptors in a table at the region’s start, one for each place of a slab.
#[derive(Clone, Copy, Debug)]
pub struct Table;

impl Policy for Table {
    const DOC: Doc = Doc {
        id: "table",
        title: "In a table",
        summary: "Keeps the descriptors in a table at the region’s start, one for each place of a slab.",
        trade_off: "Objects of a power of two fill their slab and are aligned to their size; the table is paid for memory without slabs too.",
        parameter: None,
    };
}

impl DescriptorPolicy for Table {
    fn is_on_slab(&self) -> bool {
        Descriptor::Table.is_on_slab()
    }
}
