//! Values of a list, words, and qualitative results.

use super::English;
use super::clause::{Clause, Mood};
use super::compare::be;
use crate::check::{Among, Measure, ValueId, ValueNode};
use crate::protocol::text::unmarked;
use crate::value::{Comparison, Number};
use crate::vocabulary::builtin::symbol;
use crate::vocabulary::{Bound, SymbolId, WordId, WordSet};
use crate::wording::unit::clinical;
use crate::wording::words::listed;

impl English<'_> {
    pub(super) fn among(&self, value: ValueId, quantifier: Among, set: &[SymbolId], mood: Mood) -> Clause {
        if let (ValueNode::Sex, Among::Any) = (&self.program.value(value).node, quantifier) {
            return Clause::plain(format!("the patient {} {}", mood.be(), self.symbols(set, "or")));
        }
        if let (ValueNode::Subject(Measure::Attribute(id)), [only @ (symbol::YES | symbol::NO)]) =
            (&self.program.value(value).node, set)
            && let Among::Any | Among::None = quantifier
        {
            let mood = if quantifier == Among::None { mood.negated() } else { mood };
            let not = if *only == symbol::NO { "not " } else { "" };
            return Clause::plain(format!("it {} recorded as {not}{}", mood.be(), self.attribute(*id)));
        }
        let members = |last: &str| self.symbols(set, last);
        self.members(value, quantifier, set.len(), &members, mood)
    }

    pub(super) fn among_words(&self, value: ValueId, quantifier: Among, sets: &[WordSet], mood: Mood) -> Clause {
        let members = |last: &str| {
            let named: Vec<String> = sets.iter().map(|set| self.set(set, "or")).collect();
            match named.as_slice() {
                [only] => only.clone(),
                _ => listed(&named.iter().map(|name| bracketed(name)).collect::<Vec<_>>(), last),
            }
        };
        self.members(value, quantifier, sets.len(), &members, mood)
    }

    fn members(
        &self,
        value: ValueId,
        quantifier: Among,
        count: usize,
        members: &dyn Fn(&str) -> String,
        mood: Mood,
    ) -> Clause {
        let name = self.value(value);
        let several = self.is_of_several(value);
        let plural = several
            && unmarked(&name).split(" of ").next().is_some_and(|name| name.ends_with('s') && !name.ends_with("ss"));
        let includes = |mood: Mood| match plural {
            true => mood.verb("include", "include").replace("does not", "do not"),
            false => mood.verb("includes", "include"),
        };
        let text = match (quantifier, several) {
            (Among::Any, true) => format!("{name} {} {}", includes(mood), members("or")),
            (Among::Any, false) => format!("{name} {} {}", be(&name, mood), members("or")),
            (Among::None, true) => format!("{name} {} none of {}", includes(mood), members("or")),
            (Among::None, false) if count == 1 => {
                format!("{name} {} something other than {}", be(&name, mood), members("or"))
            }
            (Among::None, false) if count == 2 && !mood.denies() => {
                format!("{name} {} neither {}", be(&name, mood), members("nor"))
            }
            (Among::None, false) => format!("{name} {} none of {}", be(&name, mood), members("or")),
            (Among::All, _) => format!("{name} {} all of {}", includes(mood), members("and")),
            (Among::Only, _) => format!("{name} {} nothing but {}", includes(mood), members("or")),
        };
        Clause::plain(text)
    }

    /// Whether a value holds several values or words at once.
    fn is_of_several(&self, id: ValueId) -> bool {
        match &self.program.value(id).node {
            ValueNode::Measure { measure: Measure::Attribute(id), .. }
            | ValueNode::Subject(Measure::Attribute(id))
            | ValueNode::It(Measure::Attribute(id)) => self.holds_several(*id),
            _ => false,
        }
    }

    pub(super) fn qualitative(
        &self,
        value: ValueId,
        means: &[SymbolId],
        bounds: &[(WordId, Comparison, Bound)],
        mood: Mood,
    ) -> Clause {
        let name = self.value(value);
        let by_number = self.limits(bounds);
        let text = match (means.is_empty(), by_number.is_empty()) {
            (true, _) => format!("{name} {} {by_number}", mood.be()),
            (false, true) => format!("{name} {} {}", mood.be(), self.symbols(means, "or")),
            (false, false) => {
                format!("{name} {} {} (for a number: {by_number})", mood.be(), self.symbols(means, "or"))
            }
        };
        Clause::plain(text)
    }

    /// What a quality means for a number.
    fn limits(&self, bounds: &[(WordId, Comparison, Bound)]) -> String {
        let mut limits: Vec<(String, Vec<String>)> = Vec::new();
        for (word, comparison, bound) in bounds {
            let limit = self.limit(*word, *comparison, *bound);
            match limits.iter_mut().find(|(known, _)| *known == limit) {
                Some((_, words)) => words.push(self.word(*word)),
                None => limits.push((limit, vec![self.word(*word)])),
            }
        }
        match limits.as_slice() {
            [(limit, _)] => limit.clone(),
            several => {
                let said: Vec<String> =
                    several.iter().map(|(limit, words)| format!("of {} {limit}", listed(words, "or"))).collect();
                said.join("; ")
            }
        }
    }

    fn limit(&self, word: WordId, comparison: Comparison, bound: Bound) -> String {
        let sign = match comparison {
            Comparison::Less => "below",
            Comparison::AtMost => "at most",
            Comparison::Equal => "exactly",
            Comparison::NotEqual => "other than",
            Comparison::AtLeast => "at least",
            Comparison::Greater => "above",
        };
        let times = |times: Number| if times == Number::ONE { String::new() } else { format!("{times} × ") };
        match bound {
            Bound::Upper(number) => format!("{sign} {}its own upper limit of normal", times(number)),
            Bound::Lower(number) => format!("{sign} {}its own lower limit of normal", times(number)),
            Bound::Titre(number) => format!("{sign} 1:{number}"),
            Bound::Quantity(number) => {
                let unit = self.program.vocabulary.word(word).forms.iter().find_map(|form| match form {
                    crate::vocabulary::Form::Quantity { unit, .. } => Some(self.program.vocabulary.unit(*unit)),
                    _ => None,
                });
                format!("{sign} {number} {}", clinical(unit.unwrap_or_default())).trim_end().to_owned()
            }
        }
    }
}

fn bracketed(name: &str) -> String {
    if name.contains(" or ") { format!("({name})") } else { name.to_owned() }
}
