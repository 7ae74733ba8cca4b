//! What comes in from the page: designs, scripts and trace files, read and checked.
//!
//! Owns the choice between formats and what is reported of each. Grammar and formats belong to
//! `atlas-scenario`, designs to `classic-heap`.

use std::collections::BTreeMap;

use atlas_replay::{Designs, setting_key};
use atlas_scenario::trace::{MAGIC, Provenance, Trace};
use atlas_scenario::{KERNEL, Scenario, TASK_MAX, rep, share};
use classic_heap::catalog::{AXES, Axis, Values};

use crate::design;
use crate::problems::script_problems;
use crate::wire::{
    Design, DesignReading, DesignReport, ErrorReport, ProvenanceEntry, ScriptReport, TraceFormat,
    TraceInfo,
};

/// Completes a design, and says what is wrong with it and which policies would be.
pub fn check_design(given: &Design) -> DesignReport {
    let (designs, DesignReading { design, problems }) = design::read(given.settings());
    let mut report = DesignReport {
        design: Design(design.0.into_iter().collect()),
        problems,
        unavailable: BTreeMap::new(),
        inert: BTreeMap::new(),
    };
    for task in KERNEL..=TASK_MAX {
        for axis in AXES {
            let key = || setting_key(task, axis.id);
            // A task that follows the kernel could get a design of its own: what would be idle in that is told.
            if let Some(reason) = designs.inert(task, axis) {
                report.inert.insert(key(), reason.to_owned());
            }
            let reasons = designs.own(task).map(|design| unavailable(axis, design));
            if let Some(reasons) = reasons.filter(|reasons| !reasons.is_empty()) {
                report.unavailable.insert(key(), reasons);
            }
        }
    }
    report
}

/// The policies of an axis that don't go with the rest of a design, and why.
fn unavailable(axis: &Axis, design: &Values) -> BTreeMap<String, String> {
    let is_sound = design.design().is_ok();
    let mut reasons = BTreeMap::new();
    for policy in axis.kind.choices() {
        let mut changed = *design;
        let reason = match axis.set(&mut changed, policy.id) {
            Ok(()) => changed.design().err(),
            Err(error) => Some(error),
        };
        // What is wrong elsewhere anyway is not this policy's doing.
        if let Some(error) = reason.filter(|error| is_sound || error.axis == axis.id) {
            reasons.insert(policy.id.to_owned(), error.to_string());
        }
    }
    reasons
}

/// Reads a script and expands it, to say what is wrong with it or how long it is.
pub fn check_script(text: &str) -> ScriptReport {
    match Scenario::from_script(text) {
        Ok(scenario) => ScriptReport {
            problems: Vec::new(),
            operations: count(scenario.operations.len()),
        },
        Err(problems) => ScriptReport {
            problems: script_problems(&problems, text),
            operations: 0,
        },
    }
}

/// The scenario a script writes.
///
/// # Errors
/// If there is anything wrong with it.
pub fn script_scenario(text: &str) -> Result<Scenario, ErrorReport> {
    Scenario::from_script(text).map_err(|problems| ErrorReport::script(&problems, text))
}

/// A trace that was read.
pub struct ReadTrace {
    /// What it does.
    pub scenario: Scenario,
    /// What it says of itself.
    pub info: TraceInfo,
}

/// Reads a trace of either format; what it holds decides, not its name.
///
/// # Errors
/// If it is of neither format, or broken.
pub fn read_trace(bytes: &[u8], name: &str) -> Result<ReadTrace, ErrorReport> {
    // The first byte of the mark is in no text file, so even a mangled recording is told as such.
    if bytes.first() == Some(&MAGIC[0]) {
        let trace = Trace::from_bytes(bytes).map_err(|error| ErrorReport::trace(name, &error))?;
        return Ok(ReadTrace {
            info: TraceInfo {
                title: title(&trace.provenance.title, name),
                format: TraceFormat::Heaptrace,
                operations: count(trace.scenario.operations.len()),
                pointers: trace.scenario.pointers,
                provenance: provenance(&trace.provenance),
                notices: Vec::new(),
            },
            scenario: trace.scenario,
        });
    }
    let text = str::from_utf8(bytes).map_err(|_| ErrorReport::unknown_format(name))?;
    let import =
        rep::import(text).map_err(|problems| ErrorReport::text_trace(name, &problems, text))?;
    Ok(ReadTrace {
        info: TraceInfo {
            title: title("", name),
            format: TraceFormat::Rep,
            operations: count(import.scenario.operations.len()),
            pointers: import.scenario.pointers,
            provenance: Vec::new(),
            notices: import.notices.iter().map(ToString::to_string).collect(),
        },
        scenario: import.scenario,
    })
}

/// What a design has different from Classic, as a link holds it. One that can't be read is left as it is, so that
/// whoever reads the link is told.
pub fn settings(given: &[(String, String)]) -> share::Settings {
    let given = given.iter().map(|(axis, value)| (&**axis, &**value));
    match Designs::read(given.clone()) {
        (designs, problems) if problems.is_empty() => designs.settings(),
        _ => given.collect(),
    }
}

/// The bytes of a trace as a `.heaptrace` file, which is what links and files hold.
///
/// # Errors
/// If they are of neither format, or broken.
pub fn heaptrace(bytes: Vec<u8>, name: &str) -> Result<Vec<u8>, ErrorReport> {
    if bytes.first() == Some(&MAGIC[0]) {
        return Ok(bytes);
    }
    let trace = Trace {
        provenance: Provenance {
            title: name.to_owned(),
            ..Provenance::default()
        },
        scenario: read_trace(&bytes, name)?.scenario,
    };
    trace
        .to_bytes()
        .map_err(|error| ErrorReport::trace(name, &error))
}

fn title(recorded: &str, name: &str) -> String {
    if recorded.is_empty() { name } else { recorded }.to_owned()
}

fn provenance(provenance: &Provenance) -> Vec<ProvenanceEntry> {
    let Provenance {
        title: _,
        description,
        program,
        version,
        command,
        date,
        recorded_by,
    } = provenance;
    [
        ("description", description),
        ("program", program),
        ("version", version),
        ("command", command),
        ("date", date),
        ("recorded by", recorded_by),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| ProvenanceEntry {
        key: key.to_owned(),
        value: value.clone(),
    })
    .collect()
}

fn count(operations: usize) -> u32 {
    u32::try_from(operations).expect("the limits keep scenarios far below 2^32 operations")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::designs;
    use crate::wire::ErrorKind;

    fn given(settings: &[(&str, &str)]) -> Design {
        Design(
            settings
                .iter()
                .map(|&(axis, value)| (axis.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    /// Protects: values are made canonical, so that equal designs have equal texts.
    #[test]
    fn a_design_is_completed_and_made_canonical() {
        let report = check_design(&given(&[("alignment", "0x20"), ("split", "at-least")]));
        assert_eq!(report.problems, []);
        assert_eq!(report.design.0["alignment"], "32");
        assert!(report.design.0["split"].starts_with("at-least("));
        assert_eq!(report.design.0["placement"], "first-fit");
    }

    /// Protects: every wrong axis is reported, not only the first, and the others keep their values.
    #[test]
    fn every_wrong_text_is_told() {
        let report = check_design(&given(&[
            ("alignment", "17"),
            ("placemnt", "best-fit"),
            ("trim", "on"),
        ]));
        let axes: Vec<&str> = report
            .problems
            .iter()
            .map(|problem| problem.axis.as_str())
            .collect();
        assert_eq!(axes, ["alignment", "placemnt"]);
        assert!(report.problems[1].reason.contains("placement"), "a hint");
        assert_eq!(report.design.0["trim"], "on");
    }

    /// Protects: values that don't go together are refused with the axis to change.
    #[test]
    fn values_that_do_not_go_together_are_told() {
        let given = given(&[("minimum", "4096"), ("maximum", "64")]);
        let report = check_design(&given);
        assert_eq!(report.problems[0].axis, "maximum");
        assert_eq!(
            designs(given.settings()).unwrap_err().kind,
            ErrorKind::Design
        );
    }

    /// Protects: a task's own axes are read, checked and reported by their keys, and nothing of them is filled in.
    #[test]
    fn tasks_have_designs_of_their_own() {
        let report = check_design(&given(&[
            ("2:placement", "best-fit"),
            ("2:split", "at-least"),
            ("minimum", "32"),
        ]));
        assert_eq!(report.problems, []);
        let own: Vec<_> = report
            .design
            .0
            .range("1:".to_owned().."9:".to_owned())
            .collect();
        assert_eq!(own.len(), 2);
        assert_eq!(report.design.0["2:placement"], "best-fit");
        assert!(report.design.0["2:split"].starts_with("at-least("));
        assert!(report.inert["2:frames"].contains("share"));
        // Task 3 follows the kernel, and has nothing to choose there either.
        assert!(report.inert["3:frames"].contains("share"));
        assert!(!report.inert.contains_key("frames"));

        let wrong = [("3:trim", "maybe"), ("9:trim", "on"), ("2:maximum", "3")];
        let axes = |settings: &[(&str, &str)]| -> Vec<String> {
            let problems = check_design(&given(settings)).problems;
            problems.into_iter().map(|problem| problem.axis).collect()
        };
        assert_eq!(axes(&wrong), ["9:trim", "3:trim"]);
        assert_eq!(axes(&wrong[2..]), ["2:maximum"]);
        assert_eq!(
            designs(given(&wrong[2..]).settings()).unwrap_err().message,
            "The design makes no sense. 2:maximum: a maximum of 3 bytes lies below the minimum of 64."
        );
    }

    /// Protects: a script's report counts operations or says what is wrong, never both.
    #[test]
    fn a_script_is_counted_or_told_off() {
        let good = check_script("repeat 3 as i\n  x[i] = malloc 16\nend # done");
        assert_eq!((good.operations, good.problems.len()), (3, 0));
        let bad = check_script("a = mallok 16\nb = malloc");
        assert_eq!((bad.operations, bad.problems.len()), (0, 2));
    }

    /// Protects: contents decide a trace's format, and what is neither says what to bring.
    #[test]
    fn traces_are_recognised_by_what_they_hold() {
        let rep = read_trace(b"1 2\na 0 64\nf 0\n", "short.rep").unwrap().info;
        assert_eq!((rep.format, rep.operations), (TraceFormat::Rep, 2));
        let bundled = include_bytes!("../../../traces/sqlite.heaptrace");
        let recorded = read_trace(bundled, "x.rep").unwrap().info;
        assert_eq!(recorded.format, TraceFormat::Heaptrace);
        assert!(
            recorded
                .provenance
                .iter()
                .any(|entry| entry.key == "command")
        );
        for mangled in [&b"\x89HT"[..], b"\xFF\xFE", b"hello"] {
            let error = read_trace(mangled, "mangled").err().unwrap();
            assert_eq!(error.kind, ErrorKind::Trace);
        }
    }
}
