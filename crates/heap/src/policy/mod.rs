//! Owns what every policy has in common: a name, a place in the catalogue and its documentation.
//!
//! Each folder below is one axis: its `mod.rs` holds the question the mechanism asks and the register of
//! answers, every other file is one policy, whole. To add one, see `docs/add-a-policy.md`.

pub mod coalescing;
pub mod commit;
pub mod free_order;
pub mod free_queue;
pub mod give_back;
pub mod list_order;
pub mod lookup;
pub mod oversize;
pub mod placement;
pub mod pressure;
pub mod split;
pub mod structure;

/// What a policy says of itself.
#[derive(Debug)]
pub struct Doc {
    /// Its permanent kebab-case name; links carry it.
    pub id: &'static str,
    /// Its name in print.
    pub title: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// What it costs and where it fails, in one sentence.
    pub price: &'static str,
    /// The number it is written with, `at-least(64)`, if it takes one.
    pub parameter: Option<Parameter>,
}

/// A number that belongs to a policy.
#[derive(Debug)]
pub struct Parameter {
    /// What the number means.
    pub summary: &'static str,
    /// Its unit, `bytes` say, or empty for a plain count.
    pub unit: &'static str,
    /// The least value allowed.
    pub minimum: u32,
    /// The greatest value allowed.
    pub maximum: u32,
    /// The value it has when none is given.
    pub default: u32,
}

/// A policy of any axis.
pub trait Policy: Sync {
    /// Its name and documentation.
    fn doc(&self) -> &'static Doc;
}
