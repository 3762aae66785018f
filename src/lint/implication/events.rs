//! Choices of events that hold no other events than another choice does.
//!
//! `a` lies within `b` where, on every record, what matches `a` certainly matches `b` certainly, what may match `a` may match
//! `b`, and `a` is closed wherever `b` is.

use super::Prover;
use super::among::words_within;
use super::shape::{Claim, Term};
use crate::check::{EventsId, EventsNode, Part, TruthId, WindowId, Words};

/// A condition on each event by itself.
#[derive(Clone, Copy, Debug)]
enum Condition {
    Where(TruthId),
    With { condition: TruthId, positive: bool },
    In { window: WindowId, part: Part },
    Current,
    NotAmong(EventsId),
}

impl<'p> Prover<'p> {
    /// Whether every event of the one is an event of the other.
    pub(crate) fn is_within(&self, few: EventsId, many: EventsId) -> bool {
        let (few, many) = (self.alike.events(few), self.alike.events(many));
        if few == many {
            return true;
        }
        if let Some(known) = self.contained.borrow().get(&(few, many)) {
            return *known;
        }
        let within = self.search_within(few, many);
        if within || self.left.get() > 0 {
            self.contained.borrow_mut().insert((few, many), within);
        }
        within
    }

    fn search_within(&self, few: EventsId, many: EventsId) -> bool {
        if let EventsNode::Union(parts) = &self.program.events(few).node {
            return parts.iter().all(|part| self.is_within(*part, many));
        }
        if let EventsNode::Union(parts) = &self.program.events(many).node
            && parts.iter().any(|part| self.is_within(few, *part))
        {
            return true;
        }
        let (base, wanted) = self.stripped(many);
        let mut given = Vec::new();
        let mut at = few;
        loop {
            let fulfilled = |wanted: &Condition| given.iter().any(|given| self.condition_below(given, wanted));
            if self.base_within(at, base) && wanted.iter().all(fulfilled) {
                return true;
            }
            match self.without_condition(at) {
                Some((of, condition)) => {
                    given.push(condition);
                    at = of;
                }
                // The newest of some are some of them.
                None => match &self.program.events(at).node {
                    EventsNode::Newest { of, .. } => at = *of,
                    _ => return false,
                },
            }
        }
    }

    /// A choice without its outer conditions.
    fn stripped(&self, mut events: EventsId) -> (EventsId, Vec<Condition>) {
        let mut conditions = Vec::new();
        while let Some((of, condition)) = self.without_condition(events) {
            conditions.push(condition);
            events = of;
        }
        (events, conditions)
    }

    fn without_condition(&self, events: EventsId) -> Option<(EventsId, Condition)> {
        Some(match &self.program.events(events).node {
            EventsNode::Where { of, condition } => (*of, Condition::Where(*condition)),
            EventsNode::With { of, condition, positive } => {
                (*of, Condition::With { condition: *condition, positive: *positive })
            }
            EventsNode::In { of, window, part } => (*of, Condition::In { window: *window, part: *part }),
            EventsNode::Current { of } => (*of, Condition::Current),
            EventsNode::Except { of, without } => (*of, Condition::NotAmong(*without)),
            _ => return None,
        })
    }

    fn base_within(&self, few: EventsId, many: EventsId) -> bool {
        if self.alike.events(few) == self.alike.events(many) {
            return true;
        }
        match (&self.program.events(few).node, &self.program.events(many).node) {
            (EventsNode::Words(_), EventsNode::Words(_)) if self.any_words.get() => true,
            (EventsNode::Words(few), EventsNode::Words(many)) => are_within(few, many),
            (EventsNode::Planned { words: few }, EventsNode::Planned { words: many }) => are_within(few, many),
            (
                EventsNode::Newest { of, count, earliest, by },
                EventsNode::Newest { of: other, count: more, earliest: also, by: apart },
            ) => {
                count <= more && earliest == also && by == apart && self.alike.events(*of) == self.alike.events(*other)
            }
            (EventsNode::Union(parts), _) => parts.iter().all(|part| self.is_within(*part, many)),
            (_, EventsNode::Union(parts)) => parts.iter().any(|part| self.is_within(few, *part)),
            _ => false,
        }
    }

    fn condition_below(&self, given: &Condition, wanted: &Condition) -> bool {
        match (given, wanted) {
            (Condition::Where(one), Condition::Where(two)) => self.met_below(*one, *two),
            (
                Condition::With { condition: one, positive: true },
                Condition::With { condition: two, positive: true },
            ) => self.met_below(*one, *two),
            (
                Condition::With { condition: one, positive: false },
                Condition::With { condition: two, positive: false },
            ) => self.met_below(*two, *one),
            (Condition::In { window, part }, Condition::In { window: wider, part: also }) => {
                self.window_within((*window, *part), (*wider, *also))
            }
            (Condition::Current, Condition::Current) => true,
            (Condition::Current, Condition::In { window, part: Part::Any }) => self.reaches_today(*window),
            (Condition::NotAmong(one), Condition::NotAmong(two)) => self.is_within(*two, *one),
            _ => false,
        }
    }

    fn met_below(&self, one: TruthId, two: TruthId) -> bool {
        self.below(&Term::Claim(Claim::met(one)), &Term::Claim(Claim::met(two)))
    }
}

/// Whether an event of some words is one of others.
fn are_within(few: &Words, many: &Words) -> bool {
    let may_be = |words: &Words| {
        let mut all = words.certain.clone();
        all.extend(&words.possible);
        all
    };
    words_within(&few.certain, &many.certain) && words_within(&may_be(few), &may_be(many))
}
