//! Text to tree, in two passes: [`split()`](split::split) finds the items in one scan, then each is parsed alone by its own rule of
//! `grammar/enrol.pest` and built into the tree.
//!
//! Parsing cannot fail: what does not fit becomes [`ItemKind::Malformed`] and a diagnostic on the very words, and the
//! items around it are what they would be without it. Of a criterion its head remains, so that it is never lost.

mod builder;
mod declarations;
mod finding;
mod grammar;
mod hints;
mod known;
mod names;
mod phrases;
mod scores;
mod split;
mod start;
mod suffixes;
mod trials;
mod truths;
mod values;
mod vocabularies;

use crate::diagnostic::{Diagnostic, Span};
#[cfg(doc)]
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::{Amendment, Expr, File, Item, ItemKind};
use builder::Builder;
use grammar::Rule;
use known::Known;
use split::{Slice, SliceKind, Split};

/// Parses a rule file. Never fails: the diagnostics tell what did not fit, in the order of the text.
#[must_use]
pub fn parse(text: &str) -> (File, Vec<Diagnostic>) {
    read(text, None)
}

/// Parses a rule file of which an earlier state is known, with what parsing that gave. Gives what [`parse`] gives: the items before
/// the first difference and behind the last one are taken as they were, and not read again.
#[must_use]
pub fn parse_again(text: &str, earlier: (&str, &File, &[Diagnostic])) -> (File, Vec<Diagnostic>) {
    read(text, Some(Known::new(text, earlier)))
}

fn read(text: &str, known: Option<Known<'_>>) -> (File, Vec<Diagnostic>) {
    let Split { slices, comments, words } = split::split(text);
    let mut reader = Reader { text, builder: Builder::new(&words), items: Vec::new(), amendment: None, known };
    for slice in &slices {
        reader.slice(slice);
    }
    reader.close_amendment(text.len(), false);
    (File { items: reader.items, comments }, reader.builder.findings)
}

/// Parses one expression, as `enrol eval` takes it.
#[must_use]
pub fn parse_expression(text: &str) -> (Expr, Vec<Diagnostic>) {
    let (slice, words) = split::whole(text);
    let mut builder = Builder::new(&words);
    let parsed = match finding::before_parsing(&slice) {
        Some(found) => Err(Box::new(found)),
        None => grammar::parse(Rule::expression, &words, text, &slice),
    };
    let expression = match parsed {
        Ok(node) => builder.expression(builder::parts(node).next()),
        Err(found) => {
            builder.findings.push(*found);
            builder::malformed(Span::new(0, text.len()))
        }
    };
    match builder.take_too_deep() {
        true => (builder::malformed(Span::new(0, text.len())), builder.findings),
        false => (expression, builder.findings),
    }
}

/// Reads slices into items; those between the braces of an amendment become its own.
struct Reader<'a> {
    /// The file as it was written.
    text: &'a str,
    builder: Builder<'a>,
    items: Vec<Item>,
    amendment: Option<(Amendment, Span)>,
    known: Option<Known<'a>>,
}

impl<'a> Reader<'a> {
    fn slice(&mut self, slice: &Slice) {
        let span = Span::new(slice.start, slice.end);
        match slice.kind {
            SliceKind::AmendmentEnd => self.close_amendment(slice.end, true),
            SliceKind::Item(Rule::amendment) => self.open_amendment(slice, span),
            SliceKind::Item(Rule::removes) => self.removes(slice, span),
            SliceKind::Item(_) if self.amendment.is_none() && self.take_known(slice) => {}
            SliceKind::Item(rule) => match self.parsed(rule, slice) {
                Some(kind) => self.push(kind, span),
                None => {
                    let left = self.head_of_criterion(rule, slice);
                    self.push(left.unwrap_or(ItemKind::Malformed), span);
                }
            },
            SliceKind::Slip | SliceKind::Stray => {
                self.builder.findings.push(finding::no_item(self.text, slice));
                self.push(ItemKind::Malformed, span);
            }
        }
    }

    /// Takes the item of a slice from an earlier state of the text, where it is the same.
    fn take_known(&mut self, slice: &Slice) -> bool {
        let Some((item, findings)) = self.known.as_mut().and_then(|known| known.take(slice)) else { return false };
        self.items.push(item);
        self.builder.findings.extend(findings);
        true
    }

    fn push(&mut self, kind: ItemKind, span: Span) {
        let items = self.amendment.as_mut().map_or(&mut self.items, |(amendment, _)| &mut amendment.items);
        items.push(Item { kind, span });
    }

    /// The item of a slice; nothing, and a finding, where it does not parse.
    fn parsed(&mut self, rule: Rule, slice: &Slice) -> Option<ItemKind> {
        let node = self.node(rule, slice)?;
        let kind = self.builder.item(node);
        (!self.builder.take_too_deep()).then_some(kind)
    }

    fn node(&mut self, rule: Rule, slice: &Slice) -> Option<grammar::Node<'a>> {
        self.builder.base = slice.start;
        let words = self.builder.words.get(slice.start..slice.end).unwrap_or_default();
        let written = self.text.get(slice.start..slice.end).unwrap_or_default();
        let parsed = match finding::before_parsing(slice) {
            Some(found) => Err(Box::new(found)),
            None => grammar::parse(rule, words, written, slice),
        };
        parsed.map_err(|found| self.builder.findings.push(*found)).ok()
    }

    /// What is left of a criterion that does not fit: its side, id and sentence, and [`ExprKind::Malformed`] for what it
    /// asks, so that it is reported as unknown rather than lost. Where a quote is not closed nobody can tell its words.
    fn head_of_criterion(&mut self, rule: Rule, slice: &Slice) -> Option<ItemKind> {
        if rule != Rule::criterion || slice.unclosed_text.is_some() {
            return None;
        }
        let words = self.builder.words.get(slice.start..slice.end)?;
        let head = grammar::parsed(Rule::criterion_head, words)?;
        let start = slice.start + words.len() - words.get(head.as_span().end()..)?.trim_start_matches(' ').len();
        let mut criterion = self.builder.criterion(head);
        criterion.expression = Some(builder::malformed(Span::new(start, slice.end)));
        Some(ItemKind::Criterion(Box::new(criterion)))
    }

    fn open_amendment(&mut self, slice: &Slice, span: Span) {
        self.close_amendment(slice.start, false);
        let head = self.node(Rule::amendment, slice).map(|node| self.builder.amendment(node));
        match head {
            Some(amendment) => self.amendment = Some((amendment, span)),
            None => self.push(ItemKind::Malformed, span),
        }
    }

    /// Ends an amendment at `end`, with its brace or without.
    fn close_amendment(&mut self, end: usize, braced: bool) {
        let Some((amendment, span)) = self.amendment.take() else { return };
        if !braced {
            self.builder.findings.push(finding::open_amendment(span));
        }
        self.push(ItemKind::Amendment(amendment), span.to(Span::new(end, end)));
    }

    fn removes(&mut self, slice: &Slice, span: Span) {
        let Some(node) = self.node(Rule::removes, slice) else { return self.push(ItemKind::Malformed, span) };
        let removed = self.builder.names(node);
        match &mut self.amendment {
            Some((amendment, _)) => amendment.removes.extend(removed),
            None => {
                self.builder.findings.push(finding::removes_alone(span));
                self.push(ItemKind::Malformed, span);
            }
        }
    }
}
