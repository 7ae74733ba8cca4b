//! Owns a design as a link holds it: axes and values, as texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The values that a design gives to axes, in the order of the axes' names. `2:placement` is an axis of task 2's own
/// design.
///
/// Which axes it names depends on the occasion: a link has those that differ from Classic's values, a
/// report has all axes of the kernel's design.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Design"))]
pub struct Settings(
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, string>"))]
    BTreeMap<String, String>,
);

impl Settings {
    /// Gives an axis a value; returns the value it had.
    pub fn insert(&mut self, axis: &str, value: &str) -> Option<String> {
        self.0.insert(axis.to_owned(), value.to_owned())
    }

    /// The value of an axis.
    #[must_use]
    pub fn get(&self, axis: &str) -> Option<&str> {
        self.0.get(axis).map(String::as_str)
    }

    /// The axes and their values.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> + Clone {
        self.0.iter().map(|(axis, value)| (&**axis, &**value))
    }

    /// How many axes have a value.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no axis has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Settings {
    fn from_iter<T: IntoIterator<Item = (&'a str, &'a str)>>(pairs: T) -> Self {
        let mut settings = Self::default();
        for (axis, value) in pairs {
            settings.insert(axis, value);
        }
        settings
    }
}
