//! What single nodes of a program say, on one line each: for whoever speaks of a part of a criterion.

use super::english::English;
use super::english::clause::{Clause, Joint, Mood};
use super::text::unmarked;
use crate::check::{EventsId, Program, TruthId, TruthNode, ValueId};

/// Says what the nodes of a program mean.
#[derive(Clone, Debug)]
pub struct Sentences<'p>(English<'p>);

impl<'p> Sentences<'p> {
    /// For a program.
    #[must_use]
    pub fn new(program: &'p Program) -> Sentences<'p> {
        Sentences(English::new(program))
    }

    /// What a truth says: `the UPCR is above 1 g/g`.
    #[must_use]
    pub fn condition(&self, id: TruthId) -> String {
        let clause = self.0.truth(id, Mood::Is);
        let joins = matches!(self.0.program.truth(id).node, TruthNode::All(_) | TruthNode::Any(_));
        if joins || clause.parts.is_empty() {
            return unmarked(&clause.inline());
        }
        // What is asked of something in several parts begins with what it is asked of.
        let parts: Vec<String> = clause.parts.iter().map(Clause::bracketed).collect();
        let joint = match clause.joint {
            Joint::And => " and ",
            Joint::Or => " or ",
            Joint::Said => "; ",
        };
        unmarked(&format!("{}: {}", clause.text, parts.join(joint)))
    }

    /// What a value is: `the patient's age`.
    #[must_use]
    pub fn value(&self, id: ValueId) -> String {
        unmarked(&self.0.value(id))
    }

    /// What a choice of events is: `UPCR results in the 28 days before the day of assessment`.
    #[must_use]
    pub fn events(&self, id: EventsId) -> String {
        unmarked(&self.0.events_themselves(id).many())
    }
}
