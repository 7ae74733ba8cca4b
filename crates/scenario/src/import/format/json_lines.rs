//! Owns tables of JSON objects, one a line, with named members; [`columns`](super::columns) has the names.
//!
//! ```text
//! {"op":"malloc","ptr":"0x5000","size":100}
//! {"op":"free","ptr":"0x5000"}
//! ```
//!
//! An array of such objects, one a line, is read as well.
//!
//! Source: <https://jsonlines.org>.

use serde_json::{Map, Value};

use super::columns::{Column, Names, is_table};
use super::{Format, Head, Reader};
use crate::import::event::{Line, Mistake};

pub const FORMAT: Format = Format {
    id: "json-lines",
    name: "lines of JSON",
    open: |head: &Head<'_>| {
        let objects = head.lines().filter_map(object).take(100);
        let mut tables = objects.filter(|object| is_table(object.keys().map(|key| &**key)));
        tables.next().map(|_| Box::new(JsonLines::default()) as _)
    },
    is_plain: false,
};

#[derive(Default)]
struct JsonLines {
    names: Names,
}

impl Reader for JsonLines {
    fn line(&mut self, line: &str) -> Line {
        let Some(object) = object(line) else {
            let text = line.trim();
            return match text {
                "" | "[" | "]" => Line::Known,
                _ if text.starts_with('{') => Line::Mistake(Mistake::Short),
                _ => Line::Aside,
            };
        };
        let texts: Vec<(Column, String)> = object
            .iter()
            .filter_map(|(name, value)| {
                let text = match value {
                    Value::String(text) => text.clone(),
                    Value::Number(number) => number.to_string(),
                    _ => return None,
                };
                Some((Column::of(name)?, text))
            })
            .collect();
        if !texts
            .iter()
            .any(|(column, _)| matches!(column, Column::Address | Column::Size))
        {
            return Line::Aside;
        }
        self.names.row(|column| {
            let found = texts.iter().find(|(each, _)| *each == column);
            found.map(|(_, text)| &**text)
        })
    }
}

fn object(line: &str) -> Option<Map<String, Value>> {
    let text = line
        .trim()
        .trim_start_matches('[')
        .trim_end_matches([']', ',']);
    if !text.starts_with('{') {
        return None;
    }
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: objects one a line, in an array or not, beside others.
    #[test]
    fn objects_are_read() {
        check(
            "[{\"op\":\"malloc\",\"ptr\":\"0x50\",\"size\":100,\"stack\":[1,2]},\n\
             {\"op\":\"realloc\",\"old_ptr\":\"0x50\",\"ptr\":96,\"size\":200},\n\
             {\"message\":\"tick\"},\n\
             {\"op\":\"free\",\"ptr\":96},\n\
             {\"op\":\"free\",\n\
             ]\n",
            expect![[r#"
                p0 = malloc 100
                p0 = realloc p0 200
                free p0
                read as lines of JSON: 3 operations in 6 lines; 1 line belongs to something else
                line 5 can't be read, “{"op":"free",”: it is cut short
            "#]],
        );
    }
}
