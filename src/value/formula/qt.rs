//! QT intervals related to a heart rate of 60; QT in ms, heart rate in beats per minute. The time between two beats
//! (60 / rate) is not rounded before the root.

use super::{positive, rounded};
use crate::value::Number;

/// QT in ms by the cube root.
///
/// Fridericia LS. Die Systolendauer im Elektrokardiogramm bei normalen Menschen und bei Herzkranken. Acta Med Scand
/// 1920;53:469-486.
#[must_use]
pub fn qtc_fridericia(qt: Number, rate: Number) -> Option<Number> {
    positive(&[qt, rate]).then(|| rounded(qt.to_f64() / (60.0 / rate.to_f64()).cbrt()))?
}

/// QT in ms by the square root.
///
/// Bazett HC. An analysis of the time-relations of electrocardiograms. Heart 1920;7:353-370.
#[must_use]
pub fn qtc_bazett(qt: Number, rate: Number) -> Option<Number> {
    positive(&[qt, rate]).then(|| rounded(qt.to_f64() / (60.0 / rate.to_f64()).sqrt()))?
}
