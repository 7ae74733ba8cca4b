//! Owns the order in which live pointers were last assigned.
//!
//! Programs free what they allocated a moment ago, and do so in loops. Counted from the latest, the same few
//! small numbers come again and again, where the pointers' own numbers would not: on recorded traces the
//! column of targets packs to a sixth.
//!
//! Each assignment takes the next place on a time line. A Fenwick tree counts the live places (Peter
//! Fenwick, "A new data structure for cumulative frequency tables", 1994), so that both directions, rank of
//! a pointer and pointer of a rank, take logarithmic time. When the line is full its dead places are
//! squeezed out; its length stays within a small multiple of the live pointers.

const DEAD: u32 = u32::MAX;

/// The shortest time line.
const PLACES_MIN: usize = 64;

/// Live pointers, ranked from the one assigned last: that has rank 0.
pub(super) struct Recency {
    /// By pointer: its place on the time line, or `DEAD`.
    places: Vec<u32>,
    /// By place: the pointer assigned there.
    pointers: Vec<u32>,
    /// The Fenwick tree over places, from 1: element `i` counts the live among the `i & -i` places up to `i`.
    counts: Vec<u32>,
    live: usize,
}

impl Recency {
    pub(super) fn new() -> Recency {
        Recency {
            places: Vec::new(),
            pointers: Vec::with_capacity(PLACES_MIN),
            counts: vec![0; PLACES_MIN + 1],
            live: 0,
        }
    }

    /// The pointer is now the one assigned last.
    pub(super) fn assign(&mut self, pointer: u32) {
        self.remove(pointer);
        if self.pointers.len() + 1 == self.counts.len() {
            self.squeeze();
        }
        let index = pointer as usize;
        if index >= self.places.len() {
            self.places.resize(index + 1, DEAD);
        }
        self.places[index] = self.pointers.len() as u32;
        self.count(self.pointers.len(), 1);
        self.pointers.push(pointer);
        self.live += 1;
    }

    /// The pointer is no longer live; nothing changes where it wasn't.
    pub(super) fn remove(&mut self, pointer: u32) {
        if let Some(place) = self.place(pointer) {
            self.places[pointer as usize] = DEAD;
            self.count(place, u32::MAX);
            self.live -= 1;
        }
    }

    /// How many live pointers were assigned later; `None` for a pointer that isn't live.
    pub(super) fn rank(&self, pointer: u32) -> Option<u32> {
        let mut older_or_equal = 0;
        let mut node = self.place(pointer)? + 1;
        while node > 0 {
            older_or_equal += self.counts[node];
            node &= node - 1;
        }
        Some(self.live as u32 - older_or_equal)
    }

    /// The live pointer of a rank; `None` where fewer are live.
    pub(super) fn pointer(&self, rank: u32) -> Option<u32> {
        let rank = rank as usize;
        if rank >= self.live {
            return None;
        }
        // Descends to the last place with fewer than this many live ones up to it: the next is the answer.
        let mut wanted = (self.live - rank) as u32;
        let mut node = 0;
        let mut step = (self.counts.len() - 1).next_power_of_two();
        while step > 0 {
            let next = node + step;
            if next < self.counts.len() && self.counts[next] < wanted {
                wanted -= self.counts[next];
                node = next;
            }
            step /= 2;
        }
        Some(self.pointers[node])
    }

    fn place(&self, pointer: u32) -> Option<usize> {
        let place = *self.places.get(pointer as usize)?;
        (place != DEAD).then_some(place as usize)
    }

    /// Adds to the count of live ones at a place; `u32::MAX` takes one away.
    fn count(&mut self, place: usize, change: u32) {
        let mut node = place + 1;
        while node < self.counts.len() {
            self.counts[node] = self.counts[node].wrapping_add(change);
            node += node & node.wrapping_neg();
        }
    }

    fn squeeze(&mut self) {
        let old = std::mem::take(&mut self.pointers);
        for (place, pointer) in old.into_iter().enumerate() {
            // A pointer may stand at several places; it lives at one.
            if self.places[pointer as usize] == place as u32 {
                self.places[pointer as usize] = self.pointers.len() as u32;
                self.pointers.push(pointer);
            }
        }
        let places = (2 * self.live).max(PLACES_MIN);
        self.counts.clear();
        self.counts.resize(places + 1, 0);
        for place in 0..self.live {
            self.count(place, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Recency;

    proptest! {
        /// Protects every file: writer and reader must agree on ranks, through many squeezes.
        #[test]
        fn ranks_are_those_of_a_plain_list(steps in prop::collection::vec((any::<bool>(), 0u32..100), 0..900)) {
            let mut recency = Recency::new();
            let mut list: Vec<u32> = Vec::new(); // the latest last
            for (is_assigned, pointer) in steps {
                list.retain(|&other| other != pointer);
                match is_assigned {
                    true => {
                        recency.assign(pointer);
                        list.push(pointer);
                    }
                    false => recency.remove(pointer),
                }
                let rank = list.iter().rev().position(|&other| other == pointer);
                prop_assert_eq!(recency.rank(pointer), rank.map(|rank| rank as u32));
                let middle = list.len() / 2;
                prop_assert_eq!(recency.pointer(middle as u32), list.iter().rev().nth(middle).copied());
                prop_assert_eq!(recency.pointer(list.len() as u32), None);
            }
        }
    }
}
