//! Owns bringing files in: what a file is, by what it holds, and the scenario in it.
//!
//! Does not own the formats: each log's is a file under [`format`], the malloc lab's traces are [`rep`], and recordings
//! are [`trace`](crate::trace). A log is read line by line and can be of any length; what it says becomes
//! events (`event`), the events operations (`blocks`), what its addresses say of its blocks is checked (`places`),
//! and what is not in the scenario is counted (`counted`).

mod attempt;
mod blocks;
mod calls;
mod counted;
mod error;
mod event;
mod format;
mod found;
mod lines;
mod not_a_trace;
mod number;
mod packed;
mod pattern;
mod places;
mod recognise;
pub mod rep;

use std::io::{self, Read};

pub use attempt::{TriedLine, attempt};
pub use counted::{Counted, MistakenLine, Stopped};
pub use error::ImportError;
pub use event::Mistake;
pub use found::Found;
pub use not_a_trace::NotATrace;
pub use pattern::PatternError;

use crate::Limits;
use crate::recording::{Recording, is_heaptrace};
use crate::trace::{Provenance, Trace};
use blocks::Blocks;
use counted::LOG_BYTES_MAX;
use event::Line;
use format::{Format, Head, Reader};
use lines::Lines;
use not_a_trace::not_a_trace;
use packed::unpacked;
use pattern::Pattern;

/// How much of a file is read to recognise it: a system that boots may print for long before it allocates.
const HEAD_BYTES: u64 = 1 << 20;

/// How a file is to be read.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Patterns of the reader's own, one for each kind of line; none where the file's format is to be recognised.
    pub patterns: Vec<String>,
}

/// A file that is being read.
pub struct Importing<'r> {
    name: String,
    stage: Stage<'r>,
}

enum Stage<'r> {
    /// Of a format that was read as a whole.
    Whole(Box<Recording>),
    /// A log, line by line.
    Log(Box<Log<'r>>),
}

/// Logs that are read by patterns of the reader's own.
const BY_PATTERN: Format = Format {
    id: "pattern",
    name: "a log by your own pattern",
    open: |_| None,
    is_plain: false,
};

struct Log<'r> {
    format: &'static Format,
    reader: Box<dyn Reader>,
    lines: Lines<Box<dyn Read + 'r>>,
    blocks: Blocks,
    head: String,
}

impl<'r> Importing<'r> {
    /// Recognises a file, which goes by `name` where it has no title of its own, and begins to read it.
    ///
    /// # Errors
    /// [`ImportError`] says what the file is, or why it is nothing.
    pub fn new(source: impl Read + 'r, name: &str, wish: &Wish) -> Result<Self, ImportError> {
        let patterns = compiled(&wish.patterns)?;
        let mut source = unpacked(source)?;
        let mut head = Vec::new();
        source
            .by_ref()
            .take(HEAD_BYTES)
            .read_to_end(&mut head)
            .map_err(unreadable)?;
        let has_more = head.len() as u64 == HEAD_BYTES;
        if head.is_empty() {
            return Err(ImportError::Empty);
        }
        let text = String::from_utf8_lossy(&head).into_owned();
        let text = match text.rfind('\n') {
            // The last line may go on.
            Some(end) if has_more => text[..end].to_owned(),
            _ => text,
        };
        let is_recording = is_heaptrace(&head);
        let whole = io::Cursor::new(head).chain(source);
        if is_recording {
            let recording = recording(&read_whole(whole)?, name)?;
            return Ok(Self::whole(recording, name));
        }
        if patterns.is_empty() && rep::is_rep(&text) {
            let text = String::from_utf8(read_whole(whole)?).map_err(|_| ImportError::NotText)?;
            return Ok(Self::whole(malloc_lab(text, name)?, name));
        }
        let opening = Head {
            text: text.strip_prefix('\u{feff}').unwrap_or(&text),
        };
        let (format, reader) = if patterns.is_empty() {
            let format = recognise::recognise(&opening).ok_or_else(|| unknown(&text))?;
            let reader = (format.open)(&opening).ok_or_else(|| unknown(&text))?;
            (format, reader)
        } else {
            let read = move |line: &str| pattern::read_by(&patterns, line);
            (&BY_PATTERN, Box::new(read) as Box<dyn Reader>)
        };
        let log = Log {
            format,
            reader,
            lines: Lines::new(Box::new(whole)),
            blocks: Blocks::new(Limits::DEFAULT.operations_max),
            head: text,
        };
        Ok(Self {
            name: name.to_owned(),
            stage: Stage::Log(Box::new(log)),
        })
    }

    fn whole(recording: Recording, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            stage: Stage::Whole(Box::new(recording)),
        }
    }

    /// Reads on, so many lines. Whether there are more.
    ///
    /// # Errors
    /// Where the file can't be read or unpacked to its end.
    pub fn advance(&mut self, lines: u32) -> Result<bool, ImportError> {
        match &mut self.stage {
            Stage::Whole(_) => Ok(false),
            Stage::Log(log) => log.advance(lines),
        }
    }

    /// Bytes of text that were read so far: more than the file has, where it is packed.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        match &self.stage {
            Stage::Whole(_) => 0,
            Stage::Log(log) => log.lines.bytes,
        }
    }

    /// What was read.
    ///
    /// # Errors
    /// Where that is nothing.
    pub fn finish(self) -> Result<Recording, ImportError> {
        match self.stage {
            Stage::Whole(recording) => Ok(*recording),
            Stage::Log(log) => log.finish(&self.name),
        }
    }
}

impl Log<'_> {
    fn advance(&mut self, lines: u32) -> Result<bool, ImportError> {
        for _ in 0..lines {
            let counted = &mut self.blocks.counted;
            if counted.stopped.is_some() {
                return Ok(false);
            }
            let Some(line) = self.lines.next().map_err(unreadable)? else {
                return Ok(false);
            };
            counted.lines += 1;
            self.blocks.line = Some(counted.lines);
            let line = String::from_utf8_lossy(line);
            let is_first = counted.lines == 1;
            let line = match line.strip_prefix('\u{feff}') {
                Some(line) if is_first => line,
                _ => &line,
            };
            match self.reader.line(line) {
                Line::Event(event) => self.blocks.happened(event),
                Line::Known => {}
                Line::Aside if line.trim().is_empty() => {}
                Line::Aside => counted.aside += 1,
                Line::Mistake(mistake) => counted.mistake(line, mistake),
            }
            self.blocks.stop_if_full();
            if self.lines.bytes > LOG_BYTES_MAX {
                self.blocks.counted.stopped = Some(Stopped::Bytes);
            }
        }
        Ok(true)
    }

    fn finish(mut self, name: &str) -> Result<Recording, ImportError> {
        self.blocks.line = None;
        for event in self.reader.end() {
            self.blocks.happened(event);
            self.blocks.stop_if_full();
            if self.blocks.counted.stopped.is_some() {
                break;
            }
        }
        let (scenario, counted) = self.blocks.into_scenario();
        if scenario.operations.is_empty() {
            return Err(match self.format.id == BY_PATTERN.id {
                true => ImportError::NoMatch {
                    lines: first_lines(&self.head),
                },
                false => unknown(&self.head),
            });
        }
        let sentences = counted.sentences(self.format.name, scenario.operation_count());
        let provenance = Provenance {
            description: capitalised(&sentences[0]),
            ..Provenance::default()
        };
        let mut read = Recording::new(scenario, name.to_owned(), self.format.id, provenance);
        read.info.notices = sentences;
        read.counted = Some(counted);
        Ok(read)
    }
}

/// Reads a file to its end.
///
/// # Errors
/// [`ImportError`] says what the file is, or why it is nothing.
pub fn import(source: impl Read, name: &str, wish: &Wish) -> Result<Recording, ImportError> {
    let mut importing = Importing::new(source, name, wish)?;
    while importing.advance(u32::MAX)? {}
    importing.finish()
}

/// Reads a file of our own format, or of the malloc lab, that is in memory and not packed. A program that needs no more
/// than these does not carry the formats of other tools along.
///
/// # Errors
/// [`ImportError::Unknown`] and [`ImportError::NotText`] for a file of any other kind.
pub fn own(file: &[u8], name: &str) -> Result<Recording, ImportError> {
    if is_heaptrace(file) {
        return recording(file, name);
    }
    let text = str::from_utf8(file).map_err(|_| ImportError::NotText)?;
    if rep::is_rep(text) {
        return malloc_lab(text.to_owned(), name);
    }
    Err(ImportError::Unknown {
        lines: first_lines(text),
    })
}

fn compiled(texts: &[String]) -> Result<Vec<Pattern>, ImportError> {
    let patterns = texts.iter().map(|text| {
        Pattern::new(text).map_err(|error| ImportError::Pattern {
            text: counted::shown(text),
            error,
        })
    });
    patterns.collect()
}

fn read_whole(source: impl Read) -> Result<Vec<u8>, ImportError> {
    let limit = Limits::DEFAULT.file_bytes_max;
    let mut bytes = Vec::new();
    let mut source = source.take(u64::from(limit) + 1);
    source.read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > limit as usize {
        return Err(ImportError::TooLarge { limit });
    }
    Ok(bytes)
}

fn recording(file: &[u8], name: &str) -> Result<Recording, ImportError> {
    let Trace {
        provenance,
        scenario,
    } = Trace::from_bytes(file)?;
    let title = match &*provenance.title {
        "" => name.to_owned(),
        title => title.to_owned(),
    };
    Ok(Recording::new(scenario, title, "heaptrace", provenance))
}

fn malloc_lab(text: String, name: &str) -> Result<Recording, ImportError> {
    let rep::Import { scenario, notices } = match rep::import(&text) {
        Ok(import) => import,
        Err(problems) => return Err(ImportError::Rep { problems, text }),
    };
    let (title, provenance) = (name.to_owned(), Provenance::default());
    let mut read = Recording::new(scenario, title, "rep", provenance);
    read.info.notices = notices.iter().map(ToString::to_string).collect();
    Ok(read)
}

fn unreadable(error: io::Error) -> ImportError {
    ImportError::Unreadable(error.to_string())
}

/// Why a file that begins so is no log.
fn unknown(text: &str) -> ImportError {
    if let Some(not) = not_a_trace(text) {
        return ImportError::NotATrace(not);
    }
    let odd = text
        .chars()
        .filter(|&c| c == '\u{fffd}' || c == '\0')
        .count();
    // Text in an older encoding has a letter that is no UTF-8 here and there.
    if odd > 0 && 20 * odd >= text.chars().count() {
        return ImportError::NotText;
    }
    ImportError::Unknown {
        lines: first_lines(text),
    }
}

/// A sentence of a message as one that stands by itself.
fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

fn first_lines(text: &str) -> Vec<String> {
    const LINES: usize = 10;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.take(LINES).map(counted::shown).collect()
}

#[cfg(test)]
mod tests;
