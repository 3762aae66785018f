//! What holds for every tree: printed and parsed again it is the same tree.

use enrol::diagnostic::Span;
use enrol::syntax::tree::*;
use enrol::syntax::{parse, parse_expression, print, print_expression};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn expr(kind: ExprKind) -> Expr {
    Expr { kind, span: Span::default() }
}

fn name() -> impl Strategy<Value = Name> + Clone {
    select(vec!["upcr", "rituximab", "status", "dose", "time", "total", "source", "phase", "lines", "X_1", "a"])
        .prop_map(named)
}

fn named(text: &str) -> Name {
    Name { text: text.to_owned(), span: Span::default() }
}

fn quoted() -> impl Strategy<Value = Quoted> {
    "[ -~é]{0,12}".prop_map(|text| Quoted { text, span: Span::default() })
}

fn amount() -> impl Strategy<Value = Amount> {
    let number = select(vec!["0", "5", "-2", "0.5", "100"]).prop_map(str::to_owned);
    let unit = option::of(
        select(vec!["g/g", "days", "%", "mL/min/1.73m2", "[IU]/mL", "10*9/L", "half_lives", "x10"]).prop_map(named),
    );
    (number, unit).prop_map(|(number, unit)| Amount { number, unit, span: Span::default() })
}

fn boxed(strategy: impl Strategy<Value = Expr> + 'static) -> BoxedStrategy<Box<Expr>> {
    strategy.prop_map(Box::new).boxed()
}

/// What stands alone: names, parentheses, sets.
fn atom(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    prop_oneof![
        4 => name().prop_map(|name| expr(ExprKind::Name(name))),
        1 => boxed(truth.clone()).prop_map(|inner| expr(ExprKind::Parenthesis(inner))),
        1 => (name(), vec(truth.clone(), 1..3)).prop_map(|(name, arguments)| expr(ExprKind::Call(name, arguments))),
        1 => vec(name().prop_map(|name| expr(ExprKind::Name(name))), 1..4).prop_map(|members| expr(ExprKind::Set(members))),
        1 => Just(expr(ExprKind::It)),
    ]
    .boxed()
}

fn amount_of_time() -> impl Strategy<Value = Amount> {
    amount().prop_filter("no negative lengths", |amount| !amount.number.starts_with('-'))
}

fn length() -> BoxedStrategy<Expr> {
    prop_oneof![
        amount_of_time().prop_map(|amount| expr(ExprKind::Amount(amount))),
        name().prop_map(|name| expr(ExprKind::Name(name))),
        vec(amount_of_time().prop_map(|amount| expr(ExprKind::Amount(amount))), 1..3)
            .prop_map(|values| expr(ExprKind::Choose(Choice::Greatest, values))),
    ]
    .boxed()
}

fn point(atom: BoxedStrategy<Expr>) -> BoxedStrategy<Point> {
    let chosen = atom.clone().prop_map(|atom| expr(ExprKind::Select(Selector::Latest(Some(2)), Box::new(atom))));
    prop_oneof![
        atom.clone().prop_map(Point::Of),
        Just(Point::Of(expr(ExprKind::Date("2026-11-02".to_owned())))),
        chosen.prop_map(Point::DateOf),
        atom.clone().prop_map(Point::StartOf),
        atom.prop_map(Point::EndOf),
    ]
    .boxed()
}

fn window(atom: BoxedStrategy<Expr>) -> BoxedStrategy<Window> {
    let window =
        |within, side, point: Option<Point>| Window { within, side, point: point.map(Box::new), span: Span::default() };
    let sides = select(vec![WindowSide::Before, WindowSide::After, WindowSide::BeforeOrDuring]);
    let alone = select(vec![WindowSide::Before, WindowSide::During, WindowSide::At, WindowSide::Since]);
    prop_oneof![
        (length(), sides, point(atom.clone())).prop_map(move |(length, side, point)| window(
            Some(length),
            side,
            Some(point)
        )),
        (length(), point(atom.clone())).prop_map(move |(length, point)| window(
            Some(length),
            WindowSide::DuringOrAfter,
            Some(point)
        )),
        (alone, point(atom)).prop_map(move |(side, point)| window(None, side, Some(point))),
    ]
    .boxed()
}

/// One test of one attribute, or parentheses.
fn condition(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let attribute = || name().prop_map(|name| expr(ExprKind::Name(name)));
    let plain = amount().prop_map(|amount| Box::new(expr(ExprKind::Amount(amount))));
    let set = vec(attribute(), 1..3).prop_map(|members| Box::new(expr(ExprKind::Set(members))));
    prop_oneof![
        boxed(truth.clone()).prop_map(|inner| expr(ExprKind::Parenthesis(inner))),
        (attribute(), plain).prop_map(|(left, right)| expr(ExprKind::Compare(
            Box::new(left),
            Comparator::AtLeast,
            right
        ))),
        (attribute(), select(vec!["III+V", "none", "current", "3a", "A/C", "cured"])).prop_map(|(left, value)| {
            let value = Box::new(expr(ExprKind::Name(named(value))));
            expr(ExprKind::Test(Box::new(left), Test::OrWorse(value)))
        }),
        (attribute(), set, any::<bool>())
            .prop_map(|(left, set, negated)| expr(ExprKind::Test(Box::new(left), Test::In { negated, set }))),
    ]
    .boxed()
}

fn modifier(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Modifier> {
    prop_oneof![
        condition(truth).prop_map(Modifier::Where),
        window(atom(truth)).prop_map(Modifier::Window),
        window(atom(truth)).prop_map(|window| Modifier::Started(Some(window))),
        window(atom(truth)).prop_map(Modifier::Running),
        (any::<bool>(), length()).prop_map(|(at_least, length)| Modifier::Lasting { at_least, length }),
        (any::<bool>(), length()).prop_map(|(at_least, length)| Modifier::ForATotalOf { at_least, length }),
        atom(truth).prop_map(Modifier::TogetherWith),
        (any::<bool>(), condition(truth)).prop_map(|(positive, condition)| Modifier::With { positive, condition }),
        name().prop_map(Modifier::By),
        name().prop_map(Modifier::DistinctBy),
        length()
            .prop_filter("calls only", |length| !matches!(length.kind, ExprKind::Choose(..)))
            .prop_map(Modifier::Apart),
        (any::<bool>(), vec(name(), 1..3)).prop_map(|(only, items)| Modifier::Items { only, items }),
        name().prop_map(Modifier::As),
        any::<bool>().prop_map(|all| Modifier::OverDays { all }),
    ]
    .boxed()
}

fn selector() -> BoxedStrategy<Selector> {
    prop_oneof![
        select(vec![
            Selector::Any,
            Selector::No,
            Selector::AtLeast(2),
            Selector::Between(1, 3),
            Selector::Latest(None),
            Selector::Earliest(Some(3)),
            Selector::Count,
            Selector::Current,
            Selector::DosesOf,
            Selector::DaysOf,
            Selector::StartOf,
            Selector::PointsOf,
        ]),
        name().prop_map(Selector::Total),
        name().prop_map(Selector::Average),
    ]
    .boxed()
}

fn phrase(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    (vec(selector(), 0..3), atom(truth), vec(modifier(truth), 0..3))
        .prop_map(|(selectors, atom, modifiers)| {
            let narrowed = modifiers
                .into_iter()
                .fold(atom, |phrase, modifier| expr(ExprKind::Modify(Box::new(phrase), Box::new(modifier))));
            selectors
                .into_iter()
                .rev()
                .fold(narrowed, |phrase, selector| expr(ExprKind::Select(selector, Box::new(phrase))))
        })
        .boxed()
}

fn relation(truth: &BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let term = || {
        prop_oneof![
            3 => phrase(truth),
            1 => amount().prop_map(|amount| expr(ExprKind::Amount(amount))),
            1 => Just(expr(ExprKind::Age(None))),
            1 => Just(expr(ExprKind::Titre("1:80".to_owned()))),
        ]
    };
    // A condition without parentheses would take the sign behind it, so such a phrase cannot stand before one.
    let times = (atom(truth), term())
        .prop_map(|(left, right)| expr(ExprKind::Arithmetic(Box::new(left), Arithmetic::Times, Box::new(right))));
    let sum = prop_oneof![3 => term(), 1 => times].boxed();
    prop_oneof![
        sum.clone(),
        (boxed(sum.clone()), boxed(sum.clone())).prop_map(|(left, right)| expr(ExprKind::Compare(
            left,
            Comparator::Greater,
            right
        ))),
        (boxed(sum.clone()), boxed(sum.clone()), boxed(sum))
            .prop_map(|(value, low, high)| expr(ExprKind::Test(value, Test::Between(low, high)))),
    ]
    .boxed()
}

fn truth() -> BoxedStrategy<Expr> {
    let leaf = name().prop_map(|name| expr(ExprKind::Name(name))).boxed();
    leaf.prop_recursive(4, 60, 4, |inner| {
        let inner = inner.boxed();
        let operand = relation(&inner);
        let lines = vec((option::of(quoted()), inner.clone()), 1..4);
        let block = lines.prop_map(|lines| {
            let lines = lines.into_iter().map(|(label, expression)| Line { label, expression }).collect();
            expr(ExprKind::Block(BlockKind::AtLeast(2), lines))
        });
        let operand = prop_oneof![3 => operand, 1 => block].boxed();
        let connective = select(vec![Connective::And, Connective::Or, Connective::Unless, Connective::ButNot]);
        prop_oneof![
            3 => operand.clone(),
            1 => boxed(operand.clone()).prop_map(|truth| expr(ExprKind::Not(truth))),
            1 => (boxed(operand.clone()), boxed(operand.clone())).prop_map(|(left, right)| expr(ExprKind::If(left, right))),
            2 => (boxed(operand.clone()), vec((connective, operand), 1..3))
                .prop_map(|(first, more)| expr(ExprKind::Chain(first, more))),
        ]
    })
    .boxed()
}

fn item(kind: ItemKind) -> Item {
    Item { kind, span: Span::default() }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn expressions_survive_printing(truth in truth()) {
        let printed = print_expression(&truth);
        prop_assert!(!printed.contains('\n'));
        let (again, findings) = parse_expression(&printed);
        prop_assert!(again == truth, "PRINTED {}\n{}", printed, said(&findings));
    }

    #[test]
    fn items_survive_printing(truths in vec((truth(), quoted(), name()), 1..4)) {
        let items = truths.into_iter().enumerate().map(|(at, (truth, sentence, name))| {
            let id = named(&format!("I{at}"));
            item(match at % 3 {
                0 => ItemKind::Criterion(Box::new(Criterion {
                    side: Side::Inclusion, id, cohorts: vec![name], sentence: Some(sentence.clone()),
                    clauses: vec![CriterionClause::IfUnknown(true), CriterionClause::Note(sentence)], expression: Some(truth),
                })),
                1 => ItemKind::Define(Define {
                    name, parameters: Vec::new(), title: Some(sentence), sources: Vec::new(), kind: DefineKind::Truth, body: truth,
                }),
                _ => ItemKind::Cohort(Cohort { name, title: Some(sentence), when: truth }),
            })
        });
        let file = File { items: items.collect(), comments: Vec::new() };
        let printed = print(&file, None);
        let (again, findings) = parse(&printed);
        prop_assert!(again == file, "PRINTED {}\n{}", printed, said(&findings));
        prop_assert_eq!(print(&again, None), printed);
    }
}

fn said(findings: &[enrol::diagnostic::Diagnostic]) -> String {
    findings.iter().map(|finding| format!("{} at {}", finding.message, finding.span().start)).collect()
}
