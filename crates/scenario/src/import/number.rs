//! Owns how logs write numbers and addresses.

/// A number of bytes, or a count: decimal, or hexadecimal after `0x`. Signs, units and fractions are no part of one.
pub fn number(text: &str) -> Option<u64> {
    match hexadecimal_digits(text) {
        Some(digits) => from_digits(digits, 16),
        None => from_digits(text, 10),
    }
}

/// An address as `%p` prints it: hexadecimal, with `0x` or without; null by any of its names. So is `#12`, by which tools
/// name a block whose address they left out.
pub fn address(text: &str) -> Option<u64> {
    match text {
        "(nil)" | "nil" | "NULL" | "null" | "(null)" | "nullptr" => Some(0),
        _ => {
            let text = text.strip_prefix('#').unwrap_or(text);
            from_digits(hexadecimal_digits(text).unwrap_or(text), 16)
        }
    }
}

fn hexadecimal_digits(text: &str) -> Option<&str> {
    text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))
}

/// Rust's own reader takes a sign, too.
fn from_digits(text: &str, radix: u32) -> Option<u64> {
    let is_signed = text.starts_with(['+', '-']);
    u64::from_str_radix(text, radix).ok().filter(|_| !is_signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a size in a log is what the log says, and what is no number is none.
    #[test]
    fn numbers_are_read_as_logs_write_them() {
        assert_eq!(number("100"), Some(100));
        assert_eq!(number("0x64"), Some(100));
        for wrong in ["", "0x", "-1", "+1", "1.5", "64h", "99999999999999999999"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
        assert_eq!(address("9a2868"), Some(0x9a_2868));
        assert_eq!(address("0x4A40040"), Some(0x4a4_0040));
        assert_eq!(address("(nil)"), Some(0));
        assert_eq!(address("<void>"), None);
    }
}
