//! Owns a design as a link holds it: axes and values, as texts.

/// What a design has different from Classic: a value for each axis, in the order of their names. A task's own axis is
/// `2:placement`.
///
/// A sorted list, for less code than a tree takes: links are read where figures load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(Vec<(String, String)>);

impl Settings {
    /// Gives an axis a value; gives the value it had.
    pub fn insert(&mut self, axis: &str, value: &str) -> Option<String> {
        let value = value.to_owned();
        match self
            .0
            .binary_search_by(|(other, _)| other.as_str().cmp(axis))
        {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                self.0.insert(at, (axis.to_owned(), value));
                None
            }
        }
    }

    /// The axes and their values.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0.iter().map(|(axis, value)| (&**axis, &**value))
    }

    /// How many axes have a value.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none has: this is Classic.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Settings> for Vec<(String, String)> {
    fn from(settings: Settings) -> Self {
        settings.0
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
