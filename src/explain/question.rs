//! Questions to people and to the site, with their arguments in words.

use super::case::Case;
use crate::vocabulary::{QuestionId, SiteId};
use crate::wording::names;

impl Case<'_> {
    /// The question with its arguments filled in.
    pub(crate) fn question(&self, question: QuestionId, arguments: &[String]) -> String {
        names::question(&self.program.vocabulary, question, arguments)
    }

    /// The site's question with its arguments filled in.
    pub(crate) fn site_question(&self, question: SiteId, arguments: &[String]) -> String {
        names::site_question(&self.program.vocabulary, question, arguments)
    }

    /// Who answers a question.
    pub(crate) fn answered_by(&self, question: QuestionId) -> String {
        names::answered_by(&self.program.vocabulary, question)
    }
}
