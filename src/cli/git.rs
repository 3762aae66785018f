//! Rules as they were in a revision, through the `git` command.

use super::failure::Failure;
use super::rules;
use crate::check::Source;
use std::collections::BTreeSet;
use std::path::Path;
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
    /// The rule files in it, from the top of the repository.
    files: BTreeSet<String>,
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
        let listed = git(&["ls-tree", "-r", "-z", "--full-tree", "--name-only", &commit])
            .map_err(|why| Failure::unreadable(format!("{name}: its files could not be listed: {why}")))?;
        let files = listed.split('\0').filter(|file| file.ends_with(".enrol")).map(str::to_owned).collect();
        Ok(Revision { name: name.to_owned(), commit, here: here.trim().to_owned(), files })
    }

    /// The rule file, or the rule files of the folder, of that path from where the command runs.
    pub(super) fn gather(&self, path: &str) -> Result<Vec<String>, Failure> {
        let whole = normal(&format!("{}{path}", self.here)).ok_or_else(|| {
            Failure::wrong_use(format!("{}:{path}: this path leads out of the repository", self.name))
        })?;
        if self.files.contains(&whole) {
            return Ok(vec![whole]);
        }
        let folder = if whole.is_empty() { whole.clone() } else { format!("{whole}/") };
        let inside: Vec<String> = self.files.iter().filter(|file| file.starts_with(&folder)).cloned().collect();
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

    /// The vocabulary or library of that file name, beside some rule files or above them.
    pub(super) fn find(&self, of: &[String], file: &str) -> Option<Source> {
        let mut folders: Vec<&Path> = Vec::new();
        for file in of {
            let above = Path::new(file).ancestors().skip(1).take(rules::ABOVE);
            above.for_each(|folder| {
                if !folders.contains(&folder) {
                    folders.push(folder);
                }
            });
        }
        folders.into_iter().find_map(|folder| {
            rules::SHELVES.iter().find_map(|shelf| {
                let path = folder.join(shelf).join(file).to_string_lossy().replace('\\', "/");
                let mut source = self.files.contains(&path).then(|| self.read(&path).ok()).flatten()?;
                source.name = format!("{shelf}/{file}");
                Some(source)
            })
        })
    }
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
    let output = Command::new("git").args(arguments).output().map_err(|error| match error.kind() {
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
