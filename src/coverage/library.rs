//! A library as nothing is shown of it: what nobody uses is not in any program, and is to be covered all the same.

use super::report::{CriterionCoverage, FileCoverage, OutcomeCoverage, Place, Report, Sort, TrialCoverage};
use crate::check::Source;
use crate::diagnostic::{LineIndex, Span};
use crate::syntax::tree::{DefineKind, File, ItemKind, Name, Quoted};
use crate::value::Truth;

/// The definitions and scores of a library, each with the outcomes that it can have.
#[must_use]
pub fn unused(source: &Source) -> Report {
    let (tree, lines) = (&source.parsed().tree, LineIndex::new(source.text()));
    let Some(header) = tree.header() else { return Report::default() };
    let title = |title: &Option<Quoted>| title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
    let place = |span: Span| Place {
        file: source.name.clone(),
        line: lines.place(source.text(), span).line,
        last_line: lines.place(source.text(), Span::new(span.end as usize, span.end as usize)).line,
        start: span.start,
        end: span.end,
    };
    let criteria = truths(tree).map(|(name, titled, span)| CriterionCoverage {
        sort: Sort::Definition,
        id: name.text.clone(),
        sentence: title(titled),
        versions: Vec::new(),
        place: place(span),
        judged: 0,
        total: Default::default(),
        outcomes: [Truth::Met, Truth::NotMet, Truth::Unknown]
            .map(|outcome| OutcomeCoverage { outcome, cases: Vec::new() })
            .to_vec(),
        conditions: Vec::new(),
        boundaries: Vec::new(),
    });
    let (id, title) = (header.name.text.clone(), title(&header.title));
    let library = TrialCoverage { id, title, criteria: criteria.collect(), ..TrialCoverage::default() };
    let (name, text) = (source.name.clone(), source.text().to_string());
    let file = FileCoverage { name, text, trials: vec![library], ..FileCoverage::default() };
    let mut report = Report { files: vec![file], ..Report::default() };
    report.count();
    report
}

/// What of a file is true or not by a name of its own.
fn truths(tree: &File) -> impl Iterator<Item = (&Name, &Option<Quoted>, Span)> {
    tree.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Define(define) if define.kind == DefineKind::Truth => Some((&define.name, &define.title, item.span)),
        ItemKind::Score(score) if score.meets.is_some() => Some((&score.name, &score.title, item.span)),
        _ => None,
    })
}
