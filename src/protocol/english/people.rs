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
        let text = names::question(vocabulary, question, arguments);
        let text = refer(&format!("“{text}”"), Target::Question(question));
        let confirmed = vocabulary.questions.get(usize::from(question.0)).is_some_and(|asked| asked.confirmed);
        let answer = if mood.denies() { "no" } else { "yes" };
        let verb = match (confirmed, mood.demands()) {
            (_, true) => "must answer",
            (true, false) => "answers",
            (false, false) => "answers",
        };
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
        let text = names::site_question(&self.program.vocabulary, question, arguments);
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
