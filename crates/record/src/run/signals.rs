//! Owns the signals that reach the recorder while it records: they are meant for the program.
//!
//! A signal that ends the program ends the recording, and the traces are still written. None ends the recorder, until
//! the [`Signals`] are dropped: a signal sent to both, as `timeout` sends it, may arrive here after the program's end.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};
use signal_hook::flag::register_conditional_default;
use signal_hook::iterator::SignalsInfo;
use signal_hook::iterator::exfiltrator::WithRawSiginfo;

/// What people and their tools send to end or to steer a program.
const FORWARDED: [libc::c_int; 6] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2];

pub(super) struct Signals {
    received: SignalsInfo<WithRawSiginfo>,
    /// From then on, signals do to this process what they do to any.
    is_over: Arc<AtomicBool>,
}

impl Signals {
    /// Holds signals back from here on; to be called before the program starts. A signal that is ignored, as `nohup`
    /// has it, stays so: the program inherits that, but not a handler.
    pub(super) fn hold() -> io::Result<Signals> {
        let is_over = Arc::new(AtomicBool::new(false));
        let handled: Vec<_> = FORWARDED
            .into_iter()
            .filter(|&signal| !is_ignored(signal))
            .collect();
        for &signal in &handled {
            register_conditional_default(signal, is_over.clone())?;
        }
        Ok(Signals {
            received: SignalsInfo::new(handled)?,
            is_over,
        })
    }

    /// Waits for the program's end, and passes on to it what arrives before.
    pub(super) fn wait(&mut self, child: &mut Child) -> io::Result<ExitStatus> {
        let program = Pid::from_child(child);
        let handle = self.received.handle();
        let received = &mut self.received;
        thread::scope(|scope| {
            scope.spawn(move || {
                for info in received.forever().filter(is_sent_to_us_alone) {
                    if let Some(signal) = Signal::from_named_raw(info.si_signo) {
                        // It fails where the program changed its user. Then the program is not ours to end.
                        let _ = kill_process(program, signal);
                    }
                }
            });
            // The program's number must not be given to another while signals are sent to it: here its end is seen,
            // and its number kept.
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            while let Err(rustix::io::Errno::INTR) = waitid(WaitId::Pid(program), options) {}
            handle.close();
        });
        child.wait()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
    }
}

/// A terminal sends Ctrl-C and its like to the program as well, and the kernel says so: its codes are above zero.
fn is_sent_to_us_alone(info: &libc::siginfo_t) -> bool {
    info.si_code <= 0
}

fn is_ignored(signal: libc::c_int) -> bool {
    // SAFETY: the action is plain data, for which all zero is a value, and it is written where there is none to set.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal, std::ptr::null(), &mut action) == 0
            && action.sa_sigaction == libc::SIG_IGN
    }
}
