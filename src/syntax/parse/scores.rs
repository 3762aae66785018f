//! Scores, their domains and items.

use super::builder::{Builder, has, parts};
use super::finding;
use super::grammar::{Node, Rule};
use crate::syntax::tree::{Amount, Domain, Score, ScoreItem, ScoreOrigin, TotalRule};

impl Builder<'_> {
    pub(super) fn score(&mut self, node: Node<'_>) -> Score {
        let span = self.span(&node);
        let mut parts = parts(node);
        let mut score = Score {
            name: self.name(parts.next()),
            title: None,
            sources: Vec::new(),
            unverified: Vec::new(),
            origin: ScoreOrigin::Computed,
            entry: None,
            domains: Vec::new(),
            total: None,
            meets: None,
            range: None,
        };
        let mut origins = 0;
        for part in parts {
            origins += usize::from(matches!(part.as_rule(), Rule::score_computed | Rule::score_assessed));
            self.score_clause(&mut score, part);
        }
        if origins != 1 {
            self.findings.push(finding::score_origin(span, &score.name.text));
        }
        score
    }

    fn score_clause(&mut self, score: &mut Score, node: Node<'_>) {
        let span = self.span(&node);
        match node.as_rule() {
            Rule::title => score.title = self.text_of(node),
            Rule::source => score.sources.extend(self.text_of(node)),
            Rule::unverified => score.unverified.extend(self.text_of(node)),
            Rule::score_computed => score.origin = ScoreOrigin::Computed,
            Rule::score_assessed => {
                score.origin = ScoreOrigin::Assessed(parts(node).next().map(|window| self.amount(window)));
            }
            Rule::score_entry => {
                let entry = self.expression(parts(node).next());
                self.once(&mut score.entry, span, Some(entry));
            }
            Rule::score_meets => {
                let meets = self.expression(parts(node).next());
                self.once(&mut score.meets, span, Some(meets));
            }
            Rule::score_total => {
                let items = has(&node, Rule::kw_items);
                let total = if items { TotalRule::Items } else { TotalRule::HighestPerDomain };
                self.once(&mut score.total, span, Some(total));
            }
            Rule::score_range => {
                let range = self.two_amounts(node);
                self.once(&mut score.range, span, Some(range));
            }
            _ => score.domains.push(self.domain(node)),
        }
    }

    /// `A to B`
    pub(super) fn two_amounts(&mut self, node: Node<'_>) -> (Amount, Amount) {
        let mut amounts = parts(node).filter(|part| part.as_rule() == Rule::amount);
        let (low, high) = (amounts.next(), amounts.next());
        (self.some_amount(low), self.some_amount(high))
    }

    fn domain(&mut self, node: Node<'_>) -> Domain {
        let mut parts = parts(node).peekable();
        let name = self.name(parts.next());
        let class = parts.next_if(|part| part.as_rule() == Rule::name).map(|class| self.named(&class));
        Domain { name, class, items: parts.map(|item| self.score_item(item)).collect() }
    }

    fn score_item(&mut self, node: Node<'_>) -> ScoreItem {
        let mut parts = parts(node);
        let points = self.some_amount(parts.next());
        let mut item = ScoreItem { points, name: None, title: None, condition: None };
        for part in parts {
            match part.as_rule() {
                Rule::name => item.name = Some(self.named(&part)),
                Rule::title => item.title = self.text_of(part),
                _ => item.condition = Some(self.expression(Some(part))),
            }
        }
        item
    }
}
