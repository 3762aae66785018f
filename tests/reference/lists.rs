//! Open and closed lists: whether there may be events that nobody recorded.

use super::model::{Reference, Scope};
use enrol::check::{WindowId, Words};
use enrol::value::{Day, Truth};
use enrol::vocabulary::{Kind, WordId};

/// A window in which the list must be complete: an unrecorded event that matters would match it.
#[derive(Clone, Debug)]
pub enum Needed {
    Window(WindowId, Scope),
    /// On the as-of date.
    Now,
}

impl Reference<'_> {
    /// Whether there may be unrecorded events of these words that match all that is needed. One window in which the
    /// list is complete is enough to rule them out.
    pub fn is_open(&self, words: &Words, needed: &[Needed]) -> bool {
        let unusable = self.patient.unusable.iter().any(|entry| match entry.word {
            Some(word) => words.certain.contains(word) || words.possible.contains(word),
            None => words.kinds.contains(&entry.kind),
        });
        let root_is_closed = |root: &WordId| {
            if needed.is_empty() {
                self.is_covered(*root, Day::MIN, self.as_of())
            } else {
                needed.iter().any(|needed| {
                    let (from, to) = self.days_needed(*root, needed);
                    self.is_covered(*root, from, to)
                })
            }
        };
        unusable || !words.roots.iter().all(root_is_closed)
    }

    /// The first and last day on which an unrecorded event of a word, or of one below it, would have to be running.
    fn days_needed(&self, root: WordId, needed: &Needed) -> (Day, Day) {
        let Needed::Window(window, scope) = needed else {
            return (self.as_of(), self.as_of());
        };
        let family = &self.program.vocabulary.word(root).family;
        let windows: Vec<_> = family.iter().map(|word| self.window(*window, Some(word), scope)).collect();
        let from = windows.iter().map(|window| window.from.first).min().unwrap_or(Day::MIN);
        let to = windows.iter().map(|window| window.to.last).max().unwrap_or(Day::MAX);
        (from, to)
    }

    /// Whether every day from `from` to `to`, as far as the patient lived and the as-of date has come, is covered by a
    /// review of the word's kind or a statement that the word, or one above it, is absent.
    fn is_covered(&self, word: WordId, from: Day, to: Day) -> bool {
        let kind = self.program.vocabulary.word(word).kind;
        let born = self.patient.birth.map_or(Day::MIN, |birth| birth.first);
        let (mut next, last) = (from.max(born), to.min(self.as_of()));
        let mut statements = self.statements(word, kind);
        statements.sort();
        for (first, through) in statements {
            if first <= next && through >= next {
                next = if through == Day::MAX { Day::MAX } else { Day(through.0 + 1) };
            }
        }
        next > last
    }

    fn statements(&self, word: WordId, kind: Kind) -> Vec<(Day, Day)> {
        let reviews = self.patient.reviewed.iter().filter(|review| review.kind == kind);
        let absent = self.patient.absent.iter().filter(|absent| self.is_a(word, absent.word) == Truth::Met);
        let reviews = reviews.map(|review| (review.from, review.to));
        reviews.chain(absent.map(|absent| (absent.from, absent.to))).collect()
    }
}
