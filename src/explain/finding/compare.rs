//! A value against a threshold: `UPCR 0.8 g/g on 2026-11-02 (19 days old); needs > 1 g/g; short by 0.2 g/g`.

use super::super::case::Case;
use super::super::explanation::{Fact, Finding};
use super::margin::Sides;
use super::said_with_needs;
use crate::check::{Measure, TruthId, ValueId, ValueNode};
use crate::evaluate::Reason;
use crate::value::{Comparison, Number, Truth};
use crate::vocabulary::Datum;
use crate::wording::unit::{clinical_text, shown_apart};
use crate::wording::words::{amount, number_and_unit, with_unit};

impl Case<'_> {
    pub(super) fn compared(
        &self,
        id: TruthId,
        left: ValueId,
        comparison: Comparison,
        right: ValueId,
        wanted: bool,
    ) -> Finding {
        let needed = format!("{} {}", sign(comparison), self.threshold(left, right));
        let mut finding = self.about_value(id, left, &needed, wanted);
        if !matches!(self.program.value(right).node, ValueNode::Constant(_)) {
            self.lean_on_other_side(&mut finding, right);
        }
        let aimed = if wanted { comparison } else { comparison.negated() };
        finding.aim = format!("{} {} {}", self.value_name(left), sign(aimed), self.plain_threshold(left, right));
        let sides = self.sides(left, right);
        finding.margin = sides.as_ref().and_then(|sides| sides.margin(comparison, wanted, finding.bearing));
        self.finish(finding, left, sides.as_ref())
    }

    pub(super) fn between(
        &self,
        id: TruthId,
        value: ValueId,
        low: ValueId,
        high: ValueId,
        high_belongs: bool,
        wanted: bool,
    ) -> Finding {
        let (from, to) = (self.threshold(value, low), self.threshold(value, high));
        // A unit that both ends share is said once.
        let from = match (from.split_once(' '), to.split_once(' ')) {
            (Some((number, unit)), Some((_, same))) if unit == same => number.to_owned(),
            _ => from,
        };
        let needed = if high_belongs { format!("{from} to {to}") } else { format!("from {from} to below {to}") };
        let mut finding = self.about_value(id, value, &needed, wanted);
        finding.aim = format!("{} {}{needed}", self.value_name(value), if wanted { "" } else { "outside " });
        let low_side = self.sides(value, low);
        let high_side = self.sides(value, high);
        finding.margin = nearer_margin(low_side.as_ref(), high_side.as_ref(), high_belongs, wanted, &finding);
        self.finish(finding, value, low_side.as_ref())
    }

    /// A finding about a value: its facts, its reasons, its window, what is needed.
    pub(super) fn about_value(&self, id: TruthId, value: ValueId, needed: &str, wanted: bool) -> Finding {
        let mut finding = self.blank(id, wanted);
        finding.subject = self.value_name(value);
        finding.needs = Some(format!("{} {needed}", if wanted { "needs" } else { "excludes" }));
        let facts = self.facts(&self.events_behind(value));
        self.lean_on_facts(&mut finding, facts);
        // The open items of a score follow as parts; their reasons need not be said twice.
        let score = self.score_behind(value).is_some();
        let own = |reason: &&Reason| !score || matches!(reason, Reason::ItemsUnknown { .. });
        finding.reasons = self.reasons_in_words(self.reasons(id).iter().filter(own), &self.asking(id));
        if let Some(outcome) = self.outcome(value) {
            self.lean_on_reasons(&mut finding, outcome.reasons.iter().filter(own));
        }
        if let Some(events) = self.events_of(value) {
            finding.window = self.window_of(events);
            self.lean_on_closed_list(&mut finding, value, events);
        }
        self.add_score_items(&mut finding, value);
        finding
    }

    fn lean_on_other_side(&self, finding: &mut Finding, right: ValueId) {
        let seen = finding.facts.iter().filter_map(|fact| fact.event).collect::<Vec<_>>();
        let facts: Vec<Fact> = self.facts(&self.events_behind(right));
        let new = facts.into_iter().filter(|fact| fact.event.is_none_or(|event| !seen.contains(&event))).collect();
        self.lean_on_facts(finding, new);
        if let Some(outcome) = self.outcome(right) {
            self.lean_on_reasons(finding, &outcome.reasons);
        }
    }

    /// Puts what was found, what is needed and by how much into one line.
    pub(super) fn finish(&self, finding: Finding, value: ValueId, sides: Option<&Sides>) -> Finding {
        let own: Vec<_> = self.events_behind(value);
        let facts: Vec<Fact> =
            finding.facts.iter().filter(|fact| fact.event.is_some_and(|event| own.contains(&event))).cloned().collect();
        let mut words = self.value_found(value, &facts, sides);
        if let Some(converted) = self.converted(value, sides) {
            words = format!("{words}, that is {converted}");
        }
        if finding.truth == Truth::Unknown && too_little(&finding) {
            words.clear();
        }
        said_with_needs(finding, words)
    }

    /// The value in the rule's unit, where the record writes it in another.
    fn converted(&self, value: ValueId, sides: Option<&Sides>) -> Option<String> {
        let sides = sides?;
        let known = sides.value.known()?;
        self.otherwise_written(value, sides)?;
        Some(amount(&shown_apart(known, Some(sides.threshold)), &sides.unit))
    }

    /// The threshold in the unit in which the record writes the result, where the rule writes another.
    fn threshold_as_recorded(&self, value: ValueId, sides: &Sides) -> Option<String> {
        let known = sides.value.known()?;
        let (number, unit) = self.otherwise_written(value, sides)?;
        let threshold = sides.threshold.times(number)?.over(known)?;
        Some(amount(&shown_apart(threshold, Some(number)), &unit))
    }

    /// The result as the record writes it, where its number is another than in the rule's unit.
    fn otherwise_written(&self, value: ValueId, sides: &Sides) -> Option<(Number, String)> {
        let plain = matches!(
            self.program.value(value).node,
            ValueNode::Measure { measure: Measure::Result | Measure::OverUpper | Measure::OverLower, .. }
        );
        let [event] = self.outcome(value)?.facts.as_slice() else {
            return None;
        };
        let event = self.event(*event)?;
        let (number, unit) = number_and_unit(event.more.as_ref()?.written.as_deref()?)?;
        (plain && unit != sides.unit && Some(number) != sides.value.known()).then(|| (number, unit.to_owned()))
    }

    /// The right side as the rule writes it; a name is followed by what it stands for.
    pub(super) fn threshold(&self, left: ValueId, right: ValueId) -> String {
        let node = self.program.value(right);
        let text = self.asked(node);
        if let Some(by_limit) = self.threshold_by_limit(left, right, &text) {
            return by_limit;
        }
        let value = self.threshold_datum(right).map(|datum| self.datum(datum));
        match (&node.node, value) {
            (ValueNode::Constant(_), value) => self.constant_as_written(left, right, value),
            (_, Some(value)) if value.starts_with(|letter: char| letter.is_ascii_digit()) => {
                format!("{value} ({})", self.readable(&text))
            }
            (_, Some(value)) => format!("{}, which is {value}", self.readable(&text)),
            (_, None) => self.readable(&text),
        }
    }

    /// The threshold without what stands beside it.
    fn plain_threshold(&self, left: ValueId, right: ValueId) -> String {
        let written = self.program.written.get(&right);
        written.map_or_else(|| self.threshold(left, right), |written| clinical_text(&written.text))
    }

    /// `2.5 mg/dL (≈221 µmol/L, parameter "Highest creatinine")`: as written, then in the unit of the result, then by
    /// which name the rule calls it.
    fn constant_as_written(&self, left: ValueId, right: ValueId, value: Option<String>) -> String {
        let written = self.program.written.get(&right);
        let text = written.map_or_else(|| self.asked(self.program.value(right)), |written| written.text.clone());
        let plain = text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-');
        let mut beside: Vec<String> = Vec::new();
        beside.extend(self.sides(left, right).and_then(|sides| self.threshold_as_recorded(left, &sides)));
        beside.extend(written.and_then(|written| written.title.as_ref()).map(|title| format!("parameter \"{title}\"")));
        let said = match value {
            Some(value) if !plain => {
                beside.extend((!text.is_empty()).then(|| self.readable(&text)));
                value
            }
            _ => clinical_text(&text),
        };
        if beside.is_empty() { said } else { format!("{said} ({})", beside.join(", ")) }
    }

    /// `3 x ULN (120 U/L)`.
    fn threshold_by_limit(&self, left: ValueId, right: ValueId, text: &str) -> Option<String> {
        let limit = match &self.program.value(left).node {
            ValueNode::Measure { measure: Measure::OverUpper, .. } => "ULN",
            ValueNode::Measure { measure: Measure::OverLower, .. } => "LLN",
            _ => return None,
        };
        let Some(Datum::Quantity(times, _)) = self.threshold_datum(right) else {
            return None;
        };
        let text =
            if text.contains(limit) { text.replace(" x ", " × ") } else { format!("{} × {limit}", times.known()?) };
        let sides = self.sides(left, right);
        Some(
            sides.map_or_else(|| text.clone(), |sides| format!("{text} ({})", with_unit(sides.threshold, &sides.unit))),
        )
    }
}

/// Whether the facts of an open finding are named by its reasons already.
fn too_little(finding: &Finding) -> bool {
    finding.facts.iter().any(|fact| {
        let said = |reason: &super::super::explanation::ReasonLine| {
            reason.sentence.contains(&fact.words)
                || fact.date.as_ref().is_some_and(|date| reason.sentence.contains(date.as_str()))
        };
        finding.reasons.iter().any(said)
    })
}

/// The margin to the end that a value misses, or to the nearer one.
fn nearer_margin(
    low: Option<&Sides>,
    high: Option<&Sides>,
    high_belongs: bool,
    wanted: bool,
    finding: &Finding,
) -> Option<super::super::explanation::Margin> {
    let upper = if high_belongs { Comparison::AtMost } else { Comparison::Less };
    let (low, high) = (low?, high?);
    let below = low.is_below();
    let at_low = low.margin(Comparison::AtLeast, wanted, finding.bearing);
    let at_high = high.margin(upper, wanted, finding.bearing);
    let outside = finding.truth == Truth::NotMet;
    match (outside, below) {
        (true, true) => at_low,
        (true, false) => at_high,
        (false, _) => {
            let nearer = low.value.known().is_some_and(|value| {
                let (up, down) = (value.minus(low.threshold), high.threshold.minus(value));
                matches!((up, down), (Some(up), Some(down)) if up <= down)
            });
            if nearer { at_low } else { at_high }
        }
    }
}

/// A comparison as it is printed.
pub(super) fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::AtMost => "≤",
        Comparison::Equal => "exactly",
        Comparison::NotEqual => "anything but",
        Comparison::AtLeast => "≥",
        Comparison::Greater => ">",
    }
}
