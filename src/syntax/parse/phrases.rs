//! Event phrases: selectors before an atom, suffixes after it.
//!
//! A selector takes every suffix to its right, so suffixes are applied first, from left to right, then selectors from
//! right to left.

use super::builder::{Builder, first_rule, has, parts};
use super::grammar::{Node, Rule};
use super::truths::count;
use crate::diagnostic::Span;
use crate::syntax::tree::{Expr, ExprKind, Modifier, Name, Selector};

/// What stands before a phrase.
enum Prefix {
    Selector(Selector),
    /// `ATTR of`
    Attribute(Name),
}

impl Builder<'_> {
    /// `selector* atom modifier*`
    pub(super) fn phrase(&mut self, node: Node<'_>) -> Expr {
        let end = self.span(&node);
        let inner = parts(node.clone()).count();
        self.deeper(inner, end, |builder| {
            let mut prefixes = Vec::new();
            let mut phrase = None;
            for part in parts(node) {
                match (part.as_rule(), phrase.take()) {
                    (Rule::selector, _) => prefixes.push(part),
                    (_, None) => phrase = Some(builder.expression(Some(part))),
                    (_, Some(narrowed)) => phrase = Some(builder.narrowed(narrowed, part)),
                }
            }
            let phrase = phrase.unwrap_or_else(|| super::builder::malformed(end));
            prefixes.into_iter().rev().fold(phrase, |phrase, prefix| builder.prefixed(prefix, phrase))
        })
    }

    fn narrowed(&mut self, phrase: Expr, suffix: Node<'_>) -> Expr {
        let span = phrase.span.to(self.span(&suffix));
        let modifier = self.modifier(suffix);
        Expr { kind: ExprKind::Modify(Box::new(phrase), Box::new(modifier)), span }
    }

    /// A prefix around a phrase. `average dose as prednisone of E` puts the conversion outermost on E: what the prefix
    /// asks for is converted, whatever else narrows E.
    fn prefixed(&mut self, node: Node<'_>, phrase: Expr) -> Expr {
        let span = self.span(&node).to(phrase.span);
        let conversions = parts(node.clone()).filter(|part| matches!(part.as_rule(), Rule::as_word | Rule::per_word));
        let phrase = conversions.fold(phrase, |phrase, conversion| self.converted(phrase, conversion));
        let phrase = Box::new(phrase);
        let kind = match self.prefix(node) {
            Prefix::Selector(selector) => ExprKind::Select(selector, phrase),
            Prefix::Attribute(name) => ExprKind::AttributeOf(name, phrase),
        };
        Expr { kind, span }
    }

    fn converted(&mut self, phrase: Expr, conversion: Node<'_>) -> Expr {
        let span: Span = phrase.span;
        let modifier: Modifier = self.modifier(conversion);
        Expr { kind: ExprKind::Modify(Box::new(phrase), Box::new(modifier)), span }
    }

    fn prefix(&self, node: Node<'_>) -> Prefix {
        let first = first_rule(&node);
        let most = has(&node, Rule::kw_most);
        let mut parts = parts(node);
        let part = parts.next();
        let number = part.as_ref().map(count);
        let named = |part| self.name(part);
        Prefix::Selector(match first {
            Some(Rule::kw_any) => Selector::Any,
            Some(Rule::kw_no) => Selector::No,
            Some(Rule::kw_latest) => Selector::Latest(number),
            Some(Rule::kw_earliest) => Selector::Earliest(number),
            Some(Rule::kw_at) if most => Selector::AtMost(number.unwrap_or_default()),
            Some(Rule::kw_at) => Selector::AtLeast(number.unwrap_or_default()),
            Some(Rule::kw_exactly) => Selector::Exactly(number.unwrap_or_default()),
            Some(Rule::kw_between) => {
                let to = parts.next().as_ref().map(count);
                Selector::Between(number.unwrap_or_default(), to.unwrap_or_default())
            }
            Some(Rule::kw_highest) => Selector::Highest,
            Some(Rule::kw_lowest) => Selector::Lowest,
            Some(Rule::kw_mean) => Selector::Mean,
            Some(Rule::kw_median) => Selector::Median,
            Some(Rule::kw_count) => Selector::Count,
            Some(Rule::kw_current) => Selector::Current,
            Some(Rule::kw_planned) => Selector::Planned,
            Some(Rule::kw_total) => Selector::Total(named(part)),
            Some(Rule::kw_average) => Selector::Average(named(part)),
            Some(Rule::kw_doses) => Selector::DosesOf,
            Some(Rule::kw_days) => Selector::DaysOf,
            Some(Rule::kw_date) => Selector::DateOf,
            Some(Rule::kw_start) => Selector::StartOf,
            Some(Rule::kw_end) => Selector::EndOf,
            Some(Rule::kw_points) => Selector::PointsOf,
            _ => return Prefix::Attribute(named(part)),
        })
    }
}
