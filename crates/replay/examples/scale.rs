//! Prints what a replay takes as more blocks live: nanoseconds an operation, and how long it takes to go to a step, in milliseconds.
//! `npm run bench -- scale [PRESET] [LIVE]…` runs it.

use std::error::Error;
use std::time::Instant;

use atlas_replay::presets::preset;
use atlas_replay::{Designs, Options, Replay};
use atlas_scenario::{Action, KERNEL, Operation, Pointer, Scenario, Target};

/// How many steps are gone to.
const SEEKS: u32 = 500;
const REGION_BYTES: u32 = 1 << 29;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let id = args.next().unwrap_or_else(|| "tlsf".to_owned());
    let preset = preset(&id).ok_or_else(|| format!("there is no preset {id}"))?;
    let mut live: Vec<u32> = args.map(|count| count.parse()).collect::<Result<_, _>>()?;
    if live.is_empty() {
        live = vec![1_000, 10_000, 100_000];
    }
    println!("live blocks  operations  ns an operation  ms to a step: median  99th percentile");
    for live in live {
        let scenario = turnover(live);
        let operations = scenario.operation_count();
        let mut designs = Designs::from(preset.allocator());
        designs.machine.region.region_bytes = REGION_BYTES;
        let mut replay = Replay::new(designs, scenario, Options::default())?;
        let start = Instant::now();
        replay.finish()?;
        let nanoseconds = start.elapsed().as_secs_f64() * 1e9 / f64::from(operations);
        let mut random = random(7);
        let mut seeks: Vec<f64> = Vec::new();
        for _ in 0..SEEKS {
            let step = random() % (operations + 1);
            let start = Instant::now();
            replay.seek(step)?;
            seeks.push(start.elapsed().as_secs_f64() * 1e3);
        }
        seeks.sort_by(f64::total_cmp);
        let [median, high] = [50, 99].map(|percent| seeks[seeks.len() * percent / 100]);
        println!("{live:11}  {operations:10}  {nanoseconds:15.0}  {median:20.2}  {high:15.2}");
    }
    Ok(())
}

/// So many blocks, of which one after the other, at random, is freed and another granted in its place: five times as often as there
/// are blocks.
fn turnover(live: u32) -> Scenario {
    let mut random = random(0x9E37_79B9);
    let mut operations = Vec::new();
    let mut perform = |action| {
        operations.push(Operation {
            task: KERNEL,
            action,
        });
    };
    for n in 0..live {
        let bytes = 16 + random() % 240;
        perform(Action::Malloc {
            pointer: Pointer(n),
            bytes,
        });
    }
    for _ in 0..(live * 5).max(100_000) {
        let pointer = Pointer(random() % live);
        perform(Action::Free {
            target: Target::Pointer(pointer),
        });
        let bytes = 16 + random() % 240;
        perform(Action::Malloc { pointer, bytes });
    }
    Scenario {
        operations: operations.into(),
        pointers: live,
        ..Scenario::default()
    }
}

/// Numbers by Marsaglia's xorshift, from a seed that is not 0.
fn random(mut state: u32) -> impl FnMut() -> u32 {
    move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    }
}
