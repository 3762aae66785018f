//! What changed, as a comment for a pull request: the sum first, details folded.

use super::comparison::{
    ChangeKind, Comparison, CriterionChange, DifferenceLine, PatientChanges, Presence, Standing, TrialChange,
    VersionChange, WitnessLine,
};
use super::told;

/// What changed, as Markdown.
#[must_use]
pub fn markdown(comparison: &Comparison) -> String {
    let mut text = format!("### What changes for patients: rules\n\n**{}**\n", plain(&told::summary(comparison)));
    text.push_str(&format!("\n{} -> {}\n", code(&comparison.old.name), code(&comparison.new.name)));
    text.extend(comparison.patients.iter().map(patients));
    text.extend(comparison.trials.iter().filter(|trial| !trial.is_empty()).map(trial));
    text
}

fn trial(trial: &TrialChange) -> String {
    let presence = match trial.presence {
        Presence::Added => " (added)",
        Presence::Removed => " (removed)",
        Presence::Both => "",
    };
    let mut text = format!("\n#### {}: {}{presence}\n", plain(&trial.id), plain(&trial.title));
    let beside: Vec<String> =
        told::beside(trial).map(|change| format!("- {}\n", plain(&told::change(change)))).collect();
    if !beside.is_empty() {
        text.push_str(&format!("\n{}", beside.concat()));
    }
    let several = trial.versions.len() > 1;
    for version in trial.versions.iter().filter(|version| !version.is_empty()) {
        if several || version.presence != Presence::Both {
            text.push_str(&format!("\n**{}**\n", plain(&told::version(version))));
        }
        text.push_str(&self::version(version));
    }
    text
}

/// A table of what can change a verdict; what cannot is folded.
fn version(version: &VersionChange) -> String {
    let changes = version.in_force.iter().chain(&version.cohorts);
    let mut text: String = changes.map(|change| format!("\n- {}", plain(&told::change(change)))).collect();
    if version.presence == Presence::Removed {
        return text;
    }
    text.push_str(&format!("\n{}\n", plain(&told::tally(version))));
    let (meaning, others): (Vec<&CriterionChange>, Vec<&CriterionChange>) =
        version.criteria.iter().partition(|criterion| criterion.changes_meaning());
    if !meaning.is_empty() {
        let rows: String = meaning.iter().map(|criterion| row(criterion)).collect();
        text.push_str(&format!("\n| | | what changes |\n|---|---|---|\n{rows}"));
    }
    meaning.iter().for_each(|criterion| text.push_str(&details(criterion)));
    if !others.is_empty() {
        let rows = others.iter().map(|criterion| {
            let sentence = match &criterion.old_sentence {
                Some(old) => told::both(old, &criterion.sentence),
                None => criterion.sentence.clone(),
            };
            let more: String =
                criterion.remarks.iter().map(|change| format!("; {}", plain(&told::change(change)))).collect();
            format!("- **{}** {}: {}{more}\n", plain(&id(criterion)), kinds(criterion), plain(&sentence))
        });
        let rows: String = rows.collect();
        text.push_str(&folded("Without a change of meaning", &rows));
    }
    text
}

fn row(criterion: &CriterionChange) -> String {
    let mut parts: Vec<String> = criterion.differences.iter().map(difference).collect();
    parts.extend(criterion.clauses.iter().map(|change| plain(&told::change(change))));
    if let Some(old) = &criterion.old_sentence {
        parts.push(format!("protocol: {}", plain(&told::both(old, &criterion.sentence))));
    }
    if criterion.kinds.iter().any(|kind| matches!(kind, ChangeKind::Added | ChangeKind::Removed)) {
        parts.push(plain(&criterion.sentence));
        parts.extend(criterion.asks.iter().map(|asks| plain(asks)));
    }
    format!("| **{}** | {} | {} |\n", plain(&id(criterion)), kinds(criterion), parts.join("<br>"))
}

fn difference(difference: &DifferenceLine) -> String {
    let label = difference.label.as_ref().map(|label| format!("{}: ", plain(label))).unwrap_or_default();
    let said = match (&difference.before, &difference.after) {
        (Some(before), Some(after)) => match told::rephrased(before, after) {
            Some(told) => format!(
                "{label}{} ~~{}~~ **{}** {}",
                plain(&told.begin),
                plain(&told.before),
                plain(&told.after),
                plain(&told.end)
            ),
            None => format!("{label}~~{}~~<br>{label}**{}**", plain(before), plain(after)),
        },
        (Some(before), None) => format!("{label}~~{}~~", plain(before)),
        (None, Some(after)) => format!("{label}**{}**", plain(after)),
        (None, None) => label.trim_end_matches([':', ' ']).to_owned(),
    };
    let through = difference.through.iter().map(|through| format!("*through {}*", plain(&told::through(through))));
    let all: Vec<String> = std::iter::once(said.trim().to_owned()).chain(through).collect();
    all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("<br>")
}

/// The record on which a criterion's states differ.
fn details(criterion: &CriterionChange) -> String {
    match &criterion.witness {
        None => String::new(),
        Some(WitnessLine::Found { record, before, after }) => folded(
            &format!("{}: a smallest record on which they differ", plain(&criterion.id)),
            &format!("```yaml\n{record}```\n\n- before: {}\n- after: {}\n", standing(before), standing(after)),
        ),
        Some(witness @ WitnessLine::NotFound { .. }) => {
            format!("\n{}: {}\n", plain(&criterion.id), plain(&told::not_found(witness)))
        }
    }
}

fn patients(changes: &PatientChanges) -> String {
    let mut text = format!("\n**{}**\n", plain(&told::patients(changes)));
    let one = |verdict: &super::VerdictChange| {
        let mut lines = format!(
            "- **{}** in {}: {}\n",
            plain(&verdict.patient),
            plain(&verdict.trial),
            plain(&told::verdict(verdict))
        );
        for criterion in &verdict.criteria {
            lines.push_str(&format!("  - {}\n", plain(&told::standings(criterion))));
            for (when, standing) in [("before", &criterion.before), ("after", &criterion.after)] {
                lines.extend(standing.iter().map(|standing| format!("    - {when}: {}\n", plain(&standing.because))));
            }
        }
        lines
    };
    let (changed, stays): (Vec<_>, Vec<_>) = changes.verdicts.iter().partition(|verdict| verdict.changed);
    for (title, verdicts) in [("Each of them", changed), ("The same verdict, decided otherwise", stays)] {
        if !verdicts.is_empty() {
            let lines: String = verdicts.into_iter().map(one).collect();
            text.push_str(&folded(title, &lines));
        }
    }
    text
}

fn standing(standing: &Standing) -> String {
    format!("**{}**: {}", plain(&standing.mark), plain(&standing.because))
}

fn id(criterion: &CriterionChange) -> String {
    match &criterion.old_id {
        Some(old) => format!("{old} -> {}", criterion.id),
        None => criterion.id.clone(),
    }
}

fn kinds(criterion: &CriterionChange) -> String {
    criterion.kinds.iter().map(|kind| kind.in_words()).collect::<Vec<_>>().join("; ")
}

fn folded(title: &str, inside: &str) -> String {
    format!("\n<details><summary>{title}</summary>\n\n{inside}\n</details>\n")
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// Text in which nothing is a mark of Markdown.
fn plain(text: &str) -> String {
    crate::explain::markdown_text(text).replace("-&gt;", "→")
}
