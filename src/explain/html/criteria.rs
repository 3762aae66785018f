//! The criteria: a table whose rows open.

use super::super::explanation::{Bearing, CriterionLine, Explanation, Finding, Side};
use super::super::terminal::particulars;
use super::gauge::gauge;
use crate::evaluate::Standing;
use crate::wording::escape::{escape, prose};
use crate::wording::words::sentence_case;

/// The criteria, inclusions and exclusions apart, in the order of the protocol.
pub(super) fn table(explanation: &Explanation) -> String {
    let side = |side, title: &str| {
        let rows: String = explanation.criteria.iter().filter(|line| line.side == side).map(row).collect();
        if rows.is_empty() { rows } else { format!("<h3>{title}</h3>\n<div class=\"criteria\">\n{rows}</div>\n") }
    };
    format!(
        "<section>\n<h2>Criteria</h2>\n{}{}</section>\n",
        side(Side::Inclusion, "Inclusion"),
        side(Side::Exclusion, "Exclusion")
    )
}

fn row(line: &CriterionLine) -> String {
    let class = class_of(line.standing);
    let cohorts = if line.cohorts.is_empty() {
        String::new()
    } else {
        format!(" <span class=\"cohort\">{}</span>", escape(&line.cohorts.join(", ")))
    };
    let remarks: String = line
        .remarks
        .iter()
        .map(|remark| format!("<p class=\"remark\">{}</p>", prose(&sentence_case(remark))))
        .collect();
    let picture = line.finding.as_ref().map(first_gauge).unwrap_or_default();
    let summary = format!(
        "<span class=\"id\">{}</span><span class=\"badge {class}\">{}</span><span class=\"text\"><span class=\"sentence\">{}{cohorts}</span><span class=\"because\">{}</span>{remarks}</span><span class=\"picture\">{picture}</span>",
        escape(&line.id),
        escape(&line.mark),
        escape(&line.sentence),
        prose(&line.because)
    );
    match &line.finding {
        None => format!("<div class=\"criterion {class}\">{summary}</div>\n"),
        Some(finding) => {
            let open = if matches!(line.standing, Standing::Fail | Standing::AssumedFail) { " open" } else { "" };
            format!(
                "<details class=\"criterion {class}\"{open}><summary>{summary}</summary>\n<ul class=\"tree\">{}</ul>{}</details>\n",
                tree(finding, &line.because),
                notes(line)
            )
        }
    }
}

/// Remarks of whoever wrote the rule.
fn notes(line: &CriterionLine) -> String {
    line.notes.iter().map(|note| format!("<p class=\"note\">{}</p>", prose(note))).collect()
}

/// The picture of a criterion that one number decided.
fn first_gauge(finding: &Finding) -> String {
    match (&finding.margin, finding.parts.as_slice()) {
        (Some(margin), _) => gauge(margin),
        (None, [only]) => first_gauge(only),
        (None, parts) => {
            let mut margins = parts.iter().filter_map(|part| part.margin.as_ref());
            match (margins.next(), margins.next()) {
                (Some(only), None) => gauge(only),
                _ => String::new(),
            }
        }
    }
}

/// A finding with all that belongs to it; words that stand above already are not said again.
fn tree(finding: &Finding, above: &str) -> String {
    let (class, words) = bearing(finding.bearing);
    let heading =
        finding.heading.as_ref().map_or_else(String::new, |heading| format!("<strong>{}</strong> ", escape(heading)));
    let asked = if finding.parts.is_empty() || finding.needs.is_some() {
        format!("<p class=\"asked\"><span>asked</span> <code>{}</code></p>", escape(&finding.asked))
    } else {
        String::new()
    };
    let more: String = particulars(finding).iter().map(|line| format!("<li>{}</li>", prose(line))).collect();
    let more = if more.is_empty() { more } else { format!("<ul class=\"more\">{more}</ul>") };
    let parts: String = finding.parts.iter().map(|part| tree(part, "")).collect();
    let parts = if parts.is_empty() { parts } else { format!("<ul class=\"tree\">{parts}</ul>") };
    format!(
        "<li class=\"{class}\"><span class=\"bearing\">{words}</span> {heading}<span class=\"words\">{}</span>{asked}{more}{parts}</li>",
        if finding.words == above { String::new() } else { prose(&finding.words) }
    )
}

fn bearing(bearing: Bearing) -> (&'static str, &'static str) {
    match bearing {
        Bearing::For => ("pass", "for"),
        Bearing::Against => ("fail", "against"),
        Bearing::Open => ("open", "open"),
    }
}

fn class_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Pass => "pass",
        Standing::Fail | Standing::AssumedFail => "fail",
        Standing::Unknown | Standing::Waived | Standing::AssumedPass => "open",
        Standing::NotDue => "later",
        Standing::NotApplicable | Standing::Stated => "none",
    }
}
