//! What the rules of the grammar are called when a message speaks of them.

use super::grammar::Rule;

/// What a person calls a rule; `None` for what is of no help.
pub(super) fn of(rule: Rule) -> Option<String> {
    let keyword = format!("{rule:?}");
    keyword.strip_prefix("kw_").map(|word| format!("`{word}`"))
}
