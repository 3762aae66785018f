//! The kinds of small changes. A new one is a function that says what it would change at a part of the tree, and an entry here.

mod bound;
mod choice;
mod clause;
mod dropped;
mod joined;
mod number;
mod polarity;
mod quantifier;
mod time;
mod unit;

use super::edit::Change;
use super::site::Site;

/// A kind of small change.
#[derive(Debug)]
pub struct Operator {
    /// What it is called.
    pub name: &'static str,
    /// What it does, in words.
    pub says: &'static str,
    /// Which test would notice it, as advice to who writes one.
    pub test: &'static str,
    find: fn(&Site<'_>) -> Vec<Change>,
}

impl Operator {
    pub(super) fn changes(&self, site: &Site<'_>) -> Vec<Change> {
        (self.find)(site)
    }
}

/// All kinds, the more particular ones first: of two that make the same change, the first keeps it.
pub const OPERATORS: &[Operator] = &[
    Operator {
        name: "side",
        says: "inclusion for exclusion, or the other way round",
        test: "somebody who meets the criterion, with the verdict",
        find: clause::side,
    },
    Operator {
        name: "if-unknown",
        says: "the other answer where nothing is known, or none",
        test: "somebody for whom the criterion is unknown, with the verdict",
        find: clause::if_unknown,
    },
    Operator {
        name: "without-clause",
        says: "without the clause that says for whom, from when on, or who may waive it",
        test: "somebody for whom the clause alone makes the difference: of another cohort, before the day, with a waiver",
        find: clause::dropped,
    },
    Operator {
        name: "parameter",
        says: "a parameter one step higher or lower",
        test: "a value on the limit itself and one a step to each side; of a window, the last day that counts and the day before it",
        find: number::parameter,
    },
    Operator {
        name: "window",
        says: "a window one unit longer or shorter",
        test: "something on the last day that counts, and on the day before it",
        find: number::window,
    },
    Operator {
        name: "duration",
        says: "a duration one unit longer or shorter",
        test: "something that lasts exactly as long as is asked, and something a day shorter",
        find: number::duration,
    },
    Operator {
        name: "limit",
        says: "a limit one step higher or lower",
        test: "a value on the limit itself, and one a step to each side",
        find: number::threshold,
    },
    Operator {
        name: "unit",
        says: "another unit of the same kind",
        test: "values on both sides of the limit, near enough that the other unit would decide otherwise",
        find: unit::another,
    },
    Operator {
        name: "limit-itself",
        says: "the limit itself belongs to it, or no longer does",
        test: "a value exactly on the limit",
        find: bound::strict,
    },
    Operator {
        name: "other-side",
        says: "the other side of the limit",
        test: "a value on each side of the limit",
        find: bound::turned,
    },
    Operator {
        name: "how-many",
        says: "one more or one less is asked for",
        test: "somebody with exactly as many as are asked for, and somebody with one less",
        find: number::count,
    },
    Operator {
        name: "all-or-any",
        says: "all for any, or any for all",
        test: "somebody for whom one holds, and another does not",
        find: quantifier::other,
    },
    Operator {
        name: "opposite",
        says: "the opposite is asked",
        test: "somebody for whom this condition decides",
        find: polarity::opposite,
    },
    Operator {
        name: "and-or",
        says: "`and` for `or`, or `or` for `and`",
        test: "somebody for whom one side holds, and the other does not",
        find: joined::otherwise,
    },
    Operator {
        name: "other-event",
        says: "another one of several is taken: the earliest, the highest, the lowest",
        test: "two results on different sides of the limit, of which the newest decides otherwise than the older one",
        find: choice::of_events,
    },
    Operator {
        name: "calculation",
        says: "another calculation: plus for minus, the upper limit of normal for the lower",
        test: "a value near the limit that the calculation gives",
        find: choice::of_values,
    },
    Operator {
        name: "before-after",
        says: "the other side of a point in time",
        test: "something before the point, and something after it",
        find: time::side,
    },
    Operator {
        name: "start-end",
        says: "the start for the end of something that lasts",
        test: "something that began on one side of the day and ended on the other",
        find: time::end,
    },
    Operator {
        name: "without-condition",
        says: "without the condition on what is looked for",
        test: "somebody who has it, but not as the condition wants it; of an `if`, somebody to whom it does not apply",
        find: dropped::condition,
    },
    Operator {
        name: "without-window",
        says: "without the window",
        test: "somebody in whom it lies outside of the window",
        find: dropped::window,
    },
    Operator {
        name: "without-narrowing",
        says: "without the words that narrow it or say how to count",
        test: "somebody in whom just these words make the difference",
        find: dropped::narrowing,
    },
    Operator {
        name: "without-part",
        says: "without a part of several",
        test: "somebody for whom this part alone decides",
        find: dropped::part,
    },
    Operator {
        name: "without-word",
        says: "without a word of a list",
        test: "somebody who has just this one of the list",
        find: dropped::word,
    },
];
