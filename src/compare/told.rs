//! What is common to all renderings: counts, and two sentences told as one.

use super::comparison::{
    Change, ChangeKind, Comparison, PatientChanges, Presence, StandingChange, Through, TrialChange, VerdictChange,
    VersionChange, WitnessLine,
};
use crate::wording::words::counted;

/// How many words may differ where two sentences are told as one.
const MOST_WORDS: usize = 8;

/// Two sentences as one, where most of it is the same: what is before, what was, what is, and what is behind.
pub(super) struct Rephrased {
    pub(super) begin: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) end: String,
}

/// Two sentences as one, where at least half of the words of each are the same.
pub(super) fn rephrased(before: &str, after: &str) -> Option<Rephrased> {
    let (one, two): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), after.split(' ').collect());
    let alike = |one: &mut dyn Iterator<Item = &&str>, two: &mut dyn Iterator<Item = &&str>| {
        one.zip(two).take_while(|(one, two)| one == two).count()
    };
    let begin = alike(&mut one.iter(), &mut two.iter());
    let room = one.len().min(two.len()) - begin;
    let mut end = alike(&mut one.iter().rev(), &mut two.iter().rev()).min(room);
    let middle = |words: &[&str], end: usize| {
        let middle = words.iter().take(words.len() - end).skip(begin);
        middle.copied().collect::<Vec<_>>().join(" ")
    };
    // A number stays with its unit: `1 g/g -> 0.5 g/g`.
    let numeric = |text: &str| text.rsplit(' ').next().is_some_and(|word| word.parse::<f64>().is_ok());
    if end > 0 && (numeric(&middle(&one, end)) || numeric(&middle(&two, end))) {
        end -= 1;
    }
    let (was, is) = (middle(&one, end), middle(&two, end));
    let short = |text: &str| !text.is_empty() && text.split(' ').count() <= MOST_WORDS;
    let told = short(&was) && short(&is) && 2 * (begin + end) >= one.len().max(two.len());
    told.then(|| Rephrased {
        begin: one.iter().take(begin).copied().collect::<Vec<_>>().join(" "),
        before: was,
        after: is,
        end: one.iter().skip(one.len() - end).copied().collect::<Vec<_>>().join(" "),
    })
}

/// Two sentences on one line.
pub(super) fn both(before: &str, after: &str) -> String {
    let whole = || format!("{before} -> {after}");
    rephrased(before, after).map_or_else(whole, |told| {
        let parts = [told.begin, told.before, "->".to_owned(), told.after, told.end];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    })
}

/// Through what something changed: `parameter minimum_upcr: 1 mg/mg -> 0.5 mg/mg`.
pub(super) fn through(through: &Through) -> String {
    let name = format!("{} {}", through.what, through.name);
    match (&through.before, &through.after) {
        (None, None) => name,
        (Some(before), Some(after)) => format!("{name}: {}", both(before, after)),
        (Some(before), None) => format!("{name}: no longer {before}"),
        (None, Some(after)) => format!("{name}: now {after}"),
    }
}

/// A change on one line.
pub(super) fn change(change: &Change) -> String {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{}: {before} -> {after}", change.what),
        (None, Some(after)) => format!("{} added: {after}", change.what),
        (Some(before), None) => format!("{} removed: {before}", change.what),
        (None, None) => change.what.clone(),
    }
}

/// What a version is called, and with which one it is compared.
pub(super) fn version(version: &VersionChange) -> String {
    match (version.presence, &version.compared_with) {
        (Presence::Added, Some(other)) => format!("Version {} (new; compared with {other})", version.name),
        (Presence::Removed, _) => format!("Version {} is there no longer", version.name),
        _ => format!("Version {}", version.name),
    }
}

/// Everything that changed of a trial beside its versions.
pub(super) fn beside(trial: &TrialChange) -> impl Iterator<Item = &Change> {
    [&trial.head, &trial.anchors, &trial.parameters].into_iter().flatten()
}

/// What happened to the criteria of a version, counted.
pub(super) fn tally(version: &VersionChange) -> String {
    let kinds = [
        ChangeKind::Added,
        ChangeKind::Removed,
        ChangeKind::Meaning,
        ChangeKind::Clauses,
        ChangeKind::NotComparable,
        ChangeKind::Renumbered,
        ChangeKind::Moved,
        ChangeKind::Reworded,
        ChangeKind::Remarks,
        ChangeKind::Layout,
    ];
    let counts = kinds.into_iter().filter_map(|kind| {
        let count = version.criteria.iter().filter(|criterion| criterion.kinds.contains(&kind)).count();
        (count > 0).then(|| format!("{count} {}", kind.in_words()))
    });
    let unchanged = (version.unchanged > 0).then(|| format!("{} unchanged", version.unchanged));
    let all: Vec<String> = counts.chain(unchanged).collect();
    let sum = counted(version.criteria.len() + version.unchanged, "criterion");
    format!("{sum}: {}", all.join("; "))
}

/// The whole in a sentence.
pub(super) fn summary(comparison: &Comparison) -> String {
    if comparison.is_empty() {
        return "Nothing changed.".to_owned();
    }
    if !comparison.changes_meaning() {
        return "Nothing changed in meaning.".to_owned();
    }
    let count = |kind: ChangeKind| {
        let versions = comparison.trials.iter().flat_map(|trial| &trial.versions);
        let criteria = versions.flat_map(|version| &version.criteria);
        criteria.filter(|criterion| criterion.kinds.contains(&kind)).count()
    };
    let told = [
        (ChangeKind::Meaning, "changed in meaning"),
        (ChangeKind::Clauses, "counted otherwise"),
        (ChangeKind::Added, "added"),
        (ChangeKind::Removed, "removed"),
        (ChangeKind::NotComparable, "not comparable"),
    ];
    let told = told.into_iter().map(|(kind, words)| (count(kind), words)).filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, words)| format!("{} {words}", counted(count, "criterion"))).collect();
    let trials = |presence: Presence| comparison.trials.iter().filter(|trial| trial.presence == presence).count();
    let trials = [(trials(Presence::Added), "added"), (trials(Presence::Removed), "removed")];
    let trials = trials.into_iter().filter(|(count, _)| *count > 0);
    let all: Vec<String> =
        told.into_iter().chain(trials.map(|(count, words)| format!("{} {words}", counted(count, "trial")))).collect();
    match all.is_empty() {
        true => "Something changed by which verdicts can change.".to_owned(),
        false => format!("{}.", all.join(", ")),
    }
}

/// What a search says that found nothing, and no more than that.
pub(super) fn not_found(witness: &WitnessLine) -> String {
    let WitnessLine::NotFound { looked_at } = witness else { return String::new() };
    format!("No record found on which they differ: looked at {looked_at} records made from what both rules name.")
}

/// How many patients change, and the first of them.
pub(super) fn patients(patients: &PatientChanges) -> String {
    const FIRST: usize = 3;
    let changed: Vec<&VerdictChange> = patients.verdicts.iter().filter(|verdict| verdict.changed).collect();
    let of = counted(patients.patients, "patient");
    if changed.is_empty() {
        return format!("None of {of} changes, as of {}.", patients.as_of);
    }
    let first: Vec<String> =
        changed.iter().take(FIRST).map(|verdict| format!("{} {}", verdict.patient, self::verdict(verdict))).collect();
    let more = if changed.len() > FIRST { ", ..." } else { "" };
    let change = if patients.changed == 1 { "changes" } else { "change" };
    format!("{} of {of} {change}, as of {}: {}{more}", patients.changed, patients.as_of, first.join(", "))
}

/// From which verdict to which, and through what.
pub(super) fn verdict(verdict: &VerdictChange) -> String {
    let deciding: Vec<&str> =
        verdict.criteria.iter().filter(|criterion| criterion.decides).map(|criterion| criterion.id.as_str()).collect();
    let through = if deciding.is_empty() { String::new() } else { format!(" through {}", deciding.join(", ")) };
    match verdict.changed {
        true => format!("{} -> {}{through}", verdict.before, verdict.after),
        false => format!("{} as before, decided otherwise{through}", verdict.after),
    }
}

/// How a criterion stood and stands.
pub(super) fn standings(change: &StandingChange) -> String {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{}: {} -> {}", change.id, before.mark, after.mark),
        (None, Some(after)) => format!("{} added: {}", change.id, after.mark),
        (Some(before), None) => format!("{} removed: {}", change.id, before.mark),
        (None, None) => change.id.clone(),
    }
}
