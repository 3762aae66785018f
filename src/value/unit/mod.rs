//! Units of measurement, as clinicians write them, with exact conversions.
//!
//! The notation is UCUM (Schadow G, McDonald CJ. The Unified Code for Units of Measure, 2.2, Regenstrief Institute 2024)
//! with the spellings of everyday reports on top. What UCUM says is not always what a report means, so some atoms have
//! another meaning here:
//!
//! - `mol` is a dimension of its own and not a number: umol/L and 10*9/L never compare; mass and amount of substance
//!   convert through a molar mass only;
//! - arbitrary units convert to themselves only, and so do `[HPF]`, `[LPF]`, equivalents and osmoles;
//! - `/{1.73_m2}`, `{FEU}` and `{DDU}` are kept, other annotations are not;
//! - months and years are calendar time and do not convert to days;
//! - `K/uL` counts thousands and is not kelvin.

mod alias;
mod atom;
mod conversion;
mod expression;
mod nearest;
mod problem;
#[cfg(test)]
mod tests;
mod words;

pub use conversion::Conversion;
pub use nearest::common;
pub use problem::UnitProblem;

use super::Number;
use atom::Scale;
use std::fmt;

/// A unit that was understood: its text and its exact size in base units.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Canonical UCUM text.
    text: String,
    /// What it measures.
    dimension: Dimension,
    /// How many base units it is.
    scale: Scale,
    /// What is added to a value before it is scaled: 273.15 for `Cel`.
    offset: Number,
    /// Whether the size is known exactly; an angle in degrees is not.
    exact: bool,
}

/// Exponents of base units, sorted by name, without zeros.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Dimension(Vec<(&'static str, i32)>);

impl Unit {
    /// Reads a unit: `mL/min/1.73m2`, `10^9/L`, `µmol/L`, `[IU]/mL`, `g/24h`, `mg/kg/day`; the empty text and `1` are the
    /// pure number.
    ///
    /// # Errors
    ///
    /// [`UnitProblem`] says why the text is no unit, or why it would mean something else than it seems to, and what to
    /// write instead.
    pub fn parse(text: &str) -> Result<Unit, UnitProblem> {
        let canonical = alias::canonical(text)?;
        expression::read(text, &canonical)
    }

    /// The canonical UCUM text; empty for the pure number.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a number without dimension, such as `%` or `g/g`.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.dimension.0.is_empty()
    }

    /// Whether values in both units can be compared once converted.
    #[must_use]
    pub fn converts_to(&self, other: &Unit, molar_mass: Option<Number>) -> bool {
        Conversion::between(self, other, molar_mass).is_ok()
    }
}

/// The exact factor by which a value in `from` is multiplied to give the value in `to`; `None` where there is none
/// (another dimension, an arbitrary unit, no molar mass) or where a number is added too (temperatures: see
/// [`Conversion`]).
#[must_use]
pub fn conversion(from: &Unit, to: &Unit, molar_mass: Option<Number>) -> Option<Number> {
    Conversion::between(from, to, molar_mass).ok()?.factor()
}

impl Dimension {
    /// With so many more of a base unit.
    fn add(&mut self, base: &'static str, exponent: i32) {
        match self.0.binary_search_by(|(name, _)| name.cmp(&base)) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 += exponent;
                }
            }
            Err(at) => self.0.insert(at, (base, exponent)),
        }
        self.0.retain(|(_, exponent)| *exponent != 0);
    }

    /// The exponent of a base unit.
    fn of(&self, base: &str) -> i32 {
        self.0.iter().find(|(name, _)| *name == base).map_or(0, |(_, exponent)| *exponent)
    }

    /// The same without a base unit.
    fn without(&self, bases: &[&str]) -> Vec<(&'static str, i32)> {
        self.0.iter().filter(|(name, _)| !bases.contains(name)).copied().collect()
    }
}

/// Two units are the same if they measure the same on the same scale, however they are written.
impl PartialEq for Unit {
    fn eq(&self, other: &Unit) -> bool {
        self.dimension == other.dimension
            && self.scale == other.scale
            && self.offset == other.offset
            && (self.exact && other.exact || self.text == other.text)
    }
}

impl Eq for Unit {}

impl fmt::Display for Unit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}
