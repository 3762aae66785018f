//! Truths: connectives, blocks, quantifiers, questions.

use super::aside::{Aside, COUNTING};
use super::checker::Checker;
use super::events::Heart;
use super::names::{Bound, Context, Declared};
use super::program::{Counting, TruthId, TruthNode};
use super::sense::Sense;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity, Span};
use crate::syntax::tree::{BlockKind, Comparator, Connective, Expr, ExprKind, Line, Modifier, Name, Selector};
use crate::vocabulary::Named;
use std::sync::Arc;

impl<'a> Checker<'a> {
    /// A truth.
    pub(super) fn truth(&mut self, cx: &Context<'a>, expr: &'a Expr) -> Option<TruthId> {
        let origin = self.origin(cx, expr.span);
        match &expr.kind {
            ExprKind::Malformed => None,
            ExprKind::Parenthesis(inner) => self.truth(cx, inner),
            ExprKind::Chain(first, rest) => self.chain(cx, expr, first, rest),
            ExprKind::Not(inner) => {
                let inner = self.truth(cx, inner)?;
                Some(self.nodes.truth(origin, TruthNode::Not(inner)))
            }
            ExprKind::If(condition, then) => {
                let (if_span, condition) = (condition.span, self.truth(cx, condition));
                let then = self.truth(cx, then);
                let (condition, then) = (condition?, then?);
                let if_origin = self.origin(cx, if_span);
                let not = self.nodes.truth(if_origin, TruthNode::Not(condition));
                Some(self.nodes.truth(origin, TruthNode::Any(vec![not, then])))
            }
            ExprKind::Block(kind, lines) => self.block(cx, expr, *kind, lines),
            ExprKind::Compare(left, comparator, right) => self.compare(cx, expr, (left, *comparator, right)),
            ExprKind::Test(left, test) => self.test(cx, expr, left, test),
            ExprKind::EveryHas(events, condition) => self.every(cx, expr, events, condition),
            ExprKind::Asked(with, name, arguments) => self.asked(cx, expr, *with, name, arguments),
            ExprKind::SiteSays(name, arguments) => self.site_says(cx, expr, name, arguments),
            ExprKind::Stated(statement, of) => self.stated(cx, expr, *statement, of),
            ExprKind::Meets(name, arguments) => self.meets(cx, expr.span, name, arguments),
            ExprKind::Select(selector, inner) if self.sense(cx, expr) == Sense::Truth => {
                self.quantified(cx, expr, selector, inner)
            }
            ExprKind::Name(name) | ExprKind::Call(name, _) if self.sense(cx, expr) == Sense::Truth => {
                self.named_truth(cx, expr, name)
            }
            _ => self.no_truth(cx, expr),
        }
    }

    /// A name that is a truth: an argument, the entry criterion of a score, or a definition, which wants `meets`.
    fn named_truth(&mut self, cx: &Context<'a>, expr: &'a Expr, name: &'a Name) -> Option<TruthId> {
        if let Some(argument) = cx.argument(&name.text) {
            return match argument.bound {
                Bound::Truth(truth) => Some(truth),
                _ => None,
            };
        }
        if let Some((score, _)) = cx.score
            && name.text == "entry"
        {
            return self.score_entry(cx, expr.span, score);
        }
        let arguments: &'a [Expr] = match &expr.kind {
            ExprKind::Call(_, arguments) => arguments,
            _ => &[],
        };
        let written = self.text(cx.file, expr.span);
        let mut found =
            Diagnostic::new(Code::WrongKind, expr.span, format!("`{}` reads better with `meets`", name.text))
                .reason("it is a definition that holds or not")
                .help(format!("write `meets {written}`"));
        found.severity = Severity::Note;
        let replacement = format!("meets {written}");
        found.fixes.push(Fix::write(expr.span, replacement));
        self.report(cx, found);
        self.called_truth(cx, expr.span, name, arguments)
    }

    /// Says what to write where a truth is needed; after `with`, events alone mean any of them.
    fn no_truth(&mut self, cx: &Context<'a>, expr: &'a Expr) -> Option<TruthId> {
        let sense = self.sense(cx, expr);
        let events = matches!(sense, Sense::Events | Sense::Chosen);
        if cx.any && events {
            let events = self.events(cx, expr)?;
            let origin = self.origin(cx, expr.span);
            let counting = Counting::default();
            return Some(self.nodes.truth(origin, TruthNode::Amount { events, least: 1, most: None, counting }));
        }
        let written = self.text(cx.file, expr.span);
        let (reason, help) = match sense {
            Sense::Events => (
                "this is a choice of events, and nothing says how many are wanted".to_owned(),
                Some(format!("write `any {written}` or `no {written}`")),
            ),
            Sense::Chosen => (
                "this is one chosen event or its result, and nothing is asked of it".to_owned(),
                Some("compare it, or write `any (...)`".to_owned()),
            ),
            Sense::Value => {
                ("this is a value, and nothing is asked of it".to_owned(), Some("compare it with something".to_owned()))
            }
            Sense::Point => ("this is a point in time".to_owned(), None),
            _ => match &expr.kind {
                ExprKind::Name(name) | ExprKind::Call(name, _) => {
                    self.no_such_truth(cx, expr, name);
                    return None;
                }
                _ => ("this says nothing that holds or not".to_owned(), None),
            },
        };
        self.wrong_kind(cx, expr.span, "something that holds or not is needed here", &reason, help.as_deref());
        // What stands there is read all the same, for its own mistakes.
        if sense == Sense::Events {
            self.events(cx, expr);
        }
        None
    }

    fn no_such_truth(&mut self, cx: &Context<'a>, expr: &'a Expr, name: &'a Name) {
        let text = &name.text;
        let help = match self.named(cx, text) {
            Ok(Some(Named::Question(question))) => {
                let confirmed = self.vocabulary.questions.get(usize::from(question.0)).is_some_and(|one| one.confirmed);
                format!("write `{} {text}`", if confirmed { "confirmed" } else { "judged" })
            }
            Ok(Some(Named::Site(_))) => format!("write `site says {text}`"),
            _ => {
                if self.selected(cx, name).is_none() {
                    self.unknown_word(cx, expr.span, text, None);
                }
                return;
            }
        };
        let reason = "this is a question, and nothing says who answers it";
        self.wrong_kind(cx, expr.span, "something that holds or not is needed here", reason, Some(&help));
    }

    /// `A and B and C`, `A or B`, `A unless B`, `A but not B`: one kind of connective at a time.
    fn chain(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        first: &'a Expr,
        rest: &'a [(Connective, Expr)],
    ) -> Option<TruthId> {
        let mut parts = vec![self.truth(cx, first)];
        let mut before = first;
        for (connective, operand) in rest {
            // `grade is A or B` was meant as a set.
            if let Some(comparison) = last_is(before)
                && matches!(connective, Connective::Or)
                && let ExprKind::Name(name) = &operand.kind
                && self.sense(cx, operand) == Sense::Unknown
                && self.selected_quietly(cx, &name.text).is_none()
            {
                self.list_meant(cx, comparison, operand);
                parts.push(None);
                continue;
            }
            parts.push(self.truth(cx, operand));
            before = operand;
        }
        let connectives: Vec<Connective> = rest.iter().map(|(connective, _)| *connective).collect();
        let all = |wanted: Connective| connectives.iter().all(|one| *one == wanted);
        let and_but = connectives.split_last().is_some_and(|(last, others)| {
            *last == Connective::ButNot && others.iter().all(|one| *one == Connective::And)
        });
        let single = connectives.len() == 1;
        let fine = all(Connective::And) || all(Connective::Or) || and_but || all(Connective::ButNot) || single;
        if !fine {
            self.mixed(cx, expr, first, rest);
            return None;
        }
        let mut parts = parts.into_iter().collect::<Option<Vec<TruthId>>>()?;
        for ((connective, operand), part) in rest.iter().zip(parts.iter_mut().skip(1)) {
            if *connective == Connective::ButNot {
                let origin = self.origin(cx, operand.span);
                *part = self.nodes.truth(origin, TruthNode::Not(*part));
            }
        }
        let origin = self.origin(cx, expr.span);
        let any = matches!(connectives.first(), Some(Connective::Or | Connective::Unless));
        Some(self.nodes.truth(origin, if any { TruthNode::Any(parts) } else { TruthNode::All(parts) }))
    }

    fn selected_quietly(&self, cx: &Context<'a>, name: &str) -> Option<Named> {
        let _ = cx;
        self.vocabulary.find(name)
    }

    fn list_meant(&mut self, cx: &Context<'a>, before: &'a Expr, operand: &'a Expr) {
        let ExprKind::Compare(left, comparator, right) = &before.kind else { return };
        let (left, right) = (self.text(cx.file, left.span), self.text(cx.file, right.span));
        let other = self.text(cx.file, operand.span);
        let sign = if *comparator == Comparator::IsNot { "not in" } else { "in" };
        let help = format!("write `{left} {sign} {{ {right}, {other} }}`");
        let reason = format!("`{other}` stands alone after `or`, and says nothing that holds or not");
        self.wrong_kind(cx, operand.span, "several values need a set", &reason, Some(&help));
    }

    /// Asks for parentheses where connectives are mixed, and shows both readings.
    fn mixed(&mut self, cx: &Context<'a>, expr: &'a Expr, first: &'a Expr, rest: &'a [(Connective, Expr)]) {
        let word = |connective: Connective| match connective {
            Connective::And => "and",
            Connective::Or => "or",
            Connective::Unless => "unless",
            Connective::ButNot => "but not",
        };
        let text = |part: &Expr| short(self.text(cx.file, part.span));
        let change = rest.windows(2).position(|pair| match pair {
            [(one, _), (two, _)] => one != two,
            _ => false,
        });
        let split = change.unwrap_or(0);
        let mut words = vec![text(first)];
        words.extend(rest.iter().flat_map(|(connective, part)| [word(*connective).to_owned(), text(part)]));
        // Parentheses around what stands before the change, or around what it binds from behind.
        let before = words.get(..2 * split + 3).map(|part| part.join(" ")).unwrap_or_default();
        let after = words.get(2 * split + 3..).map(|part| part.join(" ")).unwrap_or_default();
        let head = words.get(..2 * split + 2).map(|part| part.join(" ")).unwrap_or_default();
        let tail = words.get(2 * split + 2..).map(|part| part.join(" ")).unwrap_or_default();
        let (one, two) = (format!("({before}) {after}"), format!("{head} ({tail})"));
        let mut used: Vec<&str> = rest.iter().map(|(connective, _)| word(*connective)).collect();
        used.dedup();
        let (a, b) = (used.first().copied().unwrap_or("and"), used.get(1).copied().unwrap_or("or"));
        let found =
            Diagnostic::new(Code::MixedAndOr, expr.span, format!("`{a}` and `{b}` are mixed without parentheses"))
                .reason("the sentence has two readings, and they can give opposite verdicts")
                .help(format!("write `{one}` or `{two}`, or a block: `all of {{ ... }}`"));
        self.report(cx, found);
    }

    /// `all of { "label": A, B }`
    fn block(&mut self, cx: &Context<'a>, expr: &'a Expr, kind: BlockKind, lines: &'a [Line]) -> Option<TruthId> {
        let parts: Vec<Option<TruthId>> = lines.iter().map(|line| self.line(cx, line)).collect();
        let parts = parts.into_iter().collect::<Option<Vec<TruthId>>>()?;
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        let node = match kind {
            BlockKind::All => TruthNode::All(parts),
            BlockKind::Any => TruthNode::Any(parts),
            BlockKind::None => TruthNode::Count { of: parts, least: 0, most: Some(0) },
            BlockKind::AtLeast(least) => TruthNode::Count { of: parts, least, most: None },
            BlockKind::Exactly(number) => TruthNode::Count { of: parts, least: number, most: Some(number) },
            BlockKind::AtMost(most) => TruthNode::Count { of: parts, least: 0, most: Some(most) },
        };
        let constant = match kind {
            BlockKind::AtLeast(0) => Some("always holds"),
            BlockKind::AtLeast(least) | BlockKind::Exactly(least) if least > count => Some("never holds"),
            BlockKind::AtMost(most) if most >= count => Some("always holds"),
            _ => None,
        };
        if let Some(how) = constant {
            let found = Diagnostic::new(Code::ConstantComparison, expr.span, format!("this {how}"))
                .reason(format!("the block has {count} lines"))
                .help("check the number");
            self.report(cx, found);
        }
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.truth(origin, node))
    }

    fn line(&mut self, cx: &Context<'a>, line: &'a Line) -> Option<TruthId> {
        let truth = self.truth(cx, &line.expression)?;
        Some(match &line.label {
            Some(label) => self.nodes.label_truth(truth, &Arc::from(label.text.as_str())),
            None => truth,
        })
    }

    /// `any E`, `at least 2 E distinct by drug`
    fn quantified(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        selector: &'a Selector,
        inner: &'a Expr,
    ) -> Option<TruthId> {
        let (least, most) = match selector {
            Selector::No => (0, Some(0)),
            Selector::AtLeast(least) => (*least, None),
            Selector::AtMost(most) => (0, Some(*most)),
            Selector::Exactly(number) => (*number, Some(*number)),
            Selector::Between(least, most) => (*least, Some(*most)),
            _ => (1, None),
        };
        let cx = &cx.apart();
        let mut aside = Aside::default();
        let events = self.phrase(cx, inner, Heart::Done, &mut aside);
        let counting = events.and_then(|events| self.counting(cx, &mut aside, events));
        let fine = self.misplaced(cx, &aside, COUNTING);
        let (events, counting) = (events?, counting?);
        if least == 0 && most.is_none() || most.is_some_and(|most| most < least) {
            let how = if most.is_some() { "never holds" } else { "always holds" };
            let found = Diagnostic::new(Code::ConstantComparison, expr.span, format!("this {how}"))
                .reason("whatever the record holds, the number of events does not change it")
                .help("check the numbers");
            self.report(cx, found);
        }
        let origin = self.origin(cx, expr.span);
        fine.then(|| self.nodes.truth(origin, TruthNode::Amount { events, least, most, counting }))
    }

    /// `every E has C`
    fn every(&mut self, cx: &Context<'a>, expr: &'a Expr, events: &'a Expr, condition: &'a Expr) -> Option<TruthId> {
        let cx = &cx.apart();
        let events = self.events(cx, events)?;
        let condition = self.truth(&cx.asking(self.nodes.about(events)), condition)?;
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.truth(origin, TruthNode::Every { events, condition }))
    }

    /// `meets NAME(args)`: a score or a definition of a truth.
    fn meets(&mut self, cx: &Context<'a>, span: Span, name: &'a Name, arguments: &'a [Expr]) -> Option<TruthId> {
        match self.peek(cx, &name.text) {
            Some(Declared::Define(_)) => self.called_truth(cx, span, name, arguments),
            Some(Declared::Score(_)) => self.meets_score(cx, span, name),
            Some(_) => {
                let reason = format!("`{}` is neither", name.text);
                self.wrong_kind(cx, name.span, "a score or a definition is needed after `meets`", &reason, None);
                None
            }
            None => {
                if let Some(selected) = self.selected(cx, name) {
                    if selected.is_ok() {
                        let help = format!("write `any {}`", name.text);
                        let reason = format!("`{}` is a word, and its events are counted", name.text);
                        let needed = "a score or a definition is needed after `meets`";
                        self.wrong_kind(cx, name.span, needed, &reason, Some(&help));
                    }
                } else {
                    self.unknown_word(cx, name.span, &name.text, None);
                }
                None
            }
        }
    }
}

/// The `A is B` with which an expression ends.
fn last_is(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Compare(_, Comparator::Is | Comparator::IsNot, _) => Some(expr),
        ExprKind::Select(_, inner) | ExprKind::EveryHas(_, inner) => last_is(inner),
        ExprKind::Modify(_, modifier) => match &**modifier {
            Modifier::Where(condition) => last_is(condition),
            _ => None,
        },
        _ => None,
    }
}

/// A text cut down to what fits into a message.
fn short(text: &str) -> String {
    let flat = crate::syntax::one_line(text);
    if flat.chars().count() <= 40 { flat } else { flat.chars().take(37).chain("...".chars()).collect() }
}
