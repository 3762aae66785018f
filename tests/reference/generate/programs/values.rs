//! Values of every form.

use super::sort::Sort;
use super::{Builder, Inside};
use crate::generate::patients::number;
use crate::generate::vocabulary::*;
use enrol::check::*;
use enrol::vocabulary::builtin::{attribute, unit};
use enrol::vocabulary::*;

impl Builder<'_, '_> {
    pub(super) fn number(&mut self, depth: usize, inside: Inside) -> ValueId {
        let node = match self.choices.below(if depth == 0 { 8 } else { 15 }) {
            0..=4 => self.measure(depth, inside),
            5 => ValueNode::Age(self.point(depth, inside)),
            6 => ValueNode::TimeSince {
                point: self.point(depth, inside),
                unit: self.choices.pick(&[TimeUnit::Days, TimeUnit::Months, TimeUnit::Years]),
            },
            7 => self.count(depth, inside),
            8 => {
                let events = self.events(depth - 1, inside, Some(Sort::Drug)).0;
                ValueNode::Total { events, measure: self.dose(&[attribute::TOTAL_DOSE, attribute::DOSE]) }
            }
            9 => {
                let events = self.plain_words(Sort::Drug);
                let window = self.recent_window(inside);
                let measure = self.dose(&[attribute::DAILY_DOSE]);
                ValueNode::Average { events, measure, window, all_days: self.choices.chance(60) }
            }
            10 => {
                let (left, right) = (self.number(depth - 1, inside), self.number(depth - 1, inside));
                let sign = self.choices.pick(&[Sign::Plus, Sign::Minus, Sign::Times, Sign::Over]);
                let alike = matches!(sign, Sign::Plus | Sign::Minus);
                let right = if alike { self.in_unit(right, self.unit(left)) } else { right };
                ValueNode::Arithmetic { left, sign, right }
            }
            11 => {
                let first = self.number(depth - 1, inside);
                let of = vec![first, self.some_constant(self.unit(first))];
                ValueNode::Extreme { greatest: self.choices.chance(50), of }
            }
            12 => {
                let first = (self.some_constant(unit::ONE), self.truth(0, inside));
                let second = (self.some_constant(unit::ONE), self.truth(0, inside));
                ValueNode::When(vec![first, second])
            }
            13 if self.choices.chance(50) => {
                let (from, to) = (self.number(0, inside), self.number(0, inside));
                ValueNode::PercentChange { from, to: self.in_unit(to, self.unit(from)) }
            }
            13 => ValueNode::Scaled { value: self.number(depth - 1, inside), factor: number(self.choices) },
            _ if self.program.scores.is_empty() => self.measure(depth, inside),
            _ if self.choices.chance(50) => ValueNode::ScoreTotal(ScoreId(0)),
            _ => ValueNode::ScorePoints { score: ScoreId(0), items: vec![1, 2] },
        };
        self.new_value(node)
    }

    pub(super) fn count(&mut self, depth: usize, inside: Inside) -> ValueNode {
        let (events, sort) = self.events(depth.saturating_sub(1), inside, None);
        ValueNode::Count { events, counting: self.counting(sort, false) }
    }

    pub(super) fn measure(&mut self, depth: usize, inside: Inside) -> ValueNode {
        let sort = self.one_of(&[Sort::Alpha, Sort::Alpha, Sort::Beta, Sort::Drug, Sort::Biopsy, Sort::Score]);
        if self.choices.chance(40) {
            let (events, sort) = self.events(depth.saturating_sub(1), inside, Some(sort));
            let choose = self.choices.pick(&[Choose::Highest, Choose::Lowest, Choose::Mean, Choose::Median]);
            return ValueNode::Measure { events, choose, measure: self.number_measure(sort) };
        }
        let (events, sort) = self.chosen_one(depth.saturating_sub(1), inside, Some(sort));
        ValueNode::Measure { events, choose: Choose::One, measure: self.number_measure(sort) }
    }

    pub(super) fn number_measure(&mut self, sort: Sort) -> Measure {
        match sort {
            Sort::Alpha | Sort::Beta => self.choices.pick(&[Measure::Result, Measure::OverUpper, Measure::OverLower]),
            Sort::Biopsy => Measure::Attribute(ACTIVITY),
            Sort::Drug => self.dose(&[attribute::DOSE, attribute::DAILY_DOSE, attribute::TOTAL_DOSE]),
            Sort::Score => self.choices.pick(&[Measure::Result, Measure::Items(vec![2, 3]), Measure::Items(vec![0])]),
            Sort::Grade | Sort::Condition | Sort::Vaccine | Sort::Line => Measure::Result,
        }
    }

    pub(super) fn dose(&mut self, of: &[AttributeId]) -> Measure {
        Measure::Dose {
            attribute: self.choices.pick(of),
            equivalent: self.choices.pick(&[None, Some(PREDNISONE)]),
            per: self.choices.pick(&[None, None, Some(Per::Kilogram), Some(Per::SquareMetre)]),
        }
    }
}
