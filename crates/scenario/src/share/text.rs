//! Owns the texts of a link: what is escaped, what is packed, and what of a stranger's text is shown.

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use percent_encoding::{
    AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode_byte, utf8_percent_encode,
};

use super::{Fault, PACKED_CHARS_MAX};
use crate::Limits;

/// All punctuation but what a fragment allows and has no meaning of its own in ours. A space is written as `+`.
#[rustfmt::skip]
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b' ').remove(b'=').remove(b':').remove(b',').remove(b'(').remove(b')').remove(b'/').remove(b'-').remove(b'~')
    .remove(b'!').remove(b';').remove(b'*').remove(b'\'').remove(b'@').remove(b'$').remove(b'?').remove(b'.').remove(b'_');

/// miniz_oxide's most thorough level: links are written once and read by everybody.
const COMPRESSION_LEVEL: u8 = 10;

/// The most characters of a stranger's text in a notice.
const SHOWN_CHARS: usize = 60;

/// A text as a value of a field.
pub(super) fn escape(text: &str) -> String {
    let escaped = utf8_percent_encode(text, ESCAPED).to_string();
    escaped.replace(' ', "+")
}

/// The text of a value. A percent sign that no two hexadecimal digits follow stands for itself, as people type `100%`.
pub(super) fn unescape(text: &str) -> Result<String, Fault> {
    let text = text.replace('+', " ");
    let decoded = percent_decode_str(&text).decode_utf8();
    Ok(decoded.map_err(|_| Fault::NotUtf8)?.into_owned())
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

/// Base64 in its alphabet for addresses, without padding (RFC 4648, section 5).
pub(super) fn to_base64(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Reads what [`to_base64`] writes. Padding is allowed: some programs add it to whatever they encode.
pub(super) fn from_base64(text: &str) -> Result<Vec<u8>, Fault> {
    if text.len() > PACKED_CHARS_MAX {
        return Err(Fault::TooLong(PACKED_CHARS_MAX));
    }
    let text = text.trim_end_matches('=');
    Base64UrlUnpadded::decode_vec(text).map_err(|_| Fault::NotPacked)
}

pub(super) fn pack(script: &str) -> String {
    to_base64(&compress_to_vec(script.as_bytes(), COMPRESSION_LEVEL))
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
    let beginning: String = text.chars().take(SHOWN_CHARS).collect();
    let rest = if beginning.len() < text.len() {
        "…"
    } else {
        ""
    };
    beginning.replace(is_disruptive, "\u{FFFD}") + rest
}

/// A title without what would disturb the words around it, and not too long.
pub(super) fn clean(text: &str, chars_max: usize) -> String {
    let kept = text.chars().filter(|&c| !is_disruptive(c));
    let cleaned: String = kept.take(chars_max).collect();
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
            text.push_str(percent_encode_byte(if last == b'+' { b' ' } else { last }));
            2
        }
        _ => 0,
    }
}

/// A number with at most three decimals, in thousandths.
pub(super) fn thousandths(text: &str) -> Option<u64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(decimals) || decimals.len() > 3 {
        return None;
    }
    format!("{whole}{decimals:0<3}").parse().ok()
}

/// Such a number as text.
pub(super) fn decimal(thousandths: u64) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects links made and read by other programs: the standard's own examples.
    #[test]
    fn the_standard_s_examples() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
            ("\u{03FF}\u{083F}", "z7_goL8"),
        ] {
            assert_eq!(to_base64(bytes.as_bytes()), text);
            assert_eq!(from_base64(text).as_deref(), Ok(bytes.as_bytes()));
        }
        assert_eq!(from_base64("Zm8="), Ok(b"fo".to_vec()));
        for wrong in ["Z", "Zm9vY", "Zh", "Zm9", "Zm+v", "Zm/v", "Zm 8", "=Zm8"] {
            assert_eq!(from_base64(wrong), Err(Fault::NotPacked), "{wrong}");
        }
    }
}
