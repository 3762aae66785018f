//! Rules as they were in a revision, through the `git` command.

use super::failure::Failure;
use super::rules;
use crate::check::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A revision of the repository in whose work tree the command runs.
#[derive(Clone, Debug)]
pub(super) struct Revision {
    /// Its name, as the user wrote it.
    pub(super) name: String,
    /// Its commit.
    commit: String,
    /// The folder in which the command runs, from the top of the repository.
    here: String,
    /// The rule files and settings in it, from the top of the repository.
    files: BTreeSet<String>,
    /// The commits of other repositories that stand in it as submodules, by their folders.
    modules: BTreeMap<String, String>,
    /// The top of the repository.
    top: PathBuf,
}

impl Revision {
    /// The revision of that name.
    pub(super) fn named(name: &str) -> Result<Revision, Failure> {
        let here = git(&["rev-parse", "--show-prefix"]).map_err(|why| {
            Failure::unreadable(format!(
                "{name}: this folder is in no git repository whose revisions could be read ({why}); run the command in the \
                 repository, or compare two files"
            ))
        })?;
        let wanted = format!("{name}^{{commit}}");
        let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]).map_err(|_| {
            Failure::unreadable(format!(
                "{name}: the repository has no such revision; `git branch -a` and `git tag` list names. A workflow that \
                 fetches the newest commit only has no others: let it fetch the whole history"
            ))
        })?;
        let commit = commit.trim().to_owned();
        let unlisted = |why| Failure::unreadable(format!("{name}: its files could not be listed: {why}"));
        let listed = git(&["ls-tree", "-r", "-z", "--full-tree", &commit]).map_err(unlisted)?;
        let top = PathBuf::from(git(&["rev-parse", "--show-toplevel"]).map_err(unlisted)?.trim_end());
        let (mut files, mut modules) = (BTreeSet::new(), BTreeMap::new());
        // "100644 blob DIGEST<tab>PATH"; a submodule is a commit.
        for (what, path) in listed.split('\0').filter_map(|entry| entry.split_once('\t')) {
            match what.split(' ').collect::<Vec<_>>().as_slice() {
                [_, "commit", commit] => drop(modules.insert(path.to_owned(), (*commit).to_owned())),
                _ if path.ends_with(".enrol") || path.ends_with("enrol.toml") => drop(files.insert(path.to_owned())),
                _ => {}
            }
        }
        Ok(Revision { name: name.to_owned(), commit, here: here.trim().to_owned(), files, modules, top })
    }

    /// The rule file, or the rule files of the folder, of that path from where the command runs.
    pub(super) fn gather(&self, path: &str) -> Result<Vec<String>, Failure> {
        let whole = normal(&format!("{}{path}", self.here)).ok_or_else(|| {
            Failure::wrong_use(format!("{}:{path}: this path leads out of the repository", self.name))
        })?;
        if self.files.contains(&whole) && whole.ends_with(".enrol") {
            return Ok(vec![whole]);
        }
        let folder = if whole.is_empty() { whole.clone() } else { format!("{whole}/") };
        let is_rule = |file: &&String| file.starts_with(&folder) && file.ends_with(".enrol");
        let inside: Vec<String> = self.files.iter().filter(is_rule).cloned().collect();
        if inside.is_empty() {
            let message =
                format!("{}:{path}: the revision has no such rule file, and no folder with rule files", self.name);
            return Err(Failure::unreadable(message));
        }
        Ok(inside)
    }

    /// A rule file by its path from the top of the repository.
    pub(super) fn read(&self, file: &str) -> Result<Source, Failure> {
        let name = format!("{}:{file}", self.name);
        let shown = run(&["show", &format!("{}:{file}", self.commit)]);
        let bytes = shown.map_err(|why| Failure::unreadable(format!("{name}: could not be read: {why}")))?;
        rules::source(&name, bytes)
    }

    /// The text of a file that is no rule file, by its path from the top of the repository.
    pub(super) fn text(&self, file: &str) -> Result<String, Failure> {
        Ok(self.read(file)?.text().to_string())
    }

    /// The file of that name in the folder of another file, or in the nearest one above it that holds one.
    pub(super) fn beside_or_above(&self, file: &str, name: &str) -> Option<String> {
        let mut above = Path::new(file).ancestors().skip(1).map(|folder| slashed(&folder.join(name)));
        above.find(|path| self.files.contains(path))
    }

    /// The rule file of that path from the top of the repository, if there is one: in the revision itself, or in a submodule at the
    /// commit that the revision names. What lies outside of the repository has no revisions: it is read as it is now.
    pub(super) fn find(&self, path: &Path) -> Result<Option<Source>, Failure> {
        let Some(file) = normal(&slashed(path)) else {
            let outside = self.top.join(path);
            return outside.is_file().then(|| rules::read(&outside)).transpose();
        };
        if self.files.contains(&file) {
            return self.read(&file).map(Some);
        }
        let Some(module) = self.module(&file) else { return Ok(None) };
        if !self.listed(&module)?.contains(&module.inner) {
            return Ok(None);
        }
        let name = format!("{}:{file}", self.name);
        let shown = run_in(&module.folder, &["show", &format!("{}:{}", module.commit, module.inner)]);
        let bytes = shown.map_err(|why| Failure::unreadable(format!("{name}: could not be read: {why}")))?;
        rules::source(&name, bytes).map(Some)
    }

    /// Whether a folder, by its path from the top of the repository, holds a file in a folder of one of these names.
    pub(super) fn holds(&self, folder: &Path, names: &[&str]) -> Result<bool, Failure> {
        let Some(inner) = normal(&slashed(folder)) else {
            return Ok(names.iter().any(|name| self.top.join(folder).join(name).is_dir()));
        };
        let begins = |file: &str, folder: &str| {
            let before = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            names.iter().any(|name| file.starts_with(&format!("{before}{name}/")))
        };
        if self.files.iter().any(|file| begins(file, &inner)) {
            return Ok(true);
        }
        let Some(module) = self.module(&inner) else { return Ok(false) };
        Ok(self.listed(&module)?.iter().any(|file| begins(file, &module.inner)))
    }

    /// The submodule in which a path lies.
    fn module(&self, path: &str) -> Option<Module> {
        self.modules.iter().find_map(|(folder, commit)| {
            let inner = path.strip_prefix(folder)?;
            let inner = if inner.is_empty() { inner } else { inner.strip_prefix('/')? };
            Some(Module { folder: self.top.join(folder), commit: commit.clone(), inner: inner.to_owned() })
        })
    }

    /// The files of a submodule at its commit.
    fn listed(&self, module: &Module) -> Result<BTreeSet<String>, Failure> {
        let listed = run_in(&module.folder, &["ls-tree", "-r", "-z", "--full-tree", "--name-only", &module.commit]);
        let listed = listed.map_err(|why| {
            Failure::unreadable(format!(
                "{}: the submodule {} stands there at commit {}, which cannot be read here ({why}); fetch it: `git submodule \
                 update --init`, and `git fetch` in the submodule's folder",
                self.name,
                module.folder.display(),
                module.commit
            ))
        })?;
        Ok(String::from_utf8_lossy(&listed).split('\0').map(str::to_owned).collect())
    }
}

/// A place in a submodule.
struct Module {
    /// The folder of the submodule.
    folder: PathBuf,
    /// The commit at which it stands in the revision.
    commit: String,
    /// The path from its top.
    inner: String,
}

/// A path as git writes it.
fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Both ends of a range: `main..HEAD`, where a missing end is HEAD. `a...b` begins where the two parted.
pub(super) fn range(text: &str) -> Result<Option<(String, String)>, Failure> {
    let end = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    if let Some((from, to)) = text.split_once("...") {
        let (from, to) = (end(from), end(to));
        let base = git(&["merge-base", "--end-of-options", &from, &to]).map_err(|why| {
            Failure::unreadable(format!("{text}: git finds no revision in which the two parted: {why}"))
        })?;
        return Ok(Some((base.trim().to_owned(), to)));
    }
    Ok(text.split_once("..").map(|(from, to)| (end(from), end(to))))
}

/// A path without `.` and `..`; nothing where it leads out.
fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn git(arguments: &[&str]) -> Result<String, String> {
    run(arguments).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// What git prints, or why it printed nothing.
fn run(arguments: &[&str]) -> Result<Vec<u8>, String> {
    run_in(Path::new("."), arguments)
}

/// The same in another folder.
fn run_in(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output =
        Command::new("git").arg("-C").arg(folder).args(arguments).output().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "the command `git` is not installed".to_owned(),
            _ => error.to_string(),
        })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.trim().trim_start_matches("fatal: ").lines().next().unwrap_or("git ended without a word").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_repository() {
        assert_eq!(normal("rules/../a.enrol").as_deref(), Some("a.enrol"));
        assert_eq!(normal("./rules//b/").as_deref(), Some("rules/b"));
        assert_eq!(normal("../a.enrol"), None);
    }

    #[test]
    fn a_range_may_leave_out_an_end() {
        let ends = |text: &str| range(text).ok().flatten();
        assert_eq!(ends("main..HEAD"), Some(("main".to_owned(), "HEAD".to_owned())));
        assert_eq!(ends("v1.."), Some(("v1".to_owned(), "HEAD".to_owned())));
        assert_eq!(ends("main"), None);
    }
}
