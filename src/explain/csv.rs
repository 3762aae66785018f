//! One row for each criterion, for spreadsheets; quoted as RFC 4180 says, with its line ends.

use super::explanation::{CriterionLine, Explanation, Finding, Side};
use crate::evaluate::{Standing, Verdict};
use crate::value::Truth;
use std::borrow::Cow;

/// The names of the columns.
const COLUMNS: [&str; 14] = [
    "patient",
    "trial",
    "version",
    "as_of",
    "verdict",
    "side",
    "criterion",
    "standing",
    "truth",
    "sentence",
    "because",
    "record_lines",
    "rules_digest",
    "record_digest",
];

/// The explanations as one table, with a heading.
#[must_use]
pub fn csv(explanations: &[Explanation]) -> String {
    let heading = COLUMNS.join(",") + "\r\n";
    explanations.iter().flat_map(rows).fold(heading, |table, row| table + &row)
}

fn rows(explanation: &Explanation) -> impl Iterator<Item = String> + '_ {
    explanation.criteria.iter().map(|line| row(explanation, line))
}

fn row(explanation: &Explanation, line: &CriterionLine) -> String {
    let lines = line.finding.as_ref().map(lines_of).unwrap_or_default();
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let fields = [
        explanation.patient.as_str(),
        &explanation.trial.id,
        &explanation.trial.version,
        &explanation.as_of,
        verdict(explanation.verdict.verdict),
        side(line.side),
        &line.id,
        standing(line.standing),
        truth(line.truth),
        &line.sentence,
        &line.because,
        &lines.join(" "),
        &explanation.identity.rules,
        &explanation.identity.record,
    ];
    fields.map(quoted).join(",") + "\r\n"
}

/// The lines of the record on which the criterion's facts stand.
fn lines_of(finding: &Finding) -> Vec<u32> {
    let own = finding.facts.iter().filter_map(|fact| fact.line);
    let mut lines: Vec<u32> = own.chain(finding.parts.iter().flat_map(lines_of)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// A field in quotation marks where it holds a comma, a quotation mark or a line end, or begins as a formula would.
fn quoted(field: &str) -> String {
    let guarded = guarded(field);
    if guarded.contains(['"', ',', '\n', '\r', '\t']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded.into_owned()
    }
}

/// A field that a spreadsheet would compute gets an apostrophe before it, which makes it text; plain numbers stay.
/// After OWASP, "CSV Injection": what begins with `=`, `+`, `-`, `@`, a tab or a line end can be run.
fn guarded(field: &str) -> Cow<'_, str> {
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if runs && !is_number(field) { Cow::Owned(format!("'{field}")) } else { Cow::Borrowed(field) }
}

/// `-0.5`: a sign, digits and a point, and nothing else.
fn is_number(field: &str) -> bool {
    let digits = field.strip_prefix(['+', '-']).unwrap_or(field);
    digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::Undetermined => "undetermined",
        Verdict::Ineligible => "ineligible",
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Inclusion => "inclusion",
        Side::Exclusion => "exclusion",
    }
}

fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => "met",
        Truth::NotMet => "not_met",
        Truth::Unknown => "unknown",
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Pass => "pass",
        Standing::Fail => "fail",
        Standing::Unknown => "unknown",
        Standing::Waived => "waived",
        Standing::AssumedPass => "assumed_pass",
        Standing::AssumedFail => "assumed_fail",
        Standing::NotDue => "not_due",
        Standing::NotApplicable => "not_applicable",
        Standing::Stated => "stated",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::lupus;
    use super::*;

    #[test]
    fn fields_are_quoted_only_where_they_must_be() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("two\nlines"), "\"two\nlines\"");
    }

    #[test]
    fn nothing_of_a_record_is_run_as_a_formula() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(quoted("+1 more, and cmd"), "\"'+1 more, and cmd\"");
        assert_eq!(quoted("\t=1"), "\"'\t=1\"");
        assert_eq!(quoted("-"), "'-");
        assert_eq!(quoted("-inf"), "'-inf");
        assert_eq!(quoted("--1"), "'--1");
        assert_eq!(quoted("-0.5"), "-0.5");
        assert_eq!(quoted("+3"), "+3");
        assert_eq!(quoted("LN-003"), "LN-003");
    }

    #[test]
    fn a_patient_as_a_table() {
        insta::assert_snapshot!(csv(&[lupus().explain()]).replace("\r\n", "\n"));
    }
}
