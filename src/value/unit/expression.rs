//! The size of a whole expression: products, quotients and powers of atoms.

use super::atom::{self, Scale};
use super::{Dimension, Unit, UnitProblem};
use crate::value::Number;
use octofhir_ucum::UnitExpr;

/// Annotations that change what is measured, as base units of their own: where they stand and which base they are.
const KEPT: &[(&str, &str)] = &[("1.73_m2", "{1.73_m2}"), ("FEU", "{FEU}"), ("DDU", "{DDU}")];

/// The two UCUM atoms of the number ten.
const TEN: [&str; 2] = ["10*", "10^"];

/// Reads canonical text; `written` is for the message.
pub(super) fn read(written: &str, canonical: &str) -> Result<Unit, UnitProblem> {
    if canonical.is_empty() {
        return Ok(unity());
    }
    let tree = octofhir_ucum::parse_expression(canonical).map_err(|_| unknown(written))?;
    let mut unit = measure(written, &tree)?;
    unit.text = canonical.to_owned();
    Ok(unit)
}

fn unity() -> Unit {
    Unit { text: String::new(), dimension: Dimension::default(), scale: Scale::ONE, offset: Number::ZERO, exact: true }
}

fn unknown(written: &str) -> UnitProblem {
    let written = written.trim();
    let problem = UnitProblem::new(format!("`{written}` is not a unit"));
    match super::nearest::nearest(written) {
        Some(near) => problem.suggest(near),
        None => problem.because("units are written in UCUM: `mg/dL`, `10*9/L`, `mL/min/1.73m2`, `[IU]/mL`"),
    }
}

fn too_large(written: &str) -> UnitProblem {
    UnitProblem::new(format!("the size of `{}` cannot be computed exactly", written.trim()))
}

fn measure(written: &str, tree: &UnitExpr) -> Result<Unit, UnitProblem> {
    match tree {
        UnitExpr::Symbol(symbol) => symbol_of(written, symbol),
        UnitExpr::Numeric(number) => {
            let (digits, tens) = number.to_integer_and_exponent();
            let scale = Scale::decimal(digits, tens).ok_or_else(|| too_large(written))?;
            Ok(Unit { scale, ..unity() })
        }
        UnitExpr::Power(base, exponent) if matches!(&**base, UnitExpr::Symbol(ten) if TEN.contains(&ten.as_str())) => {
            let scale = Scale::decimal(1, *exponent).ok_or_else(|| too_large(written))?;
            Ok(Unit { scale, ..unity() })
        }
        UnitExpr::Power(base, exponent) => raise(written, measure(written, base)?, *exponent),
        UnitExpr::Annotation(text) => Ok(annotated(unity(), text)),
        UnitExpr::Annotated(inner, text) => Ok(annotated(measure(written, inner)?, text)),
        UnitExpr::Product(parts) => {
            let mut out = unity();
            for part in parts {
                out = multiply(written, out, measure(written, part)?, parts.len() == 1)?;
            }
            Ok(out)
        }
        UnitExpr::Quotient(top, bottom) => {
            let (top, bottom) = (measure(written, top)?, measure(written, bottom)?);
            multiply(written, top, raise(written, bottom, -1)?, false)
        }
        UnitExpr::Reciprocal(inner) => raise(written, measure(written, inner)?, -1),
    }
}

fn symbol_of(written: &str, symbol: &str) -> Result<Unit, UnitProblem> {
    if TEN.contains(&symbol) {
        return Err(UnitProblem::new(format!("`{}` has a 10 without its power", written.trim()))
            .because("counts are written as `10^9/L`"));
    }
    let atom = atom::find(symbol).ok_or_else(|| unknown(written))?;
    Ok(Unit {
        text: String::new(),
        dimension: atom.dimension,
        scale: atom.scale,
        offset: atom.offset,
        exact: atom.exact,
    })
}

fn annotated(mut unit: Unit, text: &str) -> Unit {
    if let Some((_, base)) = KEPT.iter().find(|(kept, _)| *kept == text) {
        unit.dimension.add(base, 1);
    }
    unit
}

fn raise(written: &str, unit: Unit, exponent: i32) -> Result<Unit, UnitProblem> {
    proper(written, &unit)?;
    let scale = unit.scale.power(exponent).ok_or_else(|| too_large(written))?;
    let dimension = Dimension(
        unit.dimension
            .0
            .into_iter()
            .map(|(base, power)| (base, power * exponent))
            .filter(|(_, power)| *power != 0)
            .collect(),
    );
    Ok(Unit { scale, dimension, ..unity() }.exactly(unit.exact))
}

fn multiply(written: &str, left: Unit, right: Unit, alone: bool) -> Result<Unit, UnitProblem> {
    if alone {
        return Ok(right);
    }
    proper(written, &left)?;
    proper(written, &right)?;
    let scale = left.scale.times(right.scale).ok_or_else(|| too_large(written))?;
    let mut dimension = left.dimension;
    right.dimension.0.into_iter().for_each(|(base, power)| dimension.add(base, power));
    Ok(Unit { scale, dimension, ..unity() }.exactly(left.exact && right.exact))
}

impl Unit {
    fn exactly(mut self, exact: bool) -> Unit {
        self.exact = exact;
        self
    }
}

/// A temperature with its own zero takes no part in products.
fn proper(written: &str, unit: &Unit) -> Result<(), UnitProblem> {
    if unit.offset == Number::ZERO {
        return Ok(());
    }
    Err(UnitProblem::new(format!("`{}` multiplies a temperature whose zero is arbitrary", written.trim()))
        .because("only kelvin can be multiplied and divided"))
}
