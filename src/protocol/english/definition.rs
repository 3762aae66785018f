//! Definitions are called by their titles; what they say stands in the appendix.

use super::English;
use super::clause::{Clause, Mood};
use super::phrase::Phrase;
use crate::check::{ArgumentValue, Definition, DefinitionArgument, EventsId, Gives, Node, TruthId, ValueId};
use crate::protocol::text::{Target, refer};
use crate::wording::unit::clinical_text;
use crate::wording::words::{sentence_case, spaced};

impl English<'_> {
    /// The definition that gives a truth. A label of a block's line makes a copy of the node, which is found by its place.
    pub(crate) fn definition_of_truth(&self, id: TruthId) -> Option<usize> {
        let node = self.program.truth(id);
        let exact = self.last_giving(|gives| gives == Gives::Truth(id));
        exact.or_else(|| {
            node.label.as_ref()?;
            self.last_giving(|gives| match gives {
                Gives::Truth(other) => same_place(node, self.program.truth(other)),
                _ => false,
            })
        })
    }

    pub(crate) fn definition_of_value(&self, id: ValueId) -> Option<usize> {
        self.last_giving(|gives| gives == Gives::Value(id))
    }

    pub(crate) fn definition_of_events(&self, id: EventsId) -> Option<usize> {
        self.last_giving(|gives| gives == Gives::Events(id))
    }

    /// The outermost definition of those that may be called by name here.
    fn last_giving(&self, gives: impl Fn(Gives) -> bool) -> Option<usize> {
        self.program.definitions.iter().take(self.below).rposition(|known| gives(known.gives))
    }

    pub(crate) fn title_of(&self, place: usize) -> Option<String> {
        self.program.definitions.get(place).and_then(|known| known.title.clone())
    }

    /// The title in quotes, with what its parameters stand for.
    pub(crate) fn definition(&self, place: usize) -> String {
        let Some(known) = self.program.definitions.get(place) else { return String::new() };
        let target = Target::Definition(u32::try_from(place).unwrap_or(u32::MAX));
        let title = refer(&format!("“{}”", self.definition_title(known)), target);
        let arguments: Vec<String> = known.arguments.iter().map(|argument| self.argument(argument)).collect();
        if arguments.is_empty() { title } else { format!("{title} ({})", arguments.join("; ")) }
    }

    pub(crate) fn definition_title(&self, known: &Definition) -> String {
        known.title.clone().unwrap_or_else(|| sentence_case(&spaced(&known.name)))
    }

    pub(super) fn definition_applies(&self, place: usize, mood: Mood) -> Clause {
        Clause::plain(format!("the definition {} {} met", self.definition(place), mood.be()))
    }

    /// What a definition says, for the appendix.
    pub(crate) fn gives(&self, gives: Gives) -> Clause {
        match gives {
            Gives::Truth(id) => Clause { label: None, ..self.truth(id, Mood::Is) },
            Gives::Value(id) => Clause::plain(format!("this is {}", self.value(id))),
            Gives::Events(id) => {
                let phrase = self.events(id);
                match (phrase.only, phrase.hanging.is_some()) {
                    (true, _) => Clause::plain(format!("this is {}", phrase.one())),
                    (false, false) => Clause::plain(format!("these are {}", phrase.many())),
                    (false, true) => {
                        let parts = phrase.hanging.clone().unwrap_or_default();
                        let of = Phrase { hanging: None, ..phrase };
                        Clause { text: format!("these are {} for which {}", of.many(), parts.text), ..parts }
                    }
                }
            }
        }
    }

    /// What is said for a stand-in: the parameter of a definition that nothing calls stands for whatever it is given.
    pub(crate) fn stand_in(&self, argument: &DefinitionArgument) -> Option<String> {
        // The day of assessment is said as such: it is also meant where no parameter is.
        let same = |known: &DefinitionArgument| known.name == argument.text && known.value == argument.value;
        let examples = self.program.definitions.iter().filter(|known| known.example);
        let found =
            !matches!(argument.value, ArgumentValue::Point(_)) && examples.flat_map(|known| &known.arguments).any(same);
        found.then(|| format!("the given {}", spaced(&argument.text)))
    }

    /// The stand-in of the definition that is being told which a test finds.
    pub(super) fn given(&self, is: impl Fn(&DefinitionArgument) -> bool) -> Option<String> {
        let known = self.program.definitions.get(self.below)?;
        known.arguments.iter().filter(|argument| is(argument)).find_map(|argument| self.stand_in(argument))
    }

    /// What a parameter stands for.
    pub(crate) fn argument(&self, argument: &DefinitionArgument) -> String {
        if let Some(given) = self.stand_in(argument) {
            return format!("{}: {given}", spaced(&argument.name));
        }
        let value = match &argument.value {
            ArgumentValue::Truth(id) => self.truth(*id, Mood::Is).bracketed(),
            ArgumentValue::Events(id) => self.events(*id).whole(),
            ArgumentValue::Point(id) => self.point(*id),
            ArgumentValue::Lengths(lengths, longest) => self.lengths_spelled(lengths, *longest, &argument.text),
            ArgumentValue::Written => self.by_parameter(&clinical_text(&argument.text), argument.title.as_deref()),
            ArgumentValue::Open => "as it is given".to_owned(),
        };
        format!("{}: {value}", spaced(&argument.name))
    }
}

/// Whether two nodes are one, but for their labels.
fn same_place<N: PartialEq>(one: &Node<N>, other: &Node<N>) -> bool {
    let place = |node: &Node<N>| (node.file, node.span.start, node.span.end);
    place(one) == place(other) && one.node == other.node
}
