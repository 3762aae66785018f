//! Commands that change files or read settings, run in a folder of their own: what they print, what they leave behind, and
//! with which exit code they end.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that goes wrong should stop there")]

mod demands;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const UNTIDY: &str =
    "trial EXAMPLE \"An example\"\nuse common\ninclusion I1 \"Adults\"   age>=18 years # of both sexes\n";

const BROKEN: &str = "trial EXAMPLE \"An example\"\n\nuse common\n\ninclusion   I1 \"Adults\"   age >>\ninclusion I2 \"Fit\"  latest ecog<=1\n";

/// A folder with some files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// Runs the command there; its outputs and exit code as one text.
fn run(folder: &Path, arguments: &[&str], input: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enrol"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that reads no input may be gone already.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let mut told = format!("$ enrol {}\n", arguments.join(" "));
    told.push_str(&String::from_utf8(output.stdout).unwrap());
    for line in String::from_utf8(output.stderr).unwrap().lines() {
        writeln!(told, "! {line}").unwrap();
    }
    writeln!(told, "exit code {}", output.status.code().unwrap()).unwrap();
    told
}

fn read(folder: &TempDir, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn files_and_folders_are_formatted() {
    let tidy = "use common\n";
    let files = [
        ("rules/a.enrol", UNTIDY),
        ("rules/deep/b.enrol", tidy),
        ("rules/c.txt", UNTIDY),
        ("target/built.enrol", UNTIDY),
        (".kept/hidden.enrol", UNTIDY),
    ];
    let folder = folder(&files);
    let mut told = run(folder.path(), &["fmt", "--check", "rules"], "");
    assert_eq!(read(&folder, "rules/a.enrol"), UNTIDY, "`--check` writes nothing");
    told += &run(folder.path(), &["fmt", "rules"], "");
    told += &run(folder.path(), &["fmt"], "");
    told += &run(folder.path(), &["fmt", "--check", "rules/a.enrol"], "");
    told += &run(folder.path(), &["fmt", "missing"], "");
    assert_eq!(read(&folder, "rules/c.txt"), UNTIDY);
    insta::assert_snapshot!(told + &read(&folder, "rules/a.enrol"));
}

#[test]
fn broken_criteria_stay_and_their_neighbours_are_formatted() {
    let folder = folder(&[("a.enrol", BROKEN)]);
    let told = run(folder.path(), &["fmt", "a.enrol"], "");
    insta::assert_snapshot!(told + &read(&folder, "a.enrol"));
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let folder = folder(&[]);
    let mut told = run(folder.path(), &["fmt", "-"], UNTIDY);
    told += &run(folder.path(), &["fmt", "--check", "-"], UNTIDY);
    told += &run(folder.path(), &["fmt", "-", "a.enrol"], UNTIDY);
    insta::assert_snapshot!(told);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("kept/a.enrol", UNTIDY)]);
    let (file, link) = (folder.path().join("kept/a.enrol"), folder.path().join("link.enrol"));
    symlink(&file, &link).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    let told = run(folder.path(), &["fmt", "link.enrol"], "");
    assert!(told.ends_with("exit code 0\n"), "{told}");
    assert!(link.is_symlink());
    assert_ne!(read(&folder, "kept/a.enrol"), UNTIDY);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(std::fs::read_dir(folder.path().join("kept")).unwrap().count(), 1, "nothing else is left behind");
}

#[test]
fn rules_are_checked_where_one_stands() {
    let well = "trial EXAMPLE \"An example\"\n\ninclusion I1 \"Adults\"\n  age >= 18 years\n";
    let folder = folder(&[("deep/a.enrol", well), ("target/built.enrol", BROKEN)]);
    let told = run(folder.path(), &["check"], "");
    assert_eq!(told, "$ enrol check\n! 1 file checked: nothing to report\nexit code 0\n");
    std::fs::remove_dir_all(folder.path().join("deep")).unwrap();
    let told = run(folder.path(), &["check"], "");
    assert!(told.contains("no rule files here") && told.ends_with("exit code 3\n"), "{told}");
}

const REMARKS: &str = "trial EXAMPLE \"An example\"\n\nuse common\n
inclusion I1 \"Adults\"
  age >= 18 years  # enrol: ignore W0404: children were meant once

# enrol: ignore W0602: the record has no I2
inclusion I3 \"Fit\"
  latest ecog <= 1\n
inclusion I5 \"Not frail\"
  latest karnofksy >= 70\n";

#[test]
fn findings_are_told_in_every_form() {
    let folder = folder(&[("a.enrol", REMARKS), ("enrol.toml", "[lints]\nW0602 = \"error\"\nW0000 = \"off\"\n")]);
    let mut told = String::new();
    for format in ["terminal", "json", "sarif", "github"] {
        told += &run(folder.path(), &["check", "a.enrol", "--format", format], "");
    }
    // The pages on the codes have tests of their own.
    let page = |line: &&str| !line.contains("\"markdown\": \"#") && !line.contains("\"text\": \"# ");
    let told: Vec<&str> = told.lines().filter(page).collect();
    insta::assert_snapshot!(told.join("\n").replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn json_is_as_its_schema_says() {
    let folder = folder(&[("a.enrol", REMARKS)]);
    let json = |arguments: &[&str]| -> serde_json::Value {
        let told = run(folder.path(), arguments, "");
        let (_, rest) = told.split_once('\n').unwrap();
        let document = rest.split("\n! ").next().unwrap().split("\nexit code").next().unwrap();
        serde_json::from_str(document).unwrap()
    };
    let schema = json(&["schema", "findings"]);
    let found = json(&["check", "a.enrol", "--format", "json"]);
    assert!(found.as_array().unwrap().len() > 2, "{found}");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&found).map(|error| error.to_string()).collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn safe_changes_are_made_and_the_others_told() {
    let folder = folder(&[("a.enrol", REMARKS)]);
    let mut told = run(folder.path(), &["check", "a.enrol", "--fix", "--format", "github"], "");
    told += &run(folder.path(), &["check", "a.enrol", "--format", "github"], "");
    insta::assert_snapshot!(told + &read(&folder, "a.enrol"));
}

#[test]
fn rules_are_read_back_and_what_cannot_be_read_is_said() {
    let rules = "trial EXAMPLE \"An example\"\n  version \"1\"\n  source \"Nobody\"\n\nuse common\n\n\
                 inclusion I1 \"Adults\"\n  age >= 18 years\n\nexclusion E1 \"Potassium\"\n  latest potassium > 5 mmol/L\n";
    let folder = folder(&[("a.enrol", rules), ("b.enrol", BROKEN), ("words/c.enrol", "vocabulary c \"None\"\n")]);
    let mut told = run(folder.path(), &["doc", "a.enrol", "--format", "markdown"], "");
    told += &run(folder.path(), &["doc", "b.enrol", "--format", "html", "--out", "b.html"], "");
    assert!(read(&folder, "b.html").contains("This criterion could not be read"));
    told += &run(folder.path(), &["doc", "a.enrol", "--format", "docx", "--out", "a.docx"], "");
    let packed = std::fs::read(folder.path().join("a.docx")).unwrap();
    assert!(packed.starts_with(b"PK"), "a word processor's document is packed");
    told += &run(folder.path(), &["doc", "a.enrol", "--format", "csv"], "");
    told += &run(folder.path(), &["doc", "a.enrol", "--data-requirements", "--format", "csv"], "");
    told += &run(folder.path(), &["doc", "a.enrol", "--data-requirements", "--format", "docx"], "");
    told += &run(folder.path(), &["doc", "words/c.enrol", "--data-requirements"], "");
    told += &run(folder.path(), &["doc", "missing.enrol"], "");
    insta::assert_snapshot!(told);
}

const PAGE: &str = "# Adults\n\nAs of 2026-11-22.\n\n```enrol\nage >= 18 years\n```\n\n```yaml\nbirth: $birth\n```\n
| $birth     | truth   |\n|------------|---------|\n| 2008-11-22 | met     |\n| 2008-11-23 | met     |\n| 2008-11    | not met |\n";

#[test]
fn tests_are_told_in_every_form() {
    let pages =
        [("tests/adults.md", PAGE), ("tests/broken.md", "As of 2026-11-22.\n\n```verdict\n"), ("README.md", PAGE)];
    let folder = folder(&pages);
    let mut told = String::new();
    for format in ["terminal", "json", "junit", "github"] {
        told += &run(folder.path(), &["test", "--format", format], "");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn differences_of_tests_are_written_all_or_one_by_one() {
    let folder = folder(&[("tests/adults.md", PAGE)]);
    let mut told = run(folder.path(), &["test", "--review"], "x\ns\na\n");
    told += &read(&folder, "tests/adults.md");
    told += &run(folder.path(), &["test", "--review"], "r\n");
    told += &run(folder.path(), &["test", "--review"], "");
    told += &run(folder.path(), &["test", "--update"], "");
    told += &read(&folder, "tests/adults.md");
    told += &run(folder.path(), &["test"], "");
    told += &run(folder.path(), &["test", "--review"], "");
    told += &run(folder.path(), &["test", "--only", "Adul"], "");
    told += &run(folder.path(), &["test", "--only", "Children"], "");
    told += &run(folder.path(), &["test", "missing.md"], "");
    std::fs::write(folder.path().join("tests/adults.md"), format!("{PAGE}\n```verdct\n```\n")).unwrap();
    told += &run(folder.path(), &["test", "--update"], "");
    told += &run(folder.path(), &["test", "--review"], "");
    assert!(read(&folder, "tests/adults.md").contains("| 2008-11-23 | met     |"), "nothing is written");
    insta::assert_snapshot!(told);
}

#[test]
fn settings_say_where_tests_are_and_what_they_speak() {
    let page = "```enrol\nlatest ecog <= 1\n```\n\n```verdict\nunknown ECOG performance status: not known\n```\n";
    let settings = "[tests]\nfolders = [\"pages\"]\nuses = [\"common\"]\nas_of = 2026-11-22\n";
    let wrong = "[tests]\nfolder = [\"pages\"]\nuses = \"common\"\nas_of = \"2026-11-31\"\nfolders = [\"pages\"]\n";
    let folder = folder(&[("pages/a.md", page), ("enrol.toml", settings)]);
    let mut told = run(folder.path(), &["test"], "");
    std::fs::write(folder.path().join("enrol.toml"), wrong).unwrap();
    told += &run(folder.path(), &["test"], "");
    std::fs::remove_dir_all(folder.path().join("pages")).unwrap();
    std::fs::remove_file(folder.path().join("enrol.toml")).unwrap();
    told += &run(folder.path(), &["test"], "");
    insta::assert_snapshot!(told);
}
