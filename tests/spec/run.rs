//! Runs the cases of a page and puts what came out beside what is expected.

use crate::case::{Asked, Case, How, Record, Rule, cases};
use crate::markdown::{Page, Table, table_lines};
use crate::rules::{Ready, Whole, ready};
use crate::say::{said, said_finding, truth};
use enrol::diagnostic::LineIndex;
use enrol::evaluate::{Dates, Evaluator, Trace, VerdictAndOpenings};
use enrol::explain::{Explanation, explain};
use enrol::record::{Patient, ReadOptions, Reader, Reviewed, Source};
use enrol::value::Day;
use enrol::vocabulary::Kind;
use std::ops::Range;

/// The day on which patients are judged, where a case does not say it.
const AS_OF: &str = "2026-11-22";

/// What came out of a page.
pub(crate) struct Outcome {
    /// How many answers were compared: a row of a table is one.
    pub(crate) answers: usize,
    /// Where what came out is not what is expected.
    pub(crate) differences: Vec<String>,
    /// The page as it would have to be.
    pub(crate) rewritten: Option<String>,
}

/// A rule to be checked, with what it is for.
struct Wanted {
    case: usize,
    asked: Option<usize>,
    row: Option<usize>,
    whole: Whole,
}

/// Runs a page.
pub(crate) fn run(mut page: Page) -> Outcome {
    let cases = cases(&page);
    let wanted = wanted(&cases);
    let wholes: Vec<Whole> = wanted.iter().map(|wanted| wanted.whole.clone()).collect();
    let ready = ready(&wholes);
    let mut outcome = Outcome { answers: 0, differences: Vec::new(), rewritten: None };
    for (place, case) in cases.iter().enumerate() {
        let mine: Vec<(&Wanted, &Ready)> =
            wanted.iter().zip(&ready).filter(|(wanted, _)| wanted.case == place).collect();
        run_case(&mut page, case, &mine, &mut outcome);
    }
    outcome.rewritten = page.rewritten();
    outcome
}

/// Every rule that has to be checked: one for a case, one for each row where cells stand in the rule, one for each set of
/// parameters.
fn wanted(cases: &[Case]) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (place, case) in cases.iter().enumerate() {
        let mut add = |asked, row, rule: &Rule, how: &How| {
            wanted.push(Wanted { case: place, asked, row, whole: Whole::of(rule, how) });
        };
        if case.asked.is_empty() {
            add(None, None, &case.rule, &How::default());
        }
        for (at, asked) in case.asked.iter().enumerate() {
            match asked {
                Asked::Verdict { how, .. } => add(Some(at), None, &case.rule, how),
                Asked::Rows(table) => {
                    for (row, cells) in table.rows.iter().enumerate() {
                        let text = filled(&case.rule.text, &table.head, cells);
                        add(Some(at), Some(row), &Rule { text, ..case.rule.clone() }, &How::default());
                    }
                }
            }
        }
    }
    wanted
}

/// A text with the cells of a row in the places of their names; a line that a cell `-` belongs to is left out.
fn filled(text: &str, head: &[String], cells: &[String]) -> String {
    let mut pairs: Vec<(&String, &String)> = head.iter().zip(cells).filter(|(name, _)| name.starts_with('$')).collect();
    pairs.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let lines = text.lines().filter_map(|line| {
        let left_out = pairs.iter().any(|(name, cell)| *cell == "-" && line.contains(name.as_str()));
        let fill =
            |line: String, (name, cell): &(&String, &String)| line.replace(name.as_str(), cell.trim_matches('`'));
        (!left_out).then(|| pairs.iter().fold(line.to_owned(), fill) + "\n")
    });
    lines.collect()
}

fn run_case(page: &mut Page, case: &Case, mine: &[(&Wanted, &Ready)], outcome: &mut Outcome) {
    let mut findings: Vec<String> = Vec::new();
    if case.asked.is_empty() {
        for (_, ready) in mine {
            keep(&mut findings, &ready.findings);
            if !case.records.is_empty() {
                let (_, found) = patients(ready, &case.records, &How::default());
                keep(&mut findings, &found);
            }
        }
        outcome.answers += 1;
    }
    for (at, asked) in case.asked.iter().enumerate() {
        let of = |row: Option<usize>| {
            let found = mine.iter().find(|(wanted, _)| wanted.asked == Some(at) && wanted.row == row);
            found.map(|(wanted, ready)| (&wanted.whole, *ready)).expect("a checked rule")
        };
        match asked {
            Asked::Verdict { fence, how } => {
                let (whole, ready) = of(None);
                let (lines, found) = answer(whole, ready, &case.records, how);
                keep(&mut findings, &found);
                compare(page, &fence.text, fence.body.clone(), lines, outcome);
            }
            Asked::Rows(table) => {
                let rows = table.rows.iter().enumerate().map(|(row, cells)| {
                    let (whole, ready) = of(Some(row));
                    outcome.answers += 1;
                    let (cells, found) = row_of(whole, ready, case, table, cells);
                    keep(&mut findings, &found);
                    cells
                });
                let rows: Vec<Vec<String>> = rows.collect();
                compare_rows(page, table, &rows, outcome);
            }
        }
    }
    compare_findings(page, case, findings, outcome);
}

fn keep(findings: &mut Vec<String>, more: &[String]) {
    if !more.iter().all(|line| findings.contains(line)) {
        findings.extend(more.iter().cloned());
    }
}

/// The answer lines and the findings of rule and records.
fn answer(whole: &Whole, ready: &Ready, records: &[Record], how: &How) -> (Vec<String>, Vec<String>) {
    let mut findings = ready.findings.clone();
    let (explanations, found) = explained(ready, records, how);
    findings.extend(found);
    (said(&explanations, whole.alone, how), findings)
}

fn explained(ready: &Ready, records: &[Record], how: &How) -> (Vec<Explanation>, Vec<String>) {
    let (patients, findings) = patients(ready, records, how);
    let trial = ready.trial.expect("a trial to judge by");
    let program = &ready.checked.program;
    let dates = Dates { as_of: as_of(how), anchors: Vec::new() };
    let mut evaluator = Evaluator::new(program, dates.clone());
    let explanations = patients.iter().map(|patient| {
        let mut trace = Trace::new(program);
        let judgement = evaluator.evaluate(trial, patient, &mut trace);
        let alone = evaluator.evaluate(trial, patient, &mut VerdictAndOpenings);
        assert_eq!(alone, judgement, "a verdict alone differs from one with its explanation");
        explain(program, patient, &dates, &judgement, &trace)
    });
    (explanations.collect(), findings)
}

fn as_of(how: &How) -> Day {
    Day::parse(how.as_of.as_deref().unwrap_or(AS_OF)).expect("a day after `as of`")
}

/// The patients of the records, and what is wrong with these.
fn patients(ready: &Ready, records: &[Record], how: &How) -> (Vec<Patient>, Vec<String>) {
    let nobody = [Record { text: String::new() }];
    let records = if records.is_empty() { &nobody[..] } else { records };
    let options = ReadOptions { as_of: Some(as_of(how)), ..ReadOptions::default() };
    let mut reader = Reader::new(&ready.checked.program.vocabulary, options);
    let (mut patients, mut findings) = (Vec::new(), Vec::new());
    for (place, record) in records.iter().enumerate() {
        let named = record.text.lines().any(|line| line.starts_with("patient:"));
        let id = char::from(b'A' + u8::try_from(place).unwrap_or(0));
        let id = if named { String::new() } else { format!("patient: {id}\n") };
        let text = format!("{}{id}", record.text);
        let read = reader.read_yaml(text.as_bytes());
        let index = LineIndex::new(&text);
        for finding in &read.findings {
            let of = if records.len() > 1 { format!("record {}", place + 1) } else { "record".to_owned() };
            findings.extend(said_finding(&of, Some(index.place(&text, finding.span())), finding));
        }
        patients.extend(read.patients);
    }
    for patient in &mut patients {
        assume(patient, how);
    }
    (patients, findings)
}

fn assume(patient: &mut Patient, how: &How) {
    for list in &how.assuming {
        let kind = Kind::ALL.into_iter().find(|kind| kind.list() == list).expect("a list after `assuming`");
        let source = Source::default();
        patient.reviewed.push(Reviewed { kind, from: Day::MIN, to: as_of(how), by: None, assumed: true, source });
    }
}

/// A row with its answers filled in.
fn row_of(whole: &Whole, ready: &Ready, case: &Case, table: &Table, cells: &[String]) -> (Vec<String>, Vec<String>) {
    let records: Vec<Record> =
        case.records.iter().map(|record| Record { text: filled(&record.text, &table.head, cells) }).collect();
    let (explanations, mut findings) = explained(ready, &records, &How::default());
    findings.extend(ready.findings.iter().cloned());
    let Some(explanation) = explanations.first() else {
        return (cells.iter().map(|_| "refused".to_owned()).collect(), findings);
    };
    let answers = table.head.iter().enumerate().map(|(column, name)| {
        let criterion = |id: &str| explanation.criteria.iter().find(|line| whole.alone || line.id == id);
        match name.as_str() {
            "truth" => criterion("").map(|line| truth(line.truth).to_owned()).unwrap_or_default(),
            "because" => criterion("").map(|line| line.because.clone()).unwrap_or_default(),
            "verdict" => explanation.verdict.headline.clone(),
            id => match criterion(id).filter(|line| line.id == id) {
                Some(line) => line.mark.clone(),
                None => cells.get(column).cloned().unwrap_or_default(),
            },
        }
    });
    (answers.collect(), findings)
}

fn compare(page: &mut Page, expected: &str, at: Range<usize>, lines: Vec<String>, outcome: &mut Outcome) {
    outcome.answers += 1;
    let wanted: Vec<&str> = expected.lines().collect();
    if wanted != lines {
        outcome.differences.push(difference(&page.name, at.start + 1, &wanted, &lines));
        page.replace(at, lines);
    }
}

fn compare_rows(page: &mut Page, table: &Table, rows: &[Vec<String>], outcome: &mut Outcome) {
    let mut differ = false;
    for (row, (expected, got)) in table.rows.iter().zip(rows).enumerate() {
        if expected != got {
            differ = true;
            let wanted = [expected.join(" | ")];
            let line = table.lines.start + row + 3;
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            outcome.differences.push(difference(&page.name, line, &wanted, &[got.join(" | ")]));
        }
    }
    if differ {
        page.replace(table.lines.clone(), table_lines(&table.head, rows));
    }
}

fn compare_findings(page: &mut Page, case: &Case, findings: Vec<String>, outcome: &mut Outcome) {
    let wanted: Vec<&str> = case.findings.text().lines().collect();
    if wanted == findings {
        return;
    }
    outcome.differences.push(difference(&page.name, case.findings.line(), &wanted, &findings));
    match &case.findings {
        crate::case::Place::Fence(fence) if findings.is_empty() => {
            page.replace(fence.body.start - 2..fence.body.end + 1, Vec::new());
        }
        crate::case::Place::Fence(fence) => page.replace(fence.body.clone(), findings),
        crate::case::Place::After(line) => {
            let block = ["".to_owned(), "```findings".to_owned()].into_iter().chain(findings).chain(["```".to_owned()]);
            page.replace(line + 1..line + 1, block.collect());
        }
    }
}

fn difference(name: &str, line: usize, wanted: &[&str], got: &[String]) -> String {
    let mut text = format!("{name}:{line}\n");
    let got: Vec<&str> = got.iter().map(String::as_str).collect();
    for old in wanted.iter().filter(|line| !got.contains(line)) {
        text.push_str(&format!("  - {old}\n"));
    }
    for new in got.iter().filter(|line| !wanted.contains(line)) {
        text.push_str(&format!("  + {new}\n"));
    }
    if text.lines().count() == 1 {
        text.push_str("  the same lines in another order\n");
    }
    text
}
