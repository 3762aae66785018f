//! Anchors, and the policies by which lines of therapy are derived.

use super::ListPart;
use super::build::Builder;
use crate::check::{AnchorId, AnchorShape, LinesId};
use crate::protocol::text::Target;
use crate::value::Length;
use crate::wording::words::spaced;

impl Builder<'_> {
    pub(super) fn anchor(&mut self, id: AnchorId) -> ListPart {
        let anchor = self.program.anchor(id);
        let shape = match &anchor.shape {
            AnchorShape::Day { window: 0 } => "A day.".to_owned(),
            AnchorShape::Day { window } => {
                format!("A day; what was done at most {} from it counts as done on it.", Length::Days(*window))
            }
            AnchorShape::Period { from, to, at_most } => {
                let longest = at_most.map_or_else(String::new, |days| format!(", at most {} long", Length::Days(days)));
                let (from, to) = (self.english.anchor(*from), self.english.anchor(*to));
                format!("A period from {from} to {to}, both days included{longest}.")
            }
        };
        ListPart {
            target: Target::Anchor(id),
            name: spaced(&anchor.name),
            title: anchor.title.clone(),
            statements: vec![self.text_of(&shape, None)],
        }
    }

    pub(super) fn policy(&mut self, id: LinesId) -> Option<ListPart> {
        let program = self.program;
        let policy = program.lines.get(id.0 as usize)?;
        let days = |days: i32| Length::Days(days).to_string();
        let mut said = vec![
            "Lines that the record lists count as they are. Where it lists none, they are derived so:".to_owned(),
            format!("Lines are opened by {}.", self.english.set(&policy.of, "or")),
            format!("Drugs started within {} of the first belong to one line.", days(policy.regimen_days)),
        ];
        if !policy.not_counted.is_empty() {
            said.push(format!("Never counted: {}.", self.english.set(&policy.not_counted, "and")));
        }
        if policy.after_progression {
            let by = match &policy.progression {
                Some(words) => format!(
                    ", recorded as the outcome of a treatment, as the reason for its stop, or as {}",
                    self.english.words(words)
                ),
                None => ", recorded as the outcome of a treatment or as the reason for its stop".to_owned(),
            };
            said.push(format!("Progression ends a line{by}."));
        }
        said.extend(policy.gap_days.map(|gap| format!("A gap of more than {} ends a line.", days(gap))));
        if policy.when_added {
            said.push("A drug that is added later opens a new line.".to_owned());
        }
        if policy.same_for_substitution {
            said.push("A substitute of the same class keeps the line.".to_owned());
        }
        if policy.same_for_maintenance {
            said.push("Planned maintenance keeps the line.".to_owned());
        }
        let statements =
            said.iter().map(|statement| self.text_of(&crate::protocol::text::sentence_case(statement), None)).collect();
        Some(ListPart {
            target: Target::Lines(id),
            name: "lines of therapy".to_owned(),
            title: policy.title.clone(),
            statements,
        })
    }
}
