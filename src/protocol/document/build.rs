//! Which documents a program makes, and what each needs.

use super::{Document, Problem, Sentence, conventions};
use crate::check::{FileId, Finding, Program, Trial};
use crate::diagnostic::{LineIndex, Severity};
use crate::protocol::english::English;
use crate::protocol::english::clause::Clause;
use crate::protocol::requirements;
use crate::protocol::text::{Target, Text, sentence_case};
use crate::syntax::tree::{File, FileKind, ItemKind};
use std::collections::{BTreeMap, BTreeSet};

/// A trial as a document.
#[must_use]
pub fn document(program: &Program, findings: &[Finding], trial: &Trial) -> Document {
    Builder::new(program, findings, trial.file).trial(trial)
}

/// The documents of a program: its trials; without any, its libraries and vocabularies that were named.
#[must_use]
pub fn documents(program: &Program, findings: &[Finding], named: usize) -> Vec<Document> {
    if !program.trials.is_empty() {
        return program.trials.iter().map(|trial| document(program, findings, trial)).collect();
    }
    let files = (0..named.min(program.files.len())).filter_map(|place| u32::try_from(place).ok());
    files.map(|place| Builder::new(program, findings, FileId(place)).shared()).collect()
}

/// A document while its sentences are said: what they refer to is remembered, in the order of the first reference.
pub(super) struct Builder<'p> {
    pub(super) program: &'p Program,
    pub(super) english: English<'p>,
    findings: &'p [Finding],
    pub(super) file: FileId,
    wanted: Vec<Target>,
    seen: BTreeSet<Target>,
    /// Which criteria refer to what, directly or through definitions.
    pub(super) asked_by: BTreeMap<Target, Vec<String>>,
    /// What refers to what, among the entries of appendices.
    inside: BTreeMap<Target, Vec<Target>>,
}

impl<'p> Builder<'p> {
    fn new(program: &'p Program, findings: &'p [Finding], file: FileId) -> Builder<'p> {
        Builder {
            program,
            english: English::new(program),
            findings,
            file,
            wanted: Vec::new(),
            seen: BTreeSet::new(),
            asked_by: BTreeMap::new(),
            inside: BTreeMap::new(),
        }
    }

    fn trial(mut self, trial: &Trial) -> Document {
        let mut facts = Vec::new();
        let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        facts.extend(trial.phase.iter().map(|phase| fact("Phase", phase)));
        if let [only] = trial.versions.as_slice()
            && !only.name.is_empty()
        {
            facts.push(fact("Version", &only.name));
        }
        facts.extend(trial.coverage.iter().map(|coverage| fact("What is written here", coverage)));
        facts.extend(trial.sources.iter().map(|source| fact("Source", source)));
        let versions = self.versions(trial);
        let mut document = Document {
            id: trial.id.clone(),
            title: trial.title.clone(),
            sort: "Trial".to_owned(),
            facts,
            versions,
            requirements: requirements::of_trial(self.program, trial),
            ..Document::default()
        };
        trial.anchors.iter().for_each(|anchor| self.want(Target::Anchor(*anchor), None));
        document.parameters = self.parameters();
        self.appendices(&mut document);
        document.problems = self.problems(|_| true);
        document
    }

    /// A library or vocabulary by itself: all that it declares.
    fn shared(mut self) -> Document {
        let file = self.program.files.get(self.file.0 as usize);
        let tree = file.map(|file| file.tree.as_ref());
        let mut document = Document { sort: "Rules".to_owned(), ..Document::default() };
        if let Some(tree) = tree {
            (document.id, document.title, document.sort) = head(tree);
            self.want_declared(tree);
        }
        self.appendices(&mut document);
        document.problems = self.problems(|_| true);
        document
    }

    fn want_declared(&mut self, tree: &File) {
        let vocabulary = &self.program.vocabulary;
        let here = self.file;
        let of_here: Vec<Target> = (0u32..)
            .zip(&self.program.definitions)
            .filter(|(_, known)| known.file == here)
            .map(|(place, _)| Target::Definition(place))
            .collect();
        let mut targets = Vec::new();
        for item in &tree.items {
            match &item.kind {
                ItemKind::Score(score) => {
                    let place = self.program.scores.iter().position(|known| known.name == score.name.text);
                    targets.extend(
                        place
                            .and_then(|place| u32::try_from(place).ok())
                            .map(|place| Target::Score(crate::check::ScoreId(place))),
                    );
                }
                ItemKind::Lines(lines) => {
                    let place = self.program.lines.iter().position(|known| known.name == lines.name.text);
                    targets.extend(
                        place
                            .and_then(|place| u32::try_from(place).ok())
                            .map(|place| Target::Lines(crate::check::LinesId(place))),
                    );
                }
                ItemKind::Anchor(anchor) => {
                    let place = self.program.anchors.iter().position(|known| known.name == anchor.name.text);
                    targets.extend(
                        place
                            .and_then(|place| u32::try_from(place).ok())
                            .map(|place| Target::Anchor(crate::check::AnchorId(place))),
                    );
                }
                _ => {}
            }
        }
        let (name, ..) = head(tree);
        targets.extend(of_here);
        targets
            .extend(vocabulary.words.iter().filter(|word| word.vocabulary == name).map(|word| Target::Word(word.id)));
        let groups = (0u32..).zip(&vocabulary.groups).filter(|(_, group)| group.vocabulary == name);
        targets.extend(groups.map(|(place, _)| Target::Group(place)));
        let questions = (0u16..).zip(&vocabulary.questions).filter(|(_, question)| question.vocabulary == name);
        targets.extend(questions.map(|(place, _)| Target::Question(crate::vocabulary::QuestionId(place))));
        let sites = (0u16..).zip(&vocabulary.sites).filter(|(_, question)| question.vocabulary == name);
        targets.extend(sites.map(|(place, _)| Target::Site(crate::vocabulary::SiteId(place))));
        for target in targets {
            self.want(target, None);
        }
    }

    /// Notes that something is referred to by a criterion or by an entry of an appendix.
    pub(super) fn want(&mut self, target: Target, by: Option<&str>) {
        if let Some(id) = by {
            let asked = self.asked_by.entry(target).or_default();
            if !asked.iter().any(|known| known == id) {
                asked.push(id.to_owned());
            }
        }
        if self.seen.insert(target) {
            self.wanted.push(target);
        }
    }

    /// The words of a clause, with what they refer to noted for a criterion.
    pub(super) fn sentence_of(&mut self, clause: &Clause, by: Option<&str>) -> Sentence {
        let sentence = sentence(clause, true);
        self.want_all(&sentence, by);
        sentence
    }

    fn want_all(&mut self, sentence: &Sentence, by: Option<&str>) {
        for target in sentence.text.targets().collect::<Vec<_>>() {
            self.want(target, by);
        }
        for part in &sentence.parts {
            self.want_all(part, by);
        }
    }

    pub(super) fn text_of(&mut self, marked: &str, by: Option<&str>) -> Text {
        let text = Text::of_marked(marked);
        for target in text.targets().collect::<Vec<_>>() {
            self.want(target, by);
        }
        text
    }

    /// Every entry that something refers to, each in its appendix. What an entry refers to is wanted in turn.
    fn appendices(&mut self, document: &mut Document) {
        document.conventions = conventions::CONVENTIONS.iter().map(|text| (*text).to_owned()).collect();
        let mut next = 0;
        while let Some(target) = self.wanted.get(next).copied() {
            next += 1;
            let known = self.wanted.len();
            match target {
                Target::Definition(place) => document.definitions.extend(self.definition(place)),
                Target::Score(id) => document.scores.push(self.score(id)),
                Target::Lines(id) => document.lines.extend(self.policy(id)),
                Target::Anchor(id) => document.anchors.push(self.anchor(id)),
                Target::Question(id) => document.questions.extend(self.question(id)),
                Target::Site(id) => document.questions.extend(self.site(id)),
                Target::Word(_) | Target::Group(_) | Target::Parameter(_) | Target::Criterion(_) => {}
            }
            let new = self.wanted.get(known..).unwrap_or_default().to_vec();
            self.inside.entry(target).or_default().extend(new);
        }
        self.hand_down();
        let words = self.wanted.clone();
        document.words = words.into_iter().filter_map(|target| self.word(target)).collect();
        document.words.sort_by_cached_key(|word| (word.kind.clone(), word.title.to_lowercase()));
        document.notices = super::notices::notices(document);
        let asked = |target: &Target| self.asked_by.get(target).cloned().unwrap_or_default();
        document.questions.iter_mut().for_each(|question| question.criteria = asked(&question.target));
        document.parameters.iter_mut().for_each(|parameter| parameter.criteria = asked(&parameter.target));
        number(document);
    }

    /// What a definition refers to is asked by the criteria that refer to the definition.
    fn hand_down(&mut self) {
        let order = self.wanted.clone();
        for target in order {
            let by = self.asked_by.get(&target).cloned().unwrap_or_default();
            for inner in self.references_of(target) {
                for id in &by {
                    self.want(inner, Some(id));
                }
            }
        }
    }

    /// What the sentences of an entry refer to, whether or not something referred to it before.
    fn references_of(&self, target: Target) -> Vec<Target> {
        let mut found = Vec::new();
        let mut of = |clause: &Clause| collect(&sentence(clause, false), &mut found);
        match target {
            Target::Definition(place) => {
                let place = place as usize;
                if let Some(known) = self.program.definitions.get(place) {
                    of(&self.english.inside(place).gives(known.gives));
                }
            }
            Target::Score(id) => self.score_clauses(id).iter().for_each(of),
            _ => return self.inside.get(&target).cloned().unwrap_or_default(),
        }
        found
    }

    /// Findings about this file or what it uses, where they pass.
    pub(super) fn problems(&self, passes: impl Fn(&Finding) -> bool) -> Vec<Problem> {
        let serious = |finding: &&Finding| finding.diagnostic.severity == Severity::Error;
        let own = self.findings.iter().filter(serious).filter(|finding| passes(finding));
        own.map(|finding| self.problem(finding)).collect()
    }

    fn problem(&self, finding: &Finding) -> Problem {
        let file = self.program.files.get(finding.file.0 as usize);
        let span = finding.diagnostic.span();
        let place = file.map_or_else(String::new, |file| {
            format!("{}, line {}", file.name, LineIndex::new(&file.text).place(&file.text, span).line)
        });
        Problem {
            code: finding.diagnostic.code.to_string(),
            message: finding.diagnostic.message.clone(),
            reason: finding.diagnostic.reason.clone(),
            place,
            fatal: finding.diagnostic.severity == Severity::Error,
        }
    }
}

fn collect(sentence: &Sentence, found: &mut Vec<Target>) {
    found.extend(sentence.text.targets());
    sentence.parts.iter().for_each(|part| collect(part, found));
}

/// A clause as a sentence; the outermost begins with a large letter.
pub(super) fn sentence(clause: &Clause, outermost: bool) -> Sentence {
    let large = outermost && clause.label.is_none();
    let marked = if large { sentence_case(&clause.text) } else { clause.text.clone() };
    Sentence {
        label: clause.label.clone(),
        text: Text::of_marked(&marked),
        parts: clause.parts.iter().map(|part| sentence(part, false)).collect(),
    }
}

/// Numbers the entries of each appendix in their order.
fn number(document: &mut Document) {
    let mut numbers = BTreeMap::new();
    let mut all = |letter: &str, targets: Vec<Target>| {
        numbers.extend(targets.into_iter().zip(1..).map(|(target, place)| (target, format!("{letter}{place}"))));
    };
    all("D", document.definitions.iter().map(|part| part.target).collect());
    all("S", document.scores.iter().map(|part| part.target).collect());
    all("L", document.lines.iter().map(|part| part.target).collect());
    all("A", document.anchors.iter().map(|part| part.target).collect());
    all("P", document.parameters.iter().map(|part| part.target).collect());
    all("Q", document.questions.iter().map(|part| part.target).collect());
    let criteria = document.criterion_ids();
    numbers.extend((0u32..).map(Target::Criterion).zip(criteria.into_iter().map(str::to_owned)));
    document.numbers = numbers;
}

/// The name, title and sort of a file.
fn head(tree: &File) -> (String, String, String) {
    let sort = match tree.kind() {
        FileKind::Trial => "Trial",
        FileKind::Library => "Library",
        FileKind::Vocabulary => "Vocabulary",
    };
    let header = tree.header();
    let name = header.map(|header| header.name.text.clone()).unwrap_or_default();
    let title = header.and_then(|header| header.title.as_ref()).map(|title| title.text.clone());
    (name.clone(), title.unwrap_or(name), sort.to_owned())
}
