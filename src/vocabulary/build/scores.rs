//! The items of scores, so that records can hold them.

use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{Score, ScoreItem, TotalRule};
use crate::value::Number;
use crate::vocabulary::{Form, Instrument, InstrumentItem, WordId, builtin};
use std::collections::HashSet;

impl Builder {
    pub(super) fn read_score(&mut self, id: WordId, score: &Score) {
        let mut items: Vec<InstrumentItem> = Vec::new();
        let mut names = HashSet::new();
        for domain in &score.domains {
            for item in &domain.items {
                let Some(points) = self.number(&item.points) else { continue };
                let name = self.item_name(item, &mut names, items.len());
                items.push(InstrumentItem {
                    title: item.title.as_ref().map_or_else(|| name.replace('_', " "), |title| title.text.clone()),
                    name,
                    points,
                    domain: domain.name.text.clone(),
                    class: domain.class.as_ref().map(|class| class.text.clone()),
                });
            }
        }
        let highest_per_domain = score.total == Some(TotalRule::HighestPerDomain);
        let declared = score.range.as_ref().and_then(|(low, high)| self.plain_bounds(low, high));
        let range = declared.unwrap_or_else(|| reach(&items, highest_per_domain));
        let bounds = (declared.is_some() || !items.is_empty()).then_some(range);
        let (sources, unverified) = (texts(&score.sources), texts(&score.unverified));
        self.change(id, |word| {
            word.forms = vec![Form::Quantity { unit: builtin::unit::ONE, bounds }];
            word.instrument = Some(Instrument { items, range, highest_per_domain });
            (word.sources, word.unverified) = (sources, unverified);
        });
        let attributes = self.own_attributes(id);
        self.change(id, |word| word.attributes = attributes);
    }

    /// The name of an item, made from its title where it has none; always another one within a score.
    fn item_name(&mut self, item: &ScoreItem, names: &mut HashSet<String>, place: usize) -> String {
        let made = item.title.as_ref().map_or_else(|| format!("item_{}", place + 1), |title| named_after(&title.text));
        let name = item.name.as_ref().map_or(made, |name| name.text.clone());
        if names.insert(name.clone()) {
            return name;
        }
        if let Some(written) = &item.name {
            let message = format!("the item `{}` is declared twice", written.text);
            self.report(Diagnostic::new(Code::DuplicateName, written.span, message));
        }
        let other = format!("{name}_{}", place + 1);
        names.insert(other.clone());
        other
    }
}

fn texts(quoted: &[crate::syntax::tree::Quoted]) -> Vec<String> {
    quoted.iter().map(|text| text.text.clone()).collect()
}

/// A title as a name: `Low complement` is `low_complement`.
fn named_after(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars() {
        if letter.is_alphanumeric() {
            name.extend(letter.to_lowercase());
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    name.trim_end_matches('_').to_owned()
}

/// The least and greatest total that the items allow.
fn reach(items: &[InstrumentItem], highest_per_domain: bool) -> (Number, Number) {
    let mut ends = (Number::ZERO, Number::ZERO);
    if !highest_per_domain {
        for item in items {
            let end = if item.points < Number::ZERO { &mut ends.0 } else { &mut ends.1 };
            *end = end.plus(item.points).unwrap_or(*end);
        }
        return ends;
    }
    let mut domains: Vec<(&str, Number)> = Vec::new();
    for item in items {
        match domains.iter_mut().find(|(name, _)| *name == item.domain) {
            Some((_, highest)) => *highest = (*highest).max(item.points),
            None => domains.push((&item.domain, item.points.max(Number::ZERO))),
        }
    }
    ends.1 = domains.iter().fold(Number::ZERO, |sum, (_, highest)| sum.plus(*highest).unwrap_or(sum));
    ends
}
