//! Whether a result or a word is among some, or as high as a word for results means.

use super::judgement::{EventRef, Reason};
use super::observer::Observer;
use super::run::Run;
use crate::check::Among;
use crate::value::{Comparison, Range, Truth};
use crate::vocabulary::{Bound, Datum, SymbolId, UnitId, WordId, WordSet};

impl<O: Observer> Run<'_, O> {
    pub(super) fn among_words(&self, datum: &Datum, quantifier: Among, sets: &[WordSet]) -> Truth {
        let words = match datum {
            Datum::Words(words) => words,
            Datum::Either(data) => return alike(data, |datum| self.among_words(datum, quantifier, sets)),
            _ => return Truth::Unknown,
        };
        // A word above one in the set may still be it.
        let hits = |set: &WordSet, word: WordId| {
            if set.contains(word) {
                Truth::Met
            } else if self.may_be_in(set, word) {
                Truth::Unknown
            } else {
                Truth::NotMet
            }
        };
        let any_of = |set: &WordSet| words.iter().fold(Truth::NotMet, |truth, word| truth.or(hits(set, *word)));
        let in_some = |word: WordId| sets.iter().fold(Truth::NotMet, |truth, set| truth.or(hits(set, word)));
        let any = || sets.iter().fold(Truth::NotMet, |truth, set| truth.or(any_of(set)));
        match quantifier {
            Among::Any => any(),
            Among::None => !any(),
            Among::All => sets.iter().fold(Truth::Met, |truth, set| truth.and(any_of(set))),
            Among::Only if words.is_empty() => Truth::NotMet,
            Among::Only => words.iter().fold(Truth::Met, |truth, word| truth.and(in_some(*word))),
        }
    }

    /// Whether something coded with a word above those of a set, or with no word at all, may be in it.
    pub(super) fn may_be_in(&self, set: &WordSet, word: WordId) -> bool {
        let declared = self.program.vocabulary.word(word);
        word == declared.kind.unmapped() || set.intersects(&declared.family)
    }

    pub(super) fn qualitative(
        &self,
        event: Option<EventRef>,
        datum: &Datum,
        means: &[SymbolId],
        bounds: &[(WordId, Comparison, Bound)],
    ) -> (Truth, Option<Reason>) {
        if let Datum::Symbol(symbol) = datum {
            return (Truth::of(means.contains(symbol)), None);
        }
        let Some(reference) = event else {
            return (Truth::Unknown, None);
        };
        let event = self.event(reference);
        let limits = event.more.as_deref().map_or((None, None), |more| more.limits);
        let mut answer = (Truth::Unknown, Some(Reason::OtherForm { event: reference }));
        for (word, comparison, bound) in bounds {
            if *word != event.word && !self.program.vocabulary.word(*word).family.contains(event.word) {
                continue;
            }
            let (limit, times, upper) = match (bound, datum) {
                // A declared limit is in the unit in which results are kept; one of another assay does not compare with it.
                (Bound::Quantity(_), Datum::Quantity(_, own)) if !self.is_kept_in(*word, *own) => continue,
                (Bound::Quantity(value), Datum::Quantity(..)) | (Bound::Titre(value), Datum::Titre(_)) => {
                    (Some(*value), None, true)
                }
                (Bound::Upper(times), Datum::Quantity(..)) => (limits.1, Some(*times), true),
                (Bound::Lower(times), Datum::Quantity(..)) => (limits.0, Some(*times), false),
                _ => continue,
            };
            let against = times.map_or(limit, |times| limit.and_then(|limit| limit.times(times)));
            answer = match (against, datum) {
                (Some(against), Datum::Quantity(range, _) | Datum::Titre(range)) => {
                    let truth = range.compare(*comparison, &Range::point(against));
                    (truth, Some(Reason::Censored { event: reference }).filter(|_| truth == Truth::Unknown))
                }
                _ => (Truth::Unknown, Some(Reason::LimitMissing { event: reference, upper })),
            };
        }
        answer
    }

    fn is_kept_in(&self, word: WordId, unit: UnitId) -> bool {
        self.program.vocabulary.word(word).kept_unit().is_none_or(|kept| kept == unit)
    }
}

/// How some values relate to a set; one that says nothing, such as `not_done`, may be any.
pub(super) fn among_symbols(datum: &Datum, quantifier: Among, set: &[SymbolId], unsaid: &[SymbolId]) -> Truth {
    let symbols: &[SymbolId] = match datum {
        Datum::Symbol(symbol) => std::slice::from_ref(symbol),
        Datum::Symbols(symbols) => symbols,
        Datum::Either(data) => return alike(data, |datum| among_symbols(datum, quantifier, set, unsaid)),
        _ => return Truth::Unknown,
    };
    if symbols.iter().any(|symbol| unsaid.contains(symbol)) {
        return Truth::Unknown;
    }
    let any = symbols.iter().any(|symbol| set.contains(symbol));
    Truth::of(match quantifier {
        Among::Any => any,
        Among::None => !any,
        Among::All => set.iter().all(|symbol| symbols.contains(symbol)),
        Among::Only => !symbols.is_empty() && symbols.iter().all(|symbol| set.contains(symbol)),
    })
}

/// What holds, or not, whichever of several it is.
fn alike(data: &[Datum], truth: impl Fn(&Datum) -> Truth) -> Truth {
    let all = data.iter().map(truth);
    all.reduce(|a, b| if a == b { a } else { Truth::Unknown }).unwrap_or(Truth::Unknown)
}
