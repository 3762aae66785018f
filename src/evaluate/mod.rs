//! Program x patient x dates -> judgement. Pure: no clock, no locale, no network, no order of hashing.

mod age;
mod among;
mod apart;
mod asked;
mod chain;
mod chosen;
mod compare;
mod count;
mod course;
mod distinct;
mod dose;
mod glance;
mod joined;
mod judgement;
mod lasting;
mod lines;
mod lists;
mod measure;
mod newest;
mod observer;
mod plan;
mod reach;
mod reckon;
mod run;
mod score;
mod select;
mod together;
mod truth;
mod value;
mod verdict;
mod window;

pub use judgement::*;
pub use observer::*;

use crate::check::{AnchorId, EventsId, Program, TruthId, ValueId};
use crate::record::Patient;
use crate::value::{Day, DaySpan, Truth};
use chain::Chain;
use lists::whole_lists;
use plan::Plan;
use run::{BodyWords, Run};
use std::cell::OnceCell;
use window::{Period, WindowSpan};

/// The dates on which an evaluation rests, beside the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The day on which the patient is judged.
    pub as_of: Day,
    /// Anchors set by the person who runs the screen; they take the place of those in the record.
    pub anchors: Vec<(AnchorId, DaySpan)>,
}

/// A program made ready for some dates, to judge many patients.
#[derive(Clone, Debug)]
pub struct Evaluator<'p> {
    program: &'p Program,
    dates: Dates,
    settled: Vec<OnceCell<Option<WindowSpan>>>,
    /// By choice of events; made when somebody who wants no detail first asks.
    chains: Vec<Option<Chain<'p>>>,
    /// By truth; made with the chains.
    plans: Vec<Plan<'p>>,
    /// The anchor that settles which version of a protocol is in force.
    consent: Option<AnchorId>,
    anchors: Vec<Option<Period>>,
    body: BodyWords,
    spare: Vec<Vec<Match>>,
}

/// Judges one patient for one trial, by its place in the program.
pub fn evaluate<O: Observer>(
    program: &Program,
    trial: usize,
    patient: &Patient,
    dates: &Dates,
    observer: &mut O,
) -> Judgement {
    Evaluator::new(program, dates.clone()).evaluate(trial, patient, observer)
}

impl<'p> Evaluator<'p> {
    /// Works out what no patient changes.
    #[must_use]
    pub fn new(program: &'p Program, dates: Dates) -> Evaluator<'p> {
        let consent = (0u32..).zip(&program.anchors).find(|(_, anchor)| anchor.name == "consent");
        Evaluator {
            program,
            dates,
            settled: vec![OnceCell::new(); program.windows.len()],
            chains: Vec::new(),
            plans: Vec::new(),
            consent: consent.map(|(id, _)| AnchorId(id)),
            anchors: Vec::new(),
            body: BodyWords::of(&program.vocabulary),
            spare: Vec::new(),
        }
    }

    /// Judges on another day from now on.
    pub fn set_as_of(&mut self, as_of: Day) {
        if as_of != self.dates.as_of {
            self.dates.as_of = as_of;
            self.settled.fill(OnceCell::new());
            self.chains.iter_mut().flatten().for_each(Chain::forget_days);
            self.plans.iter_mut().for_each(Plan::forget_days);
        }
    }

    /// Judges one patient for one trial, by its place in the program.
    pub fn evaluate<O: Observer>(&mut self, trial: usize, patient: &Patient, observer: &mut O) -> Judgement {
        let mut judgement = Judgement::default();
        self.evaluate_into(trial, patient, observer, &mut judgement);
        judgement
    }

    /// The same, into a judgement that is used again for many patients.
    pub fn evaluate_into<O: Observer>(
        &mut self,
        trial: usize,
        patient: &Patient,
        observer: &mut O,
        judgement: &mut Judgement,
    ) {
        let program = self.program;
        self.run(patient, observer, |run| match program.trials.get(trial) {
            Some(found) => run.judge(trial, found, judgement),
            None => *judgement = Judgement::default(),
        });
    }

    /// Evaluates one truth alone.
    pub fn truth<O: Observer>(&mut self, id: TruthId, patient: &Patient, observer: &mut O) -> Truth {
        self.run(patient, observer, |run| run.truth(id, Scope::default()))
    }

    /// Evaluates one value alone.
    pub fn value<O: Observer>(&mut self, id: ValueId, patient: &Patient, observer: &mut O) -> Outcome {
        self.run(patient, observer, |run| run.value(id, Scope::default()))
    }

    /// Evaluates one choice of events alone.
    pub fn events<O: Observer>(&mut self, id: EventsId, patient: &Patient, observer: &mut O) -> Vec<Match> {
        self.run(patient, observer, |run| run.select(id, Scope::default()))
    }

    fn run<O: Observer, T>(
        &mut self,
        patient: &Patient,
        observer: &mut O,
        ask: impl FnOnce(&mut Run<'_, O>) -> T,
    ) -> T {
        self.read_anchors(patient);
        if !O::DETAIL && self.plans.is_empty() {
            self.lay_out();
        }
        let mut run = Run {
            program: self.program,
            patient,
            as_of: self.dates.as_of,
            settled: &self.settled,
            chains: &self.chains,
            plans: &self.plans,
            consent: self.consent,
            body: self.body,
            anchors: &self.anchors,
            observer,
            derived: Vec::new(),
            several: Vec::new(),
            spare: &mut self.spare,
            whole: whole_lists(patient, self.dates.as_of),
        };
        ask(&mut run)
    }

    fn lay_out(&mut self) {
        let program = self.program;
        let events = (0u32..).map(EventsId).zip(&program.events);
        self.chains = events.map(|(id, _)| Chain::of(program, id)).collect();
        let truths = (0u32..).map(TruthId).zip(&program.truths);
        self.plans = truths.map(|(id, _)| Plan::of(program, &self.chains, id)).collect();
    }

    /// The periods of the anchors, from the dates first and the patient's record second.
    fn read_anchors(&mut self, patient: &Patient) {
        self.anchors.clear();
        if self.dates.anchors.is_empty() && patient.anchors.is_empty() {
            return;
        }
        self.anchors = window::anchor_periods(self.program, self.dates.as_of, &|id, anchor| {
            let set = self.dates.anchors.iter().find(|(set, _)| *set == id).map(|(_, day)| *day);
            set.or_else(|| {
                let recorded = patient.anchors.iter().find(|recorded| recorded.name == anchor.name)?;
                recorded.actual.or(recorded.planned)
            })
        });
    }
}
