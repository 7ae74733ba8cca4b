//! The boundary to the browser.
//!
//! Owns everything that knows wasm-bindgen ([`boundary`] and [`error`] alone do), the shapes that cross
//! ([`wire`]), and the painter, which stands here because pixels are of no use anywhere else. What is shown is
//! computed by `atlas-replay` and the crates below it.

pub mod boundary;
pub mod catalog;
pub mod design;
pub mod error;
mod highlight;
pub mod input;
mod json;
pub mod link;
pub mod paint;
mod problems;
pub mod session;
mod tone;
pub mod wire;
