//! Owns the designs worth beginning with. Each is an allocator's, Classic's but for the axes it names; the machine stays as
//! it is.

use crate::design::{WholeDesign, set};
use crate::family::AllocatorDesign;

/// A named design.
#[derive(Debug)]
pub struct Preset {
    /// Its permanent kebab-case name.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// What it is good for, and its trade-off, in one sentence.
    pub summary: &'static str,
    /// What it changes in Classic's design, or in that of the family that comes first: axes and their values.
    pub settings: &'static [(&'static str, &'static str)],
}

impl Preset {
    /// The allocator's design.
    #[must_use]
    pub fn allocator(&self) -> AllocatorDesign {
        let mut design = WholeDesign::default();
        for (axis, value) in self.settings {
            set(&mut design, axis, value).expect("presets name axes and values that exist");
        }
        design.allocator
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
        summary: "Next fit over a list in order of address: the search goes on where the last one ended, so it is short; small blocks end up everywhere.",
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
    Preset {
        id: "fast-bins",
        title: "Fast bins",
        summary: "One word before each payload, a bin for each small size and quick lists of recent frees: a few steps for most operations.",
        settings: &[
            ("family", "tags"),
            ("bins", "size-classes"),
            ("bins-exact", "1024"),
            ("bins-per-doubling", "8"),
            ("quick", "32"),
            ("trim", "on"),
        ],
    },
    Preset {
        id: "boundary-tags",
        title: "Boundary tags",
        summary: "As Bryant and O’Hallaron’s explicit list: a header and a footer around every block, one list, first fit, merged at every free.",
        settings: &[("family", "tags"), ("footers", "all")],
    },
    Preset {
        id: "tlsf",
        title: "TLSF",
        summary: "Two levels of size classes with bitmaps (Masmano et al., 2004): no search and no walk, whatever happens.",
        settings: &[
            ("family", "tags"),
            ("bins", "two-level"),
            ("bins-exact", "256"),
            ("bins-per-doubling", "32"),
            ("end", "whole"),
        ],
    },
    Preset {
        id: "freertos-heap-4",
        title: "FreeRTOS heap_4",
        summary: "As FreeRTOS has it on a 32-bit port: one list in order of address, first fit, merged at every free, in a fixed pool.",
        settings: &[
            ("family", "tags"),
            ("header", "8"),
            ("footers", "none"),
            ("sentinels", "end"),
            ("bin-order", "address"),
            ("split", "at-least(24)"),
            ("end", "whole"),
            ("zero", "null"),
        ],
    },
    Preset {
        id: "kernighan-ritchie",
        title: "Kernighan and Ritchie",
        summary: "The C book’s: headers of a link and a size, next fit, the tail of a hole granted, and a free that moves the rover.",
        settings: &[
            ("family", "tags"),
            ("header", "8"),
            ("footers", "none"),
            ("bin-order", "address"),
            ("placement", "next-fit"),
            ("free-moves-rover", "on"),
            ("granted-end", "back"),
            ("remainder-in-place", "on"),
            ("end", "whole"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the page, which a preset that names a missing axis or makes no sense would stop from opening.
    #[test]
    fn every_preset_makes_sense() {
        for preset in PRESETS {
            let design = WholeDesign::from(preset.allocator());
            assert_eq!(design.check(), Ok(()), "{}", preset.id);
        }
    }

    /// Protects: no two presets are the same design.
    #[test]
    fn presets_differ() {
        for (at, one) in PRESETS.iter().enumerate() {
            for other in &PRESETS[at + 1..] {
                assert_ne!(
                    one.allocator(),
                    other.allocator(),
                    "{} and {}",
                    one.id,
                    other.id
                );
            }
        }
    }
}
