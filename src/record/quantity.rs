//! From a written quantity to a datum in a unit of the word.

use super::amount::{self, NoAmount, Written};
use super::node::Node;
use super::reading::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::value::{Conversion, Number, Range, UnitProblem};
use crate::vocabulary::{Datum, UnitId, WordId, builtin};

/// A quantity in a unit of the word.
pub(super) struct Quantity {
    pub(super) range: Range,
    pub(super) unit: UnitId,
    pub(super) conversion: Conversion,
}

/// The units of doses, most usual first.
pub(super) const DOSES: &[UnitId] = &[
    builtin::unit::MG,
    builtin::unit::MG_PER_KG,
    builtin::unit::MG_PER_M2,
    builtin::unit::IU,
    builtin::unit::IU_PER_KG,
    builtin::unit::CELLS,
    builtin::unit::CELLS_PER_KG,
];

/// The units of daily doses.
pub(super) const DAILY_DOSES: &[UnitId] =
    &[builtin::unit::MG_PER_DAY, builtin::unit::MG_PER_KG_DAY, builtin::unit::MG_PER_M2_DAY, builtin::unit::IU_PER_DAY];

impl Reading<'_, '_, '_> {
    /// A quantity in the first of the units to which it converts; `None` with a finding where there is none. The unit may
    /// stand apart from the number.
    pub(super) fn quantity(
        &mut self,
        node: &Node<'_>,
        apart: Option<&str>,
        word: WordId,
        units: &[UnitId],
    ) -> Result<Quantity, String> {
        let text = node.text().unwrap_or_default();
        let written = amount::read(text).map_err(|problem| self.no_amount(node, text, &problem))?;
        let unit = match (written.unit, apart) {
            ("", Some(unit)) => unit,
            (unit, None) => unit,
            (inside, Some(unit)) if inside == unit => unit,
            (inside, Some(unit)) => {
                let message = format!("the value is in `{inside}` and its unit is `{unit}`");
                self.report(Diagnostic::new(Code::RecordUnit, node.at, message).help("keep one of the two"));
                return Err("it has two units".to_owned());
            }
        };
        self.convert(node, &written, unit, word, units)
    }

    fn convert(
        &mut self,
        node: &Node<'_>,
        written: &Written<'_>,
        unit: &str,
        word: WordId,
        units: &[UnitId],
    ) -> Result<Quantity, String> {
        if unit.is_empty() && !units.contains(&builtin::unit::ONE) {
            return Err(self.no_unit(node, word, units));
        }
        let mut problem: Option<UnitProblem> = None;
        for to in units {
            match self.lookup.conversion(unit, word, *to) {
                Ok(conversion) => match conversion.apply_to_range(&written.range) {
                    Some(range) => return Ok(Quantity { range, unit: *to, conversion }),
                    None => {
                        let why = "it cannot be converted exactly";
                        self.report(Diagnostic::new(Code::BadNumber, node.at, format!("of this number, {why}")));
                        return Err(why.to_owned());
                    }
                },
                Err(found) => problem = problem.or(Some(found)),
            }
        }
        let Some(problem) = problem else { return Err("it is no quantity".to_owned()) };
        let mut finding = Diagnostic::new(Code::RecordUnit, node.at, problem.message.clone());
        finding.reason.clone_from(&problem.reason);
        finding.help = problem.help().or_else(|| Some(format!("write it in {}", self.unit_names(units))));
        self.report(finding);
        Err(problem.message)
    }

    fn no_unit(&mut self, node: &Node<'_>, word: WordId, units: &[UnitId]) -> String {
        let name = &self.vocabulary().word(word).name;
        let text = node.text().unwrap_or_default();
        let message = format!("`{text}` of `{name}` has no unit");
        let likely = units.first().map_or("", |unit| self.vocabulary().unit(*unit));
        let finding = Diagnostic::new(Code::NoUnit, node.at, message);
        let finding = finding.reason("a number without its unit could be any amount, so the value is not used");
        self.report(finding.help(format!("if that is meant, write `{text} {likely}`")));
        "it has no unit".to_owned()
    }

    fn no_amount(&mut self, node: &Node<'_>, text: &str, problem: &NoAmount) -> String {
        let finding = Diagnostic::new(Code::BadNumber, node.at, format!("`{text}` is not an amount"));
        let (finding, why) = match problem {
            NoAmount::NotANumber => {
                (finding.help("write a number with its unit, such as `0.8 g/g` or `< 0.2 mg/dL`"), "it is not a number")
            }
            NoAmount::OutOfRange => {
                (finding.reason("a number has at most 18 digits"), "its number is too large or too long")
            }
            NoAmount::Comma(meant) => (
                finding
                    .reason("a comma can stand for a decimal point or between thousands")
                    .help(format!("did you mean `{meant}`?")),
                "its comma can be read in two ways",
            ),
        };
        self.report(finding);
        why.to_owned()
    }

    pub(super) fn unit_names(&self, units: &[UnitId]) -> String {
        let names = units.iter().map(|unit| format!("`{}`", self.vocabulary().unit(*unit)));
        names.collect::<Vec<_>>().join(", ")
    }

    /// A number of an attribute or dose, with a finding where it is none.
    pub(super) fn plain_quantity(&mut self, node: &Node<'_>, word: WordId, units: &[UnitId]) -> Option<Datum> {
        if node.text().is_none() {
            self.wrong_shape(node, "the value", "a number with its unit");
            return None;
        }
        self.quantity(node, None, word, units).ok().map(|found| Datum::Quantity(found.range, found.unit))
    }
}

/// Whether a range is certainly outside of two bounds.
pub(super) fn outside(range: &Range, bounds: (Number, Number)) -> bool {
    use crate::value::{Comparison, Truth};
    range.compare(Comparison::Less, &Range::point(bounds.0)) == Truth::Met
        || range.compare(Comparison::Greater, &Range::point(bounds.1)) == Truth::Met
}
