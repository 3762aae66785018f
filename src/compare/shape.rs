//! What each form of node says by itself, and what it is made of.

use super::meaning::Place;
use super::spelled::Spelled;
use crate::check::{
    AnchorShape, EventsId, EventsNode, Measure, Per, PointNode, Program, TakenFrom, TruthId, TruthNode, ValueNode,
};
use crate::value::Length;
use crate::vocabulary::{Kind, WordSet};

/// What a node says by itself, in names and exact numbers, and the nodes of which it is made.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// What it says.
    pub(super) form: String,
    /// What it is made of.
    pub(super) parts: Vec<Place>,
    /// Whether its parts mean the same in any order.
    pub(super) any_order: bool,
}

impl Shape {
    fn new(form: impl Into<String>, parts: Vec<Place>) -> Shape {
        Shape { form: form.into(), parts, any_order: false }
    }

    fn of_any_order(form: impl Into<String>, parts: Vec<Place>) -> Shape {
        Shape { any_order: true, ..Shape::new(form, parts) }
    }
}

/// The shape of something.
pub(super) fn shape(program: &Program, place: Place) -> Shape {
    let say = Spelled(&program.vocabulary);
    match place {
        Place::Truth(id) => truth(program, &program.truth(id).node),
        Place::Value(id) => {
            let node = program.value(id);
            let unit = node.unit.map_or("", |unit| program.vocabulary.unit(unit));
            let shape = value(program, &node.node);
            Shape { form: format!("{} [{unit}]", shape.form), ..shape }
        }
        Place::Events(id) => events(program, &program.events(id).node),
        Place::Point(id) => point(program.point(id)),
        Place::Window(id) => {
            let window = program.window(id);
            let form = format!("window {} {} {:?}", say.lengths(&window.within), window.longest, window.side);
            Shape::new(form, vec![Place::Point(window.point)])
        }
        Place::Anchor(id) => {
            let anchor = program.anchor(id);
            match anchor.shape {
                AnchorShape::Day { window } => Shape::new(format!("anchor {} day {window}", anchor.name), Vec::new()),
                AnchorShape::Period { from, to, at_most } => Shape::new(
                    format!("anchor {} period {at_most:?}", anchor.name),
                    vec![Place::Anchor(from), Place::Anchor(to)],
                ),
            }
        }
        Place::Score(id) => {
            let score = program.score(id);
            let items = score.items.iter().map(|item| format!("{} in {}", item.points, item.domain));
            let form = format!(
                "score {} entry {} highest {}",
                say.listed(items),
                score.entry.is_some(),
                score.highest_per_domain
            );
            let items = score.items.iter().map(|item| item.condition);
            Shape::new(form, score.entry.into_iter().chain(items).map(Place::Truth).collect())
        }
        Place::Lines(id) => {
            let policy = program.lines.get(id.0 as usize);
            let form = policy.map_or_else(String::new, |policy| say.policy(policy));
            let words = policy.and_then(|policy| policy.progression.as_ref());
            Shape::new(format!("lines {form}"), words.map(|words| words_of(&words.certain)).unwrap_or_default())
        }
        Place::Word(id) => {
            let facts = say.facts(id).into_iter().map(|(what, fact)| format!("{what}: {fact}"));
            let form = format!("word {} {}", say.word(id), say.listed(facts));
            let from = program.vocabulary.word(id).computed.iter().flat_map(|computed| computed.from.iter());
            Shape::new(form, from.map(|word| Place::Word(*word)).collect())
        }
        Place::HalfLife(id) => Shape::new(format!("half-life {} {}", say.word(id), say.half_life(id)), Vec::new()),
        Place::Question(id) => Shape::new(say.question(id), Vec::new()),
        Place::Site(id) => Shape::new(say.site(id), Vec::new()),
    }
}

fn truth(program: &Program, node: &TruthNode) -> Shape {
    let say = Spelled(&program.vocabulary);
    let truths = |ids: &[TruthId]| ids.iter().map(|id| Place::Truth(*id)).collect::<Vec<_>>();
    match node {
        TruthNode::Constant(holds) => Shape::new(format!("{holds}"), Vec::new()),
        TruthNode::All(of) => Shape::of_any_order("all", truths(of)),
        TruthNode::Any(of) => Shape::of_any_order("any", truths(of)),
        TruthNode::Count { of, least, most } => Shape::of_any_order(format!("{least} to {most:?} of"), truths(of)),
        TruthNode::Not(of) => Shape::new("not", vec![Place::Truth(*of)]),
        TruthNode::Compare { left, comparison, right } => {
            Shape::new(format!("compare {comparison:?}"), vec![Place::Value(*left), Place::Value(*right)])
        }
        TruthNode::Between { value, low, high, high_belongs } => Shape::new(
            format!("between, upper end {high_belongs}"),
            vec![Place::Value(*value), Place::Value(*low), Place::Value(*high)],
        ),
        TruthNode::Among { value, quantifier, set, unsaid } => Shape::new(
            format!("among {quantifier:?} {} unsaid {}", say.symbols(set), say.symbols(unsaid)),
            vec![Place::Value(*value)],
        ),
        TruthNode::AmongWords { value, quantifier, sets } => Shape::new(
            format!("among words {quantifier:?} {}", say.listed(sets.iter().map(|set| say.set(set)))),
            std::iter::once(Place::Value(*value)).chain(sets.iter().flat_map(words_of)).collect(),
        ),
        TruthNode::Qualitative { value, means, bounds, negated } => {
            let mut bounds: Vec<String> = bounds
                .iter()
                .map(|(word, comparison, bound)| format!("{} {comparison:?} {}", say.word(*word), say.bound(bound)))
                .collect();
            bounds.sort();
            let form = format!("qualitative {negated} {} {}", say.symbols(means), say.listed(bounds.into_iter()));
            Shape::new(form, vec![Place::Value(*value)])
        }
        TruthNode::ValueKnown(value) => Shape::new("known", vec![Place::Value(*value)]),
        TruthNode::TruthKnown(of) => Shape::new("known", vec![Place::Truth(*of)]),
        TruthNode::EventsKnown(events) => Shape::new("known", vec![Place::Events(*events)]),
        TruthNode::Amount { events, least, most, counting } => {
            let form = format!("amount {least} to {most:?} {}", say.counting(counting));
            Shape::new(form, vec![Place::Events(*events)])
        }
        TruthNode::Every { events, condition } => {
            Shape::new("every", vec![Place::Events(*events), Place::Truth(*condition)])
        }
        TruthNode::Asked { question, arguments } => {
            Shape::new(format!("asked {arguments:?}"), vec![Place::Question(*question)])
        }
        TruthNode::Stated { intolerance, words, roots } => {
            let form = format!("stated {intolerance} {} {}", say.set(words), say.words(roots));
            Shape::new(form, words_of(words))
        }
        TruthNode::Site { question, arguments, accepted } => {
            Shape::new(format!("site {arguments:?} {}", say.symbols(accepted)), vec![Place::Site(*question)])
        }
    }
}

fn value(program: &Program, node: &ValueNode) -> Shape {
    let say = Spelled(&program.vocabulary);
    let measured = |form: String, taken: &Measure, mut parts: Vec<Place>| {
        parts.extend(body(program, taken));
        Shape::new(format!("{form} {}", say.measure(taken)), parts)
    };
    match node {
        ValueNode::Constant(datum) => Shape::new(format!("constant {}", say.datum(datum)), Vec::new()),
        ValueNode::Day(point) => Shape::new("day", vec![Place::Point(*point)]),
        ValueNode::Moved { date, length, back } => {
            Shape::new(format!("moved {} {back}", say.lengths(&[*length])), vec![Place::Value(*date)])
        }
        ValueNode::Age(point) => Shape::new("age", vec![Place::Point(*point)]),
        ValueNode::TimeSince { point, unit } => Shape::new(format!("since {unit:?}"), vec![Place::Point(*point)]),
        ValueNode::Sex => Shape::new("sex", Vec::new()),
        ValueNode::Measure { events, choose, measure } => {
            measured(format!("measure {choose:?}"), measure, vec![Place::Events(*events)])
        }
        ValueNode::Subject(measure) => measured("subject".to_owned(), measure, Vec::new()),
        ValueNode::It(measure) => measured("it".to_owned(), measure, Vec::new()),
        ValueNode::Count { events, counting } => {
            Shape::new(format!("count {}", say.counting(counting)), vec![Place::Events(*events)])
        }
        ValueNode::Total { events, measure } => measured("total".to_owned(), measure, vec![Place::Events(*events)]),
        ValueNode::Average { events, measure, window, all_days } => {
            let mut parts = vec![Place::Events(*events), Place::Window(*window)];
            parts.extend(half_lives(program, *events, &program.window(*window).within));
            measured(format!("average {all_days}"), measure, parts)
        }
        ValueNode::Arithmetic { left, sign, right } => {
            Shape::new(format!("{sign:?}"), vec![Place::Value(*left), Place::Value(*right)])
        }
        ValueNode::Extreme { greatest, of } => {
            Shape::of_any_order(format!("extreme {greatest}"), of.iter().map(|value| Place::Value(*value)).collect())
        }
        ValueNode::When(cases) => {
            let parts = cases.iter().flat_map(|(value, truth)| [Place::Value(*value), Place::Truth(*truth)]);
            Shape::new("when", parts.collect())
        }
        ValueNode::PercentChange { from, to } => {
            Shape::new("percent change", vec![Place::Value(*from), Place::Value(*to)])
        }
        ValueNode::Scaled { value, factor } => Shape::new(format!("scaled {factor:?}"), vec![Place::Value(*value)]),
        ValueNode::ScoreTotal(score) => Shape::new("total of", vec![Place::Score(*score)]),
        ValueNode::ScorePoints { score, items } => Shape::new(format!("points {items:?}"), vec![Place::Score(*score)]),
    }
}

fn events(program: &Program, node: &EventsNode) -> Shape {
    let say = Spelled(&program.vocabulary);
    let of = |id: &EventsId| Place::Events(*id);
    match node {
        EventsNode::Words(words) => Shape::new(format!("words {}", say.chosen(words)), words_of(&words.certain)),
        EventsNode::Planned { words } => Shape::new(format!("planned {}", say.chosen(words)), words_of(&words.certain)),
        EventsNode::Union(parts) => Shape::new("union", parts.iter().map(of).collect()),
        EventsNode::Except { of: from, without } => Shape::new("except", vec![of(from), of(without)]),
        EventsNode::Where { of: from, condition } => Shape::new("where", vec![of(from), Place::Truth(*condition)]),
        EventsNode::In { of: from, window, part } => {
            let mut parts = vec![of(from), Place::Window(*window)];
            parts.extend(half_lives(program, *from, &program.window(*window).within));
            Shape::new(format!("in {part:?}"), parts)
        }
        EventsNode::Current { of: from } => Shape::new("current", vec![of(from)]),
        EventsNode::Joined { of: from, at_least, length, total } => {
            let mut parts = vec![of(from)];
            parts.extend(half_lives(program, *from, &[*length]));
            Shape::new(format!("joined {at_least} {} {total}", say.lengths(&[*length])), parts)
        }
        EventsNode::Together { left, right } => Shape::of_any_order("together", vec![of(left), of(right)]),
        EventsNode::DosePeriods { of: from, measure, bounds } => {
            let comparisons = bounds.iter().map(|(comparison, _)| format!("{comparison:?}"));
            let form = format!("dose periods {} {}", say.measure(measure), say.listed(comparisons));
            let mut parts = vec![of(from)];
            parts.extend(bounds.iter().map(|(_, value)| Place::Value(*value)));
            parts.extend(body(program, measure));
            Shape::new(form, parts)
        }
        EventsNode::With { of: from, condition, positive } => {
            Shape::new(format!("with {positive}"), vec![of(from), Place::Truth(*condition)])
        }
        EventsNode::Newest { of: from, count, earliest, by } => {
            let by = by.map(|by| say.distinct(by));
            Shape::new(format!("newest {count} {earliest} {by:?}"), vec![of(from)])
        }
        EventsNode::Doses { of: from } => Shape::new("doses", vec![of(from)]),
        EventsNode::Lines(policy) => {
            Shape::new("lines of therapy", policy.iter().map(|policy| Place::Lines(*policy)).collect())
        }
    }
}

fn point(node: &PointNode) -> Shape {
    match node {
        PointNode::AsOf => Shape::new("as of", Vec::new()),
        PointNode::Anchor(id) => Shape::new("at", vec![Place::Anchor(*id)]),
        PointNode::StartOfAnchor(id) => Shape::new("start", vec![Place::Anchor(*id)]),
        PointNode::EndOfAnchor(id) => Shape::new("end", vec![Place::Anchor(*id)]),
        PointNode::Fixed(days) => Shape::new(format!("day {days:?}"), Vec::new()),
        PointNode::Event { events, part } => Shape::new(format!("event {part:?}"), vec![Place::Events(*events)]),
        PointNode::It(part) => Shape::new(format!("it {part:?}"), Vec::new()),
        PointNode::Birth => Shape::new("birth", Vec::new()),
    }
}

fn words_of(set: &WordSet) -> Vec<Place> {
    set.iter().map(Place::Word).collect()
}

/// The half-lives on which a length of time depends: those of the drugs that are chosen.
fn half_lives(program: &Program, events: EventsId, lengths: &[Length]) -> Vec<Place> {
    if !lengths.iter().any(|length| matches!(length, Length::HalfLives(_))) {
        return Vec::new();
    }
    match program.events(events).node.taken_from() {
        TakenFrom::Words(words) => words.certain.iter().map(Place::HalfLife).collect(),
        TakenFrom::Each(parts) => parts.iter().flat_map(|part| half_lives(program, *part, lengths)).collect(),
        TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => half_lives(program, of, lengths),
        TakenFrom::Both(left, right) => {
            [left, right].into_iter().flat_map(|of| half_lives(program, of, lengths)).collect()
        }
        TakenFrom::Lines => program.vocabulary.words.iter().map(|word| Place::HalfLife(word.id)).collect(),
    }
}

/// The measurement by which a dose is divided.
fn body(program: &Program, measure: &Measure) -> Option<Place> {
    let Measure::Dose { per: Some(per), .. } = measure else { return None };
    let name = match per {
        Per::Kilogram => "weight",
        Per::SquareMetre => "bsa",
    };
    let found = program.vocabulary.words.iter().find(|word| word.kind == Kind::Measurement && word.name == name);
    found.map(|word| Place::Word(word.id))
}
