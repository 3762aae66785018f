//! One expression alone, as `enrol eval` asks it.

use super::checker::Checker;
use super::load;
use super::names::Context;
use super::program::{Ask, Criterion, EventsId, FileId, Program, Trial, TruthId, ValueId, Version};
use super::sense::Sense;
use super::value::Want;
use super::wordbook::Wordbook;
use super::{Finding, Options, Source};
use crate::syntax::tree::Expr;
use crate::value::Day;
use std::sync::Arc;

/// What an expression became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A truth, which is also the one criterion of the program's trial.
    Truth(TruthId),
    /// A value.
    Value(ValueId),
    /// A choice of events.
    Events(EventsId),
}

/// An expression that was checked.
#[derive(Clone, Debug)]
pub struct CheckedExpression {
    /// A program of one trial without a name, which has one criterion where the expression is a truth, else none.
    pub program: Program,
    /// What the expression became; [`None`] where the findings say why it became nothing.
    pub expression: Option<Expression>,
    /// Everything found wrong with it.
    pub findings: Vec<Finding>,
}

/// Checks one expression with the words of some vocabularies and libraries. Its text is the first file of the program.
#[must_use]
pub fn check_expression(
    text: &str,
    uses: &[String],
    resolve: &dyn Fn(&str) -> Option<Source>,
    options: &Options,
) -> CheckedExpression {
    let (expr, diagnostics) = crate::syntax::parse_expression(text);
    let broken = diagnostics.iter().any(|one| one.severity == crate::diagnostic::Severity::Error);
    let file = FileId(0);
    let mut findings: Vec<Finding> = Vec::new();
    let header: String = uses.iter().map(|name| format!("use {name}\n")).collect();
    let mut files = load::load(&[Source::new("expression", header)], resolve, &mut findings);
    // The `use` lines are only a way to bring the words in: what is quoted is the expression.
    if let Some(first) = files.first_mut() {
        first.text = Arc::from(text);
        for (_, span) in &mut first.uses {
            *span = crate::diagnostic::Span::default();
        }
    }
    findings.extend(diagnostics.into_iter().map(|diagnostic| Finding { file, diagnostic }));
    let overrides = super::overrides(options, &mut findings);
    let scopes = super::names::scopes(&files, &mut findings);
    let beside = load::load_beside(&files, &options.words, resolve);
    let wordbook = Wordbook::new(&files, &beside, None);
    let mut checker = Checker::new(&files, &scopes, &wordbook, &overrides, findings);
    let expression = if broken { None } else { checker.expression(&expr, file) };
    let anchors = checker.anchors_of(file);
    let trial = pseudo_trial(expression, anchors, &expr);
    let checked = super::finish(checker, wordbook, vec![trial], options);
    CheckedExpression { program: checked.program, expression, findings: checked.findings }
}

impl<'a> Checker<'a> {
    fn expression(&mut self, expr: &'a Expr, file: FileId) -> Option<Expression> {
        let cx = Context::top(file);
        match self.sense(&cx, expr) {
            Sense::Value => self.value(&cx, expr, &Want::default()).map(Expression::Value),
            Sense::Events => self.events(&cx, expr).map(Expression::Events),
            Sense::Chosen => {
                let events = self.events(&cx, expr)?;
                if self.has_result(&self.nodes.about(events)) {
                    self.value(&cx, expr, &Want::default()).map(Expression::Value)
                } else {
                    Some(Expression::Events(events))
                }
            }
            _ => self.truth(&cx, expr).map(Expression::Truth),
        }
    }
}

fn pseudo_trial(expression: Option<Expression>, anchors: Vec<super::AnchorId>, expr: &Expr) -> Trial {
    let criterion = match expression {
        Some(Expression::Truth(truth)) => Some(Ask::Truth(truth)),
        None => Some(Ask::Broken),
        Some(_) => None,
    };
    let criteria =
        criterion.into_iter().map(|ask| Criterion { ask, ..super::trial::unchecked(String::new(), expr.span) });
    Trial {
        id: String::new(),
        title: String::new(),
        coverage: None,
        sources: Vec::new(),
        phase: None,
        versions: vec![Version {
            name: String::new(),
            from: Day::MIN,
            cohorts: Vec::new(),
            criteria: criteria.collect(),
        }],
        anchors,
        file: FileId(0),
    }
}
