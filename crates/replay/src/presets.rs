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
            ("bins-exact", "2048"),
            ("bins-per-doubling", "16"),
            ("quick", "128"),
            ("quick-share", "32"),
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
        id: "freertos-heap-1",
        title: "FreeRTOS heap_1",
        summary: "As FreeRTOS has it on a 32-bit port: one block after the other, no headers, and a free that does nothing.",
        settings: &[
            ("family", "tags"),
            ("header", "0"),
            ("footers", "none"),
            ("coalescing", "never"),
            ("end", "append"),
            ("reuse", "off"),
            ("zero", "null"),
        ],
    },
    Preset {
        id: "freertos-heap-2",
        title: "FreeRTOS heap_2",
        summary: "As FreeRTOS has it on a 32-bit port: one list in order of size, so that the best fit comes first; holes are never merged.",
        settings: &[
            ("family", "tags"),
            ("header", "8"),
            ("footers", "none"),
            ("bin-order", "size-newest-first"),
            ("split", "at-least(24)"),
            ("coalescing", "never"),
            ("end", "whole"),
            ("zero", "null"),
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
        summary: "The C book’s: headers of a link and a size, next fit, the tail of a hole granted, and a free that moves the rover. Zero bytes get a header alone there.",
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
    Preset {
        id: "xv6",
        title: "xv6",
        summary: "As xv6 has it on 64-bit RISC-V: Kernighan and Ritchie’s, with headers of 16 bytes, in memory that it takes 64 KiB at a time.",
        settings: &[
            ("family", "tags"),
            ("alignment", "16"),
            ("header", "16"),
            ("footers", "none"),
            ("bin-order", "address"),
            ("placement", "next-fit"),
            ("free-moves-rover", "on"),
            ("granted-end", "back"),
            ("remainder-in-place", "on"),
            ("end", "append"),
            ("growth", "65536"),
        ],
    },
    Preset {
        id: "newlib-nano",
        title: "newlib-nano",
        summary: "As newlib 4.1 on a 32-bit target, chunk by chunk, until memory is used up; its payloads begin 4 bytes earlier in every other place.",
        settings: &[
            ("family", "tags"),
            ("alignment", "4"),
            ("header", "8"),
            ("footers", "none"),
            ("bin-order", "address"),
            ("split", "at-least(12)"),
            ("end", "append"),
        ],
    },
    Preset {
        id: "linked-list-allocator",
        title: "linked_list_allocator",
        summary: "As the Rust crate has it on a 32-bit target: no headers, one list of holes in order of address, first fit.",
        settings: &[
            ("family", "tags"),
            ("alignment", "4"),
            ("header", "0"),
            ("footers", "none"),
            ("bin-order", "address"),
            ("end", "whole"),
        ],
    },
    Preset {
        id: "rlsf",
        title: "TLSF of the crate rlsf",
        summary: "As the Rust crate has it on a 32-bit target with 32 classes for each doubling, for its own alignment.",
        settings: &[
            ("family", "tags"),
            ("alignment", "16"),
            ("header", "8"),
            ("footers", "in-header"),
            ("sentinels", "end"),
            ("bins", "two-level"),
            ("bins-per-doubling", "32"),
            ("end", "whole"),
        ],
    },
    Preset {
        id: "threadx-byte-pool",
        title: "ThreadX byte pool",
        summary: "As ThreadX has it on a 32-bit port: first fit in order of address; a release merges nothing, and a search merges the holes that it meets.",
        settings: &[
            ("family", "tags"),
            ("alignment", "4"),
            ("header", "8"),
            ("footers", "none"),
            ("sentinels", "end"),
            ("bin-order", "address"),
            ("split", "at-least(20)"),
            ("coalescing", "on-allocation"),
            ("keep-runs", "on"),
            ("end", "whole"),
            ("zero", "null"),
        ],
    },
    Preset {
        id: "umm-malloc",
        title: "umm_malloc",
        summary: "As umm_malloc with blocks of 16 bytes, not its usual 8: best fit on one list. Its headers name both neighbours by number; here a hole has a footer.",
        settings: &[
            ("family", "tags"),
            ("alignment", "16"),
            ("sentinels", "both"),
            ("placement", "best-fit"),
            ("remainder-in-place", "on"),
            ("merge-in-place", "on"),
            ("end", "whole"),
            ("zero", "null"),
        ],
    },
    Preset {
        id: "zephyr-sys-heap",
        title: "Zephyr sys_heap",
        summary: "Shaped like Zephyr’s heap below 256 KiB: a list for each power of two, oldest first. There the smallest block has 8 bytes, here 16, and a search examines three holes of its own list at most.",
        settings: &[
            ("family", "tags"),
            ("sentinels", "end"),
            ("bins", "size-classes"),
            ("bins-exact", "16"),
            ("bins-per-doubling", "1"),
            ("bin-order", "fifo"),
            ("end", "whole"),
            ("zero", "null"),
        ],
    },
    Preset {
        id: "dlmalloc-like",
        title: "dlmalloc-like",
        summary: "As dlmalloc on a 32-bit target for requests above 244 bytes: best fit, the memory at the end last. For smaller ones, dlmalloc takes the hole freed last, and before others the remainder of its last split.",
        settings: &[
            ("family", "tags"),
            ("bins", "size-classes"),
            ("bins-exact", "256"),
            ("bins-per-doubling", "2"),
            ("bin-order", "fifo"),
            ("placement", "best-fit"),
            ("trim", "on"),
        ],
    },
    Preset {
        id: "implicit-list",
        title: "Malloc lab: implicit list",
        summary: "As Bryant and O’Hallaron print it: boundary tags, first fit in order of address, 4 KiB at a time; its search also passes live blocks.",
        settings: &[
            ("family", "tags"),
            ("footers", "all"),
            ("sentinels", "both"),
            ("bin-order", "address"),
            ("end", "append"),
            ("growth", "4096"),
            ("zero", "null"),
        ],
    },
    Preset {
        id: "explicit-list",
        title: "Malloc lab: explicit list",
        summary: "As the implicit list, but holes alone are linked, the one freed last first; the lab leaves such choices open.",
        settings: &[
            ("family", "tags"),
            ("footers", "all"),
            ("sentinels", "both"),
            ("end", "append"),
            ("growth", "4096"),
            ("zero", "null"),
        ],
    },
    Preset {
        id: "segregated-lists",
        title: "Malloc lab: segregated lists",
        summary: "As the explicit list, with a list for each power of two; the lab leaves such choices open.",
        settings: &[
            ("family", "tags"),
            ("footers", "all"),
            ("sentinels", "both"),
            ("bins", "size-classes"),
            ("bins-exact", "16"),
            ("bins-per-doubling", "1"),
            ("end", "append"),
            ("growth", "4096"),
            ("zero", "null"),
        ],
    },
    Preset {
        id: "binary-buddy",
        title: "Binary buddy",
        summary: "As textbooks draw it: blocks are powers of two, a free tells the size, and buddies that are both holes become one at once.",
        settings: &[("family", "buddy")],
    },
    Preset {
        id: "linux-like-buddy",
        title: "Linux-like buddy",
        summary: "Shaped like Linux’s page allocator: whole pages in blocks of up to 4 MiB, a byte kept for each; without zones, lists by mobility and pages kept ready for each processor.",
        settings: &[
            ("family", "buddy"),
            ("smallest-block", "4096"),
            ("largest-block", "4194304"),
            ("buddy-state", "orders"),
        ],
    },
    Preset {
        id: "slab",
        title: "Slab",
        summary: "Bonwick’s slabs for a small region: 1 KiB of equal objects, four classes for each doubling; without constructed objects, colours and a cache for each type.",
        settings: &[("family", "slab")],
    },
    Preset {
        id: "linux-like-slab",
        title: "Linux-like slab",
        summary: "Shaped like Linux’s kmalloc over its pages: two classes for each doubling, described in a table; slabs of one length, and no lists for each processor.",
        settings: &[
            ("family", "slab"),
            ("smallest-block", "4096"),
            ("slab", "16384"),
            ("largest-object", "8192"),
            ("classes-per-doubling", "2"),
            ("descriptor", "table"),
            ("empty-slabs", "5"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use classic_heap::buddy::presets::{BINARY_BUDDY, LINUX_LIKE_BUDDY};
    use classic_heap::slab::presets::{LINUX_LIKE_SLAB, SLAB};
    use classic_heap::tags::presets;

    /// Protects the page, which a preset that names a missing axis or makes no sense would stop from opening.
    #[test]
    fn every_preset_makes_sense() {
        for preset in PRESETS {
            let design = WholeDesign::from(preset.allocator());
            assert_eq!(design.check(), Ok(()), "{}", preset.id);
        }
    }

    /// Protects those who take a preset home: the crate has the same design under its name.
    #[test]
    fn the_crate_has_the_same_designs() {
        for (id, design) in [
            ("fast-bins", presets::FAST),
            ("boundary-tags", presets::BOUNDARY_TAGS),
            ("tlsf", presets::TLSF),
            ("freertos-heap-1", presets::FREERTOS_HEAP_1),
            ("xv6", presets::XV6),
            ("newlib-nano", presets::NEWLIB_NANO),
            ("implicit-list", presets::IMPLICIT_LIST),
            ("explicit-list", presets::EXPLICIT_LIST),
            ("segregated-lists", presets::SEGREGATED_LISTS),
            ("freertos-heap-2", presets::FREERTOS_HEAP_2),
            ("freertos-heap-4", presets::FREERTOS_HEAP_4),
            ("kernighan-ritchie", presets::KERNIGHAN_RITCHIE),
            ("linked-list-allocator", presets::LINKED_LIST_ALLOCATOR),
            ("rlsf", presets::RLSF),
            ("threadx-byte-pool", presets::THREADX),
            ("umm-malloc", presets::UMM_MALLOC),
            ("zephyr-sys-heap", presets::ZEPHYR_SYS_HEAP),
            ("dlmalloc-like", presets::DLMALLOC_LIKE),
        ] {
            let preset = preset(id).expect(id);
            assert_eq!(preset.allocator(), AllocatorDesign::Tags(*design), "{id}");
        }
        let of_others = [
            ("binary-buddy", AllocatorDesign::Buddy(*BINARY_BUDDY)),
            (
                "linux-like-buddy",
                AllocatorDesign::Buddy(*LINUX_LIKE_BUDDY),
            ),
            ("slab", AllocatorDesign::Slab(*SLAB)),
            ("linux-like-slab", AllocatorDesign::Slab(*LINUX_LIKE_SLAB)),
        ];
        for (id, design) in of_others {
            assert_eq!(preset(id).expect(id).allocator(), design, "{id}");
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
