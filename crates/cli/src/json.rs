//! Owns what becomes of values in JSON, and printing it. Objects keep the order they are written in.

use std::io::{self, Write};

use atlas_replay::Unit;
use atlas_replay::design::settings;
use classic_heap::catalog;
use serde_json::{Map, Value};

/// A design in full. Read back by `--design`, it gives the same design.
pub fn design(design: &catalog::Values) -> Value {
    settings(design)
        .map(|(axis, value)| (axis.to_owned(), setting(value)))
        .collect::<Map<_, _>>()
        .into()
}

/// A value of an axis: a number, `true` or `false`, or a policy as text.
pub fn setting(value: catalog::Value) -> Value {
    match value {
        catalog::Value::Number(number) => number.into(),
        catalog::Value::Switch(on) => on.into(),
        choice @ catalog::Value::Choice(..) => choice.to_string().into(),
    }
}

/// A metric's value. Bytes and plain counts are whole numbers, unless they are means.
pub fn figure(unit: Unit, value: f64) -> Value {
    if unit != Unit::Ratio && value.fract() == 0.0 {
        // Exact: every figure lies far below 2⁵³.
        (value as u64).into()
    } else {
        value.into()
    }
}

/// Prints a value over several lines.
pub fn print(output: &mut impl Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *output, value)?;
    writeln!(output)
}
