//! Random churn: a heap in equilibrium, where a random block dies and one of random size is born.
//!
//! The workload of Knuth's simulations (TAOCP volume 1, 2.5), on which most folklore about first fit and
//! best fit rests. Real programs are less random: compare with a recorded trace before believing it.

use super::{Generator, Settings, Writer, count, operations, sizes};
use crate::problem::Failure;
use crate::random::Random;

pub(super) const GENERATOR: Generator = Generator {
    id: "churn",
    title: "Random churn",
    summary: "Fills the heap, then replaces random blocks one by one: shows the fragmentation a policy settles at.",
    example: "generate churn seed 7 operations 5000 sizes 16 to 1KiB live 200",
    parameters: &[
        operations(5000),
        sizes(16, 1024),
        count(
            "live",
            "How many blocks are live once the heap is filled.",
            1,
            200,
        ),
    ],
    length: |settings| u64::from(settings.number("operations")),
    write,
};

fn write(settings: &Settings, random: &mut Random, writer: &mut dyn Writer) -> Result<(), Failure> {
    let sizes = settings.range("sizes");
    let live_max = settings.number("live");
    let mut filled = 0;
    let mut vacant = None;
    for _ in 0..settings.number("operations") {
        if let Some(element) = vacant.take() {
            writer.malloc(element, sizes.draw(random))?;
        } else if filled < live_max {
            writer.malloc(filled, sizes.draw(random))?;
            filled += 1;
        } else {
            let element = random.below(u64::from(live_max)) as u32;
            writer.free(element)?;
            vacant = Some(element);
        }
    }
    Ok(())
}
