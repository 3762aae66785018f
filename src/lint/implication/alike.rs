//! Which nodes say the same, wherever they stand and however they are labelled.
//!
//! `28 days` and `4 weeks` are two texts of one length, and so two nodes of a program. Here every node gets the number of the
//! first that says what it says, so that two compare in one step.

use crate::check::{
    EventsId, EventsNode, PointId, PointNode, Program, TruthId, TruthNode, ValueId, ValueNode, Window, WindowId,
};
use crate::vocabulary::UnitId;
use std::collections::HashMap;
use std::hash::Hash;

/// The first node that says the same as each.
pub(crate) struct Alike {
    truths: Table<TruthNode>,
    values: Table<(ValueNode, Option<UnitId>)>,
    events: Table<EventsNode>,
    points: Table<PointNode>,
    windows: Table<Window>,
}

struct Table<N> {
    first: Vec<Option<u32>>,
    seen: HashMap<N, u32>,
}

impl<N: Eq + Hash> Table<N> {
    fn new(length: usize) -> Table<N> {
        Table { first: vec![None; length], seen: HashMap::with_capacity(length) }
    }

    fn known(&self, id: u32) -> Option<u32> {
        self.first.get(id as usize).copied().flatten()
    }

    fn add(&mut self, id: u32, node: N) -> u32 {
        let first = *self.seen.entry(node).or_insert(id);
        if let Some(slot) = self.first.get_mut(id as usize) {
            *slot = Some(first);
        }
        first
    }
}

impl Alike {
    pub(crate) fn new(program: &Program) -> Alike {
        let mut alike = Alike {
            truths: Table::new(program.truths.len()),
            values: Table::new(program.values.len()),
            events: Table::new(program.events.len()),
            points: Table::new(program.points.len()),
            windows: Table::new(program.windows.len()),
        };
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        for at in 0..program.truths.len() {
            alike.add_truth(program, TruthId(number(at)));
        }
        for at in 0..program.values.len() {
            alike.add_value(program, ValueId(number(at)));
        }
        for at in 0..program.events.len() {
            alike.add_events(program, EventsId(number(at)));
        }
        alike
    }

    /// The first truth that says the same.
    pub(crate) fn truth(&self, id: TruthId) -> TruthId {
        TruthId(self.truths.known(id.0).unwrap_or(id.0))
    }

    /// The first value that says the same.
    pub(crate) fn value(&self, id: ValueId) -> ValueId {
        ValueId(self.values.known(id.0).unwrap_or(id.0))
    }

    /// The first choice of events that says the same.
    pub(crate) fn events(&self, id: EventsId) -> EventsId {
        EventsId(self.events.known(id.0).unwrap_or(id.0))
    }

    /// The first point that says the same.
    pub(crate) fn point(&self, id: PointId) -> PointId {
        PointId(self.points.known(id.0).unwrap_or(id.0))
    }

    /// The first window that says the same.
    pub(crate) fn window(&self, id: WindowId) -> WindowId {
        WindowId(self.windows.known(id.0).unwrap_or(id.0))
    }

    fn add_truth(&mut self, program: &Program, id: TruthId) -> TruthId {
        if let Some(known) = self.truths.known(id.0) {
            return TruthId(known);
        }
        let mut node = program.truth(id).node.clone();
        match &mut node {
            TruthNode::All(parts) | TruthNode::Any(parts) => {
                parts.iter_mut().for_each(|part| *part = self.add_truth(program, *part));
                parts.sort_unstable();
                parts.dedup();
            }
            TruthNode::Count { of, .. } => {
                of.iter_mut().for_each(|part| *part = self.add_truth(program, *part));
                of.sort_unstable();
            }
            TruthNode::Not(part) | TruthNode::TruthKnown(part) => *part = self.add_truth(program, *part),
            TruthNode::Compare { left, right, .. } => {
                *left = self.add_value(program, *left);
                *right = self.add_value(program, *right);
            }
            TruthNode::Between { value, low, high, .. } => {
                [value, low, high].into_iter().for_each(|id| *id = self.add_value(program, *id));
            }
            TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. }
            | TruthNode::ValueKnown(value) => *value = self.add_value(program, *value),
            TruthNode::EventsKnown(events) | TruthNode::Amount { events, .. } => {
                *events = self.add_events(program, *events);
            }
            TruthNode::Every { events, condition } => {
                *events = self.add_events(program, *events);
                *condition = self.add_truth(program, *condition);
            }
            TruthNode::Stated { roots, .. } => roots.sort_unstable(),
            TruthNode::Constant(_) | TruthNode::Asked { .. } | TruthNode::Site { .. } => {}
        }
        // One part alone is that part.
        if let TruthNode::All(parts) | TruthNode::Any(parts) = &node
            && let [only] = parts.as_slice()
        {
            let only = only.0;
            if let Some(slot) = self.truths.first.get_mut(id.0 as usize) {
                *slot = Some(only);
            }
            return TruthId(only);
        }
        TruthId(self.truths.add(id.0, node))
    }

    fn add_value(&mut self, program: &Program, id: ValueId) -> ValueId {
        if let Some(known) = self.values.known(id.0) {
            return ValueId(known);
        }
        let unit = program.value(id).unit;
        let mut node = program.value(id).node.clone();
        match &mut node {
            ValueNode::Day(point) | ValueNode::Age(point) | ValueNode::TimeSince { point, .. } => {
                *point = self.add_point(program, *point);
            }
            ValueNode::Moved { date: value, .. } | ValueNode::Scaled { value, .. } => {
                *value = self.add_value(program, *value);
            }
            ValueNode::Measure { events, .. } | ValueNode::Count { events, .. } | ValueNode::Total { events, .. } => {
                *events = self.add_events(program, *events);
            }
            ValueNode::Average { events, window, .. } => {
                *events = self.add_events(program, *events);
                *window = self.add_window(program, *window);
            }
            ValueNode::Arithmetic { left, right, .. } | ValueNode::PercentChange { from: left, to: right } => {
                *left = self.add_value(program, *left);
                *right = self.add_value(program, *right);
            }
            ValueNode::Extreme { of, .. } => of.iter_mut().for_each(|id| *id = self.add_value(program, *id)),
            ValueNode::When(cases) => {
                for (value, truth) in cases {
                    *value = self.add_value(program, *value);
                    *truth = self.add_truth(program, *truth);
                }
            }
            ValueNode::Constant(_)
            | ValueNode::Sex
            | ValueNode::Subject(_)
            | ValueNode::It(_)
            | ValueNode::ScoreTotal(_)
            | ValueNode::ScorePoints { .. } => {}
        }
        ValueId(self.values.add(id.0, (node, unit)))
    }

    fn add_events(&mut self, program: &Program, id: EventsId) -> EventsId {
        if let Some(known) = self.events.known(id.0) {
            return EventsId(known);
        }
        let mut node = program.events(id).node.clone();
        match &mut node {
            EventsNode::Words(words) | EventsNode::Planned { words } => words.roots.sort_unstable(),
            EventsNode::Union(parts) => {
                parts.iter_mut().for_each(|part| *part = self.add_events(program, *part));
                parts.sort_unstable();
                parts.dedup();
            }
            EventsNode::Except { of, without } => {
                *of = self.add_events(program, *of);
                *without = self.add_events(program, *without);
            }
            EventsNode::Where { of, condition } | EventsNode::With { of, condition, .. } => {
                *of = self.add_events(program, *of);
                *condition = self.add_truth(program, *condition);
            }
            EventsNode::In { of, window, .. } => {
                *of = self.add_events(program, *of);
                *window = self.add_window(program, *window);
            }
            EventsNode::Current { of }
            | EventsNode::Joined { of, .. }
            | EventsNode::Newest { of, .. }
            | EventsNode::Doses { of } => *of = self.add_events(program, *of),
            EventsNode::Together { left, right } => {
                *left = self.add_events(program, *left);
                *right = self.add_events(program, *right);
            }
            EventsNode::DosePeriods { of, bounds, .. } => {
                *of = self.add_events(program, *of);
                bounds.iter_mut().for_each(|(_, value)| *value = self.add_value(program, *value));
            }
            EventsNode::Lines(_) => {}
        }
        EventsId(self.events.add(id.0, node))
    }

    fn add_point(&mut self, program: &Program, id: PointId) -> PointId {
        if let Some(known) = self.points.known(id.0) {
            return PointId(known);
        }
        let mut node = program.point(id).clone();
        if let PointNode::Event { events, .. } = &mut node {
            *events = self.add_events(program, *events);
        }
        PointId(self.points.add(id.0, node))
    }

    fn add_window(&mut self, program: &Program, id: WindowId) -> WindowId {
        if let Some(known) = self.windows.known(id.0) {
            return WindowId(known);
        }
        let mut node = program.window(id).clone();
        node.point = self.add_point(program, node.point);
        // Of one length it does not matter which counts.
        node.longest &= node.within.len() > 1;
        WindowId(self.windows.add(id.0, node))
    }
}
