//! Replays scenarios on allocators and tells, exactly, what happened at every step.
//!
//! Owns the machine (address spaces, the memory they share, the program's pointers), the shadow heap that trusts no
//! allocator, the timeline with its hash and keyframes, the metrics, and the sentences that explain an outcome. Does not
//! own allocators (a [`Subject`] is the seam), scenarios, drawing, threads or clocks: a replay is a pure function of design
//! and scenario.
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
//! let classic = atlas_replay::Classic::of(state.subject()).expect("Classic's heap");
//! assert_eq!(classic.heap().roots().kernel_aloc, Some(0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Address spaces, and the memory they share
//!
//! The kernel (task 0) and each task of a scenario has an address space, with a heap and a shadow of its own; all of
//! them draw on one pool of frames and swap. A [`State`] looks from one space, first that of the task which
//! performed the step's operation; [`State::in_space`] looks from another, with everything else the same. Its
//! figures are those of all spaces together until `in_space` picks one.
//!
//! ```
//! use atlas_replay::{Designs, Options, PageState, Replay, WholeDesign, design};
//! use atlas_scenario::Scenario;
//!
//! let mut kernel = WholeDesign::default();
//! for (axis, value) in [("commit", "lazy"), ("frames", "6"), ("region-size", "64KiB")] {
//!     design::set(&mut kernel, axis, value)?;
//! }
//! let mut designs = Designs::from(kernel);
//! let mut own = kernel;
//! design::set(&mut own, "minimum", "16")?;
//! designs.put(2, own);
//!
//! let script = "task 1: a = malloc 16000\ntask 1: touch a\ntask 2: b = malloc 16000\ntask 2: touch b";
//! let scenario = Scenario::from_script(script).expect("a good script");
//! let mut replay = Replay::new(designs, scenario, Options::default())?;
//! replay.finish()?;
//!
//! // More was promised than there is: the touch finds no frame, and task 2 is no more.
//! let state = replay.seek(4)?;
//! assert_eq!(state.outcome().unwrap().kind.id(), "task-killed");
//! for space in state.spaces() {
//!     println!("{} {:#x} {} {}", space.task, space.region_base, space.life.id(), space.pages.counts.resident);
//! }
//! assert_eq!(state.pool().frames_free, 2);
//! let first = state.in_space(1).expect("task 1 is in the scenario");
//! assert_eq!(first.blocks().count(), 1);
//! assert_eq!(first.page_spans().next().unwrap().state, PageState::Resident);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Why here?
//!
//! [`State::candidates`] are the blocks that the step's operation examined, in that order: for a request the holes
//! on the way to the one it got, each with its verdict and, where the placement computes scores, its terms; for a
//! free the blocks examined to find the address. The extents are those of the map, so that a candidate can be shown
//! there.
//!
//! ```
//! use atlas_replay::{Options, Replay, WholeDesign};
//! use atlas_scenario::Scenario;
//! use classic_heap::Verdict;
//!
//! let script = "a = malloc 200\nb = malloc 64\nc = malloc 100\nd = malloc 64\nfree a\nfree c\ne = malloc 100";
//! let scenario = Scenario::from_script(script).expect("a good script");
//! let mut design = WholeDesign::default();
//! atlas_replay::design::set(&mut design, "placement", "best-fit")?;
//! let mut replay = Replay::new(design, scenario, Options::default())?;
//! replay.finish()?;
//! let state = replay.seek(7)?;
//! let told: Vec<_> = state
//!     .candidates()
//!     .iter()
//!     .map(|candidate| (candidate.payload_bytes, candidate.verdict, candidate.won))
//!     .collect();
//! assert_eq!(
//!     told,
//!     [
//!         (208, Verdict::Held, false),
//!         (64, Verdict::Allocated, false),
//!         (112, Verdict::Held, true),
//!         (64, Verdict::Allocated, false),
//!     ]
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(test)]
extern crate self as atlas_replay;

mod candidates;
pub mod catalog;
mod changes;
pub mod design;
mod designs;
mod explain;
mod family;
mod keyframes;
mod lifetimes;
pub mod link;
pub mod look;
mod machine;
mod metrics;
mod outcome;
mod pages;
mod physical;
pub mod presets;
mod ranks;
mod region;
mod replay;
mod scorecard;
mod series;
mod shadow;
mod shared;
mod state;
mod steps;
mod subject;
mod sums;
pub mod sweep;
mod timeline;
mod watch;
mod work;

pub use candidates::{Candidate, Score};
pub use changes::{Change, ChangeKind};
pub use design::{MachineDesign, MemoryDesign, RegionDesign, WholeDesign};
pub use designs::{
    DesignProblem, DesignReport, Designs, SettingProblem, TaskDesign, setting_key, task_and_axis,
};
pub use family::{AllocatorDesign, Classic, Hosted};
pub use lifetimes::{Lifetime, MemoryOverTime, Outline};
pub use machine::{Death, Life, Turns};
pub use metrics::{
    Better, Figures, FreeSpace, METRICS, MetricDoc, PageFigures, Sample, Scope, Unit, metric,
};
pub use outcome::{OUTCOMES, Outcome, OutcomeDoc, OutcomeKind, Tone};
pub use physical::{PageCounts, PageEvent, PageState, PageTraffic, PhysicalMemory};
pub use replay::{Options, Progress, Replay, ReplayError, StepError};
pub use scorecard::Scorecard;
pub use series::{Column, FrameColumn, Series};
pub use shadow::{Live, Shadow, Violation};
pub use state::{
    BlockState, CATEGORIES, Category, CategoryDoc, PageSpan, PoolState, SpaceState, Span, State,
    UNTOUCHED, UntouchedDoc,
};
pub use steps::{STEP_COLUMNS, StepRow};
pub use subject::{
    AtRest, Begun, Block, Cost, Events, Freed, Grant, NotBegun, ProbeCounts, Request, Rounding,
    Saved, Subject,
};
pub use sums::{CostSums, Peaks, Sums};
pub use timeline::Timeline;
pub use work::WorkBound;
