//! The boundary as a browser sees it.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Protects: the module instantiates in a browser, not only in Node.
#[wasm_bindgen_test]
fn version_is_the_crates() {
    assert_eq!(atlas_wasm::version(), env!("CARGO_PKG_VERSION"));
}
