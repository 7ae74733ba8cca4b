//! The boundary as Node sees it.
#![cfg(target_arch = "wasm32")]

mod crossing;
