//! Owns `heap-atlas link`: a scenario and designs as a link, or as a `.heap-atlas` file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use atlas_record::whole_file;
use atlas_replay::{Designs, Options};
use atlas_scenario::numerals::count;
use atlas_scenario::share::{self, Link, LinkScenario, listed_settings};

use crate::failure::Failure;
use crate::input::{self, Source};
use crate::{replay, terminal};

/// The longest link that is printed, in characters: what mail and chat programs still take.
const LINK_CHARS_MAX: usize = 8000;

/// Write the link that shows a scenario on a design; it is replayed once, so that a reader of the link can tell
/// whether they see the same.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  heap-atlas link --bundled sqlite --design placement=best-fit --step 1200
  heap-atlas link --scenario stack.txt --url https://example.org/heap-atlas/
  heap-atlas link --generator churn --design textbook --compare 'embedded minimum=32'
  heap-atlas link --trace build.heaptrace -o build.heap-atlas")]
pub struct Arguments {
    /// The design, as `heap-atlas replay` takes it
    #[arg(long, value_name = "[TASK:]FILE|PRESET|AXIS=VALUE", num_args = 1..)]
    design: Vec<String>,
    /// A design to compare it with, in one argument; up to three times
    #[arg(long, value_name = "DESIGN")]
    compare: Vec<String>,
    #[command(flatten)]
    source: SourceArguments,
    /// The step to show
    #[arg(long, value_name = "STEP")]
    step: Option<u32>,
    /// What the figure is called
    #[arg(long)]
    title: Option<String>,
    /// The page's address, to print a whole URL
    #[arg(long, value_name = "BASE", conflicts_with = "output")]
    url: Option<String>,
    /// Write a .heap-atlas file, which holds a recording of any length
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct SourceArguments {
    /// A scenario in the script language; - for standard input
    #[arg(long, value_name = "FILE")]
    scenario: Option<String>,
    /// A recording, or the log of another tool; - for standard input
    #[arg(long, value_name = "FILE")]
    trace: Option<String>,
    /// A recording that comes with Heap Atlas
    #[arg(long, value_name = "ID")]
    bundled: Option<String>,
    /// A lesson
    #[arg(long, value_name = "ID")]
    lesson: Option<String>,
    /// A generator on its defaults
    #[arg(long, value_name = "ID")]
    generator: Option<String>,
}

pub fn run(arguments: &Arguments, output: &mut impl Write) -> Result<ExitCode, Failure> {
    let SourceArguments {
        scenario, trace, ..
    } = &arguments.source;
    let designs = arguments.design.iter().chain(&arguments.compare);
    input::standard_input_once(designs.chain(scenario).chain(trace))?;
    if arguments.compare.len() >= share::DESIGNS_MAX {
        let message = format!("a link holds up to {} designs", share::DESIGNS_MAX);
        return Err(Failure::Usage(message));
    }
    if let Some(path) = &arguments.output {
        // Before the replay, which may take long.
        whole_file::check(path).map_err(write_failure(path))?;
    }
    let (scenario, source) = scenario_of(&arguments.source)?;
    let total = source.scenario.operations.len();
    if let Some(step) = arguments.step.filter(|&step| step as usize > total) {
        let message = format!("--step {step}: the last step is {}", count(total));
        return Err(Failure::Usage(message));
    }
    let by_itself = source.design.unwrap_or_default();
    let mut designs = vec![if arguments.design.is_empty() {
        by_itself
    } else {
        input::designs(&arguments.design)?
    }];
    for compared in &arguments.compare {
        designs.push(input::designs(&parts(compared))?);
    }
    let mut hashes = Vec::new();
    for design in &designs {
        let replay = replay::finished(*design, &source.scenario, Options::default())?;
        hashes.extend(replay.timeline().hash().map(str::to_owned));
    }
    // A design that goes without saying makes no link longer.
    let is_by_itself = designs == [by_itself];
    let link = Link {
        scenario: Some(scenario),
        designs: designs
            .iter()
            .filter(|_| !is_by_itself)
            .map(Designs::settings)
            .collect(),
        step: arguments.step,
        title: arguments.title.clone(),
        hashes,
        ..Link::default()
    };
    match &arguments.output {
        Some(path) => write(&link, path)?,
        None => {
            let base = arguments.url.as_deref().unwrap_or_default();
            let base = base.split('#').next().unwrap_or_default();
            writeln!(output, "{base}{}", text(&link)?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A compared design is one argument: a file, or what else a design is made of with spaces between.
fn parts(design: &str) -> Vec<String> {
    if Path::new(design).is_file() {
        return vec![design.to_owned()];
    }
    listed_settings(design).map(str::to_owned).collect()
}

fn scenario_of(arguments: &SourceArguments) -> Result<(LinkScenario, Source), Failure> {
    let SourceArguments {
        scenario,
        trace,
        bundled,
        lesson,
        generator,
    } = arguments;
    let scenario = if let Some(name) = scenario {
        let text = input::read_text(name)?;
        let source = input::script(&text, input::shown(name))?;
        return Ok((LinkScenario::Script { text }, source));
    } else if let Some(name) = trace {
        let bytes = input::read(name)?;
        let source = input::trace(&bytes[..], input::shown(name), &[])?;
        input::print_notices(&source);
        return Ok((input::recording(&bytes, &source)?, source));
    } else if let Some(id) = bundled {
        LinkScenario::Trace { id: id.clone() }
    } else if let Some(id) = lesson {
        LinkScenario::Lesson { id: id.clone() }
    } else if let Some(id) = generator {
        LinkScenario::Generator { id: id.clone() }
    } else {
        unreachable!("the parser asks for one of them")
    };
    let source = input::linked(&scenario)?;
    Ok((scenario, source))
}

/// The link as a text that is worth sending.
fn text(link: &Link) -> Result<String, Failure> {
    let encoded = share::encode(link);
    let chars = encoded.text.len();
    let holds_scenario = share::decode(&encoded.text).link.scenario.is_some();
    if chars > LINK_CHARS_MAX || !holds_scenario {
        return Err(Failure::Input(format!(
            "the link would have more than {LINK_CHARS_MAX} characters: write a file with -o FILE.{} instead",
            share::EXTENSION
        )));
    }
    print_notices(&encoded.notices);
    Ok(encoded.text)
}

fn write(link: &Link, path: &Path) -> Result<(), Failure> {
    let (bytes, notices) = share::encode_file(link);
    print_notices(&notices);
    if share::decode_file(&bytes).link.scenario.is_none() {
        return Err(Failure::Input("the link has nothing to replay".to_owned()));
    }
    whole_file::write(path, &bytes).map_err(write_failure(path))
}

fn write_failure(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |error| Failure::of_file(&path.display().to_string(), error)
}

fn print_notices(notices: &[share::Notice]) {
    for notice in notices {
        terminal::message(&notice.message);
    }
}
