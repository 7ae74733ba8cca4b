//! Owns tables of allocations: which column means what, by its name. The formats of tables, CSV and JSON, use it.
//!
//! ```text
//! op       op, operation, event, type, action, kind, call, function, func, verb
//! address  address, addr, ptr, pointer, id, block, handle, result, ret; with `new` before it, too
//! old      old, from, prev; the address's names with `old` before them
//! size     size, bytes, length, len, nbytes, requested; with `new` before it, too
//! count    count, nmemb, num
//! align    align, alignment
//! ```
//!
//! Case and what joins words don't matter. An operation is the name of a function, or a word for one: `a`, `f`, `release`.
//! Where no column is the operation, a line with a size allocates, and one without frees. An address may be any text.

use std::collections::HashMap;

use crate::import::calls::Function;
use crate::import::event::{Event, Line, Mistake, Request};
use crate::import::number::number;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Operation,
    Address,
    Old,
    Size,
    Count,
    Alignment,
}

impl Column {
    /// The meaning of a column by its name; `None` for one that says nothing of an allocation.
    pub fn of(name: &str) -> Option<Column> {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        let name: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        let plain = |name: &str| match name {
            "op" | "operation" | "event" | "type" | "action" | "kind" | "call" | "function"
            | "func" | "verb" => Some(Column::Operation),
            "address" | "addr" | "ptr" | "pointer" | "id" | "block" | "handle" | "result"
            | "ret" => Some(Column::Address),
            "size" | "bytes" | "length" | "len" | "nbytes" | "requested" | "sizebytes" => {
                Some(Column::Size)
            }
            "count" | "nmemb" | "num" => Some(Column::Count),
            "align" | "alignment" => Some(Column::Alignment),
            _ => None,
        };
        let newer = name.strip_prefix("new").and_then(plain);
        let older = name.strip_prefix("old").unwrap_or_default();
        match plain(&name).or(newer) {
            Some(column) => Some(column),
            None if plain(older) == Some(Column::Address) => Some(Column::Old),
            None => matches!(&*name, "old" | "from" | "prev").then_some(Column::Old),
        }
    }
}

/// Whether columns of these names can be a table of allocations.
pub fn is_table<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let columns: Vec<Column> = names.filter_map(Column::of).collect();
    let has = |column| columns.contains(&column);
    has(Column::Size) && (has(Column::Address) || has(Column::Operation))
}

/// The addresses of a table, which may be numbers or any text.
#[derive(Default)]
pub struct Names {
    numbers: HashMap<String, u64>,
}

/// Numbers of names, which no address is.
const FIRST_NAME: u64 = 1 << 63;

impl Names {
    fn address(&mut self, text: &str) -> u64 {
        if matches!(text, "" | "NULL" | "null" | "nil" | "(nil)" | "None") {
            return 0;
        }
        if let Some(address) = number(text).filter(|&address| address < FIRST_NAME) {
            // Block 0 is a block, and null is written as a word or with 0x.
            return if text == "0" { FIRST_NAME } else { address };
        }
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = FIRST_NAME + 1 + self.numbers.len() as u64;
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// What a row says: cells by the meaning of their columns, each once.
    pub fn row<'c>(&mut self, cells: impl Fn(Column) -> Option<&'c str>) -> Line {
        let size = |column| match cells(column).filter(|cell| !cell.is_empty()) {
            Some(cell) => number(cell).map(Some).ok_or(Mistake::Size),
            None => Ok(None),
        };
        let sizes = || {
            Ok((
                size(Column::Size)?,
                size(Column::Count)?,
                size(Column::Alignment)?,
            ))
        };
        let function = match cells(Column::Operation).map(str::trim) {
            Some(word) => match function(word) {
                Some(function) => function,
                // Other events of the same table.
                None => return Line::Aside,
            },
            None if cells(Column::Size).is_some_and(|cell| number(cell).is_some_and(|n| n > 0)) => {
                Function::Malloc
            }
            None => Function::Free,
        };
        let (bytes, count, alignment) = match sizes() {
            Ok(sizes) => sizes,
            Err(_) if function == Function::Free => (None, None, None),
            Err(mistake) => return Line::Mistake(mistake),
        };
        let address = cells(Column::Address).map(|cell| self.address(cell.trim()));
        let old = cells(Column::Old).map(|cell| self.address(cell.trim()));
        let product = || {
            let bytes = bytes.ok_or(Mistake::Size)?;
            bytes.checked_mul(count.unwrap_or(1)).ok_or(Mistake::Size)
        };
        let read = match function {
            Function::Free => match (address.or(old), bytes) {
                (Some(address), _) => Ok(Event::Freed { address }),
                (None, Some(bytes)) => Ok(Event::FreedSomewhere { bytes }),
                (None, None) => Err(Mistake::Address),
            },
            Function::Realloc | Function::ReallocArray => {
                product().and_then(|bytes| match (old.or(address), address) {
                    (Some(from), Some(address)) => Ok(Event::Resized {
                        from,
                        address,
                        bytes,
                    }),
                    _ => Err(Mistake::Address),
                })
            }
            _ => product().map(|bytes| match address {
                None => Event::AllocatedSomewhere { bytes },
                Some(address) => Event::Allocated {
                    address,
                    bytes,
                    by: match (function, count, alignment) {
                        (Function::Calloc, Some(count), _) => Request::Calloc { count },
                        (_, _, Some(alignment)) if alignment > 0 => Request::Aligned { alignment },
                        _ => Request::Malloc,
                    },
                },
            }),
        };
        Line::from(read)
    }
}

fn function(word: &str) -> Option<Function> {
    match &*word.to_ascii_lowercase() {
        "a" | "m" | "+" | "allocated" | "allocation" => Some(Function::Malloc),
        "f" | "d" | "-" | "release" | "released" | "freed" | "deallocation" | "destroy" => {
            Some(Function::Free)
        }
        "r" | "resize" | "reallocation" => Some(Function::Realloc),
        word => Function::of(word),
    }
}
