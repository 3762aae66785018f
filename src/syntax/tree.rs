//! The tree of a rule file: what was written, in order, with spans and comments, whether or not it means anything.
//!
//! Nothing here knows files, words or patients. Names are not resolved and `( )` is just a parenthesis: the checker
//! decides whether an expression is a truth, a value or a choice of events. Comparing two trees ignores places, so
//! printing a tree and parsing it again must give an equal one.

use crate::diagnostic::Span;

/// A parsed file: every item in order, every comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// The items, in the order they were written.
    pub items: Vec<Item>,
    /// Every comment, in order; each knows whether it stands on a line of its own.
    pub comments: Vec<Comment>,
}

impl File {
    /// The first item that says what the file is.
    #[must_use]
    pub fn header(&self) -> Option<&Header> {
        self.items.iter().find_map(|item| match &item.kind {
            ItemKind::Header(header) => Some(header),
            _ => None,
        })
    }

    /// What the file is: as its header says, else a trial where it has criteria.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        let criteria = || self.items.iter().any(|item| matches!(item.kind, ItemKind::Criterion(_)));
        match self.header() {
            Some(header) => header.kind,
            None if criteria() => FileKind::Trial,
            None => FileKind::Library,
        }
    }
}

/// A comment, `#` to the end of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands, from `#` up to the line break.
    pub span: Span,
    /// Its text without the `#` and the blanks around it.
    pub text: String,
    /// Whether nothing but blanks stands before it on its line.
    pub own_line: bool,
}

/// A name as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The letters, digits and `_` of it.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A quoted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The text without its quotes, `\"` and `\\` resolved.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A number with or without its unit, exactly as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The digits, sign and decimal point: `0.5`.
    pub number: String,
    /// The unit: `mL/min/1.73m2`, `weeks`, `%`.
    pub unit: Option<Name>,
    /// Where both stand.
    pub span: Span,
}

/// One declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it declares.
    pub kind: ItemKind,
    /// From its keyword to its last word.
    pub span: Span,
}

/// What an item declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// `trial`, `vocabulary` or `library`: what the file is.
    Header(Header),
    /// `use lupus.activity`
    Use(Name),
    /// `parameter minimum_upcr = 1 g/g "..."`
    Parameter(Parameter),
    /// `inclusion I1 "..." ...` or `exclusion E1 "..." ...`
    Criterion(Box<Criterion>),
    /// `cohort iim "..." when TRUTH`
    Cohort(Cohort),
    /// `amendment "2" replaces "1" from DATE { ... }`
    Amendment(Amendment),
    /// `define failed(agents: drugs) "..." truth|value|events|event EXPR`
    Define(Define),
    /// `score sledai_2k "..." ...`
    Score(Score),
    /// `anchor screening "..." from consent to randomisation`
    Anchor(Anchor),
    /// `lines myeloma "..." ...`
    Lines(Lines),
    /// `group anti_cd20 "..." { ... }`
    Group(Group),
    /// `measurement`, `condition`, `drug`, `procedure`, `vaccine`
    Word(Word),
    /// `judgement NAME(params) "..." ...`
    Judgement(Judgement),
    /// `site NAME(params) "..." one of { ... }`
    Site(Site),
    /// Something that did not parse; the diagnostics say why.
    Malformed,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A trial with its criteria.
    Trial,
    /// Words.
    Vocabulary,
    /// Shared definitions.
    Library,
}

/// The first item of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the file is.
    pub kind: FileKind,
    /// The trial's registry number or the vocabulary's name; library names may hold dots.
    pub name: Name,
    /// The title.
    pub title: Option<Quoted>,
    /// `version "..."`
    pub version: Option<Quoted>,
    /// `effective 2024-03-01`
    pub effective: Option<Name>,
    /// `source "..."`, as often as wanted.
    pub sources: Vec<Quoted>,
    /// `coverage "..."`
    pub coverage: Option<Quoted>,
    /// `phase "1/2"`
    pub phase: Option<Quoted>,
    /// `notice "..."`: a licence notice that must go with the words.
    pub notices: Vec<Quoted>,
}

/// A threshold that can be set from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its value: an amount, a length of time or a date.
    pub value: Expr,
    /// What it is.
    pub title: Option<Quoted>,
}

/// On which side a criterion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Must be met.
    Inclusion,
    /// Must not be met.
    Exclusion,
}

/// One criterion of a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Inclusion or exclusion.
    pub side: Side,
    /// The id as in the protocol.
    pub id: Name,
    /// `for NAME`: the cohorts it is for; empty for all.
    pub cohorts: Vec<Name>,
    /// The protocol's own sentence.
    pub sentence: Option<Quoted>,
    /// The clauses, in order.
    pub clauses: Vec<CriterionClause>,
    /// The truth; missing for `clarifies` and `not stated`.
    pub expression: Option<Expr>,
}

/// A clause of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CriterionClause {
    /// `source "..."`
    Source(Quoted),
    /// `note "..."`
    Note(Quoted),
    /// `waivable by investigator`
    WaivableBy(Name),
    /// `if unknown treat as met` (`true`) or `not met` (`false`)
    IfUnknown(bool),
    /// `checked at ANCHOR`
    CheckedAt(Name),
    /// `clarifies I4`
    Clarifies(Name),
    /// `not stated "limits"`: the protocol says that there is a limit but not which.
    NotStated(Quoted),
}

/// One arm or part of a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub title: Option<Quoted>,
    /// Who belongs to it.
    pub when: Expr,
}

/// A later version of the protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The version that it makes.
    pub version: Quoted,
    /// The version that it changes.
    pub replaces: Quoted,
    /// The first day on which it is in force.
    pub from: Name,
    /// Parameters and criteria that take the place of those with the same name or id, or are new.
    pub items: Vec<Item>,
    /// `removes ID`
    pub removes: Vec<Name>,
}

/// A parameter of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormalParameter {
    /// Its name.
    pub name: Name,
    /// `drugs`, `conditions`, `procedures`, `measurements`, `quantity`, `duration`, `anchor`, `truth` ...
    pub kind: Name,
}

/// What a definition gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DefineKind {
    /// A truth.
    Truth,
    /// A value.
    Value,
    /// Any number of events.
    Events,
    /// Exactly one event; may be asked for attributes and used as an anchor.
    Event,
}

/// A named expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Define {
    /// Its name.
    pub name: Name,
    /// What it takes.
    pub parameters: Vec<FormalParameter>,
    /// What it says in words.
    pub title: Option<Quoted>,
    /// `source "..."`
    pub sources: Vec<Quoted>,
    /// What it gives.
    pub kind: DefineKind,
    /// How.
    pub body: Expr,
}

/// A score by items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// `source "..."`
    pub sources: Vec<Quoted>,
    /// `unverified "..."`: what could not be confirmed; shown wherever the score decides.
    pub unverified: Vec<Quoted>,
    /// `computed` from facts, or `assessed` (within a length of time) and recorded.
    pub origin: ScoreOrigin,
    /// `entry TRUTH`
    pub entry: Option<Expr>,
    /// The domains.
    pub domains: Vec<Domain>,
    /// `total sum of highest per domain` or `total sum of items`
    pub total: Option<TotalRule>,
    /// `meets TRUTH`, where `total` and `points of NAME` may be used.
    pub meets: Option<Expr>,
    /// `range 0 to 105`
    pub range: Option<(Amount, Amount)>,
}

/// Where a score's points come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScoreOrigin {
    /// Each item has a truth.
    Computed,
    /// A person assesses it; the record holds total or items. The window is what the assessment looks back on.
    Assessed(Option<Amount>),
}

/// How points add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TotalRule {
    /// Only the highest item of each domain counts.
    HighestPerDomain,
    /// Every item counts.
    Items,
}

/// A domain of a score: `domain renal clinical { ... }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Its name.
    pub name: Name,
    /// The class it belongs to: `clinical`.
    pub class: Option<Name>,
    /// Its items.
    pub items: Vec<ScoreItem>,
}

/// An item of a score: `8 seizure "Seizure"` or `10 "Class III or IV" if TRUTH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreItem {
    /// Its points.
    pub points: Amount,
    /// Its name, where it has one.
    pub name: Option<Name>,
    /// Its title.
    pub title: Option<Quoted>,
    /// When it counts, for computed scores.
    pub condition: Option<Expr>,
}

/// A day or a period that the record or the command supplies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// What it is.
    pub shape: AnchorShape,
}

/// What an anchor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorShape {
    /// `day`, with `window 3 days` either side.
    Day {
        /// How far the actual day may lie from the planned one.
        window: Option<Amount>,
    },
    /// `from consent to randomisation, at most 28 days`
    Period {
        /// The anchor that begins it.
        from: Name,
        /// The anchor that ends it.
        to: Name,
        /// How long it lasts at most.
        at_most: Option<Amount>,
    },
}

/// How lines of therapy are derived where the record does not list them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The policy's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// `source "..."`
    pub sources: Vec<Quoted>,
    /// `of { ... }`: the drugs that open lines.
    pub of: Vec<Name>,
    /// `regimen drugs started within 28 days`
    pub regimen: Option<Amount>,
    /// `new line after progression`
    pub after_progression: bool,
    /// `new line after gap of 180 days`
    pub after_gap: Option<Amount>,
    /// `new line when a drug is added`
    pub when_added: bool,
    /// `same line for substitution within group`
    pub same_for_substitution: bool,
    /// `same line for planned maintenance`
    pub same_for_maintenance: bool,
    /// `same line for dose change`
    pub same_for_dose_change: bool,
    /// `not counted { ... }`
    pub not_counted: Vec<Name>,
}

/// A named set of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// `source "..."`
    pub sources: Vec<Quoted>,
    /// Words and groups that belong to it.
    pub members: Vec<Name>,
    /// `except { ... }`
    pub except: Vec<Name>,
}

/// Which kind of thing a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordKind {
    /// A laboratory test, vital sign, imaging or function result.
    Measurement,
    /// A disease, finding or status.
    Condition,
    /// A drug or class of drugs.
    Drug,
    /// A procedure.
    Procedure,
    /// A vaccine.
    Vaccine,
}

/// A word and its clauses, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What kind of thing it names.
    pub kind: WordKind,
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// Its clauses.
    pub clauses: Vec<WordClause>,
}

/// A clause of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordClause {
    /// `result FORM or FORM`
    Result(Vec<ResultForm>),
    /// `positive above ULN`, `high above 5 mg/dL`, `positive from 1:80`: what a qualitative word means.
    Qualitative {
        /// `positive`, `negative`, `high`, `low` or `abnormal`.
        name: Name,
        /// How the result is compared.
        relation: Relation,
        /// With what: an amount, a titre, `ULN` or `LLN`.
        bound: Expr,
    },
    /// `also "...", "..."`: synonyms.
    Also(Vec<Quoted>),
    /// `is a NAME`
    IsA(Name),
    /// `code loinc 2890-2, loinc 13801-6 where specimen is collection_24h`
    Code(Vec<CodeRef>),
    /// `molar mass 113.118 g/mol of creatinine`
    MolarMass(Amount, Option<Name>),
    /// `plausible 0 to 50 g/g`
    Plausible(Amount, Amount),
    /// `attribute specimen one of { ... }`
    Attribute(AttributeDecl),
    /// `computed ckd_epi_2021 from { creatinine, age, sex }`
    Computed {
        /// The formula's name.
        formula: Name,
        /// What it is computed from.
        from: Vec<Name>,
    },
    /// `equivalent 4 mg to 5 mg prednisone`
    Equivalent(Amount, Amount, Name),
    /// `half-life 2 to 3 hours`
    HalfLife(Amount, Option<Amount>),
    /// `joined across gaps of 14 days`
    Joined(Amount),
    /// `lifelong`
    Lifelong,
    /// `source "..."`
    Source(Quoted),
    /// `unverified "..."`: what could not be confirmed; shown wherever the word decides.
    Unverified(Quoted),
    /// `superseded by NAME`
    SupersededBy(Name),
    /// `note "..."`
    Note(Quoted),
}

/// How a qualitative word compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `above`: greater.
    Above,
    /// `from`: at least.
    From,
    /// `below`: less.
    Below,
    /// `up to`: at most.
    UpTo,
}

/// A form in which a result is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultForm {
    /// A unit: `g/g`, `[IU]/mL`.
    Unit(Name),
    /// `number 0 to 24`, `number in mg`, with bounds and unit where written.
    Number(Option<(Amount, Amount)>, Option<Name>),
    /// `titre`
    Titre,
    /// `{ negative, positive }`
    Values(Vec<Name>),
    /// `ordered { E, D, C, B, A } worst last, outside the order { not_done }`
    Ordered(Ordered),
}

/// Values in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// The values in the order written.
    pub values: Vec<Name>,
    /// Which end is worst, where one is.
    pub worst: Option<End>,
    /// Values that are allowed but have no place in the order.
    pub outside: Vec<Name>,
}

/// An end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The first.
    First,
    /// The last.
    Last,
}

/// A code of a code system: `loinc 2890-2 where specimen is collection_24h`, `icd10cm C00 to C96`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRef {
    /// `loinc`, `icd10cm`, `snomed`, `rxnorm`, `atc`, `cvx`.
    pub system: Name,
    /// The code.
    pub code: Name,
    /// The last code of a range.
    pub to: Option<Name>,
    /// An attribute and the value that the code implies.
    pub implies: Option<(Name, Name)>,
}

/// An attribute that events of a word can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeDecl {
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub form: AttributeForm,
}

/// What an attribute holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeForm {
    /// `one of { ... }`
    OneOf(Vec<Name>),
    /// `several of { ... }`
    SeveralOf(Vec<Name>),
    /// `ordered { ... }`
    Ordered(Ordered),
    /// `number 0 to 24`, or in a unit: `number in mg`
    Number(Option<(Amount, Amount)>, Option<Name>),
    /// `date`
    Date,
    /// `text`
    Text,
    /// `yes or no`
    YesNo,
}

/// A question that only a person answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Its name.
    pub name: Name,
    /// What it takes.
    pub parameters: Vec<FormalParameter>,
    /// The question.
    pub question: Option<Quoted>,
    /// `answered by investigator`
    pub answered_by: Option<Name>,
    /// `asked with judged` or `asked with confirmed`
    pub asked_with: Option<Name>,
    /// `valid for 28 days`
    pub valid_for: Option<Amount>,
}

/// A fact about the site, answered once for all patients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its name.
    pub name: Name,
    /// What it takes.
    pub parameters: Vec<FormalParameter>,
    /// The question.
    pub question: Option<Quoted>,
    /// `one of { ... }`; yes or no where missing.
    pub values: Vec<Name>,
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `"the protocol's own words":`
    pub label: Option<Quoted>,
    /// What it asks.
    pub expression: Expr,
}

/// A comparison sign or its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AskedWith {
    /// `judged`: somebody's opinion.
    Judged,
    /// `confirmed`: a fact that the site confirms.
    Confirmed,
}

/// A recorded statement about a drug for this patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Statement {
    /// `contraindicated`
    Contraindicated,
    /// `intolerant of`
    Intolerant,
}

/// An arithmetic sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceLimit {
    /// The upper limit of normal.
    Upper,
    /// The lower limit of normal.
    Lower,
}

/// Picks one of several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// `longer of`, `greater of`
    Greatest,
    /// `shorter of`, `lesser of`
    Least,
}

/// A prefix that chooses, counts or asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// `any`
    Any,
    /// `no`
    No,
    /// `at least N`
    AtLeast(u32),
    /// `at most N`
    AtMost(u32),
    /// `exactly N`
    Exactly(u32),
    /// `between N and M`
    Between(u32, u32),
    /// `latest`, `latest 3`
    Latest(Option<u32>),
    /// `earliest`, `earliest 3`
    Earliest(Option<u32>),
    /// `highest`
    Highest,
    /// `lowest`
    Lowest,
    /// `mean`
    Mean,
    /// `median`
    Median,
    /// `count`
    Count,
    /// `total ATTR of`
    Total(Name),
    /// `average ATTR of`
    Average(Name),
    /// `current`
    Current,
    /// `planned`
    Planned,
    /// `doses of`
    DosesOf,
    /// `days of`
    DaysOf,
    /// `date of`
    DateOf,
    /// `start of`
    StartOf,
    /// `end of`
    EndOf,
    /// `points of`
    PointsOf,
}

/// A suffix that narrows an event phrase or says how to count or measure it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// `where C`
    Where(Expr),
    /// A window: `within 28 days before or during screening`, `since X`.
    Window(Window),
    /// `started WINDOW`
    Started(Option<Window>),
    /// `ended WINDOW`
    Ended(Option<Window>),
    /// `running at X`, `running during X`
    Running(Window),
    /// `lasting at least 12 weeks` (`at most` where `false`)
    Lasting {
        /// `at least` or `at most`.
        at_least: bool,
        /// How long.
        length: Expr,
    },
    /// `for a total of at least 12 weeks`
    ForATotalOf {
        /// `at least` or `at most`.
        at_least: bool,
        /// How long.
        length: Expr,
    },
    /// `together with B`
    TogetherWith(Expr),
    /// `with (T)` (`without` where `false`): a truth or events relative to `it`; `days of E with C` too.
    With {
        /// `with` or `without`.
        positive: bool,
        /// What it asks.
        condition: Expr,
    },
    /// `except { ... }`
    Except(Expr),
    /// `by system`
    By(Name),
    /// `distinct by drug`
    DistinctBy(Name),
    /// `counting { a, b } as one`
    CountingAsOne(Expr),
    /// `including any { ... }` (`all` where `false`), `including at least N { ... }`
    Including {
        /// How many of the set at least; `None` for all.
        at_least: Option<u32>,
        /// Which.
        set: Expr,
    },
    /// `28 days apart`, `at least 28 days apart`
    Apart(Expr),
    /// `without items { ... }` or `only items { ... }`
    Items {
        /// `only` or `without`.
        only: bool,
        /// The items, domains or classes.
        items: Vec<Name>,
    },
    /// `as prednisone`
    As(Name),
    /// `per kg`, `per m2`
    Per(Name),
    /// `over all days` (`over treated days` where `false`)
    OverDays {
        /// `all` or `treated`.
        all: bool,
    },
}

/// A stretch of time relative to a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// `within LENGTH`
    pub within: Option<Expr>,
    /// On which side of the point.
    pub side: WindowSide,
    /// The point; the as-of date where missing.
    pub point: Option<Box<Point>>,
    /// Where it stands.
    pub span: Span,
}

/// On which side of its point a window lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WindowSide {
    /// Up to the point; the side of a bare `within`.
    Before,
    /// From the point on.
    After,
    /// Up to the beginning of a period, or in it: `before or during`.
    BeforeOrDuring,
    /// In a period, or after it: `during it or within 60 days after it`.
    DuringOrAfter,
    /// On the day.
    At,
    /// In the period.
    During,
    /// From the point (its end, for an interval) up to the as-of date.
    Since,
}

/// A point in time, or a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// An anchor, a defined event, `it`, a date, or a phrase in parentheses.
    Of(Expr),
    /// `start of X`
    StartOf(Expr),
    /// `end of X`
    EndOf(Expr),
    /// `date of X`
    DateOf(Expr),
}
