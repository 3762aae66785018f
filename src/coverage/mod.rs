//! (Program, patients that tests judge) -> what of the rules they showed: outcomes, decisions and boundaries.
//!
//! - **Outcomes.** For each criterion and each cohort: which of met, not met and unknown came out.
//! - **Decisions.** For each condition below a criterion: whether it was shown to decide the criterion alone. A condition is a truth
//!   that joins no others, wherever it stands: in a definition, in a `where`, an `every` or a `with`, in an item of a score.
//! - **Boundaries.** For each comparison with a constant: a value on it and at most one step to each side; for each window of a
//!   length: an event on its first and last day, and the day before and after.
//!
//! # Which MC/DC
//!
//! Modified condition/decision coverage asks that each condition is shown to affect its decision independently (Chilenski and
//! Miller 1994). The *masking* form (Chilenski 2001) is meant here: one condition is settled the other way round, all others
//! stay as the record has them, and the decision must turn. The *unique-cause* form would want two patients that differ in one
//! condition only; records do not come in such pairs (one event makes several conditions hold), and where a condition is asked of
//! many events it has no single truth that a pair could share. Settling the condition shows the same with one patient: if the
//! condition did nothing, the outcome would not turn.
//!
//! A condition therefore decides in a case
//!
//! - *by holding* if there it is met, at the top or for some event, and were it not met, the criterion would come out met instead of
//!   not met or not met instead of met;
//! - *by not holding* the other way round;
//! - *by being unknown* if the criterion is unknown and would be settled were the condition met, or were it not.
//!
//! A condition that is asked of events is settled for all of them, or else for one of them. "Were it so" is a second evaluation by
//! the one evaluator, with an observer that settles the condition; nothing here knows what a rule means.
//!
//! # What counts
//!
//! What a library defines is one condition of the criterion that asks for it, and is covered in its library, once for all trials
//! that use it; so are the items of a score. A decision is then as large as what one author wrote in one place, and a trial does
//! not have to show again what its library's tests show.
//!
//! A case shows something of a criterion only if the criterion bears on its verdict: it stands in the version of the protocol that is
//! in force for the patient, concerns a cohort of theirs, and is due. Left out is only what no record can show, where that
//! follows from the rule: a constant never comes out otherwise, `is known` is never unknown, nothing lies in the future that is not planned.

mod boundary;
mod gather;
mod html;
mod json;
mod lcov;
mod length;
mod library;
mod possible;
mod report;
mod seen;
mod shown;
mod sight;
mod source;
mod step;
mod subject;
mod summary;
mod target;
mod told;
mod words;

pub use boundary::{Miss, Point};
pub use html::html;
pub use json::{pretty, schema};
pub use lcov::lcov;
pub use library::unused;
pub use report::*;
pub use shown::Coverage;
pub use sight::{Look, Sight};
pub use source::annotated;
pub use summary::{Detail, summary, tally};
pub use target::{Target, What};
pub use told::{Called, Telling, Told};
