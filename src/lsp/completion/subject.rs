//! What a phrase that is being typed is about: the words in it, and the attribute that is asked of them.

use crate::lsp::tokens::{Token, TokenKind};
use crate::lsp::view::View;
use crate::symbols::SymbolKind;
use crate::vocabulary::{Kind, Named, Word};

/// The left side of a comparison.
#[derive(Clone, Debug, Default)]
pub(crate) struct Left<'a> {
    /// The attribute that is compared, where the comparison stands in a `where` or names one.
    pub(crate) attribute: Option<&'a str>,
    /// The phrase that it is about.
    pub(crate) phrase: Vec<Token<'a>>,
}

/// How deep definitions are followed to the words in them.
const DEEPEST: usize = 3;

/// Words after which a phrase no longer says what it is about.
const NARROWS: &[&str] = &[
    "within",
    "before",
    "after",
    "since",
    "during",
    "with",
    "without",
    "together",
    "started",
    "ended",
    "running",
    "by",
    "lasting",
    "for",
    "except",
    "where",
    "at",
    "distinct",
    "counting",
    "including",
];

/// The phrase that ends before a token.
pub(crate) fn phrase_before<'a>(tokens: &[Token<'a>], end: usize) -> Vec<Token<'a>> {
    let (mut depth, mut start) = (0usize, end);
    for (at, token) in tokens.iter().enumerate().take(end).rev() {
        match (token.kind, token.text) {
            (TokenKind::Sign, ")" | "}") => depth += 1,
            (TokenKind::Sign, "(" | "{") if depth == 0 => break,
            (TokenKind::Sign, "(" | "{") => depth -= 1,
            (TokenKind::Sign, "," | ":") | (TokenKind::Quoted, _) if depth == 0 => break,
            (TokenKind::Word, "and" | "or" | "not" | "then" | "if" | "unless" | "but" | "when") if depth == 0 => break,
            _ => {}
        }
        start = at;
    }
    tokens.get(start..end).unwrap_or_default().to_vec()
}

/// The `where` or `has` in whose condition a place at the end of some tokens stands.
pub(crate) fn enclosing_where(tokens: &[Token<'_>]) -> Option<usize> {
    let (mut depth, mut joined) = (0usize, false);
    for (at, token) in tokens.iter().enumerate().rev() {
        match (token.kind, token.text) {
            (TokenKind::Sign, ")" | "}") => depth += 1,
            (TokenKind::Sign, "(" | "{") if depth > 0 => depth -= 1,
            // Outside of these parentheses nothing is joined yet.
            (TokenKind::Sign, "(" | "{") => joined = false,
            _ if depth > 0 => {}
            (TokenKind::Word, "where" | "has") => return (!joined).then_some(at),
            (TokenKind::Sign, ",") | (TokenKind::Word, "and" | "or" | "then" | "if" | "unless") => joined = true,
            _ => {}
        }
    }
    None
}

/// The left side of a comparison whose sign stands at `at`.
pub(crate) fn left_of<'a>(tokens: &[Token<'a>], at: usize) -> Left<'a> {
    let before = tokens.get(..at).unwrap_or_default();
    let own = phrase_before(tokens, at);
    let name = |tokens: &[Token<'a>]| tokens.iter().find(|token| token.kind == TokenKind::Word).map(|token| token.text);
    if let Some(asked) = enclosing_where(before) {
        let after = own.iter().position(|token| matches!(token.text, "where" | "has")).map_or(0, |at| at + 1);
        return Left { attribute: name(own.get(after..).unwrap_or_default()), phrase: phrase_before(tokens, asked) };
    }
    // `dose of X`, `daily_dose as prednisone of X`
    let of = own.iter().position(|token| token.text == "of");
    let plain = |word: &str| !matches!(word, "days" | "doses" | "date" | "start" | "end" | "points" | "any" | "all");
    match (of, name(&own)) {
        (Some(at), Some(first)) if plain(first) && !NARROWS.contains(&first) => {
            let attribute =
                if matches!(first, "total" | "average") { own.get(1).map(|token| token.text) } else { Some(first) };
            Left { attribute, phrase: own.get(at + 1..).unwrap_or_default().to_vec() }
        }
        _ => Left { attribute: None, phrase: own },
    }
}

impl Left<'_> {
    /// Whether it is a length of time: an age, or how long ago something was.
    pub(crate) fn is_time(&self) -> bool {
        matches!(self.phrase.first().map(|token| token.text), Some("age" | "time"))
    }
}

/// The words that a phrase is about.
pub(crate) fn words<'a>(view: &'a View, phrase: &[Token<'_>]) -> Vec<&'a Word> {
    let mut found = Vec::new();
    gather(view, phrase, DEEPEST, &mut found);
    found
}

fn gather<'a>(view: &'a View, phrase: &[Token<'_>], deeper: usize, found: &mut Vec<&'a Word>) {
    let vocabulary = &view.checked.program.vocabulary;
    let mut depth = 0usize;
    for token in phrase {
        match (token.kind, token.text) {
            (TokenKind::Sign, "(" | "{") => depth += 1,
            (TokenKind::Sign, ")" | "}") => depth = depth.saturating_sub(1),
            (TokenKind::Word, text) if depth == 0 && !found.is_empty() && NARROWS.contains(&text) => return,
            (TokenKind::Word, text) => match vocabulary.find(text) {
                Some(Named::Word(id)) => push(vocabulary.word(id), found),
                Some(Named::Group(at)) => {
                    let members = vocabulary.groups.get(at).map(|group| group.members.as_slice()).unwrap_or_default();
                    members.iter().for_each(|id| push(vocabulary.word(*id), found));
                }
                _ => named(view, text, deeper, found),
            },
            _ => {}
        }
    }
}

fn push<'a>(word: &'a Word, found: &mut Vec<&'a Word>) {
    if !found.iter().any(|known| known.id == word.id) {
        found.push(word);
    }
}

/// The words of a definition, group, parameter of a definition or kind.
fn named<'a>(view: &'a View, name: &str, deeper: usize, found: &mut Vec<&'a Word>) {
    let vocabulary = &view.checked.program.vocabulary;
    let of_kind = |kind: Kind, found: &mut Vec<&'a Word>| {
        vocabulary.words.iter().filter(|word| word.kind == kind).for_each(|word| push(word, found));
    };
    if let Some(kind) = kind_called(name) {
        return of_kind(kind, found);
    }
    let symbol = view.symbols().all().find(|(_, symbol)| {
        symbol.name == name && matches!(symbol.kind, SymbolKind::Definition | SymbolKind::Group | SymbolKind::Argument)
    });
    let Some((_, symbol)) = symbol else { return };
    let Some((file, span)) = symbol.declared else { return };
    let Some(text) = view.text(file) else { return };
    let written = crate::lsp::tokens::tokens(span.of(text.letters()));
    if symbol.kind == SymbolKind::Argument {
        let kind = written.last().and_then(|token| kind_called(token.text));
        return kind.into_iter().for_each(|kind| of_kind(kind, found));
    }
    if deeper > 0 {
        let body = written.iter().position(|token| matches!(token.text, "truth" | "value" | "events" | "event" | "{"));
        let body = written.get(body.map_or(0, |at| at + 1)..).unwrap_or_default();
        let names: Vec<Token<'_>> =
            body.iter().filter(|token| token.kind == TokenKind::Word && token.text != name).copied().collect();
        gather(view, &names, deeper - 1, found);
    }
}

/// The kind that a name stands for, alone or as that of a parameter.
fn kind_called(name: &str) -> Option<Kind> {
    match name {
        "drug" | "drugs" => Some(Kind::Drug),
        "condition" | "conditions" => Some(Kind::Condition),
        "measurement" | "measurements" => Some(Kind::Measurement),
        "procedure" | "procedures" => Some(Kind::Procedure),
        "vaccine" | "vaccines" => Some(Kind::Vaccine),
        "lines" => Some(Kind::Line),
        _ => None,
    }
}
