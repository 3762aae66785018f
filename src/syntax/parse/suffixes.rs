//! The suffixes of event phrases: conditions, windows, durations, conversions.

use super::builder::{Builder, first_rule, has, malformed, parts};
use super::finding;
use super::grammar::{Node, Rule};
use super::truths::count;
use crate::diagnostic::Span;
use crate::syntax::tree::{Expr, Modifier, Point, Window, WindowSide};

impl Builder<'_> {
    pub(super) fn modifier(&mut self, node: Node<'_>) -> Modifier {
        match node.as_rule() {
            Rule::where_clause => Modifier::Where(self.part(node)),
            Rule::window => Modifier::Window(self.window(node)),
            Rule::started => Modifier::Started(parts(node).next().map(|window| self.window(window))),
            Rule::ended => Modifier::Ended(parts(node).next().map(|window| self.window(window))),
            Rule::running => Modifier::Running(self.running(node)),
            Rule::lasting => {
                let (at_least, length) = self.bounded(node);
                Modifier::Lasting { at_least, length }
            }
            Rule::for_a_total => {
                let (at_least, length) = self.bounded(node);
                Modifier::ForATotalOf { at_least, length }
            }
            Rule::together_with => Modifier::TogetherWith(self.part(node)),
            Rule::with_clause => {
                let positive = has(&node, Rule::kw_with);
                Modifier::With { positive, condition: self.part(node) }
            }
            Rule::except => Modifier::Except(self.part(node)),
            Rule::by_word => Modifier::By(self.name(parts(node).next())),
            Rule::distinct_by => Modifier::DistinctBy(self.name(parts(node).next())),
            Rule::counting => Modifier::CountingAsOne(self.part(node)),
            Rule::including => self.including(node),
            Rule::apart => Modifier::Apart(self.part(node)),
            Rule::items => {
                let only = has(&node, Rule::kw_only);
                Modifier::Items { only, items: parts(node).flat_map(|list| self.names(list)).collect() }
            }
            Rule::as_word => Modifier::As(self.name(parts(node).next())),
            Rule::per_word => Modifier::Per(self.name(parts(node).next())),
            _ => Modifier::OverDays { all: has(&node, Rule::kw_all) },
        }
    }

    /// The one part of a suffix.
    fn part(&mut self, node: Node<'_>) -> Expr {
        self.expression(parts(node).next())
    }

    fn bounded(&mut self, node: Node<'_>) -> (bool, Expr) {
        let mut parts = parts(node);
        let at_least = parts.next().is_some_and(|bound| has(&bound, Rule::kw_least));
        (at_least, self.expression(parts.next()))
    }

    fn including(&mut self, node: Node<'_>) -> Modifier {
        let all = has(&node, Rule::kw_all);
        let mut parts = parts(node).peekable();
        let number = parts.next_if(|part| part.as_rule() == Rule::integer).map(|number| count(&number));
        let at_least = if all { None } else { Some(number.unwrap_or(1)) };
        Modifier::Including { at_least, set: self.expression(parts.next()) }
    }

    fn running(&mut self, node: Node<'_>) -> Window {
        let span = self.span(&node);
        match parts(node).next() {
            Some(window) => self.window(window),
            None => Window { within: None, side: WindowSide::At, point: None, span },
        }
    }

    fn window(&mut self, node: Node<'_>) -> Window {
        let span = self.span(&node);
        let first = first_rule(&node);
        let parts: Vec<Node<'_>> = parts(node).collect();
        match first {
            Some(Rule::kw_within) => self.within(parts, span),
            Some(Rule::kw_during) => self.during(parts, span),
            _ => {
                let mut parts = parts.into_iter();
                let side = parts.next().map_or(WindowSide::At, |side| window_side(&side));
                Window { within: None, side, point: Some(Box::new(self.point(parts.next()))), span }
            }
        }
    }

    /// `within LENGTH`, perhaps with a side and a point.
    fn within(&mut self, parts: Vec<Node<'_>>, span: Span) -> Window {
        let mut parts = parts.into_iter();
        let length = self.expression(parts.next());
        let side = parts.next().map_or(WindowSide::Before, |side| window_side(&side));
        let point = parts.next().map(|point| Box::new(self.point(Some(point))));
        Window { within: Some(length), side, point, span }
    }

    /// `during X`, perhaps `or within LENGTH after X`, of one and the same X.
    fn during(&mut self, parts: Vec<Node<'_>>, span: Span) -> Window {
        let mut parts = parts.into_iter();
        let point = self.point(parts.next());
        let Some(length) = parts.next() else {
            return Window { within: None, side: WindowSide::During, point: Some(Box::new(point)), span };
        };
        let within = self.expression(Some(length));
        if self.point(parts.next()) != point {
            self.findings.push(finding::two_points(span));
        }
        Window { within: Some(within), side: WindowSide::DuringOrAfter, point: Some(Box::new(point)), span }
    }

    pub(super) fn point(&mut self, node: Option<Node<'_>>) -> Point {
        let Some(node) = node else { return Point::Of(malformed(Span::default())) };
        let mut parts = parts(node).peekable();
        let of = parts.next_if(|part| part.as_rule() == Rule::point_of).and_then(|of| first_rule(&of));
        let inner = self.expression(parts.next());
        match of {
            Some(Rule::kw_start) => Point::StartOf(inner),
            Some(Rule::kw_end) => Point::EndOf(inner),
            Some(_) => Point::DateOf(inner),
            None => Point::Of(inner),
        }
    }
}

fn window_side(node: &Node<'_>) -> WindowSide {
    match first_rule(node) {
        Some(Rule::kw_before) if has(node, Rule::kw_during) => WindowSide::BeforeOrDuring,
        Some(Rule::kw_before) => WindowSide::Before,
        Some(Rule::kw_after) => WindowSide::After,
        Some(Rule::kw_since) => WindowSide::Since,
        _ => WindowSide::At,
    }
}
