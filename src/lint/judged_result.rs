//! W0710: a question to a person that a record could answer.

use super::numbers::is_all_asked;
use super::numbers::quantity::{Counted, Quantity};
use super::numbers::said::said;
use super::rules::{Rules, Written, found};
use crate::check::{Ask, Finding, Program};
use crate::diagnostic::{Code, Diagnostic};
use crate::value::unit::Unit;
use crate::vocabulary::{Form, Kind, Word};

/// Looks for criteria that only people answer, though their sentence names a measurement and a number in its unit.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (trial, version) in rules.versions() {
        for written in rules.criteria(trial, version) {
            findings.extend(could_be_read(rules.program, written).map(|diagnostic| found(trial.file, diagnostic)));
        }
    }
    findings
}

fn could_be_read(program: &Program, written: Written<'_>) -> Option<Diagnostic> {
    let expression = written.tree.expression.as_ref().filter(|expression| is_all_asked(expression))?;
    let sentence = written.tree.sentence.as_ref().filter(|_| matches!(written.criterion.ask, Ask::Truth(_)))?;
    let said = said(&sentence.text);
    let spoken = words_of(&sentence.text);
    let results = program.vocabulary.words.iter().filter(|word| word.kind == Kind::Measurement);
    let named = results.filter(|word| is_named(word, &spoken));
    let (word, number) = named.into_iter().find_map(|word| {
        let number = said.iter().find(|said| is_result_of(program, word, &said.quantity))?;
        Some((word, &number.text))
    })?;
    let id = &written.tree.id.text;
    let message = format!("{id} asks a person what a record could tell");
    let found = Diagnostic::new(Code::JudgedResult, expression.span, message)
        .also(sentence.span, format!("speaks of {} and {number}", word.title))
        .reason("an answer by hand can be forgotten or wrong, and nobody sees the number that it rests on")
        .help(format!(
            "compare the result: `latest {} within 28 days` with {number}; where a person must judge it, set this finding \
             aside with the reason",
            word.name
        ));
    Some(found)
}

/// Whether a number of a sentence can be a threshold for results of a word.
fn is_result_of(program: &Program, word: &Word, quantity: &Quantity) -> bool {
    let masses: Vec<_> = word.molar_mass.iter().map(|(mass, _)| *mass).collect();
    word.forms.iter().any(|form| match (form, &quantity.of) {
        (Form::Quantity { .. }, Counted::Limits) | (Form::Titre, Counted::Titre) => true,
        (Form::Quantity { unit, .. }, Counted::Unit(_)) => {
            let kept = Unit::parse(program.vocabulary.unit(*unit)).ok();
            kept.is_some_and(|kept| {
                quantity.is_like(&Quantity::new(quantity.number, Counted::Unit(Box::new(kept))), &masses)
            })
        }
        _ => false,
    })
}

/// Whether a sentence names a word: by its title, a synonym, or its name.
fn is_named(word: &Word, sentence: &[&str]) -> bool {
    let name = word.name.replace('_', " ");
    let names = word.also.iter().chain([&word.title, &name]);
    names.into_iter().any(|name| {
        let wanted = words_of(name);
        !wanted.is_empty()
            && sentence.windows(wanted.len()).any(|words| words.iter().zip(&wanted).all(|(a, b)| is_same(a, b)))
    })
}

/// Short names are told by their capitals: `ALT` is no `alt`.
fn is_same(said: &str, known: &str) -> bool {
    if known.len() <= 3 {
        said == known && known.chars().any(char::is_uppercase)
    } else {
        said.eq_ignore_ascii_case(known)
    }
}

fn words_of(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}
