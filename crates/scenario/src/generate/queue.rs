//! First in, first out: blocks pass through like messages in a queue of fixed length.
//!
//! The oldest block goes, a new one comes. Live blocks march through the heap, and where a search starts
//! decides whether they march in step with the holes they leave.

use super::{Generator, Settings, Writer, count, operations, sizes};
use crate::problem::Failure;
use crate::random::Random;

pub(super) const GENERATOR: Generator = Generator {
    id: "queue",
    title: "Queue",
    summary: "Frees the oldest block first, as a queue of messages does: shows how a policy copes with holes that travel.",
    example: "generate queue seed 7 operations 500 sizes 16 to 256 length 50",
    parameters: &[
        operations(2000),
        sizes(16, 256),
        count(
            "length",
            "How many blocks the queue holds when it is full.",
            1,
            100,
        ),
    ],
    length: |settings| u64::from(settings.number("operations")),
    write,
};

fn write(settings: &Settings, random: &mut Random, writer: &mut dyn Writer) -> Result<(), Failure> {
    let sizes = settings.range("sizes");
    let length = settings.number("length");
    let (mut oldest, mut next, mut live) = (0, 0, 0);
    for _ in 0..settings.number("operations") {
        if live == length {
            writer.free(oldest)?;
            oldest = (oldest + 1) % length;
            live -= 1;
        } else {
            writer.malloc(next, sizes.draw(random))?;
            next = (next + 1) % length;
            live += 1;
        }
    }
    Ok(())
}
