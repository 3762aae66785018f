//! Kidney function from creatinine.

use super::{positive, rounded};
use crate::value::Number;

/// Estimated glomerular filtration rate in mL/min/1.73 m2 by the CKD-EPI equation of 2021, which knows no race; creatinine
/// in mg/dL, age in completed years. `None` below 18 years.
///
/// Inker LA, et al. New creatinine- and cystatin C-based equations to estimate GFR without race. N Engl J Med
/// 2021;385:1737-1749.
#[must_use]
pub fn ckd_epi_2021(creatinine: Number, age: Number, female: bool) -> Option<Number> {
    // Some published code takes 0.7 for men with low creatinine too; the equation says 0.9.
    let (knot, below) = if female { (0.7, -0.241) } else { (0.9, -0.302) };
    let sex = if female { 1.012 } else { 1.0 };
    let ratio = adult_ratio(creatinine, age, knot)?;
    rounded(142.0 * ratio.min(1.0).powf(below) * ratio.max(1.0).powf(-1.2) * 0.9938_f64.powf(age.to_f64()) * sex)
}

/// Estimated glomerular filtration rate in mL/min/1.73 m2 by the CKD-EPI equation of 2009, without its factor for race;
/// creatinine in mg/dL, age in completed years. `None` below 18 years.
///
/// Levey AS, et al. A new equation to estimate glomerular filtration rate. Ann Intern Med 2009;150:604-612.
#[must_use]
pub fn ckd_epi_2009(creatinine: Number, age: Number, female: bool) -> Option<Number> {
    let (knot, below) = if female { (0.7, -0.329) } else { (0.9, -0.411) };
    let sex = if female { 1.018 } else { 1.0 };
    let ratio = adult_ratio(creatinine, age, knot)?;
    rounded(141.0 * ratio.min(1.0).powf(below) * ratio.max(1.0).powf(-1.209) * 0.993_f64.powf(age.to_f64()) * sex)
}

fn adult_ratio(creatinine: Number, age: Number, knot: f64) -> Option<f64> {
    (positive(&[creatinine]) && age >= Number::whole(18)).then(|| creatinine.to_f64() / knot)
}

/// Estimated glomerular filtration rate in mL/min/1.73 m2 by the four-variable MDRD equation for IDMS-traceable
/// creatinine; creatinine in mg/dL, age in completed years. `None` below 18 years.
///
/// Levey AS, et al. Using standardized serum creatinine values in the Modification of Diet in Renal Disease study equation
/// for estimating glomerular filtration rate. Ann Intern Med 2006;145:247-254.
#[must_use]
pub fn mdrd(creatinine: Number, age: Number, female: bool, black: bool) -> Option<Number> {
    let creatinine = adult_ratio(creatinine, age, 1.0)?;
    let sex = if female { 0.742 } else { 1.0 };
    let race = if black { 1.212 } else { 1.0 };
    rounded(175.0 * creatinine.powf(-1.154) * age.to_f64().powf(-0.203) * sex * race)
}

/// Creatinine clearance in mL/min, not related to body surface; creatinine in mg/dL, age in completed years, weight in
/// kg. Exact. The weight is the actual one unless a trial names another.
///
/// Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine. Nephron 1976;16:31-41. The short form
/// for umol/L with the factors 1.23 and 1.04 differs by 0.2 to 0.4 % and is not used.
#[must_use]
pub fn cockcroft_gault(creatinine: Number, age: Number, female: bool, weight: Number) -> Option<Number> {
    let years = Number::whole(140).minus(age)?;
    if !positive(&[creatinine, weight, years]) {
        return None;
    }
    let clearance = years.times(weight)?.over(creatinine.times(Number::whole(72))?)?;
    if female { clearance.times(Number::ratio(85, 100)?) } else { Some(clearance) }
}
