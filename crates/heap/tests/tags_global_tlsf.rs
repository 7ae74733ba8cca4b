//! A real program on TLSF: everything in this test binary, the test harness included, lives in 16 MiB.

mod programs;

use classic_heap::GlobalHeap;
use classic_heap::tags::presets::Tlsf;

#[global_allocator]
static HEAP: GlobalHeap<Tlsf, { 16 << 20 }> = GlobalHeap::new();
