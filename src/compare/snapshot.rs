//! Explained verdicts as files that are kept beside the rules: one for each trial and patient, and an index.
//!
//! A file holds the whole explanation but for the digests of rules and record, so that it changes only when something changes for
//! the patient. The index says which files there are: what is not in it belongs to somebody else.

use crate::explain::{Explanation, markdown_of_verdict};
use crate::wording::words::counted;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the index.
pub const INDEX: &str = "index.md";

/// Files by their paths in the folder of snapshots.
pub type Files = BTreeMap<String, String>;

/// The files of some explanations, the index among them.
#[must_use]
pub fn snapshot(explanations: &[Explanation]) -> Files {
    let mut files = Files::new();
    let mut rows: BTreeMap<(String, String, String), String> = BTreeMap::new();
    for explanation in explanations {
        let (trial, patient) = (&explanation.trial.id, &explanation.patient);
        let mut path = format!("{}/{}.md", file_name(trial), file_name(patient));
        let mut turn = 2;
        while files.contains_key(&path) {
            path = format!("{}/{}-{turn}.md", file_name(trial), file_name(patient));
            turn += 1;
        }
        rows.insert((trial.clone(), patient.clone(), path.clone()), explanation.verdict.headline.clone());
        files.insert(path, markdown_of_verdict(explanation));
    }
    let as_of = explanations.first().map(|one| format!(", as of {}", one.as_of)).unwrap_or_default();
    let rows = rows.into_iter().map(|((trial, patient, path), headline)| {
        format!("| {} | [{}]({path}) | {headline} |\n", cell(&trial), cell(&patient))
    });
    let rows: String = rows.collect();
    files
        .insert(INDEX.to_owned(), format!("# Verdicts{as_of}\n\n| trial | patient | verdict |\n|---|---|---|\n{rows}"));
    files
}

/// The paths of the files that an index names.
#[must_use]
pub fn listed(index: &str) -> Vec<String> {
    let rows = index.lines().filter(|line| line.starts_with("| "));
    let paths = rows.filter_map(|row| Some(row.split_once("](")?.1.split_once(") |")?.0.to_owned()));
    // An index that somebody edited must not lead anywhere else.
    paths.filter(|path| path.split('/').count() == 2 && path.split('/').all(|part| file_name(part) == part)).collect()
}

/// What changed from some snapshots to others: a line that counts, and one for each verdict, those that are others first; nothing
/// where all are as they were.
#[must_use]
pub fn summary(before: &Files, after: &Files) -> Option<String> {
    let of = |files: &Files| -> BTreeSet<String> { files.keys().filter(|path| *path != INDEX).cloned().collect() };
    let (old, new) = (of(before), of(after));
    let patient = |path: &String| path.split_once('/').map(|(_, name)| name.to_owned()).unwrap_or_default();
    let mut lines: Vec<(Weight, String)> = Vec::new();
    let mut changed = BTreeSet::new();
    for path in old.union(&new) {
        let (weight, line) = match (before.get(path), after.get(path)) {
            (Some(one), Some(two)) if one == two => continue,
            (Some(one), Some(two)) => changes(path, one, two),
            (None, Some(two)) => (Weight::Verdict, format!("{}: new, {}", title(path), Verdict::read(two).headline)),
            (_, None) => (Weight::Verdict, format!("{}: no longer screened", title(path))),
        };
        if weight == Weight::Verdict {
            changed.insert(patient(path));
        }
        lines.push((weight, line));
    }
    lines.sort();
    let reworded = lines.iter().filter(|(weight, _)| *weight == Weight::Words).count();
    let all: BTreeSet<String> = old.union(&new).map(patient).collect();
    let verb = if changed.len() == 1 { "changes" } else { "change" };
    let mut text = format!("{} of {} {verb}", changed.len(), counted(all.len(), "patient"));
    let told = lines.iter().filter(|(weight, _)| *weight != Weight::Words);
    told.for_each(|(_, line)| text.push_str(&format!("\n  {line}")));
    if reworded > 0 {
        text.push_str(&format!("\n  {} as before, explained otherwise", counted(reworded, "verdict")));
    }
    (!lines.is_empty()).then_some(text)
}

/// How much a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Verdict,
    Criteria,
    Words,
}

/// What changed in one file, in a line.
fn changes(path: &str, before: &str, after: &str) -> (Weight, String) {
    let (one, two) = (Verdict::read(before), Verdict::read(after));
    let own = two.marks.iter().filter_map(|(id, mark)| match one.marks.iter().find(|(known, _)| known == id) {
        Some((_, was)) => (was != mark).then(|| format!("{id} ({was} -> {mark})")),
        None => Some(format!("{id} (new, {mark})")),
    });
    let gone = one.marks.iter().filter(|(id, _)| two.marks.iter().all(|(known, _)| known != id));
    let other: Vec<String> = own.chain(gone.map(|(id, was)| format!("{id} (gone, was {was})"))).collect();
    let through = if other.is_empty() { String::new() } else { format!(" through {}", other.join(", ")) };
    let title = title(path);
    match (one.headline == two.headline, other.is_empty()) {
        (false, _) => (Weight::Verdict, format!("{title}: {} -> {}{through}", one.headline, two.headline)),
        (true, false) => (Weight::Criteria, format!("{title}: {} as before, otherwise{through}", two.headline)),
        (true, true) => (Weight::Words, title),
    }
}

/// What of a snapshot is compared in a line.
struct Verdict {
    headline: String,
    marks: Vec<(String, String)>,
}

impl Verdict {
    fn read(text: &str) -> Verdict {
        let headline = text.lines().find_map(|line| Some(line.strip_prefix("**")?.split_once(".**")?.0));
        let marks = text.lines().filter_map(|line| {
            let (id, rest) = line.strip_prefix("| ")?.split_once(" | **")?;
            Some((id.to_owned(), rest.split_once("** |")?.0.to_owned()))
        });
        Verdict { headline: headline.unwrap_or_default().to_lowercase(), marks: marks.collect() }
    }
}

/// `NCT05138133/LN-003.md` as `LN-003 in NCT05138133`.
fn title(path: &str) -> String {
    let (trial, patient) = path.split_once('/').unwrap_or(("", path));
    format!("{} in {trial}", patient.strip_suffix(".md").unwrap_or(patient))
}

/// An id as the name of a file everywhere.
fn file_name(id: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let name: String = id.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
    if name.starts_with('.') { format!("_{name}") } else { name }
}

fn cell(text: &str) -> String {
    crate::explain::markdown_text(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(of: &[(&str, &str)]) -> Files {
        of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_change_is_told_by_its_criteria() {
        let before = files(&[
            ("T/a.md", "**Eligible.** All.\n| I1 | **pass** | Adults | age |\n"),
            ("T/b.md", "**Ineligible.** No.\n| I1 | **fail** | Adults | age |\n"),
            ("T/c.md", "**Eligible.** All.\n"),
        ]);
        let after = files(&[
            ("T/a.md", "**Undetermined.** Open.\n| I1 | **unknown** | Adults | age |\n"),
            ("T/b.md", "**Ineligible.** No.\n| I1 | **fail** | Adults | age 17 |\n"),
            ("T/d.md", "**Eligible.** All.\n"),
        ]);
        insta::assert_snapshot!(summary(&before, &after).expect("changes"), @r"
        3 of 4 patients change
          a in T: eligible -> undetermined through I1 (pass -> unknown)
          c in T: no longer screened
          d in T: new, eligible
          1 verdict as before, explained otherwise
        ");
        assert_eq!(summary(&before, &before), None);
    }

    #[test]
    fn an_index_leads_nowhere_else() {
        let index = "| T | [a](T/a.md) | eligible |\n| T | [x](../x.md) | x |\n| T | [y](T/../y.md) | y |\n";
        assert_eq!(listed(index), ["T/a.md"]);
    }
}
