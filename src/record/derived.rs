//! Measurements that are computed where nobody recorded them, such as a filtration rate from creatinine, age and sex.
//!
//! A value is computed for each day on which the test was done, if nothing of that name is recorded for the day. Other
//! tests must be of the same day; weight and height may lie up to 90 days off, the nearest counts. Only known values are
//! used: a result below a limit of detection gives nothing. Where the date of birth leaves the age open, the value is the range
//! over all ages that it could be.

use super::{Event, More, Patient, Sex};
use crate::value::formula::{self, Formula, Given, Input};
use crate::value::{Conversion, Day, Number, Range, Unit};
use crate::vocabulary::{AttributeForm, AttributeId, Datum, Kind, SymbolId, UnitId, Vocabulary, WordId, builtin};

/// How far from the day weight and height may lie.
const NEAREST_DAYS: i32 = 90;

/// A word with everything that is needed to compute it.
pub(super) struct Derivation {
    word: WordId,
    formula: Formula,
    inputs: Vec<Needed>,
    to_kept: Conversion,
    unit: UnitId,
    named: Option<(AttributeId, SymbolId)>,
}

enum Needed {
    Measurement { word: WordId, convert: Conversion, changes_slowly: bool },
    Age,
    Sex,
}

/// The computed words of a vocabulary.
pub(super) fn derivations(vocabulary: &Vocabulary) -> Vec<Derivation> {
    vocabulary.words.iter().filter_map(|word| derivation(vocabulary, word)).collect()
}

fn derivation(vocabulary: &Vocabulary, word: &crate::vocabulary::Word) -> Option<Derivation> {
    let computed = word.computed.as_ref()?;
    let formula = formula::find(&computed.formula)?;
    let mut from = computed.from.iter();
    let mut inputs = Vec::new();
    for input in formula.inputs {
        inputs.push(match input {
            Input::Age => Needed::Age,
            Input::Sex => Needed::Sex,
            Input::Measurement { word: usual, unit } => {
                let id = *from.next()?;
                let given = vocabulary.word(id);
                let kept = vocabulary.parsed_unit(given.kept_unit()?)?;
                let mass = given.molar_mass.as_ref().map(|(mass, _)| *mass);
                let convert = Conversion::between(kept, &Unit::parse(unit).ok()?, mass).ok()?;
                Needed::Measurement { word: id, convert, changes_slowly: matches!(*usual, "weight" | "height") }
            }
        });
    }
    let unit = word.kept_unit()?;
    let to_kept = Conversion::between(&Unit::parse(formula.unit).ok()?, vocabulary.parsed_unit(unit)?, None).ok()?;
    let named = word.attributes.iter().find_map(|(id, form)| match form {
        AttributeForm::OneOf(values) if *id == builtin::attribute::FORMULA => {
            values.iter().find(|value| vocabulary.symbol(**value) == formula.name).map(|value| (*id, *value))
        }
        _ => None,
    });
    Some(Derivation { word: word.id, formula, inputs, to_kept, unit, named })
}

/// Every measurement that can be computed for a patient.
pub(super) fn events(patient: &Patient, vocabulary: &Vocabulary, derivations: &[Derivation]) -> Vec<Event> {
    let mut out = Vec::new();
    for derivation in derivations {
        let Some(Needed::Measurement { word, .. }) = derivation.leading() else { continue };
        for event in of_word(patient, *word) {
            out.extend(derivation.compute(patient, vocabulary, event));
        }
    }
    out
}

/// The events of a measurement.
fn of_word(patient: &Patient, word: WordId) -> &[Event] {
    patient.events.of_word(word)
}

fn known(event: &Event) -> Option<(Day, Number)> {
    let day = event.start.known().filter(|_| !event.planned)?;
    match &event.result {
        Some(Datum::Quantity(range, _)) => range.known().map(|value| (day, value)),
        _ => None,
    }
}

impl Derivation {
    /// The test whose days count: the first that does not change slowly, else the first.
    fn leading(&self) -> Option<&Needed> {
        let tests = || self.inputs.iter().filter(|input| matches!(input, Needed::Measurement { .. }));
        tests()
            .find(|input| matches!(input, Needed::Measurement { changes_slowly: false, .. }))
            .or_else(|| tests().next())
    }

    fn compute(&self, patient: &Patient, vocabulary: &Vocabulary, event: &Event) -> Option<Event> {
        let (day, _) = known(event)?;
        if of_word(patient, self.word).iter().any(|recorded| recorded.start.first <= day && day <= recorded.start.last)
        {
            return None;
        }
        let ages = self.ages(patient, day)?;
        let mut given = Vec::with_capacity(self.inputs.len());
        let mut words = Vec::new();
        for input in &self.inputs {
            given.push(match input {
                Needed::Age => {
                    let (youngest, oldest) = ages;
                    words.push(if youngest == oldest {
                        format!("age {youngest}")
                    } else {
                        format!("age {youngest} to {oldest}")
                    });
                    Given::Number(Number::whole(youngest.into()))
                }
                Needed::Sex => match patient.sex? {
                    Sex::Female => {
                        words.push("female".to_owned());
                        Given::Female(true)
                    }
                    Sex::Male => {
                        words.push("male".to_owned());
                        Given::Female(false)
                    }
                    Sex::Other => return None,
                },
                Needed::Measurement { word, convert, changes_slowly } => {
                    let source =
                        if *word == event.word { event } else { nearest(patient, *word, day, *changes_slowly)? };
                    let (on, value) = known(source)?;
                    words.push(self.input_words(vocabulary, source, on, value));
                    Given::Number(convert.apply(value)?)
                }
            });
        }
        let result = self.over_ages(&mut given, ages)?;
        let more =
            More { computed: Some(format!("{} from {}", self.formula.title, words.join(", "))), ..More::default() };
        Some(Event {
            word: self.word,
            kind: Kind::Measurement,
            planned: false,
            start: event.start,
            end: event.start,
            result: Some(Datum::Quantity(result, self.unit)),
            attributes: self.named.map(|(id, value)| (id, Datum::Symbol(value))).into_iter().collect(),
            more: Some(Box::new(more)),
            source: event.source,
        })
    }

    /// The youngest and oldest that the patient could be on a day, where age is asked for.
    fn ages(&self, patient: &Patient, day: Day) -> Option<(i32, i32)> {
        if !self.inputs.iter().any(|input| matches!(input, Needed::Age)) {
            return Some((0, 0));
        }
        let birth = patient.birth.filter(|birth| birth.first.is_real() && birth.last.is_real())?;
        Some((day.years_since(birth.last), day.years_since(birth.first)))
    }

    /// The result for every age that is possible; nothing where the formula is not made for one of them.
    fn over_ages(&self, given: &mut [Given], (youngest, oldest): (i32, i32)) -> Option<Range> {
        let at = self.inputs.iter().position(|input| matches!(input, Needed::Age));
        let mut all: Option<Range> = None;
        for age in youngest..=oldest {
            if let Some(given) = at.and_then(|at| given.get_mut(at)) {
                *given = Given::Number(Number::whole(age.into()));
            }
            let result = Range::point(self.to_kept.apply(self.formula.compute(given)?)?);
            all = Some(all.map_or(result, |all| all.hull(&result)));
        }
        all
    }

    fn input_words(&self, vocabulary: &Vocabulary, source: &Event, on: Day, value: Number) -> String {
        let word = vocabulary.word(source.word);
        let unit = word.kept_unit().map_or("", |unit| vocabulary.unit(unit));
        let line = if source.source.line > 0 { format!(" (line {})", source.source.line) } else { String::new() };
        format!("{} {value} {unit} on {on}{line}", word.name)
    }
}

/// The one of the day; of what changes slowly, the nearest within 90 days. Two that differ on one day give nothing.
fn nearest(patient: &Patient, word: WordId, day: Day, changes_slowly: bool) -> Option<&Event> {
    let reach = if changes_slowly { NEAREST_DAYS } else { 0 };
    let near = of_word(patient, word).iter().filter_map(|event| known(event).map(|(on, value)| (event, on, value)));
    let mut near: Vec<_> = near.filter(|(_, on, _)| (on.0 - day.0).abs() <= reach).collect();
    // Of two that are equally near, the earlier.
    near.sort_by_key(|(_, on, _)| ((on.0 - day.0).abs(), *on));
    let (event, on, value) = near.first()?;
    let same_day = near.iter().filter(|(_, other, _)| other == on);
    let agree = same_day.clone().all(|(_, _, other)| other == value);
    agree.then_some(event)
}
