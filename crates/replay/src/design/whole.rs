//! Owns one design in full, the machine's part and the allocator's, and whether the two go together.

use classic_heap::catalog::Values;
use classic_heap::{Design, DesignError};

use super::machine::MachineDesign;

/// A design as people write it: the machine's part and the allocator's. The values need not go together before
/// [`design`](Self::design) says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WholeDesign {
    /// The machine's part.
    pub machine: MachineDesign,
    /// The allocator's part.
    pub allocator: Values,
}

impl<V: Into<Values>> From<V> for WholeDesign {
    /// An allocator's design on Classic's machine.
    fn from(allocator: V) -> Self {
        Self {
            machine: MachineDesign::default(),
            allocator: allocator.into(),
        }
    }
}

impl WholeDesign {
    /// The allocator's design, if it makes sense, alone and on this machine, in the kernel and in a task.
    ///
    /// # Errors
    /// The first axis whose value makes no sense, alone or with the others, and why.
    pub fn design(&self) -> Result<Design, DesignError> {
        self.machine.check()?;
        let design = self.on_its_region()?;
        let of_task = self.of_task().on_its_region();
        of_task.map_err(|error| DesignError {
            axis: "task-base",
            ..error
        })?;
        Ok(design)
    }

    /// The same design for the heap of a task, whose region begins at the task base.
    #[must_use]
    pub fn of_task(&self) -> Self {
        Self {
            allocator: self.allocator.with_base(self.machine.region.task_base),
            ..*self
        }
    }

    fn on_its_region(&self) -> Result<Design, DesignError> {
        let design = self.allocator.design()?;
        design.check_region(self.machine.region.region_bytes)?;
        Ok(design)
    }
}
