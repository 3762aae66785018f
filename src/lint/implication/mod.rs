//! Whether one truth follows from another, whatever a record holds.
//!
//! What is proved is an order: *not met < unknown < met*. That `a` is below `b` says that on every record, whoever meets `a`
//! meets `b`, whoever does not meet `b` does not meet `a`, and that `b` is not unknown where `a` is met. So `all of { a, b }`
//! is then `a`, and `any of { a, b }` is `b`, on every record and with every unknown.
//!
//! What it knows:
//!
//! | about | it knows |
//! |---|---|
//! | connectives | a whole is below its parts, a part below its alternatives; `not` turns the order round; `at least N of` of the same lines |
//! | comparisons of one value | `>= 21` is below `>= 18` and below `> 20`; ranges as both their ends; of values that no number bounds, `>` is below `>=` |
//! | values of a list | fewer values are below more of them; of one value that is given, `is A` excludes `is B` |
//! | numbers of events | more are below fewer, of fewer events; `no` and `at most` the other way round |
//! | choices of events | fewer words are below more, a shorter window below a longer one, each condition below none |
//!
//! What it does not know it does not claim: it is no solver, and looks at two things at a time. That what it claims holds is
//! tested against the evaluator on generated rules and records, in `tests/reference/properties/implication.rs`.

mod alike;
mod among;
mod events;
mod number;
mod shape;
mod window;

pub(crate) use alike::Alike;
pub use shape::Claim;
pub(crate) use shape::{Atom, Constant, Shape, Term};

use crate::check::{EventsId, Program, TruthId};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// How many steps one question may take: a rule that needs more is too deep to be told of in a sentence.
const STEPS: u32 = 4_000;

/// A claim about each of two nodes, by their numbers.
type Question = (TruthId, bool, TruthId, bool);

/// Proves what follows from what in one program.
pub struct Prover<'p> {
    program: &'p Program,
    alike: Alike,
    proved: RefCell<HashMap<Question, bool>>,
    contained: RefCell<HashMap<(EventsId, EventsId), bool>>,
    left: Cell<u32>,
    steps: Cell<u64>,
    /// Whether words are taken for one another, to see whether anything else differs.
    any_words: Cell<bool>,
}

impl<'p> Prover<'p> {
    /// A prover that has proved nothing yet.
    #[must_use]
    pub fn new(program: &'p Program) -> Prover<'p> {
        Prover {
            program,
            alike: Alike::new(program),
            proved: RefCell::default(),
            contained: RefCell::default(),
            left: Cell::new(0),
            steps: Cell::new(0),
            any_words: Cell::new(false),
        }
    }

    /// Whether `b` follows from `a`, as told above. What cannot be proved in a few steps is not claimed.
    #[must_use]
    pub fn implies(&self, a: Claim, b: Claim) -> bool {
        self.left.set(STEPS);
        self.below(&Term::Claim(a), &Term::Claim(b))
    }

    /// Whether no patient can ever meet both.
    #[must_use]
    pub fn excludes(&self, a: Claim, b: Claim) -> bool {
        self.implies(a, b.opposite())
    }

    /// Whether `b` would follow from `a` if all words were one: then nothing but words tells the two apart.
    #[must_use]
    pub fn implies_but_for_words(&self, a: Claim, b: Claim) -> bool {
        let proved = self.proved.take();
        let contained = self.contained.take();
        self.any_words.set(true);
        let implied = self.implies(a, b);
        self.any_words.set(false);
        self.proved.replace(proved);
        self.contained.replace(contained);
        implied
    }

    /// How many steps all questions took.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps.get()
    }

    pub(crate) fn alike(&self) -> &Alike {
        &self.alike
    }

    fn below(&self, a: &Term<'p>, b: &Term<'p>) -> bool {
        let (Term::Claim(first), Term::Claim(second)) = (a, b) else { return self.decomposed(a, b) };
        let (one, two) = (self.alike.truth(first.truth), self.alike.truth(second.truth));
        if one == two && first.holds == second.holds {
            return true;
        }
        let question = (one, first.holds, two, second.holds);
        if let Some(known) = self.proved.borrow().get(&question) {
            return *known;
        }
        let proved = self.decomposed(a, b);
        if proved || self.left.get() > 0 {
            self.proved.borrow_mut().insert(question, proved);
        }
        proved
    }

    fn decomposed(&self, a: &Term<'p>, b: &Term<'p>) -> bool {
        self.steps.set(self.steps.get() + 1);
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return false,
        }
        match (self.shape(a), self.shape(b)) {
            (Shape::Always(false), _) | (_, Shape::Always(true)) => true,
            (_, Shape::All(parts)) => parts.iter().all(|part| self.below(a, part)),
            (Shape::Any(parts), _) => parts.iter().all(|part| self.below(part, b)),
            (Shape::All(parts), Shape::Any(others)) => {
                parts.iter().any(|part| self.below(part, b)) || others.iter().any(|other| self.below(a, other))
            }
            (Shape::All(parts), _) => parts.iter().any(|part| self.below(part, b)),
            (_, Shape::Any(parts)) => parts.iter().any(|part| self.below(a, part)),
            (Shape::Atom(one), Shape::Atom(two)) => self.atom_below(&one, &two),
            (Shape::Always(_), _) | (_, Shape::Always(_)) => false,
        }
    }

    fn atom_below(&self, a: &Atom<'p>, b: &Atom<'p>) -> bool {
        match (a, b) {
            (Atom::Compared { .. }, Atom::Compared { .. }) => self.comparison_below(a, b),
            (Atom::Number { .. }, Atom::Number { .. }) => self.number_below(a, b),
            (Atom::Among { .. }, Atom::Among { .. }) => self.among_below(a, b),
            (Atom::Words { .. }, Atom::Words { .. }) => self.words_below(a, b),
            (
                Atom::Every { events, condition, holds: true },
                Atom::Every { events: others, condition: other, holds: true },
            ) => {
                self.is_within(*others, *events)
                    && self.below(&Term::Claim(Claim::met(*condition)), &Term::Claim(Claim::met(*other)))
            }
            (Atom::Meaning { of, holds }, Atom::Meaning { of: other, holds: also }) => {
                holds == also && self.same_meaning(*of, *other)
            }
            (Atom::Several { of, least, most }, Atom::Several { of: other, least: fewer, most: more }) => {
                self.same_lines(of, other) && least >= fewer && most.unwrap_or(u32::MAX) <= more.unwrap_or(u32::MAX)
            }
            (Atom::Other(one), Atom::Other(two)) => {
                one.holds == two.holds && self.alike.truth(one.truth) == self.alike.truth(two.truth)
            }
            _ => false,
        }
    }

    fn same_lines(&self, one: &[TruthId], other: &[TruthId]) -> bool {
        let sorted = |lines: &[TruthId]| {
            let mut lines: Vec<TruthId> = lines.iter().map(|line| self.alike.truth(*line)).collect();
            lines.sort_unstable();
            lines
        };
        sorted(one) == sorted(other)
    }
}
