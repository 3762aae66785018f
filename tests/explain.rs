//! Explanations of real trials: rules are checked, patients judged, and what is said of them is read.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use enrol::check::{Options, Program, Source, check};
use enrol::evaluate::{Dates, Trace, Verdict, VerdictOnly, evaluate};
use enrol::explain::{self, Explanation, Layout, plain_text};
use enrol::record::{Absent, AnchorDate, Answer, Event, More, Patient, Reviewed, Sex};
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
    events: Vec<Event>,
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
        Writer { vocabulary, patient, events: Vec::new(), line: 3 }
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
        self.events.push(event);
        self.events.last_mut().unwrap()
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
        self.patient.events = self.events.into();
        self.patient
    }
}

fn explained(program: &Program, patient: &Patient, as_of: &str) -> Explanation {
    let dates = Dates { as_of: day(as_of), anchors: vec![] };
    let mut trace = Trace::new(program);
    let judgement = evaluate(program, 0, patient, &dates, &mut trace);
    let mut explanation = explain::explain(program, patient, &dates, &judgement, &trace);
    let mut judge = |day| {
        let dates = Dates { as_of: day, anchors: vec![] };
        evaluate(program, 0, patient, &dates, &mut VerdictOnly)
    };
    explanation.when = Some(explain::when(program, dates.as_of, 366, &mut judge));
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
    let mut explanation = explained(&program, &nephritis(&program), "2026-11-21");
    // A remark added to a vocabulary is no reason to read the explanation again.
    explanation.identity.rules = "0".repeat(64);
    explanation.identity.files.iter_mut().for_each(|file| file.digest = "sha256:0".to_owned());
    let lines = explain::terminal(&explanation, Layout { width: 100, explain: true });
    insta::assert_snapshot!(plain_text(&lines));
}

/// Rules in which each criterion shows one way of saying things.
const WAYS: &str = r#"trial SAYINGS "Ways of saying things"
use common
use drugs
use infection
use lupus

anchor consent "Date of consent" day
anchor infusion "Infusion of the cells" day

parameter highest_creatinine = 2.5 mg/dL "Highest creatinine"

cohort nephritis "Lupus nephritis" when any lupus_nephritis
cohort other "Lupus without nephritis" when no lupus_nephritis

inclusion I1 "From 18 to 65 years"
  age between 18 years and 65 years
inclusion I2 "Haemoglobin of at least 8 g/dL"
  latest hemoglobin within 28 days >= 8 g/dL
inclusion I3 "Creatinine at most 2.5 mg/dL"
  latest creatinine within 28 days <= highest_creatinine
inclusion I4 for nephritis "Biopsy of class III or IV"
  isn_class of latest kidney_biopsy includes any { III, IV }
inclusion I5 for other "No nephritis ever"
  no lupus_nephritis
inclusion I6 "At least two failed drugs, methotrexate and azathioprine counting as one"
  at least 2 { methotrexate, azathioprine, mycophenolate, cyclophosphamide } where outcome is no_response
    distinct by drug counting { methotrexate, azathioprine } as one
inclusion I7 "Platelets of at least 50 000" waivable by medical_monitor
  latest platelets within 14 days >= 50 10*9/L
inclusion I8 "Pregnancy test before infusion" checked at infusion
  latest pregnancy_test within 7 days before infusion is negative
inclusion I9 "Seen by a dentist" if unknown treat as met
  any fever within 1 months
exclusion E1 "Rituximab within 6 months"
  any rituximab within 6 months
exclusion E2 "ALT above three times the upper limit"
  latest alt within 14 days > 3 x ULN
exclusion E3 "HIV"
  any hiv_infection
exclusion E4 "Prednisone above 20 mg a day"
  any current { prednisone, prednisolone } where daily_dose > 20 mg/day
"#;

/// The table of a patient for [`WAYS`], as CSV has it: standing and why.
fn said(explanation: &Explanation) -> String {
    let lines = explanation.criteria.iter();
    lines.map(|line| format!("{} {}: {}\n", line.id, line.mark, line.because)).collect()
}

fn well(program: &Program) -> Writer<'_> {
    let mut w = Writer::new(&program.vocabulary, "P-1", "1990-02-28", Sex::Female);
    w.event("lupus_nephritis", "2024-05 to ongoing", &[]);
    w.event("kidney_biopsy", "2026-08-01", &["+isn_class=IV"]);
    w.event("methotrexate", "2020-01 to 2020-09", &["outcome=no_response"]);
    w.event("azathioprine", "2021-01 to 2021-09", &["outcome=no_response"]);
    w.event("mycophenolate", "2022-01-10 to 2023-06-30", &["outcome=no_response"]);
    w.event("rituximab", "2024-01-10 to 2024-01-24", &[]);
    w.result("hemoglobin", "2026-11-20", "8 g/dL", &[]);
    let creatinine = w.result("creatinine", "2026-11-10", "1 mg/dL", &[]);
    if let Some(more) = &mut creatinine.more {
        more.written = Some("88.4 umol/L".into());
        more.converted = Some("88.4 umol/L = 1 mg/dL by molar mass 113.118 g/mol".into());
    }
    w.result("platelets", "2026-11-10", "210 10*9/L", &[]);
    let alt = w.result("alt", "2026-11-10", "30 U/L", &[]);
    if let Some(more) = &mut alt.more {
        more.limits.1 = Number::parse("40");
    }
    w.reviewed(Kind::Drug, "1990-02-28", "2026-11-21", Some("Dr Weiss"));
    w.absent("hiv_infection", "2026-11-21");
    w
}

#[test]
fn passing_criteria_say_by_how_much() {
    let program = program(WAYS);
    let explanation = explained(&program, &well(&program).done(), "2026-11-21");
    insta::assert_snapshot!(said(&explanation));
}

#[test]
fn failing_criteria_say_by_how_much() {
    let program = program(WAYS);
    let mut w = Writer::new(&program.vocabulary, "P-2", "2009-02-28", Sex::Male);
    w.event("lupus_nephritis", "2024-05 to ongoing", &[]);
    w.event("kidney_biopsy", "2026-08-01", &["+isn_class=II"]);
    w.event("methotrexate", "2020-01 to 2020-09", &["outcome=no_response"]);
    w.event("azathioprine", "2021-01 to 2021-09", &["outcome=no_response"]);
    w.event("mycophenolate", "2022-01-10 to 2023-06-30", &["outcome=response"]);
    w.event("rituximab", "2026-08-10 to 2026-08-24", &[]);
    w.event("hiv_infection", "2012", &[]);
    w.result("hemoglobin", "2026-11-20", "7.9 g/dL", &[]);
    w.result("creatinine", "2026-11-10", "2.51 mg/dL", &[]);
    w.result("platelets", "2026-11-10", "49 10*9/L", &[]);
    let alt = w.result("alt", "2026-11-10", "121 U/L", &[]);
    if let Some(more) = &mut alt.more {
        more.limits.1 = Number::parse("40");
    }
    w.reviewed(Kind::Drug, "2009-02-28", "2026-11-21", None);
    let patient = w.done();
    let explanation = explained(&program, &patient, "2026-11-21");
    let why = &explanation.why_not;
    let ways: String =
        why.ways.iter().flat_map(|way| &way.changes).map(|change| format!("  {}\n", change.aim)).collect();
    insta::assert_snapshot!(format!("{}\n{}\n{ways}", said(&explanation), why.sentence));
}

#[test]
fn open_criteria_say_what_to_do() {
    let program = program(WAYS);
    let mut w = Writer::new(&program.vocabulary, "P-3", "2008", Sex::Male);
    w.event("lupus_nephritis", "2024-05 to ongoing", &[]);
    w.event("mycophenolate", "2022-01-10 to 2023-06-30", &[]);
    w.event("rituximab", "2026 to 2026", &[]);
    w.result("hemoglobin", "2026-10-10", "9 g/dL", &[]);
    w.result("creatinine", "2026-11-10", "2.4 mg/dL", &[]);
    w.result("creatinine", "2026-11-10", "2.6 mg/dL", &[]);
    w.result("alt", "2026-11-10", "121 U/L", &[]);
    w.event("prednisolone", "2026-10-01 to ?", &[]);
    let explanation = explained(&program, &w.done(), "2026-11-21");
    let tasks: String = explanation
        .ask
        .iter()
        .map(|task| format!("- {} [{}; {}]\n", task.task, task.weight.heading(1), task.criteria.join(", ")))
        .collect();
    insta::assert_snapshot!(format!("{}\n{tasks}", said(&explanation)));
}

#[test]
fn dates_ahead_name_the_criterion_that_turns() {
    let program = program(
        "trial AHEAD \"Ahead\"\nuse drugs\ninclusion I1 \"Adults\" age >= 18 years\nexclusion E1 \"No rituximab\" any rituximab within 30 days\n",
    );
    let mut w = Writer::new(&program.vocabulary, "P-4", "2008-12-01", Sex::Male);
    w.event("rituximab", "2026-11-10 to 2026-11-12", &[]);
    w.reviewed(Kind::Drug, "2008-12-01", "2030-01-01", Some("Dr Weiss"));
    let explanation = explained(&program, &w.done(), "2026-11-21");
    let when = explanation.when.unwrap();
    assert_eq!(explanation.verdict.verdict, Verdict::Ineligible);
    assert_eq!(when.sentence, "If nothing new happens, eligible from 2026-12-13 until at least 2027-11-22.");
    assert_eq!(when.stretches[1].because[0].words, "E1 turns from fail to pass");
}

#[test]
fn each_rendering_of_a_real_trial_is_well_formed() {
    let program = trial("NCT06189157");
    let explanation = explained(&program, &nephritis(&program), "2026-11-21");
    let json: serde_json::Value = serde_json::from_str(&explain::json::line(&explanation).unwrap()).unwrap();
    assert_eq!(json["patient"], "P-017");
    let csv = explain::csv(std::slice::from_ref(&explanation));
    assert_eq!(csv.lines().count(), explanation.criteria.len() + 1);
    let page = explain::html(std::slice::from_ref(&explanation));
    assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
    let narrow = explain::terminal(&explanation, Layout { width: 60, explain: true });
    assert!(narrow.iter().all(|line| line.width() <= 60), "every line fits");
    if let Ok(path) = std::env::var("EXPLAIN_PAGE") {
        std::fs::write(path, page).unwrap();
    }
}

#[test]
fn items_of_a_score_are_asked_for_by_what_they_decide() {
    let program = program(
        "trial SCORE \"Score\"\nuse lupus\nuse lupus.classification\ninclusion I1 \"SLE\" meets eular_acr_2019\n",
    );
    let mut w = Writer::new(&program.vocabulary, "P-5", "1990", Sex::Female);
    w.result("ana", "2024-02-01", "positive", &["method=equivalent"]);
    w.event("kidney_biopsy", "2026-08-01", &["+isn_class=II"]);
    for kind in [Kind::Measurement, Kind::Procedure] {
        w.reviewed(kind, "1990-01-01", "2026-11-21", Some("Dr Weiss"));
    }
    let explanation = explained(&program, &w.done(), "2026-11-21");
    let tasks: String =
        explanation.ask.iter().map(|task| format!("- {} [{}]\n", task.task, task.weight.heading(1))).collect();
    let line = &explanation.criteria[0];
    insta::assert_snapshot!(format!("{} {}: {}\n\n{tasks}", line.id, line.mark, line.because));
}

/// The version of the date of consent, or of the as-of date before it; a date that may lie on either side leaves an older one open.
#[test]
fn the_version_in_force_says_by_what() {
    let program = program(
        "trial AMENDED \"Amended\" version \"1\" effective 2025-01-01\nuse common\nanchor consent \"Consent\" day\n\
         inclusion I1 \"Adults\" age >= 18 years\n\
         amendment \"2\" replaces \"1\" from 2026-06-01 {\n  removes I1\n  adds inclusion I2 \"Adults\" age >= 21 years\n}\n",
    );
    let because = |actual: Option<&str>, planned: Option<&str>| {
        let mut patient = Writer::new(&program.vocabulary, "P-6", "1990-04-02", Sex::Female).done();
        let (actual, planned, source) = (actual.map(span), planned.map(span), Default::default());
        patient.anchors = vec![AnchorDate { name: "consent".into(), planned, actual, source }];
        explained(&program, &patient, "2026-11-21").trial.version_because
    };
    let second = "version 2, effective 2026-06-01, in force on the";
    assert_eq!(because(None, None), format!("{second} as-of date"));
    assert_eq!(because(Some("2026-06-01"), None), format!("{second} date of consent"));
    assert_eq!(because(None, Some("2026-12-01")), format!("{second} as-of date"));
    assert_eq!(because(Some("2026-05-31"), None), "version 1, in force on the date of consent");
    let older = ", or an older one: the date of consent is not known exactly enough";
    assert_eq!(because(Some("2026"), None), format!("{second} date of consent{older}"));
}
