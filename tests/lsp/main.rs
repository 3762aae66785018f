//! The language server, text in, text out: `tests/lsp/cases` holds rule texts, what an editor asks about them, and what it is
//! told. `UPDATE=1 cargo test --test lsp` writes the answers anew; then every line of the difference is read.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops where its case cannot be read"
)]

mod case;
mod client;
mod protocol;
mod render;
mod typing;

use std::fs;
use std::path::PathBuf;

#[test]
fn every_case_is_answered_as_it_says() {
    let folder = PathBuf::from("tests/lsp/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 3, "the cases are there");
    let mut wrong = Vec::new();
    for path in files {
        let written = fs::read_to_string(&path).unwrap();
        let answered = case::run(&written);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &answered).unwrap();
        } else if written != answered {
            wrong.push(format!("{}\n{}", path.display(), difference(&written, &answered)));
        }
    }
    assert!(wrong.is_empty(), "answered otherwise (UPDATE=1 writes the answers):\n{}", wrong.join("\n"));
}

/// The first lines that differ, with the lines before them.
fn difference(written: &str, answered: &str) -> String {
    let (one, two): (Vec<&str>, Vec<&str>) = (written.lines().collect(), answered.lines().collect());
    let at = one.iter().zip(&two).position(|(one, two)| one != two).unwrap_or(one.len().min(two.len()));
    let from = at.saturating_sub(6);
    let part = |lines: &[&str]| lines[from.min(lines.len())..(at + 12).min(lines.len())].join("\n");
    format!("line {}\n--- written\n{}\n--- answered\n{}\n", at + 1, part(&one), part(&two))
}
