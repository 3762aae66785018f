//! W0404: an implausible threshold.

use crate::check::checker::Checker;
use crate::check::names::Context;
use crate::check::program::{Measure, ValueId, ValueNode};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::syntax::tree::{Expr, ExprKind, ReferenceLimit};
use crate::value::{Length, Number};
use crate::vocabulary::builtin::unit;
use crate::vocabulary::{UnitId, WordId};

/// Units to try for a threshold that fits no patient in the one that is written.
const CANDIDATES: &[&str] = &[
    "umol/L", "mmol/L", "nmol/L", "g/g", "mg/g", "mg/mmol", "g/mol", "mg/dL", "g/dL", "g/L", "mg/L", "ug/L", "ng/mL",
    "pmol/L", "10*9/L", "/uL", "10*3/uL", "10*12/L", "g/day", "mg/day", "%", "kg", "g", "cm", "m", "U/L", "ukat/L",
];

/// The largest multiple of a limit of normal that protocols write, and into how many parts they divide it, with room on both sides.
const MULTIPLES_OF_UPPER: (i64, i64) = (100, 10);
const MULTIPLES_OF_LOWER: (i64, i64) = (10, 20);

/// Years that hardly anybody lives.
const LONGEST_LIFE: i64 = 110;

impl<'a> Checker<'a> {
    /// Tells of a threshold that no result of the word can plausibly reach, and of the unit that was probably meant.
    pub(crate) fn implausible(&mut self, cx: &Context<'a>, right: &'a Expr, left: ValueId, threshold: ValueId) {
        let measure = match self.nodes.value_node(left) {
            Some(ValueNode::Measure { measure, .. } | ValueNode::Subject(measure) | ValueNode::It(measure)) => measure,
            Some(ValueNode::Age(_) | ValueNode::TimeSince { .. }) => {
                return self.beyond_life(cx, right, left, threshold);
            }
            _ => return,
        };
        let multiple = match measure {
            Measure::Result => None,
            Measure::OverUpper => Some((ReferenceLimit::Upper, MULTIPLES_OF_UPPER)),
            Measure::OverLower => Some((ReferenceLimit::Lower, MULTIPLES_OF_LOWER)),
            _ => return,
        };
        if let Some((limit, range)) = multiple {
            return self.implausible_multiple(cx, right, threshold, limit, range);
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

    /// Tells of `300 x ULN`: most often the number of the result itself.
    fn implausible_multiple(
        &mut self,
        cx: &Context<'a>,
        right: &'a Expr,
        factor: ValueId,
        limit: ReferenceLimit,
        (most, parts): (i64, i64),
    ) {
        let (Some(factor), Some(least)) = (self.known_number(factor), Number::ratio(1, parts.into())) else { return };
        if least <= factor && factor <= Number::whole(most) {
            return;
        }
        let (name, which) = match limit {
            ReferenceLimit::Upper => ("ULN", "upper"),
            ReferenceLimit::Lower => ("LLN", "lower"),
        };
        let found =
            Diagnostic::new(Code::ImplausibleThreshold, right.span, format!("{factor} x {name} is implausible"))
                .reason(format!("protocols write multiples of the {which} limit of normal between {least} and {most}"))
                .help("check it against the protocol: if the number is a result, write its unit in place of the limit");
        self.report(cx, found);
    }

    /// Tells of an age, or a time since something, that nobody lives to see. What no age can reach at all is told as never true.
    fn beyond_life(&mut self, cx: &Context<'a>, right: &'a Expr, left: ValueId, threshold: ValueId) {
        let is_age = matches!(self.nodes.value_node(left), Some(ValueNode::Age(_)));
        let shape = self.nodes.shape(left);
        let (Some(number), Some(unit)) = (self.known_number(threshold), shape.unit) else { return };
        let a_year = match unit {
            unit::YEARS => Number::ONE,
            unit::MONTHS => Number::whole(12),
            unit::DAYS => Number::whole(366),
            _ => return,
        };
        let Some(most) = a_year.times(Number::whole(LONGEST_LIFE)) else { return };
        let told = shape.bounds.is_some_and(|(_, high)| high.is_some_and(|high| number >= high));
        if number <= most || told {
            return;
        }
        self.longer_than_life(cx, right, if is_age { "an age" } else { "a time" });
    }

    /// Tells of `lasting at least 300 years`.
    pub(crate) fn implausible_length(&mut self, cx: &Context<'a>, written: &'a Expr, length: Length) {
        let longest = match length {
            Length::Days(days) => i64::from(days) > LONGEST_LIFE * 366,
            Length::Months(months) => i64::from(months) > LONGEST_LIFE * 12,
            Length::HalfLives(_) => false,
        };
        if longest {
            self.longer_than_life(cx, written, "a time");
        }
    }

    fn longer_than_life(&mut self, cx: &Context<'a>, written: &'a Expr, what: &str) {
        let text = self.text(cx.file, written.span);
        let found =
            Diagnostic::new(Code::ImplausibleThreshold, written.span, format!("{what} of {text} is implausible"))
                .reason(format!("hardly anybody has lived for {LONGEST_LIFE} years"))
                .help("check the number and its unit against the protocol: perhaps weeks, months or days were meant");
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
