//! How rules are quoted in findings: as they were written, with the numbers that stand behind names.

use super::rules::Rules;
use crate::check::{EventsId, EventsNode, TruthId, TruthNode, ValueId, ValueNode};
use crate::diagnostic::Span;

/// The longest quotation in letters.
const LONGEST: usize = 90;

impl Rules<'_> {
    /// A truth as it was written on one line, with the values of the parameters in it: `` `latest egfr < minimum_egfr`
    /// (minimum_egfr: 30 mL/min/1.73m2) ``.
    pub(crate) fn quote(&self, truth: TruthId) -> String {
        let node = self.program.truth(truth);
        let mut text = short(self.program.words_of(node));
        // `A but not B` and `if A then B` turn an expression without a word of its own.
        if matches!(node.node, TruthNode::Not(_)) && !["not", "no", "none"].iter().any(|word| text.starts_with(word)) {
            text = format!("not ({text})");
        }
        let mut named = Vec::new();
        self.named_in_truth(truth, 0, &mut named);
        named.retain(|(name, _)| text.contains(name.as_str()));
        named.dedup();
        let named: Vec<String> = named.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
        if named.is_empty() { format!("`{text}`") } else { format!("`{text}` ({})", named.join(", ")) }
    }

    /// A value as it was written.
    pub(crate) fn quote_value(&self, value: ValueId) -> String {
        short(self.program.words_of(self.program.value(value)))
    }

    /// A number that a rule writes, with its unit; of a parameter, what it stands for.
    pub(crate) fn quote_constant(&self, value: ValueId) -> String {
        match self.program.written.get(&value) {
            Some(written) => written.text.clone(),
            None => self.quote_value(value),
        }
    }

    fn named_in_truth(&self, truth: TruthId, depth: usize, named: &mut Vec<(String, String)>) {
        if depth > 6 {
            return;
        }
        let mut note = |value: ValueId| {
            if let Some(written) = self.program.written.get(&value) {
                let name = self.quote_value(value);
                if name != written.text {
                    named.push((name, written.text.clone()));
                }
            }
        };
        match &self.program.truth(truth).node {
            TruthNode::Compare { right, .. } => note(*right),
            TruthNode::Between { low, high, .. } => {
                note(*low);
                note(*high);
            }
            TruthNode::All(parts) | TruthNode::Any(parts) | TruthNode::Count { of: parts, .. } => {
                parts.iter().for_each(|part| self.named_in_truth(*part, depth + 1, named));
            }
            TruthNode::Not(part) => self.named_in_truth(*part, depth + 1, named),
            TruthNode::Amount { events, .. } | TruthNode::Every { events, .. } => {
                self.named_in_events(*events, depth, named);
            }
            _ => {}
        }
        if let TruthNode::Compare { left: value, .. } | TruthNode::Between { value, .. } =
            &self.program.truth(truth).node
            && let ValueNode::Measure { events, .. } | ValueNode::Count { events, .. } =
                &self.program.value(*value).node
        {
            self.named_in_events(*events, depth, named);
        }
    }

    fn named_in_events(&self, events: EventsId, depth: usize, named: &mut Vec<(String, String)>) {
        match &self.program.events(events).node {
            EventsNode::Where { of, condition } | EventsNode::With { of, condition, .. } => {
                self.named_in_truth(*condition, depth + 1, named);
                self.named_in_events(*of, depth, named);
            }
            EventsNode::In { of, .. }
            | EventsNode::Current { of }
            | EventsNode::Newest { of, .. }
            | EventsNode::Except { of, .. } => self.named_in_events(*of, depth, named),
            _ => {}
        }
    }
}

/// A text on one line, cut down to what fits into a message.
pub(crate) fn short(text: &str) -> String {
    let flat: Vec<&str> = text.split_whitespace().collect();
    let flat = flat.join(" ");
    if flat.chars().count() <= LONGEST {
        return flat;
    }
    flat.chars().take(LONGEST - 3).chain("...".chars()).collect()
}

/// A span without the blanks before it.
pub(crate) fn trimmed(span: Span, text: &str) -> Span {
    let blanks = text.len() - text.trim_start().len();
    Span { start: span.start + u32::try_from(blanks).unwrap_or(0), end: span.end }
}
