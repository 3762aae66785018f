//! Values: arithmetic, what is written out, and what begins with its own word.

use super::builder::{Builder, first_rule, parts};
use super::finding;
use super::grammar::{Node, Rule};
use crate::syntax::tree::{Arithmetic, Choice, Expr, ExprKind, Name, ReferenceLimit};
use pest::pratt_parser::{Assoc, Op, PrattParser};
use std::sync::LazyLock;

/// `x` and `/` bind tighter than `+` and `-`; the sign tightest.
static ARITHMETIC: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    PrattParser::new()
        .op(Op::infix(Rule::plus_minus, Assoc::Left))
        .op(Op::infix(Rule::times_over, Assoc::Left))
        .op(Op::prefix(Rule::negative))
});

impl Builder<'_> {
    pub(super) fn sum(&mut self, node: Node<'_>) -> Expr {
        let span = self.span(&node);
        let inner = parts(node.clone()).count();
        if inner == 1 {
            return self.expression(parts(node).next());
        }
        self.deeper(inner, span, |builder| {
            let builder = std::cell::RefCell::new(builder);
            ARITHMETIC
                .map_primary(|term| builder.borrow_mut().expression(Some(term)))
                .map_prefix(|sign, value| {
                    let span = builder.borrow().span(&sign).to(value.span);
                    Expr { kind: ExprKind::Negative(Box::new(value)), span }
                })
                .map_infix(|left, sign, right| {
                    let sign = arithmetic(&sign);
                    builder.borrow_mut().findings.extend(finding::spaced_unit(&left, sign, &right));
                    let span = left.span.to(right.span);
                    Expr { kind: ExprKind::Arithmetic(Box::new(left), sign, Box::new(right)), span }
                })
                .parse(parts(node))
        })
    }

    /// Anything that is no truth by its form.
    pub(super) fn term(&mut self, node: Node<'_>) -> Expr {
        let span = self.span(&node);
        let kind = match node.as_rule() {
            Rule::amount => ExprKind::Amount(self.amount(node)),
            Rule::titre => ExprKind::Titre(node.as_str().to_owned()),
            Rule::date | Rule::year => ExprKind::Date(node.as_str().to_owned()),
            Rule::quoted => ExprKind::Quoted(self.quoted(&node)),
            Rule::limit if node.as_str() == "ULN" => ExprKind::Limit(ReferenceLimit::Upper),
            Rule::limit => ExprKind::Limit(ReferenceLimit::Lower),
            Rule::sex => ExprKind::Sex,
            Rule::it => ExprKind::It,
            Rule::age => ExprKind::Age(parts(node).next().map(|point| Box::new(self.point(Some(point))))),
            Rule::time_since => ExprKind::TimeSince(Box::new(self.point(parts(node).next()))),
            Rule::percent_change => self.pair(node, ExprKind::PercentChange),
            Rule::choose_of => self.choose_of(node),
            Rule::choose_when => ExprKind::When(parts(node).map(|case| self.case(case)).collect()),
            Rule::parenthesis => {
                return self.deeper(1, span, |builder| {
                    let inner = builder.expression(parts(node).next());
                    Expr { kind: ExprKind::Parenthesis(Box::new(inner)), span }
                });
            }
            Rule::set => ExprKind::Set(self.all(node)),
            Rule::call => self.call(node),
            Rule::glued | Rule::keyword_value => ExprKind::Name(self.named(&node)),
            Rule::phrase | Rule::bare_phrase | Rule::attribute | Rule::of_it => return self.phrase(node),
            _ => ExprKind::Malformed,
        };
        Expr { kind, span }
    }

    /// A name alone or with what it takes.
    fn call(&mut self, node: Node<'_>) -> ExprKind {
        let mut parts = parts(node);
        let name: Name = self.name(parts.next());
        match parts.next() {
            Some(arguments) => ExprKind::Call(name, self.all(arguments)),
            None => ExprKind::Name(name),
        }
    }

    fn choose_of(&mut self, node: Node<'_>) -> ExprKind {
        let choice = match first_rule(&node) {
            Some(Rule::kw_longer | Rule::kw_greater) => Choice::Greatest,
            _ => Choice::Least,
        };
        ExprKind::Choose(choice, self.all(node))
    }

    fn case(&mut self, node: Node<'_>) -> (Expr, Expr) {
        let mut parts = parts(node);
        let (value, truth) = (parts.next(), parts.next());
        (self.expression(value), self.expression(truth))
    }

    /// `0,5` in a block is read as two lines, of which the second is a number glued to the comma.
    pub(super) fn look_for_decimal_comma(&mut self, line: &Expr) {
        if matches!(line.kind, ExprKind::Amount(_)) {
            self.findings.extend(finding::decimal_comma(self.words, line.span));
        }
    }
}

fn arithmetic(node: &Node<'_>) -> Arithmetic {
    match node.as_str() {
        "+" => Arithmetic::Plus,
        "-" => Arithmetic::Minus,
        "x" => Arithmetic::Times,
        _ => Arithmetic::Over,
    }
}
