//! Owns the lower bound of what statements cost, found without running them: what lets a repeat be refused
//! before its work is done.

use super::TURNS_UNTIL_REFUSED;
use crate::script::tree::{Expression, Head, Kind, Statement, Subject, Turns, Value};

/// The least that statements cost, whatever their numbers come to.
#[derive(Clone, Copy, Default)]
pub(super) struct Least {
    pub operations: u64,
    pub steps: u64,
}

fn known(count: &Expression) -> u64 {
    match count.value {
        Value::Number(number) => number.unsigned_abs(),
        _ => 0,
    }
}

impl Least {
    /// The cost of statements one after the other.
    pub fn of(statements: &[Statement]) -> Least {
        statements.iter().fold(Least::default(), |sum, statement| {
            let least = Least::of_statement(statement);
            Least {
                operations: sum.operations.saturating_add(least.operations),
                steps: sum.steps.saturating_add(least.steps),
            }
        })
    }

    fn of_statement(statement: &Statement) -> Least {
        let operations = match &statement.kind {
            Kind::Allocate { .. }
            | Kind::Free(Subject::One(_) | Subject::Any(_))
            | Kind::Touch {
                subject: Subject::One(_) | Subject::Any(_),
                ..
            }
            | Kind::Idle(_)
            | Kind::Mark(_) => 1,
            Kind::Task { statement, .. } => return Least::of_statement(statement),
            Kind::Block {
                head: Head::Task { .. },
                body,
                ..
            } => return Least::of(body).and_a_step(),
            Kind::Block {
                head: Head::Repeat { turns, .. },
                body,
                ..
            } => {
                // How often is known beforehand only for a plain number.
                let turns = match &**turns {
                    Turns::UntilRefused(None) => TURNS_UNTIL_REFUSED.unsigned_abs(),
                    Turns::UntilRefused(Some(count)) | Turns::Times(count) => known(count),
                };
                return Least::of(body).times(turns).and_a_step();
            }
            Kind::Language
            | Kind::Given(_)
            | Kind::Compute { .. }
            | Kind::Declare(_)
            | Kind::Free(Subject::All(_))
            | Kind::Touch {
                subject: Subject::All(_),
                ..
            }
            | Kind::Seed(_)
            | Kind::Generate { .. } => 0,
        };
        Least {
            operations,
            steps: 1,
        }
    }

    /// Each turn is a step of its own, so that an empty repeat costs something too.
    pub fn times(self, turns: u64) -> Least {
        Least {
            operations: self.operations.saturating_mul(turns),
            steps: self.steps.saturating_add(1).saturating_mul(turns),
        }
    }

    fn and_a_step(self) -> Least {
        Least {
            steps: self.steps.saturating_add(1),
            ..self
        }
    }
}
