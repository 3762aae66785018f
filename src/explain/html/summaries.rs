//! Why not, what to ask next, when, and what it rests on.

use super::super::ask::by_weight;
use super::super::explanation::Explanation;
use super::super::terminal::{nothing_to_ask, way_heading, why_title};
use super::super::{Change, Fixed, Task, Way, When};
use crate::evaluate::Verdict;
use crate::value::Day;
use crate::wording::escape::{escape, prose};
use crate::wording::words::sentence_case;

/// How many tasks stand in a card of one column.
const MOST_IN_A_CARD: usize = 6;

/// How wide the strip of the days ahead is.
const STRIP: f64 = 990.0;

/// The cards beside each other: why not, what to ask, and when below them.
pub(super) fn next_steps(explanation: &Explanation) -> String {
    let cards: String = [why_not(explanation), ask(explanation), when(explanation)].concat();
    if cards.is_empty() { cards } else { format!("<div class=\"cards\">\n{cards}</div>\n") }
}

fn why_not(explanation: &Explanation) -> String {
    if explanation.verdict.verdict == Verdict::Eligible {
        return String::new();
    }
    let why = &explanation.why_not;
    let fixed: String = why.fixed.iter().map(fixed).collect();
    let fixed = if fixed.is_empty() { fixed } else { format!("<ul>{fixed}</ul>\n") };
    let several = why.ways.len() > 1;
    let ways: String =
        why.ways.iter().enumerate().map(|(place, way)| one_way(way, several.then_some(place + 1))).collect();
    let stopped =
        why.stopped.as_ref().map_or_else(String::new, |text| format!("<p class=\"aside\">{}</p>", prose(text)));
    format!(
        "<section class=\"card\">\n<h2>{}</h2>\n<p>{}</p>\n{fixed}{ways}{stopped}</section>\n",
        why_title(explanation),
        prose(&why.sentence)
    )
}

fn one_way(way: &Way, number: Option<usize>) -> String {
    let changes: String = way.changes.iter().map(changed).collect();
    let open: String = match (way.changes.is_empty(), way.open_criteria()) {
        (true, _) => {
            way.open.iter().map(|change| format!("<li>{} {}</li>", prose(&change.aim), ids(&change.criteria))).collect()
        }
        (false, open) if open.is_empty() => String::new(),
        (false, open) => {
            let open: Vec<String> = open.into_iter().map(str::to_owned).collect();
            format!("<li>and what is open comes out in favour {}</li>", ids(&open))
        }
    };
    format!("<h3>{}</h3><ul>{changes}{open}</ul>\n", escape(&way_heading(way, number)))
}

/// A change, with what would do instead and what was found.
fn changed(change: &Change) -> String {
    let others: String = change.or.iter().map(|other| format!("<br><b>or</b> {}", prose(&other.aim))).collect();
    let found = if change.or.is_empty() { format!("found: {}", prose(&change.now)) } else { String::new() };
    let by = change.by_words().map_or_else(String::new, escape);
    let between = if found.is_empty() || by.is_empty() { "" } else { "; " };
    let beside = format!("{found}{between}{by}");
    let beside = if beside.is_empty() { beside } else { format!("<span class=\"found\">{beside}</span>") };
    format!("<li>{}{others} {}{beside}</li>", prose(&change.aim), ids(&change.criteria))
}

/// A criterion that keeps the patient out for good.
fn fixed(fixed: &Fixed) -> String {
    let id = ids(std::slice::from_ref(&fixed.criterion));
    format!("<li>{id} cannot change<span class=\"found\">{}</span></li>", prose(&fixed.because))
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

/// The verdicts ahead, where they change; that they do not is said beside the verdict.
fn when(explanation: &Explanation) -> String {
    let Some(when) = explanation.when.as_ref().filter(|when| when.stretches.len() > 1) else {
        return String::new();
    };
    let changes = when.stretches.iter().skip(1).map(|stretch| {
        let because: Vec<&str> = stretch.because.iter().map(|change| change.words.as_str()).collect();
        let because = prose(&because.join("; "));
        format!("<li>{}<span class=\"found\">{because}</span></li>", prose(&sentence_case(&stretch.words)))
    });
    let changes: String = changes.collect();
    format!("<section class=\"card wide\">\n<h2>When</h2>\n{}<ul>{changes}</ul></section>\n", strip(when))
}

/// The days ahead as a strip, each stretch of one verdict in its colour and with its word.
fn strip(when: &When) -> String {
    let day = |text: &str| Day::parse(text).map(|day| f64::from(day.0));
    let (Some(from), Some(until)) = (day(&when.from), day(&when.until)) else {
        return String::new();
    };
    let at = |days: f64| (days - from) / (until + 1.0 - from).max(1.0) * STRIP;
    let pieces = when.stretches.iter().filter_map(|stretch| {
        let (begin, end) = (at(day(&stretch.from)?), at(day(&stretch.to)? + 1.0));
        let (width, middle) = ((end - begin).max(1.5), f64::midpoint(begin, end));
        let (class, words) = match stretch.verdict {
            Verdict::Eligible => ("pass", "eligible"),
            Verdict::Undetermined => ("open", "undetermined"),
            Verdict::Ineligible => ("fail", "ineligible"),
        };
        let label = if width > 70.0 {
            format!("<text x=\"{middle:.1}\" y=\"17\" text-anchor=\"middle\">{words}</text>")
        } else {
            String::new()
        };
        Some(format!(
            "<g class=\"{class}\"><title>{}</title><rect x=\"{begin:.1}\" y=\"2\" width=\"{width:.1}\" height=\"22\"/>{label}</g>",
            escape(&stretch.words)
        ))
    });
    let pieces: String = pieces.collect();
    format!(
        "<svg class=\"strip\" viewBox=\"0 0 {STRIP} 40\" role=\"img\" aria-label=\"{}\">{pieces}<text class=\"date\" x=\"0\" y=\"37\">{}</text><text class=\"date\" x=\"{STRIP}\" y=\"37\" text-anchor=\"end\">{}</text></svg>\n",
        escape(&when.sentence),
        escape(&when.from),
        escape(&when.until)
    )
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
