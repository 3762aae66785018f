//! Codes as small numbers, dates as day numbers, one pass over each list: what no general engine can reach.

use super::{Outcomes, known, plain};
use chrono::{Datelike, NaiveDate};
use enrol::value::Truth;

/// The same record with nothing left to look up.
pub(crate) struct Patient {
    birth: Option<i32>,
    female: Option<bool>,
    conditions: Option<Vec<Condition>>,
    results: Option<Vec<TestResult>>,
    drugs: Option<Vec<Exposure>>,
    biopsies: Option<Vec<Biopsy>>,
    pregnant: Option<bool>,
    consent: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Disease {
    Lupus,
    Cancer,
    Other,
}

struct Condition {
    disease: Disease,
    onset: Option<i32>,
    resolved: Option<i32>,
}

struct TestResult {
    test: u8,
    day: i32,
    value: Option<f64>,
    /// Given in thousandths of the unit of the criterion.
    milli: bool,
}

struct Exposure {
    drug: u8,
    start: Option<i32>,
    end: Option<i32>,
    stop: Option<Stop>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    LackOfEfficacy,
    Intolerance,
    Other,
}

struct Biopsy {
    day: i32,
    class: Option<Class>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Three,
    Four,
    ThreeAndFive,
    FourAndFive,
    Other,
}

/// The tests that criteria ask about; a test's number is its place, the first for the rest.
const TESTS: [&str; 11] = ["", "upcr", "sledai2k", "egfr", "anc", "platelets", "alt", "spo2", "lvef", "hiv", "hbsag"];
const OTHER: usize = 0;
const UPCR: usize = 1;
const SLEDAI: usize = 2;
const EGFR: usize = 3;
const ANC: usize = 4;
const PLATELETS: usize = 5;
const ALT: usize = 6;
const SPO2: usize = 7;
const LVEF: usize = 8;
const HIV: usize = 9;
const HBSAG: usize = 10;
/// The drugs: 9 immunosuppressants, then 3 glucocorticoids, then the cell therapy.
const DRUGS: [&str; 13] = [
    "mycophenolate",
    "cyclophosphamide",
    "azathioprine",
    "tacrolimus",
    "voclosporin",
    "methotrexate",
    "leflunomide",
    "belimumab",
    "rituximab",
    "prednisone",
    "prednisolone",
    "methylprednisolone",
    "cart_cd19",
];
const CYCLOPHOSPHAMIDE: u8 = 1;
const RITUXIMAB: u8 = 8;
const LAST_GLUCOCORTICOID: u8 = 11;
const CELL_THERAPY: u8 = 12;
/// Mycophenolate and cyclophosphamide as bits.
const STANDARD: u32 = 0b11;

/// The days that windows reach back to.
pub(crate) struct Days {
    as_of: i32,
    weeks4: i32,
    days180: i32,
    year: i32,
    years5: i32,
    youngest_birth: i32,
    oldest_birth: i32,
}

fn day(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

impl Days {
    /// Windows up to a day that is not 29 February.
    pub(crate) fn new(as_of: NaiveDate) -> Option<Days> {
        let years_back = |years: i32| as_of.with_year(as_of.year() - years).map(day);
        Some(Days {
            as_of: day(as_of),
            weeks4: day(as_of) - 28,
            days180: day(as_of) - 180,
            year: years_back(1)?,
            years5: years_back(5)?,
            youngest_birth: years_back(18)?,
            oldest_birth: years_back(66)? + 1,
        })
    }
}

impl Patient {
    /// Resolves a record.
    pub(crate) fn new(from: &plain::Patient) -> Patient {
        let place = |names: &[&str], name: &str| names.iter().position(|known| *known == name);
        let small = |place: usize| u8::try_from(place).unwrap_or(u8::MAX);
        let condition = |found: &plain::Condition| Condition {
            disease: match found.code.as_bytes() {
                [b'M', b'3', b'2', ..] => Disease::Lupus,
                [b'C', ..] => Disease::Cancer,
                _ => Disease::Other,
            },
            onset: found.onset.map(day),
            resolved: found.resolved.map(day),
        };
        let result = |seen: &plain::Observation| TestResult {
            test: small(place(&TESTS, &seen.code).unwrap_or(OTHER)),
            day: day(seen.date),
            value: seen.value,
            milli: seen.unit == "mg/g",
        };
        let exposure = |taken: &plain::Medication| Exposure {
            drug: small(place(&DRUGS, &taken.drug).unwrap_or(usize::from(u8::MAX))),
            start: taken.start.map(day),
            end: taken.end.map(day),
            stop: taken.stop_reason.as_deref().map(|why| match why {
                "lack_of_efficacy" => Stop::LackOfEfficacy,
                "intolerance" => Stop::Intolerance,
                _ => Stop::Other,
            }),
        };
        let biopsy = |taken: &plain::Biopsy| Biopsy {
            day: day(taken.date),
            class: taken.class.as_deref().map(|class| match class {
                "III" => Class::Three,
                "IV" => Class::Four,
                "III+V" => Class::ThreeAndFive,
                "IV+V" => Class::FourAndFive,
                _ => Class::Other,
            }),
        };
        Patient {
            birth: from.birth_date.map(day),
            female: from.sex.as_deref().map(|sex| sex == "F"),
            conditions: from.conditions.as_ref().map(|list| list.iter().map(condition).collect()),
            results: from.observations.as_ref().map(|list| list.iter().map(result).collect()),
            drugs: from.medications.as_ref().map(|list| list.iter().map(exposure).collect()),
            biopsies: from.biopsies.as_ref().map(|list| list.iter().map(biopsy).collect()),
            pregnant: from.pregnant,
            consent: from.consent,
        }
    }
}

/// The newest result of each test: its day and its value.
#[derive(Clone, Copy)]
struct Newest {
    day: i32,
    value: Option<f64>,
}

#[inline]
fn newest(results: Option<&[TestResult]>, days: &Days) -> [Newest; TESTS.len()] {
    let mut newest = [Newest { day: i32::MIN, value: None }; TESTS.len()];
    for result in results.unwrap_or_default() {
        if let Some(best) = newest.get_mut(usize::from(result.test))
            && result.day <= days.as_of
            && result.day > best.day
        {
            let unit = if result.milli { 1000.0 } else { 1.0 };
            *best = Newest { day: result.day, value: result.value.map(|value| value / unit) };
        }
    }
    newest
}

/// What the conditions say of lupus and of cancer.
#[inline]
fn diseases(conditions: Option<&[Condition]>, days: &Days) -> (Truth, Truth) {
    let Some(conditions) = conditions else {
        return (Truth::Unknown, Truth::Unknown);
    };
    let (mut lupus, mut cancer) = (Truth::NotMet, Truth::NotMet);
    for found in conditions {
        match found.disease {
            Disease::Lupus => lupus = Truth::Met,
            Disease::Cancer => {
                let begun = known(found.onset.map(|onset| onset >= days.years5));
                let over = Truth::of(found.resolved.is_some_and(|resolved| resolved >= days.years5));
                cancer = cancer.or(begun).or(over);
            }
            Disease::Other => {}
        }
    }
    (lupus, cancer)
}

/// What the drugs say: two failed, a standard one failed, on a glucocorticoid, rituximab, cyclophosphamide, cells.
#[inline]
fn drugs(exposures: Option<&[Exposure]>, days: &Days) -> [Truth; 6] {
    let Some(exposures) = exposures else {
        return [Truth::Unknown; 6];
    };
    let (mut certain, mut possible) = (0u32, 0u32);
    let [mut glucocorticoid, mut rituximab, mut cyclophosphamide, mut cells] = [Truth::NotMet; 4];
    for taken in exposures {
        match taken.drug {
            ..=RITUXIMAB => {
                if let Some(end) = taken.end {
                    let long = known(taken.start.map(|start| end - start >= 84));
                    let failed = known(taken.stop.map(|why| why != Stop::Other)).and(long);
                    certain |= u32::from(failed == Truth::Met) << taken.drug;
                    possible |= u32::from(failed != Truth::NotMet) << taken.drug;
                }
                if taken.drug == RITUXIMAB && taken.end.is_none_or(|end| end >= days.days180) {
                    rituximab = Truth::Met;
                }
                if taken.drug == CYCLOPHOSPHAMIDE && taken.end.is_none_or(|end| end >= days.weeks4) {
                    cyclophosphamide = Truth::Met;
                }
            }
            ..=LAST_GLUCOCORTICOID => {
                if taken.end.is_none_or(|end| end >= days.as_of) {
                    glucocorticoid = glucocorticoid.or(known(taken.start.map(|start| start <= days.as_of)));
                }
            }
            CELL_THERAPY => cells = Truth::Met,
            _ => {}
        }
    }
    let among = |certain: bool, possible: bool| match (certain, possible) {
        (true, _) => Truth::Met,
        (false, true) => Truth::Unknown,
        (false, false) => Truth::NotMet,
    };
    let two = among(certain.count_ones() >= 2, possible.count_ones() >= 2);
    let standard = among(certain & STANDARD != 0, possible & STANDARD != 0);
    [two, standard, glucocorticoid, rituximab, cyclophosphamide, cells]
}

/// What each criterion gives.
#[inline]
pub(crate) fn evaluate(patient: &Patient, days: &Days) -> Outcomes {
    let newest = newest(patient.results.as_deref(), days);
    let ever = |test: usize| newest.get(test).and_then(|newest| newest.value);
    let recent = |test: usize| newest.get(test).filter(|newest| newest.day >= days.weeks4)?.value;
    let (lupus, cancer) = diseases(patient.conditions.as_deref(), days);
    let [two, standard, glucocorticoid, rituximab, cyclophosphamide, cells] = drugs(patient.drugs.as_deref(), days);
    let biopsy = patient.biopsies.as_ref().map_or(Truth::Unknown, |list| {
        let recent = list.iter().filter(|taken| taken.day >= days.year && taken.day <= days.as_of);
        recent.map(|taken| known(taken.class.map(|class| class != Class::Other))).fold(Truth::NotMet, Truth::or)
    });
    [
        known(patient.birth.map(|birth| birth >= days.oldest_birth && birth <= days.youngest_birth)),
        lupus,
        biopsy,
        known(recent(UPCR).map(|value| value >= 1.0)),
        known(recent(SLEDAI).map(|value| value >= 8.0)),
        two,
        standard,
        glucocorticoid,
        known(recent(EGFR).map(|value| value >= 30.0)),
        known(recent(ANC).map(|value| value >= 1000.0)),
        known(recent(PLATELETS).map(|value| value >= 50.0)),
        known(patient.consent),
        known(ever(HIV).map(|value| value == 1.0)),
        known(ever(HBSAG).map(|value| value == 1.0)),
        known(patient.female).and(known(patient.pregnant)),
        known(ever(LVEF).map(|value| value < 45.0)),
        known(recent(SPO2).map(|value| value < 92.0)),
        rituximab,
        cyclophosphamide,
        cancer,
        cells,
        known(recent(ALT).map(|value| value > 120.0)),
    ]
}
