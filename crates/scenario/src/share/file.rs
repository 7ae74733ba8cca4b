//! Owns the `.heap-atlas` file: a link, and behind it what is too large for one.
//!
//! ```text
//! #v1&recording=file&name=build.heaptrace&design=placement=best-fit      the link, up to the first line feed
//! \x89HTR…                                                               a .heaptrace file, as it is
//! ```
//!
//! A link without a recording makes a file of one line.

use super::{
    Decoded, LINK_BYTES_MAX, Link, LinkScenario, Notice, decode_with, encode_with, version_number,
};
use crate::numerals;

/// Whether a file begins as one with a link in it does. No other format we read begins so.
#[must_use]
pub fn is_file(bytes: &[u8]) -> bool {
    let begin = bytes.strip_prefix(b"#").unwrap_or(bytes);
    let end = begin
        .iter()
        .take(8)
        .position(|byte| b"&\r\n".contains(byte));
    let version = &begin[..end.unwrap_or(begin.len().min(8))];
    str::from_utf8(version).is_ok_and(|version| version_number(version).is_some())
}

/// Reads a file with a link in it. Total, as [`decode`](super::decode) is.
#[must_use]
pub fn decode_file(bytes: &[u8]) -> Decoded {
    let end = bytes.iter().position(|&byte| byte == b'\n');
    let (line, behind) = match end {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &[][..]),
    };
    // One byte more than is read of a link shows that there is more.
    let line = &line[..line.len().min(LINK_BYTES_MAX + 1024)];
    let mut decoded = decode_with(&String::from_utf8_lossy(line), Some(behind));
    let has_recording = matches!(
        &decoded.link.scenario,
        Some(LinkScenario::Recording { bytes, .. }) if bytes == behind
    );
    if !has_recording && !behind.trim_ascii().is_empty() {
        decoded.notices.push(Notice {
            field: "recording".to_owned(),
            message: format!(
                "{} follow the link in this file, and are left out: they belong to none of its fields.",
                numerals::bytes(behind.len() as u64)
            ),
        });
    }
    decoded
}

/// Writes a link as a file. What a link cannot hold is left out, as [`encode`](super::encode) tells.
#[must_use]
pub fn encode_file(link: &Link) -> (Vec<u8>, Vec<Notice>) {
    let recording = match &link.scenario {
        Some(LinkScenario::Recording { bytes, .. }) => Some(&bytes[..]),
        _ => None,
    };
    let encoded = encode_with(link, recording);
    let mut file = encoded.text.into_bytes();
    file.push(b'\n');
    file.extend_from_slice(recording.unwrap_or_default());
    (file, encoded.notices)
}
