//! Reports as one self-contained page: no script, no network, ready to print.

mod style;

use super::report::{CriterionCoverage, FileCoverage, Report, Share, Tally, TrialCoverage};
use super::source::Margins;
use super::words;
use crate::wording::escape::{escape, page};
use crate::wording::words::counted;

/// A report as a page.
#[must_use]
pub fn html(report: &Report) -> String {
    let trials: Vec<&TrialCoverage> = report.files.iter().flat_map(|file| &file.trials).collect();
    let title = match trials.as_slice() {
        [only] => format!("Coverage of {}: {}", only.id, only.title),
        several => format!("Coverage of {} rule files", several.len()),
    };
    let mut sheets = String::new();
    for (place, file) in report.files.iter().enumerate() {
        sheets.push_str(&file.trials.iter().map(sheet).collect::<String>());
        sheets.push_str(&source(file, place));
    }
    page(&title, style::SHEET, &format!("{}{sheets}", overview(report, &trials)))
}

fn overview(report: &Report, trials: &[&TrialCoverage]) -> String {
    let row = |trial: &&TrialCoverage| {
        format!(
            "<tr><td><a href=\"#{0}\">{0}</a></td><td>{1}</td>{2}</tr>\n",
            escape(&trial.id),
            escape(&trial.title),
            cells(trial.total)
        )
    };
    let rows: String = trials.iter().map(row).collect();
    let all = match trials.len() {
        0 | 1 => String::new(),
        _ => format!("<tr class=\"all\"><td></td><td>All</td>{}</tr>\n", cells(report.total)),
    };
    format!(
        "<header>\n<h1>What the tests showed</h1>\n<p class=\"soft\">{} judged. An outcome counts where the criterion bore on the \
         verdict. A condition decides where the criterion would come out the other way, or be settled, were that condition alone \
         otherwise.</p>\n<table class=\"overview\">\n<thead><tr><th>Trial or library</th><th></th><th>Outcomes</th><th>Decisions</th>\
         <th>Boundaries</th></tr></thead>\n<tbody>\n{rows}{all}</tbody>\n</table>\n</header>\n",
        counted(report.cases, "case")
    )
}

fn cells(tally: Tally) -> String {
    let cell = |share: Share| format!("<td>{}</td>", bar(share));
    [tally.outcomes, tally.decisions, tally.boundaries].map(cell).concat()
}

/// A share as a bar with its numbers.
fn bar(share: Share) -> String {
    if share.possible == 0 {
        return "<span class=\"soft\">none</span>".to_owned();
    }
    let whole = if share.is_whole() { " whole" } else { "" };
    format!(
        "<span class=\"bar{whole}\"><i style=\"width:{0}%\"></i></span><span class=\"of\">{1}/{2}</span> <span class=\"soft\">{0} %</span>",
        share.percent(),
        share.shown,
        share.possible
    )
}

fn sheet(trial: &TrialCoverage) -> String {
    let criteria: String = trial.criteria.iter().map(|one| criterion(trial, one)).collect();
    format!(
        "<article id=\"{0}\">\n<p class=\"trial\">{0}</p>\n<h2>{1}</h2>\n<section class=\"criteria\">\n{criteria}</section>\n</article>\n",
        escape(&trial.id),
        escape(&trial.title)
    )
}

fn criterion(trial: &TrialCoverage, one: &CriterionCoverage) -> String {
    let outcome = |seen: &super::report::OutcomeCoverage| {
        let class = if seen.cases.is_empty() { "never" } else { "seen" };
        format!(
            "<span class=\"{class}\" title=\"{}\">{}</span>",
            escape(&names(&seen.cases)),
            words::outcome(one.sort, seen.outcome)
        )
    };
    let outcomes: String = one.outcomes.iter().map(outcome).collect::<Vec<_>>().join(" ");
    let missing: String = words::missing(one).iter().map(|line| format!("<li>{}</li>\n", escape(line))).collect();
    let missing = if missing.is_empty() { String::new() } else { format!("<ul class=\"missing\">\n{missing}</ul>\n") };
    let whole = if one.total.is_whole() { " done" } else { "" };
    format!(
        "<div class=\"criterion{whole}\">\n<div class=\"id\">{}</div>\n<div class=\"body\">\n<p class=\"says\">{}</p>\n\
         <p class=\"outcomes\">{outcomes}</p>\n{missing}{}</div>\n<dl class=\"shares\">\n<div><dt>Decisions</dt><dd>{}</dd></div>\n\
         <div><dt>Boundaries</dt><dd>{}</dd></div>\n</dl>\n</div>\n",
        escape(&words::name(trial, one)),
        escape(&one.sentence),
        shown(one),
        bar(one.total.decisions),
        bar(one.total.boundaries)
    )
}

/// What was shown, and by which cases.
fn shown(one: &CriterionCoverage) -> String {
    let mut rows = String::new();
    let mut row = |what: &str, how: &str, cases: &[String]| {
        if !cases.is_empty() {
            rows.push_str(&format!(
                "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                escape(what),
                escape(how),
                escape(&names(cases))
            ));
        }
    };
    for condition in &one.conditions {
        for way in &condition.decides {
            row(&condition.says, words::decides(way.decides), &way.cases);
        }
    }
    for boundary in &one.boundaries {
        for point in &boundary.points {
            row(&boundary.says, &point.says, &point.cases);
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<details>\n<summary>What was shown, and by which cases</summary>\n<table class=\"shown\">\n<tbody>\n{rows}</tbody>\n</table>\n\
         </details>\n"
    )
}

fn names(cases: &[String]) -> String {
    if cases.is_empty() { "in no case".to_owned() } else { cases.join(", ") }
}

/// The rule file with marks in its margin.
fn source(file: &FileCoverage, place: usize) -> String {
    let margins = Margins::of(file);
    let lines = (1u32..).zip(file.text.lines()).map(|(line, text)| {
        let open = if margins.open.contains(&line) { " class=\"open\"" } else { "" };
        let marks = margins.marks.get(&line).map(|marks| marks.join(" ")).unwrap_or_default();
        format!(
            "<tr{open}><td class=\"mark\">{}</td><td class=\"no\">{line}</td><td>{}</td></tr>\n",
            escape(&marks),
            escape(text)
        )
    });
    format!(
        "<article class=\"file\" id=\"f{place}\">\n<h2>{}</h2>\n<p class=\"soft\">In the margin of a criterion: + met, - not met, ? unknown, \
         · not seen; then decisions and boundaries. Tinted lines hold something that was never shown.</p>\n\
         <table class=\"source\">\n<tbody>\n{}</tbody>\n</table>\n</article>\n",
        escape(&file.name),
        lines.collect::<String>()
    )
}
