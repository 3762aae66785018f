//! What a checked rule file is: nodes with every name, kind and unit settled.
//!
//! Nodes stand in three lists, by what they give: truths, values and events. A definition used twice with the same
//! arguments is one node, so the lists form a graph without cycles. Only the checker makes a [`Program`].

use crate::diagnostic::Span;
use crate::value::{Comparison, Day, DaySpan, Length, Number};
use crate::vocabulary::{AttributeId, Bound, Datum, QuestionId, SiteId, SymbolId, UnitId, Vocabulary, WordId, WordSet};
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);)*
    };
}

ids! {
    /// A truth, by its place in [`Program::truths`].
    TruthId,
    /// A value, by its place in [`Program::values`].
    ValueId,
    /// A choice of events, by its place in [`Program::events`].
    EventsId,
    /// A point in time, by its place in [`Program::points`].
    PointId,
    /// A window, by its place in [`Program::windows`].
    WindowId,
    /// An anchor, by its place in [`Program::anchors`].
    AnchorId,
    /// A score, by its place in [`Program::scores`].
    ScoreId,
    /// A policy for lines of therapy, by its place in [`Program::lines`].
    LinesId,
    /// A source text, by its place in [`Program::files`].
    FileId,
}

/// Checked rules: what the evaluator runs.
#[derive(Clone, Debug)]
pub struct Program {
    /// The words.
    pub vocabulary: Arc<Vocabulary>,
    /// The source texts, trials first.
    pub files: Vec<SourceFile>,
    /// The trials.
    pub trials: Vec<Trial>,
    /// All truths, with what they came from.
    pub truths: Vec<Node<TruthNode>>,
    /// All values, with what they came from; each has a unit that is settled.
    pub values: Vec<Node<ValueNode>>,
    /// All choices of events, with what they came from.
    pub events: Vec<Node<EventsNode>>,
    /// All points in time.
    pub points: Vec<PointNode>,
    /// All windows.
    pub windows: Vec<Window>,
    /// The anchors of all trials and libraries, by name.
    pub anchors: Vec<Anchor>,
    /// The computed scores.
    pub scores: Vec<Score>,
    /// The policies for lines of therapy.
    pub lines: Vec<LinesPolicy>,
    /// Digest of the rule texts and the vocabulary, as 64 hexadecimal digits.
    pub digest: String,
}

/// A source text, kept to quote from.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name as given.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
}

/// A node and what it came from.
#[derive(Clone, Debug)]
pub struct Node<N> {
    /// What it does.
    pub node: N,
    /// In which file it was written.
    pub file: FileId,
    /// Where.
    pub span: Span,
    /// The label of the block line or the title of the definition or score item that it is, where it is one.
    pub label: Option<Arc<str>>,
    /// The unit of a value; [`None`] for truths, events and values without a unit (dates, symbols).
    pub unit: Option<UnitId>,
}

/// A trial.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The registry number.
    pub id: String,
    /// The title.
    pub title: String,
    /// What of the protocol is stated.
    pub coverage: Option<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// The phase.
    pub phase: Option<String>,
    /// The versions of the protocol, oldest first; never empty.
    pub versions: Vec<Version>,
    /// The anchors that it declares or its libraries do.
    pub anchors: Vec<AnchorId>,
    /// Its file.
    pub file: FileId,
}

/// One version of a protocol.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its name.
    pub name: String,
    /// The first day on which it is in force; the first version is in force from ever.
    pub from: Day,
    /// Its cohorts; empty where the trial has none.
    pub cohorts: Vec<Cohort>,
    /// Its criteria in the order of the protocol.
    pub criteria: Vec<Criterion>,
}

/// One arm or part.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// Its name.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Who belongs to it.
    pub when: TruthId,
}

/// A criterion.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Whether it must be met (`true`) or not met.
    pub inclusion: bool,
    /// The id as in the protocol.
    pub id: String,
    /// The protocol's sentence.
    pub sentence: String,
    /// The places in [`Version::cohorts`] that it is for; empty for all.
    pub cohorts: Vec<usize>,
    /// What it asks.
    pub ask: Ask,
    /// Who may waive it.
    pub waivable_by: Option<String>,
    /// What an unknown counts as in the verdict: `Some(true)` for met.
    pub if_unknown: Option<bool>,
    /// The anchor before which it is not due.
    pub checked_at: Option<AnchorId>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Where it is written.
    pub span: Span,
}

/// What a criterion asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// That a truth holds.
    Truth(TruthId),
    /// Nothing: it is a definition that the protocol numbers, for that criterion.
    Clarifies(String),
    /// Something that the protocol does not state: the text says what.
    NotStated(String),
    /// It could not be checked; its diagnostics say why. It is unknown for everyone.
    Broken,
}

/// A truth.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TruthNode {
    /// Settled.
    Constant(bool),
    /// All hold; `A but not B` is all of A and not B.
    All(Vec<TruthId>),
    /// At least one holds; `A unless B` is any of A, B; `if A then B` is any of not A, B.
    Any(Vec<TruthId>),
    /// Between `least` and `most` of them hold.
    Count {
        /// The truths.
        of: Vec<TruthId>,
        /// How many at least.
        least: u32,
        /// How many at most.
        most: Option<u32>,
    },
    /// It does not hold.
    Not(TruthId),
    /// A comparison of two values in one unit.
    Compare {
        /// The left side.
        left: ValueId,
        /// How.
        comparison: Comparison,
        /// The right side.
        right: ValueId,
    },
    /// `low <= value <= high`, or `low <= value < high`.
    Between {
        /// The value.
        value: ValueId,
        /// The lower end, which belongs.
        low: ValueId,
        /// The upper end.
        high: ValueId,
        /// Whether the upper end belongs.
        high_belongs: bool,
    },
    /// Whether a value or several are among some; ordered values (`worse than`) are settled into such a set.
    Among {
        /// The value.
        value: ValueId,
        /// What is asked.
        quantifier: Among,
        /// The set, sorted.
        set: Vec<SymbolId>,
    },
    /// Whether the words that a value holds (drugs of a line, the drug of an exposure) are in a set.
    AmongWords {
        /// The value.
        value: ValueId,
        /// What is asked.
        quantifier: Among,
        /// The sets of words, with everything below them; for [`Among::All`] each must be hit.
        sets: Vec<WordSet>,
    },
    /// `is positive` and the like: by a value of that name, or by the word's declared bound.
    Qualitative {
        /// The result; must come from a [`ValueNode::Measure`] or [`ValueNode::Subject`] of a result.
        value: ValueId,
        /// The symbols that mean it; an `is positive` also knows the ones that mean it is not.
        means: Vec<SymbolId>,
        /// For each word whose results can be meant: how its quantities or titres are compared.
        bounds: Vec<(WordId, Comparison, Bound)>,
        /// The opposite is asked.
        negated: bool,
    },
    /// Whether a value is known.
    ValueKnown(ValueId),
    /// Whether a truth is known.
    TruthKnown(TruthId),
    /// Whether events are settled: some certainly, or none possibly.
    EventsKnown(EventsId),
    /// A number of events.
    Amount {
        /// The events.
        events: EventsId,
        /// How many at least.
        least: u32,
        /// How many at most.
        most: Option<u32>,
        /// What is counted.
        counting: Counting,
    },
    /// Every event satisfies a truth that asks about it; met where there is certainly none.
    Every {
        /// The events.
        events: EventsId,
        /// Asked of each.
        condition: TruthId,
    },
    /// A question that a person answers.
    Asked {
        /// The question.
        question: QuestionId,
        /// Its arguments as printed.
        arguments: Vec<String>,
    },
    /// A contraindication (or intolerance) to any of some drugs is recorded.
    Stated {
        /// Intolerance rather than contraindication.
        intolerance: bool,
        /// The drugs, with everything below them.
        words: WordSet,
        /// The drugs as written.
        roots: Vec<WordId>,
    },
    /// A question that the site answers.
    Site {
        /// The question.
        question: SiteId,
        /// Its arguments as printed.
        arguments: Vec<String>,
        /// The answers that make it hold.
        accepted: Vec<SymbolId>,
    },
}

/// How the members of a value relate to a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Among {
    /// At least one is in the set (`is`, `in`, `includes any`).
    Any,
    /// None is in the set (`is not`, `not in`).
    None,
    /// All of the set are there (`includes all`).
    All,
    /// All that is there is in the set, and there is some (`is only`).
    Only,
}

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counting {
    /// `distinct by ATTR`: the drug (or word), or an attribute.
    pub distinct: Option<Distinct>,
    /// `counting { a, b } as one`: words that count as one, in groups.
    pub as_one: Vec<WordSet>,
    /// `including`: so many of each set at least must be among those counted.
    pub including: Vec<(u32, WordSet)>,
    /// `N days apart`: the counted events lie at least so far from one another.
    pub apart: Option<Length>,
}

/// By what events are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Distinct {
    /// By word: drug, condition, measurement.
    Word,
    /// By day.
    Day,
    /// By an attribute.
    Attribute(AttributeId),
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueNode {
    /// A constant in the unit of the node.
    Constant(Datum),
    /// Completed years of age at a point.
    Age(PointId),
    /// Completed months, or days, since a point, as the node's unit says.
    TimeSince {
        /// The point.
        point: PointId,
        /// In what it is counted.
        unit: TimeUnit,
    },
    /// The sex, as one of the symbols `female`, `male`, `other`.
    Sex,
    /// A measure of chosen events.
    Measure {
        /// The events.
        events: EventsId,
        /// How several give one value.
        choose: Choose,
        /// What is measured of each.
        measure: Measure,
    },
    /// A measure of the very event that a `where` or `every` asks about.
    Subject(Measure),
    /// How many events there are.
    Count {
        /// The events.
        events: EventsId,
        /// What is counted.
        counting: Counting,
    },
    /// The sum of a dose over events.
    Total {
        /// The events.
        events: EventsId,
        /// The dose.
        measure: Measure,
    },
    /// The time-weighted mean of a daily dose over a window up to the as-of date.
    Average {
        /// The exposures.
        events: EventsId,
        /// The daily dose.
        measure: Measure,
        /// Over which window.
        window: WindowId,
        /// Over all days of it (untreated days count as 0), or over treated days only.
        all_days: bool,
    },
    /// A sum, difference, product or quotient.
    Arithmetic {
        /// The left side.
        left: ValueId,
        /// The sign.
        sign: Sign,
        /// The right side.
        right: ValueId,
    },
    /// The greatest or least of several.
    Extreme {
        /// The greatest.
        greatest: bool,
        /// The values.
        of: Vec<ValueId>,
    },
    /// The first value whose truth is met; unknown where an earlier one is unknown.
    When(Vec<(ValueId, TruthId)>),
    /// `(to - from) / from x 100 %`
    PercentChange {
        /// The earlier value.
        from: ValueId,
        /// The later value.
        to: ValueId,
    },
    /// A value times an exact factor: a settled conversion of units.
    Scaled {
        /// The value.
        value: ValueId,
        /// The factor.
        factor: Number,
    },
    /// The total of a computed score.
    ScoreTotal(ScoreId),
    /// The points of some items of a computed score.
    ScorePoints {
        /// The score.
        score: ScoreId,
        /// The places of the items that count.
        items: Vec<usize>,
    },
}

/// In what time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Days elapsed.
    Days,
    /// Completed calendar months.
    Months,
    /// Completed years.
    Years,
}

/// An arithmetic sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `x`
    Times,
    /// `/`
    Over,
}

/// How the measures of several events give one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choose {
    /// There is at most one (a `latest` or a defined event); several possible ones give the range over them, two of
    /// one day that differ are a conflict.
    One,
    /// The greatest.
    Highest,
    /// The least.
    Lowest,
    /// The mean.
    Mean,
    /// The median.
    Median,
}

/// What is measured of an event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Its result.
    Result,
    /// Its result over its own upper limit of normal: `alt > 3 x ULN` is this `> 3`.
    OverUpper,
    /// Its result over its own lower limit of normal.
    OverLower,
    /// An attribute.
    Attribute(AttributeId),
    /// A dose, converted.
    Dose {
        /// Which attribute: dose, daily dose or total dose.
        attribute: AttributeId,
        /// `as prednisone`
        equivalent: Option<WordId>,
        /// `per kg`, `per m2`
        per: Option<Per>,
    },
    /// The points of some items of an assessed score.
    Items(Vec<usize>),
    /// The day it began (or was).
    Start,
    /// The day it ended.
    End,
    /// Its word: the drug of an exposure.
    Word,
}

/// By what a dose is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// Body weight in kg.
    Kilogram,
    /// Body surface in m2.
    SquareMetre,
}

/// A choice of events.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EventsNode {
    /// All events of some words.
    Words(Words),
    /// The events of several choices, each once.
    Union(Vec<EventsId>),
    /// The events of the first that are not among the second.
    Except {
        /// From these.
        of: EventsId,
        /// Without these.
        without: EventsId,
    },
    /// Those for which a truth that asks about them holds.
    Where {
        /// From these.
        of: EventsId,
        /// Asked of each.
        condition: TruthId,
    },
    /// Those in a window.
    In {
        /// From these.
        of: EventsId,
        /// The window.
        window: WindowId,
        /// Which part of the event must lie in it.
        part: Part,
    },
    /// Those running on the as-of date.
    Current {
        /// From these.
        of: EventsId,
    },
    /// Stretches joined where they touch or lie within the drug's declared gap, by their length.
    Joined {
        /// From these.
        of: EventsId,
        /// `true`: at least; `false`: at most.
        at_least: bool,
        /// How long.
        length: Length,
        /// The sum of all stretches of a word, rather than one stretch.
        total: bool,
    },
    /// The intervals in which both run.
    Together {
        /// The one.
        left: EventsId,
        /// The other.
        right: EventsId,
    },
    /// Maximal periods in which the summed daily dose compares so.
    DosePeriods {
        /// The exposures.
        of: EventsId,
        /// The daily dose, with its conversion.
        measure: Measure,
        /// How it is compared.
        comparison: Comparison,
        /// With what.
        bound: ValueId,
    },
    /// Those for which a truth about `it` holds (or, negated, does not).
    With {
        /// From these.
        of: EventsId,
        /// Asked of each.
        condition: TruthId,
        /// `with` or `without`.
        positive: bool,
    },
    /// The newest (or oldest) few, all together or for each value of an attribute.
    Newest {
        /// From these.
        of: EventsId,
        /// How many.
        count: u32,
        /// The oldest instead.
        earliest: bool,
        /// For each value of this.
        by: Option<Distinct>,
    },
    /// Their single administrations.
    Doses {
        /// From these.
        of: EventsId,
    },
    /// Those planned and not yet done.
    Planned {
        /// The words.
        words: Words,
    },
    /// Lines of therapy, recorded or derived by a policy.
    Lines(Option<LinesId>),
}

/// Some words, with what an event of another word may still be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    /// The kinds that they are of, sorted.
    pub kinds: Vec<crate::vocabulary::Kind>,
    /// An event of these certainly matches: the words and everything below them.
    pub certain: WordSet,
    /// An event of these possibly matches: words above them, and the unmapped words of their kinds.
    pub possible: WordSet,
    /// The words as written.
    pub roots: Vec<WordId>,
    /// The word, where there is only one that matches, with nothing above or below it.
    pub single: Option<WordId>,
}

/// Which part of an event must lie in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Any part: intervals overlap it, points lie in it.
    Any,
    /// The start.
    Start,
    /// The end.
    End,
    /// All of the window, or the point: it runs throughout.
    Throughout,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// The length of `within`; several for `longer of`, none for no `within`.
    pub within: Vec<Length>,
    /// Whether the longest (`true`) or shortest of several lengths counts.
    pub longest: bool,
    /// On which side of the point.
    pub side: crate::syntax::tree::WindowSide,
    /// The point.
    pub point: PointId,
}

impl Window {
    /// Whether its length depends on the drug at hand.
    #[must_use]
    pub fn is_by_drug(&self) -> bool {
        self.within.iter().any(|length| matches!(length, Length::HalfLives(_)))
    }
}

/// A point in time, or a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PointNode {
    /// The as-of date.
    AsOf,
    /// An anchor.
    Anchor(AnchorId),
    /// The first day of a period.
    StartOfAnchor(AnchorId),
    /// The last day of a period.
    EndOfAnchor(AnchorId),
    /// A date.
    Fixed(DaySpan),
    /// A chosen event.
    Event {
        /// The event, chosen as by [`Choose::One`].
        events: EventsId,
        /// Which part of it.
        part: EventPart,
    },
    /// The event that a `with` speaks of.
    It(EventPart),
    /// The day of birth.
    Birth,
}

/// Which part of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventPart {
    /// From its start to its end.
    Whole,
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// A day or a period that the record or the command supplies.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub shape: AnchorShape,
}

/// What an anchor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorShape {
    /// A day, with a window either side.
    Day {
        /// How far the actual day may lie from the planned one, in days.
        window: i32,
    },
    /// From one anchor to another.
    Period {
        /// The first.
        from: AnchorId,
        /// The second.
        to: AnchorId,
        /// How many days at most.
        at_most: Option<i32>,
    },
}

/// A computed score.
#[derive(Clone, Debug)]
pub struct Score {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The entry criterion.
    pub entry: Option<TruthId>,
    /// Its items in order.
    pub items: Vec<ScoreItem>,
    /// Whether only the highest item of each domain counts.
    pub highest_per_domain: bool,
    /// When it is met.
    pub meets: Option<TruthId>,
    /// What could not be confirmed.
    pub unverified: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// An item of a computed score.
#[derive(Clone, Debug)]
pub struct ScoreItem {
    /// Its name or title.
    pub title: String,
    /// Its points.
    pub points: Number,
    /// The place of its domain.
    pub domain: usize,
    /// When it counts.
    pub condition: TruthId,
}

/// How lines of therapy are derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinesPolicy {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The drugs that open lines.
    pub of: WordSet,
    /// Drugs that never count.
    pub not_counted: WordSet,
    /// Drugs started within so many days of the first belong to one regimen.
    pub regimen_days: i32,
    /// Progression ends a line.
    pub after_progression: bool,
    /// A gap of so many days ends a line.
    pub gap_days: Option<i32>,
    /// A drug added later opens a line.
    pub when_added: bool,
    /// A substitute from the same class keeps the line.
    pub same_for_substitution: bool,
    /// Planned maintenance keeps the line.
    pub same_for_maintenance: bool,
}

impl Program {
    /// The truth of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn truth(&self, id: TruthId) -> &Node<TruthNode> {
        &self.truths[id.0 as usize]
    }

    /// The value of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn value(&self, id: ValueId) -> &Node<ValueNode> {
        &self.values[id.0 as usize]
    }

    /// The choice of events of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn events(&self, id: EventsId) -> &Node<EventsNode> {
        &self.events[id.0 as usize]
    }

    /// The point of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn point(&self, id: PointId) -> &PointNode {
        &self.points[id.0 as usize]
    }

    /// The window of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn window(&self, id: WindowId) -> &Window {
        &self.windows[id.0 as usize]
    }

    /// The anchor of that id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn anchor(&self, id: AnchorId) -> &Anchor {
        &self.anchors[id.0 as usize]
    }

    /// The score of that id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn score(&self, id: ScoreId) -> &Score {
        &self.scores[id.0 as usize]
    }

    /// The words as written from which a node came.
    #[must_use]
    pub fn words_of<N>(&self, node: &Node<N>) -> &str {
        self.files.get(node.file.0 as usize).map_or("", |file| node.span.of(&file.text))
    }
}
