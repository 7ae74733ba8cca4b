//! Owns patterns: lines of a log by their words, with fields where the numbers stand.
//!
//! ```text
//! malloc(%size) -> %addr          a block of %size bytes at %addr
//! free(%addr)                     the block at %addr is freed; so with %old, and a %size beside %old is passed over
//! realloc(%old, %size) -> %addr   the block at %old has %size bytes and is at %addr
//! calloc(%count, %size) = %addr   %count times %size bytes
//! memalign(%align, %size) = %addr
//! alloc %size bytes               a block somewhere, and
//! free %freed bytes               the latest of that size
//! [%*] thread %*: …               %* is anything
//! ```
//!
//! A pattern may begin anywhere in a line, at the beginning of a word; after its last piece the line goes on as it likes.
//! White space stands for any white space. Addresses are hexadecimal, sizes are decimal or begin with `0x`.

use thiserror::Error;

use super::event::{Event, Line, Mistake, Request};
use super::number::{address, number};

/// One kind of line.
#[derive(Clone, Debug)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(Box<str>),
    Space,
    Field(Field),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Size,
    Addr,
    Old,
    Count,
    Align,
    Freed,
    Anything,
}

const FIELDS: [(&str, Field); 7] = [
    ("size", Field::Size),
    ("addr", Field::Addr),
    ("old", Field::Old),
    ("count", Field::Count),
    ("align", Field::Align),
    ("freed", Field::Freed),
    ("*", Field::Anything),
];

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PatternError {
    /// There is no such field.
    #[error(
        "there is no field `%{name}`; fields are %size, %addr, %old, %count, %align, %freed and %*"
    )]
    Field {
        /// The letters after the percent sign.
        name: String,
    },
    /// Two fields stand side by side, so that none can tell where the first ends.
    #[error("two fields stand side by side: put the text between them that the log has there")]
    Adjacent,
    /// No field says which block, or how many bytes.
    #[error("a pattern has %addr, %old, %size or %freed: `malloc(%size) -> %addr`, `free(%addr)`")]
    Empty,
    /// It is fields alone, which any line may be.
    #[error("a pattern has a word beside its fields, so that it can be told from other lines")]
    Wordless,
}

/// What the fields of a pattern hold in a line.
#[derive(Default)]
struct Values {
    size: Option<u64>,
    addr: Option<u64>,
    old: Option<u64>,
    count: Option<u64>,
    align: Option<u64>,
    freed: Option<u64>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// [`PatternError`] says what to write instead.
    pub fn new(text: &str) -> Result<Pattern, PatternError> {
        let mut pieces = Vec::new();
        let mut rest = text.trim();
        while let Some(first) = rest.chars().next() {
            if first.is_whitespace() {
                rest = rest.trim_start();
                pieces.push(Piece::Space);
            } else if first == '%' {
                let behind = &rest[1..];
                let known = FIELDS.iter().find(|(name, _)| behind.starts_with(name));
                let Some(&(name, field)) = known else {
                    let letters = behind.split(|c: char| !c.is_alphanumeric()).next();
                    let name = letters.unwrap_or_default().chars().take(20).collect();
                    return Err(PatternError::Field { name });
                };
                if matches!(pieces.last(), Some(Piece::Field(_))) {
                    return Err(PatternError::Adjacent);
                }
                pieces.push(Piece::Field(field));
                rest = &behind[name.len()..];
            } else {
                let end = rest.find(|c: char| c == '%' || c.is_whitespace());
                let (words, behind) = rest.split_at(end.unwrap_or(rest.len()));
                pieces.push(Piece::Text(words.into()));
                rest = behind;
            }
        }
        let has = |fields: &[Field]| {
            let of = |piece: &Piece| matches!(piece, Piece::Field(field) if fields.contains(field));
            pieces.iter().any(of)
        };
        if !has(&[Field::Size, Field::Addr, Field::Old, Field::Freed]) {
            return Err(PatternError::Empty);
        }
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
        if !pieces.iter().any(is_text) {
            return Err(PatternError::Wordless);
        }
        Ok(Pattern { pieces })
    }

    /// What a line says, by this pattern.
    pub fn read(&self, line: &str) -> Line {
        let Some(Piece::Text(first)) = self.pieces.first() else {
            return self.read_at(line.trim_start()).unwrap_or(Line::Aside);
        };
        let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
        let begins_word = first.starts_with(is_of_word);
        let mut found = line.match_indices(&**first);
        let read = found.find_map(|(at, _)| {
            let is_inside = begins_word && line[..at].ends_with(is_of_word);
            (!is_inside).then(|| self.read_at(&line[at..])).flatten()
        });
        read.unwrap_or(Line::Aside)
    }

    /// The same from the line's beginning on; `None` where its words are others.
    fn read_at(&self, line: &str) -> Option<Line> {
        let mut values = Values::default();
        let mut mistake = None;
        let mut rest = line;
        for (at, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Text(text) => rest = rest.strip_prefix(&**text)?,
                Piece::Space => {
                    let behind = rest.trim_start();
                    if behind.len() == rest.len() && !rest.is_empty() {
                        return None;
                    }
                    rest = behind;
                }
                Piece::Field(Field::Anything) => {
                    let end = match self.pieces.get(at + 1) {
                        Some(Piece::Text(text)) => rest.find(&**text)?,
                        Some(Piece::Space) => rest.find(char::is_whitespace)?,
                        _ => rest.len(),
                    };
                    rest = &rest[end..];
                }
                Piece::Field(field) => {
                    let (word, behind) = rest.split_at(word_end(rest));
                    rest = behind;
                    mistake = mistake.or(values.put(*field, word).err());
                }
            }
        }
        Some(match mistake {
            Some(mistake) => Line::Mistake(mistake),
            None => Line::from(values.event()),
        })
    }
}

/// Where a number ends that a text begins with.
fn word_end(text: &str) -> usize {
    const NULL: &str = "(nil)";
    if text.starts_with(NULL) {
        return NULL.len();
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    end.unwrap_or(text.len())
}

impl Values {
    fn put(&mut self, field: Field, word: &str) -> Result<(), Mistake> {
        let place = match field {
            Field::Size => &mut self.size,
            Field::Addr => &mut self.addr,
            Field::Old => &mut self.old,
            Field::Count => &mut self.count,
            Field::Align => &mut self.align,
            Field::Freed => &mut self.freed,
            Field::Anything => return Ok(()),
        };
        *place = Some(match field {
            Field::Addr | Field::Old => address(word).ok_or(Mistake::Address)?,
            _ => number(word).ok_or(Mistake::Size)?,
        });
        Ok(())
    }

    fn event(self) -> Result<Event, Mistake> {
        let Values {
            size,
            addr,
            old,
            count,
            align,
            freed,
        } = self;
        let bytes = match (size, count) {
            (Some(size), Some(count)) => Some(size.checked_mul(count).ok_or(Mistake::Size)?),
            (size, _) => size,
        };
        let by = match (count, align) {
            (Some(count), _) => Request::Calloc { count },
            (None, Some(alignment)) => Request::Aligned { alignment },
            (None, None) => Request::Malloc,
        };
        Ok(match (old, addr, bytes) {
            (Some(from), Some(address), Some(bytes)) => Event::Resized {
                from,
                address,
                bytes,
            },
            (None, Some(address), Some(bytes)) => Event::Allocated { address, bytes, by },
            (Some(address), _, _) | (None, Some(address), None) => Event::Freed { address },
            (None, None, Some(bytes)) => Event::AllocatedSomewhere { bytes },
            (None, None, None) => Event::FreedSomewhere {
                bytes: freed.ok_or(Mistake::Short)?,
            },
        })
    }
}

/// What a line says, by the first of some patterns that fits.
pub fn read_by(patterns: &[Pattern], line: &str) -> Line {
    let mut best = Line::Aside;
    for pattern in patterns {
        match pattern.read(line) {
            Line::Aside => {}
            Line::Mistake(mistake) => best = Line::Mistake(mistake),
            read => return read,
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, line: &str) -> Line {
        Pattern::new(pattern).expect("a pattern").read(line)
    }

    fn malloc(address: u64, bytes: u64) -> Line {
        let by = Request::Malloc;
        Line::Event(Event::Allocated { address, bytes, by })
    }

    /// Protects: the fields of a pattern say what happened, wherever in the line it stands.
    #[test]
    fn fields_decide_what_happened() {
        let resized = Line::Event(Event::Resized {
            from: 0x40,
            address: 0x50,
            bytes: 12,
        });
        let freed = Line::Event(Event::Freed { address: 0x50 });
        let calloc = Line::Event(Event::Allocated {
            address: 0x50,
            bytes: 12,
            by: Request::Calloc { count: 3 },
        });
        for (pattern, line, expected) in [
            (
                "malloc(%size) -> %addr",
                "[7] malloc(12) -> 50, ok",
                malloc(0x50, 12),
            ),
            (
                "malloc(%size) -> %addr",
                "malloc(12)  ->\t0x50",
                malloc(0x50, 12),
            ),
            ("malloc(%size) -> %addr", "xmalloc(12) -> 50", Line::Aside),
            (
                "malloc(%size) -> %addr",
                "malloc(twelve) -> 50",
                Line::Mistake(Mistake::Size),
            ),
            (
                "malloc(%size) -> %addr",
                "malloc(12) -> ???",
                Line::Mistake(Mistake::Address),
            ),
            ("free(%addr)", "free(0x50)", freed),
            ("Free %size Bytes at %old", "Free 12 Bytes at 0x50", freed),
            (
                "realloc(%old, %size) -> %addr",
                "realloc(40, 12) -> 50",
                resized,
            ),
            ("calloc(%count, %size) = %addr", "calloc(3, 4) = 50", calloc),
            (
                "%*: got %size at %addr",
                "task one: got 12 at 50",
                malloc(0x50, 12),
            ),
            (
                "free %freed bytes",
                "heap > free 12 bytes",
                Line::Event(Event::FreedSomewhere { bytes: 12 }),
            ),
            (
                "alloc %size bytes",
                "heap > alloc 12 bytes",
                Line::Event(Event::AllocatedSomewhere { bytes: 12 }),
            ),
            (
                "free(%addr)",
                "free((nil))",
                Line::Event(Event::Freed { address: 0 }),
            ),
        ] {
            assert_eq!(read(pattern, line), expected, "{pattern}: {line}");
        }
    }

    /// Protects: a pattern that can't work is refused with what to write.
    #[test]
    fn a_pattern_that_cannot_work_is_refused() {
        let refused = |text: &str| Pattern::new(text).expect_err("no pattern");
        let name = "adress".to_owned();
        assert_eq!(refused("malloc(%adress)"), PatternError::Field { name });
        assert_eq!(refused("m %size%addr"), PatternError::Adjacent);
        assert_eq!(refused("malloc %*"), PatternError::Empty);
        assert_eq!(refused("%size %addr"), PatternError::Wordless);
    }
}
