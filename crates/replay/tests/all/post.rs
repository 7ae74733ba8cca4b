//! The companion post, `post/index.html`, held to what its figures show. Every number in its text is a `<data>` with
//! what it measures, and is measured here by replaying its figure; every link that drives a figure leads to a step
//! and a design there are. The still pictures that stand in for the figures are made here:
//! `UPDATE_EXPECT=1 cargo test -p atlas-replay --test all post::` writes them anew.
//!
//! The page is written as XML that is HTML too, so that a small parser can read it.
//!
//! The pictures of a heap over time, `post/*.png`, are made here too; each `<img>` says of what, with `data-scenario` and
//! `data-design`.
//!
//! What a `<data>` says of itself: `data-measure` (see [`measure`], or `trace.<field>` of the recording's entry
//! in `traces/index.json`); `data-step`, the last one if not said, or `data-steps="17-24"` for a sum; `data-design`,
//! what differs from the figure's design; `data-scenario`, if it is not about the section's figure, and then its
//! design begins with Classic's.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use crate::told::{measure, numbers, short};
use atlas_replay::design::set;
use atlas_replay::{Classic, Options, Replay, State, WholeDesign};
use atlas_scenario::Scenario;
use atlas_scenario::trace::Trace;
use classic_heap::{BlockView, Design};
use expect_test::expect_file;
use roxmltree::{Document, Node, ParsingOptions};

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn page() -> String {
    fs::read_to_string(root().join("post/index.html")).expect("the post")
}

fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(page, options).expect("a page that is well-formed XML")
}

/// A figure of the post.
struct Figure<'a> {
    id: &'a str,
    source: Source,
    /// Its design, as the `design` attribute has it.
    design: &'a str,
    /// Those it is compared with.
    compared: Vec<&'a str>,
    node: Node<'a, 'a>,
}

/// Where operations come from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Trace(String),
    Script(String),
}

impl Source {
    /// A scenario of the site by its id: a recording, or a lesson.
    fn of_id(id: &str) -> Self {
        if trace_entry(id).is_some() {
            return Self::Trace(id.to_owned());
        }
        let path = root().join(format!("scenarios/{id}.txt"));
        Self::Script(fs::read_to_string(path).unwrap_or_else(|error| panic!("{id}: {error}")))
    }

    fn scenario(&self) -> Scenario {
        match self {
            Self::Script(text) => Scenario::from_script(text).expect("a good script"),
            Self::Trace(id) => {
                let entry = trace_entry(id).expect("a recording");
                let file = entry["file"].as_str().expect("a file's name");
                let bytes = fs::read(root().join("traces").join(file)).expect("the recording");
                Trace::from_bytes(&bytes).expect("a recording").scenario
            }
        }
    }
}

fn trace_entry(id: &str) -> Option<serde_json::Value> {
    let text = fs::read_to_string(root().join("traces/index.json")).expect("the recordings' index");
    let entries: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
    entries.into_iter().find(|entry| entry["id"] == id)
}

/// What `axis=value,axis=value` makes of a design.
fn changed(mut design: WholeDesign, text: &str) -> WholeDesign {
    for setting in text.split(',').filter(|setting| !setting.is_empty()) {
        let (name, value) = setting.split_once('=').expect("axis=value");
        set(&mut design, name, value).unwrap_or_else(|error| panic!("{setting}: {error}"));
    }
    design.check().expect("a design that makes sense");
    design
}

impl<'a> Figure<'a> {
    fn of(node: Node<'a, 'a>) -> Self {
        let attribute = |name| node.attribute(name);
        let id = attribute("id").expect("a figure's id");
        let source = match (attribute("scenario"), script(node)) {
            (Some(id), None) => Source::of_id(id),
            (None, Some(script)) => Source::Script(script.to_owned()),
            _ => panic!("{id} needs a scenario or a script, and not both"),
        };
        Self {
            id,
            source,
            design: attribute("design").unwrap_or_default(),
            compared: attribute("compare").map_or_else(Vec::new, |text| text.split('|').collect()),
            node,
        }
    }

    fn design(&self) -> WholeDesign {
        changed(WholeDesign::default(), self.design)
    }
}

/// The script that a figure's element holds.
fn script<'a>(figure: Node<'a, 'a>) -> Option<&'a str> {
    let script = figure.children().find(|node| node.has_tag_name("script"))?;
    assert_eq!(script.attribute("type"), Some("text/heap-atlas"));
    script.text()
}

/// Replays, each made once.
#[derive(Default)]
struct Replays {
    made: BTreeMap<(Source, String), Replay>,
}

impl Replays {
    fn of(&mut self, source: &Source, design: WholeDesign) -> &mut Replay {
        let text = atlas_replay::design::design_text(&design, &WholeDesign::default());
        let key = (source.clone(), text);
        self.made.entry(key).or_insert_with(|| {
            let options = Options::default();
            let mut replay = Replay::new(design, source.scenario(), options).expect("a design");
            replay.finish().expect("a replay");
            replay
        })
    }
}

/// A `<section>` of the post, with the figure it is about.
struct Section<'a> {
    id: &'a str,
    node: Node<'a, 'a>,
    figure: Option<Figure<'a>>,
}

fn sections<'a>(document: &'a Document<'a>) -> Vec<Section<'a>> {
    let body = document
        .descendants()
        .find(|node| node.attribute("id") == Some("post"))
        .expect("the text");
    let sections = body.children().filter(|node| node.has_tag_name("section"));
    sections
        .map(|node| {
            let mut figures = elements(node, "heap-atlas");
            let figure = figures.next().map(Figure::of);
            assert!(figures.next().is_none(), "one figure for a section");
            Section {
                id: node.attribute("aria-labelledby").expect("a name"),
                node,
                figure,
            }
        })
        .collect()
}

fn elements<'a>(within: Node<'a, 'a>, tag: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    within
        .descendants()
        .filter(move |node| node.has_tag_name(tag))
}

/// All text of an element, and of those inside.
fn text_of(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|node| node.text()).collect()
}

fn parsed_step(text: &str) -> u32 {
    text.parse().expect("a step")
}

/// A number that a text has as an address or a word: `0x00100010`, `seven`.
fn read(text: &str) -> Option<f64> {
    const WORDS: &[&str] = &[
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let text = text.trim_start_matches("all ");
    if let Some(digits) = text.strip_prefix("0x") {
        return u32::from_str_radix(digits, 16).ok().map(f64::from);
    }
    let word = WORDS.iter().position(|known| *known == text);
    word.map(|at| at as f64)
}

/// A value as a figure prints it: sizes from 10 KiB on in their unit, thousands with commas, and three digits of a mean.
fn as_figures_print(what: &str, value: f64) -> String {
    const KIB: f64 = 1024.0;
    if what.contains("bytes") && value >= 10.0 * KIB {
        return if value < KIB * KIB {
            format!("{} KiB", three_digits(value / KIB))
        } else {
            format!("{} MiB", three_digits(value / KIB / KIB))
        };
    }
    if value.fract() == 0.0 {
        return grouped(value);
    }
    three_digits(value)
}

fn three_digits(value: f64) -> String {
    let decimals = match value {
        100.0.. => return grouped(value),
        10.0.. => 1,
        _ => 2,
    };
    let text = format!("{value:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What a `<data>` measures, and what that is.
fn measured(data: Node<'_, '_>, section: &Section<'_>, replays: &mut Replays) -> f64 {
    let what = data.attribute("data-measure").expect("what is measured");
    let (source, design) = match (data.attribute("data-scenario"), &section.figure) {
        (Some(id), _) => (Source::of_id(id), WholeDesign::default()),
        (None, Some(figure)) => (figure.source.clone(), figure.design()),
        (None, None) => panic!("{what}: of which figure?"),
    };
    if let Some(field) = what.strip_prefix("trace.") {
        let Source::Trace(id) = &source else {
            panic!("{what} of no recording");
        };
        let entry = trace_entry(id).expect("a recording");
        return entry[field].as_f64().expect("a number of the index");
    }
    let design = changed(design, data.attribute("data-design").unwrap_or_default());
    let replay = replays.of(&source, design);
    if let Some(steps) = data.attribute("data-steps") {
        let (from, to) = steps.split_once('-').expect("a range of steps");
        return (parsed_step(from)..=parsed_step(to))
            .map(|step| measure(replay, what, step))
            .sum();
    }
    let last = replay.progress().total;
    let step = data.attribute("data-step").map_or(last, parsed_step);
    measure(replay, what, step)
}

/// Protects readers from numbers that are not so.
#[test]
fn every_number_is_what_its_figure_shows() {
    let page = page();
    let document = parsed(&page);
    let mut replays = Replays::default();
    let mut broken = String::new();
    let mut count = 0;
    for section in sections(&document) {
        for data in elements(section.node, "data") {
            let is = measured(data, &section, &mut replays);
            let says = text_of(data);
            let what = data.attribute("data-measure").unwrap_or_default();
            let value = data.attribute("value").expect("a value");
            let is_said =
                says == as_figures_print(what, is) || read(&says).map(short) == Some(short(is));
            let agrees = is_said && value == short(is);
            if !agrees {
                let place = section.id;
                let _ = writeln!(
                    broken,
                    "{place}: \"{says}\" ({value}) is {} ({}, {what})",
                    as_figures_print(what, is),
                    short(is)
                );
            }
            count += 1;
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
    assert!(count > 50, "only {count} numbers are checked");
}

/// Protects readers from a figure that shows another number than its text speaks of.
#[test]
fn the_number_of_a_figure_is_in_its_text() {
    let page = page();
    let document = parsed(&page);
    for section in sections(&document) {
        let Some(figure) = &section.figure else {
            continue;
        };
        assert!(figure.node.has_attribute("bare"), "{} is bare", figure.id);
        let Some(number) = figure.node.attribute("number") else {
            continue;
        };
        let is_said = elements(section.node, "data").any(|data| {
            data.attribute("data-measure") == Some(number) && !data.has_attribute("data-scenario")
        });
        assert!(is_said, "{}: no text speaks of {number}", figure.id);
    }
}

/// Protects readers who copy the first figure from an example that is not it.
#[test]
fn the_example_is_the_first_figure() {
    let page = page();
    let document = parsed(&page);
    let example = document
        .descendants()
        .find(|node| node.attribute("id") == Some("example"))
        .map(text_of)
        .expect("an example");
    let first = elements(document.root_element(), "heap-atlas")
        .next()
        .expect("a figure");
    let attributes = first.attributes().filter(|each| each.name() != "class");
    let attributes: Vec<_> = attributes
        .map(|each| format!("{}=\"{}\"", each.name(), each.value()))
        .collect();
    let script = script(first).expect("its script");
    let written = format!(
        "<heap-atlas {}>\n<script type=\"text/heap-atlas\">{script}</script>\n</heap-atlas>",
        attributes.join(" ")
    );
    assert!(example.contains(&written), "{example}\nis not\n{written}");
}

/// The text of an element as prose: without numbers that are checked elsewhere, citations, code that is not an
/// address, and pictures.
fn prose(node: Node<'_, '_>, out: &mut String) {
    let class = node.attribute("class").unwrap_or_default();
    let is_code = node.has_tag_name("code") && !text_of(node).starts_with("0x");
    let leads_to_section = node
        .attribute("href")
        .is_some_and(|href| href.starts_with('#') && text_of(node).starts_with("section "));
    if ["data", "svg", "script", "pre", "heap-atlas"].contains(&node.tag_name().name())
        || ["cite", "number"].contains(&class)
        || is_code
        || leads_to_section
    {
        out.push(' ');
        return;
    }
    if node.is_text() {
        out.push_str(node.text().unwrap_or_default());
    }
    for child in node.children() {
        prose(child, out);
    }
}

/// Protects readers from numbers that nobody checks: each number in the text that is no `<data>` is one that the
/// section's scenarios, designs or steps name.
#[test]
fn every_other_number_is_the_scenarios() {
    let page = page();
    let document = parsed(&page);
    for section in sections(&document) {
        // Bit 0 and its two values; a word has 4 bytes, an entry of the index 8; and numbers of Classic's own design.
        let mut known: Vec<f64> = vec![0.0, 1.0, 4.0, 8.0];
        let classic = Design::CLASSIC;
        known.extend([classic.alignment, classic.minimum_bytes, classic.base].map(f64::from));
        let mut script_numbers = |source: &Source| {
            if let Source::Script(text) = source {
                known.extend(numbers(text));
            }
        };
        if let Some(figure) = &section.figure {
            script_numbers(&figure.source);
        }
        for node in section.node.descendants() {
            let named = node.attribute("data-scenario");
            named
                .map(Source::of_id)
                .iter()
                .for_each(&mut script_numbers);
        }
        for node in section.node.descendants() {
            let texts = [
                "design",
                "compare",
                "data-design",
                "data-step",
                "data-steps",
            ];
            let texts = texts.iter().filter_map(|name| node.attribute(*name));
            known.extend(texts.flat_map(numbers));
            known.extend(
                driven(node)
                    .into_iter()
                    .filter_map(|drive| drive.step.map(f64::from)),
            );
        }
        let mut text = String::new();
        prose(section.node, &mut text);
        let separated = |at: usize| {
            let around = [
                text[..at].chars().next_back(),
                text[at + 1..].chars().next(),
            ];
            around.iter().all(|c| c.is_some_and(|c| c.is_ascii_digit()))
        };
        let plain: String = text
            .char_indices()
            .filter(|&(at, c)| c != ',' || !separated(at))
            .map(|(_, c)| c)
            .collect();
        for number in numbers(&plain) {
            assert!(
                known.contains(&number),
                "{}: nothing says where the {number} in the text comes from",
                section.id
            );
        }
    }
}

/// Where a link takes a figure.
struct Drive<'a> {
    figure: &'a str,
    step: Option<u32>,
    design: Option<&'a str>,
}

/// What a link drives, if it does: `href="#figure:step=3"`, or `data-heap-atlas` with `data-step` and `data-design`.
fn driven<'a>(link: Node<'a, '_>) -> Option<Drive<'a>> {
    if let Some(figure) = link.attribute("data-heap-atlas") {
        // Without JavaScript it is a link to the figure.
        assert_eq!(link.attribute("href"), Some(&*format!("#{figure}")));
        return Some(Drive {
            figure,
            step: link.attribute("data-step").map(parsed_step),
            design: link.attribute("data-design"),
        });
    }
    let (figure, fields) = link.attribute("href")?.strip_prefix('#')?.split_once(':')?;
    let mut drive = Drive {
        figure,
        step: None,
        design: None,
    };
    for field in fields.split('&') {
        match field.split_once('=').expect("a field and its value") {
            ("step", step) => drive.step = Some(parsed_step(step)),
            ("design", design) => drive.design = Some(design),
            (other, _) => panic!("a link has no {other}"),
        }
    }
    Some(drive)
}

/// Protects readers from links that lead nowhere, or elsewhere than they say.
#[test]
fn every_link_leads_where_it_says() {
    let page = page();
    let document = parsed(&page);
    let ids: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "{id} is there twice");
    }
    let sections = sections(&document);
    for section in &sections {
        let drives: Vec<_> = elements(section.node, "a").filter_map(driven).collect();
        // A link that names no design leaves the one there is, whichever link set it.
        if drives.iter().any(|drive| drive.design.is_some()) {
            for drive in &drives {
                assert!(
                    drive.design.is_some(),
                    "{}: every link says its design",
                    section.id
                );
            }
        }
        for link in elements(section.node, "a") {
            let Some(drive) = driven(link) else { continue };
            let figure = section.figure.as_ref();
            let figure = figure.filter(|figure| figure.id == drive.figure);
            let figure = figure.unwrap_or_else(|| panic!("{} is elsewhere", drive.figure));
            changed(figure.design(), drive.design.unwrap_or_default());
            let total = figure.source.scenario().operations.len() as u32;
            assert!(drive.step.is_none_or(|step| (1..=total).contains(&step)));
            if let Some(says) = text_of(link).strip_prefix("step ") {
                assert_eq!(Some(parsed_step(says)), drive.step, "in {}", section.id);
            }
        }
    }
    for link in elements(document.root_element(), "a") {
        let Some(target) = link
            .attribute("href")
            .and_then(|href| href.strip_prefix('#'))
        else {
            continue;
        };
        // Step links are scripts' business; all others are the browser's.
        if driven(link).is_none() {
            assert!(ids.contains(&target), "#{target} is nowhere");
        }
        if let Some(number) = text_of(link).strip_prefix("section ") {
            let at: usize = number.parse().expect("a section's number");
            assert_eq!(sections[at - 1].id, target);
        }
    }
}

/// Protects the table of contents, and the numbers that text refers to sections by.
#[test]
fn contents_and_sections_agree() {
    let page = page();
    let document = parsed(&page);
    let contents = elements(document.root_element(), "nav")
        .next()
        .expect("contents");
    let listed: Vec<(String, String)> = elements(contents, "a")
        .map(|link| {
            let target = link.attribute("href").expect("a target");
            (target.trim_start_matches('#').to_owned(), text_of(link))
        })
        .collect();
    let numbered = sections(&document);
    let numbered: Vec<(String, String)> = numbered
        .iter()
        .enumerate()
        .map(|(at, section)| {
            let heading = elements(section.node, "h2").next().expect("a heading");
            let text = text_of(heading);
            let (number, title) = text.split_once(' ').expect("a number and a title");
            assert_eq!(number, (at + 1).to_string());
            (section.id.to_owned(), title.to_owned())
        })
        .collect();
    assert_eq!(listed, numbered);
}

/// Protects readers without JavaScript, and on paper, from pictures that are not so.
#[test]
fn stills_are_as_replayed() {
    let page = page();
    let document = parsed(&page);
    let mut replays = Replays::default();
    let mut parts: Vec<(Range<usize>, String)> = Vec::new();
    for section in sections(&document) {
        let Some(figure) = &section.figure else {
            continue;
        };
        let stills = figure.node.children();
        let stills: Vec<_> = stills.filter(|node| has_class(*node, "still")).collect();
        assert!(!stills.is_empty(), "{} has no still picture", figure.id);
        let scale = stills
            .iter()
            .filter(|still| still.attribute("data-still").is_none())
            .map(|still| {
                let design = changed(figure.design(), of(*still, "data-design"));
                let replay = replays.of(&figure.source, design);
                shown_bytes(&replay.seek(step_of(*still)).expect("a step"))
            })
            .max();
        for still in stills {
            let drawn = match still.attribute("data-still") {
                None => map(figure, still, scale.unwrap_or_default(), &mut replays),
                Some("list") => list(figure, still, &mut replays),
                Some("words") => words(figure, still, &mut replays),
                Some("outcomes") => outcomes(figure, still, &mut replays),
                // `pictures_over_time_are_as_replayed` draws these.
                Some("pictures") => continue,
                Some(other) => panic!("there is no still of {other}"),
            };
            parts.push((inside(&page, still), drawn));
        }
    }
    parts.sort_by_key(|(range, _)| range.start);
    let mut written = String::new();
    let mut at = 0;
    for (range, part) in parts {
        written.push_str(&page[at..range.start]);
        written.push_str(&part);
        at = range.end;
    }
    written.push_str(&page[at..]);
    expect_file!["../../../../post/index.html"].assert_eq(&written);
}

/// Where the content of an element stands in the page.
fn inside(page: &str, node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let text = &page[range.clone()];
    let start = text.find('>').expect("a start tag") + 1;
    let end = text.rfind("</").expect("an end tag");
    range.start + start..range.start + end
}

fn has_class(node: Node<'_, '_>, class: &str) -> bool {
    of(node, "class").split(' ').any(|name| name == class)
}

fn of<'a>(node: Node<'a, '_>, attribute: &str) -> &'a str {
    node.attribute(attribute).unwrap_or_default()
}

fn step_of(still: Node<'_, '_>) -> u32 {
    parsed_step(still.attribute("data-step").expect("a still's step"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// What a still shows, in words: its label, its step, the operation and what became of it.
fn headline(label: &str, state: &State<'_>) -> String {
    let operation = state.operation().expect("an operation");
    let described = state.scenario().describe(operation);
    let sentence = state.sentence().expect("what became of it");
    // The sentence begins with the call; what follows it is what became of it.
    let call = described
        .split_once(" = ")
        .map_or(&*described, |(_, call)| call);
    let became = sentence
        .strip_prefix(call)
        .map_or("", |rest| rest.trim_start_matches(':').trim());
    let label = match label {
        "" => String::new(),
        label => format!("{label}, "),
    };
    let step = state.step();
    let became = match became {
        "" => String::new(),
        became => format!(" {}", escaped(became)),
    };
    format!(
        "<p><b>{label}{}tep {step}.</b> <code>{}</code>{became}.</p>",
        if label.is_empty() { 'S' } else { 's' },
        escaped(&described),
    )
}

/// What a block is called: its pointer, or that it is a hole.
fn name_of(state: &State<'_>, view: &BlockView) -> String {
    let known = state
        .blocks()
        .find(|known| known.block.extent.start == view.extent.start);
    match known.and_then(|known| known.live) {
        Some(live) => state.scenario().pointer_name(live.pointer),
        None if view.is_queued() => "queued".to_owned(),
        None => "hole".to_owned(),
    }
}

/// The bytes of a region that a picture of it shows: all but those beyond the heap's end. An index behind the end is shown
/// right after it.
fn shown_bytes(state: &State<'_>) -> u32 {
    let shown = state.spans().filter(|span| span.category.id() != "beyond");
    shown.map(|span| span.bytes).sum()
}

/// Room for a letter of a label, in percent of a picture on a narrow phone.
const LETTER_PERCENT: f64 = 2.2;

/// The fills of categories, as in web/render/palette.ts, for readers of the page without its style sheet.
const FILLS: &[(&str, &str)] = &[
    ("header", "#0d1218"),
    ("requested", "#1b68a6"),
    ("padding-alignment", "#f5df4d"),
    ("padding-minimum", "#ffb648"),
    ("padding-unsplit", "#f0a6cc"),
    ("free", "#cdeadd"),
    ("stagnant", "#7a4f94"),
    ("index", "#66707c"),
];

fn fill(category: &str) -> &'static str {
    let known = FILLS.iter().find(|(id, _)| *id == category);
    known.unwrap_or_else(|| panic!("{category} has no fill")).1
}

fn percent(value: f64) -> String {
    format!("{}%", short(value))
}

/// The heap as a strip, in order of address, and a dot under each block that the operation examined.
fn map(figure: &Figure<'_>, still: Node<'_, '_>, scale: u32, replays: &mut Replays) -> String {
    let design = changed(figure.design(), of(still, "data-design"));
    let state = replays.of(&figure.source, design);
    let state = state.seek(step_of(still)).expect("a step");
    let share = |bytes: u32| f64::from(bytes) * 100.0 / f64::from(scale);
    // One path a category, in bytes; what has a shape of its own, text and dots, is placed in percent.
    let mut paths: BTreeMap<&str, String> = BTreeMap::new();
    let mut at = 0;
    for span in state.spans().filter(|span| span.category.id() != "beyond") {
        let path = paths.entry(span.category.id()).or_default();
        let _ = write!(path, "M{at} 0h{0}v1h-{0}z", span.bytes);
        at += span.bytes;
    }
    let mut drawn = format!(
        r#"<svg viewBox="0 0 {scale} 1" preserveAspectRatio="none" width="100%" height="36">"#
    );
    for (id, path) in paths {
        let _ = write!(
            drawn,
            r#"<path class="{id}" fill="{}" d="{path}"/>"#,
            fill(id)
        );
    }
    drawn.push_str("</svg>");
    let mut told = Vec::new();
    for known in state.blocks() {
        let bytes = known.block.payload.bytes;
        let start = known.block.payload.start;
        // What the program asked for is where a label stands; in a hole, its bytes.
        let (name, class, label) = match known.live {
            Some(live) => {
                let name = state.scenario().pointer_name(live.pointer);
                (name.clone(), "on-requested", name)
            }
            None if known.block.free => ("hole".to_owned(), "on-free", bytes.to_string()),
            None => ("queued".to_owned(), "on-stagnant", bytes.to_string()),
        };
        told.push(format!("{name} {bytes}"));
        let width = state
            .spans()
            .find(|span| span.start == start)
            .map_or(bytes, |span| span.bytes);
        if share(width) >= LETTER_PERCENT * label.len() as f64 {
            let _ = write!(
                drawn,
                r#"<text class="{class}" x="{}" y="23">{}</text>"#,
                percent(share(start) + share(width) / 2.0),
                escaped(&label),
            );
        }
    }
    let candidates = state.candidates();
    for candidate in &candidates {
        let middle = share(candidate.block.start) + share(candidate.block.bytes) / 2.0;
        let won = if candidate.won { " won" } else { "" };
        let _ = write!(
            drawn,
            r#"<circle class="examined{won}" cx="{}" cy="44" r="2.5"/>"#,
            percent(middle),
        );
    }
    let blocks = match told.len() {
        0..=12 => told.join(", "),
        many => format!("{many} blocks"),
    };
    format!(
        "{}<svg class=\"strip\" role=\"img\" width=\"100%\" height=\"50\" aria-label=\"In memory: {}. {} bytes.\">{drawn}</svg>",
        headline(of(still, "data-label"), &state),
        escaped(&blocks),
        state.subject().heap_bytes(),
    )
}

/// The blocks in memory, and as they hang on the list.
fn list(figure: &Figure<'_>, still: Node<'_, '_>, replays: &mut Replays) -> String {
    let design = changed(figure.design(), of(still, "data-design"));
    let state = replays.of(&figure.source, design);
    let state = state.seek(step_of(still)).expect("a step");
    let heap = Classic::of(state.subject()).unwrap().heap();
    let row = |views: &mut dyn Iterator<Item = BlockView>| {
        let roots = heap.roots();
        let names = views.map(|view| {
            let at = Some(view.header_offset);
            let mut name = escaped(&name_of(&state, &view));
            for (root, is) in [("LAST", roots.last), ("TAIL", roots.tail)] {
                if is == at {
                    let _ = write!(name, " <small>{root}</small>");
                }
            }
            format!("<td>{name}</td>")
        });
        names.collect::<String>()
    };
    format!(
        "{}<table class=\"orders\"><tbody><tr><th scope=\"row\">In memory</th>{}</tr><tr><th scope=\"row\">On the list</th>{}</tr></tbody></table>",
        headline(of(still, "data-label"), &state),
        row(&mut heap.blocks()),
        row(&mut heap.list()),
    )
}

/// The words of the first header, as they stand in the region.
fn words(figure: &Figure<'_>, still: Node<'_, '_>, replays: &mut Replays) -> String {
    let state = replays.of(&figure.source, figure.design());
    let state = state.seek(step_of(still)).expect("a step");
    let cells = Classic::of(state.subject()).unwrap().region()[..16]
        .chunks(4)
        .map(|word| {
            let bytes: Vec<String> = word.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("<td><code>{}</code></td>", bytes.join(" "))
        });
    format!(
        "{}<table class=\"bytes\"><thead><tr><th scope=\"col\">size</th><th scope=\"col\">address, flags</th><th scope=\"col\">next</th><th scope=\"col\">spare</th></tr></thead><tbody><tr>{}</tr></tbody></table>",
        headline(of(still, "data-label"), &state),
        cells.collect::<String>(),
    )
}

/// What became of the same steps under several designs.
fn outcomes(figure: &Figure<'_>, still: Node<'_, '_>, replays: &mut Replays) -> String {
    let designs: Vec<&str> = of(still, "data-design").split('|').collect();
    let labels: Vec<&str> = of(still, "data-label").split('|').collect();
    assert_eq!(designs.len(), labels.len());
    let mut table =
        String::from("<table class=\"outcomes\"><thead><tr><th scope=\"col\">Operation</th>");
    for label in &labels {
        let _ = write!(table, "<th scope=\"col\">{label}</th>");
    }
    table.push_str("</tr></thead><tbody>");
    let steps = of(still, "data-steps").split(',').flat_map(|range| {
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        parsed_step(from)..=parsed_step(to)
    });
    for step in steps {
        let mut row = String::new();
        for design in &designs {
            let replay = replays.of(&figure.source, changed(figure.design(), design));
            let state = replay.seek(step).expect("a step");
            if row.is_empty() {
                let operation = state.operation().expect("an operation");
                let described = escaped(&state.scenario().describe(operation));
                let _ = write!(
                    row,
                    "<th scope=\"row\">{step}. <code>{described}</code></th>"
                );
            }
            let outcome = state.outcome().expect("an outcome").kind.doc();
            let _ = write!(row, "<td>{}</td>", outcome.title);
        }
        let _ = write!(table, "<tr>{row}</tr>");
    }
    table.push_str("</tbody></table>");
    table
}

/// Protects the comparisons, whose designs must differ, and readers without JavaScript, who get the same caption.
#[test]
fn figures_compare_designs_and_say_what_they_are() {
    let page = page();
    let document = parsed(&page);
    for section in sections(&document) {
        let Some(figure) = &section.figure else {
            continue;
        };
        let id = figure.id;
        for compared in &figure.compared {
            let other = changed(WholeDesign::default(), compared);
            assert_ne!(other, figure.design(), "{id} compares a design with itself");
        }
        let caption = elements(figure.node, "p").find(|p| p.attribute("class") == Some("caption"));
        let caption = caption.map(text_of);
        assert_eq!(caption.as_deref(), figure.node.attribute("caption"), "{id}");
    }
}

/// The colours of a picture of a heap over time: of what is in use, and of holes.
struct Palette {
    used: [u8; 3],
    free: [u8; 3],
}

const LIGHT: Palette = Palette {
    used: [0x1b, 0x68, 0xa6],
    free: [0xcd, 0xea, 0xdd],
};
const DARK: Palette = Palette {
    used: [0x24, 0x70, 0xad],
    free: [0x10, 0x40, 0x34],
};

/// Protects the pictures of heaps over time. They must have been drawn from the replays that the text is about.
#[test]
fn pictures_over_time_are_as_replayed() {
    let page = page();
    let document = parsed(&page);
    let mut replays = Replays::default();
    let mut stale = Vec::new();
    for plate in document.descendants() {
        if !has_class(plate, "plate") {
            continue;
        }
        let pictures: Vec<_> = elements(plate, "img").collect();
        let replay_of = |picture: Node<'_, '_>| {
            let source = Source::of_id(of(picture, "data-scenario"));
            (
                source,
                changed(WholeDesign::default(), of(picture, "data-design")),
            )
        };
        // All of a plate are to one scale.
        let reach = pictures.iter().map(|picture| {
            let (source, design) = replay_of(*picture);
            let replay = replays.of(&source, design);
            let last = replay.progress().total;
            measure(replay, "heap_high_water_bytes", last)
        });
        let reach = reach.fold(1.0, f64::max);
        for picture in pictures {
            let size = |name| of(picture, name).parse::<u32>().expect("a size in pixels");
            let (width, height) = (size("width"), size("height"));
            let (source, design) = replay_of(picture);
            let shares = over_time(replays.of(&source, design), reach, width, height);
            let dark = picture
                .prev_sibling_element()
                .expect("a source for dark pages");
            for (file, palette) in [(of(picture, "src"), LIGHT), (of(dark, "srcset"), DARK)] {
                let path = root().join("post").join(file);
                let drawn = png(&shares, &palette, width, height);
                if fs::read(&path).ok().as_ref() == Some(&drawn) {
                    continue;
                }
                if std::env::var_os("UPDATE_EXPECT").is_some() {
                    fs::write(&path, drawn).expect("a picture");
                } else {
                    stale.push(file);
                }
            }
        }
    }
    assert!(stale.is_empty(), "not as replayed, or not there: {stale:?}");
}

/// For every pixel, row by row, the share of its bytes that are in use, and of those in holes. A column is a step, evenly
/// spaced, a row a stretch of addresses, the lowest at the bottom; `reach` bytes are the whole height.
fn over_time(replay: &mut Replay, reach: f64, width: u32, height: u32) -> Vec<[f64; 2]> {
    let total = u64::from(replay.progress().total);
    let bytes_per_pixel = reach / f64::from(height);
    let mut shares = vec![[0.0; 2]; (width * height) as usize];
    for column in 0..width {
        let step = (total * u64::from(column + 1) / u64::from(width)) as u32;
        let state = replay.seek(step).expect("a step");
        for span in state.spans() {
            let kind = match span.category.id() {
                "beyond" | "index" => continue,
                "free" => 1,
                _ => 0,
            };
            let start = f64::from(span.start) / bytes_per_pixel;
            let end = f64::from(span.start + span.bytes) / bytes_per_pixel;
            let mut at = start;
            while at < end {
                let pixel = at.floor();
                let next = (pixel + 1.0).min(end);
                let row = (f64::from(height) - 1.0 - pixel).max(0.0) as u32;
                shares[(row * width + column) as usize][kind] += next - at;
                at = next;
            }
        }
    }
    shares
}

/// A picture of so many colours at most, transparent where there is no heap: mixtures in steps of a sixteenth.
fn png(shares: &[[f64; 2]], palette: &Palette, width: u32, height: u32) -> Vec<u8> {
    const STEPS: u8 = 16;
    let mixed = |of_used: u8| -> [u8; 3] {
        std::array::from_fn(|channel| {
            let [used, free] =
                [palette.used, palette.free].map(|colour| u16::from(colour[channel]));
            let of_used = u16::from(of_used);
            ((used * of_used + free * (u16::from(STEPS) - of_used)) / u16::from(STEPS)) as u8
        })
    };
    // Colour 0 is no heap at all; the others go from holes to what is in use.
    let colours: Vec<u8> = (0..=STEPS).flat_map(mixed).collect();
    let colours = [vec![0; 3], colours].concat();
    let pixels: Vec<u8> = shares
        .iter()
        .map(|[used, free]| match used + free {
            heap if heap < 0.5 => 0,
            heap => 1 + (used / heap * f64::from(STEPS)).round() as u8,
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_palette(colours);
    encoder.set_trns(vec![0]);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    file
}
