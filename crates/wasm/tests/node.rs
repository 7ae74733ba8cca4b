//! The boundary as Node sees it.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test;

/// Protects: the module instantiates and a string crosses the boundary intact.
#[wasm_bindgen_test]
fn version_is_the_crates() {
    assert_eq!(atlas_wasm::version(), env!("CARGO_PKG_VERSION"));
}
