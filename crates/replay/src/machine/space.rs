//! Owns one address space: the heap in it, what its task holds there, and whether the task lives.
//!
//! Does not own the frames behind it, which are shared: see [`physical`](crate::physical).

use serde::Serialize;

use crate::shadow::Shadow;
use crate::subject::{Saved, Subject};
use crate::sums::Peaks;

/// Whether a task lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Life {
    /// It has not performed an operation yet.
    #[default]
    Unborn,
    /// It performs operations.
    Alive {
        /// The step of its first.
        born_step: u32,
    },
    /// It touched a page that no frame was left for, and was killed.
    Killed(Death),
}

impl Life {
    /// Whether it has a heap.
    pub(crate) fn is_alive(self) -> bool {
        matches!(self, Self::Alive { .. })
    }

    /// Its permanent name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Unborn => "unborn",
            Self::Alive { .. } => "alive",
            Self::Killed(_) => "killed",
        }
    }
}

/// How a task ended, and what it left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Death {
    /// The step that killed it.
    pub step: u32,
    /// The page no frame was left for, counted from its region's start.
    pub page: u32,
    /// How many blocks it held.
    pub blocks: u32,
    /// What it had requested of them, in bytes.
    pub requested_bytes: u32,
    /// How many frames went back to the pool.
    pub frames: u32,
    /// How many places in swap did.
    pub swapped: u32,
}

/// An address space.
pub(crate) struct Space {
    pub(crate) task: u8,
    pub(crate) subject: Box<dyn Subject>,
    pub(crate) shadow: Shadow,
    pub(crate) peaks: Peaks,
    pub(crate) life: Life,
    /// The subject before its first operation, to which a kill returns it.
    pristine: Saved,
}

/// An address space at rest.
pub(crate) struct SpaceSnapshot {
    subject: Saved,
    shadow: Shadow,
    peaks: Peaks,
    life: Life,
}

impl Space {
    pub(crate) fn new(task: u8, mut subject: Box<dyn Subject>) -> Self {
        Self {
            task,
            shadow: Shadow::new(&*subject),
            pristine: subject.save(),
            subject,
            peaks: Peaks::default(),
            life: Life::Unborn,
        }
    }

    /// A space whose heap begins with blocks and holes.
    pub(crate) fn begun(task: u8, subject: Box<dyn Subject>) -> Self {
        let empty = Self::new(task, subject.fresh());
        Self { subject, ..empty }
    }

    /// Ends the heap: nothing is left of it or of what the task held.
    pub(crate) fn end(&mut self, death: Death) {
        self.subject.restore(&self.pristine);
        self.shadow = Shadow::new(&*self.subject);
        self.life = Life::Killed(death);
    }

    pub(crate) fn snapshot(&mut self) -> SpaceSnapshot {
        SpaceSnapshot {
            subject: self.subject.save(),
            shadow: self.shadow.clone(),
            peaks: self.peaks,
            life: self.life,
        }
    }

    pub(crate) fn restore(&mut self, snapshot: &SpaceSnapshot) {
        self.subject.restore(&snapshot.subject);
        self.shadow = snapshot.shadow.clone();
        self.peaks = snapshot.peaks;
        self.life = snapshot.life;
    }
}

impl SpaceSnapshot {
    /// The bytes of memory this takes beside `other`, which is older.
    pub(crate) fn bytes_beside(&self, other: &Self) -> usize {
        size_of::<Self>()
            + self.subject.bytes_beside(&*other.subject)
            + self.shadow.bytes_beside(&other.shadow)
    }
}
