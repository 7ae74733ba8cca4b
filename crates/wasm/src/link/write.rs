//! Links and files written, and files read.
//!
//! Owns the translation from wire types, and the choice between files of traces and of links.

use atlas_scenario::{script, share};

use super::decoded;
use crate::input;
use crate::wire::{
    Bytes, EncodedFile, EncodedLink, ErrorReport, FileContents, Link, LinkNotice, LinkPart,
    LinkScenario, LinkSteps, LinkWindow,
};

/// Writes a link.
///
/// # Errors
/// If its recording is none of the formats we read.
pub fn encode(link: Link) -> Result<EncodedLink, ErrorReport> {
    let share::Encoded {
        text,
        parts,
        notices,
    } = share::encode(&outgoing(link)?);
    Ok(EncodedLink {
        text,
        parts: parts
            .into_iter()
            .map(|part| LinkPart {
                field: part.field.to_owned(),
                // A link's fields are bounded far below 2^32.
                chars: part.chars as u32,
            })
            .collect(),
        notices: notices.into_iter().map(LinkNotice::from).collect(),
    })
}

/// Recognises a file and reads it. What it holds decides, not its name.
///
/// # Errors
/// If it is neither a trace that can be read nor a link nor a script. A script with mistakes is one: the page marks them.
pub fn read_file(bytes: &[u8], name: &str) -> Result<FileContents, ErrorReport> {
    if share::is_file(bytes) {
        let decoded = Box::new(decoded(share::decode_file(bytes)));
        return Ok(FileContents::Link { decoded });
    }
    if let Ok(text) = str::from_utf8(bytes) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if script::is_script(text) {
            let text = text.to_owned();
            return Ok(FileContents::Script { text });
        }
        if !text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            return Err(ErrorReport::unknown_format(name));
        }
    }
    let info = input::read_trace(bytes, name)?.info;
    Ok(FileContents::Trace { info })
}

/// Writes a link as a file, with its recording behind it.
///
/// # Errors
/// If its recording is none of the formats we read.
pub fn encode_file(link: Link) -> Result<EncodedFile, ErrorReport> {
    let (bytes, notices) = share::encode_file(&outgoing(link)?);
    Ok(EncodedFile {
        bytes: Bytes(bytes),
        notices: notices.into_iter().map(LinkNotice::from).collect(),
    })
}

fn outgoing(link: Link) -> Result<share::Link, ErrorReport> {
    let Link {
        scenario,
        designs,
        preset,
        step,
        view,
        space,
        window,
        selected,
        title,
        hashes,
        fixed,
        hidden,
        predict,
        controls,
        theme,
        looped,
        speed,
    } = link;
    let scenario = match scenario {
        None => None,
        Some(LinkScenario::Trace { id }) => Some(share::LinkScenario::Trace { id }),
        Some(LinkScenario::Lesson { id }) => Some(share::LinkScenario::Lesson { id }),
        Some(LinkScenario::Generator { id }) => Some(share::LinkScenario::Generator { id }),
        Some(LinkScenario::Script { text }) => Some(share::LinkScenario::Script { text }),
        Some(LinkScenario::Recording { name, bytes }) => {
            let bytes = input::heaptrace(bytes.0, &name)?;
            Some(share::LinkScenario::Recording { name, bytes })
        }
        Some(LinkScenario::Url { url }) => Some(share::LinkScenario::Url { url }),
    };
    Ok(share::Link {
        scenario,
        designs: designs
            .iter()
            .map(|design| input::settings(&design.0))
            .collect(),
        preset,
        step,
        view,
        space,
        window: window.map(|LinkWindow { from, bytes }| share::Window { from, bytes }),
        selected,
        title,
        hashes,
        fixed,
        hidden,
        predict,
        controls,
        theme,
        looped: looped.map(|LinkSteps { from, to }| share::Steps { from, to }),
        // Saturating: what is no speed becomes none that a link can hold, and is told.
        speed_thousandths: speed.map(|speed| (speed * 1000.0).round() as u32),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::ErrorKind;

    /// Protects: a file is what it holds, whatever its name; the page's own exports can be opened again.
    #[test]
    fn a_file_is_told_by_its_content() {
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
            &b"name,bytes\na,1\n"[..],
            b"<!doctype html>",
            b"",
            b"\xFF\xFE",
        ] {
            let error = read_file(bytes, "file.txt").unwrap_err();
            assert_eq!(error.kind, ErrorKind::Trace);
            assert!(error.message.contains("script"), "{}", error.message);
        }
    }
}
