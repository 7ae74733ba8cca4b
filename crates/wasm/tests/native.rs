//! The written-down replays on this machine; `crossing` holds wasm to the same table.
#![cfg(not(target_arch = "wasm32"))]

mod golden;

#[test]
fn hashes_are_those_written_down() {
    golden::check_all();
}
