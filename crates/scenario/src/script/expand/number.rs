//! Owns arithmetic: what an expression comes to, and whether that will do where it stands.

use super::Expander;
use crate::numerals::count;
use crate::operation::TASK_MAX;
use crate::problem::{Problem, Span};
use crate::script::tree::{Expression, Operator, Value};

impl<'t> Expander<'t> {
    pub(super) fn task_number(&mut self, task: &'t Expression) -> Result<u8, Problem> {
        let number = self.evaluate(task)?;
        let known = u8::try_from(number).ok().filter(|&known| known <= TASK_MAX);
        known.ok_or_else(|| {
            let problem = task
                .span
                .problem(format!("there is no task {}", count(number)));
            problem.hint(format!("0 is the kernel, 1 to {TASK_MAX} are user tasks"))
        })
    }

    pub(super) fn alignment(&mut self, expression: &'t Expression) -> Result<u32, Problem> {
        let alignment = self.bounded(expression, "alignment")?;
        if alignment.is_power_of_two() {
            return Ok(alignment);
        }
        let message = format!(
            "an alignment is a power of two, and {} is none",
            count(alignment)
        );
        let nearby = alignment.checked_next_power_of_two().unwrap_or(1 << 31);
        let problem = expression.span.problem(message);
        Err(problem.hint(format!("the next one is {}", count(nearby))))
    }

    /// A number that must be a `u32`.
    pub(super) fn bounded(
        &mut self,
        expression: &'t Expression,
        what: &str,
    ) -> Result<u32, Problem> {
        let number = self.evaluate(expression)?;
        u32::try_from(number).map_err(|_| {
            expression.span.problem(match number {
                ..0 => format!(
                    "this {what} comes to {}, which is below zero",
                    count(number)
                ),
                0.. => format!(
                    "this {what} comes to {}; the largest is {}",
                    count(number),
                    count(u32::MAX)
                ),
            })
        })
    }

    /// Operands are evaluated from left to right, so that the order of random draws can be told.
    pub(super) fn evaluate(&mut self, expression: &'t Expression) -> Result<i64, Problem> {
        let span = expression.span;
        match &expression.value {
            Value::Number(number) => Ok(*number),
            Value::Name(name) => match self.numbers.get(&**name) {
                Some(number) => Ok(*number),
                None if self.unsettled.contains(&**name) => Err(span
                    .problem(format!("the value of `{name}` depends on the design here"))
                    .hint(format!(
                        "it is computed in a repeat that ends where a request is refused; give it a value \
                         after that: `{name} = 16`"
                    ))),
                None => Err(span.problem(format!("nothing is assigned to `{name}` before this"))),
            },
            Value::Negate(inner) => self
                .evaluate(inner)?
                .checked_neg()
                .ok_or_else(|| out_of_range(span)),
            Value::Binary(operator, left, right) => {
                let left = self.evaluate(left)?;
                let right = self.evaluate(right)?;
                calculate(*operator, left, right, span)
            }
            Value::Random(low, high) => {
                let low = self.evaluate(low)?;
                let high = self.evaluate(high)?;
                check_order(span, low, high)?;
                Ok(self.random.between(low, high))
            }
            Value::Pick(choices) => {
                let chosen = self.random.below(choices.len() as u64);
                self.evaluate(&choices[chosen as usize])
            }
        }
    }
}

pub(super) fn out_of_range(span: Span) -> Problem {
    span.problem("this number grows beyond what can be counted here")
}

fn calculate(operator: Operator, left: i64, right: i64, span: Span) -> Result<i64, Problem> {
    if right == 0 && matches!(operator, Operator::Divide | Operator::Remainder) {
        return Err(span.problem("this divides by zero"));
    }
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide => left.checked_div(right),
        Operator::Remainder => left.checked_rem(right),
    };
    result.ok_or_else(|| out_of_range(span))
}

/// Refuses a range, both ends included, whose ends are in the wrong order.
pub(super) fn check_order(span: Span, low: i64, high: i64) -> Result<(), Problem> {
    if low <= high {
        return Ok(());
    }
    let message = format!(
        "this range goes backwards, from {} to {}",
        count(low),
        count(high)
    );
    Err(span.problem(message).hint("write the smaller number first"))
}
