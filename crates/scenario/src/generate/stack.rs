//! Last in, first out: blocks live and die like the variables of nested calls.
//!
//! The depth walks at random between 0 and its maximum. Every free gives back the newest block, so holes
//! appear at the heap's end only, and even the simplest allocator wastes next to nothing.

use super::{Generator, Settings, Writer, count, operations, sizes};
use crate::problem::Failure;
use crate::random::Random;

pub(super) const GENERATOR: Generator = Generator {
    id: "stack",
    title: "Stack",
    summary: "Frees the newest block first, as nested calls do: the kindest pattern, on which every policy looks good.",
    example: "generate stack seed 7 operations 500 sizes 16 to 256 depth 50",
    parameters: &[
        operations(2000),
        sizes(16, 256),
        count("depth", "The most blocks that are live at once.", 1, 100),
    ],
    length: |settings| u64::from(settings.number("operations")),
    write,
};

fn write(settings: &Settings, random: &mut Random, writer: &mut dyn Writer) -> Result<(), Failure> {
    let sizes = settings.range("sizes");
    let depth_max = settings.number("depth");
    let mut depth = 0;
    for _ in 0..settings.number("operations") {
        let push = depth == 0 || (depth < depth_max && random.below(2) == 0);
        if push {
            writer.malloc(depth, sizes.draw(random))?;
            depth += 1;
        } else {
            depth -= 1;
            writer.free(depth)?;
        }
    }
    Ok(())
}
