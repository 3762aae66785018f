//! Records that together show what cases have not shown of a criterion.

use super::bearing::Bearing;
use super::draft::Draft;
use super::goals::Shown;
use super::search::{Bounds, Search};
use crate::check::TruthId;
use crate::coverage::{Sight, What};
use crate::value::Day;

/// A record, and what it is there for.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it says.
    pub draft: Draft,
    /// What it shows of what was looked for.
    pub shows: Vec<What>,
}

/// Records that together show something of a criterion.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// The records.
    pub cases: Vec<Case>,
    /// What none was found for, within the bounds of the search.
    pub not_found: Vec<What>,
}

/// Records that together show some things, as few as come of looking at those that are there before searching further.
///
/// What a record shows is what coverage says of it, whatever the search had in mind.
#[must_use]
pub fn cases(sight: &mut Sight<'_, '_>, wanted: &[What], as_of: Day, bounds: Bounds) -> Cases {
    let program = sight.program();
    let truths: Vec<TruthId> = [sight.root()].into_iter().chain(sight.cohorts()).collect();
    let mut bearing = Bearing::of(program, &truths, as_of);
    bearing.add_due(program, &sight.checked_at(), &sight.amended_on());
    let mut search = Search::new(&bearing, program, as_of, bounds);
    let mut found = Cases::default();
    let mut open: Vec<What> = wanted.to_vec();
    while let Some(what) = open.first().copied() {
        open.remove(0);
        let known: Vec<Draft> = found.cases.iter().map(|case| case.draft.clone()).collect();
        let Some(new) = search.find(&known, &mut Shown::new(sight, what)) else {
            found.not_found.push(what);
            continue;
        };
        let look = sight.look(&new.patient);
        let mut shows = vec![what];
        // What was given up may be shown by what was found for something else.
        found.not_found.retain(|what| !take(sight.shows(&new.patient, &look, *what), *what, &mut shows));
        open.retain(|what| !take(sight.shows(&new.patient, &look, *what), *what, &mut shows));
        found.cases.push(Case { draft: new.draft, shows });
    }
    found
}

fn take(is_shown: bool, what: What, shows: &mut Vec<What>) -> bool {
    if is_shown {
        shows.push(what);
    }
    is_shown
}
