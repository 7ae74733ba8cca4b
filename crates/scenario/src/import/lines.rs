//! Owns a log's lines, one after the other, from a source of any length.
//!
//! No more is held than a line, and of a line no more than [`LINE_BYTES_MAX`]: a file that is no log may be one line.

use std::io::{self, BufRead, BufReader, Read};

use memchr::memchr;

/// The longest line that is read. No format's come near it.
pub const LINE_BYTES_MAX: usize = 64 << 10;

/// The lines of a log.
pub struct Lines<R> {
    source: BufReader<R>,
    line: Vec<u8>,
    /// Bytes read so far.
    pub bytes: u64,
}

impl<R: Read> Lines<R> {
    pub fn new(source: R) -> Lines<R> {
        Lines {
            source: BufReader::with_capacity(LINE_BYTES_MAX, source),
            line: Vec::new(),
            bytes: 0,
        }
    }

    /// The next line without its end, or the first [`LINE_BYTES_MAX`] bytes of it; `None` at the end of the log.
    pub fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        let mut is_begun = false;
        loop {
            let buffer = match self.source.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok(is_begun.then_some(&self.line));
            }
            is_begun = true;
            let end = memchr(b'\n', buffer);
            let text = &buffer[..end.unwrap_or(buffer.len())];
            let room = LINE_BYTES_MAX - self.line.len();
            self.line.extend_from_slice(&text[..text.len().min(room)]);
            let taken = text.len() + usize::from(end.is_some());
            self.source.consume(taken);
            self.bytes += taken as u64;
            if end.is_some() {
                if self.line.last() == Some(&b'\r') {
                    self.line.pop();
                }
                return Ok(Some(&self.line));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: lines end as on any system, the last with or without an end, and a long one is cut and not carried over.
    #[test]
    fn lines_are_taken_apart() {
        let long = "x".repeat(3 * LINE_BYTES_MAX);
        let text = format!("one\r\n\n{long}\nlast");
        let mut lines = Lines::new(text.as_bytes());
        let mut read = Vec::new();
        while let Some(line) = lines.next().expect("memory can be read") {
            read.push(line.len());
        }
        assert_eq!(read, [3, 0, LINE_BYTES_MAX, 4]);
        assert_eq!(lines.bytes, text.len() as u64);
    }
}
