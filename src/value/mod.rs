//! Truth, exact numbers and ranges, quantities and units, partial dates: values that know nothing of rules or patients.

mod day;
mod digest;
pub mod formula;
mod length;
mod number;
mod range;
mod titre;
mod truth;
pub mod unit;

pub use day::{Day, DaySpan};
pub use digest::{DIGEST_KIND, digest, digest_of_parts};
pub use length::Length;
pub use number::Number;
pub use range::{Comparison, Limit, Range};
pub use titre::parse_titre;
pub use truth::Truth;
pub use unit::{Conversion, Unit, UnitProblem};
