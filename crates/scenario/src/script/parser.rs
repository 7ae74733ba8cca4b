//! Owns the grammar: lines in, a tree and every problem out. What names mean is checked in `names`, what
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
//!            | "idle" expression | "mark" text | "seed" expression | "language" number
//!            | "generate" name [ "as" name ] { name expression [ "to" expression ] }
//!            | "task" expression ":" statement
//!            | ( "repeat" expression [ "as" name ] | "task" expression ) { line } "end"
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

use super::lexer::{self, Form, Lexeme, Literal, Sign, Token};
use super::tree::{
    Address, Expression, Head, Item, Kind, Name, Operator, Place, Request, Setting, Statement,
    Subject, Value,
};
use super::words::{self, REQUESTS, STARTERS};
use crate::limits::Limits;
use crate::problem::{Problem, Span};

/// The language's version, which `language 1` on a script's first line may state.
const VERSION: u64 = 1;

/// What could be read of a text.
pub(crate) struct Reading {
    pub items: Vec<Item>,
    pub problems: Vec<Problem>,
    /// Names that lines with problems seem to assign: not known, and not to be complained about either.
    pub half_known: Vec<Box<str>>,
}

/// Reads a script.
pub(crate) fn read(source: &str) -> Reading {
    let limits = Limits::DEFAULT;
    if source.len() > limits.script_bytes_max as usize {
        let problem = Span::default().problem(format!(
            "this script has {} bytes; the limit is {}",
            source.len(),
            limits.script_bytes_max
        ));
        return Reading {
            items: Vec::new(),
            problems: vec![problem],
            half_known: Vec::new(),
        };
    }
    let mut reader = Reader::default();
    // A byte order mark is invisible in every editor, so it cannot be what the author got wrong.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    for (number, text) in (1..).zip(source.lines()) {
        reader.line(text, number);
        if reader.problems.len() >= limits.problems_max as usize || reader.too_deep {
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
    comment: Option<Box<str>>,
    body: Vec<Item>,
}

#[derive(Default)]
struct Reader {
    open: Vec<Open>,
    items: Vec<Item>,
    problems: Vec<Problem>,
    half_known: Vec<Box<str>>,
    any_statement: bool,
    too_deep: bool,
}

/// What one line turned out to be.
enum Parsed {
    Statement(Statement),
    Head(Head, Span),
    End(Span),
}

impl Reader {
    fn line(&mut self, text: &str, number: u32) {
        let cut = lexer::line(text, number);
        let comment = cut.comment.map(Box::from);
        if cut.tokens.is_empty() && cut.problem.is_none() {
            self.items().push(Item {
                statement: None,
                comment,
            });
            return;
        }
        let parsed = match cut.problem {
            Some(problem) => Err(problem),
            None => Cursor {
                tokens: &cut.tokens,
                at: 0,
                end: cut.end,
                terms: 0,
                depth: 0,
            }
            .line(),
        };
        match parsed {
            Ok(Parsed::Statement(statement)) => self.statement(statement, comment),
            Ok(Parsed::Head(head, span)) => self.open(Some(head), span, comment),
            Ok(Parsed::End(span)) => self.end(span, comment),
            Err(problem) => {
                self.problems.push(problem);
                self.salvage(&cut.tokens);
            }
        }
        self.any_statement = true;
    }

    fn items(&mut self) -> &mut Vec<Item> {
        match self.open.last_mut() {
            Some(open) => &mut open.body,
            None => &mut self.items,
        }
    }

    fn statement(&mut self, statement: Statement, comment: Option<Box<str>>) {
        if matches!(statement.kind, Kind::Language(_)) && self.any_statement {
            self.problems.push(
                statement
                    .span
                    .problem("`language` belongs on the first line")
                    .hint("move this line to the top"),
            );
        }
        self.items().push(Item {
            statement: Some(statement),
            comment,
        });
    }

    fn open(&mut self, head: Option<Head>, span: Span, comment: Option<Box<str>>) {
        let limit = Limits::DEFAULT.depth_max;
        if self.open.len() >= limit as usize {
            self.problems.push(span.problem(format!(
                "blocks are nested {} deep here; the limit is {limit}",
                limit + 1
            )));
            self.too_deep = true;
        }
        self.open.push(Open {
            head,
            span,
            comment,
            body: Vec::new(),
        });
    }

    fn end(&mut self, span: Span, end_comment: Option<Box<str>>) {
        let Some(Open {
            head,
            span,
            comment,
            body,
        }) = self.open.pop()
        else {
            self.problems.push(
                span.problem("this `end` has nothing to end")
                    .hint("every `end` closes one `repeat` or `task` above it"),
            );
            return;
        };
        match head {
            Some(head) => {
                let kind = Kind::Block {
                    head,
                    body,
                    end_comment,
                };
                self.items().push(Item {
                    statement: Some(Statement { span, kind }),
                    comment,
                });
            }
            // The header's problem was told; what stands inside is still worth checking for names.
            None => self.items().extend(body),
        }
    }

    /// Takes from a line with a problem what keeps it from causing further ones.
    fn salvage(&mut self, tokens: &[Token]) {
        let Some(Token {
            lexeme: Lexeme::Word(first),
            span,
        }) = tokens.first()
        else {
            return;
        };
        let is_word = |token: &Token, wanted: &[&str]| matches!(token.lexeme, Lexeme::Word(word) if wanted.contains(&word));
        // `task 2:` on a line of its own, or before a `repeat`, is meant to open a block all the same.
        let colon = tokens
            .iter()
            .position(|token| token.lexeme == Lexeme::Sign(Sign::Colon));
        let opens = colon.is_none_or(|at| {
            tokens
                .get(at + 1)
                .is_none_or(|next| is_word(next, &["repeat", "task"]))
        });
        let assigns = matches!(
            tokens.get(1).map(|token| &token.lexeme),
            Some(Lexeme::Sign(Sign::Equals | Sign::OpenIndex))
        );
        match words::meant(first, STARTERS) {
            _ if assigns => self.half_known.push((*first).into()),
            Some("repeat") => self.open(None, *span, None),
            Some("task") if opens => self.open(None, *span, None),
            Some("end") if tokens.len() == 1 => self.end(*span, None),
            _ => {}
        }
        if !assigns {
            let words = tokens.iter().filter_map(|token| match token.lexeme {
                Lexeme::Word(word) if !words::is_reserved(word) => Some(Box::from(word)),
                _ => None,
            });
            self.half_known.extend(words);
        }
    }

    fn finish(mut self) -> Reading {
        while let Some(open) = self.open.pop() {
            let room = self.problems.len() < Limits::DEFAULT.problems_max as usize;
            // A header that could not be read was complained about; whether it needs an `end` is a guess.
            if let (Some(head), false, true) = (&open.head, self.too_deep, room) {
                self.problems.push(
                    open.span
                        .problem(format!("this `{}` is never closed", head.word()))
                        .hint("add a line `end` where it is over"),
                );
            }
            match open.head {
                Some(head) if !self.too_deep => {
                    let kind = Kind::Block {
                        head,
                        body: open.body,
                        end_comment: None,
                    };
                    self.items().push(Item {
                        statement: Some(Statement {
                            span: open.span,
                            kind,
                        }),
                        comment: None,
                    });
                }
                _ => self.items().extend(open.body),
            }
        }
        Reading {
            items: self.items,
            problems: self.problems,
            half_known: self.half_known,
        }
    }
}

/// Reads one line from left to right; the first problem ends it.
struct Cursor<'t, 's> {
    tokens: &'t [Token<'s>],
    at: usize,
    end: Span,
    /// Numbers and names in the expression being read.
    terms: u32,
    /// Parentheses open in the expression being read.
    depth: u32,
}

type Read<T> = Result<T, Problem>;

impl<'s> Cursor<'_, 's> {
    fn peek(&self) -> Option<&Lexeme<'s>> {
        self.tokens.get(self.at).map(|token| &token.lexeme)
    }

    fn peek_word(&self) -> Option<&'s str> {
        match self.peek() {
            Some(Lexeme::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn peek_sign(&self) -> Option<Sign> {
        match self.peek() {
            Some(Lexeme::Sign(sign)) => Some(*sign),
            _ => None,
        }
    }

    fn second_sign(&self) -> Option<Sign> {
        match self.tokens.get(self.at + 1) {
            Some(Token {
                lexeme: Lexeme::Sign(sign),
                ..
            }) => Some(*sign),
            _ => None,
        }
    }

    /// The place of the next token, or just behind the last one.
    fn span(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or(self.end, |token| token.span)
    }

    /// The place of the token read last.
    fn last_span(&self) -> Span {
        match self.at.checked_sub(1) {
            Some(last) => self.tokens[last].span,
            None => self.span(),
        }
    }

    /// The next token as its author wrote it, for messages.
    fn found(&self) -> String {
        match self.peek() {
            None => "the line ends here".to_owned(),
            Some(Lexeme::Word(word)) => format!("this is `{word}`"),
            Some(Lexeme::Number(_)) => "this is a number".to_owned(),
            Some(Lexeme::Text(_)) => "this is a text".to_owned(),
            Some(Lexeme::Sign(sign)) => format!("this is `{}`", sign.text()),
        }
    }

    fn expected(&self, what: &str) -> Problem {
        self.span()
            .problem(format!("{what} is expected, but {}", self.found()))
    }

    fn take_word(&mut self, word: &str) -> bool {
        let taken = self.peek_word() == Some(word);
        self.at += usize::from(taken);
        taken
    }

    fn take_sign(&mut self, sign: Sign) -> bool {
        let taken = self.peek_sign() == Some(sign);
        self.at += usize::from(taken);
        taken
    }

    fn require(&mut self, sign: Sign) -> Read<()> {
        if self.take_sign(sign) {
            Ok(())
        } else {
            Err(self.expected(&format!("`{}`", sign.text())))
        }
    }

    fn line(&mut self) -> Read<Parsed> {
        let start = self.span();
        let parsed = match self.peek_word() {
            Some("end") if self.second_sign() != Some(Sign::Equals) => {
                self.at += 1;
                Parsed::End(start)
            }
            Some("repeat") if self.second_sign() != Some(Sign::Equals) => {
                self.at += 1;
                let count = self.expression("a number of turns")?;
                let counter = if self.take_word("as") {
                    Some(self.name("a name for the counter")?)
                } else {
                    None
                };
                Parsed::Head(Head::Repeat { count, counter }, start.to(self.last_span()))
            }
            Some("task") if self.second_sign() != Some(Sign::Equals) => {
                self.at += 1;
                let task = self.expression("a task's number")?;
                if self.take_sign(Sign::Colon) {
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
        let problem = self.span().problem(match next {
            Lexeme::Word(word) => format!("`{word}` is not expected here"),
            Lexeme::Number(_) => "a number is not expected here".to_owned(),
            Lexeme::Text(_) => "a text is not expected here".to_owned(),
            Lexeme::Sign(sign) => format!("`{}` is not expected here", sign.text()),
        });
        let head = matches!(parsed, Parsed::Head(..));
        let unit = |word: &str| {
            lexer::Unit::ALL
                .into_iter()
                .find(|unit| unit.name().eq_ignore_ascii_case(word))
                .map(lexer::Unit::name)
        };
        Err(match next {
            Lexeme::Sign(Sign::Comma) => {
                problem.hint("write one operation on each line, and no commas between operands")
            }
            Lexeme::Sign(Sign::Equals) => {
                problem.hint("a line assigns to one name: `a = malloc 64`")
            }
            Lexeme::Sign(Sign::Range) => {
                problem.hint("`start..end` belongs to `touch`; a range of sizes is `16 to 256`")
            }
            Lexeme::Sign(Sign::Colon) if head => problem.hint("no `:` is needed"),
            Lexeme::Word("to") => problem
                .hint("bytes of a block are `touch a 0..64`; random sizes are `random(16 to 256)`"),
            Lexeme::Word("times") if head => problem.hint("leave `times` out: `repeat 100`"),
            Lexeme::Word(word) if unit(word).is_some() => problem.hint(format!(
                "a unit stands right behind its number: 4{}",
                unit(word).unwrap_or_default()
            )),
            _ => problem.hint("write one operation on each line"),
        })
    }

    fn statement(&mut self) -> Read<Statement> {
        let start = self.span();
        let Some(first) = self.peek_word() else {
            return Err(self.expected("a verb such as `free`, or a name and `=`,"));
        };
        let kind = match self.second_sign() {
            Some(Sign::Equals | Sign::OpenIndex) => self.assignment(first)?,
            _ => self.verb(first)?,
        };
        Ok(Statement {
            span: start.to(self.last_span()),
            kind,
        })
    }

    fn assignment(&mut self, first: &str) -> Read<Kind> {
        let place = self.place(&format!("a name instead of `{first}`"))?;
        if !self.take_sign(Sign::Equals) {
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
                    request,
                });
            }
            Some("null") => {
                return Err(self
                    .span()
                    .problem("a pointer cannot be set to `null`")
                    .hint(format!(
                        "to have a pointer that is null from the start, write `pointer {first}`"
                    )));
            }
            Some("generate") => {
                return Err(self
                    .span()
                    .problem("`generate` does not follow `=`")
                    .hint(format!("write `generate churn as {first}`")));
            }
            _ => {}
        }
        let after = self.at;
        if place.index.is_some() {
            let problem = self.expected("`malloc`, `falloc`, `calloc` or `realloc`");
            return Err(problem.hint_if(
                self.peek_word()
                    .and_then(|word| words::did_you_mean(word, REQUESTS)),
            ));
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
            return Err(span.problem(format!("`{word}` is no verb")).hint(
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
                let alignment = if self.take_word("align") {
                    Some(self.expression("an alignment in bytes")?)
                } else {
                    None
                };
                Request::Malloc { bytes, alignment }
            }
            "falloc" => Request::Falloc {
                bytes: self.expression("a size in bytes")?,
            },
            "calloc" => {
                let usage = "write `calloc 16 * 8` for 16 elements of 8 bytes";
                self.terms = 0;
                let count = self.factor("a count")?;
                if !self.take_sign(Sign::Times) {
                    return Err(self.expected("`*`").hint(usage));
                }
                let bytes = self.factor("an element's size in bytes")?;
                if let Some(
                    Sign::Plus | Sign::Minus | Sign::Times | Sign::Divide | Sign::Remainder,
                ) = self.peek_sign()
                {
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
        if !rest.first().is_some_and(|token| is(token, Sign::Open)) {
            return None;
        }
        let mut depth = 0;
        let comma = rest.iter().position(|token| {
            depth += i32::from(is(token, Sign::Open)) - i32::from(is(token, Sign::Close));
            depth == 0 || (depth == 1 && is(token, Sign::Comma))
        });
        let comma = comma.filter(|&at| is(&rest[at], Sign::Comma));
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
                let range = if self.peek().is_some() {
                    Some(self.range()?)
                } else {
                    None
                };
                Kind::Touch { subject, range }
            }
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
                while self.take_sign(Sign::Comma) {
                    places.push(self.place("a name")?);
                }
                Kind::Declare(places)
            }
            "generate" => self.generate()?,
            "language" => match self.peek() {
                Some(&Lexeme::Number(
                    literal @ Literal {
                        digits: VERSION,
                        form: Form::Decimal,
                    },
                )) => {
                    self.at += 1;
                    Kind::Language(literal)
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
                return Err(span
                    .problem(format!("the pointer that `{first}` gives is kept nowhere"))
                    .hint(format!("give it a name: `a = {first} …`")));
            }
            "end" | "repeat" | "task" => {
                return Err(span
                    .problem(format!("`{first}` cannot stand here"))
                    .hint("put it on a line of its own"));
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
                return Err(span.problem(format!("`{first}` is no verb")).hint(hint));
            }
        })
    }

    fn generate(&mut self) -> Read<Kind> {
        let generator = self.plain_name("a generator's name")?;
        let array = if self.take_word("as") {
            Some(self.name("a name for the pointers")?)
        } else {
            None
        };
        let mut settings = Vec::new();
        while self.peek().is_some() {
            let name = match self.peek_word() {
                Some("seed") => {
                    self.at += 1;
                    Name {
                        text: "seed".into(),
                        span: self.last_span(),
                    }
                }
                _ => self.plain_name("a parameter's name")?,
            };
            let low = self.expression(&format!("a value for `{}`", name.text))?;
            if self.peek_sign() == Some(Sign::Range) {
                return Err(self
                    .span()
                    .problem("`..` is not how a range of sizes is written")
                    .hint("write it with `to`, both ends included: `sizes 16 to 256`"));
            }
            let high = if self.take_word("to") {
                Some(self.expression("the range's upper end")?)
            } else {
                None
            };
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
        if !self.take_sign(Sign::Range) {
            return Err(self
                .expected("`..`")
                .hint("the bytes from 0 up to, not including, 64 are `touch a 0..64`"));
        }
        let end = if self.peek().is_some() {
            Some(self.expression("where the range ends")?)
        } else {
            None
        };
        Ok((start, end))
    }

    fn subject(&mut self) -> Read<Subject> {
        if self.take_word("any") {
            return Ok(Subject::Any(self.name("the name of an array of pointers")?));
        }
        if self.take_word("all") {
            return Ok(Subject::All(self.name("the name of an array of pointers")?));
        }
        Ok(Subject::One(self.address()?))
    }

    fn address(&mut self) -> Read<Address> {
        if self.take_word("null") {
            return Ok(Address::Null);
        }
        let function = self.second_sign() == Some(Sign::Open)
            && matches!(self.peek_word(), Some("random" | "pick"));
        let what = "a pointer, an address or `null`";
        if self.peek_word().is_none() || function {
            return Ok(Address::Number(self.expression(what)?));
        }
        let place = self.place(what)?;
        let mut offsets = Vec::new();
        self.terms = 0;
        loop {
            let subtracted = match self.peek_sign() {
                Some(Sign::Plus) => false,
                Some(Sign::Minus) => true,
                _ => return Ok(Address::Place { place, offsets }),
            };
            self.at += 1;
            offsets.push((subtracted, self.term("a number of bytes")?));
        }
    }

    fn place(&mut self, what: &str) -> Read<Place> {
        let name = self.name(what)?;
        let start = name.span;
        let index = if self.take_sign(Sign::OpenIndex) {
            let index = self.expression("an index")?;
            self.require(Sign::CloseIndex)?;
            Some(index)
        } else {
            None
        };
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

    fn expression(&mut self, what: &str) -> Read<Expression> {
        if self.depth == 0 {
            self.terms = 0;
        }
        self.sum(what)
    }

    fn sum(&mut self, what: &str) -> Read<Expression> {
        let mut left = self.term(what)?;
        loop {
            let operator = match self.peek_sign() {
                Some(Sign::Plus) => Operator::Add,
                Some(Sign::Minus) => Operator::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            left = binary(operator, left, self.term("a number")?);
        }
    }

    fn term(&mut self, what: &str) -> Read<Expression> {
        let mut left = self.factor(what)?;
        loop {
            let operator = match self.peek_sign() {
                Some(Sign::Times) => Operator::Multiply,
                Some(Sign::Divide) => Operator::Divide,
                Some(Sign::Remainder) => Operator::Remainder,
                _ => return Ok(left),
            };
            self.at += 1;
            left = binary(operator, left, self.factor("a number")?);
        }
    }

    fn factor(&mut self, what: &str) -> Read<Expression> {
        let limits = Limits::DEFAULT;
        let start = self.span();
        self.terms += 1;
        if self.terms > limits.terms_max {
            return Err(start.problem(format!(
                "this expression is too long; the limit is {} terms",
                limits.terms_max
            )));
        }
        let value = match self.peek() {
            Some(Lexeme::Number(literal)) => {
                let literal = *literal;
                self.at += 1;
                Value::Number(literal)
            }
            Some(Lexeme::Sign(Sign::Minus)) => {
                self.at += 1;
                let negated = self.deeper(start, |cursor| cursor.factor("a number"))?;
                Value::Negate(Box::new(negated))
            }
            Some(Lexeme::Sign(Sign::Open)) => {
                self.at += 1;
                let inner = self.deeper(start, |cursor| cursor.sum(what))?;
                self.require(Sign::Close)?;
                inner.value
            }
            Some(Lexeme::Word(word)) => self.named(word, what)?,
            _ => return Err(self.expected(what)),
        };
        Ok(Expression {
            span: start.to(self.last_span()),
            value,
        })
    }

    fn deeper<T>(&mut self, start: Span, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let limit = Limits::DEFAULT.depth_max;
        if self.depth >= limit {
            return Err(start.problem(format!(
                "this expression is nested too deep; the limit is {limit}"
            )));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// A factor that starts with a word: a name, or a function's call.
    fn named(&mut self, word: &'s str, what: &str) -> Read<Value> {
        let start = self.span();
        // With a blank between them, name and parenthesis are two operands: `touch a + n (m)..`.
        let called = self.second_sign() == Some(Sign::Open)
            && self.tokens[self.at + 1].span.column == start.end_column;
        match word {
            "random" => {
                let usage = "write `random(16 to 256)`, both ends included";
                self.at += 1;
                if !self.take_sign(Sign::Open) {
                    return Err(self.expected("`(`").hint(usage));
                }
                let low = self.deeper(start, |cursor| cursor.sum("the lowest number"))?;
                if !self.take_word("to") {
                    return Err(self.expected("`to`").hint(usage));
                }
                let high = self.deeper(start, |cursor| cursor.sum("the highest number"))?;
                self.require(Sign::Close)?;
                Ok(Value::Random(Box::new(low), Box::new(high)))
            }
            "pick" => {
                self.at += 1;
                if !self.take_sign(Sign::Open) {
                    return Err(self.expected("`(`").hint("write `pick(16, 64, 256)`"));
                }
                let mut choices = vec![self.deeper(start, |cursor| cursor.sum("a number"))?];
                while self.take_sign(Sign::Comma) {
                    choices.push(self.deeper(start, |cursor| cursor.sum("a number"))?);
                }
                if !self.take_sign(Sign::Close) {
                    return Err(self
                        .expected("`,` or `)`")
                        .hint("write `pick(16, 64, 256)`"));
                }
                Ok(Value::Pick(choices))
            }
            _ if words::is_reserved(word) => Err(self.expected(what).hint_if(match word {
                "malloc" | "falloc" | "calloc" | "realloc" => {
                    Some("one operation on each line; give its pointer a name first".to_owned())
                }
                _ => None,
            })),
            _ if called => Err(start.problem(format!("`{word}` is no function")).hint(
                words::did_you_mean(word, &["random", "pick"]).unwrap_or_else(|| {
                    "the functions are `random(16 to 256)` and `pick(16, 64, 256)`".to_owned()
                }),
            )),
            _ => {
                self.at += 1;
                if self.peek_sign() == Some(Sign::OpenIndex) {
                    return Err(start
                        .problem(format!(
                            "`{word}[…]` is a pointer, and a number is needed here"
                        ))
                        .hint("pointers stand after `free`, `touch` and `realloc` only"));
                }
                Ok(Value::Name(word.into()))
            }
        }
    }
}

fn binary(operator: Operator, left: Expression, right: Expression) -> Expression {
    Expression {
        span: left.span.to(right.span),
        value: Value::Binary(operator, Box::new(left), Box::new(right)),
    }
}
