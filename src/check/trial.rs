//! Trials: versions, cohorts and criteria.

use super::checker::Checker;
use super::names::Context;
use super::program::{Ask, Cohort, Criterion, FileId, Trial, TruthNode, Version};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{self, Connective, CriterionClause, Expr, ExprKind, Header, ItemKind, Quoted, Side};
use crate::value::Day;

/// The criteria and cohorts of one version, in order.
pub(super) struct Edition<'a> {
    pub(super) name: String,
    pub(super) from: Day,
    pub(super) cohorts: Vec<&'a tree::Cohort>,
    pub(super) criteria: Vec<Written<'a>>,
}

/// A criterion as written, or what is left of one that does not parse.
#[derive(Clone)]
pub(super) enum Written<'a> {
    Criterion(&'a tree::Criterion, Span),
    Malformed { inclusion: bool, id: String, sentence: String, span: Span },
}

impl Written<'_> {
    pub(super) fn id(&self) -> &str {
        match self {
            Written::Criterion(criterion, _) => &criterion.id.text,
            Written::Malformed { id, .. } => id,
        }
    }
}

impl<'a> Checker<'a> {
    /// A trial with all its versions.
    pub(super) fn trial(&mut self, file: FileId) -> Option<Trial> {
        let loaded = self.files.get(file.0 as usize)?;
        let header = loaded.header();
        let anchors = self.anchors_of(file);
        let editions = self.editions(file);
        let mut versions = Vec::new();
        for edition in &editions {
            self.amended_parameters(file, edition.from);
            versions.push(self.version(file, edition));
        }
        self.parameters.clear();
        let text = |quoted: Option<&Quoted>| quoted.map(|quoted| quoted.text.clone());
        Some(Trial {
            id: loaded.title.clone(),
            title: text(header.and_then(|header| header.title.as_ref())).unwrap_or_else(|| loaded.title.clone()),
            coverage: text(header.and_then(|header| header.coverage.as_ref())),
            sources: header.map(Header::source_texts).unwrap_or_default(),
            phase: text(header.and_then(|header| header.phase.as_ref())),
            versions,
            anchors,
            file,
        })
    }

    fn version(&mut self, file: FileId, edition: &Edition<'a>) -> Version {
        // Definitions of the trial may speak of its parameters, which differ from version to version.
        self.instances.retain(|(place, ..), _| place.0 != file);
        self.groups.retain(|place, _| place.0 != file);
        let cx = Context::top(file);
        let (mut cohorts, mut broken) = (Vec::new(), Vec::new());
        for cohort in &edition.cohorts {
            let origin = self.origin(&cx, cohort.when.span);
            let unread = self.is_unread(file, cohort.when.span);
            let when = if unread { None } else { self.truth(&cx, &cohort.when) };
            let when = when.unwrap_or_else(|| {
                // Who belongs to it cannot be told: a broken criterion of its own keeps it from letting anybody in.
                broken.push((cohorts.len(), cohort));
                self.nodes.truth(origin, TruthNode::Constant(true))
            });
            let title = cohort.title.as_ref().map(|title| title.text.clone());
            let title = title.unwrap_or_else(|| cohort.name.text.clone());
            cohorts.push(Cohort { name: cohort.name.text.clone(), title, when });
        }
        let mut criteria: Vec<Criterion> =
            edition.criteria.iter().map(|written| self.criterion(&cx, &cohorts, written)).collect();
        criteria.extend(broken.into_iter().map(|(place, cohort)| Criterion {
            cohorts: vec![place],
            ..unchecked(format!("cohort {}", cohort.name.text), cohort.when.span)
        }));
        Version { name: edition.name.clone(), from: edition.from, cohorts, criteria }
    }

    fn criterion(&mut self, cx: &Context<'a>, cohorts: &[Cohort], written: &Written<'a>) -> Criterion {
        let (criterion, span) = match written {
            Written::Criterion(criterion, span) => (*criterion, *span),
            Written::Malformed { inclusion, id, sentence, span } => {
                let (inclusion, sentence) = (*inclusion, sentence.clone());
                return Criterion { inclusion, sentence, ..unchecked(id.clone(), *span) };
            }
        };
        let mut built = Criterion {
            inclusion: criterion.side == Side::Inclusion,
            sentence: criterion.sentence.as_ref().map(|text| text.text.clone()).unwrap_or_default(),
            ..unchecked(criterion.id.text.clone(), span)
        };
        if self.is_unread(cx.file, span) {
            return built;
        }
        let stated = self.clauses(cx, criterion, &mut built);
        let mut broken = stated.is_err();
        for name in &criterion.cohorts {
            match cohorts.iter().position(|cohort| cohort.name == name.text) {
                Some(place) => built.cohorts.push(place),
                None => {
                    let known: Vec<&str> = cohorts.iter().map(|cohort| cohort.name.as_str()).collect();
                    let text = &name.text;
                    let found = Diagnostic::new(
                        Code::UnknownWord,
                        name.span,
                        format!("`{text}` is not a cohort of this trial"),
                    )
                    .reason("a criterion is for the cohorts that the trial declares")
                    .did_you_mean(text, known);
                    self.report(cx, found);
                    broken = true;
                }
            }
        }
        let ask = self.ask(cx, criterion, span, stated.ok().flatten());
        built.ask = if broken { Ask::Broken } else { ask };
        built
    }

    /// What a criterion asks; a cohort that nobody declares makes it unknown for everyone rather than shared.
    fn ask(&mut self, cx: &Context<'a>, criterion: &'a tree::Criterion, span: Span, stated: Option<Ask>) -> Ask {
        match (&criterion.expression, stated) {
            (None, Some(stated)) => stated,
            (None, None) => {
                let span = Span { start: span.start, end: criterion.id.span.end.max(span.start) };
                let message = format!("criterion {} asks nothing", criterion.id.text);
                let found = Diagnostic::new(Code::NothingToDecide, span, message)
                    .reason("a criterion without an expression would let everybody in or keep everybody out")
                    .help("write what it asks, or `clarifies ID`, or `not stated \"...\"`");
                self.report(cx, found);
                Ask::Broken
            }
            (Some(expression), stated) => {
                let turned = criterion.side == Side::Exclusion && self.unless_in_exclusion(cx, expression);
                let truth = self.truth(cx, expression);
                if let Some(stated) = stated {
                    let what = if matches!(stated, Ask::Clarifies(_)) { "clarifies" } else { "not stated" };
                    let found = Diagnostic::new(Code::Clause, expression.span, format!("`{what}` and an expression"))
                        .reason("a criterion that only defines, or whose limits nobody states, decides nothing")
                        .help("leave one of the two out");
                    self.report(cx, found);
                    return Ask::Broken;
                }
                if turned {
                    return Ask::Broken;
                }
                truth.map_or(Ask::Broken, Ask::Truth)
            }
        }
    }

    fn unless_in_exclusion(&mut self, cx: &Context<'a>, expression: &'a Expr) -> bool {
        let (first, rest) = match &expression.kind {
            ExprKind::Parenthesis(inner) => return self.unless_in_exclusion(cx, inner),
            ExprKind::Chain(first, rest) => (first, rest),
            _ => return false,
        };
        let Some((_, unless)) = rest.iter().find(|(connective, _)| *connective == Connective::Unless) else {
            return false;
        };
        let (one, two) = (self.text(cx.file, first.span), self.text(cx.file, unless.span));
        let found = Diagnostic::new(Code::UnlessInExclusion, expression.span, "`unless` at the top of an exclusion")
            .reason("`A unless B` says A or B, and would exclude everybody for whom B holds")
            .help(format!("write `{one} but not {two}`"));
        self.report(cx, found);
        true
    }

    /// The clauses of a criterion. `Ok(Some)` is what `clarifies` or `not stated` ask.
    fn clauses(
        &mut self,
        cx: &Context<'a>,
        criterion: &'a tree::Criterion,
        built: &mut Criterion,
    ) -> Result<Option<Ask>, ()> {
        let (mut stated, mut result) = (None, Ok(()));
        for clause in &criterion.clauses {
            match clause {
                CriterionClause::Source(text) => built.sources.push(text.text.clone()),
                CriterionClause::Note(text) => built.notes.push(text.text.clone()),
                CriterionClause::WaivableBy(name) => built.waivable_by = Some(name.text.clone()),
                CriterionClause::IfUnknown(met) => built.if_unknown = Some(*met),
                CriterionClause::CheckedAt(name) => {
                    built.checked_at = self.anchor(cx, name);
                    if built.checked_at.is_none() {
                        result = Err(());
                    }
                }
                CriterionClause::Clarifies(name) => {
                    if !self.has_criterion(cx.file, &name.text) {
                        self.unknown_criterion(cx, name);
                        result = Err(());
                    }
                    stated = Some(Ask::Clarifies(name.text.clone()));
                }
                CriterionClause::NotStated(text) => stated = Some(Ask::NotStated(text.text.clone())),
            }
        }
        result.map(|()| stated)
    }

    fn has_criterion(&self, file: FileId, id: &str) -> bool {
        let items = self.files.get(file.0 as usize).map(|loaded| loaded.tree.items.as_slice()).unwrap_or_default();
        let named = |item: &tree::Item| matches!(&item.kind, ItemKind::Criterion(criterion) if criterion.id.text == id);
        items.iter().any(|item| match &item.kind {
            ItemKind::Amendment(amendment) => amendment.items.iter().any(named),
            // A malformed item may be the one; its own finding says enough.
            ItemKind::Malformed => true,
            _ => named(item),
        })
    }

    pub(super) fn unknown_criterion(&mut self, cx: &Context<'a>, name: &'a tree::Name) {
        let loaded = self.files.get(cx.file.0 as usize);
        let mut known: Vec<&str> = Vec::new();
        for item in loaded.map(|loaded| loaded.tree.items.as_slice()).unwrap_or_default() {
            if let ItemKind::Criterion(criterion) = &item.kind {
                known.push(&criterion.id.text);
            }
        }
        let text = &name.text;
        let found = Diagnostic::new(Code::UnknownWord, name.span, format!("there is no criterion {text}"))
            .reason("no criterion of this trial has that id")
            .did_you_mean(text, known);
        self.report(cx, found);
    }
}

impl Header {
    fn source_texts(&self) -> Vec<String> {
        self.sources.iter().map(|source| source.text.clone()).collect()
    }
}

/// A criterion of which nothing is checked yet.
pub(super) fn unchecked(id: String, span: Span) -> Criterion {
    Criterion {
        inclusion: true,
        id,
        sentence: String::new(),
        cohorts: Vec::new(),
        ask: Ask::Broken,
        waivable_by: None,
        if_unknown: None,
        checked_at: None,
        sources: Vec::new(),
        notes: Vec::new(),
        span,
    }
}
