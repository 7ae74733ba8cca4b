//! A program that damages the heap it lives on: its process must end, and not wait for itself.
//!
//! The heap panics while its lock is held, and the panic hook allocates, as the standard library's does. Here the hook
//! is our own, so that the test's messages do not depend on the damaged heap.

#![cfg(all(unix, not(miri)))]

use std::alloc::{GlobalAlloc, Layout};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, panic, thread};

use classic_heap::{Classic, GlobalHeap};

static HEAP: GlobalHeap<Classic, 65536> = GlobalHeap::new();

const SIGABRT: i32 = 6;

/// Many times what the process needs. It counts only where the heap hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Protects programs with a bug from hanging: where the heap finds the damage, the process ends.
#[test]
fn a_damaged_heap_ends_the_process() {
    let mut child = Command::new(env::current_exe().expect("this test's path"))
        .args(["--exact", "write_behind_a_block", "--ignored"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this test starts again");
    let mut stderr = child.stderr.take().expect("its errors are a pipe");
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(std::io::read_to_string(&mut stderr)));
    // The pipe closes when the process ends.
    let Ok(said) = ended.recv_timeout(PATIENCE) else {
        child.kill().expect("the hanging process ends");
        panic!("the process hangs");
    };
    let said = said.expect("its errors are text");
    let status = child.wait().expect("the process ended");
    assert_eq!(status.signal(), Some(SIGABRT), "{status}: {said}");
    assert!(said.contains("classic-heap: the heap panicked"), "{said}");
}

/// The program of the test above: not a test.
#[test]
#[ignore = "ends its process"]
fn write_behind_a_block() {
    let layout = Layout::new::<[u64; 16]>();
    // SAFETY: the layout has a size.
    let [block, neighbour] = [(); 2].map(|()| unsafe { HEAP.alloc(layout) });
    assert!(block < neighbour, "the neighbour's header lies between");
    panic::set_hook(Box::new(move |_| {
        // SAFETY: as above.
        unsafe { HEAP.alloc(layout) };
    }));
    // SAFETY: within the heap's static memory. No program may write there: it is the header behind the block.
    unsafe { block.add(layout.size()).cast::<u32>().write(u32::MAX) };
    // SAFETY: the block was granted above, with this layout.
    unsafe { HEAP.dealloc(neighbour, layout) };
}
