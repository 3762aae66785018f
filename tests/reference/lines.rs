//! Lines of therapy: as recorded, else as the named policy derives them from exposures.

use super::lists::Needed;
use super::model::{Found, Reference, Selection};
use super::time::hull;
use enrol::check::{LinesId, LinesPolicy, Words};
use enrol::record::Event;
use enrol::value::{Day, DaySpan};
use enrol::vocabulary::builtin::attribute;
use enrol::vocabulary::{Datum, Kind, LINE, WordId, WordSet};

/// A line while its exposures are gone through.
struct Line {
    exposures: Vec<Found>,
}

impl Reference<'_> {
    /// Recorded lines, or none where somebody said that the list of lines is complete; else derived ones.
    pub fn lines(&self, policy: Option<LinesId>, needed: &[Needed]) -> Selection {
        let recorded = self.of_words(&words_of(Kind::Line, LINE), false, needed);
        let complete = !self.root_is_open_for_ever(LINE);
        match policy {
            Some(policy) if recorded.found.is_empty() && !complete => {
                self.derive(&self.program.lines[policy.0 as usize])
            }
            _ => recorded,
        }
    }

    /// The lines of every world, each date at its first or last day: the second line is certain if every world has a
    /// second line.
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
        let worlds: Vec<_> =
            worlds_of(&exposures.found).into_iter().map(|world| self.lines_in(policy, world)).collect();
        let most = worlds.iter().map(Vec::len).max().unwrap_or(0);
        let found = (0..most).filter_map(|at| {
            let lines: Vec<_> = worlds.iter().filter_map(|world| world.get(at)).collect();
            let events = lines.iter().map(|line| line_event(line, at + 1));
            let certain = lines.len() == worlds.len();
            let together = |a: Found, b: Found| Found { start: hull(a.start, b.start), end: hull(a.end, b.end), ..a };
            let line = events.reduce(together)?;
            Some(Found::derived(&line.event, certain, line.start, line.end))
        });
        Selection { found: found.collect(), open: exposures.open, ..Selection::default() }
    }

    fn lines_in(&self, policy: &LinesPolicy, mut world: Vec<Found>) -> Vec<Line> {
        world.sort_by_key(|found| (found.start.first, found.place));
        let mut lines: Vec<Line> = Vec::new();
        for exposure in world {
            match lines.last_mut() {
                Some(line) if !self.opens_line(policy, line, &exposure) => line.exposures.push(exposure),
                _ => lines.push(Line { exposures: vec![exposure] }),
            }
        }
        lines
    }

    /// Whether an exposure opens a new line, or belongs to the one before.
    fn opens_line(&self, policy: &LinesPolicy, line: &Line, next: &Found) -> bool {
        let regimen = line.exposures[0].start.first;
        let days_in = next.start.first.0 - regimen.0;
        if days_in <= policy.regimen_days {
            return false;
        }
        let ended = line.exposures.iter().map(|exposure| exposure.end.last).max().unwrap();
        let gap = i64::from(next.start.first.0) - i64::from(ended.0);
        if policy.gap_days.is_some_and(|days| gap >= i64::from(days)) {
            return true;
        }
        let progressed = line.exposures.iter().any(|exposure| self.progressed(exposure));
        if policy.after_progression && progressed {
            return true;
        }
        let same_drug = line.exposures.iter().any(|exposure| exposure.event.word == next.event.word);
        let substitute = policy.same_for_substitution
            && line.exposures.iter().any(|exposure| self.share_a_class(exposure.event.word, next.event.word));
        let maintenance = policy.same_for_maintenance && self.is_symbol(next, attribute::INTENT, "maintenance");
        policy.when_added && !same_drug && !substitute && !maintenance
    }

    fn progressed(&self, exposure: &Found) -> bool {
        self.is_symbol(exposure, attribute::STOP_REASON, "progression")
            || self.is_symbol(exposure, attribute::OUTCOME, "progression")
    }

    fn is_symbol(&self, found: &Found, id: enrol::vocabulary::AttributeId, text: &str) -> bool {
        matches!(found.event.attribute(id), Some(Datum::Symbol(symbol)) if self.program.vocabulary.symbol(*symbol) == text)
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

fn line_event(line: &Line, number: usize) -> Found {
    let start = line.exposures[0].start;
    let last = |pick: fn(DaySpan) -> Day| line.exposures.iter().map(|exposure| pick(exposure.end)).max().unwrap();
    let end = DaySpan::between(last(|end| end.first), last(|end| end.last));
    let mut drugs: Vec<_> = line.exposures.iter().map(|exposure| exposure.event.word).collect();
    drugs.sort();
    drugs.dedup();
    let number = enrol::value::Range::point(enrol::value::Number::whole(number as i64));
    let event = Event {
        word: LINE,
        kind: Kind::Line,
        planned: false,
        start,
        end,
        result: None,
        attributes: vec![
            (attribute::DRUGS, Datum::Words(drugs)),
            (attribute::NUMBER, Datum::Quantity(number, enrol::vocabulary::builtin::unit::ONE)),
        ],
        more: None,
        source: line.exposures[0].event.source,
    };
    Found::derived(&event, true, start, end)
}
