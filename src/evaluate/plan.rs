//! What a truth asks, laid out for who wants no detail: a plain number of events, the newest result against a constant,
//! an attribute of the event that is asked about, an age, the sex, an answer.
//!
//! These are most of what criteria ask. A plan is made once for a program, nothing is listed or copied to carry it out,
//! and what is read of an event and how it is compared is the same as everywhere else. Whatever is not plain has no
//! plan and takes the long way.

use super::age::AgeBounds;
use super::chain::Chain;
use crate::check::{Among, Choose, Counting, Distinct, EventsId, EventsNode, Measure, PointNode, Program};
use crate::check::{TruthId, TruthNode, ValueId, ValueNode};
use crate::value::{Comparison, Number};
use crate::vocabulary::{AttributeId, Bound, Datum, QuestionId, SymbolId, UnitId, WordId, builtin};

/// How a truth is told.
#[derive(Clone, Debug)]
pub(super) enum Plan<'p> {
    /// The long way.
    None,
    /// All of some, unless one is not met.
    All(&'p [TruthId]),
    /// Any of some.
    Any(&'p [TruthId]),
    /// The opposite.
    Not(TruthId),
    /// Between so many events of a chain.
    Amount(EventsId, (u32, Option<u32>)),
    /// Events of between so many words of a chain.
    Words(EventsId, (u32, Option<u32>)),
    /// Something of the newest event of a chain.
    Newest { events: EventsId, reading: Reading<'p>, question: Question<'p> },
    /// Something of the event that is asked about (or, for `it`, that a `with` speaks of).
    Subject { value: &'p ValueNode, reading: Reading<'p>, question: Question<'p> },
    /// Completed years of age on the as-of date.
    Age(AgeBounds),
    /// The sex.
    Sex(Question<'p>),
    /// What a person answered.
    Asked { question: QuestionId, arguments: &'p [String] },
}

/// What is read of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'p> {
    pub(super) measure: &'p Measure,
    pub(super) unit: Option<UnitId>,
    /// Where it stands in the event as it is.
    pub(super) plain: Plain,
}

/// Where a reading stands in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    /// It is the result.
    Result,
    /// It is an attribute that is recorded, or says nothing else than that what is ongoing has not been stopped.
    Attribute(AttributeId),
    /// It is made from several things.
    No,
}

/// What is asked of a reading.
#[derive(Clone, Debug)]
pub(super) enum Question<'p> {
    /// How it compares with a number in a unit.
    Number(Comparison, Number, UnitId),
    /// How it compares with anything else.
    Compare(Comparison, &'p Datum),
    /// Whether it is among some values; of those that say nothing it is not known.
    Among(Among, &'p [SymbolId], &'p [SymbolId]),
    /// Whether it is positive and the like.
    Qualitative { means: &'p [SymbolId], bounds: &'p [(WordId, Comparison, Bound)], negated: bool },
}

impl<'p> Plan<'p> {
    /// The plan of a truth.
    pub(super) fn of(program: &'p Program, chains: &[Option<Chain<'p>>], id: TruthId) -> Plan<'p> {
        Plan::found(program, chains, id).unwrap_or(Plan::None)
    }

    /// Made ready for another as-of date.
    pub(super) fn forget_days(&mut self) {
        if let Plan::Age(bounds) = self {
            bounds.forget_days();
        }
    }

    fn found(program: &'p Program, chains: &[Option<Chain<'p>>], id: TruthId) -> Option<Plan<'p>> {
        match &program.truth(id).node {
            TruthNode::All(parts) => Some(Plan::All(parts)),
            TruthNode::Any(parts) => Some(Plan::Any(parts)),
            TruthNode::Not(part) => Some(Plan::Not(*part)),
            TruthNode::Amount { events, least, most, counting } => {
                let by_word = by_word(chain(chains, *events)?, counting)?;
                let plan = if by_word { Plan::Words } else { Plan::Amount };
                Some(plan(*events, (*least, *most)))
            }
            TruthNode::Compare { left, comparison, right } => {
                let bound = constant(program, *right)?;
                match age(program, *left, bound) {
                    Some(years) => Some(Plan::Age(AgeBounds::new(vec![(*comparison, years)]))),
                    None => asked_of(program, chains, *left, Question::compare(*comparison, bound)),
                }
            }
            TruthNode::Between { value, low, high, high_belongs } => {
                let bound = |id| age(program, *value, constant(program, id)?);
                let upper = if *high_belongs { Comparison::AtMost } else { Comparison::Less };
                Some(Plan::Age(AgeBounds::new(vec![(Comparison::AtLeast, bound(*low)?), (upper, bound(*high)?)])))
            }
            TruthNode::Among { value, quantifier, set, unsaid } => {
                asked_of(program, chains, *value, Question::Among(*quantifier, set, unsaid))
            }
            TruthNode::Qualitative { value, means, bounds, negated } => {
                asked_of(program, chains, *value, Question::Qualitative { means, bounds, negated: *negated })
            }
            TruthNode::Asked { question, arguments } => Some(Plan::Asked { question: *question, arguments }),
            _ => None,
        }
    }
}

impl<'p> Question<'p> {
    fn compare(comparison: Comparison, bound: &'p Datum) -> Question<'p> {
        match bound {
            Datum::Quantity(range, unit) => match range.known() {
                Some(number) => Question::Number(comparison, number, *unit),
                None => Question::Compare(comparison, bound),
            },
            _ => Question::Compare(comparison, bound),
        }
    }
}

fn chain<'c, 'p>(chains: &'c [Option<Chain<'p>>], id: EventsId) -> Option<&'c Chain<'p>> {
    chains.get(id.0 as usize)?.as_ref()
}

fn constant(program: &Program, id: ValueId) -> Option<&Datum> {
    match &program.value(id).node {
        ValueNode::Constant(datum) => Some(datum),
        _ => None,
    }
}

/// The number of years that an age on the as-of date is compared with.
fn age(program: &Program, value: ValueId, bound: &Datum) -> Option<Number> {
    let ValueNode::Age(point) = &program.value(value).node else {
        return None;
    };
    match bound {
        Datum::Quantity(range, builtin::unit::YEARS) if *program.point(*point) == PointNode::AsOf => range.known(),
        _ => None,
    }
}

/// Whether every event counts (`false`) or each word once; nothing where counting is less plain.
fn by_word(chain: &Chain<'_>, counting: &Counting) -> Option<bool> {
    let plain = counting.apart.is_none() && counting.as_one.is_empty() && counting.including.is_empty();
    match counting.distinct {
        None => plain.then_some(false),
        // Events of one word stand in a row only within one kind.
        Some(Distinct::Word) => (plain && chain.words.kinds.len() == 1).then_some(true),
        Some(_) => None,
    }
}

/// The plan of asking something of the one event that a value is taken from.
fn asked_of<'p>(
    program: &'p Program,
    chains: &[Option<Chain<'p>>],
    value: ValueId,
    question: Question<'p>,
) -> Option<Plan<'p>> {
    let node = program.value(value);
    let reading = |measure: &'p Measure| Reading { measure, unit: node.unit, plain: Plain::of(measure) };
    match &node.node {
        ValueNode::Measure { events, choose: Choose::One, measure } => {
            let EventsNode::Newest { of, count: 1, earliest: false, by: None } = &program.events(*events).node else {
                return None;
            };
            chain(chains, *of)?;
            Some(Plan::Newest { events: *of, reading: reading(measure), question })
        }
        ValueNode::Subject(measure) | ValueNode::It(measure) => {
            Some(Plan::Subject { value: &node.node, reading: reading(measure), question })
        }
        ValueNode::Sex => Some(Plan::Sex(question)),
        _ => None,
    }
}

impl Plain {
    fn of(measure: &Measure) -> Plain {
        match measure {
            Measure::Result => Plain::Result,
            Measure::Attribute(attribute) => Plain::Attribute(*attribute),
            _ => Plain::No,
        }
    }
}
