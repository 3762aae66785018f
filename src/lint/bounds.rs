//! The numbers that each criterion holds values against, wherever in it they stand.

use super::implication::{Atom, Claim, Constant, Shape, Term};
use super::rules::{Rules, Written};
use crate::check::{Ask, Choose, EventsId, EventsNode, Measure, ValueId, ValueNode};
use crate::value::Comparison;
use crate::vocabulary::WordId;

/// A bound that whoever passes a criterion keeps to.
#[derive(Clone, Debug)]
pub(crate) struct Bound<'p> {
    pub(crate) written: Written<'p>,
    /// What is measured, without regard to when.
    pub(crate) subject: Subject,
    /// Whether it is a lower bound.
    pub(crate) lower: bool,
    /// Whether the number itself is left out.
    pub(crate) strict: bool,
    pub(crate) constant: Constant,
    /// The constant as a node, to quote.
    pub(crate) number: ValueId,
    /// Whether nothing beside it in the criterion is an alternative.
    pub(crate) must: bool,
}

/// What is measured, without regard to when: how old somebody is, or a result of some words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Subject {
    Age,
    Result(Vec<WordId>, String),
    Other(ValueId),
}

impl<'p> Rules<'p> {
    /// The bounds of a criterion.
    pub(crate) fn bounds(&self, written: Written<'p>) -> Vec<Bound<'p>> {
        let mut bounds = Vec::new();
        if let Ask::Truth(truth) = written.criterion.ask {
            let claim = Claim { truth, holds: written.criterion.inclusion };
            self.gather(written, &Term::Claim(claim), true, &mut bounds);
        }
        bounds
    }

    fn gather(&self, written: Written<'p>, term: &Term<'p>, must: bool, bounds: &mut Vec<Bound<'p>>) {
        match self.prover().shape(term) {
            Shape::All(terms) => terms.iter().for_each(|term| self.gather(written, term, must, bounds)),
            Shape::Any(terms) => terms.iter().for_each(|term| self.gather(written, term, false, bounds)),
            Shape::Atom(Atom::Compared { left, comparison, right }) => {
                let (lower, strict) = match comparison {
                    Comparison::AtLeast => (true, false),
                    Comparison::Greater => (true, true),
                    Comparison::AtMost => (false, false),
                    Comparison::Less => (false, true),
                    Comparison::Equal | Comparison::NotEqual => return,
                };
                let Some(constant) = self.prover().constant(right) else { return };
                let subject = self.subject(left);
                bounds.push(Bound { written, subject, lower, strict, constant, number: right, must });
            }
            Shape::Atom(_) | Shape::Always(_) => {}
        }
    }

    /// What a value measures.
    pub(crate) fn subject(&self, value: ValueId) -> Subject {
        let node = &self.program.value(value).node;
        match node {
            ValueNode::Age(_) => Subject::Age,
            ValueNode::Measure { events, choose: choose @ (Choose::One | Choose::Mean | Choose::Median), measure }
                if matches!(measure, Measure::Result | Measure::OverUpper | Measure::OverLower) =>
            {
                match self.roots(*events) {
                    // The earliest is another than the latest.
                    Some((roots, how)) => Subject::Result(roots, format!("{choose:?} {measure:?} {how}")),
                    None => Subject::Other(self.prover().alike().value(value)),
                }
            }
            _ => Subject::Other(self.prover().alike().value(value)),
        }
    }

    /// The words as written of a choice, and whether its newest or oldest is meant.
    fn roots(&self, events: EventsId) -> Option<(Vec<WordId>, &'static str)> {
        match &self.program.events(events).node {
            EventsNode::Words(words) => {
                let mut roots = words.roots.clone();
                roots.sort_unstable();
                Some((roots, ""))
            }
            EventsNode::Newest { of, count: 1, earliest, by: None } => {
                let (roots, _) = self.roots(*of)?;
                Some((roots, if *earliest { "earliest" } else { "latest" }))
            }
            // Of one specimen, method or place is something else than of any.
            EventsNode::In { of, .. } => self.roots(*of),
            _ => None,
        }
    }
}
