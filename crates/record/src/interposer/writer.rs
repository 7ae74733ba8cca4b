//! Owns the log of this process: a file mapped into memory, into which threads write without a lock.
//!
//! A mapped file outlives the process however that ends: `exit`, `_exit`, `abort`, a signal. The cursor in
//! its header is what orders operations between threads: whoever takes a lower number came first.
//!
//! The log opens with the first operation after libc has read the environment, or with this library's
//! constructor, whichever comes first. A forked child leaves its parent's log alone and opens its own.

use core::ffi::{c_char, c_int, c_long, c_uint, c_void};
use core::ptr;
use core::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, AtomicUsize, Ordering};

use super::libc;
use crate::log::{self, Header, Record, Verb};

/// The most records a log holds: 512 MiB, more than enough for the operations that a trace may have.
const RECORDS_MAX: usize = 1 << 24;

/// How many records the file grows by: 2 MiB.
const GROWTH_RECORDS: usize = 1 << 16;

const MAP_BYTES: usize = log::HEADER_BYTES + RECORDS_MAX * log::RECORD_BYTES;

/// The longest path of a log, its final zero included.
const PATH_BYTES_MAX: usize = 4096;

const EEXIST: c_int = 17;

/// Not yet known whether to record: libc hasn't read the environment.
const WAITING: u8 = 0;
/// One thread opens the log. What is asked for meanwhile passes unrecorded.
const OPENING: u8 = 1;
/// Every operation is recorded.
const RECORDING: u8 = 2;
/// Nothing is recorded, for good: nobody asked for it, or the log can't be written.
const OFF: u8 = 3;

static STATE: AtomicU8 = AtomicU8::new(WAITING);
static HEADER: AtomicPtr<Header> = AtomicPtr::new(ptr::null_mut());
/// How many records the file has room for.
static ROOM_RECORDS: AtomicUsize = AtomicUsize::new(0);
/// Set while one thread makes the file longer.
static IS_GROWING: AtomicBool = AtomicBool::new(false);

/// The log's path. Kept because growing opens the file anew: a descriptor left open might be closed by the
/// program, and its number then stand for a file of the program's.
static PATH: [AtomicU8; PATH_BYTES_MAX] = [const { AtomicU8::new(0) }; PATH_BYTES_MAX];

/// A block was granted, or refused where it is null.
pub(super) fn allocated(verb: Verb, block: *mut c_void, bytes: usize, extra: usize) {
    if !is_recording() {
        return;
    }
    if block.is_null() {
        if let Some(header) = header() {
            header.refused.fetch_add(1, Ordering::Relaxed);
        }
        return;
    }
    append(verb, block as u64, bytes as u64, extra as u64);
}

/// A block is about to be freed.
pub(super) fn freeing(block: *mut c_void) {
    if is_recording() {
        append(Verb::Free, block as u64, 0, 0);
    }
}

/// A block is about to be resized. Answers whether its end is to be recorded too.
pub(super) fn realloc_begins(old: *mut c_void, bytes: usize) -> bool {
    if !is_recording() {
        return false;
    }
    if !old.is_null() {
        append(Verb::ReallocBegin, old as u64, bytes as u64, 0);
    }
    true
}

/// The resizing that this thread began has ended.
pub(super) fn realloc_ended(old: *mut c_void, block: *mut c_void, bytes: usize) {
    append(Verb::ReallocEnd, block as u64, bytes as u64, old as u64);
}

/// Runs before the program's own code; constructors of other libraries may have run already.
extern "C" fn construct() {
    if !is_recording() {
        // By now libc has read the environment: where nothing asks for a recording, nothing will.
        let _ = STATE.compare_exchange(WAITING, OFF, Ordering::AcqRel, Ordering::Acquire);
    }
}

#[cfg(not(test))]
#[used]
#[unsafe(link_section = ".init_array")]
static CONSTRUCT: extern "C" fn() = construct;

/// In a forked child, which has one thread. The mapping is shared with the parent, so it must go first.
extern "C" fn begin_child() {
    if STATE.load(Ordering::Acquire) != RECORDING {
        return;
    }
    STATE.store(OPENING, Ordering::Release);
    let parents = HEADER.swap(ptr::null_mut(), Ordering::AcqRel);
    // SAFETY: the mapping is this log's, and this process's only thread doesn't use it any more.
    unsafe { libc::munmap(parents.cast(), MAP_BYTES) };
    IS_GROWING.store(false, Ordering::Release);
    ROOM_RECORDS.store(0, Ordering::Release);
    open_here();
}

fn is_recording() -> bool {
    match STATE.load(Ordering::Acquire) {
        RECORDING => true,
        WAITING => open_first(),
        _ => false,
    }
}

/// Opens the log, where the environment is there to say so. Another thread's operations pass unrecorded
/// meanwhile; in fact there is no other thread yet.
fn open_first() -> bool {
    // SAFETY: the name is a C string. Before libc is ready this gives null.
    if unsafe { libc::getenv(log::DIRECTORY_VARIABLE.as_ptr()) }.is_null()
        || STATE
            .compare_exchange(WAITING, OPENING, Ordering::AcqRel, Ordering::Acquire)
            .is_err()
    {
        return false;
    }
    // SAFETY: `begin_child` may run in any forked child. What this allocates is not recorded: see OPENING.
    unsafe { libc::pthread_atfork(None, None, Some(begin_child)) };
    open_here()
}

/// Opens this process's log and sets the state accordingly. What fails here costs the recording, not the
/// program: it goes on, and one line says so.
fn open_here() -> bool {
    let errno = Errno::keep();
    let header = create().and_then(map);
    match header {
        Some(header) => {
            HEADER.store(header, Ordering::Release);
            STATE.store(RECORDING, Ordering::Release);
        }
        None => {
            STATE.store(OFF, Ordering::Release);
            let message = b"heap-atlas: this process can't open its log and is not recorded\n";
            // SAFETY: the message is that long.
            unsafe { libc::write(2, message.as_ptr().cast(), message.len()) };
        }
    }
    errno.restore();
    header.is_some()
}

/// Creates a file that nobody has used: `DIRECTORY/PROCESS-N.log`. N counts the programs that one process
/// runs one after another by `exec`.
fn create() -> Option<c_int> {
    // SAFETY: the name is a C string.
    let directory = unsafe { libc::getenv(log::DIRECTORY_VARIABLE.as_ptr()) };
    if directory.is_null() {
        return None;
    }
    // SAFETY: getpid has no conditions.
    let process = unsafe { libc::getpid() } as u32;
    for program in 0..10_000 {
        let mut path = PathWriter { end: 0 };
        // SAFETY: getenv gave a C string.
        path.c_string(unsafe { core::ffi::CStr::from_ptr(directory) })?;
        path.byte(b'/')?;
        path.number(process)?;
        path.byte(b'-')?;
        path.number(program)?;
        path.c_string(c".log")?;
        path.byte(0)?;
        let flags = libc::O_RDWR | libc::O_CREAT | libc::O_EXCL | libc::O_CLOEXEC;
        let file = open_path(flags, 0o600);
        if file >= 0 {
            return Some(file);
        }
        if Errno::keep().0 != EEXIST {
            return None;
        }
    }
    None
}

/// Maps the new file with room for its first records, writes its header, and closes it: the mapping stays.
fn map(file: c_int) -> Option<*mut Header> {
    let has_room = extend(file, GROWTH_RECORDS);
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: a new mapping of an open file, at an address of the kernel's choice. Beyond the file's end
    // it isn't touched: `append` asks ROOM_RECORDS.
    let mapping = unsafe {
        libc::mmap(
            ptr::null_mut(),
            MAP_BYTES,
            protection,
            libc::MAP_SHARED,
            file,
            0,
        )
    };
    // SAFETY: the descriptor is ours.
    unsafe { libc::close(file) };
    if !has_room || mapping == libc::MAP_FAILED {
        return None;
    }
    let header: *mut Header = mapping.cast();
    // SAFETY: the mapping starts with a header's page, all zero, that no one else has yet.
    unsafe {
        (*header)
            .process
            .store(libc::getpid() as u32, Ordering::Relaxed);
        (*header).version.store(log::VERSION, Ordering::Relaxed);
        let command_bytes = read_command(&mut (*header).command);
        (*header)
            .command_bytes
            .store(command_bytes as u32, Ordering::Relaxed);
        (*header).magic.store(log::MAGIC, Ordering::Release);
    }
    ROOM_RECORDS.store(GROWTH_RECORDS, Ordering::Release);
    Some(header)
}

/// Copies the command line into the header; returns its length.
fn read_command(command: &mut [u8]) -> usize {
    // SAFETY: the path is a C string; O_CREAT isn't set, so the mode isn't used.
    let file = unsafe {
        libc::open(
            c"/proc/self/cmdline".as_ptr(),
            libc::O_RDONLY | libc::O_CLOEXEC,
            0,
        )
    };
    if file < 0 {
        return 0;
    }
    // SAFETY: the buffer is that long.
    let bytes = unsafe { libc::read(file, command.as_mut_ptr().cast(), command.len()) };
    // SAFETY: the descriptor is ours.
    unsafe { libc::close(file) };
    bytes.max(0) as usize
}

fn header() -> Option<&'static Header> {
    // SAFETY: the mapping is never undone but in a forked child, by its only thread; the fields that
    // change are atomics.
    unsafe { HEADER.load(Ordering::Acquire).as_ref() }
}

/// Writes one record. Where the file has no room and can't get any, the cursor alone moves on: the converter
/// sees by it how much is missing.
fn append(verb: Verb, address: u64, bytes: u64, extra: u64) {
    let Some(header) = header() else { return };
    // Relaxed is enough: what one thread does before another in the program is so in the cursor's order too.
    let index = header.cursor.fetch_add(1, Ordering::Relaxed) as usize;
    if index >= ROOM_RECORDS.load(Ordering::Acquire) && !grow_beyond(index) {
        return;
    }
    // SAFETY: the record lies within the file by ROOM_RECORDS, within the mapping by RECORDS_MAX, and is
    // this thread's alone by the cursor. The header's page keeps it aligned.
    let record = unsafe {
        &*ptr::from_ref(header)
            .cast::<u8>()
            .add(log::HEADER_BYTES)
            .cast::<Record>()
            .add(index)
    };
    record.address.store(address, Ordering::Relaxed);
    record.bytes.store(bytes, Ordering::Relaxed);
    record.extra.store(extra, Ordering::Relaxed);
    // The tag last: a record that a crash cut short stays without.
    record
        .tag
        .store(log::tag(verb, thread()), Ordering::Release);
}

/// A number that no other live thread has. The address of `errno` is the one such that costs no system call.
fn thread() -> u64 {
    // SAFETY: no conditions.
    unsafe { libc::__errno_location() as u64 }
}

/// Makes room for the record of that index; answers whether there is.
fn grow_beyond(index: usize) -> bool {
    let errno = Errno::keep();
    while IS_GROWING.swap(true, Ordering::Acquire) {
        // SAFETY: no conditions.
        unsafe { libc::sched_yield() };
    }
    let mut room_records = ROOM_RECORDS.load(Ordering::Acquire);
    while index >= room_records && room_records < RECORDS_MAX {
        let file = open_path(libc::O_RDWR | libc::O_CLOEXEC, 0);
        let has_grown = file >= 0 && extend(file, room_records + GROWTH_RECORDS);
        if file >= 0 {
            // SAFETY: the descriptor is ours.
            unsafe { libc::close(file) };
        }
        if !has_grown {
            break;
        }
        room_records += GROWTH_RECORDS;
        ROOM_RECORDS.store(room_records, Ordering::Release);
    }
    if index >= room_records {
        // The log is as long as it may be, the disk is full, or the file is out of reach. From here on
        // nothing is recorded: were a later record to succeed, frees would be missing in between.
        STATE.store(OFF, Ordering::Release);
    }
    IS_GROWING.store(false, Ordering::Release);
    errno.restore();
    index < room_records
}

/// Gives the file room for that many records, on the disk and not only in its length: writing into a mapped
/// hole on a full disk would kill the program.
fn extend(file: c_int, records: usize) -> bool {
    let bytes = log::HEADER_BYTES + records * log::RECORD_BYTES;
    // SAFETY: the descriptor is open; the call reports errors by its result.
    unsafe { libc::posix_fallocate(file, 0, bytes as c_long) == 0 }
}

fn open_path(flags: c_int, mode: c_uint) -> c_int {
    let path: *const c_char = PATH.as_ptr().cast();
    // SAFETY: `create` wrote a C string there, and nobody writes to it but a forked child's only thread.
    unsafe { libc::open(path, flags, mode) }
}

/// Writes [`PATH`]; every method gives `None` where it is too long.
struct PathWriter {
    end: usize,
}

impl PathWriter {
    fn byte(&mut self, byte: u8) -> Option<()> {
        PATH.get(self.end)?.store(byte, Ordering::Relaxed);
        self.end += 1;
        Some(())
    }

    fn c_string(&mut self, text: &core::ffi::CStr) -> Option<()> {
        text.to_bytes().iter().try_for_each(|&byte| self.byte(byte))
    }

    fn number(&mut self, number: u32) -> Option<()> {
        if number >= 10 {
            self.number(number / 10)?;
        }
        self.byte(b'0' + (number % 10) as u8)
    }
}

/// The program's `errno`, which our own system calls must not change.
struct Errno(c_int);

impl Errno {
    fn keep() -> Errno {
        // SAFETY: the address is this thread's own, and valid while it lives.
        Errno(unsafe { *libc::__errno_location() })
    }

    fn restore(self) {
        // SAFETY: as above.
        unsafe { *libc::__errno_location() = self.0 }
    }
}
