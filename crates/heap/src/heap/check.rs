//! Owns the invariants of a heap and the walk that checks them all. Meant for tests: it costs O(n log n).

use core::fmt;

use super::Heap;
use crate::header::HEADER_BYTES;
use crate::observe::Observer;
use crate::policies::Policies;
use crate::policy::free_order::Position;
use crate::region::Region;

/// A broken invariant, and the header where it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What should hold.
    pub rule: &'static str,
    /// The header's offset from the region's start.
    pub header_offset: u32,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} (header at offset {:#x})",
            self.rule, self.header_offset
        )
    }
}

impl core::error::Error for Violation {}

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// Walks memory, the list and the index, and compares them.
    ///
    /// # Errors
    /// The first invariant found broken. A heap whose headers were overwritten may panic instead.
    pub fn check(&self) -> Result<(), Violation> {
        let ensure = |holds: bool, rule, header_offset| {
            if holds {
                Ok(())
            } else {
                Err(Violation {
                    rule,
                    header_offset,
                })
            }
        };
        let alignment = self.design().alignment;
        let mut blocks = 0_u32;
        let mut checksum = 0_u64;
        let mut last = None;
        let mut holes = 0_u32;
        let mut queued = 0_u32;
        let mut previous_is_free = false;
        let mut end = 0;
        for block in self.blocks() {
            let at = block.header_offset;
            let (address, size) = (block.address(), block.payload_bytes());
            ensure(
                block.extent.start == end,
                "blocks cover the heap without a gap",
                at,
            )?;
            ensure(
                address.is_multiple_of(alignment),
                "payloads are aligned",
                at,
            )?;
            ensure(
                address == self.base() + block.payload_offset(),
                "addr points to the payload after its header",
                at,
            )?;
            ensure(
                size.is_multiple_of(alignment),
                "payloads are multiples of the alignment",
                at,
            )?;
            ensure(
                size >= self.design().payload_bytes_min(),
                "payloads reach the minimum",
                at,
            )?;
            ensure(
                !(block.is_free() && block.header.is_padded()),
                "only allocated blocks are padded",
                at,
            )?;
            ensure(
                block.header.is_padded()
                    || block.next_free_or_padding == 0
                    || (self.keeps_free_list() && block.is_free()),
                "the header's last word is zero unless the block is padded or on the free list",
                at,
            )?;
            ensure(
                !(block.is_free() && block.header.is_queued()),
                "no hole is queued",
                at,
            )?;
            holes += u32::from(block.is_free());
            queued += u32::from(block.header.is_queued());
            ensure(
                !(self.design().coalescing.on_free() && previous_is_free && block.is_free()),
                "no two holes touch where the design merges on free",
                at,
            )?;
            if self.indexed() {
                ensure(
                    blocks < self.roots.index_entries,
                    "the index holds every block",
                    at,
                )?;
                ensure(
                    self.entry(blocks).address == address,
                    "the index is in order of address",
                    at,
                )?;
            }
            end = block.extent.start + block.extent.bytes;
            previous_is_free = block.is_free();
            last = Some(at);
            blocks += 1;
            checksum = checksum.wrapping_add(mix(at));
        }
        ensure(
            end == self.roots.end,
            "the last block ends where the heap ends",
            end,
        )?;
        ensure(
            self.roots.last == last,
            "LAST is the last block in memory",
            end,
        )?;
        ensure(end <= self.limit(0), "the heap stays within its limit", end)?;

        let mut linked = 0_u32;
        let mut linked_checksum = 0_u64;
        let mut tail = None;
        let mut address = 0;
        for block in self.list() {
            let at = block.header_offset;
            ensure(linked < blocks, "the list has as many blocks as memory", at)?;
            if self.design().list_order.by_address() {
                ensure(
                    block.address() > address,
                    "the list is in order of address",
                    at,
                )?;
            }
            if self.indexed() {
                let entry = (0..self.roots.index_entries)
                    .map(|n| self.entry(n))
                    .find(|entry| entry.address == block.address());
                ensure(
                    entry.is_some_and(|entry| entry.previous == self.link(tail.map(super::Block))),
                    "the index holds the block linked before each block",
                    at,
                )?;
            }
            address = block.address();
            tail = Some(at);
            linked += 1;
            linked_checksum = linked_checksum.wrapping_add(mix(at));
        }
        ensure(
            linked == blocks && linked_checksum == checksum,
            "the list has the same blocks as memory",
            0,
        )?;
        ensure(
            self.roots.tail == tail,
            "TAIL is the last block in the list",
            0,
        )?;
        let rover = self.roots.rover;
        let found = rover.is_none_or(|rover| {
            self.list().any(|block| {
                block.header_offset == rover && (block.is_free() || !self.keeps_free_list())
            })
        });
        ensure(found, "the rover is a block of the list searched", 0)?;
        if self.keeps_free_list() {
            self.check_free_list(holes)?;
        }
        self.check_queue(queued)?;
        ensure(
            !self.indexed() || self.roots.index_entries == blocks,
            "the index holds nothing but blocks",
            0,
        )
    }
}

/// The lists that only some designs keep.
impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    fn check_free_list(&self, holes: u32) -> Result<(), Violation> {
        let position = self.design().free_order.position();
        let by_address = position == Position::ByAddress;
        let mut bytes_before = None;
        let mut cursor = self.roots.free_head;
        let mut tail = None;
        let mut rover = None;
        for _ in 0..holes {
            let Some(at) = cursor else {
                return Err(Violation {
                    rule: "every hole is on the free list",
                    header_offset: 0,
                });
            };
            let hole = self.block_at_header(at);
            if !hole.is_free() {
                return Err(Violation {
                    rule: "only holes are on the free list",
                    header_offset: at,
                });
            }
            if by_address && self.roots.granted.is_some_and(|granted| at <= granted) {
                rover = Some(at);
            }
            if by_address && tail.is_some_and(|before| before >= at) {
                return Err(Violation {
                    rule: "the free list is in order of address",
                    header_offset: at,
                });
            }
            let bytes = hole.payload_bytes();
            if let (Position::BySize { ascends }, Some(before)) = (position, bytes_before)
                && before != bytes
                && (before < bytes) != ascends
            {
                return Err(Violation {
                    rule: "the free list is in order of size",
                    header_offset: at,
                });
            }
            bytes_before = Some(bytes);
            tail = Some(at);
            cursor = self.hole_at(hole.next_free_or_padding).map(|block| block.0);
        }
        if cursor.is_some() || self.roots.free_tail != tail {
            return Err(Violation {
                rule: "the free list ends after its last hole",
                header_offset: 0,
            });
        }
        if by_address && self.roots.rover != rover {
            return Err(Violation {
                rule: "in order of address, the rover is the last hole before the block granted last",
                header_offset: 0,
            });
        }
        Ok(())
    }

    fn check_queue(&self, queued: u32) -> Result<(), Violation> {
        let mut cursor = self.roots.queue_head;
        let mut tail = None;
        for _ in 0..queued {
            let Some(at) = cursor else {
                return Err(Violation {
                    rule: "every flagged block is queued",
                    header_offset: 0,
                });
            };
            if !self.block_at_header(at).header.is_queued() {
                return Err(Violation {
                    rule: "every queued block is flagged",
                    header_offset: at,
                });
            }
            tail = Some(at);
            cursor = self
                .linked(self.region.word(at + HEADER_BYTES))
                .map(|block| block.0);
        }
        if cursor.is_some() || self.roots.queue_tail != tail || self.roots.queued != queued {
            return Err(Violation {
                rule: "the queue ends after its last block",
                header_offset: 0,
            });
        }
        Ok(())
    }
}

/// Spreads an offset over 64 bits, so that equal sums mean equal sets (the finaliser of SplitMix64).
fn mix(offset: u32) -> u64 {
    let mut z = u64::from(offset).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
