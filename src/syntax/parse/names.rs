//! What the rules of the grammar are called when a message speaks of them.

use super::grammar::Rule;

/// The keywords that a slip inside an expression can mean.
pub(super) const WORDS: &[&str] = &[
    "and",
    "or",
    "unless",
    "but not",
    "where",
    "within",
    "before",
    "after",
    "during",
    "since",
    "at least",
    "at most",
    "exactly",
    "between",
    "includes",
    "except",
    "without",
    "together with",
    "lasting",
    "started",
    "ended",
    "running",
    "distinct by",
    "counting",
    "including",
    "is",
    "in",
    "then",
    "when",
    "has",
    "of",
    "to",
    "below",
    "any",
    "all",
    "none",
    "no",
    "every",
    "latest",
    "earliest",
    "highest",
    "lowest",
    "current",
    "judged",
    "confirmed",
    "meets",
    "contraindicated",
    "intolerant of",
];

/// What a person calls a rule, as the end of "expected ..."; `None` for what is of no help.
pub(super) fn of(rule: Rule) -> Option<String> {
    let words = match rule {
        Rule::name | Rule::any_word | Rule::dotted_name | Rule::call | Rule::of_it => "a name",
        Rule::id => "the id of a criterion",
        Rule::title | Rule::quoted => "text in quotes",
        Rule::number | Rule::amount | Rule::integer => "a number",
        Rule::unit => "a unit",
        Rule::date | Rule::year => "a date such as `2026-11-02`",
        Rule::code | Rule::code_ref => "a code",
        Rule::comma => "`,`",
        Rule::colon => "`:`",
        Rule::open_paren | Rule::arguments | Rule::formals => "`(`",
        Rule::close_paren => "`)`",
        Rule::open_brace | Rule::name_list | Rule::value_list | Rule::input_list | Rule::set => "`{`",
        Rule::close_brace => "`}`",
        Rule::equals => "`=`",
        Rule::connective => "`and` or `or`",
        Rule::comparison | Rule::plain_comparison | Rule::sign => "a comparison such as `>=`",
        Rule::is_test | Rule::plain_is => "`is`",
        Rule::in_test => "`in`",
        Rule::between_test | Rule::plain_between => "`between`",
        Rule::plus_minus | Rule::times_over => "a sign such as `+` or `x`",
        Rule::chain | Rule::single | Rule::expression | Rule::condition_then => "something to ask",
        Rule::sum | Rule::phrase | Rule::bare_phrase | Rule::relation => "a value or events",
        Rule::plain_sum | Rule::keyword_value | Rule::glued => "a plain value",
        Rule::plain_relation | Rule::attribute => "an attribute and what is asked of it",
        Rule::parenthesis => "parentheses",
        Rule::block => "a block such as `all of { }`",
        Rule::line => "a line of the block",
        Rule::window | Rule::point => "an anchor, a date or a phrase in parentheses",
        Rule::define_kind => "`truth`, `value`, `events` or `event`",
        Rule::score_item => "points and what they are for",
        Rule::EOI => "the end of the item",
        Rule::bound => "`at least` or `at most`",
        _ => return keyword(rule).map(|word| format!("`{word}`")),
    };
    Some(words.to_owned())
}

/// The word of a keyword's rule.
pub(super) fn keyword(rule: Rule) -> Option<String> {
    format!("{rule:?}").strip_prefix("kw_").map(str::to_owned)
}

/// "`,`, `}` or a name": what was expected, the most telling first and not too many.
pub(super) fn expected(rules: &[Rule]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in rules.iter().filter_map(|rule| of(*rule)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // Clauses that may follow say little where something else must.
    if names.len() > 6 {
        names.retain(|name| !name.starts_with('`') || name.len() <= 3);
    }
    let last = names.pop()?;
    match names.is_empty() {
        true => Some(last),
        false => Some(format!("{} or {last}", names.join(", "))),
    }
}
