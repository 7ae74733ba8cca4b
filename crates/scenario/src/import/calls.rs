//! Owns the calls of allocation functions as tools print them: `malloc(100) = 0x5000`.
//!
//! Does not own what stands around a call in a line; that is each format's.

use super::event::{Event, Mistake, Request};
use super::number::{address, number};

/// A function of an allocator, by what its arguments are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// bytes
    Malloc,
    /// count, bytes
    Calloc,
    /// block, bytes
    Realloc,
    /// block, count, bytes
    ReallocArray,
    /// alignment, bytes
    Aligned,
    /// bytes, alignment: Windows
    AlignedMalloc,
    /// where the address goes, alignment, bytes
    PosixMemalign,
    /// block
    Free,
}

impl Function {
    /// The function that a name ends with: libraries and kernels put their own prefix before it (`pvPortMalloc`,
    /// `k_malloc`, `heap_caps_free`).
    pub fn of(name: &str) -> Option<Function> {
        const NAMES: [(&str, Function); 16] = [
            ("reallocarray", Function::ReallocArray),
            ("realloc", Function::Realloc),
            ("reallocf", Function::Realloc),
            ("calloc", Function::Calloc),
            ("posix_memalign", Function::PosixMemalign),
            ("memalign", Function::Aligned),
            ("aligned_alloc", Function::Aligned),
            ("aligned_malloc", Function::AlignedMalloc),
            ("malloc", Function::Malloc),
            ("dealloc", Function::Free),
            ("deallocate", Function::Free),
            ("allocate", Function::Malloc),
            ("alloc", Function::Malloc),
            ("free", Function::Free),
            ("free_sized", Function::Free),
            ("aligned_free", Function::Free),
        ];
        // The names that C++ compilers give to operator new and delete.
        if name.starts_with("_Znw") || name.starts_with("_Zna") || name == "new" {
            return Some(Function::Malloc);
        }
        if name.starts_with("_Zdl") || name.starts_with("_Zda") || name == "delete" {
            return Some(Function::Free);
        }
        let ends_with = |end: &str| {
            let start = name.len().checked_sub(end.len());
            let tail = start.and_then(|start| name.get(start..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end))
        };
        let known = NAMES.iter().find(|(end, _)| ends_with(end));
        known.map(|&(_, function)| function)
    }
}

/// A call that stands in a line.
#[derive(Clone, Copy, Debug)]
pub struct Call<'t> {
    pub function: Function,
    /// Before the function's name.
    before: &'t str,
    /// Between the parentheses; to the end of the line where none closes.
    arguments: &'t str,
    /// After the parentheses; `None` where none closes.
    pub after: Option<&'t str>,
}

impl<'t> Call<'t> {
    /// The first call of an allocation function in a text.
    pub fn find(text: &'t str) -> Option<Call<'t>> {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        text.match_indices('(').find_map(|(open, _)| {
            let before = &text[..open];
            let name = before.trim_end_matches(is_of_name);
            let function = Function::of(&before[name.len()..])?;
            let behind = &text[open + 1..];
            let (arguments, after) = match closing(behind) {
                Some(close) => (&behind[..close], Some(&behind[close + 1..])),
                None => (behind, None),
            };
            Some(Call {
                function,
                before: name,
                arguments,
                after,
            })
        })
    }

    /// What the call answered: the word after an equals sign or an arrow, or one with `0x` before an equals sign.
    pub fn answer(&self) -> Option<&'t str> {
        self.answer_after().or_else(|| {
            let before = self.before.trim_end().strip_suffix('=')?;
            let word = before.trim_end().rsplit(char::is_whitespace).next();
            word.filter(|word| word.starts_with("0x"))
        })
    }

    fn answer_after(&self) -> Option<&'t str> {
        let after = self.after?.trim_start();
        let signs = ["->", "=>", "=", ":", "returned", "returns"];
        let behind = signs.iter().find_map(|sign| after.strip_prefix(sign))?;
        let ends = |c: char| c.is_whitespace() || ",;]".contains(c);
        let word = behind.trim_start().split(ends).next();
        word.filter(|word| !word.is_empty())
    }

    /// What happened, by the answer that the call or a later line has.
    pub fn event(&self, answer: Option<&str>) -> Result<Event, Mistake> {
        // `al 64`: valgrind says what an argument is.
        let words = || {
            let arguments = self.arguments.split(',');
            arguments.map(|each| each.split_whitespace().next_back().unwrap_or_default())
        };
        let size = |at| {
            let word = words().nth(at).ok_or(Mistake::Short)?;
            number(word).ok_or(Mistake::Size)
        };
        let block = |at| {
            let word = words().nth(at).ok_or(Mistake::Short)?;
            address(word).ok_or(Mistake::Address)
        };
        let answered = || {
            let word = answer.ok_or(Mistake::Answer)?;
            address(word).ok_or(Mistake::Answer)
        };
        let product = |count: u64, bytes: u64| count.checked_mul(bytes).ok_or(Mistake::Size);
        let allocated = |bytes, by| {
            let address = answered()?;
            Ok(Event::Allocated { address, bytes, by })
        };
        match self.function {
            Function::Malloc => allocated(size(0)?, Request::Malloc),
            Function::Calloc => {
                let count = size(0)?;
                allocated(product(count, size(1)?)?, Request::Calloc { count })
            }
            Function::Aligned => {
                let alignment = size(0)?;
                allocated(size(1)?, Request::Aligned { alignment })
            }
            Function::AlignedMalloc => {
                let alignment = size(1)?;
                allocated(size(0)?, Request::Aligned { alignment })
            }
            // Without its first argument, the tool logs the address in its place.
            Function::PosixMemalign if words().count() == 2 => {
                let alignment = size(0)?;
                allocated(size(1)?, Request::Aligned { alignment })
            }
            Function::PosixMemalign => Err(Mistake::Unseen),
            Function::Realloc => Ok(Event::Resized {
                from: block(0)?,
                bytes: size(1)?,
                address: answered()?,
            }),
            Function::ReallocArray => Ok(Event::Resized {
                from: block(0)?,
                bytes: product(size(1)?, size(2)?)?,
                address: answered()?,
            }),
            Function::Free => Ok(Event::Freed { address: block(0)? }),
        }
    }
}

/// Where the parenthesis closes that was open before a text: an argument may be `(nil)`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut signs = text.match_indices(['(', ')']);
    let found = signs.find(|&(_, sign)| match sign {
        "(" => {
            depth += 1;
            false
        }
        _ if depth > 0 => {
            depth -= 1;
            false
        }
        _ => true,
    });
    found.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(text: &str) -> Option<Result<Event, Mistake>> {
        let call = Call::find(text)?;
        Some(call.event(call.answer()))
    }

    /// Protects: functions are known by the end of their name, with any library's prefix.
    #[test]
    fn functions_are_known_by_their_end() {
        for (name, function) in [
            ("pvPortMalloc", Some(Function::Malloc)),
            ("vPortFree", Some(Function::Free)),
            ("__libc_calloc", Some(Function::Calloc)),
            ("_ZnwmSt11align_val_t", Some(Function::Malloc)),
            ("_ZdaPv", Some(Function::Free)),
            ("_aligned_malloc", Some(Function::AlignedMalloc)),
            ("malloc_usable_size", None),
            ("freeze", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(Function::of(name), function, "{name}");
        }
    }

    /// Protects: each function's arguments are read in its own order, and the answer after any sign.
    #[test]
    fn calls_are_read() {
        let allocated = |bytes, by| {
            let address = 0x50;
            Some(Ok(Event::Allocated { address, bytes, by }))
        };
        let resized = Some(Ok(Event::Resized {
            from: 0x40,
            address: 0x50,
            bytes: 12,
        }));
        let aligned = Request::Aligned { alignment: 64 };
        for (text, expected) in [
            (
                "[3.1] prog->malloc(12) = 0x50 <0.1>",
                allocated(12, Request::Malloc),
            ),
            ("alloc(12) -> 50", allocated(12, Request::Malloc)),
            (
                "calloc(3, 4)=0x50",
                allocated(12, Request::Calloc { count: 3 }),
            ),
            ("memalign(al 64, size 12) = 0x50", allocated(12, aligned)),
            ("_aligned_malloc(12, 64): 0x50", allocated(12, aligned)),
            ("posix_memalign(64,12)=0x50", allocated(12, aligned)),
            ("realloc(0x40, 12) = 0x50", resized),
            ("reallocarray(0x40, 3, 4) = 0x50", resized),
            (
                "free(0x50) = <void>",
                Some(Ok(Event::Freed { address: 0x50 })),
            ),
            ("free((nil))", Some(Ok(Event::Freed { address: 0 }))),
            (
                "posix_memalign(0x7ff, 64, 12) = 0",
                Some(Err(Mistake::Unseen)),
            ),
            ("malloc(x) = 0x50", Some(Err(Mistake::Size))),
            ("malloc(12)", Some(Err(Mistake::Answer))),
            ("realloc(0x40", Some(Err(Mistake::Short))),
            (
                "calloc(99999999999999999, 9999) = 0",
                Some(Err(Mistake::Size)),
            ),
            ("strlen(\"malloc\") = 6", None),
            ("no call at all", None),
        ] {
            assert_eq!(event(text), expected, "{text}");
        }
    }
}
