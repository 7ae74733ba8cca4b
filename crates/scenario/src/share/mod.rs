//! Owns the share format: a figure as the fragment of an address, and as a `.heap-atlas` file.
//!
//! A link holds designs, a scenario, a step and how to look at it. Whatever is left out has its default, so
//! that links stay short and a later version can say more. Nobody who opens a link knows who made it: any
//! text whatever decodes, within bounds, into what could be kept and a [`Notice`] for all that could not.
//!
//! Does not know any allocator: a design is axes and values as texts, and whether they exist is for
//! `atlas-replay` to say; so is whether a trace or a lesson of that name is at hand for whoever opens it.
//!
//! # The fragment, version 1
//!
//! ```text
//! #v1&trace=sqlite&design=coalescing=on-free,placement=best-fit&step=1200&hash=00c0ffee00c0ffee
//! ```
//!
//! `v1` is the scheme and its version; what follows are fields, in any order, each at most once but `design`.
//! Values are percent-encoded where they must be; a space is `+`. `docs/links.md` lists the fields, for people
//! who write links by hand or read them with other programs.
//!
//! Old links open forever: fields are added, none ever changes its meaning, and `fixtures/share` holds links
//! of every version with what they say.

mod crossing;
mod fields;
mod file;
mod goal;
mod settings;
mod text;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::TASK_MAX;
use crate::numerals::{bytes, count};
use crossing::speed;
use fields::Reading;

pub use fields::listed_settings;
pub use file::{decode_file, encode_file, is_file};
pub use goal::{Bound, CONDITIONS_MAX, Condition, Measure, goal};
pub use settings::Settings;
pub use text::{comma_separated, is_disruptive};

/// The version this crate writes, and the only one it reads.
pub const VERSION: u32 = 1;

/// How the name of a file with a link in it ends.
pub const EXTENSION: &str = "heap-atlas";

/// The longest fragment that is read, in bytes: about what browsers take.
pub const LINK_BYTES_MAX: usize = 1 << 20;

/// The longest packed script or recording inside a link, in characters.
pub const PACKED_CHARS_MAX: usize = 3 << 18;

/// The most designs in a link: the design, and those compared with it.
pub const DESIGNS_MAX: usize = 4;

/// The most settings in one design.
pub const SETTINGS_MAX: usize = 256;
/// The most steps before which a link asks.
pub const STEPS_MAX: usize = 64;

/// The longest id, of an axis say, in characters.
pub const ID_CHARS_MAX: usize = 64;

/// The longest value of an axis, in characters.
pub const VALUE_CHARS_MAX: usize = 400;

/// The longest title of a link and the longest name of a recording, in characters.
pub const TITLE_CHARS_MAX: usize = 200;

/// The longest address of a file, in characters.
pub const URL_CHARS_MAX: usize = 2000;

/// The most notices; the last of them counts the rest.
pub const NOTICES_MAX: usize = 32;

/// The greatest speed, in thousandths of a step a second.
pub const SPEED_THOUSANDTHS_MAX: u32 = 1_000_000_000;

/// What a link says. A field is `None`, empty or false where the link says nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Link {
    /// What is replayed.
    pub scenario: Option<LinkScenario>,
    /// The design, and those compared with it.
    pub designs: Vec<Settings>,
    /// The preset that is the design, where the link names no other.
    pub preset: Option<String>,
    /// The step looked at.
    pub step: Option<u32>,
    /// The view that is in front, one of [`VIEWS`].
    pub view: Option<String>,
    /// The task whose space is looked at.
    pub space: Option<u32>,
    /// The stretch of the region that the map shows.
    pub window: Option<Window>,
    /// The offset of the block that is selected.
    pub selected: Option<u32>,
    /// What the figure is called.
    pub title: Option<String>,
    /// The timeline's hash for each design: what the link's author saw.
    pub hashes: Vec<String>,
    /// The axes a reader cannot change; `*` for all.
    pub fixed: Vec<String>,
    /// The axes a reader does not see; `*` for all.
    pub hidden: Vec<String>,
    /// The steps before which the reader is asked where the block will land; none listed: before each request.
    pub predict: Option<Vec<u32>>,
    /// What a design is to reach; empty where nothing is asked.
    #[serde(default)]
    pub goal: Vec<Condition>,
    /// Which controls an embedded figure has: `none`, `step`, `full`, or axes with commas between.
    pub controls: Option<String>,
    /// `light` or `dark`.
    pub theme: Option<String>,
    /// The steps that are played over and over.
    #[serde(rename = "loop")]
    pub looped: Option<Steps>,
    /// How fast they are played, in thousandths of a step a second; written as steps a second.
    #[serde(rename = "speed", with = "speed")]
    #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
    pub speed_thousandths: Option<u32>,
}

/// What a link replays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum LinkScenario {
    /// A recording that comes with the program.
    Trace {
        /// Its permanent name.
        id: String,
    },
    /// A lesson.
    Lesson {
        /// Its permanent name.
        id: String,
    },
    /// A generator on its defaults.
    Generator {
        /// Its permanent name.
        id: String,
    },
    /// A script.
    Script {
        /// The script.
        text: String,
    },
    /// A recording that is in the link, or in the file behind it.
    Recording {
        /// What it goes by.
        name: String,
        /// A `.heaptrace` file.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "typescript", ts(type = "Uint8Array"))]
        bytes: Vec<u8>,
    },
    /// A `.heap-atlas` file somewhere else.
    Url {
        /// Its address: `http:`, `https:`, or relative to the page.
        url: String,
    },
}

/// A stretch of the region, in offsets from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LinkWindow"))]
pub struct Window {
    /// Its first byte.
    pub from: u32,
    /// Its length, at least 1.
    pub bytes: u32,
}

/// A range of steps, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LinkSteps"))]
pub struct Steps {
    /// The first.
    pub from: u32,
    /// The last, at or after the first.
    pub to: u32,
}

/// The views a link can have in front, with commas between.
pub const VIEWS: &str = "map, time, list, stats, bytes, why, chart";

/// The themes a link can ask for, with a comma between.
pub const THEMES: &str = "light, dark";

/// Something of a link that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LinkNotice"))]
pub struct Notice {
    /// The field it concerns, by its key in the fragment; `version` where it is the link as a whole.
    pub field: String,
    /// What could not be kept and why, as a sentence for a person. Holds no control characters.
    pub message: String,
}

impl Notice {
    /// Says that a piece of a link, `what`, is left out. `what` may come from a stranger.
    #[must_use]
    pub fn left_out(field: &str, what: &str, reason: &dyn std::fmt::Display) -> Notice {
        Notice {
            field: text::shown(field),
            message: format!("{} is left out: {reason}.", text::shown(what)),
        }
    }
}

/// Notices as they come up, of which no more are kept than anyone reads.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    kept: Vec<Notice>,
    more: usize,
}

impl Notices {
    /// Keeps a notice, or counts it where there are [`NOTICES_MAX`] already.
    pub fn push(&mut self, notice: Notice) {
        if self.kept.len() + 1 < NOTICES_MAX {
            self.kept.push(notice);
        } else {
            self.more += 1;
        }
    }

    /// The notices; where not all were kept, the last says how many were not.
    #[must_use]
    pub fn into_vec(mut self) -> Vec<Notice> {
        if self.more > 0 {
            let more = self.more;
            self.kept.push(Notice {
                field: "version".to_owned(),
                message: format!("And {more} more pieces of this link are left out."),
            });
        }
        self.kept
    }
}

/// A link that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DecodedLink"))]
pub struct Decoded {
    /// What could be kept.
    pub link: Link,
    /// What could not.
    pub notices: Vec<Notice>,
}

/// A link that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "EncodedLink"))]
pub struct Encoded {
    /// The fragment, `#` included.
    pub text: String,
    /// What makes it long: the fields in their order, which have all characters of the text between them.
    pub parts: Vec<Part>,
    /// What a link cannot hold, and this one therefore does not.
    pub notices: Vec<Notice>,
}

/// How long a field of a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LinkPart"))]
pub struct Part {
    /// The field, by its key in the fragment; `version` for the link's beginning.
    pub field: &'static str,
    /// Its length in characters, with what separates it from the field in front.
    pub chars: usize,
}

/// Why a field of a link is left out. Reads on after a colon.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
enum Fault {
    #[error("this version knows no such field")]
    UnknownField,
    #[error("the link has had this field before")]
    Repeated,
    #[error("the link has named another scenario before")]
    SecondScenario,
    #[error("at most {DESIGNS_MAX} designs are compared")]
    TooManyDesigns,
    #[error("a design has at most {SETTINGS_MAX} settings")]
    TooManySettings,
    #[error("a list has at most {SETTINGS_MAX} axes")]
    TooManyAxes,
    #[error("a setting is axis=value")]
    NoSetting,
    #[error("the same design gives the axis another value after it")]
    Overruled,
    #[error("its percent signs don't make UTF-8 text")]
    NotUtf8,
    // As a link is to write it: without commas.
    #[error("expected a whole number up to {0}")]
    NotANumber(u32),
    #[error("expected a number above 0 with at most three decimals")]
    NotASpeed,
    #[error("expected on, off, or up to {STEPS_MAX} steps such as 26,29")]
    NotSteps,
    #[error(
        "expected up to {CONDITIONS_MAX} conditions such as high-water<=640KiB,refused=0,probes<=8"
    )]
    NotAGoal,
    #[error("expected two whole numbers with - between, such as {0}")]
    NotARange(&'static str),
    #[error("expected one of {0}")]
    NotOneOf(&'static str),
    #[error("expected {0} of small letters, digits and -")]
    NotAnId(&'static str),
    #[error(
        "a value has letters, digits, ( ) - _ . and operators in it, {VALUE_CHARS_MAX} characters at most"
    )]
    NotAValue,
    #[error("expected up to {DESIGNS_MAX} hashes of 16 hexadecimal digits")]
    NotHashes,
    #[error("it is empty")]
    Empty,
    #[error("it has more than {} characters", count(.0))]
    TooLong(usize),
    #[error("it does not unpack; the link may have been cut short")]
    NotPacked,
    #[error("unpacked, the script would have more than {}", bytes(*.0))]
    UnpackedTooLong(u32),
    #[error("what it holds is not a recording")]
    NotARecording,
    #[error("the recording is in a file of which this is only the first line")]
    RecordingElsewhere,
    #[error("the link has no recording that would go by it")]
    NameOfNothing,
    #[error("expected an address that begins with https:, http: or /, or a path")]
    NotAnAddress,
}

/// Reads a link: a fragment, with or without its `#`, or an address that has one. Total: any text gives a link.
#[must_use]
pub fn decode(text: &str) -> Decoded {
    decode_with(text, None)
}

/// Reads a link, with the bytes that stand behind it in its file.
fn decode_with(text: &str, recording: Option<&[u8]>) -> Decoded {
    let mut reading = Reading::new(recording);
    // As browsers have it: a line break inside an address is none of its author's.
    let mut text = text.to_owned();
    text.retain(|c| !c.is_ascii_control());
    let text = text.trim_matches(' ');
    let fragment = fragment(text);
    if fragment.is_empty() {
        return reading.finish();
    }
    let (version, fields) = fragment.split_once('&').unwrap_or((fragment, ""));
    match version_number(version) {
        Some(VERSION) => reading.fields(fields),
        other => reading.note(unreadable(fragment, other)),
    }
    reading.finish()
}

/// Why nothing of a link can be read.
fn unreadable(fragment: &str, version: Option<u32>) -> Notice {
    Notice {
        field: "version".to_owned(),
        message: match version {
            Some(other) => format!(
                "This link is of version {other}, and only version {VERSION} is known here: nothing of it could be read."
            ),
            None => format!(
                "This is not a link of Heap Atlas: those begin with #v{VERSION}: {}",
                text::shown(fragment)
            ),
        },
    }
}

/// Writes a link. Total: what a link cannot hold is left out, and told. What is written reads back without notice,
/// as the same link but for what was told.
#[must_use]
pub fn encode(link: &Link) -> Encoded {
    encode_with(link, None)
}

/// Writes a link; its recording, if it is given here, will stand behind it in a file.
fn encode_with(link: &Link, recording: Option<&[u8]>) -> Encoded {
    // What is to be written is read first, by the code that will read it elsewhere: so it is known to be read.
    let mut fields = fields::values(link, recording.is_some());
    let mut reading = Reading::new(recording);
    for (key, value) in &fields {
        reading.field(key, value);
    }
    let Decoded { link, notices } = reading.finish();
    if !notices.is_empty() {
        fields = fields::values(&link, recording.is_some());
    }
    let mut text = format!("#v{VERSION}");
    let mut parts = vec![Part {
        field: "version",
        chars: text.len(),
    }];
    for (field, value) in fields {
        let before = text.len();
        text.push('&');
        text.push_str(field);
        text.push('=');
        text.push_str(&value);
        parts.push(Part {
            field,
            chars: text.len() - before,
        });
    }
    let added = text::end_on_letter_or_digit(&mut text);
    if let Some(last) = parts.last_mut() {
        last.chars += added;
    }
    Encoded {
        text,
        parts,
        notices,
    }
}

/// The part of a pasted text that is the fragment.
fn fragment(text: &str) -> &str {
    let text = match text.split_once('#') {
        // A plain script may have a # of its own, where somebody typed the link.
        Some((address, fragment)) if !begins_with_version(address) => fragment,
        _ => text,
    };
    text.trim_start_matches('#')
}

fn begins_with_version(text: &str) -> bool {
    version_number(text.split('&').next().unwrap_or_default()).is_some()
}

fn version_number(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('v')?;
    // No sign, no white space: `parse` would take a +.
    let plain = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// Whether a text is an id: of small letters, digits and `-`, and not too long.
fn is_id(text: &str) -> bool {
    (1..=ID_CHARS_MAX).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether a text could name an axis, a task's own included.
fn is_axis(text: &str) -> bool {
    match text.split_once(':') {
        Some((task, axis)) => {
            is_id(axis)
                && matches!(task.as_bytes(), [digit @ b'1'..=b'9'] if digit - b'0' <= TASK_MAX)
        }
        None => is_id(text),
    }
}

#[cfg(test)]
mod tests;
