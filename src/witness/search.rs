//! From a record to a nearer one, by small changes, until it is there; then without everything that it need not say.

use super::bearing::Bearing;
use super::chance::Chance;
use super::draft::Draft;
use super::goals::Goal;
use super::moves::{Moves, less};
use crate::record::{Patient, ReadOptions, Reader};
use crate::value::Day;
use crate::vocabulary::Vocabulary;

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
pub(super) struct Search<'b, 'v> {
    moves: Moves<'b>,
    reader: Reader<'v>,
    as_of: Day,
    bounds: Bounds,
}

impl<'b, 'v> Search<'b, 'v> {
    pub(super) fn new(bearing: &'b Bearing, vocabulary: &'v Vocabulary, as_of: Day, bounds: Bounds) -> Search<'b, 'v> {
        let reader = Reader::new(vocabulary, ReadOptions { as_of: Some(as_of), ..ReadOptions::default() });
        Search { moves: Moves::new(bearing, as_of), reader, as_of, bounds }
    }

    /// A smallest record that is there. Begins with those that are known, the nearest first; nothing where none is found.
    pub(super) fn find(&mut self, known: &[Draft], goal: &mut dyn Goal) -> Option<Found> {
        let mut begin: Vec<(f64, Draft)> = self
            .moves
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
        let mut wished = goal.days().to_vec();
        for _ in 0..self.bounds.tries {
            if best >= 1.0 {
                break;
            }
            let next = self.moves.next(&draft, &wished, chance);
            let nearness = self.nearness(&next, goal);
            if nearness > best {
                size = next.size();
            } else if nearness < best || next.size() > size + LARGER {
                continue;
            }
            (best, draft) = (nearness, next);
            wished = goal.days().to_vec();
        }
        (best >= 1.0).then_some(draft)
    }

    /// How near a record is; a record with anything wrong in it is nowhere.
    pub(super) fn nearness(&mut self, draft: &Draft, goal: &mut dyn Goal) -> f64 {
        self.patient(draft).map_or(-1.0, |patient| goal.near(draft, &patient))
    }

    fn patient(&mut self, draft: &Draft) -> Option<Patient> {
        let read = self.reader.read_yaml(draft.yaml(ID, self.as_of).as_bytes());
        read.patients.into_iter().next().filter(|_| read.findings.is_empty())
    }

    /// The record without what it need not say.
    fn smallest(&mut self, mut draft: Draft, goal: &mut dyn Goal) -> Option<Found> {
        while let Some(smaller) = less(&draft).into_iter().find(|less| self.nearness(less, goal) >= 1.0) {
            draft = smaller;
        }
        let patient = self.patient(&draft)?;
        Some(Found { draft, patient })
    }
}
