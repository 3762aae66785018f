//! The items of a computed score that count, and those that are open.

use super::super::case::Case;
use super::super::explanation::Finding;
use super::{add_notes, under};
use crate::check::{ScoreId, ScoreItem, ValueId};
use crate::value::{Number, Truth};
use crate::wording::words::{counted, with_unit};

impl Case<'_> {
    /// Adds to a finding about a computed score which items count and which are open.
    pub(super) fn add_score_items(&self, finding: &mut Finding, value: ValueId) {
        let Some(score) = self.score_behind(value) else {
            return;
        };
        let items = self.items_that_matter(score, value);
        let counting: Vec<&ScoreItem> = items.iter().copied().filter(|item| self.counts(item)).collect();
        let open: Vec<&ScoreItem> =
            items.iter().copied().filter(|item| self.truth(item.condition) == Truth::Unknown).collect();
        finding.parts.extend(counting.iter().map(|item| self.item(item)));
        if finding.truth == Truth::Unknown {
            finding.parts.extend(open.iter().map(|item| self.item(item)));
        } else if !open.is_empty() {
            let open = counted(open.len(), "item");
            finding.beside.push(format!("{open} not known, which cannot change the answer"));
        }
        let unverified = &self.program.score(score).unverified;
        let note = |mark: &String| super::super::explanation::Note {
            kind: super::super::explanation::NoteKind::Unverified,
            words: format!("{}: {mark}", self.program.score(score).title),
            line: None,
        };
        add_notes(&mut finding.notes, unverified.iter().map(note).collect());
    }

    fn items_that_matter(&self, score: ScoreId, value: ValueId) -> Vec<&ScoreItem> {
        let items = self.program.score(score).items.iter().enumerate();
        items.filter(|(place, _)| self.item_counts(value, *place)).map(|(_, item)| item).collect()
    }

    fn counts(&self, item: &ScoreItem) -> bool {
        self.truth(item.condition) == Truth::Met
    }

    fn item(&self, item: &ScoreItem) -> Finding {
        let unit = if item.points == Number::ONE { "point" } else { "points" };
        let points = with_unit(item.points, unit);
        let mut finding = self.finding(item.condition, true);
        finding.heading = finding.heading.filter(|heading| *heading != item.title);
        under(finding, &format!("{}: {points}", item.title))
    }
}
