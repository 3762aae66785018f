//! Rule files from disk.

use super::failure::Failure;
use crate::check::Source;
use crate::workbench::shelves::SHELVES;
use std::fs;
use std::path::{Path, PathBuf};

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
