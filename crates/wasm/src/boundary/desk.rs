//! The exports of the desk module: what needs no replay.

use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{Result, to_js};
use crate::{catalog, input};

#[wasm_bindgen(typescript_custom_section)]
const WIRE_TYPES: &str = r#"
import type { Catalog, Design, DesignReport, ScriptReport, TraceInfo } from '../../engine/wire';
"#;

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T> {
    Ok(serde_wasm_bindgen::from_value(value)?)
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

/// A script as a session takes it.
#[wasm_bindgen(js_name = compileScript)]
pub fn compile_script(text: &str) -> Result<Vec<u8>> {
    input::compile_script(text)
}

/// Recognises and reads a trace file.
#[wasm_bindgen(js_name = readTrace, unchecked_return_type = "TraceInfo")]
pub fn read_trace(bytes: &[u8], name: &str) -> Result<JsValue> {
    to_js(&input::read_trace(bytes, name)?.info)
}

/// A trace file of either format as a session takes it.
#[wasm_bindgen(js_name = compileTrace)]
pub fn compile_trace(bytes: &[u8], name: &str) -> Result<Vec<u8>> {
    input::compile_trace(bytes, name)
}
