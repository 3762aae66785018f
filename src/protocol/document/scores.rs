//! Computed scores: domains, items, points, entry and total.

use super::build::{Builder, sentence};
use super::{ItemPart, ScorePart, Sentence};
use crate::check::{ScoreId, ScoreItem, TruthId};
use crate::protocol::english::clause::{Clause, Mood};
use crate::protocol::text::Target;
use crate::syntax::tree::{Domain, ItemKind};
use crate::wording::words::{sentence_case, spaced};

impl Builder<'_> {
    pub(super) fn score(&mut self, id: ScoreId) -> ScorePart {
        let program = self.program;
        let score = program.score(id);
        let mut domains: Vec<(String, Vec<ItemPart>)> = Vec::new();
        let names = self.domain_names(&score.name);
        let mut last = None;
        for item in &score.items {
            if last != Some(item.domain) {
                last = Some(item.domain);
                domains.push((names.get(item.domain).cloned().unwrap_or_default(), Vec::new()));
            }
            let part = self.item(item);
            if let Some((_, items)) = domains.last_mut() {
                items.push(part);
            }
        }
        let total = match score.highest_per_domain {
            true => "The total is the sum of the highest item of each domain.",
            false => "The total is the sum of all items.",
        };
        ScorePart {
            target: Target::Score(id),
            title: score.title.clone(),
            entry: score.entry.map(|truth| self.condition(truth)),
            domains,
            total: total.to_owned(),
            meets: score.meets.map(|truth| self.condition(truth)),
            sources: score.sources.clone(),
            unverified: score.unverified.clone(),
        }
    }

    fn item(&mut self, item: &ScoreItem) -> ItemPart {
        ItemPart {
            points: item.points.to_string(),
            title: item.title.clone(),
            sentence: self.condition(item.condition),
        }
    }

    fn condition(&mut self, truth: TruthId) -> Sentence {
        let named = self.english.definition_of_truth(truth).is_some();
        let clause = match named {
            true => self.english.truth(truth, Mood::Is),
            false => self.english.truth_itself(truth, Mood::Is),
        };
        let clause = Clause { label: None, ..clause };
        let said = sentence(&clause, true);
        self.sentence_of(&clause, None);
        said
    }

    /// What the domains of a score are called, with their classes.
    fn domain_names(&self, name: &str) -> Vec<String> {
        let items = self.program.files.iter().flat_map(|file| &file.tree.items);
        let domains = items.filter_map(|item| match &item.kind {
            ItemKind::Score(score) if score.name.text == name => Some(&score.domains),
            _ => None,
        });
        let called = |domain: &Domain| match &domain.class {
            Some(class) => format!("{} ({})", domain_name(&domain.name.text), spaced(&class.text)),
            None => domain_name(&domain.name.text),
        };
        domains.flatten().map(called).collect()
    }
}

/// The name of a domain as a heading: `SLE antibodies`.
fn domain_name(name: &str) -> String {
    let words = name.split('_').map(|word| match word {
        "sle" | "inr" => word.to_uppercase(),
        _ => word.to_owned(),
    });
    sentence_case(&words.collect::<Vec<_>>().join(" "))
}
