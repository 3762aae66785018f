//! Documents as one self-contained page: no script, no network, ready to print.

mod appendices;
mod sentence;
mod style;

use super::document::*;
use crate::wording::escape::{escape, page, prose};
use sentence::Page;

/// Documents as a page; several begin with an index.
#[must_use]
pub fn html(documents: &[Document]) -> String {
    let title = match documents {
        [only] => format!("{}: {}", only.id, only.title),
        several => format!("{} documents", several.len()),
    };
    let index = if documents.len() > 1 { index(documents) } else { String::new() };
    let sheets: String = documents.iter().enumerate().map(|(place, one)| sheet(one, place)).collect();
    page(&title, style::SHEET, &format!("{index}{sheets}"))
}

fn index(documents: &[Document]) -> String {
    let entry = |(place, document): (usize, &Document)| {
        let count = document.versions.first().map_or(0, |version| version.criteria.len());
        let count = if count == 0 { document.sort.clone() } else { format!("{count} criteria") };
        format!(
            "<li><a href=\"#t{place}\"><b>{}</b> {}</a> <span class=\"soft\">{}</span></li>\n",
            escape(&document.id),
            escape(&document.title),
            escape(&count)
        )
    };
    let entries: String = documents.iter().enumerate().map(entry).collect();
    format!(
        "<nav class=\"index\" aria-label=\"Index\">\n<h1>{} documents</h1>\n<ol>\n{entries}</ol>\n</nav>\n",
        documents.len()
    )
}

fn sheet(document: &Document, place: usize) -> String {
    let own = Page { document, place };
    let parts = [
        heading(document, place),
        problems(document),
        contents(document, place),
        document.versions.iter().enumerate().map(|(at, version)| version_part(&own, version, at)).collect(),
        own.appendices(),
    ];
    format!("<article id=\"t{place}\">\n{}</article>\n", parts.concat())
}

fn heading(document: &Document, _place: usize) -> String {
    let row =
        |(name, value): &(String, String)| format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(name), prose(value));
    let facts: String = document.facts.iter().map(row).collect();
    format!(
        "<header>\n<p class=\"trial\">{}</p>\n<h1>{}</h1>\n<dl class=\"facts\">\n{facts}</dl>\n</header>\n",
        escape(&document.id),
        escape(&document.title)
    )
}

fn problems(document: &Document) -> String {
    if document.problems.is_empty() {
        return String::new();
    }
    let items: String = document.problems.iter().map(problem).collect();
    format!(
        "<section class=\"problems\">\n<h2>What could not be read</h2>\n<p>A criterion named here is open for every \
         patient until it is mended.</p>\n<ul>\n{items}</ul>\n</section>\n"
    )
}

/// A finding as an item of a list.
fn problem(problem: &Problem) -> String {
    let reason = problem.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
    format!(
        "<li><b>{}</b> {}{} <span class=\"soft\">({})</span></li>\n",
        escape(&problem.code),
        escape(&problem.message),
        escape(&reason),
        escape(&problem.place)
    )
}

/// The table of contents.
fn contents(document: &Document, place: usize) -> String {
    let mut entries: Vec<(String, String)> = Vec::new();
    for (at, version) in document.versions.iter().enumerate() {
        let prefix = if document.versions.len() > 1 { format!("Version {}: ", version.name) } else { String::new() };
        for (inclusion, title) in [(true, "Inclusion criteria"), (false, "Exclusion criteria")] {
            if version.criteria.iter().any(|criterion| criterion.inclusion == inclusion) {
                entries
                    .push((format!("t{place}v{at}{}", if inclusion { "i" } else { "e" }), format!("{prefix}{title}")));
            }
        }
    }
    for (key, title, there) in appendices::titles(document) {
        if there {
            entries.push((format!("t{place}{key}"), title.to_owned()));
        }
    }
    let entry = |(id, title): &(String, String)| format!("<li><a href=\"#{id}\">{}</a></li>\n", escape(title));
    let entries: String = entries.iter().map(entry).collect();
    format!("<nav class=\"contents\" aria-label=\"Contents\">\n<h2>Contents</h2>\n<ol>\n{entries}</ol>\n</nav>\n")
}

fn version_part(page: &Page<'_>, version: &VersionPart, at: usize) -> String {
    let several = page.document.versions.len() > 1;
    let mut out = String::new();
    if several {
        let from = version.from.as_ref().map_or_else(String::new, |from| format!(", in force from {from}"));
        out.push_str(&format!("<h2 class=\"version\">Version {}{}</h2>\n", escape(&version.name), prose(&from)));
    }
    if !version.cohorts.is_empty() {
        let cohort = |cohort: &CohortPart| {
            format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(&cohort.title), page.said(&cohort.when, &[]))
        };
        let cohorts: String = version.cohorts.iter().map(cohort).collect();
        out.push_str(&format!("<section>\n<h2>Cohorts</h2>\n<dl class=\"cohorts\">\n{cohorts}</dl>\n</section>\n"));
    }
    for (inclusion, title) in [(true, "Inclusion criteria"), (false, "Exclusion criteria")] {
        let own: String = version
            .criteria
            .iter()
            .filter(|criterion| criterion.inclusion == inclusion)
            .map(|criterion| page.criterion(criterion))
            .collect();
        if own.is_empty() {
            continue;
        }
        let id = format!("t{}v{at}{}", page.place, if inclusion { "i" } else { "e" });
        out.push_str(&format!(
            "<section class=\"criteria\" id=\"{id}\">\n<h2>{title}</h2>\n<div class=\"head\" aria-hidden=\"true\">\
             <span></span><span>What the rule says</span><span>The protocol’s words</span></div>\n{own}</section>\n"
        ));
    }
    if at > 0 {
        for (what, ids) in [("As in the version before", &version.unchanged), ("No longer there", &version.removed)] {
            if !ids.is_empty() {
                out.push_str(&format!("<p>{what}: {}.</p>\n", escape(&ids.join(", "))));
            }
        }
    }
    out
}
