//! What expressions speak of.

use super::{Refer, Target, Within};
use crate::check::Reading;
use crate::syntax::tree::{Comparator, Expr, ExprKind, Modifier, Name, Point, Selector, Test, Window};

impl<'a> Refer<'a> {
    /// What stands after `is` and in a set of values: values where they were read as such.
    fn values(&mut self, within: Within<'a>, left: &'a Expr, right: &'a Expr) {
        match &right.kind {
            ExprKind::Set(members) => members.iter().for_each(|member| self.values(within, left, member)),
            ExprKind::Parenthesis(inner) => self.values(within, left, inner),
            _ => match self.reading(right.span) {
                Some(read) if matches!(read.reading, Reading::Value(_)) => {
                    let Reading::Value(id) = read.reading else { return };
                    let of = self.words(read);
                    let attribute = attribute_of(left).filter(|name| self.is_attribute(name));
                    let attribute = attribute.map_or("value", |name| name.text.as_str());
                    let value = Target::Value(self.vocabulary.symbol(id).to_owned(), attribute.to_owned());
                    self.push(right.span, value, of);
                }
                _ => self.expr(within, right),
            },
        }
    }

    pub(super) fn expr(&mut self, within: Within<'a>, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Malformed
            | ExprKind::Limit(_)
            | ExprKind::Amount(_)
            | ExprKind::Titre(_)
            | ExprKind::Date(_)
            | ExprKind::Quoted(_)
            | ExprKind::Age(None)
            | ExprKind::Sex
            | ExprKind::It => {}
            ExprKind::Chain(first, rest) => {
                self.expr(within, first);
                rest.iter().for_each(|(_, one)| self.expr(within, one));
            }
            ExprKind::Not(inner)
            | ExprKind::Negative(inner)
            | ExprKind::Parenthesis(inner)
            | ExprKind::Stated(_, inner) => {
                self.expr(within, inner);
            }
            ExprKind::If(one, two) | ExprKind::EveryHas(one, two) | ExprKind::Arithmetic(one, _, two) => {
                self.expr(within, one);
                self.expr(within, two);
            }
            ExprKind::PercentChange(one, two) => {
                self.expr(within, one);
                self.expr(within, two);
            }
            ExprKind::Block(_, lines) => lines.iter().for_each(|line| self.expr(within, &line.expression)),
            ExprKind::Compare(left, comparator, right) => {
                self.expr(within, left);
                match comparator {
                    Comparator::Is | Comparator::IsNot => self.values(within, left, right),
                    _ => self.expr(within, right),
                }
            }
            ExprKind::Test(left, test) => self.test(within, left, test),
            ExprKind::Asked(_, name, arguments) | ExprKind::SiteSays(name, arguments) => {
                self.names([name]);
                arguments.iter().for_each(|argument| self.answer(within, name, argument));
            }
            ExprKind::Meets(name, arguments) | ExprKind::Call(name, arguments) => {
                self.name(within, name);
                arguments.iter().for_each(|argument| self.expr(within, argument));
            }
            ExprKind::Name(name) => self.name(within, name),
            ExprKind::Set(members) | ExprKind::Choose(_, members) => {
                members.iter().for_each(|member| self.expr(within, member));
            }
            ExprKind::When(cases) => {
                for (value, when) in cases {
                    self.expr(within, value);
                    self.expr(within, when);
                }
            }
            ExprKind::TimeSince(point) | ExprKind::Age(Some(point)) => self.point(within, point),
            ExprKind::Select(selector, inner) => self.select(within, selector, inner),
            ExprKind::Modify(inner, modifier) => {
                self.expr(within, inner);
                self.modifier(within, inner, modifier);
            }
            ExprKind::AttributeOf(name, inner) => {
                self.attribute(name);
                self.expr(within, inner);
            }
        }
    }

    /// An argument of a question; of one to the site, perhaps its answer.
    fn answer(&mut self, within: Within<'a>, question: &'a Name, argument: &'a Expr) {
        if let ExprKind::Name(name) = &argument.kind
            && self.scope.find(&name.text).is_none()
        {
            let known = within.and_then(|define| self.formals.get(&(define.to_owned(), name.text.clone())));
            if known.is_none() {
                let answer = Target::Value(name.text.clone(), question.text.clone());
                return self.push(name.span, answer, vec![question.text.clone()]);
            }
        }
        self.expr(within, argument);
    }

    fn select(&mut self, within: Within<'a>, selector: &'a Selector, inner: &'a Expr) {
        match selector {
            Selector::Total(name) | Selector::Average(name) => self.attribute(name),
            Selector::PointsOf => {
                if let (Some(score), ExprKind::Name(name)) = (self.score, &inner.kind)
                    && let Some(part) = self.scope.part(score, &name.text)
                {
                    return self.note(name, Some(part));
                }
            }
            _ => {}
        }
        self.expr(within, inner);
    }

    fn test(&mut self, within: Within<'a>, left: &'a Expr, test: &'a Test) {
        self.expr(within, left);
        match test {
            Test::In { set: values, .. }
            | Test::IncludesAny(values)
            | Test::IncludesAll(values)
            | Test::IsOnly(values)
            | Test::WorseThan(values)
            | Test::BetterThan(values)
            | Test::OrWorse(values)
            | Test::OrBetter(values) => self.values(within, left, values),
            Test::Between(low, high) | Test::FromToBelow(low, high) => {
                self.expr(within, low);
                self.expr(within, high);
            }
            Test::Has(condition) => self.expr(within, condition),
            Test::IsKnown(_) => {}
        }
    }

    fn modifier(&mut self, within: Within<'a>, inner: &'a Expr, modifier: &'a Modifier) {
        match modifier {
            Modifier::Where(expr)
            | Modifier::TogetherWith(expr)
            | Modifier::With { condition: expr, .. }
            | Modifier::Except(expr)
            | Modifier::CountingAsOne(expr)
            | Modifier::Including { set: expr, .. }
            | Modifier::Lasting { length: expr, .. }
            | Modifier::ForATotalOf { length: expr, .. }
            | Modifier::Apart(expr) => self.expr(within, expr),
            Modifier::Window(window) | Modifier::Running(window) => self.window(within, window),
            Modifier::Started(window) | Modifier::Ended(window) => {
                window.iter().for_each(|window| self.window(within, window));
            }
            Modifier::By(name) | Modifier::DistinctBy(name) => self.attribute(name),
            Modifier::As(name) => self.names([name]),
            Modifier::Items { items, .. } => {
                let mut scores = Vec::new();
                named_in(inner, &mut scores);
                for item in items {
                    let part = scores.iter().find_map(|score| self.scope.part(score, &item.text));
                    self.note(item, part);
                }
            }
            Modifier::Per(_) | Modifier::OverDays { .. } => {}
        }
    }

    fn window(&mut self, within: Within<'a>, window: &'a Window) {
        window.within.iter().for_each(|length| self.expr(within, length));
        window.point.iter().for_each(|point| self.point(within, point));
    }

    fn point(&mut self, within: Within<'a>, point: &'a Point) {
        match point {
            Point::Of(expr) | Point::StartOf(expr) | Point::EndOf(expr) | Point::DateOf(expr) => {
                self.expr(within, expr)
            }
        }
    }
}

/// The attribute that an expression asks for, where it asks for one by name.
fn attribute_of(left: &Expr) -> Option<&Name> {
    match &left.kind {
        ExprKind::Name(name) | ExprKind::AttributeOf(name, _) => Some(name),
        ExprKind::Parenthesis(inner) | ExprKind::Modify(inner, _) => attribute_of(inner),
        _ => None,
    }
}

/// The names in the heart of a phrase.
fn named_in<'a>(expr: &'a Expr, names: &mut Vec<&'a str>) {
    match &expr.kind {
        ExprKind::Name(name) | ExprKind::Call(name, _) => names.push(&name.text),
        ExprKind::Modify(inner, _) | ExprKind::Select(_, inner) | ExprKind::Parenthesis(inner) => {
            named_in(inner, names)
        }
        ExprKind::Set(members) => members.iter().for_each(|member| named_in(member, names)),
        _ => {}
    }
}
