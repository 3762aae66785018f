//! The short explanation: how it stands, what decided it, why it is open.

use super::how::{How, Part};
use crate::diagnostic::{Diagnostic, Place};
use crate::evaluate::Standing;
use crate::explain::{CriterionLine, Explanation, Finding};
use crate::value::Truth;

/// The short explanation of some patients, line by line.
pub(super) fn said(explanations: &[Explanation], alone: bool, how: &How) -> Vec<String> {
    let mut lines = Vec::new();
    for explanation in explanations {
        let name = if explanations.len() > 1 { format!("{}  ", explanation.patient) } else { String::new() };
        if alone {
            for line in &explanation.criteria {
                lines.push(format!("{name}{}", truth_line(line)));
                lines.extend(reasons(line));
            }
        } else {
            lines.push(format!("{name}{}", explanation.verdict.headline));
            lines.extend(explanation.cohorts.iter().map(|cohort| format!("  {}", cohort.sentence)));
            lines.extend(criteria(explanation, how));
        }
        lines.extend(how.showing.iter().flat_map(|part| more(explanation, *part, how)));
    }
    lines
}

fn wanted<'a>(explanation: &'a Explanation, how: &'a How) -> impl Iterator<Item = &'a CriterionLine> {
    explanation.criteria.iter().filter(|line| how.of.is_empty() || how.of.contains(&line.id))
}

fn criteria(explanation: &Explanation, how: &How) -> Vec<String> {
    let width = wanted(explanation, how).map(|line| line.id.chars().count()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for line in wanted(explanation, how) {
        lines.push(format!("  {:width$}  {}", line.id, spaced(&line.mark, &line.because)));
        lines.extend(reasons(line));
        lines.extend(line.remarks.iter().map(|remark| format!("    {remark}")));
    }
    lines
}

fn spaced(mark: &str, because: &str) -> String {
    format!("{mark:<7} {because}").trim_end().to_owned()
}

/// Met, not met or unknown, and why.
fn truth_line(line: &CriterionLine) -> String {
    spaced(truth(line.truth), &line.because)
}

/// A truth in words.
pub(super) fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => "met",
        Truth::NotMet => "not met",
        Truth::Unknown => "unknown",
    }
}

/// Why it is open and what was not counted, where the line itself does not say it.
fn reasons(line: &CriterionLine) -> Vec<String> {
    let open = line.truth == Truth::Unknown && !matches!(line.standing, Standing::NotApplicable | Standing::NotDue);
    let mut said: Vec<String> = Vec::new();
    let mut next = line.finding.iter().collect::<Vec<&Finding>>();
    while let Some(finding) = next.pop() {
        let reasons = finding.reasons.iter().filter(|_| open).map(|reason| ("open", &reason.sentence));
        for (kind, words) in reasons.chain(finding.beside.iter().map(|words| ("beside", words))) {
            if !line.because.contains(words) && !said.iter().any(|one| one.contains(words)) {
                said.push(format!("    {kind}: {words}"));
            }
        }
        next.extend(finding.parts.iter().rev());
    }
    said
}

/// A further part of the explanation.
fn more(explanation: &Explanation, part: Part, how: &How) -> Vec<String> {
    match part {
        Part::Ask => {
            let tasks = explanation.ask.iter();
            tasks.map(|task| format!("  ask: {} [{}]", task.task, task.criteria.join(", "))).collect()
        }
        Part::WhyNot => {
            let mut lines = vec![format!("  why not: {}", explanation.why_not.sentence)];
            lines.extend(explanation.why_not.ways.iter().map(|way| {
                let changes = way.changes.iter().map(|change| change.aim.as_str()).collect::<Vec<_>>();
                format!("    {}", changes.join("; "))
            }));
            lines
        }
        Part::RestsOn => explanation.rests_on.iter().map(|rest| format!("  rests on: {}", rest.words)).collect(),
        Part::Parts => {
            wanted(explanation, how).filter_map(|line| line.finding.as_ref()).flat_map(|top| tree(top, 1)).collect()
        }
    }
}

/// A finding with its parts, indented.
fn tree(finding: &Finding, depth: usize) -> Vec<String> {
    let heading = finding.heading.as_ref().map_or_else(String::new, |heading| format!("{heading}: "));
    let line = format!("{}- {}: {heading}{}", "  ".repeat(depth), truth(finding.truth), finding.words);
    let notes = finding.notes.iter().map(|note| format!("{}  note: {}", "  ".repeat(depth), note.words));
    let parts = finding.parts.iter().flat_map(|part| tree(part, depth + 1));
    std::iter::once(line).chain(notes).chain(parts).collect()
}

/// What is wrong, with its reason and what to do.
pub(super) fn said_finding(of: &str, place: Option<Place>, finding: &Diagnostic) -> Vec<String> {
    let place = place.map_or_else(String::new, |place| format!(" {}:{}", place.line, place.column));
    let mut lines = vec![format!("{of}{place} {}: {}", finding.code, finding.message)];
    lines.extend(finding.reason.iter().map(|reason| format!("  because {reason}")));
    lines.extend(finding.help.iter().map(|help| format!("  help: {help}")));
    lines
}
