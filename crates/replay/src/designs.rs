//! Owns which design each task's heap follows.
//!
//! The kernel's heap begins at its design's `region-base`, a task's at its design's `task-base`. The pool of
//! frames is one for all: page size, frames and swap are the kernel's, whatever a task's design says.

use atlas_scenario::{KERNEL, TASK_MAX};
use classic_heap::Design;

use crate::physical::MemoryDesign;
use crate::replay::ReplayError;

/// The design of the kernel, and those of tasks that have one of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Designs {
    /// The kernel's.
    pub kernel: Design,
    /// Those of tasks 1 to 8; a task without one follows the kernel's.
    pub tasks: [Option<Design>; TASK_MAX as usize],
}

impl From<Design> for Designs {
    /// One design for everybody.
    fn from(kernel: Design) -> Self {
        Self {
            kernel,
            tasks: [None; TASK_MAX as usize],
        }
    }
}

impl Designs {
    /// The design of a task's heap, its base and the machine's memory included.
    ///
    /// # Panics
    /// If there can be no such task.
    #[must_use]
    pub fn of(&self, task: u8) -> Design {
        match task.checked_sub(1) {
            None => self.kernel,
            Some(at) => Design {
                page_bytes: self.kernel.page_bytes,
                frames: self.kernel.frames,
                swap_pages: self.kernel.swap_pages,
                ..self.tasks[usize::from(at)]
                    .unwrap_or(self.kernel)
                    .for_task()
            },
        }
    }

    /// The memory all heaps draw on.
    #[must_use]
    pub fn memory(&self) -> MemoryDesign {
        MemoryDesign::of(&self.kernel)
    }

    /// Whether every design makes sense.
    ///
    /// # Errors
    /// [`ReplayError::Design`] or [`ReplayError::TaskDesign`] of the first that does not.
    pub fn check(&self) -> Result<(), ReplayError> {
        self.kernel.check()?;
        for (task, design) in (KERNEL + 1..).zip(&self.tasks) {
            if let Some(design) = design {
                design
                    .check()
                    .map_err(|error| ReplayError::TaskDesign { task, error })?;
            }
        }
        Ok(())
    }
}
