//! Truths of every form.

use super::sort::{Sort, family, symbols_of};
use super::{Builder, Inside};
use crate::generate::vocabulary::*;
use enrol::check::*;
use enrol::value::Length;
use enrol::vocabulary::builtin::{attribute, symbol};
use enrol::vocabulary::*;

impl Builder<'_, '_> {
    pub(super) fn truth(&mut self, depth: usize, inside: Inside) -> TruthId {
        let node = if let Some(sort) = inside.subject.filter(|_| self.choices.chance(80)) {
            self.about_subject(sort, inside)
        } else if depth == 0 || self.choices.spent() {
            self.small_truth(inside)
        } else {
            self.deep_truth(depth, inside)
        };
        self.new_truth(node)
    }

    pub(super) fn several(&mut self, depth: usize, inside: Inside) -> Vec<TruthId> {
        (0..2 + self.choices.below(2)).map(|_| self.truth(depth - 1, inside)).collect()
    }

    pub(super) fn small_truth(&mut self, inside: Inside) -> TruthNode {
        match self.choices.below(10) {
            0..=4 => {
                let (events, _) = self.events(0, inside, None);
                TruthNode::Amount { events, least: 1, most: None, counting: Counting::default() }
            }
            5 => TruthNode::Asked {
                question: QuestionId(self.choices.below(usize::from(QUESTIONS)) as u16),
                arguments: self.choices.pick(&[Vec::new(), vec!["1 mg".to_string()]]),
            },
            6 => self.stated(),
            7 => TruthNode::Site {
                question: SiteId(self.choices.below(usize::from(SITES)) as u16),
                arguments: Vec::new(),
                accepted: vec![symbol::YES],
            },
            8 => {
                let value = self.new_value(ValueNode::Sex);
                TruthNode::Among { value, quantifier: Among::Any, set: vec![symbol::FEMALE], unsaid: Vec::new() }
            }
            _ => TruthNode::Constant(self.choices.chance(50)),
        }
    }

    pub(super) fn stated(&mut self) -> TruthNode {
        let roots = self.choices.pick(&[vec![PREDNISONE], vec![STEROID], vec![PREDNISONE, RITUXIMAB]]);
        TruthNode::Stated { intolerance: self.choices.chance(50), words: family(&roots), roots }
    }

    pub(super) fn deep_truth(&mut self, depth: usize, inside: Inside) -> TruthNode {
        match self.choices.below(19) {
            0..=2 | 18 => self.amount(depth, inside),
            3..=6 => self.compare(depth, inside),
            7 => TruthNode::All(self.several(depth, inside)),
            8 => TruthNode::Any(self.several(depth, inside)),
            9 => {
                let of = self.several(depth, inside);
                let least = self.choices.below(3) as u32;
                let most = self.choices.pick(&[None, Some(1), Some(2)]).filter(|most| *most >= least);
                TruthNode::Count { of, least, most }
            }
            10 => TruthNode::Not(self.truth(depth - 1, inside)),
            11 => self.between(depth, inside),
            12 => self.among(depth, inside),
            13 => self.qualitative(depth, inside),
            14 => {
                let (events, sort) = self.events(depth - 1, inside, None);
                let condition = self.truth(0, Inside { subject: Some(sort), ..inside });
                TruthNode::Every { events, condition }
            }
            15 if self.allowed.about_the_record => match self.choices.below(3) {
                0 => TruthNode::ValueKnown(self.number(depth - 1, inside)),
                1 => TruthNode::TruthKnown(self.truth(depth - 1, inside)),
                _ => TruthNode::EventsKnown(self.events(depth - 1, inside, None).0),
            },
            16 => self.compare_dates(depth - 1, inside),
            _ => self.small_truth(inside),
        }
    }

    pub(super) fn amount(&mut self, depth: usize, inside: Inside) -> TruthNode {
        if self.choices.chance(25) {
            let events = self.periods(depth - 1, inside);
            return TruthNode::Amount { events, least: 1, most: None, counting: Counting::default() };
        }
        let (events, sort) = self.events(depth - 1, inside, None);
        let least = self.choices.pick(&[1, 0, 2, 3]);
        let most = self.choices.pick(&[None, Some(0), Some(1), Some(2)]).filter(|most| *most >= least);
        let counting = self.counting(sort, true);
        TruthNode::Amount { events, least, most, counting }
    }

    pub(super) fn counting(&mut self, sort: Sort, including: bool) -> Counting {
        let mut counting = Counting::default();
        if self.choices.chance(40) {
            counting.distinct = self.distinct(sort);
        }
        if sort == Sort::Drug && counting.distinct == Some(Distinct::Word) && self.choices.chance(40) {
            counting.as_one = vec![family(&[PREDNISONE, MYCOPHENOLATE])];
        }
        if sort == Sort::Drug && including && self.choices.chance(20) {
            counting.including = vec![(1, family(&[PREDNISONE]))];
        }
        if self.choices.chance(15) {
            counting.apart = Some(self.choices.pick(&[Length::Days(28), Length::Months(6)]));
        }
        counting
    }

    pub(super) fn distinct(&mut self, sort: Sort) -> Option<Distinct> {
        let attribute = match sort {
            Sort::Drug => attribute::ROUTE,
            Sort::Grade | Sort::Alpha | Sort::Beta => attribute::SYSTEM,
            Sort::Condition => attribute::STATUS,
            Sort::Biopsy => CLASS,
            Sort::Vaccine => attribute::PRODUCT,
            Sort::Line => attribute::INTENT,
            Sort::Score => return Some(Distinct::Day),
        };
        Some(self.choices.pick(&[Distinct::Word, Distinct::Attribute(attribute), Distinct::Day]))
    }

    pub(super) fn compare(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let left = self.number(depth - 1, inside);
        let comparison = self.comparison();
        let unit = self.unit(left);
        let right = if self.choices.chance(25) {
            let right = self.number(depth - 1, inside);
            self.in_unit(right, unit)
        } else {
            self.some_constant(unit)
        };
        TruthNode::Compare { left, comparison, right }
    }

    pub(super) fn between(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let value = self.number(depth - 1, inside);
        let unit = self.unit(value);
        let (low, high) = (self.whole(&[1, 2, 5], unit), self.whole(&[10, 5, 18, 60], unit));
        TruthNode::Between { value, low, high, high_belongs: self.choices.chance(50) }
    }

    pub(super) fn quantifier(&mut self) -> Among {
        self.choices.pick(&[Among::Any, Among::None, Among::All, Among::Only])
    }

    pub(super) fn among(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let sort = self.one_of(&[Sort::Drug, Sort::Grade, Sort::Biopsy, Sort::Condition, Sort::Line]);
        let (events, sort) = self.chosen_one(depth - 1, inside, Some(sort));
        if sort == Sort::Line || (sort == Sort::Drug && self.choices.chance(40)) {
            let measure = if sort == Sort::Line { Measure::Attribute(attribute::DRUGS) } else { Measure::Word };
            let value = self.new_value(ValueNode::Measure { events, choose: Choose::One, measure });
            return self.among_words(value);
        }
        let (measure, set) = symbols_of(self.choices, sort);
        let value = self.new_value(ValueNode::Measure { events, choose: Choose::One, measure });
        TruthNode::Among { value, quantifier: self.quantifier(), set, unsaid: Vec::new() }
    }

    pub(super) fn among_words(&mut self, value: ValueId) -> TruthNode {
        let sets = self.choices.pick(&[
            vec![family(&[PREDNISONE])],
            vec![family(&[STEROID]), family(&[RITUXIMAB])],
            vec![family(&[MYCOPHENOLATE])],
            vec![family(&[MYCOPHENOLATE]), family(&[RITUXIMAB])],
        ]);
        TruthNode::AmongWords { value, quantifier: self.quantifier(), sets }
    }

    pub(super) fn qualitative(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let sort = self.one_of(&[Sort::Alpha, Sort::Beta]);
        let (events, sort) = self.chosen_one(depth - 1, inside, Some(sort));
        let value = self.new_value(ValueNode::Measure { events, choose: Choose::One, measure: Measure::Result });
        self.means(value, sort)
    }

    pub(super) fn means(&mut self, value: ValueId, sort: Sort) -> TruthNode {
        let (word, means) = if sort == Sort::Alpha { (ALPHA, symbol::HIGH) } else { (BETA, symbol::POSITIVE) };
        let declared = &VOCABULARY.word(word).qualitative;
        let bounds = declared.iter().map(|declared| (word, declared.comparison, declared.bound)).collect();
        TruthNode::Qualitative { value, means: vec![means], bounds, negated: self.choices.chance(40) }
    }
}
