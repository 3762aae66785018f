//! The outline of a file, and looking for declarations in all files.

use super::answers::Answer;
use super::text::Text;
use super::workspace::Workspace;
use crate::diagnostic::Span;
use crate::symbols::SymbolKind as Sort;
use crate::syntax::tree::{
    BlockKind, Criterion, Expr, ExprKind, FileKind, Item, ItemKind, Line, Name, Quoted, Score, Side,
};
use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, SymbolKind, WorkspaceSymbol, WorkspaceSymbolParams,
};

/// How many declarations are given to a search at most.
const MOST_FOUND: usize = 400;

/// `textDocument/documentSymbol`
pub(super) fn document(workspace: &mut Workspace, params: DocumentSymbolParams) -> Answer<Vec<DocumentSymbol>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(text) = workspace.text(&name) else { return Ok(Vec::new()) };
    let outline = Outline { workspace, text: &text };
    Ok(text.source.parsed().tree.items.iter().filter_map(|item| outline.item(item)).collect())
}

/// `workspace/symbol`
pub(super) fn search(workspace: &mut Workspace, params: WorkspaceSymbolParams) -> Answer<Vec<WorkspaceSymbol>> {
    let wanted = params.query.to_lowercase();
    let mut found = Vec::new();
    for name in workspace.rule_files() {
        let Some(view) = workspace.view(&name) else { continue };
        let Some(text) = view.text(view.own) else { continue };
        for mention in view.symbols().in_file(view.own).iter().filter(|mention| mention.declares) {
            let Some(symbol) = view.symbols().symbol(mention.symbol) else { continue };
            let title = symbol.title.as_deref().unwrap_or_default();
            let fits = is_like(&wanted, &symbol.name.to_lowercase()) || title.to_lowercase().contains(&wanted);
            if !fits || matches!(symbol.kind, Sort::Argument | Sort::Value | Sort::Attribute) {
                continue;
            }
            let Some(location) = workspace.location(text, mention.span) else { continue };
            let shown = if title.is_empty() { symbol.kind.text() } else { title };
            found.push(WorkspaceSymbol {
                location: location.into(),
                data: None,
                base_symbol_information: BaseSymbolInformation {
                    name: symbol.name.clone(),
                    kind: kind_of(symbol.kind),
                    tags: None,
                    container_name: Some(shown.to_owned()),
                },
            });
            if found.len() >= MOST_FOUND {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// Whether the letters of a query stand in a text in their order.
fn is_like(wanted: &str, text: &str) -> bool {
    let mut letters = text.chars();
    wanted.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// How editors call what a symbol is; there is little to choose from.
pub(super) fn kind_of(kind: Sort) -> SymbolKind {
    match kind {
        Sort::Trial | Sort::Vocabulary | Sort::Library => SymbolKind::Module,
        Sort::Parameter => SymbolKind::Constant,
        Sort::Criterion => SymbolKind::Boolean,
        Sort::Cohort => SymbolKind::Class,
        Sort::Definition => SymbolKind::Function,
        Sort::Argument => SymbolKind::Variable,
        Sort::Anchor => SymbolKind::Event,
        Sort::Score => SymbolKind::Struct,
        Sort::Domain => SymbolKind::Namespace,
        Sort::ScoreItem | Sort::Value => SymbolKind::EnumMember,
        Sort::Lines => SymbolKind::Interface,
        Sort::Group => SymbolKind::Array,
        Sort::Word(_) => SymbolKind::Key,
        Sort::Judgement | Sort::Site => SymbolKind::Method,
        Sort::Attribute => SymbolKind::Field,
    }
}

struct Outline<'a> {
    workspace: &'a Workspace,
    text: &'a Text,
}

impl Outline<'_> {
    fn item(&self, item: &Item) -> Option<DocumentSymbol> {
        let own = |name: &Name, title: Option<&Quoted>, kind: Sort| {
            self.symbol(&name.text, title, kind_of(kind), (item.span, name.span), Vec::new())
        };
        Some(match &item.kind {
            ItemKind::Header(header) => {
                let kind = match header.kind {
                    FileKind::Trial => Sort::Trial,
                    FileKind::Vocabulary => Sort::Vocabulary,
                    FileKind::Library => Sort::Library,
                };
                own(&header.name, header.title.as_ref(), kind)
            }
            ItemKind::Use(_) | ItemKind::Malformed => return None,
            ItemKind::Parameter(parameter) => own(&parameter.name, parameter.title.as_ref(), Sort::Parameter),
            ItemKind::Criterion(criterion) => self.criterion(criterion, item.span),
            ItemKind::Cohort(cohort) => own(&cohort.name, cohort.title.as_ref(), Sort::Cohort),
            ItemKind::Amendment(amendment) => {
                let children = amendment.items.iter().filter_map(|item| self.item(item)).collect();
                let name = format!("amendment {}", amendment.version.text);
                let spans = (item.span, amendment.version.span);
                self.symbol(&name, None, SymbolKind::Package, spans, children)
            }
            ItemKind::Define(define) => own(&define.name, define.title.as_ref(), Sort::Definition),
            ItemKind::Score(score) => self.score(score, item.span),
            ItemKind::Anchor(anchor) => own(&anchor.name, anchor.title.as_ref(), Sort::Anchor),
            ItemKind::Lines(lines) => own(&lines.name, lines.title.as_ref(), Sort::Lines),
            ItemKind::Group(group) => own(&group.name, group.title.as_ref(), Sort::Group),
            ItemKind::Word(word) => own(&word.name, word.title.as_ref(), Sort::Word(word.kind.into())),
            ItemKind::Judgement(judgement) => own(&judgement.name, judgement.question.as_ref(), Sort::Judgement),
            ItemKind::Site(site) => own(&site.name, site.question.as_ref(), Sort::Site),
        })
    }

    fn criterion(&self, criterion: &Criterion, span: Span) -> DocumentSymbol {
        let side = match criterion.side {
            Side::Inclusion => "inclusion",
            Side::Exclusion => "exclusion",
        };
        let cohorts: Vec<&str> = criterion.cohorts.iter().map(|cohort| cohort.text.as_str()).collect();
        let cohorts = if cohorts.is_empty() { String::new() } else { format!(" for {}", cohorts.join(", ")) };
        let name = format!("{side} {}{cohorts}", criterion.id.text);
        let children = criterion.expression.as_ref().map(|expr| self.labels(expr)).unwrap_or_default();
        let spans = (span, criterion.id.span);
        self.symbol(&name, criterion.sentence.as_ref(), kind_of(Sort::Criterion), spans, children)
    }

    /// The labelled lines of a block, those of inner blocks below them.
    fn labels(&self, expr: &Expr) -> Vec<DocumentSymbol> {
        let ExprKind::Block(_, lines) = &expr.kind else { return Vec::new() };
        lines.iter().flat_map(|line| self.line(line)).collect()
    }

    fn line(&self, line: &Line) -> Vec<DocumentSymbol> {
        let inner = self.labels(&line.expression);
        let Some(label) = &line.label else { return inner };
        let whole = label.span.to(line.expression.span);
        let asks = match &line.expression.kind {
            ExprKind::Block(BlockKind::All, _) => SymbolKind::Array,
            ExprKind::Block(..) => SymbolKind::Enum,
            _ => SymbolKind::String,
        };
        vec![self.symbol(&label.text, None, asks, (whole, label.span), inner)]
    }

    fn score(&self, score: &Score, span: Span) -> DocumentSymbol {
        let domains = score.domains.iter().map(|domain| {
            let items = domain.items.iter().filter_map(|item| {
                let name = item.name.as_ref()?;
                let whole = item.title.as_ref().map_or(name.span, |title| name.span.to(title.span));
                let kind = kind_of(Sort::ScoreItem);
                Some(self.symbol(&name.text, item.title.as_ref(), kind, (whole, name.span), Vec::new()))
            });
            let items: Vec<DocumentSymbol> = items.collect();
            let last = domain.items.last().map_or(domain.name.span, |item| item.points.span);
            let spans = (domain.name.span.to(last), domain.name.span);
            self.symbol(&domain.name.text, None, kind_of(Sort::Domain), spans, items)
        });
        let spans = (span, score.name.span);
        self.symbol(&score.name.text, score.title.as_ref(), kind_of(Sort::Score), spans, domains.collect())
    }

    #[expect(deprecated, reason = "the protocol has a field that it no longer wants")]
    fn symbol(
        &self,
        name: &str,
        title: Option<&Quoted>,
        kind: SymbolKind,
        (whole, own): (Span, Span),
        children: Vec<DocumentSymbol>,
    ) -> DocumentSymbol {
        DocumentSymbol {
            // Editors refuse what has no name.
            name: if name.is_empty() { "(no name)".to_owned() } else { name.to_owned() },
            detail: title.map(|title| title.text.clone()),
            kind,
            tags: None,
            deprecated: None,
            range: self.text.range(self.workspace.encoding, whole),
            selection_range: self.text.range(self.workspace.encoding, own),
            children: (!children.is_empty()).then_some(children),
        }
    }
}
