//! Trials and versions of two states, side by side.

use super::comparison::{Change, Comparison, FORMAT_VERSION, Presence, State, TrialChange, VersionChange};
use super::criteria::Criteria;
use super::meaning::{Meanings, Place, Side};
use super::through::Behind;
use crate::check::{AnchorId, AnchorShape, Program, Trial, Version};
use crate::protocol::{Parameter, parameters};

/// What changed from one state of rules to the other; each is a name and a program.
#[must_use]
pub fn compare(old: (&str, &Program), new: (&str, &Program)) -> Comparison {
    let state = |(name, program): (&str, &Program)| State { name: name.to_owned(), digest: program.digest.clone() };
    let mut both = Both {
        meanings: Meanings::default(),
        old: Side::new(old.1),
        new: Side::new(new.1),
        parameters: (parameters(old.1), parameters(new.1)),
    };
    let (olds, news) = (&old.1.trials, &new.1.trials);
    let mut found = Vec::new();
    let mut trials: Vec<TrialChange> = Vec::new();
    for trial in news {
        let same = olds.iter().position(|known| known.id == trial.id);
        let only = (olds.len() == 1 && news.len() == 1).then_some(0);
        match same.or(only).and_then(|place| Some((place, olds.get(place)?))) {
            Some((place, known)) => {
                found.push(place);
                trials.push(both.trial(known, trial));
            }
            None => trials.push(alone(trial, Presence::Added)),
        }
    }
    let gone = olds.iter().enumerate().filter(|(place, _)| !found.contains(place));
    trials.extend(gone.map(|(_, trial)| alone(trial, Presence::Removed)));
    Comparison { format_version: FORMAT_VERSION, old: state(old), new: state(new), trials, patients: None }
}

/// A trial that is in one state only.
fn alone(trial: &Trial, presence: Presence) -> TrialChange {
    TrialChange {
        id: trial.id.clone(),
        title: trial.title.clone(),
        presence,
        head: Vec::new(),
        anchors: Vec::new(),
        parameters: Vec::new(),
        versions: Vec::new(),
    }
}

/// The version of the old state with which one of the new state is compared, and whether it is that version: the one of its name,
/// the only one where there is one on both sides, or else the last one.
pub(super) fn counterpart<'t>(old: &'t Trial, new: &Trial, version: &Version) -> Option<(&'t Version, bool)> {
    let named = old.versions.iter().find(|known| known.name == version.name);
    let only = (old.versions.len() == 1 && new.versions.len() == 1).then(|| old.versions.first()).flatten();
    named.or(only).map(|known| (known, true)).or_else(|| old.versions.last().map(|known| (known, false)))
}

/// Two programs, their meanings and their parameters.
struct Both<'p> {
    meanings: Meanings,
    old: Side<'p>,
    new: Side<'p>,
    parameters: (Vec<Parameter>, Vec<Parameter>),
}

impl Both<'_> {
    fn trial(&mut self, old: &Trial, new: &Trial) -> TrialChange {
        let mut versions: Vec<VersionChange> =
            new.versions.iter().filter_map(|version| self.version((old, new), version)).collect();
        let kept: Vec<&str> = versions.iter().filter_map(|known| known.compared_with.as_deref()).collect();
        let gone: Vec<VersionChange> = old
            .versions
            .iter()
            .filter(|version| !kept.contains(&version.name.as_str()))
            .map(|version| VersionChange { presence: Presence::Removed, ..empty(&version.name) })
            .collect();
        versions.extend(gone);
        TrialChange {
            id: new.id.clone(),
            title: new.title.clone(),
            presence: Presence::Both,
            head: head(old, new),
            anchors: self.anchors(old, new),
            parameters: self.parameter_changes(old, new),
            versions,
        }
    }

    fn version(&mut self, (old, new): (&Trial, &Trial), version: &Version) -> Option<VersionChange> {
        let (known, same) = counterpart(old, new, version)?;
        let from = |version: &Version, trial: &Trial| {
            let first = trial.versions.first().is_some_and(|first| std::ptr::eq(first, version));
            if first { "ever".to_owned() } else { version.from.to_string() }
        };
        let mut in_force = Vec::new();
        if same {
            in_force.extend(change("in force from", &from(known, old), &from(version, new), true));
            in_force.extend(change("name", &known.name, &version.name, false));
        }
        let behind = Behind {
            programs: (self.old.program, self.new.program),
            parameters: self.changed_parameters((old, known), (new, version)),
        };
        let cohorts = self.cohorts(known, version);
        let mut criteria =
            Criteria { meanings: &mut self.meanings, old: &mut self.old, new: &mut self.new, behind: &behind };
        let (criteria, unchanged) = criteria.compare((old, known), (new, version));
        Some(VersionChange {
            presence: if same { Presence::Both } else { Presence::Added },
            compared_with: Some(known.name.clone()),
            in_force,
            cohorts,
            criteria,
            unchanged,
            ..empty(&version.name)
        })
    }

    fn cohorts(&mut self, old: &Version, new: &Version) -> Vec<Change> {
        let mut changes = Vec::new();
        for cohort in &new.cohorts {
            let what = format!("cohort {}", cohort.name);
            let Some(known) = old.cohorts.iter().find(|known| known.name == cohort.name) else {
                changes.push(Change { what, before: None, after: Some(cohort.title.clone()), changes_meaning: true });
                continue;
            };
            changes.extend(change(&what, &known.title, &cohort.title, false));
            let (one, two) = (Place::Truth(known.when), Place::Truth(cohort.when));
            if self.meanings.of(&mut self.old, one) != self.meanings.of(&mut self.new, two) {
                let say = |program: &Program, id| crate::protocol::truth(program, id, None);
                let (before, after) = (say(self.old.program, known.when), say(self.new.program, cohort.when));
                let what = format!("who belongs to cohort {}", cohort.name);
                changes.push(Change { what, before: Some(before), after: Some(after), changes_meaning: true });
            }
        }
        let gone = old.cohorts.iter().filter(|known| new.cohorts.iter().all(|cohort| cohort.name != known.name));
        changes.extend(gone.map(|known| Change {
            what: format!("cohort {}", known.name),
            before: Some(known.title.clone()),
            after: None,
            changes_meaning: true,
        }));
        changes
    }

    fn anchors(&mut self, old: &Trial, new: &Trial) -> Vec<Change> {
        let (one, two) = (self.old.program, self.new.program);
        let mut changes = Vec::new();
        for id in &new.anchors {
            let anchor = two.anchor(*id);
            let known = old.anchors.iter().find(|known| one.anchor(**known).name == anchor.name);
            match known {
                None => changes.push(Change {
                    what: format!("day or period {}", anchor.name),
                    before: None,
                    after: Some(described(two, *id)),
                    changes_meaning: false,
                }),
                Some(known) => {
                    let (before, after) = (described(one, *known), described(two, *id));
                    let other = self.meanings.of(&mut self.old, Place::Anchor(*known))
                        != self.meanings.of(&mut self.new, Place::Anchor(*id));
                    changes.extend(change(&format!("day or period {}", anchor.name), &before, &after, other));
                }
            }
        }
        let gone = old
            .anchors
            .iter()
            .filter(|id| new.anchors.iter().all(|other| two.anchor(*other).name != one.anchor(**id).name));
        changes.extend(gone.map(|id| Change {
            what: format!("day or period {}", one.anchor(*id).name),
            before: Some(described(one, *id)),
            after: None,
            changes_meaning: false,
        }));
        changes
    }

    /// The parameters of the trial, by their values in each version. What they change, the criteria that use them tell.
    fn parameter_changes(&self, old: &Trial, new: &Trial) -> Vec<Change> {
        let values = |known: &Parameter| {
            let amended = known.amended.iter().map(|(version, value)| format!(", {value} from {version} on"));
            format!("{}{}", known.value, amended.collect::<String>())
        };
        let mut changes = Vec::new();
        for parameter in self.parameters.1.iter().filter(|known| known.file == new.file) {
            let of_old = self.parameters.0.iter().filter(|known| known.file == old.file);
            let known = of_old.into_iter().find(|known| known.name == parameter.name);
            let what = format!("parameter {}", parameter.name);
            match known {
                None => {
                    changes.push(Change { what, before: None, after: Some(values(parameter)), changes_meaning: false })
                }
                Some(known) => {
                    changes.extend(change(&what, &values(known), &values(parameter), false));
                    changes.extend(change(&format!("title of {what}"), &known.title, &parameter.title, false));
                }
            }
        }
        for known in self.parameters.0.iter().filter(|known| known.file == old.file) {
            let of_new = self.parameters.1.iter().filter(|other| other.file == new.file);
            if of_new.into_iter().all(|other| other.name != known.name) {
                let what = format!("parameter {}", known.name);
                changes.push(Change { what, before: Some(values(known)), after: None, changes_meaning: false });
            }
        }
        changes
    }

    /// The parameters that have another value in the one version than in the other.
    fn changed_parameters(&self, old: (&Trial, &Version), new: (&Trial, &Version)) -> Vec<(Parameter, String, String)> {
        let pairs = self.parameters.1.iter().filter_map(|parameter| {
            let known = self.parameters.0.iter().find(|known| known.name == parameter.name)?;
            let (before, after) = (value_in(known, old), value_in(parameter, new));
            (before != after).then(|| (parameter.clone(), before, after))
        });
        pairs.collect()
    }
}

fn empty(name: &str) -> VersionChange {
    VersionChange {
        name: name.to_owned(),
        presence: Presence::Both,
        compared_with: None,
        in_force: Vec::new(),
        cohorts: Vec::new(),
        criteria: Vec::new(),
        unchanged: 0,
    }
}

/// The value of a parameter in a version: that of the last amendment up to it, or the one with which it began.
fn value_in(parameter: &Parameter, (trial, version): (&Trial, &Version)) -> String {
    let last = trial.versions.iter().position(|known| known.name == version.name).unwrap_or_default();
    let upto = trial.versions.iter().take(last + 1).rev();
    let amended = upto.into_iter().find_map(|known| {
        parameter.amended.iter().find(|(name, _)| *name == known.name).map(|(_, value)| value.clone())
    });
    amended.unwrap_or_else(|| parameter.value.clone())
}

fn described(program: &Program, id: AnchorId) -> String {
    let anchor = program.anchor(id);
    let name = |id: AnchorId| program.anchor(id).name.clone();
    match anchor.shape {
        AnchorShape::Day { window: 0 } => format!("{}: a day", anchor.title),
        AnchorShape::Day { window } => format!("{}: a day, give or take {window} days", anchor.title),
        AnchorShape::Period { from, to, at_most } => {
            let at_most = at_most.map(|days| format!(", at most {days} days")).unwrap_or_default();
            format!("{}: from {} to {}{at_most}", anchor.title, name(from), name(to))
        }
    }
}

fn head(old: &Trial, new: &Trial) -> Vec<Change> {
    let texts = |trial: &Trial| {
        [
            ("registry number", trial.id.clone()),
            ("title", trial.title.clone()),
            ("coverage", trial.coverage.clone().unwrap_or_default()),
            ("phase", trial.phase.clone().unwrap_or_default()),
            ("source", trial.sources.join("; ")),
        ]
    };
    let pairs = texts(old).into_iter().zip(texts(new));
    pairs.filter_map(|((what, before), (_, after))| change(what, &before, &after, false)).collect()
}

/// What changed of a text; an empty one is none.
pub(super) fn change(what: &str, before: &str, after: &str, changes_meaning: bool) -> Option<Change> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let changed = Change { what: what.to_owned(), before: text(before), after: text(after), changes_meaning };
    (before != after).then_some(changed)
}
