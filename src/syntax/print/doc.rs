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
    /// Comments that follow the words before.
    Woven(Vec<Woven>),
    Nest(Box<Doc>),
    Group(Box<Doc>),
    /// Parts, as many on a line as fit.
    Fill(Vec<Doc>),
    All(Vec<Doc>),
}

/// A comment inside a declaration.
#[derive(Clone, Debug)]
pub(super) struct Woven {
    /// Its text.
    pub(super) text: String,
    /// Whether it stood on a line of its own.
    pub(super) own_line: bool,
    /// Whether nothing but a closing sign follows, so that it belongs to what stands inside.
    pub(super) before_closing: bool,
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
    let last = docs.len().saturating_sub(1);
    let with_comma = |(at, doc)| if at < last { all([doc, text(",")]) } else { doc };
    filled(docs.into_iter().enumerate().map(with_comma).collect())
}

fn filled(parts: Vec<Doc>) -> Doc {
    let blanks = parts.len().saturating_sub(1);
    let flat = parts.iter().map(|part| part.flat).sum::<Option<usize>>().map(|width| width + blanks);
    Doc { kind: Kind::Fill(parts), flat }
}

impl Doc {
    /// Whether it cannot be on one line.
    pub(super) fn must_break(&self) -> bool {
        self.flat.is_none()
    }

    /// The texts that it holds, in order; those that only a broken group shows, too.
    pub(super) fn leaves(&self) -> Vec<String> {
        let mut leaves = Vec::new();
        self.gather(&mut leaves);
        leaves
    }

    fn gather(&self, leaves: &mut Vec<String>) {
        match &self.kind {
            Kind::Text(text) => leaves.push(text.clone()),
            Kind::IfBroken(text) => leaves.push((*text).to_owned()),
            Kind::Line | Kind::Edge | Kind::Hard | Kind::Comment(_) | Kind::Woven(_) => {}
            Kind::Flow(inner) | Kind::Nest(inner) | Kind::Group(inner) => inner.gather(leaves),
            Kind::Fill(parts) | Kind::All(parts) => parts.iter().for_each(|part| part.gather(leaves)),
        }
    }

    /// The same with comments behind its texts, in the order of [`Doc::leaves`]; what holds a comment breaks.
    pub(super) fn with_comments(self, comments: &mut dyn Iterator<Item = Vec<Woven>>) -> Doc {
        match self.kind {
            Kind::Text(_) | Kind::IfBroken(_) => match comments.next() {
                Some(woven) if !woven.is_empty() => {
                    let woven = Doc { kind: Kind::Woven(woven), flat: None };
                    all([self, woven])
                }
                _ => self,
            },
            Kind::Line | Kind::Edge | Kind::Hard | Kind::Comment(_) | Kind::Woven(_) => self,
            Kind::Flow(inner) => flow(inner.with_comments(comments)),
            Kind::Nest(inner) => nest(inner.with_comments(comments)),
            Kind::Group(inner) => {
                // A comment behind a group breaks what follows, not the group.
                let mut trailing = Vec::new();
                let inner = inner.with_comments(comments).without_last_comments(&mut trailing);
                match trailing.is_empty() {
                    true => group(inner),
                    false => all([group(inner), Doc { kind: Kind::Woven(trailing), flat: None }]),
                }
            }
            Kind::Fill(parts) => filled(parts.into_iter().map(|part| part.with_comments(comments)).collect()),
            Kind::All(parts) => all(parts.into_iter().map(|part| part.with_comments(comments)).collect::<Vec<_>>()),
        }
    }

    /// The same without the comments behind its last text, which are handed over.
    fn without_last_comments(self, trailing: &mut Vec<Woven>) -> Doc {
        let last = |mut parts: Vec<Doc>, trailing: &mut Vec<Woven>| {
            while let Some(part) = parts.pop() {
                let is_comment = matches!(part.kind, Kind::Woven(_));
                let part = part.without_last_comments(trailing);
                if !is_comment {
                    parts.push(part);
                    break;
                }
            }
            parts
        };
        match self.kind {
            Kind::Woven(comments) => {
                trailing.extend(comments);
                text("")
            }
            Kind::Nest(inner) => nest(inner.without_last_comments(trailing)),
            Kind::Group(inner) => group(inner.without_last_comments(trailing)),
            Kind::Flow(inner) => flow(inner.without_last_comments(trailing)),
            Kind::Fill(parts) => filled(last(parts, trailing)),
            Kind::All(parts) => all(last(parts, trailing)),
            _ => self,
        }
    }

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
