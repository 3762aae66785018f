//! *When*: the days on which the verdict changes if nothing new happens: a washout that ends, a birthday, a result that
//! grows too old.
//!
//! Evaluation is pure and quick, so every day of the horizon is judged by a function that the caller gives.

use super::mark;
use crate::check::Program;
use crate::evaluate::{Judgement, OpenFor, Standing, Verdict};
use crate::value::Day;
use crate::wording::words::{counted, listed};
use schemars::JsonSchema;
use serde::Serialize;

/// When the verdict changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct When {
    /// The first day that was looked at.
    pub from: String,
    /// The last day that was looked at.
    pub until: String,
    /// In a sentence.
    pub sentence: String,
    /// The stretches of one verdict, in order.
    pub stretches: Vec<VerdictStretch>,
}

/// Days in a row with one verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerdictStretch {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What is open, where it is undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_for: Option<OpenFor>,
    /// The stretch in words.
    pub words: String,
    /// What changed on its first day; empty for the first stretch.
    pub because: Vec<StandingChange>,
}

/// A criterion that stands otherwise than on the day before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StandingChange {
    /// The criterion's id.
    pub criterion: String,
    /// How it stood.
    pub from: Standing,
    /// How it stands now.
    pub to: Standing,
    /// In words.
    pub words: String,
}

/// Looks ahead: judges the patient on each day from `from` for `days` days.
pub fn when(program: &Program, from: Day, days: u16, judge: &mut dyn FnMut(Day) -> Judgement) -> When {
    let last = from.plus_days(i32::from(days));
    let mut before = judge(from);
    let mut stretches = vec![stretch(from, &before, Vec::new())];
    let mut day = from;
    while day < last {
        day = day.plus_days(1);
        let now = judge(day);
        if (now.verdict, now.open_for) != (before.verdict, before.open_for) {
            stretches.push(stretch(day, &now, changes(program, &before, &now)));
        } else if let Some(running) = stretches.last_mut() {
            running.to = day.to_string();
        }
        before = now;
    }
    let until = last.to_string();
    stretches.iter_mut().for_each(|stretch| stretch.words = in_words(stretch, &until));
    When { from: from.to_string(), sentence: sentence(&stretches, &ahead(from, last)), until, stretches }
}

fn stretch(day: Day, judgement: &Judgement, because: Vec<StandingChange>) -> VerdictStretch {
    VerdictStretch {
        from: day.to_string(),
        to: day.to_string(),
        verdict: judgement.verdict,
        open_for: judgement.open_for,
        words: String::new(),
        because,
    }
}

fn changes(program: &Program, before: &Judgement, now: &Judgement) -> Vec<StandingChange> {
    let version = program.trials.get(now.trial).and_then(|trial| trial.versions.get(now.version));
    let criteria = version.map_or(&[][..], |version| version.criteria.as_slice());
    let pairs = before.criteria.iter().zip(&now.criteria).zip(criteria);
    let changed = pairs.filter(|((old, new), _)| old.standing != new.standing);
    let mut changes: Vec<StandingChange> = changed
        .map(|((old, new), criterion)| StandingChange {
            criterion: criterion.id.clone(),
            from: old.standing,
            to: new.standing,
            words: format!("{} turns from {} to {}", criterion.id, mark(old.standing), mark(new.standing)),
        })
        .collect();
    // Another version of the protocol has other criteria; comparing them by place would say nothing.
    if before.version != now.version {
        changes.clear();
    }
    changes
}

/// The verdict with what is open.
fn verdict_in_words(verdict: Verdict, open_for: Option<OpenFor>) -> &'static str {
    match (verdict, open_for) {
        (Verdict::Eligible, _) => "eligible",
        (Verdict::Ineligible, _) => "ineligible",
        (Verdict::Undetermined, Some(OpenFor::Judgements)) => "undetermined (only judgements are open)",
        (Verdict::Undetermined, Some(_)) => "undetermined (facts are missing)",
        (Verdict::Undetermined, None) => "undetermined",
    }
}

fn in_words(stretch: &VerdictStretch, horizon: &str) -> String {
    let verdict = verdict_in_words(stretch.verdict, stretch.open_for);
    if stretch.to == horizon {
        format!("{verdict} from {} until at least {horizon}", stretch.from)
    } else if stretch.from == stretch.to {
        format!("{verdict} on {} only", stretch.from)
    } else {
        format!("{verdict} from {} until {}", stretch.from, stretch.to)
    }
}

/// How far was looked ahead: `within a year`.
fn ahead(from: Day, last: Day) -> String {
    match last.0.saturating_sub(from.0) {
        365 | 366 => "within a year".to_owned(),
        days => format!("within {}", counted(days.unsigned_abs() as usize, "day")),
    }
}

/// `If nothing new happens, eligible from 2026-12-03 until 2026-12-19.`
fn sentence(stretches: &[VerdictStretch], ahead: &str) -> String {
    let Some((now, later)) = stretches.split_first() else {
        return String::new();
    };
    let verdict = verdict_in_words(now.verdict, now.open_for);
    if later.is_empty() {
        return format!("Nothing changes by itself {ahead}: the verdict stays {verdict}.");
    }
    let eligible: Vec<&str> = stretches
        .iter()
        .filter(|stretch| stretch.verdict == Verdict::Eligible)
        .map(|stretch| stretch.words.as_str())
        .collect();
    let first = later.first().map_or("", |stretch| stretch.from.as_str());
    if eligible.is_empty() {
        let next = later.first().map_or("", |stretch| verdict_in_words(stretch.verdict, stretch.open_for));
        return format!("If nothing new happens, {next} from {first}; eligible on no day {ahead}.");
    }
    format!("If nothing new happens, {}.", listed(&eligible, "and"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(verdict: Verdict, from: &str, to: &str) -> VerdictStretch {
        let (from, to) = (from.to_owned(), to.to_owned());
        VerdictStretch { from, to, verdict, open_for: None, words: String::new(), because: Vec::new() }
    }

    fn said(mut stretches: Vec<VerdictStretch>) -> String {
        stretches.iter_mut().for_each(|stretch| stretch.words = in_words(stretch, "2027-11-22"));
        sentence(&stretches, "within a year")
    }

    #[test]
    fn a_stretch_of_eligibility_has_two_ends() {
        let words = said(vec![
            stretch(Verdict::Ineligible, "2026-11-21", "2026-12-02"),
            stretch(Verdict::Eligible, "2026-12-03", "2026-12-19"),
            stretch(Verdict::Undetermined, "2026-12-20", "2027-11-22"),
        ]);
        assert_eq!(words, "If nothing new happens, eligible from 2026-12-03 until 2026-12-19.");
    }

    #[test]
    fn a_verdict_that_stays_says_so() {
        let words = said(vec![stretch(Verdict::Ineligible, "2026-11-21", "2027-11-22")]);
        assert_eq!(words, "Nothing changes by itself within a year: the verdict stays ineligible.");
    }
}
