//! `all of`, `any of`, `at least N of`: which parts decided.

use super::super::case::Case;
use super::super::explanation::{Bearing, Finding};
use crate::check::{TruthId, TruthNode};
use crate::value::Truth;
use crate::wording::words::counted;

impl Case<'_> {
    pub(super) fn all_of(&self, id: TruthId, of: &[TruthId], wanted: bool) -> Finding {
        let shown = match self.truth(id) {
            Truth::Met => of.to_vec(),
            truth => self.those(of, truth),
        };
        self.block(id, of, &shown, wanted, "all of")
    }

    pub(super) fn any_of(&self, id: TruthId, of: &[TruthId], wanted: bool) -> Finding {
        let shown = match self.truth(id) {
            Truth::NotMet => of.to_vec(),
            truth => self.those(of, truth),
        };
        self.block(id, of, &shown, wanted, "at least one of")
    }

    pub(super) fn count_of(&self, id: TruthId, of: &[TruthId], least: u32, most: Option<u32>, wanted: bool) -> Finding {
        let met = self.those(of, Truth::Met);
        let possible = of.len() - self.those(of, Truth::NotMet).len();
        let too_few = possible < least as usize;
        let shown = match self.truth(id) {
            Truth::Met if most.is_none() => met.clone(),
            Truth::Met => of.to_vec(),
            Truth::NotMet if too_few => self.those(of, Truth::NotMet),
            Truth::NotMet => met.clone(),
            Truth::Unknown => self.those(of, Truth::Unknown),
        };
        let needed = number_needed(least, most);
        let (met, all) = (met.len(), of.len());
        let beside = match possible - met {
            0 => format!("{met} of {all} hold, {needed} needed"),
            open => format!("{met} of {all} hold and {open} may, {needed} needed"),
        };
        let mut finding = self.block(id, of, &shown, wanted, &format!("{needed} of"));
        finding.settled = 0;
        finding.beside.push(beside.clone());
        if finding.heading.is_none() {
            finding.heading = Some(beside.clone());
            finding.beside.retain(|words| *words != beside);
        }
        finding
    }

    fn those(&self, of: &[TruthId], truth: Truth) -> Vec<TruthId> {
        of.iter().copied().filter(|part| self.truth(*part) == truth).collect()
    }

    /// A finding over parts; one that shows a single part is that part.
    fn block(&self, id: TruthId, of: &[TruthId], shown: &[TruthId], wanted: bool, asks: &str) -> Finding {
        let parts = self.parts(id, shown, wanted);
        let settled = if self.truth(id) == Truth::Unknown { of.len() - shown.len() } else { 0 };
        if let [only] = parts.as_slice() {
            let mut only = only.clone();
            only.settled += settled;
            return only;
        }
        let mut finding = self.blank(id, wanted);
        finding.found = summary(&parts, finding.bearing);
        finding.words = finding.found.clone();
        finding.aim = format!("{asks}: {}", parts.iter().map(|part| part.aim.as_str()).collect::<Vec<_>>().join("; "));
        finding.settled = settled;
        finding.reasons.clear();
        finding.parts = parts;
        finding
    }

    /// The findings of the shown parts; a part that is a block of the same sort without a label joins its parent's.
    fn parts(&self, id: TruthId, shown: &[TruthId], wanted: bool) -> Vec<Finding> {
        let parent = &self.program.truth(id).node;
        let mut parts: Vec<Finding> = Vec::new();
        for part in shown {
            let finding = self.finding(*part, wanted);
            let node = self.program.truth(*part);
            let same = match (parent, &node.node) {
                (TruthNode::All(_), TruthNode::All(_)) | (TruthNode::Any(_), TruthNode::Any(_)) => node.label.is_none(),
                _ => false,
            };
            if same && finding.heading.is_none() && finding.beside.is_empty() && !finding.parts.is_empty() {
                parts.extend(finding.parts);
            } else {
                parts.push(finding);
            }
        }
        parts
    }
}

/// `at least 2`, `exactly 1`, `at most 3`, `2 to 3`.
pub(super) fn number_needed(least: u32, most: Option<u32>) -> String {
    match (least, most) {
        (least, None) => format!("at least {least}"),
        (least, Some(most)) if least == most => format!("exactly {least}"),
        (0, Some(most)) => format!("at most {most}"),
        (least, Some(most)) => format!("{least} to {most}"),
    }
}

fn summary(parts: &[Finding], bearing: Bearing) -> String {
    let count = counted(parts.len(), "part");
    match bearing {
        Bearing::For => format!("{count} in favour"),
        Bearing::Against => format!("{count} against"),
        Bearing::Open => format!("{count} open"),
    }
}
