//! Owns what a link's designs mean: which of its axes, values and presets exist, and which of them go together.
//!
//! Does not own the link's form, which is [`atlas_scenario::share`]'s, nor whether its trace or lesson is at hand.

use std::collections::BTreeSet;

use atlas_scenario::share::{Decoded, Link, Notice, Notices, comma_separated};

use crate::design::{self, SettingError, axis, current_name, nearest};
use crate::designs::{Designs, SettingProblem, setting_key, task_and_axis};
use crate::presets::{PRESETS, preset};

/// What stands for all axes in a list of them.
const ALL: &str = "*";

/// The controls of an embedded figure that are no axes.
const CONTROLS: [&str; 3] = ["none", "step", "full"];

/// Looks over a link that was read: gives it with its designs as canonical settings, without what does not exist or
/// go together, which is added to the notices. Total, as reading is.
#[must_use]
pub fn judge(decoded: Decoded) -> Decoded {
    let Decoded { mut link, notices } = decoded;
    let mut found = Notices::default();
    for settings in &mut link.designs {
        let (designs, problems) = Designs::read_sound(settings.iter());
        for SettingProblem { key, value, error } in problems {
            found.push(Notice::left_out(
                "design",
                &format!("{key}={value}"),
                &error,
            ));
        }
        *settings = designs.settings();
    }
    if let Some(id) = link.preset.take_if(|id| preset(id).is_none()) {
        found.push(no_such_preset(&id));
    }
    keep_known_axes(&mut link, &mut found);
    let mut notices = notices;
    notices.append(&mut found.into_vec());
    Decoded { link, notices }
}

/// The designs that a link asks for once it is looked over: its own, or else its preset's; none where it names neither.
#[must_use]
pub fn designs(link: &Link) -> Vec<Designs> {
    let of_preset = || Some(preset(link.preset.as_deref()?)?.allocator().into());
    match &link.designs[..] {
        [] => of_preset().into_iter().collect(),
        own => own
            .iter()
            .map(|settings| Designs::read_sound(settings.iter()).0)
            .collect(),
    }
}

fn no_such_preset(id: &str) -> Notice {
    let hint = nearest(id, PRESETS.iter().map(|preset| preset.id));
    let hint = hint.map_or_else(String::new, |id| format!(" (did you mean \"{id}\"?)"));
    Notice::left_out("preset", id, &format!("there is no such preset{hint}"))
}

/// Takes what is no axis out of a link's lists of axes.
fn keep_known_axes(link: &mut Link, found: &mut Notices) {
    keep_known("fixed", &mut link.fixed, found);
    keep_known("hidden", &mut link.hidden, found);
    if let Some(controls) = &mut link.controls
        && !CONTROLS.contains(&&**controls)
    {
        let mut axes: Vec<String> = controls.split(',').map(str::to_owned).collect();
        keep_known("controls", &mut axes, found);
        *controls = comma_separated(axes.iter().map(String::as_str));
        link.controls.take_if(|controls| controls.is_empty());
    }
}

/// Takes what is no axis out of a list of them.
fn keep_known(field: &str, axes: &mut Vec<String>, notices: &mut Notices) {
    axes.retain_mut(|key| {
        if key == ALL {
            return true;
        }
        let error = match task_and_axis(key) {
            Ok((task, name)) if axis(current_name(name)).is_some() => {
                *key = setting_key(task, current_name(name));
                return true;
            }
            Ok((_, name)) => SettingError::UnknownAxis {
                axis: name.to_owned(),
                nearest: nearest(name, design::axes().map(|axis| axis.id())),
            },
            Err(error) => error,
        };
        notices.push(Notice::left_out(field, key, &error));
        false
    });
    // Axes of several names may have become one.
    let mut seen = BTreeSet::new();
    axes.retain(|axis| seen.insert(axis.clone()));
}

#[cfg(test)]
mod tests;
