//! Tree to canonical text: 100 columns, two blanks of indent, comments kept.
//!
//! Parentheses are nodes of the tree, so nothing is added or taken away: parsing what was printed gives an equal tree,
//! and printing that gives the same text.
//!
//! A comment between declarations stays there. One inside a declaration stays between the words that it stood between;
//! where the layout gives those words in another order, the whole declaration stays as it was written.

mod criteria;
mod doc;
mod expressions;
mod items;
mod page;
mod phrases;
mod scores;
mod vocabularies;
mod weave;

pub use items::is_kept_as_written;

use crate::syntax::tree::{Comment, Expr, File, Item, ItemKind};
use doc::{Doc, all, comment, hard, text};

const WIDTH: usize = 100;

/// A file laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The canonical text.
    pub text: String,
    /// The places of the items that stand as they were written: what did not parse, and what holds comments that would not
    /// stay beside the words that they are about.
    pub kept: Vec<usize>,
}

/// The canonical text of a file. The source is asked only for what the tree does not hold: items that did not parse,
/// between which words comments stand, and blank lines.
#[must_use]
pub fn print(file: &File, source: Option<&str>) -> String {
    lay_out(file, source).text
}

/// A file laid out, as [`print()`] does.
#[must_use]
pub fn lay_out(file: &File, source: Option<&str>) -> Layout {
    let mut printer = Printer { comments: &file.comments, source, one_line: false };
    let mut out = Layout::default();
    let mut before: Option<(&Item, bool)> = None;
    for (place, item) in file.items.iter().enumerate() {
        let leading = printer.comments_before(item.span.start);
        let (suffix, mut leading) = printer.around(leading, item.span.start);
        let inside = printer.comments_before(item.span.end);
        let body = printer.with_comments(item, inside);
        if body.is_none() || is_kept_as_written(&item.kind) {
            out.kept.push(place);
        }
        let body = body.unwrap_or_else(|| match source {
            Some(_) => printer.as_written(item),
            None => {
                leading.extend(inside.iter().flat_map(|each| [comment(&each.text), hard()]));
                printer.item(item)
            }
        });
        let single = !body.must_break();
        let separation = before.map(|(previous, was_single)| {
            let apart = match source {
                Some(source) => blank_line_after(source, previous.span.end),
                None => !leading.is_empty() || !single || !was_single,
            };
            if goes_with(previous, item) && !apart { "\n" } else { "\n\n" }
        });
        render(suffix, &mut out.text);
        out.text.push_str(separation.unwrap_or_default());
        leading.push(body);
        render(all(leading), &mut out.text);
        before = Some((item, single));
    }
    let rest = printer.comments_before(u32::MAX);
    let (suffix, rest) = printer.around(rest, u32::MAX);
    render(suffix, &mut out.text);
    if !rest.is_empty() {
        out.text.push_str(if before.is_some() { "\n\n" } else { "" });
        render(all(rest), &mut out.text);
    }
    finish(&mut out.text);
    out
}

/// An expression on one line.
#[must_use]
pub fn print_expression(expression: &Expr) -> String {
    let mut out = String::new();
    let printer = Printer { comments: &[], source: None, one_line: true };
    printer.expression(expression).render(usize::MAX, &mut out);
    out
}

fn render(doc: Doc, out: &mut String) {
    doc.render(WIDTH, out);
}

/// The text with exactly one line break at its end; nothing stays nothing.
fn finish(out: &mut String) {
    out.truncate(out.trim_end_matches('\n').len());
    if !out.is_empty() {
        out.push('\n');
    }
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

    /// An item with the comments that stand in it; [`None`] where they do not all find their place.
    fn with_comments(&self, item: &Item, inside: &[Comment]) -> Option<Doc> {
        let body = self.item(item);
        if inside.is_empty() || is_kept_as_written(&item.kind) {
            return Some(body);
        }
        weave::weave(body, self.source?, item.span, inside)
    }

    /// Comments between items as the end of the line before and as lines of their own.
    fn around(&self, comments: &[Comment], next: u32) -> (Doc, Vec<Doc>) {
        let (suffix, own) = match comments.split_first() {
            Some((first, own)) if !first.own_line => (comment(&first.text), own),
            _ => (text(""), comments),
        };
        let starts = own.iter().skip(1).map(|comment| comment.span.start).chain([next]);
        let lines = own.iter().zip(starts).flat_map(|(own, next)| {
            let blank = if self.blank_line_between(own.span.end, next) { hard() } else { text("") };
            [comment(&own.text), hard(), blank]
        });
        (suffix, lines.collect())
    }

    fn blank_line_between(&self, end: u32, next: u32) -> bool {
        let between = self.source.and_then(|source| source.get(end as usize..next as usize));
        between.is_some_and(|between| between.matches('\n').count() > 1 && between.trim().is_empty())
    }
}
