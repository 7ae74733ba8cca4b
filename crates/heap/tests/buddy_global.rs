//! A real program on the binary buddy: everything in this test binary, the test harness included, lives in 16 MiB.

mod programs;

use classic_heap::GlobalHeap;
use classic_heap::buddy::presets::BinaryBuddy;

#[global_allocator]
static HEAP: GlobalHeap<BinaryBuddy, { 16 << 20 }> = GlobalHeap::new();
