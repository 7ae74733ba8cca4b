//! Owns the texts of a link: what is escaped, what is packed, and what of a stranger's text is shown.

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{Fault, PACKED_CHARS_MAX};
use crate::Limits;

/// What is escaped: all that a fragment does not allow, and what has a meaning of its own in ours. Non-ASCII
/// characters always are.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'=')
    .remove(b':')
    .remove(b',')
    .remove(b'(')
    .remove(b')')
    .remove(b'/')
    .remove(b'-')
    .remove(b'~')
    .remove(b'!')
    .remove(b';')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'@')
    .remove(b'$')
    .remove(b'?')
    .remove(b'.')
    .remove(b'_')
    .remove(b' ');

/// miniz_oxide's most thorough level: links are written once and read by everybody.
const COMPRESSION_LEVEL: u8 = 10;

/// The most characters of a stranger's text in a notice.
const SHOWN_CHARS: usize = 60;

pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for piece in utf8_percent_encode(text, ESCAPED) {
        out.extend(piece.chars().map(|c| if c == ' ' { '+' } else { c }));
    }
    out
}

/// A percent sign that no two hexadecimal digits follow stands for itself, as people type `100%`.
pub(super) fn unescape(text: &str) -> Result<String, Fault> {
    let spaced = text.replace('+', " ");
    match percent_decode_str(&spaced).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err(Fault::NotUtf8),
    }
}

pub(super) fn base64(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

pub(super) fn from_base64(text: &str) -> Result<Vec<u8>, Fault> {
    if text.len() > PACKED_CHARS_MAX {
        return Err(Fault::TooLong(PACKED_CHARS_MAX));
    }
    // Some programs pad whatever they encode.
    Base64UrlUnpadded::decode_vec(text.trim_end_matches('=')).map_err(|_| Fault::NotPacked)
}

pub(super) fn pack(script: &str) -> String {
    base64(&compress_to_vec(script.as_bytes(), COMPRESSION_LEVEL))
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

/// Control characters, line separators, and the marks that turn the direction of what follows them.
fn is_disruptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Escapes the last character of a link where it is punctuation, which mail and chat programs take for the end of
/// a sentence rather than of the link. Gives how much longer that makes it.
pub(super) fn end_on_letter_or_digit(text: &mut String) -> usize {
    let last = text.chars().next_back();
    // An = at the end may be the field's own.
    let Some(last) = last.filter(|&c| c.is_ascii_punctuation() && c != '=') else {
        return 0;
    };
    let before = text.len();
    text.pop();
    text.push_str(&format!("%{:02X}", u32::from(last)));
    text.len() - before
}
