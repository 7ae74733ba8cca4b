//! Owns what can become of an operation, and how that is named.
//!
//! Whatever a scenario asks for, hostile or mistaken, ends in one of these: running out of memory is an
//! outcome, not an error. What led to it is told by [`explain`](crate::explain).

use serde::Serialize;

use crate::shadow::Live;

/// What became of an operation, at a glance.
///
/// The discriminants enter the timeline's hash: they are never renumbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum OutcomeKind {
    /// A block was granted.
    Granted = 0,
    /// A block was granted that is smaller than asked for, the maximum.
    Clamped = 1,
    /// Memory ran out; the pointer is null, or keeps its block if this was a `realloc`.
    RefusedNoBlock = 2,
    /// More than the maximum was asked for; the pointer as above.
    RefusedOverMaximum = 3,
    /// A block was resized where it stands.
    Resized = 4,
    /// A block was resized by moving its contents.
    Moved = 5,
    /// A block was freed.
    Freed = 6,
    /// The null pointer was freed: nothing happens.
    FreedNull = 7,
    /// The block named was freed before.
    DoubleFree = 8,
    /// No block begins at the address named.
    UnknownAddress = 9,
    /// The program wrote to its block; beyond what it asked for, perhaps, but within the payload.
    Touched = 10,
    /// The program would have written outside of its block; it was stopped.
    TouchOutOfBounds = 11,
    /// The program would have written to a block it had freed; it was stopped.
    TouchAfterFree = 12,
    /// Time passed.
    Idled = 13,
    /// A label was passed.
    Marked = 14,
    /// There is room, but too few frames; the pointer as above.
    RefusedNoFrame = 15,
    /// A free was queued: the block is stagnant.
    Queued = 16,
    /// The operation touched a page for which no frame was left: its task and the task's heap are gone.
    TaskKilled = 17,
    /// The task was killed before: it performs nothing any more.
    TaskDead = 18,
    /// Zero bytes were asked for, and the pointer is null.
    GrantedNull = 19,
    /// The operation is one of a turn that a repeat did not come to: nothing was performed.
    Skipped = 20,
    /// The program would have written through the null pointer; it was stopped.
    TouchNull = 21,
}

/// How an outcome is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Tone {
    /// The program got what it wanted.
    Good,
    /// It happened as the program and the design have it.
    Neutral,
    /// Worth knowing.
    Note,
    /// The program failed, or was wrong.
    Bad,
}

/// What there is to say of a kind of outcome.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OutcomeDoc {
    /// The outcome.
    #[serde(skip)]
    pub kind: OutcomeKind,
    /// Its permanent kebab-case name.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// What it means, in one sentence.
    pub summary: &'static str,
    /// How it is to be taken.
    pub tone: Tone,
}

const fn doc(
    kind: OutcomeKind,
    id: &'static str,
    title: &'static str,
    summary: &'static str,
    tone: Tone,
) -> OutcomeDoc {
    OutcomeDoc {
        kind,
        id,
        title,
        summary,
        tone,
    }
}

/// Every kind of outcome, in the order of the discriminants.
#[rustfmt::skip]
pub static OUTCOMES: &[OutcomeDoc] = &[
    doc(OutcomeKind::Granted, "granted", "Granted",
        "The program got a block at least as large as it asked for.", Tone::Good),
    doc(OutcomeKind::Clamped, "clamped", "Clamped",
        "The program asked for more than the maximum and got the maximum.", Tone::Note),
    doc(OutcomeKind::RefusedNoBlock, "refused-no-block", "Out of memory",
        "No hole is large enough, and the heap cannot grow far enough.", Tone::Bad),
    doc(OutcomeKind::RefusedOverMaximum, "refused-over-maximum", "Over the maximum",
        "The program asked for more than the maximum, or for more than 32 bits can count.", Tone::Bad),
    doc(OutcomeKind::Resized, "resized", "Resized in place",
        "The block has its new size where it stands.", Tone::Good),
    doc(OutcomeKind::Moved, "moved", "Moved",
        "The block could not be resized where it stood: its contents were copied to a new one.", Tone::Note),
    doc(OutcomeKind::Freed, "freed", "Freed",
        "The program gave its block back.", Tone::Good),
    doc(OutcomeKind::FreedNull, "null-free", "Null freed",
        "Freeing the null pointer does nothing.", Tone::Note),
    doc(OutcomeKind::DoubleFree, "double-free", "Double free",
        "The program named a block that it had freed before.", Tone::Bad),
    doc(OutcomeKind::UnknownAddress, "unknown-address", "Unknown address",
        "The program named an address at which no block begins.", Tone::Bad),
    doc(OutcomeKind::Touched, "touched", "Touched",
        "The program wrote to its block.", Tone::Good),
    doc(OutcomeKind::TouchOutOfBounds, "touch-out-of-bounds", "Touch out of bounds",
        "The program would have written outside of its block; nothing was written.", Tone::Bad),
    doc(OutcomeKind::TouchAfterFree, "touch-after-free", "Touch after free",
        "The program would have written to a block it had freed; nothing was written.", Tone::Bad),
    doc(OutcomeKind::Idled, "idled", "Idle",
        "Time passed.", Tone::Neutral),
    doc(OutcomeKind::Marked, "marked", "Mark",
        "A label, for the reader.", Tone::Neutral),
    doc(OutcomeKind::RefusedNoFrame, "refused-no-frame", "Out of frames",
        "There is room for the block, but too few physical frames are left for it.", Tone::Bad),
    doc(OutcomeKind::Queued, "queued", "Free queued",
        "The program gave its block back; the allocator will take it later.", Tone::Neutral),
    doc(OutcomeKind::TaskKilled, "task-killed", "Task killed",
        "A touch needed a frame and none was left: the task ends, and its heap and frames are gone.", Tone::Bad),
    doc(OutcomeKind::TaskDead, "task-dead", "Task is dead",
        "The task was killed before; nothing happens.", Tone::Bad),
    doc(OutcomeKind::GrantedNull, "granted-null", "Null for zero bytes",
        "The program asked for zero bytes, and this design gives it the null pointer.", Tone::Neutral),
    doc(OutcomeKind::Skipped, "skipped", "Not performed",
        "A repeat ended before this turn, because a request was refused; nothing happens.", Tone::Neutral),
    doc(OutcomeKind::TouchNull, "touch-null", "Null touched",
        "The program would have written through the null pointer, which leads to no block; nothing was written.", Tone::Bad),
];

impl OutcomeKind {
    /// Its documentation.
    #[must_use]
    pub fn doc(self) -> &'static OutcomeDoc {
        &OUTCOMES[self as usize]
    }

    /// What enters a hash for it. A touch through null counts as one out of bounds: links made before it had a name of its own keep
    /// their hashes.
    pub(crate) fn hashed(self) -> Self {
        match self {
            Self::TouchNull => Self::TouchOutOfBounds,
            kind => kind,
        }
    }

    /// Whether a request got no memory.
    #[must_use]
    pub fn is_refusal(self) -> bool {
        matches!(
            self,
            Self::RefusedNoBlock | Self::RefusedOverMaximum | Self::RefusedNoFrame
        )
    }

    /// Whether it ends a `repeat until refused`: what lives no more is granted nothing more.
    #[must_use]
    pub fn ends_a_repeat(self) -> bool {
        self.is_refusal() || matches!(self, Self::TaskKilled | Self::TaskDead)
    }

    /// Its permanent kebab-case name.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.doc().id
    }
}

/// What became of one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// At a glance.
    pub kind: OutcomeKind,
    /// The address granted, freed, touched or named; 0 where there is none.
    pub address: u32,
    /// The payload granted, resized or freed, in bytes; for a touch, the bytes it writes.
    pub payload_bytes: u32,
    /// The block concerned as the program holds it now, or held it until now.
    pub block: Option<Live>,
    /// The live block that has the address of the program's own, which was freed before or is in another space.
    pub occupant: Option<Live>,
}

impl Outcome {
    pub(crate) fn of(kind: OutcomeKind) -> Self {
        Self {
            kind,
            address: 0,
            payload_bytes: 0,
            block: None,
            occupant: None,
        }
    }

    pub(crate) fn at(kind: OutcomeKind, address: u32) -> Self {
        Self {
            address,
            ..Self::of(kind)
        }
    }
}
