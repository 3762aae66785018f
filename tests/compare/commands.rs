//! `enrol diff` and `enrol snapshot` as they are called.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const TRIAL: &str = r#"trial EXAMPLE "An example"
use common
use lupus

inclusion I1 "Adults"
  age >= 18 years

inclusion I2 "Protein/creatinine ratio above 1 g/g"
  latest upcr within 28 days > 1 g/g
"#;

const RECORDS: &str = "patient: A-1
birth: 1990-01-01
measurements:
  - { test: upcr, value: 0.8 g/g, on: 2026-11-02 }
---
patient: A-2
birth: 1990-01-01
measurements:
  - { test: upcr, value: 2 g/g, on: 2026-11-02 }
---
patient: A-3
birth: 2015-01-01
measurements:
  - { test: upcr, value: 0.9 g/g, on: 2026-10-01 }
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    files.iter().for_each(|(name, text)| write(&folder, name, text));
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Runs the command there; its outputs and exit code as one text.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enrol"));
    // A folder for tests may lie in somebody's repository: git must not look above it.
    command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
    let output = command.current_dir(folder).args(arguments).env("NO_COLOR", "1").output().unwrap();
    let mut told = format!("$ enrol {}\n", arguments.join(" "));
    told.push_str(&String::from_utf8(output.stdout).unwrap());
    for line in String::from_utf8(output.stderr).unwrap().lines() {
        writeln!(told, "! {line}").unwrap();
    }
    writeln!(told, "exit code {}\n", output.status.code().unwrap()).unwrap();
    told
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(arguments);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn lowered() -> String {
    TRIAL.replace("above 1 g/g", "above 0.5 g/g").replace("> 1 g/g", "> 0.5 g/g")
}

#[test]
fn on_patients_and_by_a_record_of_its_own() {
    let folder = folder(&[("old.enrol", TRIAL), ("new.enrol", &lowered()), ("records.yaml", RECORDS)]);
    let day = ["--as-of", "2026-11-22"];
    let patients = ["--patients", "records.yaml"];
    let call = |arguments: &[&[&str]]| run(folder.path(), &arguments.concat());
    let both: &[&str] = &["diff", "old.enrol", "new.enrol"];
    let mut told = call(&[both, &day, &patients]);
    told += &call(&[both, &day]);
    told += &call(&[both, &day, &["--search", "0"]]);
    told += &call(&[&["diff", "old.enrol", "old.enrol"], &day]);
    told += &call(&[both, &day, &["--format", "markdown"]]);
    told += &call(&[both, &day, &patients, &["--format", "markdown"]]);
    insta::assert_snapshot!(told);
}

#[test]
fn errors_are_told_apart_from_changes() {
    let broken = TRIAL.replace("latest upcr", "latest uprc");
    let folder = folder(&[("well.enrol", TRIAL), ("broken.enrol", &broken), ("lowered.enrol", &lowered())]);
    let code = |old: &str, new: &str| {
        let told = run(folder.path(), &["diff", old, new, "--as-of", "2026-11-22", "--search", "0", "-q"]);
        told.trim_end().rsplit(' ').next().unwrap().parse::<u8>().unwrap()
    };
    assert_eq!(code("well.enrol", "well.enrol"), 0);
    assert_eq!(code("well.enrol", "lowered.enrol"), 1);
    assert_eq!(code("well.enrol", "broken.enrol"), 3, "what a change breaks cannot be compared");
    assert_eq!(code("broken.enrol", "broken.enrol"), 3);
    assert_eq!(code("broken.enrol", "well.enrol"), 1, "what a change mends is a change");
}

#[test]
fn json_follows_its_schema() {
    let folder = folder(&[("old.enrol", TRIAL), ("new.enrol", &lowered()), ("records.yaml", RECORDS)]);
    let mut seen = 0;
    for more in [&["--search", "2000"][..], &["--patients", "records.yaml"]] {
        let arguments = ["diff", "old.enrol", "new.enrol", "--as-of", "2026-11-22", "--format", "json", "-q"];
        let output = Command::new(env!("CARGO_BIN_EXE_enrol"))
            .current_dir(folder.path())
            .args(arguments.iter().chain(more))
            .output()
            .unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let schema = jsonschema::validator_for(&enrol::compare::schema()).unwrap();
        let errors: Vec<String> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(json["trials"][0]["versions"][0]["criteria"][0]["kinds"][0], "meaning");
        seen += usize::from(json["patients"]["changed"] == 1);
        seen += usize::from(json["trials"][0]["versions"][0]["criteria"][0]["witness"]["found"].is_object());
    }
    assert_eq!(seen, 2);
}

#[test]
fn revisions_of_a_repository() {
    let words = "vocabulary own\n\nmeasurement marker \"Marker\"\n  result g/L\n";
    let trial = "trial OWN \"With words of its own\"\nuse own\n\ninclusion I1 \"A marker\"\n  latest marker > 1 g/L\n";
    let folder = folder(&[("rules/trials/own.enrol", trial), ("rules/vocabulary/own.enrol", words)]);
    let here = folder.path();
    let outside = run(here, &["diff", "main..HEAD", "rules/trials", "--as-of", "2026-11-22"]);
    git(here, &["init", "-q", "-b", "main"]);
    git(here, &["add", "."]);
    git(here, &["commit", "-q", "-m", "one"]);
    git(here, &["tag", "v1"]);
    // In the next revision the word is kept in another unit, and read by a code.
    write(&folder, "rules/vocabulary/own.enrol", &words.replace("result g/L", "result g/L  code loinc 2885-2"));
    git(here, &["commit", "-q", "-a", "-m", "two"]);
    write(&folder, "rules/trials/own.enrol", &trial.replace("> 1 g/L", "> 2 g/L"));
    let day = ["--as-of", "2026-11-22", "--search", "0"];
    let mut told = outside;
    for call in [
        ["diff", "v1..HEAD", "rules/trials/own.enrol"],
        ["diff", "v1..", "rules/trials"],
        ["diff", "HEAD:rules/trials/own.enrol", "rules/trials/own.enrol"],
        ["diff", "v1:rules/trials", "rules/trials"],
        ["diff", "v2..HEAD", "rules/trials"],
        ["diff", "v1:rules/other.enrol", "rules/trials/own.enrol"],
        ["diff", "main", "rules/trials"],
        ["diff", "v1:../x.enrol", "rules/trials"],
        ["diff", "--", "-x..HEAD"],
    ] {
        told += &run(here, &[&call[..1], &day, &call[1..]].concat());
    }
    told += &run(&here.join("rules"), &["diff", "v1:trials", "trials", "--as-of", "2026-11-22", "--search", "0"]);
    insta::assert_snapshot!(told);
}

#[test]
fn snapshots_are_written_compared_and_taken_away() {
    let folder = folder(&[("trial.enrol", TRIAL), ("records.yaml", RECORDS)]);
    let call = |more: &[&str]| {
        let arguments = ["snapshot", "trial.enrol", "--patients", "records.yaml", "--as-of", "2026-11-22"];
        run(folder.path(), &[&arguments[..], more].concat())
    };
    let mut told = call(&[]);
    told += &call(&["--update"]);
    told += &call(&[]);
    let kept = std::fs::read_to_string(folder.path().join("snapshots/EXAMPLE/A-1.md")).unwrap();
    // Another layout changes no verdict and no snapshot.
    write(&folder, "trial.enrol", &TRIAL.replace("  age >= 18 years", "  age  >=  18 years"));
    told += &call(&[]);
    write(&folder, "trial.enrol", &lowered());
    told += &call(&[]);
    write(&folder, "records.yaml", RECORDS.split("---\npatient: A-3").next().unwrap());
    write(&folder, "snapshots/EXAMPLE/own.md", "Somebody's own file.\n");
    told += &call(&[]);
    told += &call(&["--update"]);
    told += &call(&[]);
    assert!(folder.path().join("snapshots/EXAMPLE/own.md").exists());
    assert!(!folder.path().join("snapshots/EXAMPLE/A-3.md").exists());
    told += &run(folder.path(), &["snapshot", "trial.enrol", "--patients", "records.yaml"]);
    insta::assert_snapshot!(told + &kept);
}
