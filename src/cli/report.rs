//! Findings as they are printed: with the words that they are about, or as JSON.

use crate::diagnostic::{Diagnostic, LineIndex, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use serde::Serialize;

/// A finding and the text that it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported<'a> {
    /// The name of the text.
    pub(super) name: &'a str,
    /// The text.
    pub(super) text: &'a str,
    /// What was found.
    pub(super) diagnostic: &'a Diagnostic,
}

/// How many findings of the rules are shown at once: who reads more of them has forgotten the first.
const MOST_SHOWN: usize = 200;

/// The findings for the terminal, as many as anybody reads, and how many more there are.
pub(super) fn render_all(found: &[Reported<'_>], colours: bool, width: usize) -> Vec<String> {
    let shown = found.iter().take(MOST_SHOWN).map(|found| render(found, colours, width));
    let more = found.len().saturating_sub(MOST_SHOWN);
    let rest = format!("{more} more findings are not shown here; `enrol check --format json` gives all of them");
    shown.chain((more > 0).then_some(rest)).collect()
}

/// A finding for the terminal.
pub(super) fn render(found: &Reported<'_>, colours: bool, width: usize) -> String {
    let diagnostic = found.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let clamp = |span: crate::diagnostic::Span| {
        let end = (span.end as usize).min(found.text.len());
        (span.start as usize).min(end)..end
    };
    let mut snippet = Snippet::source(found.text).path(found.name).fold(true);
    for (place, label) in diagnostic.labels.iter().enumerate() {
        let kind = if place == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(clamp(label.span));
        snippet = snippet.annotation(if label.text.is_empty() { annotation } else { annotation.label(&label.text) });
    }
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.text());
    let mut group = Group::with_title(title).element(snippet);
    if let Some(reason) = &diagnostic.reason {
        group = group.element(Level::NOTE.message(reason));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    let mut groups = vec![group];
    for fix in &diagnostic.fixes {
        let change = Snippet::source(found.text).path(found.name).fold(true);
        let patches = fix.edits.iter().map(|edit| Patch::new(clamp(edit.span), edit.replacement.as_str()));
        let change = change.patches(patches);
        groups.push(Group::with_title(Level::HELP.secondary_title(&fix.title)).element(change));
    }
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(width).render(&groups)
}

/// A finding as JSON.
#[derive(Debug, Serialize)]
pub(super) struct Plain<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    label: &'a str,
    reason: Option<&'a str>,
    help: Option<&'a str>,
}

/// A finding as JSON holds it.
pub(super) fn plain<'a>(found: &Reported<'a>) -> Plain<'a> {
    let place = LineIndex::new(found.text).place(found.text, found.diagnostic.span());
    let diagnostic = found.diagnostic;
    Plain {
        code: diagnostic.code.text(),
        severity: diagnostic.severity,
        message: &diagnostic.message,
        file: found.name,
        line: place.line,
        column: place.column,
        label: diagnostic.labels.first().map_or("", |label| &label.text),
        reason: diagnostic.reason.as_deref(),
        help: diagnostic.help.as_deref(),
    }
}

/// "2 errors and 1 warning in 3 files", for the last line.
pub(super) fn summary(errors: usize, warnings: usize, files: usize) -> String {
    let many = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => format!("{} checked: nothing to report", many(files, "file")),
        (0, _) => format!("{} checked: {}", many(files, "file"), many(warnings, "warning")),
        (_, 0) => format!("{} checked: {}", many(files, "file"), many(errors, "error")),
        _ => format!("{} checked: {} and {}", many(files, "file"), many(errors, "error"), many(warnings, "warning")),
    }
}
