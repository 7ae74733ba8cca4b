//! Owns the tables of lifetimes that MiniMalloc takes: `id,lower,upper,size`.
//!
//! ```text
//! id,lower,upper,size
//! b1,0,3,4              4 bytes from time 0 until time 3, which is the first at which they are free
//! b2,3,9,4
//! ```
//!
//! What ends at a time is freed before what begins then is allocated; otherwise the order is the file's. `start` and `end`,
//! or `begin` and `end`, may stand for `lower` and `upper`; an `alignment` column is kept, an `offset` is passed over.
//!
//! Source: <https://github.com/google/minimalloc>, README, "Input format".

use super::csv::{cells, separator};
use super::{Format, Head, Reader};
use crate::import::event::{Event, Line, Mistake, Request};
use crate::import::number::number;

pub const FORMAT: Format = Format {
    id: "minimalloc",
    name: "a table of lifetimes, as MiniMalloc takes it",
    open: |head: &Head<'_>| {
        let first = head.lines().next()?;
        let separator = separator(first)?;
        let names: Vec<String> = cells(first, separator);
        let at = |wanted: &[&str]| {
            let is_it = |name: &String| wanted.contains(&&*name.trim().to_ascii_lowercase());
            names.iter().position(is_it)
        };
        let columns = Columns {
            lower: at(&["lower", "start", "begin"])?,
            upper: at(&["upper", "end"])?,
            size: at(&["size", "bytes"])?,
            alignment: at(&["alignment", "align"]),
        };
        Some(Box::new(Lifetimes {
            separator,
            columns,
            is_begun: false,
            rows: Vec::new(),
        }))
    },
    is_plain: false,
};

struct Columns {
    lower: usize,
    upper: usize,
    size: usize,
    alignment: Option<usize>,
}

struct Lifetimes {
    separator: u8,
    columns: Columns,
    is_begun: bool,
    rows: Vec<Row>,
}

struct Row {
    lower: u64,
    upper: u64,
    size: u64,
    alignment: u64,
}

impl Reader for Lifetimes {
    fn line(&mut self, line: &str) -> Line {
        if !self.is_begun || line.trim().is_empty() {
            self.is_begun = true;
            return Line::Known;
        }
        let cells = cells(line, self.separator);
        let cell = |at: usize| {
            let cell = cells.get(at).ok_or(Mistake::Short)?;
            number(cell.trim()).ok_or(Mistake::Size)
        };
        let row = || {
            let row = Row {
                lower: cell(self.columns.lower)?,
                upper: cell(self.columns.upper)?,
                size: cell(self.columns.size)?,
                alignment: self.columns.alignment.map_or(Ok(0), cell)?,
            };
            if row.upper <= row.lower {
                return Err(Mistake::Lifetime);
            }
            Ok(row)
        };
        match row() {
            Ok(row) => {
                self.rows.push(row);
                Line::Known
            }
            Err(mistake) => Line::Mistake(mistake),
        }
    }

    fn end(&mut self) -> Vec<Event> {
        let rows = (1..).zip(&self.rows);
        let mut events: Vec<(u64, bool, Event)> = rows
            .flat_map(|(address, row)| {
                let bytes = row.size;
                let by = match row.alignment {
                    0 | 1 => Request::Malloc,
                    alignment => Request::Aligned { alignment },
                };
                let allocated = Event::Allocated { address, bytes, by };
                let freed = Event::Freed { address };
                [(row.lower, true, allocated), (row.upper, false, freed)]
            })
            .collect();
        events.sort_by_key(|&(time, is_allocated, _)| (time, is_allocated));
        events.into_iter().map(|(_, _, event)| event).collect()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: lifetimes become operations in order of time, frees first.
    #[test]
    fn lifetimes_are_put_in_order() {
        check(
            "id,lower,upper,size\nb1,0,3,4\nb2,3,9,8\nb3,1,2,16\nb4,5,5,4\n",
            expect![[r#"
                p0 = malloc 4
                p1 = malloc 16
                free p1
                free p0
                p2 = malloc 8
                free p2
                read as a table of lifetimes, as MiniMalloc takes it: 6 operations in 5 lines
                line 5 can't be read, “b4,5,5,4”: its block ends before it begins
            "#]],
        );
    }
}
