//! Items that any file can hold.

use super::Printer;
use super::doc::{Doc, all, fill, flow, group, hard, line, nest, text};
use super::expressions::{braced, in_quotes, quoted, written};
use crate::syntax::tree::{
    Amendment, Anchor, AnchorShape, Define, DefineKind, ExprKind, FileKind, FormalParameter, Group, Header, Item,
    ItemKind, Judgement, Name, Parameter, Quoted, Site,
};

/// The lines of one item: its head, then its clauses one step further in.
pub(super) struct Lines {
    head: Doc,
    clauses: Vec<Doc>,
    /// How wide the first words of clauses are, so that what follows stands in one column.
    width: usize,
}

impl Lines {
    /// An item with this first line.
    pub(super) fn new(head: String, width: usize) -> Lines {
        Lines { head: text(head), clauses: Vec::new(), width }
    }

    /// A clause: its first words, padded, and the rest of it.
    pub(super) fn clause(&mut self, words: &str, rest: Doc) {
        let words = format!("{words:width$} ", width = self.width);
        self.plain(all([text(words), rest]));
    }

    /// A clause as it is.
    pub(super) fn plain(&mut self, clause: Doc) {
        self.clauses.extend([hard(), clause]);
    }

    /// A clause that stays on the line where it fits.
    pub(super) fn flowing(&mut self, clause: Doc) {
        self.clauses.push(flow(clause));
    }

    /// A clause of quoted text, where there is one.
    pub(super) fn quoted<'q>(&mut self, words: &str, texts: impl IntoIterator<Item = &'q Quoted>) {
        for each in texts {
            self.clause(words, text(quoted(each)));
        }
    }

    pub(super) fn finish(self) -> Doc {
        all([self.head, nest(all(self.clauses))])
    }
}

impl Printer<'_> {
    pub(super) fn item(&self, item: &Item) -> Doc {
        if is_kept_as_written(&item.kind) {
            return self.as_written(item);
        }
        match &item.kind {
            ItemKind::Header(header) => self.header(header),
            ItemKind::Use(name) => text(format!("use {}", name.text)),
            ItemKind::Parameter(parameter) => self.parameter(parameter),
            ItemKind::Criterion(criterion) => self.criterion(criterion),
            ItemKind::Cohort(cohort) => self.cohort(cohort),
            ItemKind::Amendment(amendment) => self.amendment(amendment),
            ItemKind::Define(define) => self.define(define),
            ItemKind::Score(score) => self.score(score),
            ItemKind::Anchor(shape) => text(anchor(shape)),
            ItemKind::Lines(lines) => self.lines(lines),
            ItemKind::Group(group) => self.group(group),
            ItemKind::Word(word) => self.word(word),
            ItemKind::Judgement(judgement) => self.judgement(judgement),
            ItemKind::Site(site) => self.site(site),
            ItemKind::Malformed => text(""),
        }
    }

    /// A declaration as it stands in the text.
    pub(super) fn as_written(&self, item: &Item) -> Doc {
        text(self.source.map_or("", |source| item.span.of(source)))
    }

    fn header(&self, header: &Header) -> Doc {
        let word = match header.kind {
            FileKind::Trial => "trial",
            FileKind::Vocabulary => "vocabulary",
            FileKind::Library => "library",
        };
        let mut clauses: Vec<(u32, &str, String)> = Vec::new();
        let texts = [
            ("version", header.version.as_slice()),
            ("source", header.sources.as_slice()),
            ("coverage", header.coverage.as_slice()),
            ("phase", header.phase.as_slice()),
            ("notice", header.notices.as_slice()),
        ];
        for (words, texts) in texts {
            clauses.extend(texts.iter().map(|each| (each.span.start, words, quoted(each))));
        }
        clauses.extend(header.effective.iter().map(|date| (date.span.start, "effective", date.text.clone())));
        // As they were written, so that a comment stays with the clause that it is about.
        clauses.sort_by_key(|(place, ..)| *place);
        let width = clauses.iter().map(|(_, words, _)| words.len()).max().unwrap_or_default();
        let mut lines = Lines::new(head(word, &header.name, header.title.as_ref()), width);
        for (_, words, rest) in clauses {
            lines.clause(words, text(rest));
        }
        lines.finish()
    }

    fn parameter(&self, parameter: &Parameter) -> Doc {
        let value = self.after(&format!("parameter {} = ", parameter.name.text), &parameter.value);
        let title = parameter.title.as_ref().map(|title| format!("  {}", quoted(title)));
        all([value, text(title.unwrap_or_default())])
    }

    fn define(&self, define: &Define) -> Doc {
        let mut first = format!("define {}{}", define.name.text, formals(&define.parameters));
        push_title(&mut first, define.title.as_ref());
        let mut lines = Lines::new(first, 0);
        lines.quoted("source", &define.sources);
        let kind = match define.kind {
            DefineKind::Truth => "truth ",
            DefineKind::Value => "value ",
            DefineKind::Events => "events ",
            DefineKind::Event => "event ",
        };
        lines.plain(self.after(kind, &define.body));
        lines.finish()
    }

    fn group(&self, group: &Group) -> Doc {
        let mut lines = Lines::new(head("group", &group.name, group.title.as_ref()), 0);
        lines.quoted("source", &group.sources);
        let mut lists = vec![names(&group.members)];
        if !group.except.is_empty() {
            lists.extend([text(" except "), names(&group.except)]);
        }
        if group.sources.is_empty() {
            return all([lines.finish(), text(" "), all(lists)]);
        }
        lines.plain(all(lists));
        lines.finish()
    }

    fn judgement(&self, judgement: &Judgement) -> Doc {
        let name = format!("judgement {}{}", judgement.name.text, formals(&judgement.parameters));
        let question = judgement.question.as_ref().map(|question| all([line(), text(quoted(question))]));
        let mut clauses = Vec::new();
        if let Some(who) = &judgement.answered_by {
            clauses.push(format!("answered by {}", who.text));
        }
        if let Some(with) = &judgement.asked_with {
            clauses.push(format!("asked with {}", with.text));
        }
        if let Some(length) = &judgement.valid_for {
            clauses.push(format!("valid for {}", written(length)));
        }
        let head = group(all([text(name), nest(question.unwrap_or_else(|| text("")))]));
        let clauses = if clauses.is_empty() { text("") } else { all([hard(), text(clauses.join("  "))]) };
        all([head, nest(clauses)])
    }

    fn site(&self, site: &Site) -> Doc {
        let mut first = format!("site {}{}", site.name.text, formals(&site.parameters));
        push_title(&mut first, site.question.as_ref());
        if site.values.is_empty() {
            return text(first);
        }
        all([text(first), text(" one of "), values(&site.values)])
    }

    /// The items of an amendment stand one step further in, each after a blank line unless it is short.
    fn amendment(&self, amendment: &Amendment) -> Doc {
        let head = format!(
            "amendment {} replaces {} from {} {{",
            quoted(&amendment.version),
            quoted(&amendment.replaces),
            amendment.from.text
        );
        let mut inner = Vec::new();
        for item in &amendment.items {
            inner.extend([hard(), self.item(item)]);
        }
        if !amendment.removes.is_empty() {
            let removed: Vec<&str> = amendment.removes.iter().map(|id| id.text.as_str()).collect();
            inner.extend([hard(), text(format!("removes {}", removed.join(", ")))]);
        }
        all([text(head), nest(all(inner)), hard(), text("}")])
    }
}

/// The keyword, name and title with which most items begin.
pub(super) fn head(keyword: &str, name: &Name, title: Option<&Quoted>) -> String {
    let mut head = format!("{keyword} {}", name.text);
    push_title(&mut head, title);
    head
}

/// Adds a title to the first line of an item.
pub(super) fn push_title(head: &mut String, title: Option<&Quoted>) {
    if let Some(title) = title {
        head.push(' ');
        head.push_str(&quoted(title));
    }
}

/// `{ mycophenolate, cyclophosphamide }`
pub(super) fn names(names: &[Name]) -> Doc {
    braced(names.iter().map(|name| text(&name.text)).collect())
}

/// `{ mri, III+V, "IV-S(C)" }`
pub(super) fn values(values: &[Name]) -> Doc {
    braced(values.iter().map(|value| text(listed(&value.text))).collect())
}

/// A value of a declaration, in quotes where it would not be read as one value otherwise.
pub(super) fn listed(value: &str) -> String {
    let glued = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '+' | '/' | '-');
    let begins = value.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    let like_a_date = value.contains('-') && value.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    let taken = matches!(value, "not" | "known") || like_a_date;
    let decimal = value.split_once('.').is_some_and(|(whole, rest)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(rest)
    });
    let negative =
        value.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    if decimal || negative || (begins && value.chars().all(glued) && !taken) {
        value.to_owned()
    } else {
        in_quotes(value)
    }
}

fn formals(parameters: &[FormalParameter]) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let formals: Vec<String> =
        parameters.iter().map(|formal| format!("{}: {}", formal.name.text, formal.kind.text)).collect();
    format!("({})", formals.join(", "))
}

fn anchor(anchor: &Anchor) -> String {
    let first = head("anchor", &anchor.name, anchor.title.as_ref());
    match &anchor.shape {
        AnchorShape::Day { window: None } => format!("{first} day"),
        AnchorShape::Day { window: Some(window) } => format!("{first} day, window {}", written(window)),
        AnchorShape::Period { from, to, at_most } => {
            let at_most = at_most.as_ref().map(|length| format!(", at most {}", written(length)));
            format!("{first} from {} to {}{}", from.text, to.text, at_most.unwrap_or_default())
        }
    }
}

/// Several quoted texts with commas.
pub(super) fn texts(texts: &[Quoted]) -> Doc {
    fill(texts.iter().map(|each| text(quoted(each))).collect())
}

/// Whether an item did not parse, or only the head of it: it stays as it was written.
#[must_use]
pub fn is_kept_as_written(kind: &ItemKind) -> bool {
    match kind {
        ItemKind::Malformed => true,
        ItemKind::Criterion(criterion) => {
            criterion.expression.as_ref().is_some_and(|expression| expression.kind == ExprKind::Malformed)
        }
        _ => false,
    }
}
