//! The documentation says what the command says: every `console` block is run, every example of a record is read.
//!
//! `UPDATE_DOCS=1 cargo test --test documents` writes the outputs anew; read every line of the difference. Output between two
//! lines of `...` is compared, what they stand for is not; a block with such a line is never rewritten.
//!
//! A block runs in this project. Behind `console` may stand where else: `elsewhere` is an empty folder, `project` a committed project
//! of `enrol init`, and `change` the same on a branch that lowers a threshold; `sharing` is one whose words lie in a shared folder, and
//! in `shared-change` these are other words than were pinned.

#![cfg(feature = "cli")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that goes wrong should stop there"
)]

use enrol::check::{Options, Source, check};
use enrol::diagnostic::Code;
use enrol::record::{ReadOptions, Reader};
use enrol::value::Day;
use enrol::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

/// Stands in an output for any lines.
const LEFT_OUT: &str = "...";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder with that ending, sorted; not of folders within.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|own| own == ending));
    found.sort();
    found
}

fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("rules/README.md"), root().join("examples/README.md")];
    pages.extend(files("docs", "md"));
    pages
}

/// Those and all others: of the language, of the findings, and for who works on the project.
fn all_pages() -> Vec<PathBuf> {
    let mut pages = pages();
    pages.extend(
        [
            "CONTRIBUTING.md",
            "ARCHITECTURE.md",
            "CHANGELOG.md",
            "editors/README.md",
            "editors/neovim/README.md",
            "editors/textmate/README.md",
            "editors/vscode/README.md",
            "tests/reference/DECISIONS.md",
        ]
        .map(|page| root().join(page)),
    );
    pages.extend(
        ["docs/language", "docs/diagnostics", "rules/tests", "tests/spec"]
            .iter()
            .flat_map(|folder| files(folder, "md")),
    );
    pages
}

/// The words of a command line. Quotes of both kinds hold blanks together; nothing else is special.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for letter in line.chars() {
        match quote {
            Some(open) if letter == open => quote = None,
            None if letter == '"' || letter == '\'' => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    assert!(quote.is_none(), "a quote is not closed: {line}");
    words.extend(word);
    words
}

/// What a line of a document runs.
#[derive(Debug, PartialEq)]
enum Call {
    /// The command, with these arguments.
    Enrol(Vec<String>),
    /// The script that checks a repository of rules.
    Script(Vec<String>),
    /// Shows the exit code of the line before.
    ExitCode,
    /// Another program, which is not run.
    Other,
}

fn call(line: &str) -> Call {
    let words = words(line);
    if line == "echo $?" {
        return Call::ExitCode;
    }
    if let Some((first, rest)) = words.split_first()
        && first == "../enrol/ci/rules.sh"
    {
        return Call::Script(rest.to_vec());
    }
    let arguments = ["cargo run --release -- ", "enrol "].iter().find_map(|start| {
        let start: Vec<&str> = start.split_whitespace().collect();
        let begins = words.len() >= start.len() && start.iter().zip(&words).all(|(a, b)| a == b);
        begins.then(|| words[start.len()..].to_vec())
    });
    let other = ["cargo test", "cargo fmt", "cargo clippy"].iter().any(|start| line.starts_with(start));
    assert!(arguments.is_some() || other, "not a command that a document may show: {line}");
    arguments.map_or(Call::Other, Call::Enrol)
}

/// What a program prints, first its result, then what it says aside; and its exit code.
fn output(program: &str, arguments: &[String], folder: &Path) -> (String, i32) {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env_remove("COLUMNS");
    command.env("ENROL", env!("CARGO_BIN_EXE_enrol")).env_remove("GITHUB_ACTIONS").env_remove("GITHUB_STEP_SUMMARY");
    let run = command.output().unwrap();
    let text = String::from_utf8(run.stdout).unwrap() + &String::from_utf8(run.stderr).unwrap();
    let text = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned();
    (text, run.status.code().unwrap())
}

/// Where the blocks of a page run.
struct Folders {
    whole: TempDir,
}

impl Folders {
    fn new() -> Folders {
        let whole = TempDir::new().unwrap();
        let folders = Folders { whole };
        std::fs::create_dir(folders.of("elsewhere")).unwrap();
        folders
    }

    /// The folder of that name; a project is made when it is first asked for.
    fn of(&self, place: &str) -> PathBuf {
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

/// Whether these lines are those, where a line of `...` may stand for any.
fn fits(shown: &[&str], real: &[&str]) -> bool {
    match shown.split_first() {
        None => real.is_empty(),
        Some((&LEFT_OUT, rest)) => (0..=real.len()).any(|from| fits(rest, &real[from..])),
        Some((first, rest)) => real.split_first().is_some_and(|(own, others)| own == first && fits(rest, others)),
    }
}

/// A command in a document and what the document says that it prints.
struct Shown {
    line: usize,
    place: String,
    command: String,
    output: Vec<String>,
}

/// Every command of the `console` blocks.
fn commands(text: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside: Option<&str> = None;
    for (number, line) in text.lines().enumerate() {
        match (inside, line) {
            (None, line) => inside = line.strip_prefix("```console").map(str::trim),
            (Some(_), "```") => inside = None,
            (Some(place), line) => match line.strip_prefix("$ ") {
                Some(command) => {
                    let (place, command) = (place.to_owned(), command.to_owned());
                    found.push(Shown { line: number, place, command, output: Vec::new() });
                }
                None => found.last_mut().unwrap().output.push(line.to_owned()),
            },
        }
    }
    found
}

/// What each of these commands prints, in their order; nothing for those that are not run.
fn outputs(shown: &[Shown]) -> Vec<Option<String>> {
    let folders = Folders::new();
    let mut last = 0;
    let script = root().join("ci/rules.sh").display().to_string();
    let print = |shown: &Shown| {
        let (text, code) = match call(&shown.command) {
            Call::Other => return None,
            Call::ExitCode => return Some(last.to_string()),
            Call::Enrol(arguments) => output(env!("CARGO_BIN_EXE_enrol"), &arguments, &folders.of(&shown.place)),
            Call::Script(arguments) => {
                output("bash", &[vec![script.clone()], arguments].concat(), &folders.of(&shown.place))
            }
        };
        last = code;
        Some(text)
    };
    shown.iter().map(print).collect()
}

/// Runs what a page shows: the page as it should be, and what it says wrongly.
fn run(path: &Path) -> (String, Vec<String>) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    let shown = commands(&text);
    let real = outputs(&shown);
    for (shown, real) in shown.into_iter().zip(real).rev() {
        let Some(real) = real else { continue };
        let end = shown.output.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        let expected: Vec<&str> = shown.output[..end].iter().map(String::as_str).collect();
        if !fits(&expected, &real.lines().collect::<Vec<_>>()) {
            wrong.push(format!("{}:{}: $ {}\nprints\n{real}", path.display(), shown.line + 1, shown.command));
            if !expected.contains(&LEFT_OUT) {
                lines.splice(shown.line + 1..shown.line + 1 + end, real.lines().map(str::to_owned));
            }
        }
    }
    (lines.join("\n") + "\n", wrong)
}

#[test]
fn documents_show_what_is_printed() {
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    let mut wrong = Vec::new();
    let mut shown = 0;
    for path in pages() {
        let before = std::fs::read_to_string(&path).unwrap();
        shown += commands(&before).len();
        let (after, found) = run(&path);
        if update && after != before {
            std::fs::write(&path, after).unwrap();
        }
        wrong.extend(found);
    }
    assert!(shown >= 12, "the documents show only {shown} commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What a link says in brackets, and where it leads, for links to files of the project.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let own = targets.filter(|target| !target.contains("://") && !target.contains(char::is_whitespace));
    own.map(|target| target.split('#').next().unwrap()).filter(|target| !target.is_empty()).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for path in all_pages() {
        let text = std::fs::read_to_string(&path).unwrap();
        let lost = links(&text).into_iter().filter(|target| !path.parent().unwrap().join(target).exists());
        wrong.extend(lost.map(|target| format!("{}: {target}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a page writes in backticks outside of blocks.
fn in_backticks(text: &str) -> Vec<&str> {
    let outside = text.split("```").step_by(2);
    outside.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

/// Files and folders that who works on the project is sent to.
#[test]
fn named_files_are_there() {
    let folders = ["src/", "tests/", "docs/", "rules/", "grammar/", "examples/", "benches/", "templates/", "ci/"];
    let mut wrong = Vec::new();
    let mut named = 0;
    for page in ["CONTRIBUTING.md", "ARCHITECTURE.md", "README.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        for path in in_backticks(&text) {
            let names_one = folders.iter().any(|folder| path.starts_with(folder)) && !path.contains("CODE");
            named += usize::from(names_one);
            if names_one && !root().join(path).exists() {
                wrong.push(format!("{page}: {path}"));
            }
        }
    }
    assert!(named >= 20, "the pages name only {named} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The commands of a page whose output it does not show: lines of blocks without a language, and `cargo run` in a sentence.
fn plain_commands(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut block: Option<&str> = None;
    for line in text.lines() {
        match (block, line.strip_prefix("```")) {
            (None, Some(language)) => block = Some(language),
            (Some(_), Some(_)) => block = None,
            (Some(""), None) => found.push(line),
            _ => {}
        }
    }
    found.extend(
        in_backticks(text).into_iter().filter(|code| code.starts_with("cargo run -- ") && !code.ends_with("--")),
    );
    found.retain(|line| ["enrol ", "time enrol ", "cargo run -- "].iter().any(|start| line.starts_with(start)));
    found
}

/// The same command with files that are there, in place of those that the reader is to have.
fn with_own_files(command: &str, out: &Path) -> Vec<String> {
    let command = command.split(" > ").next().unwrap();
    let program = ["time enrol ", "cargo run -- ", "enrol "].iter().find_map(|start| command.strip_prefix(start));
    let mut after_out = false;
    let word = |word: String| match word.as_str() {
        _ if std::mem::take(&mut after_out) => out.display().to_string(),
        "--out" => {
            after_out = true;
            word
        }
        "cohort" => "examples/patients".to_owned(),
        "patient.yaml" => "examples/patients/LN-009.yaml".to_owned(),
        _ => word,
    };
    words(program.unwrap()).into_iter().map(word).collect()
}

#[test]
fn commands_without_output_are_accepted() {
    let out = std::env::temp_dir().join(format!("enrol-documents-{}", std::process::id()));
    let mut wrong = Vec::new();
    let mut run = 0;
    for path in all_pages() {
        let text = std::fs::read_to_string(&path).unwrap();
        for command in plain_commands(&text) {
            let arguments = with_own_files(command, &out);
            let done = Command::new(env!("CARGO_BIN_EXE_enrol")).args(&arguments).current_dir(root()).output().unwrap();
            run += 1;
            // 2 and 3 are wrong use and what cannot be read; a verdict or finding is an answer.
            if !matches!(done.status.code(), Some(0 | 1)) {
                wrong.push(format!("{}: {command}\n{}", path.display(), String::from_utf8_lossy(&done.stderr)));
            }
        }
    }
    std::fs::remove_file(&out).unwrap();
    assert!(run >= 9, "the documents show only {run} commands without output");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All words and scores that come with the project.
fn vocabulary() -> Arc<Vocabulary> {
    let folders = ["rules/vocabulary", "rules/library", "rules/library/lupus", "rules/library/myeloma"];
    let paths = folders.iter().flat_map(|folder| files(folder, "enrol"));
    let source = |path: PathBuf| Source::new(path.display().to_string(), std::fs::read_to_string(&path).unwrap());
    let sources: Vec<Source> = paths.map(source).collect();
    let resolve = |name: &str| {
        let end = format!("/{}.enrol", name.replace('.', "/"));
        sources.iter().find(|source| source.name.ends_with(&end)).cloned()
    };
    check(&sources, &resolve, &Options::default()).program.vocabulary
}

/// The records of a page, as they stand in its `yaml` blocks.
fn records(page: &str) -> Vec<&str> {
    page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn records_of_pages_say_what_they_show() {
    let vocabulary = vocabulary();
    let options = ReadOptions { as_of: Day::parse("2026-11-22"), ..ReadOptions::default() };
    let mut wrong = Vec::new();
    for code in Code::ALL.iter().filter(|code| code.text().starts_with('R')) {
        let examples = records(code.page());
        let codes = |record: &str| -> BTreeSet<&str> {
            let read = Reader::new(&vocabulary, options).read_yaml(record.as_bytes());
            read.findings.iter().map(|finding| finding.code.text()).collect()
        };
        let [bad, .., good] = examples.as_slice() else {
            wrong.push(format!("{code}: a page has two examples"));
            continue;
        };
        if codes(bad) != BTreeSet::from([code.text()]) {
            wrong.push(format!("{code}: the first example gives {:?}", codes(bad)));
        }
        if !codes(good).is_empty() {
            wrong.push(format!("{code}: the last example gives {:?}", codes(good)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_output_is_seen() {
    assert!(fits(&["a", LEFT_OUT, "d"], &["a", "b", "c", "d"]));
    assert!(fits(&["a", LEFT_OUT], &["a"]));
    assert!(!fits(&["a", LEFT_OUT, "e"], &["a", "b", "c", "d"]));
    assert!(!fits(&["a"], &["a", "b"]));
    assert_eq!(words("enrol eval \"a > 1 g/g\" --set 'b=\"2 g\"'")[2..], ["a > 1 g/g", "--set", "b=\"2 g\""]);
    assert_eq!(call("cargo test --all"), Call::Other);
    assert_eq!(call("enrol check rules"), Call::Enrol(vec!["check".to_owned(), "rules".to_owned()]));
}
