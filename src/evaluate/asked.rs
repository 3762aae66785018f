//! What people answered: judgements, contraindications and intolerances, the site.

use super::judgement::Reason;
use super::observer::Observer;
use super::run::Run;
use super::truth::Reasoned;
use crate::value::{DaySpan, Truth};
use crate::vocabulary::{QuestionId, SiteId, SymbolId, WordId, WordSet};

impl<O: Observer> Run<'_, O> {
    /// The newest answer to a question that is not too old. The engine never guesses one.
    pub(super) fn asked(&self, question: QuestionId, arguments: &[String]) -> Reasoned {
        let not_judged = || Reason::NotJudged { question, arguments: arguments.to_vec() };
        let given = self.patient.answers.iter().filter(|answer| answer.question == question);
        let given = given.filter(|answer| answer.arguments == arguments && answer.on.first <= self.as_of);
        let Some(newest) = given.max_by_key(|answer| (answer.on.last.min(self.as_of), answer.source)) else {
            return (Truth::Unknown, if O::DETAIL { vec![not_judged()] } else { Vec::new() });
        };
        let declared = self.program.vocabulary.questions.get(usize::from(question.0));
        let valid = declared.and_then(|declared| declared.valid_for).map_or(Truth::Met, |length| {
            let oldest = length.before(self.as_of).unwrap_or(self.as_of);
            DaySpan::on(oldest).at_most(newest.on)
        });
        if valid != Truth::Met {
            return (Truth::Unknown, vec![Reason::AnswerTooOld { question, on: newest.on }]);
        }
        let reasons = if newest.answer == Truth::Unknown { vec![not_judged()] } else { Vec::new() };
        (newest.answer, reasons)
    }

    /// Whether a contraindication or intolerance to any of some drugs is recorded.
    pub(super) fn stated(&self, intolerance: bool, words: &WordSet, roots: &[WordId]) -> Reasoned {
        let vocabulary = &self.program.vocabulary;
        let given = || {
            let same_kind = self.patient.statements.iter().filter(move |stated| stated.intolerance == intolerance);
            same_kind.filter(|stated| stated.on.first <= self.as_of)
        };
        if given().any(|stated| stated.holds && words.contains(stated.word)) {
            return (Truth::Met, Vec::new());
        }
        // A statement about a whole class may be about the very drug that is asked for.
        let broader = |stated: WordId| words.intersects(&vocabulary.word(stated).family);
        let maybe = given().any(|stated| stated.holds && broader(stated.word));
        let denied =
            |root: &WordId| given().any(|stated| !stated.holds && vocabulary.word(stated.word).family.contains(*root));
        if !maybe && roots.iter().all(denied) {
            return (Truth::NotMet, Vec::new());
        }
        (Truth::Unknown, vec![Reason::NotStated { intolerance, words: roots.to_vec() }])
    }

    /// What the site answered.
    pub(super) fn site(&self, question: SiteId, arguments: &[String], accepted: &[SymbolId]) -> Reasoned {
        let mut given = self.patient.site.iter().filter(|answer| answer.question == question);
        match given.rfind(|answer| answer.arguments == arguments) {
            Some(answer) => (Truth::of(accepted.contains(&answer.answer)), Vec::new()),
            None => (Truth::Unknown, vec![Reason::SiteNotAnswered { question, arguments: arguments.to_vec() }]),
        }
    }
}
