//! Sawtooth: use climbs, drops, climbs again, as in programs that work in rounds.
//!
//! Each tooth allocates its blocks, then frees all but a few chosen at random. The few keep the heap from
//! falling back to where the tooth began, and the next tooth must live between them.

use super::{Generator, Settings, Writer, count, sizes};
use crate::problem::Failure;
use crate::random::Random;

pub(super) const GENERATOR: Generator = Generator {
    id: "sawtooth",
    title: "Sawtooth",
    summary: "Allocates many blocks, frees almost all of them, and again: shows how a few survivors pin a heap's size.",
    example: "generate sawtooth seed 7 teeth 5 blocks 100 sizes 16 to 256 keep 2",
    parameters: &[
        count("teeth", "How often use climbs and drops.", 1, 10),
        count("blocks", "How many blocks each tooth allocates.", 1, 100),
        sizes(16, 512),
        count(
            "keep",
            "How many blocks of each tooth are not freed, at most all of them.",
            0,
            2,
        ),
    ],
    length: |settings| {
        let (teeth, blocks) = (
            u64::from(settings.number("teeth")),
            u64::from(settings.number("blocks")),
        );
        let freed = blocks.saturating_sub(u64::from(settings.number("keep")));
        teeth * (blocks + freed)
    },
    write,
};

fn write(settings: &Settings, random: &mut Random, writer: &mut dyn Writer) -> Result<(), Failure> {
    let sizes = settings.range("sizes");
    let blocks = settings.number("blocks");
    // The length is bounded by the script's limit on operations, so elements number far below 2^32.
    for tooth in 0..settings.number("teeth") {
        let first = tooth * blocks;
        for block in 0..blocks {
            writer.malloc(first + block, sizes.draw(random))?;
        }
        // Selection sampling (Knuth, TAOCP volume 2, 3.4.2, algorithm S): exactly `keep` survive, every
        // choice of survivors is equally likely, and the others are freed in the order they came.
        let mut kept = settings.number("keep").min(blocks);
        for block in 0..blocks {
            let candidates = u64::from(blocks - block);
            if random.below(candidates) < u64::from(kept) {
                kept -= 1;
            } else {
                writer.free(first + block)?;
            }
        }
    }
    Ok(())
}
