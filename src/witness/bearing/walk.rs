//! Walks the nodes below a truth and notes what they look at.

use super::super::draft::{Said, SaidIn};
use super::Bearing;
use super::amounts::Relation;
use super::offer::{Base, Measured, Offer};
use crate::check::*;
use crate::value::{Day, Length, Number};
use crate::vocabulary::Datum;
use crate::wording::words::number_and_unit;
use std::collections::BTreeSet;

/// What bears on some truths, besides what is known to.
pub(super) fn walk(program: &Program, truths: &[TruthId], known: Bearing) -> Bearing {
    let mut walk = Walk { program, offer: Offer::new(program, known), seen: BTreeSet::new() };
    truths.iter().for_each(|truth| walk.truth(*truth, Around::default()));
    walk.offer.finish()
}

/// Which events a condition asks about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Around {
    subject: Option<EventsId>,
    it: Option<EventsId>,
}

struct Walk<'p> {
    program: &'p Program,
    offer: Offer<'p>,
    seen: BTreeSet<(TruthId, Around)>,
}

impl<'p> Walk<'p> {
    fn truth(&mut self, id: TruthId, around: Around) {
        if !self.seen.insert((id, around)) {
            return;
        }
        let program = self.program;
        match &program.truth(id).node {
            TruthNode::Constant(_) => {}
            TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. } => {
                of.iter().for_each(|part| self.truth(*part, around));
            }
            TruthNode::Not(of) | TruthNode::TruthKnown(of) => self.truth(*of, around),
            TruthNode::Compare { left, right, .. } => self.compared(&[*left, *right], around),
            TruthNode::Between { value, low, high, .. } => self.compared(&[*value, *low, *high], around),
            TruthNode::Among { value, set, .. } => {
                self.value(*value, around);
                self.offer.among(&self.measured(*value, around), set);
            }
            TruthNode::AmongWords { value, sets, .. } => {
                self.value(*value, around);
                self.offer.among_words(&self.measured(*value, around), sets);
            }
            TruthNode::Qualitative { value, means, bounds, .. } => {
                self.value(*value, around);
                self.offer.among(&self.measured(*value, around), means);
                self.offer.bounds(bounds);
            }
            TruthNode::ValueKnown(value) => self.value(*value, around),
            TruthNode::EventsKnown(events) => self.events(*events, around),
            TruthNode::Amount { events, counting, .. } => {
                self.events(*events, around);
                self.offer.counting(*events, counting);
            }
            TruthNode::Every { events, condition } => {
                self.events(*events, around);
                self.truth(*condition, Around { subject: Some(*events), ..around });
            }
            TruthNode::Asked { question, arguments } => {
                let name = program.vocabulary.questions.get(usize::from(question.0)).map(|question| &question.name);
                self.answers(SaidIn::Answers, name, arguments, &["yes", "no"]);
            }
            TruthNode::Site { question, arguments, accepted } => {
                let Some(question) = program.vocabulary.sites.get(usize::from(question.0)) else { return };
                let other = question.values.iter().find(|value| !accepted.contains(value));
                let values: Vec<&str> =
                    accepted.iter().chain(other).map(|value| program.vocabulary.symbol(*value)).collect();
                let values = if question.values.is_empty() { vec!["yes", "no"] } else { values };
                self.answers(SaidIn::Site, Some(&question.name), arguments, &values);
            }
            TruthNode::Stated { intolerance, roots, .. } => {
                let list = if *intolerance { SaidIn::Intolerances } else { SaidIn::Contraindications };
                for root in roots {
                    let name = program.vocabulary.word(*root).name.clone();
                    self.answers(list, Some(&name), &[], &["yes", "no"]);
                }
            }
        }
    }

    fn answers(&mut self, list: SaidIn, about: Option<&String>, arguments: &[String], answers: &[&str]) {
        for (about, answer) in about.into_iter().flat_map(|about| answers.iter().map(move |answer| (about, answer))) {
            let (about, arguments, answer) = (about.clone(), arguments.to_vec(), (*answer).to_owned());
            self.offer.found.said.insert(Said { list, about, arguments, answer });
        }
    }

    fn value(&mut self, id: ValueId, around: Around) {
        let program = self.program;
        match &program.value(id).node {
            ValueNode::Constant(Datum::Days(span)) => self.days([span.first, span.last]),
            ValueNode::Constant(_) => {}
            ValueNode::Subject(measure) => self.measure(around.subject, measure),
            ValueNode::It(measure) => self.measure(around.it, measure),
            ValueNode::Day(point) | ValueNode::TimeSince { point, .. } => self.point(*point, around),
            ValueNode::Age(point) => {
                self.offer.found.birth = true;
                self.point(*point, around);
            }
            ValueNode::Sex => self.offer.found.sexes.extend(["female", "male"].map(str::to_owned)),
            ValueNode::Moved { date, length, .. } => {
                self.offer.found.add_length(*length);
                self.value(*date, around);
            }
            ValueNode::Measure { events, measure, .. } => {
                self.events(*events, around);
                self.measure(Some(*events), measure);
            }
            ValueNode::Count { events, counting } => {
                self.events(*events, around);
                self.offer.counting(*events, counting);
            }
            ValueNode::Total { events, .. } => self.events(*events, around),
            ValueNode::Average { events, window, .. } => {
                self.events(*events, around);
                self.window(*window, around);
            }
            ValueNode::Arithmetic { left, right, .. } => {
                self.value(*left, around);
                self.value(*right, around);
            }
            ValueNode::Extreme { of, .. } => of.iter().for_each(|value| self.value(*value, around)),
            ValueNode::When(cases) => {
                for (value, truth) in cases {
                    self.value(*value, around);
                    self.truth(*truth, around);
                }
            }
            ValueNode::PercentChange { from, to } => {
                self.value(*from, around);
                self.value(*to, around);
            }
            ValueNode::Scaled { value, .. } => self.value(*value, around),
            ValueNode::ScoreTotal(score) | ValueNode::ScorePoints { score, .. } => {
                let score = program.score(*score);
                score.entry.iter().chain(score.items.iter().map(|item| &item.condition)).for_each(|truth| {
                    self.truth(*truth, around);
                });
            }
        }
    }

    /// Values that are compared: what is measured in one may be as much as the constants in the others.
    fn compared(&mut self, sides: &[ValueId], around: Around) {
        sides.iter().for_each(|side| self.value(*side, around));
        let (mut constants, mut measured, mut timed) = (Vec::new(), Vec::new(), false);
        for side in sides {
            self.inside(*side, around, &mut constants, &mut measured, &mut timed);
        }
        for constant in &constants {
            let written = self.program.as_written(*constant);
            if let Ok(length) = Length::parse(&written) {
                self.offer.found.add_length(length);
            }
            if timed {
                continue;
            }
            for what in &measured {
                self.offer.measured_around(*what, &written);
            }
        }
        sides.iter().for_each(|side| self.related(*side, &constants, around));
        if constants.is_empty() {
            measured.iter().for_each(|what| self.offer.measured_plausibly(*what));
        }
    }

    /// Results that stand in a relation: twice the other, so many per cent more.
    fn related(&mut self, id: ValueId, compared_with: &[ValueId], around: Around) {
        let program = self.program;
        let number = |id: ValueId| Some(number_and_unit(&program.as_written(id))?.0);
        match &program.value(id).node {
            ValueNode::Arithmetic { left, sign, right } => {
                for (constant, other) in [(*left, *right), (*right, *left)] {
                    let is_constant = matches!(program.value(constant).node, ValueNode::Constant(_));
                    let Some(number) = number(constant).filter(|_| is_constant) else { continue };
                    let relation = match sign {
                        Sign::Times | Sign::Over => Relation::Times(number),
                        Sign::Plus | Sign::Minus => Relation::Plus(number),
                    };
                    self.measured(other, around).into_iter().for_each(|what| self.offer.related(what, relation));
                }
            }
            ValueNode::PercentChange { from, to } => {
                let percent = compared_with.iter().filter_map(|constant| number(*constant)?.over(Number::whole(100)));
                let parts = percent.flat_map(|part| [Number::ONE.plus(part), Number::ONE.minus(part)]).flatten();
                for relation in parts.map(Relation::Times).collect::<Vec<_>>() {
                    let measured = [from, to].into_iter().flat_map(|value| self.measured(*value, around));
                    for what in measured.collect::<Vec<_>>() {
                        self.offer.measured_plausibly(what);
                        self.offer.related(what, relation);
                    }
                }
            }
            _ => {}
        }
    }

    /// What is measured in a value.
    fn measured(&self, id: ValueId, around: Around) -> Vec<Measured<'p>> {
        let (mut constants, mut measured, mut timed) = (Vec::new(), Vec::new(), false);
        self.inside(id, around, &mut constants, &mut measured, &mut timed);
        measured
    }

    fn measure(&mut self, events: Option<EventsId>, measure: &Measure) {
        match measure {
            Measure::Attribute(attribute) | Measure::Dose { attribute, .. } => self.offer.attribute(events, *attribute),
            _ => {}
        }
    }

    /// The constants and measures in a value.
    fn inside(
        &self,
        id: ValueId,
        around: Around,
        constants: &mut Vec<ValueId>,
        measured: &mut Vec<Measured<'p>>,
        timed: &mut bool,
    ) {
        match &self.program.value(id).node {
            ValueNode::Constant(Datum::Days(_)) => {}
            ValueNode::Constant(_) => constants.push(id),
            ValueNode::Age(_) | ValueNode::TimeSince { .. } | ValueNode::Day(_) => *timed = true,
            ValueNode::Moved { date, .. } => self.inside(*date, around, constants, measured, timed),
            ValueNode::Measure { events, measure, .. }
            | ValueNode::Total { events, measure }
            | ValueNode::Average { events, measure, .. } => measured.push(Measured { events: Some(*events), measure }),
            ValueNode::Subject(measure) => measured.push(Measured { events: around.subject, measure }),
            ValueNode::It(measure) => measured.push(Measured { events: around.it, measure }),
            ValueNode::Arithmetic { left, right, .. } | ValueNode::PercentChange { from: left, to: right } => {
                self.inside(*left, around, constants, measured, timed);
                self.inside(*right, around, constants, measured, timed);
            }
            ValueNode::Extreme { of, .. } => {
                of.iter().for_each(|value| self.inside(*value, around, constants, measured, timed));
            }
            ValueNode::When(cases) => {
                cases.iter().for_each(|(value, _)| self.inside(*value, around, constants, measured, timed));
            }
            ValueNode::Scaled { value, .. } => self.inside(*value, around, constants, measured, timed),
            ValueNode::Sex | ValueNode::Count { .. } | ValueNode::ScoreTotal(_) | ValueNode::ScorePoints { .. } => {}
        }
    }

    fn events(&mut self, id: EventsId, around: Around) {
        let program = self.program;
        match &program.events(id).node {
            EventsNode::Words(words) => _ = self.offer.thing(Base::Words(words)),
            EventsNode::Planned { words } => self.offer.planned(words),
            EventsNode::Union(of) => of.iter().for_each(|of| self.events(*of, around)),
            EventsNode::Except { of, without } => {
                self.events(*of, around);
                self.events(*without, around);
            }
            EventsNode::Where { of, condition } => {
                self.events(*of, around);
                self.truth(*condition, Around { subject: Some(*of), ..around });
            }
            EventsNode::In { of, window, .. } => {
                self.events(*of, around);
                self.window(*window, around);
            }
            EventsNode::Joined { of, length, .. } => {
                self.events(*of, around);
                self.offer.found.add_length(*length);
            }
            EventsNode::Together { left, right } => {
                self.events(*left, around);
                self.events(*right, around);
            }
            EventsNode::DosePeriods { of, measure, bounds } => {
                self.events(*of, around);
                for (_, bound) in bounds {
                    let written = self.program.as_written(*bound);
                    self.offer.measured_around(Measured { events: Some(*of), measure }, &written);
                }
            }
            EventsNode::With { of, condition, .. } => {
                self.events(*of, around);
                self.truth(*condition, Around { it: Some(*of), ..around });
            }
            EventsNode::Doses { of } => {
                self.events(*of, around);
                self.offer.doses(*of);
            }
            EventsNode::Newest { of, .. } | EventsNode::Current { of } => self.events(*of, around),
            EventsNode::Lines(policy) => {
                self.offer.lines(policy.and_then(|policy| program.lines.get(policy.0 as usize)));
            }
        }
    }

    fn window(&mut self, id: WindowId, around: Around) {
        let window = self.program.window(id);
        for length in &window.within {
            self.offer.found.add_length(*length);
        }
        self.point(window.point, around);
    }

    fn point(&mut self, id: PointId, around: Around) {
        match self.program.point(id) {
            PointNode::AsOf | PointNode::It(_) => {}
            PointNode::Anchor(id) | PointNode::StartOfAnchor(id) | PointNode::EndOfAnchor(id) => {
                anchor(self.program, *id, &mut self.offer.found.anchors);
            }
            PointNode::Fixed(span) => self.days([span.first, span.last]),
            PointNode::Event { events, .. } => self.events(*events, around),
            PointNode::Birth => self.offer.found.birth = true,
        }
    }

    fn days(&mut self, days: [Day; 2]) {
        self.offer.found.days.extend(days.into_iter().filter(|day| day.is_real()));
    }
}

/// The names of the anchors that a record gives a day for an anchor to have one.
pub(super) fn anchor(program: &Program, id: AnchorId, names: &mut BTreeSet<String>) {
    let of = program.anchor(id);
    match of.shape {
        AnchorShape::Day { .. } => _ = names.insert(of.name.clone()),
        AnchorShape::Period { from, to, .. } => [from, to].into_iter().for_each(|end| anchor(program, end, names)),
    }
}
