//! A session: one scenario replayed on one design, and the pictures of its steps.
//!
//! Owns what a look has beside the answers of `atlas-replay`: pictures of the map. What is asked for at a step depends
//! on the step alone.

use std::ops::RangeInclusive;

use atlas_replay::look::{Look, OperationLine, Wish};
use atlas_replay::{
    CATEGORIES, Designs, Lifetime, Options, Replay, Scorecard, Series, State, sweep,
};
use atlas_scenario::Scenario;
use atlas_scenario::script::Lines;
use serde::{Deserialize, Serialize};

use crate::error::{ErrorReport, Result};
use crate::light::{Rgba, rgba};
use crate::over_time::{self, OverTime, OverTimeSpec};
use crate::paint::{Layout, MapImage, MapSpec, Painter, Stretch, bytes};

/// How many points a series may have.
const POINTS: RangeInclusive<u32> = 1..=10_000;

/// A replay and the painter of its maps.
pub struct Session {
    replay: Replay,
    lines: Lines,
    painter: Painter,
}

/// How far a replay has come.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Progress {
    /// Steps that can be looked at: `0..=replayed`.
    pub replayed: u32,
    /// The operations of the scenario: the last step there will be.
    pub total: u32,
    /// Whether all have been replayed.
    pub done: bool,
    /// The timeline's hash, 16 hexadecimal digits, once all have been replayed.
    pub hash: Option<String>,
    /// What the design made of the scenario, once all have been replayed.
    pub scorecard: Option<Scorecard>,
}

/// A block that the program had for a while, at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BlockLife {
    /// The pointer it was granted to.
    pub pointer: String,
    /// Where it lies, its bookkeeping included: an offset.
    pub start: u32,
    /// Its length, its bookkeeping included.
    pub bytes: u32,
    /// The first step with it there.
    pub from: u32,
    /// The first step without it there; `None` if there is none.
    pub until: Option<u32>,
}

/// What is wished to be known and seen of a step.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StepWish {
    /// What is wished to be known.
    #[serde(flatten)]
    pub facts: Wish,
    /// The maps to be painted.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Vec<MapSpec>>", optional))]
    pub maps: Vec<MapSpec>,
}

/// What there is of a wish.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StepLook {
    /// What was wished to be known.
    #[serde(flatten)]
    pub facts: Look,
    /// The maps, in the order of the wish.
    pub pictures: Vec<Picture>,
    /// The line of the script, from 1, that the step's operation comes from; `None` at step 0 and for a recording.
    pub line: Option<u32>,
}

/// A painted map.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Picture {
    /// Where memory lies in it.
    pub image: MapImage,
    /// Its pixels, line by line from the top: red, green, blue, opacity.
    #[serde(serialize_with = "bytes")]
    #[cfg_attr(test, ts(type = "Uint8Array<ArrayBuffer>"))]
    pub pixels: Vec<Rgba>,
}

impl Session {
    /// A session before its first operation.
    ///
    /// # Errors
    /// If a design or the scenario makes no sense.
    pub fn new(designs: impl Into<Designs>, scenario: Scenario, lines: Lines) -> Result<Self> {
        Ok(Self {
            replay: Replay::new(designs, scenario, Options::default())?,
            lines,
            painter: Painter::default(),
        })
    }

    /// Makes it one of many: it may take no more work than a sweep waits for.
    pub fn make_trial(&mut self) {
        let total = self.replay.progress().total;
        self.replay.limit_work(sweep::work_max(total));
    }

    /// Replays on for about `budget` units of work of a few nanoseconds each, at least one operation.
    ///
    /// # Errors
    /// If the allocator breaks its promises; this is then final.
    pub fn advance(&mut self, budget: u64) -> Result<Progress> {
        self.replay.advance(budget)?;
        Ok(self.progress())
    }

    /// How far the replay is.
    pub fn progress(&self) -> Progress {
        let progress = self.replay.progress();
        Progress {
            replayed: progress.replayed,
            total: progress.total,
            done: progress.is_done(),
            hash: self.replay.timeline().hash().map(str::to_owned),
            scorecard: self.replay.timeline().scorecard().cloned(),
        }
    }

    /// Looks at a step from a task's address space; `None` is that of the task which performed the step's operation.
    ///
    /// # Errors
    /// If the step is not replayed, the task has no space, or a map is too large to be painted.
    pub fn look(&mut self, step: u32, space: Option<u32>, wish: &StepWish) -> Result<StepLook> {
        let state = self.replay.seek_in(step, space)?;
        let pictures = wish
            .maps
            .iter()
            .map(|spec| picture(&mut self.painter, &state, spec))
            .collect::<Result<_>>()?;
        Ok(StepLook {
            facts: state.look(&wish.facts),
            pictures,
            line: self.lines.of_step(step),
        })
    }

    /// The first step of a line of the script at or after `from`; where there is none, the first of all. `None` for a
    /// line without an operation.
    pub fn step_of_line(&self, line: u32, from: u32) -> Option<u32> {
        self.lines.step_of(line, from)
    }

    /// Paints memory over time in a task's address space, as far as it is replayed.
    ///
    /// # Errors
    /// If the window is empty or the picture too large.
    pub fn over_time(&self, task: u8, spec: &OverTimeSpec) -> Result<OverTime> {
        let timeline = self.replay.timeline();
        let space = timeline.memory_over_time(task);
        over_time::paint(self.painter.light(), timeline, space, spec)
    }

    /// The block that a task's program had at an offset of its region at a step.
    pub fn block_at(&self, task: u8, step: u32, offset: u32) -> Option<BlockLife> {
        let space = self.replay.timeline().memory_over_time(task)?;
        let life = space.at(step, offset)?;
        Some(BlockLife {
            pointer: self.replay.scenario().pointer_name(life.pointer),
            start: life.block.start,
            bytes: life.block.bytes,
            from: life.from,
            until: (life.until != Lifetime::ALIVE).then_some(life.until),
        })
    }

    /// Metrics over the steps replayed so far, as at most `points` points.
    ///
    /// # Errors
    /// If `points` is 0 or above 10 000.
    pub fn series(&self, points: u32) -> Result<Series> {
        if !POINTS.contains(&points) {
            let (least, most) = POINTS.into_inner();
            return Err(ErrorReport::bounds(format!(
                "a series has {least} to {most} points, not {points}"
            )));
        }
        Ok(self.replay.timeline().series(points))
    }

    /// Up to `count` steps from `from` on as CSV, as far as they are replayed; the first step's has the columns' names.
    pub fn steps_csv(&mut self, from: u32, count: u32) -> String {
        self.replay.steps_csv(from, count)
    }

    /// A digest of the answer at each of up to `count` steps from `from` on, as far as they are replayed.
    pub fn fingerprints(&self, from: u32, count: u32) -> &[u32] {
        self.replay.timeline().fingerprints(from, count)
    }

    /// Up to `count` operations from the one that leads to step `from`; outcomes as far as they are known.
    pub fn operations(&self, from: u32, count: u32) -> Vec<OperationLine> {
        self.replay.operations(from, count)
    }
}

/// The map of a state, each category in its colour.
fn picture(painter: &mut Painter, state: &State<'_>, spec: &MapSpec) -> Result<Picture> {
    let layout = Layout::new(spec)?;
    let background = rgba(spec.background);
    let palette: Vec<Rgba> = CATEGORIES
        .iter()
        .map(|category| match spec.palette.get(category.id) {
            Some(&colour) => rgba(colour),
            None => background,
        })
        .collect();
    let stretches = state.spans().map(|span| Stretch {
        start: span.start,
        bytes: span.bytes,
        colour: palette[span.category as usize],
    });
    let blocks = state.blocks().map(|replayed| replayed.block.extent);
    Ok(Picture {
        image: layout.image(),
        pixels: painter.paint(&layout, stretches, blocks, background),
    })
}

#[cfg(test)]
mod tests {
    use atlas_scenario::{Limits, script};

    use super::*;
    use crate::error::ErrorKind;

    fn session(script: &str) -> Session {
        let (design, _) = Designs::read([("region-size", "4096")]);
        let script = script::parse(script).unwrap();
        let (scenario, lines) = script.expand_with_lines(&Limits::DEFAULT).unwrap();
        let mut session = Session::new(design, scenario, lines).unwrap();
        while !session.advance(1).unwrap().done {}
        session
    }

    fn of_map(map: MapSpec) -> StepWish {
        StepWish {
            maps: vec![map],
            ..StepWish::default()
        }
    }

    /// Protects: a step, a space, a size that does not exist is refused, and nothing else of the session suffers.
    #[test]
    fn what_does_not_exist_is_refused() {
        let mut session = session("a = malloc 1\nb = malloc 1");
        let nothing = StepWish::default();
        let kinds = [
            session.look(3, None, &nothing).err().unwrap().kind,
            session.look(1, Some(2), &nothing).err().unwrap().kind,
            session.series(0).err().unwrap().kind,
            session.series(10_001).err().unwrap().kind,
            session
                .look(1, None, &of_map(MapSpec::default()))
                .err()
                .unwrap()
                .kind,
        ];
        assert_eq!(kinds, [ErrorKind::Bounds; 5]);
        let facts = Wish {
            frame: true,
            ..Wish::default()
        };
        let wish = StepWish {
            facts,
            maps: Vec::new(),
        };
        let look = session.look(2, Some(0), &wish).unwrap();
        assert_eq!(look.facts.frame.unwrap().step, 2);
    }

    /// Protects: a step knows its line and a line its step, in a repeat the next turn's, and a line that makes no
    /// operation leads nowhere.
    #[test]
    fn steps_and_lines_lead_to_each_other() {
        let mut session =
            session("# two turns\nrepeat 2 as i\n  x[i] = malloc 16\n  touch x[i]\nend");
        let nothing = StepWish::default();
        let lines = [0, 1, 2, 3, 4].map(|step| session.look(step, None, &nothing).unwrap().line);
        assert_eq!(lines, [None, Some(3), Some(4), Some(3), Some(4)]);
        let steps = [
            (3, 0),
            (3, 2),
            (3, 3),
            (3, 4),
            (4, 3),
            (1, 0),
            (2, 0),
            (9, 0),
        ]
        .map(|(line, from)| session.step_of_line(line, from));
        assert_eq!(
            steps,
            [
                Some(1),
                Some(3),
                Some(3),
                Some(1),
                Some(4),
                None,
                None,
                None
            ]
        );
    }

    /// Protects: the map has the palette's colours where the categories are, at the step that is looked at.
    #[test]
    fn the_map_is_painted_by_category() {
        let mut session = session("a = malloc 100\nb = malloc 20\nfree a");
        let palette = [
            ("header", 0xAA00_00FF),
            ("requested", 0x00BB_00FF),
            ("free", 0x0000_CCFF),
        ];
        let spec = MapSpec {
            width: 16,
            height: 1,
            bytes: 128,
            row_height: 1,
            palette: palette.map(|(id, colour)| (id.to_owned(), colour)).into(),
            background: 0x1122_33FF,
            ..MapSpec::default()
        };
        let mut pixels = |step| {
            let look = session.look(step, None, &of_map(spec.clone())).unwrap();
            look.pictures.into_iter().next().unwrap().pixels
        };
        let two = pixels(2);
        assert_eq!(two[1], [0xAA, 0, 0, 0xFF]);
        assert_eq!(two[2], [0, 0xBB, 0, 0xFF]);
        assert_eq!(
            two[15],
            [0x11, 0x22, 0x33, 0xFF],
            "no colour, so background"
        );
        assert_eq!(pixels(3)[2], [0, 0, 0xCC, 0xFF]);
    }
}
