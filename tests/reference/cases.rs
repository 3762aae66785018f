//! Small cases that random ones led to: each is a rule and a record of a few lines, and what must come out.

use crate::generate::patients::as_of;
use crate::generate::programs::{empty, words_of};
use crate::generate::vocabulary::*;
use crate::model::Reference;
use enrol::check::*;
use enrol::diagnostic::Span;
use enrol::evaluate::{Dates, Evaluator, VerdictOnly, evaluate};
use enrol::record::{AnchorDate, Answer, Event, Patient, Reviewed, Source};
use enrol::syntax::tree::WindowSide;
use enrol::value::{Comparison, Day, DaySpan, Length, Number, Range, Truth};
use enrol::vocabulary::builtin::{attribute, unit};
use enrol::vocabulary::*;

/// A program of one inclusion while it is put together.
struct Rule(Program);

impl Rule {
    fn new() -> Rule {
        Rule(empty())
    }

    fn node<N>(node: N) -> Node<N> {
        Node { node, file: FileId(0), span: Span::default(), label: None, unit: None }
    }

    fn words(&mut self, word: WordId) -> EventsId {
        self.events(EventsNode::Words(words_of(vec![word])))
    }

    fn events(&mut self, node: EventsNode) -> EventsId {
        self.0.events.push(Rule::node(node));
        EventsId(self.0.events.len() as u32 - 1)
    }

    fn window(&mut self, of: EventsId, within: Vec<Length>, side: WindowSide, point: PointNode) -> EventsId {
        let point = self.point(point);
        self.0.windows.push(Window { within, longest: true, side, point });
        let window = WindowId(self.0.windows.len() as u32 - 1);
        self.events(EventsNode::In { of, window, part: Part::Any })
    }

    fn point(&mut self, point: PointNode) -> PointId {
        self.0.points.push(point);
        PointId(self.0.points.len() as u32 - 1)
    }

    fn value(&mut self, node: ValueNode) -> ValueId {
        let unit = match &node {
            ValueNode::Constant(Datum::Quantity(_, unit)) => *unit,
            ValueNode::Age(_) => unit::YEARS,
            ValueNode::TimeSince { unit: TimeUnit::Days, .. } => unit::DAYS,
            ValueNode::TimeSince { unit: TimeUnit::Months, .. } => unit::MONTHS,
            ValueNode::TimeSince { unit: TimeUnit::Years, .. } => unit::YEARS,
            _ => unit::ONE,
        };
        self.0.values.push(Node { unit: Some(unit), ..Rule::node(node) });
        ValueId(self.0.values.len() as u32 - 1)
    }

    fn number(&mut self, number: i64, unit: UnitId) -> ValueId {
        self.value(ValueNode::Constant(Datum::Quantity(Range::point(Number::whole(number)), unit)))
    }

    fn at_least(self, events: EventsId, least: u32, counting: Counting) -> Rule {
        self.asks(TruthNode::Amount { events, least, most: None, counting })
    }

    fn none(self, events: EventsId) -> Rule {
        self.asks(TruthNode::Amount { events, least: 0, most: Some(0), counting: Counting::default() })
    }

    fn compare(mut self, left: ValueId, comparison: Comparison, right: i64) -> Rule {
        let unit = self.0.value(left).unit.unwrap();
        let right = self.number(right, unit);
        self.asks(TruthNode::Compare { left, comparison, right })
    }

    fn asks(mut self, truth: TruthNode) -> Rule {
        self.0.truths.push(Rule::node(truth));
        let ask = Ask::Truth(TruthId(self.0.truths.len() as u32 - 1));
        let criterion = Criterion {
            inclusion: true,
            id: "C1".to_string(),
            sentence: String::new(),
            cohorts: Vec::new(),
            ask,
            waivable_by: None,
            if_unknown: None,
            checked_at: None,
            sources: Vec::new(),
            notes: Vec::new(),
            span: Span::default(),
        };
        let version = Version { name: "1".to_string(), from: Day::MIN, cohorts: Vec::new(), criteria: vec![criterion] };
        self.0.trials.push(Trial {
            id: "T".to_string(),
            title: String::new(),
            coverage: None,
            sources: Vec::new(),
            phase: None,
            versions: vec![version],
            anchors: Vec::new(),
            file: FileId(0),
        });
        self
    }

    /// Both evaluators must say so.
    #[track_caller]
    fn is(&self, expected: Truth, patient: &Patient) {
        let dates = Dates { as_of: as_of(), anchors: Vec::new() };
        let reference = Reference::new(&self.0, patient, &dates).judge(0).criteria[0].0;
        assert_eq!(reference, Some(expected), "reference");
        assert_eq!(evaluate(&self.0, 0, patient, &dates, &mut VerdictOnly).criteria[0].truth, expected, "engine");
    }
}

fn date(text: &str) -> DaySpan {
    DaySpan::parse(text).unwrap()
}

fn event(word: WordId, start: &str, end: DaySpan) -> Event {
    let kind = VOCABULARY.word(word).kind;
    let start = if start.is_empty() { DaySpan::ANY } else { date(start) };
    let end = if kind.is_interval() { end } else { start };
    let result = (word == ALPHA).then(|| Datum::Quantity(Range::point(Number::whole(10)), unit::ONE));
    Event {
        word,
        kind,
        planned: false,
        start,
        end,
        result,
        attributes: Vec::new(),
        more: None,
        source: Source::default(),
    }
}

fn record(events: Vec<Event>, reviewed: &[Kind]) -> Patient {
    let review = |kind: &Kind| Reviewed {
        kind: *kind,
        from: Day::MIN,
        to: as_of(),
        by: None,
        assumed: false,
        source: Source::default(),
    };
    Patient { events: events.into(), reviewed: reviewed.iter().map(review).collect(), ..Patient::default() }
}

fn with_anchor(name: &str, day: &str) -> Patient {
    let anchor =
        AnchorDate { name: name.to_string(), planned: None, actual: Some(date(day)), source: Source::default() };
    Patient { anchors: vec![anchor], ..Patient::default() }
}

const SCREENING: AnchorId = AnchorId(3);

/// An exposure can run through two windows that have no day in common.
#[test]
fn two_windows_without_a_day_in_common_still_need_a_review() {
    let mut rule = Rule::new();
    let prednisone = rule.words(PREDNISONE);
    let before =
        rule.window(prednisone, vec![Length::Months(6)], WindowSide::Before, PointNode::Fixed(date("2025-12-14")));
    let both = rule.window(before, Vec::new(), WindowSide::Since, PointNode::AsOf);
    rule.none(both).is(Truth::Unknown, &Patient::default());
}

/// What runs today and nobody recorded may run on: nothing new is not the same as nothing.
#[test]
fn a_window_to_come_needs_a_review_of_what_runs_today() {
    let mut rule = Rule::new();
    let steroid = rule.words(STEROID);
    let later = rule.window(steroid, vec![Length::Days(90)], WindowSide::After, PointNode::Fixed(date("2026-09-01")));
    let rule = rule.none(later);
    rule.is(Truth::Unknown, &Patient::default());
    rule.is(Truth::Met, &record(Vec::new(), &[Kind::Drug]));
}

#[test]
fn the_earliest_of_an_open_list_may_not_be_recorded() {
    let mut rule = Rule::new();
    let of = rule.words(ALPHA);
    let events = rule.events(EventsNode::Newest { of, count: 1, earliest: true, by: None });
    let value = rule.value(ValueNode::Measure { events, choose: Choose::One, measure: Measure::Result });
    let rule = rule.compare(value, Comparison::AtLeast, 5);
    let result = || vec![event(ALPHA, "2026-01-10", DaySpan::ANY)];
    rule.is(Truth::Unknown, &record(result(), &[]));
    rule.is(Truth::Met, &record(result(), &[Kind::Measurement]));
}

#[test]
fn the_time_since_a_day_of_this_year_may_be_less_than_none() {
    let mut rule = Rule::new();
    let point = rule.point(PointNode::Anchor(AnchorId(0)));
    let value = rule.value(ValueNode::TimeSince { point, unit: TimeUnit::Days });
    let rule = rule.compare(value, Comparison::AtLeast, 0);
    rule.is(Truth::Unknown, &with_anchor("consent", "2026"));
    rule.is(Truth::NotMet, &with_anchor("consent", "2026-12-31"));
    rule.is(Truth::Met, &with_anchor("consent", "2026-01-01"));
}

#[test]
fn a_period_that_has_not_ended_may_end_on_any_day_that_it_may_last() {
    let mut rule = Rule::new();
    let point = rule.point(PointNode::EndOfAnchor(SCREENING));
    let value = rule.value(ValueNode::TimeSince { point, unit: TimeUnit::Days });
    let rule = rule.compare(value, Comparison::AtLeast, 20);
    rule.is(Truth::Unknown, &with_anchor("consent", "2026-05-01"));
    rule.is(Truth::NotMet, &with_anchor("consent", "2026-06-01"));
}

#[test]
fn the_end_of_a_period_is_known_without_its_beginning() {
    let mut rule = Rule::new();
    let point = rule.point(PointNode::EndOfAnchor(SCREENING));
    let value = rule.value(ValueNode::TimeSince { point, unit: TimeUnit::Days });
    rule.compare(value, Comparison::AtLeast, 10).is(Truth::Met, &with_anchor("randomisation", "2026-06-01"));
}

#[test]
fn a_short_stretch_of_an_open_list_may_be_part_of_a_long_one() {
    let mut rule = Rule::new();
    let of = rule.words(PREDNISONE);
    let length = Length::Days(84);
    let short = rule.events(EventsNode::Joined { of, at_least: false, length, total: false });
    let rule = rule.at_least(short, 1, Counting::default());
    let exposure = || vec![event(PREDNISONE, "2026-01-01", date("2026-01-10"))];
    rule.is(Truth::Unknown, &record(exposure(), &[]));
    rule.is(Truth::Met, &record(exposure(), &[Kind::Drug]));
}

#[test]
fn events_counted_as_distinct_must_lie_apart_too() {
    let mut rule = Rule::new();
    let alpha = rule.words(ALPHA);
    let counting = Counting { distinct: Some(Distinct::Day), apart: Some(Length::Days(28)), ..Counting::default() };
    let rule = rule.at_least(alpha, 2, counting);
    let results = |second: &str| {
        record(vec![event(ALPHA, "2026-01-01", DaySpan::ANY), event(ALPHA, second, DaySpan::ANY)], &[Kind::Measurement])
    };
    rule.is(Truth::NotMet, &results("2026-01-18"));
    rule.is(Truth::Met, &results("2026-01-29"));
    rule.is(Truth::Unknown, &results("2026"));
}

#[test]
fn what_has_no_date_may_lie_apart() {
    let mut rule = Rule::new();
    let alpha = rule.words(ALPHA);
    let counting = Counting { apart: Some(Length::Days(28)), ..Counting::default() };
    let events = vec![event(ALPHA, "", DaySpan::ANY), event(ALPHA, "2026-05-01", DaySpan::ANY)];
    rule.at_least(alpha, 2, counting).is(Truth::Unknown, &record(events, &[Kind::Measurement]));
}

#[test]
fn days_of_a_drug_that_may_not_have_been_given_are_possible() {
    let mut rule = Rule::new();
    let of = rule.words(RITUXIMAB);
    let measure = Measure::Dose { attribute: attribute::DAILY_DOSE, equivalent: None, per: None };
    let bound = rule.number(0, unit::MG_PER_DAY);
    let days = rule.events(EventsNode::DosePeriods { of, measure, bounds: vec![(Comparison::AtLeast, bound)] });
    let unmapped = event(Kind::Drug.unmapped(), "2026-01-01", date("2026-01-10"));
    rule.at_least(days, 1, Counting::default()).is(Truth::Unknown, &record(vec![unmapped], &[Kind::Drug]));
}

/// "A steroid" and prednisone may be one drug.
#[test]
fn a_drug_and_its_class_are_not_certainly_two() {
    let mut rule = Rule::new();
    let steroid = rule.words(STEROID);
    let counting = Counting { distinct: Some(Distinct::Word), ..Counting::default() };
    let exposures =
        vec![event(STEROID, "2026-01-01", date("2026-01-10")), event(PREDNISONE, "2026-03-01", date("2026-03-10"))];
    rule.at_least(steroid, 2, counting).is(Truth::Unknown, &record(exposures, &[Kind::Drug]));
}

#[test]
fn an_answer_of_an_unknown_day_is_not_certainly_the_latest() {
    let rule = Rule::new().asks(TruthNode::Asked { question: QuestionId(1), arguments: Vec::new() });
    let answer = |answer: Truth, on: &str| Answer {
        question: QuestionId(1),
        arguments: Vec::new(),
        answer,
        by: None,
        on: date(on),
        source: Source::default(),
    };
    let answers = vec![answer(Truth::NotMet, "2026"), answer(Truth::Met, "2026-03-01")];
    rule.is(Truth::Unknown, &Patient { answers, ..Patient::default() });
}

#[test]
fn nothing_is_known_of_a_value_that_can_be_anything() {
    let mut rule = Rule::new();
    let constant = rule.number(1, unit::ONE);
    let count = {
        let alpha = rule.words(ALPHA);
        rule.value(ValueNode::Count { events: alpha, counting: Counting::default() })
    };
    let value = rule.value(ValueNode::Arithmetic { left: constant, sign: Sign::Over, right: count });
    rule.asks(TruthNode::ValueKnown(value)).is(Truth::NotMet, &Patient::default());
}

#[test]
fn a_drug_coded_by_its_class_is_possibly_any_below_it() {
    for coded in [STEROID, Kind::Drug.unmapped()] {
        let mut rule = Rule::new();
        let of = rule.words(STEROID);
        let value = rule.value(ValueNode::Subject(Measure::Word));
        let sets = vec![crate::generate::programs::family(&[PREDNISONE])];
        rule.0.truths.push(Rule::node(TruthNode::AmongWords { value, quantifier: Among::None, sets }));
        let others = rule.events(EventsNode::Where { of, condition: TruthId(0) });
        let exposure = event(coded, "2026-01-01", date("2026-01-10"));
        rule.at_least(others, 1, Counting::default()).is(Truth::Unknown, &record(vec![exposure], &[Kind::Drug]));
    }
}

#[test]
fn who_comes_of_age_does_so_on_the_day_whoever_was_judged_before() {
    let mut rule = Rule::new();
    let point = rule.point(PointNode::AsOf);
    let age = rule.value(ValueNode::Age(point));
    let rule = rule.compare(age, Comparison::AtLeast, 18);
    let patient = Patient { birth: Some(date("2008-11-23")), ..record(Vec::new(), &[]) };
    let day = |text: &str| date(text).first;
    let mut evaluator = Evaluator::new(&rule.0, Dates { as_of: day("2026-11-22"), anchors: Vec::new() });
    let mut on = |text: &str| {
        evaluator.set_as_of(day(text));
        evaluator.evaluate(0, &patient, &mut VerdictOnly).criteria[0].truth
    };
    assert_eq!(on("2026-11-22"), Truth::NotMet);
    assert_eq!(on("2026-11-23"), Truth::Met);
    assert_eq!(on("2026-11-22"), Truth::NotMet);
}
