//! The boundary to the browser.
//!
//! Owns everything that knows wasm-bindgen ([`boundary`] and [`error`] alone do), the shapes that cross
//! ([`wire`]), and the painter, which stands here because pixels are of no use anywhere else. What is shown is
//! computed by `atlas-replay` and the crates below it.
//!
//! Three modules are made of it, so that nobody loads more than they need. The *desk* (`desk`) knows what
//! there is to choose from, reads what people write and bring, and compiles it. A *session* (`session`)
//! replays what was compiled. Neither has the other's code. A *figure* is a session compiled for size. Desk and figure
//! are cut in two (`parts`).

pub mod boundary;
#[cfg(feature = "desk")]
pub mod catalog;
pub mod design;
pub mod error;
#[cfg(feature = "session")]
mod highlight;
#[cfg(feature = "desk")]
pub mod input;
mod json;
pub mod link;
#[cfg(feature = "session")]
pub mod paint;
#[cfg(feature = "desk")]
mod problems;
#[cfg(feature = "session")]
pub mod session;
mod tone;
pub mod wire;

/// Rust's own allocator for wasm takes twice as much room.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
