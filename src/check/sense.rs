//! Whether an expression is a truth, a value or a choice of events: decided by its form and its names, before it is
//! read.

use super::checker::Checker;
use super::names::{Bound, Context, Declared};
use crate::syntax::tree::{DefineKind, Expr, ExprKind, Modifier, Name, ScoreOrigin, Selector};
use crate::vocabulary::Named;

/// What an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Truth,
    Value,
    Events,
    /// A chosen event, which gives a value where one is needed.
    Chosen,
    Point,
    Unknown,
}

impl Sense {
    /// What it is called in messages.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Sense::Truth => "a statement that holds or not",
            Sense::Value => "a value",
            Sense::Events => "a choice of events",
            Sense::Chosen => "one chosen event or its result",
            Sense::Point => "a point in time",
            Sense::Unknown => "something else",
        }
    }
}

impl<'a> Checker<'a> {
    /// What an expression is.
    pub(super) fn sense(&self, cx: &Context<'a>, expr: &'a Expr) -> Sense {
        match &expr.kind {
            ExprKind::Malformed => Sense::Unknown,
            ExprKind::Parenthesis(inner) => self.sense(cx, inner),
            ExprKind::Chain(..)
            | ExprKind::Not(_)
            | ExprKind::If(..)
            | ExprKind::Block(..)
            | ExprKind::Compare(..)
            | ExprKind::Test(..)
            | ExprKind::EveryHas(..)
            | ExprKind::Asked(..)
            | ExprKind::SiteSays(..)
            | ExprKind::Stated(..)
            | ExprKind::Meets(..) => Sense::Truth,
            ExprKind::Arithmetic(..)
            | ExprKind::Negative(_)
            | ExprKind::Limit(_)
            | ExprKind::Amount(_)
            | ExprKind::Titre(_)
            | ExprKind::Date(_)
            | ExprKind::Quoted(_)
            | ExprKind::Choose(..)
            | ExprKind::When(_)
            | ExprKind::PercentChange(..)
            | ExprKind::TimeSince(_)
            | ExprKind::Age(_)
            | ExprKind::Sex
            | ExprKind::AttributeOf(..) => Sense::Value,
            ExprKind::Set(_) | ExprKind::It => Sense::Events,
            ExprKind::Modify(inner, modifier) => match **modifier {
                Modifier::As(_) | Modifier::Per(_) | Modifier::Items { .. } => Sense::Value,
                _ => match self.sense(cx, inner) {
                    Sense::Chosen => Sense::Chosen,
                    Sense::Truth => Sense::Truth,
                    Sense::Value => Sense::Value,
                    _ => Sense::Events,
                },
            },
            ExprKind::Select(selector, _) => match selector {
                Selector::Any
                | Selector::No
                | Selector::AtLeast(_)
                | Selector::AtMost(_)
                | Selector::Exactly(_)
                | Selector::Between(..) => Sense::Truth,
                Selector::Latest(None | Some(1)) | Selector::Earliest(None | Some(1)) => Sense::Chosen,
                Selector::Latest(_)
                | Selector::Earliest(_)
                | Selector::Current
                | Selector::Planned
                | Selector::DosesOf
                | Selector::DaysOf => Sense::Events,
                _ => Sense::Value,
            },
            ExprKind::Name(name) | ExprKind::Call(name, _) => self.sense_of_name(cx, name),
        }
    }

    fn sense_of_name(&self, cx: &Context<'a>, name: &Name) -> Sense {
        if let Some(argument) = cx.argument(&name.text) {
            return match argument.bound {
                Bound::Events(_) => Sense::Events,
                Bound::Truth(_) => Sense::Truth,
                Bound::Quantity(..) | Bound::Lengths(..) => Sense::Value,
                Bound::Point(_) => Sense::Point,
                Bound::Nothing => Sense::Unknown,
            };
        }
        if let Some(about) = &cx.subject
            && self.has_attribute(about, &name.text).is_some()
        {
            return Sense::Value;
        }
        if cx.score.is_some() && matches!(name.text.as_str(), "entry" | "total") {
            return if name.text == "entry" { Sense::Truth } else { Sense::Value };
        }
        match self.peek(cx, &name.text) {
            Some(Declared::Define(define)) => match define.kind {
                DefineKind::Truth => Sense::Truth,
                DefineKind::Value => Sense::Value,
                DefineKind::Events => Sense::Events,
                DefineKind::Event => Sense::Chosen,
            },
            Some(Declared::Parameter(_)) => Sense::Value,
            Some(Declared::Anchor(_)) => Sense::Point,
            Some(Declared::Group(_)) => Sense::Events,
            Some(Declared::Score(score)) if score.origin == ScoreOrigin::Computed => Sense::Value,
            Some(Declared::Lines(_)) => Sense::Unknown,
            Some(Declared::Score(_)) => Sense::Events,
            None => match self.vocabulary.find(&name.text) {
                Some(Named::Word(_) | Named::Group(_)) => Sense::Events,
                Some(_) => Sense::Unknown,
                None if name.text == "lines" || super::words::kind_named(&name.text).is_some() => Sense::Events,
                None => Sense::Unknown,
            },
        }
    }

    /// Whether an expression is written out, with nothing in it that a record decides.
    pub(super) fn is_literal(&self, cx: &Context<'a>, expr: &'a Expr) -> bool {
        match &expr.kind {
            ExprKind::Amount(_) | ExprKind::Titre(_) | ExprKind::Date(_) | ExprKind::Quoted(_) | ExprKind::Limit(_) => {
                true
            }
            ExprKind::Parenthesis(inner) | ExprKind::Negative(inner) => self.is_literal(cx, inner),
            ExprKind::Arithmetic(left, _, right) => self.is_literal(cx, left) && self.is_literal(cx, right),
            ExprKind::Choose(_, all) => all.iter().all(|one| self.is_literal(cx, one)),
            ExprKind::When(cases) => cases.iter().all(|(value, _)| self.is_literal(cx, value)),
            ExprKind::Name(name) => match cx.argument(&name.text) {
                Some(argument) => matches!(argument.bound, Bound::Quantity(..) | Bound::Lengths(..)),
                None => matches!(self.peek(cx, &name.text), Some(Declared::Parameter(_))),
            },
            _ => false,
        }
    }

    /// The unit that is written in an expression: what it is compared with can be asked for in it.
    pub(super) fn written_unit(&self, cx: &Context<'a>, expr: &'a Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Amount(amount) => amount.unit.as_ref().map(|unit| unit.text.clone()),
            ExprKind::Parenthesis(inner) | ExprKind::Negative(inner) => self.written_unit(cx, inner),
            ExprKind::Arithmetic(left, _, right) => {
                self.written_unit(cx, left).or_else(|| self.written_unit(cx, right))
            }
            ExprKind::Choose(_, all) => all.iter().find_map(|one| self.written_unit(cx, one)),
            ExprKind::When(cases) => cases.iter().find_map(|(value, _)| self.written_unit(cx, value)),
            ExprKind::Name(name) => match cx.argument(&name.text) {
                Some(argument) => match &argument.bound {
                    Bound::Quantity(_, unit) => unit.clone(),
                    Bound::Lengths(lengths, _) => {
                        lengths.first().map(|length| super::parameter::time_unit(*length).1.to_owned())
                    }
                    _ => None,
                },
                None => match self.peek(cx, &name.text) {
                    Some(Declared::Parameter(parameter)) => {
                        let value = self.parameter_value(cx, parameter);
                        self.written_unit(&Context::top(cx.file), value)
                    }
                    _ => None,
                },
            },
            _ => None,
        }
    }
}
