//! Values of a list: `Kidney biopsy on 2026-08-01 (ISN class III); needs any of III, IV`.

use super::super::case::Case;
use super::super::explanation::Finding;
use super::super::words::{listed, sentence_case, spaced};
use super::said;
use crate::check::{Among, EventsId, TruthId, TruthNode, ValueId};
use crate::value::Truth;
use crate::vocabulary::{SymbolId, WordSet};

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
            TruthNode::Qualitative { means, negated, .. } => {
                let names: Vec<String> = means.iter().map(|id| spaced(self.program.vocabulary.symbol(*id))).collect();
                let names = if names.is_empty() { self.asked(self.program.truth(id)) } else { listed(&names, "or") };
                if *negated { format!("not {names}") } else { names }
            }
            _ => self.asked(self.program.truth(id)),
        };
        let mut finding = self.about_value(id, value, &needed, wanted);
        finding.aim = format!("{}: {}{needed}", self.value_name(value), if wanted { "" } else { "not " });
        self.finish(finding, value, None)
    }

    pub(super) fn value_known(&self, id: TruthId, value: ValueId, wanted: bool) -> Finding {
        let mut finding = self.blank(id, wanted);
        let name = self.value_name(value);
        finding.aim = format!("{name} {}", if wanted { "is known" } else { "is not known" });
        let facts = self.facts(&self.events_behind(value));
        self.lean_on_facts(&mut finding, facts);
        let found = self.value_found(value, &finding.facts);
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
