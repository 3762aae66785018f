//! Why something is unknown, as a sentence, and what somebody can do about it, as a task.

mod event;

use super::case::Case;
use super::explanation::ReasonLine;
use super::window::Stretch;
use crate::check::AnchorId;
use crate::evaluate::Reason;
use crate::record::Reviewed;
use crate::value::{Day, DaySpan};
use crate::vocabulary::{Kind, QuestionId, SiteId, WordId};
use crate::wording::words::{between, counted, from_to, spaced};

/// A sentence and a task, before it is known whether a person's judgement is asked for.
type Said = (String, String);

/// How many words are named before a list becomes "the list".
const MOST_WORDS: usize = 4;

/// What was asked for where a reason arose.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asking {
    /// What it is called.
    pub(crate) subject: Option<String>,
    /// In which days was looked.
    pub(crate) window: Option<Stretch>,
    /// What a question was asked with.
    pub(crate) arguments: Vec<String>,
}

impl Case<'_> {
    /// A reason in words.
    pub(crate) fn reason(&self, reason: &Reason, asking: &Asking) -> ReasonLine {
        let (sentence, task) = self.said(reason, asking);
        let judgement = matches!(reason, Reason::NotJudged { .. } | Reason::AnswerTooOld { .. });
        ReasonLine { sentence, task, judgement, line: self.line_of(reason) }
    }

    /// Several reasons in words, each once; those that differ only in the word they speak of are one.
    pub(crate) fn reasons_in_words<'r>(
        &self,
        reasons: impl IntoIterator<Item = &'r Reason>,
        asking: &Asking,
    ) -> Vec<ReasonLine> {
        let mut lines: Vec<ReasonLine> = Vec::new();
        for reason in merged(reasons) {
            let line = self.reason(&reason, asking);
            if !lines.iter().any(|other| other.sentence == line.sentence) {
                lines.push(line);
            }
        }
        lines
    }

    fn said(&self, reason: &Reason, asking: &Asking) -> Said {
        match reason {
            Reason::NotRecorded { words } => self.not_recorded(words, asking),
            Reason::NotReviewed { kind, words, from, to } => self.not_reviewed(*kind, words, (*from, *to), asking),
            Reason::TooOld { event, age, from } => self.too_old(*event, *age, *from),
            Reason::Conflicting { events } => self.conflicting(events),
            Reason::NotJudged { question, arguments } => self.not_judged(*question, arguments),
            Reason::AnswerTooOld { question, on } => self.answer_too_old(*question, *on, &asking.arguments),
            Reason::SiteNotAnswered { question, arguments } => self.site_not_answered(*question, arguments),
            Reason::SiteDisagrees { question, arguments } => self.site_disagrees(*question, arguments),
            Reason::NotStated { intolerance, words } => self.not_stated(*intolerance, words),
            Reason::AnchorNotSet { anchor } => self.anchor_not_set(*anchor),
            Reason::NotDeclared { word, half_life } => self.not_declared(*word, *half_life),
            Reason::Unusable { entry } => self.unusable(*entry),
            Reason::Birth => self.birth(),
            Reason::Sex => said("the sex is not recorded", "Record the sex"),
            Reason::ItemsUnknown { items } => {
                let are = if *items == 1 { "is" } else { "are" };
                let items = counted(*items as usize, "item");
                (
                    format!("{items} of the score {are} not known and could change the answer"),
                    format!("Complete the score: {items} {are} not known"),
                )
            }
            Reason::OutOfRange => said(
                "a number is too large to be computed exactly",
                "Check the numbers of the record: one is too large to be computed with",
            ),
            Reason::Broken => said(
                "the criterion could not be checked: its rule contains an error",
                "Ask whoever keeps the rules: this criterion contains an error",
            ),
            of_event => self.of_event(of_event),
        }
    }

    fn not_recorded(&self, words: &[WordId], asking: &Asking) -> Said {
        let Some(first) = words.first() else {
            return said("nothing of the kind is recorded", "Record it");
        };
        let names = self.named(words, asking);
        let window = asking.window.map_or_else(String::new, |window| format!(" {}", from_to(window.from, window.to)));
        let since = asking.window.filter(|window| window.from.is_real());
        let since = since.map_or_else(String::new, |window| format!(" of {} or later", window.from));
        let task = match self.word(*first).kind {
            Kind::Measurement => format!("Get a result{since}: {names}"),
            Kind::Score => format!("Assess {names}{}", since.replace(" of ", " on ")),
            _ => format!("Record {names}, or that there is none"),
        };
        (format!("{names} is not recorded{window}"), task)
    }

    /// What several words are called: by the name of what was asked for, where they are many.
    fn named(&self, words: &[WordId], asking: &Asking) -> String {
        match &asking.subject {
            Some(subject) if words.len() > 1 => subject.clone(),
            _ => self.names(words, MOST_WORDS),
        }
    }

    fn not_reviewed(&self, kind: Kind, words: &[WordId], (from, to): (Day, Day), asking: &Asking) -> Said {
        let born = self.born();
        let ever = from <= born || !from.is_real();
        let from = from.max(born);
        let period = if ever { format!("from birth to {to}") } else { from_to(from, to) };
        let list = list_name(kind);
        let why = match self.review_nearest(kind, from, to) {
            None => format!("the list of {list} is not stated complete {period}"),
            Some(review) if review.from <= from => {
                format!("the list of {list} is stated complete only up to {}, needed up to {to}", review.to)
            }
            Some(review) if review.to >= to => {
                format!("the list of {list} is stated complete only from {}, needed {period}", review.from)
            }
            Some(review) => {
                let stated = from_to(review.from, review.to);
                format!("the list of {list} is stated complete only {stated}, needed {period}")
            }
        };
        let when = if ever { format!("at any time up to {to}") } else { between(from, to) };
        let task = match kind {
            Kind::Line => format!("Review the lines of therapy {period} and state that they are complete"),
            Kind::Measurement | Kind::Score => format!("Ask: any result of {} {when}?", self.named(words, asking)),
            _ if words.is_empty() => format!("Review the list of {list} {period} and state that it is complete"),
            _ => format!("Ask: any {} {when}?", self.named(words, asking)),
        };
        (why, task)
    }

    /// The review that covers most of a period, of those that touch it.
    fn review_nearest(&self, kind: Kind, from: Day, to: Day) -> Option<&Reviewed> {
        let reviews =
            self.patient.reviewed.iter().filter(|review| review.kind == kind && review.to >= from && review.from <= to);
        reviews.max_by_key(|review| i64::from(review.to.min(to).0) - i64::from(review.from.max(from).0))
    }

    /// The first day of the patient's life, as far as it is known; no list needs to reach further back.
    fn born(&self) -> Day {
        self.patient.birth.map_or(Day::MIN, |birth| birth.first)
    }

    fn birth(&self) -> Said {
        let task = "Record the date of birth to the day";
        match self.patient.birth.filter(|birth| !birth.is_unknown()) {
            Some(birth) => (format!("the date of birth is known only as {birth}"), task.to_owned()),
            None => said("the date of birth is not recorded", task),
        }
    }

    fn not_judged(&self, question: QuestionId, arguments: &[String]) -> Said {
        let (who, text) = (self.answered_by(question), self.question(question, arguments));
        (format!("the {who} has not answered yet: {text}"), format!("Ask the {who}: {text}"))
    }

    fn answer_too_old(&self, question: QuestionId, on: DaySpan, arguments: &[String]) -> Said {
        let (who, text) = (self.answered_by(question), self.question(question, arguments));
        (
            format!("the answer of the {who} of {on} no longer holds: {text}"),
            format!("Ask the {who} again (last answer {on}): {text}"),
        )
    }

    fn site_not_answered(&self, question: SiteId, arguments: &[String]) -> Said {
        let text = self.site_question(question, arguments);
        (format!("the site has not answered: {text}"), format!("Ask the site, once for all patients: {text}"))
    }

    fn site_disagrees(&self, question: SiteId, arguments: &[String]) -> Said {
        let text = self.site_question(question, arguments);
        (
            "the site's answers contradict each other".to_owned(),
            format!("Settle which answer of the site is right: {text}"),
        )
    }

    fn not_stated(&self, intolerance: bool, words: &[WordId]) -> Said {
        let names = self.names(words, MOST_WORDS);
        let what = if intolerance { "an intolerance of" } else { "a contraindication to" };
        (
            format!("the record does not say whether there is {what} {names}"),
            format!("Ask: is there {what} {names}? Record yes or no"),
        )
    }

    fn anchor_not_set(&self, anchor: AnchorId) -> Said {
        let anchor = self.program.anchor(anchor);
        let title = if anchor.title.is_empty() { spaced(&anchor.name) } else { anchor.title.clone() };
        (format!("no date is set for \"{title}\""), format!("Set the date of \"{title}\", planned or actual"))
    }

    fn not_declared(&self, word: WordId, half_life: bool) -> Said {
        let what = if half_life { "half-life" } else { "dose equivalence" };
        let name = self.name(word);
        (
            format!("the vocabulary declares no {what} of {name}"),
            format!("Ask whoever keeps the vocabulary to declare the {what} of {name}"),
        )
    }

    fn unusable(&self, entry: u32) -> Said {
        let Some(entry) = self.patient.unusable.get(entry as usize) else {
            return said("an entry of the record cannot be used", "Correct the record");
        };
        let name = entry.word.map_or_else(|| list_name(entry.kind).to_owned(), |word| self.name(word));
        let line =
            if entry.source.line > 0 { format!(" (line {} of the record)", entry.source.line) } else { String::new() };
        (
            format!("{name}: an entry{line} cannot be used: {}", entry.why),
            format!("Correct the entry for {name}{line}: {}", entry.why),
        )
    }

    fn line_of(&self, reason: &Reason) -> Option<u32> {
        let line = match reason {
            Reason::Unusable { entry } => self.patient.unusable.get(*entry as usize)?.source.line,
            Reason::TooOld { event, .. }
            | Reason::DateImprecise { event }
            | Reason::EndNotRecorded { event }
            | Reason::Censored { event }
            | Reason::NoValue { event }
            | Reason::NotGiven { event }
            | Reason::OtherForm { event }
            | Reason::AttributeMissing { event, .. }
            | Reason::LimitMissing { event, .. }
            | Reason::CodedTooCoarsely { event }
            | Reason::Unmapped { event }
            | Reason::NoWeight { event } => self.event(*event)?.source.line,
            Reason::Conflicting { events } => self.event(*events.first()?)?.source.line,
            _ => 0,
        };
        (line > 0).then_some(line)
    }
}

/// The reasons with those of one list and period joined.
fn merged<'r>(reasons: impl IntoIterator<Item = &'r Reason>) -> Vec<Reason> {
    let mut merged: Vec<Reason> = Vec::new();
    for reason in reasons {
        let Reason::NotReviewed { kind, words, from, to } = reason else {
            merged.push(reason.clone());
            continue;
        };
        let same = merged.iter_mut().find_map(|other| match other {
            Reason::NotReviewed { kind: k, words, from: f, to: t } if (*k, *f, *t) == (*kind, *from, *to) => {
                Some(words)
            }
            _ => None,
        });
        match same {
            Some(all) => {
                let new: Vec<WordId> = words.iter().copied().filter(|word| !all.contains(word)).collect();
                all.extend(new);
            }
            None => merged.push(reason.clone()),
        }
    }
    merged
}

/// What a list of a record is called in a sentence.
pub(crate) fn list_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Line => "lines of therapy",
        other => other.list(),
    }
}

fn said(sentence: &str, task: &str) -> Said {
    (sentence.to_owned(), task.to_owned())
}
