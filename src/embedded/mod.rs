//! What comes with the command: vocabularies and libraries, so that it works where no rules folder is, and a rule project to begin
//! with.

use crate::check::Source;
use include_dir::{Dir, include_dir};
use std::path::Path;

static VOCABULARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules/vocabulary");
static LIBRARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules/library");
static PROJECT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/project");

/// The vocabulary or library of that name, such as `lupus` or `lupus.activity`.
#[must_use]
pub fn find(name: &str) -> Option<Source> {
    let file = format!("{}.enrol", name.replace('.', "/"));
    [("vocabulary", &VOCABULARY), ("library", &LIBRARY)].into_iter().find_map(|(shelf, folder)| {
        let text = folder.get_file(&file)?.contents_utf8()?;
        Some(Source::new(format!("{shelf}/{file}"), text))
    })
}

/// The names of all vocabularies and libraries, sorted.
#[must_use]
pub fn names() -> Vec<String> {
    let mut names = Vec::new();
    gather(&VOCABULARY, &mut names);
    gather(&LIBRARY, &mut names);
    names.sort();
    names
}

fn gather(folder: &Dir<'_>, names: &mut Vec<String>) {
    for file in folder.files() {
        if let Some(name) = file.path().to_str().and_then(|path| path.strip_suffix(".enrol")) {
            names.push(name.replace('/', "."));
        }
    }
    folder.dirs().for_each(|inner| gather(inner, names));
}

/// Every vocabulary and library that comes with the command, as somebody finds it by its name: what stands in its place there is taken
/// instead.
#[must_use]
pub fn all(find: impl Fn(&str) -> Option<Source>) -> Vec<Source> {
    names().iter().filter_map(|name| find(name)).collect()
}

/// The files of a rule project to begin with: the path of each in the project's folder, with its text; sorted by path.
#[must_use]
pub fn project() -> Vec<(&'static Path, &'static str)> {
    let mut files = Vec::new();
    gather_texts(&PROJECT, &mut files);
    files.sort();
    files
}

fn gather_texts(folder: &'static Dir<'_>, files: &mut Vec<(&'static Path, &'static str)>) {
    files.extend(folder.files().filter_map(|file| Some((file.path(), file.contents_utf8()?))));
    folder.dirs().for_each(|inner| gather_texts(inner, files));
}
