//! Owns the allocator's own functions: those the program would call were we not there.
//!
//! They are looked up at the first call of any hook, which may come before any constructor has run. Names
//! that the allocator lacks stay null; a program that linked could not have called them.

use core::ffi::{CStr, c_int, c_void};
use core::mem::transmute;
use core::ptr;
use core::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

use super::{libc, nesting};

pub(super) type Malloc = unsafe extern "C" fn(usize) -> *mut c_void;
pub(super) type Calloc = unsafe extern "C" fn(usize, usize) -> *mut c_void;
pub(super) type Realloc = unsafe extern "C" fn(*mut c_void, usize) -> *mut c_void;
pub(super) type Free = unsafe extern "C" fn(*mut c_void);
pub(super) type AlignedAlloc = unsafe extern "C" fn(usize, usize) -> *mut c_void;
pub(super) type PosixMemalign = unsafe extern "C" fn(*mut *mut c_void, usize, usize) -> c_int;

struct Symbol {
    name: &'static CStr,
    address: AtomicPtr<c_void>,
}

impl Symbol {
    const fn new(name: &'static CStr) -> Symbol {
        Symbol {
            name,
            address: AtomicPtr::new(ptr::null_mut()),
        }
    }

    fn address(&self) -> Option<*mut c_void> {
        resolve();
        let address = self.address.load(Ordering::Acquire);
        (!address.is_null()).then_some(address)
    }
}

const UNRESOLVED: u8 = 0;
const RESOLVING: u8 = 1;
const RESOLVED: u8 = 2;

static STATE: AtomicU8 = AtomicU8::new(UNRESOLVED);

/// Looks every function up, once. Whoever comes while that is under way, `dlsym` itself or another thread,
/// finds the functions that are not known yet to be `None`, and takes from the arena.
fn resolve() {
    if STATE.load(Ordering::Acquire) != UNRESOLVED
        || STATE
            .compare_exchange(UNRESOLVED, RESOLVING, Ordering::AcqRel, Ordering::Acquire)
            .is_err()
    {
        return;
    }
    for symbol in SYMBOLS {
        // SAFETY: the name is a C string, and RTLD_NEXT asks for the symbol after this library's.
        let address = unsafe { libc::dlsym(libc::RTLD_NEXT, symbol.name.as_ptr()) };
        symbol.address.store(address, Ordering::Release);
    }
    nesting::prepare();
    STATE.store(RESOLVED, Ordering::Release);
}

macro_rules! functions {
    ($($name:ident: $symbol:ident = $text:literal as $type:ty;)*) => {
        $(static $symbol: Symbol = Symbol::new($text);

        /// The allocator's function; `None` while it is being looked up, or where there is none.
        pub(super) fn $name() -> Option<$type> {
            // SAFETY: the C standard or glibc's manual gives the function of this name that type.
            $symbol.address().map(|address| unsafe { transmute::<*mut c_void, $type>(address) })
        })*

        static SYMBOLS: &[&Symbol] = &[$(&$symbol),*];
    };
}

functions! {
    malloc: MALLOC = c"malloc" as Malloc;
    calloc: CALLOC = c"calloc" as Calloc;
    realloc: REALLOC = c"realloc" as Realloc;
    free: FREE = c"free" as Free;
    aligned_alloc: ALIGNED_ALLOC = c"aligned_alloc" as AlignedAlloc;
    memalign: MEMALIGN = c"memalign" as AlignedAlloc;
    valloc: VALLOC = c"valloc" as Malloc;
    pvalloc: PVALLOC = c"pvalloc" as Malloc;
    posix_memalign: POSIX_MEMALIGN = c"posix_memalign" as PosixMemalign;
}
