//! W0709: numbers of a sentence and of its rule that do not agree.

pub(crate) mod quantity;
pub(crate) mod said;
pub(crate) mod used;

use super::rules::{Rules, Written, found};
use crate::check::{Ask, Finding, Trial, Version};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{CriterionClause, Expr, ExprKind};
use crate::value::Number;
use quantity::Counted;
use said::{Said, any_whole, said};
use used::{AllUsed, Declared, Used};

/// Holds each sentence against its rule, number by number. What a note speaks of is explained there.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let declared = Declared::new(rules.program);
    let mut findings = Vec::new();
    for (trial, version) in rules.versions() {
        for written in rules.criteria(trial, version) {
            let Some((by, expr)) = expression(rules, trial, version, written) else { continue };
            let of_another = by.criterion.span.start != written.criterion.span.start;
            let Some(words) = Words::of(written) else { continue };
            let used = declared.used(expr);
            // What people answer by is theirs to read in the sentence; what they are asked is not.
            if !is_all_asked(expr) {
                findings.extend(not_in_rule(trial, written, &words, &used));
            }
            if !of_another {
                findings.extend(not_in_sentence(trial, written, &words, &used));
            }
        }
    }
    findings
}

/// The rule that a sentence is the sentence of: its own, or that of the criterion which it clarifies.
fn expression<'p>(
    rules: &Rules<'p>,
    trial: &'p Trial,
    version: &'p Version,
    written: Written<'p>,
) -> Option<(Written<'p>, &'p Expr)> {
    match &written.criterion.ask {
        Ask::Truth(_) => Some((written, written.tree.expression.as_ref()?)),
        Ask::Clarifies(id) => {
            let other = rules.criteria(trial, version).find(|other| other.criterion.id == *id)?;
            Some((other, other.tree.expression.as_ref()?))
        }
        Ask::NotStated(_) | Ask::Broken => None,
    }
}

/// Whether a person is asked for everything: what they answer by is theirs to read.
pub(super) fn is_all_asked(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Asked(..) | ExprKind::SiteSays(..) => true,
        ExprKind::Not(inner) | ExprKind::Parenthesis(inner) => is_all_asked(inner),
        ExprKind::If(_, inner) => is_all_asked(inner),
        ExprKind::Chain(first, rest) => is_all_asked(first) && rest.iter().all(|(_, expr)| is_all_asked(expr)),
        ExprKind::Block(_, lines) => lines.iter().all(|line| is_all_asked(&line.expression)),
        _ => false,
    }
}

/// What the sentence and the notes of a criterion say.
struct Words {
    place: Span,
    sentence: Vec<Said>,
    notes: Vec<Said>,
    /// Every whole number of the sentence.
    whole: Vec<Number>,
}

impl Words {
    fn of(written: Written<'_>) -> Option<Words> {
        let sentence = written.tree.sentence.as_ref()?;
        let notes = written.tree.clauses.iter().filter_map(|clause| match clause {
            CriterionClause::Note(note) => Some(note.text.as_str()),
            _ => None,
        });
        Some(Words {
            place: sentence.span,
            sentence: said(&sentence.text),
            notes: notes.flat_map(said).collect(),
            whole: any_whole(&sentence.text),
        })
    }
}

/// Whether some words say a number of a rule.
fn is_in(words: &[Said], used: &Used, masses: &[Number]) -> bool {
    words.iter().any(|said| said.quantity.is_said_by(&used.quantity, masses))
}

/// Numbers of the sentence that the rule does not use. A note that names both, the number of the sentence and that of the rule,
/// explains it.
fn not_in_rule(trial: &Trial, written: Written<'_>, words: &Words, used: &AllUsed) -> Vec<Finding> {
    let masses = &used.masses;
    let says = |said: &Said, one: &Used| said.quantity.is_said_by(&one.quantity, masses);
    let mut findings = Vec::new();
    for said in words.sentence.iter().filter(|said| !used.numbers.iter().any(|one| says(said, one))) {
        let meant = meant(said, words, used);
        let noted = words.notes.iter().any(|note| says(note, &Used::like(said)));
        if noted && meant.is_none_or(|meant| is_in(&words.notes, meant, masses)) {
            continue;
        }
        findings.push(found(trial.file, not_used(written, words.place, said, meant)));
    }
    findings
}

/// The number of the rule that stands where that of the sentence should: of its kind, and in no sentence.
fn meant<'u>(said: &Said, words: &Words, used: &'u AllUsed) -> Option<&'u Used> {
    let masses = &used.masses;
    let of_its_kind = used.numbers.iter().filter(|one| !one.meaning && said.quantity.is_like(&one.quantity, masses));
    of_its_kind.filter(|one| !is_in(&words.sentence, one, masses)).min_by_key(|one| one.own.is_none())
}

/// Numbers of the rule that the sentence does not say, though it says others of their kind.
fn not_in_sentence(trial: &Trial, written: Written<'_>, words: &Words, used: &AllUsed) -> Vec<Finding> {
    let masses = &used.masses;
    let mut findings = Vec::new();
    for one in used.numbers.iter().filter(|one| one.quantity.number > Number::ZERO) {
        let Some(span) = one.own else { continue };
        if is_in(&words.sentence, one, masses) || is_in(&words.notes, one, masses) {
            continue;
        }
        // `from 18 up to 65` writes both, though only the second stands behind a word of comparison.
        let bare = matches!(one.quantity.of, Counted::Events | Counted::Nothing);
        if bare && words.whole.contains(&one.quantity.number) {
            continue;
        }
        // Told already, beside the number of the sentence that it should have been.
        let in_rule = |said: &&Said| used.numbers.iter().any(|one| said.quantity.is_said_by(&one.quantity, masses));
        let like = words.sentence.iter().filter(|said| said.quantity.is_like(&one.quantity, masses));
        if like.clone().any(|said| !in_rule(&said)) {
            continue;
        }
        let text = match like.clone().next() {
            Some(said) => said.text.clone(),
            None if is_another_count(one, &words.whole) => listed(&words.whole),
            None => continue,
        };
        findings.push(found(trial.file, not_said(written, (words.place, span), one, &text)));
    }
    findings
}

/// Whether a number of events or of points is none of the whole numbers in a sentence that has some.
fn is_another_count(used: &Used, whole: &[Number]) -> bool {
    if !matches!(used.quantity.of, Counted::Events | Counted::Nothing) || used.quantity.number <= Number::ONE {
        return false;
    }
    let near = |number: &Number| {
        let apart = number.minus(used.quantity.number);
        apart.is_some_and(|apart| apart >= Number::whole(-1) && apart <= Number::ONE)
    };
    !whole.is_empty() && !whole.iter().any(near)
}

fn listed(numbers: &[Number]) -> String {
    let numbers: Vec<String> = numbers.iter().map(Number::to_string).collect();
    numbers.join(", ")
}

fn not_used(written: Written<'_>, sentence: Span, said: &Said, meant: Option<&Used>) -> Diagnostic {
    let id = &written.criterion.id;
    let says = &said.text;
    let (message, label) = match meant {
        Some(used) => (format!("the sentence of {id} says {says}, its rule {}", used.text), used.own),
        None => (format!("the rule of {id} does not use the {says} of its sentence"), None),
    };
    let mut diagnostic = Diagnostic::new(Code::NumberMismatch, sentence, message)
        .reason("the sentence is the protocol's, and a patient is judged by the rule")
        .help("mend the number or its unit; where another was chosen on purpose, say so in a `note` that names both");
    if let Some(span) = label {
        diagnostic = diagnostic.also(span, "here");
    }
    diagnostic
}

fn not_said(written: Written<'_>, (sentence, place): (Span, Span), used: &Used, said: &str) -> Diagnostic {
    let id = &written.criterion.id;
    let message = format!("the rule of {id} asks for {}, which its sentence does not say", used.text);
    Diagnostic::new(Code::NumberMismatch, place, message)
        .also(sentence, format!("it says {said}"))
        .reason("the sentence is the protocol's, and a patient is judged by the rule")
        .help("mend the number or its unit; where another was chosen on purpose, say so in a `note` that names both")
}
