//! What stands around the truths: versions, cohorts, criteria, scores and a policy for lines of therapy.

use super::{Builder, Inside};
use crate::generate::vocabulary::*;
use enrol::check::*;
use enrol::diagnostic::Span;
use enrol::value::{Day, Number};
use enrol::vocabulary::Kind;

impl Builder<'_, '_> {
    pub(super) fn version(&mut self, name: &str, from: Day) -> Version {
        let mut cohorts = Vec::new();
        if self.choices.chance(15) {
            for name in ["one", "two"] {
                let when = self.truth(1, Inside::default());
                cohorts.push(Cohort { name: name.to_string(), title: name.to_string(), when });
            }
        }
        let many = 1 + self.choices.below(3);
        let criteria = (0..many).map(|at| self.criterion(at, cohorts.len())).collect();
        Version { name: name.to_string(), from, cohorts, criteria }
    }

    pub(super) fn criterion(&mut self, at: usize, cohorts: usize) -> Criterion {
        let ask = match self.choices.below(20) {
            18 => Ask::Broken,
            19 => self.choices.pick(&[Ask::NotStated("limits".to_string()), Ask::Clarifies("C1".to_string())]),
            _ => Ask::Truth(self.truth(3, Inside::default())),
        };
        let assumed = self.allowed.about_the_record && self.choices.chance(10);
        Criterion {
            inclusion: self.choices.below(2) == 0,
            id: format!("C{}", at + 1),
            sentence: String::new(),
            cohorts: if cohorts > 0 && self.choices.chance(50) {
                vec![self.choices.below(cohorts)]
            } else {
                Vec::new()
            },
            ask,
            waivable_by: self.choices.chance(20).then(|| "sponsor".to_string()),
            if_unknown: assumed.then(|| self.choices.chance(50)),
            checked_at: self.choices.chance(8).then(|| AnchorId(self.choices.below(3) as u32)),
            sources: Vec::new(),
            notes: Vec::new(),
            span: Span::default(),
        }
    }

    pub(super) fn scores(&mut self) {
        let highest_per_domain = self.choices.below(2) == 0;
        let items = [(0, 2), (0, 4), (1, 6)]
            .into_iter()
            .map(|(domain, points)| ScoreItem {
                title: String::new(),
                points: Number::whole(points),
                domain,
                condition: self.truth(0, Inside::default()),
            })
            .collect();
        self.program.scores.push(Score {
            name: "score".to_string(),
            title: String::new(),
            entry: None,
            items,
            highest_per_domain,
            meets: None,
            unverified: Vec::new(),
            sources: Vec::new(),
        });
    }
}

pub(super) fn policy() -> LinesPolicy {
    LinesPolicy {
        name: "policy".to_string(),
        title: "policy".to_string(),
        of: [MYCOPHENOLATE, RITUXIMAB, PREDNISONE].into_iter().collect(),
        not_counted: [PREDNISONE].into_iter().collect(),
        regimen_days: 28,
        after_progression: true,
        progression: Some(Words {
            kinds: vec![Kind::Condition],
            certain: [PROGRESSION].into_iter().collect(),
            possible: [CHANGE, Kind::Condition.unmapped()].into_iter().collect(),
            roots: vec![PROGRESSION],
            single: None,
        }),
        gap_days: Some(180),
        when_added: true,
        same_for_substitution: false,
        same_for_maintenance: true,
    }
}
