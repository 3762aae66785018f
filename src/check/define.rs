//! Definitions: read once for each set of arguments, never from inside themselves.

use super::Finding;
use super::checker::Checker;
use super::names::{Argument, Bound, Context, Declared, Entry, Place};
use super::program::{ArgumentValue, Definition, DefinitionArgument, EventsId, Gives, TruthId, ValueId};
use super::value::Want;
use super::words::cycle;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Define, DefineKind, Expr, Name};
use crate::value::Number;
use std::sync::Arc;

/// Units of doses that no vocabulary declares, because they come from a weight or a surface.
const WEIGHED: [&str; 4] = ["mg/kg/day", "mg/kg", "mg/m2", "g/m2"];

/// How many definitions may need one another, each the next.
const MOST_UNDERWAY: usize = 24;

/// What a definition became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Instance {
    Truth(TruthId),
    Value(ValueId),
    Events(EventsId),
}

impl<'a> Checker<'a> {
    /// A definition of a truth.
    pub(super) fn called_truth(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        name: &'a Name,
        arguments: &'a [Expr],
    ) -> Option<TruthId> {
        match self.called(cx, span, name, arguments, None)? {
            Instance::Truth(truth) => Some(truth),
            _ => {
                let reason = format!("`{}` is defined as something else", name.text);
                let help = format!("ask for it without `meets`: `any {}`, or compare it", name.text);
                self.wrong_kind(cx, span, "something that holds or not is needed here", &reason, Some(&help));
                None
            }
        }
    }

    /// A definition of a value.
    pub(super) fn called_value(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        name: &'a Name,
        arguments: &'a [Expr],
        want: &Want,
    ) -> Option<ValueId> {
        match self.called(cx, span, name, arguments, want.hint.clone())? {
            Instance::Value(value) => Some(value),
            _ => {
                let reason = format!("`{}` is defined as something else", name.text);
                self.wrong_kind(cx, span, "a value is needed here", &reason, None);
                None
            }
        }
    }

    /// A definition of events.
    pub(super) fn called_events(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        name: &'a Name,
        arguments: &'a [Expr],
    ) -> Option<EventsId> {
        match self.called(cx, span, name, arguments, None)? {
            Instance::Events(events) => Some(events),
            Instance::Truth(_) => {
                let reason = format!("`{}` is a statement that holds or not", name.text);
                let help = format!("write `meets {}`", name.text);
                self.wrong_kind(cx, span, "events are needed here", &reason, Some(&help));
                None
            }
            Instance::Value(_) => {
                let reason = format!("`{}` is a value", name.text);
                self.wrong_kind(cx, span, "events are needed here", &reason, None);
                None
            }
        }
    }

    fn called(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        name: &'a Name,
        arguments: &'a [Expr],
        hint: Option<String>,
    ) -> Option<Instance> {
        let Some(Declared::Define(define)) = self.peek(cx, &name.text) else {
            match self.peek(cx, &name.text).is_some() || self.vocabulary.find(&name.text).is_some() {
                true => {
                    let reason = format!("`{}` is not a definition", name.text);
                    self.wrong_kind(cx, span, "only definitions take arguments", &reason, None);
                }
                false => self.unknown_word(cx, name.span, &name.text, None),
            }
            return None;
        };
        let entry = self.declared(cx, &name.text)?;
        if define.parameters.len() != arguments.len() {
            self.wrong_count(cx, span, &name.text, define.parameters.len(), arguments.len());
            return None;
        }
        let bound: Vec<Option<Argument>> = define
            .parameters
            .iter()
            .zip(arguments)
            .map(|(formal, argument)| self.argument(cx, &formal.name.text, &formal.kind.text, argument))
            .collect();
        let bound = bound.into_iter().collect::<Option<Vec<_>>>()?;
        // Only a value settles itself by what it is compared with.
        let hint = hint.filter(|_| define.kind == DefineKind::Value);
        self.instance(entry, define, bound, hint)
    }

    /// A definition with its arguments, read at most once.
    pub(super) fn instance(
        &mut self,
        entry: Entry<'a>,
        define: &'a Define,
        arguments: Vec<Argument>,
        hint: Option<String>,
    ) -> Option<Instance> {
        if let Some(at) = self.underway.iter().position(|place| *place == entry.place) {
            self.report_cycle(at, entry, define);
            return None;
        }
        if self.is_too_deep(entry.place, &define.name) {
            return None;
        }
        let key = (entry.place, arguments, hint);
        if let Some(known) = self.instances.get(&key) {
            return *known;
        }
        self.underway.push(entry.place);
        let cx = Context { arguments: Arc::new(key.1.clone()), ..Context::top(entry.place.0) };
        let unread = self.is_unread(entry.place.0, define.name.span.to(define.body.span));
        let instance = if unread { None } else { self.body(&cx, define, key.2.clone()) };
        self.underway.pop();
        match instance {
            Some(Instance::Truth(truth)) => self.nodes.keep_truth(truth),
            Some(Instance::Value(value)) => self.nodes.keep_value(value),
            Some(Instance::Events(events)) => self.nodes.keep_events(events),
            None => {}
        }
        if let Some(instance) = instance {
            self.keep_definition(entry.place, define, &key.1, instance);
        }
        self.instances.insert(key, instance);
        instance
    }

    /// Keeps that a node has the name of a definition; the same in another version of the trial is kept once.
    fn keep_definition(&mut self, place: Place, define: &Define, arguments: &[Argument], instance: Instance) {
        let gives = match instance {
            Instance::Truth(id) => Gives::Truth(id),
            Instance::Value(id) => Gives::Value(id),
            Instance::Events(id) => Gives::Events(id),
        };
        let arguments: Vec<DefinitionArgument> = arguments.iter().map(kept).collect();
        let same = |known: &Definition| {
            known.gives == gives
                && known.file == place.0
                && known.name == define.name.text
                && known.arguments == arguments
        };
        if !self.definitions.iter().any(same) {
            self.definitions.push(Definition {
                name: define.name.text.clone(),
                title: define.title.as_ref().map(|title| title.text.clone()),
                file: place.0,
                span: define.name.span.to(define.body.span),
                sources: define.sources.iter().map(|source| source.text.clone()).collect(),
                arguments,
                gives,
                example: false,
            });
        }
    }

    /// Whether so many definitions need one another that this one is not read, which is told.
    pub(super) fn is_too_deep(&mut self, place: Place, name: &Name) -> bool {
        let too_deep = self.underway.len() >= MOST_UNDERWAY;
        if too_deep {
            let message = format!("`{}` is needed through more than {MOST_UNDERWAY} other definitions", name.text);
            let found = Diagnostic::new(Code::TooDeep, name.span, message)
                .reason("each is read inside the one that needs it, and nobody can follow them so far")
                .help("say with fewer definitions what is meant");
            self.findings.push(Finding { file: place.0, diagnostic: found });
        }
        too_deep
    }

    fn body(&mut self, cx: &Context<'a>, define: &'a Define, hint: Option<String>) -> Option<Instance> {
        let label = define.title.as_ref().map(|title| Arc::<str>::from(title.text.as_str()));
        match define.kind {
            DefineKind::Truth => {
                let truth = self.truth(cx, &define.body)?;
                let truth = label.map_or(truth, |label| self.nodes.label_truth(truth, &label));
                Some(Instance::Truth(truth))
            }
            DefineKind::Value => {
                let value = self.value(cx, &define.body, &Want::hint(hint))?;
                let value = label.map_or(value, |label| self.nodes.label_value(value, &label));
                Some(Instance::Value(value))
            }
            DefineKind::Events | DefineKind::Event => {
                let events = self.events(cx, &define.body)?;
                if define.kind == DefineKind::Event {
                    self.single(cx, &define.body, events)?;
                }
                let events = label.map_or(events, |label| self.nodes.label_events(events, &label));
                Some(Instance::Events(events))
            }
        }
    }

    fn report_cycle(&mut self, at: usize, entry: Entry<'a>, define: &'a Define) {
        let name_of = |place: &Place| {
            let file = self.files.get(place.0.0 as usize)?;
            match &file.tree.items.get(place.1)?.kind {
                crate::syntax::tree::ItemKind::Define(define) => Some(define.name.text.clone()),
                _ => None,
            }
        };
        let mut path: Vec<String> = self.underway.iter().skip(at).filter_map(name_of).collect();
        path.push(define.name.text.clone());
        let message = format!("`{}` needs itself: {}", define.name.text, path.join(" -> "));
        self.findings.push(Finding { file: entry.place.0, diagnostic: cycle(define.name.span, &message) });
    }

    /// Checks a definition that nobody has called, with stand-ins for its parameters.
    pub(super) fn check_alone(&mut self, place: Place, define: &'a Define) {
        if self.instances.keys().any(|(known, ..)| *known == place) {
            return;
        }
        let arguments: Vec<Argument> =
            define.parameters.iter().map(|formal| self.placeholder(place.0, formal)).collect();
        let entry = Entry { place, name: &define.name, declared: Declared::Define(define) };
        let kept = self.definitions.len();
        if arguments.iter().any(|argument| argument.bound == Bound::Nothing) {
            self.check_in_some_unit(entry, define, &arguments);
        } else {
            self.instance(entry, define, arguments, None);
        }
        let alone = self.definitions.iter_mut().skip(kept);
        alone.filter(|known| known.name == define.name.text).for_each(|known| known.example = true);
    }

    /// A quantity has a unit that only a call can tell: the first that fits stands in, and what did not fit is no finding.
    fn check_in_some_unit(&mut self, entry: Entry<'a>, define: &'a Define, arguments: &[Argument]) {
        let kinds: Vec<&str> = define.parameters.iter().map(|formal| formal.kind.text.as_str()).collect();
        if kinds
            .iter()
            .zip(arguments)
            .any(|(kind, argument)| argument.bound == Bound::Nothing && !matches!(*kind, "quantity" | "number"))
        {
            return;
        }
        let units = self.vocabulary.units.clone().into_iter().chain(WEIGHED.map(str::to_owned));
        for unit in std::iter::once(None).chain(units.map(Some)) {
            let given = kinds.iter().zip(arguments).map(|(kind, argument)| match *kind {
                "quantity" => Argument { bound: Bound::Quantity(Number::ONE, unit.clone()), ..argument.clone() },
                "number" => Argument { bound: Bound::Quantity(Number::ONE, None), ..argument.clone() },
                _ => argument.clone(),
            });
            let (findings, definitions) = (self.findings.len(), self.definitions.len());
            let fits = self.instance(entry, define, given.collect(), None).is_some();
            let fits = fits && self.findings.len() == findings;
            self.findings.truncate(findings);
            if fits {
                return;
            }
            self.definitions.truncate(definitions);
        }
    }
}

fn kept(argument: &Argument) -> DefinitionArgument {
    let value = match &argument.bound {
        Bound::Truth(id) => ArgumentValue::Truth(*id),
        Bound::Events(id) => ArgumentValue::Events(*id),
        Bound::Point(id) => ArgumentValue::Point(*id),
        Bound::Lengths(lengths, longest) => ArgumentValue::Lengths(lengths.clone(), *longest),
        Bound::Quantity(..) => ArgumentValue::Written,
        Bound::Nothing => ArgumentValue::Open,
    };
    DefinitionArgument {
        name: argument.name.clone(),
        value,
        text: argument.text.clone(),
        title: argument.title.clone(),
    }
}
