//! Owns what can be known of a script before it runs: what each name stands for, that names are assigned
//! somewhere, that generators and their parameters exist. Values are the expansion's business.

use std::collections::{BTreeMap, BTreeSet};

use super::parser::Reading;
use super::tree::{
    Address, Expression, Head, Kind, Name, Place, Request, Setting, Statement, Subject, Value,
};
use super::words::did_you_mean;
use crate::generate::{self, Default as DefaultValue};
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
}

/// Finds the problems with names in what was read.
pub(crate) fn problems(reading: &Reading) -> Vec<Problem> {
    let mut checker = Checker {
        roles: BTreeMap::new(),
        half_known: reading.half_known.iter().map(AsRef::as_ref).collect(),
        all_counters: BTreeSet::new(),
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

    /// First pass: the names that are assigned, and counters.
    fn collect(&mut self, statements: &'t [Statement]) {
        for statement in statements {
            self.collect_statement(statement);
        }
    }

    fn collect_statement(&mut self, statement: &'t Statement) {
        match &statement.kind {
            Kind::Allocate { pointer, .. } => self.define_place(pointer),
            Kind::Declare(places) => places.iter().for_each(|place| self.define_place(place)),
            Kind::Compute { name, .. } => self.define(&name.text, Role::Number, name.span),
            Kind::Generate {
                generator, array, ..
            } => {
                let name = array.as_ref().unwrap_or(generator);
                self.define(&name.text, Role::Array, name.span);
            }
            Kind::Task { statement, .. } => self.collect_statement(statement),
            Kind::Block { head, body, .. } => {
                if let Head::Repeat {
                    counter: Some(counter),
                    ..
                } = head
                {
                    self.all_counters.insert(&counter.text);
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

    fn define_place(&mut self, place: &'t Place) {
        let role = if place.index.is_some() {
            Role::Array
        } else {
            Role::Pointer
        };
        self.define(&place.name.text, role, place.name.span);
    }

    fn define(&mut self, name: &'t str, role: Role, span: Span) {
        let (known, since) = *self.roles.entry(name).or_insert((role, span));
        if known != role {
            self.report(
                span.problem(format!(
                    "`{name}` is {} since line {} and cannot be {} too",
                    known.described(),
                    since.line,
                    role.described()
                ))
                .hint("choose another name for one of them"),
            );
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
                self.index(pointer);
                match &**request {
                    Request::Malloc { bytes, alignment } => {
                        self.expression(bytes);
                        alignment
                            .iter()
                            .for_each(|alignment| self.expression(alignment));
                    }
                    Request::Falloc { bytes } => self.expression(bytes),
                    Request::Calloc { count, bytes } => {
                        self.expression(count);
                        self.expression(bytes);
                    }
                    Request::Realloc { from, bytes } => {
                        self.address(from);
                        self.expression(bytes);
                    }
                }
            }
            Kind::Compute { name, value } => {
                if self.counters.contains(&&*name.text) {
                    self.report(
                        name.span
                            .problem(format!(
                                "`{}` counts the turns of a repeat and cannot be changed",
                                name.text
                            ))
                            .hint("choose another name for the number"),
                    );
                }
                match &value.value {
                    Value::Name(other) if self.is_pointer(other) => self.report(
                        value
                            .span
                            .problem(format!("`{other}` is {}, and pointers cannot be copied", self.roles[&**other].0.described()))
                            .hint("a pointer gets its value from `malloc`, `falloc`, `calloc` or `realloc`"),
                    ),
                    _ => self.expression(value),
                }
            }
            Kind::Declare(places) => places.iter().for_each(|place| self.index(place)),
            Kind::Free(subject) => self.subject(subject),
            Kind::Touch { subject, range } => {
                self.subject(subject);
                if let Some((start, end)) = range.as_deref() {
                    self.expression(start);
                    end.iter().for_each(|end| self.expression(end));
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
            Kind::Block { head, body, .. } => self.block(head, body),
        }
    }

    fn block(&mut self, head: &'t Head, body: &'t [Statement]) {
        match head {
            Head::Task { task } => {
                self.expression(task);
                self.statements(body);
            }
            Head::Repeat {
                count,
                counter: None,
            } => {
                self.expression(count);
                self.statements(body);
            }
            Head::Repeat {
                count,
                counter: Some(counter),
            } => {
                self.expression(count);
                if self.counters.contains(&&*counter.text) {
                    self.report(
                        counter
                            .span
                            .problem(format!(
                                "`{}` counts a repeat around this one already",
                                counter.text
                            ))
                            .hint("give each counter a name of its own"),
                    );
                } else if let Some((role, since)) = self.roles.get(&*counter.text) {
                    self.report(
                        counter
                            .span
                            .problem(format!(
                                "`{}` is {} on line {} and cannot be a counter too",
                                counter.text,
                                role.described(),
                                since.line
                            ))
                            .hint("choose another name for one of them"),
                    );
                }
                self.counters.push(&counter.text);
                self.statements(body);
                self.counters.pop();
            }
        }
    }

    fn generate(&mut self, generator: &Name, settings: &'t [Setting]) {
        let Some(known) = generate::find(&generator.text) else {
            let ids: Vec<&str> = generate::GENERATORS
                .iter()
                .map(|generator| generator.id)
                .collect();
            let hint = did_you_mean(&generator.text, &ids)
                .unwrap_or_else(|| format!("the generators are {}", ids.join(", ")));
            self.report(
                generator
                    .span
                    .problem(format!("there is no generator `{}`", generator.text))
                    .hint(hint),
            );
            return;
        };
        for (position, Setting { name, low, high }) in settings.iter().enumerate() {
            self.expression(low);
            high.iter().for_each(|high| self.expression(high));
            let text = &*name.text;
            if settings[..position]
                .iter()
                .any(|earlier| earlier.name.text == name.text)
            {
                self.report(name.span.problem(format!("`{text}` is given twice")));
            }
            let takes_range = match known
                .parameters
                .iter()
                .find(|parameter| parameter.id == text)
            {
                Some(parameter) => matches!(parameter.default, DefaultValue::Range(..)),
                None if text == "seed" => false,
                None => {
                    let mut ids: Vec<&str> = known
                        .parameters
                        .iter()
                        .map(|parameter| parameter.id)
                        .collect();
                    ids.push("seed");
                    let hint = did_you_mean(text, &ids)
                        .unwrap_or_else(|| format!("its parameters are {}", ids.join(", ")));
                    self.report(
                        name.span
                            .problem(format!("`{}` has no parameter `{text}`", known.id))
                            .hint(hint),
                    );
                    continue;
                }
            };
            if let (Some(high), false) = (high, takes_range) {
                self.report(
                    low.span
                        .to(high.span)
                        .problem(format!("`{text}` is one number, not a range")),
                );
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
                self.used(
                    &place.name,
                    if place.index.is_some() {
                        Role::Array
                    } else {
                        Role::Pointer
                    },
                );
                self.index(place);
                offsets
                    .iter()
                    .for_each(|(_, offset)| self.expression(offset));
            }
        }
    }

    fn index(&mut self, place: &'t Place) {
        place.index.iter().for_each(|index| self.expression(index));
    }

    fn is_pointer(&self, name: &str) -> bool {
        matches!(self.roles.get(name), Some((Role::Pointer | Role::Array, _)))
    }

    /// Checks a name that must be a pointer or an array.
    fn used(&mut self, name: &Name, wanted: Role) {
        let text = &*name.text;
        let known = self.roles.get(text).map(|(role, _)| *role);
        if known == Some(wanted) || (known.is_none() && self.half_known.contains(text)) {
            return;
        }
        let problem = match known {
            Some(Role::Array) => name
                .span
                .problem(format!(
                    "`{text}` is an array of pointers, and one pointer is needed here"
                ))
                .hint(format!(
                    "say which one: `{text}[0]`, `any {text}`, or `all {text}`"
                )),
            Some(Role::Pointer) => name
                .span
                .problem(format!("`{text}` is one pointer, not an array"))
                .hint(format!("write just `{text}`")),
            Some(Role::Number) => self.not_a_pointer(name),
            None if self.all_counters.contains(text) => self.not_a_pointer(name),
            None => {
                let candidates = self
                    .roles
                    .iter()
                    .filter(|(_, (role, _))| *role == wanted)
                    .map(|(name, _)| *name);
                let assign = match wanted {
                    Role::Array => format!("assign first: `{text}[0] = malloc 64`"),
                    _ => format!("assign first: `{text} = malloc 64`"),
                };
                let hint = nearest(text, candidates.chain(self.half_known.iter().copied()))
                    .map(|known| format!("did you mean `{known}`?"))
                    .unwrap_or(assign);
                name.span
                    .problem(format!("nothing is ever assigned to `{text}`"))
                    .hint(hint)
            }
        };
        self.report(problem);
    }

    fn not_a_pointer(&self, name: &Name) -> Problem {
        let text = &name.text;
        let problem = name
            .span
            .problem(format!("`{text}` is a number, not a pointer"));
        match self
            .roles
            .iter()
            .find(|(_, (role, _))| *role == Role::Array)
        {
            Some((array, _)) => problem.hint(format!("did you mean `{array}[{text}]`?")),
            None => problem.hint(format!("for an address that is computed, write `({text})`")),
        }
    }

    fn expression(&mut self, expression: &'t Expression) {
        match &expression.value {
            Value::Number(_) => {}
            Value::Name(name) => self.number(name, expression.span),
            Value::Negate(inner) => self.expression(inner),
            Value::Binary(_, left, right) | Value::Random(left, right) => {
                self.expression(left);
                self.expression(right);
            }
            Value::Pick(choices) => choices.iter().for_each(|choice| self.expression(choice)),
        }
    }

    fn number(&mut self, name: &'t str, span: Span) {
        if self.counters.contains(&name) {
            return;
        }
        let problem = match self.roles.get(name) {
            Some((Role::Number, _)) => return,
            Some((role, _)) => span
                .problem(format!(
                    "`{name}` is {}, and a number is needed here",
                    role.described()
                ))
                .hint("pointers stand after `free`, `touch` and `realloc` only"),
            None if self.half_known.contains(name) => return,
            None if self.all_counters.contains(name) => span
                .problem(format!(
                    "`{name}` counts a repeat, and this line is outside of it"
                ))
                .hint("a counter is known down to the `end` of its `repeat`"),
            None => {
                let numbers = self
                    .roles
                    .iter()
                    .filter(|(_, (role, _))| *role == Role::Number)
                    .map(|(name, _)| *name);
                let known = nearest(name, numbers.chain(self.counters.iter().copied()));
                let hint = known
                    .map(|known| format!("did you mean `{known}`?"))
                    .unwrap_or_else(|| format!("assign first: `{name} = 16`"));
                span.problem(format!("there is no number called `{name}`"))
                    .hint(hint)
            }
        };
        self.report(problem);
    }
}
