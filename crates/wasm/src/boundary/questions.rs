//! The exports that need no replay: the catalogue, designs and scripts checked, files and links read and written.

use js_sys::Reflect;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{Result, decoded_to_js, set_bytes, to_js};
use crate::link::{self, write};
use crate::wire::{FileContents, Link};
use crate::{catalog, input};

#[wasm_bindgen(typescript_custom_section)]
const WIRE_TYPES: &str = r#"
import type {
  Catalog, DecodedLink, Design, DesignReport, EncodedFile, EncodedLink, FileContents, Link, ScriptReport, TraceInfo,
} from '../engine/wire';
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

/// Recognises and reads a trace file.
#[wasm_bindgen(js_name = readTrace, unchecked_return_type = "TraceInfo")]
pub fn read_trace(bytes: &[u8], name: &str) -> Result<JsValue> {
    to_js(&input::read_trace(bytes, name)?.info)
}

/// Reads a link: a fragment, or an address that has one. Any text gives a link.
#[wasm_bindgen(js_name = decodeLink, unchecked_return_type = "DecodedLink")]
pub fn decode_link(text: &str) -> Result<JsValue> {
    decoded_to_js(&link::decode(text))
}

/// Writes a link.
#[wasm_bindgen(js_name = encodeLink, unchecked_return_type = "EncodedLink")]
pub fn encode_link(
    #[wasm_bindgen(unchecked_param_type = "Link")] link: JsValue,
) -> Result<JsValue> {
    let given: Link = from_js(link)?;
    to_js(&write::encode(given)?)
}

/// Recognises a file and reads it: a trace, or a link and the recording behind it.
#[wasm_bindgen(js_name = readFile, unchecked_return_type = "FileContents")]
pub fn read_file(bytes: &[u8], name: &str) -> Result<JsValue> {
    let contents = write::read_file(bytes, name)?;
    let value = to_js(&contents)?;
    if let FileContents::Link { decoded } = &contents {
        let decoded = decoded_to_js(decoded)?;
        let _ = Reflect::set(&value, &"decoded".into(), &decoded);
    }
    Ok(value)
}

/// Writes a link and its recording as a file.
#[wasm_bindgen(js_name = encodeFile, unchecked_return_type = "EncodedFile")]
pub fn encode_file(
    #[wasm_bindgen(unchecked_param_type = "Link")] link: JsValue,
) -> Result<JsValue> {
    let given: Link = from_js(link)?;
    let file = write::encode_file(given)?;
    let value = to_js(&file)?;
    set_bytes(&value, &file.bytes);
    Ok(value)
}
