//! The as-of date, anchors, parameters and assumptions of a command.

use super::arguments;
use super::failure::Failure;
use super::output::Voice;
use crate::check::{AnchorId, AnchorShape, Options, Program};
use crate::diagnostic::nearest;
use crate::evaluate::Dates;
use crate::record::{Patient, Reviewed, Source};
use crate::value::{Day, DaySpan};
use crate::vocabulary::Kind;

/// What a screening rests on beside rules and records.
#[derive(Clone, Debug)]
pub(super) struct Circumstances {
    /// The day on which patients are judged.
    pub(super) as_of: Day,
    anchors: Vec<(String, DaySpan)>,
    parameters: Vec<(String, String)>,
    complete: Vec<Kind>,
}

impl Circumstances {
    /// Reads the arguments; says so where today is the as-of date for want of another.
    pub(super) fn read(given: &arguments::Circumstances, voice: &Voice) -> Result<Circumstances, Failure> {
        let as_of = match &given.as_of {
            Some(text) => Day::parse(text).ok_or_else(|| {
                Failure::wrong_use(format!("--as-of {text}: not a day of the calendar; write it as 2026-11-22"))
            })?,
            None => {
                let today = today()?;
                voice.say(&format!("as of today, {today} (choose another day with --as-of)"));
                today
            }
        };
        Ok(Circumstances {
            as_of,
            anchors: given.anchor.iter().map(|text| anchor(text)).collect::<Result<_, _>>()?,
            parameters: given.set.iter().map(|text| parameter(text)).collect::<Result<_, _>>()?,
            complete: given.assume_complete.iter().map(|text| list(text)).collect::<Result<_, _>>()?,
        })
    }

    /// What the checker needs of it, with the words that records may hold.
    pub(super) fn options(&self, words: Vec<crate::check::Source>) -> Options {
        Options { parameters: self.parameters.clone(), words, ..Options::default() }
    }

    /// What the evaluator needs of it.
    pub(super) fn dates(&self, program: &Program) -> Result<Dates, Failure> {
        let mut anchors = Vec::new();
        for (name, days) in &self.anchors {
            let found = (0u32..).zip(&program.anchors).find(|(_, anchor)| anchor.name == *name);
            let Some((place, anchor)) = found else {
                let known: Vec<&str> = program.anchors.iter().map(|anchor| anchor.name.as_str()).collect();
                let hint = match nearest(name, &known) {
                    Some(near) => format!("did you mean {near}?"),
                    None if known.is_empty() => "they have none".to_owned(),
                    None => format!("they have {}", known.join(", ")),
                };
                return Err(Failure::wrong_use(format!(
                    "--anchor {name}: these rules have no anchor of that name; {hint}"
                )));
            };
            if let AnchorShape::Period { from, to, .. } = anchor.shape {
                let end = |id: AnchorId| program.anchors.get(id.0 as usize).map_or("", |end| end.name.as_str());
                let (from, to) = (end(from), end(to));
                return Err(Failure::wrong_use(format!(
                    "--anchor {name}: this is a period from {from} to {to}; give the days of these"
                )));
            }
            anchors.push((AnchorId(place), *days));
        }
        Ok(Dates { as_of: self.as_of, anchors })
    }

    /// Adds to a record what is assumed of every record.
    pub(super) fn assume(&self, patient: &mut Patient) {
        for kind in &self.complete {
            patient.reviewed.push(Reviewed {
                kind: *kind,
                from: Day::MIN,
                to: self.as_of,
                by: None,
                assumed: true,
                source: Source::default(),
            });
        }
    }
}

fn today() -> Result<Day, Failure> {
    let now = jiff::Zoned::now().date();
    Day::new(now.year(), now.month(), now.day())
        .ok_or_else(|| Failure::wrong_use("this computer's clock gives no date; set --as-of".to_owned()))
}

fn anchor(text: &str) -> Result<(String, DaySpan), Failure> {
    let read = text.split_once('=').and_then(|(name, date)| Some((name.to_owned(), DaySpan::parse(date)?)));
    read.ok_or_else(|| {
        Failure::wrong_use(format!("--anchor {text}: not a name and a date; write leukapheresis=2026-12-20"))
    })
}

fn parameter(text: &str) -> Result<(String, String), Failure> {
    let read = text.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
    read.ok_or_else(|| {
        Failure::wrong_use(format!("--set {text}: not a name and a value; write minimum_upcr=\"0.5 g/g\""))
    })
}

fn list(text: &str) -> Result<Kind, Failure> {
    Kind::ALL.into_iter().find(|kind| kind.list() == text).ok_or_else(|| {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.list()).collect();
        let hint = nearest(text, &known).map_or_else(String::new, |near| format!("; did you mean {near}?"));
        Failure::wrong_use(format!("--assume-complete {text}: not a list{hint} The lists are {}", known.join(", ")))
    })
}
