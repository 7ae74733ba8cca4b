//! Owns repeats: how many turns each has, and what is not known after one whose turns depend on the design.
//!
//! A repeat that goes until a request is refused is unrolled to the most turns it may take, and so is one that goes as
//! often as that one did; each turn is under a condition. Within such a turn all turns before it have happened, so
//! numbers and arrays are known there as they are anywhere. After the last turn they are not.

use super::least::Least;
use super::{Expander, Run, check};
use crate::condition::{Condition, Guard, Repeat, RepeatNumber};
use crate::numerals::count;
use crate::problem::{Problem, Span};
use crate::script::tree::{Expression, Head, Kind, Name, Statement, Turns, Value};

/// The most turns of a `repeat until refused` that names no bound.
pub(super) const TURNS_UNTIL_REFUSED: i64 = 10_000;

/// A `repeat until refused` whose counter has a name.
#[derive(Clone, Copy)]
pub(super) struct Went {
    repeat: RepeatNumber,
    turns_max: u32,
}

/// The turns of a repeat.
struct Unrolled {
    turns: u64,
    /// The least turns that an earlier repeat must have gone for each of these, where they depend on one.
    least: Option<(RepeatNumber, Vec<u32>)>,
}

impl<'t> Expander<'t> {
    pub(super) fn repeat(
        &mut self,
        span: Span,
        turns: &'t Turns,
        counter: Option<&'t Name>,
        body: &'t [Statement],
    ) -> Run<()> {
        let unrolled = match turns {
            Turns::Times(times) | Turns::UntilRefused(Some(times)) => self.unrolled(times)?,
            Turns::UntilRefused(None) => Unrolled {
                turns: TURNS_UNTIL_REFUSED.unsigned_abs(),
                least: None,
            },
        };
        let until_refused = matches!(turns, Turns::UntilRefused(_));
        self.check_length(span, &unrolled, until_refused, body)?;
        let outer = self.guard;
        let touched = self.touched.len();
        let repeat = RepeatNumber(self.repeats.len() as u32);
        if until_refused {
            self.repeats.push(Repeat {
                name: counter.map_or_else(Box::default, |counter| counter.text.clone()),
                turns_max: unrolled.turns as u32,
                end: 0,
            });
        }
        for turn in 0..unrolled.turns {
            self.at = span;
            self.step()?;
            if let Some(counter) = counter {
                self.numbers.insert(&counter.text, turn as i64);
            }
            if let Some((repeat, least)) = &unrolled.least {
                self.put_under(Condition::Went {
                    repeat: *repeat,
                    turns: least[turn as usize],
                });
            }
            if until_refused {
                let turn = turn as u32;
                self.put_under(Condition::Going { repeat, turn });
            }
            let done = self.statements(body);
            self.guard = outer;
            done?;
        }
        if let Some(counter) = counter {
            self.numbers.remove(&*counter.text);
            self.went.remove(&*counter.text);
        }
        if until_refused {
            self.repeats[repeat.0 as usize].end = self.operations.len() as u32;
            let turns_max = unrolled.turns as u32;
            let known = counter.map(|counter| (&*counter.text, Went { repeat, turns_max }));
            self.went.extend(known);
        }
        if until_refused || unrolled.least.is_some() {
            self.forget(touched, body);
        }
        Ok(())
    }

    /// Puts what is emitted from here on under one more condition.
    pub(super) fn put_under(&mut self, condition: Condition) {
        let outer = self.guard;
        self.guards.push(Guard { condition, outer });
        self.guard = self.guards.len() as u32;
    }

    fn unrolled(&mut self, times: &'t Expression) -> Run<Unrolled> {
        let named = self.named_repeat(times)?;
        let Some((name, Went { repeat, turns_max })) = named else {
            let turns = self.evaluate(times)?;
            let turns = u64::try_from(turns).map_err(|_| {
                times.span.problem(format!(
                    "this comes to {} turns, and a repeat cannot go back",
                    count(turns)
                ))
            })?;
            self.check_turns(turns, times)?;
            return Ok(Unrolled { turns, least: None });
        };
        // What it comes to for each number of turns that the earlier repeat may have gone.
        let mut least = Vec::new();
        for went in 0..=turns_max {
            self.step()?;
            self.numbers.insert(name, went.into());
            let turns = self.evaluate(times);
            self.numbers.remove(name);
            let turns = turns?.max(0).unsigned_abs();
            self.check_turns(turns, times)?;
            if turns < least.len() as u64 {
                let message = format!("this falls where `{name}` rises");
                let hint = format!("write `repeat {name}`, or a number that grows with it");
                return Err(times.span.problem(message).hint(hint).into());
            }
            least.resize(turns as usize, went);
        }
        Ok(Unrolled {
            turns: least.len() as u64,
            least: Some((repeat, least)),
        })
    }

    fn check_turns(&self, turns: u64, times: &Expression) -> Run<()> {
        let limit = self.limits.turns_max;
        check(turns, limit, || {
            let (turns, limit) = (count(turns), count(limit));
            let message = format!("this repeats {turns} times; the limit is {limit}");
            times.span.problem(message)
        })?;
        Ok(())
    }

    /// Refuses a repeat whose turns would break a limit, before any of them is made.
    fn check_length(
        &mut self,
        span: Span,
        unrolled: &Unrolled,
        until_refused: bool,
        body: &[Statement],
    ) -> Run<()> {
        let limits = self.limits;
        let least = self.least.entry(span.line);
        let least = least.or_insert_with(|| Least::of(body));
        let least = least.times(unrolled.turns);
        for (least, so_far, limit, what) in [
            (
                least.operations,
                self.operations.len() as u64,
                limits.operations_max,
                "operations",
            ),
            (least.steps, self.steps.into(), limits.steps_max, "steps"),
        ] {
            let comes_to = least.saturating_add(so_far);
            check(comes_to, limit, || {
                let problem = span.problem(format!(
                    "this repeat brings the script to {} {what} or more; the limit is {}",
                    count(comes_to),
                    count(limit)
                ));
                let hint = "say how many turns it takes at most: `repeat 100 until refused`";
                problem.hint_if(until_refused.then(|| hint.to_owned()))
            })?;
        }
        Ok(())
    }

    /// The earlier `repeat until refused` whose counter an expression names.
    fn named_repeat(&self, expression: &'t Expression) -> Result<Option<(&'t str, Went)>, Problem> {
        let mut names = Vec::new();
        collect_names(expression, &mut names);
        names.retain(|name| !self.numbers.contains_key(name) && self.went.contains_key(name));
        names.dedup();
        match names[..] {
            [] => Ok(None),
            [name] => Ok(Some((name, self.went[name]))),
            [one, other, ..] => {
                let message = format!("both `{one}` and `{other}` depend on the design");
                let hint = format!("name one of them here: `repeat {one}`");
                Err(expression.span.problem(message).hint(hint))
            }
        }
    }

    /// Forgets what the turns of a repeat computed and touched, since it depends on the design how many there were.
    fn forget(&mut self, touched: usize, body: &'t [Statement]) {
        let mut computed = Vec::new();
        collect_computed(body, &mut computed);
        for name in computed {
            self.numbers.remove(name);
            self.unsettled.insert(name);
        }
        for &(array, index) in &self.touched[touched..] {
            self.arrays.entry(array).or_default().doubt(index);
        }
        if self.guard == 0 {
            self.touched.clear();
        }
    }

    pub(super) fn set_live(&mut self, array: &'t str, index: u32) {
        self.array(array).set_live(index);
        self.note_touched(array, index);
    }

    pub(super) fn set_dead(&mut self, array: &'t str, index: u32) {
        self.array(array).set_dead(index);
        self.note_touched(array, index);
    }

    fn note_touched(&mut self, array: &'t str, index: u32) {
        if self.guard != 0 {
            self.touched.push((array, index));
        }
    }
}

fn collect_names<'t>(expression: &'t Expression, names: &mut Vec<&'t str>) {
    match &expression.value {
        Value::Number(_) => {}
        Value::Name(name) => names.push(name),
        Value::Negate(inner) => collect_names(inner, names),
        Value::Binary(_, left, right) | Value::Random(left, right) => {
            collect_names(left, names);
            collect_names(right, names);
        }
        Value::Pick(choices) => {
            for choice in choices {
                collect_names(choice, names);
            }
        }
    }
}

/// The names of the numbers that statements compute.
fn collect_computed<'t>(statements: &'t [Statement], names: &mut Vec<&'t str>) {
    for statement in statements {
        match &statement.kind {
            Kind::Compute { name, .. } => names.push(&name.text),
            Kind::Task { statement, .. } => {
                collect_computed(std::slice::from_ref(statement), names);
            }
            Kind::Block {
                head: Head::Repeat { .. } | Head::Task { .. },
                body,
            } => {
                collect_computed(body, names);
            }
            _ => {}
        }
    }
}
