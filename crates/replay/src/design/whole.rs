//! Owns one design in full, the machine's part and the allocator's, and whether the two go together.

use classic_heap::DesignError;

use super::machine::MachineDesign;
use crate::family::AllocatorDesign;
use crate::subject::Subject;

/// A design as people write it: the machine's part and the allocator's. The values need not go together before
/// [`check`](Self::check) says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WholeDesign {
    /// The machine's part.
    pub machine: MachineDesign,
    /// The allocator's part.
    pub allocator: AllocatorDesign,
}

impl<V: Into<AllocatorDesign>> From<V> for WholeDesign {
    /// An allocator's design on Classic's machine.
    fn from(allocator: V) -> Self {
        Self {
            machine: MachineDesign::default(),
            allocator: allocator.into(),
        }
    }
}

impl WholeDesign {
    /// Whether the values go together, alone and on this machine, in the kernel and in a task.
    ///
    /// # Errors
    /// The first axis whose value makes no sense, alone or with the others, and why.
    pub fn check(&self) -> Result<(), DesignError> {
        self.machine.check()?;
        let regions = self.machine.regions()?;
        self.allocator.check(&regions)?;
        let of_task = self.of_task().allocator.check(&regions);
        of_task.map_err(|error| DesignError {
            axis: "task-base",
            ..error
        })
    }

    /// An empty allocator of this design.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn open(&self) -> Result<Box<dyn Subject>, DesignError> {
        self.check()?;
        self.allocator.open(self.machine.regions()?)
    }

    /// The same design for the heap of a task, whose region begins at the task base.
    #[must_use]
    pub fn of_task(&self) -> Self {
        Self {
            allocator: self.allocator.with_base(self.machine.region.task_base),
            ..*self
        }
    }
}
