//! What a line of a document runs, and what that prints.

use std::path::Path;
use std::process::Command;

/// The words of a command line. Quotes of both kinds hold blanks together; nothing else is special.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for letter in line.chars() {
        match quote {
            Some(open) if letter == open => quote = None,
            None if letter == '"' || letter == '\'' => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    assert!(quote.is_none(), "a quote is not closed: {line}");
    words.extend(word);
    words
}

/// What a line of a document runs.
#[derive(Debug, PartialEq)]
pub(super) enum Call {
    /// The command, with these arguments.
    Enrol(Vec<String>),
    /// The script that checks a repository of rules.
    Script(Vec<String>),
    /// Shows the exit code of the line before.
    ExitCode,
    /// Another program, which is not run.
    Other,
}

pub(super) fn call(line: &str) -> Call {
    let words = words(line);
    if line == "echo $?" {
        return Call::ExitCode;
    }
    if let Some((first, rest)) = words.split_first()
        && first == "../enrol/ci/rules.sh"
    {
        return Call::Script(rest.to_vec());
    }
    let arguments = ["cargo run --release -- ", "enrol "].iter().find_map(|start| {
        let start: Vec<&str> = start.split_whitespace().collect();
        let begins = words.len() >= start.len() && start.iter().zip(&words).all(|(a, b)| a == b);
        begins.then(|| words[start.len()..].to_vec())
    });
    let other = ["cargo test", "cargo fmt", "cargo clippy"].iter().any(|start| line.starts_with(start));
    assert!(arguments.is_some() || other, "not a command that a document may show: {line}");
    arguments.map_or(Call::Other, Call::Enrol)
}

/// What a program prints, first its result, then what it says aside; and its exit code.
pub(super) fn output(program: &str, arguments: &[String], folder: &Path) -> (String, i32) {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env_remove("COLUMNS");
    command.env("ENROL", env!("CARGO_BIN_EXE_enrol")).env_remove("GITHUB_ACTIONS").env_remove("GITHUB_STEP_SUMMARY");
    let run = command.output().unwrap();
    let text = String::from_utf8(run.stdout).unwrap() + &String::from_utf8(run.stderr).unwrap();
    let text = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned();
    (text, run.status.code().unwrap())
}

#[test]
fn a_command_is_read_as_a_shell_does() {
    assert_eq!(words("enrol eval \"a > 1 g/g\" --set 'b=\"2 g\"'")[2..], ["a > 1 g/g", "--set", "b=\"2 g\""]);
    assert_eq!(call("cargo test --all"), Call::Other);
    assert_eq!(call("enrol check rules"), Call::Enrol(vec!["check".to_owned(), "rules".to_owned()]));
}
