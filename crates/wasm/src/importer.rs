//! The exports of the page's other module, which reads the logs of other tools.
//!
//! Owns the crossing alone, as the boundary of the first module does.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::crossing::to_js;
use crate::error::Result;
use crate::log;

#[wasm_bindgen(typescript_custom_section)]
const WIRE_TYPES: &str = r#"
import type { ReadLog, Tried } from '../../engine/wire';
"#;

/// Recognises a log and reads it; by patterns, one a line, where there are some.
#[wasm_bindgen(js_name = readLog, unchecked_return_type = "ReadLog")]
pub fn read_log(bytes: &[u8], name: &str, patterns: &str) -> Result<JsValue> {
    to_js(&log::read(bytes, name, patterns)?)
}

/// Tries patterns, one a line, on the beginning of a file.
#[wasm_bindgen(js_name = tryPatterns, unchecked_return_type = "Tried")]
pub fn try_patterns(head: &[u8], patterns: &str) -> Result<JsValue> {
    to_js(&log::try_patterns(head, patterns))
}
