//! The language reference and the cases beside it: every example in `docs/language/` and `tests/spec/` is run, and what it
//! says must be what comes out, word by word.
//!
//! `UPDATE_SPEC=1 cargo test --test spec` writes what came out into the pages; the difference is then read like any other
//! change. `enrol test docs/language tests/spec` runs the same pages. How they are written is told in docs/testing.md.

#![cfg(feature = "workbench")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that goes wrong should stop there")]

use enrol::check::Source;
use enrol::testing::{LinkedFile, PageRun, Surroundings, Usual, run};
use enrol::value::Day;
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

/// The files of the project.
struct Project;

impl Surroundings for Project {
    fn file(&self, page: &str, link: &str) -> Result<LinkedFile, String> {
        let path = Path::new(page).parent().unwrap_or(Path::new("")).join(link);
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path));
        let text = text.map_err(|error| format!("`{link}` cannot be read: {error}"))?;
        Ok(LinkedFile { name: path.display().to_string(), text })
    }

    fn find(&self, _from: &str, name: &str) -> Option<Source> {
        let file = format!("{}.enrol", name.replace('.', "/"));
        ["rules/vocabulary", "rules/library"].iter().find_map(|shelf| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(shelf).join(&file);
            Some(Source::new(format!("{shelf}/{file}"), fs::read_to_string(path).ok()?))
        })
    }

    fn words(&self, from: &str) -> Vec<Source> {
        enrol::embedded::names().iter().filter_map(|name| self.find(from, name)).collect()
    }
}

/// What the pages of the project say without saying it; `enrol.toml` says the same to the command.
fn usual() -> Usual {
    let uses = ["common", "drugs", "lupus"].map(str::to_owned).to_vec();
    Usual { uses, as_of: Day::parse("2026-11-22"), only: None }
}

/// Runs the pages of a folder, each in a thread of its own.
fn run_folder(folder: &str, at_least: usize) {
    let only = std::env::var("SPEC").unwrap_or_default();
    let pages: Vec<PathBuf> = pages(folder).into_iter().filter(|path| page_name(path).contains(&only)).collect();
    let runs: Vec<PageRun> = std::thread::scope(|scope| {
        let running: Vec<_> = pages
            .iter()
            .map(|path| {
                scope.spawn(move || {
                    let text = fs::read_to_string(path).expect("a readable page");
                    run(&page_name(path), &text, &Project, &usual())
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().expect("a page that runs")).collect()
    });
    let update = std::env::var_os("UPDATE_SPEC").is_some();
    let mut wrong = Vec::new();
    for (path, run) in pages.iter().zip(&runs) {
        wrong.extend(
            run.faults.iter().map(|fault| format!("{}:{}\n  {}\n  {}\n", run.name, fault.line, fault.what, fault.help)),
        );
        let differences: Vec<_> = run.differences().collect();
        if update && !differences.is_empty() {
            fs::write(path, run.rewritten(&differences)).expect("a page that can be written");
        } else {
            wrong
                .extend(differences.iter().map(|difference| format!("{}:{}\n{difference}", run.name, difference.line)));
        }
    }
    let answers: usize = runs.iter().map(PageRun::answers).sum();
    assert!(
        wrong.is_empty(),
        "{} things are wrong in {answers} answers (-: expected, +: came out); UPDATE_SPEC=1 writes what came out\n\n{}",
        wrong.len(),
        wrong.join("\n")
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

/// The tests of the project's own trials, written as a designer would.
#[test]
fn the_tests_of_trials() {
    run_folder("rules/tests", 90);
}

/// Each page that docs/testing.md shows is a page that runs.
#[test]
fn the_pages_that_the_documentation_shows() {
    let name = "docs/testing.md";
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a readable page");
    let shown: Vec<&str> =
        text.split("\n````markdown\n").skip(1).filter_map(|rest| rest.split("\n````\n").next()).collect();
    assert!(shown.len() >= 3, "only {} pages are shown", shown.len());
    for page in shown {
        let run = run(name, page, &Project, &Usual::default());
        let differences: Vec<_> = run.differences().collect();
        assert!(run.faults.is_empty() && run.answers() > 0, "{page}\n{:?}", run.faults);
        assert!(differences.is_empty(), "what came out:\n{}", run.rewritten(&differences));
    }
}
