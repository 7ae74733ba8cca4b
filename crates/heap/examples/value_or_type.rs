//! Measures one program on two heaps of the same design: one reads it as a value, the other has it as a constant.
//!
//! `cargo run --release -p classic-heap --example value_or_type`

use std::hint::black_box;
use std::time::Instant;

use classic_heap::policy::structure::Structure;
use classic_heap::{Bytes, Design, Draft, Fixed, Heap, Policies};

struct Mine;

impl Fixed for Mine {
    type Design = Design;
    const DESIGN: Design = Design::of(Draft {
        structure: Structure::FreeList,
        ..Draft::CLASSIC
    });
}

const REGION_BYTES: u32 = 1 << 20;
const OPERATIONS: u32 = 400_000;
const LIVE_MAX: usize = 64;
const ROUNDS: usize = 15;

/// Replaces one of the live blocks by one of another size, again and again; gives the nanoseconds that one takes.
fn churn(policies: impl Policies) -> f64 {
    let region = Bytes(vec![0; REGION_BYTES as usize]);
    let mut heap = Heap::new(region, policies).expect("the design makes sense");
    let mut live = [None; LIVE_MAX];
    let mut random = 0x9E37_79B9_u32;
    let start = Instant::now();
    for _ in 0..OPERATIONS {
        // Marsaglia's xorshift.
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        let slot = &mut live[random as usize % LIVE_MAX];
        if let Some(address) = slot.take() {
            heap.free(address).expect("a live block");
        }
        let grant = heap.allocate(random >> 16 & 0x3FF);
        *slot = Some(grant.expect("the region is large enough").address);
    }
    let nanoseconds = start.elapsed().as_nanos() as f64 / f64::from(OPERATIONS);
    black_box(heap.roots());
    nanoseconds
}

fn median(mut times: [f64; ROUNDS]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

fn main() {
    let mut value = [0.0; ROUNDS];
    let mut constant = [0.0; ROUNDS];
    // Interleaved, so that whatever else the machine does slows both.
    for (value, constant) in value.iter_mut().zip(&mut constant) {
        *value = churn(black_box(Mine::DESIGN));
        *constant = churn(Mine);
    }
    let [value, constant] = [value, constant].map(median);
    println!("as a value    {value:6.1} ns for a free and an allocation");
    println!(
        "as a constant {constant:6.1} ns, {:.2} of that",
        constant / value
    );
}
