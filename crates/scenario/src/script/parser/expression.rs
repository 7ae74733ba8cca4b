//! Owns the grammar of numbers: sums, terms, factors, and the functions of chance.

use super::cursor::{Cursor, Read};
use crate::limits::Limits;
use crate::problem::Span;
use crate::script::lexer::Lexeme;
use crate::script::tree::{Expression, Operator, Value};
use crate::script::words::{self, REQUESTS};

impl<'s> Cursor<'_, 's> {
    pub(super) fn expression(&mut self, what: &str) -> Read<Expression> {
        if self.depth == 0 {
            self.terms = 0;
        }
        self.sum(what)
    }

    fn sum(&mut self, what: &str) -> Read<Expression> {
        let mut left = self.term(what)?;
        loop {
            let operator = match self.peek_sign() {
                Some("+") => Operator::Add,
                Some("-") => Operator::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            left = binary(operator, left, self.term("a number")?);
        }
    }

    pub(super) fn term(&mut self, what: &str) -> Read<Expression> {
        let mut left = self.factor(what)?;
        loop {
            let operator = match self.peek_sign() {
                Some("*") => Operator::Multiply,
                Some("/") => Operator::Divide,
                Some("%") => Operator::Remainder,
                _ => return Ok(left),
            };
            self.at += 1;
            left = binary(operator, left, self.factor("a number")?);
        }
    }

    pub(super) fn factor(&mut self, what: &str) -> Read<Expression> {
        let limit = Limits::DEFAULT.terms_max;
        let start = self.span();
        self.terms += 1;
        if self.terms > limit {
            let message = format!("this expression is too long; the limit is {limit} terms");
            return Err(start.problem(message));
        }
        let value = match self.peek() {
            Some(&Lexeme::Number(literal)) => {
                self.at += 1;
                Value::Number(literal)
            }
            Some(Lexeme::Sign("-")) => {
                self.at += 1;
                let negated = self.deeper(start, |cursor| cursor.factor("a number"))?;
                Value::Negate(Box::new(negated))
            }
            Some(Lexeme::Sign("(")) => {
                self.at += 1;
                let inner = self.deeper(start, |cursor| cursor.sum(what))?;
                self.require(")")?;
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
            let message = format!("this expression is nested too deep; the limit is {limit}");
            return Err(start.problem(message));
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
        let called = self.second_sign() == Some("(")
            && self.tokens[self.at + 1].span.column == start.end_column;
        match word {
            "random" => {
                let usage = "write `random(16 to 256)`, both ends included";
                self.at += 1;
                self.require("(").map_err(|problem| problem.hint(usage))?;
                let low = self.deeper(start, |cursor| cursor.sum("the lowest number"))?;
                if !self.take_word("to") {
                    return Err(self.expected("`to`").hint(usage));
                }
                let high = self.deeper(start, |cursor| cursor.sum("the highest number"))?;
                self.require(")")?;
                Ok(Value::Random(Box::new(low), Box::new(high)))
            }
            "pick" => {
                let usage = "write `pick(16, 64, 256)`";
                self.at += 1;
                self.require("(").map_err(|problem| problem.hint(usage))?;
                let mut choices = vec![self.deeper(start, |cursor| cursor.sum("a number"))?];
                while self.take_sign(",") {
                    choices.push(self.deeper(start, |cursor| cursor.sum("a number"))?);
                }
                if !self.take_sign(")") {
                    return Err(self.expected("`,` or `)`").hint(usage));
                }
                Ok(Value::Pick(choices.into()))
            }
            _ if REQUESTS.contains(&word) => Err(self
                .expected(what)
                .hint("one operation on each line; give its pointer a name first")),
            _ if words::is_reserved(word) => Err(self.expected(what)),
            _ if called => {
                let all = "the functions are `random(16 to 256)` and `pick(16, 64, 256)`";
                let hint = words::did_you_mean(word, &["random", "pick"]);
                let problem = start.problem(format!("unknown function `{word}`"));
                Err(problem.hint(hint.unwrap_or_else(|| all.to_owned())))
            }
            _ => {
                self.at += 1;
                if self.peek_sign() == Some("[") {
                    let message = format!("`{word}[…]` is a pointer, and a number is needed here");
                    let hint = "pointers stand after `free`, `touch` and `realloc` only";
                    return Err(start.problem(message).hint(hint));
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
