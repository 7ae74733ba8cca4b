//! Owns the pointers that share a name, and which of them hold a live block as far as the script knows:
//! what `any` and `all` choose from. What an allocator made of a request is not known here.

use std::collections::BTreeMap;

use crate::operation::Pointer;

/// Pointers that share a name and are told apart by an index.
#[derive(Default)]
pub(super) struct Array {
    elements: BTreeMap<u32, Element>,
    /// The indexes of live elements, in no useful order: `any` draws a position in this list, so how it
    /// changes is part of the frozen language.
    live: Vec<u32>,
    /// How many of these hold a block under some designs only.
    in_doubt: u32,
}

struct Element {
    pointer: Pointer,
    /// Position in `live`.
    live_at: Option<u32>,
    /// Whether it depends on the design if it holds a block.
    in_doubt: bool,
}

impl Array {
    pub fn pointer(&self, index: u32) -> Option<Pointer> {
        self.elements.get(&index).map(|element| element.pointer)
    }

    /// Adds an element that holds no block yet.
    pub fn insert(&mut self, index: u32, pointer: Pointer) {
        let element = Element {
            pointer,
            live_at: None,
            in_doubt: false,
        };
        self.elements.insert(index, element);
    }

    /// The lowest and the highest index so far.
    pub fn extent(&self) -> Option<(u32, u32)> {
        let (first, _) = self.elements.first_key_value()?;
        let (last, _) = self.elements.last_key_value()?;
        Some((*first, *last))
    }

    /// The indexes of live elements, in the order that chance draws from.
    pub fn live(&self) -> &[u32] {
        &self.live
    }

    /// The indexes of live elements, from the lowest.
    pub fn live_in_order(&self) -> Vec<u32> {
        let mut live = self.live.clone();
        live.sort_unstable();
        live
    }

    /// Whether it depends on the design if an element holds a block.
    pub fn is_in_doubt(&self, index: u32) -> bool {
        let element = self.elements.get(&index);
        element.is_some_and(|element| element.in_doubt)
    }

    /// Whether it depends on the design which of the elements that count as live hold a block.
    pub fn has_doubts(&self) -> bool {
        self.in_doubt > 0
    }

    /// Makes an element count as live under some designs.
    pub fn doubt(&mut self, index: u32) {
        self.set_live(index);
        self.set_doubt(index, true);
    }

    fn set_doubt(&mut self, index: u32, in_doubt: bool) {
        if let Some(element) = self.elements.get_mut(&index)
            && element.in_doubt != in_doubt
        {
            element.in_doubt = in_doubt;
            match in_doubt {
                true => self.in_doubt += 1,
                false => self.in_doubt -= 1,
            }
        }
    }

    pub fn set_live(&mut self, index: u32) {
        self.set_doubt(index, false);
        if let Some(element) = self.elements.get_mut(&index)
            && element.live_at.is_none()
        {
            element.live_at = Some(self.live.len() as u32);
            self.live.push(index);
        }
    }

    /// The last of the list takes the place of the one that goes.
    pub fn set_dead(&mut self, index: u32) {
        self.set_doubt(index, false);
        let element = self.elements.get_mut(&index);
        let Some(at) = element.and_then(|element| element.live_at.take()) else {
            return;
        };
        self.live.swap_remove(at as usize);
        if let Some(moved) = self.live.get(at as usize) {
            let moved = self.elements.get_mut(moved);
            moved.expect("live elements exist").live_at = Some(at);
        }
    }
}
