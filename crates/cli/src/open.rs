//! Owns `heap-atlas open`: a link replayed natively, and held against the figures its author saw.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use atlas_replay::{Options, Replay, link as of_link};
use atlas_scenario::numerals::count;
use atlas_scenario::share::{self, Decoded, Link, LinkScenario};
use serde::Serialize;

use crate::failure::Failure;
use crate::input::{self, STANDARD_INPUT};
use crate::report::{Report, ReportJson};
use crate::terminal::one_line;
use crate::{json, replay, terminal};

/// Replay what a link shows, and tell whether its figures come out the same here.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  heap-atlas open '#v1&trace=sqlite&design=placement=best-fit'
  heap-atlas open 'https://example.org/heap-atlas/#v1&lesson=a-leak' --json
  heap-atlas open figure.heap-atlas
  heap-atlas open '#v1&url=https://example.org/build.heap-atlas&step=40' --file build.heap-atlas

What of a link could not be read is told on standard error, and the rest is replayed. The exit code is 1 where
a design's figures are not those the link was made of, and where there is nothing to replay.")]
pub struct Arguments {
    /// A link, the part of one behind its #, or a .heap-atlas file; - for a file on standard input
    #[arg(value_name = "LINK")]
    link: String,
    /// The file that the link names by url=, downloaded: nothing is fetched
    #[arg(long, value_name = "FILE")]
    file: Option<String>,
    /// Print the report as one JSON object; an array of them where the link compares designs
    #[arg(long)]
    json: bool,
}

/// A design of a link, replayed.
struct Opened<'a> {
    report: Report<'a>,
    /// The timeline's hash that the link's author saw.
    promised: Option<&'a str>,
    /// Whether it meets the link's goal; `None` where the link sets none.
    meets_goal: Option<bool>,
    /// The first step at which the program was answered otherwise than on the link's first design.
    parts_at: Option<u32>,
}

pub fn run(arguments: &Arguments, output: &mut impl Write) -> Result<ExitCode, Failure> {
    let decoded = at_hand(read(&arguments.link)?, arguments)?;
    let Decoded { link, notices } = of_link::judge(decoded);
    let designs = of_link::designs(&link);
    for notice in &notices {
        terminal::message(&notice.message);
    }
    let scenario = link.scenario.as_ref();
    let scenario =
        scenario.ok_or_else(|| Failure::Input("the link has nothing to replay".to_owned()))?;
    let source = input::linked(scenario)?;
    let designs = if link.designs.is_empty() {
        // A lesson has a design of its own, whatever preset the link begins with.
        let own = source.design.or_else(|| designs.first().copied());
        vec![own.unwrap_or_default()]
    } else {
        designs
    };
    let mut first = Vec::new();
    let mut opened = Vec::new();
    for (at, design) in designs.iter().enumerate() {
        let mut replay = replay::finished(*design, &source.scenario, Options::default())?;
        let answers = replay.timeline().fingerprints(1, u32::MAX);
        let parts = first
            .iter()
            .zip(answers)
            .position(|(first, here)| first != here);
        if at == 0 && designs.len() > 1 {
            first = answers.to_vec();
        }
        opened.push(Opened {
            report: Report::new(&mut replay, *design, &source, link.step),
            meets_goal: meets_goal(&replay, &link),
            promised: link.hashes.get(at).map(|hash| &**hash),
            // Steps count from 1.
            parts_at: parts.and_then(|at| u32::try_from(at + 1).ok()),
        });
    }
    if arguments.json {
        print_json(&opened, output)?;
    } else {
        print(&opened, output)?;
    }
    if opened
        .iter()
        .any(|each| each.is_reproduced() == Some(false))
    {
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether a design meets the link's goal; `None` where the link sets none.
fn meets_goal(replay: &Replay, link: &Link) -> Option<bool> {
    let scorecard = replay.timeline().scorecard()?;
    (!link.goal.is_empty()).then(|| scorecard.meets(&link.goal))
}

/// A link as it was given: as a text, or as the file it is in.
fn read(link: &str) -> Result<share::Decoded, Failure> {
    let is_named_as_file = Path::new(link)
        .extension()
        .is_some_and(|extension| extension == share::EXTENSION);
    let is_file = link == STANDARD_INPUT
        || Path::new(link).is_file()
        || is_named_as_file && !link.contains(['#', '&']);
    if is_file {
        return Ok(share::decode_file(&input::read(link)?));
    }
    Ok(share::decode(link))
}

/// A link with its scenario: where it names a file elsewhere, that file as it was downloaded.
fn at_hand(decoded: Decoded, Arguments { link, file, .. }: &Arguments) -> Result<Decoded, Failure> {
    let named = match &decoded.link.scenario {
        Some(LinkScenario::Url { url }) => Some(url),
        _ => None,
    };
    match (named, file) {
        (None, None) => Ok(decoded),
        (None, Some(name)) => Err(Failure::Usage(format!(
            "--file {}: the link has its scenario in itself, or names none by url=",
            one_line(name)
        ))),
        (Some(url), None) => Err(Failure::Input(format!(
            "open fetches nothing: download {}, then run  {}",
            one_line(&absolute(url, link)),
            one_line(&command(&decoded.link, link, url))
        ))),
        (Some(_), Some(name)) => from_file(decoded, &input::read(name)?, name),
    }
}

/// A link that says nothing but where the file is shows the figure that is in it; else only the scenario is taken from
/// there, as the page does.
fn from_file(naming: Decoded, bytes: &[u8], name: &str) -> Result<Decoded, Failure> {
    let Decoded { link, mut notices } = naming;
    let found = if share::is_file(bytes) {
        let mut found = share::decode_file(bytes);
        notices.append(&mut found.notices);
        found.link
    } else {
        let source = input::trace(bytes, name, &[])?;
        Link {
            scenario: Some(input::recording(bytes, &source)?),
            ..Link::default()
        }
    };
    let link = if is_bare(&link) {
        found
    } else {
        Link {
            scenario: found.scenario,
            ..link
        }
    };
    Ok(Decoded { link, notices })
}

fn is_bare(link: &Link) -> bool {
    let scenario = link.scenario.clone();
    *link
        == Link {
            scenario,
            ..Link::default()
        }
}

/// What to run once the file is here, to be pasted into a shell.
fn command(link: &Link, text: &str, url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_plain = |each: char| each.is_ascii_alphanumeric() || "._-".contains(each);
    let name = if name.is_empty() || name.starts_with('-') || !name.chars().all(is_plain) {
        "figure.heap-atlas"
    } else {
        name
    };
    if is_bare(link) && name.ends_with(share::EXTENSION) {
        return format!("heap-atlas open {name}");
    }
    let quoted = text.replace('\'', "'\\''");
    format!("heap-atlas open '{quoted}' --file {name}")
}

/// An address relative to the page, with the page's in front, where the link was given with it.
fn absolute(url: &str, link: &str) -> String {
    let (page, _) = link.split_once('#').unwrap_or_default();
    let Some(from_host) = page.find("://").map(|at| at + 3) else {
        return url.to_owned();
    };
    if url.contains("://") {
        return url.to_owned();
    }
    let path = page[from_host..].find('/').map(|at| from_host + at);
    if url.starts_with('/') {
        return format!("{}{url}", &page[..path.unwrap_or(page.len())]);
    }
    let folder = path.and_then(|_| page.rfind('/')).unwrap_or(page.len());
    format!("{}/{}", &page[..folder], url.trim_start_matches("./"))
}

/// The same as it is printed for programs.
#[derive(Serialize)]
struct OpenedJson<'a> {
    #[serde(flatten)]
    report: ReportJson<'a>,
    link_hash: Option<&'a str>,
    reproduced: Option<bool>,
    /// Only where the link sets a goal.
    #[serde(skip_serializing_if = "Option::is_none")]
    meets_goal: Option<bool>,
    /// Only of designs that are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    parts_at_step: Option<Option<u32>>,
}

impl Opened<'_> {
    /// Whether the figures are those of the link; `None` where it does not say.
    fn is_reproduced(&self) -> Option<bool> {
        self.promised.map(|hash| hash == self.report.hash())
    }
}

fn print_json(opened: &[Opened], output: &mut impl Write) -> io::Result<()> {
    let is_compared = opened.len() > 1;
    let reports: Vec<_> = opened
        .iter()
        .map(|each| OpenedJson {
            report: each.report.json(None),
            link_hash: each.promised,
            reproduced: each.is_reproduced(),
            meets_goal: each.meets_goal,
            parts_at_step: is_compared.then_some(each.parts_at),
        })
        .collect();
    match &reports[..] {
        [only] => json::print(output, only),
        compared => json::print(output, &compared),
    }
}

fn print(opened: &[Opened], output: &mut impl Write) -> io::Result<()> {
    for (at, each) in opened.iter().enumerate() {
        if at > 0 {
            writeln!(output, "\n")?;
        }
        each.report.print(output)?;
        match (each.promised, each.is_reproduced()) {
            (None, _) | (_, None) => writeln!(output, "The link does not say which to expect.")?,
            (_, Some(true)) => writeln!(output, "This reproduces the link's figures.")?,
            (Some(promised), Some(false)) => writeln!(
                output,
                "The link's was {promised}: this version computes otherwise than the one it was made with."
            )?,
        }
        match each.meets_goal {
            None => {}
            Some(true) => writeln!(output, "This meets the link's goal.")?,
            Some(false) => writeln!(output, "This does not meet the link's goal.")?,
        }
        match each.parts_at {
            _ if at == 0 => {}
            Some(step) => writeln!(
                output,
                "Parts from the first design at step {}.",
                count(step)
            )?,
            None => writeln!(
                output,
                "Answers the program as the first design does, to the end."
            )?,
        }
    }
    Ok(())
}
