//! Items of every kind.

use super::truths::{sum, truth};
use super::vocabulary::word;
use super::words::*;
use enrol::diagnostic::Span;
use enrol::syntax::tree::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn item(kind: ItemKind) -> Item {
    Item { kind, span: Span::default() }
}

/// A file: its head, some items, and some words.
pub fn file() -> BoxedStrategy<File> {
    let words = vec(word().prop_map(|word| item(ItemKind::Word(word))), 0..8);
    (header(), vec(outer_item(), 1..3), words)
        .prop_map(|(header, items, words)| {
            let items = std::iter::once(item(ItemKind::Header(header))).chain(items).chain(words).collect();
            File { items, comments: Vec::new() }
        })
        .boxed()
}

fn outer_item() -> BoxedStrategy<Item> {
    prop_oneof![
        6 => inner_item(),
        1 => one_of(&["lupus", "lupus.activity", "a.b.c_1"]).prop_map(|name| item(ItemKind::Use(name))),
        1 => amendment().prop_map(|amendment| item(ItemKind::Amendment(amendment))),
    ]
    .boxed()
}

/// What also stands in amendments.
fn inner_item() -> BoxedStrategy<Item> {
    prop_oneof![
        parameter().prop_map(ItemKind::Parameter),
        criterion().prop_map(|criterion| ItemKind::Criterion(Box::new(criterion))),
        (name(), title(), truth()).prop_map(|(name, title, when)| ItemKind::Cohort(Cohort { name, title, when })),
        define().prop_map(ItemKind::Define),
        score().prop_map(ItemKind::Score),
        anchor().prop_map(ItemKind::Anchor),
        lines().prop_map(ItemKind::Lines),
        group().prop_map(ItemKind::Group),
        judgement().prop_map(ItemKind::Judgement),
        site().prop_map(ItemKind::Site),
    ]
    .prop_map(item)
    .boxed()
}

fn id() -> BoxedStrategy<Name> {
    one_of(&["I1", "4.1", "E12a", "NCT06189157", "3-2/b"])
}

fn header() -> BoxedStrategy<Header> {
    let dotted = one_of(&["lupus", "lupus.activity"]);
    let kind = prop_oneof![
        id().prop_map(|name| (FileKind::Trial, name)),
        dotted.clone().prop_map(|name| (FileKind::Vocabulary, name)),
        dotted.prop_map(|name| (FileKind::Library, name)),
    ];
    let clauses = (title(), title(), option::of(date()), texts(), title(), title(), texts());
    (kind, clauses)
        .prop_map(|((kind, name), (title, version, effective, sources, coverage, phase, notices))| Header {
            kind,
            name,
            title,
            version,
            effective,
            sources,
            coverage,
            phase,
            notices,
        })
        .boxed()
}

fn parameter() -> BoxedStrategy<Parameter> {
    (name(), sum(&truth()), title()).prop_map(|(name, value, title)| Parameter { name, value, title }).boxed()
}

fn criterion() -> BoxedStrategy<Criterion> {
    let clause = prop_oneof![
        quoted().prop_map(CriterionClause::Source),
        quoted().prop_map(CriterionClause::Note),
        one_of(&["investigator", "sponsor"]).prop_map(CriterionClause::WaivableBy),
        any::<bool>().prop_map(CriterionClause::IfUnknown),
        name().prop_map(CriterionClause::CheckedAt),
        id().prop_map(CriterionClause::Clarifies),
        quoted().prop_map(CriterionClause::NotStated),
    ];
    let side = select(vec![Side::Inclusion, Side::Exclusion]);
    (side, id(), vec(name(), 0..3), title(), vec(clause, 0..4), option::weighted(0.9, truth()))
        .prop_map(|(side, id, cohorts, sentence, clauses, expression)| Criterion {
            side,
            id,
            cohorts,
            sentence,
            clauses: once_each(clauses),
            expression,
        })
        .boxed()
}

/// No clause of one kind twice.
pub fn once_each<T>(clauses: Vec<T>) -> Vec<T> {
    let mut kinds = Vec::new();
    let mut once = clauses;
    once.retain(|clause| {
        let kind = std::mem::discriminant(clause);
        let new = !kinds.contains(&kind);
        kinds.push(kind);
        new
    });
    once
}

fn amendment() -> BoxedStrategy<Amendment> {
    (quoted(), quoted(), date(), vec(inner_item(), 0..3), vec(id(), 0..3))
        .prop_map(|(version, replaces, from, items, removes)| Amendment { version, replaces, from, items, removes })
        .boxed()
}

pub fn formals() -> BoxedStrategy<Vec<FormalParameter>> {
    let kind = one_of(&["drugs", "duration", "quantity", "events"]);
    vec((name(), kind).prop_map(|(name, kind)| FormalParameter { name, kind }), 0..3).boxed()
}

fn define() -> BoxedStrategy<Define> {
    use DefineKind::*;
    let kind = select(vec![Truth, Value, Events, Event]);
    (name(), formals(), title(), texts(), kind, truth())
        .prop_map(|(name, parameters, title, sources, kind, body)| Define {
            name,
            parameters,
            title,
            sources,
            kind,
            body,
        })
        .boxed()
}

fn score() -> BoxedStrategy<Score> {
    let item = (points(), option::of(name()), title(), option::of(truth()))
        .prop_map(|(points, name, title, condition)| ScoreItem { points, name, title, condition });
    let domain =
        (name(), option::of(name()), vec(item, 1..3)).prop_map(|(name, class, items)| Domain { name, class, items });
    let origin =
        prop_oneof![Just(ScoreOrigin::Computed), option::of(amount_of_time()).prop_map(ScoreOrigin::Assessed),];
    let total = option::of(select(vec![TotalRule::HighestPerDomain, TotalRule::Items]));
    let head = (name(), title(), texts(), texts(), origin);
    let rest = (option::of(truth()), vec(domain, 0..3), total, option::of(truth()), option::of((points(), points())));
    (head, rest)
        .prop_map(|((name, title, sources, unverified, origin), (entry, domains, total, meets, range))| Score {
            name,
            title,
            sources,
            unverified,
            origin,
            entry,
            domains,
            total,
            meets,
            range,
        })
        .boxed()
}

fn anchor() -> BoxedStrategy<Anchor> {
    let at_most = || option::of(measured());
    let shape = prop_oneof![
        at_most().prop_map(|window| AnchorShape::Day { window }),
        (name(), name(), at_most()).prop_map(|(from, to, at_most)| AnchorShape::Period { from, to, at_most }),
    ];
    (name(), title(), shape).prop_map(|(name, title, shape)| Anchor { name, title, shape }).boxed()
}

fn lines() -> BoxedStrategy<Lines> {
    let head = (name(), title(), texts(), names(), option::of(measured()));
    let reasons = (any::<[bool; 5]>(), option::of(measured()), vec(name(), 0..3));
    (head, reasons)
        .prop_map(|((name, title, sources, of, regimen), (reasons, after_gap, not_counted))| Lines {
            name,
            title,
            sources,
            of,
            regimen,
            after_progression: reasons[0],
            after_gap,
            when_added: reasons[1],
            same_for_substitution: reasons[2],
            same_for_maintenance: reasons[3],
            same_for_dose_change: reasons[4],
            not_counted,
        })
        .boxed()
}

fn group() -> BoxedStrategy<Group> {
    (name(), title(), texts(), names(), vec(name(), 0..3))
        .prop_map(|(name, title, sources, members, except)| Group { name, title, sources, members, except })
        .boxed()
}

fn judgement() -> BoxedStrategy<Judgement> {
    let asked_with = option::of(one_of(&["judged", "confirmed"]));
    (name(), formals(), title(), option::of(name()), asked_with, option::of(measured()))
        .prop_map(|(name, parameters, question, answered_by, asked_with, valid_for)| Judgement {
            name,
            parameters,
            question,
            answered_by,
            asked_with,
            valid_for,
        })
        .boxed()
}

fn site() -> BoxedStrategy<Site> {
    (name(), formals(), title(), prop_oneof![Just(Vec::new()), values()])
        .prop_map(|(name, parameters, question, values)| Site { name, parameters, question, values })
        .boxed()
}
