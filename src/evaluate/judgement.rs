//! What an evaluation gives.

use crate::check::AnchorId;
use crate::value::{Day, DaySpan, Number, Truth};
use crate::vocabulary::{AttributeId, Datum, Kind, QuestionId, SiteId, WordId};
use schemars::JsonSchema;
use serde::Serialize;

/// The verdict of a trial for a patient, in the order in which a coordinator wants to see them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every inclusion met, every exclusion not met.
    Eligible,
    /// Neither eligible nor ineligible.
    #[default]
    Undetermined,
    /// Some inclusion not met or some exclusion met.
    Ineligible,
}

/// What is open in an undetermined verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenFor {
    /// Only people's judgements, and criteria that are not due yet.
    Judgements,
    /// Facts as well as judgements.
    Both,
    /// Only facts.
    Facts,
}

/// What came out for one trial and one patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The place of the trial in the program.
    pub trial: usize,
    /// The place of the protocol version in the trial.
    pub version: usize,
    /// Why that version: the date of consent, or the as-of date where there is none.
    pub version_by_consent: bool,
    /// Whether an older version may be in force instead, since the date of consent is not known exactly enough. The verdict
    /// is then undetermined unless all of them give it.
    pub version_open: bool,
    /// The verdict: the best of the cohorts'.
    pub verdict: Verdict,
    /// What is open, where the verdict is undetermined and the observer wants detail.
    pub open_for: Option<OpenFor>,
    /// Whether a waiver or an `if unknown` clause carries the verdict.
    pub waived: bool,
    /// The verdict of each cohort; empty where the trial has none.
    pub cohorts: Vec<CohortOutcome>,
    /// The outcome of each criterion, in order.
    pub criteria: Vec<CriterionOutcome>,
}

/// The outcome for a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CohortOutcome {
    /// Whether the patient belongs to it.
    pub member: Truth,
    /// Its verdict; `None` where the patient certainly does not belong to it.
    pub verdict: Option<Verdict>,
}

/// The outcome of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CriterionOutcome {
    /// Whether what it asks holds.
    pub truth: Truth,
    /// How it stands.
    pub standing: Standing,
}

/// How a criterion stands for the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It lets the patient in.
    Pass,
    /// It keeps the patient out.
    Fail,
    /// It cannot be told yet.
    Unknown,
    /// It keeps the patient out, or is unknown, and is waived.
    Waived,
    /// It is unknown and its clause says how that counts: in favour.
    AssumedPass,
    /// It is unknown and its clause says how that counts: against.
    AssumedFail,
    /// It is checked at a later anchor.
    NotDue,
    /// It is for a cohort that the patient does not belong to.
    NotApplicable,
    /// A numbered definition, or something that the protocol does not state.
    Stated,
}

impl Standing {
    /// Whether a waiver or a clause carries it.
    pub(crate) fn is_bent(self) -> bool {
        matches!(self, Standing::Waived | Standing::AssumedPass)
    }

    /// The verdict that it leaves at best.
    pub(crate) fn verdict(self) -> Verdict {
        match self {
            Standing::Fail | Standing::AssumedFail => Verdict::Ineligible,
            Standing::Unknown | Standing::NotDue => Verdict::Undetermined,
            Standing::Pass | Standing::Waived | Standing::AssumedPass | Standing::NotApplicable | Standing::Stated => {
                Verdict::Eligible
            }
        }
    }
}

/// An event that an outcome rests on: a place in the patient's events, or beyond their end, in those derived while
/// evaluating (administrations, joined stretches, lines).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventRef(pub u32);

/// An event that a choice selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The event; of a joined stretch, the last.
    pub event: EventRef,
    /// [`Truth::Met`] for certainly, [`Truth::Unknown`] for possibly.
    pub certainty: Truth,
    /// When it, or the joined stretch, began.
    pub start: DaySpan,
    /// When it, or the joined stretch, ended.
    pub end: DaySpan,
    /// Why it is only possible.
    pub reasons: Vec<Reason>,
}

/// The events that a choice selected, in the order of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Certain and possible ones.
    pub matches: Vec<Match>,
    /// Why there may be others that nobody recorded; empty for a closed list.
    pub open: Vec<Reason>,
    /// What the list's being closed rests on.
    pub closed_by: Vec<ClosedBy>,
}

/// What makes a list closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClosedBy {
    /// A review: a place in [`crate::record::Patient::reviewed`], which may be an assumption.
    Reviewed(u32),
    /// A fact stated absent: a place in [`crate::record::Patient::absent`].
    Absent(u32),
}

/// A value that came out, and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What it can be; `None` where nothing is known.
    pub datum: Option<Datum>,
    /// The events that it was taken from.
    pub facts: Vec<EventRef>,
    /// Why it is not known, or not known exactly.
    pub reasons: Vec<Reason>,
}

/// Why something is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nothing of these words is recorded (in the window, if there is one).
    NotRecorded {
        /// The words.
        words: Vec<WordId>,
    },
    /// Nobody said that the list is complete for these words and this period.
    NotReviewed {
        /// Which list.
        kind: Kind,
        /// The words.
        words: Vec<WordId>,
        /// From which day a review is needed: for ever, from the first day of life, or from [`Day::MIN`] where that is not
        /// known.
        from: Day,
        /// Up to which day.
        to: Day,
    },
    /// The newest one is older than the window allows.
    TooOld {
        /// The newest.
        event: EventRef,
        /// How old it is in days.
        age: i32,
        /// The first day that the window allows.
        from: Day,
    },
    /// Its date is not known well enough.
    DateImprecise {
        /// The event.
        event: EventRef,
    },
    /// Its end is not recorded.
    EndNotRecorded {
        /// The event.
        event: EventRef,
    },
    /// Its value is only known to lie in a range (`< 0.2`).
    Censored {
        /// The event.
        event: EventRef,
    },
    /// It has no value, or one that cannot be used.
    NoValue {
        /// The event.
        event: EventRef,
    },
    /// A word is recorded instead of what is asked for, and says that it is not known: a grade that was not given.
    NotGiven {
        /// The event.
        event: EventRef,
    },
    /// It is given in a form that does not compare with what the rule asks for: a titre instead of a unit.
    OtherForm {
        /// The event.
        event: EventRef,
    },
    /// An attribute is not recorded.
    AttributeMissing {
        /// The event.
        event: EventRef,
        /// The attribute.
        attribute: AttributeId,
    },
    /// Its reference limit is not recorded.
    LimitMissing {
        /// The event.
        event: EventRef,
        /// The upper one.
        upper: bool,
    },
    /// It is coded with a broader word than the rule asks for.
    CodedTooCoarsely {
        /// The event.
        event: EventRef,
    },
    /// Its code maps to no word.
    Unmapped {
        /// The event.
        event: EventRef,
    },
    /// Two results of one day disagree, or a total with its items.
    Conflicting {
        /// The results.
        events: Vec<EventRef>,
    },
    /// Nobody has answered.
    NotJudged {
        /// The question.
        question: QuestionId,
        /// Its arguments.
        arguments: Vec<String>,
    },
    /// The answer is too old.
    AnswerTooOld {
        /// The question.
        question: QuestionId,
        /// When it was answered.
        on: DaySpan,
    },
    /// The site has not answered.
    SiteNotAnswered {
        /// The question.
        question: SiteId,
        /// Its arguments.
        arguments: Vec<String>,
    },
    /// The answers of the site contradict each other.
    SiteDisagrees {
        /// The question.
        question: SiteId,
        /// Its arguments.
        arguments: Vec<String>,
    },
    /// Nothing is said of a contraindication or intolerance.
    NotStated {
        /// Intolerance rather than contraindication.
        intolerance: bool,
        /// To what.
        words: Vec<WordId>,
    },
    /// An anchor has no date.
    AnchorNotSet {
        /// The anchor.
        anchor: AnchorId,
    },
    /// The date of birth is not recorded, or not exactly enough.
    Birth,
    /// The sex is not recorded.
    Sex,
    /// No weight (or surface) lies within 90 days of a dose.
    NoWeight {
        /// The exposure.
        event: EventRef,
    },
    /// The drug's half-life, or its equivalence, is not declared.
    NotDeclared {
        /// The drug.
        word: WordId,
        /// The half-life rather than an equivalence.
        half_life: bool,
    },
    /// Items of a score are unknown.
    ItemsUnknown {
        /// How many.
        items: u32,
    },
    /// A number became too large for exact arithmetic.
    OutOfRange,
    /// An entry of the record could not be used: a place in [`crate::record::Patient::unusable`].
    Unusable {
        /// The entry.
        entry: u32,
    },
    /// The criterion could not be checked.
    Broken,
}

/// How far a value lies from its threshold, for the explanation; always in the unit of the left side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// Positive where it passes.
    pub by: Number,
}
