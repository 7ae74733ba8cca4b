//! Owns what reaches the terminal: standard output, messages on standard error, and their escapes.
//!
//! Titles, names, links and source lines come from strangers, and a terminal obeys some characters: it colours, erases
//! or moves the cursor, and turns the direction of what follows. All that the program prints goes through [`Escaping`],
//! which writes such a character as `\u001b`. JSON has the same escape, so a JSON report still means the same text.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write};

use atlas_scenario::share::is_disruptive;
use indicatif::{ProgressBar, ProgressStyle};

/// A writer of text that a terminal only shows. Line feeds pass: see [`one_line`]. Each write holds whole characters,
/// as those of `write!` do; bytes that are not UTF-8 are written as the replacement character.
pub struct Escaping<W>(pub W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        for chunk in text.utf8_chunks() {
            let escaped = escape(chunk.valid(), |c| c != '\n' && is_disruptive(c));
            self.0.write_all(escaped.as_bytes())?;
            if !chunk.invalid().is_empty() {
                self.0.write_all("\u{fffd}".as_bytes())?;
            }
        }
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A stranger's text within a line of ours: a line feed in it must not pass for the start of our next line.
pub fn one_line(text: &str) -> Cow<'_, str> {
    escape(text, is_disruptive)
}

/// Prints a message on standard error. Where that is closed, nobody reads it, which is no reason to stop.
pub fn message(text: impl Display) {
    let line = format!("heap-atlas: {text}\n");
    let _ = Escaping(io::stderr()).write_all(line.as_bytes());
}

/// Prints a parser's complaint, which quotes the command line, on standard error; or the help that was asked for.
pub fn usage(error: &clap::Error) {
    if error.use_stderr() {
        let _ = Escaping(io::stderr()).write_all(error.to_string().as_bytes());
    } else {
        // Our own words, in colour.
        let _ = error.print();
    }
}

/// A count of the bytes read, on standard error, if a person is there to see it.
pub fn reading() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {bytes} read  {bytes_per_sec}");
    ProgressBar::no_length().with_style(style.expect("the template is well formed"))
}

fn escape(text: &str, must_escape: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&must_escape) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if must_escape(c) {
            // All of them are in the basic plane, so four digits are enough.
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &[u8]) -> String {
        let mut output = Escaping(Vec::new());
        output.write_all(text).expect("memory takes any text");
        String::from_utf8(output.0).expect("escaped text is text")
    }

    /// Protects terminals from what a stranger's text orders them to do, and the text from losing anything else.
    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        assert_eq!(
            written("\x1b]0;t\x07 \u{9b}31m \0\t\x7f \u{202e}\u{61c}\r\n".as_bytes()),
            "\\u001b]0;t\\u0007 \\u009b31m \\u0000\\u0009\\u007f \\u202e\\u061c\\u000d\n"
        );
        assert_eq!(
            written("“Größe” → 日本語 👩‍💻".as_bytes()),
            "“Größe” → 日本語 👩‍💻"
        );
        assert_eq!(written(b"a\x9bb\xe2\x80"), "a\u{fffd}b\u{fffd}");
        assert_eq!(one_line("a\nb\x1b"), "a\\u000ab\\u001b");
    }
}
