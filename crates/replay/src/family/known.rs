//! Owns what a program knows of its heap where a free must be told the size of its block: the sizes, outside of the region. A
//! scenario doesn't tell them.

use std::collections::BTreeMap;
use std::rc::Rc;

use classic_heap::{Extent, FreeError, Grant};

use crate::subject::Block;

/// What each live block was granted for, by its address; `None` where blocks know it themselves.
#[derive(Clone, Debug)]
pub struct Known(Option<Rc<BTreeMap<u32, u32>>>);

impl Known {
    /// Nothing yet, of a heap that `tells` sizes, or of one that must be told them.
    pub(super) fn of_heap_that(tells: bool) -> Self {
        Self((!tells).then(Rc::default))
    }

    /// The bytes of memory that this takes beside an older state of the same heap: none of its own where nothing changed.
    pub(super) fn bytes_beside(&self, older: &Self) -> usize {
        match (&self.0, &older.0) {
            (Some(sizes), Some(older)) if !Rc::ptr_eq(sizes, older) => {
                sizes.len() * size_of::<(u32, u32)>()
            }
            _ => 0,
        }
    }

    /// Takes note of what was granted in the stead of what was at an address.
    pub(super) fn note_grant(&mut self, before: Option<u32>, grant: Grant) -> Grant {
        if let Some(sizes) = &mut self.0 {
            let sizes = Rc::make_mut(sizes);
            if let Some(before) = before {
                sizes.remove(&before);
            }
            if grant != Grant::NULL {
                sizes.insert(grant.address, grant.clamped_bytes);
            }
        }
        grant
    }

    /// Takes note of a free.
    pub(super) fn note_free(&mut self, address: u32) {
        if let Some(sizes) = &mut self.0 {
            Rc::make_mut(sizes).remove(&address);
        }
    }

    /// What the program was granted at an address; 0 where blocks know it themselves.
    ///
    /// # Errors
    /// If nothing was.
    pub(super) fn granted_bytes(&self, address: u32) -> Result<u32, FreeError> {
        let Some(sizes) = &self.0 else {
            return Ok(0);
        };
        sizes
            .get(&address)
            .copied()
            .ok_or(FreeError::UnknownAddress)
    }

    /// The blocks of a heap without headers, in order of address: the holes, and what the program knows of. `live` is where an
    /// address of so many bytes lies.
    pub(super) fn blocks(
        &self,
        live: impl Fn(u32, u32) -> Extent,
        holes: impl FnOnce(&mut dyn FnMut(Extent)),
    ) -> Vec<Block> {
        let sizes = self.0.iter().flat_map(|sizes| &**sizes);
        let mut blocks: Vec<_> = sizes
            .map(|(&address, &bytes)| Block::without_header(live(address, bytes), false))
            .collect();
        holes(&mut |hole| blocks.push(Block::without_header(hole, true)));
        blocks.sort_unstable_by_key(|block| block.extent.start);
        blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the bound on keyframes: what a program knows is memory that a keyframe takes, unless it shares all of it.
    #[test]
    fn what_is_known_anew_counts() {
        let mut known = Known::of_heap_that(false);
        let older = known.clone();
        assert_eq!(known.bytes_beside(&older), 0);
        for address in [16, 32] {
            let grant = Grant {
                address,
                ..Grant::NULL
            };
            known.note_grant(None, grant);
        }
        assert_eq!(known.bytes_beside(&older), 16);
        assert_eq!(older.bytes_beside(&older.clone()), 0);
    }
}
