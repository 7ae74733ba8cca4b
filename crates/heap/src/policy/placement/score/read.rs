//! Owns how a score is read from text, and how a mistake in it is told.
//!
//! ```text
//! score    = choice [ "until" "<=" ( [ "-" ] number | "any" ) ]
//! choice   = binary [ "?" choice ":" choice ]
//! binary   = operand { operator operand }        * / %   + -   < <= > >=   == !=   &&   ||, tightest first
//! operand  = name | number | ( "-" | "!" ) operand | "(" choice ")"
//! ```
//!
//! Everything is `const`, so that the score of a design that is a constant is checked by the compiler.

use core::fmt;

use super::{ANY, NAMES, NEVER, OPERANDS_MAX, OPERATIONS_MAX, Operation, Score};

/// How deep parentheses, signs and choices may be nested.
const DEPTH_MAX: u32 = 24;

/// What is wrong with a score's text, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mistake {
    /// The character it begins at, from 1; one more than there are, where something is missing at the end.
    pub at: u32,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What can be wrong with a score's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Wrong {
    /// A word that is no name.
    UnknownName,
    /// A character that no expression has.
    UnknownCharacter,
    /// Something that stands for another sign, which is given.
    Unlike(&'static str),
    /// A number of more than 32 bits.
    NumberTooLarge,
    /// An operand should stand there.
    NoOperand,
    /// An operator should stand there.
    NoOperator,
    /// A parenthesis is closed that was never opened.
    NotOpened,
    /// This should stand there.
    Missing(&'static str),
    /// The expression has more than `OPERATIONS_MAX` names, numbers and operators.
    TooLong,
    /// The expression is nested too deeply.
    TooDeep,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownName => {
                f.write_str("unknown name; the names are")?;
                let mut before = " ";
                for name in NAMES {
                    write!(f, "{before}{}", name.name)?;
                    before = ", ";
                }
                Ok(())
            }
            Self::UnknownCharacter => f.write_str("a score has no such character"),
            Self::Unlike(meant) => write!(f, "write `{meant}`"),
            Self::NumberTooLarge => write!(f, "numbers go up to {}", u32::MAX),
            Self::NoOperand => f.write_str("a name, a number or `(` is missing"),
            Self::NoOperator => f.write_str("an operator is missing"),
            Self::NotOpened => f.write_str("this `)` closes nothing"),
            Self::Missing(sign) => write!(f, "`{sign}` is missing"),
            Self::TooLong => write!(
                f,
                "a score has at most {OPERATIONS_MAX} names, numbers and operators"
            ),
            Self::TooDeep => write!(f, "a score is nested at most {DEPTH_MAX} deep"),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: {}", self.at, self.wrong)
    }
}

/// A word or sign.
#[derive(Clone, Copy)]
enum Token {
    Number(u32),
    Name(Operation),
    /// An operator between two operands; `-` among them.
    Operator(Operation),
    Not,
    Open,
    Close,
    Question,
    Colon,
    Until,
    Any,
    End,
}

/// What `?` would do, in a function that may stand in a constant.
macro_rules! attempt {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(mistake) => return Err(mistake),
        }
    };
}

struct Reader<'a> {
    text: &'a [u8],
    /// Where the text goes on after the token.
    next: usize,
    token: Token,
    /// Where the token begins.
    at: usize,
    depth: u32,
    score: Score,
    numbers: usize,
}

/// The score that a text says.
#[cold]
pub(super) const fn score(text: &str) -> Result<Score, Mistake> {
    let mut reader = Reader {
        text: text.as_bytes(),
        next: 0,
        token: Token::End,
        at: 0,
        depth: 0,
        score: Score {
            operations: [Operation::Number; OPERATIONS_MAX],
            numbers: [0; OPERANDS_MAX],
            length: 0,
            until: NEVER,
        },
        numbers: 0,
    };
    attempt!(reader.advance());
    attempt!(reader.choice());
    if let Token::Until = reader.token {
        attempt!(reader.advance());
        attempt!(reader.until());
    }
    match reader.token {
        Token::End => Ok(reader.score),
        Token::Close => reader.wrong(Wrong::NotOpened),
        _ => reader.wrong(Wrong::NoOperator),
    }
}

impl Reader<'_> {
    #[cold]
    const fn choice(&mut self) -> Result<(), Mistake> {
        attempt!(self.binary(1));
        if let Token::Question = self.token {
            let at = self.at;
            attempt!(self.deeper());
            attempt!(self.advance());
            attempt!(self.choice());
            let Token::Colon = self.token else {
                return self.wrong(Wrong::Missing(":"));
            };
            attempt!(self.advance());
            attempt!(self.choice());
            attempt!(self.push(Operation::Choose, at));
            self.depth -= 1;
        }
        Ok(())
    }

    /// Reads operands with operators between them that bind at least so tightly.
    const fn binary(&mut self, binding_min: u8) -> Result<(), Mistake> {
        attempt!(self.operand());
        while let Token::Operator(operator) = self.token {
            if operator.binding() < binding_min {
                break;
            }
            let at = self.at;
            attempt!(self.advance());
            attempt!(self.binary(operator.binding() + 1));
            attempt!(self.push(operator, at));
        }
        Ok(())
    }

    const fn operand(&mut self) -> Result<(), Mistake> {
        let at = self.at;
        match self.token {
            Token::Number(number) => {
                if self.numbers < OPERANDS_MAX {
                    self.score.numbers[self.numbers] = number;
                }
                self.numbers += 1;
                attempt!(self.push(Operation::Number, at));
                self.advance()
            }
            Token::Name(name) => {
                attempt!(self.push(name, at));
                self.advance()
            }
            Token::Operator(Operation::Subtract) => self.prefixed(Operation::Negate),
            Token::Not => self.prefixed(Operation::Not),
            Token::Open => {
                attempt!(self.deeper());
                attempt!(self.advance());
                attempt!(self.choice());
                let Token::Close = self.token else {
                    return match self.token {
                        Token::End | Token::Until => self.wrong(Wrong::Missing(")")),
                        _ => self.wrong(Wrong::NoOperator),
                    };
                };
                self.depth -= 1;
                self.advance()
            }
            _ => self.wrong(Wrong::NoOperand),
        }
    }

    const fn prefixed(&mut self, prefix: Operation) -> Result<(), Mistake> {
        let at = self.at;
        attempt!(self.deeper());
        attempt!(self.advance());
        attempt!(self.operand());
        self.depth -= 1;
        self.push(prefix, at)
    }

    const fn until(&mut self) -> Result<(), Mistake> {
        let Token::Operator(Operation::LessOrEqual) = self.token else {
            return self.wrong(Wrong::Missing("<="));
        };
        attempt!(self.advance());
        let mut sign = 1;
        if let Token::Operator(Operation::Subtract) = self.token {
            sign = -1;
            attempt!(self.advance());
        }
        self.score.until = match self.token {
            Token::Number(number) => sign * number as i64,
            Token::Any if sign == 1 => ANY,
            _ => return self.wrong(Wrong::Missing("a number")),
        };
        self.advance()
    }

    #[inline(never)]
    const fn push(&mut self, operation: Operation, at: usize) -> Result<(), Mistake> {
        let length = self.score.length as usize;
        if length == OPERATIONS_MAX || self.numbers > OPERANDS_MAX {
            return self.wrong_at(at, Wrong::TooLong);
        }
        self.score.operations[length] = operation;
        self.score.length += 1;
        Ok(())
    }

    const fn deeper(&mut self) -> Result<(), Mistake> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return self.wrong(Wrong::TooDeep);
        }
        Ok(())
    }

    /// Reads the next token.
    #[cold]
    #[inline(never)]
    const fn advance(&mut self) -> Result<(), Mistake> {
        while self.byte(self.next).is_ascii_whitespace() {
            self.next += 1;
        }
        self.at = self.next;
        let pair = (self.byte(self.at), self.byte(self.at + 1));
        let (token, bytes) = match pair {
            (0, _) if self.at >= self.text.len() => (Token::End, 0),
            (b'0'..=b'9', _) => return self.number(),
            (b'a'..=b'z' | b'A'..=b'Z' | b'_', _) => return self.word(),
            (b'<', b'=') => (Token::Operator(Operation::LessOrEqual), 2),
            (b'>', b'=') => (Token::Operator(Operation::GreaterOrEqual), 2),
            (b'=', b'=') => (Token::Operator(Operation::Equal), 2),
            (b'!', b'=') => (Token::Operator(Operation::Unequal), 2),
            (b'&', b'&') => (Token::Operator(Operation::And), 2),
            (b'|', b'|') => (Token::Operator(Operation::Or), 2),
            (b'<', _) => (Token::Operator(Operation::Less), 1),
            (b'>', _) => (Token::Operator(Operation::Greater), 1),
            (b'*', _) => (Token::Operator(Operation::Multiply), 1),
            (b'/', _) => (Token::Operator(Operation::Divide), 1),
            (b'%', _) => (Token::Operator(Operation::Modulo), 1),
            (b'+', _) => (Token::Operator(Operation::Add), 1),
            (b'-', _) => (Token::Operator(Operation::Subtract), 1),
            (b'!', _) => (Token::Not, 1),
            (b'(', _) => (Token::Open, 1),
            (b')', _) => (Token::Close, 1),
            (b'?', _) => (Token::Question, 1),
            (b':', _) => (Token::Colon, 1),
            (b'=', _) => return self.wrong(Wrong::Unlike("==")),
            (b'&', _) => return self.wrong(Wrong::Unlike("&&")),
            (b'|', _) => return self.wrong(Wrong::Unlike("||")),
            _ => return self.wrong(Wrong::UnknownCharacter),
        };
        self.token = token;
        self.next += bytes;
        Ok(())
    }

    const fn number(&mut self) -> Result<(), Mistake> {
        let mut number: u32 = 0;
        while self.byte(self.next).is_ascii_digit() {
            let digit = (self.byte(self.next) - b'0') as u32;
            number = match number.checked_mul(10) {
                Some(tens) => match tens.checked_add(digit) {
                    Some(number) => number,
                    None => return self.wrong(Wrong::NumberTooLarge),
                },
                None => return self.wrong(Wrong::NumberTooLarge),
            };
            self.next += 1;
        }
        self.token = Token::Number(number);
        Ok(())
    }

    const fn word(&mut self) -> Result<(), Mistake> {
        while self.byte(self.next).is_ascii_alphanumeric() || self.byte(self.next) == b'_' {
            self.next += 1;
        }
        let mut at = 0;
        while at < NAMES.len() {
            if self.is_word(NAMES[at].name) {
                self.token = Token::Name(Operation::NAMED[at]);
                return Ok(());
            }
            at += 1;
        }
        self.token = if self.is_word("until") {
            Token::Until
        } else if self.is_word("any") {
            Token::Any
        } else {
            return self.wrong(Wrong::UnknownName);
        };
        Ok(())
    }

    const fn is_word(&self, word: &str) -> bool {
        let word = word.as_bytes();
        if word.len() != self.next - self.at {
            return false;
        }
        let mut at = 0;
        while at < word.len() {
            if word[at] != self.text[self.at + at] {
                return false;
            }
            at += 1;
        }
        true
    }

    /// A byte of the text; 0 after its end.
    const fn byte(&self, at: usize) -> u8 {
        if at < self.text.len() {
            self.text[at]
        } else {
            0
        }
    }

    const fn wrong<T>(&self, wrong: Wrong) -> Result<T, Mistake> {
        self.wrong_at(self.at, wrong)
    }

    const fn wrong_at<T>(&self, at: usize, wrong: Wrong) -> Result<T, Mistake> {
        Err(self.mistake(at, wrong))
    }

    #[cold]
    #[inline(never)]
    const fn mistake(&self, at: usize, wrong: Wrong) -> Mistake {
        let mut characters = 1;
        let mut before = 0;
        while before < at {
            // Only the first byte of a character is none of these.
            if self.text[before] & 0xC0 != 0x80 {
                characters += 1;
            }
            before += 1;
        }
        Mistake {
            at: characters,
            wrong,
        }
    }
}
