//! Growing arrays: several arrays are filled at once, and each is reallocated larger whenever it is full.
//!
//! What a vector does in any language. Where an array's right-hand neighbour is another array, it cannot
//! grow in place: it moves, and leaves a hole that the next size up does not fit into either. With doubling
//! the holes left behind never add up to the next request; with a growth below the golden ratio they can.

use super::{Default, Generator, Parameter, SIZE_MAX, Settings, Writer, count};
use crate::problem::Failure;
use crate::random::Random;

pub(super) const GENERATOR: Generator = Generator {
    id: "growing",
    title: "Growing arrays",
    summary: "Grows several arrays in turn by reallocation, as vectors grow: shows what moving costs and what it leaves behind.",
    example: "generate growing seed 7 arrays 8 sizes 16 to 4KiB growth 200",
    parameters: &[
        count("arrays", "How many arrays grow.", 1, 8),
        Parameter {
            id: "sizes",
            doc: "An array's first and last size.",
            min: 1,
            max: SIZE_MAX,
            default: Default::Range(16, 4096),
        },
        Parameter {
            id: "growth",
            doc: "The new size in percent of the old one: 200 doubles.",
            min: 101,
            max: 1000,
            default: Default::Number(200),
        },
    ],
    length: |settings| {
        let sizes = settings.range("sizes");
        let mut steps = 1;
        let mut bytes = sizes.low;
        while bytes < sizes.high {
            bytes = grown(bytes, sizes.high, settings.number("growth"));
            steps += 1;
        }
        u64::from(settings.number("arrays")) * steps
    },
    write,
};

fn write(settings: &Settings, random: &mut Random, writer: &mut dyn Writer) -> Result<(), Failure> {
    let sizes = settings.range("sizes");
    // Each array that is still to grow, with its size so far.
    let mut growing: Vec<(u32, Option<u32>)> = (0..settings.number("arrays"))
        .map(|array| (array, None))
        .collect();
    while !growing.is_empty() {
        let turn = random.below(growing.len() as u64) as usize;
        let (array, bytes) = growing[turn];
        let bytes = match bytes {
            None => {
                writer.malloc(array, sizes.low)?;
                sizes.low
            }
            Some(bytes) => {
                let bytes = grown(bytes, sizes.high, settings.number("growth"));
                writer.realloc(array, bytes)?;
                bytes
            }
        };
        growing[turn].1 = Some(bytes);
        if bytes >= sizes.high {
            growing.swap_remove(turn);
        }
    }
    Ok(())
}

/// The size after `bytes`: larger by the growth, by one byte at least, and never beyond the last size.
fn grown(bytes: u32, last: u32, percent: u32) -> u32 {
    let grown = u64::from(bytes) * u64::from(percent) / 100;
    grown.clamp(u64::from(bytes) + 1, u64::from(last)) as u32
}
