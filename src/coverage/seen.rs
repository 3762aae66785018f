//! Who watches a case for coverage: what conditions came out as, which boundaries were hit; and who settles a condition.

use super::boundary::{Asked, Boundary, Miss};
use crate::check::{EventsId, TruthId, ValueId};
use crate::evaluate::{Match, Observer, Outcome, Reason, Scope};
use crate::value::{DaySpan, Truth};
use crate::vocabulary::Datum;
use std::collections::{BTreeMap, BTreeSet};

/// Watches the evaluation of one criterion.
#[derive(Debug)]
pub(super) struct Seen<'s> {
    boundaries: &'s [Boundary],
    by_node: &'s BTreeMap<Asked, Vec<usize>>,
    /// What each condition came out as, at the top and for each event.
    pub(super) conditions: BTreeMap<TruthId, Vec<(Scope, Truth)>>,
    /// The points of boundaries that were hit, by their places.
    pub(super) hits: BTreeSet<(usize, usize)>,
    /// How far the nearest thing was from each point that was not hit, where that is wanted.
    misses: Option<BTreeMap<(usize, usize), Miss>>,
}

impl<'s> Seen<'s> {
    /// Watches for some conditions and boundaries.
    pub(super) fn new(
        conditions: impl Iterator<Item = TruthId>,
        boundaries: &'s [Boundary],
        by_node: &'s BTreeMap<Asked, Vec<usize>>,
    ) -> Seen<'s> {
        let conditions = conditions.map(|id| (id, Vec::new())).collect();
        Seen { boundaries, by_node, conditions, hits: BTreeSet::new(), misses: None }
    }

    /// Notes, too, how far points were missed.
    pub(super) fn with_misses(self) -> Seen<'s> {
        Seen { misses: Some(BTreeMap::new()), ..self }
    }

    /// What a condition came out as, at the top and for each event.
    pub(super) fn of(&self, condition: TruthId) -> &[(Scope, Truth)] {
        self.conditions.get(&condition).map_or(&[], Vec::as_slice)
    }

    /// How far the nearest thing was from a point.
    pub(super) fn miss(&self, boundary: usize, point: usize) -> Option<&Miss> {
        self.misses.as_ref()?.get(&(boundary, point))
    }

    /// Keeps the nearest.
    fn missed(&mut self, asked: Asked, by: impl Fn(&Boundary, usize) -> Option<Miss>) {
        let Some(misses) = &mut self.misses else { return };
        for place in self.by_node.get(&asked).into_iter().flatten() {
            let Some(boundary) = self.boundaries.get(*place) else { continue };
            for point in 0..boundary.points.len() {
                let Some(miss) = by(boundary, point) else { continue };
                match misses.get_mut(&(*place, point)) {
                    Some(known) => known.join(miss),
                    None => _ = misses.insert((*place, point), miss),
                }
            }
        }
    }

    fn hit(&mut self, asked: Asked, is_at: impl Fn(&Boundary, usize) -> bool) {
        for place in self.by_node.get(&asked).into_iter().flatten() {
            let Some(boundary) = self.boundaries.get(*place) else { continue };
            let hits = (0..boundary.points.len()).filter(|point| is_at(boundary, *point));
            self.hits.extend(hits.map(|point| (*place, point)));
        }
    }
}

impl Observer for Seen<'_> {
    const DETAIL: bool = true;

    fn truth(&mut self, id: TruthId, scope: Scope, truth: Truth, _: &[Reason]) {
        if let Some(seen) = self.conditions.get_mut(&id)
            && !seen.contains(&(scope, truth))
        {
            seen.push((scope, truth));
        }
    }

    fn value(&mut self, id: ValueId, _: Scope, outcome: &Outcome) {
        if let Some(datum) = &outcome.datum {
            self.hit(Asked::Value(id), |boundary, point| boundary.is_value_at(point, datum));
            self.missed(Asked::Value(id), |boundary, point| boundary.value_misses(point, datum));
        }
    }

    fn counted(&mut self, id: TruthId, certain: u32) {
        self.hit(Asked::Count(id), |boundary, point| boundary.is_count_at(point, certain));
        self.missed(Asked::Count(id), |boundary, point| boundary.count_misses(point, certain));
    }

    fn lapsed(&mut self, id: ValueId, from: DaySpan, to: DaySpan) {
        if let (Some(from), Some(to)) = (from.known(), to.known()) {
            self.hit(Asked::Time(id), |boundary, point| boundary.is_time_at(point, from, to));
            self.missed(Asked::Time(id), |boundary, point| boundary.time_misses(point, from, to));
        }
    }

    fn dosed(&mut self, id: EventsId, _: DaySpan, dose: &Datum) {
        self.hit(Asked::Dose(id), |boundary, point| boundary.is_value_at(point, dose));
        self.missed(Asked::Dose(id), |boundary, point| boundary.value_misses(point, dose));
    }

    fn placed(&mut self, id: EventsId, found: &Match, from: DaySpan, to: DaySpan) {
        if found.certainty == Truth::Met {
            self.hit(Asked::Window(id), |boundary, point| boundary.is_event_at(point, found, from, to));
            self.missed(Asked::Window(id), |boundary, point| boundary.event_misses(point, found, from, to));
        }
    }
}

/// Settles one condition, for all events of which it is asked or for one.
pub(super) struct Settled {
    pub(super) condition: TruthId,
    pub(super) only: Option<Scope>,
    pub(super) truth: Truth,
}

impl Observer for Settled {
    const DETAIL: bool = false;
    const SETTLES: bool = true;

    fn settled(&self, id: TruthId, scope: Scope) -> Option<Truth> {
        let asked = id == self.condition && self.only.is_none_or(|only| only == scope);
        asked.then_some(self.truth)
    }
}
