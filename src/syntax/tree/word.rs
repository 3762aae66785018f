//! Words of a vocabulary and questions to people.

use super::{Amount, Expr, FormalParameter, Name, Quoted};
use derive_visitor::DriveMut;

/// Which kind of thing a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DriveMut)]
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
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
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
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
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
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
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
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Ordered {
    /// The values in the order written.
    pub values: Vec<Name>,
    /// Which end is worst, where one is.
    pub worst: Option<End>,
    /// Values that are allowed but have no place in the order.
    pub outside: Vec<Name>,
}

/// An end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum End {
    /// The first.
    First,
    /// The last.
    Last,
}

/// A code of a code system: `loinc 2890-2 where specimen is collection_24h`, `icd10cm C00 to C96`.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
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
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct AttributeDecl {
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub form: AttributeForm,
}

/// What an attribute holds.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
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
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
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
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
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
