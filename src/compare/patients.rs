//! Whose verdict changes, and through which criterion.

use super::comparison::{Comparison, PatientChanges, Presence, Standing, StandingChange, TrialChange, VerdictChange};
use crate::evaluate::Verdict;
use crate::explain::{CriterionLine, Explanation};

/// What changes for patients: every patient's explanations for all trials, of both states.
#[must_use]
pub fn patients(comparison: &Comparison, old: &[Explanation], new: &[Explanation], as_of: &str) -> PatientChanges {
    let mut ids: Vec<&str> = Vec::new();
    for explanation in new {
        if !ids.contains(&explanation.patient.as_str()) {
            ids.push(&explanation.patient);
        }
    }
    let mut verdicts: Vec<VerdictChange> = Vec::new();
    let both = comparison.trials.iter().filter(|trial| trial.presence == Presence::Both);
    for trial in both {
        let known = trial.head.iter().find(|change| change.what == "registry number");
        let old_id = known.and_then(|change| change.before.as_deref()).unwrap_or(&trial.id);
        for patient in &ids {
            let of = |all: &'_ [Explanation], id: &str| -> Vec<usize> {
                let places = all.iter().enumerate();
                let own = places.filter(|(_, known)| known.patient == *patient && known.trial.id == id);
                own.map(|(place, _)| place).collect()
            };
            // Several records may be of one id: they come in the same order.
            for (before, after) in of(old, old_id).into_iter().zip(of(new, &trial.id)) {
                let pair = old.get(before).zip(new.get(after));
                verdicts.extend(pair.and_then(|(before, after)| verdict(trial, before, after)));
            }
        }
    }
    verdicts.sort_by(|one, two| {
        let key = |change: &VerdictChange| (!change.changed, change.patient.clone(), change.trial.clone());
        key(one).cmp(&key(two))
    });
    let mut changed: Vec<&str> =
        verdicts.iter().filter(|change| change.changed).map(|change| change.patient.as_str()).collect();
    changed.sort_unstable();
    changed.dedup();
    PatientChanges { as_of: as_of.to_owned(), patients: ids.len(), changed: changed.len(), verdicts }
}

/// What changes of one verdict, if it or what decides it does.
fn verdict(trial: &TrialChange, old: &Explanation, new: &Explanation) -> Option<VerdictChange> {
    let pairs = pairs(trial, old, new);
    let deciding = |line: Option<&CriterionLine>, verdict: Verdict| {
        line.is_some_and(|line| verdict != Verdict::Eligible && line.standing.verdict() == verdict)
    };
    let (before, after) = (old.verdict.verdict, new.verdict.verdict);
    let others_decide =
        pairs.iter().any(|(old, new)| deciding(*old, before) != deciding(*new, after) && before == after);
    if before == after && !others_decide {
        return None;
    }
    let mut criteria: Vec<StandingChange> = pairs
        .into_iter()
        .filter(|(old, new)| old.map(|line| line.standing) != new.map(|line| line.standing))
        .map(|(old, new)| StandingChange {
            id: new.or(old).map(|line| line.id.clone()).unwrap_or_default(),
            decides: deciding(old, before) || deciding(new, after),
            before: old.map(standing),
            after: new.map(standing),
        })
        .collect();
    criteria.sort_by_key(|change| !change.decides);
    Some(VerdictChange {
        patient: new.patient.clone(),
        trial: new.trial.id.clone(),
        before: word(before).to_owned(),
        after: word(after).to_owned(),
        changed: before != after,
        criteria,
    })
}

/// The criteria of both explanations, each with its other state.
fn pairs<'e>(
    trial: &TrialChange,
    old: &'e Explanation,
    new: &'e Explanation,
) -> Vec<(Option<&'e CriterionLine>, Option<&'e CriterionLine>)> {
    let version = trial.versions.iter().find(|version| {
        version.name == new.trial.version && version.compared_with.as_deref() == Some(old.trial.version.as_str())
    });
    let changes = version.map(|version| version.criteria.as_slice()).unwrap_or_default();
    let old_id = |id: &str| {
        let own = changes.iter().find(|change| change.id == id && !change.kinds.contains(&super::ChangeKind::Removed));
        match own {
            Some(change) if change.kinds.contains(&super::ChangeKind::Added) => None,
            Some(change) => change.old_id.clone().or_else(|| Some(id.to_owned())),
            None => Some(id.to_owned()),
        }
    };
    let mut used: Vec<&str> = Vec::new();
    let mut pairs = Vec::new();
    for line in &new.criteria {
        let known = old_id(&line.id).and_then(|id| old.criteria.iter().find(|known| known.id == id));
        used.extend(known.map(|known| known.id.as_str()));
        pairs.push((known, Some(line)));
    }
    let gone = old.criteria.iter().filter(|line| !used.contains(&line.id.as_str()));
    pairs.extend(gone.map(|line| (Some(line), None)));
    pairs
}

/// How a criterion stands, with what decided it.
pub(super) fn standing(line: &CriterionLine) -> Standing {
    Standing { mark: line.mark.clone(), because: line.because.clone() }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::Undetermined => "undetermined",
        Verdict::Ineligible => "ineligible",
    }
}
