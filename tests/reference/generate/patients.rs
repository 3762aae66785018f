//! Random patients.

use super::Choices;
use super::vocabulary::*;
use enrol::record::*;
use enrol::value::{Day, DaySpan, Length, Limit, Number, Range, Truth};
use enrol::vocabulary::builtin::{attribute, symbol, unit};
use enrol::vocabulary::*;

/// The day on which every generated patient is judged.
pub fn as_of() -> Day {
    Day::new(2026, 6, 15).unwrap()
}

/// How many days before the as-of date things happen: on, just inside and just outside of the usual windows.
const BACK: &[i32] =
    &[10, 0, 1, 13, 14, 15, 27, 28, 29, 30, 31, 60, 89, 90, 91, 110, 111, 181, 182, 183, 365, 366, 700, 1500];

pub fn day(choices: &mut Choices<'_>) -> Day {
    let back = choices.pick(BACK);
    if choices.chance(6) { as_of().plus_days(back) } else { as_of().plus_days(-back) }
}

/// A date: a day mostly, else its month or year, a range, or unknown.
pub fn date(choices: &mut Choices<'_>) -> DaySpan {
    let day = day(choices);
    let text = day.to_string();
    if !choices.blur(30) {
        return DaySpan::on(day);
    }
    match choices.below(10) {
        0..=2 => DaySpan::parse(&text[..7]).unwrap(),
        3..=5 => DaySpan::parse(&text[..4]).unwrap(),
        6..=8 => DaySpan::between(day, day.plus_days(20)),
        _ => DaySpan::ANY,
    }
}

/// Whether a record says that something never was that it holds: readers refuse that, and nothing follows from it.
pub fn contradicts_itself(patient: &Patient) -> bool {
    patient.absent.iter().any(|absent| contradicted(patient, absent))
}

fn contradicted(patient: &Patient, absent: &Absent) -> bool {
    let ran = |event: &Event| event.start.first <= absent.to && event.end.last >= absent.from;
    patient.events.iter().any(|event| !event.planned && absent.family.contains(event.word) && ran(event))
}

/// A date of which something is known.
pub fn known_date(choices: &mut Choices<'_>) -> DaySpan {
    let date = date(choices);
    if date.is_unknown() { DaySpan::on(as_of()) } else { date }
}

pub fn patient(choices: &mut Choices<'_>, words: &[WordId]) -> Patient {
    let mut patient = Patient { id: "P1".to_string(), ..Patient::default() };
    choices.precise = choices.chance(50);
    let born = Day::new(choices.pick(&[1990, 2008, 1952, 2007]), choices.pick(&[6, 2, 1]), 15).unwrap();
    patient.birth = match choices.below(5) {
        0 | 1 => Some(DaySpan::on(born)),
        2 => DaySpan::parse(&born.to_string()[..4]),
        3 => Day::new(2004, 2, 29).map(DaySpan::on),
        _ => None,
    };
    patient.sex = choices.pick(&[Some(Sex::Female), Some(Sex::Male), None, Some(Sex::Other)]);
    patient.events = (0..choices.below(11)).map(|_| event(choices, words)).collect::<Vec<_>>().into();
    let kinds: Vec<Kind> = words.iter().map(|word| VOCABULARY.word(*word).kind).collect();
    for _ in 0..choices.below(4) {
        patient.reviewed.push(review(choices, &kinds));
    }
    if choices.precise {
        patient.reviewed.extend(kinds.iter().map(|kind| reviewed(*kind, Day::MIN, as_of())));
    }
    for _ in 0..choices.below(3) {
        let absent = absent(choices);
        if !contradicted(&patient, &absent) {
            patient.absent.push(absent);
        }
    }
    for _ in 0..choices.below(5) {
        patient.answers.push(answer(choices));
    }
    for _ in 0..choices.below(5) {
        patient.statements.push(statement(choices));
    }
    anchors(choices, &mut patient);
    people(choices, &mut patient);
    patient
}

fn event(choices: &mut Choices<'_>, words: &[WordId]) -> Event {
    let mut word = choices.pick(words);
    let kind = VOCABULARY.word(word).kind;
    if word == kind.unmapped() && !choices.blur(100) {
        word = words[0];
    }
    let kind = VOCABULARY.word(word).kind;
    let planned = choices.chance(8);
    let start = date(choices);
    let start = if planned || start.first <= as_of() { start } else { DaySpan::on(as_of()) };
    let end = if kind.is_interval() { end(choices, word, start) } else { start };
    let mut event = Event {
        word,
        kind,
        planned,
        start,
        end,
        result: None,
        attributes: Vec::new(),
        more: None,
        source: Source::default(),
    };
    let mut more = More::default();
    match kind {
        Kind::Measurement => measurement(choices, &mut event, &mut more),
        Kind::Score => assessment(choices, &mut event, &mut more),
        Kind::Drug => exposure(choices, &mut event, &mut more),
        Kind::Condition => attribute(choices, &mut event, attribute::STATUS, &["cured", "active"]),
        Kind::Procedure => biopsy(choices, &mut event),
        Kind::Vaccine => attribute(choices, &mut event, attribute::PRODUCT, &["mrna"]),
        Kind::Line => {
            attribute(choices, &mut event, attribute::INTENT, &["induction", "maintenance"]);
            let drugs = choices.pick(&[vec![PREDNISONE], vec![STEROID, RITUXIMAB], vec![MYCOPHENOLATE]]);
            event.attributes.push((attribute::DRUGS, Datum::Words(drugs)));
        }
    }
    event.attributes.sort_by_key(|(id, _)| *id);
    event.more = (more != More::default()).then(|| Box::new(more));
    event
}

/// An end: known, ongoing, imprecise or not recorded; what is lifelong and has no end goes on.
fn end(choices: &mut Choices<'_>, word: WordId, start: DaySpan) -> DaySpan {
    let lifelong = VOCABULARY.word(word).lifelong;
    let first = if start.first.is_real() { start.first } else { as_of().plus_days(-400) };
    let lengths = [30, 0, 13, 83, 84, 85, 200, 300];
    let known = DaySpan::on(first.max(start.last.min(as_of())).plus_days(choices.pick(&lengths)));
    if !choices.blur(50) {
        return if choices.chance(30) { DaySpan::NEVER } else { known };
    }
    match choices.below(2) {
        0 => DaySpan::between(known.first, known.first.plus_days(40)),
        _ if lifelong => DaySpan::NEVER,
        _ => DaySpan::between(start.first, Day::MAX),
    }
}

pub fn number(choices: &mut Choices<'_>) -> Number {
    let twice = choices.pick(&[20, 2, 4, 6, 10, 11, 160, 0]);
    Number::ratio(twice, 2).unwrap()
}

fn range(choices: &mut Choices<'_>) -> Range {
    let value = number(choices);
    if !choices.blur(33) {
        return Range::point(value);
    }
    match choices.below(2) {
        0 => Range { low: Limit::At(Number::ZERO), high: Limit::Beyond(value.plus(Number::ONE).unwrap()) },
        _ => Range { low: Limit::Beyond(value), high: Limit::Open },
    }
}

fn measurement(choices: &mut Choices<'_>, event: &mut Event, more: &mut More) {
    let missing = choices.blur(8);
    event.result = match event.word {
        WEIGHT => Some(Datum::Quantity(Range::point(Number::whole(50)), unit::KG)),
        SURFACE => Some(Datum::Quantity(Range::point(Number::whole(2)), unit::M2)),
        GRADE => Some(Datum::Symbol(value(choices.pick(&["A", "B", "C"])))),
        BETA => Some(match choices.below(3) {
            0 => Datum::Titre(Range::point(Number::whole(choices.pick(&[80, 40, 160])))),
            1 => Datum::Symbol(choices.pick(&[symbol::POSITIVE, symbol::NEGATIVE])),
            _ => Datum::Quantity(range(choices), unit::ONE),
        }),
        _ => Some(Datum::Quantity(range(choices), unit::ONE)),
    };
    if missing {
        event.result = None;
    }
    if choices.chance(60) {
        more.limits = (choices.pick(&[None, Some(Number::whole(2))]), Some(Number::whole(choices.pick(&[5, 10, 3]))));
    }
    if choices.blur(4) {
        event.result = None;
        more.unusable = Some("the unit is not known".to_string());
    }
    if choices.blur(4) {
        more.conflict = Some("two sources disagree".to_string());
    }
    attribute(choices, event, attribute::SPECIMEN, &["serum", "urine"]);
    attribute(choices, event, attribute::SYSTEM, &["renal", "skin"]);
}

fn assessment(choices: &mut Choices<'_>, event: &mut Event, more: &mut More) {
    if choices.chance(70) {
        more.items = (0..4).map(|_| choices.pick(&[Truth::Met, Truth::NotMet, Truth::Unknown])).collect();
    }
    let least: i64 =
        [8, 8, 2, 2].iter().zip(&more.items).map(|(points, item)| if *item == Truth::Met { *points } else { 0 }).sum();
    let most: i64 = [8, 8, 2, 2]
        .iter()
        .enumerate()
        .map(|(at, points)| if more.items.get(at) == Some(&Truth::NotMet) { 0 } else { *points })
        .sum();
    let total = if choices.chance(50) { least } else { most };
    let known = more.items.is_empty() || choices.chance(60);
    event.result = known.then(|| Datum::Quantity(Range::point(Number::whole(total)), unit::ONE));
}

fn exposure(choices: &mut Choices<'_>, event: &mut Event, more: &mut More) {
    attribute(choices, event, attribute::ROUTE, &["oral", "iv"]);
    attribute(choices, event, attribute::INTENT, &["induction", "maintenance"]);
    attribute(choices, event, attribute::OUTCOME, &["no_response", "response", "progression"]);
    if event.end != DaySpan::NEVER {
        attribute(choices, event, attribute::STOP_REASON, &["lack_of_efficacy", "intolerance", "progression"]);
    }
    for id in [attribute::DOSE, attribute::DAILY_DOSE, attribute::TOTAL_DOSE] {
        let dose = range(choices);
        let plain = if id == attribute::DAILY_DOSE { unit::MG_PER_DAY } else { unit::MG };
        let relative = if id == attribute::DAILY_DOSE { unit::MG_PER_KG_DAY } else { unit::MG_PER_KG };
        let unit = if choices.chance(20) { relative } else { plain };
        if !choices.blur(25) {
            event.attributes.push((id, Datum::Quantity(dose, unit)));
        }
    }
    match choices.below(4) {
        0 => {}
        1 => more.every = Some(Length::Days(choices.pick(&[90, 180, 28]))),
        2 if event.start.first.is_real() => {
            let first = event.start.first;
            more.administrations = vec![
                (DaySpan::on(first), None),
                (DaySpan::on(first.plus_days(14)), Some(Datum::Quantity(range(choices), unit::MG))),
            ];
        }
        _ => {}
    }
}

fn biopsy(choices: &mut Choices<'_>, event: &mut Event) {
    let classes = choices.pick(&[values(&["III"]), values(&["II", "III"]), values(&["I"]), Vec::new()]);
    if !choices.blur(20) {
        event.attributes.push((CLASS, Datum::Symbols(classes)));
    }
    if !choices.blur(20) {
        event.attributes.push((ACTIVITY, Datum::Quantity(range(choices), unit::ONE)));
    }
}

/// An attribute, in three of four cases.
fn attribute(choices: &mut Choices<'_>, event: &mut Event, id: AttributeId, of: &[&str]) {
    let chosen = value(choices.pick(of));
    if !choices.blur(25) {
        event.attributes.push((id, Datum::Symbol(chosen)));
    }
}

fn review(choices: &mut Choices<'_>, kinds: &[Kind]) -> Reviewed {
    let from = if choices.chance(40) { day(choices) } else { Day::MIN };
    let to = if choices.chance(40) { day(choices) } else { as_of() };
    let kind = choices.pick(kinds);
    Reviewed { assumed: choices.chance(20), ..reviewed(kind, from, to) }
}

fn reviewed(kind: Kind, from: Day, to: Day) -> Reviewed {
    Reviewed { kind, from, to, by: None, assumed: false, source: Source::default() }
}

fn absent(choices: &mut Choices<'_>) -> Absent {
    let word = choices.pick(&[ALPHA, CANCER, SKIN_CANCER, STEROID, RITUXIMAB, LUPUS, PROGRESSION]);
    let family = VOCABULARY.word(word).family.clone();
    let from = if choices.chance(30) { day(choices) } else { Day::MIN };
    let to = if choices.chance(30) { day(choices) } else { as_of() };
    Absent { word, family, from, to, by: None, source: Source::default() }
}

fn answer(choices: &mut Choices<'_>) -> Answer {
    Answer {
        question: QuestionId(choices.below(usize::from(QUESTIONS)) as u16),
        arguments: choices.pick(&[Vec::new(), vec!["1 mg".to_string()]]),
        answer: choices.pick(&[Truth::Met, Truth::NotMet, Truth::Met, Truth::NotMet, Truth::Unknown]),
        by: None,
        on: date(choices),
        source: Source::default(),
    }
}

fn statement(choices: &mut Choices<'_>) -> Stated {
    Stated {
        intolerance: choices.chance(50),
        word: choices.pick(&[PREDNISONE, STEROID, RITUXIMAB]),
        holds: choices.chance(50),
        on: date(choices),
        reason: None,
        source: Source::default(),
    }
}

fn anchors(choices: &mut Choices<'_>, patient: &mut Patient) {
    for name in ["consent", "randomisation", "run_in"] {
        let planned = choices.chance(40).then(|| known_date(choices));
        let actual = (!choices.blur(50)).then(|| known_date(choices));
        if planned.is_some() || actual.is_some() {
            patient.anchors.push(AnchorDate { name: name.to_string(), planned, actual, source: Source::default() });
        }
    }
}

fn people(choices: &mut Choices<'_>, patient: &mut Patient) {
    for criterion in ["C1", "C2"] {
        if choices.chance(25) {
            patient.waivers.push(Waiver {
                trial: "T".to_string(),
                criterion: criterion.to_string(),
                by: "sponsor".to_string(),
                on: date(choices),
                source: Source::default(),
            });
        }
    }
    for _ in 0..choices.below(4) {
        patient.site.push(SiteAnswer {
            question: SiteId(choices.below(usize::from(SITES)) as u16),
            arguments: Vec::new(),
            answer: choices.pick(&[symbol::YES, symbol::NO]),
            source: Source::default(),
        });
    }
    if choices.chance(10) {
        let word = choices.pick(&[None, Some(STEROID), Some(ALPHA), Some(SKIN_CANCER)]);
        let kind = word.map_or(Kind::Condition, |word| VOCABULARY.word(word).kind);
        patient.unusable.push(Unusable { kind, word, why: "no date".to_string(), source: Source::default() });
    }
}
