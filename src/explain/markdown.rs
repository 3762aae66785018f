//! The explanation as Markdown: for a ticket, a note or a mail.

use super::ask::by_weight;
use super::explanation::{Bearing, CriterionLine, Explanation, Finding};
use super::terminal::{change_words, fixed_words, nothing_to_ask, open_in_way, particulars, way_heading, why_title};
use super::{Task, Way};
use crate::evaluate::Verdict;
use crate::wording::words::sentence_case;

/// The explanation as one document.
#[must_use]
pub fn markdown(explanation: &Explanation) -> String {
    markdown_of_verdict(explanation) + &identity(explanation)
}

/// The same without what it was computed from: it changes only where something changes for the patient.
#[must_use]
pub fn markdown_of_verdict(explanation: &Explanation) -> String {
    let mut text = heading(explanation);
    text.push_str(&table(explanation));
    text.push_str(&why_not(explanation));
    text.push_str(&ask(explanation));
    text.push_str(&when(explanation));
    text.push_str(&rests(explanation));
    text.push_str(&details(explanation));
    text
}

fn heading(explanation: &Explanation) -> String {
    let (trial, verdict) = (&explanation.trial, &explanation.verdict);
    let mut text = format!(
        "# {}: {}\n\n**{}.** {}\n\nPatient {}, as of {}. Protocol {}.\n",
        plain(&trial.id),
        plain(&trial.title),
        plain(&verdict.headline),
        plain(&verdict.sentence),
        plain(&explanation.patient),
        explanation.as_of,
        plain(&trial.version_because),
    );
    if let Some(coverage) = &trial.coverage {
        text.push_str(&format!("Stated of the protocol: {}.\n", plain(coverage.trim_end_matches('.'))));
    }
    for anchor in &explanation.anchors {
        text.push_str(&format!("{}: {} ({}).\n", plain(&anchor.title), plain(&anchor.date), plain(&anchor.how)));
    }
    let cohorts: Vec<String> =
        explanation.cohorts.iter().map(|cohort| format!("- {}", plain(&cohort.sentence))).collect();
    if cohorts.is_empty() { text } else { format!("{text}\n{}\n", cohorts.join("\n")) }
}

fn table(explanation: &Explanation) -> String {
    let rows: String = explanation.criteria.iter().map(row).collect();
    format!("\n## Criteria\n\n| | | criterion | because |\n|---|---|---|---|\n{rows}")
}

fn row(line: &CriterionLine) -> String {
    let remarks: String = line.remarks.iter().map(|remark| format!(" *{}.*", plain(&sentence_case(remark)))).collect();
    format!(
        "| {} | **{}** | {} | {}{remarks} |\n",
        plain(&line.id),
        line.mark,
        plain(&line.sentence),
        plain(&line.because)
    )
}

fn why_not(explanation: &Explanation) -> String {
    if explanation.verdict.verdict == Verdict::Eligible {
        return String::new();
    }
    let why = &explanation.why_not;
    let fixed: String = why.fixed.iter().map(|fixed| format!("- {}\n", plain(&fixed_words(fixed)))).collect();
    let fixed = if fixed.is_empty() { fixed } else { format!("\n{fixed}") };
    let several = why.ways.len() > 1;
    let ways = why.ways.iter().enumerate().map(|(place, way)| one_way(way, several.then_some(place + 1)));
    let stopped = why.stopped.iter().map(|stopped| format!("\n{}\n", plain(stopped)));
    let ways: String = ways.chain(stopped).collect();
    format!("\n## {}\n\n{}\n{fixed}{ways}", why_title(explanation), plain(&why.sentence))
}

fn one_way(way: &Way, number: Option<usize>) -> String {
    let changes = way.changes.iter().map(|change| format!("- {}\n", plain(&change_words(change))));
    let open = open_in_way(way).into_iter().map(|words| format!("- {}\n", plain(&words)));
    format!("\n{}\n\n{}", way_heading(way, number), changes.chain(open).collect::<String>())
}

fn ask(explanation: &Explanation) -> String {
    if explanation.verdict.verdict == Verdict::Eligible && explanation.ask.is_empty() {
        return String::new();
    }
    let groups = by_weight(&explanation.ask).map(|(weight, tasks)| {
        let task = |task: &Task| format!("- [ ] {} ({})\n", plain(&task.task), plain(&task.criteria.join(", ")));
        format!("{}:\n\n{}\n", weight.heading(tasks.len()), tasks.iter().map(task).collect::<String>())
    });
    let tasks: String = groups.collect();
    let tasks = if tasks.is_empty() { format!("{}\n", nothing_to_ask(explanation)) } else { tasks };
    format!("\n## What to ask next\n\n{tasks}")
}

fn when(explanation: &Explanation) -> String {
    let Some(when) = &explanation.when else {
        return String::new();
    };
    let changes = when.stretches.iter().skip(1).map(|stretch| {
        let because: Vec<&str> = stretch.because.iter().map(|change| change.words.as_str()).collect();
        format!("- {}: {}\n", stretch.from, plain(&because.join("; ")))
    });
    format!("\n## When\n\n{}\n\n{}", plain(&when.sentence), changes.collect::<String>())
}

fn rests(explanation: &Explanation) -> String {
    let rests = explanation.rests_on.iter().map(|rest| {
        let criteria =
            if rest.criteria.is_empty() { String::new() } else { format!(" ({})", rest.criteria.join(", ")) };
        format!("- {}: {}{}\n", rest.kind.in_words(), plain(&sentence_case(&rest.words)), plain(&criteria))
    });
    format!("\n## What it rests on\n\n{}", rests.collect::<String>())
}

fn details(explanation: &Explanation) -> String {
    let each = explanation.criteria.iter().filter_map(|line| {
        let finding = line.finding.as_ref()?;
        let heading = format!("\n### {} {}: {}\n\n", plain(&line.id), line.mark, plain(&line.sentence));
        Some(heading + &tree(finding, 0) + &notes(line))
    });
    format!("\n## In full\n{}", each.collect::<String>())
}

fn notes(line: &CriterionLine) -> String {
    line.notes.iter().map(|note| format!("\nNote: {}\n", plain(note))).collect()
}

fn tree(finding: &Finding, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let bearing = match finding.bearing {
        Bearing::For => "in favour",
        Bearing::Against => "against",
        Bearing::Open => "open",
    };
    let heading = finding.heading.as_ref().map_or_else(String::new, |heading| format!("**{}**: ", plain(heading)));
    let mut text = format!("{indent}- *{bearing}*: {heading}{}\n", plain(&finding.words));
    let asked = (finding.parts.is_empty() || finding.needs.is_some())
        .then(|| format!("asked: `{}`", finding.asked.replace('`', "'")));
    let more = particulars(finding);
    let lines = asked.into_iter().chain(more.iter().map(|line| plain(line)));
    lines.for_each(|line| text.push_str(&format!("{indent}  - {line}\n")));
    finding.parts.iter().for_each(|part| text.push_str(&tree(part, depth + 1)));
    text
}

fn identity(explanation: &Explanation) -> String {
    let identity = &explanation.identity;
    let files: Vec<String> =
        identity.files.iter().map(|file| format!("{} `{}`", plain(&file.name), file.digest)).collect();
    format!(
        "\n---\n\nRules `{}` ({}), record `{}`, as of {}, enrol {}.\n",
        identity.rules,
        files.join(", "),
        identity.record,
        identity.as_of,
        identity.engine
    )
}

/// Text in which nothing is a mark of Markdown, on one line.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                plain.push('\\');
                plain.push(letter);
            }
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '\n' | '\r' => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::super::fixture::lupus;
    use super::*;

    #[test]
    fn nothing_of_the_record_becomes_a_mark() {
        assert_eq!(plain("a|b <i> *c*\nd"), "a\\|b &lt;i&gt; \\*c\\* d");
    }

    #[test]
    fn a_patient_as_markdown() {
        insta::assert_snapshot!(markdown(&lupus().explain()));
    }
}
