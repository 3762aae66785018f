//! Questions to people and to the site, with their arguments in words.

use super::case::Case;
use super::words::{in_sentence, listed, spaced};
use crate::vocabulary::{Named, QuestionId, SiteId};

impl Case<'_> {
    /// The question with its arguments filled in.
    pub(crate) fn question(&self, question: QuestionId, arguments: &[String]) -> String {
        let Some(asked) = self.program.vocabulary.questions.get(usize::from(question.0)) else {
            return "a question that is not declared".to_owned();
        };
        self.filled(&asked.text, &asked.parameters, arguments)
    }

    /// The site's question with its arguments filled in.
    pub(crate) fn site_question(&self, question: SiteId, arguments: &[String]) -> String {
        let Some(asked) = self.program.vocabulary.sites.get(usize::from(question.0)) else {
            return "a question to the site that is not declared".to_owned();
        };
        self.filled(&asked.text, &asked.parameters, arguments)
    }

    /// The text with each `{parameter}` replaced by its argument.
    fn filled(&self, text: &str, parameters: &[(String, String)], arguments: &[String]) -> String {
        let pairs = parameters.iter().zip(arguments);
        let replaced = |text: String, ((name, _), argument): (&(String, String), &String)| {
            text.replace(&format!("{{{name}}}"), &self.argument(argument))
        };
        pairs.fold(text.to_owned(), replaced)
    }

    /// An argument in words: the names of the words in it.
    fn argument(&self, argument: &str) -> String {
        let items = argument.trim().trim_start_matches('{').trim_end_matches('}').split(',').map(str::trim);
        let vocabulary = &self.program.vocabulary;
        let named = items.filter(|item| !item.is_empty()).map(|item| match vocabulary.find(item) {
            Some(Named::Word(word)) => self.name(word),
            Some(Named::Group(place)) => {
                vocabulary.groups.get(place).map_or_else(|| spaced(item), |group| in_sentence(&group.title))
            }
            _ => spaced(item),
        });
        listed(&named.collect::<Vec<_>>(), "or")
    }

    /// Who answers a question.
    pub(crate) fn answered_by(&self, question: QuestionId) -> String {
        let asked = self.program.vocabulary.questions.get(usize::from(question.0));
        asked.map_or_else(|| "somebody".to_owned(), |asked| spaced(&asked.answered_by))
    }
}
