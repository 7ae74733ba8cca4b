//! Owns designs as Rust source: constants that a program takes home with `classic-heap`, holding only the values that differ
//! from Classic's.
//!
//! Names of fields and types follow from the ids of axes and policies; those that are not alike are listed here, and a test
//! compiles what is printed for every policy there is. The machine is not part of an allocator's source.

use atlas_scenario::{KERNEL, TASK_MAX};
use classic_heap::catalog::{AXES, Value, Values, axis};
use classic_heap::policy::Policy;
use classic_heap::policy::placement::Scored;

use super::Designs;

/// Fields of a draft that are not called as their axes are.
const FIELDS: &[(&str, &str)] = &[
    ("region-base", "base"),
    ("minimum", "minimum_bytes"),
    ("maximum", "maximum_bytes"),
    ("queue-pressure", "pressure"),
    ("give-back", "decommit"),
];

/// The fields in which policies keep the number that is written after their ids.
const PARAMETERS: &[(&str, &str)] = &[
    ("at-least", "remainder_bytes"),
    ("batched", "frees"),
    ("daemon", "frees_per_tick"),
];

impl Designs {
    /// The designs of all heaps as Rust source: the kernel's is `DESIGN`, that of task 2, where it has one of its own,
    /// `TASK_2`. Compiles where [`first_unsound`](Self::first_unsound) finds nothing.
    #[must_use]
    pub fn source(&self) -> String {
        let mut source = Source::default();
        for task in KERNEL..=TASK_MAX {
            if self.own(task).is_some() {
                source.put(task, &self.of_heap(task).allocator);
            }
        }
        source.uses.concat() + &source.constants
    }
}

#[derive(Default)]
struct Source {
    /// Lines that bring names into scope, each once.
    uses: Vec<String>,
    constants: String,
}

impl Source {
    fn put(&mut self, task: u8, values: &Values) {
        let mut fields = String::new();
        for axis in AXES {
            let value = axis.get(values);
            // A score is part of the placement that takes it.
            if value == axis.default() || matches!(value, Value::Expression(_)) {
                continue;
            }
            let field = cased(named(FIELDS, axis.id), false);
            let value = match value {
                Value::Choice(id, number) => self.policy(&field, id, number, values),
                Value::Switch(true) => "true".to_owned(),
                Value::Switch(false) => "false".to_owned(),
                value => value.to_string(),
            };
            fields += &["    ", &field, ": ", &value, ",\n"].concat();
        }
        let name = match task {
            KERNEL => "DESIGN".to_owned(),
            task => ["TASK_", &task.to_string()].concat(),
        };
        self.bring("Design");
        let (open, close) = if fields.is_empty() {
            ("CLASSIC", "")
        } else {
            self.bring("Draft");
            ("of(Draft {\n", "    ..Draft::CLASSIC\n})")
        };
        self.constants += &[
            "\npub const ",
            &name,
            ": Design = Design::",
            open,
            &fields,
            close,
            ";\n",
        ]
        .concat();
    }

    /// The value of an axis of policies: `Split::AtLeast(AtLeast { remainder_bytes: Bounded::new(64) })`.
    fn policy(
        &mut self,
        field: &str,
        id: &'static str,
        number: Option<u32>,
        values: &Values,
    ) -> String {
        let module = ["policy::", field, "::"].concat();
        let choice = cased(field, true);
        let policy = cased(id, true);
        self.bring(&[&*module, &choice].concat());
        let (open, argument, close) = if let Some(number) = number {
            self.bring("policy::Bounded");
            (
                [" { ", named(PARAMETERS, id), ": Bounded::new("].concat(),
                number.to_string(),
                ") })",
            )
        } else if id == Scored::DOC.id
            && let Some(score) = axis("score")
        {
            self.bring(&[&*module, "Score"].concat());
            (
                "(Score::of(\"".to_owned(),
                score.get(values).to_string(),
                "\")))",
            )
        } else {
            return [&*choice, "::", &policy].concat();
        };
        self.bring(&[&*module, &policy].concat());
        [
            &*choice, "::", &policy, "(", &policy, &open, &argument, close,
        ]
        .concat()
    }

    /// Brings a name of the crate into scope.
    fn bring(&mut self, path: &str) {
        let line = ["use classic_heap::", path, ";\n"].concat();
        if !self.uses.contains(&line) {
            self.uses.push(line);
        }
    }
}

/// The name that a list has for an id; the id itself where it has none.
fn named(names: &[(&str, &'static str)], id: &'static str) -> &'static str {
    for (known, name) in names {
        if *known == id {
            return name;
        }
    }
    id
}

/// `best-fit` as `BestFit` if it names a type, or else as `best_fit`.
fn cased(id: &str, is_type: bool) -> String {
    let mut cased = String::new();
    let mut is_first = true;
    for mut letter in id.chars() {
        let is_between = matches!(letter, '-' | '_');
        if is_type && is_first {
            letter = letter.to_ascii_uppercase();
        }
        if !is_between {
            cased.push(letter);
        } else if !is_type {
            cased.push('_');
        }
        is_first = is_between;
    }
    cased
}
