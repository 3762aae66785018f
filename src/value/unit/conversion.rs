use super::atom::Scale;
use super::{Unit, UnitProblem};
use crate::value::{Limit, Number, Range};

/// How values in one unit become values in another: times a factor, plus a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    factor: Number,
    plus: Number,
    by_molar_mass: bool,
}

impl Conversion {
    /// Nothing to do.
    pub const SAME: Conversion = Conversion { factor: Number::ONE, plus: Number::ZERO, by_molar_mass: false };

    /// The exact conversion. The molar mass is in g/mol and only looked at where one side counts mass and the other
    /// amount of substance.
    ///
    /// # Errors
    ///
    /// [`UnitProblem`] where the two measure different things, where a molar mass is missing, or where the factor
    /// cannot be computed exactly.
    pub fn between(from: &Unit, to: &Unit, molar_mass: Option<Number>) -> Result<Conversion, UnitProblem> {
        if from == to {
            return Ok(Conversion::SAME);
        }
        let moles = from.dimension.of("mol") - to.dimension.of("mol");
        let grams = from.dimension.of("g") - to.dimension.of("g");
        let by_molar_mass = moles != 0;
        if from.dimension.without(&["mol", "g"]) != to.dimension.without(&["mol", "g"]) || moles + grams != 0 {
            return Err(different(from, to));
        }
        let molar = match (by_molar_mass, molar_mass) {
            (false, _) => Some(Scale::ONE),
            (true, Some(mass)) if mass > Number::ZERO => Scale::of(mass).and_then(|mass| mass.power(moles)),
            (true, _) => return Err(needs_molar_mass(from, to)),
        };
        let inexact = || {
            UnitProblem::new(format!("`{}` and `{}` convert by no exact factor", shown(from), shown(to)))
                .because("a rounded factor could move a value across a threshold")
        };
        if !(from.exact && to.exact) {
            return Err(inexact());
        }
        let scale = molar.and_then(|molar| from.scale.over(to.scale)?.times(molar)).ok_or_else(inexact)?;
        let factor = scale.number().ok_or_else(inexact)?;
        let plus = from.offset.times(factor).and_then(|moved| moved.minus(to.offset)).ok_or_else(inexact)?;
        Ok(Conversion { factor, plus, by_molar_mass })
    }

    /// The factor, where nothing is added.
    #[must_use]
    pub fn factor(&self) -> Option<Number> {
        (self.plus == Number::ZERO).then_some(self.factor)
    }

    /// Whether values stay as they are.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.factor == Number::ONE && self.plus == Number::ZERO
    }

    /// Whether the molar mass was needed.
    #[must_use]
    pub fn by_molar_mass(&self) -> bool {
        self.by_molar_mass
    }

    /// The value in the other unit; `None` where it does not fit.
    #[must_use]
    pub fn apply(&self, value: Number) -> Option<Number> {
        if self.is_same() { Some(value) } else { value.times(self.factor)?.plus(self.plus) }
    }

    /// The range in the other unit; `None` where an end does not fit.
    #[must_use]
    pub fn apply_to_range(&self, range: &Range) -> Option<Range> {
        let limit = |limit: Limit| {
            Some(match limit {
                Limit::Open => Limit::Open,
                Limit::At(value) => Limit::At(self.apply(value)?),
                Limit::Beyond(value) => Limit::Beyond(self.apply(value)?),
            })
        };
        Some(Range { low: limit(range.low)?, high: limit(range.high)? })
    }
}

fn shown(unit: &Unit) -> &str {
    if unit.text.is_empty() { "a number without unit" } else { &unit.text }
}

fn needs_molar_mass(from: &Unit, to: &Unit) -> UnitProblem {
    UnitProblem::new(format!("`{}` and `{}` convert only through a molar mass", shown(from), shown(to)))
        .because("one counts mass and the other amount of substance, and no molar mass is declared")
}

fn different(from: &Unit, to: &Unit) -> UnitProblem {
    let problem = UnitProblem::new(format!("`{}` does not convert to `{}`", shown(from), shown(to)));
    let surface = from.dimension.of("{1.73_m2}") != to.dimension.of("{1.73_m2}");
    let dimer = ["{FEU}", "{DDU}"].iter().any(|base| from.dimension.of(base) != to.dimension.of(base));
    let arbitrary = |unit: &Unit| unit.dimension.0.iter().any(|(base, _)| base.starts_with('['));
    let equivalents = |unit: &Unit| unit.dimension.of("eq") != 0;
    let calendar = |unit: &Unit| unit.dimension.of("month") != 0;
    if surface {
        problem.because("a rate per 1.73 m2 of body surface is not the rate of this body")
    } else if dimer {
        problem.because("D-dimer in FEU and in DDU are two scales, and a plain mass does not say which")
    } else if equivalents(from) || equivalents(to) {
        problem.because("equivalents are moles only for ions of charge one")
    } else if calendar(from) || calendar(to) {
        problem.because("months and years are calendar time and have no fixed number of days")
    } else if arbitrary(from) || arbitrary(to) {
        problem.because("arbitrary units are set by each assay and convert only to themselves")
    } else {
        problem.because("they measure different things")
    }
}
