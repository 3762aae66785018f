//! The language reference and the cases beside it: every example in `docs/language/` and `tests/spec/` is run, and what it
//! says must be what comes out, word by word.
//!
//! `UPDATE_SPEC=1 cargo test --test spec` writes what came out into the pages; the difference is then read like any other
//! change. How a case is written stands in `case.rs`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that goes wrong should stop there"
)]

mod case;
mod markdown;
mod rules;
mod run;
mod say;

use markdown::Page;
use run::{Outcome, run};
use std::fs;
use std::path::{Path, PathBuf};

fn pages(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).expect("a folder of pages").map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages.sort();
    pages
}

fn page_name(path: &Path) -> String {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display().to_string()
}

/// Runs the pages of a folder, each in a thread of its own.
fn run_folder(folder: &str, at_least: usize) {
    let only = std::env::var("SPEC").unwrap_or_default();
    let pages: Vec<PathBuf> = pages(folder).into_iter().filter(|path| page_name(path).contains(&only)).collect();
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let running: Vec<_> = pages
            .iter()
            .map(|path| {
                scope.spawn(move || {
                    let text = fs::read_to_string(path).expect("a readable page");
                    run(Page::read(page_name(path), &text))
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().expect("a page that runs")).collect()
    });
    let answers: usize = outcomes.iter().map(|outcome| outcome.answers).sum();
    if std::env::var_os("UPDATE_SPEC").is_some() {
        for (path, outcome) in pages.iter().zip(&outcomes) {
            if let Some(text) = &outcome.rewritten {
                fs::write(path, text).expect("a page that can be written");
            }
        }
        return;
    }
    let differences: Vec<&str> = outcomes.iter().flat_map(|outcome| &outcome.differences).map(String::as_str).collect();
    assert!(
        differences.is_empty(),
        "{} of {answers} answers differ (-: expected, +: came out); UPDATE_SPEC=1 writes what came out\n\n{}",
        differences.len(),
        differences.join("\n")
    );
    assert!(answers >= at_least || !only.is_empty(), "only {answers} answers in {folder}");
}

#[test]
fn the_language_reference() {
    run_folder("docs/language", 100);
}

#[test]
fn the_cases_beside_it() {
    run_folder("tests/spec", 100);
}
