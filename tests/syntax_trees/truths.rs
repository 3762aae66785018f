//! Truths and values of every form.

use super::phrases::{atom, bare_phrase, phrase, point};
use super::words::*;
use enrol::syntax::tree::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub fn boxed(strategy: impl Strategy<Value = Expr> + 'static) -> BoxedStrategy<Box<Expr>> {
    strategy.prop_map(Box::new).boxed()
}

fn of_name() -> BoxedStrategy<Expr> {
    name().prop_map(|name| expr(ExprKind::Name(name))).boxed()
}

/// A set, or the name of one.
pub fn set_or_name() -> BoxedStrategy<Expr> {
    let set = vec(of_name(), 1..4).prop_map(|members| expr(ExprKind::Set(members)));
    prop_oneof![3 => set, 1 => of_name()].boxed()
}

/// A value that may also be a word of the language.
fn keyword_value() -> BoxedStrategy<Expr> {
    one_of(&["III+V", "none", "current", "3a", "A/C", "cured"]).prop_map(|name| expr(ExprKind::Name(name))).boxed()
}

/// A test of something, with plain values.
fn plain_test() -> BoxedStrategy<Test> {
    let plain = || boxed(amount().prop_map(|amount| expr(ExprKind::Amount(amount))));
    prop_oneof![
        (any::<bool>(), boxed(set_or_name())).prop_map(|(negated, set)| Test::In { negated, set }),
        (plain(), plain()).prop_map(|(low, high)| Test::Between(low, high)),
        (plain(), plain()).prop_map(|(low, high)| Test::FromToBelow(low, high)),
        boxed(set_or_name()).prop_map(Test::IncludesAny),
        boxed(set_or_name()).prop_map(Test::IncludesAll),
        boxed(set_or_name()).prop_map(Test::IsOnly),
        any::<bool>().prop_map(Test::IsKnown),
        boxed(keyword_value()).prop_map(Test::WorseThan),
        boxed(keyword_value()).prop_map(Test::BetterThan),
        boxed(keyword_value()).prop_map(Test::OrWorse),
        boxed(keyword_value()).prop_map(Test::OrBetter),
    ]
    .boxed()
}

fn comparator() -> impl Strategy<Value = Comparator> {
    use Comparator::*;
    select(vec![Less, AtMost, AtLeast, Greater, Is, IsNot])
}

/// One test of one attribute, parentheses or a block.
pub fn condition(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let of_it = name().prop_map(|name| expr(ExprKind::AttributeOf(name, Box::new(expr(ExprKind::It)))));
    let attribute = || prop_oneof![4 => of_name(), 1 => of_it.clone()];
    let plain = prop_oneof![
        4 => amount().prop_map(|amount| expr(ExprKind::Amount(amount))),
        1 => date().prop_map(|date| expr(ExprKind::Date(date.text))),
        1 => Just(expr(ExprKind::Titre("1:80".to_owned()))),
        1 => quoted().prop_map(|text| expr(ExprKind::Quoted(text))),
        1 => of_it.clone(),
    ];
    prop_oneof![
        2 => boxed(truth.clone()).prop_map(|inner| expr(ExprKind::Parenthesis(inner))),
        1 => block(truth),
        2 => (boxed(attribute()), comparator(), boxed(plain))
            .prop_map(|(left, sign, right)| expr(ExprKind::Compare(left, sign, right))),
        3 => (boxed(attribute()), plain_test()).prop_map(|(left, test)| expr(ExprKind::Test(left, test))),
    ]
    .boxed()
}

fn block(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    use BlockKind::*;
    let kind = select(vec![All, Any, None, AtLeast(2), Exactly(1), AtMost(3)]);
    let line = (option::of(quoted()), truth.clone()).prop_map(|(label, expression)| Line { label, expression });
    (kind, vec(line, 1..4)).prop_map(|(kind, lines)| expr(ExprKind::Block(kind, lines))).boxed()
}

/// A value that needs no parentheses.
fn term(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let several = || vec(phrase(truth), 1..3);
    let point = || point(atom(truth)).prop_map(Box::new);
    let case = (phrase(truth), truth.clone());
    prop_oneof![
        6 => phrase(truth),
        2 => amount().prop_map(|amount| expr(ExprKind::Amount(amount))),
        1 => date().prop_map(|date| expr(ExprKind::Date(date.text))),
        1 => Just(expr(ExprKind::Titre("1:80".to_owned()))),
        1 => select(vec![ReferenceLimit::Upper, ReferenceLimit::Lower]).prop_map(|limit| expr(ExprKind::Limit(limit))),
        1 => (select(vec![Choice::Greatest, Choice::Least]), several())
            .prop_map(|(choice, values)| expr(ExprKind::Choose(choice, values))),
        1 => vec(case, 1..3).prop_map(|cases| expr(ExprKind::When(cases))),
        1 => (boxed(bare_phrase(truth)), boxed(bare_phrase(truth)))
            .prop_map(|(from, to)| expr(ExprKind::PercentChange(from, to))),
        1 => point().prop_map(|point| expr(ExprKind::TimeSince(point))),
        1 => option::of(point()).prop_map(|point| expr(ExprKind::Age(point))),
        1 => Just(expr(ExprKind::Sex)),
    ]
    .boxed()
}

/// One term, or two joined. A condition without parentheses would take the sign behind it, so such a phrase cannot stand
/// before one.
pub fn sum(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    use Arithmetic::*;
    // The sign stands right before a letter or a parenthesis.
    let negative = atom(truth).prop_filter("no set", |atom| !matches!(atom.kind, ExprKind::Set(_)));
    let first = prop_oneof![3 => atom(truth), 1 => boxed(negative).prop_map(|atom| expr(ExprKind::Negative(atom)))];
    let two = (boxed(first), select(vec![Plus, Minus, Times, Over]), boxed(term(truth)))
        .prop_map(|(left, sign, right)| expr(ExprKind::Arithmetic(left, sign, right)));
    prop_oneof![3 => term(truth), 1 => two].boxed()
}

fn relation(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let sum = sum(truth);
    let sums = || boxed(sum.clone());
    let in_quotes = quoted().prop_map(|text| expr(ExprKind::Quoted(text)));
    let test = prop_oneof![
        3 => plain_test(),
        1 => (sums(), sums()).prop_map(|(low, high)| Test::Between(low, high)),
        1 => (sums(), sums()).prop_map(|(low, high)| Test::FromToBelow(low, high)),
    ];
    prop_oneof![
        2 => sum.clone(),
        3 => (sums(), comparator(), boxed(prop_oneof![9 => sum.clone(), 1 => in_quotes])).prop_map(|(left, sign, right)| expr(ExprKind::Compare(left, sign, right))),
        3 => (sums(), test).prop_map(|(left, test)| expr(ExprKind::Test(left, test))),
    ]
    .boxed()
}

/// What people answer and state, and what a definition says.
fn asked(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let called = || (name(), vec(truth.clone(), 0..3));
    let with = select(vec![AskedWith::Judged, AskedWith::Confirmed]);
    let statement = select(vec![Statement::Contraindicated, Statement::Intolerant]);
    prop_oneof![
        (with, called()).prop_map(|(with, (name, arguments))| expr(ExprKind::Asked(with, name, arguments))),
        called().prop_map(|(name, arguments)| expr(ExprKind::SiteSays(name, arguments))),
        called().prop_map(|(name, arguments)| expr(ExprKind::Meets(name, arguments))),
        (statement, boxed(atom(truth))).prop_map(|(statement, of)| expr(ExprKind::Stated(statement, of))),
    ]
    .boxed()
}

/// Any truth.
pub fn truth() -> BoxedStrategy<Expr> {
    of_name()
        .prop_recursive(3, 30, 3, |inner| {
            let inner = inner.boxed();
            let every = (boxed(phrase(&inner)), boxed(condition(&inner)))
                .prop_map(|(events, condition)| expr(ExprKind::EveryHas(events, condition)));
            let operand =
                prop_oneof![6 => relation(&inner), 2 => block(&inner), 1 => asked(&inner), 1 => every].boxed();
            let connective = select(vec![Connective::And, Connective::Or, Connective::Unless, Connective::ButNot]);
            prop_oneof![
                3 => operand.clone(),
                1 => boxed(operand.clone()).prop_map(|truth| expr(ExprKind::Not(truth))),
                1 => (boxed(operand.clone()), boxed(operand.clone()))
                    .prop_map(|(left, right)| expr(ExprKind::If(left, right))),
                2 => (boxed(operand.clone()), vec((connective, operand), 1..3))
                    .prop_map(|(first, more)| expr(ExprKind::Chain(first, more))),
            ]
        })
        .boxed()
}
