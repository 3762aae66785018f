//! Layouts that are still open: texts that know how wide they are on one line, and where they may break.
//!
//! After Wadler, "A prettier printer" (2003), without its search: a group is on one line or all its breaks are taken,
//! so the time is linear. [`page`](super::page) writes them.

/// A layout that is still open.
#[derive(Clone, Debug)]
pub(super) struct Doc {
    pub(super) kind: Kind,
    /// Its width on one line; `None` where it can never be on one.
    pub(super) flat: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
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

/// As many parts on a line as fit; never all on one where comments stand among them.
fn broken_by_comments(parts: Vec<Doc>) -> Doc {
    let commented = parts.iter().any(Doc::holds_comments);
    let filled = filled(parts);
    if commented { Doc { flat: None, ..filled } } else { filled }
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
            Kind::Fill(parts) => {
                let parts = parts.into_iter().map(|part| part.with_comments(comments).beside_its_comments());
                broken_by_comments(parts.collect())
            }
            Kind::All(parts) => all(parts.into_iter().map(|part| part.with_comments(comments)).collect::<Vec<_>>()),
        }
    }

    /// The same as wide as it is without the comments behind its last text: they end a line and take no room from what
    /// stands before them.
    fn beside_its_comments(self) -> Doc {
        let mut trailing = Vec::new();
        let doc = self.without_last_comments(&mut trailing);
        if trailing.is_empty() {
            return doc;
        }
        let flat = doc.flat;
        Doc { kind: Kind::All(vec![doc, Doc { kind: Kind::Woven(trailing), flat: None }]), flat }
    }

    fn holds_comments(&self) -> bool {
        match &self.kind {
            Kind::Woven(_) | Kind::Comment(_) => true,
            Kind::Text(_) | Kind::IfBroken(_) | Kind::Line | Kind::Edge | Kind::Hard => false,
            Kind::Flow(inner) | Kind::Nest(inner) | Kind::Group(inner) => inner.holds_comments(),
            Kind::Fill(parts) | Kind::All(parts) => parts.iter().any(Doc::holds_comments),
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
            Kind::Fill(parts) => broken_by_comments(last(parts, trailing)),
            Kind::All(parts) => all(last(parts, trailing)),
            _ => self,
        }
    }
}
