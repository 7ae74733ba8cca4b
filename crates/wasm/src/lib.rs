//! The boundary to the browser.
//!
//! Owns everything that knows wasm-bindgen. Owns no logic: what crosses the boundary is computed by
//! `atlas-replay` and the crates below it.

pub mod wire;

use wasm_bindgen::prelude::wasm_bindgen;

/// Version of the engine, as in its `Cargo.toml`: shown by the page, so that a report can name it.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
