//! Values: constants in the unit that is wanted, measures of chosen events, and what is computed from them.

use super::about::Shape;
use super::aside::{Aside, COUNTING};
use super::checker::Checker;
use super::events::{Heart, suffixes};
use super::it::it_with_suffixes;
use super::names::{Bound, Context, Declared};
use super::program::{Choose, EventsId, Measure, ValueId, ValueNode};
use super::sense::Sense;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Expr, ExprKind, Name, Selector};
use crate::value::{Number, Range};
use crate::vocabulary::builtin::{symbol, unit};
use crate::vocabulary::{Datum, UnitId, WordId};

/// What is wanted of a value by the place in which it stands.
#[derive(Clone, Default)]
pub(super) struct Want {
    /// The unit that the other side is written in: settles in what a dose or a time is asked for.
    pub(super) hint: Option<String>,
    /// The unit in which constants must be given.
    pub(super) unit: Option<UnitId>,
    /// The words whose molar mass may be used.
    pub(super) words: Vec<WordId>,
    /// What the constants are compared with, for messages.
    pub(super) name: String,
    /// The unit of the other end of a range, which a bare number takes: `between 18 and 65 years`.
    pub(super) borrowed: Option<String>,
}

impl Want {
    pub(super) fn hint(hint: Option<String>) -> Want {
        Want { hint, ..Want::default() }
    }

    /// Constants in the unit of such a value.
    pub(super) fn like(shape: &Shape) -> Want {
        Want { unit: shape.unit, words: shape.of.clone(), name: shape.name.clone(), ..Want::default() }
    }

    /// A number without unit.
    pub(super) fn number() -> Want {
        Want { unit: Some(unit::ONE), ..Want::default() }
    }
}

impl<'a> Checker<'a> {
    /// A value.
    pub(super) fn value(&mut self, cx: &Context<'a>, expr: &'a Expr, want: &Want) -> Option<ValueId> {
        let origin = self.origin(cx, expr.span);
        match &expr.kind {
            ExprKind::Malformed => None,
            ExprKind::Parenthesis(inner) => self.value(cx, inner, want),
            ExprKind::Amount(amount) => {
                let number = self.number(cx, amount)?;
                let unit = amount.unit.as_ref().map(|unit| unit.text.as_str());
                self.constant(cx, amount.span, number, unit, want)
            }
            ExprKind::Titre(text) => {
                let titre = Datum::Titre(Range::point(self.titre(cx, expr.span, text)?));
                let shape = Shape { titre: true, ..Shape::default() };
                Some(self.nodes.value(origin, ValueNode::Constant(titre), shape))
            }
            ExprKind::Date(text) => {
                let days = self.date(cx, expr.span, text)?;
                Some(self.nodes.value(origin, ValueNode::Constant(Datum::Days(days)), Shape::date()))
            }
            ExprKind::Name(name) => self.named_value(cx, expr, name, want),
            ExprKind::Call(name, arguments) => {
                if self.sense(cx, expr) != Sense::Value {
                    return self.result_of_phrase(cx, expr);
                }
                self.called_value(cx, expr.span, name, arguments, want)
            }
            ExprKind::Arithmetic(left, sign, right) => self.arithmetic(cx, expr, (left, *sign, right), want),
            ExprKind::Negative(inner) => self.negative(cx, expr, inner, want),
            ExprKind::Choose(choice, all) => self.extreme(cx, expr, *choice, all, want),
            ExprKind::When(cases) => self.when(cx, expr, cases, want),
            ExprKind::PercentChange(from, to) => self.percent_change(cx, expr, from, to),
            ExprKind::TimeSince(point) => self.time_since(cx, expr, point, want),
            ExprKind::Age(point) => self.age(cx, expr, point.as_deref()),
            ExprKind::Sex => {
                let symbols = vec![symbol::FEMALE, symbol::MALE, symbol::OTHER];
                let shape = Shape { symbols, ..Shape::default() }.named("the sex");
                Some(self.nodes.value(origin, ValueNode::Sex, shape))
            }
            ExprKind::AttributeOf(name, of) => self.attribute_of(cx, expr, name, of, want),
            ExprKind::Select(selector, inner) => self.selected_value(cx, expr, selector, inner, want),
            ExprKind::Modify(..) => self.modified_value(cx, expr, want),
            ExprKind::Limit(_) => {
                self.no_limit(cx, expr.span);
                None
            }
            ExprKind::Set(_) => self.result_of_phrase(cx, expr),
            _ => {
                let written = self.sense(cx, expr).describe();
                self.wrong_kind(cx, expr.span, "a value is needed here", &format!("this is {written}"), None);
                None
            }
        }
    }

    /// Says that a reference limit belongs to nothing.
    pub(super) fn no_limit(&mut self, cx: &Context<'a>, span: Span) {
        let found = Diagnostic::new(Code::NoReferenceLimit, span, "a reference limit of nothing")
            .reason("ULN and LLN are the limits of the very result on the left side of a comparison")
            .help("compare one result with it: `latest alt > 3 x ULN`");
        self.report(cx, found);
    }

    fn named_value(&mut self, cx: &Context<'a>, expr: &'a Expr, name: &'a Name, want: &Want) -> Option<ValueId> {
        if let Some(argument) = cx.argument(&name.text).cloned() {
            let constant = matches!(argument.bound, Bound::Quantity(..) | Bound::Lengths(..));
            let id = self.argument_value(cx, expr, argument.bound, want)?;
            if constant {
                self.note_written(id, argument.text, argument.title);
            }
            return Some(id);
        }
        if let Some(about) = cx.subject.clone()
            && let Some(id) = self.has_attribute(&about, &name.text)
        {
            self.read_attribute(cx, name.span, &about, id);
            return self.subject(cx, expr.span, &about, id, (None, None), want.hint.as_deref());
        }
        if let Some((score, _)) = cx.score
            && name.text == "total"
        {
            return Some(self.score_total(cx, expr.span, score));
        }
        match self.peek(cx, &name.text) {
            Some(Declared::Parameter(_)) => self.parameter_constant(cx, expr.span, name, want),
            Some(Declared::Define(_)) if self.sense(cx, expr) == Sense::Value => {
                self.called_value(cx, expr.span, name, &[], want)
            }
            Some(Declared::Score(_)) if self.sense(cx, expr) == Sense::Value => {
                let score = self.computed_score(cx, name)?;
                Some(self.score_total(cx, expr.span, score))
            }
            Some(_) => self.result_of_phrase(cx, expr),
            None if self.sense(cx, expr) == Sense::Events => self.result_of_phrase(cx, expr),
            None => {
                match cx.subject.clone() {
                    Some(about) => {
                        self.attribute_named(cx, expr.span, &name.text, &about);
                    }
                    None => self.unknown_value(cx, expr, name),
                }
                None
            }
        }
    }

    fn unknown_value(&mut self, cx: &Context<'a>, expr: &'a Expr, name: &'a Name) {
        if cx.it.is_some() && self.attributes.contains_key(&name.text) {
            let help = format!("write `{} of it`, or ask in `where`", name.text);
            let reason = "`with` speaks of other events, and nothing says of which this is an attribute";
            self.wrong_kind(cx, expr.span, "an attribute of nothing", reason, Some(&help));
        } else if self.attributes.contains_key(&name.text) {
            let text = &name.text;
            let help = format!("write `{text} of X`, or ask in `where`");
            let reason = format!("`{text}` is an attribute, and nothing says of which event");
            self.wrong_kind(cx, expr.span, "an attribute of nothing", &reason, Some(&help));
        } else {
            // The vocabulary may know the name and this file not; both are said by looking it up as a word.
            if self.selected(cx, name).is_none() {
                self.unknown_word(cx, expr.span, &name.text, None);
            }
        }
    }

    fn argument_value(&mut self, cx: &Context<'a>, expr: &'a Expr, bound: Bound, want: &Want) -> Option<ValueId> {
        match bound {
            Bound::Quantity(number, unit) => self.constant(cx, expr.span, number, unit.as_deref(), want),
            Bound::Lengths(lengths, _) => match lengths.as_slice() {
                [length] => {
                    let (number, unit) = super::parameter::time_unit(*length);
                    self.constant(cx, expr.span, number, Some(unit), want)
                }
                _ => {
                    let reason = "this parameter stands for several lengths of time";
                    self.wrong_kind(cx, expr.span, "one value is needed here", reason, None);
                    None
                }
            },
            Bound::Events(_) => self.result_of_phrase(cx, expr),
            Bound::Nothing => None,
            Bound::Truth(_) | Bound::Point(_) => {
                let reason = "this parameter stands for something else";
                self.wrong_kind(cx, expr.span, "a value is needed here", reason, None);
                None
            }
        }
    }

    /// The result of a phrase without a value selector: fine for one chosen event.
    fn result_of_phrase(&mut self, cx: &Context<'a>, expr: &'a Expr) -> Option<ValueId> {
        let mut aside = Aside::default();
        let events = self.phrase(&cx.apart(), expr, Heart::Done, &mut aside)?;
        if !self.nodes.about(events).single {
            let written = self.text(cx.file, expr.span);
            let reason = "this is a choice of events; a value is the result of one of them";
            let help = format!("write `latest {written}`, `highest {written}` or `count {written}`");
            self.wrong_kind(cx, expr.span, "a value is needed here", reason, Some(&help));
            return None;
        }
        self.result(cx, expr, events, Choose::One, &mut aside)
    }

    /// A measure of the results of chosen events.
    fn result(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        events: EventsId,
        choose: Choose,
        aside: &mut Aside<'a>,
    ) -> Option<ValueId> {
        let about = self.nodes.about(events);
        if !self.misplaced(cx, aside, &["items"]) {
            return None;
        }
        if !self.has_result(&about) {
            let names = self.names_of(&about);
            let reason = format!("{names} has no result that could be compared");
            let help = "ask for one of its attributes: `ATTRIBUTE of latest E`, or `any E`";
            self.wrong_kind(cx, expr.span, "a value is needed here", &reason, Some(help));
            return None;
        }
        let origin = self.origin(cx, expr.span);
        let (measure, shape) = match aside.items.take() {
            Some((only, names)) => self.items(cx, expr.span, &about, only, names)?,
            None => (Measure::Result, self.result_shape(&about)),
        };
        if shape.is_empty() {
            let names = self.names_of(&about);
            let reason = format!("the vocabulary does not say in which form results of {names} come");
            self.wrong_kind(cx, expr.span, "a value is needed here", &reason, None);
            return None;
        }
        Some(self.nodes.value(origin, ValueNode::Measure { events, choose, measure }, shape))
    }

    fn selected_value(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        selector: &'a Selector,
        inner: &'a Expr,
        want: &Want,
    ) -> Option<ValueId> {
        let outer = cx;
        let cx = &cx.apart();
        let mut aside = Aside::default();
        let choose = match selector {
            Selector::Highest => Choose::Highest,
            Selector::Lowest => Choose::Lowest,
            Selector::Mean => Choose::Mean,
            Selector::Median => Choose::Median,
            Selector::Latest(None | Some(1)) | Selector::Earliest(None | Some(1)) => {
                let events = self.phrase(cx, expr, Heart::Done, &mut aside)?;
                self.single(cx, expr, events)?;
                return self.result(cx, expr, events, Choose::One, &mut aside);
            }
            Selector::Count => {
                let events = self.phrase(cx, inner, Heart::Done, &mut aside)?;
                let counting = self.counting(cx, &mut aside, events)?;
                let shape = Shape::quantity(unit::ONE).within(Some(Number::ZERO), None).named("a count");
                let origin = self.origin(cx, expr.span);
                let fine = self.misplaced(cx, &aside, COUNTING);
                return fine.then(|| self.nodes.value(origin, ValueNode::Count { events, counting }, shape));
            }
            Selector::Total(name) => return self.total(cx, expr, name, inner, want),
            Selector::Average(name) => return self.average(cx, expr, name, inner, want),
            Selector::DateOf | Selector::StartOf | Selector::EndOf if matches!(inner.kind, ExprKind::It) => {
                let measure = if *selector == Selector::EndOf { Measure::End } else { Measure::Start };
                let (_, node) = self.of_it(outer, inner.span)?;
                let origin = self.origin(cx, expr.span);
                return Some(self.nodes.value(origin, node(measure), Shape::date().named("the date")));
            }
            Selector::DateOf | Selector::StartOf | Selector::EndOf if self.is_named_day(cx, inner) => {
                return self.named_day(cx, expr, selector, inner);
            }
            Selector::DateOf | Selector::StartOf | Selector::EndOf => {
                let events = self.events(cx, inner)?;
                self.single(cx, inner, events)?;
                let measure = if *selector == Selector::EndOf { Measure::End } else { Measure::Start };
                let node = ValueNode::Measure { events, choose: Choose::One, measure };
                let origin = self.origin(cx, expr.span);
                return Some(self.nodes.value(origin, node, Shape::date().named("the date")));
            }
            Selector::PointsOf => return self.points_of(outer, expr, inner),
            _ => {
                let written = self.sense(cx, expr).describe();
                let help = matches!(self.sense(cx, expr), Sense::Events)
                    .then_some("choose one value of them: `highest`, `lowest`, `mean`, `median` or `count`");
                self.wrong_kind(cx, expr.span, "a value is needed here", &format!("this is {written}"), help);
                return None;
            }
        };
        let events = self.phrase(cx, inner, Heart::Done, &mut aside)?;
        self.result(cx, expr, events, choose, &mut aside)
    }

    /// `daily_dose as prednisone per kg`, or a chosen event in parentheses with a suffix.
    fn modified_value(&mut self, cx: &Context<'a>, expr: &'a Expr, want: &Want) -> Option<ValueId> {
        let (base, modifiers) = suffixes(expr);
        if let ExprKind::Name(name) = &base.kind
            && let Some(about) = cx.subject.clone()
            && let Some(id) = self.has_attribute(&about, &name.text)
        {
            self.read_attribute(cx, name.span, &about, id);
            let mut aside = Aside::default();
            for (modifier, span) in modifiers {
                if !aside.set(modifier, span) {
                    let reason = "an attribute of one event is not narrowed further";
                    self.wrong_kind(cx, span, "this suffix needs a choice of events", reason, None);
                    return None;
                }
            }
            let conversion = self.conversion(cx, &mut aside)?;
            if !self.misplaced(cx, &aside, &["as", "per"]) {
                return None;
            }
            return self.subject(cx, expr.span, &about, id, conversion, want.hint.as_deref());
        }
        let mut aside = Aside::default();
        let events = self.phrase(&cx.apart(), expr, Heart::Done, &mut aside)?;
        if !self.nodes.about(events).single {
            return self.result_of_phrase(cx, expr);
        }
        self.result(cx, expr, events, Choose::One, &mut aside)
    }

    fn attribute_of(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        name: &'a Name,
        of: &'a Expr,
        want: &Want,
    ) -> Option<ValueId> {
        if let (ExprKind::It, modifiers) = it_with_suffixes(of) {
            return self.attribute_of_it(cx, expr, name, modifiers, want);
        }
        let cx = &cx.apart();
        let mut aside = Aside::default();
        let events = self.phrase(cx, of, Heart::Done, &mut aside)?;
        self.single(cx, of, events)?;
        let about = self.nodes.about(events);
        let (measure, shape) = self.named_measure(cx, expr, name, &about, aside, want)?;
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, ValueNode::Measure { events, choose: Choose::One, measure }, shape))
    }
}
