//! Owns one design: its parts, its axes, and its text.
//!
//! Does not own which design each task has: see [`Designs`](crate::Designs).

mod axes;
mod machine;
mod text;
mod weights;
mod whole;

pub use axes::{Axis, AxisScope, axes, axes_of, axis};
pub use machine::{MachineDesign, MemoryDesign, RegionDesign, Regions};
pub(crate) use text::ALL_SHARE_MEMORY;
pub use text::{SettingError, complete, design_text, differences, nearest, set, settings};
pub(crate) use weights::{current_name, set as set_weight};
pub use whole::WholeDesign;
