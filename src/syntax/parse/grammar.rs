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

/// Parses the words of one slice by one rule; messages speak of them as they were written.
pub(super) fn parse<'a>(rule: Rule, words: &'a str, written: &str, slice: &Slice) -> Result<Node<'a>, Box<Diagnostic>> {
    match Grammar::parse(rule, words) {
        Ok(mut nodes) => nodes.next().ok_or_else(|| Box::new(finding::nothing(slice))),
        Err(error) => Err(Box::new(finding::explain(written, slice, &error))),
    }
}

/// What fits a rule at the beginning of some words.
pub(super) fn parsed(rule: Rule, words: &str) -> Option<Node<'_>> {
    Grammar::parse(rule, words).ok()?.next()
}

/// Whether a text begins with what fits a rule.
pub(super) fn fits(rule: Rule, text: &str) -> bool {
    Grammar::parse(rule, text).is_ok()
}

/// Whether a rule is a keyword or punctuation, which the tree does not keep.
pub(super) fn is_sign(rule: Rule) -> bool {
    (Rule::kw_a..=Rule::kw_yes).contains(&rule) || (Rule::comma..=Rule::equals).contains(&rule) || rule == Rule::EOI
}
