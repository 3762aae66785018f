//! Keywords, and what comes before what in a list.

use super::Offer;
use crate::lsp::keywords;
use gen_lsp_types::CompletionItemKind as Shape;

pub(super) const OWN: u8 = 1;
pub(super) const KEYWORD: u8 = 2;
pub(super) const USED: u8 = 3;
pub(super) const UNUSED: u8 = 6;

/// Keywords that begin a phrase, a value or something that holds.
pub(super) const STARTS: &[&str] = &[
    "any",
    "no",
    "all of { }",
    "any of { }",
    "none of { }",
    "at least",
    "at most",
    "exactly",
    "every",
    "not",
    "if",
    "latest",
    "earliest",
    "highest",
    "lowest",
    "mean of",
    "median",
    "count",
    "current",
    "planned",
    "doses of",
    "days of",
    "total dose of",
    "average daily_dose of",
    "percent change from",
    "time since",
    "age",
    "sex",
    "judged",
    "confirmed",
    "meets",
    "contraindicated",
    "intolerant of",
    "site says",
    "longer of",
    "shorter of",
    "greater of",
    "lesser of",
    "choose",
];

/// Keywords that follow a phrase or a value.
pub(super) const CONTINUES: &[&str] = &[
    "where",
    "within",
    "before",
    "after",
    "during",
    "since",
    "at",
    "started",
    "ended",
    "running",
    "lasting at least",
    "for a total of at least",
    "together with",
    "with",
    "without",
    "except",
    "by",
    "distinct by",
    "counting",
    "including any",
    "including all",
    "as",
    "per",
    "over all days",
    "over treated days",
    "only items",
    "without items",
    "is",
    "is not",
    "in",
    "not in",
    "includes any",
    "includes all",
    "between",
    "from",
    "and",
    "or",
    "unless",
    "but not",
    "then",
    "has",
    "days apart",
];

pub(super) fn keyword_offers(words: &[&str]) -> Vec<Offer> {
    words.iter().map(|word| keyword_offer(word, KEYWORD)).collect()
}

/// A keyword, or several that stand together, with the sentence on the first that has one.
pub(super) fn keyword_offer(words: &str, rank: u8) -> Offer {
    let explained = words.split(' ').find_map(keywords::explained);
    let mut offer = Offer::new(words, Shape::Keyword, explained.map_or("keyword", |(_, page)| page.title), rank);
    offer.documentation = explained.map(|(sentence, _)| sentence.to_owned());
    if words.ends_with("{ }") {
        offer.insert = Some(words.replace("{ }", "{ $0 }"));
        offer.skeleton = true;
    }
    offer
}
