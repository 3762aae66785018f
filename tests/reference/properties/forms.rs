//! Which forms of nodes were held against each other, and how often: a form that is never generated is never tested.

use super::agreement::Compared;
use enrol::check::{EventsNode, TruthNode, ValueNode};
use std::collections::BTreeMap;
use std::fmt;

/// A node, by the name of its form.
pub trait Form {
    fn form(&self) -> &'static str;
}

/// Names the forms of a node. The compiler says which form is missing here, and the tally whether it is generated.
macro_rules! forms {
    ($node:ident, $all:ident: $($form:ident)*) => {
        const $all: &[&str] = &[$(concat!(stringify!($node), "::", stringify!($form))),*];

        impl Form for $node {
            fn form(&self) -> &'static str {
                match self {
                    $($node::$form { .. } => concat!(stringify!($node), "::", stringify!($form)),)*
                }
            }
        }
    };
}

forms! { TruthNode, TRUTHS:
    Constant All Any Count Not Compare Between Among AmongWords Qualitative ValueKnown TruthKnown EventsKnown Amount Every
    Asked Stated Site
}

forms! { ValueNode, VALUES:
    Constant Day Moved Age TimeSince Sex Measure Subject It Count Total Average Arithmetic Extreme When PercentChange Scaled
    ScoreTotal ScorePoints
}

forms! { EventsNode, EVENTS:
    Words Union Except Where In Current Joined Together DosePeriods With Newest Doses Planned Lines
}

/// How many pairs were compared, and on how many nodes of each form.
#[derive(Default)]
pub struct Tally {
    /// Pairs on which both spoke.
    compared: usize,
    /// Pairs with too many worlds for the reference.
    pub given_up: usize,
    /// For each form how many nodes there were, and how many of them came out as more than unknown.
    nodes: BTreeMap<&'static str, (usize, usize)>,
}

impl Tally {
    /// Counts a pair.
    pub fn add(&mut self, compared: Option<Compared>) -> Option<Compared> {
        match &compared {
            None => self.given_up += 1,
            Some(compared) => {
                self.compared += 1;
                for (form, settled) in &compared.forms {
                    let counted = self.nodes.entry(form).or_default();
                    counted.0 += 1;
                    counted.1 += usize::from(*settled);
                }
            }
        }
        compared
    }

    pub fn pairs(&self) -> usize {
        self.compared + self.given_up
    }

    /// The forms that came out as more than unknown less often.
    pub fn rarer_than(&self, least: usize) -> Vec<&'static str> {
        let all = [TRUTHS, VALUES, EVENTS].into_iter().flatten().copied();
        all.filter(|form| self.nodes.get(form).is_none_or(|counted| counted.1 < least)).collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} pairs: {} compared, {} with too many worlds", self.pairs(), self.compared, self.given_up)?;
        self.nodes.iter().try_for_each(|(form, (all, settled))| writeln!(f, "{all:8} {settled:8} known  {form}"))
    }
}
