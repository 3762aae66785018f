//! What no later day can change: whether a criterion that is not due yet is settled all the same.
//!
//! A pregnancy test before an infusion that is weeks away is not due, but for a man nothing that will be recorded until then
//! matters. So of a criterion that is not due only that is asked what stays as it is: the sex, an age that is reached, an
//! event that has happened. Everything else may be otherwise when its day comes, and is open here: the newest result, what
//! is going on, a window that moves with the day, an answer of a person, and that something has not happened.

use super::observer::{Observer, Scope};
use super::run::Run;
use super::window::part_of;
use crate::check::{
    Distinct, EventsId, EventsNode, Measure, Part, PointNode, TruthId, TruthNode, ValueId, ValueNode, WindowId,
};
use crate::syntax::tree::WindowSide;
use crate::value::{Comparison, Truth};

impl<O: Observer> Run<'_, O> {
    /// What a truth at the top will be on every later day, whatever is recorded until then; unknown where that may change.
    pub(super) fn lasting(&mut self, id: TruthId) -> Truth {
        let program = self.program;
        match &program.truth(id).node {
            TruthNode::Constant(holds) => Truth::of(*holds),
            TruthNode::All(parts) => parts.iter().fold(Truth::Met, |all, part| all.and(self.lasting(*part))),
            TruthNode::Any(parts) => parts.iter().fold(Truth::NotMet, |any, part| any.or(self.lasting(*part))),
            TruthNode::Count { of, least, most } => {
                let truths: Vec<Truth> = of.iter().map(|part| self.lasting(*part)).collect();
                Truth::count(truths, *least as usize, most.map(|most| most as usize))
            }
            TruthNode::Not(part) => !self.lasting(*part),
            TruthNode::Compare { left, comparison, right } => self.lasting_comparison(id, *left, *comparison, *right),
            TruthNode::Among { value, .. } if self.stays(*value) => self.truth(id, Scope::default()),
            TruthNode::Between { value, low, high, .. } if [value, low, high].iter().all(|part| self.stays(**part)) => {
                self.truth(id, Scope::default())
            }
            TruthNode::Amount { events, least, most, counting }
                if counting.including.is_empty()
                    && !matches!(counting.distinct, Some(Distinct::Attribute(_)))
                    && self.only_grow(*events) =>
            {
                let certain = self.count(*events, counting, Scope::default()).0.certain;
                match most {
                    Some(most) if certain > *most => Truth::NotMet,
                    None if certain >= *least => Truth::Met,
                    _ => Truth::Unknown,
                }
            }
            _ => Truth::Unknown,
        }
    }

    /// A comparison of what stays; an age that has been reached stays reached.
    fn lasting_comparison(&mut self, id: TruthId, left: ValueId, comparison: Comparison, right: ValueId) -> Truth {
        let stays = self.stays(left) && self.stays(right);
        let grows = matches!(&self.program.value(left).node, ValueNode::Age(point)
            if *self.program.point(*point) == PointNode::AsOf)
            && self.stays(right);
        if !stays && !grows {
            return Truth::Unknown;
        }
        let truth = self.truth(id, Scope::default());
        match (comparison, truth) {
            _ if stays => truth,
            (Comparison::AtLeast | Comparison::Greater, Truth::Met)
            | (Comparison::AtMost | Comparison::Less, Truth::NotMet) => truth,
            _ => Truth::Unknown,
        }
    }

    /// Whether a value is the same on every later day.
    fn stays(&self, id: ValueId) -> bool {
        match &self.program.value(id).node {
            ValueNode::Constant(_) | ValueNode::Sex => true,
            ValueNode::Age(point) => matches!(self.program.point(*point), PointNode::Fixed(_)),
            ValueNode::Arithmetic { left, right, .. } => self.stays(*left) && self.stays(*right),
            ValueNode::Scaled { value, .. } => self.stays(*value),
            ValueNode::Extreme { of, .. } => of.iter().all(|value| self.stays(*value)),
            _ => false,
        }
    }

    /// Whether what a choice certainly holds today it will hold on every later day, with whatever comes to it.
    fn only_grow(&self, id: EventsId) -> bool {
        match &self.program.events(id).node {
            EventsNode::Words(_) => true,
            EventsNode::Union(parts) => parts.iter().all(|part| self.only_grow(*part)),
            EventsNode::Where { of, condition } => self.only_grow(*of) && self.told_of_event(*condition, *of),
            EventsNode::In { of, window, part } => self.only_grow(*of) && self.window_stays(*window, *part),
            EventsNode::Except { of, without } => self.only_grow(*of) && self.is_told_by_event(*without),
            EventsNode::Joined { of, at_least: true, .. } => self.only_grow(*of),
            _ => false,
        }
    }

    /// Whether an event belongs to a choice by what it is alone, not by the day on which that is asked.
    fn is_told_by_event(&self, id: EventsId) -> bool {
        match &self.program.events(id).node {
            EventsNode::Words(_) => true,
            EventsNode::Union(parts) => parts.iter().all(|part| self.is_told_by_event(*part)),
            EventsNode::Where { of, condition } => self.is_told_by_event(*of) && self.told_of_event(*condition, *of),
            _ => false,
        }
    }

    /// Whether a window lies where it lies on every later day, and in the past as far as it is asked about.
    fn window_stays(&self, id: WindowId, part: Part) -> bool {
        let window = self.program.window(id);
        let part = part_of(window, part);
        let bare = window.within.is_empty();
        match self.program.point(window.point) {
            // All that has begun, or ended, up to today has done so tomorrow.
            PointNode::AsOf => bare && part != Part::Throughout && window.side == WindowSide::BeforeOrDuring,
            PointNode::Fixed(_) if part == Part::Start => true,
            PointNode::Fixed(span) => {
                let past = span.last <= self.as_of;
                let backward = matches!(window.side, WindowSide::Before | WindowSide::BeforeOrDuring);
                past && (backward || matches!(window.side, WindowSide::During))
            }
            _ => false,
        }
    }

    /// Whether a condition asks only what an event cannot become otherwise: the result of a test, an attribute of what was
    /// done on a day. What lasts can still change in its attributes: a cancer can be cured, a drug stopped.
    fn told_of_event(&self, id: TruthId, of: EventsId) -> bool {
        let value = |value: &ValueId| self.value_told(*value, of);
        match &self.program.truth(id).node {
            TruthNode::Constant(_) => true,
            TruthNode::All(parts) | TruthNode::Any(parts) | TruthNode::Count { of: parts, .. } => {
                parts.iter().all(|part| self.told_of_event(*part, of))
            }
            TruthNode::Not(part) => self.told_of_event(*part, of),
            TruthNode::Compare { left, right, .. } => value(left) && value(right),
            TruthNode::Between { value: asked, low, high, .. } => value(asked) && value(low) && value(high),
            TruthNode::Among { value: asked, .. }
            | TruthNode::AmongWords { value: asked, .. }
            | TruthNode::Qualitative { value: asked, .. } => value(asked),
            _ => false,
        }
    }

    fn value_told(&self, id: ValueId, of: EventsId) -> bool {
        match &self.program.value(id).node {
            ValueNode::Subject(measure) => match measure {
                Measure::Result | Measure::OverUpper | Measure::OverLower | Measure::Items(_) => true,
                Measure::Start | Measure::Word => true,
                Measure::Attribute(_) => self.are_points(of),
                Measure::Dose { .. } | Measure::End => false,
            },
            ValueNode::Arithmetic { left, right, .. } => self.value_told(*left, of) && self.value_told(*right, of),
            ValueNode::Scaled { value, .. } => self.value_told(*value, of),
            _ => self.stays(id),
        }
    }

    /// Whether a choice of words, narrowed in whatever way, holds only what happens on a day.
    fn are_points(&self, id: EventsId) -> bool {
        match &self.program.events(id).node {
            EventsNode::Words(words) => words.kinds.iter().all(|kind| !kind.is_interval()),
            EventsNode::Union(parts) => parts.iter().all(|part| self.are_points(*part)),
            EventsNode::Where { of, .. } | EventsNode::In { of, .. } | EventsNode::Except { of, .. } => {
                self.are_points(*of)
            }
            _ => false,
        }
    }
}
