//! Truths that can be told at a glance by who wants no detail: a plain number of events, the newest result against a
//! constant, an attribute of the event that is asked about.
//!
//! These are most of what criteria ask. Nothing is listed or copied for them; what is read of an event and how it is
//! compared is the same as everywhere else, and whatever is not plain takes the long way.

use super::chain::is_plain;
use super::judgement::EventRef;
use super::observer::{Observer, Scope};
use super::run::Run;
use super::truth::{among_symbols, compare_data};
use crate::check::{Choose, EventsId, EventsNode, Measure, TruthId, TruthNode, ValueId, ValueNode};
use crate::value::Truth;
use crate::vocabulary::{Datum, UnitId};

impl<'a, O: Observer> Run<'a, O> {
    /// A truth that is plain to see; nothing where it is not.
    #[inline]
    pub(super) fn glance(&mut self, id: TruthId, scope: Scope) -> Option<Truth> {
        let program = self.program;
        match &program.truth(id).node {
            TruthNode::Amount { events, least, most, counting } if is_plain(counting) => {
                let chain = self.chain(*events)?;
                Some(self.chain_amount(chain, *least, *most, scope))
            }
            TruthNode::Compare { left, comparison, right } => {
                let ValueNode::Constant(bound) = &program.value(*right).node else {
                    return None;
                };
                self.of_one(*left, scope, |_, _, datum| compare_data(Some(datum), *comparison, Some(bound)))
            }
            TruthNode::Among { value, quantifier, set } => {
                self.of_one(*value, scope, |_, _, datum| among_symbols(datum, *quantifier, set))
            }
            TruthNode::Qualitative { value, means, bounds, negated } => {
                let truth = self
                    .of_one(*value, scope, |run, event, datum| run.qualitative(Some(event), datum, means, bounds).0);
                truth.map(|truth| if *negated { !truth } else { truth })
            }
            _ => None,
        }
    }

    /// Asks something of the one event that a value is taken from; unknown where there is certainly no such event.
    #[inline]
    fn of_one(
        &mut self,
        value: ValueId,
        scope: Scope,
        ask: impl FnOnce(&Self, EventRef, &Datum) -> Truth,
    ) -> Option<Truth> {
        let node = self.program.value(value);
        match &node.node {
            ValueNode::Measure { events, choose: Choose::One, measure } => {
                match self.certain_newest(*events, scope)? {
                    Some(newest) => self.of_event(newest, measure, node.unit, ask),
                    None => Some(Truth::Unknown),
                }
            }
            ValueNode::Subject(measure) | ValueNode::It(measure) => {
                self.of_event(Self::asked_about(&node.node, scope)?, measure, node.unit, ask)
            }
            _ => None,
        }
    }

    #[inline]
    fn of_event(
        &self,
        reference: EventRef,
        measure: &Measure,
        unit: Option<UnitId>,
        ask: impl FnOnce(&Self, EventRef, &Datum) -> Truth,
    ) -> Option<Truth> {
        let event = self.patient.events.get(reference.0 as usize)?;
        let (datum, _) = self.read(event, reference, measure, unit);
        Some(datum.map_or(Truth::Unknown, |datum| ask(self, reference, &datum)))
    }

    /// The event that a choice of the newest gives, if any; nothing at all where that is not plain.
    #[inline]
    fn certain_newest(&mut self, id: EventsId, scope: Scope) -> Option<Option<EventRef>> {
        match &self.program.events(id).node {
            EventsNode::Newest { of, count: 1, earliest: false, by: None } => {
                let chain = self.chain(*of)?;
                self.chain_newest(chain, scope)
            }
            _ => None,
        }
    }
}
