//! The workload: a trial of 22 criteria, and made-up patients to judge for it.
//!
//! Who has the generator writes any number of patients with it; the first hundred come with the project.

use enrol::check::{Options, Program, Source, check};
use enrol::diagnostic::{Code, Diagnostic};
use enrol::evaluate::{Dates, Judgement, Verdict};
use enrol::record::{Patient, ReadOptions, Reader};
use enrol::value::{Day, Truth};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// The day on which the workload judges.
pub(crate) const AS_OF: &str = "2026-11-01";

/// The first hundred patients as the generator writes them.
pub(crate) const SAMPLE: &str = include_str!("sample.ndjson");

/// A file of the project, also for the crate of other engines, which lies inside it.
fn at(path: &str) -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().find(|folder| folder.join("rules").is_dir()).unwrap_or(own).join(path)
}

fn source(path: &Path) -> Option<Source> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(Source::new(path.display().to_string(), text))
}

/// The text that `use NAME` brings in.
pub(crate) fn resolve(name: &str) -> Option<Source> {
    let file = format!("{}.enrol", name.replace('.', "/"));
    let shelves = ["rules/vocabulary", "rules/library", "benches/workload/vocabulary"];
    shelves.iter().find_map(|shelf| source(&at(shelf).join(&file)))
}

/// The trial, checked; what was found wrong with it is told by the panic.
pub(crate) fn program() -> Program {
    let trial = source(&at("benches/workload/trial.enrol")).expect("the trial of the workload can be read");
    let checked = check(&[trial], &resolve, &Options::default());
    assert!(checked.findings.is_empty(), "{:#?}", checked.findings);
    checked.program
}

/// The day on which the workload judges.
pub(crate) fn as_of() -> Day {
    Day::parse(AS_OF).expect("a day")
}

/// The dates of the workload.
pub(crate) fn dates() -> Dates {
    Dates { as_of: as_of(), anchors: Vec::new() }
}

/// How records of the workload are read.
pub(crate) fn reading() -> ReadOptions {
    ReadOptions { as_of: Some(as_of()), ..ReadOptions::default() }
}

/// The generator lets some children fall ill before they are born; the date is not used, and nothing asks for it.
fn before_birth(finding: &Diagnostic) -> bool {
    finding.code == Code::ImpossibleDate && finding.message.contains("lies before the birth")
}

/// Reads converted records; anything else found wrong with one is told by the panic.
pub(crate) fn read<'l>(program: &Program, lines: impl Iterator<Item = &'l str>) -> Vec<Patient> {
    let mut reader = Reader::new(&program.vocabulary, reading());
    (1..)
        .zip(lines)
        .map(|(number, line)| {
            let (patient, findings) = reader.read_json_line(line.as_bytes(), number);
            assert!(findings.iter().all(before_birth), "{findings:#?}");
            patient.expect("a patient")
        })
        .collect()
}

/// `id TAB 22 letters TAB verdict`: T for met, F for not met, U for unknown.
pub(crate) fn row(id: &str, judgement: &Judgement) -> String {
    let letter = |truth: Truth| match truth {
        Truth::Met => 'T',
        Truth::NotMet => 'F',
        Truth::Unknown => 'U',
    };
    let letters: String = judgement.criteria.iter().map(|outcome| letter(outcome.truth)).collect();
    let verdict = match judgement.verdict {
        Verdict::Eligible => "eligible",
        Verdict::Undetermined => "undetermined",
        Verdict::Ineligible => "ineligible",
    };
    format!("{id}\t{letters}\t{verdict}\n")
}

/// A record of the generator as a record of the project.
pub(crate) fn convert(line: &str) -> String {
    let theirs: Value = serde_json::from_str(line).expect("a record of the generator");
    let mut ours = Map::new();
    ours.insert("patient".into(), theirs["id"].clone());
    ours.insert("recorded".into(), AS_OF.into());
    put(&mut ours, "birth", &theirs["birth_date"]);
    put(&mut ours, "sex", &theirs["sex"]);
    let mut reviewed = Vec::new();
    let mut list = |name: &str, from: &Value, entry: fn(&Value) -> Map<String, Value>| {
        if let Value::Array(entries) = from {
            reviewed.push(name.to_owned());
            ours.insert(name.into(), entries.iter().map(|theirs| Value::Object(entry(theirs))).collect());
        }
    };
    list("conditions", &theirs["conditions"], condition);
    list("measurements", &theirs["observations"], measurement);
    list("medications", &theirs["medications"], medication);
    list("procedures", &theirs["biopsies"], biopsy);
    let mut answers = Vec::new();
    for (question, answer) in [("pregnant", &theirs["pregnant"]), ("informed_consent", &theirs["consent"])] {
        if answer.is_boolean() {
            answers.push(json!({ "question": question, "answer": answer, "on": AS_OF }));
        }
    }
    ours.insert("answers".into(), answers.into());
    if !reviewed.is_empty() {
        ours.insert("reviewed".into(), json!([{ "lists": reviewed, "from": "birth", "to": AS_OF }]));
    }
    Value::Object(ours).to_string()
}

fn put(entry: &mut Map<String, Value>, field: &str, value: &Value) {
    if !value.is_null() {
        entry.insert(field.into(), value.clone());
    }
}

/// What has no end in the generator goes on.
fn put_end(entry: &mut Map<String, Value>, field: &str, end: &Value) {
    put(entry, field, end);
    if end.is_null() {
        entry.insert("ongoing".into(), true.into());
    }
}

fn condition(theirs: &Value) -> Map<String, Value> {
    let mut entry = Map::new();
    entry.insert("code".into(), format!("icd10cm {}", theirs["code"].as_str().expect("a code")).into());
    put(&mut entry, "diagnosed", &theirs["onset"]);
    put_end(&mut entry, "end", &theirs["resolved"]);
    entry
}

fn measurement(theirs: &Value) -> Map<String, Value> {
    let mut entry = Map::new();
    let code = theirs["code"].as_str().expect("a code");
    let value = &theirs["value"];
    entry.insert("test".into(), if code == "hiv" { "hiv_test" } else { code }.into());
    match code {
        "hiv" | "hbsag" => {
            let word = value.as_i64().map(|value| if value == 1 { "positive" } else { "negative" });
            put(&mut entry, "value", &word.into());
        }
        _ => {
            put(&mut entry, "value", value);
            if code != "sledai2k" && !value.is_null() {
                put(&mut entry, "unit", &theirs["unit"]);
            }
        }
    }
    put(&mut entry, "on", &theirs["date"]);
    entry
}

fn medication(theirs: &Value) -> Map<String, Value> {
    let mut entry = Map::new();
    put(&mut entry, "drug", &theirs["drug"]);
    put(&mut entry, "start", &theirs["start"]);
    put_end(&mut entry, "stop", &theirs["end"]);
    put(&mut entry, "stop_reason", &theirs["stop_reason"]);
    if let Some(dose) = theirs["dose_mg_per_day"].as_f64().filter(|_| theirs["drug"] != "cart_cd19") {
        entry.insert("daily_dose".into(), format!("{dose} mg/day").into());
    }
    entry
}

fn biopsy(theirs: &Value) -> Map<String, Value> {
    let mut entry = Map::new();
    entry.insert("procedure".into(), "kidney_biopsy".into());
    put(&mut entry, "on", &theirs["date"]);
    if let Some(classes) = theirs["class"].as_str() {
        entry.insert("isn_class".into(), classes.split('+').collect::<Vec<_>>().into());
    }
    put(&mut entry, "activity_index", &theirs["activity"]);
    put(&mut entry, "chronicity_index", &theirs["chronicity"]);
    entry
}
