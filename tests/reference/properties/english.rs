//! Two rules that mean different things never read the same.
//!
//! What may read the same, because it means the same: the order in which filters follow one another, a denial of `any` and
//! `none of`, a block of one line and the line, two denials and none, and whether the longest or shortest of one length counts.

use super::{WHOLE_LANGUAGE, cases};
use crate::generate::Choices;
use crate::generate::programs::{self, Theme};
use enrol::check::*;
use enrol::value::{Comparison, Length, Number, Range};
use enrol::vocabulary::Datum;
use enrol::vocabulary::builtin::symbol;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;

/// How many programs are read.
const PROGRAMS: u32 = 10_000;

/// What a criterion is, node by node, as text in which ids stand for nothing.
struct Deep<'p>(&'p Program);

impl Deep<'_> {
    fn criterion(&self, criterion: &Criterion) -> String {
        let clauses = (criterion.inclusion, criterion.checked_at, criterion.if_unknown, &criterion.waivable_by);
        match criterion.ask {
            Ask::Truth(id) => format!("{clauses:?} {}", self.truth(id, false)),
            ref other => format!("{clauses:?} {other:?}"),
        }
    }

    fn truth(&self, id: TruthId, denied: bool) -> String {
        let denies = |text: String| if denied { format!("not({text})") } else { text };
        match &self.0.truth(id).node {
            TruthNode::Not(of) => self.truth(*of, !denied),
            TruthNode::All(of) | TruthNode::Any(of) if of.len() == 1 => self.truth(of[0], denied),
            TruthNode::All(of) => denies(format!("all({})", self.truths(of))),
            TruthNode::Any(of) if denied => format!("none({})", self.truths(of)),
            TruthNode::Any(of) => format!("any({})", self.truths(of)),
            TruthNode::Count { of, least: 0, most: Some(0) } if !denied => format!("none({})", self.truths(of)),
            TruthNode::Count { of, least, most } => denies(format!("{least} {most:?}({})", self.truths(of))),
            TruthNode::Amount { events, least: 0, most: Some(0), counting } if *counting == Counting::default() => {
                let (least, most) = (1, None::<u32>);
                let text = format!("amount {least} {most:?} {counting:?} {}", self.events(*events));
                if denied { text } else { format!("not({text})") }
            }
            TruthNode::Amount { events, least, most, counting } => {
                denies(format!("amount {least} {most:?} {counting:?} {}", self.events(*events)))
            }
            TruthNode::Qualitative { value, means, bounds, negated } => {
                let text = format!("quality {means:?} {bounds:?} {}", self.value(*value));
                if *negated == denied { text } else { format!("not({text})") }
            }
            // Yes and no are asked of an attribute by name, and denied by denying.
            TruthNode::Among { value, quantifier: Among::None, set, .. }
                if matches!(set[..], [symbol::YES | symbol::NO]) =>
            {
                let text = format!("Any {set:?} {}", self.value(*value));
                if denied { text } else { format!("not({text})") }
            }
            TruthNode::Among { value, quantifier, set, .. } => {
                denies(format!("{quantifier:?} {set:?} {}", self.value(*value)))
            }
            node => denies(self.resolved(&format!("{node:?}"))),
        }
    }

    fn truths(&self, of: &[TruthId]) -> String {
        of.iter().map(|part| self.truth(*part, false)).collect::<Vec<_>>().join(", ")
    }

    fn value(&self, id: ValueId) -> String {
        self.resolved(&format!("{:?}", self.0.value(id).node))
    }

    /// A choice and its filters, whose order means nothing.
    fn events(&self, id: EventsId) -> String {
        let mut filters = Vec::new();
        let mut at = id;
        loop {
            let node = &self.0.events(at).node;
            let (of, filter) = match node {
                EventsNode::Where { of, condition } => (*of, format!("where {}", self.truth(*condition, false))),
                EventsNode::In { of, window, part } => (*of, format!("{part:?} {}", self.window(*window))),
                EventsNode::Current { of } => (*of, "current".to_owned()),
                EventsNode::With { of, condition, positive } => {
                    (*of, format!("with {}", self.truth(*condition, !positive)))
                }
                EventsNode::Except { of, without } => (*of, format!("except {}", self.events(*without))),
                _ => {
                    filters.sort();
                    filters.dedup();
                    return format!("{} {filters:?}", self.resolved(&format!("{node:?}")));
                }
            };
            filters.push(filter);
            at = of;
        }
    }

    /// Of one length, the longest and the shortest are the same.
    fn window(&self, id: WindowId) -> String {
        let window = self.0.window(id);
        let longest = window.longest && window.within.len() > 1;
        self.resolved(&format!("{:?}", Window { longest, ..window.clone() }))
    }

    /// Every id in a text replaced by what it stands for.
    fn resolved(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("Id(") {
            let begin = rest[..at].rfind(|letter: char| !letter.is_alphabetic()).map_or(0, |before| before + 1);
            let end = at + rest[at..].find(')').unwrap() + 1;
            let number: u32 = rest[at + 3..end - 1].parse().unwrap();
            out.push_str(&rest[..begin]);
            out.push_str(&match &rest[begin..at] {
                "Truth" => self.truth(TruthId(number), false),
                "Value" => self.value(ValueId(number)),
                "Events" => self.events(EventsId(number)),
                "Point" => self.resolved(&format!("{:?}", self.0.point(PointId(number)))),
                "Window" => self.window(WindowId(number)),
                _ => rest[begin..end].to_owned(),
            });
            rest = &rest[end..];
        }
        out + rest
    }
}

fn tape(runner: &mut TestRunner) -> Vec<u32> {
    vec(any::<u32>(), 4..240).new_tree(runner).unwrap().current()
}

fn program(tape: &[u32]) -> Program {
    let mut choices = Choices::new(tape);
    let theme = Theme::new(&mut choices);
    programs::program(&mut choices, theme, WHOLE_LANGUAGE)
}

fn criteria(program: &Program) -> impl Iterator<Item = &Criterion> {
    program.trials[0].versions.iter().flat_map(|version| &version.criteria)
}

#[test]
fn what_reads_the_same_is_the_same() {
    let mut runner = TestRunner::new_with_rng(
        cases(PROGRAMS),
        proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &[7; 32]),
    );
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let (mut read, mut wrong) = (0, Vec::new());
    for _ in 0..PROGRAMS {
        let program = program(&tape(&mut runner));
        for criterion in criteria(&program) {
            let english = enrol::protocol::criterion(&program, criterion);
            let deep = Deep(&program).criterion(criterion);
            read += 1;
            let side = format!("{} {english}", criterion.inclusion);
            match known.get(&side) {
                Some(other) if *other != deep => wrong.push(format!("{english}\n  1: {other}\n  2: {deep}\n")),
                Some(_) => {}
                None => {
                    known.insert(side, deep);
                }
            }
        }
    }
    let wrong = shortest(wrong);
    assert!(wrong.is_empty(), "of {read} criteria:\n{}", wrong.join("\n"));
    assert!(known.len() > 10_000, "only {} different sentences", known.len());
}

/// The shortest few, no two of which begin alike.
fn shortest(mut wrong: Vec<String>) -> Vec<String> {
    wrong.sort_by_key(String::len);
    let begin = |text: &String| text.lines().next().unwrap_or_default().chars().take(60).collect::<String>();
    wrong.dedup_by_key(|text| begin(text));
    wrong.truncate(12);
    wrong
}

/// Every small change of a program that a slip of the pen could make.
fn changes(program: &Program) -> Vec<Program> {
    let mut all = Vec::new();
    for place in 0..program.truths.len() {
        for node in changed_truths(&program.truths[place].node) {
            let mut changed = program.clone();
            changed.truths[place].node = node;
            all.push(changed);
        }
    }
    for place in 0..program.values.len() {
        for node in changed_values(&program.values[place].node) {
            let mut changed = program.clone();
            changed.values[place].node = node;
            all.push(changed);
        }
    }
    for place in 0..program.events.len() {
        for node in changed_events(&program.events[place].node) {
            let mut changed = program.clone();
            changed.events[place].node = node;
            all.push(changed);
        }
    }
    for place in 0..program.windows.len() {
        for window in changed_windows(&program.windows[place]) {
            let mut changed = program.clone();
            changed.windows[place] = window;
            all.push(changed);
        }
    }
    all
}

fn changed_truths(node: &TruthNode) -> Vec<TruthNode> {
    use Comparison::*;
    match node.clone() {
        TruthNode::Compare { left, comparison, right } => [Less, AtMost, Equal, NotEqual, AtLeast, Greater]
            .into_iter()
            .filter(|other| *other != comparison)
            .map(|comparison| TruthNode::Compare { left, comparison, right })
            .collect(),
        TruthNode::Between { value, low, high, high_belongs } => {
            vec![TruthNode::Between { value, low, high, high_belongs: !high_belongs }]
        }
        TruthNode::Amount { events, least, most, counting } => vec![
            TruthNode::Amount { events, least: least + 1, most: most.map(|most| most + 1), counting: counting.clone() },
            TruthNode::Amount {
                events,
                least,
                most,
                counting: Counting { apart: Some(Length::Days(13)), ..counting.clone() },
            },
        ],
        TruthNode::Count { of, least, most } => {
            vec![TruthNode::Count { of, least: least + 1, most: most.map(|most| most + 1) }]
        }
        TruthNode::All(of) if of.len() > 1 => vec![TruthNode::Any(of)],
        TruthNode::Any(of) if of.len() > 1 => vec![TruthNode::All(of)],
        TruthNode::Not(of) => vec![TruthNode::TruthKnown(of)],
        TruthNode::Among { value, quantifier, set, unsaid } => [Among::Any, Among::None, Among::All, Among::Only]
            .into_iter()
            .filter(|other| *other != quantifier)
            .map(|quantifier| TruthNode::Among { value, quantifier, set: set.clone(), unsaid: unsaid.clone() })
            .collect(),
        TruthNode::AmongWords { value, quantifier, sets } => [Among::Any, Among::None, Among::All, Among::Only]
            .into_iter()
            .filter(|other| *other != quantifier)
            .map(|quantifier| TruthNode::AmongWords { value, quantifier, sets: sets.clone() })
            .collect(),
        TruthNode::Qualitative { value, means, bounds, negated } => {
            vec![TruthNode::Qualitative { value, means, bounds, negated: !negated }]
        }
        _ => Vec::new(),
    }
}

fn changed_values(node: &ValueNode) -> Vec<ValueNode> {
    match node.clone() {
        ValueNode::Constant(Datum::Quantity(range, unit)) => range
            .known()
            .and_then(|number| number.plus(Number::parse("0.1")?))
            .map(|number| ValueNode::Constant(Datum::Quantity(Range::point(number), unit)))
            .into_iter()
            .collect(),
        ValueNode::Measure { events, choose, measure } => {
            [Choose::Highest, Choose::Lowest, Choose::Mean, Choose::Median]
                .into_iter()
                .filter(|other| *other != choose && choose != Choose::One)
                .map(|choose| ValueNode::Measure { events, choose, measure: measure.clone() })
                .collect()
        }
        ValueNode::Average { events, measure, window, all_days } => {
            vec![ValueNode::Average { events, measure, window, all_days: !all_days }]
        }
        ValueNode::Moved { date, length, back } => vec![ValueNode::Moved { date, length, back: !back }],
        ValueNode::Extreme { greatest, of } => vec![ValueNode::Extreme { greatest: !greatest, of }],
        _ => Vec::new(),
    }
}

fn changed_events(node: &EventsNode) -> Vec<EventsNode> {
    match node.clone() {
        EventsNode::In { of, window, part } => [Part::Start, Part::End, Part::Throughout]
            .into_iter()
            .filter(|other| *other != part)
            .map(|part| EventsNode::In { of, window, part })
            .collect(),
        EventsNode::Joined { of, at_least, length, total } => vec![
            EventsNode::Joined { of, at_least: !at_least, length, total },
            EventsNode::Joined { of, at_least, length: Length::Days(85), total },
            EventsNode::Joined { of, at_least, length, total: !total },
        ],
        EventsNode::With { of, condition, positive } => vec![EventsNode::With { of, condition, positive: !positive }],
        EventsNode::Newest { of, count, earliest, by } => vec![
            EventsNode::Newest { of, count: count + 1, earliest, by },
            EventsNode::Newest { of, count, earliest: !earliest, by },
        ],
        EventsNode::Current { of } => {
            vec![EventsNode::Joined { of, at_least: true, length: Length::Days(1), total: false }]
        }
        _ => Vec::new(),
    }
}

fn changed_windows(window: &Window) -> Vec<Window> {
    use enrol::syntax::tree::WindowSide::*;
    let lengths = window.within.iter().enumerate().map(|(place, length)| {
        let mut changed = window.clone();
        changed.within[place] = match length {
            Length::Days(days) => Length::Days(days + 1),
            Length::Months(months) => Length::Months(months + 1),
            Length::HalfLives(count) => Length::HalfLives(count.plus(Number::ONE).unwrap()),
        };
        changed
    });
    let sides = [Before, After, BeforeOrDuring, DuringOrAfter, At, During, Since];
    let sides = sides.into_iter().filter(|side| *side != window.side).map(|side| Window { side, ..window.clone() });
    lengths.chain(sides).collect()
}

#[test]
fn a_slip_of_the_pen_is_read() {
    let mut runner = TestRunner::new_with_rng(
        cases(600),
        proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &[9; 32]),
    );
    let (mut slips, mut wrong) = (0, Vec::new());
    for _ in 0..600 {
        let program = program(&tape(&mut runner));
        let before: Vec<(String, String)> = criteria(&program)
            .map(|criterion| (Deep(&program).criterion(criterion), enrol::protocol::criterion(&program, criterion)))
            .collect();
        for changed in changes(&program) {
            for (criterion, (deep, english)) in criteria(&changed).zip(&before) {
                let now = Deep(&changed).criterion(criterion);
                if now == *deep {
                    continue;
                }
                slips += 1;
                if enrol::protocol::criterion(&changed, criterion) == *english {
                    wrong.push(format!("{english}\n  1: {deep}\n  2: {now}\n"));
                }
            }
        }
    }
    let wrong = shortest(wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(slips > 2000, "only {slips} slips were made");
}
