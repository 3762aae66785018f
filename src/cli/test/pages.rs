//! Which pages are run, and what holds for each.

use super::super::arguments::Test;
use super::super::failure::{FINDINGS, Failure, WELL};
use super::super::output::Voice;
use super::super::report::{self, Reported};
use super::super::rules::{is_built, walk};
use super::super::settings::AllSettings;
use crate::testing::Usual;
use std::fs;
use std::path::{Path, PathBuf};

/// A page of tests.
#[derive(Clone, Debug)]
pub(super) struct TestPage {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its name as the user would say it.
    pub(super) name: String,
    /// Its text.
    pub(super) text: String,
    /// What holds where it says nothing.
    pub(super) usual: Usual,
}

/// How pages end.
const ENDING: &[&str] = &["md"];

/// The pages of a command, and the exit code that settings ask for.
pub(super) fn gather(arguments: &Test, voice: &Voice) -> Result<(Vec<TestPage>, u8), Failure> {
    let (pages, code) = found(&arguments.pages, arguments.only.as_ref(), voice)?;
    if pages.is_empty() {
        let message = "no pages of tests here: they end in `.md`, and stand in a folder `tests` or in those that `folders` \
                       under `[tests]` in enrol.toml names";
        return Err(Failure::unreadable(message.to_owned()));
    }
    Ok((pages, code))
}

/// The pages that are named or else the usual ones, and the exit code that settings ask for.
pub(super) fn found(pages: &[PathBuf], only: Option<&String>, voice: &Voice) -> Result<(Vec<TestPage>, u8), Failure> {
    let paths = paths(pages)?;
    let settings = AllSettings::of(&paths)?;
    let mut code = WELL;
    for file in settings.files() {
        for diagnostic in &file.findings {
            let found = Reported { name: &file.name, text: &file.text, diagnostic, set_aside: None };
            voice.say(&report::render(&found, voice.colours_err(), voice.width()));
            code = FINDINGS;
        }
    }
    let mut pages = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).map_err(|error| Failure::reading(&path, &error))?;
        let name = path.display().to_string();
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::unreadable(format!("{name}: not readable as UTF-8 text; save the file as UTF-8")))?;
        let tests = settings.with_folder(&name).map(|(settings, _)| settings.tests.clone()).unwrap_or_default();
        let usual = Usual { uses: tests.uses, as_of: tests.as_of, only: only.cloned() };
        pages.push(TestPage { path, name, text, usual });
    }
    Ok((pages, code))
}

fn paths(pages: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let named = match pages.is_empty() {
        true => usual_folders()?,
        false => pages.to_vec(),
    };
    for path in named {
        if path.is_dir() {
            walk(&path, ENDING, &is_built, &mut found)?;
        } else {
            found.push(path);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

/// The folders that the settings here name, or else every folder called `tests`.
fn usual_folders() -> Result<Vec<PathBuf>, Failure> {
    // The settings of a file that would stand here.
    let here = Path::new(".");
    let settings = AllSettings::of(&[here.join("enrol.toml")])?;
    if let Some((settings, folder)) = settings.with_folder(&here.join("enrol.toml").display().to_string())
        && !settings.tests.folders.is_empty()
    {
        return Ok(settings.tests.folders.iter().map(|name| folder.join(name)).collect());
    }
    let mut folders = Vec::new();
    find_folders(Path::new(""), &mut folders)?;
    Ok(folders)
}

fn find_folders(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let read = |error| Failure::reading(place, &error);
    let mut inside: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(place).map_err(read)? {
        let path = folder.join(entry.map_err(read)?.file_name());
        if path.is_dir() && !is_built(&path) {
            inside.push(path);
        }
    }
    inside.sort();
    for path in inside {
        if path.file_name().is_some_and(|name| name == "tests") {
            found.push(path);
        } else {
            find_folders(&path, found)?;
        }
    }
    Ok(())
}
