//! Owns every step as a row: what was asked, what became of it, what it cost, and which holes the heap had then. The command
//! line and the page write the same rows.

use atlas_scenario::Action;
use atlas_scenario::numerals::address;
use classic_heap::Event;

use crate::replay::{Replay, StepError};
use crate::state::State;
use crate::subject::Block;

/// The columns, in order.
pub const STEP_COLUMNS: [&str; 12] = [
    "step",
    "task",
    "operation",
    "outcome",
    "address",
    "requested_bytes",
    "payload_bytes",
    "probes",
    "splits",
    "merges",
    "heap_bytes",
    "free_list",
];

/// The holes of a heap with more blocks than this are not listed: a table has a row for each step, and each would take as
/// long as the heap is.
const LISTED_BLOCKS_MAX: usize = 1000;

/// The fields of one step, in the order of [`STEP_COLUMNS`].
pub type StepRow = [String; STEP_COLUMNS.len()];

impl Replay {
    /// The step's fields. An address is empty where there is none; so is a size that the operation does not name. Holes are
    /// those of the heap that the operation was performed on, in order of address, each as `address:payload_bytes`; `…`
    /// where the heap has too many blocks for a list.
    ///
    /// # Errors
    /// If the step is not replayed yet, or there is no such step.
    ///
    /// # Panics
    /// If the step is 0, to which no operation led.
    pub fn step_row(&mut self, step: u32) -> Result<StepRow, StepError> {
        let state = self.seek(step)?.of_operation();
        let (operation, outcome) = state
            .operation()
            .zip(state.outcome())
            .expect("an operation led to the step");
        let count = |is_counted: fn(&Event) -> bool| {
            let events = state.events().events.iter();
            events.filter(|event| is_counted(event)).count().to_string()
        };
        let splits = count(|event| matches!(event, Event::Split { .. }));
        let merges = count(|event| matches!(event, Event::Coalesced { .. }));
        let row = [
            step.to_string(),
            operation.task.to_string(),
            state.scenario().describe(operation),
            outcome.kind.doc().id.to_owned(),
            match outcome.address {
                0 => String::new(),
                at => address(at).to_string(),
            },
            requested_bytes(&operation.action).map_or_else(String::new, |bytes| bytes.to_string()),
            outcome.payload_bytes.to_string(),
            state.cost().probes.to_string(),
            splits,
            merges,
            state.subject().heap_bytes().to_string(),
            free_list(&state),
        ];
        Ok(row)
    }

    /// Up to `count` steps from `from` on as CSV, as far as they are replayed: fields are quoted as in RFC 4180, and lines end
    /// with `\n`. In front of the first step's row stand the names of the columns.
    pub fn steps_csv(&mut self, from: u32, count: u32) -> String {
        let mut csv = String::new();
        if from <= 1 {
            push_line(&mut csv, &STEP_COLUMNS);
        }
        let steps = from.max(1)..=self.progress().replayed;
        for step in steps.take(count as usize) {
            push_line(
                &mut csv,
                &self.step_row(step).expect("a step that is replayed"),
            );
        }
        csv
    }
}

/// What the program asks for, in bytes; `None` where it asks for no memory.
pub(crate) fn requested_bytes(action: &Action) -> Option<u64> {
    match *action {
        Action::Malloc { bytes, .. }
        | Action::Falloc { bytes, .. }
        | Action::AlignedMalloc { bytes, .. }
        | Action::Realloc { bytes, .. } => Some(u64::from(bytes)),
        Action::Calloc { count, bytes, .. } => Some(u64::from(count) * u64::from(bytes)),
        Action::Free { .. } | Action::Touch { .. } | Action::Idle { .. } | Action::Mark { .. } => {
            None
        }
    }
}

fn free_list(state: &State<'_>) -> String {
    if state.subject().blocks().nth(LISTED_BLOCKS_MAX).is_some() {
        return "…".to_owned();
    }
    let base = state.subject().region_base();
    let holes = state.subject().blocks().filter(|block| block.free);
    let holes = holes.map(|Block { payload, .. }| {
        format!("{}:{}", address(base + payload.start), payload.bytes)
    });
    holes.collect::<Vec<_>>().join(" ")
}

fn push_line(csv: &mut String, fields: &[impl AsRef<str>]) {
    for (at, field) in fields.iter().enumerate() {
        let field = field.as_ref();
        if at > 0 {
            csv.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            csv.push('"');
            csv.push_str(&field.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(field);
        }
    }
    csv.push('\n');
}
