//! The tests of what the crate shows to others, in one program: one link, and as many at once as there are cores.

mod candidates;
mod challenges;
mod common;
mod diagrams;
mod end;
mod families;
mod fuzz_corpus;
mod given;
mod lessons;
mod machine;
mod machine_model;
mod memory_over_time;
mod metrics_page;
mod model;
mod paper;
mod post;
mod regions;
mod scorecard;
mod small_regions;
mod source;
mod steps;
mod timelines;
mod told;
mod until_refused;
mod workloads;
