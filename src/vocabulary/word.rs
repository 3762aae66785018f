use crate::syntax::tree::WordKind;
use crate::value::{Length, Number};
use schemars::JsonSchema;
use serde::Serialize;

/// A word, by its place in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u16);

/// An attribute, by its place in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId(pub u16);

/// A value of an attribute or result, such as `cured` or `III`, by its place in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolId(pub u16);

/// A unit in which values are kept, by its place in the vocabulary; 0 is the pure number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

/// A question that people answer, by its place in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub u16);

/// A question that the site answers, by its place in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(pub u16);

/// What kind of thing an event is; each kind has its list in a record, which may be reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A result of a laboratory test, vital sign, imaging or function test: a point in time.
    Measurement,
    /// A disease, finding or status: an interval.
    Condition,
    /// An exposure to a drug: an interval of constant dose.
    Drug,
    /// A procedure: a point in time.
    Procedure,
    /// A vaccination: a point in time.
    Vaccine,
    /// An assessment of a score: a point in time.
    Score,
    /// A line of therapy: an interval.
    Line,
}

impl From<WordKind> for Kind {
    /// What the events of a declared word are.
    fn from(declared: WordKind) -> Kind {
        match declared {
            WordKind::Measurement => Kind::Measurement,
            WordKind::Condition => Kind::Condition,
            WordKind::Drug => Kind::Drug,
            WordKind::Procedure => Kind::Procedure,
            WordKind::Vaccine => Kind::Vaccine,
        }
    }
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Kind; 7] =
        [Kind::Measurement, Kind::Condition, Kind::Drug, Kind::Procedure, Kind::Vaccine, Kind::Score, Kind::Line];

    /// The name of its list in a record, as `reviewed` and `--assume-complete` name it.
    #[must_use]
    pub const fn list(self) -> &'static str {
        match self {
            Kind::Measurement => "measurements",
            Kind::Condition => "conditions",
            Kind::Drug => "medications",
            Kind::Procedure => "procedures",
            Kind::Vaccine => "vaccinations",
            Kind::Score => "scores",
            Kind::Line => "lines",
        }
    }

    /// The word that stands for anything of this kind that nobody has mapped yet.
    #[must_use]
    pub const fn unmapped(self) -> WordId {
        WordId(self as u16)
    }

    /// Whether its events last, rather than happen on a day.
    #[must_use]
    pub const fn is_interval(self) -> bool {
        matches!(self, Kind::Condition | Kind::Drug | Kind::Line)
    }
}

/// The word for a line of therapy, selected by `lines`.
pub const LINE: WordId = WordId(Kind::ALL.len() as u16);

/// A word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its place.
    pub id: WordId,
    /// What kind of thing it names.
    pub kind: Kind,
    /// Its name, as rules and records write it.
    pub name: String,
    /// Its title, as explanations write it.
    pub title: String,
    /// Its synonyms.
    pub also: Vec<String>,
    /// The words that it is a kind of.
    pub parents: Vec<WordId>,
    /// All words above it, not itself.
    pub ancestors: Vec<WordId>,
    /// All words below it, and itself.
    pub family: super::WordSet,
    /// Its codes, for showing.
    pub codes: Vec<CodeEntry>,
    /// The forms in which its results come; the first quantity is the one in which values are kept.
    pub forms: Vec<Form>,
    /// Molar mass in g/mol, and of what.
    pub molar_mass: Option<(Number, String)>,
    /// The smallest and largest plausible result in the unit in which values are kept.
    pub plausible: Option<(Number, Number)>,
    /// What `positive`, `high` and the like mean for its results.
    pub qualitative: Vec<Qualitative>,
    /// The attributes that its events can have, the built-in ones of its kind included.
    pub attributes: Vec<(AttributeId, AttributeForm)>,
    /// How it is computed where it is not recorded.
    pub computed: Option<Computed>,
    /// Dose equivalences.
    pub equivalents: Vec<Equivalent>,
    /// Half-life, shortest and longest, in hours.
    pub half_life: Option<(Number, Number)>,
    /// How many days may lie between two exposures that count as one.
    pub joined: Option<i32>,
    /// Whether a condition without an end goes on for life.
    pub lifelong: bool,
    /// The items of a score, where the word is one.
    pub instrument: Option<Instrument>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// What could not be confirmed about it.
    pub unverified: Vec<String>,
    /// The word that took its place.
    pub superseded_by: Option<WordId>,
    /// Remarks.
    pub notes: Vec<String>,
    /// The vocabulary or library that declares it.
    pub vocabulary: String,
}

impl Word {
    /// How many days may lie between the end of one of its events and the start of the next where the two are joined: those
    /// that touch are joined always.
    #[must_use]
    pub fn gap(&self) -> i32 {
        self.joined.unwrap_or(1).max(1)
    }
}

/// A code as declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// Of which system.
    pub system: CodeSystem,
    /// The code.
    pub code: String,
    /// The last code, for a range.
    pub to: Option<String>,
    /// The attribute and value that the code implies.
    pub implies: Option<(AttributeId, SymbolId)>,
}

/// A code system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeSystem {
    /// Logical Observation Identifiers Names and Codes.
    Loinc,
    /// International Classification of Diseases, 10th revision, clinical modification (USA). Prefixes match: a code
    /// falls to the word with the longest declared prefix.
    Icd10cm,
    /// SNOMED CT concept ids.
    Snomed,
    /// RxNorm concept ids.
    Rxnorm,
    /// Anatomical Therapeutic Chemical classification. Prefixes match as for ICD.
    Atc,
    /// CDC vaccine codes.
    Cvx,
}

/// A word that a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    /// The word.
    pub word: WordId,
    /// The attribute and value that the code implies.
    pub implies: Option<(AttributeId, SymbolId)>,
}

/// A form in which results come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A number in a unit (or without, for the unit of a pure number), with bounds where declared.
    Quantity {
        /// The unit as declared; values are kept in it.
        unit: UnitId,
        /// The smallest and largest possible.
        bounds: Option<(Number, Number)>,
    },
    /// A titre, kept as its denominator: 1:80 is 80.
    Titre,
    /// One of some values.
    Values(Vec<SymbolId>),
    /// One of some values in order.
    Ordered(Order),
}

/// Values in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The values in the order declared.
    pub values: Vec<SymbolId>,
    /// Whether the last is the worst (`true`), the first (`false`), or none is.
    pub worst_last: Option<bool>,
    /// Allowed values without a place in the order.
    pub outside: Vec<SymbolId>,
}

/// What an attribute holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeForm {
    /// One of some values.
    OneOf(Vec<SymbolId>),
    /// Several of some values.
    SeveralOf(Vec<SymbolId>),
    /// One of some values in order.
    Ordered(Order),
    /// A number in a unit.
    Number {
        /// The unit in which values are kept.
        unit: UnitId,
        /// The smallest and largest possible.
        bounds: Option<(Number, Number)>,
    },
    /// A dose: mass, units or cells, absolute or per kg or m2.
    Dose,
    /// A dose per day.
    DailyDose,
    /// A date.
    Date,
    /// Words: the drugs of a line.
    Words(Kind),
    /// Text that rules cannot ask about.
    Text,
}

/// What `positive`, `negative`, `high`, `low` or `abnormal` means for a word's results, beside a value of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualitative {
    /// `positive`
    pub name: String,
    /// How the result is compared.
    pub comparison: crate::value::Comparison,
    /// With what.
    pub bound: Bound,
}

/// What a result is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A value in the unit in which the word's values are kept.
    Quantity(Number),
    /// A titre.
    Titre(Number),
    /// So many times the upper limit of normal of that very result.
    Upper(Number),
    /// So many times the lower limit of normal of that very result.
    Lower(Number),
}

/// How a measurement is computed where it is not recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The formula, by its name in [`crate::value`].
    pub formula: String,
    /// The measurements, in the order declared (`age` and `sex` are not among them).
    pub from: Vec<WordId>,
}

/// `mine` of this drug is worth `theirs` of `of`, both in mg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Equivalent {
    /// How much of this drug, in mg.
    pub mine: Number,
    /// How much of the other, in mg.
    pub theirs: Number,
    /// The other drug.
    pub of: WordId,
}

/// The items of a score, without the rules by which it is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// The items in order.
    pub items: Vec<InstrumentItem>,
    /// The least and greatest total.
    pub range: (Number, Number),
    /// Whether only the highest item of each domain counts.
    pub highest_per_domain: bool,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentItem {
    /// Its name; made from its title where it has none.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its points.
    pub points: Number,
    /// Its domain.
    pub domain: String,
    /// The class of its domain.
    pub class: Option<String>,
}

/// A named set of words.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The words as declared.
    pub members: Vec<WordId>,
    /// Words taken out again.
    pub except: Vec<WordId>,
    /// The vocabulary, library or trial that declares it.
    pub vocabulary: String,
}

/// A question that people answer.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name.
    pub name: String,
    /// Its parameters: name and kind.
    pub parameters: Vec<(String, String)>,
    /// The question, with `{parameter}` in it.
    pub text: String,
    /// Who answers it.
    pub answered_by: String,
    /// `true` for `confirmed`, `false` for `judged`.
    pub confirmed: bool,
    /// How long an answer holds.
    pub valid_for: Option<Length>,
    /// The vocabulary or library that declares it.
    pub vocabulary: String,
}

/// A question that the site answers once for all patients.
#[derive(Clone, Debug)]
pub struct SiteQuestion {
    /// Its name.
    pub name: String,
    /// Its parameters: name and kind.
    pub parameters: Vec<(String, String)>,
    /// The question.
    pub text: String,
    /// The values to choose from; empty for yes or no.
    pub values: Vec<SymbolId>,
    /// The vocabulary or library that declares it.
    pub vocabulary: String,
}
