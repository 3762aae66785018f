//! Truths: which form is told by whom.

use super::English;
use super::clause::{Clause, Mood};
use crate::check::{Node, ScoreId, TruthId, TruthNode};

impl English<'_> {
    /// What a truth says; a definition is called by its title.
    pub(crate) fn truth(&self, id: TruthId, mood: Mood) -> Clause {
        let node = self.program.truth(id);
        let definition = self.definition_of_truth(id);
        let mut clause = match (definition, self.score_of(id)) {
            (Some(place), _) => self.definition_applies(place, mood),
            (None, Some(score)) => Clause::plain(format!("the score {} {} met", self.score(score), mood.be())),
            (None, None) => self.truth_itself(id, mood),
        };
        let title = definition.and_then(|place| self.title_of(place));
        clause.label = node.label.as_deref().filter(|label| Some(*label) != title.as_deref()).map(str::to_owned);
        clause
    }

    /// The computed score that is met where a truth holds.
    fn score_of(&self, id: TruthId) -> Option<ScoreId> {
        let place = self.program.scores.iter().position(|score| score.meets == Some(id))?;
        u32::try_from(place).ok().map(ScoreId)
    }

    /// What a truth says by itself, be it what a definition gives.
    pub(crate) fn truth_itself(&self, id: TruthId, mood: Mood) -> Clause {
        let node: &Node<TruthNode> = self.program.truth(id);
        match &node.node {
            TruthNode::Not(of) => self.negated(*of, mood),
            TruthNode::All(of) => self.all_of(of, mood),
            TruthNode::Any(of) => self.any_of(of, mood),
            TruthNode::Count { of, least, most } => self.some_of(of, *least, *most, mood),
            TruthNode::Constant(holds) => Clause::plain(format!("it {} {holds} for every patient", mood.be())),
            TruthNode::Compare { left, comparison, right } => self.compared(*left, *comparison, *right, mood),
            TruthNode::Between { value, low, high, high_belongs } => {
                self.between(*value, *low, *high, *high_belongs, mood)
            }
            TruthNode::Among { value, quantifier, set, .. } => self.among(*value, *quantifier, set, mood),
            TruthNode::AmongWords { value, quantifier, sets } => self.among_words(*value, *quantifier, sets, mood),
            TruthNode::Qualitative { value, means, bounds, negated } => {
                self.qualitative(*value, means, bounds, if *negated { mood.negated() } else { mood })
            }
            TruthNode::Amount { events, least, most, counting } => {
                self.amount(*events, (*least, *most), counting, mood)
            }
            TruthNode::Every { events, condition } => self.every(*events, *condition, mood),
            TruthNode::ValueKnown(value) => Clause::plain(format!("{} {} known", self.value(*value), mood.be())),
            TruthNode::TruthKnown(of) => {
                let inner = self.truth(*of, Mood::Is);
                Clause::plain(format!("it {} known whether {}", mood.be(), inner.bracketed()))
            }
            TruthNode::EventsKnown(events) => {
                Clause::plain(format!("it {} known whether there is any {}", mood.be(), self.events(*events).one()))
            }
            TruthNode::Asked { question, arguments } => self.asked(*question, arguments, mood),
            TruthNode::Stated { intolerance, roots, words } => self.stated(*intolerance, roots, words, mood),
            TruthNode::Site { question, arguments, accepted } => self.site(*question, arguments, accepted, mood),
        }
    }
}
