//! The painter of memory over time: a heap's address upwards, the steps to the right.
//!
//! Owns how lifetimes become pixels. Every pixel is coloured by the share of its bytes and steps that a program's blocks,
//! the allocator's tables, holes and the memory beyond the heap's end have in it, however many of them it stands for.
//!
//! # How
//!
//! A block is a rectangle of bytes and steps. Its edges are placed to 1/256 of a pixel, and what it covers is entered as
//! differences at its four corners; two running sums over the image give every pixel's share. That takes 16 additions for
//! each block, however large, and no rounding: the sums are whole numbers that wrap and come back.

use atlas_replay::{MemoryOverTime, OutcomeKind, Timeline};
use serde::{Deserialize, Serialize};

use crate::error::{ErrorReport, Result};
use crate::light::{Light, Mix, Rgba, rgba};
use crate::paint::bytes;

/// Longest side of a picture.
const SIDE_PIXELS_MAX: u32 = 4096;

/// The places of an edge within a pixel.
const EDGES: u64 = 256;

/// The share of a pixel that is covered whole.
const WHOLE: u32 = (EDGES * EDGES) as u32;

/// What a block or a table is drawn with at the least, so that a small or short one is still seen.
const SEEN_AT_LEAST: u32 = WHOLE / 6;

/// The window of memory and time to paint, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OverTimeSpec {
    /// Width in device pixels, 1 to 4096.
    pub width: u32,
    /// Height in device pixels, 1 to 4096.
    pub height: u32,
    /// The first step at the left.
    pub from_step: u32,
    /// How many steps, at least 1.
    pub steps: u32,
    /// The offset at the bottom.
    pub from: u32,
    /// How many bytes, at least 1.
    pub bytes: u32,
    /// The colour of the program's blocks, `0xRRGGBBAA`.
    pub live: u32,
    /// The colour of the allocator's bookkeeping outside of blocks.
    pub tables: u32,
    /// The colour of holes and other memory below the heap's end.
    pub free: u32,
    /// The colour of memory beyond the heap's end.
    pub beyond: u32,
}

/// A picture of memory over time.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OverTime {
    /// Its pixels, line by line from the top, which is the highest address: red, green, blue, opacity.
    #[serde(serialize_with = "bytes")]
    #[cfg_attr(test, ts(type = "Uint8Array<ArrayBuffer>"))]
    pub pixels: Vec<Rgba>,
    /// Of each column with refused requests, the step of the first.
    pub refusals: Vec<u32>,
    /// Of each column with marks, the step of the first.
    pub marks: Vec<u32>,
    /// Whether the allocator has bookkeeping outside of blocks, at any step so far.
    pub has_tables: bool,
}

/// Paints a window of what was replayed so far in a space that may have done nothing yet.
///
/// # Errors
/// If the window is empty or the picture too large.
pub fn paint(
    light: &Light,
    timeline: &Timeline,
    space: Option<&MemoryOverTime>,
    spec: &OverTimeSpec,
) -> Result<OverTime> {
    let &OverTimeSpec { width, height, .. } = spec;
    let sides = 1..=SIDE_PIXELS_MAX;
    if !sides.contains(&width) || !sides.contains(&height) || spec.steps == 0 || spec.bytes == 0 {
        return Err(ErrorReport::bounds(format!(
            "memory over time can't be painted as {width} × {height} pixels of {} steps and {} bytes; \
             sides are 1 to {SIDE_PIXELS_MAX}, and there is a step and a byte at least",
            spec.steps, spec.bytes
        )));
    }
    let [mut live, mut tables, mut heap] = [(); 3].map(|()| Coverage::new(spec));
    let mut has_tables = false;
    let now = timeline.replayed() + 1;
    if let Some(space) = space {
        for life in space.lifetimes() {
            let (start, end) = (life.block.start, life.block.start + life.block.bytes);
            live.add((life.from, life.until.min(now)), (start, end));
        }
        let outlines = space.outlines();
        let next = outlines.iter().skip(1).map(|next| next.step).chain([now]);
        for (outline, until) in outlines.iter().zip(next) {
            let steps = (outline.step, until);
            let [front, back] = outline.tables;
            heap.add(steps, (0, outline.bytes.max(front.end())));
            heap.add(steps, (back.start, back.end()));
            for table in [front, back] {
                tables.add(steps, (table.start, table.end()));
                has_tables |= table.bytes > 0;
            }
        }
    }
    let colours = [spec.live, spec.tables, spec.free, spec.beyond].map(rgba);
    let parts = live.shares().into_iter().zip(tables.shares());
    let pixels = parts.zip(heap.shares());
    Ok(OverTime {
        pixels: pixels
            .map(|((live, tables), heap)| mix(light, colours, [live, tables, heap]))
            .collect(),
        refusals: firsts(timeline, spec, OutcomeKind::is_refusal),
        marks: firsts(timeline, spec, |kind| kind == OutcomeKind::Marked),
        has_tables,
    })
}

/// Of each column that has steps of a kind, the first of them.
fn firsts(timeline: &Timeline, spec: &OverTimeSpec, is: impl Fn(OutcomeKind) -> bool) -> Vec<u32> {
    let end = spec
        .from_step
        .saturating_add(spec.steps)
        .min(timeline.replayed() + 1);
    let mut firsts: Vec<u32> = Vec::new();
    let column = |step: u32| {
        u64::from(step - spec.from_step) * u64::from(spec.width) / u64::from(spec.steps)
    };
    for step in spec.from_step.max(1)..end {
        if is(timeline.outcome(step))
            && firsts
                .last()
                .is_none_or(|&last| column(last) != column(step))
        {
            firsts.push(step);
        }
    }
    firsts
}

/// The colour of a pixel of which blocks, tables, and the heap as a whole with both of them have these shares.
fn mix(light: &Light, colours: [Rgba; 4], [live, tables, heap]: [u32; 3]) -> Rgba {
    let seen = |share: u32| {
        if share == 0 {
            0
        } else {
            share.clamp(SEEN_AT_LEAST, WHOLE)
        }
    };
    let live = seen(live);
    let tables = seen(tables).min(WHOLE - live);
    let free = heap.clamp(live + tables, WHOLE) - live - tables;
    let shares = [live, tables, free, WHOLE - live - tables - free];
    let mut mix = Mix::default();
    for (colour, share) in colours.into_iter().zip(shares) {
        mix.add(light, colour, share.into());
    }
    mix.take(light)
}

/// How much of every pixel is covered, entered as differences.
struct Coverage<'a> {
    spec: &'a OverTimeSpec,
    /// Two columns and lines more than the picture has: an edge is entered at its pixel and at the next.
    differences: Vec<u32>,
    stride: usize,
}

impl<'a> Coverage<'a> {
    fn new(spec: &'a OverTimeSpec) -> Self {
        let stride = spec.width as usize + 2;
        Self {
            spec,
            differences: vec![0; stride * (spec.height as usize + 2)],
            stride,
        }
    }

    /// Enters a rectangle of steps and bytes, both half open.
    fn add(&mut self, steps: (u32, u32), bytes: (u32, u32)) {
        let spec = self.spec;
        let columns =
            [steps.0, steps.1].map(|step| edge(step, spec.from_step, spec.steps, spec.width));
        let lines = [bytes.0, bytes.1].map(|byte| edge(byte, spec.from, spec.bytes, spec.height));
        if columns[0] == columns[1] || lines[0] == lines[1] {
            return;
        }
        for (line, line_sign) in lines.into_iter().zip([1, u32::MAX]) {
            for (column, column_sign) in columns.into_iter().zip([1, u32::MAX]) {
                for (y, line_part) in parts(line) {
                    for (x, column_part) in parts(column) {
                        let cell = &mut self.differences[y * self.stride + x];
                        let change = (line_part * column_part)
                            .wrapping_mul(line_sign)
                            .wrapping_mul(column_sign);
                        *cell = cell.wrapping_add(change);
                    }
                }
            }
        }
    }

    /// The share of each pixel, out of [`WHOLE`], line by line from the top.
    fn shares(mut self) -> Vec<u32> {
        let (width, height) = (self.spec.width as usize, self.spec.height as usize);
        for line in 0..height {
            let mut sum = 0_u32;
            for column in 0..width {
                let cell = line * self.stride + column;
                sum = sum.wrapping_add(self.differences[cell]);
                let below = if line == 0 {
                    0
                } else {
                    self.differences[cell - self.stride]
                };
                self.differences[cell] = below.wrapping_add(sum);
            }
        }
        let line = |at: usize| &self.differences[at * self.stride..at * self.stride + width];
        (0..height).rev().flat_map(line).copied().collect()
    }
}

/// Where an edge lies in the picture, in 1/256 of a pixel; beyond the window at its border.
fn edge(at: u32, from: u32, length: u32, pixels: u32) -> u64 {
    let inside = u64::from(at.saturating_sub(from)).min(length.into());
    inside * u64::from(pixels) * EDGES / u64::from(length)
}

/// The pixels at which an edge is entered, with what is entered at each: together a whole pixel.
fn parts(edge: u64) -> [(usize, u32); 2] {
    let pixel = usize::try_from(edge / EDGES).expect("at most the width");
    let behind = (edge % EDGES) as u32;
    [(pixel, EDGES as u32 - behind), (pixel + 1, behind)]
}

#[cfg(test)]
mod tests {
    use atlas_replay::{Designs, Options, Replay, WholeDesign};
    use atlas_scenario::Scenario;
    use expect_test::{Expect, expect};

    use super::*;

    fn replayed(settings: &[(&str, &str)], script: &str) -> Replay {
        let mut design = WholeDesign::default();
        for (axis, value) in settings {
            atlas_replay::design::set(&mut design, axis, value).expect("a setting");
        }
        let scenario = Scenario::from_script(script).expect("a script");
        let mut replay =
            Replay::new(Designs::from(design), scenario, Options::default()).expect("a replay");
        replay.finish().expect("no violation");
        replay
    }

    fn spec(width: u32, height: u32, steps: u32, bytes: u32) -> OverTimeSpec {
        OverTimeSpec {
            width,
            height,
            from_step: 1,
            steps,
            from: 0,
            bytes,
            live: 0xFF00_00FF,
            tables: 0x0000_FFFF,
            free: 0x00FF_00FF,
            beyond: 0x0000_00FF,
        }
    }

    fn painted(replay: &Replay, spec: &OverTimeSpec) -> OverTime {
        let timeline = replay.timeline();
        paint(
            &Light::default(),
            timeline,
            timeline.memory_over_time(0),
            spec,
        )
        .expect("a picture")
    }

    /// A letter a pixel: `#` blocks, `=` tables, `.` holes, a space for what lies beyond the end, `+` for a mix.
    fn check(replay: &Replay, spec: &OverTimeSpec, expected: Expect) {
        let mut text = String::new();
        for line in painted(replay, spec).pixels.chunks(spec.width as usize) {
            for pixel in line {
                text.push(match pixel {
                    [255, 0, 0, _] => '#',
                    [0, 0, 255, _] => '=',
                    [0, 255, 0, _] => '.',
                    [0, 0, 0, _] => ' ',
                    _ => '+',
                });
            }
            text.push_str("|\n");
        }
        expected.assert_eq(&text);
    }

    /// Protects the picture's meaning: address upwards, a column a step, blocks where and as long as the program has them.
    #[test]
    fn blocks_are_drawn_where_and_while_they_live() {
        let script =
            "a = malloc 64\nb = malloc 64\nc = malloc 64\nfree b\nb = realloc a 144\nfree c";
        let replay = replayed(&[("region-size", "1024")], script);
        check(
            &replay,
            &spec(6, 6, 6, 480),
            expect![[r#"
                  |
                  |
                  |
              ###.|
             ##.##|
            ######|
        "#]],
        );
        // Steps to come are empty, and so is what lies outside of the window.
        check(
            &replay,
            &spec(8, 3, 8, 240),
            expect![[r#"
              ###.  |
             ##.##  |
            ######  |
        "#]],
        );
    }

    /// Protects what isn't the program's from passing for holes: the heads of bins before the first block, and an index that
    /// grows from the region's end.
    #[test]
    fn tables_are_drawn_where_and_while_they_are() {
        let script = "a = malloc 32\nb = malloc 32\nfree a";
        let bins = replayed(
            &[
                ("family", "tags"),
                ("bins", "size-classes"),
                ("region-size", "1024"),
            ],
            script,
        );
        check(
            &bins,
            &spec(3, 8, 3, 1024),
            expect![[r#"
            +++|
               |
               |
               |
               |
            +++|
            ===|
            ===|
        "#]],
        );
        let index = replayed(&[("lookup", "index"), ("region-size", "256")], script);
        check(
            &index,
            &spec(3, 32, 3, 256),
            expect![[r#"
            ===|
             ==|
               |
               |
               |
               |
               |
               |
               |
               |
               |
               |
             ##|
             ##|
             ##|
             ##|
             ##|
             ##|
             ##|
             ##|
             ##|
             ##|
            ##.|
            ##.|
            ##.|
            ##.|
            ##.|
            ##.|
            ##.|
            ##.|
            ##.|
            ##.|
        "#]],
        );
        let plain = replayed(&[("region-size", "1024")], script);
        let has = [&bins, &index, &plain].map(|it| painted(it, &spec(3, 8, 3, 1024)).has_tables);
        assert_eq!(has, [true, true, false]);
    }

    /// Protects small scales: a pixel is coloured by the share of bytes and steps that are live, and a block that covers
    /// little of a pixel is still seen.
    #[test]
    fn pixels_mix_what_they_stand_for() {
        let replay = replayed(
            &[("region-size", "64KiB")],
            "a = malloc 48\nfree a\nidle 1\nidle 1",
        );
        let red = |steps, bytes| painted(&replay, &spec(1, 1, steps, bytes)).pixels[0][0];
        // The block has 80 bytes for one step: a half, a quarter and too little of the pixel, in linear light.
        assert_eq!([red(2, 80), red(2, 160), red(4, 1024)], [187, 137, 113]);
    }

    /// Protects the ticks: each column with refused requests or marks has one, at the first of them.
    #[test]
    fn each_column_has_a_tick_at_its_first_refusal() {
        let script = "a = malloc 900\nmark \"full\"\nb = malloc 900\nb = malloc 900\nfree a\nb = malloc 2000";
        let replay = replayed(&[("region-size", "1024")], script);
        let OverTime {
            refusals, marks, ..
        } = painted(&replay, &spec(3, 1, 6, 1024));
        assert_eq!((refusals, marks), (vec![3, 6], vec![2]));
    }

    /// Protects the worker from a request that makes no sense.
    #[test]
    fn impossible_pictures_are_refused() {
        let replay = replayed(&[], "idle 1");
        for spec in [
            spec(0, 1, 1, 1),
            spec(1, 5000, 1, 1),
            spec(1, 1, 0, 1),
            spec(1, 1, 1, 0),
        ] {
            let result = paint(&Light::default(), replay.timeline(), None, &spec);
            assert!(result.is_err(), "{spec:?}");
        }
    }
}
