//! A record in the making: only what it says, in the order in which a person would write it.

use crate::value::Day;
use crate::vocabulary::Kind;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How wide a line may be before an entry is written over several.
const WIDTH: usize = 110;

/// A record in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Draft {
    /// The day of birth.
    pub birth: Option<Day>,
    /// The sex, as records write it.
    pub sex: Option<String>,
    /// The days of anchors, by name.
    pub anchors: BTreeMap<String, Day>,
    /// What happened.
    pub entries: Vec<Entry>,
    /// What people and the site answered, and what was said of drugs.
    pub said: Vec<Said>,
    /// What never was.
    pub absent: BTreeSet<String>,
    /// The lists that are complete, from birth to the day of judgement.
    pub complete: BTreeSet<Kind>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entry {
    /// In which list it stands.
    pub kind: Kind,
    /// Its word.
    pub word: String,
    /// Its fields, by name.
    pub fields: BTreeMap<String, String>,
}

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Said {
    /// In which list of the record it stands.
    pub list: SaidIn,
    /// The question, or the drug.
    pub about: String,
    /// The arguments of a question.
    pub arguments: Vec<String>,
    /// The answer; of a drug, whether something is present.
    pub answer: String,
}

/// The lists of what people said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SaidIn {
    /// `answers`
    Answers,
    /// `site`
    Site,
    /// `contraindications`
    Contraindications,
    /// `intolerances`
    Intolerances,
}

impl SaidIn {
    const ALL: [SaidIn; 4] = [SaidIn::Answers, SaidIn::Site, SaidIn::Contraindications, SaidIn::Intolerances];

    fn list(self) -> &'static str {
        match self {
            SaidIn::Answers => "answers",
            SaidIn::Site => "site",
            SaidIn::Contraindications => "contraindications",
            SaidIn::Intolerances => "intolerances",
        }
    }
}

impl Draft {
    /// The record, written for a patient of that id and judged on that day.
    #[must_use]
    pub fn yaml(&self, id: &str, as_of: Day) -> String {
        format!("patient: {id}\nrecorded: {as_of}\n{}", self.record(as_of))
    }

    /// The record, without whose it is and when it was written.
    #[must_use]
    pub fn record(&self, as_of: Day) -> String {
        let mut text = String::new();
        // Writing to a text cannot fail.
        if let Some(birth) = self.birth {
            let _ = writeln!(text, "birth: {birth}");
        }
        if let Some(sex) = &self.sex {
            let _ = writeln!(text, "sex: {sex}");
        }
        if !self.anchors.is_empty() {
            text.push_str("anchors:\n");
            self.anchors.iter().for_each(|(name, day)| line(&mut text, &format!("  {name}: {day}")));
        }
        for kind in Kind::ALL {
            let entries = self.entries.iter().filter(|entry| entry.kind == kind).map(Entry::fields);
            list(&mut text, kind.list(), entries);
        }
        for said_in in SaidIn::ALL {
            let said = self.said.iter().filter(|said| said.list == said_in).map(|said| said.fields(as_of));
            list(&mut text, said_in.list(), said);
        }
        if !self.absent.is_empty() {
            let absent: Vec<String> = self.absent.iter().map(|word| scalar(word)).collect();
            line(&mut text, &format!("absent: [{}]", absent.join(", ")));
        }
        if !self.complete.is_empty() {
            let all = self.complete.len() == Kind::ALL.len();
            let lists: Vec<&str> = self.complete.iter().map(|kind| kind.list()).collect();
            let lists = if all { "all".to_owned() } else { format!("[{}]", lists.join(", ")) };
            line(&mut text, &format!("reviewed:\n  - {{ lists: {lists}, from: birth, to: {as_of} }}"));
        }
        text
    }

    /// The same, with something that began on a day, by its place; two of one word never do.
    #[must_use]
    pub(super) fn begun_on(&self, place: usize, day: Day) -> Draft {
        let mut begun = self.clone();
        let word = self.entries.get(place).map(|entry| (entry.kind, &entry.word));
        if self.entries.iter().any(|other| Some((other.kind, &other.word)) == word && other.began() == Some(day)) {
            return begun;
        }
        let entry = begun.entries.get_mut(place);
        if let Some((entry, field)) = entry.and_then(|entry| {
            let field = BEGAN.iter().find(|field| entry.fields.contains_key(**field))?;
            Some((entry, *field))
        }) {
            entry.fields.insert(field.to_owned(), day.to_string());
        }
        begun
    }

    /// The same, with what happened first standing first, and answers by what was asked.
    #[must_use]
    pub(super) fn tidied(&self) -> Draft {
        let mut tidied = self.clone();
        tidied.entries.sort_by_key(|entry| (entry.kind, entry.word.clone(), entry.began()));
        tidied.said.sort();
        tidied
    }

    /// How much it says: the less, the better it shows what matters.
    #[must_use]
    pub fn size(&self) -> usize {
        let entries: usize = self.entries.iter().map(|entry| 2 + entry.fields.len()).sum();
        let person = usize::from(self.birth.is_some()) + usize::from(self.sex.is_some());
        entries + person + self.anchors.len() + 2 * self.said.len() + self.absent.len() + self.complete.len()
    }
}

impl Entry {
    /// The day when it was, or began.
    fn began(&self) -> Option<Day> {
        BEGAN.iter().find_map(|field| Day::parse(self.fields.get(*field)?))
    }

    /// Its fields in the order in which people write them: what, how much, when, and the rest.
    fn fields(&self) -> Vec<(&str, String)> {
        let name = match self.kind {
            Kind::Measurement => Some("test"),
            Kind::Condition => Some("condition"),
            Kind::Drug => Some("drug"),
            Kind::Procedure => Some("procedure"),
            Kind::Vaccine => Some("vaccine"),
            Kind::Score => Some("score"),
            Kind::Line => None,
        };
        let mut fields: Vec<(&str, String)> = name.map(|name| (name, self.word.clone())).into_iter().collect();
        let mut rest: Vec<(&str, &String)> = self.fields.iter().map(|(name, value)| (name.as_str(), value)).collect();
        rest.sort_by_key(|(name, _)| FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()));
        fields.extend(rest.into_iter().map(|(name, value)| (name, value.clone())));
        fields
    }
}

/// The fields that say when something was, or began.
const BEGAN: [&str; 3] = ["on", "onset", "start"];

/// The fields that stand first, in this order; others follow by name.
const FIRST: &[&str] = &[
    "number",
    "drugs",
    "value",
    "total",
    "items",
    "lln",
    "uln",
    "on",
    "onset",
    "start",
    "end",
    "stop",
    "ongoing",
    "daily_dose",
    "dose",
];

impl Said {
    fn fields(&self, as_of: Day) -> Vec<(&str, String)> {
        if matches!(self.list, SaidIn::Contraindications | SaidIn::Intolerances) {
            return vec![("drug", self.about.clone()), ("present", self.answer.clone())];
        }
        let mut fields = vec![("question", self.about.clone())];
        if !self.arguments.is_empty() {
            let arguments: Vec<String> = self.arguments.iter().map(|argument| scalar(argument)).collect();
            fields.push(("arguments", format!("[{}]", arguments.join(", "))));
        }
        fields.push(("answer", self.answer.clone()));
        if self.list == SaidIn::Answers {
            fields.push(("on", as_of.to_string()));
        }
        fields
    }
}

fn list<'a>(text: &mut String, name: &str, entries: impl Iterator<Item = Vec<(&'a str, String)>>) {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        line(text, &format!("{name}:"));
    }
    for fields in entries {
        let written: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {}", scalar(value))).collect();
        let short = format!("  - {{ {} }}", written.join(", "));
        match short.chars().count() <= WIDTH {
            true => line(text, &short),
            false => line(text, &format!("  - {}", written.join("\n    "))),
        }
    }
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// A value as YAML reads it back: a list as it is, else plain where no character could mean anything else.
fn scalar(value: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || " _-./^%*:<>=()".contains(letter);
    let begins = |letter: char| letter.is_alphanumeric();
    let is_list = value.starts_with('[') && value.ends_with(']') && !value.contains("]/");
    let is_plain =
        value.chars().all(plain) && value.starts_with(begins) && !value.contains(": ") && !value.ends_with(':');
    match is_list || is_plain {
        true => value.to_owned(),
        false => format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
