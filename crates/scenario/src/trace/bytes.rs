//! Owns reading and writing integers: from the file, and as varints within a column.
//!
//! Does not know what the integers mean.

use super::error::{Fault, TraceError};

/// Walks a file from its start, and knows where it is.
pub(super) struct FileReader<'a> {
    file: &'a [u8],
    offset: usize,
}

impl<'a> FileReader<'a> {
    pub(super) fn new(file: &'a [u8]) -> FileReader<'a> {
        FileReader { file, offset: 0 }
    }

    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    pub(super) fn left_bytes(&self) -> usize {
        self.file.len() - self.offset
    }

    pub(super) fn take(
        &mut self,
        bytes: usize,
        what: &'static str,
    ) -> Result<&'a [u8], TraceError> {
        if bytes > self.left_bytes() {
            return Err(TraceError::Truncated {
                what,
                offset: self.offset,
                needed_bytes: bytes,
                left_bytes: self.left_bytes(),
            });
        }
        let taken = &self.file[self.offset..self.offset + bytes];
        self.offset += bytes;
        Ok(taken)
    }

    pub(super) fn u16(&mut self, what: &'static str) -> Result<u16, TraceError> {
        let bytes = self.take(2, what)?;
        Ok(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    pub(super) fn u32(&mut self, what: &'static str) -> Result<u32, TraceError> {
        let bytes = self.take(4, what)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
}

/// Walks one unpacked column.
pub(super) struct ColumnReader<'a> {
    left: &'a [u8],
}

impl<'a> ColumnReader<'a> {
    pub(super) fn new(column: &'a [u8]) -> ColumnReader<'a> {
        ColumnReader { left: column }
    }

    pub(super) fn left_bytes(&self) -> usize {
        self.left.len()
    }

    pub(super) fn byte(&mut self) -> Result<u8, Fault> {
        let (first, rest) = self.left.split_first().ok_or(Fault::Missing)?;
        self.left = rest;
        Ok(*first)
    }

    pub(super) fn take(&mut self, bytes: usize) -> Result<&'a [u8], Fault> {
        if bytes > self.left.len() {
            return Err(Fault::Missing);
        }
        let (taken, rest) = self.left.split_at(bytes);
        self.left = rest;
        Ok(taken)
    }

    pub(super) fn varint(&mut self) -> Result<u32, Fault> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 0xf {
                return Err(Fault::Overlong);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Fault::Overlong)
    }
}

pub(super) fn put_varint(column: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        column.push(value as u8 | 0x80);
        value >>= 7;
    }
    column.push(value as u8);
}
