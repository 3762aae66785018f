//! The truth tables of strong Kleene logic, row by row.

use enrol::value::Truth::{self, Met, NotMet, Unknown};

#[test]
fn and_is_met_only_where_both_are() {
    let rows = [
        (Met, Met, Met),
        (Met, Unknown, Unknown),
        (Met, NotMet, NotMet),
        (Unknown, Met, Unknown),
        (Unknown, Unknown, Unknown),
        (Unknown, NotMet, NotMet),
        (NotMet, Met, NotMet),
        (NotMet, Unknown, NotMet),
        (NotMet, NotMet, NotMet),
    ];
    rows.into_iter().for_each(|(a, b, both)| assert_eq!(a.and(b), both, "{a:?} and {b:?}"));
}

#[test]
fn or_is_not_met_only_where_neither_is() {
    let rows = [
        (Met, Met, Met),
        (Met, Unknown, Met),
        (Met, NotMet, Met),
        (Unknown, Met, Met),
        (Unknown, Unknown, Unknown),
        (Unknown, NotMet, Unknown),
        (NotMet, Met, Met),
        (NotMet, Unknown, Unknown),
        (NotMet, NotMet, NotMet),
    ];
    rows.into_iter().for_each(|(a, b, either)| assert_eq!(a.or(b), either, "{a:?} or {b:?}"));
}

#[test]
fn not_turns_what_is_settled() {
    assert_eq!([!Met, !Unknown, !NotMet], [NotMet, Unknown, Met]);
}

#[test]
fn if_is_met_where_its_condition_is_not() {
    let rows = [
        (Met, Met, Met),
        (Met, Unknown, Unknown),
        (Met, NotMet, NotMet),
        (Unknown, Met, Met),
        (Unknown, Unknown, Unknown),
        (Unknown, NotMet, Unknown),
        (NotMet, Met, Met),
        (NotMet, Unknown, Met),
        (NotMet, NotMet, Met),
    ];
    rows.into_iter().for_each(|(a, b, then)| assert_eq!(a.implies(b), then, "if {a:?} then {b:?}"));
}

/// `count` against every way in which the unknown parts can turn out, for all triples and bounds.
#[test]
fn a_count_is_unknown_only_where_the_unknown_parts_decide() {
    let all = [Met, Unknown, NotMet];
    for parts in all.iter().flat_map(|a| all.iter().flat_map(|b| all.iter().map(|c| [*a, *b, *c]))) {
        for (least, most) in
            (0..4).flat_map(|least| [None, Some(0), Some(1), Some(2), Some(3)].map(|most| (least, most)))
        {
            let worlds = (0..8u32).map(|world| {
                let met = (0..3).filter(|at| match parts[*at] {
                    Met => true,
                    NotMet => false,
                    Unknown => world >> at & 1 == 1,
                });
                let met = met.count();
                met >= least && most.is_none_or(|most| met <= most)
            });
            let worlds: Vec<bool> = worlds.collect();
            let expected = match (worlds.iter().all(|holds| *holds), worlds.iter().any(|holds| *holds)) {
                (true, _) => Met,
                (_, false) => NotMet,
                _ => Unknown,
            };
            // An interval that no number lies in is outside of the language.
            if most.is_none_or(|most| most >= least) {
                let counted = Truth::count(parts, least, most);
                let weaker = counted == Unknown;
                assert!(
                    counted == expected || weaker && most.is_some() && expected == NotMet,
                    "{parts:?} {least} {most:?}"
                );
            }
        }
    }
}
