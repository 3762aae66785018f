//! What every part of the builder needs: places, names, texts and amounts of the tree from matched rules.
//!
//! INVARIANT: nothing here fails. What the grammar proves to be there is asked for as if it could be missing, and an
//! empty name or [`ExprKind::Malformed`] would stand in its place.

use super::finding;
use super::grammar::{self, Node, Rule};
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::tree::{Amount, Expr, ExprKind, ItemKind, Name, Quoted};

/// How deep a tree may grow through signs, selectors and suffixes, which nest without any parenthesis.
const MAX_TREE: usize = 400;

/// Builds the tree of one item after the other.
pub(super) struct Builder<'a> {
    /// The whole file, as the grammar sees it: blanks and comments are spaces.
    pub(super) words: &'a str,
    /// Where the current slice begins in it.
    pub(super) base: usize,
    /// What has been found wrong so far.
    pub(super) findings: Vec<Diagnostic>,
    depth: usize,
    too_deep: bool,
}

/// What a matched rule holds, without keywords and punctuation.
pub(super) fn parts(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.into_inner().filter(|part| !grammar::is_sign(part.as_rule()))
}

/// Whether a matched rule holds that keyword or part directly.
pub(super) fn has(node: &Node<'_>, rule: Rule) -> bool {
    node.clone().into_inner().any(|part| part.as_rule() == rule)
}

/// The rule of the first part of a matched rule, its keyword as a rule.
pub(super) fn first_rule(node: &Node<'_>) -> Option<Rule> {
    node.clone().into_inner().next().map(|part| part.as_rule())
}

/// An expression in place of one that is not there.
pub(super) fn malformed(span: Span) -> Expr {
    Expr { kind: ExprKind::Malformed, span }
}

impl<'a> Builder<'a> {
    /// A builder for a file.
    pub(super) fn new(words: &'a str) -> Builder<'a> {
        Builder { words, base: 0, findings: Vec::new(), depth: 0, too_deep: false }
    }

    /// Where a node stands. A rule's own end may lie behind blanks that it tried to pass.
    pub(super) fn span(&self, node: &Node<'_>) -> Span {
        let start = self.base + node.as_span().start();
        Span::new(start, start + node.as_str().trim_end_matches(' ').len())
    }

    /// A name, code, date or unit as it is written.
    pub(super) fn name(&self, node: Option<Node<'_>>) -> Name {
        node.map(|node| self.named(&node)).unwrap_or_else(|| Name { text: String::new(), span: Span::default() })
    }

    /// The same of a node that is there. A quoted one loses its quotes.
    pub(super) fn named(&self, node: &Node<'_>) -> Name {
        let text = match node.as_rule() {
            Rule::quoted => unquoted(node.as_str()),
            _ => node.as_str().to_owned(),
        };
        Name { text, span: self.span(node) }
    }

    /// Every part as a name.
    pub(super) fn names(&self, node: Node<'_>) -> Vec<Name> {
        parts(node).map(|part| self.named(&part)).collect()
    }

    /// A quoted text.
    pub(super) fn quoted(&self, node: &Node<'_>) -> Quoted {
        Quoted { text: unquoted(node.as_str().trim_end()), span: self.span(node) }
    }

    /// The quoted text that a clause such as `source "..."` holds.
    pub(super) fn text_of(&self, clause: Node<'_>) -> Option<Quoted> {
        parts(clause).next().map(|node| self.quoted(&node))
    }

    /// Keeps what a clause says that may be said once; the first one counts.
    pub(super) fn once<T>(&mut self, kept: &mut Option<T>, clause: Span, said: Option<T>) {
        match kept {
            Some(_) => self.findings.push(finding::said_twice(clause)),
            None => *kept = said,
        }
    }

    /// A number with or without a unit.
    pub(super) fn amount(&mut self, node: Node<'_>) -> Amount {
        let span = self.span(&node);
        let mut parts = node.clone().into_inner();
        let number = parts.next().map_or(node.as_str(), |number| number.as_str()).trim_end().to_owned();
        let unit = parts.next().map(|unit| self.named(&unit));
        if let Some(found) = unit.as_ref().and_then(finding::glued_limit) {
            self.findings.push(found);
        }
        Amount { number, unit, span }
    }

    /// The first part as an amount; 0 where there is none.
    pub(super) fn amount_of(&mut self, clause: Node<'_>) -> Amount {
        let part = parts(clause).find(|part| matches!(part.as_rule(), Rule::amount | Rule::number));
        self.some_amount(part)
    }

    /// An amount that the grammar proves to be there.
    pub(super) fn some_amount(&mut self, node: Option<Node<'_>>) -> Amount {
        match node {
            Some(node) => self.amount(node),
            None => Amount { number: "0".to_owned(), unit: None, span: Span::default() },
        }
    }

    /// The item of a parsed slice.
    pub(super) fn item(&mut self, node: Node<'_>) -> ItemKind {
        match node.as_rule() {
            Rule::header => ItemKind::Header(self.header(node)),
            Rule::use_item => ItemKind::Use(self.name(parts(node).next())),
            Rule::parameter => ItemKind::Parameter(self.parameter(node)),
            Rule::criterion => ItemKind::Criterion(Box::new(self.criterion(node))),
            Rule::cohort => ItemKind::Cohort(self.cohort(node)),
            Rule::define => ItemKind::Define(self.define(node)),
            Rule::score => ItemKind::Score(self.score(node)),
            Rule::anchor => ItemKind::Anchor(self.anchor(node)),
            Rule::lines => ItemKind::Lines(self.lines(node)),
            Rule::group => ItemKind::Group(self.group(node)),
            Rule::word => ItemKind::Word(self.word(node)),
            Rule::judgement => ItemKind::Judgement(self.judgement(node)),
            Rule::site => ItemKind::Site(self.site(node)),
            _ => ItemKind::Malformed,
        }
    }

    /// Builds something `levels` deeper, unless the tree would grow too deep for those who walk it.
    pub(super) fn deeper(&mut self, levels: usize, span: Span, build: impl FnOnce(&mut Self) -> Expr) -> Expr {
        if self.depth + levels > MAX_TREE {
            if !std::mem::replace(&mut self.too_deep, true) {
                self.findings.push(finding::too_deep(span));
            }
            return malformed(span);
        }
        self.depth += levels;
        let expression = build(self);
        self.depth -= levels;
        expression
    }

    /// Whether the item just built was refused for its depth.
    pub(super) fn take_too_deep(&mut self) -> bool {
        std::mem::take(&mut self.too_deep)
    }
}

/// The text between quotes, `\"` and `\\` resolved.
fn unquoted(written: &str) -> String {
    let inner = written.strip_prefix('"').unwrap_or(written);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if !inner.contains('\\') {
        return inner.to_owned();
    }
    let mut text = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match (letter, letters.clone().next()) {
            ('\\', Some(escaped @ ('"' | '\\'))) => {
                text.push(escaped);
                letters.next();
            }
            _ => text.push(letter),
        }
    }
    text
}
