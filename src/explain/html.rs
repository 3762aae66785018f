//! A page that stands alone: no script, no network, nothing but itself; it prints well and reads without colour.

mod criteria;
mod gauge;
mod scale;
mod style;
mod summaries;
mod timeline;

use super::explanation::{Explanation, RuleFile};
use super::matrix::{Cell, nearest_first, signs};
use crate::evaluate::Verdict;
use crate::wording::escape::{escape, page, prose};

/// Explanations as one page; several begin with a table of all of them, and each prints on a sheet of its own.
#[must_use]
pub fn html(explanations: &[Explanation]) -> String {
    let title = match explanations {
        [only] => format!("{}, {}: {}", only.patient, only.trial.id, only.verdict.headline),
        several => format!("{} screenings", several.len()),
    };
    let overview = if explanations.len() > 1 { overview(explanations) } else { String::new() };
    let sheets: String = explanations.iter().enumerate().map(|(place, one)| sheet(one, place)).collect();
    page(&title, style::SHEET, &format!("{overview}{sheets}"))
}

/// One explanation.
fn sheet(explanation: &Explanation, place: usize) -> String {
    let sections = [
        heading(explanation),
        banner(explanation),
        summaries::next_steps(explanation),
        criteria::table(explanation),
        timeline::section(explanation),
        summaries::rests(explanation),
        identity(explanation),
    ];
    format!("<article id=\"s{place}\">\n{}</article>\n", sections.concat())
}

fn heading(explanation: &Explanation) -> String {
    let trial = &explanation.trial;
    let coverage = trial.coverage.iter().map(|text| row("Stated of the protocol", text));
    let anchors =
        explanation.anchors.iter().map(|anchor| row(&anchor.title, &format!("{} ({})", anchor.date, anchor.how)));
    let cohorts = explanation.cohorts.iter().map(|cohort| row("Cohort", &cohort.sentence));
    let rows: String = [row("Patient", &explanation.patient), row("As of", &explanation.as_of)]
        .into_iter()
        .chain([row("Protocol", &trial.version_because)])
        .chain(coverage)
        .chain(anchors)
        .chain(cohorts)
        .collect();
    format!(
        "<header>\n<p class=\"trial\">{}</p>\n<h1>{}</h1>\n<dl>{rows}</dl>\n</header>\n",
        escape(&trial.id),
        escape(&trial.title)
    )
}

fn row(name: &str, value: &str) -> String {
    format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(name), prose(value))
}

fn banner(explanation: &Explanation) -> String {
    let verdict = &explanation.verdict;
    let tally = &verdict.tally;
    let counts = [
        (tally.pass, "pass", "pass"),
        (tally.fail, "fail", "fail"),
        (tally.unknown, "unknown", "open"),
        (tally.not_due, "not due", "later"),
        (tally.other, "not counted", "none"),
    ];
    let chips: String = counts
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, words, class)| format!("<li class=\"{class}\"><b>{count}</b> {words}</li>"))
        .collect();
    let when = explanation
        .when
        .as_ref()
        .map_or_else(String::new, |when| format!("<p class=\"when\">{}</p>", prose(&when.sentence)));
    format!(
        "<section class=\"verdict {}\" aria-label=\"Verdict\">\n{}\n<div>\n<h2>{}</h2>\n<p>{}</p>\n{when}<ul class=\"tally\">{chips}</ul>\n</div>\n</section>\n",
        class_of(verdict.verdict),
        sign(verdict.verdict),
        escape(&verdict.headline),
        prose(&verdict.sentence)
    )
}

fn class_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "pass",
        Verdict::Undetermined => "open",
        Verdict::Ineligible => "fail",
    }
}

/// A tick, a cross or a question mark, told apart by shape.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => {
            "<svg class=\"sign\" viewBox=\"0 0 48 48\" aria-hidden=\"true\"><circle cx=\"24\" cy=\"24\" r=\"22\"/><path d=\"M14 25l7 7 14-16\"/></svg>"
        }
        Verdict::Ineligible => {
            "<svg class=\"sign\" viewBox=\"0 0 48 48\" aria-hidden=\"true\"><rect x=\"4\" y=\"4\" width=\"40\" height=\"40\" rx=\"6\"/><path d=\"M16 16l16 16M32 16L16 32\"/></svg>"
        }
        Verdict::Undetermined => {
            "<svg class=\"sign\" viewBox=\"0 0 48 48\" aria-hidden=\"true\"><path class=\"body\" d=\"M24 2l22 22-22 22L2 24z\"/><path d=\"M18.5 19a5.5 5.5 0 1 1 8 5c-2 1-2.5 2-2.5 4M24 33.5v.5\"/></svg>"
        }
    }
}

/// All patients and trials of the page, the nearest first.
fn overview(explanations: &[Explanation]) -> String {
    let cells: Vec<Cell> = explanations.iter().map(Cell::from).collect();
    let table = nearest_first(&cells);
    let heads: String = table
        .trials
        .iter()
        .map(|trial| format!("<th scope=\"col\" class=\"trialhead\"><span>{}</span></th>", escape(trial)))
        .collect();
    let rows: String = table
        .rows
        .iter()
        .map(|(patient, row)| {
            let tds: String = row.iter().map(|cell| overview_cell(*cell, explanations)).collect();
            format!("<tr><th scope=\"row\">{}</th>{tds}</tr>\n", escape(patient))
        })
        .collect();
    let signs: String = signs(&cells)
        .into_iter()
        .map(|(sign, words)| format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(sign), escape(words)))
        .collect();
    format!(
        "<article class=\"overview\">\n<h1>Who is nearest</h1>\n<p class=\"key\">Whoever is nearest to getting in comes first. Each cell leads to its page.</p>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Patient</th>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n<dl class=\"signs\">{signs}</dl>\n</article>\n"
    )
}

fn overview_cell(cell: Option<&Cell>, explanations: &[Explanation]) -> String {
    let Some(cell) = cell else {
        return "<td>not screened</td>".to_owned();
    };
    let same = |one: &Explanation| one.patient == cell.patient && one.trial.id == cell.trial;
    let place = explanations.iter().position(same).unwrap_or_default();
    let words = cell.words();
    format!("<td><a class=\"badge {}\" href=\"#s{place}\">{}</a></td>", class_of(cell.verdict), escape(&words))
}

fn identity(explanation: &Explanation) -> String {
    let identity = &explanation.identity;
    let file = |file: &RuleFile| format!("{} <code>{}</code>", escape(&file.name), escape(&file.digest));
    let files: Vec<String> = identity.files.iter().map(file).collect();
    format!(
        "<footer>\n<p>Computed from rules <code>{}</code> ({}), record <code>{}</code>, as of {}, by enrol {}. The same inputs give the same page.</p>\n</footer>\n",
        escape(&identity.rules),
        files.join(", "),
        escape(&identity.record),
        escape(&identity.as_of),
        escape(&identity.engine)
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{lupus, open_lupus};
    use super::super::when;
    use super::*;

    #[test]
    fn the_page_needs_nothing_else() {
        let page = html(&[lupus().explain()]);
        for outside in ["<script", "http:", "https:", "url(", "@import", "<link", "<img"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn what_stands_in_a_record_stays_text() {
        let mut fixture = lupus();
        fixture.patient.id = "<b onclick='x'>&\"P\"</b>".to_owned();
        let page = html(&[fixture.explain()]);
        assert!(!page.contains("<b onclick") && page.contains("&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;P&quot;"));
    }

    #[test]
    fn two_patients_as_a_page_with_a_look_ahead() {
        let mut open = open_lupus();
        let mut second = open.explain();
        let judge = |day| {
            let verdict = if day < crate::value::Day(20800) { Verdict::Eligible } else { Verdict::Ineligible };
            open.judgement.verdict = verdict;
            open.judgement.clone()
        };
        let judge = std::cell::RefCell::new(judge);
        second.when = Some(when(&lupus().program, crate::value::Day(20778), 366, &mut |day| (judge.borrow_mut())(day)));
        insta::assert_snapshot!(html(&[lupus().explain(), second]));
    }

    #[test]
    fn a_patient_as_a_page() {
        insta::assert_snapshot!(html(&[lupus().explain()]));
    }
}
