//! Words of vocabularies.

use super::items::once_each;
use super::words::*;
use enrol::syntax::tree::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub fn word() -> BoxedStrategy<Word> {
    use WordKind::*;
    let kind = select(vec![Measurement, Condition, Drug, Procedure, Vaccine]);
    (kind, name(), title(), vec(clause(), 0..5))
        .prop_map(|(kind, name, title, clauses)| Word { kind, name, title, clauses: once_each(clauses) })
        .boxed()
}

fn clause() -> BoxedStrategy<WordClause> {
    prop_oneof![
        vec(result_form(), 1..4).prop_map(WordClause::Result),
        qualitative(),
        vec(quoted(), 1..3).prop_map(WordClause::Also),
        name().prop_map(WordClause::IsA),
        vec(code(), 1..3).prop_map(WordClause::Code),
        (measured(), option::of(name())).prop_map(|(mass, of)| WordClause::MolarMass(mass, of)),
        (amount(), amount()).prop_map(|(low, high)| WordClause::Plausible(low, high)),
        (name(), attribute_form()).prop_map(|(name, form)| WordClause::Attribute(AttributeDecl { name, form })),
        (name(), names()).prop_map(|(formula, from)| WordClause::Computed { formula, from }),
        (measured(), measured(), name()).prop_map(|(mine, theirs, of)| WordClause::Equivalent(mine, theirs, of)),
        (measured(), option::of(measured())).prop_map(|(low, high)| WordClause::HalfLife(low, high)),
        measured().prop_map(WordClause::Joined),
        Just(WordClause::Lifelong),
        quoted().prop_map(WordClause::Source),
        quoted().prop_map(WordClause::Unverified),
        name().prop_map(WordClause::SupersededBy),
        quoted().prop_map(WordClause::Note),
    ]
    .boxed()
}

fn qualitative() -> BoxedStrategy<WordClause> {
    use Relation::*;
    let bound = prop_oneof![
        select(vec![ReferenceLimit::Upper, ReferenceLimit::Lower]).prop_map(ExprKind::Limit),
        Just(ExprKind::Titre("1:80".to_owned())),
        amount().prop_map(ExprKind::Amount),
    ];
    let name = one_of(&["positive", "negative", "abnormal", "high", "low"]);
    (name, select(vec![Above, From, Below, UpTo]), bound)
        .prop_map(|(name, relation, bound)| WordClause::Qualitative { name, relation, bound: expr(bound) })
        .boxed()
}

type Number = (Option<(Amount, Amount)>, Option<Name>);

fn number() -> BoxedStrategy<Number> {
    (option::of((amount(), amount())), option::of(unit_of_result())).boxed()
}

fn ordered() -> BoxedStrategy<Ordered> {
    let worst = option::of(select(vec![End::First, End::Last]));
    let outside = prop_oneof![Just(Vec::new()), values()];
    (values(), worst, outside).prop_map(|(values, worst, outside)| Ordered { values, worst, outside }).boxed()
}

fn result_form() -> BoxedStrategy<ResultForm> {
    prop_oneof![
        unit_of_result().prop_map(ResultForm::Unit),
        number().prop_map(|(bounds, unit)| ResultForm::Number(bounds, unit)),
        Just(ResultForm::Titre),
        values().prop_map(ResultForm::Values),
        ordered().prop_map(ResultForm::Ordered),
    ]
    .boxed()
}

fn attribute_form() -> BoxedStrategy<AttributeForm> {
    prop_oneof![
        values().prop_map(AttributeForm::OneOf),
        values().prop_map(AttributeForm::SeveralOf),
        ordered().prop_map(AttributeForm::Ordered),
        number().prop_map(|(bounds, unit)| AttributeForm::Number(bounds, unit)),
        Just(AttributeForm::Date),
        Just(AttributeForm::Text),
        Just(AttributeForm::YesNo),
    ]
    .boxed()
}

fn code() -> BoxedStrategy<CodeRef> {
    let value = one_of(&["fasting", "III+V", "3a"]);
    let code = || one_of(&["C44.91", "2890-2", "8640"]);
    (one_of(&["loinc", "icd10cm", "atc"]), code(), option::of(code()), option::of((name(), value)))
        .prop_map(|(system, code, to, implies)| CodeRef { system, code, to, implies })
        .boxed()
}
