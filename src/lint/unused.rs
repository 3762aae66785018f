//! W0604: something that a trial declares and never uses.
//!
//! Only what can be nothing but a mistake is told of. Cohorts divide patients though no criterion names them, words are declared for
//! records to use and their values too, and the day of consent settles which version of a protocol is in force.

use super::rules::{Rules, found};
use crate::check::{FileId, Finding, TruthNode};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};
use crate::syntax::tree::{Define, File, Item, ItemKind, Name, ScoreOrigin};
use crate::vocabulary::{Named, declares_words};
use std::collections::BTreeSet;

/// The anchor that settles which version of a protocol is in force, named or not.
const CONSENT: &str = "consent";

/// Tells of what trials declare or bring in and nothing refers to.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let usage = &rules.program.usage;
    let asked = asked(rules);
    for (file, tree) in rules.trial_files().filter(|(file, _)| !usage.unsure.contains(file)) {
        for (place, item) in tree.items.iter().enumerate() {
            let used = usage.declarations.contains(&(file, place));
            let brought = usage.brought.contains(&(file, place));
            match (&item.kind, declared(item)) {
                (ItemKind::Use(name), _) if !brought => findings.push(of_use(rules, file, item, name)),
                (ItemKind::Judgement(_) | ItemKind::Site(_), Some((what, name))) => {
                    let unasked = !asked.contains(name.text.as_str());
                    findings.extend(unasked.then(|| never_used(file, item, name.span, &never(what, name, "asked"))));
                }
                (_, Some((what, name))) if !used => {
                    findings.push(never_used(file, item, name.span, &never(what, name, "used")));
                }
                (ItemKind::Define(define), _) => findings.extend(arguments(rules, file, define)),
                _ => {}
            }
        }
    }
    findings
}

/// The names of the questions that something asks.
fn asked(rules: &Rules<'_>) -> BTreeSet<String> {
    let vocabulary = &rules.program.vocabulary;
    let questions = rules.program.truths.iter().filter_map(|truth| match truth.node {
        TruthNode::Asked { question, .. } => Some(vocabulary.name_of(Named::Question(question))),
        TruthNode::Site { question, .. } => Some(vocabulary.name_of(Named::Site(question))),
        _ => None,
    });
    questions.collect()
}

/// What is declared by a name that something should use.
fn declared(item: &Item) -> Option<(&'static str, &Name)> {
    match &item.kind {
        ItemKind::Define(define) => Some(("definition", &define.name)),
        ItemKind::Parameter(parameter) => Some(("parameter", &parameter.name)),
        ItemKind::Group(group) => Some(("group", &group.name)),
        ItemKind::Score(score) if score.origin == ScoreOrigin::Computed => Some(("score", &score.name)),
        ItemKind::Anchor(anchor) if anchor.name.text != CONSENT => Some(("anchor", &anchor.name)),
        ItemKind::Lines(lines) => Some(("policy for lines of therapy", &lines.name)),
        ItemKind::Judgement(judgement) => Some(("question", &judgement.name)),
        ItemKind::Site(site) => Some(("question to the site", &site.name)),
        _ => None,
    }
}

/// The arguments of a definition that its expression does not name: whatever is handed over changes nothing.
fn arguments(rules: &Rules<'_>, file: FileId, define: &Define) -> Vec<Finding> {
    let text = rules.program.files.get(file.0 as usize).map_or("", |source| define.body.span.of(&source.text));
    let names: BTreeSet<&str> =
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty()).collect();
    let unused =
        define.parameters.iter().map(|parameter| &parameter.name).filter(|name| !names.contains(name.text.as_str()));
    unused
        .map(|name| {
            let message = format!("`{}` does not use its argument `{}`", define.name.text, name.text);
            let diagnostic = Diagnostic::new(Code::Unused, name.span, message)
                .reason("whoever hands something over expects that it counts")
                .help("use it in the definition, or take it out here and wherever the definition is used");
            found(file, diagnostic)
        })
        .collect()
}

fn never(what: &str, name: &Name, done: &str) -> String {
    format!("the {what} `{}` is never {done}", name.text)
}

fn of_use(rules: &Rules<'_>, file: FileId, item: &Item, name: &Name) -> Finding {
    let message = format!("nothing of `{}` is used", name.text);
    if !brings_words(rules, &name.text) {
        return never_used(file, item, name.span, &message);
    }
    let diagnostic = Diagnostic::new(Code::Unused, name.span, format!("{message} by the rules"))
        .reason("perhaps a criterion that should use it is missing; or records need its words, and cannot be read without")
        .help(
            "use it, or take it out; where records need words of your own that it declares, keep it, and write above it: \
             `# enrol: ignore W0604: for the words of records`",
        );
    let mut finding = found(file, diagnostic);
    finding.diagnostic.fixes.push(Fix::replace("take it out", item.span, ""));
    finding
}

/// Whether a file of that name, or one that it uses, declares words that records may hold.
fn brings_words(rules: &Rules<'_>, name: &str) -> bool {
    let mut open = vec![name.to_owned()];
    let mut known: BTreeSet<String> = BTreeSet::new();
    while let Some(name) = open.pop() {
        let named = |tree: &&File| tree.header().is_some_and(|header| header.name.text == name);
        let trees = rules.program.files.iter().map(|source| &*source.tree);
        for item in trees.filter(named).flat_map(|tree| &tree.items) {
            match &item.kind {
                ItemKind::Use(used) if known.insert(used.text.clone()) => open.push(used.text.clone()),
                kind if declares_words(kind) => return true,
                _ => {}
            }
        }
    }
    false
}

fn never_used(file: FileId, item: &Item, span: Span, message: &str) -> Finding {
    let diagnostic = Diagnostic::new(Code::Unused, span, message)
        .reason("perhaps a criterion that should use it is missing, or names another")
        .help("use it, or take it out");
    let mut finding = found(file, diagnostic);
    let fix = Fix::replace("take it out", item.span, "");
    // Records give days of anchors and answers to questions; who takes one out should know that they do no more.
    let recorded = matches!(item.kind, ItemKind::Anchor(_) | ItemKind::Judgement(_) | ItemKind::Site(_));
    finding.diagnostic.fixes.push(if recorded { fix } else { fix.safe() });
    finding
}
