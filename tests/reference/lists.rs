//! Open and closed lists: whether there may be events that nobody recorded.

use super::model::{Found, Reference, Scope};
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
    /// Ended on the first day or later, and begun on the second or earlier.
    Around(Day, Day),
    /// Begun on one of these days.
    Begun(Day, Day),
    /// Ended on the first day or later and begun on the second or earlier, or lying within the declared gap of its drug.
    Joining(Day, Day),
}

/// Between which days an unrecorded event would have to begin and end.
struct Ends {
    begins: (Day, Day),
    ends: (Day, Day),
}

impl Ends {
    fn overlap(&mut self, ended_from: Day, began_by: Day) {
        self.ends.0 = self.ends.0.max(ended_from);
        self.begins.1 = self.begins.1.min(began_by);
    }

    /// The first day on which it can have ended, and the last on which it can have begun.
    fn middle(&self) -> (Day, Day) {
        (self.ends.0.max(self.begins.0), self.begins.1.min(self.ends.1))
    }
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

    /// Tries every way in which an unrecorded event can have been: it must match all that is needed and have run on no day
    /// of which somebody said that everything is recorded. What lies ahead is looked at on the as-of date.
    fn root_is_closed(&self, root: WordId, needed: &[Needed]) -> bool {
        let kind = self.program.vocabulary.word(root).kind;
        let Ends { begins, ends } = self.ends_of(Some(root), needed);
        let born = self.patient.birth.map_or(Day::MIN, |birth| birth.first);
        let come = |(first, last): (Day, Day)| (first.min(self.as_of()).max(born), last.min(self.as_of()));
        let (begins, ends) = (come(begins), come(ends));
        let statements = self.statements(root, kind);
        let around = |(first, last): &(Day, Day)| {
            let before = if first.is_real() { first.plus_days(-1) } else { *first };
            let after = if last.is_real() { last.plus_days(1) } else { *last };
            [before, after]
        };
        let mut days: Vec<Day> = statements.iter().flat_map(around).collect();
        days.extend([begins.0, begins.1, ends.0, ends.1, born, self.as_of()]);
        let within = |day: Day, (first, last): (Day, Day)| first <= day && day <= last;
        let unsaid = |start: Day, end: Day| !statements.iter().any(|(first, last)| *first <= end && *last >= start);
        let could_be = |start: Day, end: Day| {
            within(start, begins)
                && within(end, ends)
                && start <= end
                && (kind.is_interval() || start == end)
                && unsaid(start, end)
        };
        !days.iter().any(|start| days.iter().any(|end| could_be(*start, *end)))
    }

    /// Between which days it would have to begin and end, for a word and those below it.
    fn ends_of(&self, root: Option<WordId>, needed: &[Needed]) -> Ends {
        let mut possible = Ends { begins: (Day::MIN, Day::MAX), ends: (Day::MIN, Day::MAX) };
        for one in needed {
            match one {
                Needed::Now => possible.overlap(self.as_of(), self.as_of()),
                Needed::Around(ended_from, began_by) => possible.overlap(*ended_from, *began_by),
                Needed::Begun(from, to) => possible.begins = (possible.begins.0.max(*from), possible.begins.1.min(*to)),
                Needed::Joining(ended_from, began_by) => {
                    let gap = root.map_or(1, |root| self.longest_gap(root));
                    possible.overlap(ended_from.plus_days(-gap), began_by.plus_days(gap));
                }
                Needed::Window(window, part, scope) => {
                    let (from, to) = self.days_needed(root, *window, scope);
                    self.narrow(&mut possible, *window, *part, from, to);
                }
            }
        }
        possible
    }

    fn narrow(&self, possible: &mut Ends, window: WindowId, part: Part, from: DaySpan, to: DaySpan) {
        let window = self.program.window(window);
        let bare = window.within.is_empty();
        let Ends { begins, ends } = possible;
        match (window.side, part) {
            (WindowSide::Before, Part::Any) if bare => ends.1 = ends.1.min(to.last),
            (WindowSide::After, Part::Any) if bare => begins.0 = begins.0.max(from.first),
            (_, Part::Any) => possible.overlap(from.first, to.last),
            (_, Part::Start) => *begins = (begins.0.max(from.first), begins.1.min(to.last)),
            (_, Part::End) => *ends = (ends.0.max(from.first), ends.1.min(to.last)),
            (_, Part::Throughout) => possible.overlap(to.first, from.last),
        }
    }

    /// Where a window may lie, for a word and those below it.
    fn days_needed(&self, root: Option<WordId>, window: WindowId, scope: &Scope) -> (DaySpan, DaySpan) {
        let Some(root) = root else {
            let window = self.window(window, None, scope);
            return (window.from, window.to);
        };
        let family = &self.program.vocabulary.word(root).family;
        let windows = family.iter().map(|word| self.window(window, Some(word), scope));
        let ends = windows.map(|window| (window.from, window.to));
        ends.reduce(|a, b| (hull(a.0, b.0), hull(a.1, b.1))).unwrap_or((DaySpan::ANY, DaySpan::ANY))
    }

    fn longest_gap(&self, word: WordId) -> i32 {
        let family = &self.program.vocabulary.word(word).family;
        family.iter().map(|below| self.gap(below)).max().unwrap_or(1)
    }

    /// How many days may lie between two stretches that are joined.
    pub fn gap(&self, word: WordId) -> i32 {
        self.program.vocabulary.word(word).joined.unwrap_or(0).max(1)
    }

    /// Whatever has a day in common with what is needed, that day and so many more on either side.
    pub fn touching(&self, needed: &[Needed], days: i32) -> Vec<Needed> {
        if needed.is_empty() {
            return Vec::new();
        }
        let (ended_from, began_by) = self.ends_of(None, needed).middle();
        vec![Needed::Around(ended_from.plus_days(-days), began_by.plus_days(days))]
    }

    /// Whether something recorded may have a day in common with what is needed.
    pub fn may_touch(&self, found: &Found, needed: &[Needed], gap: i32) -> bool {
        let (one, other) = self.ends_of(None, needed).middle();
        let (first, last) = (one.min(other), one.max(other));
        found.start.first <= last.plus_days(gap) && found.end.last >= first.plus_days(-gap)
    }

    /// Whatever may be joined to what is needed, through any number of recorded events.
    pub fn joining(&self, found: &[Found], needed: &[Needed]) -> Vec<Needed> {
        if needed.is_empty() {
            return Vec::new();
        }
        let (mut ended_from, mut began_by) = self.ends_of(None, needed).middle();
        for _ in found {
            for one in found {
                if self.may_touch(one, &[Needed::Around(ended_from, began_by)], self.gap(one.event.word)) {
                    ended_from = ended_from.min(one.start.first);
                    began_by = began_by.max(one.end.last);
                }
            }
        }
        vec![Needed::Joining(ended_from, began_by)]
    }

    /// From when to when somebody says that all events of a word are recorded: reviews of its kind, and it or a word above
    /// it stated absent.
    fn statements(&self, word: WordId, kind: Kind) -> Vec<(Day, Day)> {
        let reviews = self.patient.reviewed.iter().filter(|review| review.kind == kind);
        let absent = self.patient.absent.iter().filter(|absent| self.is_a(word, absent.word) == Truth::Met);
        let reviews = reviews.map(|review| (review.from, review.to));
        reviews.chain(absent.map(|absent| (absent.from, absent.to))).collect()
    }
}
