//! Owns the import of `.rep` files, the traces of the malloc lab that accompanies *Computer Systems: A
//! Programmer's Perspective* (Bryant and O'Hallaron).
//!
//! ```text
//! 20000      suggested heap size, ignored      (absent from the two-line header)
//! 3          number of block ids
//! 8          number of operations
//! 1          weight, ignored                   (absent from the two-line header)
//! a 0 512    id 0 = malloc(512)
//! r 0 640    id 0 = realloc(id 0, 640)
//! f 0        free(id 0)
//! f -1       free(NULL)
//! ```
//!
//! As the lab's driver does, it splits at any white space, so that blank lines, CRLF and several requests
//! on one line are fine. Like a fresh table of pointers, an id that was never allocated is null; so is a
//! freed one to `r`, while a second `f` of it is the double free its author wrote down.

use std::fmt::{self, Display, Formatter};
use std::mem;

use crate::limits::Limits;
use crate::numerals::{bytes, count, counted};
use crate::operation::{Action, KERNEL, Operation, Pointer, Target};
use crate::problem::{Problem, Span};
use crate::scenario::Scenario;

/// A trace that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// What the trace does. Pointer `n` is the trace's id `n`; pointers have no names.
    pub scenario: Scenario,
    /// What is odd about the file, in no way that changes what it does: to be shown, not to stop anyone.
    pub notices: Vec<Problem>,
}

/// Reads a `.rep` file, within [`Limits::DEFAULT`].
///
/// # Errors
///
/// Every [`Problem`] found: a header that is neither of four numbers nor of two, an unknown request, a field
/// that is missing or no number, an id beyond the header's count, a limit that is broken. After a problem
/// reading goes on with the next line.
pub fn import(text: &str) -> Result<Import, Vec<Problem>> {
    import_within(text, &Limits::DEFAULT)
}

/// Whether a text begins as such a trace with its header does: numbers, and after them a request.
#[must_use]
pub fn is_rep(text: &str) -> bool {
    // One more than a header has, so that a header with too many is told of as one.
    const NUMBERS_MAX: usize = 6;
    let mut fields = Fields::new(text);
    for numbers in 0..NUMBERS_MAX {
        match fields.take() {
            Some(field) if field.text.bytes().all(|byte| byte.is_ascii_digit()) => {}
            // A wrong letter is a mistake of such a trace.
            Some(field) => return numbers > 0 && field.text.len() == 1,
            None => return numbers > 0,
        }
    }
    false
}

fn import_within(text: &str, limits: &Limits) -> Result<Import, Vec<Problem>> {
    if text.len() > limits.file_bytes_max as usize {
        let limit = bytes(limits.file_bytes_max);
        let message = format!("this trace has more than {limit}, which is the limit");
        return Err(vec![Span::default().problem(message)]);
    }
    let mut fields = Fields::new(text);
    let header = Header::read(&mut fields, limits).map_err(|problem| vec![problem])?;
    let mut requests = Requests::new(&header, limits);
    while fields.peek().is_some() {
        if let Err(problem) = requests.read(&mut fields) {
            requests.problems.push(problem);
            fields.skip_line();
        }
        if requests.stopped || requests.problems.len() >= limits.problems_max as usize {
            break;
        }
    }
    if !requests.problems.is_empty() {
        return Err(requests.problems);
    }
    let notices = requests.notices();
    let scenario = Scenario {
        operations: requests.operations.into(),
        pointers: header.ids,
        ..Scenario::default()
    };
    Ok(Import { scenario, notices })
}

/// A stretch of text without white space, and where it stands.
#[derive(Clone, Copy)]
struct Field<'t> {
    text: &'t str,
    span: Span,
}

impl Display for Field<'_> {
    /// Fields of a file that is no trace at all can be megabytes long.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        const SHOWN_CHARS: usize = 20;
        match self.text.char_indices().nth(SHOWN_CHARS) {
            Some((end, _)) => write!(f, "`{}…`", self.text[..end].escape_debug()),
            None => write!(f, "`{}`", self.text.escape_debug()),
        }
    }
}

/// The fields of a text, one after the other.
struct Fields<'t> {
    rest: &'t str,
    line: u32,
    column: u32,
    /// Just behind the field taken last.
    end: Span,
}

impl<'t> Fields<'t> {
    fn new(text: &'t str) -> Fields<'t> {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut fields = Fields {
            rest,
            line: 1,
            column: 1,
            end: Span::at(1, 1),
        };
        fields.skip_space();
        fields
    }

    fn skip_space(&mut self) {
        while let Some(space) = self.rest.chars().next().filter(|c| c.is_whitespace()) {
            self.rest = &self.rest[space.len_utf8()..];
            if space == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
    }

    fn peek(&self) -> Option<Field<'t>> {
        let text = self.rest.split(char::is_whitespace).next()?;
        let end_column = self.column + text.chars().count() as u32;
        let span = Span {
            line: self.line,
            column: self.column,
            end_column,
        };
        (!text.is_empty()).then_some(Field { text, span })
    }

    fn take(&mut self) -> Option<Field<'t>> {
        let field = self.peek()?;
        self.rest = &self.rest[field.text.len()..];
        self.column = field.span.end_column;
        self.end = Span::at(self.line, self.column);
        self.skip_space();
        Some(field)
    }

    /// Leaves out what is left of the line the last field stands on.
    fn skip_line(&mut self) {
        let line = self.end.line;
        while self.peek().is_some_and(|field| field.span.line == line) {
            self.take();
        }
    }
}

struct Header {
    ids: u32,
    ids_span: Span,
    operations: u64,
    operations_span: Span,
}

impl Header {
    /// Requests start with a letter, so the numbers before the first one are the header.
    fn read(fields: &mut Fields<'_>, limits: &Limits) -> Result<Header, Problem> {
        const SHAPE: &str = "a header is four numbers (heap size, ids, operations, weight) or two (ids, operations), one on each line";
        let mut numbers = Vec::new();
        while let Some(field) = fields
            .peek()
            .filter(|field| field.text.starts_with(|c: char| c.is_ascii_digit()))
        {
            if numbers.len() == 4 {
                let message = format!("{field} is a fifth number in the header");
                return Err(field.span.problem(message).hint(SHAPE));
            }
            numbers.push(field);
            fields.take();
        }
        let (ids, operations) = match numbers[..] {
            [_, ids, operations, _] | [ids, operations] => (ids, operations),
            [] => {
                let span = fields.peek().map_or(fields.end, |field| field.span);
                let message = "this is not a malloc-lab trace: it does not start with a number";
                return Err(span.problem(message).hint(SHAPE));
            }
            [first, ..] => {
                let message = format!("this header has {} numbers", numbers.len());
                return Err(first.span.problem(message).hint(SHAPE));
            }
        };
        let limited = |field: Field<'_>, what: &str, limit: u32| match field.text.parse::<u64>() {
            Ok(number) if number <= u64::from(limit) => Ok(number),
            Ok(number) => Err(field.span.problem(format!(
                "this trace has {} {what}; the limit is {}",
                count(number),
                count(limit)
            ))),
            Err(_) => Err(field
                .span
                .problem(format!("{field} is not a whole number of {what}"))
                .hint(SHAPE)),
        };
        Ok(Header {
            ids: limited(ids, "ids", limits.pointers_max)? as u32,
            ids_span: ids.span,
            operations: limited(operations, "operations", limits.operations_max)?,
            operations_span: operations.span,
        })
    }
}

struct Requests<'h> {
    header: &'h Header,
    limits: &'h Limits,
    operations: Vec<Operation>,
    problems: Vec<Problem>,
    states: Vec<State>,
    stopped: bool,
}

/// What an id stands for so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unused,
    Live,
    Freed,
}

impl<'h> Requests<'h> {
    fn new(header: &'h Header, limits: &'h Limits) -> Requests<'h> {
        Requests {
            header,
            limits,
            operations: Vec::new(),
            problems: Vec::new(),
            states: vec![State::Unused; header.ids as usize],
            stopped: false,
        }
    }

    fn read(&mut self, fields: &mut Fields<'_>) -> Result<(), Problem> {
        let Some(verb) = fields.take() else {
            return Ok(());
        };
        let limit = self.limits.operations_max;
        if self.operations.len() >= limit as usize {
            self.stopped = true;
            return Err(verb.span.problem(format!(
                "this trace has more than {} operations, which is the limit",
                count(limit)
            )));
        }
        let action = match verb.text {
            "a" => {
                let pointer = self.pointer(fields, "a ID BYTES")?;
                let bytes = size(fields, "a ID BYTES")?;
                self.becomes(pointer, State::Live);
                Action::Malloc { pointer, bytes }
            }
            "r" => {
                let pointer = self.pointer(fields, "r ID BYTES")?;
                let bytes = size(fields, "r ID BYTES")?;
                let from = match self.becomes(pointer, State::Live) {
                    State::Live => Target::Pointer(pointer),
                    State::Unused | State::Freed => Target::Null,
                };
                Action::Realloc {
                    pointer,
                    from,
                    bytes,
                }
            }
            "f" if fields.peek().is_some_and(|field| field.text == "-1") => {
                fields.take();
                let target = Target::Null;
                Action::Free { target }
            }
            "f" => {
                let pointer = self.pointer(fields, "f ID")?;
                let target = match self.states[pointer.0 as usize] {
                    State::Unused => Target::Null,
                    State::Live | State::Freed => {
                        self.becomes(pointer, State::Freed);
                        Target::Pointer(pointer)
                    }
                };
                Action::Free { target }
            }
            _ => {
                return Err(verb
                    .span
                    .problem(format!("unknown request {verb}"))
                    .hint("requests are `a ID BYTES`, `r ID BYTES` and `f ID`"));
            }
        };
        let task = KERNEL;
        self.operations.push(Operation { task, action });
        Ok(())
    }

    /// What an id stands for from now on; gives what it stood for.
    fn becomes(&mut self, Pointer(id): Pointer, state: State) -> State {
        mem::replace(&mut self.states[id as usize], state)
    }

    fn pointer(&self, fields: &mut Fields<'_>, usage: &str) -> Result<Pointer, Problem> {
        let field = number(fields, "an id", usage)?;
        let Header { ids, ids_span, .. } = self.header;
        if let Some(id) = field.text.parse().ok().filter(|id| id < ids) {
            return Ok(Pointer(id));
        }
        let correct = format!("correct the header on line {}", ids_span.line);
        let problem = field.span.problem(format!(
            "there is no id {field}: the header says there are {}",
            counted(*ids, "id")
        ));
        Err(problem.hint(match ids.checked_sub(1) {
            Some(last) => format!("ids go from 0 to {}; or {correct}", count(last)),
            None => correct,
        }))
    }

    /// What the header said and the requests do not bear out.
    fn notices(&self) -> Vec<Problem> {
        let mut notices = Vec::new();
        let Header {
            ids, operations, ..
        } = self.header;
        let found = self.operations.len();
        if *operations != found as u64 {
            let message = format!(
                "the header says {}, and the trace has {}",
                counted(*operations, "operation"),
                count(found)
            );
            let hint = "if there should be more, the file may have been cut short";
            notices.push(self.header.operations_span.problem(message).hint(hint));
        }
        let unused = self.states.iter().filter(|&&state| state == State::Unused);
        let unused = unused.count();
        if unused > 0 {
            notices.push(self.header.ids_span.problem(format!(
                "the header says {}; the trace never allocates {} of them",
                counted(*ids, "id"),
                count(unused)
            )));
        }
        notices
    }
}

/// The next field, which must start like a number and stand on the same line as the request.
fn number<'t>(fields: &mut Fields<'t>, what: &str, usage: &str) -> Result<Field<'t>, Problem> {
    let is_digit = |c: char| c.is_ascii_digit();
    let problem = match fields.peek() {
        Some(field) if field.text.starts_with(|c| is_digit(c) || c == '-') => {
            fields.take();
            if field.text[1..].chars().all(is_digit) && field.text != "-" {
                return Ok(field);
            }
            field.span.problem(format!("{field} is not a whole number"))
        }
        Some(field) if field.span.line == fields.end.line => {
            let message = format!("{what} is expected, but this is {field}");
            field.span.problem(message)
        }
        _ => fields.end.problem(format!("{what} is missing")),
    };
    Err(problem.hint(format!("write `{usage}`")))
}

fn size(fields: &mut Fields<'_>, usage: &str) -> Result<u32, Problem> {
    let field = number(fields, "a number of bytes", usage)?;
    field.text.parse::<u32>().map_err(|_| {
        field.span.problem(match field.text.starts_with('-') {
            true => format!("{field} is below zero, which no size can be"),
            false => format!(
                "{field} bytes are too many: a size has 32 bits, and the largest is {}",
                count(u32::MAX)
            ),
        })
    })
}

#[cfg(test)]
mod tests;
