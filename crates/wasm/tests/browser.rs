//! The boundary as a browser sees it.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod crossing;

wasm_bindgen_test_configure!(run_in_browser);
