//! The recorder as a process: signals that reach it, and disks that are full.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

fn shell(script: &str, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", script, env!("CARGO_BIN_EXE_heap-atlas")])
        .current_dir(folder)
        // Where raw logs go.
        .env("TMPDIR", folder.join("scratch"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("scratch")).expect("the folder can be written");
    folder
}

/// Starts a recorder in place of the shell, of a program that says when it is ready. Gives its first line of output.
fn started(script: &str, folder: &Path) -> (Child, String) {
    let mut child = shell(script, folder).spawn().expect("the shell starts");
    let mut line = String::new();
    let output = child.stdout.as_mut().expect("its output is a pipe");
    // By single bytes, so that what follows is still in the pipe.
    BufReader::with_capacity(1, output)
        .read_line(&mut line)
        .expect("the program says that it is ready");
    (child, line)
}

fn send(signal: &str, process: u32) {
    let command = format!("kill -{signal} {process}");
    let status = Command::new("sh").args(["-c", &command]).status();
    assert!(status.expect("the shell starts").success());
}

fn ended(child: Child) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = child.wait_with_output().expect("the recorder ends");
    let said = String::from_utf8(stderr).expect("messages are text");
    (status.code(), said)
}

/// Protects recordings of servers, which a signal ends: the signal reaches the program, the trace is written, and
/// neither the program nor its raw log outlives the recorder.
#[test]
fn a_signal_ends_the_program_and_leaves_the_trace() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("USR1", 138)] {
        let folder = folder();
        let script = "exec \"$0\" record -o a.heaptrace -- sh -c 'echo $$; exec sleep 600'";
        let (child, program) = started(script, folder.path());
        send(signal, child.id());
        let (ended_with, said) = ended(child);
        assert_eq!(ended_with, Some(code), "{signal}: {said}");
        let trace = folder.path().join("a.heaptrace");
        assert!(
            fs::metadata(trace).is_ok_and(|file| file.len() > 0),
            "{signal}: {said}"
        );
        let program = Path::new("/proc").join(program.trim());
        assert!(!program.exists(), "{signal}: the program still runs");
        let scratch = fs::read_dir(folder.path().join("scratch")).expect("a folder");
        assert_eq!(scratch.count(), 0, "{signal}");
    }
}

/// Protects programs under `nohup`: what the recorder was told to ignore, the program ignores too.
#[test]
fn an_ignored_signal_stays_ignored() {
    let folder = folder();
    let script =
        "trap '' HUP; exec \"$0\" record -o a.heaptrace -- sh -c 'kill -HUP $$; echo survived'";
    let (child, line) = started(script, folder.path());
    let (code, said) = ended(child);
    assert_eq!((code, &*line), (Some(0), "survived\n"), "{said}");
}

/// Protects: a terminal has no hover, so sizes are told to the byte.
#[test]
fn a_recording_s_sizes_are_told_to_the_byte() {
    let folder = folder();
    let script = "exec \"$0\" record -o a.heaptrace -- sort -S 1M /dev/null";
    let (child, line) = started(script, folder.path());
    let (code, said) = ended(child);
    assert_eq!(code, Some(0), "{said}");
    assert!(line.contains(" bytes (1"), "{line}");
}

/// Protects files from a disk that becomes full: what stands under the name is whole. The limit on the length of files
/// stands for the disk, and its signal is ignored, so that a write fails as it does there.
#[test]
fn a_full_disk_leaves_no_half_a_file() {
    let folder = folder();
    let path = folder.path().join("a.heap-atlas");
    fs::write(&path, "old").expect("the folder can be written");
    // More than the limit, however well it is packed.
    let operations = (0..500_u32).map(|n| format!("a{n} = malloc {}\n", n * n % 997 + 1));
    fs::write(folder.path().join("a.txt"), operations.collect::<String>())
        .expect("the folder can be written");
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" link --scenario a.txt -o a.heap-atlas";
    let child = shell(script, folder.path())
        .spawn()
        .expect("the shell starts");
    let (code, said) = ended(child);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with("heap-atlas: a.heap-atlas: "), "{said}");
    assert_eq!(fs::read(&path).expect("the file is there"), b"old");
    let names = fs::read_dir(folder.path()).expect("a folder");
    assert_eq!(names.count(), 3, "two files and the scratch folder");
}
