//! The files around a page: those that it links to, and the words that its rules use.

use super::super::rules::Shelves;
use crate::check::Source;
use crate::testing::{LinkedFile, Surroundings};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The files of a computer; words are read and parsed once for each folder.
#[derive(Debug, Default)]
pub(super) struct Disk {
    shelves: Mutex<BTreeMap<PathBuf, Shelves>>,
}

impl Surroundings for Disk {
    fn file(&self, page: &str, link: &str) -> Result<LinkedFile, String> {
        let link = link.split('#').next().unwrap_or_default();
        let path = plain(&Path::new(page).parent().unwrap_or(Path::new("")).join(link));
        let name = path.display().to_string();
        let bytes = fs::read(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => format!("the link `{link}` leads nowhere: there is no file {name}"),
            _ => format!("the link `{link}` leads to {name}, which cannot be read: {error}"),
        })?;
        let text = String::from_utf8(bytes)
            .map_err(|_| format!("the link `{link}` leads to {name}, which is no text in UTF-8"))?;
        Ok(LinkedFile { name, text })
    }

    fn find(&self, from: &str, name: &str) -> Option<Source> {
        let from = PathBuf::from(from);
        let folder = from.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        shelves.entry(folder).or_insert_with(|| Shelves::beside(&[from])).find(name)
    }

    fn words(&self, from: &str) -> Vec<Source> {
        crate::embedded::names().iter().filter_map(|name| self.find(from, name)).collect()
    }
}

/// The path without steps up where it went down before: `rules/tests/../trials` is `rules/trials`.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        let down = matches!(out.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::ParentDir if down => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;
    use std::path::Path;

    #[test]
    fn steps_down_and_up_again_are_left_out() {
        assert_eq!(plain(Path::new("rules/tests/../trials/a.enrol")), Path::new("rules/trials/a.enrol"));
        assert_eq!(plain(Path::new("../../a/./b")), Path::new("../../a/b"));
    }
}
