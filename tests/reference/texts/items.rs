//! What stands around the truths: the head of the file, what it declares, cohorts, criteria and an amendment.

use super::{Defined, Writer};
use crate::generate::programs::Sort;

impl Writer<'_, '_> {
    pub(super) fn file(&mut self) -> String {
        let mut text = String::from("trial T \"A generated trial\"\n  version \"1\"\n\nuse small\n\n");
        text += "anchor consent \"Consent\" day\nanchor randomisation \"Randomisation\" day\n";
        text += "anchor run_in \"Run-in\" day, window 3 days\n";
        text += "anchor screening \"Screening\" from consent to randomisation, at most 28 days\n\n";
        text += &format!("parameter bound = {} \"A bound\"\n", self.pick(&["5", "2", "10", "0.5"]));
        text += &format!("parameter period = {} \"A period\"\n\n", self.pick(&["28 days", "3 months"]));
        if self.theme.sorts.contains(&Sort::Line) || self.chance(10) {
            text += &self.policy();
        }
        for at in 0..self.choices.below(4) {
            text += &self.definition(at);
        }
        if self.chance(25) {
            text += &self.score();
        }
        let cohorts = self.chance(15);
        if cohorts {
            text +=
                &format!("cohort one \"One\" when {}\ncohort two \"Two\" when {}\n\n", self.truth(1), self.truth(1));
        }
        for at in 0..1 + self.choices.below(3) {
            text += &self.criterion(at + 1, cohorts);
        }
        if self.chance(10) {
            text += "amendment \"2\" replaces \"1\" from 2026-05-16 {\n";
            text += &format!("  parameter bound = {} \"A bound\"\n", self.pick(&["1", "20"]));
            text += &format!("  inclusion A1 \"Added\"\n    {}\n}}\n", self.truth(1));
        }
        text
    }

    fn policy(&mut self) -> String {
        let mut text = String::from("lines policy \"Lines\"\n  of { mycophenolate, rituximab, prednisone }\n");
        text += "  regimen drugs started within 28 days\n";
        let new = ["after progression, after gap of 180 days, when a drug is added", "when a drug is added"];
        text += &format!("  new line {}\n", self.pick(&new));
        text += &self.pick(&["  same line for planned maintenance\n", "  same line for substitution within group\n"]);
        text += &self.pick(&["  not counted { prednisone }\n\n", "\n"]);
        text
    }

    fn definition(&mut self, at: usize) -> String {
        let sort = self.sort();
        let (name, defined, kind, body) = match self.choices.below(4) {
            0 => {
                let name = format!("asked_{at}");
                (name.clone(), Defined::Truth(name), "truth", self.truth(2))
            }
            1 => {
                let name = format!("number_{at}");
                (name.clone(), Defined::Value(name), "value", self.number(2))
            }
            2 => {
                let name = format!("some_{at}");
                (name.clone(), Defined::Events(name, sort), "events", self.events(2, Some(sort)).0)
            }
            _ => {
                let name = format!("one_{at}");
                let (events, _) = self.events(1, Some(sort));
                (name.clone(), Defined::Event(name, sort), "event", format!("latest ({events})"))
            }
        };
        // With an argument, where it is a truth.
        if self.chance(30)
            && let Defined::Truth(name) = &defined
        {
            let text = format!(
                "define {name}(minimum: quantity, lately: duration) \"Defined\"\n  {kind} any alpha within lately where value >= minimum\n\n"
            );
            self.defined.push(Defined::Truth(format!("{name}(5, 28 days)")));
            return text;
        }
        self.defined.push(defined);
        format!("define {name} \"Defined\"\n  {kind} {body}\n\n")
    }

    fn score(&mut self) -> String {
        let total = self.pick(&["highest per domain", "items"]);
        let text = format!(
            "score points \"Points\"\n  computed\n  entry {}\n  domain first {{ 2 \"Two\" if {}, 4 \"Four\" if {} }}\n  \
             domain second {{ 6 six \"Six\" if {} }}\n  total sum of {total}\n  meets {}\n\n",
            self.truth(1),
            self.truth(0),
            self.truth(0),
            self.truth(1),
            self.pick(&["entry and total >= 6", "total >= 4 and points of first > 0"]),
        );
        self.defined.push(Defined::Score("points".to_string()));
        text
    }

    fn criterion(&mut self, at: usize, cohorts: bool) -> String {
        let inclusion = self.chance(50);
        let members = if cohorts { self.pick(&["", " for one", " for one, two"]) } else { String::new() };
        let head = if inclusion { "inclusion" } else { "exclusion" };
        let mut text = format!("{head} C{at}{members} \"Criterion {at}\"\n");
        if self.chance(15) {
            text += &self.pick(&["  waivable by sponsor\n", "  note \"A note\"\n", "  checked at randomisation\n"]);
        }
        if self.chance(8) {
            text += &self.pick(&["  if unknown treat as met\n", "  if unknown treat as not met\n"]);
        }
        let truth = if inclusion { self.truth(3) } else { self.excluding(3) };
        text + &format!("  {truth}\n\n")
    }
}
