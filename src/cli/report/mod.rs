//! Findings as they are printed: with the words that they are about, or for a machine.

pub(super) mod github;
pub(super) mod json;
pub(super) mod sarif;

use crate::check::{Finding, Program};
use crate::diagnostic::{Diagnostic, LineIndex, Place, Severity, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use schemars::JsonSchema;
use serde::Serialize;
use std::rc::Rc;

/// A finding and the text that it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported<'a> {
    /// The name of the text.
    pub(super) name: &'a str,
    /// The text.
    pub(super) text: &'a str,
    /// What was found.
    pub(super) diagnostic: &'a Diagnostic,
    /// Why a remark in the text sets it aside.
    pub(super) set_aside: Option<&'a str>,
}

impl<'a> Reported<'a> {
    /// A finding of checked rules.
    pub(super) fn of(program: &'a Program, finding: &'a Finding, set_aside: Option<&'a str>) -> Option<Reported<'a>> {
        let file = program.files.get(finding.file.0 as usize)?;
        Some(Reported { name: &file.name, text: &file.text, diagnostic: &finding.diagnostic, set_aside })
    }
}

/// From a line and column up to, but not including, another; both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Region {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}

/// The places of one text.
pub(super) struct Places<'a> {
    text: &'a str,
    index: LineIndex,
}

impl<'a> Places<'a> {
    /// Findings with the places of their texts; those of one text stand together, so that each text is read once.
    fn of_each<'f>(found: &'f [Reported<'a>]) -> impl Iterator<Item = (&'f Reported<'a>, Rc<Places<'a>>)> {
        let mut last: Option<Rc<Places<'a>>> = None;
        found.iter().map(move |each| {
            let known = last.take().filter(|places| std::ptr::eq(places.text, each.text));
            let places = known.unwrap_or_else(|| Rc::new(Places { text: each.text, index: LineIndex::new(each.text) }));
            last = Some(Rc::clone(&places));
            (each, places)
        })
    }

    pub(super) fn region(&self, span: Span) -> Region {
        let start: Place = self.index.place(self.text, span);
        let end = self.index.place(self.text, Span { start: span.end, end: span.end });
        Region { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
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

/// "3 files checked: 2 errors and 1 warning, 1 set aside", for the last line.
pub(super) fn summary(found: &[Reported<'_>], aside: usize, files: usize) -> String {
    let many = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts = kinds.map(|(severity, name)| {
        let count = found.iter().filter(|found| found.diagnostic.severity == severity).count();
        (count > 0).then(|| many(count, name))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let told = match counts.split_last() {
        None => "nothing to report".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    };
    let aside = if aside > 0 { format!(", {aside} set aside by remarks") } else { String::new() };
    format!("{} checked: {told}{aside}", many(files, "file"))
}
