//! Owns the run of the recorded program: the library on its way in, the logs on their way out.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;

use super::output::{OutputPlan, file_error, read_logs, write_traces};
use super::{RecordError, RecordOptions, Recording};
use crate::log;

/// The shared library that `build.rs` compiled.
const LIBRARY: &[u8] = include_bytes!(env!("ATLAS_RECORD_LIBRARY"));

const PRELOAD_VARIABLE: &str = "LD_PRELOAD";

pub(super) fn launch(options: &RecordOptions) -> Result<Recording, RecordError> {
    // Before the program runs: where its traces can't go, it needn't start.
    let plan = OutputPlan::new(&options.output);
    fs::create_dir_all(&plan.directory).map_err(file_error(&plan.directory))?;

    let scratch = tempfile::Builder::new().prefix("heap-atlas-").tempdir();
    let scratch = scratch.map_err(file_error(&env::temp_dir()))?;
    let library = scratch.path().join("libatlas_record.so");
    let logs = scratch.path().join("logs");
    fs::write(&library, LIBRARY).map_err(file_error(&library))?;
    fs::create_dir(&logs).map_err(file_error(&logs))?;

    let mut command = Command::new(&options.program);
    command
        .args(&options.arguments)
        .env(OsStr::from_bytes(log::DIRECTORY_VARIABLE.to_bytes()), &logs)
        .env(PRELOAD_VARIABLE, preload(&library)?);
    let program = options.program.to_string_lossy();
    let start_error = |source| RecordError::Start {
        program: program.clone().into(),
        source,
    };
    let (status, process) = {
        let _interrupts = InterruptsForChild::new();
        let mut child = command.spawn().map_err(start_error)?;
        (child.wait().map_err(start_error)?, child.id())
    };

    let program = program.into();
    let Some(conversions) = read_logs(&logs, process)? else {
        let directory = env::temp_dir();
        return Err(RecordError::NotLoaded {
            program,
            status,
            directory,
        });
    };
    if conversions.is_empty() {
        return Err(RecordError::NoOperations { program, status });
    }
    Ok(Recording {
        status,
        traces: write_traces(conversions, options, &plan, process)?,
    })
}

/// What stood in the variable before stays there, after ours.
fn preload(library: &Path) -> Result<OsString, RecordError> {
    if library
        .as_os_str()
        .as_bytes()
        .iter()
        .any(|byte| b" \t\n:;".contains(byte))
    {
        return Err(RecordError::Separator {
            path: library.into(),
        });
    }
    let mut list = library.as_os_str().to_owned();
    if let Some(others) = env::var_os(PRELOAD_VARIABLE).filter(|others| !others.is_empty()) {
        list.push(":");
        list.push(others);
    }
    Ok(list)
}

/// While it lives, Ctrl-C and Ctrl-\ end the recorded program and not the recorder: the terminal sends
/// them to both.
struct InterruptsForChild {
    before: [(libc::c_int, libc::sighandler_t); 2],
}

/// Unlike an ignored signal, a handled one is back to its default in the program that `exec` starts.
extern "C" fn pass(_: libc::c_int) {}

impl InterruptsForChild {
    fn new() -> InterruptsForChild {
        let handler = pass as extern "C" fn(libc::c_int) as *const () as libc::sighandler_t;
        // SAFETY: the handler does nothing, which is allowed at any moment.
        let before = [libc::SIGINT, libc::SIGQUIT]
            .map(|signal| (signal, unsafe { libc::signal(signal, handler) }));
        InterruptsForChild { before }
    }
}

impl Drop for InterruptsForChild {
    fn drop(&mut self) {
        for (signal, handler) in self.before {
            // SAFETY: the handler is the one that was there before.
            unsafe { libc::signal(signal, handler) };
        }
    }
}
