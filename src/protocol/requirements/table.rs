//! Requirements as a table for the terminal, as Markdown and as CSV.

use super::{Requirements, WordNeed};
use crate::wording::names::attribute_name;
use std::fmt::Write as _;

/// The columns of the table of words.
const COLUMNS: [&str; 6] = ["What", "Kind", "How far back", "Attributes", "Complete list", "Criteria"];

/// The widest column, in characters.
const WIDEST: usize = 56;

/// One line for each thing that is needed, in columns.
#[must_use]
pub fn table(requirements: &Requirements) -> String {
    let mut out = format!("{}  {}\n", requirements.trial, requirements.title);
    let rows: Vec<[String; 6]> = requirements.words.iter().map(|need| row(need).map(shortened)).collect();
    let head = COLUMNS.map(str::to_owned);
    let width = |column: usize| {
        let all = rows.iter().chain(std::iter::once(&head));
        all.filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    for row in std::iter::once(&head).chain(&rows) {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(out, "  {}", line.trim_end());
    }
    for (what, by) in others(requirements) {
        let _ = writeln!(out, "  {what}  [{}]", by.join(", "));
    }
    out
}

/// A cell that is too long for a column; JSON and CSV say it whole.
fn shortened(cell: String) -> String {
    if cell.chars().count() <= WIDEST {
        return cell;
    }
    let kept: String = cell.chars().take(WIDEST - 1).collect();
    format!("{}…", kept.trim_end())
}

/// The same as Markdown.
#[must_use]
pub fn markdown(requirements: &Requirements) -> String {
    let mut out = format!("| {} |\n|{}\n", COLUMNS.join(" | "), "---|".repeat(COLUMNS.len()));
    for need in &requirements.words {
        let cells = row(need).map(|cell| cell.replace('|', "\\|"));
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    let others = others(requirements);
    if !others.is_empty() {
        out.push('\n');
    }
    for (what, by) in others {
        let _ = writeln!(out, "- {what} ({})", by.join(", "));
    }
    out
}

/// One row for each thing that is needed.
#[must_use]
pub fn csv(all: &[Requirements]) -> String {
    let head = [
        "trial",
        "what",
        "kind",
        "name",
        "title",
        "codes",
        "results",
        "attributes",
        "windows",
        "farthest",
        "needs_complete_list",
        "criteria",
    ];
    let mut out = head.join(",");
    out.push('\n');
    for requirements in all {
        for need in &requirements.words {
            let kind = need.kind.list();
            let complete = if need.needs_complete_list { "yes" } else { "no" };
            let cells = [
                requirements.trial.as_str(),
                if need.planned { "record and plans" } else { "record" },
                kind,
                &need.name,
                &need.title,
                &need.codes.join("; "),
                &need.results.join("; "),
                &need.attributes.join("; "),
                &need.windows.join("; "),
                &need.farthest,
                complete,
                &need.criteria.join("; "),
            ];
            push_row(&mut out, &cells);
        }
        for (what, kind, name, title, criteria) in rest(requirements) {
            let criteria = criteria.join("; ");
            push_row(&mut out, &[&requirements.trial, what, kind, name, &title, "", "", "", "", "", "", &criteria]);
        }
    }
    out
}

fn push_row(out: &mut String, cells: &[&str]) {
    let quoted = cells.iter().map(|cell| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => (*cell).to_owned(),
    });
    out.push_str(&quoted.collect::<Vec<_>>().join(","));
    out.push('\n');
}

pub(crate) fn row(need: &WordNeed) -> [String; 6] {
    let kind = need.kind.list();
    let title = if need.planned { format!("{}, planned ones too", need.title) } else { need.title.clone() };
    [
        title,
        kind.to_owned(),
        need.farthest.clone(),
        need.attributes.iter().map(|name| attribute_name(name)).collect::<Vec<_>>().join(", "),
        if need.needs_complete_list { "yes" } else { "no" }.to_owned(),
        need.criteria.join(", "),
    ]
}

/// What is needed beside words, in words, and the criteria that need it.
pub(crate) fn others(requirements: &Requirements) -> Vec<(String, Vec<String>)> {
    let person = requirements.person.iter().map(|need| (format!("Person: {}", need.what), need.criteria.clone()));
    let anchors = requirements.anchors.iter().map(|need| (format!("Date: {}", need.title), need.criteria.clone()));
    let statements = requirements.statements.iter().map(|need| {
        let of = if need.what == "intolerance" { "of" } else { "to" };
        (format!("Statement: {} {of} {}", need.what, need.title), need.criteria.clone())
    });
    let questions = requirements.questions.iter().map(|need| {
        let valid = need.valid_for.as_ref().map_or_else(String::new, |length| format!(", counts for {length}"));
        (format!("Question to the {}: {}{valid}", need.answered_by, need.text), need.criteria.clone())
    });
    person.chain(anchors).chain(statements).chain(questions).collect()
}

type Rest<'r> = (&'static str, &'r str, &'r str, String, &'r [String]);

fn rest(requirements: &Requirements) -> Vec<Rest<'_>> {
    let mut rows: Vec<Rest<'_>> = Vec::new();
    for need in &requirements.person {
        rows.push(("person", "", &need.what, need.what.clone(), &need.criteria));
    }
    for need in &requirements.anchors {
        rows.push(("date", "", &need.name, need.title.clone(), &need.criteria));
    }
    for need in &requirements.statements {
        rows.push(("statement", &need.what, &need.name, need.title.clone(), &need.criteria));
    }
    for need in &requirements.questions {
        rows.push(("question", &need.answered_by, &need.name, need.text.clone(), &need.criteria));
    }
    rows
}
