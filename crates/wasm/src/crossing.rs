//! Owns how values cross to JavaScript and back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::error::Result;

/// A value as JavaScript has it: objects for maps and structs, `null` for `None`, a `Uint8Array` for bytes.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue> {
    let serializer = Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?)
}

/// A value from JavaScript, in a form that was declared.
#[cfg_attr(
    feature = "importer",
    expect(dead_code, reason = "logs are bytes and texts")
)]
pub(crate) fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}
