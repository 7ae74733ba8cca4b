//! Owns the cutting of one line into words, numbers, texts and signs. Knows no grammar.

use crate::limits::Limits;
use crate::problem::{Problem, Span};

/// A unit of size. Powers of 1024 only: the language has no `KB`, which means 1000 to some and 1024 to
/// others.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    B,
    KiB,
    MiB,
    GiB,
}

impl Unit {
    pub const ALL: [Unit; 4] = [Unit::B, Unit::KiB, Unit::MiB, Unit::GiB];

    pub fn name(self) -> &'static str {
        match self {
            Unit::B => "B",
            Unit::KiB => "KiB",
            Unit::MiB => "MiB",
            Unit::GiB => "GiB",
        }
    }

    fn bytes(self) -> i64 {
        match self {
            Unit::B => 1,
            Unit::KiB => 1 << 10,
            Unit::MiB => 1 << 20,
            Unit::GiB => 1 << 30,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lexeme<'s> {
    Word(&'s str),
    /// A number's value, its unit included: `48`, `0x30` and `4KiB` are 48, 48 and 4096.
    Number(i64),
    Text(String),
    Sign(Sign),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Equals,
    Plus,
    Minus,
    Times,
    Divide,
    Remainder,
    Open,
    Close,
    OpenIndex,
    CloseIndex,
    Comma,
    Colon,
    Range,
}

impl Sign {
    pub fn text(self) -> &'static str {
        match self {
            Sign::Equals => "=",
            Sign::Plus => "+",
            Sign::Minus => "-",
            Sign::Times => "*",
            Sign::Divide => "/",
            Sign::Remainder => "%",
            Sign::Open => "(",
            Sign::Close => ")",
            Sign::OpenIndex => "[",
            Sign::CloseIndex => "]",
            Sign::Comma => ",",
            Sign::Colon => ":",
            Sign::Range => "..",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Token<'s> {
    pub lexeme: Lexeme<'s>,
    pub span: Span,
}

/// One line, cut up.
pub(crate) struct Line<'s> {
    pub tokens: Vec<Token<'s>>,
    /// The place just after the last token.
    pub end: Span,
    /// The first thing that could not be read, after which the rest of the line was left alone.
    pub problem: Option<Problem>,
}

/// Cuts up one line of a script; `number` counts from 1.
pub(crate) fn line(text: &str, number: u32) -> Line<'_> {
    let mut lexer = Lexer {
        text,
        at: 0,
        column: 1,
    };
    let mut line = Line {
        tokens: Vec::new(),
        end: Span {
            line: number,
            column: 1,
            end_column: 2,
        },
        problem: None,
    };
    loop {
        lexer.take_while(char::is_whitespace);
        let Some(first) = lexer.peek() else { break };
        if first == '#' {
            break;
        }
        let (start, column) = (lexer.at, lexer.column);
        let lexeme = lexer.lexeme(first, start);
        let span = Span {
            line: number,
            column,
            end_column: lexer.column,
        };
        let limit = Limits::DEFAULT.line_tokens_max;
        match lexeme {
            Ok(_) if line.tokens.len() >= limit as usize => {
                let message = format!(
                    "this line has more than {limit} words, numbers and signs, which is the limit"
                );
                line.problem = Some(span.problem(message));
                break;
            }
            Ok(lexeme) => line.tokens.push(Token { lexeme, span }),
            Err((message, hint)) => {
                line.problem = Some(span.problem(message).hint_if(hint));
                break;
            }
        }
        line.end = Span {
            line: number,
            column: lexer.column,
            end_column: lexer.column + 1,
        };
    }
    line
}

type Unreadable = (String, Option<String>);

struct Lexer<'s> {
    text: &'s str,
    at: usize,
    column: u32,
}

impl<'s> Lexer<'s> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn peek_second(&self) -> Option<char> {
        self.text[self.at..].chars().nth(1)
    }

    fn advance(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        self.column += 1;
        Some(next)
    }

    fn take_while(&mut self, mut wanted: impl FnMut(char) -> bool) -> &'s str {
        let start = self.at;
        while self.peek().is_some_and(&mut wanted) {
            self.advance();
        }
        &self.text[start..self.at]
    }

    fn lexeme(&mut self, first: char, start: usize) -> Result<Lexeme<'s>, Unreadable> {
        if first.is_ascii_alphabetic() || first == '_' {
            return self.word();
        }
        if first.is_ascii_digit() {
            return self.literal(start);
        }
        if first == '"' {
            return self.quoted();
        }
        self.advance();
        let sign = match first {
            '=' => Sign::Equals,
            '+' => Sign::Plus,
            '-' => Sign::Minus,
            '*' => Sign::Times,
            '/' if self.peek() == Some('/') => {
                self.advance();
                return Err((
                    "`//` starts no comment".to_owned(),
                    Some("write `#` before a comment".to_owned()),
                ));
            }
            '/' => Sign::Divide,
            '%' => Sign::Remainder,
            '(' => Sign::Open,
            ')' => Sign::Close,
            '[' => Sign::OpenIndex,
            ']' => Sign::CloseIndex,
            ',' => Sign::Comma,
            ':' => Sign::Colon,
            '.' if self.peek() == Some('.') => {
                self.advance();
                Sign::Range
            }
            _ => return Err(self.strange(first)),
        };
        Ok(Lexeme::Sign(sign))
    }

    fn strange(&mut self, first: char) -> Unreadable {
        let hint = match first {
            ';' => Some("write one operation on each line, without `;`".to_owned()),
            '{' | '}' => Some("a block ends with a line `end`, there are no braces".to_owned()),
            '\'' | '“' | '”' => {
                Some("write texts between straight double quotes: \"like this\"".to_owned())
            }
            '–' | '−' => Some("write a plain `-` for minus".to_owned()),
            '×' => Some("write `*` for times".to_owned()),
            c if c.is_alphabetic() => {
                self.take_while(|c| c.is_alphanumeric() || c == '_');
                Some("names are made of the letters a to z, digits and `_`".to_owned())
            }
            _ => None,
        };
        let shown = if first.is_control() {
            first.escape_unicode().to_string()
        } else {
            first.to_string()
        };
        (format!("`{shown}` means nothing here"), hint)
    }

    fn word(&mut self) -> Result<Lexeme<'s>, Unreadable> {
        let word = self.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
        if let Some(odd) = self.peek().filter(|c| c.is_alphabetic()) {
            return Err(self.strange(odd));
        }
        let limit = Limits::DEFAULT.name_chars_max;
        if word.len() > limit as usize {
            return Err((
                format!(
                    "this name has {} characters; the limit is {limit}",
                    word.len()
                ),
                None,
            ));
        }
        Ok(Lexeme::Word(word))
    }

    fn literal(&mut self, start: usize) -> Result<Lexeme<'s>, Unreadable> {
        self.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
        if self.peek() == Some('.') && self.peek_second().is_some_and(|c| c.is_ascii_digit()) {
            self.advance();
            self.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
            let written = &self.text[start..self.at];
            return Err((
                format!("`{}` is no whole number", shown(written)),
                Some("sizes are whole: write 1536 or 3 * 512 for 1.5 × 1024".to_owned()),
            ));
        }
        let written = &self.text[start..self.at];
        // `1,000` would otherwise read as two numbers and a puzzling comma.
        if self.peek() == Some(',')
            && self.text[self.at + 1..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count()
                == 3
            && written.bytes().all(|b| b.is_ascii_digit())
            && written.len() <= 3
            && written != "0"
        {
            let rest = &self.text[self.at + 1..self.at + 4];
            // Only outside parentheses: `pick(16,128)` lists two sizes.
            if !self.text[..start].contains('(') {
                self.advance();
                self.take_while(|c| c.is_ascii_digit());
                return Err((
                    format!("`{written},{rest}` is not how a number is written here"),
                    Some(format!("write {written}_{rest} or {written}{rest}")),
                ));
            }
        }
        literal(written).map(Lexeme::Number)
    }

    fn quoted(&mut self) -> Result<Lexeme<'s>, Unreadable> {
        let mut text = String::new();
        let mut chars = 0;
        self.advance();
        loop {
            match self.advance() {
                None => {
                    return Err((
                        "this text has no end".to_owned(),
                        Some("close it with `\"` on the same line".to_owned()),
                    ));
                }
                Some('"') => break,
                Some('\\') => text.push(self.escape()?),
                Some(plain) => text.push(plain),
            }
            chars += 1;
        }
        let limit = Limits::DEFAULT.label_chars_max;
        if chars > limit {
            return Err((
                format!("this text has {chars} characters; the limit is {limit}"),
                None,
            ));
        }
        Ok(Lexeme::Text(text))
    }

    fn escape(&mut self) -> Result<char, Unreadable> {
        let unknown = || {
            (
                "this `\\` stands before nothing it can stand before".to_owned(),
                Some(
                    "in a text, write \\\" for a quote, \\\\ for a backslash, \\n for a new line"
                        .to_owned(),
                ),
            )
        };
        match self.advance() {
            Some('"') => Ok('"'),
            Some('\\') => Ok('\\'),
            Some('n') => Ok('\n'),
            Some('t') => Ok('\t'),
            Some('u') if self.peek() == Some('{') => {
                self.advance();
                let digits = self.take_while(|c| c.is_ascii_hexdigit());
                let scalar = u32::from_str_radix(digits, 16)
                    .ok()
                    .and_then(char::from_u32);
                match (scalar, self.advance()) {
                    (Some(scalar), Some('}')) => Ok(scalar),
                    _ => Err(unknown()),
                }
            }
            _ => Err(unknown()),
        }
    }
}

/// The value of a number with its unit: digits first, then letters.
fn literal(written: &str) -> Result<i64, Unreadable> {
    let too_large = || {
        (
            format!("`{}` is larger than any number here can be", shown(written)),
            None,
        )
    };
    if let Some(digits) = written
        .strip_prefix("0x")
        .or_else(|| written.strip_prefix("0X"))
    {
        let digits = digits.replace('_', "");
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err((
                format!("`{}` is no hexadecimal number", shown(written)),
                Some("after 0x come digits and the letters a to f, as in 0x1f40".to_owned()),
            ));
        }
        return i64::from_str_radix(&digits, 16).map_err(|_| too_large());
    }
    let digits_end = written
        .find(|c: char| !c.is_ascii_digit() && c != '_')
        .unwrap_or(written.len());
    let (digits, suffix) = written.split_at(digits_end);
    let plain = digits.replace('_', "");
    let factor = match Unit::ALL.into_iter().find(|unit| unit.name() == suffix) {
        Some(unit) => unit.bytes(),
        None if suffix.is_empty() => 1,
        None => return Err(unknown_unit(&plain, written, suffix)),
    };
    let digits: i64 = plain.parse().map_err(|_| too_large())?;
    digits.checked_mul(factor).ok_or_else(too_large)
}

/// The most of a word or number that a message quotes: one alone may fill a file of megabytes.
const SHOWN_CHARS: usize = 40;

/// A number as a message quotes it. It is ASCII, as [`Lexer::literal`] takes it.
fn shown(written: &str) -> String {
    match written.get(..SHOWN_CHARS) {
        Some(beginning) if beginning.len() < written.len() => format!("{beginning}…"),
        _ => written.to_owned(),
    }
}

fn unknown_unit(digits: &str, written: &str, suffix: &str) -> Unreadable {
    let unit = match suffix.to_ascii_lowercase().as_str() {
        "b" | "byte" | "bytes" => Unit::B,
        "k" | "kb" | "kib" | "ki" => Unit::KiB,
        "m" | "mb" | "mib" | "mi" => Unit::MiB,
        "g" | "gb" | "gib" | "gi" => Unit::GiB,
        _ => {
            return (
                format!("`{}` is neither a number nor a name", shown(written)),
                Some("names start with a letter; units are B, KiB, MiB and GiB".to_owned()),
            );
        }
    };
    let message = format!("`{suffix}` is not a unit here");
    let hint = match unit {
        _ if digits.len() > SHOWN_CHARS => return (message, None),
        Unit::B => format!("write {digits} or {digits}B"),
        unit => format!(
            "write {digits}{} for {digits} × {} bytes",
            unit.name(),
            unit.bytes()
        ),
    };
    (message, Some(hint))
}
