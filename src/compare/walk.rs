//! Down two nodes of different meaning to where they differ.

use super::meaning::{Meanings, Place, Side, is_block};
use super::shape::shape;
use crate::check::{Gives, Program, TruthId};

/// Where two criteria differ.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) what: What,
    /// The truths around it in which it is shown.
    pub(super) around: (TruthId, TruthId),
    /// The label of the innermost line of a block.
    pub(super) label: Option<String>,
    /// The definitions, by their places in each program, and the scores in which it stands, outermost first.
    pub(super) within: Vec<(Place, Place)>,
    /// The innermost definition on each side: what uses it is said in full.
    pub(super) inside: (Option<usize>, Option<usize>),
    /// The innermost node on each side that has words of its own.
    pub(super) words: (Place, Place),
    /// What differs below, beside the node itself.
    pub(super) below: Vec<Difference>,
}

/// How two criteria differ somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The one stands where the other stood.
    Otherwise(Place, Place),
    /// A part of a block that is there no longer; whether all of the block's parts are asked for.
    Gone(Place, bool),
    /// A part that was added to a block.
    Come(Place, bool),
}

/// Walks down two programs.
pub(super) struct Walk<'w, 'p> {
    pub(super) meanings: &'w mut Meanings,
    pub(super) old: &'w mut Side<'p>,
    pub(super) new: &'w mut Side<'p>,
    found: Vec<Difference>,
}

impl<'w, 'p> Walk<'w, 'p> {
    /// Where two truths differ; empty where they mean the same.
    pub(super) fn of(
        meanings: &'w mut Meanings,
        old: &'w mut Side<'p>,
        new: &'w mut Side<'p>,
        truths: (TruthId, TruthId),
    ) -> Vec<Difference> {
        let mut walk = Walk { meanings, old, new, found: Vec::new() };
        let (one, two) = (Place::Truth(truths.0), Place::Truth(truths.1));
        let whole = Difference {
            what: What::Otherwise(one, two),
            around: truths,
            label: None,
            within: Vec::new(),
            inside: (None, None),
            words: (one, two),
            below: Vec::new(),
        };
        walk.differ(one, two, whole.clone(), true);
        let differ = walk.meanings.of(walk.old, one) != walk.meanings.of(walk.new, two);
        if walk.found.is_empty() && differ {
            walk.found.push(whole);
        }
        walk.found
    }

    fn same(&mut self, one: Place, two: Place) -> bool {
        self.meanings.of(self.old, one) == self.meanings.of(self.new, two)
    }

    /// What is different there; `at_top` while only blocks of truths lie above.
    fn differ(&mut self, one: Place, two: Place, mut around: Difference, at_top: bool) {
        if self.same(one, two) {
            return;
        }
        around.enter((self.old.program, self.new.program), (one, two), at_top);
        let (mut before, mut after) = (shape(self.old.program, one), shape(self.new.program, two));
        if before.parts.len() != after.parts.len() {
            // A class that has another member has another half-life; the class tells of it.
            for parts in [&mut before.parts, &mut after.parts] {
                parts.retain(|part| !matches!(part, Place::HalfLife(_)));
            }
        }
        if before.form != after.form {
            self.other_forms(one, two, around);
        } else if before.any_order {
            self.blocks(one, two, (before.parts, after.parts), &around, at_top);
        } else if before.parts.len() == after.parts.len() {
            let goes_on = at_top && before.parts.iter().all(|part| matches!(part, Place::Truth(_)));
            let known = self.found.len();
            for (one, two) in before.parts.into_iter().zip(after.parts) {
                self.differ(one, two, around.clone(), goes_on);
            }
            if self.found.len() == known {
                self.found.push(Difference { what: What::Otherwise(one, two), ..around });
            }
        } else {
            self.found.push(Difference { what: What::Otherwise(one, two), ..around });
        }
    }

    /// Two truths of other forms: one may be a block that holds what the other was alone.
    fn other_forms(&mut self, one: Place, two: Place, around: Difference) {
        let is_in = |walk: &mut Self| {
            let parts = shape(walk.new.program, two).parts;
            is_block(walk.new.program, two) && parts.iter().any(|part| walk.same(one, *part))
        };
        let held = |walk: &mut Self| {
            let parts = shape(walk.old.program, one).parts;
            is_block(walk.old.program, one) && parts.iter().any(|part| walk.same(*part, two))
        };
        if is_in(self) {
            let all = shape(self.new.program, two).form == "all";
            for part in shape(self.new.program, two).parts {
                if !self.same(one, part) {
                    self.found.push(Difference { what: What::Come(part, all), ..around.clone() });
                }
            }
        } else if held(self) {
            let all = shape(self.old.program, one).form == "all";
            for part in shape(self.old.program, one).parts {
                if !self.same(part, two) {
                    self.found.push(Difference { what: What::Gone(part, all), ..around.clone() });
                }
            }
        } else {
            let below = self.below(one, two, &around);
            self.found.push(Difference { what: What::Otherwise(one, two), below, ..around });
        }
    }

    /// What differs below two nodes that differ themselves, where they are of one sort.
    fn below(&mut self, one: Place, two: Place, around: &Difference) -> Vec<Difference> {
        let (before, after) = (shape(self.old.program, one), shape(self.new.program, two));
        let sort = |form: &str| form.split(' ').next().map(str::to_owned);
        let words = matches!(one, Place::Word(_)) || sort(&before.form).as_deref() == Some("words");
        if words
            || before.any_order
            || before.parts.len() != after.parts.len()
            || sort(&before.form) != sort(&after.form)
        {
            return Vec::new();
        }
        let known = self.found.len();
        for (one, two) in before.parts.into_iter().zip(after.parts) {
            self.differ(one, two, around.clone(), false);
        }
        self.found.split_off(known)
    }

    /// Two blocks of one kind: parts that mean the same belong together, then those of one label, then those of one form.
    fn blocks(&mut self, one: Place, two: Place, parts: (Vec<Place>, Vec<Place>), around: &Difference, at_top: bool) {
        let (mut before, mut after) = parts;
        let kept = before.len();
        before.retain(|part| match after.iter().position(|other| self.same(*part, *other)) {
            Some(place) => {
                after.remove(place);
                false
            }
            None => true,
        });
        let programs = (self.old.program, self.new.program);
        let alike: [&dyn Fn(Place, Place) -> bool; 3] = [
            &|one, two| label(programs.0, one).is_some() && label(programs.0, one) == label(programs.1, two),
            &|one, two| shape(programs.0, one).form == shape(programs.1, two).form,
            // Where one is left on both sides, it is the same one.
            &|one, two| kept > 1 && (label(programs.0, one).is_none() || label(programs.1, two).is_none()),
        ];
        let last = alike.len() - 1;
        for (turn, alike) in alike.into_iter().enumerate() {
            if turn == last && (before.len() != 1 || after.len() != 1) {
                continue;
            }
            before.retain(|part| match after.iter().position(|other| alike(*part, *other)) {
                Some(place) => {
                    let other = after.remove(place);
                    self.differ(*part, other, around.clone(), at_top);
                    false
                }
                None => true,
            });
        }
        let all = shape(self.old.program, one).form == "all";
        let is_truth = matches!((one, two), (Place::Truth(_), Place::Truth(_)));
        if !is_truth && (!before.is_empty() || !after.is_empty()) {
            self.found.push(Difference { what: What::Otherwise(one, two), ..around.clone() });
            return;
        }
        let gone = before.into_iter().map(|part| What::Gone(part, all));
        let come = after.into_iter().map(|part| What::Come(part, all));
        self.found.extend(gone.chain(come).map(|what| Difference { what, ..around.clone() }));
    }
}

impl Difference {
    /// Notes what is around everything below two places.
    fn enter(&mut self, programs: (&Program, &Program), places: (Place, Place), at_top: bool) {
        if let (Place::Truth(one), Place::Truth(two), true) = (places.0, places.1, at_top) {
            self.around = (one, two);
            self.label = label(programs.1, places.1).or_else(|| self.label.take());
        }
        if has_words(places.0) && has_words(places.1) {
            self.words = places;
        }
        let given = (definition(programs.0, places.0), definition(programs.1, places.1));
        let is_score = matches!(places, (Place::Score(_), Place::Score(_)));
        if is_score || (given.0.is_some() && given.1.is_some()) {
            self.within.push(places);
        }
        self.inside = (given.0.or(self.inside.0), given.1.or(self.inside.1));
    }
}

fn has_words(place: Place) -> bool {
    matches!(place, Place::Truth(_) | Place::Value(_) | Place::Events(_))
}

/// The definition that gives a node, by its place.
pub(super) fn definition(program: &Program, place: Place) -> Option<usize> {
    program.definitions.iter().rposition(|known| match (known.gives, place) {
        (Gives::Truth(one), Place::Truth(two)) => one == two,
        (Gives::Value(one), Place::Value(two)) => one == two,
        (Gives::Events(one), Place::Events(two)) => one == two,
        _ => false,
    })
}

fn label(program: &Program, place: Place) -> Option<String> {
    match place {
        Place::Truth(id) => program.truth(id).label.as_deref().map(str::to_owned),
        _ => None,
    }
}
