//! Links and files written, and files read.
//!
//! Owns the translation from wire types, and the choice between files of traces and of links.

use atlas_scenario::share;

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
/// If it is neither a trace that can be read nor a link.
pub fn read_file(bytes: &[u8], name: &str) -> Result<FileContents, ErrorReport> {
    if share::is_file(bytes) {
        let decoded = Box::new(decoded(share::decode_file(bytes)));
        return Ok(FileContents::Link { decoded });
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
