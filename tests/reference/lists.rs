//! Open and closed lists: whether there may be events that nobody recorded.

use super::model::{Reference, Scope};
use super::time::hull;
use enrol::check::{Part, WindowId, Words};
use enrol::syntax::tree::WindowSide;
use enrol::value::{Day, DaySpan, Truth};
use enrol::vocabulary::{Kind, WordId};

/// What an unrecorded event would have to match to matter.
#[derive(Clone, Debug)]
pub enum Needed {
    Window(WindowId, Part, Scope),
    /// Running on the as-of date.
    Now,
}

/// Between which days an unrecorded event would have to begin and end.
struct Ends {
    begins: (Day, Day),
    ends: (Day, Day),
}

impl Reference<'_> {
    /// Whether there may be unrecorded events of these words that match all that is needed.
    pub fn is_open(&self, words: &Words, needed: &[Needed]) -> bool {
        let unusable = self.patient.unusable.iter().any(|entry| match entry.word {
            Some(word) => words.certain.contains(word) || words.possible.contains(word),
            None => words.kinds.contains(&entry.kind),
        });
        unusable || !words.roots.iter().all(|root| self.root_is_closed(*root, needed))
    }

    /// An unrecorded event is ruled out where it could not match everything at once, or would be running somewhere in
    /// a period in which the list is complete.
    fn root_is_closed(&self, root: WordId, needed: &[Needed]) -> bool {
        let mut possible = Ends { begins: (Day::MIN, self.as_of()), ends: (Day::MIN, Day::MAX) };
        let mut periods = if needed.is_empty() { vec![(Day::MIN, self.as_of())] } else { Vec::new() };
        for one in needed {
            let (from, to) = self.days_needed(root, one);
            periods.push((from.first, to.last));
            self.narrow(&mut possible, one, from, to);
        }
        let Ends { mut begins, mut ends } = possible;
        if !self.program.vocabulary.word(root).kind.is_interval() {
            begins = (begins.0.max(ends.0), begins.1.min(ends.1));
            ends = begins;
            periods.push(begins);
        }
        let impossible = begins.0 > begins.1 || ends.0 > ends.1 || begins.0 > ends.1;
        impossible || periods.into_iter().any(|(from, to)| self.is_covered(root, from, to))
    }

    fn narrow(&self, possible: &mut Ends, needed: &Needed, from: DaySpan, to: DaySpan) {
        let Ends { begins, ends } = possible;
        let part = match needed {
            Needed::Now => Part::Any,
            Needed::Window(window, part, _) => {
                let window = self.program.window(*window);
                match (window.side, *part) {
                    (WindowSide::Before, Part::Any) if window.within.is_empty() => {
                        ends.1 = ends.1.min(to.last);
                        return;
                    }
                    (WindowSide::After, Part::Any) if window.within.is_empty() => {
                        begins.0 = begins.0.max(from.first);
                        return;
                    }
                    (_, part) => part,
                }
            }
        };
        match part {
            Part::Any => {
                begins.1 = begins.1.min(to.last);
                ends.0 = ends.0.max(from.first);
            }
            Part::Start => *begins = (begins.0.max(from.first), begins.1.min(to.last)),
            Part::End => *ends = (ends.0.max(from.first), ends.1.min(to.last)),
            Part::Throughout => {}
        }
    }

    /// Where what is needed may begin and end, for a word and those below it.
    fn days_needed(&self, root: WordId, needed: &Needed) -> (DaySpan, DaySpan) {
        let Needed::Window(window, _, scope) = needed else {
            return (DaySpan::on(self.as_of()), DaySpan::on(self.as_of()));
        };
        let family = &self.program.vocabulary.word(root).family;
        let windows = family.iter().map(|word| self.window(*window, Some(word), scope));
        let ends = windows.map(|window| (window.from, window.to));
        ends.reduce(|a, b| (hull(a.0, b.0), hull(a.1, b.1))).unwrap_or((DaySpan::ANY, DaySpan::ANY))
    }

    /// Whether every day from `from` to `to`, as far as the patient lived and the as-of date has come, is covered by a
    /// review of the word's kind or a statement that the word, or one above it, is absent.
    fn is_covered(&self, word: WordId, from: Day, to: Day) -> bool {
        let kind = self.program.vocabulary.word(word).kind;
        let born = self.patient.birth.map_or(Day::MIN, |birth| birth.first);
        // What is running on a later day, and is not new, is running on the as-of date.
        let (mut next, last) = (from.max(born).min(self.as_of()), to.min(self.as_of()));
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
