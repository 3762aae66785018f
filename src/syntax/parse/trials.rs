//! The items of trials: criteria, cohorts, amendments, anchors, lines of therapy.

use super::builder::{Builder, has, parts};
use super::grammar::{Node, Rule};
use crate::syntax::tree::{Amendment, Anchor, AnchorShape, Cohort, Criterion, CriterionClause, Lines, Quoted, Side};

impl Builder<'_> {
    pub(super) fn criterion(&mut self, node: Node<'_>) -> Criterion {
        let side = if has(&node, Rule::kw_inclusion) { Side::Inclusion } else { Side::Exclusion };
        let mut parts = parts(node);
        let id = self.name(parts.next());
        let mut criterion =
            Criterion { side, id, cohorts: Vec::new(), sentence: None, clauses: Vec::new(), expression: None };
        for part in parts {
            match part.as_rule() {
                Rule::cohorts => criterion.cohorts = self.names(part),
                Rule::title => criterion.sentence = self.text_of(part),
                _ => match self.criterion_clause(&part) {
                    Some(clause) => criterion.clauses.push(clause),
                    None => criterion.expression = Some(self.expression(Some(part))),
                },
            }
        }
        criterion
    }

    fn criterion_clause(&mut self, node: &Node<'_>) -> Option<CriterionClause> {
        let rule = node.as_rule();
        if rule == Rule::if_unknown {
            return Some(CriterionClause::IfUnknown(!has(node, Rule::kw_not)));
        }
        let part = parts(node.clone()).next();
        Some(match rule {
            Rule::source => CriterionClause::Source(self.text_of(node.clone())?),
            Rule::note => CriterionClause::Note(self.text_of(node.clone())?),
            Rule::not_stated => CriterionClause::NotStated(self.text_of(node.clone())?),
            Rule::waivable => CriterionClause::WaivableBy(self.name(part)),
            Rule::checked_at => CriterionClause::CheckedAt(self.name(part)),
            Rule::clarifies => CriterionClause::Clarifies(self.name(part)),
            _ => return None,
        })
    }

    pub(super) fn cohort(&mut self, node: Node<'_>) -> Cohort {
        let mut parts = parts(node).peekable();
        let name = self.name(parts.next());
        let title = parts.next_if(|part| part.as_rule() == Rule::title).and_then(|title| self.text_of(title));
        Cohort { name, title, when: self.expression(parts.next()) }
    }

    /// The head of an amendment; its items follow.
    pub(super) fn amendment(&mut self, node: Node<'_>) -> Amendment {
        let mut parts = parts(node);
        let (version, replaces) = (self.some_text(parts.next()), self.some_text(parts.next()));
        Amendment { version, replaces, from: self.name(parts.next()), items: Vec::new(), removes: Vec::new() }
    }

    fn some_text(&self, node: Option<Node<'_>>) -> Quoted {
        let empty = || Quoted { text: String::new(), span: Default::default() };
        node.map(|node| self.quoted(&node)).unwrap_or_else(empty)
    }

    pub(super) fn anchor(&mut self, node: Node<'_>) -> Anchor {
        let mut parts = parts(node).peekable();
        let name = self.name(parts.next());
        let title = parts.next_if(|part| part.as_rule() == Rule::title).and_then(|title| self.text_of(title));
        let shape = parts.next().map(|shape| self.anchor_shape(shape));
        Anchor { name, title, shape: shape.unwrap_or(AnchorShape::Day { window: None }) }
    }

    fn anchor_shape(&mut self, node: Node<'_>) -> AnchorShape {
        let rule = node.as_rule();
        let mut parts = parts(node);
        if rule == Rule::anchor_day {
            return AnchorShape::Day { window: parts.next().map(|window| self.amount(window)) };
        }
        let (from, to) = (self.name(parts.next()), self.name(parts.next()));
        AnchorShape::Period { from, to, at_most: parts.next().map(|length| self.amount(length)) }
    }

    pub(super) fn lines(&mut self, node: Node<'_>) -> Lines {
        let mut parts = parts(node);
        let mut lines = Lines {
            name: self.name(parts.next()),
            title: None,
            sources: Vec::new(),
            of: Vec::new(),
            regimen: None,
            after_progression: false,
            after_gap: None,
            when_added: false,
            same_for_substitution: false,
            same_for_maintenance: false,
            same_for_dose_change: false,
            not_counted: Vec::new(),
        };
        for part in parts {
            self.lines_clause(&mut lines, part);
        }
        lines
    }

    fn lines_clause(&mut self, lines: &mut Lines, node: Node<'_>) {
        match node.as_rule() {
            Rule::title => lines.title = self.text_of(node),
            Rule::source => lines.sources.extend(self.text_of(node)),
            Rule::regimen => {
                let (span, length) = (self.span(&node), self.amount_of(node));
                self.once(&mut lines.regimen, span, Some(length));
            }
            Rule::lines_of => lines.of.extend(parts(node).flat_map(|list| self.names(list))),
            Rule::not_counted => {
                let lists = parts(node).filter(|part| part.as_rule() == Rule::name_list);
                lines.not_counted.extend(lists.flat_map(|list| self.names(list)));
            }
            _ => parts(node).for_each(|reason| self.line_reason(lines, reason)),
        }
    }

    fn line_reason(&mut self, lines: &mut Lines, node: Node<'_>) {
        match node.as_rule() {
            Rule::after_progression => lines.after_progression = true,
            Rule::after_gap => {
                let (span, gap) = (self.span(&node), self.amount_of(node));
                self.once(&mut lines.after_gap, span, Some(gap));
            }
            Rule::when_added => lines.when_added = true,
            Rule::for_substitution => lines.same_for_substitution = true,
            Rule::for_maintenance => lines.same_for_maintenance = true,
            Rule::for_dose_change => lines.same_for_dose_change = true,
            _ => {}
        }
    }
}
