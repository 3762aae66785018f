//! Pages of tests: which of them ask of a rule file, whether all is as they expect, and what they show of the rules.
//!
//! They are run as `enrol test` runs them, on the texts as they stand in the editor.

use super::answers::{Answer, Refusal};
use super::view::View;
use super::workspace::{Workspace, walk};
use crate::check::Source;
use crate::coverage::{self, Detail, Report};
use crate::testing::{self, LinkedFile, PageRun, Surroundings, Telling, Usual, linked, rule_files};
use crate::workbench::settings::{Settings, Tests};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// How pages end.
const PAGES: &[&str] = &["md"];

/// A page of tests.
struct Page {
    name: String,
    text: String,
    usual: Usual,
}

/// Whether a page asks of a file.
pub(super) fn has_any(workspace: &Workspace, view: &View) -> bool {
    paths(workspace, view).iter().any(|path| asks_of(workspace, path, view.inputs.root.name()).is_some())
}

/// What came out of the pages that ask of a file.
pub(super) fn run(workspace: &Workspace, view: &Rc<View>) -> Answer<String> {
    let runs = run_all(workspace, view)?;
    let called = |name: &str| shown(workspace, name);
    let telling = Telling { called: &called, ..Telling::default() };
    Ok(telling.all(&runs).trim_end().to_owned())
}

/// What the pages that ask of a file show of it.
pub(super) fn coverage(workspace: &Workspace, view: &Rc<View>) -> Answer<String> {
    let mut report = Report::default();
    run_all(workspace, view)?.iter().for_each(|run| report.join(run.coverage()));
    let name = view.inputs.root.name();
    let report = report.of_files(|file| (file == name).then(|| shown(workspace, file)));
    if report.files.is_empty() {
        return Err(Refusal::because("no case of the pages could be judged: run the tests to see why"));
    }
    Ok(coverage::summary(&report, Detail::Missing).trim_end().to_owned())
}

fn run_all(workspace: &Workspace, view: &View) -> Answer<Vec<PageRun>> {
    let name = view.inputs.root.name();
    let pages = paths(workspace, view);
    let runs: Vec<PageRun> = pages
        .iter()
        .filter_map(|path| asks_of(workspace, path, name))
        .map(|page| testing::run(&page.name, &page.text, &Around(workspace), &page.usual))
        .collect();
    match runs.is_empty() {
        true => Err(Refusal::because("no page of tests asks of this file: write `Rules: [NAME](FILE)` on one")),
        false => Ok(runs),
    }
}

/// The pages that may ask of a file: those in the folders that its settings name, or else in every folder `tests`.
fn paths(workspace: &Workspace, view: &View) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let set = view.inputs.settings.as_ref().map(|text| (tests(text.letters()), folder_of(text.name())));
    match set {
        Some((tests, base)) if !tests.folders.is_empty() => {
            for folder in &tests.folders {
                walk(&base.join(folder), PAGES, &mut found, &mut Vec::new());
            }
        }
        set => {
            let roots = set.map_or_else(|| workspace.folders.clone(), |(_, base)| vec![base]);
            roots.iter().for_each(|root| walk(root, PAGES, &mut found, &mut Vec::new()));
            found.retain(|path| path.iter().any(|part| part == "tests"));
        }
    }
    found
}

/// A page, if it links to a file.
fn asks_of(workspace: &Workspace, path: &Path, file: &str) -> Option<Page> {
    let name = path.display().to_string();
    let text = workspace.text(&name)?.letters().to_owned();
    let own = Path::new(file).file_name()?.to_str()?;
    if !text.contains(own) || !rule_files(&name, &text).iter().any(|linked| linked == Path::new(file)) {
        return None;
    }
    let tests = workspace.settings_of(&name).map(|settings| tests(settings.letters())).unwrap_or_default();
    Some(Page { name, text, usual: Usual { uses: tests.uses, as_of: tests.as_of, only: None } })
}

fn tests(settings: &str) -> Tests {
    Settings::read(settings).0.tests
}

fn folder_of(name: &str) -> PathBuf {
    Path::new(name).parent().unwrap_or(Path::new("")).to_path_buf()
}

/// A file as a person in the workspace calls it.
fn shown(workspace: &Workspace, name: &str) -> String {
    let inner = workspace.folders.iter().find_map(|folder| Path::new(name).strip_prefix(folder).ok());
    inner.map_or_else(|| name.to_owned(), |inner| inner.display().to_string())
}

/// What stands around a page in the editor.
struct Around<'w>(&'w Workspace);

impl Surroundings for Around<'_> {
    fn file(&self, page: &str, link: &str) -> Result<LinkedFile, String> {
        let name = linked(page, link).display().to_string();
        match self.0.text(&name) {
            Some(text) => Ok(LinkedFile { text: text.letters().to_owned(), name }),
            None => Err(format!("the link `{link}` leads nowhere: there is no text {name}")),
        }
    }

    fn find(&self, from: &str, name: &str) -> Option<Source> {
        self.0.find(from, name).map(|text| text.source.clone())
    }

    fn words(&self, from: &str) -> Vec<Source> {
        crate::embedded::all(|name| self.find(from, name))
    }
}
