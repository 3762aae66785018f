//! Why not, what to ask next, when, and what it rests on.

use super::super::ask::by_weight;
use super::super::explanation::Explanation;
use super::super::terminal::{nothing_to_ask, way_heading, why_title};
use super::super::words::sentence_case;
use super::super::{Change, Task, Way};
use super::escape::{escape, prose};
use crate::evaluate::Verdict;

/// How many tasks stand in a card of one column.
const MOST_IN_A_CARD: usize = 6;

/// The cards beside each other: why not, what to ask, when.
pub(super) fn next_steps(explanation: &Explanation) -> String {
    let cards: String = [why_not(explanation), when(explanation), ask(explanation)].concat();
    if cards.is_empty() { cards } else { format!("<div class=\"cards\">\n{cards}</div>\n") }
}

fn why_not(explanation: &Explanation) -> String {
    if explanation.verdict.verdict == Verdict::Eligible {
        return String::new();
    }
    let why = &explanation.why_not;
    let several = why.ways.len() > 1;
    let ways: String =
        why.ways.iter().enumerate().map(|(place, way)| one_way(way, several.then_some(place + 1))).collect();
    let stopped =
        why.stopped.as_ref().map_or_else(String::new, |text| format!("<p class=\"aside\">{}</p>", prose(text)));
    format!(
        "<section class=\"card\">\n<h2>{}</h2>\n<p>{}</p>\n{ways}{stopped}</section>\n",
        why_title(explanation),
        prose(&why.sentence)
    )
}

fn one_way(way: &Way, number: Option<usize>) -> String {
    let changes: String = way.changes.iter().map(|change| changed(change, true)).collect();
    let open: String = way.open.iter().map(|change| changed(change, false)).collect();
    let changes = if changes.is_empty() { changes } else { format!("<ul>{changes}</ul>") };
    let between = if changes.is_empty() || open.is_empty() { "" } else { "<h3>and what is open came out so:</h3>" };
    let open = if open.is_empty() { open } else { format!("<ul>{open}</ul>") };
    format!("<h3>{}</h3>{changes}{between}{open}\n", escape(&way_heading(way, number)))
}

fn changed(change: &Change, found: bool) -> String {
    let found =
        if found { format!("<span class=\"found\">found: {}</span>", prose(&change.now)) } else { String::new() };
    format!("<li>{} {}{found}</li>", prose(&change.aim), ids(&change.criteria))
}

fn ids(criteria: &[String]) -> String {
    criteria.iter().map(|id| format!("<span class=\"ref\">{}</span>", escape(id))).collect::<Vec<_>>().join(" ")
}

fn ask(explanation: &Explanation) -> String {
    if explanation.verdict.verdict == Verdict::Eligible && explanation.ask.is_empty() {
        return String::new();
    }
    let groups = by_weight(&explanation.ask).map(|(weight, tasks)| {
        let count = tasks.len();
        let tasks: String = tasks.iter().map(task).collect();
        format!("<div class=\"group\"><h3>{}</h3><ul class=\"tasks\">{tasks}</ul></div>", weight.heading(count))
    });
    let groups: String = groups.collect();
    let body = if groups.is_empty() { format!("<p>{}</p>", escape(nothing_to_ask(explanation))) } else { groups };
    let wide = if explanation.ask.len() > MOST_IN_A_CARD { " wide" } else { "" };
    format!("<section class=\"card{wide}\">\n<h2>What to ask next</h2>\n{body}\n</section>\n")
}

/// A line to tick off on paper.
fn task(task: &Task) -> String {
    format!(
        "<li><span class=\"box\" aria-hidden=\"true\"></span><div>{} {}</div></li>",
        prose(&task.task),
        ids(&task.criteria)
    )
}

fn when(explanation: &Explanation) -> String {
    let Some(when) = &explanation.when else {
        return String::new();
    };
    let changes: String = when
        .stretches
        .iter()
        .skip(1)
        .map(|stretch| {
            let because: Vec<&str> = stretch.because.iter().map(|change| change.words.as_str()).collect();
            let because = prose(&because.join("; "));
            format!("<li>{}<span class=\"found\">{because}</span></li>", prose(&sentence_case(&stretch.words)))
        })
        .collect();
    let changes = if changes.is_empty() { changes } else { format!("<ul>{changes}</ul>") };
    format!("<section class=\"card\">\n<h2>When</h2>\n<p>{}</p>\n{changes}</section>\n", prose(&when.sentence))
}

/// What the verdict rests on.
pub(super) fn rests(explanation: &Explanation) -> String {
    let rows: String = explanation
        .rests_on
        .iter()
        .map(|rest| {
            let line = rest
                .line
                .map_or_else(String::new, |line| format!(" <span class=\"weight\">line {line} of the record</span>"));
            format!(
                "<li><span class=\"kind\">{}</span><div>{} {}{line}</div></li>",
                rest.kind.in_words(),
                prose(&sentence_case(&rest.words)),
                ids(&rest.criteria)
            )
        })
        .collect();
    format!("<section>\n<h2>What it rests on</h2>\n<ul class=\"rests\">{rows}</ul>\n</section>\n")
}
