//! What people say of a record: what is complete, what is absent, answers, contraindications, anchors, waivers.

use super::entry::Entry;
use super::node::{Map, Node, What};
use super::reading::Reading;
use super::{Absent, AnchorDate, Answer, Reviewed, SiteAnswer, Stated, Waiver};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::value::{Day, DaySpan, Truth};
use crate::vocabulary::{Kind, Named, builtin};

impl Reading<'_, '_, '_> {
    pub(super) fn reviewed(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let kinds = self.lists(entry.get("lists"), at);
        let from = match entry.get("from") {
            Some(node) if node.text() == Some("birth") => Some(Day::MIN),
            // The list is complete from the latest day that the date may be, and up to the earliest.
            node => self.date(node, "from").map(|from| from.last),
        };
        let to = self.until(entry.get("to"), at);
        let by = self.owned(entry.get("by"), "by");
        self.leftover(&entry, "reviewed");
        let Some(from) = from else {
            let message = "a review does not say from when on the list is complete";
            let finding = Diagnostic::new(Code::WrongShape, at, message).reason("it is not used");
            self.report(finding.help("add `from` with a date, or `from: birth`"));
            return;
        };
        let Some(to) = to else { return };
        let source = self.source(at);
        for kind in kinds {
            self.patient.reviewed.push(Reviewed { kind, from, to, by: by.clone(), assumed: false, source });
        }
    }

    fn lists(&mut self, node: Option<&Node<'_>>, at: Span) -> Vec<Kind> {
        let mut kinds = Vec::new();
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.list()).collect();
        for entry in node.map(Node::entries).unwrap_or_default() {
            let Some(text) = self.text(Some(entry), "lists") else { continue };
            match Kind::ALL.into_iter().find(|kind| kind.list() == text) {
                Some(kind) => kinds.push(kind),
                None if text == "all" => kinds.extend(Kind::ALL),
                None => {
                    let finding =
                        Diagnostic::new(Code::WrongShape, entry.at, format!("`{text}` is not a list of a record"));
                    let finding = finding.help(format!("the lists are {}", names.join(", ")));
                    self.report(finding.reason("it is not used").did_you_mean(text, names.iter()));
                }
            }
        }
        if node.is_none() {
            let finding = Diagnostic::new(Code::WrongShape, at, "a review does not say which lists are complete");
            self.report(finding.help("add `lists`, as in `lists: [medications, conditions]`"));
        }
        kinds
    }

    /// Up to when a statement holds: as it says, else up to the day on which the record was written.
    fn until(&mut self, node: Option<&Node<'_>>, at: Span) -> Option<Day> {
        let to = match node {
            Some(node) => return self.date(Some(node), "to").map(|to| to.first),
            None => self.recorded.or(self.options.as_of),
        };
        if to.is_none() {
            let finding = Diagnostic::new(Code::WrongShape, at, "it does not say up to when it holds");
            self.report(finding.reason("it is not used").help("add `to`, or `recorded` at the top of the record"));
        }
        to
    }

    pub(super) fn leftover(&mut self, entry: &Entry<'_>, list: &str) {
        for (key, _) in entry.others() {
            self.unknown_field(key, list, &[]);
        }
    }

    /// A word alone, or a word with its time.
    pub(super) fn absent(&mut self, node: &Node<'_>) {
        let (word, from, to, by) = match &node.what {
            What::Text(_) => (Some(node), Some(Day::MIN), self.until(None, node.at), None),
            _ => {
                let Some(map) = self.map_of(node, "absent") else { return };
                let entry = Entry::new(map);
                let from = match entry.get("from") {
                    None => Some(Day::MIN),
                    Some(node) if node.text() == Some("birth") => Some(Day::MIN),
                    node => self.date(node, "from").map(|from| from.last),
                };
                let to = self.until(entry.get("to"), node.at);
                let by = self.owned(entry.get("by"), "by");
                let word = entry.get("word");
                self.leftover(&entry, "absent");
                (word, from, to, by)
            }
        };
        let Some(word) = word else {
            self.report(
                Diagnostic::new(Code::WrongShape, node.at, "it does not say what is absent").help("add `word`"),
            );
            return;
        };
        let (Some(from), Some(to)) = (from, to) else { return };
        let source = self.source(node.at);
        for word in self.words_of(word, "word", None) {
            let family = self.vocabulary().word(word).family.clone();
            self.patient.absent.push(Absent { word, family, from, to, by: by.clone(), source });
        }
    }

    pub(super) fn answer(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let question = entry.get("question");
        let arguments = self.texts(entry.get("arguments"), "arguments");
        let answer = entry.get("answer");
        let by = self.owned(entry.get("by"), "by");
        let on = self.date(entry.get("on"), "on").unwrap_or(DaySpan::ANY);
        let _ = entry.get("note");
        self.leftover(&entry, "answers");
        let Some(node) = question else {
            self.report(
                Diagnostic::new(Code::WrongShape, at, "an answer does not say to which question")
                    .help("add `question`"),
            );
            return;
        };
        let vocabulary = self.vocabulary();
        let Some(text) = self.text(Some(node), "question") else { return };
        let Some(Named::Question(question)) = super::word::find(vocabulary, text) else {
            let finding = Diagnostic::new(
                Code::UnknownRecordWord,
                node.at,
                format!("no vocabulary declares the question `{text}`"),
            );
            let known = vocabulary.questions.iter().map(|question| question.name.as_str());
            self.report(finding.reason("the answer is not used").did_you_mean(text, known));
            return;
        };
        if let Some(asked) = vocabulary.questions.get(usize::from(question.0)) {
            self.check_arguments(node, text, asked.parameters.len(), arguments.len());
        }
        let Some(answer) = answer.and_then(|answer| self.yes_no_unknown(answer)) else { return };
        let source = self.source(at);
        self.patient.answers.push(Answer { question, arguments, answer, by, on, source });
    }

    fn check_arguments(&mut self, node: &Node<'_>, name: &str, wanted: usize, given: usize) {
        if wanted != given {
            let message = format!("`{name}` has {wanted} arguments, and here are {given}");
            let finding = Diagnostic::new(Code::WrongShape, node.at, message);
            self.report(finding.help("write `arguments` as the rule has them, in order"));
        }
    }

    fn yes_no_unknown(&mut self, node: &Node<'_>) -> Option<Truth> {
        if node.text() == Some("unknown") {
            return Some(Truth::Unknown);
        }
        self.yes_no(Some(node), "answer").map(Truth::of)
    }

    pub(super) fn site(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let (question, answer) = (entry.get("question"), entry.get("answer"));
        let arguments = self.texts(entry.get("arguments"), "arguments");
        self.leftover(&entry, "site");
        let (Some(node), Some(answer)) = (question, answer) else {
            let finding = Diagnostic::new(Code::WrongShape, at, "an answer of the site needs `question` and `answer`");
            self.report(finding);
            return;
        };
        let vocabulary = self.vocabulary();
        let Some(text) = self.text(Some(node), "question") else { return };
        let Some(Named::Site(question)) = super::word::find(vocabulary, text) else {
            let finding = Diagnostic::new(
                Code::UnknownRecordWord,
                node.at,
                format!("no vocabulary declares the site question `{text}`"),
            );
            let known = vocabulary.sites.iter().map(|site| site.name.as_str());
            self.report(finding.reason("the answer is not used").did_you_mean(text, known));
            return;
        };
        let Some(asked) = vocabulary.sites.get(usize::from(question.0)) else { return };
        self.check_arguments(node, text, asked.parameters.len(), arguments.len());
        let yes_no = [builtin::symbol::YES, builtin::symbol::NO];
        let values = if asked.values.is_empty() { &yes_no[..] } else { &asked.values };
        let key = super::node::Key { text: "answer".into(), at: answer.at };
        let Some(answer) = self.symbol(&key, answer, values) else { return };
        let source = self.source(at);
        self.patient.site.push(SiteAnswer { question, arguments, answer, source });
    }

    pub(super) fn stated(&mut self, map: &Map<'_>, intolerance: bool, at: Span) {
        let list = if intolerance { "intolerances" } else { "contraindications" };
        let entry = Entry::new(map);
        let drug = entry.get("drug");
        let present = entry.get("present");
        let holds = match present {
            Some(node) => self.yes_no(Some(node), "present"),
            None => Some(true),
        };
        let on = self.date(entry.get("on"), "on").unwrap_or(DaySpan::ANY);
        let reason = self.owned(entry.get("reason"), "reason");
        self.leftover(&entry, list);
        let Some(drug) = drug else {
            self.report(Diagnostic::new(Code::WrongShape, at, "it does not say which drug").help("add `drug`"));
            return;
        };
        let Some(holds) = holds else { return };
        let source = self.source(at);
        for word in self.words_of(drug, "drug", Some(Kind::Drug)) {
            self.patient.statements.push(Stated { intolerance, word, holds, on, reason: reason.clone(), source });
        }
    }

    pub(super) fn anchors(&mut self, node: &Node<'_>) {
        let Some(map) = self.map_of(node, "anchors") else { return };
        for (key, value) in &map.fields {
            let (planned, actual) = match &value.what {
                What::Nothing => continue,
                What::Text(_) => (None, self.date(Some(value), &key.text)),
                _ => {
                    let Some(map) = self.map_of(value, &key.text) else { continue };
                    let entry = Entry::new(map);
                    let planned = self.date(entry.get("planned"), "planned");
                    let actual = self.date(entry.get("actual"), "actual");
                    self.leftover(&entry, "anchors");
                    (planned, actual)
                }
            };
            if planned.is_some() || actual.is_some() {
                let (name, source) = (key.text.to_string(), self.source(key.at));
                self.patient.anchors.push(AnchorDate { name, planned, actual, source });
            }
        }
    }

    pub(super) fn waiver(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let trial = self.owned(entry.get("trial"), "trial");
        let criterion = self.owned(entry.get("criterion"), "criterion");
        let by = self.owned(entry.get("by"), "by");
        let on = self.date(entry.get("on"), "on");
        self.leftover(&entry, "waivers");
        let (Some(trial), Some(criterion), Some(by), Some(on)) = (trial, criterion, by, on) else {
            let finding = Diagnostic::new(Code::WrongShape, at, "a waiver needs `trial`, `criterion`, `by` and `on`");
            self.report(finding.reason("it is not used"));
            return;
        };
        let source = self.source(at);
        self.patient.waivers.push(Waiver { trial, criterion, by, on, source });
    }
}
