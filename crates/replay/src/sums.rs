//! Owns the numbers that grow with every operation: what live blocks add up to, the highest values so far, and the cost
//! so far.
//!
//! Does not own metrics, which are computed from these and from the blocks: see [`metrics`](crate::metrics).

use std::ops::AddAssign;

use crate::subject::Cost;

/// What the live blocks add up to, in bytes but for their number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// What was granted of the requests.
    pub requested_bytes: u32,
    /// The payloads.
    pub payload_bytes: u32,
    /// The whole blocks.
    pub block_bytes: u32,
    /// Of the payloads, what was added to reach the minimum.
    pub minimum_rounding_bytes: u32,
    /// Of the payloads, what was added to reach the alignment.
    pub alignment_rounding_bytes: u32,
    /// The number of blocks.
    pub blocks: u32,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.requested_bytes += other.requested_bytes;
        self.payload_bytes += other.payload_bytes;
        self.block_bytes += other.block_bytes;
        self.minimum_rounding_bytes += other.minimum_rounding_bytes;
        self.alignment_rounding_bytes += other.alignment_rounding_bytes;
        self.blocks += other.blocks;
    }
}

impl Sums {
    /// Of the payloads, what neither the request nor rounding accounts for: remainders not split off.
    #[must_use]
    pub fn unsplit_remainder_bytes(&self) -> u32 {
        self.payload_bytes
            - self.requested_bytes
            - self.minimum_rounding_bytes
            - self.alignment_rounding_bytes
    }
}

/// The highest values so far, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peaks {
    /// Of the live requests' sum.
    pub requested_bytes: u32,
    /// Of the live payloads' sum.
    pub payload_bytes: u32,
    /// Of the live blocks' sum.
    pub block_bytes: u32,
    /// Of the heap's end.
    pub heap_bytes: u32,
    /// The first step at which the heap's end stood there.
    pub heap_step: u32,
}

impl Peaks {
    pub(crate) fn raise(&mut self, sums: Sums, heap_bytes: u32, step: u32) {
        self.requested_bytes = self.requested_bytes.max(sums.requested_bytes);
        self.payload_bytes = self.payload_bytes.max(sums.payload_bytes);
        self.block_bytes = self.block_bytes.max(sums.block_bytes);
        if heap_bytes > self.heap_bytes {
            self.heap_bytes = heap_bytes;
            self.heap_step = step;
        }
    }
}

/// Sums and maxima of the allocator operations' cost so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostSums {
    /// How many allocator operations there were.
    pub operations: u32,
    /// The sum of each measure.
    pub sum: [u64; 3],
    /// The maximum of each measure.
    pub maximum: [u64; 3],
}

impl CostSums {
    pub(crate) fn add(&mut self, cost: Cost) {
        self.operations += 1;
        for (n, value) in cost.measures().into_iter().enumerate() {
            self.sum[n] += value;
            self.maximum[n] = self.maximum[n].max(value);
        }
    }
}
