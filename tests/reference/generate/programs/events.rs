//! Choices of events of every form.

use super::sort::{Sort, unit_of, words_of};
use super::{Builder, Inside};
use crate::generate::vocabulary::*;
use enrol::check::*;
use enrol::value::{Comparison, Length};
use enrol::vocabulary::builtin::attribute;
use enrol::vocabulary::*;

impl Builder<'_, '_> {
    /// The newest or oldest event of some.
    pub(super) fn chosen_one(&mut self, depth: usize, inside: Inside, sort: Option<Sort>) -> (EventsId, Sort) {
        let (of, sort) = self.events(depth, inside, sort);
        let earliest = self.choices.chance(25);
        (self.new_events(EventsNode::Newest { of, count: 1, earliest, by: None }), sort)
    }

    pub(super) fn events(&mut self, depth: usize, inside: Inside, sort: Option<Sort>) -> (EventsId, Sort) {
        if self.choices.chance(10)
            && let Some(again) = self.again.iter().find(|(_, found)| sort.is_none_or(|sort| sort == *found))
        {
            return *again;
        }
        let sort = sort.unwrap_or_else(|| self.choices.pick(&self.theme.sorts));
        let node = if self.choices.spent() { self.words(sort) } else { self.choice(depth, inside, sort) };
        let id = self.new_events(node);
        if inside.subject.is_none() && inside.it.is_none() {
            self.again.insert(0, (id, sort));
        }
        (id, sort)
    }

    pub(super) fn choice(&mut self, depth: usize, inside: Inside, sort: Sort) -> EventsNode {
        let below = depth.saturating_sub(1);
        match self.choices.below(if depth == 0 { 7 } else { 20 }) {
            0..=2 => self.words(sort),
            3..=5 => {
                let of = if depth == 0 { self.plain_words(sort) } else { self.events(below, inside, Some(sort)).0 };
                let window = self.window(below, inside, sort);
                let parts = [Part::Any, Part::Any, Part::Any, Part::Start, Part::End, Part::Throughout];
                let lasts = matches!(sort, Sort::Drug | Sort::Condition);
                let part = self.choices.pick(&parts[..if lasts { 6 } else { 5 }]);
                EventsNode::In { of, window, part }
            }
            6 => {
                let of = self.plain_words(sort);
                let condition = self.truth(0, Inside { subject: Some(sort), ..inside });
                EventsNode::Where { of, condition }
            }
            7 => {
                EventsNode::Union(vec![self.events(below, inside, Some(sort)).0, self.events(0, inside, Some(sort)).0])
            }
            8 => {
                let (of, without) = (self.events(below, inside, Some(sort)).0, self.events(0, inside, Some(sort)).0);
                EventsNode::Except { of, without }
            }
            9 => {
                let of = self.events(below, inside, Some(sort)).0;
                let condition = self.truth(0, Inside { subject: Some(sort), ..inside });
                EventsNode::Where { of, condition }
            }
            10 => {
                let of = self.events(below, inside, Some(sort)).0;
                let condition = self.about_it(sort);
                EventsNode::With { of, condition, positive: self.choices.chance(50) }
            }
            11 => {
                let of = self.events(below, inside, Some(sort)).0;
                let by = if self.choices.chance(40) { self.distinct(sort) } else { None };
                let count = self.choices.pick(&[1, 2, 3]);
                EventsNode::Newest { of, count, earliest: self.choices.chance(30), by }
            }
            _ => self.intervals(below, inside, sort),
        }
    }

    pub(super) fn intervals(&mut self, below: usize, inside: Inside, sort: Sort) -> EventsNode {
        match (sort, self.choices.below(6)) {
            (Sort::Drug | Sort::Condition, 0) => EventsNode::Current { of: self.events(below, inside, Some(sort)).0 },
            (Sort::Drug | Sort::Condition, 1 | 2) => EventsNode::Joined {
                of: if self.choices.chance(50) {
                    self.plain_words(sort)
                } else {
                    self.events(below, inside, Some(sort)).0
                },
                at_least: self.choices.below(4) < 3,
                length: self.choices.pick(&[Length::Days(84), Length::Days(14), Length::Months(3)]),
                total: self.choices.chance(30),
            },
            (Sort::Drug, 4) => EventsNode::Doses { of: self.exposures(below, inside) },
            (Sort::Line, 1 | 2) => EventsNode::Lines(Some(LinesId(0))),
            (_, 5) => EventsNode::Planned { words: self.some_words(sort) },
            _ => self.words(sort),
        }
    }

    /// Periods that several exposures make up; nothing is asked of them but when they were.
    pub(super) fn periods(&mut self, depth: usize, inside: Inside) -> EventsId {
        let below = depth.saturating_sub(1);
        let node = if self.choices.chance(50) {
            EventsNode::Together { left: self.exposures(below, inside), right: self.exposures(0, inside) }
        } else {
            let of = self.exposures(0, inside);
            let measure = self.dose(&[attribute::DAILY_DOSE]);
            let bounds = self.dose_bounds(unit_of(&measure));
            EventsNode::DosePeriods { of, measure, bounds }
        };
        let of = self.new_events(node);
        match self.choices.below(4) {
            0 => of,
            1 => self.new_events(EventsNode::Current { of }),
            2 => {
                let (at_least, total) = (self.choices.below(4) < 3, self.choices.chance(30));
                self.new_events(EventsNode::Joined { of, at_least, length: Length::Days(14), total })
            }
            _ => {
                let window = self.window(below, inside, Sort::Alpha);
                let part = self.choices.pick(&[Part::Any, Part::Throughout]);
                self.new_events(EventsNode::In { of, window, part })
            }
        }
    }

    /// Exposures to a drug or to some, mostly all of them.
    fn exposures(&mut self, depth: usize, inside: Inside) -> EventsId {
        if self.choices.chance(70) {
            return self.plain_words(Sort::Drug);
        }
        self.events(depth, inside, Some(Sort::Drug)).0
    }

    /// One bound of a daily dose, or the two ends of a range, the upper of which belongs or not.
    fn dose_bounds(&mut self, unit: UnitId) -> Vec<(Comparison, ValueId)> {
        if self.choices.chance(60) {
            return vec![(self.comparison(), self.some_constant(unit))];
        }
        let upper = self.choices.pick(&[Comparison::AtMost, Comparison::Less]);
        let (low, high) = (self.whole(&[1, 2, 5], unit), self.whole(&[10, 5, 6, 80], unit));
        vec![(Comparison::AtLeast, low), (upper, high)]
    }

    pub(super) fn plain_words(&mut self, sort: Sort) -> EventsId {
        let node = self.words(sort);
        self.new_events(node)
    }

    pub(super) fn words(&mut self, sort: Sort) -> EventsNode {
        if sort == Sort::Line {
            return EventsNode::Lines(self.choices.chance(60).then_some(LinesId(0)));
        }
        EventsNode::Words(self.some_words(sort))
    }

    pub(super) fn some_words(&mut self, sort: Sort) -> Words {
        let roots = match sort {
            Sort::Alpha => vec![ALPHA],
            Sort::Beta => vec![BETA],
            Sort::Grade => vec![GRADE],
            Sort::Condition => {
                self.choices.pick(&[vec![CANCER], vec![SKIN_CANCER], vec![BASAL], vec![LUPUS], vec![BASAL, LUPUS]])
            }
            Sort::Drug => self.choices.pick(&[
                vec![PREDNISONE],
                vec![STEROID],
                vec![METHYLPREDNISOLONE],
                vec![MYCOPHENOLATE, RITUXIMAB],
                vec![RITUXIMAB],
                vec![STEROID, MYCOPHENOLATE],
            ]),
            Sort::Biopsy => vec![BIOPSY],
            Sort::Vaccine => vec![COVID_VACCINE],
            Sort::Score => vec![SLEDAI],
            Sort::Line => vec![LINE],
        };
        words_of(roots)
    }
}
