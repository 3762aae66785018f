//! Expressions: truths, values and what joins them.

use super::{Amount, Modifier, Name, Point, Quoted, Selector};
use crate::diagnostic::Span;
use derive_visitor::DriveMut;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum ExprKind {
    /// Something that did not parse.
    Malformed,
    /// `A and B or C`, flat as written: the checker asks for parentheses where `and` and `or` are mixed.
    Chain(Box<Expr>, Vec<(Connective, Expr)>),
    /// `not A`
    Not(Box<Expr>),
    /// `if A then B`
    If(Box<Expr>, Box<Expr>),
    /// `all of { "label": A, B }`
    Block(BlockKind, Vec<Line>),
    /// `A >= B`
    Compare(Box<Expr>, Comparator, Box<Expr>),
    /// `A TEST`: everything after a value that is not a comparison with another value.
    Test(Box<Expr>, Test),
    /// `every E has C`
    EveryHas(Box<Expr>, Box<Expr>),
    /// `judged NAME(args)` or `confirmed NAME`
    Asked(AskedWith, Name, Vec<Expr>),
    /// `site says NAME(args)`
    SiteSays(Name, Vec<Expr>),
    /// `contraindicated X` or `intolerant of X`
    Stated(Statement, Box<Expr>),
    /// `meets NAME` (a score or a definition of a truth)
    Meets(Name, Vec<Expr>),
    /// `A + B`, left-associative; `x` is written for times, `/` for over.
    Arithmetic(Box<Expr>, Arithmetic, Box<Expr>),
    /// `- A`
    Negative(Box<Expr>),
    /// `ULN` or `LLN`, as in `3 x ULN`
    Limit(ReferenceLimit),
    /// `5`, `5 mg`, `28 days`, `60 %`
    Amount(Amount),
    /// `1:80`
    Titre(String),
    /// `2026-11-02`, `2026-11`
    Date(String),
    /// `"IV-S(C)"`
    Quoted(Quoted),
    /// `( A )`
    Parenthesis(Box<Expr>),
    /// `{ a, b where status is cured } `: several words or phrases.
    Set(Vec<Expr>),
    /// A name alone: a word, definition, parameter, anchor, attribute or value.
    Name(Name),
    /// `failed(agents, 3 months)`, `longer of (a, b)` is [`ExprKind::Choose`].
    Call(Name, Vec<Expr>),
    /// `longer of (A, B)`, `shorter of`, `greater of`, `lesser of`
    Choose(Choice, Vec<Expr>),
    /// `choose { VALUE when TRUTH, ... }`
    When(Vec<(Expr, Expr)>),
    /// `percent change from A to B`
    PercentChange(Box<Expr>, Box<Expr>),
    /// `time since X`
    TimeSince(Box<Point>),
    /// `age`, or `age at X`
    Age(Option<Box<Point>>),
    /// `sex`
    Sex,
    /// `SELECTOR E`: what is chosen, counted or asked of events; binds tighter than comparisons.
    Select(Selector, Box<Expr>),
    /// `E MODIFIER`: an event phrase narrowed by a suffix.
    Modify(Box<Expr>, Box<Modifier>),
    /// `ATTR of X`
    AttributeOf(Name, Box<Expr>),
    /// `it`: the event that a `with` or `without` speaks of.
    It,
}

/// A word between two truths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum Connective {
    /// `and`
    And,
    /// `or`
    Or,
    /// `unless`
    Unless,
    /// `but not`
    ButNot,
}

/// What a block asks of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum BlockKind {
    /// `all of`
    All,
    /// `any of`
    Any,
    /// `none of`
    None,
    /// `at least N of`
    AtLeast(u32),
    /// `exactly N of`
    Exactly(u32),
    /// `at most N of`
    AtMost(u32),
}

/// One line of a block.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Line {
    /// `"the protocol's own words":`
    pub label: Option<Quoted>,
    /// What it asks.
    pub expression: Expr,
}

/// A comparison sign or its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum Comparator {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `>`
    Greater,
    /// `is`
    Is,
    /// `is not`
    IsNot,
}

/// What is asked of a value, other than a comparison with one value.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum Test {
    /// `in { ... }` or `not in { ... }` (`negated`); the set may be a name.
    In {
        /// `not in`.
        negated: bool,
        /// The values.
        set: Box<Expr>,
    },
    /// `between A and B`: both ends belong.
    Between(Box<Expr>, Box<Expr>),
    /// `from A to below B`
    FromToBelow(Box<Expr>, Box<Expr>),
    /// `includes any { ... }`
    IncludesAny(Box<Expr>),
    /// `includes all { ... }`
    IncludesAll(Box<Expr>),
    /// `is only { ... }`
    IsOnly(Box<Expr>),
    /// `is known`, `is not known` (`false`)
    IsKnown(bool),
    /// `is worse than X`
    WorseThan(Box<Expr>),
    /// `is better than X`
    BetterThan(Box<Expr>),
    /// `is X or worse`
    OrWorse(Box<Expr>),
    /// `is X or better`
    OrBetter(Box<Expr>),
    /// `has C`: of `every E has C`.
    Has(Box<Expr>),
}

/// Who a question is put to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum AskedWith {
    /// `judged`: somebody's opinion.
    Judged,
    /// `confirmed`: a fact that the site confirms.
    Confirmed,
}

/// A recorded statement about a drug for this patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum Statement {
    /// `contraindicated`
    Contraindicated,
    /// `intolerant of`
    Intolerant,
}

/// An arithmetic sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum Arithmetic {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `x`
    Times,
    /// `/`
    Over,
}

/// A reference limit of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum ReferenceLimit {
    /// The upper limit of normal.
    Upper,
    /// The lower limit of normal.
    Lower,
}

/// Picks one of several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum Choice {
    /// `longer of`, `greater of`
    Greatest,
    /// `shorter of`, `lesser of`
    Least,
}
