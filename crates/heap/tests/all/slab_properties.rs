//! Random operations on random designs of the family `slab`, the whole product of its axes; `told` says what must hold.

use crate::slab_designs::design;
use crate::told::{announce, run, step};
use classic_heap::slab::SlabHeap;
use proptest::prelude::*;
use proptest::sample::Index;

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn random_operations_on_random_designs(
        design in design(),
        region_bytes in prop_oneof![3 => 2000..12_000_u32, 1 => 24..600_u32],
        steps in proptest::collection::vec(step(), 1..90),
    ) {
        run::<SlabHeap<_>>(design, region_bytes, &steps);
    }
}

proptest! {
    /// Pages see what the heap reads and writes: no word of bookkeeping is used that was not announced.
    #[test]
    fn every_word_is_announced(
        design in design(),
        steps in proptest::collection::vec((0..400_u32, any::<Index>(), 0..4_u32), 1..60),
    ) {
        announce::<SlabHeap<_>>(design, &steps);
    }
}
