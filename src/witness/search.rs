//! From a record to a nearer one, by small changes, until it is there; then without everything that it need not say.

use super::bearing::Bearing;
use super::chance::Chance;
use super::draft::Draft;
use super::goals::Goal;
use super::moves::{Moves, less};
use super::wanting::Wishes;
use crate::check::{Program, TruthId};
use crate::record::{Patient, ReadOptions, Reader};
use crate::value::{Day, Truth};
use std::collections::BTreeMap;

/// What records are looked at, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// How many records are tried from one beginning.
    pub tries: usize,
    /// How many times a search begins anew.
    pub beginnings: usize,
    /// From which all choices follow.
    pub seed: u64,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds { tries: 1_500, beginnings: 4, seed: 1 }
    }
}

/// How much more a record may say while it comes no nearer.
const LARGER: usize = 8;

/// How much farther a record may be that is gone on from all the same, to come around what is nearest only here.
const DETOUR: f64 = 0.15;

/// How often, in a hundred, such a record is gone on from.
const DETOURS: usize = 2;

/// How often, in a hundred, a record is gone on from that says more and is no nearer: where much is said, little can be found.
const GROWTH: usize = 40;

/// How often, in a hundred, what is tried next bears on what keeps a record from being there.
const DIRECTED: usize = 60;

/// How often it is said, of what should not hold, that nothing is missing.
const CLOSED: usize = 25;

/// The id of the patient of a record in the making.
pub(super) const ID: &str = "witness";

/// A record that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it says.
    pub draft: Draft,
    /// The patient that it is.
    pub patient: Patient,
}

/// Looks for records among those that what bears on something can make.
pub(super) struct Search<'b, 'p> {
    program: &'p Program,
    bearing: &'b Bearing,
    /// Changes by all that bears on it.
    whole: Moves<'b>,
    /// What bears on single truths in it.
    parts: BTreeMap<TruthId, Bearing>,
    reader: Reader<'p>,
    as_of: Day,
    bounds: Bounds,
}

impl<'b, 'p> Search<'b, 'p> {
    pub(super) fn new(bearing: &'b Bearing, program: &'p Program, as_of: Day, bounds: Bounds) -> Search<'b, 'p> {
        let reader = Reader::new(&program.vocabulary, ReadOptions { as_of: Some(as_of), ..ReadOptions::default() });
        Search { program, bearing, whole: Moves::new(bearing, as_of), parts: BTreeMap::new(), reader, as_of, bounds }
    }

    /// A smallest record that is there. Begins with those that are known, the nearest first; nothing where none is found.
    pub(super) fn find(&mut self, known: &[Draft], goal: &mut dyn Goal) -> Option<Found> {
        let mut begin: Vec<(f64, Draft)> = self
            .whole
            .beginnings()
            .iter()
            .chain(known)
            .map(|draft| (self.nearness(draft, goal), draft.clone()))
            .collect();
        begin.sort_by(|one, two| two.0.total_cmp(&one.0));
        let mut chance = Chance::new(self.bounds.seed);
        for (nearness, draft) in begin.iter().cycle().take(self.bounds.beginnings) {
            if let Some(draft) = self.climb((*nearness, draft.clone()), &mut chance, goal) {
                return self.smallest(draft, goal);
            }
        }
        None
    }

    /// Goes on from a record to records that are no farther.
    fn climb(
        &mut self,
        (mut best, mut draft): (f64, Draft),
        chance: &mut Chance,
        goal: &mut dyn Goal,
    ) -> Option<Draft> {
        let mut size = draft.size();
        // What would bring this record nearer, as the goal sees it.
        self.nearness(&draft, goal);
        let mut wishes = goal.wishes();
        for _ in 0..self.bounds.tries {
            if best >= 1.0 {
                break;
            }
            let next = self.next(&draft, &wishes, chance);
            let nearness = self.nearness(&next, goal);
            if nearness > best {
                size = next.size();
            } else if next.size() > size + LARGER || !goes_on(nearness - best, next.size() > draft.size(), chance) {
                continue;
            }
            (best, draft) = (nearness, next);
            wishes = goal.wishes();
        }
        (best >= 1.0).then_some(draft)
    }

    /// The record with something else in it, in which nothing contradicts itself.
    fn next(&mut self, draft: &Draft, wishes: &Wishes, chance: &mut Chance) -> Draft {
        let mut next = self.changed(draft, wishes, chance);
        self.whole.reconcile(&mut next);
        next
    }

    /// The record with something else in it: mostly something that bears on what keeps it from being there.
    fn changed(&mut self, draft: &Draft, wishes: &Wishes, chance: &mut Chance) -> Draft {
        if !wishes.truths.is_empty()
            && chance.percent(DIRECTED)
            && let Some((truth, wanted)) = chance.one(&wishes.truths)
        {
            let part = self.parts.entry(*truth);
            let part = part.or_insert_with(|| self.bearing.part(self.program, *truth, self.as_of));
            let moves = Moves::new(part, self.as_of);
            return match wanted {
                Truth::NotMet if chance.percent(CLOSED) => moves.closed(draft, chance),
                _ => moves.next(draft, &wishes.days, chance),
            };
        }
        self.whole.next(draft, &wishes.days, chance)
    }

    /// How near a record is; a record with anything wrong in it is nowhere.
    pub(super) fn nearness(&mut self, draft: &Draft, goal: &mut dyn Goal) -> f64 {
        self.patient(draft).map_or(-1.0, |patient| goal.near(draft, &patient))
    }

    fn patient(&mut self, draft: &Draft) -> Option<Patient> {
        let read = self.reader.read_yaml(draft.yaml(ID, self.as_of).as_bytes());
        read.patients.into_iter().next().filter(|_| read.findings.is_empty())
    }

    /// One record rather than another, where it is there as well.
    fn instead(&mut self, one: Draft, other: Draft, goal: &mut dyn Goal) -> Draft {
        if self.nearness(&one, goal) >= 1.0 { one } else { other }
    }

    /// The record without what it need not say, with plain days where any day would do.
    fn smallest(&mut self, mut draft: Draft, goal: &mut dyn Goal) -> Option<Found> {
        while let Some(smaller) = less(&draft).into_iter().find(|less| self.nearness(less, goal) >= 1.0) {
            draft = smaller;
        }
        for place in 0..draft.entries.len() {
            draft = self.instead(draft.begun_on(place, self.as_of), draft, goal);
        }
        draft = self.instead(draft.tidied(), draft, goal);
        let patient = self.patient(&draft)?;
        Some(Found { draft, patient })
    }
}

/// Whether a record is gone on from that is so much nearer, which is not nearer at all.
fn goes_on(nearer: f64, is_larger: bool, chance: &mut Chance) -> bool {
    if nearer < 0.0 {
        return nearer >= -DETOUR && chance.percent(DETOURS);
    }
    !is_larger || chance.percent(GROWTH)
}
