//! What people and the site answer, and what is stated.

use super::English;
use super::clause::{Clause, Mood};
use crate::check::Words;
use crate::protocol::text::{Target, refer};
use crate::vocabulary::{QuestionId, SiteId, SymbolId, WordId, WordSet, builtin::symbol};
use crate::wording::names;
use crate::wording::words::listed;

impl English<'_> {
    pub(super) fn asked(&self, question: QuestionId, arguments: &[String], mood: Mood) -> Clause {
        let vocabulary = &self.program.vocabulary;
        let who = names::answered_by(vocabulary, question);
        let declared = vocabulary.questions.get(usize::from(question.0)).map(|asked| asked.text.as_str());
        let text = with_arguments(names::question(vocabulary, question, arguments), declared, arguments);
        let text = refer(&format!("“{text}”"), Target::Question(question));
        let answer = if mood.denies() { "no" } else { "yes" };
        let verb = if mood.demands() { "must answer" } else { "answers" };
        Clause::plain(format!("the {who} {verb} {text} with {answer}"))
    }

    pub(super) fn stated(&self, intolerance: bool, roots: &[WordId], words: &WordSet, mood: Mood) -> Clause {
        let what = if intolerance { "an intolerance of" } else { "a contraindication to" };
        let words = Words {
            kinds: Vec::new(),
            certain: words.clone(),
            possible: WordSet::default(),
            roots: roots.to_vec(),
            single: None,
        };
        Clause::plain(format!("{what} {} {} on record", self.words(&words), mood.be()))
    }

    pub(super) fn site(&self, question: SiteId, arguments: &[String], accepted: &[SymbolId], mood: Mood) -> Clause {
        let vocabulary = &self.program.vocabulary;
        let declared = vocabulary.sites.get(usize::from(question.0)).map(|asked| asked.text.as_str());
        let text = with_arguments(names::site_question(vocabulary, question, arguments), declared, arguments);
        let text = refer(&format!("“{text}”"), Target::Site(question));
        let answers: Vec<String> = accepted.iter().map(|id| self.symbol(*id)).collect();
        let verb = if mood.demands() { "must answer" } else { "answers" };
        let answer = match (mood.denies(), accepted) {
            (true, [symbol::YES]) => "with no".to_owned(),
            (true, _) => format!("with anything but {}", listed(&answers, "or")),
            (false, _) => format!("with {}", listed(&answers, "or")),
        };
        Clause::plain(format!("the site {verb} {text} {answer}"))
    }
}

/// A question whose text has no place for its arguments, with them behind it.
fn with_arguments(text: String, declared: Option<&str>, arguments: &[String]) -> String {
    let placed = declared.is_none_or(|declared| declared.matches('{').count() >= arguments.len());
    if placed { text } else { format!("{text} ({})", arguments.join("; ")) }
}
