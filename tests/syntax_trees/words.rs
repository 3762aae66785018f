//! Names, texts, amounts: what stands for itself.

use enrol::diagnostic::Span;
use enrol::syntax::tree::*;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub fn expr(kind: ExprKind) -> Expr {
    Expr { kind, span: Span::default() }
}

pub fn named(text: &str) -> Name {
    Name { text: text.to_owned(), span: Span::default() }
}

pub fn name() -> BoxedStrategy<Name> {
    one_of(&["upcr", "rituximab", "status", "dose", "time", "total", "source", "phase", "lines", "X_1", "a"])
}

/// One of some names.
pub fn one_of(texts: &[&'static str]) -> BoxedStrategy<Name> {
    select(texts.to_vec()).prop_map(named).boxed()
}

pub fn names() -> BoxedStrategy<Vec<Name>> {
    prop::collection::vec(name(), 1..4).boxed()
}

/// What a list of values holds; what is no single word comes back in quotes.
pub fn values() -> BoxedStrategy<Vec<Name>> {
    let value = one_of(&[
        "III", "III+V", "A/C", "3a", "1+", "2", "-1", "0.5", "none", "current", "IV-S(C)", "a b", "not", "2025-01",
    ]);
    prop::collection::vec(value, 1..4).boxed()
}

pub fn quoted() -> BoxedStrategy<Quoted> {
    "[ -~é]{0,12}".prop_map(|text| Quoted { text, span: Span::default() }).boxed()
}

pub fn title() -> BoxedStrategy<Option<Quoted>> {
    option::of(quoted()).boxed()
}

pub fn texts() -> BoxedStrategy<Vec<Quoted>> {
    prop::collection::vec(quoted(), 0..3).boxed()
}

pub fn date() -> BoxedStrategy<Name> {
    one_of(&["2026-11-02", "2024-02-29", "2025-06"])
}

fn unit() -> BoxedStrategy<Name> {
    one_of(&["g/g", "days", "%", "mL/min/1.73m2", "[IU]/mL", "10*9/L", "half_lives", "x10", "years"])
}

pub fn amount() -> BoxedStrategy<Amount> {
    numbered(option::of(unit()).boxed(), &["0", "5", "-2", "0.5", "100"])
}

/// An amount that has a unit.
pub fn measured() -> BoxedStrategy<Amount> {
    numbered(unit().prop_map(Some).boxed(), &["0", "5", "-2", "0.5", "100"])
}

/// An amount that is not negative.
pub fn amount_of_time() -> BoxedStrategy<Amount> {
    numbered(option::of(unit()).boxed(), &["0", "5", "0.5", "100"])
}

/// A number without a unit.
pub fn points() -> BoxedStrategy<Amount> {
    numbered(Just(None).boxed(), &["0", "8", "2.5", "-1"])
}

fn numbered(unit: BoxedStrategy<Option<Name>>, of: &[&'static str]) -> BoxedStrategy<Amount> {
    let number = select(of.to_vec()).prop_map(str::to_owned);
    (number, unit).prop_map(|(number, unit)| Amount { number, unit, span: Span::default() }).boxed()
}

pub fn unit_of_result() -> BoxedStrategy<Name> {
    unit()
}
