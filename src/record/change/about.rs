//! What an entry of a list is about, as the reader of records has it: a synonym, another spelling and a code are the word that
//! they stand for.

use crate::record::node::{Map, Node, What};
use crate::record::word::{CodeFor, NameFor, code_for, find, name_for};
use crate::value::Number;
use crate::vocabulary::{CodeSystem, Kind, Named, Vocabulary, WordId};
use std::collections::BTreeSet;

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A word; a code or a group may stand for several.
    Words(BTreeSet<WordId>),
    /// A question to a person or the site, with what it asks about, as rules write it.
    Asked(Named, Vec<String>),
    /// A line of therapy, by its number.
    Line(Number),
    /// A waiver of a criterion of a trial.
    Waiver(String, String),
    /// A code of a known system that no word stands for yet.
    Unmapped(String),
    /// What is written stands for nothing that an entry of this list can be about.
    Unclear {
        /// What is written.
        written: String,
        /// Why it is unclear, as one line that makes sense alone.
        why: String,
        /// What to do.
        help: String,
    },
    /// It does not say.
    Unsaid,
}

/// Whether entries of this list are about something by which they are told apart.
pub(super) fn is_told_apart(list: &str) -> bool {
    Kind::ALL.iter().any(|kind| kind.list() == list)
        || ["contraindications", "intolerances", "answers", "site", "waivers", "absent"].contains(&list)
}

/// What an entry of a list is about.
pub(super) fn about(list: &str, entry: &Node<'_>, vocabulary: &Vocabulary) -> About {
    let naming = Naming { list, entry, vocabulary };
    match list {
        "measurements" => naming.event(Kind::Measurement, "test"),
        "conditions" => naming.event(Kind::Condition, "condition"),
        "medications" => naming.event(Kind::Drug, "drug"),
        "procedures" => naming.event(Kind::Procedure, "procedure"),
        "vaccinations" => naming.event(Kind::Vaccine, "vaccine"),
        "scores" => naming.event(Kind::Score, "score"),
        "lines" => naming.line(),
        "contraindications" | "intolerances" => naming.statement("drug", Some(Kind::Drug)),
        "absent" => naming.statement("word", None),
        "answers" | "site" => naming.question(),
        "waivers" => match (naming.text("trial"), naming.text("criterion")) {
            (Some(trial), Some(criterion)) => About::Waiver(trial.to_owned(), criterion.to_owned()),
            _ => About::Unsaid,
        },
        _ => About::Unsaid,
    }
}

/// What an entry is about, as it is written.
pub(super) fn written(list: &str, entry: &Node<'_>) -> Option<String> {
    let fields: &[&str] = match list {
        "measurements" => &["test", "code"],
        "conditions" => &["condition", "code"],
        "medications" => &["drug", "code"],
        "procedures" => &["procedure", "code"],
        "vaccinations" => &["vaccine", "code"],
        "scores" => &["score", "code"],
        "lines" => &["number"],
        "contraindications" | "intolerances" => &["drug"],
        "answers" | "site" => &["question"],
        "waivers" => &["criterion"],
        _ => &["word"],
    };
    if let What::Text(text) = &entry.what {
        return Some(text.trim().to_owned());
    }
    let map = entry.map()?;
    let name = fields.iter().find_map(|name| text_of(map, name))?;
    Some(std::iter::once(name.to_owned()).chain(arguments(map)).collect::<Vec<_>>().join(" "))
}

/// The words that a name or a code stands for, whatever list they belong to.
pub(super) fn words_named(text: &str, vocabulary: &Vocabulary) -> BTreeSet<WordId> {
    match find(vocabulary, text.trim()) {
        Some(Named::Word(word)) => BTreeSet::from([word]),
        Some(Named::Group(group)) => {
            vocabulary.groups.get(group).into_iter().flat_map(|group| group.members.iter().copied()).collect()
        }
        Some(_) => BTreeSet::new(),
        None => Kind::ALL.into_iter().flat_map(|kind| coded(text, kind, vocabulary)).collect(),
    }
}

fn coded(text: &str, kind: Kind, vocabulary: &Vocabulary) -> Vec<WordId> {
    match code_for(vocabulary, text.trim(), kind) {
        CodeFor::Words(words) => words.into_iter().map(|coded| coded.word).collect(),
        CodeFor::NoSystem | CodeFor::Nothing => Vec::new(),
    }
}

fn text_of<'n>(map: &'n Map<'_>, field: &str) -> Option<&'n str> {
    let (_, node) = map.fields.iter().find(|(key, _)| key.text == field)?;
    node.text().map(str::trim)
}

fn arguments(map: &Map<'_>) -> Vec<String> {
    let arguments = map.fields.iter().find(|(key, _)| key.text == "arguments");
    let texts = arguments.map(|(_, node)| node.entries()).unwrap_or_default().iter();
    texts.map(|argument| argument.text().unwrap_or_default().trim().to_owned()).collect()
}

struct Naming<'n> {
    list: &'n str,
    entry: &'n Node<'n>,
    vocabulary: &'n Vocabulary,
}

impl<'n> Naming<'n> {
    fn text(&self, field: &str) -> Option<&'n str> {
        text_of(self.entry.map()?, field)
    }

    fn event(&self, kind: Kind, field: &str) -> About {
        match (self.text(field), self.text("code")) {
            (Some(name), _) => self.named(name, kind, field),
            (None, Some(code)) => match code_for(self.vocabulary, code, kind) {
                CodeFor::Words(words) => About::Words(words.into_iter().map(|coded| coded.word).collect()),
                CodeFor::Nothing => About::Unmapped(code.to_owned()),
                CodeFor::NoSystem => {
                    let systems: Vec<&str> = CodeSystem::ALL.iter().map(|system| system.text()).collect();
                    let help = format!("write the system before the code; known are {}", systems.join(", "));
                    self.unclear(code, format!("`{code}` does not say of which system it is"), help)
                }
            },
            (None, None) => About::Unsaid,
        }
    }

    fn named(&self, name: &str, kind: Kind, field: &str) -> About {
        match name_for(self.vocabulary, name, kind) {
            NameFor::Word(word) => About::Words(BTreeSet::from([word])),
            NameFor::OfKind(other) => {
                self.unclear(name, format!("`{name}` is not a {field}"), format!("put it under `{}`", other.list()))
            }
            NameFor::Several => {
                let help = "name the very one that is recorded".to_owned();
                self.unclear(name, format!("`{name}` is not a single {field}"), help)
            }
            NameFor::Nothing => self.unknown(name, Some(kind)),
        }
    }

    /// What is said of a word or of all words of a group.
    fn statement(&self, field: &str, kind: Option<Kind>) -> About {
        let name = match &self.entry.what {
            What::Text(text) => Some(text.trim()),
            _ => self.text(field),
        };
        let Some(name) = name else { return About::Unsaid };
        let fits = |word: WordId| kind.is_none_or(|kind| self.vocabulary.word(word).kind == kind);
        match find(self.vocabulary, name) {
            Some(Named::Word(word)) if fits(word) => About::Words(BTreeSet::from([word])),
            Some(Named::Group(_)) => About::Words(words_named(name, self.vocabulary)),
            Some(_) => {
                let why = format!("`{name}` is nothing that `{}` can be about", self.list);
                self.unclear(name, why, "name a word or a group".to_owned())
            }
            None => self.unknown(name, kind),
        }
    }

    fn question(&self) -> About {
        let (Some(map), Some(name)) = (self.entry.map(), self.text("question")) else { return About::Unsaid };
        match find(self.vocabulary, name) {
            Some(named @ (Named::Question(_) | Named::Site(_))) => About::Asked(named, arguments(map)),
            Some(_) => self.unclear(name, format!("`{name}` is no question"), "name a question".to_owned()),
            None => {
                let questions = self.vocabulary.questions.iter().map(|question| question.name.as_str());
                let known = questions.chain(self.vocabulary.sites.iter().map(|site| site.name.as_str()));
                self.undeclared(name, crate::diagnostic::nearest(name, known))
            }
        }
    }

    fn line(&self) -> About {
        let Some(number) = self.text("number") else { return About::Unsaid };
        match Number::parse(number) {
            Some(number) => About::Line(number),
            None => {
                let why = format!("`{number}` is not the number of a line of therapy");
                self.unclear(number, why, "write `number: 2`".to_owned())
            }
        }
    }

    fn unknown(&self, name: &str, kind: Option<Kind>) -> About {
        let words = self.vocabulary.words.iter().filter(|word| !word.vocabulary.is_empty());
        let words = words.filter(|word| kind.is_none_or(|kind| word.kind == kind)).map(|word| word.name.as_str());
        self.undeclared(name, crate::diagnostic::nearest(name, words))
    }

    fn undeclared(&self, name: &str, near: Option<String>) -> About {
        let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        let help = format!("{near}Write a word that a vocabulary declares, or the whole record and no change");
        self.unclear(name, format!("no vocabulary declares `{name}`"), help)
    }

    fn unclear(&self, written: &str, why: String, help: String) -> About {
        About::Unclear { written: written.to_owned(), why, help }
    }
}
