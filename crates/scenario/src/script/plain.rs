//! Owns operations in words: each as a line of script.

use std::fmt::{Display, Formatter, Result, Write as _};

use crate::operation::{Action, KERNEL, Operation, Target, TouchBytes};
use crate::scenario::Scenario;

/// A scenario as a script that reads back as the same operations. Pointers go by their numbers, and each is declared
/// before the first operation. The conditions of operations are left out.
#[must_use]
pub fn of(scenario: &Scenario) -> String {
    let unnamed = Scenario {
        pointer_names: [].into(),
        ..scenario.clone()
    };
    let declared = (0..scenario.pointers).map(|number| format!("pointer p{number}\n"));
    let operations = scenario.operations.iter();
    declared
        .chain(operations.map(|operation| unnamed.describe(operation) + "\n"))
        .collect()
}

impl Scenario {
    /// One operation as a line of script: `a = malloc 256`, or `task 2: free x[3]` where the task is not
    /// the kernel. Pointers go by [`Scenario::pointer_name`].
    #[must_use]
    pub fn describe(&self, operation: &Operation) -> String {
        let name = |pointer| self.pointer_name(pointer);
        let target = |target| match target {
            Target::Pointer(pointer) => name(pointer),
            Target::Offset(pointer, bytes) if bytes < 0 => {
                format!("{} - {}", name(pointer), bytes.unsigned_abs())
            }
            Target::Offset(pointer, bytes) => format!("{} + {bytes}", name(pointer)),
            Target::Address(address) => format!("{address:#x}"),
            Target::Null => "null".to_owned(),
        };
        #[rustfmt::skip]
        let line = match operation.action {
            Action::Malloc { pointer, bytes } => format!("{} = malloc {bytes}", name(pointer)),
            Action::Falloc { pointer, bytes } => format!("{} = falloc {bytes}", name(pointer)),
            Action::Calloc { pointer, count, bytes } => format!("{} = calloc {count} * {bytes}", name(pointer)),
            Action::AlignedMalloc { pointer, bytes, alignment } => {
                format!("{} = malloc {bytes} align {alignment}", name(pointer))
            }
            Action::Realloc { pointer, from, bytes } => {
                format!("{} = realloc {} {bytes}", name(pointer), target(from))
            }
            Action::Free { target: block } => format!("free {}", target(block)),
            Action::Touch { target: block, start, bytes } => {
                format!("touch {}{}", target(block), range(start, bytes))
            }
            Action::Idle { ticks } => format!("idle {ticks}"),
            Action::Mark { label } => {
                let text = self.labels.get(label as usize).map_or("", |text| text);
                format!("mark {}", Quoted(text))
            }
        };
        match operation.task {
            KERNEL => line,
            task => format!("task {task}: {line}"),
        }
    }
}

/// The range of a `touch`, with a blank in front; empty where it is the whole block.
fn range(start: u32, bytes: TouchBytes) -> String {
    match bytes {
        TouchBytes::Rest if start == 0 => String::new(),
        TouchBytes::Rest => format!(" {start}.."),
        TouchBytes::Exactly(bytes) => format!(" {start}..{}", u64::from(start) + u64::from(bytes)),
    }
}

/// A text between quotes, with what cannot stand there escaped.
struct Quoted<'t>(&'t str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                c if c.is_control() => write!(f, "\\u{{{:x}}}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}
