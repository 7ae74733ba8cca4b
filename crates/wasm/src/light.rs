//! Colours, and how they mix.
//!
//! A pixel over several colours shows their mix in proportion to what they cover, mixed in linear light: that is what an eye
//! would make of the same colours painted too small to be told apart, so zooming out does not darken a picture as an average
//! of sRGB values would.

/// A colour as four bytes: red, green, blue, opacity.
pub type Rgba = [u8; 4];

/// The bytes of a `0xRRGGBBAA` number.
pub const fn rgba(colour: u32) -> Rgba {
    colour.to_be_bytes()
}

/// Colours added up in linear light, weighted by units and by opacity.
#[derive(Default)]
pub struct Mix {
    units: u64,
    opacity: u64,
    channels: [u64; 3],
}

impl Mix {
    /// Adds so many units of a colour.
    #[inline]
    pub fn add(&mut self, light: &Light, [red, green, blue, alpha]: Rgba, units: u64) {
        let weight = units * u64::from(alpha);
        self.units += units;
        self.opacity += weight;
        for (sum, channel) in self.channels.iter_mut().zip([red, green, blue]) {
            *sum += weight * u64::from(light.linear[channel as usize]);
        }
    }

    /// How much was added since the mix began.
    pub fn units(&self) -> u64 {
        self.units
    }

    /// The mix so far, which begins anew.
    pub fn take(&mut self, light: &Light) -> Rgba {
        let Self {
            units,
            opacity,
            channels,
        } = std::mem::take(self);
        if opacity == 0 {
            return [0; 4];
        }
        let [red, green, blue] = channels.map(|sum| light.encoded(sum / opacity));
        let alpha = (opacity + units / 2) / units;
        [red, green, blue, alpha as u8]
    }
}

/// sRGB and linear light, back and forth.
pub struct Light {
    /// The linear light of each sRGB value, out of 65 535.
    linear: [u16; 256],
    /// The sRGB value of linear light, by its upper 12 bits.
    encoded: Box<[u8; 4096]>,
}

impl Default for Light {
    fn default() -> Self {
        // IEC 61966-2-1.
        let linear = std::array::from_fn(|value| {
            let value = value as f64 / 255.0;
            let light = if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            };
            (light * 65_535.0).round() as u16
        });
        let mut encoded = Box::new([0; 4096]);
        let mut value = 0_usize;
        for (bits, nearest) in encoded.iter_mut().enumerate() {
            let light = (bits << 4 | 8) as u16;
            // Ascend to the value whose light is nearest; both tables ascend, so this is one pass.
            while value < 255 && linear[value].abs_diff(light) >= linear[value + 1].abs_diff(light)
            {
                value += 1;
            }
            *nearest = value as u8;
        }
        Self { linear, encoded }
    }
}

impl Light {
    fn encoded(&self, light: u64) -> u8 {
        self.encoded[(light >> 4) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: an opaque colour mixed with a transparent one keeps its hue and loses opacity.
    #[test]
    fn transparent_colours_have_no_hue() {
        let light = Light::default();
        let mut mix = Mix::default();
        mix.add(&light, rgba(0xFF00_00FF), 3);
        mix.add(&light, rgba(0x00FF_0000), 1);
        assert_eq!(mix.take(&light), rgba(0xFF00_00BF));
    }

    /// Protects: each sRGB value survives the way to linear light and back, so unmixed colours are exact.
    #[test]
    fn colours_survive_linear_light() {
        let light = Light::default();
        for value in 0..=255 {
            let through = light.encoded(u64::from(light.linear[value]));
            assert!(
                through.abs_diff(value as u8) <= u8::from(value < 24) * 2,
                "{value} {through}"
            );
        }
    }
}
