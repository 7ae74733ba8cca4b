//! The exports: what JavaScript calls.
//!
//! Owns the crossing itself, in both directions, and nothing that is computed. Every function here and below is a
//! line or two over a module that runs, and is tested, natively. The types in the generated `.d.ts` are those of
//! `wire.ts`.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::json;
use crate::wire::ErrorReport;

#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "session")]
mod session;

#[cfg(feature = "desk")]
pub use desk::{catalog, check_design, check_script, compile_script, compile_trace, read_trace};
#[cfg(feature = "session")]
pub use session::Session;

type Result<T> = std::result::Result<T, ErrorReport>;

/// A value as JavaScript has it: objects for maps and structs, `null` for what is missing.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue> {
    let text = json::text(value)?;
    js_sys::JSON::parse(&text).map_err(|_| json::Unwritable.into())
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
