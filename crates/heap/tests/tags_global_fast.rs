//! A real program on the fast design: everything in this test binary, the test harness included, lives in 16 MiB.

mod programs;

use classic_heap::GlobalHeap;
use classic_heap::tags::presets::Fast;

#[global_allocator]
static HEAP: GlobalHeap<Fast, { 16 << 20 }> = GlobalHeap::new();
