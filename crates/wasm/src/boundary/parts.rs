//! What a module has that is cut in two, besides its exports: a way to what was cut off from it.
//!
//! Which functions those are is told when the site is built (`scripts/split-module.mjs`). Who calls one of them before
//! it is there waits for the host to bring it.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Brings the rest of the module; it is there when this returns. A function of the worker's global scope.
    #[wasm_bindgen(js_name = bringRest)]
    fn host_brings_rest();
}

/// Brings the rest of the module ahead of need.
#[wasm_bindgen(js_name = bringRest)]
pub fn bring_rest() {
    host_brings_rest();
}
