//! The exports: what JavaScript calls.
//!
//! Owns the crossing itself, in both directions, and nothing that is computed. Every function here is a line
//! or two over a module that runs, and is tested, natively. The types in the generated `.d.ts` are those of
//! `wire.ts`.

use atlas_scenario::Scenario;
use js_sys::Uint8ClampedArray;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::wire::{Design, ErrorReport, MapSpec};
use crate::{catalog, input, session};

type Result<T> = std::result::Result<T, ErrorReport>;

#[wasm_bindgen(typescript_custom_section)]
const WIRE_TYPES: &str = r#"
import type {
  Block, BytesView, Catalog, Design, DesignReport, Frame, ListEntry, MapImage, MapSpec, OperationLine,
  Progress, ScriptReport, Series, TraceInfo,
} from '../engine/wire';
"#;

/// A value as JavaScript has it: objects for maps and structs, `null` for what is missing.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(value.serialize(&serializer)?)
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}

/// Turns a panic, which only a mistake of ours can cause, into an error of kind `internal` with its words.
/// The instance is unusable from then on.
#[wasm_bindgen(start)]
fn throw_panics() {
    std::panic::set_hook(Box::new(|panic| {
        wasm_bindgen::throw_val(
            ErrorReport::internal(format!("The engine broke down: {panic}")).into(),
        );
    }));
}

/// Everything there is to choose from and to explain.
#[wasm_bindgen(unchecked_return_type = "Catalog")]
pub fn catalog() -> Result<JsValue> {
    to_js(&catalog::catalog())
}

/// Completes a design, and says what is wrong with it and which policies would be.
#[wasm_bindgen(js_name = checkDesign, unchecked_return_type = "DesignReport")]
pub fn check_design(
    #[wasm_bindgen(unchecked_param_type = "Design")] design: JsValue,
) -> Result<JsValue> {
    to_js(&input::check_design(&from_js(design)?))
}

/// Says what is wrong with a script, or how long it is.
#[wasm_bindgen(js_name = checkScript, unchecked_return_type = "ScriptReport")]
pub fn check_script(text: &str) -> Result<JsValue> {
    to_js(&input::check_script(text))
}

/// Recognises and reads a trace file.
#[wasm_bindgen(js_name = readTrace, unchecked_return_type = "TraceInfo")]
pub fn read_trace(bytes: &[u8], name: &str) -> Result<JsValue> {
    to_js(&input::read_trace(bytes, name)?.info)
}

/// One scenario replayed on one design. Every method throws an `AtlasError`.
#[wasm_bindgen]
pub struct Session(session::Session);

#[wasm_bindgen]
impl Session {
    /// Opens a session on a script, before its first operation.
    #[wasm_bindgen(js_name = ofScript)]
    pub fn of_script(
        #[wasm_bindgen(unchecked_param_type = "Design")] design: JsValue,
        text: &str,
    ) -> Result<Session> {
        Self::open(design, input::script_scenario(text)?)
    }

    /// Opens a session on a trace file, before its first operation.
    #[wasm_bindgen(js_name = ofTrace)]
    pub fn of_trace(
        #[wasm_bindgen(unchecked_param_type = "Design")] design: JsValue,
        bytes: &[u8],
        name: &str,
    ) -> Result<Session> {
        Self::open(design, input::read_trace(bytes, name)?.scenario)
    }

    fn open(design: JsValue, scenario: Scenario) -> Result<Session> {
        let design: Design = from_js(design)?;
        let design = input::design(&design)?;
        Ok(Self(session::Session::new(design, scenario)?))
    }

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

    /// Everything about a step but its blocks. Here and below, `task` names the space that is looked at; `null` is
    /// that of the task which performed the step's operation.
    #[wasm_bindgen(unchecked_return_type = "Frame")]
    pub fn frame(&mut self, step: u32, task: Option<u32>) -> Result<JsValue> {
        to_js(&self.0.frame(step, task)?)
    }

    /// Metrics over the steps replayed so far, in at most `points` buckets.
    #[wasm_bindgen(unchecked_return_type = "Series")]
    pub fn series(&self, points: u32) -> Result<JsValue> {
        to_js(&self.0.series(points)?)
    }

    /// Up to `count` operations from the one that leads to step `from`.
    #[wasm_bindgen(unchecked_return_type = "OperationLine[]")]
    pub fn operations(&self, from: u32, count: u32) -> Result<JsValue> {
        to_js(&self.0.operations(from, count))
    }

    /// The blocks that overlap `bytes` bytes from offset `from`, the first 2000.
    #[wasm_bindgen(unchecked_return_type = "Block[]")]
    pub fn blocks(
        &mut self,
        step: u32,
        task: Option<u32>,
        from: u32,
        bytes: u32,
    ) -> Result<JsValue> {
        to_js(&self.0.blocks(step, task, from, bytes)?)
    }

    /// The block that a byte belongs to, `null` beyond the heap's end.
    #[wasm_bindgen(js_name = blockAt, unchecked_return_type = "Block | null")]
    pub fn block_at(&mut self, step: u32, task: Option<u32>, offset: u32) -> Result<JsValue> {
        to_js(&self.0.block_at(step, task, offset)?)
    }

    /// Up to `count` blocks from place `from` of the list.
    #[wasm_bindgen(unchecked_return_type = "ListEntry[]")]
    pub fn list(&mut self, step: u32, task: Option<u32>, from: u32, count: u32) -> Result<JsValue> {
        to_js(&self.0.list(step, task, from, count)?)
    }

    /// Up to `count` raw bytes from `offset`.
    #[wasm_bindgen(unchecked_return_type = "BytesView")]
    pub fn bytes(
        &mut self,
        step: u32,
        task: Option<u32>,
        offset: u32,
        count: u32,
    ) -> Result<JsValue> {
        to_js(&self.0.bytes(step, task, offset, count)?)
    }

    /// Paints the map at a step; [`pixels`](Self::pixels) has the image.
    #[wasm_bindgen(unchecked_return_type = "MapImage")]
    pub fn paint(
        &mut self,
        step: u32,
        task: Option<u32>,
        #[wasm_bindgen(unchecked_param_type = "MapSpec")] spec: JsValue,
    ) -> Result<JsValue> {
        let spec: MapSpec = from_js(spec)?;
        to_js(&self.0.paint(step, task, &spec)?)
    }

    /// The image painted last, RGBA, copied once into a buffer of its own that can be transferred.
    pub fn pixels(&self) -> Uint8ClampedArray {
        Uint8ClampedArray::from(self.0.pixels())
    }
}
