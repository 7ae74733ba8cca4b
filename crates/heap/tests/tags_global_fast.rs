//! A real program on the fast design: everything in this test binary, the test harness included, lives in 16 MiB.

mod programs;

use classic_heap::TagGlobalHeap;
use classic_heap::tags::presets::Fast;

#[global_allocator]
static HEAP: TagGlobalHeap<Fast, { 16 << 20 }> = TagGlobalHeap::new();
