//! From a record to a nearer one, by small changes, until it is there; then without everything that it need not say.

use super::bearing::Bearing;
use super::chance::Chance;
use super::draft::Draft;
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

/// How near a record is to what is wanted of it.
pub(super) type Near<'n> = dyn FnMut(&Draft, &Patient) -> f64 + 'n;

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

    /// A smallest record for which `near` gives 1, beginning with some that are known; nothing where none is found.
    pub(super) fn find(&mut self, known: &[Draft], near: &mut dyn FnMut(&Patient) -> f64) -> Option<Found> {
        self.find_drafts(known, &mut |_, patient| near(patient))
    }

    /// The same for what is asked of the record itself, too.
    pub(super) fn find_drafts(&mut self, known: &[Draft], near: &mut Near<'_>) -> Option<Found> {
        let mut chance = Chance::new(self.bounds.seed);
        for draft in known {
            if self.nearness(draft, near) >= 1.0 {
                return self.smallest(draft.clone(), near);
            }
        }
        let [settled, open] = self.moves.beginnings();
        for turn in 0..self.bounds.beginnings {
            let begin = if turn % 2 == 0 { &settled } else { &open };
            if let Some(draft) = self.climb(begin.clone(), &mut chance, near) {
                return self.smallest(draft, near);
            }
        }
        None
    }

    /// Goes on from a record to records that are no farther.
    fn climb(&mut self, begin: Draft, chance: &mut Chance, near: &mut Near<'_>) -> Option<Draft> {
        let (mut best, mut draft) = (self.nearness(&begin, near), begin);
        let mut size = draft.size();
        for _ in 0..self.bounds.tries {
            if best >= 1.0 {
                return Some(draft);
            }
            let next = self.moves.next(&draft, chance);
            let nearness = self.nearness(&next, near);
            if nearness > best {
                size = next.size();
            } else if nearness < best || next.size() > size + LARGER {
                continue;
            }
            (best, draft) = (nearness, next);
        }
        (best >= 1.0).then_some(draft)
    }

    fn nearness(&mut self, draft: &Draft, near: &mut Near<'_>) -> f64 {
        self.patient(draft).map_or(-1.0, |patient| near(draft, &patient))
    }

    /// The patient of a record; nothing where anything in it is wrong.
    fn patient(&mut self, draft: &Draft) -> Option<Patient> {
        let read = self.reader.read_yaml(draft.yaml(ID, self.as_of).as_bytes());
        read.patients.into_iter().next().filter(|_| read.findings.is_empty())
    }

    /// The record without what it need not say.
    fn smallest(&mut self, mut draft: Draft, near: &mut Near<'_>) -> Option<Found> {
        while let Some(smaller) = less(&draft).into_iter().find(|less| self.nearness(less, near) >= 1.0) {
            draft = smaller;
        }
        let patient = self.patient(&draft)?;
        Some(Found { draft, patient })
    }
}
