//! What the language allows behind the words of a declaration.

use super::place::{Around, Place};
use super::subject;
use crate::lsp::tokens::{Token, TokenKind};

const HEADER: &[&str] = &["version", "effective", "source", "coverage", "phase", "notice"];
const CRITERION: &[&str] =
    &["source", "note", "waivable by", "if unknown treat as", "checked at", "clarifies", "not stated"];
const SCORE: &[&str] =
    &["source", "unverified", "computed", "assessed", "entry", "domain", "total sum of", "meets", "range"];
const WORD: &[&str] = &[
    "result",
    "also",
    "is a",
    "code",
    "molar mass",
    "plausible",
    "attribute",
    "computed",
    "equivalent",
    "half-life",
    "joined across gaps of",
    "lifelong",
    "source",
    "unverified",
    "superseded by",
    "note",
    "positive",
    "negative",
    "high",
    "low",
    "abnormal",
];
const LINES: &[&str] = &[
    "source",
    "of",
    "regimen drugs started within",
    "new line after progression",
    "new line after gap of",
    "new line when a drug is added",
    "same line for substitution within group",
    "same line for planned maintenance",
    "same line for dose change",
    "not counted",
];
const JUDGEMENT: &[&str] = &["answered by", "asked with", "valid for"];
const FORMALS: &[&str] = &[
    "drugs",
    "conditions",
    "measurements",
    "procedures",
    "vaccines",
    "quantity",
    "number",
    "duration",
    "anchor",
    "event",
    "truth",
];
const ATTRIBUTE_FORMS: &[&str] =
    &["one of", "several of", "ordered", "number", "number in", "date", "text", "yes or no"];
const CODE_SYSTEMS: &[&str] = &["loinc", "icd10cm", "snomed", "rxnorm", "atc", "cvx"];
const DEFINITIONS: &[&str] = &["truth", "value", "events", "event", "source"];

impl<'a> Around<'a> {
    /// What can be written there. `column` is that of what is being typed, from 0; `begins_line` whether nothing stands
    /// before it on its line.
    pub(super) fn place(&self, column: usize, begins_line: bool) -> Place<'a> {
        if begins_line && column == 0 {
            return Place::Item;
        }
        let Some((keyword, rest)) = self.before.split_first() else { return Place::Item };
        let last = rest.last();
        match keyword.text {
            "use" => Place::Use,
            "inclusion" | "exclusion" => self.criterion(keyword.text, rest),
            "cohort" => self.after(rest, "when", &["when"]),
            "define" => self.define(rest),
            "trial" | "vocabulary" | "library" => match last {
                Some(token) if token.kind == TokenKind::Quoted || rest.len() == 1 => Place::Keywords(HEADER, false),
                _ => Place::Nothing,
            },
            "parameter" => match last {
                Some(token) if token.kind == TokenKind::Number => Place::AnyUnit,
                _ => Place::Nothing,
            },
            "anchor" => match last.map(|token| token.text) {
                Some("from" | "to") => Place::Anchor,
                Some(text) if text.starts_with('"') => Place::Keywords(&["day", "from"], false),
                _ if last.is_some_and(|token| token.kind == TokenKind::Number) => Place::TimeUnit,
                Some(_) if rest.len() == 1 => Place::Keywords(&["day", "from"], false),
                _ => Place::Keywords(&["to", "at most", "window"], false),
            },
            "removes" => Place::Criterion,
            "amendment" => Place::Keywords(&["replaces", "from"], false),
            "group" => {
                if opener(rest).is_some() {
                    Place::Word
                } else {
                    Place::Keywords(&["source", "except"], false)
                }
            }
            "lines" => match last {
                _ if opener(rest).is_some() => Place::Drug,
                Some(token) if token.kind == TokenKind::Number => Place::TimeUnit,
                _ => Place::Keywords(LINES, false),
            },
            "score" => self.score(rest),
            "judgement" => match last.map(|token| token.text) {
                Some(":") => Place::Keywords(FORMALS, false),
                Some("with") => Place::Keywords(&["judged", "confirmed"], false),
                _ if last.is_some_and(|token| token.kind == TokenKind::Number) => Place::TimeUnit,
                _ => Place::Keywords(JUDGEMENT, false),
            },
            "site" => {
                if last.is_some_and(|token| token.text == ":") {
                    Place::Keywords(FORMALS, false)
                } else {
                    Place::Keywords(&["one of"], false)
                }
            }
            "measurement" | "condition" | "drug" | "procedure" | "vaccine" => self.word(rest),
            _ => self.expression(&self.before),
        }
    }

    fn criterion(&self, keyword: &'a str, rest: &[Token<'a>]) -> Place<'a> {
        let Some(last) = rest.last() else { return Place::NewCriterion(keyword) };
        match (last.text, rest.len()) {
            (_, 1) => Place::Keywords(&["for"], false),
            ("for", 2) => Place::Cohort,
            (",", _)
                if rest.get(1).is_some_and(|token| token.text == "for")
                    && !rest.iter().any(|token| token.kind == TokenKind::Quoted) =>
            {
                Place::Cohort
            }
            ("clarifies", _) => Place::Criterion,
            ("by", _) if rest.iter().rev().nth(1).is_some_and(|token| token.text == "waivable") => {
                Place::Keywords(&["investigator", "sponsor"], false)
            }
            ("as", _) if rest.iter().rev().nth(1).is_some_and(|token| token.text == "treat") => {
                Place::Keywords(&["met", "not met"], false)
            }
            ("at", _) if rest.iter().rev().nth(1).is_some_and(|token| token.text == "checked") => Place::Anchor,
            _ if last.kind == TokenKind::Quoted && opener(rest).is_none() => Place::Keywords(CRITERION, true),
            _ => self.expression(rest),
        }
    }

    fn define(&self, rest: &[Token<'a>]) -> Place<'a> {
        let kind = rest.iter().position(|token| matches!(token.text, "truth" | "value" | "events" | "event"));
        let kind = kind.filter(|at| opener(rest.get(..*at).unwrap_or_default()).is_none());
        match (kind, rest.last()) {
            (Some(at), _) => match rest.get(at + 1..) {
                Some([]) => Place::Phrase,
                Some(body) => self.expression(body),
                None => Place::Nothing,
            },
            (None, Some(last)) if last.text == ":" => Place::Keywords(FORMALS, false),
            (None, Some(last)) if rest.len() > 1 && opener(rest).is_none() && last.text != "," => {
                Place::Keywords(DEFINITIONS, false)
            }
            (None, Some(_)) if rest.len() == 1 => Place::Keywords(DEFINITIONS, false),
            _ => Place::Nothing,
        }
    }

    fn score(&self, rest: &[Token<'a>]) -> Place<'a> {
        let Some(last) = rest.last() else { return Place::Nothing };
        let from = rest.iter().rposition(|token| matches!(token.text, "entry" | "meets" | "if"));
        match last.text {
            "entry" | "meets" | "if" => return Place::Phrase,
            "of" if rest.iter().rev().nth(1).is_some_and(|token| token.text == "points") => return Place::ScorePart,
            "of" => return Place::Keywords(&["items", "highest per domain"], false),
            _ => {}
        }
        let fresh = |at: usize| {
            rest.get(at + 1..).is_some_and(|body| {
                opener(body).is_some() || !matches!(body.last(), Some(last) if last.text == "," || last.text == "}")
            })
        };
        match from {
            Some(at) if fresh(at) => self.expression(rest.get(at + 1..).unwrap_or_default()),
            _ if last.kind == TokenKind::Number => Place::TimeUnit,
            _ if opener(rest).is_some() => Place::Keywords(&["if"], false),
            _ => Place::Keywords(SCORE, false),
        }
    }

    fn word(&self, rest: &[Token<'a>]) -> Place<'a> {
        let Some(last) = rest.last() else { return Place::Nothing };
        let second = rest.iter().rev().nth(1).map(|token| token.text);
        match (last.text, second) {
            ("result", _) => Place::AnyUnit,
            ("a", Some("is")) | ("by", Some("superseded")) => Place::Word,
            ("is", _) => Place::Keywords(&["a"], false),
            ("code", _) => Place::Keywords(CODE_SYSTEMS, false),
            ("positive" | "negative" | "high" | "low" | "abnormal", _) => {
                Place::Keywords(&["above", "from", "below", "up to"], false)
            }
            (_, Some("attribute")) => Place::Keywords(ATTRIBUTE_FORMS, false),
            _ if opener(rest)
                .is_some_and(|at| rest.get(at.wrapping_sub(1)).is_some_and(|token| token.text == "from")) =>
            {
                Place::Word
            }
            _ if last.kind == TokenKind::Number => Place::AnyUnit,
            _ => Place::Keywords(WORD, false),
        }
    }

    fn after(&self, rest: &[Token<'a>], keyword: &str, offered: &'static [&'static str]) -> Place<'a> {
        match rest.iter().position(|token| token.text == keyword) {
            Some(at) if at + 1 == rest.len() => Place::Phrase,
            Some(at) => self.expression(rest.get(at + 1..).unwrap_or_default()),
            None if rest.is_empty() => Place::Nothing,
            None => Place::Keywords(offered, false),
        }
    }

    /// What can be written in an expression.
    fn expression(&self, before: &[Token<'a>]) -> Place<'a> {
        let Some(last) = before.last() else { return Place::Phrase };
        let back = |count: usize| {
            before.len().checked_sub(count + 1).and_then(|at| before.get(at)).map_or("", |token| token.text)
        };
        match last.kind {
            TokenKind::Number => self.number(before),
            TokenKind::Unit | TokenKind::Quoted => Place::Suffix,
            TokenKind::Sign => match last.text {
                "{" | "," => match values_of(before) {
                    Some(left) => left,
                    None => Place::Phrase,
                },
                "(" if matches!(back(1), "where" | "has") => self.attribute(before, before.len() - 2),
                ">" | "<" | ">=" | "<=" | "+" | "-" | "/" => Place::Amount,
                "}" | ")" => Place::Suffix,
                _ => Place::Phrase,
            },
            TokenKind::Word | TokenKind::Comment => match last.text {
                "where" | "has" => self.attribute(before, before.len() - 1),
                "by" if back(1) == "distinct" || back(1) != "waivable" => self.attribute(before, before.len() - 1),
                "and" | "or" => match subject::enclosing_where(before) {
                    Some(at) => self.attribute(before, at),
                    None if before.iter().rev().take(4).any(|token| token.text == "between") => Place::Amount,
                    None => Place::Phrase,
                },
                "not" if back(1) == "is" => Place::Value(subject::left_of(before, before.len() - 2)),
                "is" => Place::Value(subject::left_of(before, before.len() - 1)),
                "than" => Place::Value(subject::left_of(before, before.len().saturating_sub(3))),
                "x" => Place::Keywords(&["ULN", "LLN"], false),
                "judged" | "confirmed" => Place::Asked(last.text),
                "says" => Place::Site,
                "site" => Place::Keywords(&["says"], false),
                "meets" => Place::Meets,
                "contraindicated" => Place::Drug,
                "of" if back(1) == "intolerant" => Place::Drug,
                "of" if back(1) == "points" => Place::ScorePart,
                "of" if matches!(back(1), "start" | "end" | "date") => Place::Point,
                "as" => Place::Drug,
                "per" => Place::Keywords(&["kg", "m2"], false),
                "within" => Place::Length,
                "before" | "after" | "during" | "since" => Place::Point,
                "at" => Place::Keywords(&["least", "most"], false),
                "intolerant" | "doses" | "days" | "points" => Place::Keywords(&["of"], false),
                "time" => Place::Keywords(&["since"], false),
                "distinct" => Place::Keywords(&["by"], false),
                "together" => Place::Keywords(&["with"], false),
                "for" => Place::Keywords(&["a total of at least", "a total of at most"], false),
                "including" => Place::Keywords(&["any", "all", "at least"], false),
                "includes" => Place::Keywords(&["any", "all"], false),
                "over" => Place::Keywords(&["all days", "treated days"], false),
                "only" => Place::Keywords(&["items"], false),
                "lasting" => Place::Keywords(&["at least", "at most"], false),
                "started" | "ended" | "running" => {
                    Place::Keywords(&["within", "before", "after", "during", "since", "at"], false)
                }
                text if OPENS.contains(&text) => Place::Phrase,
                _ => Place::Suffix,
            },
        }
    }

    fn attribute(&self, before: &[Token<'a>], at: usize) -> Place<'a> {
        Place::Attribute(subject::phrase_before(before, at))
    }

    /// What can follow a number: what it counts, or its unit.
    fn number(&self, before: &[Token<'a>]) -> Place<'a> {
        let at = before.len() - 1;
        let back = |count: usize| at.checked_sub(count).and_then(|at| before.get(at)).map_or("", |token| token.text);
        match back(1) {
            "latest" | "earliest" | "exactly" => Place::Phrase,
            "least" | "most" if matches!(back(3), "lasting" | "of") => Place::TimeUnit,
            "least" | "most" => Place::Phrase,
            "within" | "window" => Place::TimeUnit,
            ">" | "<" | ">=" | "<=" => Place::Unit(subject::left_of(before, at - 1)),
            "between" | "from" => Place::Unit(subject::left_of(before, at - 1)),
            "and" | "below" | "to" => match before.iter().rposition(|token| matches!(token.text, "between" | "from")) {
                Some(sign) => Place::Unit(subject::left_of(before, sign)),
                None => Place::AnyUnit,
            },
            _ => Place::AnyUnit,
        }
    }
}

/// Words after which a phrase stands.
const OPENS: &[&str] = &[
    "any", "no", "every", "latest", "earliest", "highest", "lowest", "mean", "median", "count", "current", "planned",
    "of", "not", "if", "then", "unless", "when", "with", "without", "except", "from", "to", "below", "truth", "value",
    "events", "event", "least", "most", "exactly",
];

/// The values that a set can hold, where the place is inside of one that is asked of a value.
fn values_of<'a>(before: &[Token<'a>]) -> Option<Place<'a>> {
    let open = opener(before).filter(|at| before.get(*at).is_some_and(|token| token.text == "{"))?;
    let back = |count: usize| open.checked_sub(count).and_then(|at| before.get(at)).map_or("", |token| token.text);
    let sign = match (back(2), back(1)) {
        ("not", "in") => open - 2,
        (_, "in") => open - 1,
        ("includes", "any" | "all") | ("is", "only") => open - 2,
        (_, "items") => return Some(Place::ScorePart),
        _ => return None,
    };
    Some(Place::Value(subject::left_of(before, sign)))
}

/// The last brace or parenthesis that is still open.
pub(super) fn opener(before: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, token) in before.iter().enumerate().rev().filter(|(_, token)| token.kind == TokenKind::Sign) {
        match token.text {
            "}" | ")" => depth += 1,
            "{" | "(" if depth == 0 => return Some(at),
            "{" | "(" => depth -= 1,
            _ => {}
        }
    }
    None
}
