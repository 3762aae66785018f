//! The vocabularies and libraries that come with the command, so that it works where no rules folder is.

use crate::check::Source;
use include_dir::{Dir, include_dir};

static VOCABULARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules/vocabulary");
static LIBRARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules/library");

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
