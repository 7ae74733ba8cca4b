//! Owns what there is to say about a log that was read: how much, and what is not in the scenario.

use super::event::Mistake;
use super::found::Found;
use crate::Limits;
use crate::numerals::{bytes, count, counted};

/// How a log was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Lines of the log, as far as it was read.
    pub lines: u64,
    /// Lines that belong to something else.
    pub aside: u64,
    /// Lines that begin as the format's do, and can't be read.
    pub mistakes: u64,
    /// The first of them.
    pub first_mistake: Option<MistakenLine>,
    /// Requests that the program's own allocator refused.
    pub refused: u64,
    /// Frees and reallocs of blocks that the log does not allocate: it begins after them.
    pub inherited: Found,
    /// Frees and reallocs of blocks that were freed before.
    pub double_frees: Found,
    /// Blocks larger than 4 GiB, which no scenario can name.
    pub oversize: u64,
    /// Addresses that are given again while their block lives: the log lacks the free, or blocks overlap.
    pub unseen_frees: Found,
    /// What is wrong with the places of blocks, in sentences.
    pub misplaced: Vec<String>,
    /// Whether frees say sizes alone, so that any block of the size may be meant.
    pub matched_by_size: bool,
    /// Why reading stopped before the log's end.
    pub stopped: Option<Stopped>,
}

/// A limit at which reading stops; what was read is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// A scenario has no room for more operations.
    Operations,
    /// The log is longer than is read, as text.
    Bytes,
}

/// The longest log that is read, as text: a few bytes can unpack to any length.
pub const LOG_BYTES_MAX: u64 = 4 << 30;

/// A line that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MistakenLine {
    /// Its number, from 1.
    pub line: u64,
    /// How it begins.
    pub text: String,
    /// What is wrong with it.
    pub mistake: Mistake,
}

/// As much of a line as a message shows, in characters.
const SHOWN_CHARS: usize = 60;

/// The beginning of a line that a stranger wrote, for a message.
pub fn shown(line: &str) -> String {
    let mut chars = line.trim().chars();
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let mut text: String = chars.by_ref().take(SHOWN_CHARS).map(plain).collect();
    if chars.next().is_some() {
        text.push('…');
    }
    text
}

impl Counted {
    /// Counts a line that can't be read.
    pub fn mistake(&mut self, text: &str, mistake: Mistake) {
        self.mistakes += 1;
        let line = self.lines;
        self.first_mistake.get_or_insert_with(|| MistakenLine {
            line,
            text: shown(text),
            mistake,
        });
    }

    /// What a reader should know, in sentences: what the file is, and how faithfully it was read.
    pub fn sentences(&self, name: &str, operations: u32) -> Vec<String> {
        let mut read = format!(
            "read as {name}: {} in {}",
            counted(operations, "operation"),
            counted(self.lines, "line")
        );
        match self.aside {
            0 => {}
            1 => read += "; 1 line belongs to something else",
            aside => {
                read += &format!("; {} lines belong to something else", count(aside));
            }
        }
        let mut sentences = vec![read];
        if let Some(first) = &self.first_mistake {
            let MistakenLine {
                line,
                text,
                mistake,
            } = first;
            let which = match self.mistakes {
                1 => format!("line {} can't be read", count(*line)),
                all => format!(
                    "{} lines can't be read; the first is line {}",
                    count(all),
                    count(*line)
                ),
            };
            sentences.push(format!("{which}, “{text}”: {mistake}"));
        }
        sentences.extend(self.left_out());
        sentences
    }

    /// What is in the log and not in the scenario, or the other way round.
    pub fn left_out(&self) -> Vec<String> {
        let block = |number: u64| if number == 1 { "a block" } else { "blocks" };
        let was = |number: u64| if number == 1 { "was" } else { "were" };
        let is = |number: u64| if number == 1 { "is" } else { "are" };
        let frees = |number: u64| match number {
            1 => "1 free or realloc".to_owned(),
            _ => format!("{} frees or reallocs", count(number)),
        };
        let Counted {
            inherited,
            double_frees,
            unseen_frees,
            ..
        } = self;
        let (refused, oversize) = (self.refused, self.oversize);
        let mut sentences = self.misplaced.clone();
        if double_frees.times > 0 {
            sentences.push(format!(
                "{} of {} that {} freed before {} kept{double_frees}",
                frees(double_frees.times),
                block(double_frees.times),
                was(double_frees.times),
                is(double_frees.times)
            ));
        }
        if inherited.times > 0 {
            sentences.push(format!(
                "{} of {} that the log doesn't allocate {} left out{inherited}",
                frees(inherited.times),
                block(inherited.times),
                is(inherited.times)
            ));
        }
        if refused > 0 {
            sentences.push(format!(
                "{} that {} refused {} left out",
                counted(refused, "request"),
                was(refused),
                is(refused)
            ));
        }
        if oversize > 0 {
            sentences.push(format!(
                "{} larger than 4 GiB {} left out",
                counted(oversize, "block"),
                is(oversize)
            ));
        }
        if unseen_frees.times > 0 {
            let addresses = match unseen_frees.times {
                1 => "1 address is".to_owned(),
                _ => format!("{} addresses are", count(unseen_frees.times)),
            };
            sentences.push(format!(
                "{addresses} given again without a free, which is put in{unseen_frees}"
            ));
        }
        if self.matched_by_size {
            sentences.push(
                "the log doesn't say which block is freed; of those of its size the latest is taken"
                    .to_owned(),
            );
        }
        if let Some(stopped) = self.stopped {
            let limit = match stopped {
                Stopped::Operations => format!(
                    "a scenario has at most {} operations",
                    count(Limits::DEFAULT.operations_max)
                ),
                Stopped::Bytes => format!("of a log {} are read", bytes(LOG_BYTES_MAX)),
            };
            let line = count(self.lines);
            sentences.push(format!("reading stopped at line {line}: {limit}"));
        }
        sentences
    }
}
