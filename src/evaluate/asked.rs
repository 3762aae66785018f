//! What people answered: judgements, contraindications and intolerances, the site.

use super::judgement::Reason;
use super::observer::Observer;
use super::run::Run;
use super::truth::Reasoned;
use crate::record::Answer;
use crate::value::{DaySpan, Truth};
use crate::vocabulary::{QuestionId, SiteId, SymbolId, WordId, WordSet};

impl<O: Observer> Run<'_, O> {
    /// The newest answer to a question that is not too old. The engine never guesses one.
    pub(super) fn asked(&self, question: QuestionId, arguments: &[String]) -> Reasoned {
        let not_judged = || Reason::NotJudged { question, arguments: arguments.to_vec() };
        let given = self.patient.answers.iter().filter(|answer| answer.question == question);
        let given: Vec<&Answer> =
            given.filter(|answer| answer.arguments == arguments && answer.on.first <= self.as_of).collect();
        // Every answer that none is certainly newer than may be the one that counts.
        let newest = given.iter().filter(|answer| {
            !given.iter().any(|other| self.answered(answer).before(self.answered(other)) == Truth::Met)
        });
        let newest: Vec<&&Answer> = newest.collect();
        let Some(first) = newest.first() else {
            return (Truth::Unknown, if O::DETAIL { vec![not_judged()] } else { Vec::new() });
        };
        let declared = self.program.vocabulary.questions.get(usize::from(question.0));
        let oldest = declared.and_then(|declared| declared.valid_for).and_then(|length| length.before(self.as_of));
        let valid =
            |answer: &Answer| oldest.map_or(Truth::Met, |oldest| DaySpan::on(oldest).at_most(self.answered(answer)));
        // The one that counts is at least as new as any of them.
        if !newest.iter().any(|answer| valid(answer) == Truth::Met) {
            return (Truth::Unknown, vec![Reason::AnswerTooOld { question, on: first.on }]);
        }
        let agreed = newest.iter().all(|answer| answer.answer == first.answer);
        let answer = if agreed { first.answer } else { Truth::Unknown };
        (answer, if answer == Truth::Unknown { vec![not_judged()] } else { Vec::new() })
    }

    /// When an answer was given: what is recorded was given by the as-of date.
    pub(super) fn answered(&self, answer: &Answer) -> DaySpan {
        answer.on.map(|day| day.min(self.as_of))
    }

    /// Whether a contraindication or intolerance to any of some drugs is recorded.
    pub(super) fn stated(&self, intolerance: bool, words: &WordSet, roots: &[WordId]) -> Reasoned {
        let vocabulary = &self.program.vocabulary;
        let given = || {
            let same_kind = self.patient.statements.iter().filter(move |stated| stated.intolerance == intolerance);
            same_kind.filter(|stated| stated.on.first <= self.as_of)
        };
        // An intolerance of one drug of a class is one of the class. A contraindication to one leaves the others open, and
        // one to a class holds for each.
        let covers = |stated: WordId| match intolerance {
            true => words.contains(stated),
            false => roots.iter().any(|root| vocabulary.word(stated).family.contains(*root)),
        };
        if given().any(|stated| stated.holds && covers(stated.word)) {
            return (Truth::Met, Vec::new());
        }
        // A statement about a class may be about the very drug that is asked for, and one about a drug concern its class.
        let maybe = given().any(|stated| {
            stated.holds && (words.contains(stated.word) || words.intersects(&vocabulary.word(stated.word).family))
        });
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
