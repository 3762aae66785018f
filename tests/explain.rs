//! Explanations of real trials: rules are checked, patients judged, and what is said of them is read.

use enrol::check::{Options, Program, Source, check};
use enrol::evaluate::{Dates, Trace, Verdict, VerdictOnly, evaluate};
use enrol::explain::{self, Explanation, Layout, plain_text};
use enrol::record::{Absent, Answer, Event, More, Patient, Reviewed, Sex};
use enrol::value::{Day, DaySpan, Number, Range, Truth};
use enrol::vocabulary::{AttributeId, Datum, Form, Kind, Named, SymbolId, Vocabulary, Word};
use std::path::Path;

fn resolve(name: &str) -> Option<Source> {
    let file = format!("{}.enrol", name.replace('.', "/"));
    ["rules/vocabulary", "rules/library"].iter().find_map(|shelf| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(shelf).join(&file);
        let text = std::fs::read_to_string(path).ok()?;
        Some(Source::new(format!("{shelf}/{file}"), text))
    })
}

fn trial(id: &str) -> Program {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/trials").join(format!("{id}.enrol"));
    program(&std::fs::read_to_string(path).unwrap())
}

fn program(text: &str) -> Program {
    check(&[Source::new("trial.enrol", text)], &resolve, &Options::default()).program
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn span(text: &str) -> DaySpan {
    DaySpan::parse(text).unwrap()
}

/// Writes a record in memory, with the words of a vocabulary.
struct Writer<'v> {
    vocabulary: &'v Vocabulary,
    patient: Patient,
    line: u32,
}

impl<'v> Writer<'v> {
    fn new(vocabulary: &'v Vocabulary, id: &str, birth: &str, sex: Sex) -> Writer<'v> {
        let patient = Patient {
            id: id.into(),
            birth: Some(span(birth)),
            sex: Some(sex),
            digest: "0".repeat(64),
            ..Patient::default()
        };
        Writer { vocabulary, patient, line: 3 }
    }

    fn word(&self, name: &str) -> &'v Word {
        match self.vocabulary.find(name) {
            Some(Named::Word(id)) => self.vocabulary.word(id),
            other => panic!("{name} is {other:?}"),
        }
    }

    fn symbol(&self, text: &str) -> SymbolId {
        let place = self.vocabulary.symbols.iter().position(|symbol| symbol == text);
        SymbolId(u16::try_from(place.unwrap_or_else(|| panic!("{text}"))).unwrap())
    }

    fn attribute(&self, name: &str) -> AttributeId {
        let place = self.vocabulary.attributes.iter().position(|attribute| attribute == name);
        AttributeId(u16::try_from(place.unwrap_or_else(|| panic!("{name}"))).unwrap())
    }

    /// An event; attributes as `name=value`, several values with `+` before the name.
    fn event(&mut self, name: &str, dates: &str, attributes: &[&str]) -> &mut Event {
        let word = self.word(name);
        let (start, end) = match dates.split_once(" to ") {
            Some((start, "ongoing")) => (span(start), DaySpan::NEVER),
            Some((start, "?")) => (span(start), DaySpan::between(span(start).first, Day::MAX)),
            Some((start, end)) => (span(start), span(end)),
            None => (span(dates), span(dates)),
        };
        let mut attributes: Vec<(AttributeId, Datum)> = attributes
            .iter()
            .map(|text| {
                let (name, value) = text.split_once('=').unwrap();
                match name.strip_prefix('+') {
                    Some(name) => (self.attribute(name), Datum::Symbols(vec![self.symbol(value)])),
                    None => (self.attribute(name), Datum::Symbol(self.symbol(value))),
                }
            })
            .collect();
        attributes.sort_by_key(|(id, _)| *id);
        self.line += 1;
        let event = Event {
            word: word.id,
            kind: word.kind,
            planned: false,
            start,
            end,
            result: None,
            attributes,
            more: None,
            source: enrol::record::Source { line: self.line },
        };
        self.patient.events.push(event);
        self.patient.events.last_mut().unwrap()
    }

    /// A result as `0.8 g/g` in the unit in which the word's values are kept, or as a value of its list.
    fn result(&mut self, name: &str, date: &str, written: &str, attributes: &[&str]) -> &mut Event {
        let number = Number::parse(written.split(' ').next().unwrap());
        let unit = self.word(name).forms.iter().find_map(|form| match form {
            Form::Quantity { unit, .. } => Some(*unit),
            _ => None,
        });
        let datum = match (number, unit) {
            (Some(number), Some(unit)) => Datum::Quantity(Range::point(number), unit),
            _ => Datum::Symbol(self.symbol(written)),
        };
        let event = self.event(name, date, attributes);
        event.result = Some(datum);
        event.more = Some(Box::new(More { written: Some(written.into()), ..More::default() }));
        event
    }

    fn reviewed(&mut self, kind: Kind, from: &str, to: &str, by: Option<&str>) {
        self.line += 1;
        self.patient.reviewed.push(Reviewed {
            kind,
            from: if from.is_empty() { Day::MIN } else { day(from) },
            to: day(to),
            by: by.map(Into::into),
            assumed: by.is_none(),
            source: enrol::record::Source { line: if by.is_none() { 0 } else { self.line } },
        });
    }

    fn answer(&mut self, question: &str, arguments: &[&str], answer: Truth, by: &str, on: &str) {
        self.line += 1;
        let Some(Named::Question(question)) = self.vocabulary.find(question) else { panic!("{question}") };
        self.patient.answers.push(Answer {
            question,
            arguments: arguments.iter().map(|text| (*text).to_owned()).collect(),
            answer,
            by: Some(by.into()),
            on: span(on),
            source: enrol::record::Source { line: self.line },
        });
    }

    fn absent(&mut self, name: &str, to: &str) {
        self.line += 1;
        let word = self.word(name);
        self.patient.absent.push(Absent {
            word: word.id,
            family: word.family.clone(),
            from: Day::MIN,
            to: day(to),
            by: None,
            source: enrol::record::Source { line: self.line },
        });
    }

    fn done(mut self) -> Patient {
        self.patient.events.sort_by_key(|event| (event.kind, event.word, event.start.first));
        self.patient
    }
}

fn explained(program: &Program, patient: &Patient, as_of: &str) -> Explanation {
    let dates = Dates { as_of: day(as_of), anchors: vec![] };
    let mut trace = Trace::new(program);
    let judgement = evaluate(program, 0, patient, &dates, &mut trace);
    let mut explanation = explain::explain(program, patient, &dates, &judgement, &trace);
    let judge = |day| {
        let dates = Dates { as_of: day, anchors: vec![] };
        evaluate(program, 0, patient, &dates, &mut VerdictOnly)
    };
    explanation.when = Some(explain::when(program, dates.as_of, 366, &judge));
    explanation
}

fn nephritis(program: &Program) -> Patient {
    let mut w = Writer::new(&program.vocabulary, "P-017", "1991-04", Sex::Female);
    w.event("sle", "2016-03 to ongoing", &[]);
    w.event("kidney_biopsy", "2026-08-01", &["+isn_class=III"]);
    w.result("upcr", "2026-06-10", "2.4 g/g", &["specimen=collection_24h"]);
    w.result("upcr", "2026-11-02", "0.8 g/g", &["specimen=collection_24h"]);
    w.result("egfr", "2026-10-07", "74 mL/min/1.73m2", &[]);
    w.result("cd3_count", "2026-11-02", "640 /uL", &[]);
    w.event("mycophenolate", "2023-01 to 2024-06", &["outcome=no_response"]);
    w.event("cyclophosphamide", "2024-07-01 to 2024-12-20", &["outcome=no_response"]);
    w.event("rituximab", "2025-01 to ?", &["outcome=insufficient_response"]);
    w.event("pleuritis", "2019 to 2020", &[]);
    w.result("bilag", "2026-11-02", "A", &["system=renal"]);
    w.reviewed(Kind::Procedure, "", "2026-11-21", None);
    w.reviewed(Kind::Drug, "2015-01-01", "2026-11-20", Some("Dr Weiss"));
    w.answer("consent_before_procedures", &[], Truth::Met, "Nurse Ito", "2026-11-03");
    w.answer("fully_vaccinated_covid_rki", &[], Truth::Met, "Nurse Ito", "2026-11-03");
    w.absent("hiv_infection", "2026-11-02");
    w.done()
}

#[test]
fn a_real_trial_in_the_terminal() {
    let program = trial("NCT06189157");
    let explanation = explained(&program, &nephritis(&program), "2026-11-21");
    let lines = explain::terminal(&explanation, Layout { width: 100, explain: true });
    insta::assert_snapshot!(plain_text(&lines));
}
