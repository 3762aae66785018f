//! What no later day can change.

use super::model::{Reference, Scope};
use enrol::check::{Distinct, EventsId, EventsNode, Measure, Part, PointNode, TruthId, TruthNode, ValueId, ValueNode};
use enrol::check::{Window, WindowId};
use enrol::syntax::tree::WindowSide;
use enrol::value::{Comparison, Truth};

impl Reference<'_> {
    /// A truth that holds, or not, whatever is recorded from now on.
    pub fn for_good(&self, id: TruthId) -> Truth {
        let top = Scope::default();
        let parts = |of: &[TruthId]| of.iter().map(|part| self.for_good(*part)).collect::<Vec<_>>();
        let today = || self.truth(id, &top);
        match &self.program.truth(id).node {
            TruthNode::Constant(holds) => Truth::of(*holds),
            TruthNode::All(of) => parts(of).into_iter().min().unwrap_or(Truth::Met),
            TruthNode::Any(of) => parts(of).into_iter().max().unwrap_or(Truth::NotMet),
            TruthNode::Count { of, least, most } => {
                Truth::count(parts(of), *least as usize, most.map(|most| most as usize))
            }
            TruthNode::Not(part) => !self.for_good(*part),
            TruthNode::Among { value, .. } if self.fixed(*value) => today(),
            TruthNode::Between { value, low, high, .. } if [*value, *low, *high].iter().all(|one| self.fixed(*one)) => {
                today()
            }
            TruthNode::Compare { left, right, .. } if self.fixed(*left) && self.fixed(*right) => today(),
            TruthNode::Compare { left, comparison, right } if self.is_age_today(*left) && self.fixed(*right) => {
                match (comparison, today()) {
                    (Comparison::AtLeast | Comparison::Greater, Truth::Met) => Truth::Met,
                    (Comparison::AtMost | Comparison::Less, Truth::NotMet) => Truth::NotMet,
                    _ => Truth::Unknown,
                }
            }
            TruthNode::Amount { events, least, most, counting }
                if counting.including.is_empty()
                    && !matches!(counting.distinct, Some(Distinct::Attribute(_)))
                    && self.keeps(*events) =>
            {
                let there = self.amount(&self.events(*events, &top), counting).0;
                match most {
                    None if there >= *least as usize => Truth::Met,
                    Some(most) if there > *most as usize => Truth::NotMet,
                    _ => Truth::Unknown,
                }
            }
            _ => Truth::Unknown,
        }
    }

    fn is_age_today(&self, id: ValueId) -> bool {
        matches!(&self.program.value(id).node, ValueNode::Age(point) if *self.program.point(*point) == PointNode::AsOf)
    }

    fn fixed(&self, id: ValueId) -> bool {
        match &self.program.value(id).node {
            ValueNode::Constant(_) | ValueNode::Sex => true,
            ValueNode::Age(point) => matches!(self.program.point(*point), PointNode::Fixed(_)),
            ValueNode::Arithmetic { left, right, .. } => self.fixed(*left) && self.fixed(*right),
            ValueNode::Scaled { value, .. } => self.fixed(*value),
            ValueNode::Extreme { of, .. } => of.iter().all(|one| self.fixed(*one)),
            _ => false,
        }
    }

    /// A choice that never loses an event that it certainly holds.
    fn keeps(&self, id: EventsId) -> bool {
        match &self.program.events(id).node {
            EventsNode::Words(_) => true,
            EventsNode::Union(of) => of.iter().all(|one| self.keeps(*one)),
            EventsNode::Where { of, condition } => self.keeps(*of) && self.about_event(*condition, *of),
            EventsNode::In { of, window, part } => self.keeps(*of) && self.stands_still(*window, *part),
            EventsNode::Except { of, without } => self.keeps(*of) && self.timeless(*without),
            EventsNode::Joined { of, at_least, .. } => *at_least && self.keeps(*of),
            _ => false,
        }
    }

    fn timeless(&self, id: EventsId) -> bool {
        match &self.program.events(id).node {
            EventsNode::Words(_) => true,
            EventsNode::Union(of) => of.iter().all(|one| self.timeless(*one)),
            EventsNode::Where { of, condition } => self.timeless(*of) && self.about_event(*condition, *of),
            _ => false,
        }
    }

    fn stands_still(&self, id: WindowId, part: Part) -> bool {
        let Window { within, side, point, .. } = self.program.window(id);
        let part = match (part, within.is_empty(), side) {
            (Part::Any, true, WindowSide::Before) => Part::End,
            (Part::Any, true, WindowSide::After) => Part::Start,
            _ => part,
        };
        match self.program.point(*point) {
            PointNode::AsOf => within.is_empty() && part != Part::Throughout && *side == WindowSide::BeforeOrDuring,
            PointNode::Fixed(day) => {
                let ends_there = [WindowSide::Before, WindowSide::BeforeOrDuring, WindowSide::During].contains(side);
                part == Part::Start || (ends_there && day.last <= self.as_of())
            }
            _ => false,
        }
    }

    fn about_event(&self, id: TruthId, of: EventsId) -> bool {
        let known = |value: &ValueId| self.told(*value, of);
        match &self.program.truth(id).node {
            TruthNode::Constant(_) => true,
            TruthNode::Not(part) => self.about_event(*part, of),
            TruthNode::All(parts) | TruthNode::Any(parts) | TruthNode::Count { of: parts, .. } => {
                parts.iter().all(|part| self.about_event(*part, of))
            }
            TruthNode::Compare { left, right, .. } => known(left) && known(right),
            TruthNode::Between { value, low, high, .. } => known(value) && known(low) && known(high),
            TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. } => known(value),
            _ => false,
        }
    }

    fn told(&self, id: ValueId, of: EventsId) -> bool {
        match &self.program.value(id).node {
            ValueNode::Subject(Measure::Attribute(_)) => self.on_a_day(of),
            ValueNode::Subject(Measure::Dose { .. } | Measure::End) => false,
            ValueNode::Subject(_) => true,
            ValueNode::Arithmetic { left, right, .. } => self.told(*left, of) && self.told(*right, of),
            ValueNode::Scaled { value, .. } => self.told(*value, of),
            _ => self.fixed(id),
        }
    }

    fn on_a_day(&self, id: EventsId) -> bool {
        match &self.program.events(id).node {
            EventsNode::Words(words) => !words.kinds.iter().any(|kind| kind.is_interval()),
            EventsNode::Union(of) => of.iter().all(|one| self.on_a_day(*one)),
            EventsNode::Where { of, .. } | EventsNode::In { of, .. } | EventsNode::Except { of, .. } => {
                self.on_a_day(*of)
            }
            _ => false,
        }
    }
}
