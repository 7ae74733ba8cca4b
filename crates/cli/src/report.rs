//! Owns the figures of a whole replay, as a table for people and as JSON for programs.

use std::io::{self, Write};

use atlas_replay::design::complete;
use atlas_replay::look::Metrics;
use atlas_replay::{
    Death, Designs, Figures, Life, METRICS, MetricDoc, OUTCOMES, Replay, Scope, SpaceState, Turns,
    Unit,
};
use atlas_scenario::numerals::{bytes_exactly, count};
use atlas_scenario::share::Settings;
use atlas_scenario::trace::Provenance;
use atlas_scenario::{KERNEL, RepeatNumber};
use serde::{Serialize, Serializer};

use crate::dump::Dump;
use crate::input::Source;
use crate::terminal::one_line;

/// Of the repeats of a scenario, the table has so many.
const REPEATS_SHOWN: usize = 20;

/// The figures of a replay that is done.
pub struct Report<'a> {
    designs: Designs,
    source: &'a Source,
    outcomes: Vec<(&'static str, u32)>,
    /// The repeats that end with a refusal, at the last step.
    repeats: Vec<RepeatJson>,
    /// A step that was asked for.
    asked: Option<(u32, Figures)>,
    /// The last step.
    end: Figures,
    /// The first step at which the heap reached its high-water mark.
    peak_step: u32,
    peak: Figures,
    hash: String,
    /// The address spaces at the last step, each with its figures.
    spaces: Vec<(SpaceState, Figures)>,
}

/// A report as programs read it. Designs, metrics and the dump have the shapes that the page has.
#[derive(Serialize)]
pub struct ReportJson<'a> {
    design: Settings,
    scenario: OriginJson<'a>,
    operations: u32,
    #[serde(serialize_with = "as_object")]
    outcomes: &'a [(&'static str, u32)],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    repeats: &'a [RepeatJson],
    metrics: EndJson,
    at_peak: AtStepJson,
    spaces: Vec<SpaceJson>,
    timeline_hash: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_step: Option<AtStepJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dump: Option<&'a Dump>,
}

fn as_object<S: Serializer>(
    entries: &[(&'static str, u32)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().copied())
}

#[derive(Serialize)]
struct OriginJson<'a> {
    name: &'a str,
    format: &'static str,
    operations: u32,
    pointers: u32,
    #[serde(flatten)]
    provenance: &'a Provenance,
}

/// How often a repeat went.
#[derive(Serialize)]
struct RepeatJson {
    name: Box<str>,
    turns: u32,
    refused: bool,
}

#[derive(Serialize)]
struct EndJson {
    #[serde(flatten)]
    metrics: Metrics,
    leaked_blocks: u32,
    leaked_bytes: u32,
}

#[derive(Serialize)]
struct AtStepJson {
    step: u32,
    #[serde(flatten)]
    metrics: Metrics,
}

#[derive(Serialize)]
struct SpaceJson {
    task: u8,
    state: &'static str,
    region_base: u32,
    region_bytes: u32,
    design: Settings,
    metrics: Metrics,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed: Option<Death>,
}

impl<'a> Report<'a> {
    /// With the figures at a step besides, or at the last where there is none so far.
    ///
    /// # Panics
    /// If the replay is not done.
    pub fn new(
        replay: &mut Replay,
        designs: Designs,
        source: &'a Source,
        step: Option<u32>,
    ) -> Self {
        let progress = replay.progress();
        let mut figures = |step| {
            let state = replay.seek(step);
            *state.expect("every step is replayed").figures()
        };
        let asked = step.map(|step| step.min(progress.total));
        let asked = asked.map(|step| (step, figures(step)));
        let end = figures(progress.total);
        let peak_step = end.peaks.heap_step;
        let peak = figures(peak_step);
        let state = replay.seek(progress.total).expect("every step is replayed");
        let spaces = state.spaces().map(|space| {
            let seen = state.in_space(space.task).expect("the space of a task");
            (space, *seen.figures())
        });
        let spaces = spaces.collect();
        let repeats = (0..).zip(source.scenario.conditions.repeats());
        let repeats = repeats.map(|(number, repeat)| {
            let Turns { went, refused } = state.turns_of(RepeatNumber(number));
            RepeatJson {
                name: repeat.name.clone(),
                turns: went,
                refused,
            }
        });
        let repeats = repeats.collect();
        let timeline = replay.timeline();
        let outcomes = OUTCOMES.iter().map(|outcome| outcome.id);
        Self {
            spaces,
            designs,
            source,
            asked,
            outcomes: outcomes
                .zip(timeline.outcome_counts().iter().copied())
                .collect(),
            repeats,
            end,
            peak_step,
            peak,
            hash: timeline.hash().expect("the replay is done").to_owned(),
        }
    }

    /// The timeline's hash.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Everything, for programs.
    pub fn json<'b>(&'b self, dump: Option<&'b Dump>) -> ReportJson<'b> {
        let Source {
            name,
            format,
            scenario,
            provenance,
            ..
        } = self.source;
        ReportJson {
            design: complete(&self.designs.of(KERNEL)),
            scenario: OriginJson {
                name,
                format,
                operations: scenario.operation_count(),
                pointers: scenario.pointers,
                provenance,
            },
            operations: scenario.operation_count(),
            outcomes: &self.outcomes,
            repeats: &self.repeats,
            metrics: EndJson {
                metrics: Metrics::of(&self.end, |metric| metric.scope != Scope::Step),
                leaked_blocks: self.end.live.blocks,
                leaked_bytes: self.end.live.requested_bytes,
            },
            at_peak: at_step(self.peak_step, &self.peak, |scope| scope == Scope::State),
            at_step: self
                .asked
                .as_ref()
                .map(|(step, figures)| at_step(*step, figures, |scope| scope != Scope::SoFar)),
            spaces: self.spaces.iter().map(|space| self.space(space)).collect(),
            timeline_hash: &self.hash,
            dump,
        }
    }

    /// One address space at the last step.
    fn space(&self, (space, figures): &(SpaceState, Figures)) -> SpaceJson {
        SpaceJson {
            task: space.task,
            state: space.life.id(),
            region_base: space.region_base,
            region_bytes: space.region_bytes,
            design: complete(&self.designs.of_heap(space.task)),
            metrics: Metrics::of(figures, |metric| metric.scope == Scope::State),
            killed: match space.life {
                Life::Killed(death) => Some(death),
                Life::Unborn | Life::Alive { .. } => None,
            },
        }
    }

    /// The table.
    pub fn print(&self, output: &mut impl Write) -> io::Result<()> {
        let source = self.source;
        let title = match &*source.provenance.title {
            "" => &source.name,
            title => title,
        };
        writeln!(
            output,
            "{}, {} operations",
            one_line(title),
            count(source.scenario.operations.len())
        )?;
        let settings = self.designs.settings();
        let differs: Vec<String> = settings
            .iter()
            .map(|(axis, value)| format!("{axis}={value}"))
            .collect();
        match differs.len() {
            0 => writeln!(output, "on Classic")?,
            _ => writeln!(output, "on Classic with {}", differs.join(" "))?,
        }

        if let Some((step, figures)) = &self.asked {
            writeln!(output, "\nAt step {}", count(step))?;
            for metric in METRICS.iter().filter(|metric| metric.scope != Scope::SoFar) {
                row(output, metric.title, &shown(metric, figures), "")?;
            }
        }
        writeln!(output, "\nOutcomes")?;
        for (outcome, &(_, number)) in OUTCOMES.iter().zip(&self.outcomes) {
            if number > 0 {
                row(output, outcome.title, &count(number).to_string(), "")?;
            }
        }
        if !self.repeats.is_empty() {
            writeln!(output, "\nTurns until a request was refused")?;
        }
        for repeat in self.repeats.iter().take(REPEATS_SHOWN) {
            let name = match &*repeat.name {
                "" => "without a counter",
                name => name,
            };
            let end = if repeat.refused {
                ""
            } else {
                "nothing refused"
            };
            row(output, name, &count(repeat.turns).to_string(), end)?;
        }
        if let Some(more) = self
            .repeats
            .len()
            .checked_sub(REPEATS_SHOWN)
            .filter(|&more| more > 0)
        {
            row(output, "further repeats", &count(more).to_string(), "")?;
        }
        let mut group = "";
        for metric in METRICS.iter().filter(|metric| metric.scope != Scope::Step) {
            if metric.group != group {
                group = metric.group;
                let at = match metric.scope {
                    Scope::State => {
                        format!("at the end, at the peak (step {})", count(self.peak_step))
                    }
                    Scope::Step | Scope::SoFar => "over the whole replay".to_owned(),
                };
                writeln!(output, "\n{group}, {at}")?;
            }
            let end = shown(metric, &self.end);
            let peak = match metric.scope {
                Scope::State => shown(metric, &self.peak),
                Scope::Step | Scope::SoFar => String::new(),
            };
            row(output, metric.title, &end, &peak)?;
        }
        if self.spaces.len() > 1 {
            writeln!(output, "\nTasks, at the end: heap, frames")?;
            for (space, _) in &self.spaces {
                let title = format!("{}, {}", space.task, space.life.id());
                let heap = bytes_exactly(space.heap_bytes).to_string();
                let frames = count(space.pages.counts.resident).to_string();
                row(output, &title, &heap, &frames)?;
            }
        }
        writeln!(output, "\nLeaked")?;
        let leaked = self.end.live;
        row(output, "Blocks", &count(leaked.blocks).to_string(), "")?;
        let bytes = bytes_exactly(leaked.requested_bytes).to_string();
        row(output, "Requested", &bytes, "")?;
        writeln!(output, "\nTimeline {}", self.hash)
    }
}

/// The metrics of one step, and which step it is.
fn at_step(step: u32, figures: &Figures, includes: impl Fn(Scope) -> bool) -> AtStepJson {
    AtStepJson {
        step,
        metrics: Metrics::of(figures, |metric| includes(metric.scope)),
    }
}

fn row(output: &mut impl Write, title: &str, value: &str, second: &str) -> io::Result<()> {
    let line = format!("  {title:<24}{value:>26}{second:>27}");
    writeln!(output, "{}", line.trim_end())
}

fn shown(metric: &MetricDoc, figures: &Figures) -> String {
    let value = metric.value(figures);
    match metric.unit {
        Unit::Ratio => format!("{:.2} %", value * 100.0),
        Unit::Bytes if value.fract() == 0.0 => bytes_exactly(value as u64).to_string(),
        Unit::Count if value.fract() == 0.0 => count(value).to_string(),
        Unit::Bytes | Unit::Count => format!("{value:.2}"),
    }
}
