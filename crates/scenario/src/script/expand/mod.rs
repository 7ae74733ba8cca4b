//! Owns the running of a script: repeats, arithmetic and chance in, a flat list of operations out.
//!
//! Works on checked scripts only. Every loop is bounded twice: before it starts, by the least its body is
//! known to make, and while it runs, by the count of steps. So a script that asks for too much is
//! told so at once, and not after the work.

mod array;
mod generator;
mod given;
mod least;
mod number;
mod repeat;

use std::collections::{BTreeMap, BTreeSet};

use self::array::Array;
use self::given::Pieces;
use self::least::Least;
use self::number::out_of_range;
use self::repeat::{TURNS_UNTIL_REFUSED, Went};
use super::lines::Lines;
use super::tree::{Address, Expression, Head, Kind, Name, Place, Request, Statement, Subject};
use crate::condition::{Condition, Conditions, Guard, Repeat};
use crate::limits::Limits;
use crate::numerals::count;
use crate::operation::{Action, KERNEL, Operation, Pointer, Target, TouchBytes};
use crate::problem::{Failure, Problem, Span};
use crate::random::Random;
use crate::scenario::Scenario;

/// The seed of the random numbers until a `seed` line says otherwise.
const SEED: u64 = 0;

/// Failed statements after which a run is given up: a wrong line in a long repeat fails at every turn.
const FAILURES_MAX: u32 = 1000;

/// Runs a checked script.
pub(crate) fn expand(
    statements: &[Statement],
    limits: &Limits,
) -> Result<(Scenario, Lines), Vec<Problem>> {
    let mut expander = Expander::new(limits);
    if let Err(Stop(problem)) = expander.statements(statements) {
        expander.problems.push(problem);
    }
    if !expander.problems.is_empty() {
        expander.problems.sort();
        return Err(expander.problems);
    }
    let scenario = Scenario {
        pointers: expander.pointer_names.len() as u32,
        operations: expander.operations.into(),
        pointer_names: expander.pointer_names.into(),
        labels: expander.labels.into(),
        given: expander
            .given
            .into_iter()
            .map(|(task, pieces)| pieces.of(task))
            .collect(),
        conditions: Conditions::new(expander.repeats, expander.guards, expander.guarded),
    };
    Ok((scenario, Lines::new(expander.lines)))
}

/// A problem that ends the run.
struct Stop(Problem);

impl From<Stop> for Failure {
    fn from(Stop(problem): Stop) -> Failure {
        Failure::Stop(problem)
    }
}

type Run<T> = Result<T, Failure>;

struct Expander<'t> {
    limits: &'t Limits,
    /// What there is at the start, by task.
    given: BTreeMap<u8, Pieces>,
    given_pieces: u32,
    operations: Vec<Operation>,
    /// The line of each operation.
    lines: Vec<u32>,
    pointer_names: Vec<Box<str>>,
    labels: Vec<Box<str>>,
    label_numbers: BTreeMap<&'t str, u32>,
    /// Computed numbers, and the counters of the repeats that are running.
    numbers: BTreeMap<&'t str, i64>,
    pointers: BTreeMap<&'t str, Pointer>,
    arrays: BTreeMap<&'t str, Array>,
    repeats: Vec<Repeat>,
    /// The counters of the repeats until a refusal that are over.
    went: BTreeMap<&'t str, Went>,
    guards: Vec<Guard>,
    /// The guard of what is emitted now, as [`Guard::outer`] has it.
    guard: u32,
    /// The guard of each operation, up to the last that has one.
    guarded: Vec<u32>,
    /// Numbers whose value depends on the design.
    unsettled: BTreeSet<&'t str>,
    /// Elements that were given or lost a block under a condition that the line being run is under too.
    touched: Vec<(&'t str, u32)>,
    random: Random,
    task: u8,
    steps: u32,
    /// The statement being run.
    at: Span,
    /// What one turn of the repeat on each line costs at least. Kept, since finding it goes through lines
    /// that may never run: a repeat inside a repeat must not pay for that at every turn.
    least: BTreeMap<u32, Least>,
    failures: u32,
    problems: Vec<Problem>,
    /// Where problems were reported, so that a line in a repeat is reported once.
    reported: BTreeSet<(u32, u32)>,
}

/// A place whose index is known.
#[derive(Clone, Copy)]
enum Slot<'t> {
    Plain(&'t str),
    Element(&'t str, u32),
}

impl Slot<'_> {
    fn name(self) -> String {
        match self {
            Slot::Plain(name) => name.to_owned(),
            Slot::Element(name, index) => format!("{name}[{index}]"),
        }
    }
}

impl<'t> Expander<'t> {
    fn new(limits: &'t Limits) -> Expander<'t> {
        Expander {
            limits,
            given: BTreeMap::new(),
            given_pieces: 0,
            operations: Vec::new(),
            lines: Vec::new(),
            pointer_names: Vec::new(),
            labels: Vec::new(),
            label_numbers: BTreeMap::new(),
            numbers: BTreeMap::new(),
            pointers: BTreeMap::new(),
            arrays: BTreeMap::new(),
            repeats: Vec::new(),
            went: BTreeMap::new(),
            guards: Vec::new(),
            guard: 0,
            guarded: Vec::new(),
            unsettled: BTreeSet::new(),
            touched: Vec::new(),
            random: Random::new(SEED),
            task: KERNEL,
            steps: 0,
            at: Span::default(),
            least: BTreeMap::new(),
            failures: 0,
            problems: Vec::new(),
            reported: BTreeSet::new(),
        }
    }

    fn statements(&mut self, statements: &'t [Statement]) -> Result<(), Stop> {
        for statement in statements {
            self.at = statement.span;
            self.step()?;
            match self.statement(statement) {
                Ok(()) => {}
                Err(Failure::Statement(problem)) => self.fail(problem)?,
                Err(Failure::Stop(problem)) => return Err(Stop(problem)),
            }
        }
        Ok(())
    }

    /// Every line that runs is a step, and so is every turn of a repeat.
    fn step(&mut self) -> Result<(), Stop> {
        self.steps += 1;
        let limit = self.limits.steps_max;
        check(self.steps.into(), limit, || {
            self.at.problem(format!(
                "this script is still busy after {} steps, which is the limit",
                count(limit)
            ))
        })
    }

    fn fail(&mut self, problem: Problem) -> Result<(), Stop> {
        self.failures += 1;
        let last = self.problems.len() + 1 >= self.limits.problems_max as usize
            || self.failures >= FAILURES_MAX;
        if self.reported.insert((problem.line, problem.column)) {
            if last {
                return Err(Stop(problem));
            }
            self.problems.push(problem);
        } else if self.failures >= FAILURES_MAX {
            // Already reported; there is nothing to add but the decision to stop.
            return Err(Stop(
                self.problems.pop().expect("a reported problem is kept"),
            ));
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'t Statement) -> Run<()> {
        let line = statement.span.line;
        match &statement.kind {
            Kind::Language => Ok(()),
            Kind::Allocate { pointer, request } => self.allocate(statement.span, pointer, request),
            Kind::Given(parts) => self.given(statement.span, parts),
            Kind::Compute { name, value } => {
                let value = self.evaluate(value);
                self.unsettled.remove(&*name.text);
                // Where the value is in doubt, any will do to keep later lines from failing for it.
                self.numbers
                    .insert(&name.text, *value.as_ref().unwrap_or(&0));
                value.map(drop).map_err(Failure::Statement)
            }
            Kind::Declare(places) => {
                for place in places {
                    let slot = self.slot(place)?;
                    if self.find(slot).is_some() {
                        return Err(place
                            .span
                            .problem(format!("`{}` is in use already", slot.name()))
                            .hint("declare a pointer once, before anything is assigned to it")
                            .into());
                    }
                    self.find_or_create(slot, place.span)?;
                }
                Ok(())
            }
            Kind::Free(subject) => self.free(statement.span, subject),
            Kind::Touch { subject, range } => self.touch(statement.span, subject, range.as_deref()),
            Kind::Idle(ticks) => {
                let ticks = self.bounded(ticks, "number of ticks")?;
                self.emit(line, Action::Idle { ticks })
            }
            Kind::Mark(text) => {
                let label = self.label(text, statement.span)?;
                self.emit(line, Action::Mark { label })
            }
            Kind::Seed(seed) => {
                self.random = Random::new(u64::from(self.bounded(seed, "seed")?));
                Ok(())
            }
            Kind::Generate {
                generator,
                array,
                settings,
            } => self.generate(
                statement.span,
                generator,
                array.as_ref().unwrap_or(generator),
                settings,
            ),
            Kind::Task { task, statement } => {
                let outer = self.as_task(task)?;
                let done = self.statement(statement);
                self.task = outer;
                done
            }
            Kind::Block {
                head: Head::Task { task },
                body,
            } => {
                let outer = self.as_task(task)?;
                self.statements(body)?;
                self.task = outer;
                Ok(())
            }
            Kind::Block {
                head: Head::Repeat { turns, counter },
                body,
            } => self.repeat(statement.span, turns, counter.as_ref(), body),
        }
    }

    /// Makes a task the one that acts; gives the one that acted before.
    fn as_task(&mut self, task: &'t Expression) -> Result<u8, Problem> {
        let task = self.task_number(task)?;
        Ok(std::mem::replace(&mut self.task, task))
    }

    fn allocate(&mut self, span: Span, place: &'t Place, request: &'t Request) -> Run<()> {
        let slot = self.slot(place)?;
        // The number the pointer has or will have: it is created after the request is read, since
        // `a = realloc a 64` must not find `a` before it was ever assigned.
        let pointer = self
            .find(slot)
            .unwrap_or(Pointer(self.pointer_names.len() as u32));
        let requested = self.request(slot, pointer, request);
        // Where the request is in doubt, the pointer still counts as assigned: one problem is enough.
        self.find_or_create(slot, place.span)?;
        let (from, action) = requested?;
        if let Some(Slot::Element(array, index)) = from {
            self.set_dead(array, index);
        }
        if let Slot::Element(array, index) = slot {
            self.set_live(array, index);
        }
        self.emit(span.line, action)
    }

    /// What is asked for on behalf of `pointer`, and the slot whose block that takes over.
    fn request(
        &mut self,
        slot: Slot<'t>,
        pointer: Pointer,
        request: &'t Request,
    ) -> Result<(Option<Slot<'t>>, Action), Problem> {
        let mut taken_over = None;
        let action = match request {
            Request::Malloc { bytes, alignment } => {
                let bytes = self.bounded(bytes, "size")?;
                match alignment {
                    None => Action::Malloc { pointer, bytes },
                    Some(alignment) => Action::AlignedMalloc {
                        pointer,
                        bytes,
                        alignment: self.alignment(alignment)?,
                    },
                }
            }
            Request::Falloc { bytes } => Action::Falloc {
                pointer,
                bytes: self.bounded(bytes, "size")?,
            },
            Request::Calloc { count, bytes } => Action::Calloc {
                pointer,
                count: self.bounded(count, "count")?,
                bytes: self.bounded(bytes, "size")?,
            },
            Request::Realloc { from, bytes } => {
                let (from_slot, from) = self.address(from).map_err(|problem| {
                    let first_time =
                        || format!("the first time, write `{} = realloc null …`", slot.name());
                    let hint = problem.hint.clone().unwrap_or_else(first_time);
                    problem.hint(hint)
                })?;
                taken_over = from_slot;
                Action::Realloc {
                    pointer,
                    from,
                    bytes: self.bounded(bytes, "size")?,
                }
            }
        };
        Ok((taken_over, action))
    }

    fn free(&mut self, span: Span, subject: &'t Subject) -> Run<()> {
        match subject {
            Subject::One(address) => {
                let (slot, target) = self.address(address)?;
                if let Some(Slot::Element(array, index)) = slot {
                    self.set_dead(array, index);
                }
                self.emit(span.line, Action::Free { target })
            }
            Subject::Any(name) => {
                let index = self.any(name)?;
                self.free_element(&name.text, index, span.line)
            }
            Subject::All(name) => {
                for index in self.array(&name.text).live_in_order() {
                    let outer = self.put_in_doubt(&name.text, index);
                    let freed = self.free_element(&name.text, index, span.line);
                    self.guard = outer;
                    freed?;
                }
                Ok(())
            }
        }
    }

    fn free_element(&mut self, name: &'t str, index: u32, line: u32) -> Run<()> {
        self.set_dead(name, index);
        let pointer = self.array(name).pointer(index);
        let pointer = pointer.expect("live elements exist");
        let target = Target::Pointer(pointer);
        self.emit(line, Action::Free { target })
    }

    fn touch(
        &mut self,
        span: Span,
        subject: &'t Subject,
        range: Option<&'t (Expression, Option<Expression>)>,
    ) -> Run<()> {
        // What is written to, and the element that this is.
        let mut targets = Vec::new();
        let indexes = match subject {
            Subject::One(address) => {
                targets.push((self.address(address)?.1, None));
                Vec::new()
            }
            Subject::Any(name) => vec![self.any(name)?],
            Subject::All(name) => self.array(&name.text).live_in_order(),
        };
        if let Subject::Any(name) | Subject::All(name) = subject {
            let array = self.array(&name.text);
            for index in indexes {
                let pointer = array.pointer(index).expect("live elements exist");
                targets.push((Target::Pointer(pointer), Some((&*name.text, index))));
            }
        }
        let (start, bytes) = match range {
            None => (0, TouchBytes::Rest),
            Some((start, None)) => (self.bounded(start, "start")?, TouchBytes::Rest),
            Some((start, Some(end))) => {
                let from = self.bounded(start, "start")?;
                let to = self.evaluate(end)?;
                let bytes = to.saturating_sub(from.into());
                let bytes = u32::try_from(bytes).map_err(|_| {
                    start.span.to(end.span).problem(match bytes {
                        ..0 => format!(
                            "this range goes backwards, from {} to {}",
                            count(from),
                            count(to)
                        ),
                        0.. => format!(
                            "this range has {} bytes; the largest has {}",
                            count(bytes),
                            count(u32::MAX)
                        ),
                    })
                })?;
                (from, TouchBytes::Exactly(bytes))
            }
        };
        for (target, element) in targets {
            let action = Action::Touch {
                target,
                start,
                bytes,
            };
            let outer = match element {
                Some((array, index)) => self.put_in_doubt(array, index),
                None => self.guard,
            };
            let touched = self.emit(span.line, action);
            self.guard = outer;
            touched?;
        }
        Ok(())
    }

    /// Puts what is emitted next under the condition that an element holds a block, where that depends on the design.
    /// Gives the guard to return to.
    fn put_in_doubt(&mut self, array: &'t str, index: u32) -> u32 {
        let outer = self.guard;
        if self.array(array).is_in_doubt(index) {
            self.put_under(Condition::Holds);
        }
        outer
    }

    /// A random live element's index.
    fn any(&mut self, name: &'t Name) -> Result<u32, Problem> {
        let array = self.array(&name.text);
        if array.has_doubts() {
            let Name { text, span } = name;
            let message =
                format!("which elements of `{text}` hold a block depends on the design here");
            let hint = format!("`all {text}` means those that do");
            return Err(span.problem(message).hint(hint));
        }
        let count = array.live().len() as u64;
        if count == 0 {
            let message = format!("no element of `{}` holds a live block here", name.text);
            let hint = "every block was freed before; allocate more, or free less";
            return Err(name.span.problem(message).hint(hint));
        }
        let at = self.random.below(count);
        Ok(self.array(&name.text).live()[at as usize])
    }

    fn array(&mut self, name: &'t str) -> &mut Array {
        self.arrays.entry(name).or_default()
    }

    fn slot(&mut self, place: &'t Place) -> Result<Slot<'t>, Problem> {
        let name = &place.name.text;
        Ok(match &place.index {
            None => Slot::Plain(name),
            Some(index) => Slot::Element(name, self.bounded(index, "index")?),
        })
    }

    fn find(&self, slot: Slot<'t>) -> Option<Pointer> {
        match slot {
            Slot::Plain(name) => self.pointers.get(name).copied(),
            Slot::Element(name, index) => self.arrays.get(name)?.pointer(index),
        }
    }

    fn find_or_create(&mut self, slot: Slot<'t>, span: Span) -> Run<Pointer> {
        if let Some(pointer) = self.find(slot) {
            return Ok(pointer);
        }
        let (number, limit) = (self.pointer_names.len() + 1, self.limits.pointers_max);
        check(number as u64, limit, || {
            span.problem(format!(
                "this is pointer number {}; the limit is {}",
                count(number),
                count(limit)
            ))
        })?;
        let pointer = Pointer(self.pointer_names.len() as u32);
        self.pointer_names.push(slot.name().into());
        match slot {
            Slot::Plain(name) => {
                self.pointers.insert(name, pointer);
            }
            Slot::Element(name, index) => {
                self.array(name).insert(index, pointer);
            }
        }
        Ok(pointer)
    }

    /// What an address stands for, and the slot it reads where it is that slot's plain value.
    fn address(&mut self, address: &'t Address) -> Result<(Option<Slot<'t>>, Target), Problem> {
        match address {
            Address::Null => Ok((None, Target::Null)),
            Address::Number(number) => {
                Ok((None, Target::Address(self.bounded(number, "address")?)))
            }
            Address::Place { place, offsets } => {
                let slot = self.slot(place)?;
                let Some(pointer) = self.find(slot) else {
                    let name = slot.name();
                    let message = format!("nothing is assigned to `{name}` before this");
                    return Err(place.span.problem(message).hint_if(self.extent(slot)));
                };
                if offsets.is_empty() {
                    return Ok((Some(slot), Target::Pointer(pointer)));
                }
                let mut sum = 0_i64;
                let mut span = place.span;
                for (is_subtracted, offset) in offsets {
                    let bytes = self.evaluate(offset)?;
                    span = span.to(offset.span);
                    let added = match is_subtracted {
                        true => sum.checked_sub(bytes),
                        false => sum.checked_add(bytes),
                    };
                    sum = added.ok_or_else(|| out_of_range(span))?;
                }
                let offset = i32::try_from(sum).map_err(|_| {
                    span.problem(format!(
                        "this is {} bytes away; an offset lies within {} bytes",
                        count(sum),
                        count(i32::MAX)
                    ))
                })?;
                Ok((None, Target::Offset(pointer, offset)))
            }
        }
    }

    /// Which indexes the array of an element has, for a hint.
    fn extent(&self, slot: Slot) -> Option<String> {
        let Slot::Element(name, _) = slot else {
            return None;
        };
        let (first, last) = self.arrays.get(name)?.extent()?;
        Some(format!(
            "so far `{name}` has indexes from {} to {}",
            count(first),
            count(last)
        ))
    }

    fn label(&mut self, text: &'t str, span: Span) -> Run<u32> {
        if let Some(&label) = self.label_numbers.get(text) {
            return Ok(label);
        }
        let (number, limit) = (self.labels.len() + 1, self.limits.labels_max);
        check(number as u64, limit, || {
            span.problem(format!(
                "this is label number {}; the limit is {}",
                count(number),
                count(limit)
            ))
        })?;
        let label = self.labels.len() as u32;
        self.labels.push(text.into());
        self.label_numbers.insert(text, label);
        Ok(label)
    }

    fn emit(&mut self, line: u32, action: Action) -> Run<()> {
        let limit = self.limits.operations_max;
        check(self.operations.len() as u64 + 1, limit, || {
            Span::at(line, 1).problem(format!(
                "this script has more than {} operations, which is the limit",
                count(limit)
            ))
        })?;
        let task = self.task;
        if self.guard != 0 {
            self.guarded.resize(self.operations.len(), 0);
            self.guarded.push(self.guard);
        }
        self.operations.push(Operation { task, action });
        self.lines.push(line);
        Ok(())
    }
}

/// Ends the run where a count is beyond its limit.
fn check(count: u64, limit: u32, problem: impl FnOnce() -> Problem) -> Result<(), Stop> {
    match count <= u64::from(limit) {
        true => Ok(()),
        false => Err(Stop(problem())),
    }
}
