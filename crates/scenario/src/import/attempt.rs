//! Owns trying patterns on the first lines of a file, as they are being written.

use std::io::Read;

use serde::Serialize;

use super::counted::shown;
use super::error::ImportError;
use super::event::{Event, Line};
use super::packed::unpacked;
use super::pattern::read_by;

/// A line of a file, and what some patterns make of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TriedLine {
    /// How the line begins.
    pub text: String,
    /// What it says, in words; `None` where no pattern fits.
    pub says: Option<String>,
    /// Whether a pattern fits and a number in the line is none.
    pub is_mistake: bool,
}

/// How many lines are tried.
const LINES_MAX: usize = 12;
/// How much text is looked at for them.
const BYTES_MAX: u64 = 256 << 10;

/// Reads the first lines of a file by patterns. Where some line fits, lines that don't are passed over until one does: a log
/// may begin with other things. `file` may be the beginning alone.
///
/// # Errors
/// Where a pattern is none, or the file can't be unpacked.
pub fn attempt(file: &[u8], patterns: &[String]) -> Result<Vec<TriedLine>, ImportError> {
    let patterns = super::compiled(patterns)?;
    let mut text = Vec::new();
    // What is cut short is told of when all of it is read.
    let _ = unpacked(file)?.take(BYTES_MAX).read_to_end(&mut text);
    let text = String::from_utf8_lossy(&text);
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let first = lines().position(|line| read_by(&patterns, line) != Line::Aside);
    let from = first.unwrap_or(0).saturating_sub(2);
    let tried = lines().skip(from).take(LINES_MAX).map(|line| {
        let read = read_by(&patterns, line);
        TriedLine {
            text: shown(line),
            says: says(&read),
            is_mistake: matches!(read, Line::Mistake(_)),
        }
    });
    Ok(tried.collect())
}

fn says(line: &Line) -> Option<String> {
    let event = match line {
        Line::Event(event) => event,
        Line::Mistake(mistake) => return Some(mistake.to_string()),
        Line::Known | Line::Aside => return None,
    };
    Some(match *event {
        Event::Allocated { address, bytes, .. } => format!("allocated: {bytes} at {address:#x}"),
        Event::Freed { address } => format!("freed: {address:#x}"),
        Event::Resized {
            from,
            address,
            bytes,
        } => format!("resized: {from:#x} to {bytes}, at {address:#x}"),
        Event::AllocatedSomewhere { bytes } => format!("allocated: {bytes}"),
        Event::FreedSomewhere { bytes } => format!("freed: {bytes}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: whoever writes a pattern sees what it makes of the lines, and where the log begins.
    #[test]
    fn patterns_are_tried_on_the_first_lines() {
        let boot = "tick\n".repeat(100);
        let log = format!("{boot}got 100 @ 9a\ngave 9a\ngot some @ 9a\n");
        let patterns = ["got %size @ %addr".to_owned(), "gave %addr".to_owned()];
        let tried = attempt(log.as_bytes(), &patterns).expect("patterns");
        let said: Vec<Option<&str>> = tried.iter().map(|line| line.says.as_deref()).collect();
        assert_eq!(
            said,
            [
                None,
                None,
                Some("allocated: 100 at 0x9a"),
                Some("freed: 0x9a"),
                Some("its size is no number")
            ]
        );
        assert_eq!(attempt(log.as_bytes(), &[]).expect("none").len(), LINES_MAX);
        assert!(attempt(b"", &["%".to_owned()]).is_err());
    }
}
