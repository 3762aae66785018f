//! What unit was probably meant.

/// The unit of common reports that is nearest to a written one.
pub(super) fn nearest(written: &str) -> Option<&'static str> {
    let folded = written.trim().to_lowercase();
    let mut best: Option<(f64, &'static str)> = None;
    for candidate in COMMON {
        let same = candidate.to_lowercase() == folded;
        let likeness = if same { 1.0 } else { strsim::jaro_winkler(&folded, &candidate.to_lowercase()) };
        if likeness >= 0.84 && best.is_none_or(|(top, _)| likeness > top) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, unit)| unit)
}

/// The unit of common reports that a text is when large and small letters are not told apart.
pub(super) fn but_for_case(written: &str) -> Option<&'static str> {
    COMMON.iter().find(|unit| unit.eq_ignore_ascii_case(written.trim())).copied()
}

/// The units of common reports, to choose from.
#[must_use]
pub fn common() -> &'static [&'static str] {
    COMMON
}

/// Units of common reports, to find what was probably meant.
const COMMON: &[&str] = &[
    "mg/dL",
    "g/dL",
    "g/L",
    "mg/L",
    "ug/L",
    "ng/mL",
    "ug/mL",
    "mg/mL",
    "pg/mL",
    "ng/L",
    "ng/dL",
    "ug/dL",
    "mmol/L",
    "umol/L",
    "nmol/L",
    "pmol/L",
    "mol/L",
    "mmol/mol",
    "g/g",
    "mg/g",
    "mg/mg",
    "mg/mmol",
    "g/mmol",
    "g/mol",
    "ug/mg",
    "g/24h",
    "mg/24h",
    "g/day",
    "mg/day",
    "mg/kg",
    "mg/kg/day",
    "mg/m2",
    "g/m2",
    "mg/week",
    "10^9/L",
    "10^3/uL",
    "10^6/L",
    "10^6/uL",
    "10^12/L",
    "10^4/uL",
    "/uL",
    "cells/uL",
    "/mm3",
    "K/uL",
    "lakh/uL",
    "/HPF",
    "/LPF",
    "mL/min/1.73m2",
    "mL/min",
    "mL/s",
    "U/L",
    "U/mL",
    "kU/L",
    "ukat/L",
    "nkat/L",
    "IU/mL",
    "IU/L",
    "kIU/L",
    "mIU/L",
    "mIU/mL",
    "uIU/mL",
    "RU/mL",
    "AU/mL",
    "GPL/mL",
    "MPL/mL",
    "copies/mL",
    "mmHg",
    "kPa",
    "%",
    "kg",
    "g",
    "mg",
    "ug",
    "cm",
    "m",
    "mm",
    "kg/m2",
    "m2",
    "ms",
    "s",
    "min",
    "h",
    "mm/h",
    "Cel",
    "[degF]",
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "mL",
    "L",
    "fL",
    "pg",
    "mEq/L",
    "mosm/kg",
    "beats/min",
    "10^6/kg",
    "10^6",
    "score",
    "INR",
];
