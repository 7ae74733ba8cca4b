//! The exports: what JavaScript calls.
//!
//! Owns the crossing itself, in both directions, and nothing that is computed. Every function here and below is a
//! line or two over a module that runs, and is tested, natively. The types in the generated `.d.ts` are those of
//! `wire.ts`.

use js_sys::{Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::json;
use crate::wire::{Bytes, DecodedLink, ErrorReport, LinkScenario};

mod questions;
mod session;

pub use questions::{
    catalog, check_design, check_script, decode_link, encode_file, encode_link, read_file,
    read_trace,
};
pub use session::{Session, read_design};

type Result<T> = std::result::Result<T, ErrorReport>;

/// A value as JavaScript has it: objects for maps and structs, `null` for what is missing.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue> {
    let text = json::text(value)?;
    js_sys::JSON::parse(&text).map_err(|_| json::Unwritable.into())
}

/// A link that was read, its recording's bytes put in the place that JSON left empty.
fn decoded_to_js(decoded: &DecodedLink) -> Result<JsValue> {
    let value = to_js(decoded)?;
    if let Some(LinkScenario::Recording { bytes, .. }) = &decoded.link.scenario {
        set_bytes(&get(&get(&value, "link"), "scenario"), bytes);
    }
    Ok(value)
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or_default()
}

fn set_bytes(object: &JsValue, bytes: &Bytes) {
    // Fails on what is no object alone.
    let _ = Reflect::set(object, &"bytes".into(), &Uint8Array::from(&bytes.0[..]));
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
