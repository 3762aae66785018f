//! The documentation says what the command says: every `console` block is run, every example of a record is read.
//!
//! `UPDATE_DOCS=1 cargo test --test documents` writes the outputs anew; read every line of the difference. Output between two
//! lines of `...` is compared, what they stand for is not; a block with such a line is never rewritten.
//!
//! A block runs in this project. Behind `console` may stand where else: `elsewhere` is an empty folder, `project` a committed project
//! of `enrol init`, and `change` the same on a branch that lowers a threshold; `sharing` is one whose words lie in a shared folder, and
//! in `shared-change` these are other words than were pinned.

#![cfg(feature = "cli")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that goes wrong should stop there"
)]

mod call;
mod place;
mod plain;
mod records;
mod shown;

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder with that ending, sorted; not of folders within.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|own| own == ending));
    found.sort();
    found
}

fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("rules/README.md"), root().join("examples/README.md")];
    pages.extend(files("docs", "md"));
    pages
}

/// Those and all others: of the language, of the findings, and for who works on the project.
fn all_pages() -> Vec<PathBuf> {
    let mut pages = pages();
    pages.extend(
        [
            "CONTRIBUTING.md",
            "ARCHITECTURE.md",
            "CHANGELOG.md",
            "editors/README.md",
            "editors/neovim/README.md",
            "editors/textmate/README.md",
            "editors/vscode/README.md",
            "tests/reference/DECISIONS.md",
        ]
        .map(|page| root().join(page)),
    );
    pages.extend(
        ["docs/language", "docs/diagnostics", "rules/tests", "tests/spec"]
            .iter()
            .flat_map(|folder| files(folder, "md")),
    );
    pages
}

/// What a link says in brackets, and where it leads, for links to files of the project.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let own = targets.filter(|target| !target.contains("://") && !target.contains(char::is_whitespace));
    own.map(|target| target.split('#').next().unwrap()).filter(|target| !target.is_empty()).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for path in all_pages() {
        let text = std::fs::read_to_string(&path).unwrap();
        let lost = links(&text).into_iter().filter(|target| !path.parent().unwrap().join(target).exists());
        wrong.extend(lost.map(|target| format!("{}: {target}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a page writes in backticks outside of blocks.
fn in_backticks(text: &str) -> Vec<&str> {
    let outside = text.split("```").step_by(2);
    outside.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

/// Files and folders that who works on the project is sent to.
#[test]
fn named_files_are_there() {
    let folders = ["src/", "tests/", "docs/", "rules/", "grammar/", "examples/", "benches/", "templates/", "ci/"];
    let mut wrong = Vec::new();
    let mut named = 0;
    for page in ["CONTRIBUTING.md", "ARCHITECTURE.md", "README.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        for path in in_backticks(&text) {
            let names_one = folders.iter().any(|folder| path.starts_with(folder)) && !path.contains("CODE");
            named += usize::from(names_one);
            if names_one && !root().join(path).exists() {
                wrong.push(format!("{page}: {path}"));
            }
        }
    }
    assert!(named >= 20, "the pages name only {named} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
