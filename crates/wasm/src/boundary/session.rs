//! A replay as JavaScript has it, and every question about a step.

use js_sys::Uint8ClampedArray;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{Result, to_js};
use crate::wire::MapSpec;
use crate::{design, input, json, session};

#[wasm_bindgen(typescript_custom_section)]
const WIRE_TYPES: &str = r#"
import type {
  Block, BytesView, DesignReading, Frame, ListEntry, MapImage, OperationLine, Progress, Series,
} from '../engine/wire';
"#;

/// Keys and values from lines, `key=value`: how records come in here, for less code than objects take.
fn settings(lines: &str) -> impl Iterator<Item = (&str, &str)> + Clone {
    lines.lines().filter_map(|line| line.split_once('='))
}

/// Completes a design, given as lines, `axis=value`, and says what is wrong with it.
#[wasm_bindgen(js_name = readDesign, unchecked_return_type = "DesignReading")]
pub fn read_design(design: &str) -> Result<JsValue> {
    to_js(&design::read(settings(design)).1)
}

/// One scenario replayed on one design. Every method throws an `AtlasError`.
#[wasm_bindgen]
pub struct Session(session::Session);

#[wasm_bindgen]
impl Session {
    /// Opens a session on a script, before its first operation. Here and below, the design is given as lines,
    /// `axis=value`.
    #[wasm_bindgen(js_name = openScript)]
    pub fn open_script(design: &str, text: &str) -> Result<Session> {
        let scenario = input::script_scenario(text)?;
        Ok(Self(session::Session::open(settings(design), scenario)?))
    }

    /// Opens a session on a trace file of either format, which goes by `name`.
    #[wasm_bindgen(js_name = openTrace)]
    pub fn open_trace(design: &str, bytes: &[u8], name: &str) -> Result<Session> {
        let scenario = input::read_trace(bytes, name)?.scenario;
        Ok(Self(session::Session::open(settings(design), scenario)?))
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

    /// A digest of the answer at each of up to `count` steps from `from` on, as far as they are replayed.
    pub fn fingerprints(&self, from: u32, count: u32) -> Vec<u32> {
        self.0.fingerprints(from, count)
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

    /// Up to `count` blocks from place `from` of the list, or of the free list.
    #[wasm_bindgen(unchecked_return_type = "ListEntry[]")]
    pub fn list(
        &mut self,
        step: u32,
        task: Option<u32>,
        free: bool,
        from: u32,
        count: u32,
    ) -> Result<JsValue> {
        to_js(&self.0.list(step, task, free, from, count)?)
    }

    /// The place in the list, or in the free list, of the block that a byte belongs to; `null` where it is not there.
    #[wasm_bindgen(unchecked_return_type = "number | null")]
    pub fn place(
        &mut self,
        step: u32,
        task: Option<u32>,
        free: bool,
        offset: u32,
    ) -> Result<JsValue> {
        to_js(&self.0.place(step, task, free, offset)?)
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

    /// Paints the map at a step; [`pixels`](Self::pixels) has the image. What to paint are the numbers of a
    /// `MapSpec` in their order there, background included, and its palette as lines, `category=colour`.
    #[wasm_bindgen(unchecked_return_type = "MapImage")]
    pub fn paint(
        &mut self,
        step: u32,
        task: Option<u32>,
        numbers: &[u32],
        palette: &str,
    ) -> Result<JsValue> {
        let &[width, height, from, bytes, row_height, row_gap, background] = numbers else {
            return Err(json::Unwritable.into());
        };
        let palette = settings(palette)
            .filter_map(|(category, colour)| Some((category.to_owned(), colour.parse().ok()?)))
            .collect();
        let spec = MapSpec {
            width,
            height,
            from,
            bytes,
            row_height,
            row_gap,
            palette,
            background,
        };
        to_js(&self.0.paint(step, task, &spec)?)
    }

    /// The image painted last, RGBA, copied once into a buffer of its own that can be transferred.
    pub fn pixels(&self) -> Uint8ClampedArray {
        Uint8ClampedArray::from(self.0.pixels())
    }
}
