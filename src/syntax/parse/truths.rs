//! Truths: chains, blocks, comparisons and tests.

use super::builder::{Builder, first_rule, has, malformed, parts};
use super::grammar::{Node, Rule};
use crate::diagnostic::Span;
use crate::syntax::tree::{AskedWith, BlockKind, Comparator, Connective, Expr, ExprKind, Line, Name, Statement, Test};
use pest::pratt_parser::{Assoc, Op, PrattParser};
use std::sync::LazyLock;

/// All connectives bind alike: mixing them is for the checker to refuse. `not` binds tighter.
static TRUTHS: LazyLock<PrattParser<Rule>> =
    LazyLock::new(|| PrattParser::new().op(Op::infix(Rule::connective, Assoc::Left)).op(Op::prefix(Rule::not)));

impl Builder<'_> {
    /// Any expression; [`ExprKind::Malformed`] where there is none.
    pub(super) fn expression(&mut self, node: Option<Node<'_>>) -> Expr {
        let Some(node) = node else { return malformed(Span::default()) };
        let span = self.span(&node);
        let kind = match node.as_rule() {
            Rule::chain | Rule::single => return self.chain(node),
            Rule::sum | Rule::plain_sum => return self.sum(node),
            Rule::relation | Rule::plain_relation => return self.relation(node),
            Rule::condition_then => self.condition_then(node),
            Rule::block => self.block(node),
            Rule::every_has => self.pair(node, ExprKind::EveryHas),
            Rule::asked => self.asked(node),
            Rule::site_says => {
                let (name, arguments) = self.called(node);
                ExprKind::SiteSays(name, arguments)
            }
            Rule::meets => {
                let (name, arguments) = self.called(node);
                ExprKind::Meets(name, arguments)
            }
            Rule::stated => {
                let statement = match first_rule(&node) {
                    Some(Rule::kw_contraindicated) => Statement::Contraindicated,
                    _ => Statement::Intolerant,
                };
                ExprKind::Stated(statement, Box::new(self.expression(parts(node).next())))
            }
            _ => return self.term(node),
        };
        Expr { kind, span }
    }

    fn chain(&mut self, node: Node<'_>) -> Expr {
        let span = self.span(&node);
        let negations = node.clone().into_inner().filter(|part| part.as_rule() == Rule::not).count();
        self.deeper(1 + negations, span, |builder| {
            let builder = std::cell::RefCell::new(builder);
            TRUTHS
                .map_primary(|operand| builder.borrow_mut().expression(Some(operand)))
                .map_prefix(|not, truth| {
                    let span = builder.borrow().span(&not).to(truth.span);
                    Expr { kind: ExprKind::Not(Box::new(truth)), span }
                })
                .map_infix(|left, word, right| join(left, connective(&word), right))
                .parse(parts(node))
        })
    }

    fn condition_then(&mut self, node: Node<'_>) -> ExprKind {
        self.pair(node, ExprKind::If)
    }

    /// An expression of two parts.
    pub(super) fn pair(&mut self, node: Node<'_>, make: fn(Box<Expr>, Box<Expr>) -> ExprKind) -> ExprKind {
        let mut parts = parts(node);
        let (first, second) = (parts.next(), parts.next());
        make(Box::new(self.expression(first)), Box::new(self.expression(second)))
    }

    fn block(&mut self, node: Node<'_>) -> ExprKind {
        let mut parts = parts(node);
        let kind = parts.next().map_or(BlockKind::All, |kind| block_kind(&kind));
        ExprKind::Block(kind, parts.map(|line| self.line(line)).collect())
    }

    fn line(&mut self, node: Node<'_>) -> Line {
        let mut parts = parts(node).peekable();
        let label = parts.next_if(|part| part.as_rule() == Rule::label).and_then(|label| self.text_of(label));
        let expression = self.expression(parts.next());
        self.look_for_decimal_comma(&expression);
        Line { label, expression }
    }

    fn asked(&mut self, node: Node<'_>) -> ExprKind {
        let with = if has(&node, Rule::kw_judged) { AskedWith::Judged } else { AskedWith::Confirmed };
        let (name, arguments) = self.called(node);
        ExprKind::Asked(with, name, arguments)
    }

    /// A name and its arguments, where it has any.
    pub(super) fn called(&mut self, node: Node<'_>) -> (Name, Vec<Expr>) {
        let mut parts = parts(node);
        let name = self.name(parts.next());
        let arguments = parts.next().map(|arguments| self.all(arguments)).unwrap_or_default();
        (name, arguments)
    }

    /// Every part as an expression.
    pub(super) fn all(&mut self, node: Node<'_>) -> Vec<Expr> {
        parts(node).map(|part| self.expression(Some(part))).collect()
    }

    fn relation(&mut self, node: Node<'_>) -> Expr {
        let span = self.span(&node);
        let mut parts = parts(node);
        let left = self.expression(parts.next());
        let Some(tail) = parts.next() else { return left };
        let kind = match tail.as_rule() {
            Rule::comparison | Rule::plain_comparison => self.comparison(left, tail),
            Rule::is_test | Rule::plain_is => self.is_test(left, tail),
            _ => {
                let test = self.test(tail);
                ExprKind::Test(Box::new(left), test)
            }
        };
        Expr { kind, span }
    }

    fn comparison(&mut self, left: Expr, tail: Node<'_>) -> ExprKind {
        let mut parts = parts(tail);
        let sign = match parts.next().as_ref().map(Node::as_str) {
            Some("<") => Comparator::Less,
            Some("<=") => Comparator::AtMost,
            Some(">") => Comparator::Greater,
            _ => Comparator::AtLeast,
        };
        let right = self.expression(parts.next());
        ExprKind::Compare(Box::new(left), sign, Box::new(right))
    }

    fn is_test(&mut self, left: Expr, tail: Node<'_>) -> ExprKind {
        let words: Vec<Rule> = tail.clone().into_inner().map(|part| part.as_rule()).collect();
        let beyond = tail.clone().into_inner().find(|part| part.as_rule() == Rule::or_beyond);
        let left = Box::new(left);
        let (negated, known) = (words.contains(&Rule::kw_not), words.contains(&Rule::kw_known));
        if known {
            return ExprKind::Test(left, Test::IsKnown(!negated));
        }
        let right = Box::new(self.expression(parts(tail).next()));
        let test = match words.get(1) {
            Some(Rule::kw_only) => Test::IsOnly(right),
            Some(Rule::kw_worse) => Test::WorseThan(right),
            Some(Rule::kw_better) => Test::BetterThan(right),
            _ => match beyond {
                Some(beyond) if has(&beyond, Rule::kw_worse) => Test::OrWorse(right),
                Some(_) => Test::OrBetter(right),
                None if negated => return ExprKind::Compare(left, Comparator::IsNot, right),
                None => return ExprKind::Compare(left, Comparator::Is, right),
            },
        };
        ExprKind::Test(left, test)
    }

    fn test(&mut self, tail: Node<'_>) -> Test {
        let (rule, negated, all) = (tail.as_rule(), has(&tail, Rule::kw_not), has(&tail, Rule::kw_all));
        let mut parts = parts(tail);
        let first = Box::new(self.expression(parts.next()));
        match rule {
            Rule::between_test | Rule::plain_between => Test::Between(first, Box::new(self.expression(parts.next()))),
            Rule::from_test | Rule::plain_from => Test::FromToBelow(first, Box::new(self.expression(parts.next()))),
            Rule::includes_test if all => Test::IncludesAll(first),
            Rule::includes_test => Test::IncludesAny(first),
            _ => Test::In { negated, set: first },
        }
    }
}

/// Adds a truth to a chain; chains stay flat, as a chain in parentheses is a node of its own.
fn join(left: Expr, connective: Connective, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    let kind = match left.kind {
        ExprKind::Chain(first, mut more) => {
            more.push((connective, right));
            ExprKind::Chain(first, more)
        }
        _ => ExprKind::Chain(Box::new(left), vec![(connective, right)]),
    };
    Expr { kind, span }
}

fn connective(node: &Node<'_>) -> Connective {
    match first_rule(node) {
        Some(Rule::kw_and) => Connective::And,
        Some(Rule::kw_or) => Connective::Or,
        Some(Rule::kw_unless) => Connective::Unless,
        _ => Connective::ButNot,
    }
}

fn block_kind(node: &Node<'_>) -> BlockKind {
    let number = parts(node.clone()).next().map_or(0, |number| count(&number));
    match first_rule(node) {
        Some(Rule::kw_any) => BlockKind::Any,
        Some(Rule::kw_none) => BlockKind::None,
        Some(Rule::kw_exactly) => BlockKind::Exactly(number),
        Some(Rule::kw_at) if has(node, Rule::kw_most) => BlockKind::AtMost(number),
        Some(Rule::kw_at) => BlockKind::AtLeast(number),
        _ => BlockKind::All,
    }
}

/// A whole number; the grammar lets at most nine digits through.
pub(super) fn count(node: &Node<'_>) -> u32 {
    node.as_str().parse().unwrap_or(u32::MAX)
}
