//! Values of a list: `Kidney biopsy on 2026-08-01 (ISN class III); needs any of III, IV`.

use super::super::case::Case;
use super::super::explanation::Finding;
use super::compare::sign;
use super::said;
use crate::check::{Among, EventsId, TruthId, TruthNode, ValueId};
use crate::value::{Comparison, Number, Truth};
use crate::vocabulary::{Bound, Datum, SymbolId, WordId, WordSet};
use crate::wording::words::{listed, sentence_case, spaced, with_unit};

impl Case<'_> {
    pub(super) fn among(
        &self,
        id: TruthId,
        value: ValueId,
        quantifier: Among,
        set: &[SymbolId],
        wanted: bool,
    ) -> Finding {
        let names: Vec<String> = set.iter().map(|id| spaced(self.program.vocabulary.symbol(*id))).collect();
        self.among_names(id, value, quantifier, &names, wanted)
    }

    pub(super) fn among_words(
        &self,
        id: TruthId,
        value: ValueId,
        quantifier: Among,
        sets: &[WordSet],
        wanted: bool,
    ) -> Finding {
        let first = |set: &WordSet| set.iter().next().map(|word| self.name(word));
        let names: Vec<String> = sets.iter().filter_map(first).collect();
        self.among_names(id, value, quantifier, &names, wanted)
    }

    fn among_names(&self, id: TruthId, value: ValueId, quantifier: Among, names: &[String], wanted: bool) -> Finding {
        let needed = members(quantifier, names);
        let mut finding = self.about_value(id, value, &needed, wanted);
        finding.aim = format!("{}{} {needed}", self.value_name(value), if wanted { ":" } else { ": not" });
        self.finish(finding, value, None)
    }

    pub(super) fn qualitative(&self, id: TruthId, value: ValueId, wanted: bool) -> Finding {
        let needed = match &self.program.truth(id).node {
            TruthNode::Qualitative { means, negated, bounds, .. } => {
                let names: Vec<String> = means.iter().map(|id| spaced(self.program.vocabulary.symbol(*id))).collect();
                let names = if names.is_empty() { self.quality_asked(id) } else { listed(&names, "or") };
                let names = if *negated { format!("not {names}") } else { names };
                match self.limit_of_quality(value, bounds) {
                    Some(limit) => format!("{names} ({limit})"),
                    None => names,
                }
            }
            _ => self.asked(self.program.truth(id)),
        };
        let plain = needed.split(" (").next().unwrap_or_default().to_owned();
        let mut finding = self.about_value(id, value, &needed, wanted);
        let needed = plain;
        finding.aim = format!("{}: {}{needed}", self.value_name(value), if wanted { "" } else { "not " });
        self.finish(finding, value, None)
    }

    /// From where on the very result that was found would be low or high: `< LLN 0.79 g/L`.
    fn limit_of_quality(&self, value: ValueId, bounds: &[(WordId, Comparison, Bound)]) -> Option<String> {
        let [at] = self.outcome(value)?.facts.as_slice() else {
            return None;
        };
        let event = self.event(*at)?;
        let measured = matches!(event.result, Some(Datum::Quantity(..) | Datum::Titre(_)));
        let (_, comparison, bound) = bounds.iter().find(|(word, ..)| measured && *word == event.word)?;
        let of_normal = |times: Number, upper: bool| {
            let (_, limit, unit) = self.result_and_limit(*at, upper)?;
            let factor = if times == Number::ONE { String::new() } else { format!("{times} × ") };
            let name = if upper { "ULN" } else { "LLN" };
            Some(format!("{factor}{name} {}", with_unit(limit.times(times)?, &unit)))
        };
        let limit = match (bound, &event.result) {
            (Bound::Upper(times), _) => of_normal(*times, true)?,
            (Bound::Lower(times), _) => of_normal(*times, false)?,
            (Bound::Titre(titre), _) => format!("1:{titre}"),
            (Bound::Quantity(number), Some(Datum::Quantity(_, unit))) => with_unit(*number, self.unit(Some(*unit))),
            (Bound::Quantity(_), _) => return None,
        };
        Some(format!("{} {limit}", sign(*comparison)))
    }

    /// `low`: the last word of `latest c3 is low`.
    fn quality_asked(&self, id: TruthId) -> String {
        let asked = self.asked(self.program.truth(id));
        let quality = asked.trim_end_matches([')', '}', ' ']).rsplit(' ').next().unwrap_or_default();
        spaced(quality)
    }

    pub(super) fn value_known(&self, id: TruthId, value: ValueId, wanted: bool) -> Finding {
        let mut finding = self.blank(id, wanted);
        let name = self.value_name(value);
        finding.subject.clone_from(&name);
        finding.aim = format!("{name} {}", if wanted { "is known" } else { "is not known" });
        let facts = self.facts(&self.events_behind(value));
        self.lean_on_facts(&mut finding, facts);
        let found = self.value_found(value, &finding.facts, None);
        let found = match finding.truth {
            Truth::Met if !found.is_empty() => format!("known: {found}"),
            Truth::Met => format!("{} is known", sentence_case(&name)),
            _ => format!("{} is not known", sentence_case(&name)),
        };
        said(finding, found)
    }

    pub(super) fn events_known(&self, id: TruthId, events: EventsId, wanted: bool) -> Finding {
        let mut finding = self.blank(id, wanted);
        let name = self.subject(events);
        finding.subject.clone_from(&name);
        finding.aim = format!("{name}: {}", if wanted { "known whether there is any" } else { "not known" });
        let found = match finding.truth {
            Truth::Met => format!("{name}: the record says whether there is any"),
            _ => format!("{name}: the record does not say whether there is any"),
        };
        said(finding, found)
    }
}

fn members(quantifier: Among, names: &[String]) -> String {
    match (quantifier, names) {
        (Among::Any, _) => listed(names, "or"),
        (Among::None, [only]) => format!("anything but {only}"),
        (Among::None, _) => format!("none of {}", listed(names, "or")),
        (Among::All, _) => format!("all of {}", listed(names, "and")),
        (Among::Only, [only]) => format!("only {only}"),
        (Among::Only, _) => format!("only {}", listed(names, "or")),
    }
}
