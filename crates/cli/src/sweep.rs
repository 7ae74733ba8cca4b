//! Owns `heap-atlas sweep`: many designs on one scenario, ranked.

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use atlas_replay::design::{AxisScope, axis, differences};
use atlas_replay::sweep::{
    AXES_AT_ONCE_MAX, CANDIDATES_MAX, Candidate, Refused, Smallest, Trial, first_round, grid,
    neighbours, rank, smallest_region, trial,
};
use atlas_replay::{Scorecard, WholeDesign};
use atlas_scenario::numerals::{bytes, bytes_exactly, count, counted, number};
use atlas_scenario::share::{Measure, Settings, goal, listed_settings};
use atlas_scenario::{KERNEL, Scenario};
use clap::builder::PossibleValuesParser;
use rayon::prelude::*;
use serde::Serialize;

use crate::failure::Failure;
use crate::input;
use crate::json;
use crate::replay::{SourceArguments, progress_bar};
use crate::terminal::one_line;

/// The smallest region is looked for under so many designs, the best.
const REGIONS_SHOWN: usize = 5;

/// Try many designs on a scenario or a trace, and rank them: those that meet the goal, then those that refuse least, then by
/// the measures that --by names.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  heap-atlas sweep --trace sqlite.heaptrace
  heap-atlas sweep --trace node.heaptrace --design region-size=96KiB --goal 'refused=0,probes-p99<=20'
  heap-atlas sweep --trace node.heaptrace --axes 2 --by probes --csv
  heap-atlas sweep --scenario stack.txt --design tlsf --grid bins-per-doubling=4,8,16,32 --grid split=never,whenever
  heap-atlas sweep --trace node.heaptrace --smallest-region")]
pub struct Arguments {
    /// The machine to be on, and the design that --grid and --around begin with, as `heap-atlas replay` takes it
    #[arg(long, value_name = "FILE|PRESET|AXIS=VALUE", num_args = 1..)]
    design: Vec<String>,
    #[command(flatten)]
    source: SourceArguments,
    /// After all presets, change up to so many axes of --design and of each that no other beats
    #[arg(long, value_name = "NUMBER", default_value_t = 1, conflicts_with = "grid",
        value_parser = clap::value_parser!(u32).range(..=i64::from(AXES_AT_ONCE_MAX)))]
    axes: u32,
    /// Change axes of --design instead of trying presets
    #[arg(long, conflicts_with = "grid")]
    around: bool,
    /// Try these values of an axis on top of --design, in all combinations with those of other axes, instead of presets
    #[arg(long, value_name = "AXIS=VALUE,VALUE")]
    grid: Vec<String>,
    /// What a design has to reach, as in a link
    #[arg(long, value_name = "high-water<=96KiB,refused=0")]
    goal: Option<String>,
    /// What to rank by, and what no design on the front beats another in
    #[arg(long, value_delimiter = ',', default_value = "high-water,probes",
        value_parser = PossibleValuesParser::new(Measure::names()))]
    by: Vec<String>,
    /// Of the table, print so many rows
    #[arg(long, value_name = "ROWS", default_value_t = 20)]
    top: usize,
    /// Look for the smallest region that serves, under the best designs
    #[arg(long)]
    smallest_region: bool,
    /// Print one JSON object, with all designs
    #[arg(long)]
    json: bool,
    /// Print all designs as comma-separated values
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// The designs that were tried, in order of rank.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sweep<'a> {
    scenario: &'a str,
    operations: u32,
    /// What the machine has different from Classic's.
    machine: Settings,
    designs: Vec<Row>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    smallest_regions: Vec<RegionRow>,
}

/// A design and what became of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    rank: usize,
    /// As `--design` takes it.
    design: String,
    /// Whether no design beats it in all that is ranked by.
    on_front: bool,
    meets_goal: bool,
    #[serde(flatten)]
    trial: Trial,
    #[serde(skip)]
    candidate: Candidate,
}

/// The smallest region of a design.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RegionRow {
    design: String,
    region_bytes: u32,
    /// Whether every smaller one was tried, or can't serve.
    is_exact: bool,
    /// What the next smaller region refuses first.
    too_small: Option<Refused>,
}

pub fn run(arguments: &Arguments, output: &mut impl Write) -> Result<ExitCode, Failure> {
    input::standard_input_once(arguments.design.iter().chain(arguments.source.names()))?;
    let base = base(&arguments.design)?;
    let goal = match &arguments.goal {
        None => Vec::new(),
        Some(text) => goal(text)
            .map_err(|told| Failure::Usage(format!("--goal {}: {told}", one_line(text))))?,
    };
    let by: Vec<Measure> = arguments
        .by
        .iter()
        .filter_map(|name| Measure::named(name))
        .collect();
    let lines = arguments.grid.iter().map(|line| grid_line(line));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    let source = arguments.source.read()?;
    let scenario = &source.scenario;
    let mut machine = Settings::default();
    for (id, value) in differences(&base.design, &WholeDesign::default()) {
        if is_of_machine(id) {
            machine.insert(id, &value.to_string());
        }
    }

    let ranked = |trials: &[Trial]| {
        let cards: Vec<_> = trials
            .iter()
            .map(|trial| trial.scorecard().cloned())
            .collect();
        rank(&cards, &goal, &by)
    };
    let (candidates, trials) = if lines.is_empty() {
        let mut candidates = if arguments.around {
            vec![base.clone()]
        } else {
            first_round(&base)
        };
        let mut trials = tried(&candidates, scenario);
        if arguments.axes > 0 {
            let from = ranked(&trials).on_front.into_iter().zip(&candidates);
            let from = from.filter(|(on_front, from)| *on_front || from.design == base.design);
            let mut near: Vec<Candidate> = Vec::new();
            for candidate in from.flat_map(|(_, from)| neighbours(from, arguments.axes)) {
                let is_same = |known: &Candidate| known.design == candidate.design;
                if !candidates.iter().chain(&near).any(is_same) {
                    near.push(candidate);
                }
            }
            if near.len() > CANDIDATES_MAX {
                return Err(too_many(near.len()));
            }
            trials.extend(tried(&near, scenario));
            candidates.extend(near);
        }
        (candidates, trials)
    } else {
        let combinations: usize = lines.iter().map(|(_, values)| values.len()).product();
        if combinations > CANDIDATES_MAX {
            return Err(too_many(combinations));
        }
        let candidates =
            grid(&base, &lines).map_err(|error| Failure::Usage(format!("--grid: {error}")))?;
        let trials = tried(&candidates, scenario);
        (candidates, trials)
    };

    let ranking = ranked(&trials);
    let rows: Vec<Row> = (1..)
        .zip(ranking.order)
        .map(|(rank, place)| Row {
            rank,
            design: candidates[place].name(),
            on_front: ranking.on_front[place],
            meets_goal: ranking.meets_goal[place],
            trial: trials[place].clone(),
            candidate: candidates[place].clone(),
        })
        .collect();
    let mut sweep = Sweep {
        scenario: &source.name,
        operations: scenario.operation_count(),
        machine,
        designs: rows,
        smallest_regions: Vec::new(),
    };
    if arguments.smallest_region {
        sweep.smallest_regions = regions(&sweep.designs, scenario);
    }
    if arguments.json {
        json::print(output, &sweep)?;
    } else if arguments.csv {
        sweep.write_csv(output)?;
    } else {
        sweep.print(output, arguments.top, !goal.is_empty())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The design that a sweep begins with.
fn base(parts: &[String]) -> Result<Candidate, Failure> {
    let designs = input::designs(parts)?;
    if designs.tasks.iter().any(Option::is_some) {
        let message = "a sweep is over one design: a task has the kernel's".to_owned();
        return Err(Failure::Usage(message));
    }
    let design = designs.of(KERNEL);
    Ok(Candidate::of(design))
}

fn is_of_machine(id: &str) -> bool {
    axis(id).is_some_and(|axis| axis.scope() == AxisScope::Machine)
}

/// An axis and the values that `--grid` gives it.
fn grid_line(line: &str) -> Result<(&str, Vec<&str>), Failure> {
    let (axis, values) = line.split_once('=').ok_or_else(|| {
        Failure::Usage(format!(
            "--grid {}: expected axis=value,value",
            one_line(line)
        ))
    })?;
    Ok((axis, listed_settings(values).collect()))
}

fn too_many(designs: usize) -> Failure {
    Failure::Usage(format!(
        "these are {} designs; a sweep tries {} at most",
        count(designs),
        count(CANDIDATES_MAX)
    ))
}

/// Every candidate on the scenario, over all cores. Whoever waits sees how far it is.
fn tried(candidates: &[Candidate], scenario: &Scenario) -> Vec<Trial> {
    let bar = progress_bar(candidates.len() as u64, "designs");
    let trials = candidates
        .par_iter()
        .map(|candidate| {
            let trial = trial(candidate.design, scenario, || true);
            bar.inc(1);
            trial.expect("nobody stops it")
        })
        .collect();
    bar.finish_and_clear();
    trials
}

/// The smallest regions of the best designs.
fn regions(rows: &[Row], scenario: &Scenario) -> Vec<RegionRow> {
    let best = &rows[..rows.len().min(REGIONS_SHOWN)];
    let bar = progress_bar(best.len() as u64, "smallest regions");
    let found = best
        .par_iter()
        .filter_map(|row| {
            let found = smallest_region(&row.candidate.design, scenario, || true);
            bar.inc(1);
            let Smallest {
                region_bytes,
                too_small,
                is_exact,
                ..
            } = found?;
            Some(RegionRow {
                design: row.design.clone(),
                region_bytes,
                is_exact,
                too_small: too_small.and_then(|(_, trial)| trial.refused()),
            })
        })
        .collect();
    bar.finish_and_clear();
    found
}

impl Sweep<'_> {
    fn print(&self, output: &mut impl Write, top: usize, has_goal: bool) -> std::io::Result<()> {
        let Self { designs, .. } = self;
        writeln!(
            output,
            "{}, {} operations, {}",
            one_line(self.scenario),
            count(self.operations),
            counted(designs.len() as u64, "design")
        )?;
        let machine: Vec<_> = self
            .machine
            .iter()
            .map(|(axis, value)| format!("{axis}={value}"))
            .collect();
        if !machine.is_empty() {
            writeln!(output, "on a machine with {}", machine.join(" "))?;
        }
        if has_goal {
            let met = designs.iter().filter(|row| row.meets_goal).count();
            writeln!(output, "{} of them meet the goal", count(met))?;
        }
        writeln!(
            output,
            "\n{:>4}   {:>11} {:>8} {:>8} {:>7} {:>11}   design",
            "", "high water", "refused", "probes", "p99", "utilisation"
        )?;
        let mut shown = 0;
        for alike in designs
            .chunk_by(|one, other| one.trial.scorecard() == other.trial.scorecard())
            .take(top)
        {
            let [first, others @ ..] = alike else {
                continue;
            };
            first.print(output)?;
            if !others.is_empty() && first.trial.scorecard().is_some() {
                let others = counted(others.len() as u64, "more design");
                writeln!(output, "{:>7}{others} with the same numbers", "")?;
            }
            shown += alike.len();
        }
        if designs.len() > shown {
            let more = counted((designs.len() - shown) as u64, "more design");
            writeln!(output, "{:>7}{more}: --top, --csv", "")?;
        }
        writeln!(
            output,
            "\n* on the front: no design that refuses as few beats it in all that is ranked by"
        )?;
        if !self.smallest_regions.is_empty() {
            writeln!(output, "\nThe smallest region that serves")?;
        }
        for row in &self.smallest_regions {
            row.print(output)?;
        }
        Ok(())
    }

    fn write_csv(&self, output: &mut impl Write) -> std::io::Result<()> {
        let mut table = csv::Writer::from_writer(output);
        table.write_record([
            "rank",
            "on_front",
            "meets_goal",
            "high_water_bytes",
            "refused",
            "first_refused_step",
            "probes_mean",
            "probes_p99",
            "utilisation",
            "timeline_hash",
            "design",
        ])?;
        for row in &self.designs {
            let mut record = vec![row.rank.to_string(), row.on_front.to_string()];
            record.push(row.meets_goal.to_string());
            match &row.trial {
                Trial::Measured {
                    scorecard, hash, ..
                } => record.extend([
                    scorecard.high_water_bytes.to_string(),
                    scorecard.refused.to_string(),
                    text(scorecard.first_refused_step),
                    scorecard.probes_mean.to_string(),
                    scorecard.probes_p99.to_string(),
                    scorecard.utilisation.to_string(),
                    hash.clone(),
                ]),
                Trial::GivenUp { .. } | Trial::Impossible { .. } => {
                    record.extend(std::iter::repeat_n(String::new(), 7));
                }
            }
            record.push(row.design.clone());
            table.write_record(&record)?;
        }
        table.flush()
    }
}

impl RegionRow {
    fn print(&self, output: &mut impl Write) -> std::io::Result<()> {
        let size = bytes_exactly(self.region_bytes).to_string();
        writeln!(output, "{size:>27}   {}", self.design)?;
        if let Some(refused) = &self.too_small {
            writeln!(output, "{:>30}in a smaller one, {}", "", why(refused))?;
        }
        if !self.is_exact {
            writeln!(output, "{:>30}not all of the smaller ones were tried", "")?;
        }
        Ok(())
    }
}

impl Row {
    fn print(&self, output: &mut impl Write) -> std::io::Result<()> {
        let mark = if self.on_front { "*" } else { " " };
        write!(output, "{:>4} {mark} ", self.rank)?;
        match &self.trial {
            Trial::Measured {
                scorecard, refused, ..
            } => {
                let Scorecard {
                    high_water_bytes,
                    refused: refusals,
                    probes_mean,
                    probes_p99,
                    utilisation,
                    ..
                } = scorecard;
                writeln!(
                    output,
                    "{:>11} {:>8} {:>8} {:>7} {:>9} %   {}",
                    bytes(*high_water_bytes).to_string(),
                    count(refusals).to_string(),
                    number(*probes_mean).to_string(),
                    count(probes_p99).to_string(),
                    number(100.0 * utilisation).to_string(),
                    self.design
                )?;
                match refused {
                    Some(refused) => writeln!(output, "{:>7}{}", "", why(refused)),
                    None => Ok(()),
                }
            }
            Trial::GivenUp { step } => {
                let step = count(step);
                writeln!(
                    output,
                    "given up at step {step}, since it examines too many blocks   {}",
                    self.design
                )
            }
            Trial::Impossible { why } => writeln!(output, "{why}   {}", self.design),
        }
    }
}

/// What is refused first.
fn why(refused: &Refused) -> impl Display {
    let Refused {
        step,
        requested_bytes,
        largest_free_bytes,
        free_bytes,
    } = *refused;
    format!(
        "step {} asks for {} in vain: the largest hole has {}, all of them {}",
        count(step),
        bytes(requested_bytes),
        bytes(largest_free_bytes),
        bytes(free_bytes)
    )
}

fn text(number: Option<u32>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}
