//! Rule files from disk, and the vocabularies and libraries that they use.
//!
//! `use lupus` is looked for beside the rule file and in the folders above it, as `vocabulary/lupus.enrol` or
//! `library/lupus.enrol` (a dot in the name is a folder), and then among those that come with the command.

use super::failure::Failure;
use super::git::Revision;
use crate::check::Source;
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The folders in which words and shared definitions stand.
pub(super) const SHELVES: [&str; 2] = ["vocabulary", "library"];

/// In how many folders they are looked for: that of a rule file and those above it.
pub(super) const ABOVE: usize = 4;

/// The rule files named on the command line, those in folders sorted by path.
pub(super) fn gather(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &["enrol"], &is_built, &mut files)?;
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() {
        return Err(Failure::unreadable("no rule files here: rule files end in `.enrol`".to_owned()));
    }
    Ok(files)
}

/// Whether a folder holds nothing that somebody wrote as rules: tools keep their own files there.
pub(super) fn is_built(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with('.') || matches!(name.as_ref(), "target" | "node_modules"))
}

/// All files below a folder with one of some endings, sorted by path; those in folders that are left out are not looked at.
pub(super) fn walk(
    folder: &Path,
    endings: &[&str],
    left_out: &dyn Fn(&Path) -> bool,
    files: &mut Vec<PathBuf>,
) -> Result<(), Failure> {
    let read = |error| Failure::reading(folder, &error);
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(read)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(read))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            if !left_out(&entry) {
                walk(&entry, endings, left_out, files)?;
            }
        } else if entry.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            files.push(entry);
        }
    }
    Ok(())
}

/// The name under which a rule file is known to those that use it; of a file that stands on no shelf, its own.
pub(super) fn on_shelf(path: &Path) -> String {
    let parts: Vec<_> = path.iter().collect();
    let shelf = parts.iter().rposition(|part| SHELVES.iter().any(|shelf| *part == *shelf)).unwrap_or(0);
    parts.into_iter().skip(shelf).collect::<PathBuf>().display().to_string()
}

/// Reads a rule file.
pub(super) fn read(path: &Path) -> Result<Source, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::reading(path, &error))?;
    source(&path.display().to_string(), bytes)
}

/// The bytes of a rule file as text.
pub(super) fn source(name: &str, bytes: Vec<u8>) -> Result<Source, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::unreadable(format!("{name}: not readable as UTF-8 text from byte {at} on; save the file as UTF-8"))
    })?;
    Ok(Source::new(name, text))
}

/// Where `use` looks. What was found once is kept, with its tree.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    folders: Vec<PathBuf>,
    /// A revision, and the files in it beside which is looked, instead of folders.
    revision: Option<(Revision, Vec<String>)>,
    found: RefCell<BTreeMap<String, Option<Source>>>,
}

impl Shelves {
    /// The folders of some rule files and those above them, nearest first.
    pub(super) fn beside(files: &[PathBuf]) -> Shelves {
        let mut folders: Vec<PathBuf> = Vec::new();
        for file in files {
            let whole = fs::canonicalize(file).unwrap_or_else(|_| file.clone());
            for folder in whole.ancestors().skip(1).take(ABOVE) {
                if !folders.iter().any(|known| known == folder) {
                    folders.push(folder.to_path_buf());
                }
            }
        }
        Shelves { folders, ..Shelves::default() }
    }

    /// The same in a revision.
    pub(super) fn in_revision(revision: Revision, files: Vec<String>) -> Shelves {
        Shelves { revision: Some((revision, files)), ..Shelves::default() }
    }

    /// The vocabulary or library of that name.
    pub(super) fn find(&self, name: &str) -> Option<Source> {
        if let Some(found) = self.found.borrow().get(name) {
            return found.clone();
        }
        let found = self.look_for(name);
        self.found.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }

    /// Every vocabulary and library that comes with the command, or what stands in its place here; parsed.
    pub(super) fn all_words(&self) -> Vec<Source> {
        let all: Vec<Source> = crate::embedded::names().iter().filter_map(|name| self.find(name)).collect();
        self.parse(&all);
        all
    }

    /// Parses some files and everything that they use, as many at once as there are processors.
    pub(super) fn parse(&self, sources: &[Source]) {
        let mut next = sources.to_vec();
        let mut known: BTreeSet<String> = BTreeSet::new();
        while !next.is_empty() {
            next.par_iter().for_each(|source| {
                let _ = source.parsed();
            });
            let wanted: BTreeSet<String> = next.iter().flat_map(Source::uses).map(str::to_owned).collect();
            let unknown = wanted.into_iter().filter(|name| known.insert(name.clone()));
            next = unknown.filter_map(|name| self.find(&name)).collect();
        }
    }

    fn look_for(&self, name: &str) -> Option<Source> {
        let file = format!("{}.enrol", name.replace('.', "/"));
        if let Some((revision, files)) = &self.revision {
            return revision.find(files, &file).or_else(|| crate::embedded::find(name));
        }
        for folder in &self.folders {
            for shelf in SHELVES {
                let path = folder.join(shelf).join(&file);
                if path.is_file()
                    && let Ok(mut source) = read(&path)
                {
                    source.name = format!("{shelf}/{file}");
                    return Some(source);
                }
            }
        }
        crate::embedded::find(name)
    }
}
