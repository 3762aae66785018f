//! Criteria and sentences with their references.

use super::super::document::*;
use super::super::text::{Piece, Target, Text};
use crate::wording::escape::escape;
use crate::wording::unit::unbroken;

/// A document and its place among those of the page.
pub(super) struct Page<'d> {
    pub(super) document: &'d Document,
    pub(super) place: usize,
}

impl Page<'_> {
    /// The identity of an entry in the page.
    pub(super) fn id(&self, target: Target) -> String {
        format!("t{}{}", self.place, target.key())
    }

    /// What an entry is numbered.
    pub(super) fn number(&self, target: Target) -> &str {
        self.document.numbers.get(&target).map_or("", String::as_str)
    }

    /// A text with its references; on paper, a numbered entry is named by its number.
    pub(super) fn text(&self, text: &Text) -> String {
        text.pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Plain(words) => escape(&unbroken(words)),
            Piece::Link(words, target) if self.has(*target) => {
                let numbered = matches!(target, Target::Definition(_) | Target::Score(_) | Target::Parameter(_));
                let tag = match (numbered, self.number(*target)) {
                    (true, number) if !number.is_empty() => format!("<sup>{}</sup>", escape(number)),
                    _ => String::new(),
                };
                let class = match target {
                    Target::Definition(_) | Target::Score(_) => "def",
                    Target::Parameter(_) => "par",
                    _ => "ref",
                };
                format!("<a class=\"{class}\" href=\"#{}\">{}{tag}</a>", self.id(*target), escape(&unbroken(words)))
            }
            Piece::Link(words, _) => escape(&unbroken(words)),
        }
    }

    fn has(&self, target: Target) -> bool {
        match target {
            Target::Word(_) | Target::Group(_) => self.document.words.iter().any(|word| word.target == target),
            _ => self.document.numbers.contains_key(&target),
        }
    }

    /// A sentence with what its clauses add, and its parts as a list.
    pub(super) fn said(&self, sentence: &Sentence, clauses: &[Text]) -> String {
        let end = if sentence.parts.is_empty() { "." } else { ":" };
        let after: String = clauses.iter().map(|clause| format!(" {}", self.text(clause))).collect();
        match sentence.parts.is_empty() {
            true => format!("<p>{}{end}{after}</p>", self.text(&sentence.text)),
            false => {
                let after = if after.is_empty() { String::new() } else { format!("<p>{}</p>", after.trim_start()) };
                format!("<p>{}{end}</p>{}{after}", self.text(&sentence.text), self.list(&sentence.parts))
            }
        }
    }

    fn list(&self, parts: &[Sentence]) -> String {
        let items: String = parts.iter().map(|part| format!("<li>{}</li>\n", self.part(part))).collect();
        format!("<ol class=\"parts\">\n{items}</ol>\n")
    }

    /// A part of a sentence.
    pub(super) fn part(&self, part: &Sentence) -> String {
        let label =
            part.label.as_ref().map_or_else(String::new, |label| format!("<b class=\"label\">{}:</b> ", escape(label)));
        let inner = if part.parts.is_empty() { String::new() } else { format!(":{}", self.list(&part.parts)) };
        format!("{label}{}{inner}", self.text(&part.text))
    }

    pub(super) fn criterion(&self, criterion: &CriterionPart) -> String {
        let mut aside = String::new();
        if criterion.quoted.is_empty() {
            aside.push_str("<p class=\"soft\">The rule quotes no sentence of the protocol.</p>\n");
        } else {
            aside.push_str(&format!("<blockquote>{}</blockquote>\n", escape(&unbroken(&criterion.quoted))));
        }
        for note in &criterion.notes {
            aside.push_str(&format!("<p class=\"note\">Note: {}</p>\n", escape(note)));
        }
        for source in &criterion.sources {
            aside.push_str(&format!("<p class=\"note\">Source: {}</p>\n", escape(source)));
        }
        let mut said = self.said(&criterion.sentence, &criterion.clauses);
        if let Some(cohorts) = &criterion.cohorts {
            said = format!("<p class=\"cohort\">Only for {}</p>\n{said}", escape(cohorts));
        }
        if let Some(change) = criterion.change {
            said = format!("<p class=\"cohort\">{change} in this version</p>\n{said}");
        }
        if !criterion.problems.is_empty() {
            let items: String = criterion.problems.iter().map(super::problem).collect();
            said.push_str(&format!("<ul class=\"problems\">\n{items}</ul>\n"));
        }
        let broken = if criterion.problems.is_empty() { "" } else { " broken" };
        let target = self.document.criterion_target(criterion);
        let id = target.map_or_else(String::new, |target| format!(" id=\"{}\"", self.id(target)));
        format!(
            "<div class=\"criterion{broken}\"{id}>\n<div class=\"id\">{}</div>\n<div class=\"said\">{said}</div>\n<div \
             class=\"aside\">\n{aside}</div>\n</div>\n",
            escape(&criterion.id)
        )
    }
}
