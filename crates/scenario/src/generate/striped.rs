//! Striped frees: every other block goes, then larger ones are asked for.
//!
//! Half the memory is free and none of it is of use: no two holes touch, so nothing can be merged, and no
//! hole holds the larger request. The plainest picture of external fragmentation.

use super::{Default, Generator, Parameter, SIZE_MAX, Settings, Writer, count, sizes};
use crate::problem::Failure;
use crate::random::Random;

pub(super) const GENERATOR: Generator = Generator {
    id: "striped",
    title: "Striped frees",
    summary: "Frees every other block, then asks for larger ones: shows memory that is free and of no use.",
    example: "generate striped blocks 100 sizes 64 every 2 requests 25 larger 128",
    parameters: &[
        count("blocks", "How many blocks to allocate first.", 1, 200),
        sizes(64, 64),
        count(
            "every",
            "Frees every n-th block: 2 frees every other one.",
            1,
            2,
        ),
        count(
            "requests",
            "How many larger blocks to ask for in the end.",
            0,
            50,
        ),
        Parameter {
            id: "larger",
            doc: "The sizes to ask for in the end.",
            min: 0,
            max: SIZE_MAX,
            default: Default::Range(128, 128),
        },
    ],
    length: |settings| {
        let blocks = u64::from(settings.number("blocks"));
        blocks
            + blocks.div_ceil(u64::from(settings.number("every")))
            + u64::from(settings.number("requests"))
    },
    write,
};

fn write(settings: &Settings, random: &mut Random, writer: &mut dyn Writer) -> Result<(), Failure> {
    let (sizes, larger) = (settings.range("sizes"), settings.range("larger"));
    let blocks = settings.number("blocks");
    for block in 0..blocks {
        writer.malloc(block, sizes.draw(random))?;
    }
    for block in (0..blocks).step_by(settings.number("every") as usize) {
        writer.free(block)?;
    }
    for request in 0..settings.number("requests") {
        writer.malloc(blocks + request, larger.draw(random))?;
    }
    Ok(())
}
