//! Owns the reading head: where on a line the parser is, what stands there, and how to complain about it.

use crate::problem::{Problem, Span};
use crate::script::lexer::{Lexeme, Token};

/// Reads one line from left to right; the first problem ends it.
pub(super) struct Cursor<'t, 's> {
    pub(super) tokens: &'t [Token<'s>],
    pub(super) at: usize,
    end: Span,
    /// Numbers and names in the expression being read.
    pub(super) terms: u32,
    /// Parentheses open in the expression being read.
    pub(super) depth: u32,
}

/// What a rule of the grammar gives: a part of the tree, or the line's first problem.
pub(super) type Read<T> = Result<T, Problem>;

impl<'t, 's> Cursor<'t, 's> {
    pub(super) fn new(tokens: &'t [Token<'s>], end: Span) -> Cursor<'t, 's> {
        Cursor {
            tokens,
            at: 0,
            end,
            terms: 0,
            depth: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<&Lexeme<'s>> {
        self.tokens.get(self.at).map(|token| &token.lexeme)
    }

    pub(super) fn peek_word(&self) -> Option<&'s str> {
        match self.peek()? {
            Lexeme::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn peek_sign(&self) -> Option<&'static str> {
        self.sign_at(self.at)
    }

    pub(super) fn second_sign(&self) -> Option<&'static str> {
        self.sign_at(self.at + 1)
    }

    fn sign_at(&self, at: usize) -> Option<&'static str> {
        match self.tokens.get(at)?.lexeme {
            Lexeme::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// The place of the next token, or just behind the last one.
    pub(super) fn span(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or(self.end, |token| token.span)
    }

    /// The place of the token read last.
    pub(super) fn last_span(&self) -> Span {
        let last = self.at.checked_sub(1);
        last.map_or(self.span(), |last| self.tokens[last].span)
    }

    /// The next token as its author wrote it, for messages.
    pub(super) fn found(&self) -> Option<String> {
        Some(match self.peek()? {
            Lexeme::Word(word) => format!("`{word}`"),
            Lexeme::Number(_) => "a number".to_owned(),
            Lexeme::Text(_) => "a text".to_owned(),
            Lexeme::Sign(sign) => format!("`{sign}`"),
        })
    }

    pub(super) fn expected(&self, what: &str) -> Problem {
        let found = match self.found() {
            Some(found) => format!("this is {found}"),
            None => "the line ends here".to_owned(),
        };
        self.span()
            .problem(format!("{what} is expected, but {found}"))
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let taken = self.peek_word() == Some(word);
        self.at += usize::from(taken);
        taken
    }

    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let taken = self.peek_sign() == Some(sign);
        self.at += usize::from(taken);
        taken
    }

    pub(super) fn require(&mut self, sign: &str) -> Read<()> {
        match self.take_sign(sign) {
            true => Ok(()),
            false => Err(self.expected(&format!("`{sign}`"))),
        }
    }
}
