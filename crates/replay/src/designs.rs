//! Owns which design each task's heap follows, and how the designs of all are written down as settings.
//!
//! A setting is a key and a value, both texts. `placement` is the kernel's axis, `2:placement` that of task 2. The
//! kernel's design begins with Classic's, a task's with the kernel's, wherever its settings stand among the others.
//!
//! The kernel's heap begins at its design's `region-base`, a task's at its design's `task-base`. The machine's memory is
//! one for all heaps: a task's settings of page size, frames and swap make no difference and are not kept.

mod report;
mod source;

use atlas_scenario::share::Settings;
use atlas_scenario::{KERNEL, TASK_MAX};
use classic_heap::DesignError;

use crate::design::{
    ALL_SHARE_MEMORY, Axis, MachineDesign, RegionDesign, SettingError, WholeDesign, axis,
    differences, set,
};
use crate::family::{AllocatorDesign, FAMILY};

pub use report::{DesignProblem, DesignReport};
pub(crate) use source::SourceNames;

/// A setting that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingProblem {
    /// Its key, as it was written.
    pub key: String,
    /// Its value, as it was written.
    pub value: String,
    /// What is wrong with it.
    pub error: SettingError,
}

/// Takes a setting's key apart: the task and the name of the axis.
///
/// # Errors
/// [`SettingError::NoTask`] where there can be no such task.
pub fn task_and_axis(key: &str) -> Result<(u8, &str), SettingError> {
    let Some((task, axis)) = key.split_once(':') else {
        return Ok((KERNEL, key));
    };
    match task.parse() {
        Ok(number @ 1..=TASK_MAX) if task.len() == 1 => Ok((number, axis)),
        _ => Err(SettingError::NoTask {
            given: task.to_owned(),
        }),
    }
}

/// The key of an axis: its id, with the task in front where it is not the kernel's.
#[must_use]
pub fn setting_key(task: u8, axis: &str) -> String {
    if task == KERNEL {
        axis.to_owned()
    } else {
        format!("{task}:{axis}")
    }
}

/// One machine, the design of the kernel's heap, and those of tasks that have one of their own, as people write them:
/// their values need not go together before [`first_unsound`](Self::first_unsound) says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Designs {
    /// The machine.
    pub machine: MachineDesign,
    /// The kernel's.
    pub kernel: AllocatorDesign,
    /// Those of tasks 1 to 8; a task without one follows the kernel's.
    pub tasks: [Option<TaskDesign>; TASK_MAX as usize],
}

/// A design of a task's own: all but the memory, which the machine has once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskDesign {
    /// The region of its heap.
    pub region: RegionDesign,
    /// The design of its heap.
    pub allocator: AllocatorDesign,
}

impl<D: Into<WholeDesign>> From<D> for Designs {
    /// One design for everybody.
    fn from(design: D) -> Self {
        let WholeDesign { machine, allocator } = design.into();
        Self {
            machine,
            kernel: allocator,
            tasks: [None; TASK_MAX as usize],
        }
    }
}

/// A setting that names a task and an axis, not yet applied.
#[derive(Clone, Copy)]
struct Setting<'a> {
    task: u8,
    axis: &'a str,
    key: &'a str,
    value: &'a str,
}

impl Setting<'_> {
    fn is_of_a_task_s_memory(&self) -> bool {
        self.task != KERNEL && matches!(axis(self.axis), Some(Axis::Memory(_)))
    }

    fn problem(&self, error: SettingError) -> SettingProblem {
        SettingProblem {
            key: self.key.to_owned(),
            value: self.value.to_owned(),
            error,
        }
    }
}

impl Designs {
    /// Designs from settings, later ones winning, and those that name no axis or no value of one. Whether values go
    /// together is [`first_unsound`](Self::first_unsound)'s business.
    pub fn read<'a>(
        settings: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<SettingProblem>) {
        let mut problems = Vec::new();
        let settings = located(settings, &mut problems);
        (Self::of_settings(&settings, None, &mut problems), problems)
    }

    /// Designs that make sense, from whatever is given: settings that name no value are left out, and so are those of a
    /// task's memory and those that do not go with the others.
    pub fn read_sound<'a>(
        settings: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<SettingProblem>) {
        let mut problems = Vec::new();
        let mut settings = located(settings, &mut problems);
        let told = problems.len();
        Self::of_settings(&settings, None, &mut problems);
        settings.retain(|setting| {
            problems[told..]
                .iter()
                .all(|problem| problem.key != setting.key)
        });
        settings.retain(|setting| {
            let is_kept = !setting.is_of_a_task_s_memory();
            if !is_kept {
                problems.push(setting.problem(SettingError::SharedMemory));
            }
            is_kept
        });
        loop {
            let (designs, unsound) = Self::all_but(&settings, None);
            let Some((task, error)) = unsound else {
                // What was left out may have been the family that others need.
                Self::of_settings(&settings, None, &mut problems);
                return (designs, problems);
            };
            // Classic makes sense, so there is a setting to blame as long as the design does not: the one on the axis
            // that shows it, else the first without which all is well, else the last.
            let is_shown =
                |setting: &Setting<'_>| setting.task == task && setting.axis == error.axis;
            // The family comes last: all that is its own would go with it.
            let is_family = |at: &usize| settings[*at].axis == FAMILY;
            let (families, others): (Vec<_>, Vec<_>) = (0..settings.len()).partition(is_family);
            let mends = |at: &&usize| Self::all_but(&settings, Some(**at)).1.is_none();
            let blamed = settings.iter().position(is_shown);
            let blamed = blamed.or_else(|| others.iter().find(mends).copied());
            let blamed = blamed.or_else(|| families.iter().find(mends).copied());
            let setting = settings.remove(blamed.unwrap_or(settings.len() - 1));
            problems.push(setting.problem(SettingError::Unsound(error)));
        }
    }

    /// The designs of all settings but one, and the first of them that makes no sense.
    fn all_but(
        settings: &[Setting<'_>],
        without: Option<usize>,
    ) -> (Self, Option<(u8, DesignError)>) {
        let designs = Self::of_settings(settings, without, &mut Vec::new());
        let unsound = designs.first_unsound();
        (designs, unsound)
    }

    fn of_settings(
        settings: &[Setting<'_>],
        without: Option<usize>,
        problems: &mut Vec<SettingProblem>,
    ) -> Self {
        let mut designs = Self::default();
        // A task's design begins with the kernel's, and another family with its own values.
        for (is_kernel, is_family) in [(true, true), (true, false), (false, true), (false, false)] {
            for (at, setting) in settings.iter().enumerate() {
                let is_due =
                    (setting.task == KERNEL) == is_kernel && (setting.axis == FAMILY) == is_family;
                if !is_due || without == Some(at) {
                    continue;
                }
                let mut design = designs.of(setting.task);
                match set(&mut design, setting.axis, setting.value) {
                    Ok(()) => designs.put(setting.task, design),
                    Err(error) => problems.push(setting.problem(error)),
                }
            }
        }
        designs
    }

    /// The settings that give these designs: what the kernel's has different from Classic's, and a task's from the
    /// kernel's. Equal designs have equal settings.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        let kernel = self.of(KERNEL);
        for task in KERNEL..=TASK_MAX {
            let base = if task == KERNEL {
                WholeDesign::default()
            } else {
                kernel
            };
            for (axis, value) in differences(&self.of(task), &base) {
                settings.insert(&setting_key(task, axis), &value.to_string());
            }
        }
        settings
    }

    /// The first design that makes no sense: whose it is, and why.
    #[must_use]
    pub fn first_unsound(&self) -> Option<(u8, DesignError)> {
        (KERNEL..=TASK_MAX).find_map(|task| Some((task, self.own(task)?.check().err()?)))
    }

    /// The kernel's design, or that of a task that has one of its own, as it is written down.
    #[must_use]
    pub fn own(&self, task: u8) -> Option<WholeDesign> {
        let (region, allocator) = match task.checked_sub(1) {
            None => (self.machine.region, self.kernel),
            Some(at) => {
                let TaskDesign { region, allocator } = (*self.tasks.get(usize::from(at))?)?;
                (region, allocator)
            }
        };
        let memory = self.machine.memory;
        Some(WholeDesign {
            machine: MachineDesign { region, memory },
            allocator,
        })
    }

    /// The design that a task follows, its own or the kernel's, as it is written down.
    #[must_use]
    pub fn of(&self, task: u8) -> WholeDesign {
        self.own(task).unwrap_or(WholeDesign {
            machine: self.machine,
            allocator: self.kernel,
        })
    }

    /// The design of a task's heap: as it is written down, but for the base of its region.
    #[must_use]
    pub fn of_heap(&self, task: u8) -> WholeDesign {
        let design = self.of(task);
        if task == KERNEL {
            design
        } else {
            design.of_task()
        }
    }

    /// Gives the kernel a design, and the machine with it, or gives a task one of its own. The memory of a task's design is
    /// not kept.
    ///
    /// # Panics
    /// If there can be no such task.
    pub fn put(&mut self, task: u8, design: WholeDesign) {
        let WholeDesign { machine, allocator } = design;
        match task.checked_sub(1) {
            None => {
                self.machine = machine;
                self.kernel = allocator;
            }
            Some(at) => {
                let region = machine.region;
                self.tasks[usize::from(at)] = Some(TaskDesign { region, allocator });
            }
        }
    }

    /// Why an axis makes no difference in the design of the kernel or of a task, if it makes none.
    #[must_use]
    pub fn inert(&self, task: u8, axis: Axis) -> Option<&'static str> {
        match axis {
            Axis::Memory(_) if task != KERNEL => Some(ALL_SHARE_MEMORY),
            Axis::Allocator(axis) if task != KERNEL && axis.id == REGION_BASE => {
                Some("a task's heap begins at the task base")
            }
            axis => axis.inert(&self.of(task)),
        }
    }
}

/// The axis that only the kernel's heap follows.
const REGION_BASE: &str = "region-base";

/// Settings taken apart; those of no task become problems.
fn located<'a>(
    settings: impl IntoIterator<Item = (&'a str, &'a str)>,
    problems: &mut Vec<SettingProblem>,
) -> Vec<Setting<'a>> {
    let mut located = Vec::new();
    for (key, value) in settings {
        match task_and_axis(key) {
            Ok((task, axis)) => located.push(Setting {
                task,
                axis,
                key,
                value,
            }),
            Err(error) => problems.push(SettingProblem {
                key: key.to_owned(),
                value: value.to_owned(),
                error,
            }),
        }
    }
    located
}

#[cfg(test)]
mod tests;
