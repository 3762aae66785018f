//! What must hold for all generated programs and patients.

mod agreement;
mod arithmetic;
mod english;
mod forms;
mod implication;
mod monotone;
mod observers;
mod settled;
mod tables;
mod texts;

use crate::generate::patients::as_of;
use crate::generate::programs::{self, Allowed, Theme};
use crate::generate::vocabulary::VOCABULARY;
use crate::generate::{Choices, patients};
use enrol::check::Program;
use enrol::evaluate::Dates;
use enrol::record::Patient;
use enrol::value::DaySpan;
use enrol::vocabulary::Vocabulary;
use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

/// The seed of a run that asks for no other.
const SEED: u64 = 20_261_122;

pub const WHOLE_LANGUAGE: Allowed = Allowed { about_the_record: true };

/// So many cases, the same in each run, so that a change fails for what it changes; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask
/// for others.
pub fn cases(cases: u32) -> ProptestConfig {
    let asked = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seed = asked("PROPTEST_RNG_SEED").unwrap_or(SEED);
    ProptestConfig {
        cases: asked("PROPTEST_CASES").and_then(|cases| cases.try_into().ok()).unwrap_or(cases),
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..ProptestConfig::default()
    }
}

/// The program and the patient on two tapes.
pub fn pair(program: &[u32], patient: &[u32], allowed: Allowed) -> (Program, Patient) {
    let mut choices = Choices::new(program);
    let theme = Theme::new(&mut choices);
    let words = theme.words();
    (programs::program(&mut choices, theme, allowed), patients::patient(&mut Choices::new(patient), &words))
}

pub fn dates() -> Dates {
    Dates { as_of: as_of(), anchors: Vec::new() }
}

/// A program as lists of its nodes.
pub fn show(program: &Program) -> String {
    let criteria = program.trials[0].versions.iter().flat_map(|version| &version.criteria);
    let asks = list(criteria.map(|criterion| {
        (criterion.inclusion, &criterion.ask, &criterion.cohorts, criterion.checked_at, criterion.if_unknown)
    }));
    let truths = list(program.truths.iter().map(|node| &node.node));
    let values = list(program.values.iter().map(|node| &node.node));
    let events = list(program.events.iter().map(|node| &node.node));
    let (points, windows) = (list(program.points.iter()), list(program.windows.iter()));
    format!("criteria{asks}\ntruths{truths}\nvalues{values}\nevents{events}\npoints{points}\nwindows{windows}\n")
}

fn list<T: std::fmt::Debug>(nodes: impl Iterator<Item = T>) -> String {
    nodes.enumerate().map(|(at, node)| format!("\n    {at}: {node:?}")).collect()
}

/// A generated patient in as few words as will do.
pub fn brief(patient: &Patient) -> String {
    brief_in(&VOCABULARY, patient)
}

/// A patient in the words of a vocabulary.
pub fn brief_in(vocabulary: &Vocabulary, patient: &Patient) -> String {
    let mut text = format!("birth {:?} sex {:?}", patient.birth.map(|b| b.to_string()), patient.sex);
    for (at, e) in patient.events.iter().enumerate() {
        text += &format!(
            "\n  {at} {:?} {} {}{} .. {} {:?} {:?} {:?}",
            e.kind,
            vocabulary.word(e.word).name,
            if e.planned { "PLANNED " } else { "" },
            e.start,
            if e.end == DaySpan::NEVER { "ongoing".into() } else { e.end.to_string() },
            e.result,
            e.attributes.iter().map(|(a, d)| format!("{} {d:?}", vocabulary.attribute(*a))).collect::<Vec<_>>(),
            e.more
        );
    }
    for r in &patient.reviewed {
        text += &format!("\n  reviewed {:?} {} {}", r.kind, r.from, r.to);
    }
    for r in &patient.absent {
        text += &format!("\n  absent {:?} {} {}", r.word, r.from, r.to);
    }
    for r in &patient.statements {
        text += &format!("\n  stated {:?} intolerance {} holds {} {}", r.word, r.intolerance, r.holds, r.on);
    }
    for r in &patient.answers {
        text += &format!("\n  answer {:?} {:?} {:?} {}", r.question, r.arguments, r.answer, r.on);
    }
    for r in &patient.anchors {
        text += &format!(
            "\n  anchor {} {:?} {:?}",
            r.name,
            r.planned.map(|d| d.to_string()),
            r.actual.map(|d| d.to_string())
        );
    }
    for r in &patient.unusable {
        text += &format!("\n  unusable {:?} {:?}", r.kind, r.word);
    }
    for r in &patient.waivers {
        text += &format!("\n  waiver {} {}", r.criterion, r.on);
    }
    for r in &patient.site {
        text += &format!("\n  site {r:?}");
    }
    text.replace("numerator: ", "").replace(", denominator: 1 ", "").replace("Number ", "")
}
