//! Truths about one event: that which a `where` or `every` asks about, and that which a `with` speaks of.

use super::sort::{Sort, symbols_of};
use super::{Builder, Inside};
use enrol::check::*;
use enrol::vocabulary::builtin::attribute;

/// How a measure of an event is asked for: of the one that a `where` asks about, or of `it`.
type Asked = fn(Measure) -> ValueNode;

impl Builder<'_, '_> {
    /// A truth about the event of a sort that a `where` asks about.
    pub(super) fn about_subject(&mut self, sort: Sort, inside: Inside) -> TruthNode {
        match inside.it {
            Some(it) if self.choices.chance(30) => self.compare_with_it(sort, it, inside),
            _ => self.about_event(sort, ValueNode::Subject, inside),
        }
    }

    /// A truth about one event of a sort, however it is asked for.
    fn about_event(&mut self, sort: Sort, asked: Asked, inside: Inside) -> TruthNode {
        match sort {
            Sort::Drug if self.choices.chance(20) => {
                let value = self.new_value(asked(Measure::Word));
                self.among_words(value)
            }
            Sort::Alpha | Sort::Beta if self.choices.chance(25) => {
                let value = self.new_value(asked(Measure::Result));
                self.means(value, sort)
            }
            Sort::Line if self.choices.chance(50) => {
                let value = self.new_value(asked(Measure::Attribute(attribute::DRUGS)));
                self.among_words(value)
            }
            Sort::Alpha | Sort::Beta | Sort::Score => self.number_of_event(sort, asked),
            Sort::Drug | Sort::Biopsy if self.choices.chance(50) => self.number_of_event(sort, asked),
            _ if self.choices.chance(12) => {
                let measure = self.choices.pick(&[Measure::Start, Measure::End]);
                let left = self.new_value(asked(measure));
                self.compare_date(left, 0, inside)
            }
            _ if self.choices.chance(12) => {
                let first = self.truth(0, inside);
                let second = self.truth(0, inside);
                TruthNode::Any(vec![first, second])
            }
            _ => {
                let (measure, set) = symbols_of(self.choices, sort);
                let value = self.new_value(asked(measure));
                TruthNode::Among { value, quantifier: self.quantifier(), set, unsaid: Vec::new() }
            }
        }
    }

    fn number_of_event(&mut self, sort: Sort, asked: Asked) -> TruthNode {
        let measure = self.number_measure(sort);
        let left = self.new_value(asked(measure));
        let right = self.some_constant(self.unit(left));
        TruthNode::Compare { left, comparison: self.comparison(), right }
    }

    /// A measure of the one event held against one of `it`: `daily_dose > daily_dose of it`.
    fn compare_with_it(&mut self, sort: Sort, it: Sort, inside: Inside) -> TruthNode {
        if self.choices.chance(25) {
            let measure = self.choices.pick(&[Measure::Start, Measure::End]);
            let left = self.new_value(ValueNode::Subject(measure));
            return self.compare_date(left, 0, inside);
        }
        let (mine, its) = (self.number_measure(sort), self.number_measure(it));
        let its = if sort == it && self.choices.chance(60) { mine.clone() } else { its };
        let left = self.new_value(ValueNode::Subject(mine));
        let right = self.new_value(ValueNode::It(its));
        let right = self.in_unit(right, self.unit(left));
        TruthNode::Compare { left, comparison: self.comparison(), right }
    }

    /// A truth about the event that a `with` speaks of: mostly another event around it, else something of its own.
    pub(super) fn about_it(&mut self, it: Sort) -> TruthId {
        let inside = Inside { subject: None, it: Some(it) };
        if self.choices.chance(25) {
            let node = self.about_event(it, ValueNode::It, inside);
            return self.new_truth(node);
        }
        let amount = self.another_event(it, inside);
        if self.choices.chance(20) {
            let other = self.truth(0, inside);
            return self.new_truth(TruthNode::All(vec![amount, other]));
        }
        amount
    }

    /// Whether there is another event around `it`, perhaps one that compares with it in some way.
    fn another_event(&mut self, it: Sort, inside: Inside) -> TruthId {
        let sort = if self.choices.chance(30) { it } else { self.choices.pick(&self.theme.sorts) };
        let of = self.plain_words(sort);
        let point = self.new_point(PointNode::It(EventPart::Whole));
        let window = self.window_around(point, sort);
        let mut events = self.new_events(EventsNode::In { of, window, part: Part::Any });
        if self.choices.chance(35) {
            let condition = self.truth(0, Inside { subject: Some(sort), ..inside });
            events = self.new_events(EventsNode::Where { of: events, condition });
        }
        self.new_truth(TruthNode::Amount { events, least: 1, most: None, counting: Counting::default() })
    }
}
