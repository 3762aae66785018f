//! Commands of which a page shows no output are accepted.

use super::call::words;
use super::{all_pages, in_backticks, root};
use std::path::Path;
use std::process::Command;

/// The commands of a page whose output it does not show: lines of blocks without a language, and `cargo run` in a sentence.
fn plain_commands(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut block: Option<&str> = None;
    for line in text.lines() {
        match (block, line.strip_prefix("```")) {
            (None, Some(language)) => block = Some(language),
            (Some(_), Some(_)) => block = None,
            (Some(""), None) => found.push(line),
            _ => {}
        }
    }
    found.extend(
        in_backticks(text).into_iter().filter(|code| code.starts_with("cargo run -- ") && !code.ends_with("--")),
    );
    found.retain(|line| ["enrol ", "time enrol ", "cargo run -- "].iter().any(|start| line.starts_with(start)));
    found
}

/// The same command with files that are there, in place of those that the reader is to have.
fn with_own_files(command: &str, out: &Path) -> Vec<String> {
    let command = command.split(" > ").next().unwrap();
    let program = ["time enrol ", "cargo run -- ", "enrol "].iter().find_map(|start| command.strip_prefix(start));
    let mut after_out = false;
    let word = |word: String| match word.as_str() {
        _ if std::mem::take(&mut after_out) => out.display().to_string(),
        "--out" => {
            after_out = true;
            word
        }
        "cohort" => "examples/patients".to_owned(),
        "patient.yaml" => "examples/patients/LN-009.yaml".to_owned(),
        _ => word,
    };
    words(program.unwrap()).into_iter().map(word).collect()
}

#[test]
fn commands_without_output_are_accepted() {
    let out = std::env::temp_dir().join(format!("enrol-documents-{}", std::process::id()));
    let mut wrong = Vec::new();
    let mut run = 0;
    for path in all_pages() {
        let text = std::fs::read_to_string(&path).unwrap();
        for command in plain_commands(&text) {
            let arguments = with_own_files(command, &out);
            let done = Command::new(env!("CARGO_BIN_EXE_enrol")).args(&arguments).current_dir(root()).output().unwrap();
            run += 1;
            // 2 and 3 are wrong use and what cannot be read; a verdict or finding is an answer.
            if !matches!(done.status.code(), Some(0 | 1)) {
                wrong.push(format!("{}: {command}\n{}", path.display(), String::from_utf8_lossy(&done.stderr)));
            }
        }
    }
    std::fs::remove_file(&out).unwrap();
    assert!(run >= 9, "the documents show only {run} commands without output");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
