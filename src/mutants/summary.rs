//! What tests notice, for the terminal: a line for each item, then the changes that nobody would notice, then what to add.

use super::operators::OPERATORS;
use super::report::{FileMutants, Mark, Outcome, Patient, Report, Score};
use crate::compare::WitnessLine;
use crate::wording::words::counted;
use std::fmt::Write as _;

/// How many lines of a change are shown.
const SHOWN: usize = 4;

/// How much a summary tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A line for each file.
    Files,
    /// And a line for each item, with the changes that no test notices.
    Survivors,
}

/// The summary of a report.
#[must_use]
pub fn summary(report: &Report, detail: Detail) -> String {
    let mut out = String::new();
    // Writing to a text cannot fail.
    for file in &report.files {
        let _ = writeln!(out, "{}  {}", file.name, noticed(file.total));
        if detail == Detail::Survivors {
            of_file(&mut out, file);
        }
    }
    if report.files.len() > 1 {
        let _ = writeln!(out, "In all: {}", noticed(report.total));
    }
    out
}

/// `180 of 200 changes noticed (90 %)`
fn noticed(score: Score) -> String {
    format!("{} of {} noticed ({} %)", score.noticed, counted(score.all, "change"), score.percent())
}

fn of_file(out: &mut String, file: &FileMutants) {
    let width = file.items.iter().map(|item| item.item.chars().count()).max().unwrap_or(0);
    for item in &file.items {
        let _ = writeln!(out, "  {:width$}  {}/{}", item.item, item.total.noticed, item.total.all);
    }
    let survivors: Vec<&Outcome> = file.survivors().collect();
    if !survivors.is_empty() {
        out.push_str("\nNo test notices these changes:\n");
        lines(out, &survivors);
        advice(out, &survivors);
    }
    out.push_str(&about(file));
}

/// The changes line by line of the rule file, those of the same lines together.
fn lines(out: &mut String, survivors: &[&Outcome]) {
    let mut before: Option<&Outcome> = None;
    for one in survivors {
        let same = before.is_some_and(|known| known.line == one.line && known.before == one.before);
        if !same {
            let through = if one.changes == [one.item.clone()] { String::new() } else { through(&one.changes) };
            let _ = writeln!(out, "\n{}, line {}{through}", one.item, one.line);
            part(out, '-', &one.before, None);
        }
        out.push_str(&after(one));
        one.patient.iter().for_each(|patient| told(out, patient));
        before = Some(one);
    }
}

/// `: changes I5, E3`
fn through(changes: &[String]) -> String {
    format!(" (changes {})", changes.join(", "))
}

/// A survivor alone, for a note beside its line.
#[must_use]
pub fn survivor(one: &Outcome) -> String {
    let mut out = String::new();
    part(&mut out, '-', &one.before, None);
    out.push_str(&after(one));
    let operator = OPERATORS.iter().find(|operator| operator.name == one.operator);
    operator.iter().for_each(|operator| {
        let _ = writeln!(out, "{}: {}. Add {}.", operator.name, operator.says, operator.test);
    });
    one.patient.iter().for_each(|patient| told(&mut out, patient));
    out
}

fn after(one: &Outcome) -> String {
    let mut out = String::new();
    if one.after.is_empty() {
        let _ = writeln!(out, "  + (left out)  {}", one.operator);
    } else {
        part(&mut out, '+', &one.after, one.mark.map(|mark| (mark, one.operator.as_str())));
        if one.mark.is_none() {
            let _ = writeln!(out, "    {}", one.operator);
        }
    }
    out
}

/// Some lines with a sign before them; the mark stands below its line.
fn part(out: &mut String, sign: char, lines: &[String], mark: Option<(Mark, &str)>) {
    for (place, line) in lines.iter().take(SHOWN).enumerate() {
        let _ = writeln!(out, "  {sign} {line}");
        if let Some((Mark { column, width }, name)) = mark.filter(|_| place == 0) {
            let _ = writeln!(out, "    {}{} {name}", " ".repeat(column), "^".repeat(width));
        }
    }
    if lines.len() > SHOWN {
        let _ = writeln!(out, "  {sign} … {}", counted(lines.len() - SHOWN, "more line"));
    }
}

/// Somebody who would notice it.
fn told(out: &mut String, patient: &Patient) {
    match &patient.found {
        WitnessLine::NotFound { looked_at } => {
            let _ = writeln!(out, "    no patient found who tells it apart, among {}", counted(*looked_at, "record"));
        }
        WitnessLine::Found { record, before, after } => {
            let _ = writeln!(out, "    somebody who would notice it:");
            record.lines().for_each(|line| {
                let _ = writeln!(out, "      {line}");
            });
            let id = &patient.criterion;
            let _ = writeln!(out, "    {id} {} as it stands, {} if changed", before.mark, after.mark);
        }
    }
}

/// What the kinds of changes do that nobody noticed, and what to add, each once.
fn advice(out: &mut String, survivors: &[&Outcome]) {
    out.push_str("\nWhat was changed, and which test would notice it:\n");
    for operator in OPERATORS {
        let count = survivors.iter().filter(|one| one.operator == operator.name).count();
        if count > 0 {
            let _ = writeln!(out, "  {} ({count}): {}", operator.name, operator.says);
            let _ = writeln!(out, "    add {}", operator.test);
        }
    }
}

/// What the numbers are about.
fn about(file: &FileMutants) -> String {
    let mut out = String::from("\n");
    let _ = writeln!(
        out,
        "Only what stands in the file was changed, not what it uses. {} set aside: {} would not check, {} say the same.",
        counted(file.unchecked + file.same, "change"),
        file.unchecked,
        file.same
    );
    if file.failing > 0 {
        let _ = writeln!(
            out,
            "{} left out: they do not come out as the page expects, whatever is changed.",
            counted(file.failing, "answer")
        );
    }
    let searched: Vec<&Patient> = file.survivors().filter_map(|one| one.patient.as_ref()).collect();
    let none = searched.iter().filter(|one| matches!(one.found, WitnessLine::NotFound { .. })).count();
    if none > 0 {
        let _ = writeln!(
            out,
            "For {none} of the {} that no test notices, no patient was found who tells them apart. They may say the same, or the search was too short: they count as not noticed.",
            counted(file.total.survived(), "change"),
        );
    }
    out
}
