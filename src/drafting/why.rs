//! Why a drafted patient is there, in one line.

use crate::coverage::{Decides, Target, Telling, Told};

/// How many reasons are told; the rest are counted.
const TOLD: usize = 3;

/// What a patient is there for: boundaries first, then conditions that decide, then outcomes.
pub(super) fn why(telling: &Telling<'_, '_>, shows: &[Target]) -> String {
    let told: Vec<Told> = shows.iter().filter_map(|target| telling.told(*target)).collect();
    let mut reasons: Vec<String> = Vec::new();
    let mut rest: usize = 0;
    let mut add = |reason: String, reasons: &mut Vec<String>| match reasons.len() < TOLD {
        true if !reasons.contains(&reason) => reasons.push(reason),
        true => {}
        false => rest += 1,
    };
    for told in &told {
        if let Told::Point { says, at } = told {
            add(format!("{at}, where “{says}”"), &mut reasons);
        }
    }
    for told in &told {
        if let Told::Decision(says, way) = told {
            add(decided(says, *way), &mut reasons);
        }
    }
    if reasons.is_empty() {
        told.iter().for_each(|told| add(told.line(), &mut reasons));
    }
    let mut line = reasons.join("; ");
    if rest > 0 {
        line.push_str(&format!("; and {rest} more"));
    }
    capital(&line) + "."
}

fn decided(says: &str, way: Decides) -> String {
    match way {
        Decides::ByHolding => format!("decided by “{says}” alone, which holds"),
        Decides::ByNotHolding => format!("decided by “{says}” alone, which does not hold"),
        Decides::ByBeingUnknown => format!("open only because it is not known whether “{says}”"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
