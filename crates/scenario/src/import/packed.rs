//! Owns files that are packed: gzip, zstd and xz, known by their first bytes and unpacked as they are read.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::StreamingDecoder;

use super::error::ImportError;

const GZIP: &[u8] = &[0x1f, 0x8b];
/// RFC 8878, "Zstandard Frames".
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// "The .xz File Format", 2.1.1.1.
const XZ: &[u8] = b"\xfd7zXZ\0";

/// The memory that unpacking may take, in KiB: enough for the largest preset of xz.
const XZ_KIB_MAX: u32 = 128 << 10;

/// What a file holds, unpacked where it is packed.
pub fn unpacked<'r>(mut source: impl Read + 'r) -> Result<Box<dyn Read + 'r>, ImportError> {
    let mut first = [0; 6];
    let length = fill(&mut source, &mut first).map_err(super::unreadable)?;
    let first = first[..length].to_vec();
    let begins = |mark: &[u8]| first.starts_with(mark);
    let [is_gzip, is_zstd, is_xz] = [GZIP, ZSTD, XZ].map(begins);
    let whole = Cursor::new(first).chain(source);
    if is_gzip {
        return Ok(Box::new(MultiGzDecoder::new(whole)));
    }
    if is_xz {
        // Files may be joined, as gzip's may.
        return Ok(Box::new(XzReader::new_mem_limit(whole, true, XZ_KIB_MAX)));
    }
    if is_zstd {
        let decoder = StreamingDecoder::new(whole);
        let decoder = decoder.map_err(|error| ImportError::Unreadable(error.to_string()))?;
        return Ok(Box::new(decoder));
    }
    Ok(Box::new(whole))
}

fn fill(source: &mut impl Read, bytes: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < bytes.len() {
        match source.read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
