//! Records the traces that come with the project; `scripts/record-traces.sh` says which. Not part of the
//! command line, because nobody else needs it.
//!
//! ```text
//! bundle record FILE TITLE DESCRIPTION VERSION PROGRAM ARGS…
//! bundle index FOLDER ID…
//! ```

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use atlas_record::{BundledTrace, RecordOptions, index, record, whole_file};
use atlas_scenario::trace::Provenance;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let result = match arguments.split_first() {
        Some((verb, [file, title, description, version, program, arguments @ ..]))
            if verb == "record" =>
        {
            let text = |word: &OsString| word.to_string_lossy().into_owned();
            record_one(RecordOptions {
                program: program.clone(),
                arguments: arguments.to_vec(),
                output: file.into(),
                provenance: Provenance {
                    title: text(title),
                    description: text(description),
                    version: text(version),
                    ..Provenance::default()
                },
            })
        }
        Some((verb, [folder, ids @ ..])) if verb == "index" => {
            let ids: Vec<_> = ids.iter().filter_map(|id| id.to_str()).collect();
            write_index(&PathBuf::from(folder), &ids)
        }
        _ => Err("see the head of crates/record/examples/bundle.rs".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundle: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The children's traces are not bundled: what is recorded here does its work itself.
fn record_one(options: RecordOptions) -> Result<(), Box<dyn Error>> {
    let recording = record(&options)?;
    if !recording.status.success() {
        return Err(format!("{:?} failed ({})", options.program, recording.status).into());
    }
    if let Some(error) = recording.lost.into_iter().next() {
        return Err(error.into());
    }
    for trace in &recording.traces {
        if trace.path != options.output {
            fs::remove_file(&trace.path)?;
        } else if trace.left_out.is_cut_short {
            return Err(format!("{} is cut short", trace.path.display()).into());
        }
    }
    Ok(())
}

fn write_index(folder: &Path, ids: &[&str]) -> Result<(), Box<dyn Error>> {
    let traces = index(folder, ids.iter().copied())?;
    let json = serde_json::to_string_pretty(&traces)?;
    whole_file::write(&folder.join("index.json"), (json + "\n").as_bytes())?;
    print_table(&traces);
    Ok(())
}

fn print_table(traces: &[BundledTrace]) {
    println!(
        "{:<16} {:>10} {:>7} {:>9} {:>9} {:>12} {:>7} {:>10} {:>9}",
        "id", "operations", "peak", "average", "leaked", "peak bytes", "median", "largest", "file"
    );
    for trace in traces {
        let summary = &trace.summary;
        println!(
            "{:<16} {:>10} {:>7} {:>9.1} {:>9} {:>12} {:>7} {:>10} {:>9}",
            trace.id,
            summary.operations,
            summary.peak_live_blocks,
            summary.average_live_blocks,
            summary.leaked_blocks,
            summary.peak_live_bytes,
            summary.median_request_bytes,
            summary.largest_request_bytes,
            trace.file_bytes
        );
    }
}
