//! Definitions: what each says, with what its parameters stand for.

use super::build::Builder;
use super::{DefinitionPart, Sentence};
use crate::protocol::english::clause::{Clause, Joint};
use crate::protocol::text::Target;
use crate::wording::words::spaced;

impl Builder<'_> {
    pub(super) fn definition(&mut self, place: u32) -> Option<DefinitionPart> {
        let program = self.program;
        let known = program.definitions.get(place as usize)?;
        let english = self.english.inside(place as usize);
        let clause = english.gives(known.gives);
        let sentence = self.sentence_of(&clause, None);
        let (open, bound): (Vec<_>, Vec<_>) =
            known.arguments.iter().partition(|argument| english.stand_in(argument).is_some());
        let open: Vec<String> = open.iter().map(|argument| spaced(&argument.name)).collect();
        let arguments: Vec<String> = bound.iter().map(|argument| english.argument(argument)).collect();
        Some(DefinitionPart {
            target: Target::Definition(place),
            title: english.definition_title(known),
            arguments: arguments.iter().map(|argument| self.text_of(argument, None)).collect(),
            open,
            example: known.example,
            sentence: flattened(sentence),
            sources: known.sources.clone(),
        })
    }

    /// The clauses of a score: entry, items, and when it is met.
    pub(super) fn score_clauses(&self, id: crate::check::ScoreId) -> Vec<Clause> {
        let score = self.program.score(id);
        let conditions = score.items.iter().map(|item| item.condition);
        let all = score.entry.iter().copied().chain(conditions).chain(score.meets);
        let unlabelled = |clause: Clause| Clause { label: None, joint: Joint::Said, ..clause };
        all.map(|truth| unlabelled(self.english.truth_itself(truth, crate::protocol::english::clause::Mood::Is)))
            .collect()
    }
}

/// The outermost sentence of an entry carries no label: the entry's title says it.
fn flattened(sentence: Sentence) -> Sentence {
    Sentence { label: None, ..sentence }
}
