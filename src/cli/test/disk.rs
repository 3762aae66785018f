//! The files around a page: those that it links to, and the words that its rules use.

use super::super::failure::Failure;
use super::super::shelves::{Disagreement, Shelves};
use crate::check::Source;
use crate::testing::{LinkedFile, Surroundings, linked};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The files of a computer; words are read and parsed once for each folder.
#[derive(Debug, Default)]
pub(in super::super) struct Disk {
    shelves: Mutex<BTreeMap<PathBuf, Shelves>>,
    /// Why settings could not be read, that of the first.
    failed: Mutex<Option<Failure>>,
}

impl Disk {
    /// What of that which rules share is not as it was agreed, each once; or why a file could not be read.
    pub(super) fn review(&self) -> Result<Vec<Disagreement>, Failure> {
        if let Some(failure) = self.failed.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Err(failure);
        }
        let mut all: Vec<Disagreement> = Vec::new();
        for shelves in self.shelves.lock().unwrap_or_else(PoisonError::into_inner).values() {
            let found = shelves.review();
            shelves.must_be_read()?;
            found.into_iter().for_each(|one| {
                if !all.contains(&one) {
                    all.push(one);
                }
            });
        }
        Ok(all)
    }

    fn beside(&self, file: PathBuf) -> Shelves {
        Shelves::beside(&[file]).unwrap_or_else(|failure| {
            self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure);
            Shelves::default()
        })
    }
}

impl Surroundings for Disk {
    fn file(&self, page: &str, link: &str) -> Result<LinkedFile, String> {
        let path = linked(page, link);
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
        shelves.entry(folder).or_insert_with(|| self.beside(from)).find(name)
    }

    fn words(&self, from: &str) -> Vec<Source> {
        crate::embedded::all(|name| self.find(from, name))
    }
}
