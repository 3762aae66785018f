//! The conditions and boundaries below a truth.

use super::boundary::{Asked, Boundary, Form, Point};
use super::length::Whole;
use super::step::Steps;
use crate::check::*;
use crate::syntax::tree::WindowSide;
use crate::value::{Comparison, Number, Range};
use crate::vocabulary::{Datum, Form as ResultForm, Word};

/// Whether a truth asks something itself, instead of joining what others ask.
pub(super) fn is_condition(node: &TruthNode) -> bool {
    let joins = matches!(node, TruthNode::All(_) | TruthNode::Any(_) | TruthNode::Count { .. } | TruthNode::Not(_));
    !joins && !matches!(node, TruthNode::Constant(_))
}

/// All boundaries below a truth.
pub(super) fn boundaries(program: &Program, reach: &Reach) -> Vec<Boundary> {
    let compared = reach.truths.iter().flat_map(|id| compared(program, *id));
    let chosen = reach.events.iter().flat_map(|id| chosen(program, *id));
    compared.chain(chosen).filter(|boundary| !boundary.points.is_empty()).collect()
}

fn compared(program: &Program, id: TruthId) -> Vec<Boundary> {
    let threshold = |value, how, constant| threshold(program, id, value, how, constant);
    let found = match &program.truth(id).node {
        TruthNode::Amount { least, most, .. } => counted(program, id, *least, *most),
        TruthNode::Compare { left, comparison, right } => {
            [threshold(*left, *comparison, *right), threshold(*right, comparison.mirrored(), *left)]
        }
        TruthNode::Between { value, low, high, high_belongs } => {
            let upper = if *high_belongs { Comparison::AtMost } else { Comparison::Less };
            [threshold(*value, Comparison::AtLeast, *low), threshold(*value, upper, *high)]
        }
        _ => [None, None],
    };
    found.into_iter().flatten().collect()
}

/// So many events at least, or at most. Whether there are any at all is no boundary: there the condition decides.
fn counted(program: &Program, condition: TruthId, least: u32, most: Option<u32>) -> [Option<Boundary>; 2] {
    let node = program.truth(condition);
    let boundary = |number: u32| Boundary {
        asked: Asked::Count(condition),
        condition: Some(condition),
        written: number.to_string(),
        form: Form::Count(number),
        points: vec![Point::Below, Point::At, Point::Above],
        file: node.file,
        span: node.span,
    };
    let most = most.filter(|most| *most > 0 && *most != least);
    [Some(least).filter(|least| *least > 1).map(boundary), most.map(boundary)]
}

/// A value that is compared with a constant.
fn threshold(
    program: &Program,
    condition: TruthId,
    value: ValueId,
    comparison: Comparison,
    constant: ValueId,
) -> Option<Boundary> {
    let ValueNode::Constant(datum) = &program.value(constant).node else { return None };
    let written = program.as_written(constant);
    let node = program.truth(condition);
    let (asked, form) = match &program.value(value).node {
        ValueNode::Constant(_) => return None,
        ValueNode::Age(_) => (Asked::Time(value), Form::Time(completed_years(datum, comparison)?)),
        ValueNode::TimeSince { unit, .. } => (Asked::Time(value), Form::Time(time(datum, *unit)?)),
        _ => (Asked::Value(value), number(datum, &written)?),
    };
    let points = points(program, value, form);
    Some(Boundary { asked, condition: Some(condition), written, form, points, file: node.file, span: node.span })
}

fn number(datum: &Datum, written: &str) -> Option<Form> {
    match datum {
        Datum::Quantity(range, unit) => Some(Form::Number(Steps::of_written(range.known()?, written), Some(*unit))),
        Datum::Titre(range) => Some(Form::Number(Steps::of_titre(range.known()?), None)),
        _ => None,
    }
}

/// Of ages only completed years count: who must be more than 18 must have completed 19.
fn completed_years(datum: &Datum, comparison: Comparison) -> Option<Whole> {
    let years = whole(datum)?;
    let more = matches!(comparison, Comparison::Greater | Comparison::AtMost);
    Some(Whole::Years(if more { years + 1 } else { years }))
}

fn time(datum: &Datum, unit: TimeUnit) -> Option<Whole> {
    let count = whole(datum)?;
    Some(match unit {
        TimeUnit::Days => Whole::Days(count),
        TimeUnit::Months => Whole::Months(count),
        TimeUnit::Years => Whole::Years(count),
    })
}

fn whole(datum: &Datum) -> Option<i32> {
    let Datum::Quantity(range, _) = datum else { return None };
    let number = Range::known(range).filter(|number| number.is_whole())?;
    i32::try_from(number.floor()).ok().filter(|count| *count >= 0)
}

/// The threshold and what is beside it, where a record can give it.
fn points(program: &Program, value: ValueId, form: Form) -> Vec<Point> {
    let Form::Number(steps, _) = form else { return vec![Point::Below, Point::At, Point::Above] };
    let (least, most) = limits(program, value);
    let reached = |number: Number| least.is_none_or(|least| least <= number) && most.is_none_or(|most| number <= most);
    let mut points = Vec::new();
    if steps.below.is_some() && least.is_none_or(|least| least < steps.at) {
        points.push(Point::Below);
    }
    if reached(steps.at) {
        points.push(Point::At);
    }
    if steps.above.is_some() && most.is_none_or(|most| steps.at < most) {
        points.push(Point::Above);
    }
    points
}

/// The least and the most that a value can be, where that follows from what it is.
fn limits(program: &Program, value: ValueId) -> (Option<Number>, Option<Number>) {
    let nothing = Some(Number::ZERO);
    match &program.value(value).node {
        ValueNode::Count { .. } | ValueNode::Total { .. } | ValueNode::Average { .. } => (nothing, None),
        ValueNode::Measure { measure: Measure::Dose { .. }, .. }
        | ValueNode::Subject(Measure::Dose { .. })
        | ValueNode::It(Measure::Dose { .. }) => (nothing, None),
        ValueNode::Measure { events, measure: measure @ (Measure::Result | Measure::Items(_)), .. } => {
            result_limits(program, *events, matches!(measure, Measure::Items(_)))
        }
        // The points of some domains are at most those of all.
        ValueNode::ScoreTotal(score) | ValueNode::ScorePoints { score, .. } => {
            let points = || program.score(*score).items.iter().map(|item| item.points);
            let sum = |sign: fn(&Number) -> bool| {
                points().filter(sign).try_fold(Number::ZERO, |sum, points| sum.plus(points))
            };
            (sum(|points| *points < Number::ZERO), sum(|points| *points > Number::ZERO))
        }
        _ => (None, None),
    }
}

/// The least and the most that results of some events can be, where each is of a word that says it: what lies outside, the record
/// does not hold. Of some items of an instrument, nothing is less than none where no item takes points away.
fn result_limits(program: &Program, events: EventsId, items: bool) -> (Option<Number>, Option<Number>) {
    let mut limits = (Some(Number::ZERO), None);
    let (mut open, mut is_first) = (vec![events], true);
    while let Some(id) = open.pop() {
        let words = match program.events(id).node.taken_from() {
            TakenFrom::Words(words) => words,
            TakenFrom::Some(of) => {
                open.push(of);
                continue;
            }
            _ => return (None, None),
        };
        for word in words.certain.iter().map(|id| program.vocabulary.word(id)) {
            let Some((least, most)) = word_limits(word, items) else { return (None, None) };
            limits = match is_first {
                true => (least, most),
                false => (limits.0.min(least), limits.1.zip(most).map(|(known, most)| known.max(most))),
            };
            is_first = false;
        }
    }
    if is_first { (None, None) } else { limits }
}

/// The least and the most of one word; nothing where that does not follow.
fn word_limits(word: &Word, items: bool) -> Option<(Option<Number>, Option<Number>)> {
    if let Some(instrument) = word.instrument.as_ref().filter(|instrument| !instrument.items.is_empty()) {
        return match items {
            false => Some((Some(instrument.range.0), Some(instrument.range.1))),
            true => {
                instrument.items.iter().all(|item| item.points >= Number::ZERO).then_some((Some(Number::ZERO), None))
            }
        };
    }
    // What is computed or taken over from another word may lie anywhere.
    if word.computed.is_some() || !word.equivalents.is_empty() || word.id == word.kind.unmapped() {
        return None;
    }
    match word.forms.as_slice() {
        [ResultForm::Quantity { bounds: Some((least, most)), .. }] => Some((Some(*least), Some(*most))),
        _ => None,
    }
}

fn chosen(program: &Program, id: EventsId) -> Vec<Boundary> {
    let node = program.events(id);
    let boundary = |asked, written, form, points| Boundary {
        asked,
        condition: None,
        written,
        form,
        points,
        file: node.file,
        span: node.span,
    };
    match &node.node {
        EventsNode::In { of, window, part } => {
            let points = ends(program, *of, program.window(*window), *part);
            let form = Form::Window(*part, may_come(program, *of, true));
            vec![boundary(Asked::Window(id), String::new(), form, points)]
        }
        EventsNode::DosePeriods { bounds, .. } => {
            let bound = |(_, constant): &(Comparison, ValueId)| {
                let ValueNode::Constant(datum) = &program.value(*constant).node else { return None };
                let written = program.as_written(*constant);
                let form = number(datum, &written)?;
                let Form::Number(steps, _) = form else { return None };
                let below = steps.below.filter(|_| steps.at > Number::ZERO).map(|_| Point::Below);
                let points = below.into_iter().chain([Point::At]).chain(steps.above.map(|_| Point::Above)).collect();
                Some(boundary(Asked::Dose(id), written, form, points))
            };
            bounds.iter().filter_map(bound).collect()
        }
        _ => Vec::new(),
    }
}

/// The ends of a window that has a length, and the days beside them, where an event can stand there.
fn ends(program: &Program, of: EventsId, window: &Window, part: Part) -> Vec<Point> {
    if window.within.is_empty() {
        return open_ends(program, of, window, part);
    }
    if part == Part::Throughout {
        return vec![Point::FirstDay, Point::SecondDay, Point::LastDayButOne, Point::LastDay];
    }
    let all = vec![Point::DayBefore, Point::FirstDay, Point::LastDay, Point::DayAfter];
    let ends_now = matches!(window.side, WindowSide::Before | WindowSide::BeforeOrDuring);
    // What has happened lies in the past; what began then may end later.
    let past = *program.point(window.point) == PointNode::AsOf && !may_come(program, of, part == Part::End);
    match (past, ends_now) {
        (false, _) => all,
        (true, true) => vec![Point::DayBefore, Point::FirstDay, Point::LastDay],
        (true, false) => vec![Point::DayBefore, Point::FirstDay],
    }
}

/// The ends of a window without a length: the day of its point, or the days of its period.
fn open_ends(program: &Program, of: EventsId, window: &Window, part: Part) -> Vec<Point> {
    let first = [Point::DayBefore, Point::FirstDay];
    let last = [Point::LastDay, Point::DayAfter];
    if part == Part::Throughout {
        return Vec::new();
    }
    match (program.point(window.point), window.side) {
        // Before everything, and up to now, nothing ends.
        (PointNode::Birth, _) => Vec::new(),
        (PointNode::AsOf, _) if !may_come(program, of, part == Part::End) => Vec::new(),
        (_, WindowSide::Since | WindowSide::After | WindowSide::DuringOrAfter) => first.to_vec(),
        (_, WindowSide::Before | WindowSide::BeforeOrDuring) => last.to_vec(),
        (_, WindowSide::At | WindowSide::During) => first.into_iter().chain(last).collect(),
    }
}

/// Whether what is asked of an event may lie after the day of judgement.
fn may_come(program: &Program, of: EventsId, end: bool) -> bool {
    let node = &program.events(of).node;
    match node.taken_from() {
        TakenFrom::Words(words) => {
            matches!(node, EventsNode::Planned { .. }) || (end && words.kinds.iter().any(|kind| kind.is_interval()))
        }
        TakenFrom::Lines => end,
        TakenFrom::Each(parts) => parts.iter().any(|part| may_come(program, *part, end)),
        TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => may_come(program, of, end),
        TakenFrom::Both(left, right) => may_come(program, left, end) || may_come(program, right, end),
    }
}
