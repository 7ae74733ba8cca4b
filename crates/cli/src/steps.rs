//! Owns how every step of a replay is printed: as a table for people, and as CSV.

use std::io::{self, Write};

use atlas_replay::{Replay, STEP_COLUMNS, StepRow};

use crate::terminal::one_line;

/// So many steps are written at once.
const CHUNK: u32 = 1024;

/// The columns that are numbers, and stand to the right.
fn is_number(column: usize) -> bool {
    !["operation", "outcome", "free_list"].contains(&STEP_COLUMNS[column])
}

/// Columns as wide as their widest field need all rows: the table is for replays that a person reads.
pub fn print(replay: &mut Replay, output: &mut impl Write) -> io::Result<()> {
    let total = replay.progress().total;
    let mut rows = vec![STEP_COLUMNS.map(str::to_owned)];
    for step in 1..=total {
        rows.push(
            replay
                .step_row(step)
                .expect("every step is replayed")
                .map(|field| one_line(&field).into_owned()),
        );
    }
    let widths: [usize; STEP_COLUMNS.len()] = std::array::from_fn(|column| {
        let fields = rows.iter().map(|row: &StepRow| row[column].chars().count());
        fields.max().unwrap_or(0)
    });
    for row in &rows {
        let mut line = String::new();
        for (column, (field, width)) in row.iter().zip(widths).enumerate() {
            let field = match is_number(column) {
                true => format!("{field:>width$}  "),
                false => format!("{field:<width$}  "),
            };
            line.push_str(&field);
        }
        writeln!(output, "{}", line.trim_end())?;
    }
    Ok(())
}

pub fn write_csv(replay: &mut Replay, output: &mut impl Write) -> io::Result<()> {
    let total = replay.progress().total;
    for from in (1..=total).step_by(CHUNK as usize) {
        let rows = replay.steps_csv(from, CHUNK);
        output.write_all(rows.as_bytes())?;
    }
    Ok(())
}
