//! What is said of the examples: the hard cases, each with its explanation beside it.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use enrol::check::{Options, Program, Source, check};
use enrol::evaluate::{Dates, Trace, evaluate};
use enrol::explain::{self, Explanation, Finding, in_full, plain_text};
use enrol::record::{Patient, ReadOptions, read_yaml};
use enrol::value::Day;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

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

fn explained(program: &Program, patient: &Patient, dates: &Dates) -> Explanation {
    let mut trace = Trace::new(program);
    let judgement = evaluate(program, 0, patient, dates, &mut trace);
    explain::explain(program, patient, dates, &judgement, &trace)
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
        let recorded = text.lines().find_map(|line| line.strip_prefix("recorded: ")).unwrap();
        let dates = Dates { as_of: Day::parse(recorded).unwrap(), anchors: Vec::new() };
        let mut found = format!("# Written by `UPDATE=1 cargo test --test examples`; judged on {recorded}.\n");
        for patient in read_yaml(text.as_bytes(), &program.vocabulary, &ReadOptions::default()).patients {
            let explanation = explained(&program, &patient, &dates);
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
