//! What was not shown, in words.

use super::boundary::{Asked, Boundary, Form, Point};
use super::report::{CriterionCoverage, Decides, Sort, TrialCoverage};
use super::step::beside;
use crate::check::Part;
use crate::protocol::Sentences;
use crate::value::{Truth, parse_titre};
use crate::wording::words::listed;
use std::collections::BTreeSet;

/// What is compared, or which events a window chooses.
pub(super) fn boundary(sentences: &Sentences<'_>, boundary: &Boundary) -> String {
    match (boundary.condition, boundary.asked) {
        (Some(condition), _) => sentences.condition(condition),
        (None, Asked::Window(id) | Asked::Dose(id)) => sentences.events(id),
        (None, Asked::Value(id) | Asked::Time(id)) => sentences.value(id),
        (None, Asked::Count(id)) => sentences.condition(id),
    }
}

/// A point of a boundary: `0.9 g/g, one step below 1.0 g/g`.
pub(super) fn point(boundary: &Boundary, point: Point) -> String {
    match boundary.form {
        Form::Number(..) => number(&boundary.written, point),
        Form::Count(number) => match point {
            Point::Below => format!("{} of them", number.saturating_sub(1)),
            Point::Above => format!("{} of them", number.saturating_add(1)),
            _ => format!("{number} of them"),
        },
        Form::Time(length) => match point {
            Point::Below => format!("the day before {} are complete", length.words()),
            Point::Above => format!("the day after {} are complete", length.words()),
            _ => format!("the day on which {} are complete", length.words()),
        },
        Form::Window(Part::Any, false) => on_a_day(point).to_owned(),
        Form::Window(part, _) => in_window(part, point).to_owned(),
    }
}

fn number(written: &str, point: Point) -> String {
    let up = match point {
        Point::At => return format!("{written} exactly"),
        Point::Above => true,
        _ => false,
    };
    let beside = match parse_titre(written) {
        Some(titre) => {
            let two = crate::value::Number::whole(2);
            if up { titre.times(two) } else { titre.over(two) }.map(|titre| format!("1:{titre}"))
        }
        None => beside(written, up),
    };
    let side = if up { "above" } else { "below" };
    match beside {
        Some(beside) => format!("{beside}, or nearer {written} from {side}"),
        None => format!("one step {side} {written}"),
    }
}

fn on_a_day(point: Point) -> &'static str {
    match point {
        Point::DayBefore => "one on the day before the window",
        Point::FirstDay => "one on the first day",
        Point::LastDay => "one on the last day",
        _ => "one on the day after the window",
    }
}

fn in_window(part: Part, point: Point) -> &'static str {
    match (part, point) {
        (Part::Any, Point::DayBefore) => "one that ends the day before the window",
        (Part::Any, Point::FirstDay) => "one that ends on the first day",
        (Part::Any, Point::LastDay) => "one that begins on the last day",
        (Part::Any, _) => "one that begins the day after the window",
        (Part::Start, Point::DayBefore) => "a start the day before the window",
        (Part::Start, Point::FirstDay) => "a start on the first day",
        (Part::Start, Point::LastDay) => "a start on the last day",
        (Part::Start, _) => "a start the day after the window",
        (Part::End, Point::DayBefore) => "an end the day before the window",
        (Part::End, Point::FirstDay) => "an end on the first day",
        (Part::End, Point::LastDay) => "an end on the last day",
        (Part::End, _) => "an end the day after the window",
        (Part::Throughout, Point::FirstDay) => "a start on the first day",
        (Part::Throughout, Point::SecondDay) => "a start on the second day, too late to fill the window",
        (Part::Throughout, Point::LastDayButOne) => "an end on the last day but one, too early to fill the window",
        (Part::Throughout, _) => "an end on the last day",
    }
}

/// An outcome as a verdict calls it.
pub(super) fn outcome(sort: Sort, outcome: Truth) -> &'static str {
    match (sort, outcome) {
        (Sort::Cohort, Truth::Met) => "member",
        (Sort::Cohort, Truth::NotMet) => "no member",
        (_, Truth::Met) => "met",
        (_, Truth::NotMet) => "not met",
        (_, Truth::Unknown) => "unknown",
    }
}

/// How a condition decides.
pub(super) fn decides(way: Decides) -> &'static str {
    match way {
        Decides::ByHolding => "by holding",
        Decides::ByNotHolding => "by not holding",
        Decides::ByBeingUnknown => "by being unknown",
    }
}

/// A criterion as it is called; with its versions where it does not stand in all of its trial.
pub(super) fn name(trial: &TrialCoverage, criterion: &CriterionCoverage) -> String {
    let all = trial.criteria.iter().flat_map(|one| &one.versions).collect::<BTreeSet<_>>().len();
    let own = match criterion.sort {
        Sort::Cohort => format!("cohort {}", criterion.id),
        Sort::Inclusion | Sort::Exclusion | Sort::Definition => criterion.id.clone(),
    };
    match criterion.versions.len() {
        some if some == all || criterion.sort == Sort::Definition => own,
        _ => format!("{own} ({})", criterion.versions.join(", ")),
    }
}

/// What is missing of a criterion, a line each.
pub(super) fn missing(criterion: &CriterionCoverage) -> Vec<String> {
    let mut lines = Vec::new();
    let outcomes = criterion.outcomes.iter().filter(|one| one.cases.is_empty());
    let outcomes: Vec<&str> = outcomes.map(|one| outcome(criterion.sort, one.outcome)).collect();
    if !outcomes.is_empty() {
        lines.push(format!("never came out: {}", listed(&outcomes, "or")));
    }
    for condition in &criterion.conditions {
        let ways = condition.decides.iter().filter(|one| one.cases.is_empty());
        let ways: Vec<&str> = ways.map(|one| decides(one.decides)).collect();
        match ways.len() {
            0 => {}
            all if all == condition.decides.len() => {
                lines.push(format!("never shown: that “{}” decides", condition.says))
            }
            _ => lines.push(format!("never shown: that “{}” decides {}", condition.says, listed(&ways, "or"))),
        }
    }
    for boundary in &criterion.boundaries {
        let points = boundary.points.iter().filter(|one| one.cases.is_empty());
        let points: Vec<&str> = points.map(|one| one.says.as_str()).collect();
        if !points.is_empty() {
            lines.push(format!("never tried where “{}”: {}", boundary.says, points.join("; ")));
        }
    }
    lines
}
