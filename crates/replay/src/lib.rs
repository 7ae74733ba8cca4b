//! Replays scenarios on allocators and tells, exactly, what happened at every step.
//!
//! Owns the driver, the shadow heap that trusts no allocator, the timeline with its hash and keyframes, the
//! metrics, and the sentences that explain an outcome. Does not own allocators (a [`Subject`] is the seam),
//! scenarios, drawing, threads or clocks: a replay is a pure function of design and scenario.
//!
//! # The API in one look
//!
//! ```
//! use atlas_replay::{METRICS, Options, Replay};
//! use atlas_scenario::{Action, KERNEL, Operation, Pointer, Scenario};
//! use classic_heap::Design;
//!
//! let action = Action::Malloc { pointer: Pointer(0), bytes: 100 };
//! let scenario = Scenario {
//!     operations: [Operation { task: KERNEL, action }].into(),
//!     pointers: 1,
//!     ..Scenario::default()
//! };
//! let mut replay = Replay::new(Design::CLASSIC, scenario, Options::default())?;
//!
//! // In slices, so that a worker can post progress and be cancelled.
//! while !replay.advance(4_000_000)?.is_done() {}
//! assert!(replay.timeline().hash().is_some());
//!
//! // Any step replayed so far, in any order; the last operation's events are recorded on the way.
//! let state = replay.seek(1)?;
//! assert_eq!(state.outcome().unwrap().kind.id(), "granted");
//! for metric in METRICS {
//!     println!("{} = {}", metric.id, metric.value(state.figures()));
//! }
//! // What every byte of the region belongs to, in order of address: what a map draws.
//! assert_eq!(state.spans().next().unwrap().category.id(), "header");
//! // Headers, list order and roots are particular to Classic's heap.
//! assert_eq!(state.subject().heap().roots().kernel_aloc, Some(0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod candidates;
mod classic;
pub mod design;
mod designs;
mod driver;
mod explain;
mod keyframes;
mod metrics;
mod outcome;
mod pages;
mod physical;
pub mod presets;
mod ranks;
mod region;
mod replay;
mod series;
mod shadow;
mod shared;
mod space;
mod state;
mod subject;
mod timeline;
mod watch;

pub use candidates::CandidateView;
pub use classic::{Classic, ClassicSnapshot};
pub use designs::Designs;
pub use driver::{CostSums, Peaks};
pub use metrics::{
    Better, Figures, FreeSpace, METRICS, MetricDoc, PageFigures, Sample, Scope, Unit, metric,
};
pub use outcome::{OUTCOMES, Outcome, OutcomeDoc, OutcomeKind, Tone};
pub use physical::{MemoryDesign, PageCounts, PageEvent, PageState, PageTraffic, PhysicalMemory};
pub use replay::{Options, Progress, Replay, ReplayError, StepError};
pub use series::{Column, FrameColumn, Series};
pub use shadow::{Live, Shadow, Sums, Violation};
pub use space::{Death, Life};
pub use state::{
    BlockState, CATEGORIES, Category, CategoryDoc, PageSpan, PoolState, SpaceState, Span, State,
};
pub use subject::{Block, Cost, Events, Freed, Grant, ProbeCounts, Request, Rounding, Subject};
pub use timeline::Timeline;
