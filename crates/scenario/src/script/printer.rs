//! Owns the one way a script is laid out: canonical text that reads back as the same script.

use std::fmt::{self, Display, Formatter, Write as _};

use super::lexer::{Form, Literal};
use super::tree::{
    Address, Expression, Head, Item, Kind, Name, Place, Request, Setting, Statement, Subject, Value,
};

const INDENT: &str = "  ";

/// Writes lines and blocks, indented by `depth`.
pub(crate) fn items(items: &[Item], depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
    for item in items {
        let Some(statement) = &item.statement else {
            match &item.comment {
                Some(comment) => {
                    indent(depth, f)?;
                    writeln!(f, "{}", Comment(comment))?;
                }
                None => writeln!(f)?,
            }
            continue;
        };
        indent(depth, f)?;
        if let Kind::Block {
            head,
            body,
            end_comment,
        } = &statement.kind
        {
            write!(f, "{head}")?;
            line_end(item.comment.as_deref(), f)?;
            self::items(body, depth + 1, f)?;
            indent(depth, f)?;
            f.write_str("end")?;
            line_end(end_comment.as_deref(), f)?;
        } else {
            write!(f, "{statement}")?;
            line_end(item.comment.as_deref(), f)?;
        }
    }
    Ok(())
}

fn indent(depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
    (0..depth).try_for_each(|_| f.write_str(INDENT))
}

fn line_end(comment: Option<&str>, f: &mut Formatter<'_>) -> fmt::Result {
    match comment {
        Some(comment) => writeln!(f, "  {}", Comment(comment)),
        None => writeln!(f),
    }
}

struct Comment<'c>(&'c str);

impl Display for Comment<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            f.write_str("#")
        } else {
            write!(f, "# {}", self.0)
        }
    }
}

impl Display for Statement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Language(version) => write!(f, "language {version}"),
            Kind::Allocate { pointer, request } => write!(f, "{pointer} = {request}"),
            Kind::Compute { name, value } => write!(f, "{name} = {value}"),
            Kind::Declare(places) => {
                f.write_str("pointer ")?;
                separated(places, f)
            }
            Kind::Free(subject) => write!(f, "free {subject}"),
            Kind::Touch {
                subject,
                range: None,
            } => write!(f, "touch {subject}"),
            Kind::Touch {
                subject,
                range: Some((start, end)),
            } => {
                write!(f, "touch {subject} {}..", Operand(start))?;
                end.iter().try_for_each(|end| write!(f, "{end}"))
            }
            Kind::Idle(ticks) => write!(f, "idle {ticks}"),
            Kind::Mark(text) => write!(f, "mark {}", Quoted(text)),
            Kind::Seed(seed) => write!(f, "seed {seed}"),
            Kind::Generate {
                generator,
                array,
                settings,
            } => {
                write!(f, "generate {generator}")?;
                array
                    .iter()
                    .try_for_each(|array| write!(f, " as {array}"))?;
                settings
                    .iter()
                    .try_for_each(|setting| write!(f, " {setting}"))
            }
            Kind::Task { task, statement } => write!(f, "task {task}: {statement}"),
            Kind::Block { head, .. } => write!(f, "{head}"),
        }
    }
}

impl Display for Head {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Head::Repeat {
                count,
                counter: None,
            } => write!(f, "repeat {count}"),
            Head::Repeat {
                count,
                counter: Some(counter),
            } => write!(f, "repeat {count} as {counter}"),
            Head::Task { task } => write!(f, "task {task}"),
        }
    }
}

impl Display for Request {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Request::Malloc {
                bytes,
                alignment: None,
            } => write!(f, "malloc {bytes}"),
            Request::Malloc {
                bytes,
                alignment: Some(alignment),
            } => write!(f, "malloc {bytes} align {alignment}"),
            Request::Falloc { bytes } => write!(f, "falloc {bytes}"),
            Request::Calloc { count, bytes } => {
                write!(f, "calloc {} * {}", Factor(count), Factor(bytes))
            }
            Request::Realloc { from, bytes } => write!(f, "realloc {from} {}", Operand(bytes)),
        }
    }
}

impl Display for Subject {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Subject::One(address) => write!(f, "{address}"),
            Subject::Any(name) => write!(f, "any {name}"),
            Subject::All(name) => write!(f, "all {name}"),
        }
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Address::Null => f.write_str("null"),
            Address::Place { place, offsets } => {
                write!(f, "{place}")?;
                offsets.iter().try_for_each(|(subtracted, term)| {
                    let sign = if *subtracted { '-' } else { '+' };
                    // A sum among the terms would dissolve into them.
                    write!(f, " {sign} {}", Term(term))
                })
            }
            Address::Number(number) => {
                // A number that starts with a name would read as a pointer.
                let text = number.to_string();
                if text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                    write!(f, "({text})")
                } else {
                    f.write_str(&text)
                }
            }
        }
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.index {
            Some(index) => write!(f, "{}[{index}]", self.name),
            None => write!(f, "{}", self.name),
        }
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Display for Setting {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.low)?;
        self.high
            .iter()
            .try_for_each(|high| write!(f, " to {high}"))
    }
}

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.value {
            Value::Number(literal) => write!(f, "{literal}"),
            Value::Name(name) => f.write_str(name),
            Value::Negate(inner) => write!(f, "-{}", Factor(inner)),
            Value::Random(low, high) => write!(f, "random({low} to {high})"),
            Value::Pick(choices) => {
                f.write_str("pick(")?;
                separated(choices, f)?;
                f.write_str(")")
            }
            Value::Binary(operator, left, right) => {
                // Operators group from the left: on the right, equal precedence needs parentheses too.
                parenthesised(left, precedence(left) < operator.precedence(), f)?;
                write!(f, " {} ", operator.text())?;
                parenthesised(right, precedence(right) <= operator.precedence(), f)
            }
        }
    }
}

/// How tightly an expression holds together; above every operator for what needs no parentheses.
fn precedence(expression: &Expression) -> u8 {
    match &expression.value {
        Value::Binary(operator, ..) => operator.precedence(),
        _ => u8::MAX,
    }
}

fn parenthesised(expression: &Expression, needed: bool, f: &mut Formatter<'_>) -> fmt::Result {
    if needed {
        write!(f, "({expression})")
    } else {
        write!(f, "{expression}")
    }
}

/// An expression where the grammar has room for a factor only.
struct Factor<'e>(&'e Expression);

impl Display for Factor<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        parenthesised(self.0, precedence(self.0) < u8::MAX, f)
    }
}

/// An expression among terms that are added up.
struct Term<'e>(&'e Expression);

impl Display for Term<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        parenthesised(self.0, precedence(self.0) <= 1, f)
    }
}

/// An expression right behind an address: a minus sign there would be taken for the address's own.
struct Operand<'e>(&'e Expression);

impl Display for Operand<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        if text.starts_with('-') {
            write!(f, "({text})")
        } else {
            f.write_str(&text)
        }
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.form {
            Form::Decimal => write!(f, "{}", self.digits),
            Form::Hexadecimal => write!(f, "{:#x}", self.digits),
            Form::Unit(unit) => write!(f, "{}{}", self.digits, unit.name()),
        }
    }
}

/// A text between quotes, with what cannot stand there escaped.
pub(crate) struct Quoted<'t>(pub &'t str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                c if c.is_control() => write!(f, "\\u{{{:x}}}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

fn separated<T: Display>(list: &[T], f: &mut Formatter<'_>) -> fmt::Result {
    for (position, element) in list.iter().enumerate() {
        if position > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{element}")?;
    }
    Ok(())
}
