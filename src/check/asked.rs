//! What only people know: judgements, facts of the site, recorded statements.

use super::checker::Checker;
use super::names::Context;
use super::program::{TruthId, TruthNode};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{AskedWith, Expr, Name, Statement};
use crate::vocabulary::builtin::symbol;
use crate::vocabulary::{Kind, Named, WordSet};

impl<'a> Checker<'a> {
    /// `judged NAME(args)`, `confirmed NAME`
    pub(super) fn asked(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        with: AskedWith,
        name: &'a Name,
        arguments: &'a [Expr],
    ) -> Option<TruthId> {
        let Some(Named::Question(question)) = self.in_reach(cx, name)? else {
            let known: Vec<String> = self.vocabulary.questions.iter().map(|question| question.name.clone()).collect();
            let text = &name.text;
            let found = Diagnostic::new(Code::UnknownWord, name.span, format!("`{text}` is not a known question"))
                .reason("no vocabulary or library that this file uses declares a judgement of that name")
                .did_you_mean(text, known);
            self.report(cx, found);
            return None;
        };
        let declared = self.vocabulary.questions.get(usize::from(question.0))?.clone();
        if declared.confirmed != (with == AskedWith::Confirmed) {
            let word = if declared.confirmed { "confirmed" } else { "judged" };
            let reason = if declared.confirmed {
                "it is a fact that the site confirms, not an opinion"
            } else {
                "it is somebody's opinion, not a fact that the site confirms"
            };
            let help = format!("write `{word} {}`", name.text);
            self.wrong_kind(cx, expr.span, &format!("`{}` is asked with `{word}`", name.text), reason, Some(&help));
            return None;
        }
        let arguments = self.printed(cx, expr.span, name, &declared.parameters, arguments)?;
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.truth(origin, TruthNode::Asked { question, arguments }))
    }

    /// `site says NAME(args)`; of a question with a list of answers, the answer that is wanted stands last.
    pub(super) fn site_says(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        name: &'a Name,
        arguments: &'a [Expr],
    ) -> Option<TruthId> {
        let Some(Named::Site(question)) = self.in_reach(cx, name)? else {
            let known: Vec<String> = self.vocabulary.sites.iter().map(|question| question.name.clone()).collect();
            let text = &name.text;
            let found =
                Diagnostic::new(Code::UnknownWord, name.span, format!("`{text}` is not a known question to the site"))
                    .reason("no vocabulary or library that this file uses declares it")
                    .did_you_mean(text, known);
            self.report(cx, found);
            return None;
        };
        let declared = self.vocabulary.sites.get(usize::from(question.0))?.clone();
        let (given, answers) = if declared.values.is_empty() {
            (arguments, &[][..])
        } else {
            arguments.split_at(declared.parameters.len().min(arguments.len()))
        };
        let mut accepted = Vec::new();
        for answer in answers {
            let text = super::among::symbol_text(answer).unwrap_or_default();
            let known = self.symbols.get(&text).filter(|symbol| declared.values.contains(symbol));
            let Some(symbol) = known else {
                let listed: Vec<String> =
                    declared.values.iter().map(|value| self.vocabulary.symbol(*value).to_owned()).collect();
                let found = Diagnostic::new(
                    Code::UnknownValue,
                    answer.span,
                    format!("`{text}` is not an answer to this question"),
                )
                .reason(format!("its answers are: {}", listed.join(", ")))
                .did_you_mean(&text, &listed);
                self.report(cx, found);
                return None;
            };
            accepted.push(*symbol);
        }
        if declared.values.is_empty() {
            accepted.push(symbol::YES);
        } else if accepted.is_empty() {
            let reason = "this question has a list of answers, and nothing says which is wanted";
            let help = format!("write the answer in parentheses: `site says {}(ANSWER)`", name.text);
            self.wrong_kind(cx, expr.span, "an answer is needed", reason, Some(&help));
            return None;
        }
        accepted.sort_unstable();
        let arguments = self.printed(cx, expr.span, name, &declared.parameters, given)?;
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.truth(origin, TruthNode::Site { question, arguments, accepted }))
    }

    /// The arguments of a question as they are printed.
    fn printed(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        name: &'a Name,
        formal: &[(String, String)],
        arguments: &'a [Expr],
    ) -> Option<Vec<String>> {
        if formal.len() != arguments.len() {
            self.wrong_count(cx, span, &name.text, formal.len(), arguments.len());
            return None;
        }
        let bound: Vec<_> = formal
            .iter()
            .zip(arguments)
            .map(|((name, kind), argument)| self.argument(cx, name, kind, argument).map(|bound| bound.text))
            .collect();
        bound.into_iter().collect()
    }

    /// `contraindicated X`, `intolerant of X`
    pub(super) fn stated(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        statement: Statement,
        of: &'a Expr,
    ) -> Option<TruthId> {
        let (sets, roots) = self.word_sets(cx, of)?;
        if let Some(other) = roots.iter().find(|root| self.vocabulary.word(**root).kind != Kind::Drug) {
            // Procedures and vaccines can be contraindicated too; results and diseases cannot.
            if matches!(
                self.vocabulary.word(*other).kind,
                Kind::Measurement | Kind::Score | Kind::Condition | Kind::Line
            ) {
                let name = self.vocabulary.word(*other).name.clone();
                let reason = format!("`{name}` is not something that a patient is given");
                self.wrong_kind(cx, of.span, "a drug is needed here", &reason, None);
                return None;
            }
        }
        let words = sets.iter().fold(WordSet::default(), |mut all, set| {
            all.extend(set);
            all
        });
        let origin = self.origin(cx, expr.span);
        let intolerance = statement == Statement::Intolerant;
        Some(self.nodes.truth(origin, TruthNode::Stated { intolerance, words, roots }))
    }
}
