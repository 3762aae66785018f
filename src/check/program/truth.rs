//! What can be asked.

use super::{Distinct, EventsId, TruthId, ValueId};
use crate::value::{Comparison, Length};
use crate::vocabulary::{Bound, QuestionId, SiteId, SymbolId, WordId, WordSet};

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
        /// Values not asked for that say nothing of what is asked, sorted: a grade that was not given.
        unsaid: Vec<SymbolId>,
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
        /// The result; must come from a [`Measure`](super::ValueNode::Measure), [`Subject`](super::ValueNode::Subject) or
        /// [`It`](super::ValueNode::It) of a result.
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
