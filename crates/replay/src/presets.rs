//! Owns the designs worth beginning with. Each is an allocator's, Classic's but for the axes it names; the machine stays as
//! it is.

use classic_heap::catalog::{Values, axis};

/// A named design.
#[derive(Debug)]
pub struct Preset {
    /// Its permanent kebab-case name.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// What it is good for, and its trade-off, in one sentence.
    pub summary: &'static str,
    /// What it changes in Classic's design: axes and their values.
    pub settings: &'static [(&'static str, &'static str)],
}

impl Preset {
    /// The values of the design.
    #[must_use]
    pub fn values(&self) -> Values {
        let mut values = Values::default();
        for (id, value) in self.settings {
            let axis = axis(id).expect("presets name axes that exist");
            let set = axis.set(&mut values, value);
            set.expect("presets name values that exist");
        }
        values
    }
}

/// The preset of an id.
#[must_use]
pub fn preset(id: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

/// The register of presets.
pub static PRESETS: &[Preset] = &[
    Preset {
        id: "classic",
        title: "Classic",
        summary: "The kernel's own choices: one list, first fit, and holes merged only when a request needs it.",
        settings: &[],
    },
    Preset {
        id: "classic-free-list",
        title: "Classic with a free list",
        summary: "Classic with a second list of the holes alone: a request examines holes only, however many blocks are live.",
        settings: &[("structure", "free-list")],
    },
    Preset {
        id: "textbook",
        title: "Textbook",
        summary: "What Knuth describes and many books teach: first fit over a list in order of address, holes merged as they appear.",
        settings: &[("list-order", "address"), ("coalescing", "on-free")],
    },
    Preset {
        id: "roving",
        title: "Roving",
        summary: "As Kernighan and Ritchie have it: the search goes on where the last one ended, so it is short; small blocks end up everywhere.",
        settings: &[
            ("list-order", "address"),
            ("coalescing", "on-free"),
            ("placement", "next-fit"),
        ],
    },
    Preset {
        id: "embedded",
        title: "Embedded, tight memory",
        summary: "Spends time to save bytes: best fit, small minimum and alignment, holes merged and the heap trimmed at every free.",
        settings: &[
            ("alignment", "8"),
            ("minimum", "16"),
            ("list-order", "address"),
            ("placement", "best-fit"),
            ("coalescing", "on-free"),
            ("trim", "on"),
        ],
    },
    Preset {
        id: "fast-frees",
        title: "Fast frees",
        summary: "Classic with an index of addresses: a free finds its block in a few steps, for 8 bytes a block.",
        settings: &[("lookup", "index")],
    },
    Preset {
        id: "simplest",
        title: "Simplest",
        summary: "Never splits and never merges: hardly any code, and it holds up only where all requests are of a few sizes.",
        settings: &[("split", "never"), ("coalescing", "never")],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the page, which a preset that names a missing axis or makes no sense would stop from opening.
    #[test]
    fn every_preset_makes_sense() {
        for preset in PRESETS {
            assert!(preset.values().design().is_ok(), "{}", preset.id);
        }
    }

    /// Protects: no two presets are the same design.
    #[test]
    fn presets_differ() {
        for (at, one) in PRESETS.iter().enumerate() {
            for other in &PRESETS[at + 1..] {
                assert_ne!(one.values(), other.values(), "{} and {}", one.id, other.id);
            }
        }
    }
}
