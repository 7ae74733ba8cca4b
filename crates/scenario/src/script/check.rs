//! Owns what can be known of a script before it runs: what each name stands for, that names are assigned
//! somewhere, that generators and their parameters exist. Values are the expansion's business.

use std::collections::{BTreeMap, BTreeSet};

use super::parser::Reading;
use super::tree::{
    Address, Expression, GivenPart, Head, Kind, Name, Place, Request, Setting, Statement, Subject,
    Turns, Value,
};
use super::words::did_you_mean;
use crate::generate::{self, Default as DefaultValue, GENERATORS};
use crate::limits::Limits;
use crate::problem::{Problem, Span, nearest};

/// What a name stands for, throughout a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Pointer,
    Array,
    Number,
}

impl Role {
    fn described(self) -> &'static str {
        match self {
            Role::Pointer => "a pointer",
            Role::Array => "an array of pointers",
            Role::Number => "a number",
        }
    }

    fn of(place: &Place) -> Role {
        match place.index {
            Some(_) => Role::Array,
            None => Role::Pointer,
        }
    }
}

/// Finds the problems with names in what was read.
pub(crate) fn problems(reading: &Reading) -> Vec<Problem> {
    let mut checker = Checker {
        roles: BTreeMap::new(),
        half_known: reading.half_known.iter().map(AsRef::as_ref).collect(),
        all_counters: BTreeSet::new(),
        refused_counters: BTreeSet::new(),
        is_turns: false,
        counters: Vec::new(),
        problems: Vec::new(),
    };
    checker.collect(&reading.statements);
    checker.statements(&reading.statements);
    checker.problems
}

struct Checker<'t> {
    /// Each name that is assigned, with where that happens first.
    roles: BTreeMap<&'t str, (Role, Span)>,
    half_known: BTreeSet<&'t str>,
    all_counters: BTreeSet<&'t str>,
    /// The counters of the repeats that end with a refusal: known after their repeats too, as a number of turns.
    refused_counters: BTreeSet<&'t str>,
    /// Whether the expression being checked is a number of turns.
    is_turns: bool,
    /// The counters of the repeats around the line being checked.
    counters: Vec<&'t str>,
    problems: Vec<Problem>,
}

impl<'t> Checker<'t> {
    fn report(&mut self, problem: Problem) {
        if self.problems.len() < Limits::DEFAULT.problems_max as usize {
            self.problems.push(problem);
        }
    }

    fn complain(&mut self, span: Span, message: String, hint: impl Into<String>) {
        self.report(span.problem(message).hint(hint));
    }

    /// First pass: the names that are assigned, and counters.
    fn collect(&mut self, statements: &'t [Statement]) {
        for statement in statements {
            self.collect_statement(statement);
        }
    }

    fn collect_statement(&mut self, statement: &'t Statement) {
        match &statement.kind {
            Kind::Allocate { pointer, .. } => self.define(&pointer.name, Role::of(pointer)),
            Kind::Declare(places) => {
                for place in places {
                    self.define(&place.name, Role::of(place));
                }
            }
            Kind::Given(parts) => {
                for part in parts {
                    if let GivenPart::Used(_, Some(place)) = part {
                        self.define(&place.name, Role::of(place));
                    }
                }
            }
            Kind::Compute { name, .. } => self.define(name, Role::Number),
            Kind::Generate {
                generator, array, ..
            } => self.define(array.as_ref().unwrap_or(generator), Role::Array),
            Kind::Task { statement, .. } => self.collect_statement(statement),
            Kind::Block { head, body } => {
                if let Head::Repeat { turns, counter } = head {
                    let counter = counter.as_ref().map(|counter| &*counter.text);
                    self.all_counters.extend(counter);
                    if let Turns::UntilRefused(_) = **turns {
                        self.refused_counters.extend(counter);
                    }
                }
                self.collect(body);
            }
            Kind::Language
            | Kind::Free(_)
            | Kind::Touch { .. }
            | Kind::Idle(_)
            | Kind::Mark(_)
            | Kind::Seed(_) => {}
        }
    }

    fn define(&mut self, name: &'t Name, role: Role) {
        let Name { text, span } = name;
        let (known, since) = *self.roles.entry(text).or_insert((role, *span));
        if known != role {
            let (known, role) = (known.described(), role.described());
            let message = format!(
                "`{text}` is {known} since line {} and cannot be {role} too",
                since.line
            );
            self.complain(*span, message, "choose another name for one of them");
        }
    }

    /// Second pass: the names that are used.
    fn statements(&mut self, statements: &'t [Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'t Statement) {
        match &statement.kind {
            Kind::Language | Kind::Mark(_) => {}
            Kind::Allocate { pointer, request } => {
                self.expressions(pointer.index.as_deref());
                match &**request {
                    Request::Malloc { bytes, alignment } => {
                        self.expression(bytes);
                        self.expressions(alignment);
                    }
                    Request::Falloc { bytes } => self.expression(bytes),
                    Request::Calloc { count, bytes } => self.expressions([count, bytes]),
                    Request::Realloc { from, bytes } => {
                        self.address(from);
                        self.expression(bytes);
                    }
                }
            }
            Kind::Given(parts) => {
                for part in parts {
                    if let GivenPart::Free(bytes) | GivenPart::Used(bytes, _) = part {
                        self.expression(bytes);
                    }
                    if let GivenPart::Used(_, Some(place)) = part {
                        self.expressions(place.index.as_deref());
                    }
                }
            }
            Kind::Compute { name, value } => self.compute(name, value),
            Kind::Declare(places) => {
                self.expressions(places.iter().filter_map(|place| place.index.as_deref()));
            }
            Kind::Free(subject) => self.subject(subject),
            Kind::Touch { subject, range } => {
                self.subject(subject);
                if let Some((start, end)) = range.as_deref() {
                    self.expression(start);
                    self.expressions(end);
                }
            }
            Kind::Idle(value) | Kind::Seed(value) => self.expression(value),
            Kind::Generate {
                generator,
                settings,
                ..
            } => self.generate(generator, settings),
            Kind::Task { task, statement } => {
                self.expression(task);
                self.statement(statement);
            }
            Kind::Block {
                head: Head::Task { task },
                body,
            } => {
                self.expression(task);
                self.statements(body);
            }
            Kind::Block {
                head: Head::Repeat { turns, counter },
                body,
            } => {
                if let Turns::Times(times) | Turns::UntilRefused(Some(times)) = &**turns {
                    self.is_turns = true;
                    self.expression(times);
                    self.is_turns = false;
                }
                let outside = self.counters.len();
                if let Some(counter) = counter {
                    self.counter(counter);
                    self.counters.push(&counter.text);
                }
                self.statements(body);
                self.counters.truncate(outside);
            }
        }
    }

    fn compute(&mut self, Name { text, span }: &'t Name, value: &'t Expression) {
        if self.counters.contains(&&**text) {
            let message = format!("`{text}` counts the turns of a repeat and cannot be changed");
            self.complain(*span, message, "choose another name for the number");
        }
        if let Value::Name(other) = &value.value
            && let Some((role @ (Role::Pointer | Role::Array), _)) = self.roles.get(&**other)
        {
            let role = role.described();
            let message = format!("`{other}` is {role}, and pointers cannot be copied");
            let hint = "a pointer gets its value from `malloc`, `falloc`, `calloc` or `realloc`";
            self.complain(value.span, message, hint);
        } else {
            self.expression(value);
        }
    }

    /// Checks the name of a counter where its repeat begins.
    fn counter(&mut self, Name { text, span }: &'t Name) {
        if self.counters.contains(&&**text) {
            let message = format!("`{text}` counts a repeat around this one already");
            self.complain(*span, message, "give each counter a name of its own");
        } else if let Some((role, since)) = self.roles.get(&**text) {
            let message = format!(
                "`{text}` is {} on line {} and cannot be a counter too",
                role.described(),
                since.line
            );
            self.complain(*span, message, "choose another name for one of them");
        }
    }

    fn generate(&mut self, generator: &Name, settings: &'t [Setting]) {
        let Some(known) = generate::find(&generator.text) else {
            let ids: Vec<&str> = GENERATORS.iter().map(|generator| generator.id).collect();
            let hint = did_you_mean(&generator.text, &ids)
                .unwrap_or_else(|| format!("the generators are {}", ids.join(", ")));
            let message = format!("there is no generator `{}`", generator.text);
            self.complain(generator.span, message, hint);
            return;
        };
        for (position, Setting { name, low, high }) in settings.iter().enumerate() {
            let Name { text, span } = name;
            self.expression(low);
            self.expressions(high);
            let mut earlier = settings[..position].iter();
            if earlier.any(|earlier| earlier.name.text == *text) {
                self.report(span.problem(format!("`{text}` is given twice")));
            }
            let mut parameters = known.parameters.iter();
            let takes_range = match parameters.find(|parameter| *parameter.id == **text) {
                Some(parameter) => matches!(parameter.default, DefaultValue::Range(..)),
                None if &**text == "seed" => false,
                None => {
                    let ids = known.parameters.iter().map(|parameter| parameter.id);
                    let ids: Vec<&str> = ids.chain(["seed"]).collect();
                    let hint = did_you_mean(text, &ids)
                        .unwrap_or_else(|| format!("its parameters are {}", ids.join(", ")));
                    let message = format!("`{}` has no parameter `{text}`", known.id);
                    self.complain(*span, message, hint);
                    continue;
                }
            };
            if let (Some(high), false) = (high, takes_range) {
                let range = low.span.to(high.span);
                self.report(range.problem(format!("`{text}` is one number, not a range")));
            }
        }
    }

    fn subject(&mut self, subject: &'t Subject) {
        match subject {
            Subject::One(address) => self.address(address),
            Subject::Any(name) | Subject::All(name) => self.used(name, Role::Array),
        }
    }

    fn address(&mut self, address: &'t Address) {
        match address {
            Address::Null => {}
            Address::Number(number) => self.expression(number),
            Address::Place { place, offsets } => {
                self.used(&place.name, Role::of(place));
                self.expressions(place.index.as_deref());
                self.expressions(offsets.iter().map(|(_, offset)| offset));
            }
        }
    }

    /// Checks a name that must be a pointer or an array.
    fn used(&mut self, Name { text, span }: &Name, wanted: Role) {
        let known = self.roles.get(&**text).map(|(role, _)| *role);
        let (message, hint) = match known {
            _ if known == Some(wanted) => return,
            None if self.half_known.contains(&**text) => return,
            Some(Role::Array) => (
                format!("`{text}` is an array of pointers, and one pointer is needed here"),
                format!("say which one: `{text}[0]`, `any {text}`, or `all {text}`"),
            ),
            Some(Role::Pointer) => (
                format!("`{text}` is one pointer, not an array"),
                format!("write just `{text}`"),
            ),
            None if !self.all_counters.contains(&**text) => {
                let candidates = self.names_of(wanted);
                let index = if wanted == Role::Array { "[0]" } else { "" };
                (
                    format!("nothing is ever assigned to `{text}`"),
                    nearest(text, candidates.chain(self.half_known.iter().copied())).map_or_else(
                        || format!("assign first: `{text}{index} = malloc 64`"),
                        |known| format!("did you mean `{known}`?"),
                    ),
                )
            }
            Some(Role::Number) | None => (
                format!("`{text}` is a number, not a pointer"),
                self.names_of(Role::Array).next().map_or_else(
                    || format!("for an address that is computed, write `({text})`"),
                    |array| format!("did you mean `{array}[{text}]`?"),
                ),
            ),
        };
        self.complain(*span, message, hint);
    }

    fn names_of(&self, wanted: Role) -> impl Iterator<Item = &'t str> {
        let named = self.roles.iter();
        named.filter_map(move |(name, (role, _))| (*role == wanted).then_some(*name))
    }

    fn expressions(&mut self, expressions: impl IntoIterator<Item = &'t Expression>) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn expression(&mut self, expression: &'t Expression) {
        match &expression.value {
            Value::Number(_) => {}
            Value::Name(name) => self.number(name, expression.span),
            Value::Negate(inner) => self.expression(inner),
            Value::Binary(_, left, right) | Value::Random(left, right) => {
                self.expressions([&**left, right]);
            }
            Value::Pick(choices) => self.expressions(choices),
        }
    }

    fn number(&mut self, name: &'t str, span: Span) {
        let role = self.roles.get(name).map(|(role, _)| *role);
        let (message, hint) = match role {
            _ if self.counters.contains(&name) => return,
            Some(Role::Number) => return,
            None if self.is_turns && self.refused_counters.contains(name) => return,
            Some(role) => (
                format!(
                    "`{name}` is {}, and a number is needed here",
                    role.described()
                ),
                "pointers stand after `free`, `touch` and `realloc` only".to_owned(),
            ),
            None if self.half_known.contains(name) => return,
            None if self.refused_counters.contains(name) => (
                format!("`{name}` depends on the design here, since a refusal ended its repeat"),
                format!("after its `end`, it can be a number of turns: `repeat {name} as i`"),
            ),
            None if self.all_counters.contains(name) => (
                format!("`{name}` counts a repeat, and this line is outside of it"),
                "a counter is known down to the `end` of its `repeat`".to_owned(),
            ),
            None => {
                let numbers = self.names_of(Role::Number);
                (
                    format!("there is no number called `{name}`"),
                    nearest(name, numbers.chain(self.counters.iter().copied())).map_or_else(
                        || format!("assign first: `{name} = 16`"),
                        |known| format!("did you mean `{known}`?"),
                    ),
                )
            }
        };
        self.complain(span, message, hint);
    }
}
