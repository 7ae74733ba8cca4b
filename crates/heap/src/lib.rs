//! Classic's memory allocator over a region that it is given, with every decision of its design a switch.
//!
//! A [`Heap`] manages one [`Region`] of memory in band: each block carries a 16-byte header in the region
//! itself, and everything else the heap knows fits in a few [`Roots`]. Which [`Design`] it follows is plain
//! data; what it does step by step can be watched through an [`Observer`] that costs nothing when absent.
//!
//! ```
//! use classic_heap::{Bytes, Design, Heap};
//!
//! let mut heap = Heap::new(Bytes(vec![0; 4096]), Design::CLASSIC)?;
//! let grant = heap.allocate(100)?;
//! assert_eq!(grant.address, 0x0010_0010);
//! assert_eq!(grant.payload_bytes, 112);
//! heap.free(grant.address)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A [`TagHeap`](tags::TagHeap) manages a region the way most allocators do, with blocks back to back and holes in bins; its module
//! has the family's axes and the designs with names. A [`BuddyHeap`](buddy::BuddyHeap) has blocks of powers of two that split
//! into buddies and meet again; a [`SlabHeap`](slab::SlabHeap) cuts such blocks into slabs of equal objects.
//!
//! Owns the header's layout, the lists, splitting and merging (the mechanism, [`heap`](Heap)), one file per
//! policy, the catalogue that registers them, and a [`GlobalHeap`] for `#[global_allocator]`. Does not own
//! scenarios, metrics or drawing, and reads no clock. A [`Heap`] belongs to one thread; the lock of a [`GlobalHeap`]
//! lets threads share one.

#![cfg_attr(not(feature = "std"), no_std)]

pub mod anatomy;
pub mod buddy;
pub mod catalog;
mod design;
mod gaps;
mod given;
mod global;
mod header;
mod heap;
mod observe;
mod policies;
pub mod policy;
mod raw;
mod region;
mod reply;
mod sizing;
pub mod slab;
pub mod tags;
mod tally;

pub use design::{Design, DesignError, Draft, Reason};
pub use given::{Laid, Misfit, Piece};
pub use global::{GlobalHeap, SpinLock};
pub use header::{FLAG_FREE, FLAG_PADDED, FLAG_QUEUED, HEADER_BYTES, Header};
pub use heap::check::Violation;
pub use heap::view::BlockView;
pub use heap::{Heap, Roots};
pub use observe::{Event, Extent, Observer, Purpose, Unobserved, Verdict};
pub use policies::{Classic, Fixed, Policies};
pub use raw::{Constant, FamilyDesign, HeapOf, RawHeap, Serves};
pub use region::{Access, Bytes, RawRegion, Region, TrustedRegion};
pub use reply::{FreeError, Freed, Grant, ReallocateError, Refusal};
pub use sizing::Sizing;
