//! Owns a scenario at rest: its operations and the names they refer to by index.

use std::sync::Arc;

use crate::condition::Conditions;
use crate::given::Given;
use crate::operation::{Operation, Pointer};

/// A finite sequence of operations, ready to be replayed. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// The steps, in order. Step `n` of a timeline is the state after `operations[n - 1]`.
    pub operations: Arc<[Operation]>,
    /// How many pointers the operations refer to: every `Pointer(i)` has `i < pointers`.
    pub pointers: u32,
    /// Names of pointers, for those that have one; traces name none and get `p0`, `p1`, …
    pub pointer_names: Arc<[Box<str>]>,
    /// The texts of `mark` operations.
    pub labels: Arc<[Box<str>]>,
    /// What there is before the first operation, in order of tasks; none for those that begin with an empty heap.
    pub given: Arc<[Given]>,
    /// Which of the operations are performed under conditions alone.
    pub conditions: Conditions,
}

impl Scenario {
    /// How many operations there are.
    #[must_use]
    pub fn operation_count(&self) -> u32 {
        // Every way to make a scenario is bounded far below.
        u32::try_from(self.operations.len()).expect("a scenario has fewer than 2^32 operations")
    }

    /// The name a pointer goes by in print: its own, or `p` and its index.
    pub fn pointer_name(&self, pointer: Pointer) -> String {
        match self.pointer_names.get(pointer.0 as usize) {
            Some(name) => name.to_string(),
            None => format!("p{}", pointer.0),
        }
    }
}
