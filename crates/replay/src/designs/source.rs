//! Owns designs as Rust source: constants that a program takes home with `classic-heap`, holding only the values that differ
//! from those that the family has by default.
//!
//! Names of fields and types follow from the ids of axes and policies; those that are not alike are listed here, and a test
//! compiles what is printed for every policy there is. The machine is not part of an allocator's source.

use atlas_scenario::{KERNEL, TASK_MAX};
use classic_heap::catalog::Value;
use classic_heap::policy::Policy;
use classic_heap::policy::placement::Scored;

use super::Designs;
use crate::design::{Axis, WholeDesign, axes};

/// The names in a family's source.
pub(crate) struct SourceNames {
    /// The module of the family's own types, with `::` behind it.
    pub(crate) module: &'static str,
    /// The type of designs.
    pub(crate) design: &'static str,
    /// The type of the values that make one.
    pub(crate) draft: &'static str,
    /// The constant of the values by default.
    pub(crate) plain: &'static str,
    /// Whether the type of designs has that constant too.
    pub(crate) has_plain_design: bool,
    /// Fields of a draft that are not called as their axes are.
    pub(crate) fields: &'static [(&'static str, &'static str)],
    /// Types of policies that are not called as their ids are, each with its field and id.
    pub(crate) policies: &'static [(&'static str, &'static str, &'static str)],
    /// Fields whose policies lie beside those of all families, and not in the family's module.
    pub(crate) shared: &'static [&'static str],
}

/// The fields in which policies keep the number that is written after their ids.
const PARAMETERS: &[(&str, &str)] = &[
    ("at-least", "remainder_bytes"),
    ("batched", "frees"),
    ("daemon", "frees_per_tick"),
    ("best-of", "fits"),
    ("large-from-back", "block_bytes"),
    ("lazy", "holes"),
];

impl Designs {
    /// The designs of all heaps as Rust source: the kernel's is `DESIGN`, that of task 2, where it has one of its own,
    /// `TASK_2`. Compiles where [`first_unsound`](Self::first_unsound) finds nothing.
    #[must_use]
    pub fn source(&self) -> String {
        let mut source = Source::default();
        for task in KERNEL..=TASK_MAX {
            if self.own(task).is_some() {
                source.put(task, &self.of_heap(task));
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
    fn put(&mut self, task: u8, design: &WholeDesign) {
        let names = design.allocator.source();
        let plain = WholeDesign {
            allocator: design.allocator.plain(),
            ..*design
        };
        let mut fields = String::new();
        for axis in axes() {
            let (Axis::Allocator(_), Some(value)) = (axis, axis.get(design)) else {
                continue;
            };
            // A score is part of the placement that takes it.
            if Some(value) == axis.get(&plain) || matches!(value, Value::Expression(_)) {
                continue;
            }
            let field = cased(named(names.fields, axis.id()), false);
            let value = match value {
                Value::Choice(id, number) => self.policy(&field, id, number, design),
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
        let [of_design, of_draft] =
            [names.design, names.draft].map(|name| [names.module, name].concat());
        self.bring(&of_design);
        let draft = [names.draft, "::", names.plain].concat();
        let value = if fields.is_empty() && names.has_plain_design {
            names.plain.to_owned()
        } else {
            self.bring(&of_draft);
            match fields.is_empty() {
                true => ["of(", &draft, ")"].concat(),
                false => [
                    "of(",
                    names.draft,
                    " {\n",
                    &fields,
                    "    ..",
                    &draft,
                    "\n})",
                ]
                .concat(),
            }
        };
        self.constants += &[
            "\npub const ",
            &name,
            ": ",
            names.design,
            " = ",
            names.design,
            "::",
            &value,
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
        design: &WholeDesign,
    ) -> String {
        let names = design.allocator.source();
        let own = match names.shared.contains(&field) {
            true => "",
            false => names.module,
        };
        let module = [own, "policy::", field, "::"].concat();
        let choice = cased(field, true);
        let is_named = |(of, named, _): &&(&str, &str, &str)| *of == field && *named == id;
        let policy = match names.policies.iter().find(is_named) {
            Some((_, _, name)) => (*name).to_owned(),
            None => cased(id, true),
        };
        let choice = self.bring(&[&*module, &choice].concat());
        let (open, argument, close) = if let Some(number) = number {
            let bounded = self.bring("policy::Bounded");
            (
                [" { ", named(PARAMETERS, id), ": ", &bounded, "::new("].concat(),
                number.to_string(),
                ") })",
            )
        } else if id == Scored::DOC.id
            && let Some(score) = design.allocator.get("score")
        {
            let of = self.bring(&[&*module, "Score"].concat());
            (["(", &of, "::of(\""].concat(), score.to_string(), "\")))")
        } else {
            return [&*choice, "::", &policy].concat();
        };
        let parameters = self.bring(&[&*module, &policy].concat());
        [
            &*choice,
            "::",
            &policy,
            "(",
            &parameters,
            &open,
            &argument,
            close,
        ]
        .concat()
    }

    /// Brings a name of the crate into scope, and says how to write it: in full where another is called the same.
    fn bring(&mut self, path: &str) -> String {
        let name = path.rsplit("::").next().unwrap_or(path);
        let line = ["use classic_heap::", path, ";\n"].concat();
        let end = ["::", name, ";\n"].concat();
        if self
            .uses
            .iter()
            .any(|other| *other != line && other.ends_with(&end))
        {
            return ["classic_heap::", path].concat();
        }
        if !self.uses.contains(&line) {
            self.uses.push(line);
        }
        name.to_owned()
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
