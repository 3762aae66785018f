//! Whether nodes of two programs mean the same.
//!
//! A node's shape is what it says by names and exact numbers, with nothing of where it stands: words, attributes and values by name,
//! quantities in their unit. Shapes of both programs go into one table, each once; two nodes mean the same if and only if they have
//! the same place in it. So equality is decided on the whole of what is evaluated, never on text.

use super::shape::{Shape, shape};
use crate::check::{AnchorId, EventsId, LinesId, PointId, Program, ScoreId, TruthId, TruthNode, ValueId, WindowId};
use crate::vocabulary::{QuestionId, SiteId, WordId};
use std::collections::{BTreeMap, BTreeSet};

/// Something in a program that has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Truth(TruthId),
    Value(ValueId),
    Events(EventsId),
    Point(PointId),
    Window(WindowId),
    Anchor(AnchorId),
    Score(ScoreId),
    Lines(LinesId),
    /// How records of a word are read, and what they give.
    Word(WordId),
    /// How long a drug stays.
    HalfLife(WordId),
    Question(QuestionId),
    Site(SiteId),
}

/// A meaning, by its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Meaning(usize);

/// The table of meanings of two programs.
#[derive(Debug, Default)]
pub(super) struct Meanings {
    known: BTreeMap<(String, Vec<Meaning>), Meaning>,
}

/// A program whose meanings are looked up.
#[derive(Debug)]
pub(super) struct Side<'p> {
    pub(super) program: &'p Program,
    found: BTreeMap<Place, Meaning>,
    /// What is being looked up: words may refer to one another.
    open: BTreeSet<Place>,
}

impl<'p> Side<'p> {
    pub(super) fn new(program: &'p Program) -> Side<'p> {
        Side { program, found: BTreeMap::new(), open: BTreeSet::new() }
    }
}

impl Meanings {
    /// What something means.
    pub(super) fn of(&mut self, side: &mut Side<'_>, place: Place) -> Meaning {
        if let Some(meaning) = side.found.get(&place) {
            return *meaning;
        }
        let Shape { form, parts, any_order } = shape(side.program, place);
        if !side.open.insert(place) {
            return self.kept(form, Vec::new());
        }
        let parts = flat(side.program, place, parts);
        let mut meanings: Vec<Meaning> = parts.iter().map(|part| self.of(side, *part)).collect();
        side.open.remove(&place);
        let meaning = match (any_order, meanings.as_slice()) {
            // All, or any, of one is that one.
            (true, [only]) if is_block(side.program, place) => *only,
            (true, _) => {
                meanings.sort();
                self.kept(form, meanings)
            }
            (false, _) => self.kept(form, meanings),
        };
        side.found.insert(place, meaning);
        meaning
    }

    fn kept(&mut self, form: String, parts: Vec<Meaning>) -> Meaning {
        let next = Meaning(self.known.len());
        *self.known.entry((form, parts)).or_insert(next)
    }
}

/// The parts of a block with those of blocks of its own kind in it in their place: all of a and (all of b and c).
fn flat(program: &Program, place: Place, parts: Vec<Place>) -> Vec<Place> {
    if !is_block(program, place) {
        return parts;
    }
    let alike =
        |part: &Place| matches!((kind(program, place), kind(program, *part)), (Some(one), Some(two)) if one == two);
    parts
        .into_iter()
        .flat_map(|part| match alike(&part) {
            true => flat(program, part, shape(program, part).parts),
            false => vec![part],
        })
        .collect()
}

/// Whether something is all, or any, of some truths.
pub(super) fn is_block(program: &Program, place: Place) -> bool {
    kind(program, place).is_some()
}

/// `true` for all, `false` for any.
fn kind(program: &Program, place: Place) -> Option<bool> {
    let Place::Truth(id) = place else { return None };
    match program.truth(id).node {
        TruthNode::All(_) => Some(true),
        TruthNode::Any(_) => Some(false),
        _ => None,
    }
}
