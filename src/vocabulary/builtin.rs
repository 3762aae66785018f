//! Attributes and values that every vocabulary knows, at fixed ids.

use super::{AttributeId, Kind, SymbolId, UnitId};

macro_rules! numbered {
    ($id:ident, $all:ident; $($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        numbered!(@number $id; 0u16; $($(#[$doc])* $name,)*);
        /// Their texts, by id.
        pub const $all: &[&str] = &[$($text,)*];
    };
    (@number $id:ident; $next:expr; $(#[$doc:meta])* $name:ident, $($rest:tt)*) => {
        $(#[$doc])*
        pub const $name: $id = $id($next);
        numbered!(@number $id; $next + 1; $($rest)*);
    };
    (@number $id:ident; $next:expr;) => {};
}

/// The built-in attributes.
pub mod attribute {
    use super::AttributeId;
    numbered! { AttributeId, ALL;
        /// The result itself.
        VALUE = "value",
        /// The day of a point event.
        DATE = "date",
        /// The first day of an interval.
        START = "start",
        /// The last day of an interval.
        END = "end",
        /// The day on which a condition was diagnosed, where its onset is another.
        DIAGNOSED = "diagnosed",
        /// The drug of an exposure; the drugs of a line are [`DRUGS`].
        DRUG = "drug",
        /// The drugs of a line.
        DRUGS = "drugs",
        /// The dose of one administration.
        DOSE = "dose",
        /// The dose per day.
        DAILY_DOSE = "daily_dose",
        /// The dose of the whole exposure.
        TOTAL_DOSE = "total_dose",
        /// How it is given.
        ROUTE = "route",
        /// What for.
        INTENT = "intent",
        /// What came of it.
        OUTCOME = "outcome",
        /// Why it was stopped.
        STOP_REASON = "stop_reason",
        /// Whether it is an investigational product.
        INVESTIGATIONAL = "investigational",
        /// Whether it is the maximal tolerated dose.
        MAX_TOLERATED = "max_tolerated",
        /// Whether a condition is active, cured and so on.
        STATUS = "status",
        /// How severe.
        SEVERITY = "severity",
        /// How certain.
        CERTAINTY = "certainty",
        /// How it was shown.
        METHOD = "method",
        /// Whether it needs intervention.
        INTERVENTION_NEEDED = "intervention_needed",
        /// Where it took place.
        SETTING = "setting",
        /// The number of a vaccination in its series.
        DOSE_NUMBER = "dose_number",
        /// The product.
        PRODUCT = "product",
        /// The number of a line of therapy.
        NUMBER = "number",
        /// The best response to a line of therapy.
        BEST_RESPONSE = "best_response",
        /// The day of progression.
        PROGRESSION = "progression",
        /// The organ system of a grade.
        SYSTEM = "system",
        /// What the result was taken from.
        SPECIMEN = "specimen",
        /// By which formula a result was computed.
        FORMULA = "formula",
    }
}

/// The built-in values.
pub mod symbol {
    use super::SymbolId;
    numbered! { SymbolId, ALL;
        /// Yes.
        YES = "yes",
        /// No.
        NO = "no",
        /// Female.
        FEMALE = "female",
        /// Male.
        MALE = "male",
        /// Other.
        OTHER = "other",
        /// Positive.
        POSITIVE = "positive",
        /// Negative.
        NEGATIVE = "negative",
        /// High.
        HIGH = "high",
        /// Low.
        LOW = "low",
        /// Abnormal.
        ABNORMAL = "abnormal",
        /// Normal.
        NORMAL = "normal",
        /// Unknown, as recorded by somebody.
        UNKNOWN = "unknown",
    }
}

/// The built-in units.
pub mod unit {
    use super::UnitId;
    numbered! { UnitId, ALL;
        /// A pure number.
        ONE = "",
        /// Mass doses.
        MG = "mg",
        /// Mass doses per kg of body weight.
        MG_PER_KG = "mg/kg",
        /// Mass doses per m2 of body surface.
        MG_PER_M2 = "mg/m2",
        /// Daily mass doses.
        MG_PER_DAY = "mg/day",
        /// Daily mass doses per kg of body weight.
        MG_PER_KG_DAY = "mg/kg/day",
        /// Daily mass doses per m2 of body surface.
        MG_PER_M2_DAY = "mg/m2/day",
        /// Doses in international units.
        IU = "[IU]",
        /// Daily doses in international units.
        IU_PER_DAY = "[IU]/day",
        /// Doses in international units per kg of body weight.
        IU_PER_KG = "[IU]/kg",
        /// Doses in millions of cells.
        CELLS = "10*6{cells}",
        /// Doses in millions of cells per kg of body weight.
        CELLS_PER_KG = "10*6{cells}/kg",
        /// Per cent.
        PERCENT = "%",
        /// Body weight.
        KG = "kg",
        /// Body surface.
        M2 = "m2",
        /// Times.
        DAYS = "days",
        /// Calendar months.
        MONTHS = "months",
        /// Completed years.
        YEARS = "years",
    }
}

/// The values of a built-in attribute, where it has a list of them; ordered ones from best to worst.
#[must_use]
pub fn values_of(kind: Kind, id: AttributeId) -> Option<(&'static [&'static str], bool)> {
    let list: (&'static [&'static str], bool) = match (kind, id) {
        (Kind::Drug, attribute::ROUTE) => {
            (&["oral", "iv", "sc", "im", "topical", "inhaled", "intra_articular", "other"], false)
        }
        (Kind::Drug | Kind::Line, attribute::INTENT) => (
            &["induction", "maintenance", "lymphodepletion", "bridging", "prophylaxis", "background", "flare", "other"],
            false,
        ),
        (Kind::Drug | Kind::Line, attribute::OUTCOME) => (
            &[
                "response",
                "no_response",
                "insufficient_response",
                "unsustained_response",
                "progression",
                "not_assessed",
            ],
            false,
        ),
        (Kind::Drug | Kind::Line, attribute::STOP_REASON) => (
            &[
                "lack_of_efficacy",
                "loss_of_efficacy",
                "intolerance",
                "contraindication_emerged",
                "planned_end",
                "remission",
                "pregnancy",
                "cost_access",
                "patient_choice",
                "nonadherence",
                "trial_requirement",
                "completed",
                "progression",
                "death",
                "unknown",
            ],
            false,
        ),
        (Kind::Drug, attribute::INVESTIGATIONAL | attribute::MAX_TOLERATED)
        | (Kind::Condition, attribute::INTERVENTION_NEEDED) => (&["yes", "no"], false),
        (Kind::Condition, attribute::STATUS) => (&["active", "in_remission", "cured", "resolved", "suspected"], false),
        (Kind::Condition, attribute::SEVERITY) => (&["mild", "moderate", "severe", "life_threatening"], true),
        (Kind::Condition, attribute::CERTAINTY) => (&["confirmed", "suspected"], false),
        (Kind::Condition, attribute::METHOD) => (
            &[
                "clinical",
                "biopsy",
                "mri",
                "echo",
                "ct",
                "xray",
                "ecg",
                "laboratory",
                "culture",
                "pcr",
                "imaging",
                "other",
            ],
            false,
        ),
        (Kind::Condition | Kind::Procedure, attribute::SETTING) => {
            (&["outpatient", "inpatient", "icu", "home", "other"], false)
        }
        (Kind::Line, attribute::BEST_RESPONSE) => (
            &[
                "stringent_complete_response",
                "complete_response",
                "very_good_partial_response",
                "partial_response",
                "minimal_response",
                "stable_disease",
                "progressive_disease",
            ],
            true,
        ),
        _ => return None,
    };
    Some(list)
}

/// The built-in attributes that events of a kind have.
#[must_use]
pub fn attributes_of(kind: Kind) -> &'static [AttributeId] {
    use attribute as a;
    match kind {
        Kind::Measurement | Kind::Score => &[a::VALUE, a::DATE],
        Kind::Condition => &[
            a::START,
            a::END,
            a::DIAGNOSED,
            a::STATUS,
            a::SEVERITY,
            a::CERTAINTY,
            a::METHOD,
            a::INTERVENTION_NEEDED,
            a::SETTING,
        ],
        Kind::Drug => &[
            a::START,
            a::END,
            a::DRUG,
            a::DOSE,
            a::DAILY_DOSE,
            a::TOTAL_DOSE,
            a::ROUTE,
            a::INTENT,
            a::OUTCOME,
            a::STOP_REASON,
            a::INVESTIGATIONAL,
            a::MAX_TOLERATED,
        ],
        Kind::Procedure => &[a::DATE, a::SETTING],
        Kind::Vaccine => &[a::DATE, a::DOSE_NUMBER, a::PRODUCT],
        Kind::Line => &[
            a::START,
            a::END,
            a::NUMBER,
            a::DRUGS,
            a::INTENT,
            a::OUTCOME,
            a::STOP_REASON,
            a::BEST_RESPONSE,
            a::PROGRESSION,
        ],
    }
}
