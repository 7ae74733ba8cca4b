//! Replays trace files on Classic's design natively and prints one line each: milliseconds, then the
//! timeline's hash. `scripts/bench.mjs` runs it beside the same code in wasm.

use std::time::Instant;

use atlas_scenario::script::Lines;
use atlas_scenario::trace::Trace;
use atlas_wasm::session::Session;
use classic_heap::Design;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name)?;
        let scenario = Trace::from_bytes(&bytes)?.scenario;
        let mut session = Session::new(Design::CLASSIC, scenario, Lines::default())
            .map_err(|report| report.message)?;
        let start = Instant::now();
        let hash = loop {
            let progress = session.advance(u64::MAX).map_err(|report| report.message)?;
            if let Some(hash) = progress.hash {
                break hash;
            }
        };
        println!("{:.1} {hash}", start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(())
}
