//! Owns which format a file is of, by what it holds: each reads the beginning, and the one that understands most of it is
//! taken.

use super::event::Line;
use super::format::{FORMATS, Format, Head};

/// How much of a beginning a format understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// Things that happened.
    events: u64,
    /// Lines of the format that say nothing that happened.
    known: u64,
    /// Lines that it can't read.
    mistakes: u64,
    /// All lines that are not empty.
    lines: u64,
}

/// The format of a file that begins so; `None` where none understands a single event.
pub fn recognise(head: &Head<'_>) -> Option<&'static Format> {
    let mut best: Option<(&Format, Understood)> = None;
    for format in FORMATS {
        let Some(understood) = understood(format, head) else {
            continue;
        };
        let is_half = 2 * (understood.events + understood.known) >= understood.lines;
        if understood.events == 0 || (format.is_plain && !is_half) {
            continue;
        }
        let rank = |of: &Understood| (of.events + of.known, u64::MAX - of.mistakes);
        if best.is_none_or(|(_, so_far)| rank(&understood) > rank(&so_far)) {
            best = Some((format, understood));
        }
    }
    best.map(|(format, _)| format)
}

fn understood(format: &Format, head: &Head<'_>) -> Option<Understood> {
    let mut reader = (format.open)(head)?;
    let mut understood = Understood::default();
    for line in head.lines().filter(|line| !line.trim().is_empty()) {
        understood.lines += 1;
        match reader.line(line) {
            Line::Event(_) => understood.events += 1,
            Line::Known => understood.known += 1,
            Line::Mistake(_) => understood.mistakes += 1,
            Line::Aside => {}
        }
    }
    understood.events += reader.end().len() as u64;
    Some(understood)
}
