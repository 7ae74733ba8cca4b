//! A score on paper: its text is taken apart at the operator that binds least, again and again, down to names and numbers.
//!
//! Written from the rules alone, for texts as designs print them.

/// A score's text, in its two parts.
pub struct Score {
    expression: String,
    /// The value that ends a search, and every lower one.
    pub until: Option<i128>,
}

/// Operators that bind equally, those that bind least first.
const LEVELS: [&[&str]; 6] = [
    &[" || "],
    &[" && "],
    &[" == ", " != "],
    &[" < ", " <= ", " > ", " >= "],
    &[" + ", " - "],
    &["*", "/", "%"],
];

impl Score {
    pub fn new(text: &str) -> Self {
        let (expression, until) = match text.split_once(" until <= ") {
            None => (text, None),
            Some((expression, "any")) => (expression, Some(i128::MAX)),
            Some((expression, until)) => (expression, Some(until.parse().expect("a number"))),
        };
        Self {
            expression: expression.to_owned(),
            until,
        }
    }

    pub fn of(&self, name: impl Fn(&str) -> i128) -> i128 {
        evaluate(&self.expression, &name)
    }
}

fn evaluate(text: &str, name: &dyn Fn(&str) -> i128) -> i128 {
    let outside = outside(text);
    let of = |text: &str| evaluate(text, name);
    let value = if let Some(&question) = outside.iter().find(|&&at| text[at..].starts_with(" ? ")) {
        // Its colon is the first that is not another question's.
        let mut open = 0;
        let colon = outside
            .iter()
            .copied()
            .filter(|&at| at > question)
            .find(|&at| {
                open += i32::from(text[at..].starts_with(" ? "));
                open -= i32::from(text[at..].starts_with(" : "));
                open < 0
            });
        let colon = colon.expect("a colon");
        if of(&text[..question]) != 0 {
            of(&text[question + 3..colon])
        } else {
            of(&text[colon + 3..])
        }
    } else if let Some((at, operator)) = LEVELS.iter().find_map(|level| {
        let here = |at: usize| {
            level
                .iter()
                .find(|operator| text[at..].starts_with(**operator))
        };
        outside.iter().rev().find_map(|&at| Some((at, *here(at)?)))
    }) {
        let (a, b) = (of(&text[..at]), of(&text[at + operator.len()..]));
        match operator.trim() {
            "||" => (a != 0 || b != 0).into(),
            "&&" => (a != 0 && b != 0).into(),
            "==" => (a == b).into(),
            "!=" => (a != b).into(),
            "<" => (a < b).into(),
            "<=" => (a <= b).into(),
            ">" => (a > b).into(),
            ">=" => (a >= b).into(),
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" if b == 0 => 0,
            "/" => a / b,
            "%" if b == 0 => 0,
            "%" => a % b,
            other => panic!("the model does not know {other}"),
        }
    } else if let Some(operand) = text.strip_prefix('-') {
        -of(operand)
    } else if let Some(operand) = text.strip_prefix('!') {
        (of(operand) == 0).into()
    } else if let Some(inner) = text.strip_prefix('(') {
        of(inner.strip_suffix(')').expect("a parenthesis"))
    } else {
        text.parse().unwrap_or_else(|_| name(text))
    };
    let greatest = (1 << 53) - 1;
    value.clamp(-greatest, greatest)
}

/// The places in a text that lie outside of parentheses.
fn outside(text: &str) -> Vec<usize> {
    let mut depth = 0;
    let mut places = Vec::new();
    for (at, character) in text.char_indices() {
        depth += i32::from(character == '(');
        if depth == 0 {
            places.push(at);
        }
        depth -= i32::from(character == ')');
    }
    places
}
