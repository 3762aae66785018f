use super::Limit::{At, Beyond, Open};
use super::*;
use crate::value::Truth::{Met, NotMet, Unknown};

fn whole(value: i64) -> Number {
    Number::whole(value)
}

fn at(value: i64) -> Limit {
    At(whole(value))
}

fn beyond(value: i64) -> Limit {
    Beyond(whole(value))
}

fn range(low: Limit, high: Limit) -> Range {
    Range { low, high }
}

fn between(low: i64, high: i64) -> Range {
    Range::between(whole(low), whole(high))
}

fn ratio(top: i128, bottom: i128) -> Number {
    Number::ratio(top, bottom).unwrap()
}

#[test]
fn a_value_is_known_only_where_both_ends_are_it() {
    assert_eq!(Range::point(whole(2)).known(), Some(whole(2)));
    assert_eq!(between(2, 2).known(), Some(whole(2)));
    assert_eq!(between(2, 3).known(), None);
    assert_eq!(range(at(2), beyond(2)).known(), None);
    assert_eq!(Range::ANY.known(), None);
}

#[test]
fn ranges_that_touch_are_settled_only_where_the_end_is_left_out() {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
    let low = between(1, 2);
    let low_open = range(at(1), beyond(2));
    let high = between(2, 3);
    for (left, comparison, right, expected) in [
        (low, Less, high, Unknown),
        (low, AtMost, high, Met),
        (low, Greater, high, NotMet),
        (low, AtLeast, high, Unknown),
        (low, Equal, high, Unknown),
        (low, NotEqual, high, Unknown),
        (high, Greater, low, Unknown),
        (high, AtLeast, low, Met),
        (high, Less, low, NotMet),
        (high, AtMost, low, Unknown),
        (low_open, Less, high, Met),
        (low_open, AtMost, high, Met),
        (low_open, Greater, high, NotMet),
        (low_open, AtLeast, high, NotMet),
        (low_open, Equal, high, NotMet),
        (high, Equal, low_open, NotMet),
        (high, NotEqual, low_open, Met),
        (low, Less, range(beyond(2), Open), Met),
        (low, AtLeast, range(beyond(2), Open), NotMet),
        (low_open, Less, between(1, 3), Unknown),
        (between(1, 2), Less, between(3, 4), Met),
        (between(1, 2), Equal, between(3, 4), NotMet),
        (between(3, 4), Equal, between(1, 2), NotMet),
        (between(3, 4), AtMost, between(1, 2), NotMet),
        (Range::ANY, Less, low, Unknown),
        (low, AtMost, Range::ANY, Unknown),
    ] {
        assert_eq!(left.compare(comparison, &right), expected, "{left:?} {comparison:?} {right:?}");
    }
}

#[test]
fn known_values_compare_as_numbers() {
    let held = |left: i64, right: i64| {
        use Comparison::*;
        [Less, AtMost, Equal, NotEqual, AtLeast, Greater]
            .map(|comparison| Range::point(whole(left)).compare(comparison, &Range::point(whole(right))) == Met)
    };
    assert_eq!(held(1, 2), [true, true, false, true, false, false]);
    assert_eq!(held(2, 2), [false, true, true, false, true, false]);
    assert_eq!(held(3, 2), [false, false, false, true, true, true]);
}

/// Both ways round: none of these asks which value stands first.
fn either_way(of: impl Fn(&Range, &Range) -> Range, a: Range, b: Range, expected: Range) {
    assert_eq!(of(&a, &b), expected, "{a:?} {b:?}");
    assert_eq!(of(&b, &a), expected, "{b:?} {a:?}");
}

#[test]
fn the_hull_the_smaller_and_the_greater_keep_an_end_exactly_where_it_is_possible() {
    let (a, b) = (range(at(1), beyond(3)), range(beyond(1), at(3)));
    either_way(Range::hull, a, b, between(1, 3));
    either_way(Range::min, a, b, range(at(1), beyond(3)));
    either_way(Range::max, a, b, range(beyond(1), at(3)));
    let (a, b) = (between(1, 4), between(2, 3));
    either_way(Range::hull, a, b, between(1, 4));
    either_way(Range::min, a, b, between(1, 3));
    either_way(Range::max, a, b, between(2, 4));
    let (a, b) = (range(Open, at(4)), range(at(2), Open));
    either_way(Range::hull, a, b, Range::ANY);
    either_way(Range::min, a, b, range(Open, at(4)));
    either_way(Range::max, a, b, range(at(2), Open));
    either_way(Range::hull, Range::ANY, Range::ANY, Range::ANY);
    either_way(Range::min, Range::ANY, Range::ANY, Range::ANY);
}

#[test]
fn sums_and_differences_keep_ends_that_are_left_out() {
    let (a, b) = (range(at(1), beyond(3)), between(10, 20));
    either_way(Range::plus, a, b, range(at(11), beyond(23)));
    assert_eq!(a.minus(&b), range(at(-19), beyond(-7)));
    assert_eq!(b.minus(&a), range(beyond(7), at(19)));
    assert_eq!(a.negated(), range(beyond(-3), at(-1)));
    either_way(Range::plus, range(Open, at(1)), b, range(Open, at(21)));
    assert_eq!(between(1, i64::MAX).plus(&between(1, 2)), range(at(2), Open), "an end that does not fit is open");
}

#[test]
fn a_factor_turns_the_ends_round_where_it_is_negative() {
    let a = range(at(1), beyond(3));
    assert_eq!(a.scaled(whole(2)), range(at(2), beyond(6)));
    assert_eq!(a.scaled(whole(-2)), range(beyond(-6), at(-2)));
    assert_eq!(a.scaled(Number::ZERO), Range::point(Number::ZERO));
    assert_eq!(range(at(1), Open).scaled(whole(-1)), range(Open, at(-1)));
    either_way(Range::times, a, Range::point(whole(-2)), range(beyond(-6), at(-2)));
    either_way(Range::times, Range::ANY, Range::point(Number::ZERO), Range::point(Number::ZERO));
}

#[test]
fn products_are_as_narrow_as_the_signs_allow() {
    either_way(Range::times, between(2, 3), between(4, 5), between(8, 15));
    either_way(Range::times, between(2, 3), range(at(4), beyond(5)), range(at(8), beyond(15)));
    either_way(Range::times, between(-2, 3), between(4, 5), between(-10, 15));
    either_way(Range::times, between(-3, -2), between(4, 5), between(-15, -8));
    either_way(Range::times, between(-3, -2), between(-5, 4), between(-12, 15));
    either_way(Range::times, range(at(2), Open), between(3, 4), range(at(6), Open));
    either_way(Range::times, range(Open, at(2)), between(3, 4), Range::ANY);
    either_way(Range::times, range(at(-1), Open), between(3, 4), Range::ANY);
    // Nought belongs to the first, so it belongs to the product, although the other's ends do not.
    either_way(Range::times, between(0, 2), range(beyond(3), beyond(5)), range(at(0), beyond(10)));
    either_way(Range::times, range(beyond(0), at(2)), range(beyond(3), beyond(5)), range(beyond(0), beyond(10)));
    either_way(Range::times, between(-2, 0), range(beyond(3), beyond(5)), range(beyond(-10), at(0)));
    either_way(Range::times, between(0, 2), range(at(3), Open), Range::ANY);
}

#[test]
fn quotients_have_limits_only_where_the_divisor_lies_above_nought() {
    assert_eq!(between(1, 2).over(&between(4, 5)), range(At(ratio(1, 5)), At(ratio(1, 2))));
    assert_eq!(between(1, 2).over(&range(at(4), beyond(5))), range(Beyond(ratio(1, 5)), At(ratio(1, 2))));
    assert_eq!(between(1, 2).over(&range(at(4), Open)), range(beyond(0), At(ratio(1, 2))));
    assert_eq!(between(1, 2).over(&range(beyond(0), at(5))), range(At(ratio(1, 5)), Open));
    assert_eq!(between(6, 9).over(&Range::point(whole(3))), between(2, 3));
    for divisor in [between(0, 5), between(-5, -4), range(beyond(-1), at(5)), range(Open, at(5)), Range::ANY] {
        assert_eq!(between(1, 2).over(&divisor), Range::ANY, "{divisor:?}");
    }
}

#[test]
fn nought_is_not_positive_and_all_beyond_it_is() {
    assert!(between(1, 2).is_positive());
    assert!(range(beyond(0), Open).is_positive());
    assert!(!between(0, 2).is_positive());
    assert!(!range(beyond(-1), at(2)).is_positive());
    assert!(!range(Open, at(2)).is_positive());
}
