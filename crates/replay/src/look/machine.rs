//! The address spaces, and the memory they share.

use atlas_scenario::KERNEL;
use serde::Serialize;

use crate::machine::Life;
use crate::state::{PoolState, SpaceState};

/// One address space at a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "SpaceView"))]
pub struct Space {
    /// The task it belongs to; 0 is the kernel.
    pub task: u32,
    /// Its name in print: `kernel`, `task 2`.
    pub name: String,
    /// Whether its task lives.
    pub life: SpaceLife,
    /// The step that killed the task; `None` for all others.
    pub killed_step: Option<u32>,
    /// The virtual address its region begins at. Below lies the task's initial memory.
    pub base: u32,
    /// The length of its region.
    pub region_bytes: u32,
    /// How far its heap reaches into the region.
    pub heap_bytes: u32,
    /// How many pages of its region have a frame or a place in swap.
    pub committed_pages: u32,
    /// How many of these have a frame.
    pub resident_pages: u32,
    /// How many of those nothing has written to yet.
    pub untouched_pages: u32,
    /// How many of the committed are in swap.
    pub swapped_pages: u32,
    /// Touches so far that found no frame behind the page.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub faults: u64,
}

/// Whether a task lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum SpaceLife {
    /// It has not performed an operation yet.
    Unborn,
    /// It performs operations.
    Alive,
    /// It touched a page that no frame was left for, and was killed.
    Killed,
}

impl From<SpaceState> for Space {
    fn from(space: SpaceState) -> Self {
        let counts = space.pages.counts;
        let (life, killed_step) = match space.life {
            Life::Unborn => (SpaceLife::Unborn, None),
            Life::Alive { .. } => (SpaceLife::Alive, None),
            Life::Killed(death) => (SpaceLife::Killed, Some(death.step)),
        };
        Self {
            task: space.task.into(),
            name: match space.task {
                KERNEL => "kernel".to_owned(),
                task => format!("task {task}"),
            },
            life,
            killed_step,
            base: space.region_base,
            region_bytes: space.region_bytes,
            heap_bytes: space.heap_bytes,
            committed_pages: counts.resident + counts.swapped,
            resident_pages: counts.resident,
            untouched_pages: counts.untouched,
            swapped_pages: counts.swapped,
            faults: counts.faults,
        }
    }
}

/// The frames and the swap that all spaces share, at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PoolView"))]
pub struct Pool {
    /// The length of a page and of a frame.
    pub page_bytes: u32,
    /// How many frames there are.
    pub frames: u32,
    /// How many of them nobody holds.
    pub frames_free: u32,
    /// How many pages swap holds at most.
    pub swap_pages: u32,
    /// How many it holds.
    pub swap_used: u32,
    /// Whether all pages of all regions can have a frame at once, so that nothing ever runs short.
    pub plentiful: bool,
}

impl From<PoolState> for Pool {
    fn from(pool: PoolState) -> Self {
        Self {
            page_bytes: pool.design.page_bytes,
            frames: pool.design.frames,
            frames_free: pool.frames_free,
            swap_pages: pool.design.swap_pages,
            swap_used: pool.swap_used,
            plentiful: pool.plentiful,
        }
    }
}
