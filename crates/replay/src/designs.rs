//! Owns which design each task's heap follows, and how the designs of all are written down as settings.
//!
//! A setting is a key and a value, both texts. `placement` is the kernel's axis, `2:placement` that of task 2. The
//! kernel's design begins with Classic's, a task's with the kernel's, wherever its settings stand among the others.
//!
//! The kernel's heap begins at its design's `region-base`, a task's at its design's `task-base`. The pool of
//! frames is one for all: page size, frames and swap are the kernel's, whatever a task's design says.

mod report;

use atlas_scenario::share::Settings;
use atlas_scenario::{KERNEL, TASK_MAX};
use classic_heap::catalog::{Axis, Values, axis};
use classic_heap::{Design, DesignError};

use crate::design::{SettingError, differences, set};
use crate::replay::ReplayError;

pub use report::{DesignProblem, DesignReport};

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

/// The design of the kernel, and those of tasks that have one of their own, as people write them: their values need not
/// go together before [`check`](Self::check) or [`of`](Self::of) says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Designs {
    /// The kernel's.
    pub kernel: Values,
    /// Those of tasks 1 to 8; a task without one follows the kernel's.
    pub tasks: [Option<Values>; TASK_MAX as usize],
}

impl<V: Into<Values>> From<V> for Designs {
    /// One design for everybody.
    fn from(kernel: V) -> Self {
        Self {
            kernel: kernel.into(),
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
    /// together is [`check`](Self::check)'s business.
    pub fn read<'a>(
        settings: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<SettingProblem>) {
        let mut problems = Vec::new();
        let settings = located(settings, &mut problems);
        (Self::of_settings(&settings, None, &mut problems), problems)
    }

    /// Designs that make sense, from whatever is given: what names no value is left out, and so is what does not
    /// go with the rest.
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
        loop {
            let (designs, unsound) = Self::all_but(&settings, None);
            let Some((task, error)) = unsound else {
                return (designs, problems);
            };
            // Classic makes sense, so there is a setting to blame as long as the design does not: the one on the axis
            // that shows it, else the first without which all is well, else the last.
            let is_shown =
                |setting: &Setting<'_>| setting.task == task && setting.axis == error.axis;
            let blamed = settings.iter().position(is_shown).or_else(|| {
                (0..settings.len()).find(|&at| Self::all_but(&settings, Some(at)).1.is_none())
            });
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
        for is_kernel in [true, false] {
            for (at, setting) in settings.iter().enumerate() {
                if (setting.task == KERNEL) != is_kernel || without == Some(at) {
                    continue;
                }
                let values = match setting.task.checked_sub(1) {
                    None => &mut designs.kernel,
                    Some(at) => designs.tasks[usize::from(at)].get_or_insert(designs.kernel),
                };
                if let Err(error) = set(values, setting.axis, setting.value) {
                    problems.push(setting.problem(error));
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
        let mut add = |task, ours: &Values, base: &Values| {
            for (axis, value) in differences(ours, base) {
                settings.insert(&setting_key(task, axis), &value.to_string());
            }
        };
        add(KERNEL, &self.kernel, &Values::default());
        for (task, values) in (KERNEL + 1..).zip(&self.tasks) {
            if let Some(values) = values {
                add(task, values, &self.kernel);
            }
        }
        settings
    }

    /// The first design that makes no sense: whose it is, and why.
    #[must_use]
    pub fn first_unsound(&self) -> Option<(u8, DesignError)> {
        (KERNEL..=TASK_MAX).find_map(|task| Some((task, self.own(task)?.design().err()?)))
    }

    /// The kernel's design, or that of a task that has one of its own, as it is written down: its base is not that of
    /// the task's heap yet, see [`of`](Self::of).
    #[must_use]
    pub fn own(&self, task: u8) -> Option<&Values> {
        match task.checked_sub(1) {
            None => Some(&self.kernel),
            Some(at) => self.tasks.get(usize::from(at))?.as_ref(),
        }
    }

    /// Why an axis makes no difference in the design of the kernel or of a task, if it makes none.
    #[must_use]
    pub fn inert(&self, task: u8, axis: &Axis) -> Option<&'static str> {
        if task != KERNEL {
            if OF_THE_POOL.contains(&axis.id) {
                return Some("all heaps share the kernel's memory");
            }
            if axis.id == REGION_BASE {
                return Some("a task's heap begins at the task base");
            }
        }
        axis.inert(self.own(task).unwrap_or(&self.kernel))
    }

    /// The design of a task's heap, its base and the machine's memory included.
    ///
    /// # Errors
    /// If the values do not go together.
    pub fn of(&self, task: u8) -> Result<Design, DesignError> {
        self.values(task).design()
    }

    /// The values of a task's heap, its base and the machine's memory included.
    #[must_use]
    pub fn values(&self, task: u8) -> Values {
        let own = self.own(task).unwrap_or(&self.kernel);
        let mut values = *own;
        if task != KERNEL {
            copy(own, TASK_BASE, &mut values, REGION_BASE);
            for of_the_pool in OF_THE_POOL {
                copy(&self.kernel, of_the_pool, &mut values, of_the_pool);
            }
        }
        values
    }

    /// Whether every design makes sense.
    ///
    /// # Errors
    /// [`ReplayError::Design`] or [`ReplayError::TaskDesign`] of the first that does not.
    pub fn check(&self) -> Result<(), ReplayError> {
        match self.first_unsound() {
            None => Ok(()),
            Some((KERNEL, error)) => Err(ReplayError::Design(error)),
            Some((task, error)) => Err(ReplayError::TaskDesign { task, error }),
        }
    }
}

/// The axes of the memory that all heaps draw on, which is the kernel's to choose.
const OF_THE_POOL: [&str; 3] = ["page-size", "frames", "swap-pages"];

/// The axis that only the kernel's heap follows.
const REGION_BASE: &str = "region-base";

/// The axis that tasks' heaps follow instead.
const TASK_BASE: &str = "task-base";

/// Gives an axis the value of another axis of the same kind.
fn copy(from: &Values, source: &str, to: &mut Values, target: &str) {
    let named = |id| axis(id).expect("an axis of the catalogue");
    let value = named(source).get(from).to_string();
    let copied = named(target).set(to, &value);
    copied.expect("both axes have the same range");
}

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
