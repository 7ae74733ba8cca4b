//! Owns `heap-atlas replay`.

use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;

use atlas_replay::{Designs, Options, Replay, StepError};
use atlas_scenario::Scenario;
use atlas_scenario::numerals::count;
use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::Failure;
use crate::input::{self, Source};
use crate::report::Report;
use crate::{dump, json, steps};

/// Replay a scenario or a trace on a design, and print its figures.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  heap-atlas replay --scenario stack.txt
  heap-atlas replay --design placement=best-fit,coalescing=on-free --trace sqlite.heaptrace
  heap-atlas replay --design embedded minimum=32 --trace short1.rep --json
  heap-atlas replay --trace prog.mtrace
  heap-atlas replay --trace boot.log --pattern 'got %size at %addr' 'gave back %addr'
  heap-atlas replay --design commit=lazy frames=64 2:commit=eager --scenario tasks.txt
  heap-atlas replay --scenario - --dump 12 < figure.txt
  heap-atlas replay --scenario exercise.txt --steps
  heap-atlas replay --trace sqlite.heaptrace --steps --csv > steps.csv")]
pub struct Arguments {
    /// The design: a JSON file, a preset, or axis=value pairs. What is not named is as in Classic; later
    /// ones win. As in a link, each setting says whose it is: 2:placement=best-fit is task 2's, whose design
    /// begins with the kernel's; of a preset or a file, the task in front takes it whole
    #[arg(long, value_name = "[TASK:]FILE|PRESET|AXIS=VALUE", num_args = 1..)]
    design: Vec<String>,
    #[command(flatten)]
    source: SourceArguments,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Print the blocks in order of address, as they are after so many operations
    #[arg(long, value_name = "STEP")]
    dump: Option<u32>,
    /// Print every step: its operation and outcome, address, sizes, probes, splits, merges, and the free list after it
    #[arg(long, conflicts_with_all = ["json", "dump"])]
    steps: bool,
    /// As CSV, as the page saves it
    #[arg(long, requires = "steps")]
    csv: bool,
    /// Whose blocks to print; without it, those of the task that performed the step's operation
    #[arg(long, value_name = "TASK", requires = "dump")]
    task: Option<u8>,
    /// Walk the heap's invariants after every operation, and fill and compare every payload
    #[arg(long)]
    check: bool,
}

#[derive(clap::Args)]
pub struct SourceArguments {
    /// A scenario in the script language; - for standard input
    #[arg(long, value_name = "FILE", required_unless_present = "trace")]
    scenario: Option<String>,
    /// A recording, or the log of another tool: mtrace, valgrind, ltrace, CSV and more, recognised by what it holds;
    /// - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "scenario")]
    trace: Option<String>,
    /// How a log of your own is written, a pattern for each kind of line: 'malloc(%size) -> %addr' 'free(%addr)'
    #[arg(long, value_name = "PATTERN", num_args = 1.., requires = "trace")]
    pattern: Vec<String>,
}

impl SourceArguments {
    /// The files that are named.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.scenario.iter().chain(&self.trace)
    }

    /// What they hold. What is odd about it is said on standard error.
    pub fn read(&self) -> Result<Source, Failure> {
        let source = match (&self.scenario, &self.trace) {
            (Some(name), _) => input::script(&input::read_text(name)?, input::shown(name))?,
            (None, Some(name)) => input::trace_file(name, &self.pattern)?,
            (None, None) => unreachable!("the parser asks for one of them"),
        };
        input::print_notices(&source);
        Ok(source)
    }
}

/// Work between two movements of the progress bar, in probes: some tens of milliseconds.
const SLICE_WORK: u64 = 10_000_000;

pub fn run(arguments: &Arguments, output: &mut impl Write) -> Result<ExitCode, Failure> {
    input::standard_input_once(arguments.design.iter().chain(arguments.source.names()))?;
    let designs = input::designs(&arguments.design)?;
    let source = arguments.source.read()?;
    let options = Options {
        check: arguments.check,
    };
    let mut replay = finished(designs, &source.scenario, options)?;
    if arguments.steps {
        match arguments.csv {
            true => steps::write_csv(&mut replay, output)?,
            false => steps::print(&mut replay, output)?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    let report = Report::new(&mut replay, designs, &source, None);
    let dump = match arguments.dump {
        Some(step) => {
            let state = replay.seek(step).map_err(|StepError { step, total, .. }| {
                Failure::Usage(format!("--dump {step}: the last step is {}", count(total)))
            })?;
            let state = match arguments.task {
                None => state,
                Some(task) => state
                    .in_space(task)
                    .ok_or_else(|| input::no_task(&task.to_string()))?,
            };
            Some(dump::Dump::of(&state))
        }
        None => None,
    };
    match (arguments.json, &dump) {
        (true, dump) => json::print(output, &report.json(dump.as_ref()))?,
        (false, Some(dump)) => dump.print(output)?,
        (false, None) => report.print(output)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A replay that is done. Whoever waits for it sees how far it is.
pub fn finished(
    designs: Designs,
    scenario: &Scenario,
    options: Options,
) -> Result<Replay, Failure> {
    let mut replay = Replay::new(designs, scenario.clone(), options)?;
    let bar = progress_bar(u64::from(replay.progress().total), "operations");
    while !replay.advance(SLICE_WORK)?.is_done() {
        bar.set_position(u64::from(replay.progress().replayed));
    }
    bar.finish_and_clear();
    Ok(replay)
}

/// A bar on standard error, if a person is there to see it, that counts what there are `total` of.
pub fn progress_bar(total: u64, of_what: &str) -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = format!(
        "{{bar:40}} {{percent:>3}} %  {{human_pos}} of {{human_len}} {of_what}  {{eta}} left"
    );
    let style = ProgressStyle::with_template(&template);
    ProgressBar::new(total).with_style(style.expect("the template is well formed"))
}
