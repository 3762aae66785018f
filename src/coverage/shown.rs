//! Cases go in, what they showed comes out.

use super::report::{
    BoundaryCoverage, ConditionCoverage, CriterionCoverage, DecisionCoverage, FileCoverage, NAMED, OutcomeCoverage,
    Place, PointCoverage, Report, Sort, TrialCoverage, note,
};
use super::seen::Seen;
use super::sight::decides;
use super::subject::{Subject, subjects};
use super::target::{OUTCOMES, WAYS, What};
use super::words;
use crate::check::{FileId, Program, TruthId};
use crate::diagnostic::{LineIndex, Span};
use crate::evaluate::{Dates, Evaluator, VerdictOnly};
use crate::protocol::Sentences;
use crate::record::Patient;
use crate::syntax::tree::{FileKind, ItemKind};

/// Gathers what cases show of the trials of a program.
#[derive(Clone, Debug)]
pub struct Coverage<'p> {
    program: &'p Program,
    subjects: Vec<Subject>,
    shown: Vec<Shown>,
    cases: usize,
}

/// What was shown of one subject.
#[derive(Clone, Debug)]
struct Shown {
    judged: usize,
    outcomes: [Vec<String>; 3],
    /// By condition.
    decisions: Vec<[Vec<String>; 3]>,
    /// By boundary and point.
    points: Vec<Vec<Vec<String>>>,
}

impl<'p> Coverage<'p> {
    /// Nothing is shown yet.
    #[must_use]
    pub fn new(program: &'p Program) -> Coverage<'p> {
        let subjects = subjects(program);
        let shown = subjects.iter().map(Shown::nothing).collect();
        Coverage { program, subjects, shown, cases: 0 }
    }

    /// A patient is judged for a trial, by its place in the program: what does that show?
    pub fn add(&mut self, name: &str, trial: usize, patient: &Patient, dates: &Dates) {
        self.cases += 1;
        let mut evaluator = Evaluator::new(self.program, dates.clone());
        let judgement = evaluator.evaluate(trial, patient, &mut VerdictOnly);
        for (subject, shown) in self.subjects.iter().zip(&mut self.shown) {
            if subject.trials.contains(&trial) && subject.bears_on(&judgement) {
                shown.judged += 1;
                shown.show(subject, (name, patient), &mut evaluator);
            }
        }
    }

    /// The rules.
    #[must_use]
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// The criteria and cohorts of all trials, each in all versions in which it asks the same.
    pub(super) fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    fn told_of(&self, told: &Told<'_>, wanted: impl Fn(&Subject) -> bool) -> Vec<CriterionCoverage> {
        let pairs = self.subjects.iter().zip(&self.shown).filter(|(subject, _)| wanted(subject));
        pairs.map(|(subject, shown)| told.criterion(subject, shown)).collect()
    }

    /// What was shown so far.
    #[must_use]
    pub fn report(&self) -> Report {
        let lines = self.program.files.iter().map(|file| LineIndex::new(&file.text)).collect();
        let told = Told { program: self.program, sentences: Sentences::new(self.program), lines };
        let mut report = Report { cases: self.cases, ..Report::default() };
        for (place, trial) in self.program.trials.iter().enumerate() {
            told.file(&mut report, trial.file).trials.push(TrialCoverage {
                id: trial.id.clone(),
                title: trial.title.clone(),
                criteria: self.told_of(&told, |subject| {
                    subject.trials.contains(&place) && (subject.sort != Sort::Definition || subject.file == trial.file)
                }),
                ..TrialCoverage::default()
            });
        }
        for (place, file) in self.program.files.iter().enumerate() {
            let place = FileId(u32::try_from(place).unwrap_or(u32::MAX));
            let header = file.tree.items.iter().find_map(|item| match &item.kind {
                ItemKind::Header(header) if header.kind == FileKind::Library => Some(header),
                _ => None,
            });
            let Some(header) = header else { continue };
            let (id, title) = (header.name.text.clone(), header.title.as_ref().map(|title| title.text.clone()));
            let mut library = TrialCoverage { id, title: title.unwrap_or_default(), ..TrialCoverage::default() };
            for criterion in self.told_of(&told, |subject| subject.sort == Sort::Definition && subject.file == place) {
                library.put(criterion);
            }
            if !library.criteria.is_empty() {
                told.file(&mut report, place).trials.push(library);
            }
        }
        report.count();
        report
    }
}

impl Shown {
    fn nothing(subject: &Subject) -> Shown {
        Shown {
            judged: 0,
            outcomes: Default::default(),
            decisions: vec![Default::default(); subject.conditions.len()],
            points: subject.boundaries.iter().map(|boundary| vec![Vec::new(); boundary.points.len()]).collect(),
        }
    }
}

impl Coverage<'_> {
    /// Notes that a case showed something.
    pub(super) fn note(&mut self, subject: usize, what: What, name: &str) {
        let place = self.subjects.get(subject).zip(self.shown.get_mut(subject));
        if let Some(cases) = place.and_then(|(subject, shown)| shown.cases_mut(subject, what)) {
            note(cases, name);
        }
    }

    /// The first cases that showed something.
    pub(super) fn cases_of(&self, subject: usize, what: What) -> Option<&Vec<String>> {
        let (subject, shown) = self.subjects.get(subject).zip(self.shown.get(subject))?;
        match what {
            What::Outcome(truth) => shown.outcomes.get(OUTCOMES.iter().position(|own| *own == truth)?),
            What::Decision(condition, way) => {
                let of = shown.decisions.get(subject.conditions.iter().position(|own| *own == condition)?)?;
                of.get(WAYS.iter().position(|own| *own == way)?)
            }
            What::Point { boundary, point } => shown.points.get(boundary)?.get(point),
        }
    }
}

impl Shown {
    fn cases_mut(&mut self, subject: &Subject, what: What) -> Option<&mut Vec<String>> {
        match what {
            What::Outcome(truth) => self.outcomes.get_mut(OUTCOMES.iter().position(|own| *own == truth)?),
            What::Decision(condition, way) => {
                let of = self.decisions.get_mut(subject.conditions.iter().position(|own| *own == condition)?)?;
                of.get_mut(WAYS.iter().position(|own| *own == way)?)
            }
            What::Point { boundary, point } => self.points.get_mut(boundary)?.get_mut(point),
        }
    }

    /// Takes in what a patient shows of a subject.
    fn show(&mut self, subject: &Subject, (name, patient): (&str, &Patient), evaluator: &mut Evaluator<'_>) {
        let Some(root) = subject.root else {
            let [.., unknown] = &mut self.outcomes;
            return note(unknown, name);
        };
        let mut seen = Seen::new(subject.conditions.iter().copied(), &subject.boundaries, &subject.by_node);
        let outcome = evaluator.truth(root, patient, &mut seen);
        for (truth, cases) in OUTCOMES.iter().zip(&mut self.outcomes) {
            if *truth == outcome {
                note(cases, name);
            }
        }
        for (boundary, point) in &seen.hits {
            if let Some(cases) = self.points.get_mut(*boundary).and_then(|points| points.get_mut(*point)) {
                note(cases, name);
            }
        }
        for (condition, shown) in subject.conditions.iter().zip(&mut self.decisions) {
            for (way, cases) in WAYS.iter().zip(shown) {
                if cases.len() < NAMED
                    && decides(evaluator, patient, (root, outcome), seen.of(*condition), (*condition, *way))
                {
                    note(cases, name);
                }
            }
        }
    }
}

/// Tells in words and places what was shown.
struct Told<'p> {
    program: &'p Program,
    sentences: Sentences<'p>,
    /// By file.
    lines: Vec<LineIndex>,
}

impl Told<'_> {
    /// What is told of a file.
    fn file<'r>(&self, report: &'r mut Report, file: FileId) -> &'r mut FileCoverage {
        let source = self.program.files.get(file.0 as usize);
        let (name, text) = source.map(|file| (file.name.clone(), file.text.to_string())).unwrap_or_default();
        let place = report.files.iter().position(|known| known.name == name).unwrap_or_else(|| {
            report.files.push(FileCoverage { name, text, ..FileCoverage::default() });
            report.files.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "the place was found or made just before")]
        &mut report.files[place]
    }

    fn criterion(&self, subject: &Subject, shown: &Shown) -> CriterionCoverage {
        let outcomes = OUTCOMES.iter().zip(&shown.outcomes).filter(|(truth, _)| subject.possible.has(**truth));
        let conditions = subject.conditions.iter().zip(&shown.decisions);
        let trial = subject.trials.first().and_then(|trial| self.program.trials.get(*trial));
        let version = |(version, _): &(usize, usize)| Some(trial?.versions.get(*version)?.name.clone());
        CriterionCoverage {
            sort: subject.sort,
            id: subject.id.clone(),
            sentence: subject.sentence.clone(),
            versions: subject.stands.iter().filter_map(version).collect(),
            place: self.place(subject.file, subject.span),
            judged: shown.judged,
            total: Default::default(),
            outcomes: outcomes
                .map(|(outcome, cases)| OutcomeCoverage { outcome: *outcome, cases: cases.clone() })
                .collect(),
            conditions: conditions
                .map(|(id, shown)| self.condition(subject, *id, shown))
                .filter(|condition| !condition.decides.is_empty())
                .collect(),
            boundaries: self.boundaries(subject, shown),
        }
    }

    fn condition(&self, subject: &Subject, id: TruthId, shown: &[Vec<String>; 3]) -> ConditionCoverage {
        let node = self.program.truth(id);
        let ways = WAYS.iter().zip(shown).filter(|(way, _)| subject.can_decide(self.program, id, **way));
        ConditionCoverage {
            says: self.sentences.condition(id),
            place: self.place(node.file, node.span),
            decides: ways.map(|(way, cases)| DecisionCoverage { decides: *way, cases: cases.clone() }).collect(),
        }
    }

    fn boundaries(&self, subject: &Subject, shown: &Shown) -> Vec<BoundaryCoverage> {
        let told = subject.boundaries.iter().zip(&shown.points).map(|(boundary, shown)| {
            let points = boundary.points.iter().zip(shown);
            BoundaryCoverage {
                says: words::boundary(&self.sentences, boundary),
                place: self.place(boundary.file, boundary.span),
                points: points
                    .map(|(point, cases)| PointCoverage {
                        point: *point,
                        says: words::point(boundary, *point),
                        cases: cases.clone(),
                    })
                    .collect(),
            }
        });
        told.collect()
    }

    fn place(&self, file: FileId, span: Span) -> Place {
        let place = file.0 as usize;
        let (Some(file), Some(lines)) = (self.program.files.get(place), self.lines.get(place)) else {
            return Place::default();
        };
        let last = Span::new(span.end.saturating_sub(1).max(span.start) as usize, span.end as usize);
        Place {
            file: file.name.clone(),
            line: lines.place(&file.text, span).line,
            last_line: lines.place(&file.text, last).line,
            start: span.start,
            end: span.end,
        }
    }
}
