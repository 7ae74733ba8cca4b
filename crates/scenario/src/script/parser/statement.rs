//! Owns the grammar of one line: statements, the heads of blocks, and what they act on.

use super::cursor::{Cursor, Read};
use crate::problem::{Problem, Span};
use crate::script::lexer::{Lexeme, Token};
use crate::script::tree::{
    Address, Expression, GivenPart, Head, Kind, Name, Place, Request, Setting, Statement, Subject,
    Turns,
};
use crate::script::words::{self, REQUESTS, STARTERS};

/// The language's version, which `language 1` on a script's first line may state.
const VERSION: i64 = 1;

/// What one line turned out to be.
pub(super) enum Parsed {
    Statement(Statement),
    Head(Head, Span),
    End(Span),
}

impl Cursor<'_, '_> {
    pub(super) fn line(&mut self) -> Read<Parsed> {
        let start = self.span();
        let parsed = match self.peek_word() {
            _ if self.second_sign() == Some("=") => Parsed::Statement(self.statement()?),
            Some("end") => {
                self.at += 1;
                Parsed::End(start)
            }
            Some("repeat") => {
                self.at += 1;
                let turns = self.turns()?;
                let is_named = self.take_word("as");
                let counter = is_named.then(|| self.name("a name for the counter"));
                let counter = counter.transpose()?;
                Parsed::Head(
                    Head::Repeat {
                        turns: Box::new(turns),
                        counter,
                    },
                    start.to(self.last_span()),
                )
            }
            Some("task") => {
                self.at += 1;
                let task = self.expression("a task's number")?;
                if self.take_sign(":") {
                    Parsed::Statement(self.task_line(task, start)?)
                } else {
                    Parsed::Head(Head::Task { task }, start.to(self.last_span()))
                }
            }
            _ => Parsed::Statement(self.statement()?),
        };
        self.line_end(&parsed)?;
        Ok(parsed)
    }

    fn turns(&mut self) -> Read<Turns> {
        // `until` is no reserved word: it names numbers of scripts that are older than it.
        let is_number = match (self.peek_word(), self.tokens.get(self.at + 1)) {
            (Some("until"), Some(next)) => {
                !matches!(next.lexeme, Lexeme::Word(word) if word != "as")
            }
            (Some("until"), None) => true,
            _ => false,
        };
        let has_bound = is_number || self.peek_word() != Some("until");
        let bound = has_bound.then(|| self.expression("a number of turns"));
        let bound = bound.transpose()?;
        match (self.take_word("until"), bound) {
            (false, Some(times)) => Ok(Turns::Times(times)),
            (_, bound) if self.take_word("refused") => Ok(Turns::UntilRefused(bound)),
            _ => Err(self.expected("`refused`").hint(
                "a repeat that ends with the first refused request is `repeat until refused`",
            )),
        }
    }

    fn task_line(&mut self, task: Expression, start: Span) -> Read<Statement> {
        if let Some(word @ ("repeat" | "task" | "end" | "language")) = self.peek_word() {
            return Err(self
                .span()
                .problem(format!("`{word}` cannot follow `task …:` on one line"))
                .hint("leave the `:` out, put the lines below, and close them with `end`"));
        }
        if self.peek().is_none() {
            return Err(self
                .expected("an operation")
                .hint("for a block of several lines, leave the `:` out and close it with `end`"));
        }
        let statement = Box::new(self.statement()?);
        Ok(Statement {
            span: start.to(self.last_span()),
            kind: Kind::Task { task, statement },
        })
    }

    /// Refuses what is left on the line.
    fn line_end(&self, parsed: &Parsed) -> Read<()> {
        let Some(next) = self.peek() else {
            return Ok(());
        };
        let is_head = matches!(parsed, Parsed::Head(..));
        let hint = match next {
            Lexeme::Sign(",") => "write one operation on each line, and no commas between operands",
            Lexeme::Sign("=") => "a line assigns to one name: `a = malloc 64`",
            Lexeme::Sign("..") => {
                "`start..end` belongs to `touch`; a range of sizes is `16 to 256`"
            }
            Lexeme::Sign(":") if is_head => "no `:` is needed",
            Lexeme::Word("to") => {
                "bytes of a block are `touch a 0..64`; random sizes are `random(16 to 256)`"
            }
            Lexeme::Word("times") if is_head => "leave `times` out: `repeat 100`",
            _ => "write one operation on each line",
        };
        let found = self.found().unwrap_or_default();
        let problem = self.span().problem(format!("{found} is not expected here"));
        Err(problem.hint(hint))
    }

    fn statement(&mut self) -> Read<Statement> {
        let start = self.span();
        let Some(first) = self.peek_word() else {
            return Err(self.expected("a verb such as `free`, or a name and `=`,"));
        };
        let kind = match self.second_sign() {
            Some("=" | "[") => self.assignment(first)?,
            _ => self.verb(first)?,
        };
        Ok(Statement {
            span: start.to(self.last_span()),
            kind,
        })
    }

    fn assignment(&mut self, first: &str) -> Read<Kind> {
        let place = self.place(&format!("a name instead of `{first}`"))?;
        if !self.take_sign("=") {
            return Err(self.expected("`=`").hint(format!(
                "write `{first}[…] = malloc 64`, or a verb before it: `free {first}[…]`"
            )));
        }
        match self.peek_word() {
            Some(verb @ ("malloc" | "falloc" | "calloc" | "realloc")) => {
                self.at += 1;
                let request = self.request(verb)?;
                return Ok(Kind::Allocate {
                    pointer: place,
                    request: Box::new(request),
                });
            }
            Some("null") => {
                let problem = self.span().problem("a pointer cannot be set to `null`");
                return Err(problem.hint(format!(
                    "to have a pointer that is null from the start, write `pointer {first}`"
                )));
            }
            Some("generate") => {
                let problem = self.span().problem("`generate` does not follow `=`");
                return Err(problem.hint(format!("write `generate churn as {first}`")));
            }
            _ => {}
        }
        let after = self.at;
        if place.index.is_some() {
            let problem = self.expected("`malloc`, `falloc`, `calloc` or `realloc`");
            let word = self.peek_word().unwrap_or_default();
            return Err(problem.hint_if(words::did_you_mean(word, REQUESTS)));
        }
        let value = self.expression("`malloc`, `falloc`, `calloc`, `realloc` or a number");
        // `a = mallc 64` starts like a number computed from a name `mallc`, and then does not go on like one.
        if let (
            true,
            Some(Token {
                lexeme: Lexeme::Word(word),
                span,
            }),
        ) = (self.peek().is_some(), self.tokens.get(after))
            && !words::is_reserved(word)
            && (value.is_err() || self.at == after + 1 || words::meant(word, REQUESTS).is_some())
        {
            return Err(span.problem(format!("unknown command `{word}`")).hint(
                words::did_you_mean(word, REQUESTS).unwrap_or_else(|| {
                    "to allocate, write `malloc`, `falloc`, `calloc` or `realloc` after `=`"
                        .to_owned()
                }),
            ));
        }
        Ok(Kind::Compute {
            name: place.name,
            value: value?,
        })
    }

    fn request(&mut self, verb: &str) -> Read<Request> {
        if let Some(problem) = self.called_as_in_c(verb) {
            return Err(problem);
        }
        Ok(match verb {
            "malloc" => {
                let bytes = self.expression("a size in bytes")?;
                let is_aligned = self.take_word("align");
                let alignment = is_aligned.then(|| self.expression("an alignment in bytes"));
                Request::Malloc {
                    bytes,
                    alignment: alignment.transpose()?,
                }
            }
            "falloc" => Request::Falloc {
                bytes: self.expression("a size in bytes")?,
            },
            "calloc" => {
                let usage = "write `calloc 16 * 8` for 16 elements of 8 bytes";
                self.terms = 0;
                let count = self.factor("a count")?;
                if !self.take_sign("*") {
                    return Err(self.expected("`*`").hint(usage));
                }
                let bytes = self.factor("an element's size in bytes")?;
                if let Some("+" | "-" | "*" | "/" | "%") = self.peek_sign() {
                    return Err(self
                        .span()
                        .problem("`calloc` takes one count and one size")
                        .hint(
                            "put parentheses round what belongs together: `calloc (n + 1) * 8`",
                        ));
                }
                Request::Calloc { count, bytes }
            }
            _ => {
                let from = self.address()?;
                let bytes = self.expression("the new size in bytes")?;
                Request::Realloc { from, bytes }
            }
        })
    }

    /// Notices `realloc(a, 64)` and `calloc(16, 8)`, which everyone who knows C writes first.
    fn called_as_in_c(&self, verb: &str) -> Option<Problem> {
        let rest = &self.tokens[self.at..];
        let is = |token: &Token, sign| token.lexeme == Lexeme::Sign(sign);
        if !rest.first().is_some_and(|token| is(token, "(")) {
            return None;
        }
        let mut depth = 0;
        let comma = rest.iter().position(|token| {
            depth += i32::from(is(token, "(")) - i32::from(is(token, ")"));
            depth == 0 || (depth == 1 && is(token, ","))
        });
        let comma = comma.filter(|&at| is(&rest[at], ","));
        let usage = match verb {
            "calloc" => "write `calloc 16 * 8` for 16 elements of 8 bytes",
            "realloc" => "write `a = realloc a 512`",
            _ => return None,
        };
        comma.map(|at| {
            rest[at]
                .span
                .problem(format!("`{verb}` takes no parentheses and no comma"))
                .hint(usage)
        })
    }

    fn verb(&mut self, first: &str) -> Read<Kind> {
        let span = self.span();
        self.at += 1;
        Ok(match first {
            "free" => Kind::Free(self.subject()?),
            "touch" => {
                let subject = self.subject()?;
                let has_range = self.peek().is_some();
                let range = has_range.then(|| self.range().map(Box::new)).transpose()?;
                Kind::Touch { subject, range }
            }
            "given" => self.given()?,
            "idle" => Kind::Idle(self.expression("a number of ticks")?),
            "seed" => Kind::Seed(self.expression("a seed")?),
            "mark" => match self.peek() {
                Some(Lexeme::Text(text)) => {
                    let text = text.as_str().into();
                    self.at += 1;
                    Kind::Mark(text)
                }
                _ => {
                    return Err(self
                        .expected("a text")
                        .hint("write it between double quotes: mark \"the list is full\""));
                }
            },
            "pointer" => {
                let mut places = vec![self.place("a name")?];
                while self.take_sign(",") {
                    places.push(self.place("a name")?);
                }
                Kind::Declare(places.into())
            }
            "generate" => self.generate()?,
            "language" => match self.peek() {
                Some(Lexeme::Number(VERSION)) => {
                    self.at += 1;
                    Kind::Language
                }
                Some(Lexeme::Number(_)) => {
                    return Err(self
                        .span()
                        .problem("this script is written in a version of the language that is not known here")
                        .hint(format!("the version known here is {VERSION}")));
                }
                _ => {
                    return Err(self
                        .expected("the language's version")
                        .hint(format!("write `language {VERSION}`")));
                }
            },
            "malloc" | "falloc" | "calloc" | "realloc" => {
                let message = format!("the pointer that `{first}` gives is kept nowhere");
                let hint = format!("give it a name: `a = {first} …`");
                return Err(span.problem(message).hint(hint));
            }
            "end" | "repeat" | "task" => {
                let problem = span.problem(format!("`{first}` cannot stand here"));
                return Err(problem.hint("put it on a line of its own"));
            }
            _ => {
                if words::is_reserved(first) {
                    return Err(span.problem(format!("a line cannot start with `{first}`")));
                }
                let candidates: Vec<&str> = STARTERS.iter().chain(REQUESTS).copied().collect();
                let hint = match words::meant(first, &candidates) {
                    Some(request) if REQUESTS.contains(&request) => {
                        format!("did you mean `a = {request} …`?")
                    }
                    Some(verb) => format!("did you mean `{verb}`?"),
                    None => format!(
                        "to allocate, write `{first} = malloc 64`; other lines start with a verb such as `free`"
                    ),
                };
                return Err(span
                    .problem(format!("unknown command `{first}`"))
                    .hint(hint));
            }
        })
    }

    fn given(&mut self) -> Read<Kind> {
        let mut parts = Vec::new();
        loop {
            parts.push(self.given_part()?);
            if !self.take_sign(",") {
                return Ok(Kind::Given(parts.into()));
            }
        }
    }

    fn given_part(&mut self) -> Read<GivenPart> {
        let start = self.span();
        let second = self.tokens.get(self.at + 1).map(|token| &token.lexeme);
        if self.peek_word() == Some("rest") && second == Some(&Lexeme::Word("free")) {
            self.at += 2;
            return Ok(GivenPart::Rest(start.to(self.last_span())));
        }
        let bytes = self.expression("a size in bytes")?;
        let _ = self.take_word("bytes") || self.take_word("byte");
        if self.take_word("free") {
            return Ok(GivenPart::Free(bytes));
        }
        if !self.take_word("used") {
            let hint =
                "say what there is, one after the other: `given 100 KiB free, 40 bytes used as a`";
            return Err(self.expected("`free` or `used`").hint(hint));
        }
        let is_named = self.take_word("as");
        let place = is_named.then(|| self.place("a name for the block"));
        Ok(GivenPart::Used(bytes, place.transpose()?))
    }

    fn generate(&mut self) -> Read<Kind> {
        let generator = self.plain_name("a generator's name")?;
        let is_named = self.take_word("as");
        let array = is_named.then(|| self.name("a name for the pointers"));
        let array = array.transpose()?;
        let mut settings = Vec::new();
        while self.peek().is_some() {
            let name = self.plain_name("a parameter's name")?;
            let low = self.expression(&format!("a value for `{}`", name.text))?;
            if self.peek_sign() == Some("..") {
                return Err(self
                    .span()
                    .problem("`..` is not how a range of sizes is written")
                    .hint("write it with `to`, both ends included: `sizes 16 to 256`"));
            }
            let is_range = self.take_word("to");
            let high = is_range.then(|| self.expression("the range's upper end"));
            let high = high.transpose()?;
            settings.push(Setting { name, low, high });
        }
        Ok(Kind::Generate {
            generator,
            array,
            settings,
        })
    }

    fn range(&mut self) -> Read<(Expression, Option<Expression>)> {
        let start = self.expression("a range of bytes such as `0..64`")?;
        if !self.take_sign("..") {
            return Err(self
                .expected("`..`")
                .hint("the bytes from 0 up to, not including, 64 are `touch a 0..64`"));
        }
        let has_end = self.peek().is_some();
        let end = has_end.then(|| self.expression("where the range ends"));
        Ok((start, end.transpose()?))
    }

    fn subject(&mut self) -> Read<Subject> {
        let named = match self.peek_word() {
            Some("any") => Subject::Any,
            Some("all") => Subject::All,
            _ => return Ok(Subject::One(self.address()?)),
        };
        self.at += 1;
        Ok(named(self.name("the name of an array of pointers")?))
    }

    fn address(&mut self) -> Read<Address> {
        if self.take_word("null") {
            return Ok(Address::Null);
        }
        let function =
            self.second_sign() == Some("(") && matches!(self.peek_word(), Some("random" | "pick"));
        let what = "a pointer, an address or `null`";
        if self.peek_word().is_none() || function {
            return Ok(Address::Number(self.expression(what)?));
        }
        let place = self.place(what)?;
        let mut offsets = Vec::new();
        self.terms = 0;
        loop {
            let subtracted = match self.peek_sign() {
                Some("+") => false,
                Some("-") => true,
                _ => return Ok(Address::Place { place, offsets }),
            };
            self.at += 1;
            offsets.push((subtracted, self.term("a number of bytes")?));
        }
    }

    fn place(&mut self, what: &str) -> Read<Place> {
        let name = self.name(what)?;
        let start = name.span;
        let mut index = None;
        if self.take_sign("[") {
            index = Some(Box::new(self.expression("an index")?));
            self.require("]")?;
        }
        Ok(Place {
            name,
            index,
            span: start.to(self.last_span()),
        })
    }

    /// A name of the author's own.
    fn name(&mut self, what: &str) -> Read<Name> {
        match self.peek_word() {
            Some(word) if words::is_reserved(word) => Err(self
                .span()
                .problem(format!(
                    "`{word}` is a word of the language and cannot be a name"
                ))
                .hint(format!("choose another name, such as `{word}_1`"))),
            _ => self.plain_name(what),
        }
    }

    fn plain_name(&mut self, what: &str) -> Read<Name> {
        let Some(word) = self.peek_word() else {
            return Err(self.expected(what));
        };
        let span = self.span();
        self.at += 1;
        Ok(Name {
            text: word.into(),
            span,
        })
    }
}
