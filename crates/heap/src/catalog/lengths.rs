//! Owns a list of lengths as the value of an axis: `95024+24180`, or `one` where there is nothing to list.

use core::fmt;

use super::number;
use crate::design::Reason;

/// The most lengths in a list.
const LENGTHS_MAX: usize = 8;

/// No length, or two to eight of them, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lengths {
    bytes: [u32; LENGTHS_MAX],
    count: u8,
}

impl Lengths {
    /// The lengths; none where the text is `one`.
    pub fn as_slice(&self) -> &[u32] {
        &self.bytes[..usize::from(self.count)]
    }

    /// Reads `one`, or numbers of bytes with `+` or `,` between them.
    pub(super) fn parse(text: &str) -> Result<Self, Reason> {
        let mut lengths = Self::default();
        if text.trim() == NONE {
            return Ok(lengths);
        }
        for text in text.split(['+', ',']) {
            let bytes = number::parse(text).ok_or(Reason::NotLengths)?;
            let place = lengths.bytes.get_mut(usize::from(lengths.count));
            *place.ok_or(Reason::NotLengths)? = bytes;
            lengths.count += 1;
        }
        if lengths.count < 2 || lengths.as_slice().contains(&0) {
            return Err(Reason::NotLengths);
        }
        Ok(lengths)
    }
}

const NONE: &str = "one";

impl fmt::Display for Lengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, others)) = self.as_slice().split_first() else {
            return f.write_str(NONE);
        };
        write!(f, "{first}")?;
        others.iter().try_for_each(|bytes| write!(f, "+{bytes}"))
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;

    /// Protects links: what is printed reads back as the same lengths, and nothing else is taken for some.
    #[test]
    fn lengths_are_read_and_printed() {
        let read = |text| Lengths::parse(text).map(|lengths| lengths.to_string());
        let is = |text: &str| Ok(text.to_string());
        assert_eq!(read("one"), is("one"));
        assert_eq!(read("95024+24180"), is("95024+24180"));
        assert_eq!(read("64 KiB, 0x10,1"), is("65536+16+1"));
        for wrong in ["", "95024", "1+", "1+0", "1+2+3+4+5+6+7+8+9", "two"] {
            assert_eq!(read(wrong), Err(Reason::NotLengths), "{wrong}");
        }
    }
}
