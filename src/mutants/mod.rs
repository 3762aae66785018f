//! A rule file -> small changes of it, and which of them tests notice.
//!
//! A test that notices nothing proves nothing. So the rules are changed in one place at a time: a limit by one, a window by a day,
//! `any` to `no`, a line of a list left out. Each change is an edit of the text, found by walking the tree of the file; it is
//! checked as any rule file is, and set aside where it does not check or says the same as before. What is left is judged with the
//! cases that tests ask about. A change that moves no verdict and no outcome that a test names is one that nobody would notice.
//!
//! Only what stands in the rule file itself is changed: its criteria, cohorts, definitions, parameters, groups, scores, anchors and
//! policies, not the libraries and vocabularies that it uses.

mod bench;
mod edit;
mod fate;
mod json;
mod lines;
mod operators;
mod report;
mod site;
mod summary;
mod tokens;
mod walk;

pub use bench::{Bench, Judge};
pub use edit::{Edit, Mutant};
pub use fate::{Fate, Judged};
pub use json::{pretty, schema};
pub use operators::{OPERATORS, Operator};
pub use report::{FORMAT_VERSION, FileMutants, ItemScore, Mark, Outcome, Patient, Report, Score};
pub use summary::{Detail, summary, survivor};
pub use walk::mutants;
