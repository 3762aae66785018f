//! Formulas by which measurements are computed where they are not recorded.
//!
//! Each takes its inputs in the units that it names. Sums, products and quotients are exact; powers and roots go
//! through floating point and come back rounded to 6 decimals, which is far below any assay and the same on every
//! machine to that precision.
//!
//! Creatinine is taken in mg/dL. A value in umol/L arrives by the exact molar mass of its word (113.118 g/mol, 1 mg/dL =
//! 88.403 umol/L); publications and calculators round that to 88.4 or 88.42, which moves a filtration rate by less than
//! 0.03 mL/min/1.73 m2.

mod body;
mod calcium;
mod kidney;
mod qt;
#[cfg(test)]
mod tests;

pub use body::{body_mass_index, body_surface_du_bois, body_surface_mosteller};
pub use calcium::corrected_calcium;
pub use kidney::{ckd_epi_2009, ckd_epi_2021, cockcroft_gault, mdrd};
pub use qt::{qtc_bazett, qtc_fridericia};

use super::Number;

/// A formula with what it needs and what it gives.
#[derive(Clone, Copy, Debug)]
pub struct Formula {
    /// The name by which vocabularies call it.
    pub name: &'static str,
    /// The name by which people know it.
    pub title: &'static str,
    /// Where it was published.
    pub source: &'static str,
    /// What it needs, in the order in which [`Formula::compute`] takes it.
    pub inputs: &'static [Input],
    /// The unit of its result.
    pub unit: &'static str,
    compute: fn(&[Given]) -> Option<Number>,
}

/// Something that a formula needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A measurement: its usual word and the unit in which the formula takes it.
    Measurement {
        /// The word in the vocabularies of this project; others may call it differently.
        word: &'static str,
        /// The unit.
        unit: &'static str,
    },
    /// Completed years of age.
    Age,
    /// Sex.
    Sex,
}

/// A value for an [`Input`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// A measurement in the unit of the input, or completed years.
    Number(Number),
    /// Female (`true`) or male; other sexes have no value in these formulas.
    Female(bool),
}

impl Formula {
    /// The result, in [`Formula::unit`]; `None` where an input is missing, not positive, or outside what the formula is
    /// made for (the filtration rates: adults).
    #[must_use]
    pub fn compute(&self, given: &[Given]) -> Option<Number> {
        (self.compute)(given)
    }
}

/// The formula of that name.
#[must_use]
pub fn find(name: &str) -> Option<Formula> {
    ALL.iter().find(|formula| formula.name == name).copied()
}

const fn measurement(word: &'static str, unit: &'static str) -> Input {
    Input::Measurement { word, unit }
}

/// Every formula, sorted by name.
pub const ALL: &[Formula] = &[
    Formula {
        name: "bmi",
        title: "Body mass index",
        source: "Quetelet A, 1832; Keys A, et al. J Chronic Dis 1972;25:329-343",
        inputs: &[measurement("weight", "kg"), measurement("height", "cm")],
        unit: "kg/m2",
        compute: |given| match given {
            [Given::Number(weight), Given::Number(height)] => body_mass_index(*weight, *height),
            _ => None,
        },
    },
    Formula {
        name: "bsa_du_bois",
        title: "Body surface area by Du Bois",
        source: "Du Bois D, Du Bois EF. Arch Intern Med 1916;17:863-871",
        inputs: &[measurement("weight", "kg"), measurement("height", "cm")],
        unit: "m2",
        compute: |given| match given {
            [Given::Number(weight), Given::Number(height)] => body_surface_du_bois(*weight, *height),
            _ => None,
        },
    },
    Formula {
        name: "bsa_mosteller",
        title: "Body surface area by Mosteller",
        source: "Mosteller RD. N Engl J Med 1987;317:1098",
        inputs: &[measurement("weight", "kg"), measurement("height", "cm")],
        unit: "m2",
        compute: |given| match given {
            [Given::Number(weight), Given::Number(height)] => body_surface_mosteller(*weight, *height),
            _ => None,
        },
    },
    Formula {
        name: "ckd_epi_2009",
        title: "CKD-EPI 2009 creatinine equation, without the factor for race",
        source: "Levey AS, et al. Ann Intern Med 2009;150:604-612",
        inputs: &[measurement("creatinine", "mg/dL"), Input::Age, Input::Sex],
        unit: "mL/min/1.73m2",
        compute: |given| match given {
            [Given::Number(creatinine), Given::Number(age), Given::Female(female)] => {
                ckd_epi_2009(*creatinine, *age, *female)
            }
            _ => None,
        },
    },
    Formula {
        name: "ckd_epi_2021",
        title: "CKD-EPI 2021 creatinine equation",
        source: "Inker LA, et al. N Engl J Med 2021;385:1737-1749",
        inputs: &[measurement("creatinine", "mg/dL"), Input::Age, Input::Sex],
        unit: "mL/min/1.73m2",
        compute: |given| match given {
            [Given::Number(creatinine), Given::Number(age), Given::Female(female)] => {
                ckd_epi_2021(*creatinine, *age, *female)
            }
            _ => None,
        },
    },
    Formula {
        name: "cockcroft_gault",
        title: "Creatinine clearance by Cockcroft and Gault, with actual weight",
        source: "Cockcroft DW, Gault MH. Nephron 1976;16:31-41",
        inputs: &[measurement("creatinine", "mg/dL"), Input::Age, Input::Sex, measurement("weight", "kg")],
        unit: "mL/min",
        compute: |given| match given {
            [Given::Number(creatinine), Given::Number(age), Given::Female(female), Given::Number(weight)] => {
                cockcroft_gault(*creatinine, *age, *female, *weight)
            }
            _ => None,
        },
    },
    Formula {
        name: "corrected_calcium",
        title: "Calcium corrected for albumin",
        source: "Payne RB, et al. BMJ 1973;4:643-646, in the form of the USA",
        inputs: &[measurement("calcium", "mg/dL"), measurement("albumin", "g/dL")],
        unit: "mg/dL",
        compute: |given| match given {
            [Given::Number(calcium), Given::Number(albumin)] => corrected_calcium(*calcium, *albumin),
            _ => None,
        },
    },
    Formula {
        name: "mdrd",
        title: "MDRD equation for IDMS-traceable creatinine, without the factor for race",
        source: "Levey AS, et al. Ann Intern Med 2006;145:247-254",
        inputs: &[measurement("creatinine", "mg/dL"), Input::Age, Input::Sex],
        unit: "mL/min/1.73m2",
        compute: |given| match given {
            [Given::Number(creatinine), Given::Number(age), Given::Female(female)] => {
                mdrd(*creatinine, *age, *female, false)
            }
            _ => None,
        },
    },
    Formula {
        name: "qtcb",
        title: "QT interval corrected by Bazett",
        source: "Bazett HC. Heart 1920;7:353-370",
        inputs: &[measurement("qt_interval", "ms"), measurement("heart_rate", "/min")],
        unit: "ms",
        compute: |given| match given {
            [Given::Number(qt), Given::Number(rate)] => qtc_bazett(*qt, *rate),
            _ => None,
        },
    },
    Formula {
        name: "qtcf",
        title: "QT interval corrected by Fridericia",
        source: "Fridericia LS. Acta Med Scand 1920;53:469-486",
        inputs: &[measurement("qt_interval", "ms"), measurement("heart_rate", "/min")],
        unit: "ms",
        compute: |given| match given {
            [Given::Number(qt), Given::Number(rate)] => qtc_fridericia(*qt, *rate),
            _ => None,
        },
    },
];

/// Whether a quantity can stand in a quotient or under a root.
fn positive(values: &[Number]) -> bool {
    values.iter().all(|value| *value > Number::ZERO)
}

/// How a result of powers and roots comes back from floating point.
fn rounded(value: f64) -> Option<Number> {
    Number::from_rounded(value, 6)
}
