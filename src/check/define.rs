//! Definitions: read once for each set of arguments, never from inside themselves.

use super::Finding;
use super::checker::Checker;
use super::names::{Argument, Bound, Context, Declared, Entry, Place};
use super::program::{EventsId, PointNode, TruthId, ValueId, Written};
use super::value::Want;
use super::words::{cycle, everything};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Define, DefineKind, Expr, ExprKind, FormalParameter, Name, Parameter};
use crate::value::{Length, Number};
use crate::vocabulary::Kind;
use std::sync::Arc;

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
        self.instances.insert(key, instance);
        instance
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

    pub(super) fn wrong_count(&mut self, cx: &Context<'a>, span: Span, name: &str, wanted: usize, given: usize) {
        let count = |number: usize| match number {
            0 => "no argument".to_owned(),
            1 => "1 argument".to_owned(),
            many => format!("{many} arguments"),
        };
        let message = format!(
            "`{name}` takes {}, and {} given",
            count(wanted),
            if given == 1 { "1 is".to_owned() } else { format!("{given} are") }
        );
        let found = Diagnostic::new(Code::WrongArguments, span, message)
            .reason("each parameter of the definition needs its argument, in order")
            .help("write them in parentheses behind the name, with commas between them");
        self.report(cx, found);
    }

    /// An argument, checked against the kind of its parameter.
    pub(super) fn argument(&mut self, cx: &Context<'a>, name: &str, kind: &str, expr: &'a Expr) -> Option<Argument> {
        let text = self.printed_argument(cx, expr);
        let title = self.title_of_argument(cx, expr);
        let bound = match kind {
            "quantity" | "number" => self.bound_quantity(cx, kind, expr)?,
            "duration" => {
                let (lengths, longest) = self.lengths(&cx.apart(), expr, false)?;
                Bound::Lengths(lengths, longest)
            }
            "anchor" | "event" | "point" => Bound::Point(self.point_of(cx, expr, super::program::EventPart::Whole)?),
            "truth" => {
                let truth = self.truth(cx, expr)?;
                self.nodes.keep_truth(truth);
                Bound::Truth(truth)
            }
            _ => {
                let wanted = kind_of_parameter(kind);
                let events = self.events(&cx.apart(), expr)?;
                let about = self.nodes.about(events);
                if let Some(wanted) = wanted
                    && about.kinds.iter().any(|found| *found != wanted)
                {
                    let given = self.names_of(&about);
                    let found = Diagnostic::new(Code::WrongArguments, expr.span, format!("{kind} are needed here"))
                        .reason(format!("the parameter `{name}` takes {kind}, and {given} is something else"))
                        .help("check the order of the arguments");
                    self.report(cx, found);
                    return None;
                }
                Bound::Events(events)
            }
        };
        Some(Argument { name: name.to_owned(), bound, text, title })
    }

    fn bound_quantity(&mut self, cx: &Context<'a>, kind: &str, expr: &'a Expr) -> Option<Bound> {
        match &expr.kind {
            ExprKind::Parenthesis(inner) => self.bound_quantity(cx, kind, inner),
            ExprKind::Amount(amount) => {
                let number = self.number(cx, amount)?;
                Some(Bound::Quantity(number, amount.unit.as_ref().map(|unit| unit.text.clone())))
            }
            ExprKind::Name(name) => match cx.argument(&name.text).map(|argument| argument.bound.clone()) {
                Some(bound @ (Bound::Quantity(..) | Bound::Nothing)) => Some(bound),
                Some(Bound::Lengths(lengths, _)) if lengths.len() == 1 => {
                    let (number, unit) = time_unit(*lengths.first()?);
                    Some(Bound::Quantity(number, Some(unit.to_owned())))
                }
                None if matches!(self.peek(cx, &name.text), Some(Declared::Parameter(_))) => {
                    let value = self.parameter(cx, name)?;
                    self.bound_quantity(&Context::top(cx.file), kind, value)
                }
                _ => self.no_quantity(cx, kind, expr),
            },
            _ => self.no_quantity(cx, kind, expr),
        }
    }

    fn no_quantity(&mut self, cx: &Context<'a>, kind: &str, expr: &'a Expr) -> Option<Bound> {
        let example = if kind == "number" { "`2`" } else { "`500 mg`" };
        let found = Diagnostic::new(Code::WrongArguments, expr.span, format!("a {kind} is needed here"))
            .reason("the parameter of the definition takes what is written out, or a parameter of the trial")
            .help(format!("write it out: {example}"));
        self.report(cx, found);
        None
    }

    /// The kind of thing that stands for a parameter while a definition that nobody calls is checked.
    fn placeholder(&mut self, file: super::program::FileId, formal: &'a FormalParameter) -> Argument {
        let cx = Context::top(file);
        let origin = self.origin(&cx, formal.name.span);
        let bound = match formal.kind.text.as_str() {
            "duration" => Bound::Lengths(vec![Length::Days(28)], false),
            "anchor" | "event" | "point" => Bound::Point(self.nodes.point(PointNode::AsOf)),
            kind => match kind_of_parameter(kind) {
                Some(kind) => {
                    let words = everything(&self.vocabulary, kind);
                    let about = super::words::about(&words);
                    Bound::Events(self.nodes.events(origin, super::program::EventsNode::Words(words), about))
                }
                None => Bound::Nothing,
            },
        };
        Argument { name: formal.name.text.clone(), bound, text: formal.name.text.clone(), title: None }
    }

    /// Checks a definition that nobody has called, with stand-ins for its parameters.
    pub(super) fn check_alone(&mut self, place: Place, define: &'a Define) {
        if self.instances.keys().any(|(known, ..)| *known == place) {
            return;
        }
        let arguments: Vec<Argument> =
            define.parameters.iter().map(|formal| self.placeholder(place.0, formal)).collect();
        // A quantity has a unit that only a call can tell.
        if arguments.iter().any(|argument| argument.bound == Bound::Nothing) {
            return;
        }
        let entry = Entry { place, name: &define.name, declared: Declared::Define(define) };
        self.instance(entry, define, arguments, None);
    }

    /// The value of a parameter of the trial in the version that is being read.
    pub(super) fn parameter(&mut self, cx: &Context<'a>, name: &'a Name) -> Option<&'a Expr> {
        let entry = self.declared(cx, &name.text)?;
        let Declared::Parameter(parameter) = entry.declared else { return None };
        Some(self.parameter_value(cx, parameter))
    }

    /// The value of a parameter: set by the caller, by an amendment, or as declared.
    pub(super) fn parameter_value(&self, cx: &Context<'a>, parameter: &'a Parameter) -> &'a Expr {
        if let Some((_, value, _)) = self.overrides.iter().find(|(name, ..)| *name == parameter.name.text) {
            return value;
        }
        let amended = self.parameters.get(&(cx.file, parameter.name.text.as_str())).copied();
        amended.unwrap_or(&parameter.value)
    }

    /// A parameter as a constant, in the unit that is wanted.
    pub(super) fn parameter_constant(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        name: &'a Name,
        want: &Want,
    ) -> Option<ValueId> {
        let value = self.parameter(cx, name)?;
        let id = self.constant_of(cx, span, value, want)?;
        let title = self.title_of_parameter(cx, name);
        self.note_written(id, printed_constant(value), title);
        Some(id)
    }

    /// Keeps how a constant was written that stands in the rules by a name.
    pub(super) fn note_written(&mut self, id: ValueId, text: String, title: Option<String>) {
        if !text.is_empty() {
            self.written.entry(id).or_insert(Written { text, title });
        }
    }

    fn title_of_parameter(&self, cx: &Context<'a>, name: &Name) -> Option<String> {
        match self.peek(cx, &name.text) {
            Some(Declared::Parameter(parameter)) => parameter.title.as_ref().map(|title| title.text.clone()),
            _ => None,
        }
    }

    /// The title of the trial's parameter that an argument is, also handed on by another definition.
    fn title_of_argument(&self, cx: &Context<'a>, expr: &'a Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Parenthesis(inner) => self.title_of_argument(cx, inner),
            ExprKind::Name(name) => match cx.argument(&name.text) {
                Some(argument) => argument.title.clone(),
                None => self.title_of_parameter(cx, name),
            },
            _ => None,
        }
    }

    fn constant_of(&mut self, cx: &Context<'a>, span: Span, value: &'a Expr, want: &Want) -> Option<ValueId> {
        match &value.kind {
            ExprKind::Parenthesis(inner) => self.constant_of(cx, span, inner, want),
            ExprKind::Amount(amount) => {
                let number = self.number(cx, amount)?;
                self.constant(cx, span, number, amount.unit.as_ref().map(|unit| unit.text.as_str()), want)
            }
            ExprKind::Negative(inner) => match &inner.kind {
                ExprKind::Amount(amount) => {
                    let number = self.number(cx, amount)?.negated()?;
                    self.constant(cx, span, number, amount.unit.as_ref().map(|unit| unit.text.as_str()), want)
                }
                _ => None,
            },
            ExprKind::Titre(text) => {
                let titre = crate::vocabulary::Datum::Titre(crate::value::Range::point(self.titre(cx, span, text)?));
                let shape = super::about::Shape { titre: true, ..super::about::Shape::default() };
                let origin = self.origin(cx, span);
                Some(self.nodes.value(origin, super::program::ValueNode::Constant(titre), shape))
            }
            ExprKind::Date(text) => {
                let days = crate::vocabulary::Datum::Days(self.date(cx, span, text)?);
                let origin = self.origin(cx, span);
                let shape = super::about::Shape::date();
                Some(self.nodes.value(origin, super::program::ValueNode::Constant(days), shape))
            }
            ExprKind::Malformed => None,
            _ => {
                let reason = "a parameter holds an amount, a length of time, a titre or a date";
                self.wrong_kind(cx, span, "a value that is written out is needed here", reason, None);
                None
            }
        }
    }

    /// An argument as records print it: blanks settled, parameters replaced by what they stand for.
    fn printed_argument(&self, cx: &Context<'a>, expr: &'a Expr) -> String {
        match &expr.kind {
            ExprKind::Parenthesis(inner) => self.printed_argument(cx, inner),
            ExprKind::Name(name) => match cx.argument(&name.text) {
                Some(argument) => argument.text.clone(),
                None => match self.peek(cx, &name.text) {
                    Some(Declared::Parameter(parameter)) => printed_constant(self.parameter_value(cx, parameter)),
                    _ => name.text.clone(),
                },
            },
            ExprKind::Amount(_) => printed_constant(expr),
            _ => self.text(cx.file, expr.span).split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

fn printed_constant(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Parenthesis(inner) => printed_constant(inner),
        ExprKind::Amount(amount) => match &amount.unit {
            Some(unit) => format!("{} {}", amount.number, unit.text),
            None => amount.number.clone(),
        },
        ExprKind::Date(text) | ExprKind::Titre(text) => text.clone(),
        _ => String::new(),
    }
}

/// The kind of events that a parameter takes; [`None`] for any.
fn kind_of_parameter(kind: &str) -> Option<Kind> {
    match kind {
        "drugs" | "drug" => Some(Kind::Drug),
        "conditions" | "condition" => Some(Kind::Condition),
        "procedures" | "procedure" => Some(Kind::Procedure),
        "measurements" | "measurement" => Some(Kind::Measurement),
        "vaccines" | "vaccine" => Some(Kind::Vaccine),
        _ => None,
    }
}

/// A length as a number and its unit.
pub(super) fn time_unit(length: Length) -> (Number, &'static str) {
    match length {
        Length::Days(days) => (Number::whole(days.into()), "days"),
        Length::Months(months) => (Number::whole(months.into()), "months"),
        Length::HalfLives(count) => (count, "half_lives"),
    }
}
