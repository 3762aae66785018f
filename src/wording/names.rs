//! What words, attributes, codes and questions of a vocabulary are called in a sentence.

use super::words::{in_sentence, listed, spaced};
use crate::vocabulary::{AttributeId, CodeEntry, CodeSystem, Kind, Named, QuestionId, SiteId, Vocabulary, WordId};

/// What a word is called in a sentence: its abbreviation where it has one, a drug in small letters, else its title.
pub(crate) fn word(vocabulary: &Vocabulary, id: WordId) -> String {
    let word = vocabulary.word(id);
    if id == word.kind.unmapped() && word.vocabulary.is_empty() {
        return anything(word.kind).to_owned();
    }
    if let Some(short) = word.also.iter().find(|also| also.to_lowercase().replace(['-', ' '], "_") == word.name) {
        return short.clone();
    }
    let plain = spaced(&word.name);
    let title = word.title.to_lowercase();
    let begins = title.strip_prefix(&plain).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    match word.kind {
        _ if word.title.is_empty() => plain,
        Kind::Drug if begins => plain,
        Kind::Measurement | Kind::Score if begins && word.title.starts_with(&plain.to_uppercase()) => {
            plain.to_uppercase()
        }
        _ => in_sentence(&word.title),
    }
}

/// The same, with a class of drugs in the plural: `ACE inhibitors`, `ARBs`.
pub(crate) fn word_or_class(vocabulary: &Vocabulary, id: WordId) -> String {
    let (name, declared) = (word(vocabulary, id), vocabulary.word(id));
    let is_class = declared.kind == Kind::Drug && declared.family.iter().count() > 1;
    let abbreviated = declared.title.ends_with('s') && !name.contains(' ') && declared.also.contains(&name);
    let several = !name.ends_with('s') && (abbreviated || declared.title == format!("{name}s"));
    if is_class && several { format!("{name}s") } else { name }
}

/// What a kind of word is called.
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Measurement => "measurement",
        Kind::Condition => "condition",
        Kind::Drug => "drug",
        Kind::Procedure => "procedure",
        Kind::Vaccine => "vaccine",
        Kind::Score => "score",
        Kind::Line => "line of therapy",
    }
}

/// What everything of a kind is called.
fn anything(kind: Kind) -> &'static str {
    match kind {
        Kind::Drug => "medication",
        Kind::Condition => "condition",
        Kind::Procedure => "procedure",
        Kind::Measurement => "measurement",
        Kind::Vaccine => "vaccination",
        Kind::Score => "score",
        Kind::Line => "line of therapy",
    }
}

/// What an attribute is called.
pub(crate) fn attribute(vocabulary: &Vocabulary, id: AttributeId) -> String {
    attribute_name(vocabulary.attribute(id))
}

/// `ISN class`: a leading abbreviation of two or three letters before an underscore is one.
pub(crate) fn attribute_name(name: &str) -> String {
    match name.split_once('_') {
        Some((short @ ("isn" | "nyha" | "who" | "icu"), rest)) => format!("{} {}", short.to_uppercase(), spaced(rest)),
        _ => spaced(name),
    }
}

/// `LOINC 2890-2`, `ICD-10-CM C00 to C97`.
pub(crate) fn code(code: &CodeEntry) -> String {
    let system = match code.system {
        CodeSystem::Loinc => "LOINC",
        CodeSystem::Icd10cm => "ICD-10-CM",
        CodeSystem::Snomed => "SNOMED CT",
        CodeSystem::Rxnorm => "RxNorm",
        CodeSystem::Atc => "ATC",
        CodeSystem::Cvx => "CVX",
    };
    match &code.to {
        Some(to) => format!("{system} {} to {to}", code.code),
        None => format!("{system} {}", code.code),
    }
}

/// A code as people are shown it: one of LOINC with the name that LOINC gives it.
pub(crate) fn shown_code(entry: &CodeEntry) -> String {
    let name = super::loinc::name(&entry.code).filter(|_| entry.system == CodeSystem::Loinc && entry.to.is_none());
    match name {
        Some(name) => format!("{} ({name})", code(entry)),
        None => code(entry),
    }
}

/// A question to a person with its arguments filled in.
pub(crate) fn question(vocabulary: &Vocabulary, question: QuestionId, arguments: &[String]) -> String {
    match vocabulary.questions.get(usize::from(question.0)) {
        Some(asked) => filled(vocabulary, &asked.text, &asked.parameters, arguments),
        None => "a question that is not declared".to_owned(),
    }
}

/// A question to the site with its arguments filled in.
pub(crate) fn site_question(vocabulary: &Vocabulary, question: SiteId, arguments: &[String]) -> String {
    match vocabulary.sites.get(usize::from(question.0)) {
        Some(asked) => filled(vocabulary, &asked.text, &asked.parameters, arguments),
        None => "a question to the site that is not declared".to_owned(),
    }
}

/// Who answers a question.
pub(crate) fn answered_by(vocabulary: &Vocabulary, question: QuestionId) -> String {
    let asked = vocabulary.questions.get(usize::from(question.0));
    asked.map_or_else(|| "somebody".to_owned(), |asked| spaced(&asked.answered_by))
}

/// The text with each `{parameter}` replaced by its argument.
fn filled(vocabulary: &Vocabulary, text: &str, parameters: &[(String, String)], arguments: &[String]) -> String {
    let pairs = parameters.iter().zip(arguments);
    pairs.fold(text.to_owned(), |text, ((name, _), given)| {
        text.replace(&format!("{{{name}}}"), &argument(vocabulary, given))
    })
}

/// An argument in words: the names of the words in it.
fn argument(vocabulary: &Vocabulary, argument: &str) -> String {
    let items = argument.trim().trim_start_matches('{').trim_end_matches('}').split(',').map(str::trim);
    let named = items.filter(|item| !item.is_empty()).map(|item| match vocabulary.find(item) {
        Some(Named::Word(id)) => word_or_class(vocabulary, id),
        Some(Named::Group(place)) => {
            vocabulary.groups.get(place).map_or_else(|| spaced(item), |group| in_sentence(&group.title))
        }
        _ => spaced(item),
    });
    listed(&named.collect::<Vec<_>>(), "or")
}
