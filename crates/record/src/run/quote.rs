//! Owns command lines as text: how a list of arguments is written so that a shell would read it back.

/// The arguments as one line of POSIX shell.
pub(super) fn command_line<'a>(arguments: impl IntoIterator<Item = &'a str>) -> String {
    arguments
        .into_iter()
        .map(quoted)
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(argument: &str) -> String {
    let is_plain =
        |character: char| character.is_alphanumeric() || "_-+=./:,@%^".contains(character);
    match !argument.is_empty() && argument.chars().all(is_plain) {
        true => argument.into(),
        // Within single quotes everything stands for itself but the single quote.
        false => format!("'{}'", argument.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::command_line;

    /// Protects the commands in provenance: pasted into a shell, they must do what was recorded.
    #[test]
    fn a_shell_reads_back_the_arguments() {
        let arguments = ["sqlite3", "t.db", "", "select 'it''s' from t;", "--a=b"];
        let line = command_line(arguments);
        assert_eq!(
            line,
            r"sqlite3 t.db '' 'select '\''it'\'''\''s'\'' from t;' --a=b"
        );
        assert_eq!(command_line(["a\nb", "$HOME"]), "'a\nb' '$HOME'");
    }
}
