//! Questions to people and to the site.

use super::QuestionPart;
use super::build::Builder;
use crate::protocol::text::Target;
use crate::vocabulary::{QuestionId, SiteId};
use crate::wording::words::{listed, sentence_case, spaced};

impl Builder<'_> {
    pub(super) fn question(&self, id: QuestionId) -> Option<QuestionPart> {
        let asked = self.program.vocabulary.questions.get(usize::from(id.0))?;
        let valid = asked.valid_for.map_or_else(|| "without limit".to_owned(), |length| length.to_string());
        Some(QuestionPart {
            target: Target::Question(id),
            text: with_gaps(&asked.text),
            who: sentence_case(&spaced(&asked.answered_by)),
            valid,
            criteria: Vec::new(),
        })
    }

    pub(super) fn site(&self, id: SiteId) -> Option<QuestionPart> {
        let vocabulary = &self.program.vocabulary;
        let asked = vocabulary.sites.get(usize::from(id.0))?;
        let values: Vec<String> = asked.values.iter().map(|value| self.english.symbol(*value)).collect();
        let answers = if values.is_empty() { "yes or no".to_owned() } else { listed(&values, "or") };
        Some(QuestionPart {
            target: Target::Site(id),
            text: format!("{} ({answers})", with_gaps(&asked.text)),
            who: "Site, once for all patients".to_owned(),
            valid: "without limit".to_owned(),
            criteria: Vec::new(),
        })
    }
}

/// The question with its parameters as gaps: `within … (period)?`.
fn with_gaps(text: &str) -> String {
    text.replace('{', "[").replace('}', "]")
}
