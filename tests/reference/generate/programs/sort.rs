//! What a program is about: sorts of events, and the words of each.

use crate::generate::Choices;
use crate::generate::vocabulary::*;
use enrol::check::{Measure, Per, Words};
use enrol::vocabulary::builtin::{attribute, unit};
use enrol::vocabulary::*;

/// What kind of events a choice gives, as far as it decides what may be asked of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Alpha,
    Beta,
    Grade,
    Condition,
    Drug,
    Biopsy,
    Vaccine,
    Score,
    Line,
}

const SORTS: &[Sort] = &[
    Sort::Alpha,
    Sort::Drug,
    Sort::Drug,
    Sort::Drug,
    Sort::Condition,
    Sort::Biopsy,
    Sort::Grade,
    Sort::Beta,
    Sort::Score,
    Sort::Vaccine,
    Sort::Line,
];

/// What one program and its patient are about, so that they meet: a few sorts of events, or all.
#[derive(Clone, Debug)]
pub struct Theme {
    pub sorts: Vec<Sort>,
}

impl Theme {
    pub fn new(choices: &mut Choices<'_>) -> Theme {
        let sorts = match choices.below(10) {
            0 | 1 => SORTS.to_vec(),
            2..=5 => vec![Sort::Drug, choices.pick(SORTS)],
            6 | 7 => vec![Sort::Alpha, choices.pick(SORTS)],
            8 => vec![Sort::Line],
            _ => vec![choices.pick(SORTS), choices.pick(SORTS)],
        };
        Theme { sorts }
    }

    /// The words under which a patient's events may be recorded.
    pub fn words(&self) -> Vec<WordId> {
        self.sorts.iter().flat_map(|sort| sort.words()).copied().collect()
    }
}

impl Sort {
    /// Whether its events have a start and an end.
    pub fn lasts(self) -> bool {
        matches!(self, Sort::Drug | Sort::Condition | Sort::Line)
    }

    fn words(self) -> &'static [WordId] {
        const NO_MEASUREMENT: WordId = Kind::Measurement.unmapped();
        const NO_DRUG: WordId = Kind::Drug.unmapped();
        const NO_CONDITION: WordId = Kind::Condition.unmapped();
        match self {
            Sort::Alpha => &[ALPHA, ALPHA, ALPHA, NO_MEASUREMENT],
            Sort::Beta => &[BETA, BETA, BETA, NO_MEASUREMENT],
            Sort::Grade => &[GRADE, GRADE, GRADE, NO_MEASUREMENT],
            Sort::Condition => &[BASAL, MELANOMA, SKIN_CANCER, CANCER, LUPUS, NO_CONDITION],
            Sort::Drug => &[
                PREDNISONE,
                METHYLPREDNISOLONE,
                PREDNISONE,
                STEROID,
                RITUXIMAB,
                MYCOPHENOLATE,
                NO_DRUG,
                WEIGHT,
                SURFACE,
            ],
            Sort::Biopsy => &[BIOPSY],
            Sort::Vaccine => &[COVID_VACCINE],
            Sort::Score => &[SLEDAI],
            Sort::Line => &[
                MYCOPHENOLATE,
                RITUXIMAB,
                MYCOPHENOLATE,
                RITUXIMAB,
                PROGRESSION,
                PROGRESSION,
                CHANGE,
                NO_CONDITION,
                LINE,
            ],
        }
    }
}

pub(super) fn unit_of(measure: &Measure) -> UnitId {
    match measure {
        Measure::Dose { attribute: attribute::DAILY_DOSE, per, .. } => match per {
            None => unit::MG_PER_DAY,
            Some(Per::Kilogram) => unit::MG_PER_KG_DAY,
            Some(Per::SquareMetre) => unit::MG_PER_M2_DAY,
        },
        Measure::Dose { per, .. } => match per {
            None => unit::MG,
            Some(Per::Kilogram) => unit::MG_PER_KG,
            Some(Per::SquareMetre) => unit::MG_PER_M2,
        },
        _ => unit::ONE,
    }
}

/// A symbol to measure of an event of a sort, and a set to look for it in.
pub(super) fn symbols_of(choices: &mut Choices<'_>, sort: Sort) -> (Measure, Vec<SymbolId>) {
    let (measure, of): (Measure, &[&str]) = match sort {
        Sort::Grade => (Measure::Result, &["A", "B", "C"]),
        Sort::Drug => choices.pick(&[
            (Measure::Attribute(attribute::OUTCOME), &["no_response", "progression"][..]),
            (Measure::Attribute(attribute::STOP_REASON), &["lack_of_efficacy", "progression"][..]),
            (Measure::Attribute(attribute::ROUTE), &["iv", "oral"][..]),
        ]),
        Sort::Condition => (Measure::Attribute(attribute::STATUS), &["cured", "active"]),
        Sort::Biopsy => (Measure::Attribute(CLASS), &["III", "II"]),
        Sort::Vaccine => (Measure::Attribute(attribute::PRODUCT), &["mrna"]),
        Sort::Line => choices.pick(&[
            (Measure::Attribute(attribute::INTENT), &["induction"][..]),
            (Measure::Attribute(attribute::OUTCOME), &["response", "progression"][..]),
        ]),
        Sort::Alpha | Sort::Beta | Sort::Score => (Measure::Attribute(attribute::SPECIMEN), &["serum"]),
    };
    let many = 1 + choices.below(of.len());
    (measure, values(&of[..many]))
}

pub fn family(roots: &[WordId]) -> WordSet {
    roots.iter().flat_map(|root| VOCABULARY.word(*root).family.iter()).collect()
}

/// What the checker makes of some words.
pub fn words_of(roots: Vec<WordId>) -> Words {
    let certain = family(&roots);
    let mut kinds: Vec<_> = roots.iter().map(|root| VOCABULARY.word(*root).kind).collect();
    kinds.sort();
    kinds.dedup();
    let above = roots.iter().flat_map(|root| VOCABULARY.word(*root).ancestors.iter().copied());
    let mut possible: WordSet = above.chain(kinds.iter().map(|kind| kind.unmapped())).collect();
    certain.iter().for_each(|word| possible.remove(word));
    let alone = |root: &WordId| VOCABULARY.word(*root).ancestors.is_empty() && certain.iter().count() == 1;
    let single = (roots.len() == 1).then(|| roots[0]).filter(alone);
    Words { kinds, certain, possible, roots, single }
}
