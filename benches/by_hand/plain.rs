//! Strings, calendar dates, and a scan of the list for every criterion that needs it.

use super::{Outcomes, known};
use chrono::{Days, Months, NaiveDate};
use enrol::value::Truth;
use serde::Deserialize;

/// A record of the generator; a list that is missing was not recorded.
#[derive(Deserialize)]
pub(crate) struct Patient {
    pub(crate) birth_date: Option<NaiveDate>,
    pub(crate) sex: Option<String>,
    pub(crate) conditions: Option<Vec<Condition>>,
    pub(crate) observations: Option<Vec<Observation>>,
    pub(crate) medications: Option<Vec<Medication>>,
    pub(crate) biopsies: Option<Vec<Biopsy>>,
    pub(crate) pregnant: Option<bool>,
    pub(crate) consent: Option<bool>,
}

#[derive(Deserialize)]
pub(crate) struct Condition {
    pub(crate) code: String,
    pub(crate) onset: Option<NaiveDate>,
    pub(crate) resolved: Option<NaiveDate>,
}

#[derive(Deserialize)]
pub(crate) struct Observation {
    pub(crate) code: String,
    pub(crate) value: Option<f64>,
    pub(crate) unit: String,
    pub(crate) date: NaiveDate,
}

#[derive(Deserialize)]
pub(crate) struct Medication {
    pub(crate) drug: String,
    pub(crate) start: Option<NaiveDate>,
    pub(crate) end: Option<NaiveDate>,
    pub(crate) stop_reason: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Biopsy {
    pub(crate) date: NaiveDate,
    pub(crate) class: Option<String>,
}

const IMMUNOSUPPRESSANTS: [&str; 9] = [
    "mycophenolate",
    "cyclophosphamide",
    "azathioprine",
    "tacrolimus",
    "voclosporin",
    "methotrexate",
    "leflunomide",
    "belimumab",
    "rituximab",
];
const GLUCOCORTICOIDS: [&str; 3] = ["prednisone", "prednisolone", "methylprednisolone"];
const STANDARD: [&str; 2] = ["mycophenolate", "cyclophosphamide"];
const PROLIFERATIVE: [&str; 4] = ["III", "IV", "III+V", "IV+V"];

impl Patient {
    pub(crate) fn latest(&self, code: &str, from: NaiveDate, to: NaiveDate) -> Option<&Observation> {
        let inside = |seen: &&Observation| seen.code == code && seen.date >= from && seen.date <= to;
        self.observations.as_ref()?.iter().filter(inside).max_by_key(|seen| seen.date)
    }

    pub(crate) fn value(&self, code: &str, from: NaiveDate, to: NaiveDate) -> Option<f64> {
        self.latest(code, from, to)?.value
    }
}

/// Whether something of a list is so; unknown for a list that was not recorded.
fn any<T>(list: &Option<Vec<T>>, ask: impl Fn(&T) -> Truth) -> Truth {
    match list {
        Some(list) => list.iter().map(ask).fold(Truth::NotMet, Truth::or),
        None => Truth::Unknown,
    }
}

/// Whether an immunosuppressant was ended after 12 weeks or more because it did not work or was not borne.
fn failed(taken: &Medication) -> Truth {
    let Some(end) = taken.end.filter(|_| IMMUNOSUPPRESSANTS.contains(&taken.drug.as_str())) else {
        return Truth::NotMet;
    };
    let reason = taken.stop_reason.as_deref().map(|reason| matches!(reason, "lack_of_efficacy" | "intolerance"));
    let long = taken.start.map(|start| (end - start).num_days() >= 84);
    known(reason).and(known(long))
}

fn two_failed(list: &[Medication]) -> Truth {
    let mut certain: Vec<&str> = Vec::new();
    let mut possible: Vec<&str> = Vec::new();
    for taken in list {
        let truth = failed(taken);
        if truth == Truth::Met && !certain.contains(&taken.drug.as_str()) {
            certain.push(&taken.drug);
        }
        if truth != Truth::NotMet && !possible.contains(&taken.drug.as_str()) {
            possible.push(&taken.drug);
        }
    }
    match (certain.len(), possible.len()) {
        (2.., _) => Truth::Met,
        (_, ..2) => Truth::NotMet,
        _ => Truth::Unknown,
    }
}

/// What each criterion gives on a day.
pub(crate) fn evaluate(patient: &Patient, as_of: NaiveDate) -> Outcomes {
    let back = |days: u64| as_of - Days::new(days);
    let weeks4 = back(28);
    let recent = |code: &str| patient.value(code, weeks4, as_of);
    let ever = |code: &str| patient.value(code, NaiveDate::MIN, as_of);
    let age = patient.birth_date.map(|birth| as_of.years_since(birth).unwrap_or(0));
    let year = as_of - Months::new(12);
    let biopsy = |taken: &Biopsy| {
        let class = taken.class.as_deref().map(|class| PROLIFERATIVE.contains(&class));
        Truth::of(taken.date >= year && taken.date <= as_of).and(known(class))
    };
    let upcr = patient.latest("upcr", weeks4, as_of);
    let upcr = upcr.and_then(|seen| seen.value.map(|value| if seen.unit == "mg/g" { value / 1000.0 } else { value }));
    let standard = |taken: &Medication| Truth::of(STANDARD.contains(&taken.drug.as_str())).and(failed(taken));
    let on_glucocorticoid = |taken: &Medication| {
        Truth::of(GLUCOCORTICOIDS.contains(&taken.drug.as_str()))
            .and(Truth::of(taken.end.is_none_or(|end| end >= as_of)))
            .and(known(taken.start.map(|start| start <= as_of)))
    };
    let exposed = |drug: &str, days: u64| {
        any(&patient.medications, |taken| {
            Truth::of(taken.drug == drug && taken.end.is_none_or(|end| end >= back(days)))
        })
    };
    let years5 = as_of - Months::new(60);
    let malignancy = |found: &Condition| {
        let begun = known(found.onset.map(|onset| onset >= years5));
        let over = Truth::of(found.resolved.is_some_and(|resolved| resolved >= years5));
        Truth::of(found.code.starts_with('C')).and(begun.or(over))
    };
    [
        known(age.map(|age| (18..=65).contains(&age))),
        any(&patient.conditions, |found| Truth::of(found.code.starts_with("M32"))),
        any(&patient.biopsies, biopsy),
        known(upcr.map(|value| value >= 1.0)),
        known(recent("sledai2k").map(|value| value >= 8.0)),
        patient.medications.as_deref().map_or(Truth::Unknown, two_failed),
        any(&patient.medications, standard),
        any(&patient.medications, on_glucocorticoid),
        known(recent("egfr").map(|value| value >= 30.0)),
        known(recent("anc").map(|value| value >= 1000.0)),
        known(recent("platelets").map(|value| value >= 50.0)),
        known(patient.consent),
        known(ever("hiv").map(|value| value == 1.0)),
        known(ever("hbsag").map(|value| value == 1.0)),
        known(patient.sex.as_deref().map(|sex| sex == "F")).and(known(patient.pregnant)),
        known(ever("lvef").map(|value| value < 45.0)),
        known(recent("spo2").map(|value| value < 92.0)),
        exposed("rituximab", 180),
        exposed("cyclophosphamide", 28),
        any(&patient.conditions, malignancy),
        any(&patient.medications, |taken| Truth::of(taken.drug.starts_with("cart_"))),
        known(recent("alt").map(|value| value > 120.0)),
    ]
}
