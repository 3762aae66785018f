//! How many events there are: from those that are certainly so many to those that are possibly so many.

use super::model::{Found, Reference, Selection};
use enrol::check::{Counting, Distinct};
use enrol::value::{Day, DaySpan, Length, Truth};
use enrol::vocabulary::{Datum, WordId, WordSet};

/// At least so many, and at most so many; without an upper end where the list is open.
pub type Amount = (usize, Option<usize>);

impl Reference<'_> {
    /// The largest number of certain events of which any two certainly count as two, and the largest number of
    /// events of which any two possibly do.
    pub fn amount(&self, selection: &Selection, counting: &Counting) -> Amount {
        let imprecise = selection.found.iter().filter(|found| found.start.known().is_none()).count();
        let hard = counting.apart.is_some() && imprecise > 6;
        let many = counting.distinct.is_some() && selection.found.len() > 20;
        if hard || many {
            self.gave_up.set(true);
            return (0, None);
        }
        let certain: Vec<_> = selection.certain().collect();
        let all: Vec<_> = selection.found.iter().collect();
        let least = largest(&certain, |a, b| self.count_as_two(a, b, counting) == Truth::Met);
        let most = match counting.apart {
            None => largest(&all, |a, b| self.count_as_two(a, b, counting) != Truth::NotMet),
            Some(length) => {
                let distinct = Counting { apart: None, ..counting.clone() };
                let different = largest(&all, |a, b| self.count_as_two(a, b, &distinct) != Truth::NotMet);
                different.min(most_apart(&all, Day::MIN, length))
            }
        };
        (least, (!selection.open).then_some(most))
    }

    /// Whether a number of events, with so many of each set among them, lies between two numbers.
    pub fn amount_between(
        &self,
        selection: &Selection,
        counting: &Counting,
        least: usize,
        most: Option<usize>,
    ) -> Truth {
        let (low, high) = self.amount(selection, counting);
        let enough = at_least((low, high), least);
        let not_too_many = most.map_or(Truth::Met, |most| !at_least((low, high), most + 1));
        let including = counting.including.iter().map(|(wanted, set)| {
            let among = selection.keep(|found| self.word_in(found.event.word, set));
            at_least(self.amount(&among, counting), *wanted as usize)
        });
        including.fold(enough.and(not_too_many), Truth::and)
    }

    fn count_as_two(&self, a: &Found, b: &Found, counting: &Counting) -> Truth {
        let distinct = match counting.distinct {
            None | Some(Distinct::Word) if !counting.as_one.is_empty() => self.words_differ(a, b, counting),
            None => Truth::Met,
            Some(Distinct::Word) => self.words_differ(a, b, counting),
            Some(by) => self.differ(a, b, by),
        };
        distinct.and(counting.apart.map_or(Truth::Met, |length| apart(a.start, b.start, length)))
    }

    fn words_differ(&self, a: &Found, b: &Found, counting: &Counting) -> Truth {
        let mut keys_a = self.keys(a.event.word, &counting.as_one);
        let keys_b = self.keys(b.event.word, &counting.as_one);
        if counting.distinct.is_none() && keys_a.iter().all(|key| matches!(key, Key::Word(_))) {
            // Words count as one only within their group; every other event counts.
            keys_a.clear();
        }
        keys_differ(&keys_a, &keys_b)
    }

    /// What the word of an event may turn out to count as.
    fn keys(&self, word: WordId, as_one: &[WordSet]) -> Vec<Key> {
        let vocabulary = &self.program.vocabulary;
        let kind = vocabulary.word(word).kind;
        let group = |word: WordId| as_one.iter().position(|set| set.contains(word)).map_or(Key::Word(word), Key::Group);
        if word == kind.unmapped() {
            return vocabulary.words.iter().filter(|word| word.kind == kind).map(|word| group(word.id)).collect();
        }
        let mut keys: Vec<Key> = Vec::new();
        for key in vocabulary.word(word).family.iter().map(group) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// Whether two events differ by word, day or attribute.
    pub fn differ(&self, a: &Found, b: &Found, by: Distinct) -> Truth {
        match by {
            Distinct::Word => keys_differ(&self.keys(a.event.word, &[]), &self.keys(b.event.word, &[])),
            Distinct::Day => match (a.start.known(), b.start.known()) {
                (Some(a), Some(b)) => Truth::of(a != b),
                _ => Truth::of(true).min(if disjoint(a.start, b.start) { Truth::Met } else { Truth::Unknown }),
            },
            Distinct::Attribute(attribute) => {
                let of = |found: &Found| self.attribute(found, attribute);
                match (of(a), of(b)) {
                    (Some(a), Some(b)) => data_differ(&a, &b),
                    _ => Truth::Unknown,
                }
            }
        }
    }

    /// Whether a word is in a set: possibly, if something below it is or it is not mapped.
    pub fn word_in(&self, word: WordId, set: &WordSet) -> Truth {
        set.iter().map(|member| self.is_a(word, member)).max().unwrap_or(Truth::NotMet)
    }
}

/// What a word counts as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Word(WordId),
    Group(usize),
}

fn keys_differ(a: &[Key], b: &[Key]) -> Truth {
    match (a, b) {
        ([a], [b]) => Truth::of(a != b),
        _ if a.iter().any(|key| b.contains(key)) => Truth::Unknown,
        _ => Truth::Met,
    }
}

fn disjoint(a: DaySpan, b: DaySpan) -> bool {
    a.last < b.first || b.last < a.first
}

fn data_differ(a: &Datum, b: &Datum) -> Truth {
    match (a, b) {
        (Datum::Quantity(a, _), Datum::Quantity(b, _)) | (Datum::Titre(a), Datum::Titre(b)) => {
            a.compare(enrol::value::Comparison::NotEqual, b)
        }
        (Datum::Days(a), Datum::Days(b)) => match (a.known(), b.known()) {
            (Some(a), Some(b)) => Truth::of(a != b),
            _ if disjoint(*a, *b) => Truth::Met,
            _ => Truth::Unknown,
        },
        (Datum::Either(data), other) | (other, Datum::Either(data)) => {
            let truths: Vec<_> = data.iter().map(|datum| data_differ(datum, other)).collect();
            if truths.iter().all(|truth| *truth == truths[0]) { truths[0] } else { Truth::Unknown }
        }
        _ => Truth::of(a != b),
    }
}

fn at_least((low, high): Amount, wanted: usize) -> Truth {
    if low >= wanted {
        Truth::Met
    } else if high.is_some_and(|high| high < wanted) {
        Truth::NotMet
    } else {
        Truth::Unknown
    }
}

/// Whether two days lie at least a length apart.
fn apart(a: DaySpan, b: DaySpan, length: Length) -> Truth {
    let later = |day: Day| length.after(day);
    let one_way = |from: DaySpan, to: DaySpan| match (later(from.first), later(from.last)) {
        (Some(first), Some(last)) => DaySpan::between(first, last).at_most(to),
        _ => Truth::Unknown,
    };
    one_way(a, b).or(one_way(b, a))
}

/// How many events can lie so far apart: tries each as the next, on the first day that it can have been. Of days that are
/// known the first is as good as any.
fn most_apart(left: &[&Found], from: Day, length: Length) -> usize {
    let first_known = left.iter().filter_map(|found| found.start.known()).filter(|day| *day >= from).min();
    let next = left.iter().enumerate().map(|(at, next)| {
        let day = next.start.first.max(from);
        let later = next.start.known().is_some() && Some(day) != first_known;
        if day > next.start.last || later {
            return 0;
        }
        let others: Vec<_> =
            left.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| *other).collect();
        1 + most_apart(&others, length.after(day).unwrap_or(day), length)
    });
    next.max().unwrap_or(0)
}

/// The size of the largest set of events of which any two stand so to one another.
fn largest(events: &[&Found], pair: impl Fn(&Found, &Found) -> bool) -> usize {
    let fits: Vec<Vec<bool>> = events.iter().map(|a| events.iter().map(|b| pair(a, b)).collect()).collect();
    let all: Vec<usize> = (0..events.len()).collect();
    let mut best = 0;
    extend(&all, 0, &fits, &mut best);
    best
}

/// Tries every event that still fits those chosen, with it and without it, as long as that can beat the best so far.
fn extend(left: &[usize], chosen: usize, fits: &[Vec<bool>], best: &mut usize) {
    *best = (*best).max(chosen);
    for (at, event) in left.iter().enumerate() {
        if chosen + left.len() - at <= *best {
            return;
        }
        let fitting: Vec<usize> = left[at + 1..].iter().copied().filter(|other| fits[*event][*other]).collect();
        extend(&fitting, chosen + 1, fits, best);
    }
}
