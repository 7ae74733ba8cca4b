//! Owns the declarations of the C functions that the interposer calls: glibc's, on Linux.
//!
//! Declared by hand because the library is compiled alone, without other crates.

use core::ffi::{c_char, c_int, c_long, c_uint, c_void};

pub(super) const RTLD_NEXT: *mut c_void = -1isize as *mut c_void;

pub(super) const O_RDONLY: c_int = 0;
pub(super) const O_RDWR: c_int = 2;
pub(super) const O_CREAT: c_int = 0o100;
pub(super) const O_EXCL: c_int = 0o200;
pub(super) const O_CLOEXEC: c_int = 0o2_000_000;

pub(super) const PROT_READ: c_int = 1;
pub(super) const PROT_WRITE: c_int = 2;
pub(super) const MAP_SHARED: c_int = 1;
pub(super) const MAP_FAILED: *mut c_void = -1isize as *mut c_void;

pub(super) const SC_PAGESIZE: c_int = 30;

/// The type of a file's length where `_FILE_OFFSET_BITS` isn't set, which is what the plain names below take.
pub(super) type Offset = c_long;

unsafe extern "C" {
    pub(super) fn dlsym(handle: *mut c_void, symbol: *const c_char) -> *mut c_void;
    pub(super) fn getenv(name: *const c_char) -> *const c_char;
    pub(super) fn getpid() -> c_int;
    pub(super) fn open(path: *const c_char, flags: c_int, mode: c_uint) -> c_int;
    pub(super) fn read(file: c_int, buffer: *mut c_void, bytes: usize) -> isize;
    pub(super) fn write(file: c_int, buffer: *const c_void, bytes: usize) -> isize;
    pub(super) fn close(file: c_int) -> c_int;
    pub(super) fn posix_fallocate(file: c_int, offset: Offset, bytes: Offset) -> c_int;
    pub(super) fn mmap(
        address: *mut c_void,
        bytes: usize,
        protection: c_int,
        flags: c_int,
        file: c_int,
        offset: Offset,
    ) -> *mut c_void;
    pub(super) fn munmap(address: *mut c_void, bytes: usize) -> c_int;
    pub(super) fn sched_yield() -> c_int;
    pub(super) fn sysconf(name: c_int) -> c_long;
    pub(super) fn pthread_atfork(
        prepare: Option<extern "C" fn()>,
        parent: Option<extern "C" fn()>,
        child: Option<extern "C" fn()>,
    ) -> c_int;
    pub(super) fn pthread_key_create(
        key: *mut c_uint,
        destructor: Option<extern "C" fn(*mut c_void)>,
    ) -> c_int;
    pub(super) fn pthread_key_delete(key: c_uint) -> c_int;
    pub(super) fn pthread_getspecific(key: c_uint) -> *mut c_void;
    pub(super) fn pthread_setspecific(key: c_uint, value: *const c_void) -> c_int;
    /// Where this thread keeps `errno`: an address no other live thread has.
    pub(super) fn __errno_location() -> *mut c_int;
}
