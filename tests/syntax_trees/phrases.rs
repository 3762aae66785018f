//! Event phrases: selectors, atoms, suffixes, windows.

use super::truths::{boxed, condition, set_or_name};
use super::words::*;
use enrol::diagnostic::Span;
use enrol::syntax::tree::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// What stands alone: names, parentheses, sets.
pub fn atom(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let members = prop_oneof![
        4 => name().prop_map(|name| expr(ExprKind::Name(name))),
        1 => (name(), name(), amount()).prop_map(|(name, attribute, amount)| {
            let test = ExprKind::Compare(
                Box::new(expr(ExprKind::Name(attribute))),
                Comparator::AtLeast,
                Box::new(expr(ExprKind::Amount(amount))),
            );
            expr(ExprKind::Modify(Box::new(expr(ExprKind::Name(name))), Box::new(Modifier::Where(expr(test)))))
        }),
    ];
    prop_oneof![
        4 => name().prop_map(|name| expr(ExprKind::Name(name))),
        1 => boxed(truth.clone()).prop_map(|inner| expr(ExprKind::Parenthesis(inner))),
        1 => (name(), vec(truth.clone(), 1..3)).prop_map(|(name, arguments)| expr(ExprKind::Call(name, arguments))),
        1 => vec(members, 1..4).prop_map(|members| expr(ExprKind::Set(members))),
        1 => Just(expr(ExprKind::It)),
    ]
    .boxed()
}

fn length() -> BoxedStrategy<Expr> {
    let several = || vec(amount_of_time().prop_map(|amount| expr(ExprKind::Amount(amount))), 1..3);
    prop_oneof![
        amount_of_time().prop_map(|amount| expr(ExprKind::Amount(amount))),
        name().prop_map(|name| expr(ExprKind::Name(name))),
        (select(vec![Choice::Greatest, Choice::Least]), several())
            .prop_map(|(choice, values)| expr(ExprKind::Choose(choice, values))),
    ]
    .boxed()
}

pub fn point(atom: BoxedStrategy<Expr>) -> BoxedStrategy<Point> {
    let chosen = atom.clone().prop_map(|atom| expr(ExprKind::Select(Selector::Latest(Some(2)), Box::new(atom))));
    prop_oneof![
        atom.clone().prop_map(Point::Of),
        date().prop_map(|date| Point::Of(expr(ExprKind::Date(date.text)))),
        chosen.prop_map(Point::DateOf),
        atom.clone().prop_map(Point::StartOf),
        atom.prop_map(Point::EndOf),
    ]
    .boxed()
}

fn window(atom: BoxedStrategy<Expr>) -> BoxedStrategy<Window> {
    use WindowSide::*;
    let window =
        |within, side, point: Option<Point>| Window { within, side, point: point.map(Box::new), span: Span::default() };
    let sides = select(vec![Before, After, BeforeOrDuring]);
    let alone = select(vec![Before, After, BeforeOrDuring, During, At, Since]);
    prop_oneof![
        length().prop_map(move |length| window(Some(length), Before, None)),
        (length(), sides, point(atom.clone())).prop_map(move |(length, side, point)| window(
            Some(length),
            side,
            Some(point)
        )),
        (length(), point(atom.clone())).prop_map(move |(length, point)| window(
            Some(length),
            DuringOrAfter,
            Some(point)
        )),
        (alone, point(atom)).prop_map(move |(side, point)| window(None, side, Some(point))),
    ]
    .boxed()
}

fn modifier(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Modifier> {
    let bounded = || (any::<bool>(), length());
    prop_oneof![
        condition(truth).prop_map(Modifier::Where),
        window(atom(truth)).prop_map(Modifier::Window),
        option::of(window(atom(truth))).prop_map(Modifier::Started),
        option::of(window(atom(truth))).prop_map(Modifier::Ended),
        window(atom(truth)).prop_map(Modifier::Running),
        bounded().prop_map(|(at_least, length)| Modifier::Lasting { at_least, length }),
        bounded().prop_map(|(at_least, length)| Modifier::ForATotalOf { at_least, length }),
        atom(truth).prop_map(Modifier::TogetherWith),
        (any::<bool>(), condition(truth)).prop_map(|(positive, condition)| Modifier::With { positive, condition }),
        set_or_name().prop_map(Modifier::Except),
        name().prop_map(Modifier::By),
        name().prop_map(Modifier::DistinctBy),
        set_or_name().prop_map(Modifier::CountingAsOne),
        (option::of(1_u32..4), set_or_name()).prop_map(|(at_least, set)| Modifier::Including { at_least, set }),
        length()
            .prop_filter("calls only", |length| !matches!(length.kind, ExprKind::Choose(..)))
            .prop_map(Modifier::Apart),
        (any::<bool>(), vec(name(), 1..3)).prop_map(|(only, items)| Modifier::Items { only, items }),
        name().prop_map(Modifier::As),
        name().prop_map(Modifier::Per),
        any::<bool>().prop_map(|all| Modifier::OverDays { all }),
    ]
    .boxed()
}

/// What stands before a phrase.
#[derive(Clone, Debug)]
enum Prefix {
    Selector(Selector),
    Attribute(Name),
}

fn prefix() -> BoxedStrategy<Prefix> {
    let plain = select(vec![
        Selector::Any,
        Selector::No,
        Selector::AtLeast(2),
        Selector::AtMost(1),
        Selector::Exactly(2),
        Selector::Between(1, 3),
        Selector::Latest(None),
        Selector::Earliest(Some(3)),
        Selector::Highest,
        Selector::Lowest,
        Selector::Mean,
        Selector::Median,
        Selector::Count,
        Selector::Current,
        Selector::Planned,
        Selector::DosesOf,
        Selector::DaysOf,
        Selector::DateOf,
        Selector::StartOf,
        Selector::EndOf,
        Selector::PointsOf,
    ]);
    prop_oneof![
        6 => plain.prop_map(Prefix::Selector),
        1 => name().prop_map(Selector::Total).prop_map(Prefix::Selector),
        1 => name().prop_map(Selector::Average).prop_map(Prefix::Selector),
        1 => one_of(&["status", "dose", "isn_class", "drugs"]).prop_map(Prefix::Attribute),
    ]
    .boxed()
}

fn prefixed(prefixes: Vec<Prefix>, phrase: Expr) -> Expr {
    prefixes.into_iter().rev().fold(phrase, |phrase, prefix| {
        expr(match prefix {
            Prefix::Selector(selector) => ExprKind::Select(selector, Box::new(phrase)),
            Prefix::Attribute(name) => ExprKind::AttributeOf(name, Box::new(phrase)),
        })
    })
}

pub fn phrase(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    (vec(prefix(), 0..3), atom(truth), vec(modifier(truth), 0..3))
        .prop_map(|(prefixes, atom, mut modifiers)| {
            // A window behind a bare `started` or `ended` is its own.
            modifiers.dedup_by(|next, before| {
                let bare = matches!(before, Modifier::Started(None) | Modifier::Ended(None));
                bare && matches!(next, Modifier::Window(_))
            });
            let narrowed = modifiers
                .into_iter()
                .fold(atom, |phrase, modifier| expr(ExprKind::Modify(Box::new(phrase), Box::new(modifier))));
            prefixed(prefixes, narrowed)
        })
        .boxed()
}

/// A phrase without suffixes.
pub fn bare_phrase(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    (vec(prefix(), 0..2), atom(truth)).prop_map(|(prefixes, atom)| prefixed(prefixes, atom)).boxed()
}
