//! Whether a text can be a name, and whether nothing has it yet.

use super::super::address::short;
use super::super::answers::{Answer, Refusal};
use super::super::references::Target;
use super::super::view::View;
use crate::symbols::{Symbol, SymbolKind};
use crate::syntax::tree::{ExprKind, Item, ItemKind};
use crate::vocabulary::Named;

/// Names by which phrases call everything of a kind, and other words that only look like names.
const TAKEN: &[&str] =
    &["condition", "drug", "measurement", "procedure", "vaccine", "lines", "entry", "total", "birth"];

/// Whether a text can be a name.
pub(super) fn is_name(text: &str) -> bool {
    let (read, found) = crate::syntax::parse_expression(text);
    found.is_empty() && matches!(read.kind, ExprKind::Name(name) if name.text == text)
}

/// Whether a text can be the id of a criterion or trial.
fn is_id(text: &str) -> bool {
    let file = format!("inclusion {text} \"x\" not stated \"x\"");
    let (read, found) = crate::syntax::parse(&file);
    let id = match read.items.as_slice() {
        [Item { kind: ItemKind::Criterion(criterion), .. }] => Some(criterion.id.text.as_str()),
        _ => None,
    };
    found.is_empty() && id == Some(text)
}

/// Whether a new name can be one at all.
pub(super) fn valid(target: &Target, new: &str) -> Answer<()> {
    if matches!(target.kind, SymbolKind::Criterion | SymbolKind::Trial) {
        let reason =
            format!("`{new}` cannot be an id: ids are letters and digits, with `.`, `-`, `/` or `_` between them");
        return if is_id(new) { Ok(()) } else { Err(Refusal::because(reason)) };
    }
    if TAKEN.contains(&new) {
        return Err(Refusal::because(format!("`{new}` has a meaning of its own in phrases")));
    }
    if is_name(new) {
        return Ok(());
    }
    let letters = new.starts_with(|c: char| c.is_ascii_alphabetic())
        && new.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    Err(Refusal::because(if letters {
        format!("`{new}` is a keyword of the language")
    } else {
        format!("`{new}` cannot be a name: names are letters, digits and `_`, and begin with a letter")
    }))
}

/// Whether a new name is free in a file that speaks of what gets it.
pub(super) fn free(view: &View, target: &Target, new: &str) -> Answer<()> {
    if let Some((_, symbol)) = view.symbols().all().find(|(_, symbol)| clashes(symbol, target, new)) {
        let declared_in = symbol.declared.and_then(|(file, _)| view.text(file)).map(|text| short(text.name()));
        return Err(Refusal::because(match declared_in {
            None if symbol.kind == SymbolKind::Value => format!("`{new}` is another value already"),
            Some(place) => format!("`{new}` is {} already, declared in {place}", symbol.kind.one()),
            None => format!("`{new}` is the name of {}, which phrases would mean by it", symbol.kind.one()),
        }));
    }
    if apart(target.kind).is_some() {
        return Ok(());
    }
    let vocabulary = &view.checked.program.vocabulary;
    let own = |named: &Named| matches!(named, Named::Word(id) if vocabulary.word(*id).name == target.name);
    if let Some(named) = vocabulary.find(new).filter(|named| !own(named)) {
        return Err(Refusal::because(format!("`{new}` is another name of `{}`", vocabulary.name_of(named))));
    }
    if target.kind != SymbolKind::Value && vocabulary.attributes.iter().any(|known| known == new) {
        return Err(Refusal::because(format!("`{new}` is the name of an attribute, which phrases would mean by it")));
    }
    Ok(())
}

/// What a kind of names has to itself; the others share one space.
fn apart(kind: SymbolKind) -> Option<SymbolKind> {
    match kind {
        SymbolKind::Criterion | SymbolKind::Cohort | SymbolKind::Domain | SymbolKind::ScoreItem | SymbolKind::Trial => {
            Some(kind)
        }
        _ => None,
    }
}

/// Whether a symbol has the new name, where what gets it could be taken for it.
fn clashes(symbol: &Symbol, target: &Target, new: &str) -> bool {
    // A value is only looked for among those of its attribute.
    let value = |kind: SymbolKind| kind == SymbolKind::Value;
    let same_space = match (value(symbol.kind), value(target.kind)) {
        (true, true) => symbol.within.as_deref() == target.within(),
        (true, false) => false,
        (false, _) => apart(symbol.kind) == apart(target.kind),
    };
    symbol.name.eq_ignore_ascii_case(new)
        && !symbol.name.eq_ignore_ascii_case(&target.name)
        && same_space
        && !matches!(symbol.kind, SymbolKind::Vocabulary | SymbolKind::Library)
}
