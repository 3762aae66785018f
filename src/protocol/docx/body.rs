//! What a file for word processors says: versions, cohorts and criteria, with their sentences.

use super::super::document::*;
use super::super::text::{Piece, Target, Text};
use super::xml::{Cell, Look, NEW_PAGE, Paragraph, table};

/// What has been written so far.
#[derive(Default)]
pub(super) struct Body {
    text: String,
    lists: usize,
    marks: usize,
}

impl Body {
    /// The text of all documents, and how many lists it has.
    pub(super) fn documents(mut self, documents: &[Document]) -> (String, usize) {
        for (place, document) in documents.iter().enumerate() {
            if place > 0 {
                self.text.push_str(NEW_PAGE);
            }
            self.document(&Writer { document, place });
        }
        (self.text, self.lists)
    }

    fn document(&mut self, writer: &Writer<'_>) {
        let document = writer.document;
        self.heading(1, &format!("{}  {}", document.id, document.title));
        for (name, value) in &document.facts {
            let head = Paragraph::default().words(&format!("{name}: "), Look::Bold);
            self.paragraph(head.words(value, Look::Plain));
        }
        if !document.problems.is_empty() {
            self.heading(2, "What could not be read");
            document.problems.iter().for_each(|problem| self.paragraph(problem_line(problem)));
        }
        for (at, version) in document.versions.iter().enumerate() {
            self.version(writer, version, at);
        }
        self.appendices(writer);
    }

    pub(super) fn paragraph(&mut self, paragraph: Paragraph) {
        self.text.push_str(&paragraph.xml());
    }

    pub(super) fn table(&mut self, widths: &[usize], heads: &[&str], rows: Vec<Vec<Cell>>) {
        self.text.push_str(&table(widths, heads, rows));
    }

    pub(super) fn heading(&mut self, level: usize, title: &str) {
        self.paragraph(Paragraph::heading(level).words(title, Look::Plain));
    }

    /// As a place that links lead to.
    pub(super) fn marked(&mut self, writer: &Writer<'_>, target: Target, paragraph: Paragraph) -> Paragraph {
        self.marks += 1;
        paragraph.marked(&writer.mark(target), self.marks)
    }

    fn version(&mut self, writer: &Writer<'_>, version: &VersionPart, at: usize) {
        if writer.document.versions.len() > 1 {
            let from = version.from.as_ref().map_or_else(String::new, |from| format!(", in force from {from}"));
            self.heading(2, &format!("Version {}{from}", version.name));
        }
        if !version.cohorts.is_empty() {
            self.heading(2, "Cohorts");
            for cohort in &version.cohorts {
                let label = Some(format!("{}:", cohort.title));
                self.say(writer, &Sentence { label, ..cohort.when.clone() });
            }
        }
        for (inclusion, title) in [(true, "Inclusion criteria"), (false, "Exclusion criteria")] {
            let own = version.criteria.iter().filter(|criterion| criterion.inclusion == inclusion);
            let rows: Vec<Vec<Cell>> = own.map(|criterion| self.criterion(writer, criterion)).collect();
            if !rows.is_empty() {
                self.heading(2, title);
                self.table(&[900, 5200, 3500], &["", "What the rule says", "The protocol’s words"], rows);
            }
        }
        if at > 0 {
            for (what, ids) in [("As in the version before", &version.unchanged), ("No longer there", &version.removed)]
            {
                if !ids.is_empty() {
                    self.paragraph(Paragraph::plain(&format!("{what}: {}.", ids.join(", "))));
                }
            }
        }
    }

    /// Its id, what the rule says, and the protocol's words.
    fn criterion(&mut self, writer: &Writer<'_>, criterion: &CriterionPart) -> Vec<Cell> {
        let only = criterion.cohorts.as_ref().map(|cohorts| format!("Only for {cohorts}"));
        let change = criterion.change.map(|change| format!("{change} in this version"));
        let mut said: Vec<Paragraph> = only.into_iter().chain(change).map(|text| Paragraph::italic(&text)).collect();
        said.extend(self.said(writer, &criterion.sentence));
        said.extend(criterion.clauses.iter().map(|clause| writer.text(Paragraph::default(), clause)));
        said.extend(criterion.problems.iter().map(problem_line));
        let mut aside = vec![Paragraph::plain(&criterion.quoted)];
        aside.extend(criterion.notes.iter().map(|note| Paragraph::italic(&format!("Note: {note}"))));
        aside.extend(criterion.sources.iter().map(|source| Paragraph::italic(&format!("Source: {source}"))));
        let mut id = Paragraph::default().words(&criterion.id, Look::Bold);
        if let Some(target) = writer.document.criterion_target(criterion) {
            id = self.marked(writer, target, id);
        }
        vec![Cell::of(vec![id]), Cell::of(said), Cell::of(aside)]
    }

    /// A sentence as paragraphs of their own.
    pub(super) fn say(&mut self, writer: &Writer<'_>, sentence: &Sentence) {
        let said = self.said(writer, sentence);
        said.into_iter().for_each(|paragraph| self.paragraph(paragraph));
    }

    /// A sentence and its parts, which are a list of their own.
    pub(super) fn said(&mut self, writer: &Writer<'_>, sentence: &Sentence) -> Vec<Paragraph> {
        let end = if sentence.parts.is_empty() { "." } else { ":" };
        let mut first = Paragraph::default();
        if let Some(label) = &sentence.label {
            first = first.words(&format!("{label} "), Look::Bold);
        }
        let mut paragraphs = vec![writer.text(first, &sentence.text).words(end, Look::Plain)];
        if !sentence.parts.is_empty() {
            self.lists += 1;
            sentence.parts.iter().for_each(|part| writer.part(part, self.lists, 0, &mut paragraphs));
        }
        paragraphs
    }
}

/// Says texts with links to the entries of one document.
pub(super) struct Writer<'d> {
    pub(super) document: &'d Document,
    pub(super) place: usize,
}

impl Writer<'_> {
    pub(super) fn number(&self, target: Target) -> &str {
        self.document.numbers.get(&target).map_or("", String::as_str)
    }

    fn mark(&self, target: Target) -> String {
        format!("t{}{}", self.place, target.key())
    }

    /// Adds a text; definitions, scores and parameters are named by their numbers, too.
    pub(super) fn text(&self, paragraph: Paragraph, text: &Text) -> Paragraph {
        text.pieces.iter().fold(paragraph, |paragraph, piece| match piece {
            Piece::Link(words, target @ (Target::Definition(_) | Target::Score(_))) => {
                paragraph.link(&self.mark(*target), &format!("{words} [{}]", self.number(*target)))
            }
            Piece::Link(words, target @ Target::Criterion(_)) => paragraph.link(&self.mark(*target), words),
            Piece::Link(words, target @ Target::Parameter(_)) => {
                paragraph.words(&format!("{words} [{}]", self.number(*target)), Look::Plain)
            }
            Piece::Plain(words) | Piece::Link(words, _) => paragraph.words(words, Look::Plain),
        })
    }

    fn part(&self, part: &Sentence, list: usize, level: usize, paragraphs: &mut Vec<Paragraph>) {
        let mut paragraph = Paragraph::item(list, level.min(5));
        if let Some(label) = &part.label {
            paragraph = paragraph.words(&format!("{label}: "), Look::Bold);
        }
        paragraph = self.text(paragraph, &part.text);
        if !part.parts.is_empty() {
            paragraph = paragraph.words(":", Look::Plain);
        }
        paragraphs.push(paragraph);
        part.parts.iter().for_each(|inner| self.part(inner, list, level + 1, paragraphs));
    }
}

fn problem_line(problem: &Problem) -> Paragraph {
    let reason = problem.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
    let words = format!(" {}{reason} ({})", problem.message, problem.place);
    Paragraph::default().words(&problem.code, Look::Bold).words(&words, Look::Plain)
}
