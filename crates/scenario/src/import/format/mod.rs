//! Owns the register of formats: a file each, and one line here.
//!
//! A format knows its own lines and nothing else: not where they come from, not what an address stands for. To add one,
//! write a file with its `FORMAT`, its rules with their source and a test on a sample, and name it in [`FORMATS`].

mod android;
mod by_pattern;
mod columns;
mod csv;
mod dmalloc;
mod esp_idf;
mod freertos;
mod function_calls;
mod glibc_mtrace;
mod heaptrack;
mod json_lines;
mod letters;
mod logalloc;
mod ltrace;
mod minimalloc;
mod nuttx;
mod ostep;
mod riot;
mod sizes;
mod valgrind;
mod zephyr;

use super::event::{Event, Line};

/// A format of logs that are text, a line for each event.
pub struct Format {
    /// Its name where programs read it: in reports.
    pub id: &'static str,
    /// What a file of it is, with its article.
    pub name: &'static str,
    /// Begins to read a file that begins so; `None` where it can't be of this format.
    pub open: fn(&Head<'_>) -> Option<Box<dyn Reader>>,
    /// Whether other text may look like its lines, so that half of all lines have to be its own.
    pub is_plain: bool,
}

/// Reads the lines of one file.
pub trait Reader {
    /// The next line, without its end.
    fn line(&mut self, line: &str) -> Line;

    /// What is known only after the last line.
    fn end(&mut self) -> Vec<Event> {
        Vec::new()
    }
}

/// A format whose lines don't depend on each other is a function.
impl<Read: FnMut(&str) -> Line> Reader for Read {
    fn line(&mut self, line: &str) -> Line {
        self(line)
    }
}

/// The beginning of a file.
pub struct Head<'t> {
    pub text: &'t str,
}

impl<'t> Head<'t> {
    pub fn lines(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.text.lines()
    }
}

/// Of two that read as much of a file, the first is taken: those of one tool stand before those of many.
pub const FORMATS: &[Format] = &[
    glibc_mtrace::FORMAT,
    valgrind::FORMAT,
    logalloc::FORMAT,
    ltrace::FORMAT,
    android::FORMAT,
    heaptrack::FORMAT,
    dmalloc::FORMAT,
    esp_idf::FORMAT,
    nuttx::FORMAT,
    riot::FORMAT,
    zephyr::FORMAT,
    freertos::FORMAT,
    ostep::FORMAT,
    minimalloc::FORMAT,
    csv::FORMAT,
    json_lines::FORMAT,
    function_calls::FORMAT,
    letters::FORMAT,
    sizes::FORMAT,
];
