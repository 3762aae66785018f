//! The folders in which the blocks of a page run.

use super::call::output;
use super::root;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Where the blocks of a page run.
pub(super) struct Folders {
    whole: TempDir,
}

impl Folders {
    pub(super) fn new() -> Folders {
        let whole = TempDir::new().unwrap();
        let folders = Folders { whole };
        std::fs::create_dir(folders.of("elsewhere")).unwrap();
        folders
    }

    /// The folder of that name; a project is made when it is first asked for.
    pub(super) fn of(&self, place: &str) -> PathBuf {
        let folder = self.whole.path().join(place);
        match place {
            "" => root().to_path_buf(),
            "elsewhere" => folder,
            "project" | "change" | "sharing" | "shared-change" if folder.exists() => folder,
            "project" | "change" => {
                enrol(&["init", &folder.display().to_string()], root());
                git(&folder, &["init", "-q", "-b", "main"]);
                commit(&folder);
                if place == "change" {
                    git(&folder, &["switch", "-q", "-c", "lower"]);
                    lower(&folder);
                    commit(&folder);
                }
                folder
            }
            "sharing" | "shared-change" => {
                enrol(&["init", &folder.display().to_string()], root());
                share(&folder);
                if place == "shared-change" {
                    enrol(&["check", "rules", "--pin"], &folder);
                    let words = folder.join("words/vocabulary/own.enrol");
                    put(&words, &std::fs::read_to_string(&words).unwrap().replace("14 days", "15 days"));
                }
                folder
            }
            other => panic!("there is no place `{other}` in which a block could run"),
        }
    }
}

fn enrol(arguments: &[&str], folder: &Path) {
    let arguments: Vec<String> = arguments.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(output(env!("CARGO_BIN_EXE_enrol"), &arguments, folder).1, 0);
}

fn put(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

/// Moves the words of a project into a shared folder.
fn share(folder: &Path) {
    std::fs::create_dir(folder.join("words")).unwrap();
    std::fs::rename(folder.join("rules/vocabulary"), folder.join("words/vocabulary")).unwrap();
    let settings = folder.join("enrol.toml");
    let own = std::fs::read_to_string(&settings).unwrap();
    put(&settings, &format!("{own}\n[shared]\nfolders = [\"words\"]\n"));
}

fn git(folder: &Path, arguments: &[&str]) {
    let settings = ["user.name=A", "user.email=a@example.org", "core.autocrlf=false", "commit.gpgsign=false"];
    let settings = settings.iter().flat_map(|setting| ["-c", setting]);
    let mut command = Command::new("git");
    // A page shows the name of a commit: the same files on the same day have the same.
    command.envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, "2026-11-22T12:00:00Z")));
    let run = command.args(settings).args(arguments).current_dir(folder).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "A commit"]);
}

/// Lowers the threshold of the project's trial, and the protocol's sentence with it.
fn lower(folder: &Path) {
    let trial = folder.join("rules/trials/EXAMPLE-01.enrol");
    let before = std::fs::read_to_string(&trial).unwrap();
    let after = before.replace("minimum_upcr = 1 g/g", "minimum_upcr = 0.5 g/g");
    let after = after.replace("ratio above 1 g/g", "ratio above 0.5 g/g");
    assert_ne!(before, after);
    put(&trial, &after);
}
