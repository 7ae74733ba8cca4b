//! Links, and the files that hold them, between the page and the codec.
//!
//! Owns the choice between files of links, of recordings and of scripts, and makes a link ready to be written. The form of
//! a link is `atlas_scenario::share`'s, and the meaning of its designs `atlas_replay::link`'s.

use atlas_replay::Designs;
use atlas_replay::link::judge;
use atlas_scenario::recording::{Recording, TraceInfo, as_heaptrace};
use atlas_scenario::script;
use atlas_scenario::share::{self, Decoded, Encoded, Link, LinkScenario, Notice};
use serde::Serialize;

use crate::error::{ErrorReport, Result};

/// What a file holds that was dropped or picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum FileContents {
    /// A recording.
    Trace {
        /// What it says of itself.
        info: Box<TraceInfo>,
    },
    /// A script.
    Script {
        /// Its text, as it stands in the file.
        text: String,
    },
    /// A `.heap-atlas` file: a link, and the recording it replays if it has one.
    Link {
        /// The link, its recording included.
        decoded: Box<Decoded>,
    },
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EncodedFile {
    /// Its contents.
    #[serde(with = "serde_bytes")]
    #[cfg_attr(test, ts(type = "Uint8Array<ArrayBuffer>"))]
    pub bytes: Vec<u8>,
    /// What such a file cannot hold, and this one therefore does not.
    pub notices: Vec<Notice>,
}

/// Reads a link. Total: any text gives one.
pub fn decode(text: &str) -> Decoded {
    judge(share::decode(text))
}

/// Writes a link.
///
/// # Errors
/// If its recording is of no known format.
pub fn encode(link: Link) -> Result<Encoded> {
    Ok(share::encode(&ready(link)?))
}

/// Writes a link as a file, with its recording after it.
///
/// # Errors
/// If its recording is of no known format.
pub fn encode_file(link: Link) -> Result<EncodedFile> {
    let (bytes, notices) = share::encode_file(&ready(link)?);
    Ok(EncodedFile { bytes, notices })
}

/// Recognises a file and reads it. What it holds decides, not its name.
///
/// # Errors
/// If it is neither a recording that can be read nor a link nor a script: it may be a log, which [`log`](crate::log) reads. A
/// script with mistakes is one: the page marks them.
pub fn read_file(bytes: &[u8], name: &str) -> Result<FileContents> {
    if share::is_file(bytes) {
        let decoded = Box::new(judge(share::decode_file(bytes)));
        return Ok(FileContents::Link { decoded });
    }
    if let Ok(text) = str::from_utf8(bytes) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if script::is_script(text) {
            let text = text.to_owned();
            return Ok(FileContents::Script { text });
        }
    }
    let read =
        Recording::read(bytes, name).map_err(|error| ErrorReport::recording(name, &error))?;
    Ok(FileContents::Trace {
        info: Box::new(read.info),
    })
}

/// A link as it is written: of its designs what they have different from Classic, and its recording as a `.heaptrace`
/// file. A design that can't be read stays as it is, so that a notice names it when the link is read.
fn ready(mut link: Link) -> Result<Link> {
    for settings in &mut link.designs {
        let (designs, problems) = Designs::read(settings.iter());
        if problems.is_empty() {
            *settings = designs.settings();
        }
    }
    if let Some(LinkScenario::Recording { name, bytes }) = &mut link.scenario {
        *bytes = as_heaptrace(bytes, name).map_err(|error| ErrorReport::recording(name, &error))?;
    }
    Ok(link)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    /// Protects: a file is what it holds, whatever its name; the page's own exports can be opened again.
    #[test]
    fn a_file_is_recognised_by_its_content() {
        let read = |bytes: &[u8]| read_file(bytes, "file.txt");
        let script = "# A comment\n\na = malloc 16\nfree a\n";
        let with_mark = format!("\u{feff}{script}");
        for text in [script, &with_mark] {
            let FileContents::Script { text } = read(text.as_bytes()).unwrap() else {
                panic!("a script");
            };
            assert_eq!(text, script);
        }
        let rep = read(b"1 2\na 0 64\nf 0\n").unwrap();
        assert!(matches!(rep, FileContents::Trace { .. }));
        let link = read(b"#v1&generator=stack").unwrap();
        assert!(matches!(link, FileContents::Link { .. }));
    }

    /// Protects: a file of another kind is refused in words that name the kinds there are.
    #[test]
    fn a_file_of_another_kind_is_refused() {
        for bytes in [
            &b"malloc(100) = 0x5000\nfree(0x5000)\n"[..],
            b"<!doctype html>",
            b"",
            b"\xFF\xFE",
        ] {
            let error = read_file(bytes, "file.txt").unwrap_err();
            assert_eq!(error.kind, ErrorKind::Unknown);
            assert!(error.message.starts_with("file.txt can't be opened"));
        }
    }
}
