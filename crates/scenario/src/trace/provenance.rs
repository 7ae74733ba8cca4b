//! Owns where a trace came from, and that header's text form.

use serde::Serialize;

use super::bytes::FileReader;
use super::error::TraceError;

/// The longest provenance a file may carry.
const PROVENANCE_BYTES_MAX: usize = 65_536;

/// Where a workload came from. A field is empty where nobody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Provenance {
    /// What to call the workload in a list, in a few words.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
    pub title: String,
    /// One sentence on its character.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
    pub description: String,
    /// The program, by its file name: `sqlite3`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
    pub program: String,
    /// The program's version, as it prints it.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
    pub version: String,
    /// The command line.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
    pub command: String,
    /// The day of the recording, as `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
    pub date: String,
    /// What recorded it, with its version.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<String>"))]
    pub recorded_by: String,
}

impl Provenance {
    /// The keys of the header with the fields they fill, in the order they are written.
    fn fields_mut(&mut self) -> [(&'static str, &mut String); 7] {
        [
            ("title", &mut self.title),
            ("description", &mut self.description),
            ("program", &mut self.program),
            ("version", &mut self.version),
            ("command", &mut self.command),
            ("date", &mut self.date),
            ("recorded-by", &mut self.recorded_by),
        ]
    }

    /// Unknown keys are passed over: a newer writer may say more.
    pub(super) fn read(reader: &mut FileReader<'_>) -> Result<Provenance, TraceError> {
        let bytes = reader.u32("the provenance's length")? as usize;
        if bytes > PROVENANCE_BYTES_MAX {
            return Err(too_long(bytes));
        }
        let header = reader.take(bytes, "the provenance")?;
        let mut provenance = Provenance::default();
        let mut fields = provenance.fields_mut();
        for (index, line) in header.split_inclusive(|&byte| byte == b'\n').enumerate() {
            let wrong = |reason| TraceError::Provenance {
                line: index + 1,
                reason,
            };
            let line = std::str::from_utf8(line).map_err(|_| wrong("is not UTF-8"))?;
            let line = line.strip_suffix('\n').ok_or(wrong("doesn't end"))?;
            let (key, value) = line
                .split_once(": ")
                .ok_or(wrong("is not a key and its value"))?;
            if let Some((_, field)) = fields.iter_mut().find(|(name, _)| *name == key) {
                **field = unescape(value).ok_or(wrong("has a \\ that stands for nothing"))?;
            }
        }
        Ok(provenance)
    }

    pub(super) fn write(&self, file: &mut Vec<u8>) -> Result<(), TraceError> {
        let mut header = String::new();
        for (key, value) in self.clone().fields_mut() {
            if !value.is_empty() {
                header.push_str(&format!("{key}: {}\n", escape(value)));
            }
        }
        if header.len() > PROVENANCE_BYTES_MAX {
            return Err(too_long(header.len()));
        }
        file.extend((header.len() as u32).to_le_bytes());
        file.extend(header.as_bytes());
        Ok(())
    }
}

fn too_long(bytes: usize) -> TraceError {
    TraceError::TooMany {
        what: "bytes of provenance",
        found: bytes as u64,
        limit: PROVENANCE_BYTES_MAX as u64,
    }
}

/// A value stays on one line: `sh -c` takes commands of several.
fn escape(value: &str) -> String {
    value.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unescape(value: &str) -> Option<String> {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next()? {
                '\\' => '\\',
                'n' => '\n',
                _ => return None,
            },
            other => other,
        });
    }
    Some(text)
}
