//! Findings as an editor shows them.
//!
//! A text shows what is found when it is checked itself, and the errors that are found in it when an open text uses it. So an
//! error in a vocabulary that is not open is shown too: a criterion that rests on it would be unknown without a word.

use super::address::{EMBEDDED, uri_of};
use super::text::Text;
use super::view::View;
use super::workspace::Workspace;
use crate::diagnostic::{Code, Diagnostic, Severity};
use gen_lsp_types as lsp;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What each text shows, by its name: every open one, and those with errors that an open one uses.
pub(super) fn all(workspace: &Workspace) -> BTreeMap<String, (Rc<Text>, Vec<lsp::Diagnostic>)> {
    let mut shown: BTreeMap<String, (Rc<Text>, Vec<lsp::Diagnostic>)> = BTreeMap::new();
    let names = workspace.open_names();
    let views: Vec<Rc<View>> = names.iter().filter_map(|name| workspace.view(name)).collect();
    for view in &views {
        let Some(text) = view.text(view.own) else { continue };
        let found = view.own_findings().map(|finding| shown_as(workspace, text, &finding.diagnostic)).collect();
        shown.insert(text.name().to_owned(), (Rc::clone(text), found));
        if let Some(settings) = view.inputs.settings.as_ref().filter(|_| !view.unusable_settings.is_empty()) {
            let found = view.unusable_settings.iter().map(|found| shown_as(workspace, settings, found)).collect();
            shown.insert(settings.name().to_owned(), (Rc::clone(settings), found));
        }
    }
    for view in &views {
        for finding in view.findings() {
            let diagnostic = &finding.diagnostic;
            let Some(text) = view.text(finding.file) else { continue };
            if finding.file == view.own || diagnostic.severity < Severity::Error || text.name().starts_with(EMBEDDED) {
                continue;
            }
            let found = shown_as(workspace, text, diagnostic);
            let (_, known) = shown.entry(text.name().to_owned()).or_insert_with(|| (Rc::clone(text), Vec::new()));
            if !known.contains(&found) {
                known.push(found);
            }
        }
    }
    shown
}

/// A finding of a text, for the editor.
pub(super) fn shown_as(workspace: &Workspace, text: &Text, found: &Diagnostic) -> lsp::Diagnostic {
    let related = found.labels.iter().skip(1).map(|label| lsp::DiagnosticRelatedInformation {
        location: lsp::Location { uri: uri_of(text.name()), range: text.range(workspace.encoding, label.span) },
        message: label.text.clone(),
    });
    let related: Vec<_> = related.collect();
    lsp::Diagnostic {
        range: text.range(workspace.encoding, found.span()),
        severity: Some(severity(found.severity)),
        code: Some(lsp::Code::String(found.code.text().to_owned())),
        code_description: page(workspace, found.code).map(|href| lsp::CodeDescription { href }),
        source: Some("enrol".to_owned()),
        message: lsp::Message::String(message(found)),
        tags: tags(found.code),
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::Error,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
        Severity::Note => lsp::DiagnosticSeverity::Information,
    }
}

/// What is said: the message makes sense alone, the reason and what to do stand under it.
fn message(found: &Diagnostic) -> String {
    let mut lines = vec![found.message.clone()];
    if let Some(label) = found.labels.first().filter(|label| !label.text.is_empty()) {
        lines.push(label.text.clone());
    }
    lines.extend(found.reason.iter().map(|reason| format!("why: {reason}")));
    lines.extend(found.help.iter().map(|help| format!("help: {help}")));
    lines.join("\n")
}

fn tags(code: Code) -> Option<Vec<lsp::DiagnosticTag>> {
    match code {
        Code::Unused => Some(vec![lsp::DiagnosticTag::Unnecessary]),
        Code::SupersededWord => Some(vec![lsp::DiagnosticTag::Deprecated]),
        _ => None,
    }
}

/// The page on a kind of finding, as a file that an editor can open.
fn page(workspace: &Workspace, code: Code) -> Option<lsp::Uri> {
    let path = workspace.page(code)?;
    Some(uri_of(&path.display().to_string()))
}
