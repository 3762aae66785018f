//! Dates and what is asked of them: of anchors, of birth, of events, written out, and moved by a length of time.

use super::{Builder, Inside};
use crate::generate::patients::known_date;
use enrol::check::*;
use enrol::value::Length;
use enrol::vocabulary::Datum;

impl Builder<'_, '_> {
    /// A comparison of two dates.
    pub(super) fn compare_dates(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let left = self.date(depth, inside);
        self.compare_date(left, depth, inside)
    }

    /// What is asked of a date: how it lies to another, or between two.
    pub(super) fn compare_date(&mut self, left: ValueId, depth: usize, inside: Inside) -> TruthNode {
        if self.choices.chance(15) {
            let (low, high) = (self.date(0, inside), self.date(0, inside));
            return TruthNode::Between { value: left, low, high, high_belongs: self.choices.chance(50) };
        }
        let right = if self.choices.chance(50) { self.date(depth, inside) } else { self.written_date() };
        TruthNode::Compare { left, comparison: self.comparison(), right }
    }

    fn written_date(&mut self) -> ValueId {
        let day = known_date(self.choices);
        self.new_value(ValueNode::Constant(Datum::Days(day)))
    }

    fn date(&mut self, depth: usize, inside: Inside) -> ValueId {
        let part = self.choices.pick(&[Measure::Start, Measure::End]);
        let node = match self.choices.below(10) {
            0 | 1 => return self.written_date(),
            2 | 3 if inside.it.is_some() => ValueNode::It(part),
            2 | 3 if inside.subject.is_some() => ValueNode::Subject(part),
            4 | 5 => self.moved(depth, inside),
            6 | 7 if depth > 0 => {
                let (events, _) = self.chosen_one(depth - 1, inside, None);
                ValueNode::Measure { events, choose: Choose::One, measure: part }
            }
            _ => ValueNode::Day(self.point(depth, inside)),
        };
        self.new_value(node)
    }

    fn moved(&mut self, depth: usize, inside: Inside) -> ValueNode {
        let date = if self.choices.spent() { self.written_date() } else { self.date(depth, inside) };
        let length = self.choices.pick(&[Length::Days(28), Length::Months(6), Length::Days(1), Length::Months(1)]);
        ValueNode::Moved { date, length, back: self.choices.chance(50) }
    }
}
