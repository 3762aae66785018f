//! What people answered: judgements, contraindications and intolerances, the site.

use super::judgement::Reason;
use super::observer::Observer;
use super::run::Run;
use super::truth::Reasoned;
use crate::record::Answer;
use crate::value::{DaySpan, Truth};
use crate::vocabulary::{QuestionId, SiteId, SymbolId, WordId, WordSet};

impl<'a, O: Observer> Run<'a, O> {
    /// The newest answer to a question that is not too old. The engine never guesses one.
    pub(super) fn asked(&self, question: QuestionId, arguments: &[String]) -> Reasoned {
        let not_judged = || Reason::NotJudged { question, arguments: arguments.to_vec() };
        let given: Vec<&Answer> = self.answers(question, arguments).collect();
        // Every answer that none is certainly newer than may be the one that counts.
        let newest = given.iter().filter(|answer| {
            !given.iter().any(|other| self.answered(answer).before(self.answered(other)) == Truth::Met)
        });
        let newest: Vec<&&Answer> = newest.collect();
        let Some(first) = newest.first() else {
            return (Truth::Unknown, if O::DETAIL { vec![not_judged()] } else { Vec::new() });
        };
        // The one that counts is at least as new as any of them.
        if !newest.iter().any(|answer| self.is_valid(answer)) {
            return (Truth::Unknown, vec![Reason::AnswerTooOld { question, on: first.on }]);
        }
        let agreed = newest.iter().all(|answer| answer.answer == first.answer);
        let answer = if agreed { first.answer } else { Truth::Unknown };
        (answer, if answer == Truth::Unknown { vec![not_judged()] } else { Vec::new() })
    }

    /// The answers to a question that were given by the as-of date.
    pub(super) fn answers<'q>(
        &self,
        question: QuestionId,
        arguments: &'q [String],
    ) -> impl Iterator<Item = &'a Answer> + use<'a, 'q, O> {
        let as_of = self.as_of;
        let asked = move |answer: &&Answer| answer.question == question && answer.arguments == arguments;
        self.patient.answers.iter().filter(asked).filter(move |answer| answer.on.first <= as_of)
    }

    /// Whether an answer has certainly not become too old.
    pub(super) fn is_valid(&self, answer: &Answer) -> bool {
        let declared = self.program.vocabulary.questions.get(usize::from(answer.question.0));
        let oldest = declared.and_then(|declared| declared.valid_for).and_then(|length| length.before(self.as_of));
        oldest.is_none_or(|oldest| DaySpan::on(oldest).at_most(self.answered(answer)) == Truth::Met)
    }

    /// When an answer was given: what is recorded was given by the as-of date.
    fn answered(&self, answer: &Answer) -> DaySpan {
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
        let given = self.patient.site.iter().filter(|answer| answer.question == question);
        let given = given.filter(|answer| answer.arguments == arguments);
        let mut truths = given.map(|answer| Truth::of(accepted.contains(&answer.answer)));
        let arguments = || arguments.to_vec();
        match truths.next() {
            Some(first) if truths.all(|other| other == first) => (first, Vec::new()),
            Some(_) => (Truth::Unknown, vec![Reason::SiteDisagrees { question, arguments: arguments() }]),
            None => (Truth::Unknown, vec![Reason::SiteNotAnswered { question, arguments: arguments() }]),
        }
    }
}
