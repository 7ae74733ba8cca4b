//! The tests of all families, in one program: one link, and as many at once as there are cores. Programs that run on a
//! global allocator of ours stand beside it, one each.

mod buddy_cases;
mod buddy_designs;
mod buddy_model;
mod buddy_properties;
mod common;
mod costs;
mod diagrams;
mod properties;
mod slab_cases;
mod slab_designs;
mod slab_model;
mod slab_properties;
mod tags_cases;
mod tags_common;
mod tags_crates;
mod tags_designs;
mod tags_diagrams;
mod tags_model;
mod tags_properties;
mod tags_real;
mod told;
