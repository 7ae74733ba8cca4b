//! A real program on slabs: everything in this test binary, the test harness included, lives in 16 MiB.

mod programs;

use classic_heap::GlobalHeap;
use classic_heap::slab::presets::LinuxLikeSlab;

#[global_allocator]
static HEAP: GlobalHeap<LinuxLikeSlab, { 16 << 20 }> = GlobalHeap::new();
