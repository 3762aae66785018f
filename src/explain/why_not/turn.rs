//! Whether what is so can still be otherwise, and by what: nobody grows younger, and what happened has happened.

use super::super::case::Case;
use crate::check::{Choose, EventsId, EventsNode, Measure, PointId, PointNode, TruthId, TruthNode, ValueId, ValueNode};
use crate::value::{Comparison, Truth};
use crate::vocabulary::builtin::attribute;
use crate::vocabulary::{Datum, Kind, WordId};
use schemars::JsonSchema;
use serde::Serialize;

/// By what something that is so can become otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It is not settled yet: it can come out so.
    Open,
    /// Somebody can do something: measure again, treat, answer.
    CanBeDone,
    /// Time alone brings it: an age, a washout.
    WithTime,
    /// It can be done, and is not done for the sake of a trial: an operation, a transfusion.
    DoneForItself,
    /// It may come about, and nobody can make it so: a disease, a response.
    MayCome,
    /// It cannot be otherwise: the sex, an age that is passed, what happened.
    Never,
}

impl Case<'_> {
    /// By what a known truth without parts can come to hold, or to hold no more.
    pub(super) fn turn(&self, id: TruthId, hold: bool) -> Turn {
        match &self.program.truth(id).node {
            _ if self.truth(id) == Truth::Unknown => Turn::Open,
            TruthNode::Compare { left, comparison, .. } => self.turn_of_value(*left, direction(*comparison, hold)),
            TruthNode::Between { value, low, .. } => {
                let below = self.is_below(*value, *low);
                self.turn_of_value(*value, hold.then_some(below))
            }
            TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. } => self.turn_of_value(*value, None),
            TruthNode::Amount { events, least, most, .. } => {
                let found = self.selection(*events).map_or(0, |selection| {
                    selection.matches.iter().filter(|matched| matched.certainty == Truth::Met).count()
                });
                let more = if hold { found < *least as usize || most.is_none() } else { *least == 0 };
                self.turn_of_number(*events, more)
            }
            TruthNode::ValueKnown(_)
            | TruthNode::EventsKnown(_)
            | TruthNode::TruthKnown(_)
            | TruthNode::Asked { .. }
            | TruthNode::Site { .. } => Turn::CanBeDone,
            TruthNode::Every { .. } | TruthNode::Stated { .. } => Turn::MayCome,
            TruthNode::Constant(_)
            | TruthNode::All(_)
            | TruthNode::Any(_)
            | TruthNode::Count { .. }
            | TruthNode::Not(_) => Turn::Never,
        }
    }

    /// Whether something open would have to turn out to be what nobody can make: a menopause of which nothing is known.
    pub(super) fn is_doubtful(&self, id: TruthId, hold: bool) -> bool {
        match &self.program.truth(id).node {
            TruthNode::Amount { events, least, .. } => {
                hold && *least > 0 && self.turn_by_kind(*events) == Turn::MayCome
            }
            _ => false,
        }
    }

    /// Whether a value certainly lies below another.
    fn is_below(&self, value: ValueId, limit: ValueId) -> bool {
        let quantity = |id: ValueId| match self.threshold_datum(id) {
            Some(Datum::Quantity(range, _)) => Some(*range),
            _ => None,
        };
        let (value, limit) = (quantity(value), quantity(limit));
        value.zip(limit).is_some_and(|(value, limit)| value.compare(Comparison::Less, &limit) == Truth::Met)
    }

    /// By what a value can rise or fall; `rise` is empty where any other value would do.
    fn turn_of_value(&self, id: ValueId, rise: Option<bool>) -> Turn {
        match &self.program.value(id).node {
            ValueNode::Sex | ValueNode::Constant(_) => Turn::Never,
            ValueNode::Day(point) if self.is_settled(*point) => Turn::Never,
            ValueNode::Age(point) | ValueNode::TimeSince { point, .. } => match rise {
                Some(true) if self.is_settled(*point) => Turn::Never,
                Some(true) => Turn::WithTime,
                _ => Turn::Never,
            },
            ValueNode::Measure { events, .. } if self.is_over(*events) => Turn::Never,
            ValueNode::Measure { events, choose, .. } if self.is_kept(*events, *choose, rise) => Turn::Never,
            ValueNode::Measure {
                events,
                measure: Measure::Result | Measure::OverUpper | Measure::OverLower | Measure::Items(_),
                ..
            } => self.turn_by_kind(*events),
            ValueNode::Count { events, .. } | ValueNode::Total { events, .. } => {
                self.turn_of_number(*events, rise != Some(false))
            }
            ValueNode::Average { .. } => Turn::CanBeDone,
            ValueNode::Scaled { value, .. } | ValueNode::Moved { date: value, .. } => self.turn_of_value(*value, rise),
            ValueNode::PercentChange { to, .. } => self.turn_of_value(*to, rise),
            ValueNode::Arithmetic { left, right, .. } => {
                self.turn_of_value(*left, rise).min(self.turn_of_value(*right, None))
            }
            ValueNode::Measure { .. }
            | ValueNode::Day(_)
            | ValueNode::Subject(_)
            | ValueNode::It(_)
            | ValueNode::Extreme { .. }
            | ValueNode::When(_)
            | ValueNode::ScoreTotal(_)
            | ValueNode::ScorePoints { .. } => Turn::MayCome,
        }
    }

    /// By what there can be more events, or fewer.
    fn turn_of_number(&self, events: EventsId, more: bool) -> Turn {
        if self.is_over(events) {
            return Turn::Never;
        }
        if more {
            return self.turn_by_kind(events);
        }
        let chain = self.chain(events);
        if chain.iter().any(|node| matches!(node, EventsNode::Newest { earliest: false, .. })) {
            return self.turn_by_kind(events);
        }
        if chain.iter().any(|node| matches!(node, EventsNode::Current { .. })) {
            return self.turn_of_running(events);
        }
        match self.stretch_of(events) {
            Some(stretch) if stretch.from.is_real() => Turn::WithTime,
            _ => Turn::Never,
        }
    }

    /// By what something that runs can end.
    fn turn_of_running(&self, events: EventsId) -> Turn {
        let words: Vec<_> = self.words_behind(events).into_iter().map(|id| self.word(id)).collect();
        match words.first().map(|word| word.kind) {
            Some(Kind::Drug) => Turn::CanBeDone,
            _ if words.iter().all(|word| word.lifelong) => Turn::Never,
            _ => Turn::MayCome,
        }
    }

    /// By what a new event of that kind can come, with another result.
    fn turn_by_kind(&self, events: EventsId) -> Turn {
        let words = self.words_behind(events);
        match words.first().map(|id| self.word(*id).kind) {
            Some(Kind::Measurement | Kind::Score | Kind::Vaccine) => Turn::CanBeDone,
            Some(Kind::Drug) if !self.asks_for_response(events) => Turn::CanBeDone,
            // A procedure that finds something is done to find it; one that finds nothing is done for its own sake.
            Some(Kind::Procedure) if words.iter().any(|id| self.finds_something(*id)) => Turn::CanBeDone,
            Some(Kind::Procedure) => Turn::DoneForItself,
            _ => Turn::MayCome,
        }
    }

    fn finds_something(&self, word: WordId) -> bool {
        self.word(word)
            .attributes
            .iter()
            .any(|(id, _)| !attribute::ALL.contains(&self.program.vocabulary.attribute(*id)))
    }

    /// Whether a choice of exposures asks how the patient responded.
    fn asks_for_response(&self, events: EventsId) -> bool {
        match &self.program.events(events).node {
            EventsNode::Union(parts) => parts.iter().any(|part| self.asks_for_response(*part)),
            EventsNode::Where { of, condition } => {
                let asked = self.asked(self.program.truth(*condition));
                ["outcome", "stop_reason", "response"].iter().any(|name| asked.contains(name))
                    || self.asks_for_response(*of)
            }
            node => node.source().is_some_and(|of| self.asks_for_response(of)),
        }
    }

    /// Whether all the days that a choice looks at have passed, so that nothing new can fall into them.
    fn is_over(&self, events: EventsId) -> bool {
        let in_window = self.chain(events).iter().any(|node| matches!(node, EventsNode::In { .. }));
        in_window && self.stretch_of(events).is_some_and(|stretch| stretch.to < self.dates.as_of)
    }

    /// Whether a value stays what it is whatever comes: the earliest of all, or the highest ever where it should fall.
    fn is_kept(&self, events: EventsId, choose: Choose, rise: Option<bool>) -> bool {
        let earliest = self.chain(events).iter().any(|node| matches!(node, EventsNode::Newest { earliest: true, .. }));
        let ever = self.stretch_of(events).is_none_or(|stretch| !stretch.from.is_real());
        let extreme = matches!((choose, rise), (Choose::Highest, Some(false)) | (Choose::Lowest, Some(true)));
        earliest || ever && extreme
    }

    /// Whether a point in time lies in the past for good.
    fn is_settled(&self, point: PointId) -> bool {
        match self.program.point(point) {
            PointNode::AsOf => false,
            _ => self.point(point).is_some_and(|(_, end)| end.last < self.dates.as_of),
        }
    }

    /// A choice of events and those that it narrows, outermost first.
    fn chain(&self, events: EventsId) -> Vec<&EventsNode> {
        let mut chain = Vec::new();
        let mut at = Some(events);
        while let Some(id) = at {
            let node = &self.program.events(id).node;
            chain.push(node);
            at = node.source();
        }
        chain
    }
}

/// Whether a value has to rise for a comparison to come out so; empty where either may do.
fn direction(comparison: Comparison, hold: bool) -> Option<bool> {
    match comparison {
        Comparison::Greater | Comparison::AtLeast => Some(hold),
        Comparison::Less | Comparison::AtMost => Some(!hold),
        Comparison::Equal | Comparison::NotEqual => None,
    }
}
