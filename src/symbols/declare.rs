//! What the items of files declare.

use super::{Mention, Symbol, SymbolId, SymbolKind, Symbols};
use crate::check::{FileId, Program};
use crate::diagnostic::Span;
use crate::syntax::tree::{
    AttributeForm, FileKind, FormalParameter, Item, ItemKind, Name, Ordered, Quoted, ResultForm, Score, Word,
    WordClause,
};

/// The declarations of all files.
pub(super) fn declarations(program: &Program) -> Symbols {
    let mut symbols =
        Symbols { files: program.files.iter().map(|file| file.name.clone()).collect(), ..Symbols::default() };
    for (file, source) in (0u32..).zip(&program.files) {
        let mut declare = Declare { symbols: &mut symbols, file: FileId(file) };
        source.tree.items.iter().for_each(|item| declare.item(item));
    }
    symbols
}

struct Declare<'a> {
    symbols: &'a mut Symbols,
    file: FileId,
}

impl Declare<'_> {
    fn item(&mut self, item: &Item) {
        let span = item.span;
        match &item.kind {
            ItemKind::Header(header) => {
                let kind = match header.kind {
                    FileKind::Trial => SymbolKind::Trial,
                    FileKind::Vocabulary => SymbolKind::Vocabulary,
                    FileKind::Library => SymbolKind::Library,
                };
                self.add(&header.name, kind, header.title.as_ref(), span, None);
            }
            ItemKind::Use(_) | ItemKind::Malformed => {}
            ItemKind::Parameter(parameter) => {
                self.again(&parameter.name, SymbolKind::Parameter, parameter.title.as_ref(), span);
            }
            ItemKind::Criterion(criterion) => {
                self.again(&criterion.id, SymbolKind::Criterion, criterion.sentence.as_ref(), span);
            }
            ItemKind::Cohort(cohort) => {
                self.add(&cohort.name, SymbolKind::Cohort, cohort.title.as_ref(), span, None);
            }
            ItemKind::Amendment(amendment) => amendment.items.iter().for_each(|item| self.item(item)),
            ItemKind::Define(define) => {
                self.add(&define.name, SymbolKind::Definition, define.title.as_ref(), span, None);
                self.formals(&define.name, &define.parameters);
            }
            ItemKind::Score(score) => self.score(score, span),
            ItemKind::Anchor(anchor) => {
                self.add(&anchor.name, SymbolKind::Anchor, anchor.title.as_ref(), span, None);
            }
            ItemKind::Lines(lines) => self.add(&lines.name, SymbolKind::Lines, lines.title.as_ref(), span, None),
            ItemKind::Group(group) => self.add(&group.name, SymbolKind::Group, group.title.as_ref(), span, None),
            ItemKind::Word(word) => self.word(word, span),
            ItemKind::Judgement(judgement) => {
                self.add(&judgement.name, SymbolKind::Judgement, judgement.question.as_ref(), span, None);
                self.formals(&judgement.name, &judgement.parameters);
            }
            ItemKind::Site(site) => {
                self.add(&site.name, SymbolKind::Site, site.question.as_ref(), span, None);
                self.formals(&site.name, &site.parameters);
                self.values(&site.name.text, &site.name, &site.values);
            }
        }
    }

    fn add(&mut self, name: &Name, kind: SymbolKind, title: Option<&Quoted>, whole: Span, within: Option<&Name>) {
        let symbol = self.symbols.push(Symbol {
            name: name.text.clone(),
            kind,
            title: title.map(|title| title.text.clone()),
            declared: Some((self.file, whole)),
            within: within.map(|within| within.text.clone()),
        });
        self.mention(symbol, name.span, Vec::new());
    }

    /// A declaration that an amendment may make a second time, of the same thing.
    fn again(&mut self, name: &Name, kind: SymbolKind, title: Option<&Quoted>, whole: Span) {
        let same = |symbol: &Symbol| {
            symbol.kind == kind
                && symbol.name == name.text
                && symbol.declared.is_some_and(|(file, _)| file == self.file)
        };
        match self.symbols.symbols.iter().position(same) {
            Some(known) => self.mention(SymbolId(known), name.span, Vec::new()),
            None => self.add(name, kind, title, whole, None),
        }
    }

    fn mention(&mut self, symbol: SymbolId, span: Span, of: Vec<String>) {
        self.symbols.mentions.push(Mention { file: self.file, span, symbol, declares: true, of });
    }

    fn formals(&mut self, of: &Name, formals: &[FormalParameter]) {
        for formal in formals {
            let whole = formal.name.span.to(formal.kind.span);
            self.add(&formal.name, SymbolKind::Argument, None, whole, Some(of));
        }
    }

    fn score(&mut self, score: &Score, span: Span) {
        self.add(&score.name, SymbolKind::Score, score.title.as_ref(), span, None);
        let mut classes: Vec<(&str, SymbolId)> = Vec::new();
        for domain in &score.domains {
            self.add(&domain.name, SymbolKind::Domain, None, domain.name.span, Some(&score.name));
            if let Some(class) = &domain.class {
                match classes.iter().find(|(known, _)| *known == class.text) {
                    Some((_, known)) => self.mention(*known, class.span, Vec::new()),
                    None => {
                        self.add(class, SymbolKind::Domain, None, class.span, Some(&score.name));
                        classes.push((&class.text, SymbolId(self.symbols.symbols.len() - 1)));
                    }
                }
            }
            for item in &domain.items {
                if let Some(name) = &item.name {
                    let whole = item.title.as_ref().map_or(name.span, |title| name.span.to(title.span));
                    self.add(name, SymbolKind::ScoreItem, item.title.as_ref(), whole, Some(&score.name));
                }
            }
        }
    }

    fn word(&mut self, word: &Word, span: Span) {
        self.add(&word.name, SymbolKind::Word(word.kind.into()), word.title.as_ref(), span, None);
        for clause in &word.clauses {
            match clause {
                WordClause::Result(forms) => {
                    for form in forms {
                        match form {
                            ResultForm::Values(values) => self.values("value", &word.name, values),
                            ResultForm::Ordered(order) => self.order("value", &word.name, order),
                            _ => {}
                        }
                    }
                }
                WordClause::Attribute(attribute) => {
                    let symbol = self.symbols.shared(&attribute.name.text, SymbolKind::Attribute, None);
                    self.mention(symbol, attribute.name.span, vec![word.name.text.clone()]);
                    let name = &attribute.name.text;
                    match &attribute.form {
                        AttributeForm::OneOf(values) | AttributeForm::SeveralOf(values) => {
                            self.values(name, &word.name, values);
                        }
                        AttributeForm::Ordered(order) => self.order(name, &word.name, order),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    fn order(&mut self, of: &str, word: &Name, order: &Ordered) {
        self.values(of, word, &order.values);
        self.values(of, word, &order.outside);
    }

    fn values(&mut self, of: &str, word: &Name, values: &[Name]) {
        for value in values {
            let symbol = self.symbols.shared(&value.text, SymbolKind::Value, Some(of));
            self.mention(symbol, value.span, vec![word.text.clone()]);
        }
    }
}

impl Symbols {
    pub(super) fn push(&mut self, symbol: Symbol) -> SymbolId {
        self.symbols.push(symbol);
        SymbolId(self.symbols.len() - 1)
    }

    /// An attribute or value, which several words may declare and every file knows by the same name.
    pub(super) fn shared(&mut self, name: &str, kind: SymbolKind, within: Option<&str>) -> SymbolId {
        let key = (kind, name.to_owned(), within.unwrap_or_default().to_owned());
        if let Some(known) = self.shared.get(&key) {
            return *known;
        }
        let within = within.map(str::to_owned);
        let new = self.push(Symbol { name: name.to_owned(), kind, title: None, declared: None, within });
        self.shared.insert(key, new);
        new
    }
}
