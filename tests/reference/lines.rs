//! Lines of therapy: as recorded, else as the named policy derives them from exposures.

use super::lists::Needed;
use super::model::{Found, Reference, Selection, ways_of};
use super::time::hull;
use enrol::check::{LinesId, LinesPolicy, Words};
use enrol::record::Event;
use enrol::value::{Day, DaySpan, Truth};
use enrol::vocabulary::builtin::attribute;
use enrol::vocabulary::{AttributeId, Datum, Kind, LINE, WordId, WordSet};

/// An exposure in one world.
#[derive(Clone)]
struct Exposure {
    found: Found,
    /// Whether the disease went on under it.
    progressed: bool,
}

/// A line while its exposures are gone through.
struct Line {
    exposures: Vec<Exposure>,
}

/// What happened in one world: exposures with known dates, and the days on which the disease was found to have progressed.
struct World {
    exposures: Vec<Exposure>,
    progressions: Vec<Day>,
}

const FAILED: &[&str] = &["progression", "no_response", "lack_of_efficacy", "loss_of_efficacy", "unsustained_response"];

impl Reference<'_> {
    /// Recorded lines; where there is none, derived ones.
    pub fn lines(&self, policy: Option<LinesId>, needed: &[Needed]) -> Selection {
        let recorded = self.of_words(&words_of(Kind::Line, LINE), false, needed);
        match policy {
            Some(policy) if recorded.found.is_empty() => self.derive(&self.program.lines[policy.0 as usize]),
            _ => recorded,
        }
    }

    /// The lines of every world, each date at its first or last day, and each exposure of which it is not recorded ended in
    /// progression or not: the second line is certain if every world has a second line, and says what it says in each.
    fn derive(&self, policy: &LinesPolicy) -> Selection {
        let mut counted = policy.of.clone();
        policy.not_counted.iter().for_each(|word| counted.remove(word));
        let words = Words {
            kinds: vec![Kind::Drug],
            certain: counted.clone(),
            possible: WordSet::default(),
            roots: counted.iter().collect(),
            single: None,
        };
        let exposures = self.of_words(&words, false, &[]);
        // One that may count or not may begin a line, end one, or belong to any.
        let doubtful = self.doubtful(&counted);
        if !doubtful.is_empty() {
            let all: Vec<_> = exposures.found.iter().chain(&doubtful).collect();
            let certain = !exposures.found.is_empty();
            let begun = DaySpan::between(Day::MIN, self.as_of());
            let line = |(at, found): (usize, &&Found)| {
                let event = line_of(begun, DaySpan::ANY, vec![number(at + 1)], &found.event);
                Found::derived(&event, certain && at == 0, begun, DaySpan::ANY)
            };
            let found: Vec<_> = all.iter().map(|found| (*found).clone()).collect();
            return Selection {
                found: all.iter().enumerate().map(line).collect(),
                open: exposures.open || self.may_have_progressed_unseen(policy, &found),
                ..Selection::default()
            };
        }
        let open = exposures.open || self.may_have_progressed_unseen(policy, &exposures.found);
        let worlds: Vec<_> =
            self.worlds_of(policy, &exposures.found).into_iter().map(|world| self.lines_in(policy, world)).collect();
        let most = worlds.iter().map(Vec::len).max().unwrap_or(0);
        let found = (0..most).filter_map(|at| {
            let lines: Vec<_> = worlds.iter().filter_map(|world| world.get(at)).collect();
            let events: Vec<_> = lines.iter().map(|line| line_event(line, at + 1)).collect();
            let certain = lines.len() == worlds.len();
            let start = events.iter().map(|event| event.start).reduce(hull)?;
            let end = events.iter().map(|event| event.end).reduce(hull)?;
            let mut event = events[0].clone();
            event.attributes.retain_mut(|(id, datum)| {
                match events.iter().map(|other| other.attribute(*id)).collect() {
                    Some::<Vec<_>>(all) => {
                        *datum = Datum::one_of(all.into_iter().cloned()).unwrap();
                        true
                    }
                    None => false,
                }
            });
            Some(Found::derived(&event, certain, start, end))
        });
        Selection { found: found.collect(), open, ..Selection::default() }
    }

    /// Exposures that are coded too coarsely to say whether they count.
    fn doubtful(&self, counted: &WordSet) -> Vec<Found> {
        let all = (0..).zip(&self.patient.events).filter(|(_, event)| event.kind == Kind::Drug && !event.planned);
        let begun = all.filter(|(_, event)| event.start.first <= self.as_of());
        let may_count = begun.filter(|(_, event)| self.word_in(event.word, counted) == Truth::Unknown);
        may_count.map(|(place, event)| self.recorded(place, event, false)).collect()
    }

    fn worlds_of(&self, policy: &LinesPolicy, exposures: &[Found]) -> Vec<World> {
        let known = |found: &Found| if policy.after_progression { self.progressed(found) } else { Truth::NotMet };
        let ways = |found: &Found| ways_of(found) * if known(found) == Truth::Unknown { 2 } else { 1 };
        let progressions = self.progressions_among(policy, exposures);
        let days: Vec<_> = progressions.iter().map(|one| days_to_try(one, exposures)).collect();
        if !self.can_go_through(exposures.iter().map(ways).chain(days.iter().map(Vec::len))) {
            return Vec::new();
        }
        let mut progressed = vec![Vec::new()];
        for days in &days {
            let with = |before: &Vec<Day>, day: &Option<Day>| before.iter().copied().chain(*day).collect();
            progressed =
                progressed.iter().flat_map(|before: &Vec<Day>| days.iter().map(move |day| with(before, day))).collect();
        }
        let mut worlds = Vec::new();
        for world in worlds_of(exposures) {
            let open: Vec<_> = world.iter().map(|found| known(found) == Truth::Unknown).collect();
            let many = open.iter().filter(|open| **open).count();
            for way in 0..1u32 << many {
                let mut bit = 0;
                let exposures = world.iter().zip(&open).map(|(found, open)| {
                    bit += usize::from(*open);
                    let progressed = if *open { way >> (bit - 1) & 1 == 1 } else { known(found) == Truth::Met };
                    Exposure { found: found.clone(), progressed }
                });
                let exposures: Vec<_> = exposures.collect();
                worlds.extend(
                    progressed.iter().map(|days| World { exposures: exposures.clone(), progressions: days.clone() }),
                );
            }
        }
        worlds
    }

    /// The recorded progressions, certain and possible ones, that can matter: those before the last exposure that can begin.
    fn progressions_among(&self, policy: &LinesPolicy, exposures: &[Found]) -> Vec<Found> {
        let Some(words) = &policy.progression else { return Vec::new() };
        let recorded = self.of_words(words, false, &[]).found;
        let last = exposures.iter().map(|exposure| exposure.start.last).max();
        let first = exposures.iter().map(|exposure| exposure.start.first).min();
        let matters = |found: &Found| last >= Some(found.start.first) && first < Some(found.start.last);
        recorded.into_iter().filter(matters).collect()
    }

    /// Whether nobody says that there was no progression of which the record does not know, between the first and the last
    /// of exposures that are not all of one regimen.
    fn may_have_progressed_unseen(&self, policy: &LinesPolicy, exposures: &[Found]) -> bool {
        let Some(words) = &policy.progression else { return false };
        let first = exposures.iter().map(|exposure| exposure.start.first).min();
        let last = exposures.iter().map(|exposure| exposure.start.last).max();
        let (Some(first), Some(last)) = (first, last) else { return false };
        if exposures.len() < 2 || last <= first.plus_days(policy.regimen_days) {
            return false;
        }
        let day = first.plus_days(1);
        self.is_open(words, &[Needed::Around(day, last), Needed::Begun(day, last)])
    }

    fn lines_in(&self, policy: &LinesPolicy, world: World) -> Vec<Line> {
        let World { mut exposures, progressions } = world;
        exposures.sort_by_key(|exposure| (exposure.found.start.first, exposure.found.place));
        let mut lines: Vec<Line> = Vec::new();
        for exposure in exposures {
            match lines.last_mut() {
                Some(line) if !self.opens_line(policy, line, &exposure, &progressions) => line.exposures.push(exposure),
                _ => lines.push(Line { exposures: vec![exposure] }),
            }
        }
        lines
    }

    /// Whether an exposure opens a new line, or belongs to the one before.
    fn opens_line(&self, policy: &LinesPolicy, line: &Line, next: &Exposure, progressions: &[Day]) -> bool {
        let next = &next.found;
        let before = || line.exposures.iter().map(|exposure| &exposure.found);
        let regimen = line.exposures[0].found.start.first;
        let days_in = next.start.first.0 - regimen.0;
        if days_in <= policy.regimen_days {
            return false;
        }
        let ended = before().map(|exposure| exposure.end.last).max().unwrap();
        let gap = i64::from(next.start.first.0) - i64::from(ended.0);
        if policy.gap_days.is_some_and(|days| gap > i64::from(days)) {
            return true;
        }
        if policy.after_progression && line.exposures.iter().any(|exposure| exposure.progressed) {
            return true;
        }
        // One found on the day on which the line began was the reason for it; one found on the day of the next drug, for that.
        if progressions.iter().any(|day| *day > line.exposures[0].found.start.first && *day <= next.start.first) {
            return true;
        }
        let same_drug = before().any(|exposure| exposure.event.word == next.event.word);
        let substitute = policy.same_for_substitution
            && before().any(|exposure| self.share_a_class(exposure.event.word, next.event.word));
        let maintenance = policy.same_for_maintenance && self.is_symbol(next, attribute::INTENT, &["maintenance"]);
        policy.when_added && !same_drug && !substitute && !maintenance
    }

    /// Whether the disease went on under an exposure: as its outcome or the reason why it was stopped says, and open where
    /// one of them is not recorded and the other does not say so.
    fn progressed(&self, exposure: &Found) -> Truth {
        let ids = [attribute::OUTCOME, attribute::STOP_REASON];
        if ids.iter().any(|id| self.is_symbol(exposure, *id, FAILED)) {
            return Truth::Met;
        }
        Truth::NotMet.max(if ids.iter().all(|id| self.attribute(exposure, *id).is_some()) {
            Truth::NotMet
        } else {
            Truth::Unknown
        })
    }

    fn is_symbol(&self, found: &Found, id: AttributeId, of: &[&str]) -> bool {
        matches!(found.event.attribute(id), Some(Datum::Symbol(symbol)) if of.contains(&self.program.vocabulary.symbol(*symbol)))
    }

    fn share_a_class(&self, a: WordId, b: WordId) -> bool {
        let parents = |word: WordId| &self.program.vocabulary.word(word).parents;
        parents(a).iter().any(|parent| parents(b).contains(parent))
    }
}

fn words_of(kind: Kind, word: WordId) -> Words {
    let certain: WordSet = [word].into_iter().collect();
    Words {
        kinds: vec![kind],
        certain,
        possible: [kind.unmapped()].into_iter().collect(),
        roots: vec![word],
        single: Some(word),
    }
}

/// Every way in which the dates of exposures can have been, each at its first or last day.
fn worlds_of(exposures: &[Found]) -> Vec<Vec<Found>> {
    let mut worlds = vec![Vec::new()];
    for exposure in exposures {
        let mut ways = Vec::new();
        for start in [exposure.start.first, exposure.start.last] {
            for end in [exposure.end.first, exposure.end.last] {
                let way = Found { start: DaySpan::on(start), end: DaySpan::on(end), ..exposure.clone() };
                if start <= end && !ways.contains(&way) {
                    ways.push(way);
                }
            }
        }
        worlds = worlds
            .iter()
            .flat_map(|world: &Vec<Found>| ways.iter().map(|way| world.iter().chain([way]).cloned().collect()))
            .collect();
    }
    worlds
}

/// The days to try for a progression: whichever day it is, only the exposures that begin before it and those that do not
/// matter, so every day on which one may begin, and the day after, stands for all between.
fn days_to_try(progression: &Found, exposures: &[Found]) -> Vec<Option<Day>> {
    let DaySpan { first, last } = progression.start;
    let begins = exposures.iter().flat_map(|exposure| [exposure.start.first, exposure.start.last]);
    let around = begins.flat_map(|day| [day, day.plus_days(1)]);
    let mut days: Vec<_> = around.chain([first, last]).filter(|day| first <= *day && *day <= last).collect();
    days.sort();
    days.dedup();
    let mut days: Vec<_> = days.into_iter().map(Some).collect();
    if !progression.certain {
        days.push(None);
    }
    days
}

fn line_event(line: &Line, at: usize) -> Event {
    let exposures = || line.exposures.iter().map(|exposure| &exposure.found);
    let start = line.exposures[0].found.start;
    let last = |pick: fn(DaySpan) -> Day| exposures().map(|exposure| pick(exposure.end)).max().unwrap();
    let end = DaySpan::between(last(|end| end.first), last(|end| end.last));
    let mut drugs: Vec<_> = exposures().map(|exposure| exposure.event.word).collect();
    drugs.sort();
    drugs.dedup();
    let mut attributes = vec![(attribute::DRUGS, Datum::Words(drugs)), number(at)];
    let newest = exposures().next_back().unwrap();
    let copied = [attribute::INTENT, attribute::OUTCOME, attribute::STOP_REASON];
    attributes.extend(newest.event.attributes.iter().filter(|(id, _)| copied.contains(id)).cloned());
    line_of(start, end, attributes, &newest.event)
}

fn number(at: usize) -> (AttributeId, Datum) {
    let number = enrol::value::Range::point(enrol::value::Number::whole(at as i64));
    (attribute::NUMBER, Datum::Quantity(number, enrol::vocabulary::builtin::unit::ONE))
}

fn line_of(start: DaySpan, end: DaySpan, attributes: Vec<(AttributeId, Datum)>, last: &Event) -> Event {
    Event {
        word: LINE,
        kind: Kind::Line,
        planned: false,
        start,
        end,
        result: None,
        attributes,
        more: None,
        source: last.source,
    }
}
