//! Which criterion of the one state is which of the other: by id, by meaning, by sentence.

use std::collections::BTreeSet;

/// From which likeness two sentences count as one that was reworded; two of different numbers must be nearer.
const NEAR: f64 = 0.5;
const NEAR_ELSEWHERE: f64 = 0.8;

/// What is known of a criterion for finding its other state.
#[derive(Clone, Debug)]
pub(super) struct Known<M> {
    pub(super) id: String,
    pub(super) inclusion: bool,
    pub(super) sentence: String,
    pub(super) meaning: M,
}

/// Which old criterion (by place) a new one (by place) is, the surest first; each is in one pair at most.
pub(super) fn pairs<M: PartialEq>(old: &[Known<M>], new: &[Known<M>]) -> Vec<(usize, usize)> {
    type Test<'t, M> = &'t dyn Fn(&Known<M>, &Known<M>) -> bool;
    let same_id: Test<'_, M> = &|one, two| one.id == two.id;
    let same: Test<'_, M> = &|one, two| one.inclusion == two.inclusion && one.meaning == two.meaning;
    let tests: [Test<'_, M>; 5] = [
        &|one, two| same_id(one, two) && (same(one, two) || likeness(one, two) >= NEAR),
        &|one, two| same(one, two) && likeness(one, two) >= NEAR,
        &|one, two| one.inclusion == two.inclusion && likeness(one, two) >= NEAR_ELSEWHERE,
        same,
        same_id,
    ];
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for test in tests {
        for (new_place, two) in new.iter().enumerate() {
            if news.contains(&new_place) {
                continue;
            }
            let free = old.iter().enumerate().filter(|(place, one)| !olds.contains(place) && test(one, two));
            let nearest = free.max_by(|(_, one), (_, other)| likeness(one, two).total_cmp(&likeness(other, two)));
            if let Some((old_place, _)) = nearest {
                olds.insert(old_place);
                news.insert(new_place);
                found.push((old_place, new_place));
            }
        }
    }
    found.sort_by_key(|(_, new)| *new);
    found
}

fn likeness<M>(one: &Known<M>, two: &Known<M>) -> f64 {
    strsim::normalized_levenshtein(&one.sentence.to_lowercase(), &two.sentence.to_lowercase())
}

/// Those of some pairs that stand elsewhere among the others: all but a longest row that kept its order.
pub(super) fn moved(pairs: &[(usize, usize)]) -> BTreeSet<usize> {
    // The longest row that ends with each pair, and the pair before it there.
    let mut rows: Vec<(usize, Option<usize>)> = Vec::new();
    for (place, (old, _)) in pairs.iter().enumerate() {
        let before = (0..place).filter(|earlier| pairs.get(*earlier).is_some_and(|(other, _)| other < old));
        let length = |at: usize| rows.get(at).map_or(0, |(length, _)| *length);
        let best = before.max_by(|one, two| length(*one).cmp(&length(*two)).then(two.cmp(one)));
        rows.push((best.map_or(0, length) + 1, best));
    }
    let mut at = (0..rows.len())
        .max_by(|one, two| rows.get(*one).map(|row| row.0).cmp(&rows.get(*two).map(|row| row.0)).then(two.cmp(one)));
    let mut kept = BTreeSet::new();
    while let Some(place) = at {
        kept.insert(place);
        at = rows.get(place).and_then(|(_, before)| *before);
    }
    let moved = pairs.iter().enumerate().filter(|(place, _)| !kept.contains(place));
    moved.map(|(_, (_, new))| *new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(id: &str, sentence: &str, meaning: u8) -> Known<u8> {
        Known { id: id.to_owned(), inclusion: true, sentence: sentence.to_owned(), meaning }
    }

    #[test]
    fn a_criterion_that_was_taken_out_does_not_shift_the_others() {
        let old = [known("I1", "Adults", 1), known("I2", "Fit enough to travel", 2), known("I3", "No dialysis", 3)];
        let new = [known("I1", "Adults", 1), known("I2", "No dialysis", 3)];
        assert_eq!(pairs(&old, &new), [(0, 0), (2, 1)]);
    }

    #[test]
    fn an_id_alone_counts_where_nothing_else_is_alike() {
        let old = [known("I1", "Adults", 1)];
        let new = [known("I1", "Protein in the urine above 1 g/g", 2)];
        assert_eq!(pairs(&old, &new), [(0, 0)]);
    }

    #[test]
    fn only_what_left_its_place_moved() {
        assert!(moved(&[(0, 0), (2, 1), (3, 2)]).is_empty());
        assert_eq!(moved(&[(3, 0), (0, 1), (1, 2), (2, 3)]), BTreeSet::from([0]));
        assert_eq!(moved(&[(1, 0), (2, 1), (0, 2)]), BTreeSet::from([2]));
    }
}
