//! Scores: computed ones become truths for each item; assessed ones are measured like results, with or without items.

use super::about::{About, Shape};
use super::checker::Checker;
use super::names::{Context, Declared, Place};
use super::program::{Measure, Score, ScoreId, ScoreItem, TruthId, ValueId, ValueNode};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{self, Expr, ExprKind, Name, ScoreOrigin, TotalRule};
use crate::value::Number;
use crate::vocabulary::builtin::unit;
use std::sync::Arc;

impl<'a> Checker<'a> {
    /// A computed score by its name.
    pub(super) fn computed_score(&mut self, cx: &Context<'a>, name: &'a Name) -> Option<ScoreId> {
        let entry = self.declared(cx, &name.text)?;
        let Declared::Score(score) = entry.declared else { return None };
        self.score(entry.place, score)
    }

    /// A computed score, read once.
    pub(super) fn score(&mut self, place: Place, score: &'a tree::Score) -> Option<ScoreId> {
        if let Some(known) = self.score_places.get(&place) {
            return *known;
        }
        if self.is_too_deep(place, &score.name) {
            return None;
        }
        let id = ScoreId(u32::try_from(self.scores.len()).unwrap_or(u32::MAX));
        self.score_places.insert(place, Some(id));
        self.scores.push(Score {
            name: score.name.text.clone(),
            title: score.title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
            entry: None,
            items: Vec::new(),
            highest_per_domain: score.total == Some(TotalRule::HighestPerDomain),
            meets: None,
            unverified: score.unverified.iter().map(|text| text.text.clone()).collect(),
            sources: score.sources.iter().map(|text| text.text.clone()).collect(),
        });
        self.underway.push(place);
        let cx = Context::top(place.0);
        let (items, whole) = self.score_items(&cx, score);
        let entry = score.entry.as_ref().map(|entry| self.truth(&cx, entry));
        let broken = !whole || entry == Some(None);
        if let Some(built) = self.scores.get_mut(id.0 as usize) {
            built.items = items;
            built.entry = entry.flatten();
        }
        // What the score needs to be met is read last: it speaks of the items.
        let inside = Context { score: Some((id, score)), ..cx };
        let meets = score.meets.as_ref().map(|meets| self.truth(&inside, meets));
        for kept in [entry.flatten(), meets.flatten()].into_iter().flatten() {
            self.nodes.keep_truth(kept);
        }
        if let Some(built) = self.scores.get_mut(id.0 as usize) {
            built.meets = meets.flatten();
        }
        self.underway.pop();
        if broken || meets == Some(None) {
            self.score_places.insert(place, None);
            return None;
        }
        Some(id)
    }

    fn score_items(&mut self, cx: &Context<'a>, score: &'a tree::Score) -> (Vec<ScoreItem>, bool) {
        let (mut items, mut whole) = (Vec::new(), true);
        for (domain, declared) in score.domains.iter().enumerate() {
            for item in &declared.items {
                let points = self.number(cx, &item.points);
                let title = item.title.as_ref().map(|title| title.text.clone());
                let title = title.or_else(|| item.name.as_ref().map(|name| name.text.clone())).unwrap_or_default();
                let Some(condition) = &item.condition else {
                    let span = item.points.span;
                    let found =
                        Diagnostic::new(Code::NothingToDecide, span, format!("the item \"{title}\" has no condition"))
                            .reason("a computed score counts an item where its condition holds")
                            .help("write `if` and the condition behind the title, or declare the score `assessed`");
                    self.report(cx, found);
                    whole = false;
                    continue;
                };
                let condition = self.truth(cx, condition);
                match (points, condition) {
                    (Some(points), Some(condition)) => {
                        let condition = self.nodes.label_truth(condition, &Arc::from(title.as_str()));
                        items.push(ScoreItem { title, points, domain, condition });
                    }
                    _ => whole = false,
                }
            }
        }
        (items, whole)
    }

    /// `meets SCORE`
    pub(super) fn meets_score(&mut self, cx: &Context<'a>, span: Span, name: &'a Name) -> Option<TruthId> {
        let entry = self.declared(cx, &name.text)?;
        let Declared::Score(score) = entry.declared else { return None };
        if self.underway.contains(&entry.place) {
            let message = format!("the score `{}` needs itself", name.text);
            self.report(cx, super::words::cycle(span, &message));
            return None;
        }
        if score.origin != ScoreOrigin::Computed {
            let reason =
                format!("`{}` is assessed by a person and recorded, and no total is said to meet it", name.text);
            let help = format!("compare the total: `latest {} >= N`", name.text);
            self.wrong_kind(cx, span, "a score that says when it is met is needed after `meets`", &reason, Some(&help));
            return None;
        }
        let id = self.score(entry.place, score)?;
        let meets = self.scores.get(id.0 as usize).and_then(|score| score.meets);
        if meets.is_none() {
            let reason = format!("`{}` does not say when it is met", name.text);
            let help = format!("compare the total: `{} >= N`, or add `meets` to the score", name.text);
            self.wrong_kind(cx, span, "a score that says when it is met is needed after `meets`", &reason, Some(&help));
        }
        meets
    }

    /// The entry criterion of the score whose `meets` is read.
    pub(super) fn score_entry(&mut self, cx: &Context<'a>, span: Span, score: ScoreId) -> Option<TruthId> {
        let entry = self.scores.get(score.0 as usize).and_then(|score| score.entry);
        if entry.is_none() && cx.score.is_some_and(|(_, tree)| tree.entry.is_none()) {
            let help = Some("add `entry` and a truth to the score");
            self.wrong_kind(cx, span, "this score has no entry criterion", "`entry` is what must hold first", help);
        }
        entry
    }

    /// The total of a computed score.
    pub(super) fn score_total(&mut self, cx: &Context<'a>, span: Span, id: ScoreId) -> ValueId {
        let (mut most, mut least, mut title) = (Some(Number::ZERO), Number::ZERO, String::new());
        if let Some(score) = self.scores.get(id.0 as usize) {
            title.clone_from(&score.name);
            let mut best: Vec<Number> = Vec::new();
            for item in &score.items {
                if item.points < Number::ZERO {
                    least = least.plus(item.points).unwrap_or(least);
                    continue;
                }
                if best.len() <= item.domain {
                    best.resize(item.domain + 1, Number::ZERO);
                }
                if let Some(place) = best.get_mut(item.domain) {
                    let sum = if score.highest_per_domain {
                        Some((*place).max(item.points))
                    } else {
                        place.plus(item.points)
                    };
                    *place = sum.unwrap_or(*place);
                }
            }
            most = best.into_iter().try_fold(Number::ZERO, Number::plus);
        }
        let shape = Shape::quantity(unit::ONE).within(Some(least), most).named(format!("the total of `{title}`"));
        let origin = self.origin(cx, span);
        self.nodes.value(origin, ValueNode::ScoreTotal(id), shape)
    }

    /// `points of NAME` in the `meets` of a score: of a domain, a class or an item.
    pub(super) fn points_of(&mut self, cx: &Context<'a>, expr: &'a Expr, inner: &'a Expr) -> Option<ValueId> {
        let ExprKind::Name(name) = &inner.kind else {
            self.no_points(cx, expr.span);
            return None;
        };
        let Some((id, score)) = cx.score else {
            if let Some(Declared::Score(score)) = self.peek(cx, &name.text)
                && score.origin == ScoreOrigin::Computed
            {
                let id = self.computed_score(cx, name)?;
                return Some(self.score_total(cx, expr.span, id));
            }
            self.no_points(cx, expr.span);
            return None;
        };
        let mut items = Vec::new();
        let mut place = 0;
        for domain in &score.domains {
            let whole =
                domain.name.text == name.text || domain.class.as_ref().is_some_and(|class| class.text == name.text);
            for item in &domain.items {
                if whole || item.name.as_ref().is_some_and(|item| item.text == name.text) {
                    items.push(place);
                }
                place += 1;
            }
        }
        if items.is_empty() {
            let names = score.domains.iter().flat_map(|domain| {
                let items = domain.items.iter().filter_map(|item| item.name.as_ref());
                std::iter::once(&domain.name).chain(&domain.class).chain(items).map(|name| name.text.as_str())
            });
            let mut names: Vec<&str> = names.collect();
            names.sort_unstable();
            names.dedup();
            self.unknown_item(cx, name, &names);
            return None;
        }
        let origin = self.origin(cx, expr.span);
        let shape = Shape::quantity(unit::ONE).named(format!("the points of `{}`", name.text));
        Some(self.nodes.value(origin, ValueNode::ScorePoints { score: id, items }, shape))
    }

    fn no_points(&mut self, cx: &Context<'a>, span: Span) {
        let help = Some("use it in the `meets` of a score; leave items out with `without items { ... }`");
        self.wrong_kind(cx, span, "points of no score", "`points of` names a domain, class or item of a score", help);
    }

    fn unknown_item(&mut self, cx: &Context<'a>, name: &Name, known: &[&str]) {
        let text = &name.text;
        let found = Diagnostic::new(
            Code::UnknownValue,
            name.span,
            format!("`{text}` is no item, domain or class of the score"),
        )
        .reason(format!("there are: {}", known.join(", ")))
        .did_you_mean(text, known);
        self.report(cx, found);
    }

    /// The items of an assessed score that count, by name, domain or class.
    pub(super) fn items(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        about: &About,
        only: bool,
        names: &'a [Name],
    ) -> Option<(Measure, Shape)> {
        let instrument = match about.roots.as_slice() {
            [root] => self.vocabulary.word(*root).instrument.clone(),
            _ => None,
        };
        let Some(instrument) = instrument else {
            let whose = self.names_of(about);
            let reason = format!("{whose} is not one score with items");
            self.wrong_kind(cx, span, "items of nothing that has items", &reason, None);
            return None;
        };
        let mut named = vec![false; instrument.items.len()];
        let mut broken = false;
        for name in names {
            let mut found = false;
            for (item, named) in instrument.items.iter().zip(named.iter_mut()) {
                let is = item.name == name.text
                    || item.domain == name.text
                    || item.class.as_ref().is_some_and(|class| *class == name.text);
                *named |= is;
                found |= is;
            }
            if !found {
                let mut known: Vec<&str> = instrument
                    .items
                    .iter()
                    .flat_map(|item| [Some(item.name.as_str()), Some(item.domain.as_str()), item.class.as_deref()])
                    .flatten()
                    .collect();
                known.sort_unstable();
                known.dedup();
                self.unknown_item(cx, name, &known);
                broken = true;
            }
        }
        if broken {
            return None;
        }
        let kept: Vec<usize> =
            named.iter().enumerate().filter(|(_, named)| **named == only).map(|(place, _)| place).collect();
        let points = kept.iter().filter_map(|place| instrument.items.get(*place)).map(|item| item.points);
        let most = points.filter(|points| *points > Number::ZERO).try_fold(Number::ZERO, Number::plus);
        let shape = Shape::quantity(unit::ONE).within(None, most).named("the points that count");
        Some((Measure::Items(kept), shape))
    }
}
