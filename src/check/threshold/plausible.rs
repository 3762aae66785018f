//! W0404: an implausible threshold.

use crate::check::checker::Checker;
use crate::check::names::Context;
use crate::check::program::{Measure, ValueId, ValueNode};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::syntax::tree::{Expr, ExprKind};
use crate::value::Number;
use crate::vocabulary::{UnitId, WordId};

/// Units to try for a threshold that fits no patient in the one that is written.
const CANDIDATES: &[&str] = &[
    "umol/L", "mmol/L", "nmol/L", "g/g", "mg/g", "mg/mmol", "g/mol", "mg/dL", "g/dL", "g/L", "mg/L", "ug/L", "ng/mL",
    "pmol/L", "10*9/L", "/uL", "10*3/uL", "10*12/L", "g/day", "mg/day", "%", "kg", "g", "cm", "m", "U/L", "ukat/L",
];

impl<'a> Checker<'a> {
    /// Tells of a threshold that no result of the word can plausibly reach, and of the unit that was probably meant.
    pub(crate) fn implausible(&mut self, cx: &Context<'a>, right: &'a Expr, left: ValueId, threshold: ValueId) {
        let measure = match self.nodes.value_node(left) {
            Some(ValueNode::Measure { measure, .. } | ValueNode::Subject(measure) | ValueNode::It(measure)) => measure,
            _ => return,
        };
        if *measure != Measure::Result {
            return;
        }
        let shape = self.nodes.shape(left);
        let (Some(number), Some(unit), [word]) = (self.known_number(threshold), shape.unit, shape.of.as_slice()) else {
            return;
        };
        let Some((low, high)) = self.vocabulary.word(*word).plausible else { return };
        // What is plausible is declared in the unit in which results are kept.
        if self.vocabulary.word(*word).kept_unit().is_some_and(|kept| kept != unit) {
            return;
        }
        if low <= number && number <= high {
            return;
        }
        let kept = self.unit_text(unit).to_owned();
        let name = self.vocabulary.word(*word).name.clone();
        let written = self.text(cx.file, right.span).to_owned();
        let message = format!("{name} {written} is implausible");
        let mut found = Diagnostic::new(Code::ImplausibleThreshold, right.span, message)
            .reason(format!("results lie between {low} and {high} {kept}, and this is {number} {kept}"));
        match self.meant_unit(right, *word, unit, (low, high)) {
            Some((amount, meant)) => {
                found.help = Some(format!("did you mean {meant}?"));
                let replacement = format!("{amount} {meant}");
                found.fixes.push(Fix::write(right.span, replacement));
            }
            None => found.help = Some("check the number and its unit against the protocol".to_owned()),
        }
        self.report(cx, found);
    }

    /// The first unit in which the written number would be plausible.
    fn meant_unit(
        &mut self,
        right: &'a Expr,
        word: WordId,
        kept: UnitId,
        (low, high): (Number, Number),
    ) -> Option<(String, &'static str)> {
        let ExprKind::Amount(amount) = &right.kind else { return None };
        let number = Number::parse(&amount.number)?;
        let written = amount.unit.as_ref().map(|unit| unit.text.as_str());
        let fits = |checker: &mut Checker<'a>, unit: &str| {
            let converted = checker.in_unit(number, Some(unit), kept, &[word]).ok();
            converted.is_some_and(|number| low <= number && number <= high)
        };
        let meant = CANDIDATES.iter().find(|unit| written != Some(**unit) && fits(self, unit))?;
        Some((amount.number.clone(), meant))
    }
}
