//! Who watches an evaluation.
//!
//! There is one evaluator. Verdict only, full explanation, coverage and profiling are observers of the same code,
//! monomorphised, so that the one that wants nothing pays nothing.

use super::judgement::{EventRef, Match, Outcome, Reason, Selection};
use crate::check::{EventsId, Program, TruthId, ValueId};
use crate::record::Event;
use crate::value::{DaySpan, Truth};
use crate::vocabulary::Datum;

/// Inside which event's condition a node was evaluated; both empty at the top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope {
    /// The event that a `where` asks about.
    pub subject: Option<EventRef>,
    /// The event that a `with` speaks of.
    pub it: Option<EventRef>,
}

impl Scope {
    /// Whether it is the top: no event is being asked about.
    #[must_use]
    pub fn is_top(self) -> bool {
        self == Scope::default()
    }
}

/// Who watches.
pub trait Observer {
    /// Whether facts and reasons are wanted; without them, evaluation stops as soon as a truth is settled.
    const DETAIL: bool;
    /// Whether it is wanted what an undetermined verdict is open for.
    const OPEN_FOR: bool = Self::DETAIL;
    /// Whether it says what some truths are, whatever the record says. Then nothing is laid out beforehand: every truth is asked.
    const SETTLES: bool = false;

    /// A truth came out, with the reasons of its own (not those of the truths below it).
    fn truth(&mut self, _id: TruthId, _scope: Scope, _truth: Truth, _reasons: &[Reason]) {}

    /// A value came out.
    fn value(&mut self, _id: ValueId, _scope: Scope, _outcome: &Outcome) {}

    /// Events were selected.
    fn events(&mut self, _id: EventsId, _scope: Scope, _selection: &Selection) {}

    /// What a truth is taken to be, whatever the record says.
    fn settled(&self, _id: TruthId, _scope: Scope) -> Option<Truth> {
        None
    }

    /// An event was held against a window that goes from one day to another, both of which belong to it.
    fn placed(&mut self, _id: EventsId, _found: &Match, _from: DaySpan, _to: DaySpan) {}

    /// So many events there certainly are, where their number settles a truth.
    fn counted(&mut self, _id: TruthId, _certain: u32) {}

    /// Time was counted from one day to another.
    fn lapsed(&mut self, _id: ValueId, _from: DaySpan, _to: DaySpan) {}

    /// On these days, this is the dose of everything together that runs.
    fn dosed(&mut self, _id: EventsId, _days: DaySpan, _dose: &Datum) {}

    /// What a truth at the top came out as, where the observer keeps it.
    fn seen(&self, _id: TruthId) -> Option<Truth> {
        None
    }

    /// An event was derived: its [`EventRef`] is the number of the patient's events plus that of the ones before it.
    fn derived(&mut self, _event: &Event) {}
}

/// Wants the verdict and nothing else.
#[derive(Clone, Copy, Debug, Default)]
pub struct VerdictOnly;

impl Observer for VerdictOnly {
    const DETAIL: bool = false;
}

/// Wants the verdict, and of an undetermined one what it is open for.
#[derive(Clone, Copy, Debug, Default)]
pub struct VerdictAndOpenings;

impl Observer for VerdictAndOpenings {
    const DETAIL: bool = false;
    const OPEN_FOR: bool = true;
}

/// Two who watch the same.
impl<A: Observer, B: Observer> Observer for (&mut A, &mut B) {
    const DETAIL: bool = A::DETAIL || B::DETAIL;
    const OPEN_FOR: bool = A::OPEN_FOR || B::OPEN_FOR;
    const SETTLES: bool = A::SETTLES || B::SETTLES;

    fn truth(&mut self, id: TruthId, scope: Scope, truth: Truth, reasons: &[Reason]) {
        self.0.truth(id, scope, truth, reasons);
        self.1.truth(id, scope, truth, reasons);
    }

    fn value(&mut self, id: ValueId, scope: Scope, outcome: &Outcome) {
        self.0.value(id, scope, outcome);
        self.1.value(id, scope, outcome);
    }

    fn events(&mut self, id: EventsId, scope: Scope, selection: &Selection) {
        self.0.events(id, scope, selection);
        self.1.events(id, scope, selection);
    }

    fn settled(&self, id: TruthId, scope: Scope) -> Option<Truth> {
        self.0.settled(id, scope).or_else(|| self.1.settled(id, scope))
    }

    fn placed(&mut self, id: EventsId, found: &Match, from: DaySpan, to: DaySpan) {
        self.0.placed(id, found, from, to);
        self.1.placed(id, found, from, to);
    }

    fn counted(&mut self, id: TruthId, certain: u32) {
        self.0.counted(id, certain);
        self.1.counted(id, certain);
    }

    fn lapsed(&mut self, id: ValueId, from: DaySpan, to: DaySpan) {
        self.0.lapsed(id, from, to);
        self.1.lapsed(id, from, to);
    }

    fn dosed(&mut self, id: EventsId, days: DaySpan, dose: &Datum) {
        self.0.dosed(id, days, dose);
        self.1.dosed(id, days, dose);
    }

    fn seen(&self, id: TruthId) -> Option<Truth> {
        self.0.seen(id).or_else(|| self.1.seen(id))
    }

    fn derived(&mut self, event: &Event) {
        self.0.derived(event);
        self.1.derived(event);
    }
}

/// Keeps everything, for the explanation.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The truths at the top, by id; `None` where not evaluated.
    pub truths: Vec<Option<(Truth, Vec<Reason>)>>,
    /// The values at the top, by id.
    pub values: Vec<Option<Outcome>>,
    /// The selections at the top, by id.
    pub events: Vec<Option<Selection>>,
    /// Truths that asked about one event.
    pub about: Vec<(TruthId, Scope, Truth, Vec<Reason>)>,
    /// Events derived while evaluating, following the patient's own.
    pub derived: Vec<Event>,
    /// The doses that were summed: of which periods, on which days.
    pub doses: Vec<(EventsId, DaySpan, Datum)>,
    /// What was selected around an event that a `with` speaks of.
    pub around: Vec<(EventsId, EventRef, Selection)>,
    /// The values that were asked of one event.
    pub measured: Vec<(ValueId, EventRef, Datum)>,
}

impl Trace {
    /// An empty trace for a program.
    #[must_use]
    pub fn new(program: &Program) -> Trace {
        Trace {
            truths: vec![None; program.truths.len()],
            values: vec![None; program.values.len()],
            events: vec![None; program.events.len()],
            ..Trace::default()
        }
    }
}

impl Observer for Trace {
    const DETAIL: bool = true;

    fn truth(&mut self, id: TruthId, scope: Scope, truth: Truth, reasons: &[Reason]) {
        if !scope.is_top() {
            self.about.push((id, scope, truth, reasons.to_vec()));
        } else if let Some(place) = self.truths.get_mut(id.0 as usize) {
            *place = Some((truth, reasons.to_vec()));
        }
    }

    fn value(&mut self, id: ValueId, scope: Scope, outcome: &Outcome) {
        if let (Some(event), Some(datum)) = (scope.subject, &outcome.datum) {
            self.measured.push((id, event, datum.clone()));
        }
        if scope.is_top()
            && let Some(place) = self.values.get_mut(id.0 as usize)
        {
            *place = Some(outcome.clone());
        }
    }

    fn events(&mut self, id: EventsId, scope: Scope, selection: &Selection) {
        if let (Some(it), None) = (scope.it, scope.subject) {
            self.around.push((id, it, selection.clone()));
        }
        if scope.is_top()
            && let Some(place) = self.events.get_mut(id.0 as usize)
        {
            *place = Some(selection.clone());
        }
    }

    fn seen(&self, id: TruthId) -> Option<Truth> {
        self.truths.get(id.0 as usize)?.as_ref().map(|(truth, _)| *truth)
    }

    fn derived(&mut self, event: &Event) {
        self.derived.push(event.clone());
    }

    fn dosed(&mut self, id: EventsId, days: DaySpan, dose: &Datum) {
        self.doses.push((id, days, dose.clone()));
    }
}
