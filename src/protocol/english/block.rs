//! `all of`, `any of`, `at least N of`, `if ... then`, `not`: clauses with parts.

use super::English;
use super::clause::{Clause, Joint, Mood};
use crate::check::{TruthId, TruthNode};

/// How long a sentence of two clauses may become before they are listed.
const SHORT: usize = 190;

impl English<'_> {
    /// `not A`: the opposite of a clause without parts, and a denial of one with parts.
    pub(super) fn negated(&self, of: TruthId, mood: Mood) -> Clause {
        self.truth(of, mood.negated())
    }

    pub(super) fn all_of(&self, of: &[TruthId], mood: Mood) -> Clause {
        if let Some(clause) = self.alone(of, mood) {
            return clause;
        }
        if !mood.denies()
            && let Some(text) = self.in_one(of, mood, ", and ")
        {
            return self.block(of, text, Joint::And, true);
        }
        let text = match mood {
            Mood::Is => "all of the following apply",
            Mood::IsNot if of.len() == 2 => "not both of the following apply",
            Mood::IsNot => "not all of the following apply",
            Mood::Must => "all of the following must apply",
            Mood::MustNot if of.len() == 2 => "the following must not both apply",
            Mood::MustNot => "the following must not all apply",
        };
        let joint = if mood.denies() { Joint::Said } else { Joint::And };
        self.block(of, text.to_owned(), joint, false)
    }

    pub(super) fn any_of(&self, of: &[TruthId], mood: Mood) -> Clause {
        if let Some(clause) = self.alone(of, mood) {
            return clause;
        }
        if let Some(clause) = self.if_then(of, mood) {
            return clause;
        }
        if !mood.denies()
            && let Some(text) = self.in_one(of, mood, ", or ")
        {
            return self.block(of, format!("either {text}"), Joint::Or, true);
        }
        let text = match mood {
            Mood::Is => "at least one of the following applies",
            Mood::IsNot => "none of the following applies",
            Mood::Must => "at least one of the following must apply",
            Mood::MustNot => "none of the following may apply",
        };
        let joint = if mood.denies() { Joint::Said } else { Joint::Or };
        self.block(of, text.to_owned(), joint, false)
    }

    pub(super) fn some_of(&self, of: &[TruthId], least: u32, most: Option<u32>, mood: Mood) -> Clause {
        let none = (least, most) == (0, Some(0));
        let text = match (none, mood) {
            (true, Mood::Is) => "none of the following applies".to_owned(),
            (true, Mood::Must) => "none of the following may apply".to_owned(),
            (false, Mood::Is | Mood::Must) => {
                let verb = match (mood, (least, most)) {
                    (Mood::Must, _) => "must apply",
                    (_, (1, None | Some(1)) | (0, Some(1))) => "applies",
                    _ => "apply",
                };
                format!("{} of the following {verb}", number(least, most))
            }
            (_, denied) => {
                let verb = if denied.demands() { "it must not be so that" } else { "it is not so that" };
                format!("{verb} {} of the following apply", if none { "none".to_owned() } else { number(least, most) })
            }
        };
        self.block(of, text, Joint::Said, false)
    }

    /// A block of one part says what that part says.
    fn alone(&self, of: &[TruthId], mood: Mood) -> Option<Clause> {
        match of {
            [only] if self.program.truth(*only).label.is_none() => Some(self.truth(*only, mood)),
            _ => None,
        }
    }

    /// A block with its parts; where the text says them all itself, they stay for the inside of other sentences only.
    fn block(&self, of: &[TruthId], text: String, joint: Joint, said: bool) -> Clause {
        let parts = if said { Vec::new() } else { of.iter().map(|part| self.truth(*part, Mood::Is)).collect() };
        Clause { label: None, text, parts, joint: if said { Joint::Said } else { joint } }
    }

    /// Two or three short clauses in one sentence.
    fn in_one(&self, of: &[TruthId], mood: Mood, joint: &str) -> Option<String> {
        if !(2..=3).contains(&of.len()) || (mood == Mood::Is && of.len() > 2) {
            return None;
        }
        let mut texts: Vec<String> = Vec::new();
        for part in of {
            let clause = self.truth(*part, mood);
            let plain = clause.parts.is_empty() && clause.label.is_none();
            // A clause that holds such joints itself could be read as two.
            let holds = [", and ", ", or ", "either ", "; ", ": "].iter().any(|joint| clause.text.contains(joint));
            if !plain || holds {
                return None;
            }
            texts.push(clause.text);
        }
        let words: usize = texts.iter().map(|text| super::super::text::unmarked(text).len()).sum();
        (words < SHORT).then(|| texts.join(joint))
    }

    /// `if A then B`, which is the same as `not A, or B`.
    fn if_then(&self, of: &[TruthId], mood: Mood) -> Option<Clause> {
        let [first, second] = of else { return None };
        let (condition, then) = (self.program.truth(*first), self.program.truth(*second));
        let TruthNode::Not(when) = &condition.node else { return None };
        if mood.denies() || condition.label.is_some() || then.label.is_some() {
            return None;
        }
        let when = self.truth(*when, Mood::Is);
        let clause = self.truth(*second, mood);
        let nested = !when.parts.is_empty() || when.text.starts_with("if ");
        let when = if nested { when.bracketed() } else { when.text };
        Some(Clause { text: format!("if {when}, then {}", clause.text), joint: Joint::Said, ..clause })
    }
}

/// `at least 2`, `exactly 1`, `at most 3`, `from 2 to 3`.
pub(super) fn number(least: u32, most: Option<u32>) -> String {
    match (least, most) {
        (least, None) => format!("at least {least}"),
        (least, Some(most)) if least == most => format!("exactly {least}"),
        (0, Some(most)) => format!("at most {most}"),
        (least, Some(most)) => format!("from {least} to {most}"),
    }
}
