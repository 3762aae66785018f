//! What the lints take to follow from something does: on no generated record does the engine say otherwise.
//!
//! Truths that are made at random hardly ever follow from one another, so that each is held against copies of itself in which
//! a number, a window, some words or a condition was changed.

use super::{WHOLE_LANGUAGE, brief, cases, dates, pair, show};
use crate::generate::programs::{Theme, words_of};
use crate::generate::vocabulary::*;
use crate::generate::{Choices, patients, tapes};
use enrol::check::*;
use enrol::evaluate::{self, Observer, Reason, Scope};
use enrol::lint::implication::{Claim, Prover};
use enrol::syntax::tree::WindowSide;
use enrol::value::{Comparison, Length, Number, Truth};
use enrol::vocabulary::Datum;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use std::cell::RefCell;
use std::collections::HashMap;

/// Each truth as it came out at the top.
#[derive(Default)]
struct AtTop(HashMap<TruthId, Truth>);

impl Observer for AtTop {
    const DETAIL: bool = true;

    fn truth(&mut self, id: TruthId, scope: Scope, truth: Truth, _reasons: &[Reason]) {
        if scope.is_top() {
            self.0.insert(id, truth);
        }
    }

    fn seen(&self, id: TruthId) -> Option<Truth> {
        self.0.get(&id).copied()
    }
}

/// Copies a truth, and changes the node that is met after so many others.
struct Copier<'p, 'c, 't> {
    program: &'p mut Program,
    choices: &'c mut Choices<'t>,
    until: usize,
}

impl Copier<'_, '_, '_> {
    fn is_due(&mut self) -> bool {
        self.until = self.until.wrapping_sub(1);
        self.until == 0
    }

    fn number_near(&mut self, number: u32) -> u32 {
        if self.choices.chance(50) { number + 1 } else { number.saturating_sub(1) }
    }

    fn truth(&mut self, id: TruthId) -> TruthId {
        let due = self.is_due();
        let mut node = self.program.truth(id).clone();
        match &mut node.node {
            TruthNode::All(parts) | TruthNode::Any(parts) | TruthNode::Count { of: parts, .. } => {
                parts.iter_mut().for_each(|part| *part = self.truth(*part));
                if due && parts.len() > 1 {
                    let at = self.choices.below(parts.len());
                    parts.remove(at);
                }
            }
            TruthNode::Not(part) => *part = self.truth(*part),
            TruthNode::Compare { left, comparison, right } => {
                *left = self.value(*left);
                *right = self.value(*right);
                if due {
                    use Comparison::*;
                    *comparison = self.choices.pick(&[AtLeast, Greater, AtMost, Less, Equal, NotEqual]);
                }
            }
            TruthNode::Between { value, low, high, high_belongs } => {
                [value, low, high].into_iter().for_each(|id| *id = self.value(*id));
                *high_belongs ^= due;
            }
            TruthNode::Among { value, set, quantifier, .. } => {
                *value = self.value(*value);
                if due && set.len() > 1 {
                    set.pop();
                } else if due {
                    *quantifier = self.choices.pick(&[Among::Any, Among::None, Among::All, Among::Only]);
                }
            }
            TruthNode::AmongWords { value, sets, .. } => {
                *value = self.value(*value);
                if due && sets.len() > 1 {
                    sets.pop();
                }
            }
            TruthNode::Qualitative { value, negated, .. } => {
                *value = self.value(*value);
                *negated ^= due;
            }
            TruthNode::Amount { events, least, most, counting } => {
                *events = self.events(*events);
                match self.choices.below(4) {
                    _ if !due => {}
                    0 => *least = self.number_near(*least),
                    1 => *most = most.map(|most| self.number_near(most)),
                    2 => std::mem::swap(least, most.get_or_insert(0)),
                    _ => *counting = Counting::default(),
                }
                if most.is_some_and(|most| most < *least) {
                    *most = None;
                }
            }
            TruthNode::Every { events, condition } => {
                *events = self.events(*events);
                *condition = self.truth(*condition);
            }
            TruthNode::ValueKnown(value) => *value = self.value(*value),
            TruthNode::TruthKnown(truth) => *truth = self.truth(*truth),
            TruthNode::EventsKnown(events) => *events = self.events(*events),
            _ => {}
        }
        self.program.truths.push(node);
        TruthId(self.program.truths.len() as u32 - 1)
    }

    fn value(&mut self, id: ValueId) -> ValueId {
        let due = self.is_due();
        let mut node = self.program.value(id).clone();
        match &mut node.node {
            ValueNode::Constant(Datum::Quantity(range, _) | Datum::Titre(range)) if due => {
                let change = Number::whole(self.choices.pick(&[-1, 1, 5]));
                if let Some(moved) = range.known().and_then(|number| number.plus(change)) {
                    *range = enrol::value::Range::point(moved);
                }
            }
            ValueNode::Measure { events, .. } | ValueNode::Count { events, .. } | ValueNode::Total { events, .. } => {
                *events = self.events(*events);
            }
            ValueNode::Average { events, .. } => *events = self.events(*events),
            ValueNode::Arithmetic { left, right, .. } => {
                *left = self.value(*left);
                *right = self.value(*right);
            }
            ValueNode::Scaled { value, .. } => *value = self.value(*value),
            _ => {}
        }
        self.program.values.push(node);
        ValueId(self.program.values.len() as u32 - 1)
    }

    fn events(&mut self, id: EventsId) -> EventsId {
        let due = self.is_due();
        let mut node = self.program.events(id).clone();
        match &mut node.node {
            EventsNode::Words(words) | EventsNode::Planned { words } if due => {
                let mut roots = words.roots.clone();
                match self.choices.below(3) {
                    0 if roots.len() > 1 => drop(roots.pop()),
                    _ => roots = VOCABULARY.word(roots[0]).ancestors.first().map_or(roots, |above| vec![*above]),
                }
                *words = words_of(roots);
            }
            EventsNode::Union(parts) => {
                parts.iter_mut().for_each(|part| *part = self.events(*part));
                if due {
                    parts.pop();
                }
            }
            EventsNode::Except { of, without } => {
                *of = self.events(*of);
                *without = self.events(*without);
                if due {
                    return *of;
                }
            }
            EventsNode::Where { of, condition } | EventsNode::With { of, condition, .. } => {
                *of = self.events(*of);
                if due {
                    return *of;
                }
                *condition = self.truth(*condition);
            }
            EventsNode::In { of, window, part } => {
                *of = self.events(*of);
                match self.choices.below(5) {
                    _ if !due => {}
                    0 => return *of,
                    1 => *part = self.choices.pick(&[Part::Any, Part::Start, Part::End, Part::Throughout]),
                    _ => *window = self.other_window(*window),
                }
            }
            EventsNode::Current { of } => {
                *of = self.events(*of);
                if due && self.choices.chance(50) {
                    return *of;
                }
                if due {
                    let point = PointId(self.program.points.len() as u32);
                    self.program.points.push(PointNode::AsOf);
                    let within = vec![self.choices.pick(&[Length::Days(28), Length::Months(6)])];
                    let window = WindowId(self.program.windows.len() as u32);
                    self.program.windows.push(Window { within, longest: false, side: WindowSide::Before, point });
                    node.node = EventsNode::In { of: *of, window, part: Part::Any };
                }
            }
            EventsNode::Newest { of, count, .. } => {
                *of = self.events(*of);
                match self.choices.below(3) {
                    _ if !due => {}
                    0 => return *of,
                    _ => *count += 1,
                }
            }
            EventsNode::Joined { of, length, .. } => {
                *of = self.events(*of);
                if due {
                    *length = self.choices.pick(&[Length::Days(84), Length::Days(14), Length::Months(3)]);
                }
            }
            EventsNode::Doses { of } => *of = self.events(*of),
            EventsNode::Together { left, right } => {
                *left = self.events(*left);
                *right = self.events(*right);
            }
            _ => {}
        }
        self.program.events.push(node);
        EventsId(self.program.events.len() as u32 - 1)
    }

    fn other_window(&mut self, id: WindowId) -> WindowId {
        let mut window = self.program.window(id).clone();
        let lengths = [
            vec![Length::Days(28)],
            vec![Length::Months(1)],
            vec![Length::Days(90)],
            vec![Length::Months(6)],
            vec![Length::Days(30), Length::HalfLives(Number::whole(5))],
        ];
        window.within = self.choices.pick(&lengths);
        self.program.windows.push(window);
        WindowId(self.program.windows.len() as u32 - 1)
    }
}

/// Truths that may follow from one another, all asked at the top.
fn add_copies(program: &mut Program, choices: &mut Choices<'_>) -> Vec<(TruthId, TruthId)> {
    let version = program.trials[0].versions.last().unwrap();
    let asked = version.criteria.iter().filter_map(|criterion| match criterion.ask {
        Ask::Truth(truth) => Some(truth),
        _ => None,
    });
    let mut pairs = Vec::new();
    for truth in asked.collect::<Vec<_>>() {
        for _ in 0..4 {
            let until = 1 + choices.below(8);
            let copy = Copier { program, choices, until }.truth(truth);
            pairs.push((truth, copy));
        }
    }
    let all: Vec<TruthId> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    for (place, one) in all.iter().enumerate() {
        pairs.extend(all.iter().skip(place + 1).map(|other| (*one, *other)));
    }
    let last = program.trials[0].versions.last_mut().unwrap();
    let like = last.criteria[0].clone();
    last.criteria.extend(all.into_iter().map(|truth| Criterion {
        ask: Ask::Truth(truth),
        cohorts: Vec::new(),
        checked_at: None,
        ..like.clone()
    }));
    pairs
}

fn of(claim: Claim, truths: &AtTop) -> Option<Truth> {
    let truth = truths.0.get(&claim.truth).copied()?;
    Some(if claim.holds { truth } else { !truth })
}

/// So many claims are proved in ten thousand cases at least, else nothing is shown.
const LEAST_PROVED: usize = 20_000;

#[test]
fn what_follows_holds_on_every_record() {
    let mut runner = TestRunner::new(cases(10_000));
    let proved = RefCell::new((0usize, 0usize));
    let inputs = (tapes(), vec(any::<u32>(), 40..120), vec(vec(any::<u32>(), 0..300), 3));
    let held = runner.run(&inputs, |((tape, patient), changes, patients_of)| {
        let (mut program, first) = pair(&tape, &patient, WHOLE_LANGUAGE);
        let pairs = add_copies(&mut program, &mut Choices::new(&changes));
        let words = Theme::new(&mut Choices::new(&tape)).words();
        let others = patients_of.iter().map(|tape| patients::patient(&mut Choices::new(tape), &words));
        let patients: Vec<_> = std::iter::once(first.clone()).chain(others).collect();
        let seen: Vec<AtTop> = patients
            .iter()
            .map(|patient| {
                let mut truths = AtTop::default();
                evaluate::evaluate(&program, 0, patient, &dates(), &mut truths);
                truths
            })
            .collect();
        let prover = Prover::new(&program);
        for (one, other) in pairs {
            for (one, other) in [(one, other), (other, one)] {
                for (a, b) in [
                    (Claim::met(one), Claim::met(other)),
                    (Claim::met(one), Claim::not_met(other)),
                    (Claim::not_met(one), Claim::met(other)),
                    (Claim::not_met(one), Claim::not_met(other)),
                ] {
                    if !prover.implies(a, b) {
                        continue;
                    }
                    for (patient, truths) in patients.iter().zip(&seen) {
                        let (Some(low), Some(high)) = (of(a, truths), of(b, truths)) else { continue };
                        let mut counts = proved.borrow_mut();
                        counts.0 += 1;
                        counts.1 += usize::from(low != high);
                        prop_assert!(
                            low <= high,
                            "{a:?} {low:?}\n{b:?} {high:?}\n{}\n{}",
                            brief(patient),
                            show(&program)
                        );
                    }
                }
            }
        }
        Ok(())
    });
    if let Err(TestError::Fail(why, _)) = held {
        panic!("{why}");
    }
    let (proved, apart) = proved.into_inner();
    println!("{proved} claims held, on {apart} the two truths came out apart");
    assert!(proved * 10_000 >= LEAST_PROVED * cases(10_000).cases as usize, "only {proved} claims were proved");
    assert!(apart * 20 > proved / 10, "the two truths were hardly ever apart: {apart} of {proved}");
}
