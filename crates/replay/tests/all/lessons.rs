//! The lessons in `scenarios/`: every one is replayed on the designs it compares, and what it says is held
//! against what happens. `docs/lessons.md` is written from the same data and the same replays;
//! `UPDATE_EXPECT=1 cargo test -p atlas-replay --test all lessons::` writes it anew.
//!
//! `scenarios/index.json` is the one place where lessons are described. Its shape is [`Lesson`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::told::{measure, numbers, short};
use atlas_replay::design::{axes, axes_of, axis, set};
use atlas_replay::{Better, OUTCOMES, Options, Replay, Tone, Unit, WholeDesign, metric};
use atlas_scenario::{Action, KERNEL, Scenario, numerals};
use classic_heap::catalog::{Kind, Value};
use expect_test::expect_file;
use serde::Deserialize;

/// One lesson of the index. Lessons stand in the order in which a reader should meet them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Lesson {
    /// Its permanent kebab-case name; its script is `scenarios/<id>.txt`.
    id: String,
    title: String,
    /// Whether it comes from a book or an exam, whose numbers it is held to.
    #[serde(default)]
    exercise: bool,
    /// The question it answers.
    question: String,
    /// What to look for, in a few sentences. Every number in it is one that the lesson's checks, designs or
    /// script name.
    look_for: String,
    /// What all its designs have different from Classic: axis and value, in canonical form.
    settings: BTreeMap<String, String>,
    /// The designs to compare, two to four.
    designs: Vec<Compared>,
    /// The step to open it at.
    step: u32,
    /// The steps before which a reader who predicts first is asked; none where the designs differ in cost alone.
    #[serde(default)]
    predict: Vec<u32>,
    /// The view that shows it best, one of [`VIEWS`].
    view: String,
    /// What is so, in numbers.
    checks: Vec<Check>,
}

/// The views of the page, by the names that links have for them.
const VIEWS: [&str; 6] = ["map", "list", "stats", "bytes", "why", "chart"];

/// One of the designs that a lesson compares.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Compared {
    label: String,
    /// What it has different from the lesson's settings.
    settings: BTreeMap<String, String>,
}

/// Something that must be so.
#[derive(Deserialize)]
struct Check {
    /// What is measured: see [`measure`].
    measure: String,
    /// The step it is measured at; the last if not said.
    step: Option<u32>,
    /// The label of a design.
    design: String,
    #[serde(flatten)]
    relation: Relation,
}

/// How a design's value must stand.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Relation {
    /// Just this, as far as people read it: to two decimals.
    Is(f64),
    /// As that of another design.
    EqualTo(String),
    /// Lower than that of another design, by so many percent of it at least.
    Below(By),
    /// Higher than that of another design, by so many percent of it at least.
    Above(By),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct By {
    design: String,
    percent_min: f64,
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios"))
}

fn lessons() -> Vec<Lesson> {
    let text = fs::read_to_string(folder().join("index.json")).expect("the index");
    serde_json::from_str(&text).expect("an index of lessons")
}

fn percent_min(value: f64, other: f64) -> f64 {
    (value - other).abs() * 100.0 / other
}

impl Lesson {
    fn script(&self) -> String {
        let path = folder().join(format!("{}.txt", self.id));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn design(&self, label: &str) -> WholeDesign {
        let compared = self.designs.iter().find(|design| design.label == label);
        let compared = compared.unwrap_or_else(|| panic!("{}: no design {label}", self.id));
        let mut design = WholeDesign::default();
        // Which axes there are depends on the family.
        let settings = self.settings.iter().chain(&compared.settings);
        let (families, others): (Vec<_>, Vec<_>) =
            settings.partition(|(axis, _)| *axis == "family");
        for (axis, value) in families.into_iter().chain(others) {
            atlas_replay::design::set(&mut design, axis, value)
                .unwrap_or_else(|error| panic!("{}: {error}", self.id));
        }
        design
    }

    /// The lesson replayed on each of its designs.
    fn replays(&self) -> BTreeMap<&str, Replay> {
        let scenario = Scenario::from_script(&self.script())
            .unwrap_or_else(|problems| panic!("{}: {problems:?}", self.id));
        let replayed = |compared: &'_ Compared| {
            let options = Options { check: true };
            let mut replay = Replay::new(self.design(&compared.label), scenario.clone(), options)
                .unwrap_or_else(|error| panic!("{}: {error}", self.id));
            replay
                .finish()
                .unwrap_or_else(|error| panic!("{}: {error}", self.id));
            replay
        };
        let pairs = self.designs.iter();
        pairs
            .map(|compared| (&*compared.label, replayed(compared)))
            .collect()
    }
}

/// Whether less of it is better; `None` where it says nothing about a design.
fn better(measure: &str) -> Better {
    match measure.strip_prefix("outcomes.") {
        Some(outcome) => match OUTCOMES.iter().find(|doc| doc.id == outcome) {
            Some(doc) if doc.tone == Tone::Bad => Better::Lower,
            _ => Better::Neither,
        },
        None => metric(measure).map_or(Better::Neither, |metric| metric.better),
    }
}

/// Protects the promise that no lesson says what is not so.
#[test]
fn every_lesson_holds() {
    let mut broken = String::new();
    for lesson in lessons() {
        let mut replays = lesson.replays();
        for check in &lesson.checks {
            let mut value_of = |label: &str| {
                let replay = replays
                    .get_mut(label)
                    .unwrap_or_else(|| panic!("{}: no design {label}", lesson.id));
                let step = check.step.unwrap_or(replay.progress().total);
                measure(replay, &check.measure, step)
            };
            let value = value_of(&check.design);
            let holds = match &check.relation {
                Relation::Is(expected) => short(value) == short(*expected),
                Relation::EqualTo(label) => value == value_of(label),
                Relation::Below(by) => {
                    let other = value_of(&by.design);
                    value < other && percent_min(value, other) >= by.percent_min
                }
                Relation::Above(by) => {
                    let other = value_of(&by.design);
                    value > other && (other == 0.0 || percent_min(value, other) >= by.percent_min)
                }
            };
            if !holds {
                let _ = writeln!(
                    broken,
                    "{}: {} of {} is {value}, which breaks: {}",
                    lesson.id,
                    check.measure,
                    check.design,
                    told(check)
                );
            }
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

/// Protects readers from numbers that nobody checks: each number in a text is one that a check asserts, a setting or
/// the script names, the alignment or the minimum.
#[test]
fn every_number_in_a_text_is_checked() {
    for lesson in lessons() {
        // Numbers stand in a text as the page shows them: 12.9 and not 12.89, or nobody finds them in the picture.
        let as_shown = |value: f64| {
            let digits = numerals::number(value).to_string().replace(',', "");
            digits.parse::<f64>().expect("a number in print")
        };
        let mut known: Vec<f64> = numbers(&lesson.script()).collect();
        known.push(f64::from(lesson.step));
        for compared in &lesson.designs {
            let design = lesson.design(&compared.label);
            let sizes = ["alignment", "minimum"].map(|axis| design.allocator.get(axis));
            known.extend(sizes.into_iter().flatten().map(|size| match size {
                Value::Number(bytes) => f64::from(bytes),
                other => panic!("{other} is no size"),
            }));
            let settings = lesson.settings.values().chain(compared.settings.values());
            known.extend(settings.flat_map(|value| numbers(value)));
        }
        for check in &lesson.checks {
            known.extend(check.step.map(f64::from));
            if let Relation::Is(value) = check.relation {
                let is_ratio = metric(&check.measure).is_some_and(|m| m.unit == Unit::Ratio);
                known.push(as_shown(if is_ratio { value * 100.0 } else { value }));
                if check.measure.starts_with("hole.") {
                    // The holes of an exercise are told in KiB, as the exercise has them.
                    known.push(value / 1024.0);
                }
            }
        }
        for text in [&lesson.question, &lesson.look_for] {
            for number in numbers(&without_thousands(text)) {
                assert!(
                    known.contains(&number),
                    "{}: nothing says where the {number} in \"{text}\" comes from",
                    lesson.id
                );
            }
        }
    }
}

/// A text with its numbers in plain digits: `1,104` is `1104`.
fn without_thousands(text: &str) -> String {
    let mut plain = String::new();
    for (at, part) in text.split(',').enumerate() {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let is_inside = digits == 3 && plain.ends_with(|c: char| c.is_ascii_digit());
        if at > 0 && !is_inside {
            plain.push(',');
        }
        plain.push_str(part);
    }
    plain
}

/// Protects readers who predict first from questions that aren't worth it: each is a request, and in one at least the
/// designs don't answer alike.
#[test]
fn questions_tell_the_designs_apart() {
    for lesson in lessons() {
        let Lesson { id, predict, .. } = &lesson;
        let mut is_telling = predict.is_empty();
        let mut replays = lesson.replays();
        for &step in predict {
            let answers: BTreeSet<_> = replays
                .values_mut()
                .map(|replay| {
                    let state = replay.seek(step).expect("a step of the scenario");
                    let operation = state.operation().expect("an operation");
                    assert_eq!(operation.task, KERNEL, "{id}: step {step}");
                    let outcome = state.outcome().expect("an outcome");
                    let is_request = matches!(
                        operation.action,
                        Action::Malloc { .. }
                            | Action::Falloc { .. }
                            | Action::Calloc { .. }
                            | Action::AlignedMalloc { .. }
                            | Action::Realloc { .. }
                    );
                    assert!(is_request, "{id}: step {step} asks for no memory");
                    (outcome.kind.id(), outcome.address)
                })
                .collect();
            is_telling |= answers.len() > 1;
        }
        assert!(is_telling, "{id}: all designs answer alike at {predict:?}");
        assert!(predict.is_sorted(), "{id}: questions come in order");
    }
}

/// Protects everyone who reads the index: the page, the command line, and links to lessons.
#[test]
fn the_index_is_in_order() {
    let lessons = lessons();
    let mut ids = BTreeSet::new();
    for lesson in &lessons {
        let id = &lesson.id;
        assert!(ids.insert(id.clone()), "{id} is there twice");
        assert!(
            id.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{id} is no kebab-case name"
        );
        assert!(lesson.question.ends_with('?'), "{id} asks nothing");
        assert!(
            (2..=4).contains(&lesson.designs.len()),
            "{id} compares {} designs",
            lesson.designs.len()
        );
        assert!(
            VIEWS.contains(&lesson.view.as_str()),
            "{id}: there is no view {}",
            lesson.view
        );
        let settings = lesson.designs.iter().flat_map(|compared| {
            let settings = lesson.settings.iter().chain(&compared.settings);
            let family = settings.clone().find(|(name, _)| *name == "family");
            settings.map(move |setting| (family, setting))
        });
        for (family, (name, value)) in settings {
            let axis = axis(name).unwrap_or_else(|| panic!("{id}: there is no axis {name}"));
            let mut design = WholeDesign::default();
            if let Some((name, family)) = family {
                set(&mut design, name, family).expect("a family");
            }
            set(&mut design, name, value).expect("a value of the axis");
            assert_eq!(
                axis.get(&design).map(|value| value.to_string()).as_ref(),
                Some(value),
                "{id}: {name} is not in canonical form"
            );
        }
        let scenario = Scenario::from_script(&lesson.script())
            .unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
        let operations = scenario.operations.len() as u32;
        // Exercises are as short as their books have them: with a heap that is given, three requests are a question.
        let least = if scenario.given.is_empty() { 5 } else { 3 };
        assert!(
            (least..=120).contains(&operations),
            "{id}: {operations} operations are too few or too many to step through"
        );
        assert!(
            (1..=operations).contains(&lesson.step),
            "{id} opens at step {} of {operations}",
            lesson.step
        );
        assert!(!lesson.checks.is_empty(), "{id} asserts nothing");
    }
    assert!(
        lessons.is_sorted_by_key(|lesson| lesson.exercise),
        "exercises stand after the lessons"
    );
    let files: BTreeSet<_> = fs::read_dir(folder())
        .expect("the folder of scenarios")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(files, ids, "scripts and index differ");
}

/// By axis and option: the lessons in which it wins, and those in which it loses.
type Score = BTreeMap<&'static str, BTreeMap<String, [BTreeSet<String>; 2]>>;

/// What the comparisons of all lessons amount to, for every axis and option. A comparison counts for an axis where
/// its two designs differ in that axis alone, numbers and expressions that go with it aside.
fn score(lessons: &[Lesson]) -> Score {
    let mut score = Score::new();
    for lesson in lessons {
        for check in &lesson.checks {
            let (other, is_lower) = match &check.relation {
                Relation::Below(by) => (&by.design, true),
                Relation::Above(by) => (&by.design, false),
                Relation::Is(_) | Relation::EqualTo(_) => continue,
            };
            let wins = match better(&check.measure) {
                Better::Lower => is_lower,
                Better::Higher => !is_lower,
                Better::Neither => continue,
            };
            let (one, other) = (lesson.design(&check.design), lesson.design(other));
            let mut differing = axes().filter(|axis| {
                !matches!(
                    axis.kind(),
                    Kind::Number { .. } | Kind::Expression(_) | Kind::Lengths
                ) && axis.get(&one) != axis.get(&other)
            });
            let (Some(axis), None) = (differing.next(), differing.next()) else {
                continue;
            };
            let (Some(one), Some(other)) = (axis.get(&one), axis.get(&other)) else {
                continue;
            };
            let (winner, loser) = match wins {
                true => (option(one), option(other)),
                false => (option(other), option(one)),
            };
            let options = score.entry(axis.id()).or_default();
            for (n, option) in [winner, loser].into_iter().enumerate() {
                options.entry(option).or_default()[n].insert(lesson.id.clone());
            }
        }
    }
    score
}

fn option(value: Value) -> String {
    match value {
        Value::Choice(id, _) => id.to_owned(),
        other => other.to_string(),
    }
}

/// The axes of families other than Classic's whose options have lessons.
const OTHERS_TAUGHT: [(&str, &str); 11] = [
    ("tags", "bins"),
    ("tags", "free-moves-rover"),
    ("tags", "granted-end"),
    ("tags", "remainder-in-place"),
    ("tags", "reuse"),
    ("tags", "merge-in-place"),
    ("tags", "keep-runs"),
    ("buddy", "buddy-state"),
    ("buddy", "coalescing"),
    ("slab", "descriptor"),
    ("slab", "slab-choice"),
];

/// Protects the promise that every option has a lesson in which it wins and one in which it loses: one registered
/// without a lesson fails here.
#[test]
fn every_option_wins_somewhere_and_loses_somewhere() {
    let score = score(&lessons());
    let mut missing = Vec::new();
    let classic = WholeDesign::default();
    let taught = axes_of(&classic).map(|axis| (axis, axis.kind()));
    let others = OTHERS_TAUGHT.map(|(family, id)| {
        let mut design = WholeDesign::default();
        set(&mut design, "family", family).expect("a family");
        let axis = axis(id).expect("an axis");
        (axis, axis.kind_in(&design).expect("an axis of the family"))
    });
    for (axis, kind) in taught.chain(others) {
        let options: Vec<_> = match kind {
            Kind::Number { .. } | Kind::Expression(_) | Kind::Lengths => continue,
            Kind::Choice(_) => kind.choices().map(|doc| doc.id).collect(),
            Kind::Switch => vec!["off", "on"],
        };
        for option in options {
            let won_and_lost = score.get(axis.id()).and_then(|axis| axis.get(option));
            for (n, verb) in ["wins", "loses"].into_iter().enumerate() {
                if won_and_lost.is_none_or(|lists| lists[n].is_empty()) {
                    missing.push(format!("{}={option} {verb} nowhere", axis.id()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

/// A measure in words.
fn told_measure(id: &str) -> String {
    if let Some(metric) = metric(id) {
        return metric.title.to_lowercase();
    }
    match id.split_once('.') {
        Some(("outcomes", outcome)) => format!("operations that end in *{outcome}*"),
        Some(("address", pointer)) => format!("address of `{pointer}`"),
        Some(("hole", nth)) => format!("payload of hole {nth}, in order of address,"),
        Some(("payload_bytes", pointer)) => format!("payload of `{pointer}`"),
        _ => match id {
            "last" => "address of LAST".to_owned(),
            "tail" => "address of TAIL".to_owned(),
            other => panic!("{other} has no words"),
        },
    }
}

fn told(check: &Check) -> String {
    let shown = |value: f64| match (&*check.measure, metric(&check.measure)) {
        (_, Some(metric)) if metric.unit == Unit::Bytes => {
            numerals::bytes(value as u64).to_string()
        }
        (id, _) if id.starts_with("payload_bytes.") || id.starts_with("hole.") => {
            numerals::bytes(value as u64).to_string()
        }
        (_, Some(metric)) if metric.unit == Unit::Ratio => {
            format!("{} %", numerals::number(100.0 * value))
        }
        _ => numerals::number(value).to_string(),
    };
    let is_address =
        ["last", "tail"].contains(&&*check.measure) || check.measure.starts_with("address.");
    let relation = match &check.relation {
        Relation::Is(value) if is_address => format!("is {}", numerals::address(*value as u32)),
        Relation::Is(value) => format!("is {}", shown(*value)),
        Relation::EqualTo(other) => format!("is that of *{other}*"),
        Relation::Below(by) => format!(
            "is lower than with *{}*, by {} % or more",
            by.design,
            short(by.percent_min)
        ),
        Relation::Above(by) => format!(
            "is higher than with *{}*, by {} % or more",
            by.design,
            short(by.percent_min)
        ),
    };
    let step = match check.step {
        Some(step) => format!(" at step {}", numerals::count(step)),
        None => String::new(),
    };
    format!(
        "*{}*: {}{step} {relation}",
        check.design,
        told_measure(&check.measure)
    )
}

const OPENING: &str = "\
# Lessons

Small scenarios, each made to show one thing. A lesson is a script in `scenarios/` and an entry of
`scenarios/index.json`: the question it answers, what to look for, the designs to compare, the step and the view
to open it at, and what is so, in numbers. This page is written from there
(`UPDATE_EXPECT=1 cargo test -p atlas-replay --test all lessons::`), and a test replays every lesson and holds it to
its numbers. What no setting names is as in Classic's design.
";

const EXERCISES: &str = "
# Exercises

From textbooks and exams, with the answers of the book.
";

const TALLY: &str = "\
## Where each option wins and loses

From the comparisons above, wherever two designs differ in one axis alone.
";

/// Protects the page from saying what the lessons do not.
#[test]
fn the_page_lists_every_lesson() {
    let lessons = lessons();
    let mut page = String::from(OPENING);
    for (at, lesson) in lessons.iter().enumerate() {
        if lesson.exercise && !lessons[at - 1].exercise {
            page.push_str(EXERCISES);
        }
        let _ = write!(
            page,
            "\n## {} <a id=\"{}\"></a>\n\n**{}** {}\n\n",
            lesson.title, lesson.id, lesson.question, lesson.look_for
        );
        let _ = write!(page, "[scenarios/{0}.txt](../scenarios/{0}.txt)", lesson.id);
        let settings = |settings: &BTreeMap<String, String>| {
            let pairs: Vec<_> = settings
                .iter()
                .map(|(axis, value)| format!("`{axis}={value}`"))
                .collect();
            pairs.join(" ")
        };
        if !lesson.settings.is_empty() {
            let _ = write!(page, ", with {}", settings(&lesson.settings));
        }
        page.push_str(". Compares:\n\n");
        for compared in &lesson.designs {
            let of = match compared.settings.is_empty() {
                true => "as Classic".to_owned(),
                false => settings(&compared.settings),
            };
            let _ = writeln!(page, "- *{}*: {of}", compared.label);
        }
        page.push_str("\nChecked:\n\n");
        for check in &lesson.checks {
            let _ = writeln!(page, "- {}", told(check));
        }
    }
    let _ = write!(
        page,
        "\n{TALLY}\n| option | wins | loses |\n|---|---|---|\n"
    );
    let score = score(&lessons);
    for axis in axes() {
        for (option, [wins, losses]) in score.get(axis.id()).into_iter().flatten() {
            let links = |ids: &BTreeSet<String>| {
                let named = lessons.iter().filter(|lesson| ids.contains(&lesson.id));
                let links: Vec<_> = named
                    .map(|lesson| format!("[{}](#{})", lesson.title, lesson.id))
                    .collect();
                links.join("; ")
            };
            let (id, wins, losses) = (axis.id(), links(wins), links(losses));
            let _ = writeln!(page, "| `{id}={option}` | {wins} | {losses} |");
        }
    }
    expect_file!["../../../../docs/lessons.md"].assert_eq(&page);
}
