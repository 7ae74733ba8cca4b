//! Owns tables of comma-separated values (or semicolons, or tabs) with named columns; [`columns`](super::columns) has
//! the names.
//!
//! ```text
//! op,addr,size
//! malloc,0x5000,100
//! free,0x5000,
//! ```
//!
//! The first line has the names. A row is a line: no cell holds a line's end.
//!
//! Source: RFC 4180.

use csv_core::{ReadFieldResult, Reader as Cells, ReaderBuilder};

use super::columns::{Column, Names, is_table};
use super::{Format, Head, Reader};
use crate::import::event::Line;

pub const FORMAT: Format = Format {
    id: "csv",
    name: "a table of comma-separated values",
    open: |head: &Head<'_>| {
        let first = head.lines().next()?;
        let separator = separator(first)?;
        let names = cells(first, separator);
        is_table(names.iter().map(|name| &**name)).then(|| {
            let columns = names.iter().map(|name| Column::of(name)).collect();
            Box::new(Csv {
                separator,
                columns,
                names: Names::default(),
                is_begun: false,
            }) as _
        })
    },
    is_plain: false,
};

struct Csv {
    separator: u8,
    columns: Vec<Option<Column>>,
    names: Names,
    is_begun: bool,
}

impl Reader for Csv {
    fn line(&mut self, line: &str) -> Line {
        if !self.is_begun || line.trim().is_empty() {
            self.is_begun = true;
            return Line::Known;
        }
        let cells = cells(line, self.separator);
        let cell = |column| {
            let at = self.columns.iter().position(|&each| each == Some(column))?;
            cells.get(at).map(|cell| cell.trim())
        };
        self.names.row(cell)
    }
}

/// What a line of names is separated by.
pub fn separator(line: &str) -> Option<u8> {
    [b',', b';', b'\t']
        .into_iter()
        .find(|&each| line.as_bytes().contains(&each))
}

/// The cells of a line.
pub fn cells(line: &str, separator: u8) -> Vec<String> {
    let mut reader: Cells = ReaderBuilder::new().delimiter(separator).build();
    let mut rest = line.as_bytes();
    let mut cells = Vec::new();
    let mut cell = Vec::new();
    let mut buffer = [0; 256];
    loop {
        let (read, taken, written) = reader.read_field(rest, &mut buffer);
        rest = &rest[taken..];
        cell.extend_from_slice(&buffer[..written]);
        match read {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { .. } => {
                cells.push(String::from_utf8_lossy(&cell).into_owned());
                cell.clear();
            }
            ReadFieldResult::End => return cells,
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: columns are known by name in any order, and a row of another kind is left aside.
    #[test]
    fn a_table_with_names_is_read() {
        check(
            "time;Event;\"Size\";Old Ptr;ptr\n\
             1;malloc;100;;\"0x50\"\n\
             2;realloc;200;0x50;0x60\n\
             3;tick;;;\n\
             4;calloc;lots;;0x70\n\
             5;free;;;0x60\n",
            expect![[r#"
                p0 = malloc 100
                p0 = realloc p0 200
                free p0
                read as a table of comma-separated values: 3 operations in 6 lines; 1 line belongs to something else
                line 5 can't be read, “4;calloc;lots;;0x70”: its size is no number
            "#]],
        );
    }

    /// Protects: blocks by any name, and operations by a letter.
    #[test]
    fn blocks_may_have_names() {
        check(
            "op,id,size\na,one,8\na,0,9\nr,one,16\nf,one,\nf,0,\n",
            expect![[r#"
                p0 = malloc 8
                p1 = malloc 9
                p0 = realloc p0 16
                free p0
                free p1
                read as a table of comma-separated values: 5 operations in 6 lines
            "#]],
        );
    }
}
