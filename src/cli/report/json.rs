//! Findings as one JSON document.

use super::{Places, Region, Reported};
use crate::cli::failure::Failure;
use crate::diagnostic::{Fix, Safety, Severity};
use schemars::JsonSchema;
use serde::Serialize;

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct Plain<'a> {
    /// Which kind of finding; `enrol explain CODE` tells more.
    code: &'static str,
    /// How bad it is.
    #[schemars(with = "SeverityName")]
    severity: Severity,
    /// One line that makes sense alone.
    message: &'a str,
    /// The name of the text, as given.
    file: &'a str,
    /// Where the words stand that it is about.
    #[serde(flatten)]
    region: Region,
    /// What is said of those words; may be empty.
    label: &'a str,
    /// Other words that it is about.
    related: Vec<Related<'a>>,
    /// Why it is so.
    reason: Option<&'a str>,
    /// What to do.
    help: Option<&'a str>,
    /// Changes that would mend it.
    fixes: Vec<PlainFix<'a>>,
    /// Why a remark in the text sets it aside.
    set_aside: Option<&'a str>,
}

/// How bad a finding is.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "the schema alone needs it")]
enum SeverityName {
    /// Worth knowing; fails no check.
    Note,
    /// Likely a mistake.
    Warning,
    /// What has it cannot be evaluated, or the settings say so.
    Error,
}

/// Other words that a finding is about.
#[derive(Debug, Serialize, JsonSchema)]
struct Related<'a> {
    #[serde(flatten)]
    region: Region,
    label: &'a str,
}

/// Changes that would mend a finding, all of them or none.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
struct PlainFix<'a> {
    /// What to do, as an action.
    title: &'a str,
    /// Whether no verdict can change by it.
    safe: bool,
    /// The changes, in the order of the text.
    edits: Vec<PlainEdit<'a>>,
}

/// Words to replace, and what to write instead.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct PlainEdit<'a> {
    #[serde(flatten)]
    region: Region,
    replacement: &'a str,
}

/// The findings as JSON, in their order.
pub(in crate::cli) fn render(found: &[Reported<'_>]) -> Result<String, Failure> {
    let plain: Vec<Plain<'_>> = Places::of_each(found).map(|(each, places)| plain(each, &places)).collect();
    serde_json::to_string_pretty(&plain).map_err(|error| Failure::unreadable(error.to_string()))
}

/// The schema of that document.
pub(in crate::cli) fn schema() -> serde_json::Value {
    schemars::schema_for!(Vec<Plain<'static>>).to_value()
}

fn plain<'a>(found: &Reported<'a>, places: &Places<'_>) -> Plain<'a> {
    let diagnostic = found.diagnostic;
    let related = diagnostic.labels.iter().skip(1);
    Plain {
        code: diagnostic.code.text(),
        severity: diagnostic.severity,
        message: &diagnostic.message,
        file: found.name,
        region: places.region(diagnostic.span()),
        label: diagnostic.labels.first().map_or("", |label| &label.text),
        related: related.map(|label| Related { region: places.region(label.span), label: &label.text }).collect(),
        reason: diagnostic.reason.as_deref(),
        help: diagnostic.help.as_deref(),
        fixes: diagnostic.fixes.iter().map(|fix| plain_fix(fix, places)).collect(),
        set_aside: found.set_aside,
    }
}

fn plain_fix<'a>(fix: &'a Fix, places: &Places<'_>) -> PlainFix<'a> {
    let edit = |edit: &'a crate::diagnostic::Edit| PlainEdit {
        region: places.region(edit.span),
        replacement: &edit.replacement,
    };
    PlainFix { title: &fix.title, safe: fix.safety == Safety::Safe, edits: fix.edits.iter().map(edit).collect() }
}
