//! Owns operations in words: one as a line of script, a whole scenario as a script without repeats.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter, Write as _};

use super::words;
use crate::limits::Limits;
use crate::operation::{Action, KERNEL, Operation, Pointer, Target, TouchBytes};
use crate::scenario::Scenario;

/// Prints a scenario as a plain script, one line for each operation.
///
/// Reading the script back gives the same operations. Pointers that are numbered out of order, or used
/// before they are assigned, are declared by `pointer` lines, which are no operations. Labels keep their
/// numbers if each is used, none occurs twice and they come in order, as they do in everything this crate
/// reads; their texts stay the same in any case.
#[must_use]
pub fn of(scenario: &Scenario) -> String {
    let names = names(scenario);
    let mut out = String::new();
    // Reading numbers pointers as they appear: those below `known` have their line already.
    let mut known = 0;
    let declare = |out: &mut String, end: u32, known: &mut u32| {
        for pointer in *known..end {
            let _ = writeln!(out, "pointer {}", names.of(Pointer(pointer)));
        }
        *known = (*known).max(end);
    };
    for operation in scenario.operations.iter() {
        let (assigned, used) = pointers(&operation.action);
        if let Some(used) = used {
            declare(&mut out, used.0 + 1, &mut known);
        }
        if let Some(assigned) = assigned {
            declare(&mut out, assigned.0, &mut known);
            known = known.max(assigned.0 + 1);
        }
        let _ = writeln!(
            out,
            "{}",
            Line {
                operation,
                names: &names,
                labels: &scenario.labels
            }
        );
    }
    declare(&mut out, scenario.pointers, &mut known);
    out
}

impl Scenario {
    /// One operation as a line of script: `a = malloc 256`, or `task 2: free x[3]` where the task is not
    /// the kernel. Pointers go by [`Scenario::pointer_name`].
    #[must_use]
    pub fn describe(&self, operation: &Operation) -> String {
        Line {
            operation,
            names: &Names::Given(self),
            labels: &self.labels,
        }
        .to_string()
    }
}

/// The pointers an action assigns and uses.
fn pointers(action: &Action) -> (Option<Pointer>, Option<Pointer>) {
    let of_target = |target: Target| match target {
        Target::Pointer(pointer) | Target::Offset(pointer, _) => Some(pointer),
        Target::Address(_) | Target::Null => None,
    };
    match *action {
        Action::Malloc { pointer, .. }
        | Action::Falloc { pointer, .. }
        | Action::Calloc { pointer, .. }
        | Action::AlignedMalloc { pointer, .. } => (Some(pointer), None),
        Action::Realloc { pointer, from, .. } => (Some(pointer), of_target(from)),
        Action::Free { target } | Action::Touch { target, .. } => (None, of_target(target)),
        Action::Idle { .. } | Action::Mark { .. } => (None, None),
    }
}

/// What pointers are called in print.
enum Names<'s> {
    /// Their own names, and `p0`, `p1`, … for those without.
    Given(&'s Scenario),
    /// `p0`, `p1`, … for all.
    Numbered,
}

impl Names<'_> {
    fn of(&self, pointer: Pointer) -> String {
        match self {
            Names::Given(scenario) => scenario.pointer_name(pointer),
            Names::Numbered => format!("p{}", pointer.0),
        }
    }
}

/// The names to print a script with: the scenario's own, if a script can have them all at once.
fn names(scenario: &Scenario) -> Names<'_> {
    let mut seen = BTreeSet::new();
    let mut arrays: BTreeMap<&str, bool> = BTreeMap::new();
    for full in scenario.pointer_names.iter() {
        let (name, index) = match full.split_once('[') {
            Some((name, rest)) => (name, Some(rest)),
            None => (&**full, None),
        };
        // Pointers without a name are printed as `p` and their number, which must not be taken.
        let taken = name
            .strip_prefix('p')
            .and_then(|digits| digits.parse::<usize>().ok())
            .is_some_and(|number| number >= scenario.pointer_names.len());
        let usable = is_name(name)
            && !taken
            && index.is_none_or(is_index)
            && *arrays.entry(name).or_insert(index.is_some()) == index.is_some()
            && seen.insert(&**full);
        if !usable {
            return Names::Numbered;
        }
    }
    Names::Given(scenario)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && text.len() <= Limits::DEFAULT.name_chars_max as usize
        && !words::is_reserved(text)
}

/// Whether this is what follows the bracket in the one way an index is printed.
fn is_index(rest: &str) -> bool {
    rest.strip_suffix(']').is_some_and(|digits| {
        digits
            .parse::<u32>()
            .is_ok_and(|index| index.to_string() == digits)
    })
}

struct Line<'s> {
    operation: &'s Operation,
    names: &'s Names<'s>,
    labels: &'s [Box<str>],
}

impl Line<'_> {
    fn target(&self, target: Target) -> String {
        match target {
            Target::Pointer(pointer) => self.names.of(pointer),
            Target::Offset(pointer, bytes) if bytes < 0 => {
                format!("{} - {}", self.names.of(pointer), bytes.unsigned_abs())
            }
            Target::Offset(pointer, bytes) => format!("{} + {bytes}", self.names.of(pointer)),
            Target::Address(address) => format!("{address:#x}"),
            Target::Null => "null".to_owned(),
        }
    }
}

impl Display for Line<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = |pointer| self.names.of(pointer);
        if self.operation.task != KERNEL {
            write!(f, "task {}: ", self.operation.task)?;
        }
        match self.operation.action {
            Action::Malloc { pointer, bytes } => write!(f, "{} = malloc {bytes}", name(pointer)),
            Action::Falloc { pointer, bytes } => write!(f, "{} = falloc {bytes}", name(pointer)),
            Action::Calloc {
                pointer,
                count,
                bytes,
            } => write!(f, "{} = calloc {count} * {bytes}", name(pointer)),
            Action::AlignedMalloc {
                pointer,
                bytes,
                alignment,
            } => {
                write!(f, "{} = malloc {bytes} align {alignment}", name(pointer))
            }
            Action::Realloc {
                pointer,
                from,
                bytes,
            } => {
                write!(
                    f,
                    "{} = realloc {} {bytes}",
                    name(pointer),
                    self.target(from)
                )
            }
            Action::Free { target } => write!(f, "free {}", self.target(target)),
            Action::Touch {
                target,
                start,
                bytes,
            } => {
                write!(f, "touch {}", self.target(target))?;
                match bytes {
                    TouchBytes::Rest if start == 0 => Ok(()),
                    TouchBytes::Rest => write!(f, " {start}.."),
                    TouchBytes::Exactly(bytes) => {
                        write!(f, " {start}..{}", u64::from(start) + u64::from(bytes))
                    }
                }
            }
            Action::Idle { ticks } => write!(f, "idle {ticks}"),
            Action::Mark { label } => {
                let text = self.labels.get(label as usize).map_or("", |text| text);
                write!(f, "mark {}", Quoted(text))
            }
        }
    }
}

/// A text between quotes, with what cannot stand there escaped.
struct Quoted<'t>(&'t str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                c if c.is_control() => write!(f, "\\u{{{:x}}}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}
