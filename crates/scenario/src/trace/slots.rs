//! Owns which number a pointer gets.
//!
//! A program makes millions of allocations and holds few at once. Numbers are therefore given again as soon
//! as they fall free, the latest first: the number of pointers is the peak of live blocks, and a replay's
//! table of them stays small.

/// Numbers for pointers, each given again after its release.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    live: Vec<bool>,
    released: Vec<u32>,
}

impl Slots {
    /// No number is in use.
    pub fn new() -> Slots {
        Slots::default()
    }

    /// One more than the highest number ever held.
    pub fn peak(&self) -> u32 {
        self.live.len() as u32
    }

    /// The number that the next allocation should take: the one released last, or else the lowest never used.
    pub fn next_slot(&mut self) -> u32 {
        // A scenario may hold a number out of turn; it then waits in `released` although it is live.
        while let Some(&slot) = self.released.last() {
            if !self.live[slot as usize] {
                return slot;
            }
            self.released.pop();
        }
        self.peak()
    }

    /// Marks a number as in use. Holding one that is already held changes nothing.
    pub fn hold(&mut self, slot: u32) {
        let index = slot as usize;
        if index >= self.live.len() {
            self.live.resize(index + 1, false);
        }
        self.live[index] = true;
    }

    /// Takes a number back. Releasing one that isn't held changes nothing: a double free is no news here.
    pub fn release(&mut self, slot: u32) {
        if let Some(live) = self.live.get_mut(slot as usize)
            && *live
        {
            *live = false;
            self.released.push(slot);
        }
    }
}
