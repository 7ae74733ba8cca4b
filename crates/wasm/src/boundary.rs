//! The exports: what JavaScript calls.
//!
//! Owns the crossing itself, in both directions, and nothing that is computed. Every function here is a
//! line or two over a module that runs, and is tested, natively. The types in the generated `.d.ts` are those of
//! `wire.ts`.

use atlas_replay::{Designs, Scorecard};
use atlas_scenario::share::{Condition, Measure};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::crossing::{from_js, to_js};
use crate::error::{ErrorReport, Result};
use crate::{link, session, source, sweep};

#[wasm_bindgen(typescript_custom_section)]
const WIRE_TYPES: &str = r#"
import type {
  BlockLife, Catalog, Condition, DecodedLink, Design, DesignReport, EncodedFile, EncodedLink, FileContents, GoalMeasure, Link,
  OperationLine, Progress, OverTime, OverTimeSpec, Ranking, Scorecard, Series, Source, SourceReport, StepLook, StepWish,
  SweepCandidate, SweepQuestion,
} from '../engine/wire';
"#;

/// Everything there is to choose from and to explain.
#[wasm_bindgen(unchecked_return_type = "Catalog")]
pub fn catalog() -> Result<JsValue> {
    to_js(&atlas_replay::catalog::catalog())
}

/// Completes a design, and says which problems it has, which policies don't go with it and which axes make no
/// difference.
#[wasm_bindgen(js_name = readDesign, unchecked_return_type = "DesignReport")]
pub fn read_design(
    #[wasm_bindgen(unchecked_param_type = "Design")] design: JsValue,
) -> Result<JsValue> {
    to_js(&Designs::report(&from_js(design)?))
}

/// The designs that a sweep tries, in order.
#[wasm_bindgen(unchecked_return_type = "SweepCandidate[]")]
pub fn sweep(
    #[wasm_bindgen(unchecked_param_type = "SweepQuestion")] question: JsValue,
) -> Result<JsValue> {
    to_js(&sweep::candidates(&from_js(question)?)?)
}

/// Ranks what designs made of one scenario; `null` is one without numbers.
#[wasm_bindgen(unchecked_return_type = "Ranking")]
pub fn rank(
    #[wasm_bindgen(unchecked_param_type = "readonly (Scorecard | null)[]")] cards: JsValue,
    #[wasm_bindgen(unchecked_param_type = "readonly Condition[]")] goal: JsValue,
    #[wasm_bindgen(unchecked_param_type = "readonly GoalMeasure[]")] by: JsValue,
) -> Result<JsValue> {
    let cards: Vec<Option<Scorecard>> = from_js(cards)?;
    let (goal, by): (Vec<Condition>, Vec<Measure>) = (from_js(goal)?, from_js(by)?);
    to_js(&atlas_replay::sweep::rank(&cards, &goal, &by))
}

/// Reads a link: a fragment, or an address that has one. Any text gives a link.
#[wasm_bindgen(js_name = decodeLink, unchecked_return_type = "DecodedLink")]
pub fn decode_link(text: &str) -> Result<JsValue> {
    to_js(&link::decode(text))
}

/// Writes a link.
#[wasm_bindgen(js_name = encodeLink, unchecked_return_type = "EncodedLink")]
pub fn encode_link(
    #[wasm_bindgen(unchecked_param_type = "Link")] link: JsValue,
) -> Result<JsValue> {
    to_js(&link::encode(from_js(link)?)?)
}

/// Recognises a file and reads it: a recording, a script, or a link and the recording after it.
#[wasm_bindgen(js_name = readFile, unchecked_return_type = "FileContents")]
pub fn read_file(bytes: &[u8], name: &str) -> Result<JsValue> {
    to_js(&link::read_file(bytes, name)?)
}

/// Writes a link and its recording as a file.
#[wasm_bindgen(js_name = encodeFile, unchecked_return_type = "EncodedFile")]
pub fn encode_file(
    #[wasm_bindgen(unchecked_param_type = "Link")] link: JsValue,
) -> Result<JsValue> {
    to_js(&link::encode_file(from_js(link)?)?)
}

/// A source that was read, to be opened on any number of designs.
#[wasm_bindgen]
pub struct Compiled(source::Compiled);

/// Reads a source. A script's mistakes are in its report; a recording that can't be read throws an `AtlasError`.
#[wasm_bindgen]
pub fn compile(
    #[wasm_bindgen(unchecked_param_type = "Source")] source: JsValue,
) -> Result<Compiled> {
    Ok(Compiled(source::Compiled::new(&from_js(source)?)?))
}

#[wasm_bindgen]
impl Compiled {
    /// What there is to say about the source.
    #[wasm_bindgen(unchecked_return_type = "SourceReport")]
    pub fn report(&self) -> Result<JsValue> {
        to_js(&self.0.report)
    }

    /// Opens a session on a design, before the first operation. A trial, one of many, ends with an `AtlasError` where it takes
    /// longer than a sweep waits for.
    pub fn open(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Design")] design: JsValue,
        is_trial: bool,
    ) -> Result<Session> {
        let mut session = self.0.open(&from_js(design)?)?;
        if is_trial {
            session.make_trial();
        }
        Ok(Session(session))
    }
}

/// One scenario replayed on one design. Every method throws an `AtlasError`.
#[wasm_bindgen]
pub struct Session(session::Session);

#[wasm_bindgen]
impl Session {
    /// Replays on for about `budget` units of work of a few nanoseconds each, at least one operation.
    #[wasm_bindgen(unchecked_return_type = "Progress")]
    pub fn advance(&mut self, budget: u32) -> Result<JsValue> {
        to_js(&self.0.advance(budget.into())?)
    }

    /// How far the replay is.
    #[wasm_bindgen(unchecked_return_type = "Progress")]
    pub fn progress(&self) -> Result<JsValue> {
        to_js(&self.0.progress())
    }

    /// Looks at a step from the space of a task; `null` is that of the task which performed the step's operation.
    #[wasm_bindgen(unchecked_return_type = "StepLook")]
    pub fn look(
        &mut self,
        step: u32,
        space: Option<u32>,
        #[wasm_bindgen(unchecked_param_type = "StepWish")] wish: JsValue,
    ) -> Result<JsValue> {
        to_js(&self.0.look(step, space, &from_js(wish)?)?)
    }

    /// Paints memory over time in a task's address space, as far as it is replayed.
    #[wasm_bindgen(js_name = overTime, unchecked_return_type = "OverTime")]
    pub fn over_time(
        &self,
        task: u8,
        #[wasm_bindgen(unchecked_param_type = "OverTimeSpec")] spec: JsValue,
    ) -> Result<JsValue> {
        to_js(&self.0.over_time(task, &from_js(spec)?)?)
    }

    /// The block that a task's program had at an offset of its region at a step; `null` if it had none there.
    #[wasm_bindgen(js_name = blockAt, unchecked_return_type = "BlockLife | null")]
    pub fn block_at(&self, task: u8, step: u32, offset: u32) -> Result<JsValue> {
        to_js(&self.0.block_at(task, step, offset))
    }

    /// The first step of a line of the script at or after `from`, or else the first of all; `null` for a line without an
    /// operation.
    #[wasm_bindgen(js_name = stepOfLine, unchecked_return_type = "number | null")]
    pub fn step_of_line(&self, line: u32, from: u32) -> Result<JsValue> {
        to_js(&self.0.step_of_line(line, from))
    }

    /// Metrics over the steps replayed so far, as at most `points` points.
    #[wasm_bindgen(unchecked_return_type = "Series")]
    pub fn series(&self, points: u32) -> Result<JsValue> {
        to_js(&self.0.series(points)?)
    }

    /// Up to `count` steps from `from` on as CSV, as far as they are replayed; the first step's has the columns' names.
    #[wasm_bindgen(js_name = stepsCsv)]
    pub fn steps_csv(&mut self, from: u32, count: u32) -> String {
        self.0.steps_csv(from, count)
    }

    /// A digest of the answer at each of up to `count` steps from `from` on, as far as they are replayed.
    pub fn fingerprints(&self, from: u32, count: u32) -> Vec<u32> {
        self.0.fingerprints(from, count).to_vec()
    }

    /// Up to `count` operations from the one that leads to step `from`.
    #[wasm_bindgen(unchecked_return_type = "OperationLine[]")]
    pub fn operations(&self, from: u32, count: u32) -> Result<JsValue> {
        to_js(&self.0.operations(from, count))
    }
}

/// Turns a panic, which only a mistake of ours can cause, into an error of kind `internal` with its words, and leaves them
/// on the console with the stack. The instance is unusable from then on.
#[wasm_bindgen(start)]
fn throw_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let words = format!("The engine broke down: {panic}");
        web_sys::console::error_1(&JsValue::from_str(&words));
        wasm_bindgen::throw_val(ErrorReport::internal(words).into());
    }));
}
