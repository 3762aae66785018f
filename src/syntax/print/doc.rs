//! A small pretty-printer: documents that know how wide they are on one line, and break where they do not fit.
//!
//! After Wadler, "A prettier printer" (2003), without its search: a group is on one line or all its breaks are taken,
//! so the time is linear.

use std::fmt::Write as _;

/// A layout that is still open.
#[derive(Clone, Debug)]
pub(super) struct Doc {
    kind: Kind,
    /// Its width on one line; `None` where it can never be on one.
    flat: Option<usize>,
}

#[derive(Clone, Debug)]
enum Kind {
    Text(String),
    /// A blank, or a line break in a broken group.
    Line,
    /// Nothing, or a line break in a broken group.
    Edge,
    /// Two blanks and this, or this on the next line where it does not fit.
    Flow(Box<Doc>),
    /// Nothing, or this text in a broken group.
    IfBroken(&'static str),
    /// A line break.
    Hard,
    /// A comment at the end of the line.
    Comment(String),
    Nest(Box<Doc>),
    Group(Box<Doc>),
    /// Parts with commas, as many on a line as fit.
    Fill(Vec<Doc>),
    All(Vec<Doc>),
}

/// Text that never breaks.
pub(super) fn text(text: impl Into<String>) -> Doc {
    let text = text.into();
    let flat = Some(unicode_width::UnicodeWidthStr::width(text.as_str()));
    Doc { kind: Kind::Text(text), flat }
}

/// A blank, or a line break in a broken group.
pub(super) fn line() -> Doc {
    Doc { kind: Kind::Line, flat: Some(1) }
}

/// Nothing, or a line break in a broken group.
pub(super) fn edge() -> Doc {
    Doc { kind: Kind::Edge, flat: Some(0) }
}

/// Behind two blanks on the same line, or on the next line where it does not fit.
pub(super) fn flow(doc: Doc) -> Doc {
    Doc { flat: doc.flat.map(|flat| flat + 2), kind: Kind::Flow(Box::new(doc)) }
}

/// Text that only a broken group shows.
pub(super) fn if_broken(text: &'static str) -> Doc {
    Doc { kind: Kind::IfBroken(text), flat: Some(0) }
}

/// A line break.
pub(super) fn hard() -> Doc {
    Doc { kind: Kind::Hard, flat: None }
}

/// A comment that ends its line; what follows must begin with a break.
pub(super) fn comment(text: &str) -> Doc {
    Doc { kind: Kind::Comment(text.to_owned()), flat: None }
}

/// Two blanks deeper.
pub(super) fn nest(doc: Doc) -> Doc {
    Doc { flat: doc.flat, kind: Kind::Nest(Box::new(doc)) }
}

/// On one line if it fits.
pub(super) fn group(doc: Doc) -> Doc {
    Doc { flat: doc.flat, kind: Kind::Group(Box::new(doc)) }
}

/// One after the other.
pub(super) fn all(docs: impl IntoIterator<Item = Doc>) -> Doc {
    let docs: Vec<Doc> = docs.into_iter().collect();
    let flat = docs.iter().map(|doc| doc.flat).sum();
    Doc { kind: Kind::All(docs), flat }
}

/// With commas, as many on a line as fit.
pub(super) fn fill(docs: Vec<Doc>) -> Doc {
    let commas = docs.len().saturating_sub(1) * 2;
    let flat = docs.iter().map(|doc| doc.flat).sum::<Option<usize>>().map(|width| width + commas);
    Doc { kind: Kind::Fill(docs), flat }
}

impl Doc {
    /// Whether it cannot be on one line.
    pub(super) fn must_break(&self) -> bool {
        self.flat.is_none()
    }

    /// Lays it out, `width` columns wide.
    pub(super) fn render(&self, width: usize, out: &mut String) {
        let column = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
        let mut page = Page { out, width, column, indent: 0, lines: 0, behind_broken: false };
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
                if fits && !self.behind_broken {
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
        if self.column == 0 && !text.is_empty() {
            let _ = write!(self.out, "{:indent$}", "", indent = self.indent);
            self.column = self.indent;
        }
        self.out.push_str(text);
        self.column += width;
    }

    /// Blank lines stay empty: the indent is written with the first text of a line.
    fn next_line(&mut self) {
        self.out.push('\n');
        self.lines += 1;
        self.column = 0;
    }

    fn comment(&mut self, text: &str) {
        if self.column > 0 {
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
                self.text(",", 1);
                // One column is kept for the comma that may follow.
                let fits = part.flat.is_some_and(|flat| self.column + flat + 2 <= self.width);
                if fits { self.text(" ", 1) } else { self.next_line() }
            }
            self.put(part, false);
        }
    }
}
