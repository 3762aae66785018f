//! What is at hand while expressions are read: files, words, nodes so far, findings so far.

use super::Finding;
use super::about::About;
use super::define::Instance;
use super::load::Loaded;
use super::names::{self, Argument, Context, Declared, Entry, Place, Scope};
use super::nodes::{Nodes, Origin};
use super::program::{Anchor, AnchorId, FileId, LinesId, LinesPolicy, Score, ScoreId, ValueId, Written};
use super::reading::Read;
use super::wordbook::Wordbook;
use super::words::Selected;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::syntax::tree::Expr;
use crate::vocabulary::{AttributeId, Named, SymbolId, UnitId, Vocabulary};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The pass from trees to nodes.
pub(super) struct Checker<'a> {
    pub(super) files: &'a [Loaded],
    pub(super) scopes: &'a [Scope<'a>],
    pub(super) vocabulary: Arc<Vocabulary>,
    pub(super) symbols: HashMap<String, SymbolId>,
    pub(super) attributes: HashMap<String, AttributeId>,
    pub(super) units: super::unit::Units,
    pub(super) nodes: Nodes<'a>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) anchor_places: HashMap<Place, AnchorId>,
    pub(super) scores: Vec<Score>,
    pub(super) score_places: HashMap<Place, Option<ScoreId>>,
    pub(super) lines: Vec<LinesPolicy>,
    pub(super) line_places: HashMap<Place, LinesId>,
    /// How constants that stand in the rules by a name were written.
    pub(super) written: BTreeMap<ValueId, Written>,
    /// The values of parameters in the version that is being read, where not the declared ones.
    pub(super) parameters: HashMap<(FileId, &'a str), &'a Expr>,
    /// The values of parameters that the caller set.
    pub(super) overrides: &'a [(String, Expr, Arc<str>)],
    pub(super) instances: HashMap<(Place, Vec<Argument>, Option<String>), Option<Instance>>,
    /// What `instances` held in any version of any trial.
    pub(super) definitions: Vec<super::program::Definition>,
    /// The definitions that are being read, outermost first.
    pub(super) underway: Vec<Place>,
    /// What the groups of trials hold.
    pub(super) groups: HashMap<Place, Result<Selected, ()>>,
    /// The declarations that something uses.
    pub(super) used: HashSet<Place>,
    /// The files from which the first brought something in.
    pub(super) touched: HashSet<(FileId, FileId)>,
    pub(super) findings: Vec<Finding>,
    /// What names were read as that only their surroundings give a meaning.
    pub(super) readings: Vec<Read>,
    /// Where words did not fit: what stands around them is a guess, and is not used.
    unread: Vec<(FileId, Span)>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        files: &'a [Loaded],
        scopes: &'a [Scope<'a>],
        wordbook: &Wordbook,
        overrides: &'a [(String, Expr, Arc<str>)],
        mut findings: Vec<Finding>,
    ) -> Checker<'a> {
        let vocabulary = Arc::clone(&wordbook.vocabulary);
        findings.extend(wordbook.findings(files.len()));
        names::named_like_words(files, scopes, &vocabulary, &mut findings);
        let number = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        let symbols = vocabulary.symbols.iter().enumerate().map(|(at, text)| (text.clone(), SymbolId(number(at))));
        let attributes =
            vocabulary.attributes.iter().enumerate().map(|(at, text)| (text.clone(), AttributeId(number(at))));
        let (symbols, attributes) = (symbols.collect(), attributes.collect());
        let units = super::unit::Units::new(&vocabulary);
        let unread = findings.iter().filter(|finding| is_of_the_text(finding));
        let unread = unread.map(|finding| (finding.file, finding.diagnostic.span())).collect();
        Checker {
            files,
            scopes,
            vocabulary,
            symbols,
            attributes,
            units,
            nodes: Nodes::new(),
            anchors: Vec::new(),
            anchor_places: HashMap::new(),
            scores: Vec::new(),
            score_places: HashMap::new(),
            lines: Vec::new(),
            line_places: HashMap::new(),
            written: BTreeMap::new(),
            parameters: HashMap::new(),
            overrides,
            instances: HashMap::new(),
            definitions: Vec::new(),
            underway: Vec::new(),
            groups: HashMap::new(),
            used: HashSet::new(),
            touched: HashSet::new(),
            findings,
            readings: Vec::new(),
            unread,
        }
    }

    /// Whether something at that place did not fit when the text was read.
    pub(super) fn is_unread(&self, file: FileId, span: Span) -> bool {
        let inside = |found: &Span| span.start <= found.start && found.start <= span.end;
        self.unread.iter().any(|(known, found)| *known == file && inside(found))
    }

    /// Keeps a finding about words of the file of that place.
    pub(super) fn report(&mut self, cx: &Context<'a>, diagnostic: Diagnostic) {
        let words = self.text(cx.file, diagnostic.span());
        let scope = self.scope(cx.file).filter(|_| diagnostic.severity == Severity::Error);
        if scope.is_some_and(|scope| scope.follows(diagnostic.code, words, &self.vocabulary)) {
            return;
        }
        self.findings.push(Finding { file: cx.file, diagnostic });
    }

    /// The words at a span.
    pub(super) fn text(&self, file: FileId, span: Span) -> &'a str {
        self.files.get(file.0 as usize).map_or("", |loaded| span.of(&loaded.text))
    }

    /// Where a node at that span was written.
    pub(super) fn origin(&self, cx: &Context<'a>, span: Span) -> Origin<'a> {
        Origin { file: cx.file, span, text: self.text(cx.file, span) }
    }

    /// What the file sees.
    pub(super) fn scope(&self, file: FileId) -> Option<&'a Scope<'a>> {
        self.scopes.get(file.0 as usize)
    }

    /// The declaration of a name, which then counts as used.
    pub(super) fn declared(&mut self, cx: &Context<'a>, name: &str) -> Option<Entry<'a>> {
        let entry = self.scope(cx.file)?.entries.get(name).copied()?;
        self.used.insert(entry.place);
        self.touched.insert((cx.file, entry.place.0));
        Some(entry)
    }

    /// The declaration of a name, without using it.
    pub(super) fn peek(&self, cx: &Context<'a>, name: &str) -> Option<Declared<'a>> {
        Some(self.scope(cx.file)?.entries.get(name)?.declared)
    }

    /// The word, group or question of a name, where the file sees it. Names of words outside the file's reach are
    /// `Err` with the vocabulary that declares them.
    pub(super) fn named(&mut self, cx: &Context<'a>, name: &str) -> Result<Option<Named>, String> {
        let Some(named) = self.vocabulary.find(name) else {
            return Ok(None);
        };
        let declared_in = self.vocabulary.declared_in(named);
        let titles = self.scope(cx.file).map(|scope| scope.titles.as_slice()).unwrap_or_default();
        if !declared_in.is_empty() && !titles.contains(&declared_in.as_str()) {
            return Err(declared_in);
        }
        if let Some(from) = self.files.iter().position(|file| file.title == declared_in) {
            self.touched.insert((cx.file, FileId(u32::try_from(from).unwrap_or(u32::MAX))));
        }
        Ok(Some(named))
    }

    /// What is known of the values that are kept in that unit, as text.
    pub(super) fn unit_text(&self, unit: UnitId) -> &str {
        self.vocabulary.unit(unit)
    }

    /// The names of words as a list for messages: `upcr`, or `alt and 2 others`.
    pub(super) fn names_of(&self, about: &About) -> String {
        let mut names = about.roots.iter().map(|root| self.vocabulary.word(*root).name.as_str());
        match (names.next(), names.next(), about.roots.len()) {
            (None, ..) => "these events".to_owned(),
            (Some(one), None, _) => format!("`{one}`"),
            (Some(one), Some(two), 2) => format!("`{one}` and `{two}`"),
            (Some(one), Some(_), count) => format!("`{one}` and {} others", count - 1),
        }
    }
}

/// Whether a finding is an error of the text itself.
fn is_of_the_text(finding: &Finding) -> bool {
    let code = finding.diagnostic.code;
    finding.diagnostic.severity == Severity::Error && (code <= Code::MixedAndOr || code == Code::ReservedName)
}
