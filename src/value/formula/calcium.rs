use super::positive;
use crate::value::Number;

/// Calcium in mg/dL as it would be with 4 g/dL of albumin; calcium in mg/dL, albumin in g/dL. Exact.
///
/// Payne RB, et al. Interpretation of serum calcium in patients with abnormal serum proteins. BMJ 1973;4:643-646. This is
/// the form of the USA; the SI form (0.02 mmol/L for each g/L) is not exactly the same.
#[must_use]
pub fn corrected_calcium(calcium: Number, albumin: Number) -> Option<Number> {
    let short = Number::whole(4).minus(albumin)?;
    positive(&[calcium, albumin]).then(|| calcium.plus(short.times(Number::ratio(8, 10)?)?))?
}
