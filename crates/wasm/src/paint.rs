//! The map's painter: spans of memory in, an RGBA image out.
//!
//! Owns the geometry of [`MapImage`], how colours mix, and the seams between blocks. Knows nothing of heaps:
//! it is given spans in order of address, each with its colour, and the blocks whose edges are to show.
//!
//! # Geometry
//!
//! All rows together are one strip of `rows × width` pixels that covers `rows × bytes_per_row` bytes evenly, cut
//! into lines. Counting in units of which a byte has `width` and a pixel `bytes_per_row`, every edge lies
//! on a whole number, so there is no rounding anywhere.

use std::collections::BTreeMap;

use classic_heap::Extent;
use serde::{Deserialize, Serialize, Serializer};

use crate::error::{ErrorReport, Result};
use crate::light::{Light, Mix, Rgba};

/// Longest side of an image.
const SIDE_PIXELS_MAX: u32 = 8192;

/// Most pixels of an image: 128 MiB.
const PIXELS_MAX: u32 = 1 << 25;

/// Blocks at least this wide have a seam on their left, so that neighbours of one colour are told apart.
const SEAM_FROM_PIXELS: u64 = 3;

/// What a seam's pixel keeps of its colour, out of 256; the rest is background.
const SEAM_KEEPS: u64 = 96;

/// The part of the region to paint, and how.
///
/// The caller lays memory out, as it alone knows the pixels there are: see [`MapImage`] for the geometry.
/// It gets the rows it expects, each `bytes / rows` bytes, where `rows` divides `bytes`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MapSpec {
    /// Width of the image in device pixels, 1 to 8192.
    pub width: u32,
    /// Height of the image in device pixels, 1 to 8192.
    pub height: u32,
    /// Offset of the window's first byte.
    pub from: u32,
    /// Length of the window, at least 1; what lies beyond the region's end is background.
    pub bytes: u32,
    /// Height of a row in device pixels, at least 1.
    pub row_height: u32,
    /// Space between two rows in device pixels.
    pub row_gap: u32,
    /// The colour of each category, `0xRRGGBBAA`. A category left out has the background's.
    #[cfg_attr(test, ts(type = "Record<string, number>"))]
    pub palette: BTreeMap<String, u32>,
    /// The colour of everything that is not memory, `0xRRGGBBAA`.
    pub background: u32,
}

/// Where memory lies in a painted map.
///
/// Memory runs left to right and top to bottom, like text: as many rows as fit the height, each
/// `rowHeight` pixels tall, their tops `rowHeight + rowGap` pixels apart. Row `r` covers the
/// `bytesPerRow` bytes from offset `from + r * bytesPerRow` over the whole width, so byte `b` of a row begins
/// `b / bytesPerPixel` pixels from the left.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MapImage {
    /// Width in device pixels.
    pub width: u32,
    /// Height in device pixels.
    pub height: u32,
    /// The scale, `bytesPerRow / width`: below 1 where a byte is wider than a pixel.
    pub bytes_per_pixel: f64,
    /// How many bytes a row covers.
    pub bytes_per_row: u32,
    /// Offset of the window's first byte.
    pub from: u32,
    /// Length of the window as painted, `rows * bytesPerRow`: at least what was asked for.
    pub bytes: f64,
    /// How many rows there are.
    pub rows: u32,
    /// Height of a row in device pixels.
    pub row_height: u32,
    /// Space between two rows in device pixels.
    pub row_gap: u32,
}

/// Writes pixels as bytes.
pub fn bytes<S: Serializer>(
    pixels: &[Rgba],
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_bytes(pixels.as_flattened())
}

/// Consecutive bytes of one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Offset of the first byte.
    pub start: u32,
    /// How many.
    pub bytes: u32,
    /// Their colour.
    pub colour: Rgba,
}

/// Where memory lies in an image; see the module's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    width: u32,
    height: u32,
    from: u32,
    bytes_per_row: u32,
    rows: u32,
    row_height: u32,
    row_gap: u32,
}

impl Layout {
    /// Lays a window out in as many rows as fit, one at least.
    ///
    /// # Errors
    /// If a side or the window is empty, or the image too large.
    pub fn new(spec: &MapSpec) -> Result<Self> {
        let &MapSpec {
            width,
            height,
            from,
            bytes,
            row_height,
            row_gap,
            ..
        } = spec;
        let sides = 1..=SIDE_PIXELS_MAX;
        if !sides.contains(&width) || !sides.contains(&height) || width * height > PIXELS_MAX {
            return Err(ErrorReport::bounds(format!(
                "a map of {width} × {height} pixels can't be painted; \
                 sides are 1 to {SIDE_PIXELS_MAX} and at most {PIXELS_MAX} pixels together"
            )));
        }
        if bytes == 0 || row_height == 0 {
            return Err(ErrorReport::bounds(
                "a map needs at least one byte to show and rows of at least one pixel".to_owned(),
            ));
        }
        let pitch = u64::from(row_height) + u64::from(row_gap);
        let rows = ((u64::from(height) + u64::from(row_gap)) / pitch).max(1);
        let rows = u32::try_from(rows).expect("no more rows than twice the height");
        Ok(Self {
            width,
            height,
            from,
            bytes_per_row: bytes.div_ceil(rows),
            rows,
            row_height,
            row_gap,
        })
    }

    /// What the image covers, for whoever points at it.
    pub fn image(&self) -> MapImage {
        MapImage {
            width: self.width,
            height: self.height,
            bytes_per_pixel: f64::from(self.bytes_per_row) / f64::from(self.width),
            bytes_per_row: self.bytes_per_row,
            from: self.from,
            bytes: self.end() as f64 - f64::from(self.from),
            rows: self.rows,
            row_height: self.row_height,
            row_gap: self.row_gap,
        }
    }

    /// Offset of the first byte behind the window.
    fn end(&self) -> u64 {
        u64::from(self.from) + u64::from(self.rows) * u64::from(self.bytes_per_row)
    }

    /// The part of a stretch that the window shows, in units from the strip's start; empty where it shows
    /// none.
    fn units(&self, start: u32, bytes: u32) -> std::ops::Range<u64> {
        let (from, width) = (u64::from(self.from), u64::from(self.width));
        let clip = |offset: u64| (offset.clamp(from, self.end()) - from) * width;
        clip(u64::from(start))..clip(u64::from(start) + u64::from(bytes))
    }
}

/// Paints maps, one after the other.
#[derive(Default)]
pub struct Painter {
    light: Light,
    /// All rows, one after the other, a single line of pixels each.
    strip: Vec<Rgba>,
}

impl Painter {
    /// The light in which colours are mixed.
    pub fn light(&self) -> &Light {
        &self.light
    }

    /// Paints stretches, which ascend without overlap, and the seams of blocks, in any order. What no stretch
    /// covers is background. The image is given as lines of pixels from the top.
    pub fn paint(
        &mut self,
        layout: &Layout,
        stretches: impl Iterator<Item = Stretch>,
        blocks: impl Iterator<Item = Extent>,
        background: Rgba,
    ) -> Vec<Rgba> {
        self.paint_strip(layout, stretches, background);
        self.paint_seams(layout, blocks, background);
        self.cut_into_rows(layout, background)
    }

    fn paint_strip(
        &mut self,
        layout: &Layout,
        stretches: impl Iterator<Item = Stretch>,
        background: Rgba,
    ) {
        let mut line = Line {
            light: &self.light,
            pixels: &mut self.strip,
            pixel_units: u64::from(layout.bytes_per_row),
            mix: Mix::default(),
        };
        line.pixels.clear();
        let mut painted = 0;
        for Stretch {
            start,
            bytes,
            colour,
        } in stretches
        {
            if u64::from(start) >= layout.end() {
                break;
            }
            let units = layout.units(start, bytes);
            line.push(background, units.start.saturating_sub(painted));
            line.push(colour, units.end - units.start.max(painted).min(units.end));
            painted = painted.max(units.end);
        }
        let all = layout.units(layout.from, u32::MAX).end.max(
            u64::from(layout.rows) * u64::from(layout.width) * u64::from(layout.bytes_per_row),
        );
        line.push(background, all - painted);
    }

    fn paint_seams(
        &mut self,
        layout: &Layout,
        blocks: impl Iterator<Item = Extent>,
        background: Rgba,
    ) {
        let pixel_units = u64::from(layout.bytes_per_row);
        for Extent { start, bytes } in blocks {
            if u64::from(start) >= layout.end() {
                break;
            }
            let is_wide =
                u64::from(bytes) * u64::from(layout.width) >= SEAM_FROM_PIXELS * pixel_units;
            if is_wide && start >= layout.from {
                let at = layout.units(start, bytes).start / pixel_units;
                let pixel = &mut self.strip[at as usize];
                let mut mix = Mix::default();
                mix.add(&self.light, *pixel, SEAM_KEEPS);
                mix.add(&self.light, background, 256 - SEAM_KEEPS);
                *pixel = mix.take(&self.light);
            }
        }
    }

    fn cut_into_rows(&self, layout: &Layout, background: Rgba) -> Vec<Rgba> {
        let width = layout.width as usize;
        let pixels = width * layout.height as usize;
        let mut image = Vec::with_capacity(pixels);
        for (row, line) in self.strip.chunks_exact(width).enumerate() {
            if row > 0 {
                let gap = width * layout.row_gap as usize;
                image.resize(image.len() + gap, background);
            }
            let lines = (pixels - image.len()) / width;
            for _ in 0..lines.min(layout.row_height as usize) {
                image.extend_from_slice(line);
            }
        }
        image.resize(pixels, background);
        image
    }
}

/// A strip under way: pixels that are done, and the one being mixed.
struct Line<'a> {
    light: &'a Light,
    pixels: &'a mut Vec<Rgba>,
    pixel_units: u64,
    mix: Mix,
}

impl Line<'_> {
    fn push(&mut self, colour: Rgba, mut units: u64) {
        if self.mix.units() > 0 {
            let missing = units.min(self.pixel_units - self.mix.units());
            self.mix.add(self.light, colour, missing);
            units -= missing;
            if self.mix.units() < self.pixel_units {
                return;
            }
            self.pixels.push(self.mix.take(self.light));
        }
        let whole = units / self.pixel_units;
        self.pixels
            .resize(self.pixels.len() + whole as usize, colour);
        let rest = units % self.pixel_units;
        if rest > 0 {
            self.mix.add(self.light, colour, rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::light::rgba;
    use expect_test::{Expect, expect};

    const BACKGROUND: Rgba = rgba(0x0000_00FF);
    const RED: Rgba = rgba(0xFF00_00FF);
    const WHITE: Rgba = rgba(0xFFFF_FFFF);

    fn spec(width: u32, height: u32, from: u32, bytes: u32) -> MapSpec {
        MapSpec {
            width,
            height,
            from,
            bytes,
            row_height: 1,
            row_gap: 0,
            palette: Default::default(),
            background: 0x0000_00FF,
        }
    }

    /// Stretches of the given lengths from offset 0, alternately red and white.
    fn stretches(lengths: &[u32]) -> Vec<Stretch> {
        let mut start = 0;
        (lengths.iter().zip([RED, WHITE].into_iter().cycle()))
            .map(|(&bytes, colour)| {
                let stretch = Stretch {
                    start,
                    bytes,
                    colour,
                };
                start += bytes;
                stretch
            })
            .collect()
    }

    /// Lines of an image: `R`, `W` and `.` for background, else the four bytes in hexadecimal.
    fn check(spec: &MapSpec, lengths: &[u32], blocks: &[(u32, u32)], expected: Expect) {
        let layout = Layout::new(spec).unwrap();
        let mut painter = Painter::default();
        let blocks = blocks.iter().map(|&(start, bytes)| Extent { start, bytes });
        let image = painter.paint(&layout, stretches(lengths).into_iter(), blocks, BACKGROUND);
        assert_eq!(image.len(), (spec.width * spec.height) as usize);
        let mut text = String::new();
        for line in image.chunks(spec.width as usize) {
            let cells = line.iter().map(|&pixel| match pixel {
                RED => "R".to_owned(),
                WHITE => "W".to_owned(),
                BACKGROUND => ".".to_owned(),
                other => format!("{:08x}", u32::from_be_bytes(other)),
            });
            text.push_str(&cells.collect::<Vec<_>>().join(" "));
            text.push('\n');
        }
        expected.assert_eq(&text);
    }

    /// Protects: one byte a pixel, memory wraps at a row's end as text does, and what is behind is background.
    #[test]
    fn memory_runs_like_text() {
        check(
            &spec(4, 3, 0, 12),
            &[3, 4, 3],
            &[],
            expect![[r#"
                R R R W
                W W W R
                R R . .
            "#]],
        );
    }

    /// Protects: zoomed in, a byte is as wide as several pixels, and edges are sharp.
    #[test]
    fn a_byte_can_be_several_pixels_wide() {
        check(
            &spec(6, 2, 1, 4),
            &[2, 1, 2],
            &[],
            expect![[r#"
                R R R W W W
                R R R R R R
            "#]],
        );
    }

    /// Protects: a pixel over several colours shows them in proportion, in linear light (half of white's
    /// light is 0xbb, not 0x80), also where a pixel's edge falls within a byte.
    #[test]
    fn colours_mix_in_proportion() {
        check(
            &spec(2, 1, 0, 4),
            &[1, 2, 1],
            &[],
            expect![[r#"
                ffbbbbff ffbbbbff
            "#]],
        );
        check(
            &spec(2, 1, 0, 3),
            &[1, 2],
            &[],
            expect![[r#"
                ff9c9cff W
            "#]],
        );
    }

    /// Protects: rows have their height and their gaps, and a last gap or a rest of the height is background.
    #[test]
    fn rows_have_height_and_gaps() {
        let spec = MapSpec {
            row_height: 2,
            row_gap: 1,
            ..spec(2, 6, 0, 4)
        };
        check(
            &spec,
            &[3, 1],
            &[],
            expect![[r#"
                R R
                R R
                . .
                R W
                R W
                . .
            "#]],
        );
    }

    /// Protects: blocks of three pixels and more are told apart by a seam, narrower ones keep their colours.
    #[test]
    fn wide_blocks_have_seams() {
        check(
            &spec(8, 1, 0, 8),
            &[8],
            &[(0, 4), (4, 2), (6, 2)],
            expect![[r#"
                a50000ff R R R R R R R
            "#]],
        );
    }

    /// Protects: a window may begin within a stretch and within a block, and reach beyond the region.
    #[test]
    fn a_window_cuts_what_it_shows() {
        check(
            &spec(4, 2, 6, 8),
            &[8, 2],
            &[(0, 8), (8, 2)],
            expect![[r#"
                R R W W
                . . . .
            "#]],
        );
        check(
            &spec(4, 1, u32::MAX - 1, 4),
            &[8, 2],
            &[],
            expect![[r#"
                . . . .
            "#]],
        );
    }

    /// Protects: the description matches the picture, for those who point at it.
    #[test]
    fn the_image_says_where_memory_lies() {
        let spec = MapSpec {
            row_height: 3,
            row_gap: 2,
            ..spec(100, 28, 64, 1201)
        };
        let image = Layout::new(&spec).unwrap().image();
        assert_eq!((image.rows, image.bytes_per_row), (6, 201));
        assert_eq!((image.bytes, image.bytes_per_pixel), (1206.0, 2.01));
    }

    /// Protects: sizes nobody can paint are refused instead of taking all memory.
    #[test]
    fn absurd_sizes_are_refused() {
        for refused in [
            spec(0, 10, 0, 16),
            spec(10, 8193, 0, 16),
            spec(8192, 8192, 0, 16),
            spec(10, 10, 0, 0),
            MapSpec {
                row_height: 0,
                ..spec(10, 10, 0, 16)
            },
        ] {
            assert!(Layout::new(&refused).is_err(), "{refused:?}");
        }
        let taller_than_the_image = MapSpec {
            row_height: 9,
            row_gap: u32::MAX,
            ..spec(1, 2, 0, 1)
        };
        check(
            &taller_than_the_image,
            &[1],
            &[],
            expect![[r#"
            R
            R
        "#]],
        );
    }
}
