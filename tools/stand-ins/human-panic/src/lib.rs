//! Stands in for the crate that words the panics of wasm-pack's own binary: its library, which is used here, doesn't call it.
