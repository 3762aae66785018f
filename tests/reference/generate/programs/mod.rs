//! Random programs, built node by node so that every kind fits.

mod dates;
mod events;
mod sort;
mod subject;
mod trial;
mod truths;
mod values;
mod windows;

pub use sort::{Sort, Theme, family, words_of};

use super::Choices;
use super::patients::{as_of, number};
use super::vocabulary::VOCABULARY;
use enrol::check::*;
use enrol::diagnostic::Span;
use enrol::syntax::tree::WindowSide;
use enrol::value::{Comparison, Day, Length, Number, Range};
use enrol::vocabulary::builtin::unit;
use enrol::vocabulary::*;
use sort::unit_of;
use std::sync::Arc;

/// Which event may be asked about where a node is built.
#[derive(Clone, Copy, Default)]
struct Inside {
    subject: Option<Sort>,
    it: Option<Sort>,
}

/// What programs may hold.
#[derive(Clone, Copy)]
pub struct Allowed {
    /// `is known`, `if unknown`, and what else asks about the record itself.
    pub about_the_record: bool,
}

struct Builder<'c, 't> {
    choices: &'c mut Choices<'t>,
    theme: Theme,
    program: Program,
    allowed: Allowed,
    /// Choices at the top that later ones may use again.
    again: Vec<(EventsId, Sort)>,
}

/// A program with one trial.
pub fn program(choices: &mut Choices<'_>, theme: Theme, allowed: Allowed) -> Program {
    let mut builder = Builder { choices, theme, program: empty(), allowed, again: Vec::new() };
    builder.scores();
    let version = builder.version("1", Day::MIN);
    let mut versions = vec![version];
    if builder.choices.chance(10) {
        versions.push(builder.version("2", as_of().plus_days(-30)));
    }
    builder.program.trials.push(Trial {
        id: "T".to_string(),
        title: "T".to_string(),
        coverage: None,
        sources: Vec::new(),
        phase: None,
        versions,
        anchors: (0..4).map(AnchorId).collect(),
        file: FileId(0),
    });
    builder.program
}

/// A program of no trial yet.
pub fn empty() -> Program {
    let anchor = |name: &str, shape: AnchorShape| Anchor { name: name.to_string(), title: name.to_string(), shape };
    let day = AnchorShape::Day { window: 0 };
    Program {
        vocabulary: VOCABULARY.clone(),
        files: vec![SourceFile {
            name: "generated".to_string(),
            text: Arc::from(""),
            tree: Arc::default(),
            known_digest: std::sync::OnceLock::new(),
            sees: Vec::new(),
        }],
        trials: Vec::new(),
        truths: Vec::new(),
        values: Vec::new(),
        events: Vec::new(),
        points: Vec::new(),
        windows: Vec::new(),
        anchors: vec![
            anchor("consent", day.clone()),
            anchor("randomisation", day),
            anchor("run_in", AnchorShape::Day { window: 3 }),
            anchor("screening", AnchorShape::Period { from: AnchorId(0), to: AnchorId(1), at_most: Some(28) }),
        ],
        scores: Vec::new(),
        lines: vec![trial::policy()],
        definitions: Vec::new(),
        written: std::collections::BTreeMap::new(),
        usage: Usage::default(),
        digest: String::new(),
    }
}

impl Builder<'_, '_> {
    fn push<N>(node: N, unit: Option<UnitId>) -> Node<N> {
        Node { node, file: FileId(0), span: Span::default(), label: None, unit }
    }

    pub(super) fn new_truth(&mut self, node: TruthNode) -> TruthId {
        self.program.truths.push(Self::push(node, None));
        TruthId(self.program.truths.len() as u32 - 1)
    }

    pub(super) fn new_value(&mut self, node: ValueNode) -> ValueId {
        let unit = match &node {
            ValueNode::Age(_) => unit::YEARS,
            ValueNode::TimeSince { unit: TimeUnit::Days, .. } => unit::DAYS,
            ValueNode::TimeSince { unit: TimeUnit::Months, .. } => unit::MONTHS,
            ValueNode::TimeSince { unit: TimeUnit::Years, .. } => unit::YEARS,
            ValueNode::PercentChange { .. } => unit::PERCENT,
            ValueNode::Constant(Datum::Quantity(_, unit)) => *unit,
            ValueNode::Scaled { value, .. }
            | ValueNode::Arithmetic { left: value, sign: Sign::Plus | Sign::Minus, .. } => self.unit(*value),
            ValueNode::Extreme { of, .. } => self.unit(of[0]),
            ValueNode::When(cases) => self.unit(cases[0].0),
            ValueNode::Measure { measure, .. }
            | ValueNode::Subject(measure)
            | ValueNode::It(measure)
            | ValueNode::Total { measure, .. }
            | ValueNode::Average { measure, .. } => unit_of(measure),
            _ => unit::ONE,
        };
        self.program.values.push(Self::push(node, Some(unit)));
        ValueId(self.program.values.len() as u32 - 1)
    }

    pub(super) fn new_events(&mut self, node: EventsNode) -> EventsId {
        self.program.events.push(Self::push(node, None));
        EventsId(self.program.events.len() as u32 - 1)
    }

    pub(super) fn new_window(&mut self, within: Vec<Length>, side: WindowSide, point: PointId) -> WindowId {
        let longest = self.choices.below(4) < 3;
        self.program.windows.push(Window { within, longest, side, point });
        WindowId(self.program.windows.len() as u32 - 1)
    }

    pub(super) fn new_point(&mut self, point: PointNode) -> PointId {
        self.program.points.push(point);
        PointId(self.program.points.len() as u32 - 1)
    }

    pub(super) fn unit(&self, value: ValueId) -> UnitId {
        self.program.value(value).unit.unwrap_or(unit::ONE)
    }

    pub(super) fn constant(&mut self, number: Number, unit: UnitId) -> ValueId {
        self.new_value(ValueNode::Constant(Datum::Quantity(Range::point(number), unit)))
    }

    pub(super) fn some_constant(&mut self, unit: UnitId) -> ValueId {
        let number = number(self.choices);
        self.constant(number, unit)
    }

    pub(super) fn whole(&mut self, of: &[i64], unit: UnitId) -> ValueId {
        let number = Number::whole(self.choices.pick(of));
        self.constant(number, unit)
    }

    /// A value brought into a unit, mostly: what is left in another compares with nothing.
    pub(super) fn in_unit(&mut self, value: ValueId, unit: UnitId) -> ValueId {
        if self.unit(value) == unit || self.choices.chance(10) {
            return value;
        }
        let factor = number(self.choices);
        let scaled = self.new_value(ValueNode::Scaled { value, factor });
        self.program.values[scaled.0 as usize].unit = Some(unit);
        scaled
    }

    /// One of some sorts, of those that the program is about where there are any.
    pub(super) fn one_of(&mut self, sorts: &[Sort]) -> Sort {
        let fitting: Vec<_> = sorts.iter().filter(|sort| self.theme.sorts.contains(sort)).copied().collect();
        if fitting.is_empty() { self.choices.pick(sorts) } else { self.choices.pick(&fitting) }
    }

    pub(super) fn comparison(&mut self) -> Comparison {
        use Comparison::*;
        self.choices.pick(&[AtLeast, Greater, AtMost, Less, Equal, NotEqual])
    }
}
