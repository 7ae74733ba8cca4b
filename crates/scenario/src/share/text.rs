//! Owns the texts of a link: what is escaped, what is packed, and what of a stranger's text is shown.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::base64;
use super::{Fault, PACKED_CHARS_MAX};
use crate::Limits;

/// The punctuation that stands as it is: what a fragment allows, and has no meaning of its own in ours.
const PLAIN: &[u8] = b"=:,()/-~!;*'@$?._";

/// miniz_oxide's most thorough level: links are written once and read by everybody.
const COMPRESSION_LEVEL: u8 = 10;

/// The most characters of a stranger's text in a notice.
const SHOWN_CHARS: usize = 60;

/// A text as a value of a field.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            out.push(char::from(byte));
        } else if byte == b' ' {
            out.push('+');
        } else {
            push_escaped(&mut out, byte);
        }
    }
    out
}

fn push_escaped(out: &mut String, byte: u8) {
    out.push('%');
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
    }
}

/// The text of a value. A percent sign that no two hexadecimal digits follow stands for itself, as people type `100%`.
pub(super) fn unescape(text: &str) -> Result<String, Fault> {
    let mut out = Vec::with_capacity(text.len());
    let mut left = text.as_bytes();
    while let [first, behind @ ..] = left {
        left = behind;
        out.push(match (first, behind) {
            (b'%', [high, low, rest @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    left = rest;
                    high << 4 | low
                }
                _ => b'%',
            },
            (b'+', _) => b' ',
            _ => *first,
        });
    }
    String::from_utf8(out).map_err(|_| Fault::NotUtf8)
}

/// The value of a hexadecimal digit.
pub(super) fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Texts with commas between them.
#[must_use]
pub fn comma_separated<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
            out.push(',');
        }
        out.push_str(text);
    }
    out
}

pub(super) fn from_base64(text: &str) -> Result<Vec<u8>, Fault> {
    if text.len() > PACKED_CHARS_MAX {
        return Err(Fault::TooLong(PACKED_CHARS_MAX));
    }
    base64::decode(text.as_bytes()).ok_or(Fault::NotPacked)
}

pub(super) fn pack(script: &str) -> String {
    base64::encode(&compress_to_vec(script.as_bytes(), COMPRESSION_LEVEL))
}

/// Unpacks a script. However much a short text claims to hold, no more than the language allows is unpacked.
pub(super) fn unpack(text: &str) -> Result<String, Fault> {
    let limit = Limits::DEFAULT.script_bytes_max;
    let script =
        decompress_to_vec_with_limit(&from_base64(text)?, limit as usize).map_err(|error| {
            match error.status {
                TINFLStatus::HasMoreOutput => Fault::UnpackedTooLong(limit),
                _ => Fault::NotPacked,
            }
        })?;
    String::from_utf8(script).map_err(|_| Fault::NotUtf8)
}

/// A stranger's text as it can be shown among other words: on one line, in the direction it is read, not long.
pub(super) fn shown(text: &str) -> String {
    let mut out: String = text
        .chars()
        .map(|c| if is_disruptive(c) { '\u{FFFD}' } else { c })
        .take(SHOWN_CHARS)
        .collect();
    if text.chars().nth(SHOWN_CHARS).is_some() {
        out.push('…');
    }
    out
}

/// A title without what would disturb the words around it, and not too long.
pub(super) fn clean(text: &str, chars_max: usize) -> String {
    let cleaned: String = text
        .chars()
        .filter(|&c| !is_disruptive(c))
        .take(chars_max)
        .collect();
    cleaned.trim().to_owned()
}

/// Whether a character of a stranger's text disturbs the words around it: control characters, line separators, and the
/// marks that turn the direction of what follows them.
#[must_use]
pub fn is_disruptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Escapes the last character of a link where it is punctuation, which mail and chat programs take for the end of
/// a sentence rather than of the link. Gives how much longer that makes it.
pub(super) fn end_on_letter_or_digit(text: &mut String) -> usize {
    // An = at the end may be the field's own.
    match text.bytes().next_back() {
        Some(last) if last.is_ascii_punctuation() && last != b'=' => {
            text.pop();
            // A + that is written is a space.
            push_escaped(text, if last == b'+' { b' ' } else { last });
            2
        }
        _ => 0,
    }
}
