//! Owns the vocabulary of a scenario: what a program can ask of an allocator, and who asks.
//!
//! Does not own where operations come from (`script`, `generate`, `trace`, `import`) nor what becomes of
//! them: outcomes belong to the replay.

/// The kernel's task number; user tasks are `1..=TASK_MAX`.
pub const KERNEL: u8 = 0;

/// The highest task number a scenario may name.
pub const TASK_MAX: u8 = 8;

/// A place in the program that holds one pointer: an index into [`Scenario::pointer_names`].
///
/// [`Scenario::pointer_names`]: crate::Scenario::pointer_names
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(pub u32);

/// The address an operation is given, as the program would write it.
///
/// Scenarios may be mistaken or hostile on purpose: every target is legal here, and what the allocator
/// makes of it is an outcome of the replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// The value a pointer holds now: the address it was last given, kept even after a free.
    Pointer(Pointer),
    /// A pointer's value plus a signed number of bytes: the inside of a block, or its neighbour.
    Offset(Pointer, i32),
    /// A virtual address out of thin air.
    Address(u32),
    /// The null pointer.
    Null,
}

/// One thing a program asks for. Sizes are in bytes and may be zero; `pointer` is where the address of the new block goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each action's line of script names its values")]
pub enum Action {
    /// `p = malloc bytes`
    Malloc { pointer: Pointer, bytes: u32 },
    /// `p = falloc bytes`: append at the heap's end, ignoring every policy; a `malloc` where the allocator has no such thing.
    Falloc { pointer: Pointer, bytes: u32 },
    /// `p = calloc count * bytes`: zeroed; a product beyond `u32` is an outcome, not an error.
    Calloc {
        pointer: Pointer,
        count: u32,
        bytes: u32,
    },
    /// `p = malloc bytes align alignment`
    AlignedMalloc {
        pointer: Pointer,
        bytes: u32,
        /// What the address must be a multiple of: a power of two.
        alignment: u32,
    },
    /// `p = realloc from bytes`: as a careful program does, `pointer` keeps its old value when this fails.
    Realloc {
        pointer: Pointer,
        /// The block to resize; null makes this a `malloc`.
        from: Target,
        bytes: u32,
    },
    /// `free target`
    Free {
        /// What to free; freeing null does nothing.
        target: Target,
    },
    /// `touch target start..end`: the program writes `bytes` bytes from `start` bytes after the target.
    Touch {
        /// Where the range counts from.
        target: Target,
        /// The first byte written, counted from the target.
        start: u32,
        bytes: TouchBytes,
    },
    /// `idle ticks`: time in which a daemon may work.
    Idle { ticks: u32 },
    /// `mark "label"`
    Mark {
        /// The text, as an index into [`Scenario::labels`](crate::Scenario::labels).
        label: u32,
    },
}

/// How much of a block a `touch` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TouchBytes {
    /// Everything the program asked for, from the start of the range on.
    Rest,
    /// A fixed number of bytes.
    Exactly(u32),
}

/// One step of a scenario: an action and the task that takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operation {
    /// `KERNEL`, or a user task in `1..=TASK_MAX`.
    pub task: u8,
    /// What the task asks for.
    pub action: Action,
}
