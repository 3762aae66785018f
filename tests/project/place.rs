//! A folder in which a project is made and commands are run.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::rc::Rc;
use tempfile::TempDir;

/// What stands in this project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own, and in it one that commands run in.
#[derive(Clone)]
pub(crate) struct Place {
    folder: Rc<TempDir>,
    inner: PathBuf,
}

impl Place {
    /// An empty one.
    pub(crate) fn empty() -> Place {
        let folder = Rc::new(TempDir::new().unwrap());
        let inner = folder.path().to_path_buf();
        Place { folder, inner }
    }

    /// A made project.
    pub(crate) fn project() -> Place {
        let mut place = Place::empty();
        assert_eq!(place.code(&["init", "our-trials"]), 0);
        place.inner = place.folder.path().join("our-trials");
        place
    }

    /// A made project, committed on `main`.
    pub(crate) fn repository() -> Place {
        let place = Place::project();
        place.git(&["init", "-q", "-b", "main"]);
        place.commit("A rule project");
        place
    }

    /// A place beside the project.
    pub(crate) fn outside(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// The same place, where commands run in another folder.
    pub(crate) fn in_folder(&self, folder: &str) -> Place {
        Place { folder: Rc::clone(&self.folder), inner: PathBuf::from(folder) }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.inner.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Puts other words into a file.
    pub(crate) fn change(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{name} does not hold {old}");
        self.write(name, &text.replace(old, new));
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]);
        command.args(["-c", "commit.gpgsign=false"]);
        let output = command.args(arguments).current_dir(&self.inner).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Commits everything.
    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    fn run(&self, program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.inner).env("NO_COLOR", "1").env("ENROL", env!("CARGO_BIN_EXE_enrol"));
        // Tests may run in a workflow, or below a repository of their own.
        command.env_remove("GITHUB_ACTIONS").env_remove("GITHUB_STEP_SUMMARY");
        command.env("GIT_CEILING_DIRECTORIES", self.folder.path());
        command.envs(environment.iter().copied()).output().unwrap()
    }

    /// The exit code of the command.
    pub(crate) fn code(&self, arguments: &[&str]) -> i32 {
        self.run(Path::new(env!("CARGO_BIN_EXE_enrol")), arguments, &[]).status.code().unwrap()
    }

    /// What the command prints.
    pub(crate) fn out(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.run(Path::new(env!("CARGO_BIN_EXE_enrol")), arguments, &[]).stdout).unwrap()
    }

    /// What the command prints and says, with its exit code.
    pub(crate) fn told(&self, arguments: &[&str]) -> String {
        let output = self.run(Path::new(env!("CARGO_BIN_EXE_enrol")), arguments, &[]);
        self.shown(&format!("enrol {}", arguments.join(" ")), &output)
    }

    /// What a script of `ci` prints and says, with its exit code.
    pub(crate) fn script(&self, name: &str, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let script = root().join("ci").join(name);
        let whole: Vec<&str> = std::iter::once(script.to_str().unwrap()).chain(arguments.iter().copied()).collect();
        let output = self.run(Path::new("bash"), &whole, environment);
        self.shown(&format!("ci/{name} {}", arguments.join(" ")), &output)
    }

    fn shown(&self, call: &str, output: &Output) -> String {
        let mut told = format!("$ {call}\n{}", String::from_utf8_lossy(&output.stdout));
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            writeln!(told, "! {line}").unwrap();
        }
        writeln!(told, "exit code {}\n", output.status.code().unwrap()).unwrap();
        // Where it was run, and commits, are others each time.
        let told = told.replace(env!("CARGO_BIN_EXE_enrol"), "enrol");
        without_commits(&told.replace(&self.folder.path().display().to_string(), "FOLDER"))
    }
}

/// The text with each full name of a commit as `COMMIT`.
pub(crate) fn without_commits(text: &str) -> String {
    let is_hexadecimal = |letter: char| letter.is_ascii_hexdigit();
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_hexadecimal) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|letter| !is_hexadecimal(letter)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        out.push_str(before);
        out.push_str(if word.len() == 40 { "COMMIT" } else { word });
        rest = after;
    }
    out + rest
}
