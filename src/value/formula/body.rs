//! Body surface and body mass index; weight in kg, height in cm.

use super::{positive, rounded};
use crate::value::Number;

/// Body surface in m2.
///
/// Mosteller RD. Simplified calculation of body-surface area. N Engl J Med 1987;317:1098.
#[must_use]
pub fn body_surface_mosteller(weight: Number, height: Number) -> Option<Number> {
    positive(&[weight, height]).then(|| rounded((height.to_f64() * weight.to_f64() / 3600.0).sqrt()))?
}

/// Body surface in m2.
///
/// Du Bois D, Du Bois EF. A formula to estimate the approximate surface area if height and weight be known. Arch Intern
/// Med 1916;17:863-871.
#[must_use]
pub fn body_surface_du_bois(weight: Number, height: Number) -> Option<Number> {
    let surface = || 0.007_184 * height.to_f64().powf(0.725) * weight.to_f64().powf(0.425);
    positive(&[weight, height]).then(|| rounded(surface()))?
}

/// Body mass index in kg/m2. Exact.
#[must_use]
pub fn body_mass_index(weight: Number, height: Number) -> Option<Number> {
    let metres = height.over(Number::whole(100))?;
    positive(&[weight, height]).then(|| weight.over(metres.times(metres)?))?
}
