//! Owns what a link's designs mean: which of its axes, values and presets exist, and which of them go together.
//!
//! Does not own the link's form, which is [`atlas_scenario::share`]'s, nor whether its trace or lesson is at hand.

use atlas_scenario::share::{Decoded, Link, Notice, Notices};
use classic_heap::catalog::{AXES, axis};

use crate::design::{SettingError, nearest};
use crate::designs::{Designs, task_and_axis};
use crate::presets::{PRESETS, preset};

/// A link whose designs are known to make sense.
#[derive(Clone, Debug)]
pub struct JudgedLink {
    /// The link, its designs as canonical settings, without what does not exist.
    pub link: Link,
    /// The designs it asks for: its own, or else its preset's; none where it names neither.
    pub designs: Vec<Designs>,
    /// What could not be kept of it: what was told before, and what this found.
    pub notices: Vec<Notice>,
}

/// What stands for all axes in a list of them.
const ALL: &str = "*";

/// The controls of an embedded figure that are no axes.
const CONTROLS: [&str; 3] = ["none", "step", "full"];

/// Looks over a link that was read. Total: whatever is wrong is left out, and told.
#[must_use]
pub fn judge(decoded: Decoded) -> JudgedLink {
    let Decoded {
        mut link,
        notices: told,
    } = decoded;
    let mut notices = Notices::default();
    let mut designs = Vec::new();
    for settings in &mut link.designs {
        let given = settings.iter().map(|(key, value)| (&**key, &**value));
        let (design, problems) = Designs::read_sound(given);
        for problem in problems {
            let what = format!("{}={}", problem.key, problem.value);
            notices.push(Notice::left_out("design", &what, problem.error));
        }
        *settings = design.settings();
        designs.push(design);
    }
    if let Some(id) = link.preset.take() {
        match preset(&id) {
            Some(preset) => {
                if designs.is_empty() {
                    designs.push(preset.design().into());
                }
                link.preset = Some(id);
            }
            None => {
                let hint = nearest(&id, PRESETS.iter().map(|preset| preset.id));
                let hint = hint.map_or_else(String::new, |id| format!(" (did you mean \"{id}\"?)"));
                let reason = format!("there is no such preset{hint}");
                notices.push(Notice::left_out("preset", &id, reason));
            }
        }
    }
    keep_known("fixed", &mut link.fixed, &mut notices);
    keep_known("hidden", &mut link.hidden, &mut notices);
    if let Some(controls) = link.controls.take() {
        let mut named: Vec<String> = controls.split(',').map(str::to_owned).collect();
        if !CONTROLS.contains(&&*controls) {
            keep_known("controls", &mut named, &mut notices);
        }
        link.controls = (!named.is_empty()).then(|| named.join(","));
    }
    let mut all = told;
    all.extend(notices.into_vec());
    JudgedLink {
        link,
        designs,
        notices: all,
    }
}

/// Takes what is no axis out of a list of them.
fn keep_known(field: &str, axes: &mut Vec<String>, notices: &mut Notices) {
    axes.retain(|key| {
        if key == ALL {
            return true;
        }
        let error = match task_and_axis(key) {
            Ok((_, name)) if axis(name).is_some() => return true,
            Ok((_, name)) => SettingError::UnknownAxis {
                axis: name.to_owned(),
                nearest: nearest(name, AXES.iter().map(|axis| axis.id)),
            },
            Err(error) => error,
        };
        notices.push(Notice::left_out(field, key, error));
        false
    });
}
