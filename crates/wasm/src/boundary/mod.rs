//! The exports: what JavaScript calls.
//!
//! Owns the crossing itself, in both directions, and nothing that is computed. Every function here and below is a
//! line or two over a module that runs, and is tested, natively. The types in the generated `.d.ts` are those of
//! `wire.ts`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

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
