//! Tree to [`Program`]: names, kinds, attributes, units and windows settled before any patient is read.
//!
//! ```
//! use enrol::check::{Options, Source, check};
//!
//! let trial = "trial DEMO \"A demonstration\"\n\ninclusion I1 \"Adults\"\n  age >= 18 years\n";
//! let checked = check(&[Source::new("demo.enrol", trial)], &|_| None, &Options::default());
//! assert!(checked.findings.is_empty());
//! assert_eq!(checked.program.trials[0].versions[0].criteria.len(), 1);
//! ```

mod about;
mod alone;
mod amend;
mod among;
mod anchor;
mod argument;
mod aside;
mod asked;
mod attribute;
mod checker;
mod compare;
mod compute;
mod constant;
mod date;
mod define;
mod events;
mod it;
mod load;
mod names;
mod nodes;
mod over_time;
mod parameter;
mod program;
mod qualitative;
mod reading;
mod score;
mod sense;
mod source;
mod threshold;
mod trial;
mod truth;
mod unit;
mod usage;
mod value;
mod window;
mod wordbook;
mod words;

pub use alone::{CheckedExpression, Expression, check_expression};
pub use program::*;
pub use reading::{Read, Reading};
pub use source::{Parsed, Source};

use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::syntax::tree::{Expr, FileKind, ItemKind};
use checker::Checker;
use load::Loaded;
use std::sync::Arc;
use wordbook::{Wordbook, in_order_of_use};

/// What the caller wants otherwise than the files say.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Values of parameters, by name: `("minimum_upcr", "0.5 g/g")`.
    pub parameters: Vec<(String, String)>,
    /// Vocabularies and libraries that records may hold words of, whether the rules use them or not. No finding is about
    /// them, and the digest leaves them out: more words to read records with make no other rules.
    pub words: Vec<Source>,
    /// Keeps definitions and scores that no trial needs, too: for who reads the rules rather than runs them.
    pub whole: bool,
}

/// Something found wrong, and in which file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, by its place in [`Program::files`].
    pub file: FileId,
    /// What is wrong there.
    pub diagnostic: Diagnostic,
}

/// Rules that were checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What the evaluator runs; a criterion with an error in it is [`Ask::Broken`].
    pub program: Program,
    /// Everything found wrong, by file and place.
    pub findings: Vec<Finding>,
    /// What names that only their surroundings give a meaning were read as, by file and place.
    pub readings: Vec<Read>,
    /// The words before the rules were read.
    wordbook: Wordbook,
}

impl Checked {
    /// Whether something is wrong enough that a criterion or definition cannot be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.diagnostic.severity == Severity::Error)
    }
}

/// Checks trials (and libraries and vocabularies) with everything that they use. `resolve` gives the text of a
/// vocabulary or library by the name after `use`.
#[must_use]
pub fn check(sources: &[Source], resolve: &dyn Fn(&str) -> Option<Source>, options: &Options) -> Checked {
    check_again(None, sources, resolve, options)
}

/// Gives what [`check`] gives. What was found `before` tells which words are declared as they were, and need not be put together
/// again: for editors, where most letters that are typed declare no word.
#[must_use]
pub fn check_again(
    before: Option<&Checked>,
    sources: &[Source],
    resolve: &dyn Fn(&str) -> Option<Source>,
    options: &Options,
) -> Checked {
    let mut findings = Vec::new();
    let files = load::load(sources, resolve, &mut findings);
    let overrides = overrides(options, &mut findings);
    let scopes = names::scopes(&files, &mut findings);
    let beside = load::load_beside(&files, &options.words, resolve);
    let wordbook = Wordbook::new(&files, &beside, before.map(|before| &before.wordbook));
    let mut checker = Checker::new(&files, &scopes, &wordbook, &overrides, findings);
    let mut trials = Vec::new();
    for (place, file) in files.iter().enumerate() {
        if file.kind == FileKind::Trial {
            trials.extend(checker.trial(file_id(place)));
        }
    }
    checker.unknown_overrides();
    let mark = checker.mark();
    checker.check_the_rest();
    if !options.whole {
        checker.back_to(&mark);
    }
    finish(checker, wordbook, trials, options)
}

fn file_id(place: usize) -> FileId {
    FileId(u32::try_from(place).unwrap_or(u32::MAX))
}

/// The values that the caller set, parsed.
fn overrides(options: &Options, findings: &mut Vec<Finding>) -> Vec<(String, Expr, Arc<str>)> {
    let mut overrides = Vec::new();
    for (name, text) in &options.parameters {
        let (expr, diagnostics) = crate::syntax::parse_expression(text);
        if let Some(first) = diagnostics.into_iter().next() {
            let mut found =
                Diagnostic::new(first.code, Span::default(), format!("the value set for `{name}` is not readable"));
            found.reason = Some(first.message);
            found.help = first.help.or_else(|| Some("write a number with its unit: `0.5 g/g`".to_owned()));
            findings.push(Finding { file: FileId(0), diagnostic: found });
            continue;
        }
        overrides.push((name.clone(), expr, Arc::from(text.as_str())));
    }
    overrides
}

/// The program, with findings in the order of the text and each once.
fn finish(checker: Checker<'_>, wordbook: Wordbook, trials: Vec<Trial>, options: &Options) -> Checked {
    let usage = checker.usage();
    let Checker { files, vocabulary, nodes, anchors, scores, lines, definitions, written, findings, readings, .. } =
        checker;
    let findings = in_order(findings);
    let readings = reading::in_order(readings);
    let digest = digest(files, options);
    let source = |file: &Loaded| SourceFile {
        name: file.name.clone(),
        text: Arc::clone(&file.text),
        tree: Arc::clone(&file.tree),
        sees: file.sees.clone(),
        known_digest: std::sync::OnceLock::new(),
    };
    let files = files.iter().map(source).collect();
    let program = Program {
        vocabulary,
        files,
        trials,
        truths: nodes.truths.nodes,
        values: nodes.values.nodes,
        events: nodes.events.nodes,
        points: nodes.points,
        windows: nodes.windows,
        anchors,
        scores,
        lines,
        definitions,
        written,
        usage,
        digest,
    };
    Checked { program, findings, readings, wordbook }
}

/// Findings by file and place, each once.
#[must_use]
pub fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|one, two| {
        let place = |finding: &Finding| {
            let span = finding.diagnostic.span();
            (finding.file, span.start, span.end, finding.diagnostic.code)
        };
        place(one).cmp(&place(two)).then_with(|| one.diagnostic.message.cmp(&two.diagnostic.message))
    });
    // Spans take no part in equality, so two findings of the same words elsewhere are told apart by place.
    findings.dedup_by(|one, two| {
        let place = |finding: &Finding| (finding.file, finding.diagnostic.span().start, finding.diagnostic.span().end);
        place(one) == place(two) && one.diagnostic == two.diagnostic
    });
    findings
}

/// Digest of the texts and what the caller set. Names of files take no part: a rule means the same wherever it lies.
fn digest(files: &[Loaded], options: &Options) -> String {
    let files: Vec<&Loaded> = files.iter().collect();
    let order = in_order_of_use(&files);
    let texts = order.iter().filter_map(|place| files.get(*place)).map(|file| file.text.as_ref());
    let set = options.parameters.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]);
    crate::value::digest_of_parts(texts.chain(set))
}

impl<'a> Checker<'a> {
    /// Reports values that were set for parameters which no trial declares.
    fn unknown_overrides(&mut self) {
        let known: Vec<&str> = self
            .files
            .iter()
            .flat_map(|file| &file.tree.items)
            .filter_map(|item| match &item.kind {
                ItemKind::Parameter(parameter) => Some(parameter.name.text.as_str()),
                _ => None,
            })
            .collect();
        for (name, ..) in self.overrides {
            if !known.contains(&name.as_str()) {
                let message = format!("no trial has a parameter `{name}` that could be set");
                let found = Diagnostic::new(Code::UnknownWord, Span::default(), message)
                    .reason("a value that changes nothing would look as if it did")
                    .did_you_mean(name, &known);
                self.findings.push(Finding { file: FileId(0), diagnostic: found });
            }
        }
    }

    /// Checks what no trial needs: definitions, scores, anchors and policies that nothing refers to.
    fn check_the_rest(&mut self) {
        let used = self.used.clone();
        for (place, file) in self.files.iter().enumerate() {
            for (item_place, item) in file.tree.items.iter().enumerate() {
                let place = (file_id(place), item_place);
                match &item.kind {
                    ItemKind::Define(define) if !used.contains(&place) => self.check_alone(place, define),
                    ItemKind::Score(score) if score.origin == crate::syntax::tree::ScoreOrigin::Computed => {
                        self.score(place, score);
                    }
                    ItemKind::Lines(lines) => {
                        self.policy_of(place, lines);
                    }
                    _ => {}
                }
            }
            self.anchors_of(file_id(place));
        }
        self.used = used;
    }

    fn mark(&self) -> (nodes::Mark, [usize; 4]) {
        let lengths = [self.anchors.len(), self.scores.len(), self.lines.len(), self.definitions.len()];
        (self.nodes.mark(), lengths)
    }

    fn back_to(&mut self, mark: &(nodes::Mark, [usize; 4])) {
        let [anchors, scores, lines, definitions] = mark.1;
        self.nodes.back_to(mark.0);
        self.anchors.truncate(anchors);
        self.scores.truncate(scores);
        self.lines.truncate(lines);
        self.definitions.truncate(definitions);
    }
}
