//! What is said of the examples: the hard cases, each with its explanation beside it, and the published schemas, which
//! all that is read and written keeps to.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use enrol::check::{Options, Program, Source, check};
use enrol::evaluate::{Dates, Trace, evaluate};
use enrol::explain::{self, Explanation, Finding, in_full, plain_text};
use enrol::record::{Patient, ReadOptions, read_yaml};
use enrol::value::Day;
use serde::Deserialize as _;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How wide the explanations beside the hard cases are.
const WIDTH: usize = 100;

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    found.sort();
    found
}

fn resolve(name: &str) -> Option<Source> {
    let file = format!("{}.enrol", name.replace('.', "/"));
    ["rules/vocabulary", "rules/library"].iter().find_map(|shelf| {
        let path = Path::new(shelf).join(&file);
        Some(Source::new(path.display().to_string(), std::fs::read_to_string(path).ok()?))
    })
}

fn explained(program: &Program, trial: usize, patient: &Patient, dates: &Dates) -> Explanation {
    let mut trace = Trace::new(program);
    let judgement = evaluate(program, trial, patient, dates, &mut trace);
    explain::explain(program, patient, dates, &judgement, &trace)
}

/// The patients of a file, each with the day on which it was recorded: that on which it is judged.
fn patients(text: &str, program: &Program) -> Vec<(Patient, Dates)> {
    let recorded = text.lines().find_map(|line| line.strip_prefix("recorded: ")).unwrap();
    let dates = Dates { as_of: Day::parse(recorded).unwrap(), anchors: Vec::new() };
    let read = read_yaml(text.as_bytes(), &program.vocabulary, &ReadOptions::default());
    read.patients.into_iter().map(|patient| (patient, dates.clone())).collect()
}

/// The criterion that a patient of the hard cases was made for, in full, with what is to be done about what is open.
fn said_of(explanation: &Explanation, criterion: &str) -> String {
    let line = explanation.criteria.iter().find(|line| line.id == criterion).unwrap();
    let mut said = plain_text(&in_full(line, WIDTH));
    let mut tasks = Vec::new();
    line.finding.iter().for_each(|finding| gather_tasks(finding, &mut tasks));
    tasks.iter().for_each(|task| writeln!(said, "  [ ] {task}").unwrap());
    said
}

fn gather_tasks<'f>(finding: &'f Finding, tasks: &mut Vec<&'f str>) {
    for reason in &finding.reasons {
        if !tasks.contains(&reason.task.as_str()) {
            tasks.push(&reason.task);
        }
    }
    finding.parts.iter().for_each(|part| gather_tasks(part, tasks));
}

/// Beside `h01.yaml` stands `h01.txt`: what is said of each of its patients.
#[test]
fn hard_cases_are_explained_as_beside_them() {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let program = check(&[source("rules/examples/hard-cases.enrol")], &resolve, &Options::default()).program;
    let mut wrong = String::new();
    for path in files("examples/hard-cases", "yaml") {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let (letter, number) = stem.split_at(1);
        let criterion = format!("{}{}", letter.to_uppercase(), number.trim_start_matches('0'));
        let text = std::fs::read_to_string(&path).unwrap();
        let patients = patients(&text, &program);
        let as_of = patients[0].1.as_of;
        let mut found = format!("# Written by `UPDATE=1 cargo test --test examples`; judged on {as_of}.\n");
        for (patient, dates) in patients {
            let explanation = explained(&program, 0, &patient, &dates);
            write!(found, "\n{}\n\n{}", patient.id, said_of(&explanation, &criterion)).unwrap();
        }
        let beside = path.with_extension("txt");
        if update {
            std::fs::write(&beside, &found).unwrap();
        }
        if std::fs::read_to_string(&beside).unwrap_or_default() != found {
            writeln!(wrong, "{} says otherwise:\n{found}", beside.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nwrite it anew with UPDATE=1 where that is right");
}

fn source(path: &str) -> Source {
    Source::new(path, std::fs::read_to_string(path).unwrap())
}

/// What a command of the engine prints.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_enrol")).arg("-q").args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The published schema of records or verdicts, as the engine prints it.
fn schema(of: &str) -> jsonschema::Validator {
    jsonschema::draft202012::new(&serde_json::from_str(&printed(&["schema", of])).unwrap()).unwrap()
}

/// Where a document does not keep to a schema.
fn breaches(schema: &jsonschema::Validator, document: &serde_json::Value, whose: &str) -> Vec<String> {
    schema.iter_errors(document).map(|breach| format!("{whose}, {}: {breach}", breach.instance_path())).collect()
}

/// Every verdict of every example.
#[test]
fn verdicts_keep_to_their_published_schema() {
    let schema = schema("verdict");
    let sets = [
        ("rules/trials", "examples/patients"),
        ("rules/trials", "examples/published"),
        ("rules/examples", "examples/hard-cases"),
    ];
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (rules, folder) in sets {
        let sources: Vec<Source> = files(rules, "enrol").iter().map(|path| source(path.to_str().unwrap())).collect();
        let program = check(&sources, &resolve, &Options::default()).program;
        for path in files(folder, "yaml") {
            let text = std::fs::read_to_string(&path).unwrap();
            for (patient, dates) in patients(&text, &program) {
                for trial in 0..program.trials.len() {
                    let explanation = explained(&program, trial, &patient, &dates);
                    let whose = format!("{}, {}", explanation.patient, explanation.trial.id);
                    let line: serde_json::Value =
                        serde_json::from_str(&explain::json::line(&explanation).unwrap()).unwrap();
                    wrong.extend(breaches(&schema, &line, &whose));
                    seen += 1;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 400, "only {seen} verdicts");
}

/// What the command prints, with the look ahead; both formats say the same.
#[test]
fn formats_for_machines_keep_to_the_schema() {
    let schema = schema("verdict");
    let told = |format| {
        let rules = ["screen", "rules/trials/NCT05765006.enrol", "rules/trials/NCT05869955.enrol"];
        let patients = ["--patients", "examples/patients/LN-003.yaml", "examples/patients/LN-001.yaml"];
        printed(&[&rules[..], &patients[..], &["--as-of", "2026-11-22", "--format", format]].concat())
    };
    let lines: Vec<serde_json::Value> =
        told("ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let document: serde_json::Value = serde_json::from_str(&told("json")).unwrap();
    assert_eq!(document.as_array().unwrap(), &lines);
    let wrong: Vec<String> = lines.iter().flat_map(|line| breaches(&schema, line, "a line")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lines.len() == 4 && lines.iter().all(|line| line["when"]["stretches"].is_array()));
}

/// A spreadsheet knows a file for UTF-8 by its mark; a program that reads a pipe would take the mark for text.
#[test]
fn a_table_in_a_file_begins_with_the_mark_of_its_encoding() {
    let screen = ["screen", "rules/trials/NCT05798117.enrol", "--patients", "examples/patients/LN-003.yaml"];
    let screen = [&screen[..], &["--as-of", "2026-11-22", "--format", "csv"]].concat();
    let piped = printed(&screen);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts.csv");
    printed(&[&screen[..], &["--out", file.to_str().unwrap()]].concat());
    let written = std::fs::read_to_string(file).unwrap();
    assert!(piped.contains('≥') && !piped.starts_with('\u{feff}'));
    assert_eq!(written.strip_prefix('\u{feff}'), Some(piped.as_str()));
}

/// The schema of verdicts says no to what is not one.
#[test]
fn a_verdict_with_a_field_too_few_breaks_the_schema() {
    let schema = schema("verdict");
    let one = printed(&[
        "screen",
        "rules/trials/NCT05798117.enrol",
        "--patients",
        "examples/patients/LN-003.yaml",
        "--as-of",
        "2026-11-22",
        "--format",
        "ndjson",
    ]);
    let whole: serde_json::Value = serde_json::from_str(&one).unwrap();
    assert!(schema.is_valid(&whole));
    for field in ["format_version", "identity", "verdict", "criteria", "why_not"] {
        let mut less = whole.clone();
        less.as_object_mut().unwrap().remove(field);
        assert!(!schema.is_valid(&less), "{field}");
    }
    let mut odd = whole;
    odd["verdict"]["verdict"] = "perhaps".into();
    assert!(!schema.is_valid(&odd));
}

#[test]
fn records_keep_to_their_published_schema() {
    let schema = schema("record");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for folder in ["examples/patients", "examples/published", "examples/hard-cases"] {
        for path in files(folder, "yaml") {
            let text = std::fs::read_to_string(&path).unwrap();
            for document in serde_yaml::Deserializer::from_str(&text) {
                let record = serde_json::Value::deserialize(document).unwrap();
                wrong.extend(breaches(&schema, &record, &path.display().to_string()));
                seen += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 60, "only {seen} records");
}
