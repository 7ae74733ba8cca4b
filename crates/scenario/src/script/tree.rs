//! Owns the shape of a script once read: what the parser builds, the checks walk and the expansion runs.
//!
//! Empty lines, comments and parentheses leave nothing behind: a tree is as large as the statements are many. What few
//! statements have is boxed, so that a million of the shortest ones stay small.

use crate::problem::Span;

pub(crate) struct Statement {
    /// The whole line; for a block, its first line.
    pub span: Span,
    pub kind: Kind,
}

pub(crate) enum Kind {
    /// `language 1`
    Language,
    /// `a = malloc 64`
    Allocate {
        pointer: Place,
        request: Box<Request>,
    },
    /// `n = 16`
    Compute { name: Name, value: Expression },
    /// `pointer a, b`
    Declare(Box<[Place]>),
    /// `free a`
    Free(Subject),
    /// `touch a 0..64`
    Touch {
        subject: Subject,
        range: Option<Box<(Expression, Option<Expression>)>>,
    },
    /// `given 100 KiB free, 40 bytes used as a, rest free`
    Given(Box<[GivenPart]>),
    /// `idle 10`
    Idle(Expression),
    /// `mark "the list is full"`
    Mark(Box<str>),
    /// `seed 42`
    Seed(Expression),
    /// `generate churn as x seed 7`
    Generate {
        generator: Name,
        array: Option<Name>,
        settings: Vec<Setting>,
    },
    /// `task 2: a = malloc 64`
    Task {
        task: Expression,
        statement: Box<Statement>,
    },
    /// `repeat` or `task`, down to its `end`.
    Block { head: Head, body: Vec<Statement> },
}

/// What stands between the commas of a `given`.
pub(crate) enum GivenPart {
    Free(Expression),
    /// Named where the program has a pointer to it.
    Used(Expression, Option<Place>),
    /// `rest free`
    Rest(Span),
}

pub(crate) enum Head {
    Repeat {
        turns: Box<Turns>,
        counter: Option<Name>,
    },
    Task {
        task: Expression,
    },
}

/// How often a `repeat` goes.
pub(crate) enum Turns {
    /// `repeat 100`
    Times(Expression),
    /// `repeat until refused`, or `repeat 100 until refused` with the most turns it takes.
    UntilRefused(Option<Expression>),
}

impl Head {
    pub fn word(&self) -> &'static str {
        match self {
            Head::Repeat { .. } => "repeat",
            Head::Task { .. } => "task",
        }
    }
}

/// What stands to the right of `pointer =`.
pub(crate) enum Request {
    Malloc {
        bytes: Expression,
        alignment: Option<Expression>,
    },
    Falloc {
        bytes: Expression,
    },
    Calloc {
        count: Expression,
        bytes: Expression,
    },
    Realloc {
        from: Address,
        bytes: Expression,
    },
}

/// What `free` and `touch` are told to act on.
pub(crate) enum Subject {
    One(Address),
    /// `any x`: a random live element.
    Any(Name),
    /// `all x`: every live element, by index.
    All(Name),
}

pub(crate) enum Address {
    /// `a`, or `a + 8 - n`: each offset with whether it is subtracted.
    Place {
        place: Place,
        offsets: Vec<(bool, Expression)>,
    },
    /// `0x1000`
    Number(Expression),
    Null,
}

/// `a` or `x[i]`
pub(crate) struct Place {
    pub name: Name,
    pub index: Option<Box<Expression>>,
    pub span: Span,
}

pub(crate) struct Name {
    pub text: Box<str>,
    pub span: Span,
}

/// `sizes 16 to 256` on a `generate` line.
pub(crate) struct Setting {
    pub name: Name,
    pub low: Expression,
    pub high: Option<Expression>,
}

pub(crate) struct Expression {
    pub span: Span,
    pub value: Value,
}

pub(crate) enum Value {
    Number(i64),
    Name(Box<str>),
    Negate(Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// `random(16 to 256)`
    Random(Box<Expression>, Box<Expression>),
    /// `pick(16, 64, 256)`
    Pick(Box<[Expression]>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}
