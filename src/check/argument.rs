//! Arguments of definitions and questions: what each is bound to, and how it is written.

use super::checker::Checker;
use super::names::{Argument, Bound, Context, Declared};
use super::parameter::time_unit;
use super::program::PointNode;
use super::words::everything;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Expr, ExprKind, FormalParameter};
use crate::value::Length;
use crate::vocabulary::Kind;

impl<'a> Checker<'a> {
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
    pub(super) fn placeholder(&mut self, file: super::program::FileId, formal: &'a FormalParameter) -> Argument {
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
            _ => crate::syntax::one_line(self.text(cx.file, expr.span)),
        }
    }
}

pub(super) fn printed_constant(expr: &Expr) -> String {
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
