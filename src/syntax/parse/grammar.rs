//! The generated parser. No other module names the parser generator's traits.

use super::finding;
use super::split::Slice;
use crate::diagnostic::Diagnostic;
use pest::Parser as _;
use pest::iterators::Pair;
use pest_derive::Parser;

/// A matched rule with what it holds.
pub(super) type Node<'a> = Pair<'a, Rule>;

#[derive(Parser)]
#[grammar = "grammar/enrol.pest"]
#[grammar = "grammar/keywords.pest"]
struct Grammar;

/// Parses the words of one slice by one rule.
pub(super) fn parse<'a>(rule: Rule, words: &'a str, slice: &Slice) -> Result<Node<'a>, Box<Diagnostic>> {
    match Grammar::parse(rule, words) {
        Ok(mut nodes) => nodes.next().ok_or_else(|| Box::new(finding::nothing(slice))),
        Err(error) => Err(Box::new(finding::explain(words, slice, &error))),
    }
}

/// The keyword, or the slip of one, with which a line starts an item.
pub(super) fn item_start(line: &str) -> Option<(Rule, &str)> {
    let start = Grammar::parse(Rule::item_start, line).ok()?.next()?.into_inner().next()?;
    let rule = start.as_rule();
    start.into_inner().next().map(|word| (rule, word.as_str()))
}

/// Whether a word can be a name.
pub(super) fn is_name(word: &str) -> bool {
    Grammar::parse(Rule::name, word).is_ok()
}

/// Whether a rule is a keyword or punctuation, which the tree does not keep.
pub(super) fn is_sign(rule: Rule) -> bool {
    (Rule::kw_a..=Rule::kw_yes).contains(&rule) || (Rule::comma..=Rule::equals).contains(&rule) || rule == Rule::EOI
}
