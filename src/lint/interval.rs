//! Stretches of numbers that rules ask one value to lie in, and what several of them cover together.

use super::implication::{Atom, Claim, Shape, Term};
use super::rules::Rules;
use crate::check::ValueId;
use crate::value::{Comparison, Limit, Number, Range};

/// The numbers of which a value must be one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Interval {
    /// The value, by the first node that says the same.
    pub(crate) value: ValueId,
    /// The constant that the interval ends at, for quoting its unit.
    pub(crate) end: ValueId,
    pub(crate) range: Range,
}

impl Interval {
    /// The interval that a claim asks for, where it asks for nothing else.
    pub(crate) fn of(rules: &Rules<'_>, claim: Claim) -> Option<Interval> {
        let all = Interval::all_of(rules, claim)?;
        let (first, rest) = all.split_first()?;
        rest.iter().try_fold(*first, |whole, part| {
            whole.is_of_the_same(part).then(|| Interval { range: both(&whole.range, &part.range), ..whole })
        })
    }

    /// The intervals that a claim asks for, one after the other; [`None`] where it asks for anything else.
    fn all_of(rules: &Rules<'_>, claim: Claim) -> Option<Vec<Interval>> {
        match rules.prover().shape(&Term::Claim(claim)) {
            Shape::All(terms) => {
                let parts = terms.iter().map(|term| match term {
                    Term::Claim(claim) => Interval::all_of(rules, *claim),
                    Term::Atom(atom) => Some(vec![Interval::of_atom(rules, atom)?]),
                });
                Some(parts.collect::<Option<Vec<_>>>()?.concat())
            }
            Shape::Atom(atom) => Some(vec![Interval::of_atom(rules, &atom)?]),
            _ => None,
        }
    }

    /// The intervals that a claim asks for among other things.
    pub(crate) fn among(rules: &Rules<'_>, claim: Claim) -> Vec<Interval> {
        match rules.prover().shape(&Term::Claim(claim)) {
            Shape::All(terms) => terms
                .iter()
                .flat_map(|term| match term {
                    Term::Claim(claim) => Interval::among(rules, *claim),
                    Term::Atom(atom) => Interval::of_atom(rules, atom).into_iter().collect(),
                })
                .collect(),
            Shape::Atom(atom) => Interval::of_atom(rules, &atom).into_iter().collect(),
            Shape::Any(_) => Interval::of(rules, claim).into_iter().collect(),
            Shape::Always(_) => Vec::new(),
        }
    }

    fn of_atom(rules: &Rules<'_>, atom: &Atom<'_>) -> Option<Interval> {
        let Atom::Compared { left, comparison, right } = atom else { return None };
        let number = rules.prover().constant(*right)?.number;
        let range = match comparison {
            Comparison::Less => Range { low: Limit::Open, high: Limit::Beyond(number) },
            Comparison::AtMost => Range { low: Limit::Open, high: Limit::At(number) },
            Comparison::Equal => Range::point(number),
            Comparison::AtLeast => Range { low: Limit::At(number), high: Limit::Open },
            Comparison::Greater => Range { low: Limit::Beyond(number), high: Limit::Open },
            Comparison::NotEqual => return None,
        };
        Some(Interval { value: rules.prover().alike().value(*left), end: *right, range })
    }

    pub(crate) fn is_of_the_same(&self, other: &Interval) -> bool {
        self.value == other.value
    }
}

/// The numbers that are in both.
pub(crate) fn both(one: &Range, other: &Range) -> Range {
    Range { low: one.max(other).low, high: one.min(other).high }
}

/// Stretches that do not touch, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Covered(Vec<Range>);

/// Numbers that lie between two stretches and in neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hole {
    /// One number alone.
    At(Number),
    /// From one number to another.
    Between(Number, Number),
}

impl Covered {
    /// With one more stretch.
    pub(crate) fn with(mut self, range: Range) -> Covered {
        let mut joined = range;
        self.0.retain(|known| {
            let apart = hole(known, &joined).is_some() || hole(&joined, known).is_some();
            if !apart {
                joined = joined.hull(known);
            }
            apart
        });
        self.0.push(joined);
        self.0.sort_by_key(start);
        self
    }

    /// Whether no number is left out.
    pub(crate) fn is_everything(&self) -> bool {
        matches!(self.0.as_slice(), [Range { low: Limit::Open, high: Limit::Open }])
    }

    /// The numbers between the stretches.
    pub(crate) fn holes(&self) -> Vec<Hole> {
        self.0.windows(2).filter_map(|pair| hole(pair.first()?, pair.last()?)).collect()
    }
}

fn start(range: &Range) -> Option<Number> {
    match range.low {
        Limit::Open => None,
        Limit::At(number) | Limit::Beyond(number) => Some(number),
    }
}

/// What lies between the end of one stretch and the start of another.
fn hole(one: &Range, other: &Range) -> Option<Hole> {
    match (one.high, other.low) {
        (Limit::Beyond(end), Limit::Beyond(start)) if end == start => Some(Hole::At(end)),
        (Limit::At(end) | Limit::Beyond(end), Limit::At(start) | Limit::Beyond(start)) if end < start => {
            Some(Hole::Between(end, start))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Covered, Hole};
    use crate::value::{Limit, Number, Range};

    fn range(text: &str) -> Range {
        let (low, high) = text.split_once("..").unwrap();
        let limit = |text: &str| match text.trim_matches(['<', ' ']) {
            "" => Limit::Open,
            number if text.contains('<') => Limit::Beyond(Number::parse(number).unwrap()),
            number => Limit::At(Number::parse(number).unwrap()),
        };
        Range { low: limit(low), high: limit(high) }
    }

    fn covered(texts: &[&str]) -> Covered {
        texts.iter().fold(Covered::default(), |covered, text| covered.with(range(text)))
    }

    #[test]
    fn stretches_that_touch_are_one() {
        assert!(covered(&["..<18", "18.."]).is_everything());
        assert!(covered(&["..<3", "10<..", "3..10"]).is_everything());
        assert!(!covered(&["..<18", "18<.."]).is_everything());
        assert_eq!(covered(&["..<18", "18<.."]).holes(), [Hole::At(Number::whole(18))]);
        assert_eq!(covered(&["50..", "..<40"]).holes(), [Hole::Between(Number::whole(40), Number::whole(50))]);
        assert_eq!(covered(&["50..", "..<40", "30..60"]).holes(), []);
    }
}
