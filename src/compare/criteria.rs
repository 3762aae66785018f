//! The criteria of two versions, side by side.

use super::build::change;
use super::comparison::{Change, ChangeKind, CriterionChange, DifferenceLine, Through};
use super::meaning::{Meaning, Meanings, Place, Side};
use super::pairs::{Known, moved, pairs};
use super::through::Behind;
use super::walk::{Difference, Walk, What};
use crate::check::{Ask, Criterion, Program, Trial, TruthId, Version};
use crate::explain::Side as CriterionSide;
use crate::protocol;

/// What a criterion asks, comparable with one of the other state.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asks {
    Truth(Meaning),
    Clarifies(String),
    NotStated(String),
}

/// Compares criteria.
pub(super) struct Criteria<'c, 'p> {
    pub(super) meanings: &'c mut Meanings,
    pub(super) old: &'c mut Side<'p>,
    pub(super) new: &'c mut Side<'p>,
    pub(super) behind: &'c Behind<'p>,
}

impl Criteria<'_, '_> {
    /// The criteria that changed, and how many did not.
    pub(super) fn compare(
        &mut self,
        (old_trial, old): (&Trial, &Version),
        (new_trial, new): (&Trial, &Version),
    ) -> (Vec<CriterionChange>, usize) {
        let olds: Vec<Known<Option<Asks>>> =
            old.criteria.iter().map(|criterion| known(criterion, asks(self.meanings, self.old, criterion))).collect();
        let news: Vec<Known<Option<Asks>>> =
            new.criteria.iter().map(|criterion| known(criterion, asks(self.meanings, self.new, criterion))).collect();
        let pairs = pairs(&olds, &news);
        let moved = moved(&pairs);
        let mut changes = Vec::new();
        let mut unchanged = 0;
        for (place, criterion) in new.criteria.iter().enumerate() {
            let pair = pairs.iter().find(|(_, new)| *new == place);
            let Some((before, asked)) = pair.and_then(|(old_place, _)| {
                Some((old.criteria.get(*old_place)?, (olds.get(*old_place)?, news.get(place)?)))
            }) else {
                changes.push(alone(self.new.program, criterion, ChangeKind::Added));
                continue;
            };
            let mut found = self.criterion(before, criterion, (&asked.0.meaning, &asked.1.meaning));
            found.clauses = clauses((self.old.program, old, before), (self.new.program, new, criterion));
            if found.clauses.iter().any(|clause| clause.changes_meaning) {
                found.kinds.push(ChangeKind::Clauses);
            }
            if moved.contains(&place) {
                found.kinds.push(ChangeKind::Moved);
            }
            let texts = (text(self.old.program, old_trial, before), text(self.new.program, new_trial, criterion));
            let settled = found.kinds.iter().any(|kind| {
                matches!(
                    kind,
                    ChangeKind::Meaning
                        | ChangeKind::Clauses
                        | ChangeKind::Remarks
                        | ChangeKind::NotComparable
                        | ChangeKind::Renumbered
                )
            });
            if !settled && texts.0 != texts.1 {
                found.kinds.push(ChangeKind::Layout);
            }
            found.kinds.sort();
            match found.kinds.is_empty() {
                true => unchanged += 1,
                false => changes.push(found),
            }
        }
        let gone = old.criteria.iter().enumerate().filter(|(place, _)| pairs.iter().all(|(old, _)| old != place));
        let gone = gone.map(|(_, criterion)| alone(self.old.program, criterion, ChangeKind::Removed));
        changes.extend(gone);
        (changes, unchanged)
    }

    /// What changed of a criterion, but for its clauses and place.
    fn criterion(
        &mut self,
        old: &Criterion,
        new: &Criterion,
        asked: (&Option<Asks>, &Option<Asks>),
    ) -> CriterionChange {
        let mut found = empty(new);
        if old.id != new.id {
            found.old_id = Some(old.id.clone());
            found.kinds.push(ChangeKind::Renumbered);
        }
        if old.sentence != new.sentence {
            found.old_sentence = Some(old.sentence.clone());
            found.kinds.push(ChangeKind::Reworded);
        }
        found.remarks.extend(change("notes", &old.notes.join("; "), &new.notes.join("; "), false));
        found.remarks.extend(change("sources", &old.sources.join("; "), &new.sources.join("; "), false));
        if !found.remarks.is_empty() {
            found.kinds.push(ChangeKind::Remarks);
        }
        match asked {
            (Some(one), Some(two)) if one == two && old.inclusion == new.inclusion => {}
            (Some(_), Some(_)) => {
                found.kinds.push(ChangeKind::Meaning);
                found.differences = self.differences(old, new);
            }
            _ => found.kinds.push(ChangeKind::NotComparable),
        }
        found
    }

    fn differences(&mut self, old: &Criterion, new: &Criterion) -> Vec<DifferenceLine> {
        let mut lines = Vec::new();
        if old.inclusion != new.inclusion {
            let side = |criterion: &Criterion| if criterion.inclusion { "inclusion" } else { "exclusion" };
            lines.push(line(Some(side(old).to_owned()), Some(side(new).to_owned())));
        }
        let (Ask::Truth(one), Ask::Truth(two)) = (&old.ask, &new.ask) else {
            let say = |program: &Program, criterion: &Criterion| Some(protocol::criterion(program, criterion));
            lines.push(line(say(self.old.program, old), say(self.new.program, new)));
            return lines;
        };
        let differences = Walk::of(self.meanings, self.old, self.new, (*one, *two));
        lines.extend(differences.iter().map(|difference| self.shown(difference)));
        // One word can be met in many places of a criterion.
        let mut once: Vec<DifferenceLine> = Vec::new();
        lines.into_iter().for_each(|line| {
            if !once.contains(&line) {
                once.push(line);
            }
        });
        once
    }

    /// A difference in plain English.
    fn shown(&self, difference: &Difference) -> DifferenceLine {
        let (old, new) = (self.old.program, self.new.program);
        let through = self.behind.of(difference);
        let label = difference.label.clone();
        let part = |program: &Program, place: Place, inside| match place {
            Place::Truth(id) => Some(protocol::truth(program, id, inside)),
            _ => None,
        };
        match difference.what {
            What::Gone(place, _) => DifferenceLine {
                label: label_of(old, place).or(label),
                before: part(old, place, difference.inside.0),
                after: None,
                through,
            },
            What::Come(place, _) => DifferenceLine {
                label: label_of(new, place).or(label),
                before: None,
                after: part(new, place, difference.inside.1),
                through,
            },
            // What a definition says is told once, whatever uses it.
            What::Otherwise(..) if !difference.within.is_empty() && through.iter().any(tells_a_definition) => {
                DifferenceLine { label: None, before: None, after: None, through }
            }
            // So is what is declared of a word.
            What::Otherwise(
                Place::Word(_)
                | Place::HalfLife(_)
                | Place::Question(_)
                | Place::Site(_)
                | Place::Anchor(_)
                | Place::Lines(_),
                _,
            ) => DifferenceLine { label: None, before: None, after: None, through },
            What::Otherwise(..) => {
                let (before, after) = self.otherwise(difference.around, difference.inside);
                let mut through = through;
                if before == after && through.is_empty() {
                    let what = "something that its words do not show, in".to_owned();
                    through.push(Through { what, name: before.clone(), before: None, after: None });
                }
                match before == after && !through.is_empty() {
                    true => DifferenceLine { label, before: None, after: None, through },
                    false => DifferenceLine { label, before: Some(before), after: Some(after), through },
                }
            }
        }
    }

    /// Both truths, said as far as it takes to tell them apart.
    fn otherwise(&self, truths: (TruthId, TruthId), inside: (Option<usize>, Option<usize>)) -> (String, String) {
        let say = |inside: (Option<usize>, Option<usize>)| {
            (
                protocol::truth(self.old.program, truths.0, inside.0),
                protocol::truth(self.new.program, truths.1, inside.1),
            )
        };
        let first = say(inside);
        if first.0 != first.1 { first } else { say((Some(0), Some(0))) }
    }
}

fn tells_a_definition(through: &Through) -> bool {
    through.what == "definition" && through.after.is_some()
}

fn label_of(program: &Program, place: Place) -> Option<String> {
    match place {
        Place::Truth(id) => program.truth(id).label.as_deref().map(str::to_owned),
        _ => None,
    }
}

fn line(before: Option<String>, after: Option<String>) -> DifferenceLine {
    DifferenceLine { label: None, before, after, through: Vec::new() }
}

fn asks(meanings: &mut Meanings, side: &mut Side<'_>, criterion: &Criterion) -> Option<Asks> {
    Some(match &criterion.ask {
        Ask::Truth(id) => Asks::Truth(meanings.of(side, Place::Truth(*id))),
        Ask::Clarifies(id) => Asks::Clarifies(id.clone()),
        Ask::NotStated(what) => Asks::NotStated(what.clone()),
        Ask::Broken => return None,
    })
}

fn known(criterion: &Criterion, meaning: Option<Asks>) -> Known<Option<Asks>> {
    Known { id: criterion.id.clone(), inclusion: criterion.inclusion, sentence: criterion.sentence.clone(), meaning }
}

fn empty(criterion: &Criterion) -> CriterionChange {
    CriterionChange {
        id: criterion.id.clone(),
        old_id: None,
        side: if criterion.inclusion { CriterionSide::Inclusion } else { CriterionSide::Exclusion },
        sentence: criterion.sentence.clone(),
        kinds: Vec::new(),
        asks: None,
        old_sentence: None,
        differences: Vec::new(),
        clauses: Vec::new(),
        remarks: Vec::new(),
        witness: None,
    }
}

/// A criterion that is in one state only.
fn alone(program: &Program, criterion: &Criterion, kind: ChangeKind) -> CriterionChange {
    let asks = Some(protocol::criterion(program, criterion));
    CriterionChange { kinds: vec![kind], asks, ..empty(criterion) }
}

/// What says how a criterion counts.
fn clauses(
    (old_program, old_version, old): (&Program, &Version, &Criterion),
    (new_program, new_version, new): (&Program, &Version, &Criterion),
) -> Vec<Change> {
    let texts = |program: &Program, version: &Version, criterion: &Criterion| {
        let cohorts = criterion.cohorts.iter().filter_map(|place| version.cohorts.get(*place));
        let cohorts: Vec<&str> = cohorts.map(|cohort| cohort.name.as_str()).collect();
        let everybody = if cohorts.is_empty() { "all cohorts".to_owned() } else { cohorts.join(", ") };
        let if_unknown = criterion.if_unknown.map(|met| if met { "treat as met" } else { "treat as not met" });
        let checked_at = criterion.checked_at.map(|id| program.anchor(id).name.clone());
        [
            ("for", everybody),
            ("waivable by", criterion.waivable_by.clone().unwrap_or_default()),
            ("if unknown", if_unknown.unwrap_or_default().to_owned()),
            ("checked at", checked_at.unwrap_or_default()),
        ]
    };
    let pairs = texts(old_program, old_version, old).into_iter().zip(texts(new_program, new_version, new));
    pairs.filter_map(|((what, before), (_, after))| change(what, &before, &after, true)).collect()
}

/// A criterion as it is written, without its sentence.
fn text(program: &Program, trial: &Trial, criterion: &Criterion) -> String {
    let file = program.files.get(trial.file.0 as usize);
    let text = file.map_or("", |file| criterion.span.of(&file.text));
    text.replacen(&criterion.sentence, "", 1)
}
