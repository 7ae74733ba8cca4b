//! The boundary to the browser.
//!
//! Owns everything that knows wasm-bindgen (`boundary`, `importer`, `crossing` and `error` alone do), and the painter, which stands here
//! because pixels are of no use anywhere else. Everything that is shown is computed by `atlas-replay` and the crates below
//! it, whose own shapes cross; `web/engine/wire.ts` is generated from them.

#[cfg(not(feature = "importer"))]
pub mod boundary;
pub mod crossing;
pub mod error;
#[cfg(feature = "importer")]
pub mod importer;
pub mod light;
pub mod link;
pub mod log;
pub mod over_time;
pub mod paint;
pub mod session;
pub mod source;
pub mod sweep;
#[cfg(test)]
mod wire;
