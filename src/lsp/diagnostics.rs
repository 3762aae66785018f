//! Findings as an editor shows them.
//!
//! A text shows what is found when it is checked itself, and the errors that are found in it when an open text uses it. So an
//! error in a vocabulary that is not open is shown too: a criterion that rests on it would be unknown without a word.

use super::address::{EMBEDDED, uri_of};
use super::text::Text;
use super::view::View;
use super::workspace::Workspace;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use gen_lsp_types as lsp;
use std::collections::BTreeMap;
use std::rc::Rc;

/// From how many declarations on a text counts as long. Lints hold every criterion against every other: in a long text errors are
/// shown first, and lints when nothing else waits.
const LONG: usize = 100;

/// What each text shows, by its name.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Every open text, and those with errors that an open one uses.
    pub(super) texts: BTreeMap<String, (Rc<Text>, Vec<lsp::Diagnostic>)>,
    /// Whether lints of a long text were left for later; until then it shows those that it had.
    pub(super) more_to_come: bool,
}

/// What is found in every open text. Where somebody types, `thorough` is for when nothing else waits.
pub(super) fn all(workspace: &Workspace, thorough: bool) -> Shown {
    let mut shown = Shown::default();
    let names = workspace.open_names();
    let views: Vec<Rc<View>> = names.iter().filter_map(|name| workspace.view(name)).collect();
    for view in &views {
        let Some(text) = view.text(view.own) else { continue };
        let found = if thorough || view.inputs.root.source.parsed().tree.items.len() < LONG {
            let found: Vec<Diagnostic> = view.own_findings().map(|finding| finding.diagnostic.clone()).collect();
            workspace.remember(text, &found);
            found
        } else {
            shown.more_to_come = true;
            errors_and_remembered(workspace, view, text)
        };
        let found = found.iter().map(|found| shown_as(workspace, text, found)).collect();
        shown.texts.insert(text.name().to_owned(), (Rc::clone(text), found));
        if let Some(settings) = view.inputs.settings.as_ref().filter(|_| !view.unusable_settings.is_empty()) {
            let found = view.unusable_settings.iter().map(|found| shown_as(workspace, settings, found)).collect();
            shown.texts.insert(settings.name().to_owned(), (Rc::clone(settings), found));
        }
    }
    for view in &views {
        for finding in view.checked.findings.iter().filter(|finding| finding.file != view.own) {
            let diagnostic = &finding.diagnostic;
            let Some(text) = view.text(finding.file) else { continue };
            if diagnostic.severity < Severity::Error || text.name().starts_with(EMBEDDED) {
                continue;
            }
            let found = shown_as(workspace, text, diagnostic);
            let (_, known) = shown.texts.entry(text.name().to_owned()).or_insert_with(|| (Rc::clone(text), Vec::new()));
            if !known.contains(&found) {
                known.push(found);
            }
        }
    }
    shown
}

/// The errors of a text as it is, and what else it showed before, where the words still stand.
fn errors_and_remembered(workspace: &Workspace, view: &View, text: &Text) -> Vec<Diagnostic> {
    let errors = view.checked.findings.iter().filter(|finding| finding.file == view.own);
    let errors = errors.filter(|finding| finding.diagnostic.severity == Severity::Error);
    let mut found: Vec<Diagnostic> = errors.map(|finding| finding.diagnostic.clone()).collect();
    if let Some((before, remembered)) = workspace.remembered(text.name()) {
        let moved = Moved::between(before.letters(), text.letters());
        found.extend(remembered.iter().filter_map(|found| moved.diagnostic(found)));
    }
    found.sort_by_key(|found| found.span().start);
    found
}

/// How the words of a text moved when one stretch of it was changed.
struct Moved {
    /// How many bytes at the beginning are the same.
    head: usize,
    /// From which byte on the old text is the same again.
    tail: usize,
    /// How far that moved.
    by: i64,
}

impl Moved {
    fn between(old: &str, new: &str) -> Moved {
        let same = |(one, two): &(u8, u8)| one == two;
        let head = old.bytes().zip(new.bytes()).take_while(same).count();
        let most = old.len().min(new.len()) - head;
        let tail = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count().min(most);
        let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        Moved { head, tail: old.len() - tail, by: length(new) - length(old) }
    }

    /// A span where it is now; nothing where its own words were changed.
    fn span(&self, span: Span) -> Option<Span> {
        if (span.end as usize) <= self.head {
            return Some(span);
        }
        let moved = |byte: u32| usize::try_from(i64::from(byte) + self.by).ok();
        (span.start as usize >= self.tail).then_some(())?;
        Some(Span::new(moved(span.start)?, moved(span.end)?))
    }

    fn diagnostic(&self, found: &Diagnostic) -> Option<Diagnostic> {
        let mut found = found.clone();
        for label in &mut found.labels {
            label.span = self.span(label.span)?;
        }
        Some(found)
    }
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
