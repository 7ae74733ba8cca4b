//! Owns the bounds on everything a script or an imported trace may ask for.
//!
//! Links and files come from strangers: whatever they hold, reading one ends in a scenario or in a
//! [`Problem`](crate::Problem) that names the number found and the limit it broke, and it ends soon.

/// How much a script or a trace may ask for. [`Limits::DEFAULT`] suits the page; tests tighten it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest script text, in bytes.
    pub script_bytes_max: u32,
    /// Most lines of a script that are not empty.
    pub lines_max: u32,
    /// Most words, numbers, texts and signs in a script.
    pub tokens_max: u32,
    /// Most of these on one line.
    pub line_tokens_max: u32,
    /// Longest file that is no script, in bytes: a trace, a recording, or a link with one behind it.
    pub file_bytes_max: u32,
    /// Most operations in a scenario.
    pub operations_max: u32,
    /// Most pointers in a scenario.
    pub pointers_max: u32,
    /// Most steps of one expansion: lines that run, with an operation or not, and turns of a `repeat`.
    pub steps_max: u32,
    /// Most turns of one `repeat`.
    pub turns_max: u32,
    /// Deepest nesting of blocks, and of parentheses inside one expression.
    pub depth_max: u32,
    /// Most numbers and names in one expression.
    pub terms_max: u32,
    /// Longest name, in characters.
    pub name_chars_max: u32,
    /// Most different labels in a scenario.
    pub labels_max: u32,
    /// Longest label, in characters.
    pub label_chars_max: u32,
    /// Most blocks and holes that a scenario begins with.
    pub given_max: u32,
    /// How many problems are reported before reading stops.
    pub problems_max: u32,
}

impl Limits {
    /// The bounds the page, the command line and links share.
    ///
    /// `lines_max` and `tokens_max` are about what the longest script has whose lines are as short as people write
    /// them; they bound its tree, a hundred times as long where the lines are shorter.
    ///
    /// `operations_max` leaves a recorded trace of a million operations room to double; `steps_max` is
    /// five for each operation: a turn, the operation, and lines that compute its sizes.
    pub const DEFAULT: Limits = Limits {
        script_bytes_max: 8 << 20,
        lines_max: 1_000_000,
        tokens_max: 4_000_000,
        line_tokens_max: 10_000,
        file_bytes_max: 64 << 20,
        operations_max: 2_000_000,
        pointers_max: 2_000_000,
        steps_max: 10_000_000,
        turns_max: 2_000_000,
        depth_max: 16,
        terms_max: 100,
        name_chars_max: 64,
        labels_max: 10_000,
        label_chars_max: 200,
        given_max: 10_000,
        problems_max: 50,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Limits::DEFAULT
    }
}
