//! A real program on the heap: everything in this test binary, the test harness included, lives in 16 MiB.

mod programs;

use classic_heap::{Classic, GlobalHeap};

#[global_allocator]
static HEAP: GlobalHeap<Classic, { 16 << 20 }> = GlobalHeap::new();
