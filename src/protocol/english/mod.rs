//! Plain English made from the nodes that are evaluated.
//!
//! A clause follows its node, form by form, so that two rules which mean different things never read the same. Only the
//! spelling of an amount is taken from the text of the rule, because `1 g/g` and `1000 mg/g` are one number to the
//! evaluator and two to a reader.

mod among;
mod amount;
mod block;
pub(crate) mod clause;
mod compare;
mod constant;
mod criterion;
mod definition;
mod events;
mod measure;
mod names;
pub(crate) mod parameter;
mod people;
mod phrase;
mod time;
mod truth;
mod value;

use crate::check::Program;
use names::Names;
use parameter::Parameter;
use std::rc::Rc;

/// Says what the nodes of a program mean.
#[derive(Clone, Debug)]
pub(crate) struct English<'p> {
    pub(crate) program: &'p Program,
    names: Rc<Names>,
    parameters: Rc<Vec<Parameter>>,
    /// Definitions from here on are not called by their names: the one that is being told, and those that use it.
    below: usize,
}

impl<'p> English<'p> {
    /// For a program.
    pub(crate) fn new(program: &'p Program) -> English<'p> {
        English {
            program,
            names: Rc::new(Names::new(&program.vocabulary)),
            parameters: Rc::new(parameter::parameters(program)),
            below: program.definitions.len(),
        }
    }

    /// The parameters of all trials, by the places that references to them hold.
    pub(crate) fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The same, for the inside of a definition.
    pub(crate) fn inside(&self, definition: usize) -> English<'p> {
        English { below: definition, ..self.clone() }
    }
}
