//! Owns what an operation changed in memory, as stretches in order of time.
//!
//! Everything comes from the recorded events. Words for it are made where it is shown.

use classic_heap::{Event, Extent};
use serde::Serialize;

use crate::state::State;

/// A stretch of memory that the operation changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Change {
    /// The kind of change.
    pub kind: ChangeKind,
    /// The stretch, as offsets from the region's start.
    #[serde(flatten)]
    pub extent: Extent,
    /// Address of the payload of the block it is, or of its first byte where it is none.
    pub address: u32,
    /// The payload's length where the stretch was granted.
    pub payload_bytes: Option<u32>,
    /// The address of the payload that the stretch was merged into or copied to.
    pub to: Option<u32>,
}

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ChangeKind {
    /// Absorbed by the block in front of it.
    Merged,
    /// Cut off after the part that was granted.
    Split,
    /// Granted, or grown or shrunk in place.
    Placed,
    /// Became a hole.
    Freed,
    /// Freed by the program; the allocator will follow.
    Queued,
    /// Copied from here to another block.
    Moved,
    /// Added to the heap's end.
    Extended,
    /// Given back from the heap's end.
    Trimmed,
}

impl State<'_> {
    /// The changes that the operation which led here made, in order of time.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let base = self.subject().region_base();
        let front_bytes = self.subject().front_bytes();
        let payload = |extent: Extent| base + extent.start + front_bytes;
        let change = |event: &Event| {
            let at = |kind, extent, address| Change {
                kind,
                extent,
                address,
                payload_bytes: None,
                to: None,
            };
            Some(match *event {
                Event::Coalesced { into, absorbed } => Change {
                    to: Some(payload(into)),
                    ..at(ChangeKind::Merged, absorbed, payload(absorbed))
                },
                Event::Split { remainder, .. } => {
                    at(ChangeKind::Split, remainder, payload(remainder))
                }
                Event::Extended { from, to } => {
                    at(ChangeKind::Extended, between(from, to), base + from)
                }
                Event::Trimmed { from, to } => {
                    at(ChangeKind::Trimmed, between(to, from), base + to)
                }
                Event::Placed {
                    block,
                    address,
                    payload_bytes,
                } => Change {
                    payload_bytes: Some(payload_bytes),
                    ..at(ChangeKind::Placed, block, address)
                },
                Event::Moved { from, to, bytes } => Change {
                    to: Some(to),
                    ..at(ChangeKind::Moved, extent(from - base, bytes), from)
                },
                Event::Freed { block, address } => at(ChangeKind::Freed, block, address),
                Event::Queued { block, address } => at(ChangeKind::Queued, block, address),
                // These concern the request, or a block that was only examined.
                Event::Probed { .. }
                | Event::Clamped { .. }
                | Event::Refused(_)
                | Event::Scored { .. } => return None,
            })
        };
        self.events().events.iter().filter_map(change).collect()
    }
}

fn extent(start: u32, bytes: u32) -> Extent {
    Extent { start, bytes }
}

fn between(start: u32, end: u32) -> Extent {
    extent(start, end - start)
}
