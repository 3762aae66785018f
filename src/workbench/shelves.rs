//! Where `use` looks for vocabularies and libraries.
//!
//! `use lupus.activity` means a file `lupus/activity.enrol` in a folder `vocabulary` or `library`. It is looked for beside the rule file
//! and in the folders above it, the nearest first; then in the folders that `enrol.toml` shares, in their order. What is found in none
//! of them may come with the command. Nothing is read here: whoever asks looks which of the places holds a file.
//!
//! ```
//! use enrol::workbench::shelves::Shelves;
//! use std::path::Path;
//!
//! let shelves = Shelves::beside([Path::new("/ours/trials/a.enrol")]).sharing(Path::new("/words"));
//! let names: Vec<String> = shelves.places("lupus.activity").map(|place| place.path.display().to_string()).collect();
//! assert_eq!(names[0], "/ours/trials/vocabulary/lupus/activity.enrol");
//! assert_eq!(names.last().unwrap(), "/words/library/lupus/activity.enrol");
//! ```

use std::path::{Component, Path, PathBuf};

/// The folders in which words and shared definitions stand.
pub const SHELVES: [&str; 2] = ["vocabulary", "library"];

/// In how many folders they are looked for: that of a rule file and those above it.
const ABOVE: usize = 4;

/// The folders in which `use` looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelves {
    /// Those of the rule files and above, nearest first.
    own: Vec<PathBuf>,
    /// Those that are shared.
    shared: Vec<PathBuf>,
}

/// Where a file may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its path.
    pub path: PathBuf,
    /// How findings name it: `vocabulary/lupus.enrol`.
    pub name: String,
    /// Whether it would come from a shared folder.
    pub is_shared: bool,
}

impl Shelves {
    /// The folders of some rule files and those above them. Paths are whole, or begin at the top of a repository.
    pub fn beside<'a>(files: impl IntoIterator<Item = &'a Path>) -> Shelves {
        Shelves::in_folders(
            files.into_iter().flat_map(|file| file.ancestors().skip(1).take(ABOVE).map(Path::to_path_buf)),
        )
    }

    /// Exactly these folders.
    pub fn in_folders(folders: impl IntoIterator<Item = PathBuf>) -> Shelves {
        let mut own: Vec<PathBuf> = Vec::new();
        for folder in folders {
            if !own.contains(&folder) {
                own.push(folder);
            }
        }
        Shelves { own, shared: Vec::new() }
    }

    /// With a shared folder behind them.
    #[must_use]
    pub fn sharing(mut self, folder: &Path) -> Shelves {
        let folder = plain(folder);
        if !self.shared.contains(&folder) {
            self.shared.push(folder);
        }
        self
    }

    /// Where the vocabulary or library of that name may stand; the first file that is there is meant.
    pub fn places(&self, name: &str) -> impl Iterator<Item = Place> {
        let file = format!("{}.enrol", name.replace('.', "/"));
        self.folders().map(move |shelf| Place {
            path: shelf.path.join(&file),
            name: format!("{}/{file}", shelf.name),
            is_shared: shelf.is_shared,
        })
    }

    /// Every folder in which a file may stand, the nearest first.
    pub fn folders(&self) -> impl Iterator<Item = Place> {
        let on = |folder: &PathBuf, is_shared: bool| {
            SHELVES.map(|shelf| Place { path: folder.join(shelf), name: shelf.to_owned(), is_shared })
        };
        let own = self.own.iter().flat_map(move |folder| on(folder, false));
        own.chain(self.shared.iter().flat_map(move |folder| on(folder, true)))
    }
}

/// The path without steps up where it went down before: `rules/tests/../trials` is `rules/trials`.
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
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
