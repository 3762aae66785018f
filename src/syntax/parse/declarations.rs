//! Items that any file can hold: headers, parameters, definitions, groups, questions.

use super::builder::{Builder, first_rule, parts};
use super::grammar::{Node, Rule};
use crate::syntax::tree::{Define, DefineKind, FileKind, FormalParameter, Group, Header, Judgement, Parameter, Site};

impl Builder<'_> {
    pub(super) fn header(&mut self, node: Node<'_>) -> Header {
        let kind = match first_rule(&node) {
            Some(Rule::kw_trial) => FileKind::Trial,
            Some(Rule::kw_vocabulary) => FileKind::Vocabulary,
            _ => FileKind::Library,
        };
        let mut parts = parts(node);
        let mut header = Header {
            kind,
            name: self.name(parts.next()),
            title: None,
            version: None,
            effective: None,
            sources: Vec::new(),
            coverage: None,
            phase: None,
            notices: Vec::new(),
        };
        for clause in parts {
            self.header_clause(&mut header, clause);
        }
        header
    }

    fn header_clause(&mut self, header: &mut Header, clause: Node<'_>) {
        let (rule, span) = (clause.as_rule(), self.span(&clause));
        if rule == Rule::effective {
            let day = self.name(parts(clause).next());
            return self.once(&mut header.effective, span, Some(day));
        }
        let text = self.text_of(clause);
        match rule {
            Rule::title => header.title = text,
            Rule::version => self.once(&mut header.version, span, text),
            Rule::source => header.sources.extend(text),
            Rule::coverage => self.once(&mut header.coverage, span, text),
            Rule::phase => self.once(&mut header.phase, span, text),
            _ => header.notices.extend(text),
        }
    }

    pub(super) fn parameter(&mut self, node: Node<'_>) -> Parameter {
        let mut parts = parts(node);
        let name = self.name(parts.next());
        let value = self.expression(parts.next());
        Parameter { name, value, title: parts.next().and_then(|title| self.text_of(title)) }
    }

    /// `(agents: drugs, minimum: duration)`
    fn formals(&self, node: Node<'_>) -> Vec<FormalParameter> {
        parts(node).map(|formal| self.formal(formal)).collect()
    }

    fn formal(&self, node: Node<'_>) -> FormalParameter {
        let mut parts = parts(node);
        FormalParameter { name: self.name(parts.next()), kind: self.name(parts.next()) }
    }

    pub(super) fn define(&mut self, node: Node<'_>) -> Define {
        let mut parts = parts(node);
        let name = self.name(parts.next());
        let (mut parameters, mut title, mut sources) = (Vec::new(), None, Vec::new());
        let mut kind = DefineKind::Truth;
        let mut body = super::builder::malformed(name.span);
        for part in parts {
            match part.as_rule() {
                Rule::formals => parameters = self.formals(part),
                Rule::title => title = self.text_of(part),
                Rule::source => sources.extend(self.text_of(part)),
                Rule::define_kind => kind = define_kind(&part),
                _ => body = self.expression(Some(part)),
            }
        }
        Define { name, parameters, title, sources, kind, body }
    }

    pub(super) fn group(&mut self, node: Node<'_>) -> Group {
        let mut parts = parts(node);
        let name = self.name(parts.next());
        let (mut title, mut sources) = (None, Vec::new());
        let mut lists = Vec::new();
        for part in parts {
            match part.as_rule() {
                Rule::title => title = self.text_of(part),
                Rule::source => sources.extend(self.text_of(part)),
                _ => lists.push(self.names(part)),
            }
        }
        let mut lists = lists.into_iter();
        let (members, except) = (lists.next().unwrap_or_default(), lists.next().unwrap_or_default());
        Group { name, title, sources, members, except }
    }

    pub(super) fn judgement(&mut self, node: Node<'_>) -> Judgement {
        let mut parts = parts(node);
        let mut judgement = Judgement {
            name: self.name(parts.next()),
            parameters: Vec::new(),
            question: None,
            answered_by: None,
            asked_with: None,
            valid_for: None,
        };
        for part in parts {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::formals => judgement.parameters = self.formals(part),
                Rule::title => judgement.question = self.text_of(part),
                Rule::answered_by => {
                    let who = self.name(super::builder::parts(part).next());
                    self.once(&mut judgement.answered_by, span, Some(who));
                }
                Rule::asked_with => {
                    let word = self.name(part.into_inner().next_back());
                    self.once(&mut judgement.asked_with, span, Some(word));
                }
                _ => {
                    let length = self.amount_of(part);
                    self.once(&mut judgement.valid_for, span, Some(length));
                }
            }
        }
        judgement
    }

    pub(super) fn site(&mut self, node: Node<'_>) -> Site {
        let mut parts = parts(node);
        let mut site =
            Site { name: self.name(parts.next()), parameters: Vec::new(), question: None, values: Vec::new() };
        for part in parts {
            match part.as_rule() {
                Rule::formals => site.parameters = self.formals(part),
                Rule::title => site.question = self.text_of(part),
                _ => site.values = self.listed(part),
            }
        }
        site
    }
}

fn define_kind(node: &Node<'_>) -> DefineKind {
    match first_rule(node) {
        Some(Rule::kw_value) => DefineKind::Value,
        Some(Rule::kw_events) => DefineKind::Events,
        Some(Rule::kw_event) => DefineKind::Event,
        _ => DefineKind::Truth,
    }
}
