//! Tree to canonical text: 100 columns, two blanks of indent, comments kept.
//!
//! Parentheses are nodes of the tree, so nothing is added or taken away: parsing what was printed gives an equal tree,
//! and printing that gives the same text.
//!
//! A comment is attached by its place. Comments are taken in order, whenever the printer comes to something that stands
//! behind them; one that stands inside a phrase moves to the next line that begins.

mod criteria;
mod doc;
mod expressions;
mod items;
mod phrases;
mod scores;
mod vocabularies;

pub use items::is_kept_as_written;

use crate::syntax::tree::{Comment, Expr, File, Item, ItemKind};
use doc::{Doc, all, comment, hard, text};

const WIDTH: usize = 100;

/// The canonical text of a file. The source is asked only for what the tree does not hold: items that did not parse,
/// which are printed as they stand, and blank lines after comments.
#[must_use]
pub fn print(file: &File, source: Option<&str>) -> String {
    let mut printer = Printer { comments: &file.comments, source, one_line: false };
    let mut out = String::new();
    let mut before: Option<(&Item, bool)> = None;
    let mut ends_in_comment = false;
    for item in &file.items {
        let leading = printer.comments_before(item.span.start);
        let (suffix, leading) = printer.lay_out(leading, item.span.start);
        let body = printer.item(item);
        let inside = printer.has_comment_before(item.span.end);
        let tail = printer.closing_comments(item.span.end);
        let single = !body.must_break();
        let separation = before.map(|(previous, was_single)| {
            let apart = match source {
                Some(source) => blank_line_after(source, previous.span.end),
                None => leading.is_some() || !single || !was_single,
            };
            if goes_with(previous, item) && !apart { "\n" } else { "\n\n" }
        });
        put_suffix(suffix, ends_in_comment, &mut out);
        out.push_str(separation.unwrap_or_default());
        render(all([leading.unwrap_or_else(|| text("")), body, tail]), &mut out);
        before = Some((item, single));
        ends_in_comment = inside;
    }
    let rest = printer.comments_before(u32::MAX);
    let (suffix, rest) = printer.lay_out(rest, u32::MAX);
    put_suffix(suffix, ends_in_comment, &mut out);
    if let Some(rest) = rest {
        out.push_str(if before.is_some() { "\n\n" } else { "" });
        render(rest, &mut out);
    }
    finish(out)
}

/// An expression on one line.
#[must_use]
pub fn print_expression(expression: &Expr) -> String {
    let mut out = String::new();
    let mut printer = Printer { comments: &[], source: None, one_line: true };
    printer.expression(expression).render(usize::MAX, &mut out);
    out
}

fn render(doc: Doc, out: &mut String) {
    doc.render(WIDTH, out);
}

/// The comment at the end of the last line, on a line of its own where that line ends in a comment already.
fn put_suffix(suffix: Doc, ends_in_comment: bool, out: &mut String) {
    if ends_in_comment && suffix.must_break() {
        out.push('\n');
    }
    render(suffix, out);
}

/// The text with exactly one line break at its end; nothing stays nothing.
fn finish(mut out: String) -> String {
    out.truncate(out.trim_end_matches('\n').len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether two items may stand without a blank line between them: short ones of one kind, which form lists. Where blank
/// lines part such a list, they stay.
fn goes_with(before: &Item, item: &Item) -> bool {
    let listed = |item: &Item| {
        matches!(
            item.kind,
            ItemKind::Use(_)
                | ItemKind::Parameter(_)
                | ItemKind::Anchor(_)
                | ItemKind::Cohort(_)
                | ItemKind::Judgement(_)
                | ItemKind::Site(_)
                | ItemKind::Word(_)
        )
    };
    listed(item) && std::mem::discriminant(&before.kind) == std::mem::discriminant(&item.kind)
}

/// Whether the line after the one that holds `place` is blank.
fn blank_line_after(source: &str, place: u32) -> bool {
    let rest = source.get(place as usize..).unwrap_or_default();
    let mut lines = rest.split('\n').skip(1);
    lines.next().is_some_and(|line| line.trim().is_empty())
}

/// Prints one file. INVARIANT: a comment is taken once, and all of them are taken in their order.
struct Printer<'a> {
    comments: &'a [Comment],
    source: Option<&'a str>,
    /// Whether blocks stay on the line even where they hold labels and blocks.
    one_line: bool,
}

impl<'a> Printer<'a> {
    /// Takes the comments that stand before a place.
    fn comments_before(&mut self, place: u32) -> &'a [Comment] {
        let count = self.comments.iter().take_while(|comment| comment.span.start < place).count();
        let (taken, rest) = self.comments.split_at(count);
        self.comments = rest;
        taken
    }

    /// Comments as the end of the line before and as lines of their own, the latter with a break at their end.
    fn lay_out(&self, comments: &[Comment], next: u32) -> (Doc, Option<Doc>) {
        let (suffix, own) = match comments.split_first() {
            Some((first, own)) if !first.own_line => (comment(&first.text), own),
            _ => (text(""), comments),
        };
        let starts = own.iter().skip(1).map(|comment| comment.span.start).chain([next]);
        let lines = own.iter().zip(starts).flat_map(|(own, next)| {
            let blank = if self.blank_line_between(own.span.end, next) { hard() } else { text("") };
            [comment(&own.text), hard(), blank]
        });
        let own = (!own.is_empty()).then(|| all(lines));
        (suffix, own)
    }

    fn blank_line_between(&self, end: u32, next: u32) -> bool {
        let between = self.source.and_then(|source| source.get(end as usize..next as usize));
        between.is_some_and(|between| between.matches('\n').count() > 1 && between.trim().is_empty())
    }

    /// A break, with the comments around it that stand before a place.
    fn break_before(&mut self, place: u32) -> Doc {
        let comments = self.comments_before(place);
        let (suffix, own) = self.lay_out(comments, u32::MAX);
        all([suffix, hard(), own.unwrap_or_else(|| text(""))])
    }

    /// Whether any comment stands before a place.
    fn has_comment_before(&self, place: u32) -> bool {
        self.comments.first().is_some_and(|comment| comment.span.start < place)
    }

    /// The comments that stand before a place where nothing but a closing brace or the end of an item follows.
    fn closing_comments(&mut self, place: u32) -> Doc {
        let comments = self.comments_before(place);
        let docs = comments.iter().enumerate().map(|(at, each)| match at == 0 && !each.own_line {
            true => comment(&each.text),
            false => all([hard(), comment(&each.text)]),
        });
        all(docs)
    }
}
