//! Owns the cutting of one line into words, numbers, texts and signs. Knows no grammar.

use super::words::power_of_unit;
use crate::limits::Limits;
use crate::numerals::count;
use crate::problem::{Problem, Span};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lexeme<'s> {
    Word(&'s str),
    /// A number's value, its unit included: `48`, `0x30` and `4KiB` are 48, 48 and 4096.
    Number(i64),
    Text(String),
    /// One of [`SIGNS`].
    Sign(&'static str),
}

const SIGNS: [&str; 13] = [
    "=", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", ":", "..",
];

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
        start: (0, 1),
        line: number,
    };
    let mut tokens = Vec::new();
    let problem = lexer.tokens(&mut tokens).err();
    let column = tokens.last().map_or(1, |last| last.span.end_column);
    Line {
        tokens,
        end: Span::at(number, column),
        problem,
    }
}

struct Lexer<'s> {
    text: &'s str,
    at: usize,
    column: u32,
    /// Where the token being read begins: its byte and its column.
    start: (usize, u32),
    line: u32,
}

impl<'s> Lexer<'s> {
    fn tokens(&mut self, tokens: &mut Vec<Token<'s>>) -> Result<(), Problem> {
        let limit = Limits::DEFAULT.line_tokens_max;
        loop {
            self.take_while(char::is_whitespace);
            self.start = (self.at, self.column);
            let Some(first) = self.peek().filter(|&first| first != '#') else {
                return Ok(());
            };
            let lexeme = self.lexeme(first)?;
            if tokens.len() >= limit as usize {
                return Err(self.problem(format!(
                    "this line has more than {} words, numbers and signs, which is the limit",
                    count(limit)
                )));
            }
            let span = self.span();
            tokens.push(Token { lexeme, span });
        }
    }

    /// From the start of the token being read to where reading is.
    fn span(&self) -> Span {
        Span {
            line: self.line,
            column: self.start.1,
            end_column: self.column,
        }
    }

    fn problem(&self, message: impl Into<String>) -> Problem {
        self.span().problem(message)
    }

    fn left(&self) -> &'s str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.left().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.take(next.len_utf8());
        Some(next)
    }

    fn take(&mut self, bytes: usize) -> &'s str {
        let taken = &self.left()[..bytes];
        self.at += bytes;
        self.column += taken.chars().count() as u32;
        taken
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'s str {
        let end = self.left().find(|c| !wanted(c));
        self.take(end.unwrap_or(self.left().len()))
    }

    fn lexeme(&mut self, first: char) -> Result<Lexeme<'s>, Problem> {
        match first {
            'a'..='z' | 'A'..='Z' | '_' => return self.word(),
            '0'..='9' => return self.number(),
            '"' => return self.quoted(),
            _ => {}
        }
        if self.left().starts_with("//") {
            self.take(2);
            return Err(self
                .problem("`//` starts no comment")
                .hint("write `#` before a comment"));
        }
        match SIGNS.iter().find(|sign| self.left().starts_with(**sign)) {
            Some(sign) => {
                self.take(sign.len());
                Ok(Lexeme::Sign(sign))
            }
            None => Err(self.strange(first)),
        }
    }

    fn strange(&mut self, first: char) -> Problem {
        match first.is_alphabetic() {
            true => self.take_while(|c| c.is_alphanumeric() || c == '_'),
            false => self.take(first.len_utf8()),
        };
        let shown = match first.is_control() {
            true => first.escape_unicode().to_string(),
            false => first.to_string(),
        };
        let problem = self.problem(format!("`{shown}` means nothing here"));
        let hint = match first {
            ';' => "write one operation on each line, without `;`",
            '{' | '}' => "a block ends with a line `end`, there are no braces",
            '\'' | '“' | '”' => "write texts between straight double quotes: \"like this\"",
            '–' | '−' => "write a plain `-` for minus",
            '×' => "write `*` for times",
            c if c.is_alphabetic() => "names are made of the letters a to z, digits and `_`",
            _ => return problem,
        };
        problem.hint(hint)
    }

    fn word(&mut self) -> Result<Lexeme<'s>, Problem> {
        let word = self.take_while(is_in_word);
        if let Some(odd) = self.peek().filter(|c| c.is_alphabetic()) {
            return Err(self.strange(odd));
        }
        self.check_length("name", word.len(), Limits::DEFAULT.name_chars_max)?;
        Ok(Lexeme::Word(word))
    }

    fn check_length(&self, what: &str, chars: usize, limit: u32) -> Result<(), Problem> {
        if chars <= limit as usize {
            return Ok(());
        }
        Err(self.problem(format!(
            "this {what} has {} characters; the limit is {}",
            count(chars),
            count(limit)
        )))
    }

    fn number(&mut self) -> Result<Lexeme<'s>, Problem> {
        let written = self.take_while(is_in_word);
        let is_digit = |c: char| c.is_ascii_digit();
        if let Some(decimals) = self.left().strip_prefix('.')
            && decimals.starts_with(is_digit)
        {
            self.take(1);
            self.take_while(is_in_word);
            let written = shown(&self.text[self.start.0..self.at]);
            return Err(self
                .problem(format!("`{written}` is not a whole number"))
                .hint("sizes are whole: write 1536 or 3 * 512 for 1.5 × 1024"));
        }
        // `1,000` would otherwise read as two numbers and a puzzling comma. But `pick(16,128)` lists two sizes.
        if let Some(after) = self.left().strip_prefix(',')
            && after.bytes().take_while(u8::is_ascii_digit).count() == 3
            && written.chars().all(is_digit)
            && written.len() <= 3
            && written != "0"
            && !self.text[..self.start.0].contains('(')
        {
            let thousands = &self.take(4)[1..];
            return Err(self
                .problem(format!(
                    "`{written},{thousands}` is not how a number is written here"
                ))
                .hint(format!(
                    "write {written}_{thousands} or {written}{thousands}"
                )));
        }
        let number = self.value(written)?;
        let unit = self.unit_after_space(written);
        self.scaled(number, unit).map(Lexeme::Number)
    }

    /// Takes the unit of `256 KB`: a number that has none may have one after a space.
    fn unit_after_space(&mut self, written: &str) -> u32 {
        let left = self.left();
        let word = left.trim_start_matches(' ');
        let end = word.find(|c| !is_in_word(c)).unwrap_or(word.len());
        let is_bare = written.bytes().all(|b| b.is_ascii_digit() || b == b'_');
        let Some(power) = power_of_unit(&word[..end]).filter(|_| is_bare && end > 0) else {
            return 0;
        };
        self.take(left.len() - word.len() + end);
        power
    }

    /// The value of a number with its unit: digits first, then letters.
    fn value(&self, written: &str) -> Result<i64, Problem> {
        let quoted = shown(written);
        let too_large =
            || self.problem(format!("`{quoted}` is larger than any number here can be"));
        let hexadecimal = written.strip_prefix("0x").or(written.strip_prefix("0X"));
        if let Some(digits) = hexadecimal {
            let digits = digits.replace('_', "");
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(self
                    .problem(format!("`{quoted}` is not a hexadecimal number"))
                    .hint("after 0x come digits and the letters a to f, as in 0x1f40"));
            }
            return i64::from_str_radix(&digits, 16).map_err(|_| too_large());
        }
        let is_in_suffix = |c: char| !c.is_ascii_digit() && c != '_';
        let (digits, suffix) =
            written.split_at(written.find(is_in_suffix).unwrap_or(written.len()));
        let digits = digits.replace('_', "");
        let Some(power) = power_of_unit(suffix) else {
            return Err(self
                .problem(format!("`{quoted}` is neither a number nor a name"))
                .hint("names start with a letter; units are B, KiB, MiB and GiB"));
        };
        self.scaled(digits.parse().map_err(|_| too_large())?, power)
    }

    fn scaled(&self, number: i64, power: u32) -> Result<i64, Problem> {
        number.checked_mul(1 << (10 * power)).ok_or_else(|| {
            let written = shown(&self.text[self.start.0..self.at]);
            self.problem(format!("`{written}` is larger than any number here can be"))
        })
    }

    fn quoted(&mut self) -> Result<Lexeme<'s>, Problem> {
        self.take(1);
        let mut text = String::new();
        loop {
            text.push(match self.next() {
                None => {
                    return Err(self
                        .problem("this text has no end")
                        .hint("close it with `\"` on the same line"));
                }
                Some('"') => break,
                Some('\\') => self.escaped().ok_or_else(|| {
                    self.problem("this `\\` stands before nothing it can stand before").hint(
                        "in a text, write \\\" for a quote, \\\\ for a backslash, \\n for a new line",
                    )
                })?,
                Some(plain) => plain,
            });
        }
        let limit = Limits::DEFAULT.label_chars_max;
        self.check_length("text", text.chars().count(), limit)?;
        Ok(Lexeme::Text(text))
    }

    /// The character that stands after a backslash for another, or for itself.
    fn escaped(&mut self) -> Option<char> {
        match self.next()? {
            plain @ ('"' | '\\') => Some(plain),
            'n' => Some('\n'),
            't' => Some('\t'),
            'u' if self.peek() == Some('{') => {
                self.take(1);
                let digits = self.take_while(|c| c.is_ascii_hexdigit());
                let is_closed = self.next() == Some('}');
                let scalar = u32::from_str_radix(digits, 16).ok()?;
                char::from_u32(scalar).filter(|_| is_closed)
            }
            _ => None,
        }
    }
}

fn is_in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The most of a number that a message quotes: one alone may fill a file of megabytes.
const SHOWN_CHARS: usize = 40;

/// A number as a message quotes it. It is ASCII, as [`is_in_word`] takes it.
fn shown(written: &str) -> String {
    match written.get(..SHOWN_CHARS) {
        Some(beginning) if beginning.len() < written.len() => format!("{beginning}…"),
        _ => written.to_owned(),
    }
}
