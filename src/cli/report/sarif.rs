//! Findings as SARIF, which code hosts and editors read.
//!
//! Source: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS Standard, 2020.

use super::{Places, Region, Reported};
use crate::cli::failure::Failure;
use crate::diagnostic::{Code, Severity, Span};
use serde_json::{Value, json};

/// The findings as one run of a SARIF log, with the pages on their codes.
pub(in crate::cli) fn render(found: &[Reported<'_>]) -> Result<String, Failure> {
    let mut codes: Vec<Code> = found.iter().map(|each| each.diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results: Vec<Value> = Places::of_each(found).map(|(each, places)| result(each, &places, &codes)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "enrol",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).map_err(|error| Failure::unreadable(error.to_string()))
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.text(),
        "shortDescription": { "text": code.title() },
        "help": { "text": code.page(), "markdown": code.page() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(found: &Reported<'_>, places: &Places<'_>, codes: &[Code]) -> Value {
    let diagnostic = found.diagnostic;
    let location = |span: Span, text: &str| {
        let mut location = json!({ "physicalLocation": {
            "artifactLocation": { "uri": uri(found.name) },
            "region": region(places.region(span)),
        }});
        if let (Some(object), false) = (location.as_object_mut(), text.is_empty()) {
            object.insert("message".to_owned(), json!({ "text": text }));
        }
        location
    };
    let said = [Some(&diagnostic.message), diagnostic.reason.as_ref(), diagnostic.help.as_ref()];
    let said: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
    let main = diagnostic.labels.first().map_or("", |label| label.text.as_str());
    let related = diagnostic.labels.iter().skip(1).map(|label| location(label.span, &label.text));
    json!({
        "ruleId": diagnostic.code.text(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": level(diagnostic.severity),
        "message": { "text": said.join("\n") },
        "locations": [location(diagnostic.span(), main)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "fixes": fixes(found, places),
        "suppressions": suppressions(found),
    })
}

fn fixes(found: &Reported<'_>, places: &Places<'_>) -> Vec<Value> {
    let fixes = found.diagnostic.fixes.iter();
    fixes
        .map(|fix| {
            let replacements = fix.edits.iter().map(|edit| {
                json!({
                    "deletedRegion": region(places.region(edit.span)),
                    "insertedContent": { "text": edit.replacement },
                })
            });
            json!({
                "description": { "text": fix.title },
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri(found.name) },
                    "replacements": replacements.collect::<Vec<_>>(),
                }],
            })
        })
        .collect()
}

fn suppressions(found: &Reported<'_>) -> Vec<Value> {
    let remark = |reason: &str| json!({ "kind": "inSource", "justification": reason });
    found.set_aside.into_iter().map(remark).collect()
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a reference: with slashes, and what a reference cannot hold as `%` and two digits.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
