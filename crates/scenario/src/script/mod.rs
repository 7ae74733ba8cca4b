//! The script language: scenarios as text that a student can read and write.
//!
//! Owns the language from its characters to the operations it comes to, and operations in words. `docs/script-language.md`
//! is its page for readers. The grammar is version 1 and frozen, since links hold scripts: it may gain
//! words, and no script that is good today may come to mean something else.
//!
//! ```
//! let script = atlas_scenario::script::parse("repeat 3 as i\n  x[i] = malloc 16 * i\nend\nfree x[1]")?;
//! let scenario = script.expand(&atlas_scenario::Limits::DEFAULT)?;
//! assert_eq!(scenario.operations.len(), 4);
//! assert_eq!(scenario.describe(&scenario.operations[3]), "free x[1]");
//! # Ok::<(), Vec<atlas_scenario::script::Problem>>(())
//! ```

mod check;
mod expand;
mod lexer;
mod lines;
mod parser;
mod plain;
mod tree;
mod words;

#[cfg(test)]
mod tests;

use crate::limits::Limits;
use crate::scenario::Scenario;

use lexer::Lexeme;

pub use crate::problem::Problem;
pub use lines::Lines;
pub use plain::of;
pub use words::{Word, WordKind, vocabulary};

/// A script that was read without a problem.
pub struct Script {
    statements: Vec<tree::Statement>,
}

/// Reads a script.
///
/// # Errors
///
/// Every [`Problem`] found in the text, by line and column, up to [`Limits::problems_max`]. A script that is
/// read may still fail to expand: what its numbers come to is found only there.
pub fn parse(source: &str) -> Result<Script, Vec<Problem>> {
    let reading = parser::read(source);
    let mut problems = check::problems(&reading);
    problems.extend(reading.problems);
    if problems.is_empty() {
        return Ok(Script {
            statements: reading.statements,
        });
    }
    problems.sort();
    problems.truncate(Limits::DEFAULT.problems_max as usize);
    Err(problems)
}

/// Whether a text is meant as a script, mistakes or not: at least half of its first lines begin as lines of the
/// language do.
#[must_use]
pub fn is_script(text: &str) -> bool {
    const LINES: usize = 20;
    let beginnings: Vec<bool> = text.lines().filter_map(beginning).take(LINES).collect();
    let known = beginnings.iter().filter(|is_known| **is_known).count();
    known > 0 && 2 * known >= beginnings.len()
}

/// Whether a line begins as those of the language do; `None` for a line that says nothing.
fn beginning(line: &str) -> Option<bool> {
    const CHARS: usize = 200;
    let end = line.char_indices().nth(CHARS);
    let end = end.map_or(line.len(), |(at, _)| at);
    let tokens = lexer::line(&line[..end], 1).tokens;
    let Lexeme::Word(word) = tokens.first()?.lexeme else {
        return Some(false);
    };
    let second = tokens.get(1).map(|token| &token.lexeme);
    let is_assigned = matches!(second, Some(Lexeme::Sign("=" | "[")));
    // A call, as logs have them: `free(0x5000)`. Only a number of turns may stand in parentheses.
    let is_call = matches!(second, Some(Lexeme::Sign("("))) && word != "repeat";
    Some(is_assigned || (words::STARTERS.contains(&word) && !is_call))
}

impl Script {
    /// Runs the script: repeats are unrolled, numbers computed, generators run.
    ///
    /// # Errors
    ///
    /// Every [`Problem`] found on the way: values out of range, pointers used before they are assigned,
    /// or a limit that is broken, which ends the run at once.
    pub fn expand(&self, limits: &Limits) -> Result<Scenario, Vec<Problem>> {
        self.expand_with_lines(limits).map(|(scenario, _)| scenario)
    }

    /// Runs the script as [`Script::expand`] does, and gives the line that each operation comes from too.
    ///
    /// # Errors
    ///
    /// As [`Script::expand`].
    pub fn expand_with_lines(&self, limits: &Limits) -> Result<(Scenario, Lines), Vec<Problem>> {
        expand::expand(&self.statements, limits)
    }
}

impl Scenario {
    /// Reads a script and runs it, within [`Limits::DEFAULT`].
    ///
    /// # Errors
    ///
    /// As [`parse`] and [`Script::expand`].
    pub fn from_script(source: &str) -> Result<Scenario, Vec<Problem>> {
        parse(source)?.expand(&Limits::DEFAULT)
    }
}
