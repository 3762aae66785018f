use super::Truth::{self, Met, NotMet, Unknown};

#[test]
fn what_is_settled_is_met_or_not() {
    assert_eq!([Truth::of(true), Truth::of(false)], [Met, NotMet]);
    assert_eq!([!Met, !Unknown, !NotMet], [NotMet, Unknown, Met]);
}

#[test]
fn and_or_and_if_are_unknown_only_where_the_unknown_part_decides() {
    assert_eq!([Met.and(Unknown), NotMet.and(Unknown), Met.and(NotMet)], [Unknown, NotMet, NotMet]);
    assert_eq!([Met.or(Unknown), NotMet.or(Unknown), Met.or(NotMet)], [Met, Unknown, Met]);
    assert_eq!([NotMet.implies(Unknown), Met.implies(Unknown), Unknown.implies(NotMet)], [Met, Unknown, Unknown]);
}

#[test]
fn a_count_settles_at_its_ends() {
    for (parts, least, most, expected) in [
        ([Met, Met, NotMet], 2, None, Met),
        ([Met, Met, NotMet], 3, None, NotMet),
        ([Met, Unknown, NotMet], 2, None, Unknown),
        ([Met, Unknown, NotMet], 3, None, NotMet),
        ([Met, Unknown, NotMet], 1, None, Met),
        ([Met, Met, NotMet], 0, Some(2), Met),
        ([Met, Met, NotMet], 0, Some(1), NotMet),
        ([Met, Unknown, NotMet], 0, Some(2), Met),
        ([Met, Unknown, NotMet], 0, Some(1), Unknown),
        ([Met, Met, Unknown], 0, Some(1), NotMet),
        ([Met, Unknown, NotMet], 2, Some(2), Unknown),
        ([Met, Met, NotMet], 2, Some(2), Met),
        ([Met, Met, Met], 1, Some(2), NotMet),
    ] {
        assert_eq!(Truth::count(parts, least, most), expected, "{parts:?} from {least} to {most:?}");
    }
}
