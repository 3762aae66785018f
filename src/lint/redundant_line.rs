//! W0704: a line that changes nothing.

use super::implication::Claim;
use super::rules::{Rules, found};
use crate::check::{Finding, TruthId, TruthNode};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety, Span};

/// Tells of a line of an `all of` that another implies, and of an alternative of an `any of` that implies another.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for whole in &rules.reach().truths {
        let (parts, all) = match &rules.program.truth(*whole).node {
            TruthNode::All(parts) => (parts, true),
            TruthNode::Any(parts) => (parts, false),
            _ => continue,
        };
        for (place, second) in parts.iter().enumerate() {
            let pair = parts.iter().take(place).find_map(|first| redundant(rules, (*first, *second), all));
            if let Some((idle, beside)) = pair {
                findings.push(finding(rules, *whole, idle, beside, all));
                break;
            }
        }
    }
    findings
}

/// Which of two lines changes nothing, and the other.
fn redundant(rules: &Rules<'_>, (first, second): (TruthId, TruthId), all: bool) -> Option<(TruthId, TruthId)> {
    let follows = rules.implies(first, second);
    let implies = rules.implies(second, first);
    let (idle, beside) = match (follows, implies) {
        (false, false) => return None,
        (true, false) if all => (second, first),
        (false, true) if !all => (second, first),
        (true, true) => (second, first),
        _ => (first, second),
    };
    // Protocols name a drug beside its class, and a rule that says the same line by line is not wrong.
    let names = !(follows && implies)
        && rules.prover().implies_but_for_words(Claim::met(first), Claim::met(second))
        && rules.prover().implies_but_for_words(Claim::met(second), Claim::met(first));
    (!names).then_some((idle, beside))
}

fn finding(rules: &Rules<'_>, whole: TruthId, idle: TruthId, beside: TruthId, all: bool) -> Finding {
    let (one, two) = (rules.quote(idle), rules.quote(beside));
    let repeated = rules.implies(idle, beside) && rules.implies(beside, idle);
    let reason = match (repeated, all) {
        (true, _) => format!("{one} asks the same as {two}"),
        (false, true) => format!("whoever meets {two} meets {one}"),
        (false, false) => format!("whoever meets {one} meets {two} already"),
    };
    let span = rules.place(whole, idle);
    let diagnostic = Diagnostic::new(Code::RedundantLine, span, "this line changes nothing")
        .also(rules.place(whole, beside), "because of this")
        .reason(reason)
        .help("check the numbers, words and times of both against the protocol: one of them may be a slip");
    let mut finding = found(rules.program.truth(whole).file, diagnostic);
    let edit = rules.line(whole, span);
    finding.diagnostic.fixes.extend(edit.map(|edit| Fix {
        title: "take the line out".to_owned(),
        edits: vec![edit],
        safety: if repeated { Safety::Safe } else { Safety::NeedsReview },
    }));
    finding
}

impl Rules<'_> {
    /// Whether whoever meets the one meets the other.
    pub(crate) fn implies(&self, one: TruthId, other: TruthId) -> bool {
        self.prover().implies(Claim::met(one), Claim::met(other))
    }

    /// The whole line of a block, with its label and the comma behind it.
    fn line(&self, whole: TruthId, span: Span) -> Option<Edit> {
        let node = self.program.truth(whole);
        let text = &*self.program.files.get(node.file.0 as usize)?.text;
        let block = node.span.of(text);
        if !["all of", "any of"].iter().any(|start| block.starts_with(start)) || span.start <= node.span.start {
            return None;
        }
        let behind = text.get(span.end as usize..node.span.end as usize)?;
        let comma = behind.trim_start().starts_with(',').then(|| behind.find(',').map(|place| place + 1)).flatten();
        let end = span.end as usize + comma.unwrap_or(0);
        let before = text.get(node.span.start as usize..span.start as usize)?.trim_end();
        let start = match before.strip_suffix(':').map(str::trim_end).and_then(|label| label.strip_suffix('"')) {
            Some(label) => label.rfind('"')?,
            None => before.len(),
        };
        let start = before.get(..start)?.trim_end().len() + node.span.start as usize;
        let standing = before.get(..start - node.span.start as usize)?;
        // Nothing but a brace or another line stands before it.
        (standing.ends_with('{') || standing.ends_with(','))
            .then(|| Edit { span: Span::new(start, end), replacement: String::new() })
    }
}
