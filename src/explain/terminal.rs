//! The explanation for a terminal: the criteria first, then why not, what to ask, when, and what it rests on.

use super::ask::by_weight;
use super::explanation::{Bearing, CriterionLine, Explanation, Fact, Finding, Note, NoteKind};
use super::styled::{Line, Style, padded, wrapped, wrapped_at_most};
use super::{Change, Fixed, Way};
use crate::evaluate::{Standing, Verdict};
use crate::wording::words::sentence_case;
use unicode_width::UnicodeWidthStr;

/// How many lines of a protocol sentence are shown in the table.
const SENTENCE_LINES: usize = 2;

/// How an explanation is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// How many columns there are.
    pub width: usize,
    /// Whether each criterion is explained in full below the table.
    pub explain: bool,
}

/// The explanation in lines.
#[must_use]
pub fn terminal(explanation: &Explanation, layout: Layout) -> Vec<Line> {
    let width = layout.width.max(40);
    let mut lines = heading(explanation, width);
    lines.extend(table(explanation, width));
    if layout.explain {
        lines.extend(details(explanation, width));
    }
    lines.extend(why_not(explanation, width));
    lines.extend(ask(explanation, width));
    lines.extend(when(explanation, width));
    lines.extend(rests(explanation, width));
    lines.extend(identity(explanation, width, layout.explain));
    lines
}

fn heading(explanation: &Explanation, width: usize) -> Vec<Line> {
    let trial = &explanation.trial;
    let mut lines = hanging(&format!("{}  ", trial.id), Style::Strong, &trial.title, Style::Plain, width);
    lines.extend(paragraph(&format!("Protocol {}.", trial.version_because), 0, Style::Faint, width));
    if let Some(coverage) = &trial.coverage {
        lines.extend(paragraph(
            &format!("Stated of the protocol: {}.", coverage.trim_end_matches('.')),
            0,
            Style::Faint,
            width,
        ));
    }
    let patient = format!("Patient {}, as of {}", explanation.patient, explanation.as_of);
    lines.extend(paragraph(&patient, 0, Style::Plain, width));
    for anchor in &explanation.anchors {
        let words = format!("{}: {} ({})", anchor.title, anchor.date, anchor.how);
        lines.extend(paragraph(&words, 0, Style::Faint, width));
    }
    lines.push(Line::empty());
    let verdict = &explanation.verdict;
    let banner = format!("{}  ", verdict.headline.to_uppercase());
    lines.push(Line::of(banner.trim_end(), verdict_style(verdict.verdict)));
    lines.extend(paragraph(&verdict.sentence, 0, Style::Plain, width));
    for cohort in &explanation.cohorts {
        lines.extend(hanging("  ", Style::Plain, &format!("{}.", cohort.sentence), Style::Plain, width));
    }
    lines.push(Line::empty());
    lines
}

fn table(explanation: &Explanation, width: usize) -> Vec<Line> {
    let criteria = &explanation.criteria;
    let id_width = criteria.iter().map(|line| line.id.width()).max().unwrap_or(0).min(12);
    let mark_width = criteria.iter().map(|line| line.mark.width()).max().unwrap_or(0);
    criteria.iter().flat_map(|line| row(line, id_width, mark_width, width)).collect()
}

fn row(line: &CriterionLine, id_width: usize, mark_width: usize, width: usize) -> Vec<Line> {
    let indent = id_width + mark_width + 4;
    let room = width.saturating_sub(indent);
    let mut texts: Vec<(String, Style)> = Vec::new();
    let cohorts = if line.cohorts.is_empty() { String::new() } else { format!(" [{}]", line.cohorts.join(", ")) };
    let sentence = format!("{}{cohorts}", line.sentence);
    texts.extend(wrapped_at_most(&sentence, room, SENTENCE_LINES).into_iter().map(|text| (text, Style::Faint)));
    texts.extend(wrapped(&line.because, room).into_iter().map(|text| (text, Style::Plain)));
    for remark in line.remarks.iter().filter(|remark| !remark.eq_ignore_ascii_case(&line.because)) {
        texts.extend(wrapped(&sentence_case(remark), room).into_iter().map(|text| (text, Style::Faint)));
    }
    let mut lines = Vec::new();
    for (place, (text, style)) in texts.into_iter().enumerate() {
        let begin = if place == 0 {
            Line::of(padded(&line.id, id_width + 2), Style::Strong)
                .and(padded(&line.mark, mark_width + 2), standing_style(line.standing))
        } else {
            Line::of(" ".repeat(indent), Style::Plain)
        };
        lines.push(begin.and(text, style));
    }
    lines
}

fn details(explanation: &Explanation, width: usize) -> Vec<Line> {
    let mut lines = section("In full");
    for criterion in explanation.criteria.iter().filter(|criterion| criterion.finding.is_some()) {
        lines.extend(in_full(criterion, width));
        lines.push(Line::empty());
    }
    lines.pop();
    lines
}

/// One criterion with all that decided it, in lines.
#[must_use]
pub fn in_full(criterion: &CriterionLine, width: usize) -> Vec<Line> {
    let begin = format!("{} {}  ", criterion.id, criterion.mark);
    let mut lines = hanging(&begin, standing_style(criterion.standing), &criterion.sentence, Style::Plain, width);
    lines.extend(criterion.finding.iter().flat_map(|finding| tree(finding, 2, width)));
    for note in &criterion.notes {
        lines.extend(hanging("  note: ", Style::Faint, note, Style::Faint, width));
    }
    lines
}

/// A finding with all that belongs to it, and its parts below it.
pub(super) fn tree(finding: &Finding, indent: usize, width: usize) -> Vec<Line> {
    let (sign, style) = bearing_sign(finding.bearing);
    let begin = format!("{}{sign} ", " ".repeat(indent));
    let inner = indent + 2;
    let mut lines = match &finding.heading {
        Some(heading) if finding.parts.is_empty() => {
            hanging(&begin, style, &format!("{heading}: {}", finding.words), Style::Plain, width)
        }
        Some(heading) => hanging(&begin, style, heading, Style::Strong, width),
        None => hanging(&begin, style, &finding.words, Style::Plain, width),
    };
    if finding.heading.is_some() && !finding.parts.is_empty() && finding.needs.is_some() {
        lines.extend(paragraph(&finding.words, inner, Style::Plain, width));
    }
    if finding.parts.is_empty() || finding.needs.is_some() {
        lines.extend(paragraph(&format!("asked: {}", finding.asked), inner, Style::Faint, width));
    }
    for line in particulars(finding) {
        lines.extend(paragraph(&line, inner, Style::Faint, width));
    }
    for part in &finding.parts {
        lines.extend(tree(part, inner, width));
    }
    lines
}

/// Where was looked, where the facts stand, what else there is and what the finding leans on, one line each.
pub(super) fn particulars(finding: &Finding) -> Vec<String> {
    let window = finding.window.iter().map(|window| format!("looked {}", window.words));
    let places: Vec<String> = match finding.facts.as_slice() {
        [only] => only.line.iter().map(|line| format!("line {line} of the record")).collect(),
        facts => facts.iter().filter_map(place_of).collect(),
    };
    let new = |note: &&Note| !finding.words.contains(&note.words);
    let notes = finding.notes.iter().filter(new).map(|note| match note.line {
        Some(line) if note.kind == NoteKind::Reviewed => format!("{} (line {line})", note.words),
        _ if note.kind == NoteKind::Unverified => format!("not confirmed: {}", note.words),
        _ => note.words.clone(),
    });
    let settled = match finding.settled {
        0 => None,
        1 => Some("1 other part is settled already".to_owned()),
        count => Some(format!("{count} other parts are settled already")),
    };
    window.chain(places).chain(settled).chain(finding.beside.iter().cloned()).chain(notes).collect()
}

fn place_of(fact: &Fact) -> Option<String> {
    Some(format!("line {} of the record: {}", fact.line?, fact.words))
}

fn why_not(explanation: &Explanation, width: usize) -> Vec<Line> {
    let why = &explanation.why_not;
    if explanation.verdict.verdict == Verdict::Eligible {
        return Vec::new();
    }
    let mut lines = section(why_title(explanation));
    lines.extend(paragraph(&why.sentence, 2, Style::Plain, width));
    for fixed in &why.fixed {
        lines.extend(hanging("    - ", Style::Plain, &fixed_words(fixed), Style::Plain, width));
    }
    let several = why.ways.len() > 1;
    for (place, way) in why.ways.iter().enumerate() {
        lines.extend(paragraph(&way_heading(way, several.then_some(place + 1)), 2, Style::Plain, width));
        for change in &way.changes {
            lines.extend(hanging("    - ", Style::Plain, &change_words(change), Style::Plain, width));
        }
        for words in open_in_way(way) {
            lines.extend(hanging("    - ", Style::Plain, &words, Style::Plain, width));
        }
    }
    lines.extend(why.stopped.iter().flat_map(|stopped| paragraph(stopped, 2, Style::Faint, width)));
    lines
}

/// What the section is called that says what would make the patient eligible.
pub(super) fn why_title(explanation: &Explanation) -> &'static str {
    match explanation.verdict.verdict {
        Verdict::Undetermined => "What would make the patient eligible",
        Verdict::Eligible | Verdict::Ineligible => "Why not",
    }
}

/// The words over a set of changes.
pub(super) fn way_heading(way: &Way, number: Option<usize>) -> String {
    let asks = match (way.changes.len(), way.open.len()) {
        (0, _) => "eligible if this comes out so",
        (1, _) => "eligible if this were so",
        (_, _) => "eligible if all of these were so",
    };
    number.map_or_else(|| format!("{}:", sentence_case(asks)), |number| format!("Way {number}, {asks}:"))
}

/// A change in one line: `UPCR > 1 g/g (I5); found: UPCR 0.8 g/g on 2026-11-02`.
pub(super) fn change_words(change: &Change) -> String {
    let found = if change.or.is_empty() { format!("; found: {}", change.now) } else { String::new() };
    let by = change.by_words().map_or_else(String::new, |by| format!("; {by}"));
    format!("{}{found}{by}", open_words(change))
}

/// Something open in one line: `no anti-CD20 antibodies (E1)`.
fn open_words(change: &Change) -> String {
    let criteria =
        if change.criteria.is_empty() { String::new() } else { format!(" ({})", change.criteria.join(", ")) };
    format!("{}{criteria}", change.aims())
}

/// What is open in a way: in full where nothing else is asked for, else only where.
pub(super) fn open_in_way(way: &Way) -> Vec<String> {
    match (way.changes.is_empty(), way.open_criteria()) {
        (true, _) => way.open.iter().map(open_words).collect(),
        (false, ids) if ids.is_empty() => Vec::new(),
        (false, ids) => vec![format!("and what is open comes out in favour ({})", ids.join(", "))],
    }
}

/// A criterion that keeps the patient out for good, in one line.
pub(super) fn fixed_words(fixed: &Fixed) -> String {
    format!("{} cannot change: {}", fixed.criterion, fixed.because)
}

fn ask(explanation: &Explanation, width: usize) -> Vec<Line> {
    if explanation.verdict.verdict == Verdict::Eligible && explanation.ask.is_empty() {
        return Vec::new();
    }
    let mut lines = section("What to ask next");
    if explanation.ask.is_empty() {
        lines.extend(paragraph(nothing_to_ask(explanation), 2, Style::Plain, width));
    }
    for (weight, tasks) in by_weight(&explanation.ask) {
        lines.extend(paragraph(&format!("{}:", weight.heading(tasks.len())), 2, Style::Faint, width));
        for task in tasks {
            let text = format!("{} ({})", task.task, task.criteria.join(", "));
            lines.extend(hanging("  [ ] ", Style::Open, &text, Style::Plain, width));
        }
    }
    lines
}

/// Why there is nothing to ask.
pub(super) fn nothing_to_ask(explanation: &Explanation) -> &'static str {
    match explanation.verdict.verdict {
        Verdict::Ineligible => "Nothing: no answer could change the verdict.",
        _ => "Nothing: what is open is not due yet.",
    }
}

fn when(explanation: &Explanation, width: usize) -> Vec<Line> {
    let Some(when) = &explanation.when else {
        return Vec::new();
    };
    let mut lines = section("When");
    lines.extend(paragraph(&when.sentence, 2, Style::Plain, width));
    for stretch in when.stretches.iter().skip(1) {
        let because: Vec<&str> = stretch.because.iter().map(|change| change.words.as_str()).collect();
        let text = format!("{}: {}", stretch.from, because.join("; "));
        lines.extend(hanging("    - ", Style::Plain, &text, Style::Faint, width));
    }
    lines
}

fn rests(explanation: &Explanation, width: usize) -> Vec<Line> {
    let mut lines = section("What it rests on");
    for rest in &explanation.rests_on {
        let criteria =
            if rest.criteria.is_empty() { String::new() } else { format!(" ({})", rest.criteria.join(", ")) };
        let text = format!("{}{criteria}", sentence_case(&rest.words));
        lines.extend(hanging(&format!("  {}: ", rest.kind.in_words()), Style::Faint, &text, Style::Plain, width));
    }
    lines
}

fn identity(explanation: &Explanation, width: usize, full: bool) -> Vec<Line> {
    let identity = &explanation.identity;
    let short = |digest: &str| digest.chars().take(if full { 64 } else { 12 }).collect::<String>();
    let files: Vec<String> = identity.files.iter().map(|file| format!("{} {}", file.name, file.digest)).collect();
    // Who asks for everything sees each file, by the digest that a pin writes.
    let files = if full { format!(" ({})", files.join(", ")) } else { String::new() };
    let text = format!(
        "rules {}{files}, record {}, as of {}, enrol {}",
        short(&identity.rules),
        short(&identity.record),
        identity.as_of,
        identity.engine
    );
    let mut lines = vec![Line::empty()];
    lines.extend(paragraph(&text, 0, Style::Faint, width));
    lines
}

fn section(title: &str) -> Vec<Line> {
    vec![Line::empty(), Line::of(title, Style::Heading)]
}

pub(super) fn paragraph(text: &str, indent: usize, style: Style, width: usize) -> Vec<Line> {
    let room = width.saturating_sub(indent);
    wrapped(text, room).into_iter().map(|text| Line::of(" ".repeat(indent), Style::Plain).and(text, style)).collect()
}

/// Text behind a beginning, with the following lines under its first word.
pub(super) fn hanging(begin: &str, begin_style: Style, text: &str, style: Style, width: usize) -> Vec<Line> {
    let indent = begin.width().min(width / 2);
    let mut lines: Vec<Line> = Vec::new();
    for text in wrapped(text, width.saturating_sub(begin.width())) {
        let begin = if lines.is_empty() { begin.to_owned() } else { " ".repeat(indent) };
        lines.push(Line::of(begin, begin_style).and(text, style));
    }
    if lines.is_empty() {
        lines.push(Line::of(begin, begin_style));
    }
    lines
}

/// The sign of a bearing; the sign alone tells it, the style repeats it.
fn bearing_sign(bearing: Bearing) -> (&'static str, Style) {
    match bearing {
        Bearing::For => ("+", Style::Good),
        Bearing::Against => ("-", Style::Bad),
        Bearing::Open => ("?", Style::Open),
    }
}

pub(super) fn verdict_style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Eligible => Style::Good,
        Verdict::Undetermined => Style::Open,
        Verdict::Ineligible => Style::Bad,
    }
}

fn standing_style(standing: Standing) -> Style {
    match standing {
        Standing::Pass => Style::Good,
        Standing::Fail | Standing::AssumedFail => Style::Bad,
        Standing::Unknown | Standing::NotDue | Standing::Waived | Standing::AssumedPass => Style::Open,
        Standing::NotApplicable | Standing::Stated => Style::Faint,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{lupus, open_lupus};
    use super::super::styled::plain_text;
    use super::*;

    #[test]
    fn a_patient_in_eighty_columns() {
        let lines = terminal(&lupus().explain(), Layout { width: 80, explain: false });
        assert!(lines.iter().all(|line| line.width() <= 80));
        insta::assert_snapshot!(plain_text(&lines));
    }

    #[test]
    fn a_patient_of_whom_facts_are_open() {
        let lines = terminal(&open_lupus().explain(), Layout { width: 80, explain: false });
        insta::assert_snapshot!(plain_text(&lines));
    }

    #[test]
    fn a_patient_in_full() {
        let lines = terminal(&lupus().explain(), Layout { width: 100, explain: true });
        assert!(lines.iter().all(|line| line.width() <= 100));
        insta::assert_snapshot!(plain_text(&lines));
    }
}
