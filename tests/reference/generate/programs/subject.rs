//! Truths about one event: that which a `where` or `every` asks about, and that which a `with` speaks of.

use super::sort::{Sort, symbols_of};
use super::{Builder, Inside};
use crate::generate::patients::known_date;
use enrol::check::*;
use enrol::vocabulary::Datum;
use enrol::vocabulary::builtin::attribute;

impl Builder<'_, '_> {
    /// A truth about one event of a sort.
    pub(super) fn about_subject(&mut self, sort: Sort, inside: Inside) -> TruthNode {
        let subject = |builder: &mut Self, measure| builder.new_value(ValueNode::Subject(measure));
        match sort {
            Sort::Drug if self.choices.chance(20) => {
                let value = subject(self, Measure::Word);
                self.among_words(value)
            }
            Sort::Alpha | Sort::Beta if self.choices.chance(25) => {
                let value = subject(self, Measure::Result);
                self.means(value, sort)
            }
            Sort::Line if self.choices.chance(50) => {
                let value = subject(self, Measure::Attribute(attribute::DRUGS));
                self.among_words(value)
            }
            Sort::Alpha | Sort::Beta | Sort::Score => self.subject_number(sort),
            Sort::Drug | Sort::Biopsy if self.choices.chance(50) => self.subject_number(sort),
            _ if self.choices.chance(12) => {
                let left = subject(self, Measure::Start);
                let day = known_date(self.choices);
                let right = self.new_value(ValueNode::Constant(Datum::Days(day)));
                TruthNode::Compare { left, comparison: self.comparison(), right }
            }
            _ if self.choices.chance(12) => {
                let first = self.truth(0, inside);
                let second = self.truth(0, inside);
                TruthNode::Any(vec![first, second])
            }
            _ => {
                let (measure, set) = symbols_of(self.choices, sort);
                let value = subject(self, measure);
                TruthNode::Among { value, quantifier: self.quantifier(), set, unsaid: Vec::new() }
            }
        }
    }

    pub(super) fn subject_number(&mut self, sort: Sort) -> TruthNode {
        let measure = self.number_measure(sort);
        let left = self.new_value(ValueNode::Subject(measure));
        let right = self.some_constant(self.unit(left));
        TruthNode::Compare { left, comparison: self.comparison(), right }
    }

    /// A truth about the event that a `with` speaks of.
    pub(super) fn about_it(&mut self) -> TruthId {
        let inside = Inside { subject: None, it: true };
        let sort = self.choices.pick(&self.theme.sorts);
        let of = self.plain_words(sort);
        let point = self.new_point(PointNode::It(EventPart::Whole));
        let window = self.window_around(point, sort);
        let events = self.new_events(EventsNode::In { of, window, part: Part::Any });
        let amount = self.new_truth(TruthNode::Amount { events, least: 1, most: None, counting: Counting::default() });
        if self.choices.chance(20) {
            let other = self.truth(0, inside);
            return self.new_truth(TruthNode::All(vec![amount, other]));
        }
        amount
    }
}
