//! Layouts written to a page of some width.

use super::doc::{Doc, Kind, Woven};
use std::fmt::Write as _;

impl Doc {
    /// Lays it out, `width` columns wide.
    pub(super) fn render(&self, width: usize, out: &mut String) {
        let column = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
        let mut page = Page { out, width, column, indent: 0, lines: 0, behind_broken: false, waiting: Vec::new() };
        page.put(self, true);
    }
}

struct Page<'a> {
    out: &'a mut String,
    width: usize,
    column: usize,
    indent: usize,
    /// How many lines were ended.
    lines: usize,
    /// Whether the last flowing part took more than one line, so that the next one begins a line.
    behind_broken: bool,
    /// Comments that end this line, or stand on the lines after it, with their indent where it is settled.
    waiting: Vec<(Woven, usize)>,
}

impl Page<'_> {
    fn put(&mut self, doc: &Doc, broken: bool) {
        match &doc.kind {
            Kind::Text(text) => self.text(text, doc.flat.unwrap_or_default()),
            Kind::Line if broken => self.next_line(),
            Kind::Line => self.text(" ", 1),
            Kind::Edge if broken => self.next_line(),
            Kind::Edge => {}
            Kind::Flow(inner) => {
                // One column is kept for the comma that may follow.
                let fits = inner.flat.is_some_and(|flat| self.column + 2 + flat < self.width);
                if fits && !self.behind_broken && self.waiting.is_empty() {
                    self.text("  ", 2)
                } else {
                    self.next_line()
                }
                let line = self.lines;
                self.put(inner, broken);
                self.behind_broken = self.lines > line;
            }
            Kind::IfBroken(text) if broken => self.text(text, text.len()),
            Kind::IfBroken(_) => {}
            Kind::Hard => self.next_line(),
            Kind::Comment(text) => self.comment(text),
            Kind::Woven(comments) => {
                let indent = self.indent;
                self.waiting.extend(comments.iter().map(|comment| (comment.clone(), indent)));
            }
            Kind::Nest(inner) => {
                self.indent += 2;
                self.put(inner, broken);
                self.indent -= 2;
            }
            Kind::Group(inner) => {
                // One column is kept for the comma that may follow.
                let fits = inner.flat.is_some_and(|flat| self.column.max(self.indent) + flat < self.width);
                self.put(inner, !fits);
            }
            Kind::Fill(parts) => self.fill(parts),
            Kind::All(parts) => parts.iter().for_each(|part| self.put(part, broken)),
        }
    }

    fn text(&mut self, text: &str, width: usize) {
        // A comma stands before the comment, and blanks are of no use before a line break.
        if !self.waiting.is_empty() && text != "," {
            if text.trim().is_empty() {
                return;
            }
            self.next_line();
        }
        if self.column == 0 && !text.is_empty() {
            let _ = write!(self.out, "{:indent$}", "", indent = self.indent);
            self.column = self.indent;
        }
        self.out.push_str(text);
        self.column += width;
    }

    /// Blank lines stay empty: the indent is written with the first text of a line.
    fn next_line(&mut self) {
        for (place, (comment, indent)) in std::mem::take(&mut self.waiting).into_iter().enumerate() {
            if place > 0 || comment.own_line {
                self.end_line();
            }
            let outside = self.indent;
            if comment.before_closing {
                self.indent = indent;
            }
            self.comment(&comment.text);
            self.indent = outside;
        }
        self.end_line();
    }

    fn end_line(&mut self) {
        self.out.push('\n');
        self.lines += 1;
        self.column = 0;
    }

    fn comment(&mut self, text: &str) {
        if self.column > 0 {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.text("  ", 2);
        }
        self.text("#", 1);
        if !text.is_empty() {
            self.text(" ", 1);
            self.text(text, 0);
        }
    }

    fn fill(&mut self, parts: &[Doc]) {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                // One column is kept for the comma that may follow the last part.
                let comma = usize::from(at + 1 == parts.len());
                let fits = part.flat.is_some_and(|flat| self.column + flat + 1 + comma <= self.width);
                if fits && self.waiting.is_empty() { self.text(" ", 1) } else { self.next_line() }
            }
            self.put(part, false);
        }
    }
}
