//! Data flows down: no room imports one below it, and what belongs to one room stays there.

#![expect(clippy::expect_used, reason = "a test that cannot read its files has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms that it may import, besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("value", &["diagnostic"]),
    ("syntax", &["diagnostic"]),
    ("vocabulary", &["diagnostic", "syntax", "value"]),
    ("wording", &["value", "vocabulary"]),
    ("check", &["diagnostic", "syntax", "value", "vocabulary"]),
    ("lint", &["check", "diagnostic", "syntax", "value", "vocabulary"]),
    ("record", &["diagnostic", "value", "vocabulary"]),
    ("evaluate", &["check", "record", "syntax", "value", "vocabulary"]),
    ("explain", &["check", "diagnostic", "evaluate", "record", "syntax", "value", "vocabulary", "wording"]),
    ("protocol", &["check", "diagnostic", "syntax", "value", "vocabulary", "wording"]),
    ("witness", &["check", "coverage", "evaluate", "record", "value", "vocabulary", "wording"]),
    ("symbols", &["check", "diagnostic", "syntax", "vocabulary"]),
    ("compare", &["check", "evaluate", "explain", "protocol", "record", "value", "vocabulary", "witness", "wording"]),
    ("embedded", &["check"]),
    (
        "coverage",
        &["check", "diagnostic", "evaluate", "protocol", "record", "syntax", "value", "vocabulary", "wording"],
    ),
    ("workbench", &["check", "diagnostic", "lint", "syntax", "value"]),
    (
        "testing",
        &[
            "check",
            "coverage",
            "diagnostic",
            "evaluate",
            "explain",
            "lint",
            "record",
            "syntax",
            "value",
            "vocabulary",
            "workbench",
        ],
    ),
    ("drafting", &["check", "coverage", "evaluate", "record", "testing", "value", "vocabulary", "witness", "wording"]),
    ("mutants", &["check", "compare", "diagnostic", "evaluate", "syntax", "testing", "value", "wording"]),
    (
        "lsp",
        &[
            "check",
            "coverage",
            "diagnostic",
            "embedded",
            "evaluate",
            "protocol",
            "record",
            "symbols",
            "syntax",
            "testing",
            "value",
            "vocabulary",
            "wording",
            "workbench",
        ],
    ),
    (
        "cli",
        &[
            "check",
            "compare",
            "coverage",
            "diagnostic",
            "drafting",
            "embedded",
            "evaluate",
            "explain",
            "lint",
            "lsp",
            "mutants",
            "protocol",
            "record",
            "syntax",
            "testing",
            "value",
            "vocabulary",
            "witness",
            "wording",
            "workbench",
        ],
    ),
];

/// Words that may stand in one room only.
const PRIVATE: &[(&str, &[&str])] = &[
    ("pest::", &["syntax"]),
    ("serde_yaml", &["record"]),
    ("saphyr", &["record"]),
    ("clap::", &["cli"]),
    ("std::fs", &["cli", "lsp"]),
    ("std::io", &["cli"]),
    ("std::env", &["cli", "lsp"]),
    ("std::time", &["cli", "lsp"]),
    ("lsp_server", &["cli", "lsp"]),
    ("gen_lsp_types", &["lsp"]),
    ("include_dir", &["embedded"]),
    ("jiff::Zoned", &["cli"]),
    ("octofhir_ucum", &["value"]),
    ("pulldown_cmark", &["testing"]),
];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a readable file");
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// The lines that are not comments, up to the file's own tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn no_room_imports_one_below_it() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (room, allowed) in ROOMS {
        for (path, text) in sources(&Path::new("src").join(room)) {
            seen += 1;
            if path.ends_with("tests.rs") || path.to_string_lossy().contains("/tests/") {
                continue;
            }
            for line in code(&text) {
                for (other, _) in ROOMS {
                    let imports =
                        line.contains(&format!("crate::{other}::")) || line.contains(&format!("crate::{other};"));
                    if imports && other != room && !allowed.contains(other) {
                        wrong.push(format!("{}: {room} imports {other}: {}", path.display(), line.trim()));
                    }
                }
            }
        }
    }
    assert!(seen > 50, "only {seen} files read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_belongs_to_one_room_stays_there() {
    let mut wrong = Vec::new();
    for (path, text) in sources(Path::new("src")) {
        let room =
            path.components().nth(1).map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
        let is_test =
            path.ends_with("tests.rs") || path.ends_with("fixture.rs") || path.to_string_lossy().contains("/tests/");
        for line in code(&text) {
            for (word, rooms) in PRIVATE {
                if line.contains(word) && !rooms.contains(&room.as_str()) && !is_test {
                    wrong.push(format!(
                        "{}: `{word}` belongs to {}: {}",
                        path.display(),
                        rooms.join(", "),
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
