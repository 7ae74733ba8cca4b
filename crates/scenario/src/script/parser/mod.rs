//! Owns the grammar: lines in, a tree and every problem out. What names mean is checked in `check`, what
//! numbers come to in `expand`.
//!
//! Written by hand, since what matters here is what is said about a wrong line. A line with a problem is
//! given up at its first one and the next line starts afresh; blocks are tracked even through broken
//! headers, so that one slip is reported once.
//!
//! ```text
//! script     = { line }
//! line       = [ statement ] [ "#" comment ]
//! statement  = place "=" request | name "=" expression | "pointer" place { "," place }
//!            | "free" subject | "touch" subject [ expression ".." [ expression ] ]
//!            | "given" part { "," part }
//!            | "idle" expression | "mark" text | "seed" expression | "language" number
//!            | "generate" name [ "as" name ] { name expression [ "to" expression ] }
//!            | "task" expression ":" statement
//!            | ( "repeat" turns [ "as" name ] | "task" expression ) { line } "end"
//! turns      = expression | [ expression ] "until" "refused"
//! part       = expression [ "bytes" ] ( "free" | "used" [ "as" place ] ) | "rest" "free"
//! request    = "malloc" expression [ "align" expression ] | "falloc" expression
//!            | "calloc" factor "*" factor | "realloc" address expression
//! subject    = "any" name | "all" name | address
//! address    = place { ( "+" | "-" ) term } | expression | "null"
//! place      = name [ "[" expression "]" ]
//! expression = term { ( "+" | "-" ) term }
//! term       = factor { ( "*" | "/" | "%" ) factor }
//! factor     = "-" factor | number | name | "(" expression ")"
//!            | "random" "(" expression "to" expression ")"
//!            | "pick" "(" expression { "," expression } ")"
//! ```

mod cursor;
mod expression;
mod statement;

use self::cursor::Cursor;
use self::statement::Parsed;
use super::lexer::{self, Lexeme, Token};
use super::tree::{Head, Kind, Statement};
use super::words::{self, STARTERS};
use crate::limits::Limits;
use crate::numerals::{bytes, count};
use crate::problem::{Problem, Span};

/// What could be read of a text.
pub(crate) struct Reading {
    pub statements: Vec<Statement>,
    pub problems: Vec<Problem>,
    /// Names that lines with problems seem to assign: not known, and not to be complained about either.
    pub half_known: Vec<Box<str>>,
}

/// Reads a script.
pub(crate) fn read(source: &str) -> Reading {
    let limits = Limits::DEFAULT;
    let mut reader = Reader::default();
    if source.len() > limits.script_bytes_max as usize {
        let limit = bytes(limits.script_bytes_max);
        let message = format!("this script has more than {limit}, which is the limit");
        reader.problems.push(Span::default().problem(message));
        return reader.finish();
    }
    // A byte order mark is invisible in every editor, so it cannot be what the author got wrong.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    for (number, text) in (1..).zip(source.lines()) {
        reader.line(text, number);
        if reader.problems.len() >= limits.problems_max as usize || reader.stopped {
            break;
        }
    }
    reader.finish()
}

/// A block whose `end` has not come yet.
struct Open {
    /// `None` where the header could not be read.
    head: Option<Head>,
    span: Span,
    body: Vec<Statement>,
}

#[derive(Default)]
struct Reader {
    open: Vec<Open>,
    statements: Vec<Statement>,
    problems: Vec<Problem>,
    half_known: Vec<Box<str>>,
    lines: u32,
    tokens: usize,
    /// Whether a limit is reached: what follows is not read.
    stopped: bool,
}

impl Reader {
    fn line(&mut self, text: &str, number: u32) {
        let cut = lexer::line(text, number);
        if cut.tokens.is_empty() && cut.problem.is_none() {
            return;
        }
        if let Some(problem) = self.count(&cut) {
            self.problems.push(problem);
            self.stopped = true;
            return;
        }
        let parsed = match cut.problem {
            Some(problem) => Err(problem),
            None => Cursor::new(&cut.tokens, cut.end).line(),
        };
        match parsed {
            Ok(Parsed::Statement(statement)) => self.statement(statement),
            Ok(Parsed::Head(head, span)) => self.open(Some(head), span),
            Ok(Parsed::End(span)) => self.end(span),
            Err(problem) => {
                self.problems.push(problem);
                self.salvage(&cut.tokens);
            }
        }
    }

    /// Counts a line that is not empty. Gives the limit on lines that it breaks.
    fn count(&mut self, line: &lexer::Line) -> Option<Problem> {
        let limits = Limits::DEFAULT;
        self.lines += 1;
        self.tokens += line.tokens.len();
        let (limit, what) = if self.lines > limits.lines_max {
            (limits.lines_max, "lines that are not empty")
        } else if self.tokens > limits.tokens_max as usize {
            (limits.tokens_max, "words, numbers and signs")
        } else {
            return None;
        };
        let first = line.tokens.first().map_or(line.end, |first| first.span);
        Some(first.problem(format!(
            "this script has more than {} {what}, which is the limit",
            count(limit)
        )))
    }

    /// Where the next statement belongs: the innermost open block, or the script itself.
    fn body(&mut self) -> &mut Vec<Statement> {
        match self.open.last_mut() {
            Some(open) => &mut open.body,
            None => &mut self.statements,
        }
    }

    fn statement(&mut self, statement: Statement) {
        if matches!(statement.kind, Kind::Language) && self.lines > 1 {
            let problem = statement
                .span
                .problem("`language` belongs on the first line");
            self.problems
                .push(problem.hint("move this line to the top"));
        }
        self.body().push(statement);
    }

    fn open(&mut self, head: Option<Head>, span: Span) {
        let limit = Limits::DEFAULT.depth_max;
        if self.open.len() >= limit as usize {
            self.problems.push(span.problem(format!(
                "blocks are nested {} deep here; the limit is {limit}",
                limit + 1
            )));
            self.stopped = true;
        }
        let body = Vec::new();
        self.open.push(Open { head, span, body });
    }

    fn end(&mut self, span: Span) {
        match self.open.pop() {
            Some(open) => self.close(open),
            None => {
                let problem = span.problem("this `end` has nothing to end");
                let hint = "every `end` closes one `repeat` or `task` above it";
                self.problems.push(problem.hint(hint));
            }
        }
    }

    fn close(&mut self, Open { head, span, body }: Open) {
        match head {
            Some(head) if !self.stopped => {
                let kind = Kind::Block { head, body };
                self.body().push(Statement { span, kind });
            }
            // The header's problem was reported; the names in the body are still worth checking.
            _ => self.body().extend(body),
        }
    }

    /// Takes from a line with a problem what keeps it from causing further ones.
    fn salvage(&mut self, tokens: &[Token]) {
        let span = tokens.first().map_or(Span::default(), |first| first.span);
        let mut lexemes = tokens.iter().map(|token| &token.lexeme);
        let Some(Lexeme::Word(first)) = lexemes.next() else {
            return;
        };
        if let Some(Lexeme::Sign("=" | "[")) = lexemes.next() {
            self.half_known.push((*first).into());
            return;
        }
        // `task 2:` on a line of its own, or before a `repeat`, is meant to open a block all the same.
        let mut after = tokens
            .iter()
            .skip_while(|token| token.lexeme != Lexeme::Sign(":"));
        let opens = match after.nth(1) {
            Some(next) => matches!(next.lexeme, Lexeme::Word("repeat" | "task")),
            None => true,
        };
        match words::meant(first, STARTERS) {
            Some("repeat") => self.open(None, span),
            Some("task") if opens => self.open(None, span),
            Some("end") if tokens.len() == 1 => self.end(span),
            _ => {}
        }
        let words = tokens.iter().filter_map(|token| match token.lexeme {
            Lexeme::Word(word) if !words::is_reserved(word) => Some(Box::from(word)),
            _ => None,
        });
        self.half_known.extend(words);
    }

    fn finish(mut self) -> Reading {
        while let Some(open) = self.open.pop() {
            let room = self.problems.len() < Limits::DEFAULT.problems_max as usize;
            // A header that could not be read was complained about; whether it needs an `end` is a guess.
            if let (Some(head), false, true) = (&open.head, self.stopped, room) {
                let message = format!("this `{}` is never closed", head.word());
                let problem = open.span.problem(message);
                self.problems
                    .push(problem.hint("add a line `end` where it is over"));
            }
            self.close(open);
        }
        Reading {
            statements: self.statements,
            problems: self.problems,
            half_known: self.half_known,
        }
    }
}
