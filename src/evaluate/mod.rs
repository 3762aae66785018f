//! Program x patient x dates -> judgement. Pure: no clock, no locale, no network, no order of hashing.

mod apart;
mod asked;
mod chain;
mod count;
mod distinct;
mod dose;
mod glance;
mod joined;
mod judgement;
mod lines;
mod lists;
mod measure;
mod newest;
mod observer;
mod places;
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

use crate::check::{AnchorId, EventsId, PointNode, Program, TruthId, ValueId};
use crate::record::Patient;
use crate::value::{Day, DaySpan, Truth};
use chain::Chain;
use places::Places;
use run::{BodyWords, Run};
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
    settled: Vec<Option<WindowSpan>>,
    /// By choice of events; made when somebody who wants no detail first asks.
    chains: Vec<Option<Chain<'p>>>,
    body: BodyWords,
    spare: Vec<Vec<Match>>,
    places: Places,
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
        let settled: Vec<Option<WindowSpan>> = program
            .windows
            .iter()
            .map(|window| {
                if window.is_by_drug() {
                    return None;
                }
                let point = match program.point(window.point) {
                    PointNode::AsOf => Period::day(DaySpan::on(dates.as_of)),
                    PointNode::Fixed(span) => Period::day(*span),
                    _ => return None,
                };
                Some(window::place(window, &point, dates.as_of, None))
            })
            .collect();
        let places = Places::new(program.vocabulary.words.len());
        let body = BodyWords::of(&program.vocabulary);
        Evaluator { program, dates, settled, chains: Vec::new(), body, spare: Vec::new(), places }
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
        let anchors = window::anchor_periods(self.program, self.dates.as_of, &|id, anchor| {
            let set = self.dates.anchors.iter().find(|(set, _)| *set == id).map(|(_, day)| *day);
            set.or_else(|| {
                let recorded = patient.anchors.iter().find(|recorded| recorded.name == anchor.name)?;
                recorded.actual.or(recorded.planned)
            })
        });
        if !O::DETAIL && self.chains.is_empty() {
            let ids = (0u32..).map(EventsId).zip(&self.program.events);
            let chain = |(id, _)| Chain::of(self.program, &self.settled, self.dates.as_of, id);
            self.chains = ids.map(chain).collect();
        }
        self.places.read(&patient.events);
        let mut run = Run {
            program: self.program,
            patient,
            as_of: self.dates.as_of,
            settled: &self.settled,
            chains: &self.chains,
            body: self.body,
            anchors: &anchors,
            observer,
            derived: Vec::new(),
            spare: &mut self.spare,
            places: &self.places,
        };
        ask(&mut run)
    }
}
