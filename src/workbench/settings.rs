//! `enrol.toml`: what a folder of rules wants otherwise.
//!
//! ```
//! use enrol::diagnostic::Code;
//! use enrol::workbench::settings::{Level, Settings};
//!
//! let (settings, wrong) = Settings::read("[lints]\nW0602 = \"off\"\n");
//! assert_eq!(settings.level(Code::CriterionGap), Some(Level::Off));
//! assert!(wrong.is_empty());
//! ```

use super::shared::Shared;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::lint;
use crate::value::Day;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a folder of rules wants otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// A folder of sample patients, relative to that of the file.
    pub patients: Option<String>,
    /// What holds for tests of rules.
    pub tests: Tests,
    /// Folders whose words are shared with other projects, and their pins.
    pub shared: Shared,
    levels: BTreeMap<Code, Level>,
}

/// What holds for tests of rules, where a page of tests does not say it itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tests {
    /// Where pages of tests are, relative to the folder of the file.
    pub folders: Vec<String>,
    /// Rule files, or folders of them, that tests are to cover even if no page links to them, relative to the folder of the file.
    pub covers: Vec<String>,
    /// What a rule without `use` uses.
    pub uses: Vec<String>,
    /// The day on which patients are judged.
    pub as_of: Option<Day>,
}

/// How seriously findings of a kind are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not at all.
    Off,
    /// As worth knowing: it fails no check.
    Note,
    /// As likely a mistake.
    Warning,
    /// As an error.
    Error,
}

impl Level {
    /// The level of that name.
    fn find(name: &str) -> Option<Level> {
        let (_, level) = LEVELS.iter().find(|(known, _)| *known == name)?;
        Some(*level)
    }

    /// How bad a finding of that level is; [`None`] where it is no finding.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Note => Some(Severity::Note),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

const LEVELS: [(&str, Level); 4] =
    [("off", Level::Off), ("note", Level::Note), ("warning", Level::Warning), ("error", Level::Error)];

/// What may stand at the top of the file.
const KEYS: [&str; 4] = ["lints", "patients", "shared", "tests"];

/// What may stand under `[tests]`.
const TESTS: [&str; 4] = ["folders", "covers", "uses", "as_of"];

impl Settings {
    /// Reads the text of an `enrol.toml`, and tells what in it cannot be used; the rest counts.
    #[must_use]
    pub fn read(text: &str) -> (Settings, Vec<Diagnostic>) {
        let mut settings = Settings::default();
        let mut found = Vec::new();
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().map_or_else(Span::default, |range| Span::new(range.start, range.end));
            let message = "this is no TOML".to_owned();
            found.push(
                unusable(span, message)
                    .reason(error.message().to_owned())
                    .help("see https://toml.io for how it is written"),
            );
        }
        for (key, value) in table.get_ref() {
            match key.get_ref().as_ref() {
                "lints" => settings.read_levels(value, &mut found),
                "patients" => match value.get_ref() {
                    DeValue::String(folder) => settings.patients = Some(folder.clone().into_owned()),
                    _ => found.push(
                        unusable(span(value), "`patients` names a folder".to_owned())
                            .help("write `patients = \"patients\"`"),
                    ),
                },
                "shared" => settings.shared = Shared::read(value, &mut found),
                "tests" => settings.read_tests(value, &mut found),
                other => found.push(unknown(span(key), other, &KEYS)),
            }
        }
        found.sort_by_key(|diagnostic| diagnostic.span().start);
        (settings, found)
    }

    /// How seriously findings of that kind are taken, where the file says so.
    #[must_use]
    pub fn level(&self, code: Code) -> Option<Level> {
        self.levels.get(&code).copied()
    }

    fn read_tests(&mut self, value: &Spanned<DeValue<'_>>, found: &mut Vec<Diagnostic>) {
        let DeValue::Table(table) = value.get_ref() else {
            let wrong = unusable(span(value), "`tests` is a table".to_owned());
            return found.push(wrong.help("write `[tests]` on a line of its own"));
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let wrong = match (name, texts(value)) {
                ("folders", Some(folders)) => {
                    self.tests.folders = folders;
                    continue;
                }
                ("covers", Some(covers)) => {
                    self.tests.covers = covers;
                    continue;
                }
                ("uses", Some(uses)) => {
                    self.tests.uses = uses;
                    continue;
                }
                ("as_of", _) => match day(value) {
                    Some(day) => {
                        self.tests.as_of = Some(day);
                        continue;
                    }
                    None => unusable(span(value), "`as_of` is not a day of the calendar".to_owned())
                        .help("write `as_of = \"2026-11-22\"`"),
                },
                ("folders" | "covers" | "uses", None) => unusable(span(value), format!("`{name}` is a list of texts"))
                    .help(format!("write `{name} = [\"{}\"]`", example(name))),
                _ => unknown(span(key), name, &TESTS),
            };
            found.push(wrong);
        }
    }

    fn read_levels(&mut self, value: &Spanned<DeValue<'_>>, found: &mut Vec<Diagnostic>) {
        let DeValue::Table(table) = value.get_ref() else {
            found.push(
                unusable(span(value), "`lints` is a table".to_owned()).help("write `[lints]` on a line of its own"),
            );
            return;
        };
        for (key, value) in table {
            match level_of(key, value) {
                Ok((code, level)) => {
                    self.levels.insert(code, level);
                }
                Err(diagnostic) => found.push(*diagnostic),
            }
        }
    }
}

fn level_of(
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
) -> Result<(Code, Level), Box<Diagnostic>> {
    let name = key.get_ref().as_ref();
    let known = lint::find(name);
    if let Some(other) = known.filter(|code| !code.is_of_rules()) {
        let found = unusable(span(key), format!("{other} is not about rules"));
        return Err(Box::new(found.help("take the line out: only findings about rules have a level here")));
    }
    let Some(code) = known else {
        let found = unusable(span(key), format!("there is no finding `{name}` about rules"));
        return Err(Box::new(found.help("take the line out").did_you_mean(name, names())));
    };
    if code.severity() == Severity::Error {
        let found = unusable(span(key), format!("{code} is an error and stays one"));
        let found = found.reason("what has an error cannot be evaluated: it is unknown for everybody");
        return Err(Box::new(found.help("take the line out")));
    }
    let level = match value.get_ref() {
        DeValue::String(name) => Level::find(name),
        _ => None,
    };
    match level {
        Some(level) => Ok((code, level)),
        None => {
            let found =
                unusable(span(value), format!("{code} can be `\"off\"`, `\"note\"`, `\"warning\"` or `\"error\"`"));
            Err(Box::new(found.help(format!("write `{code} = \"off\"`, or take the line out"))))
        }
    }
}

/// A setting that does not exist.
pub(super) fn unknown(at: Span, name: &str, known: &[&str]) -> Diagnostic {
    unusable(at, format!("there is no setting `{name}`"))
        .reason("a setting that nobody reads would look as if it did something")
        .did_you_mean(name, known)
}

/// What could stand in a list under `[tests]`.
fn example(name: &str) -> &'static str {
    match name {
        "uses" => "common",
        "covers" => "trials",
        _ => "tests",
    }
}

/// A list of texts.
pub(super) fn texts(value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
    let DeValue::Array(entries) = value.get_ref() else { return None };
    entries.iter().map(text).collect()
}

pub(super) fn text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.clone().into_owned()),
        _ => None,
    }
}

/// A day, as a text or as TOML writes dates.
fn day(value: &Spanned<DeValue<'_>>) -> Option<Day> {
    match value.get_ref() {
        DeValue::Datetime(date) => Day::parse(&date.to_string()),
        _ => Day::parse(&text(value)?),
    }
}

/// Every name that a level can be given to.
fn names() -> impl Iterator<Item = &'static str> {
    let codes = Code::ALL.iter().filter(|code| code.is_of_rules()).map(|code| code.text());
    codes.chain(lint::LINTS.iter().map(|lint| lint.name))
}

pub(super) fn unusable(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::UnusableSetting, span, message)
}

pub(super) fn span<T>(of: &Spanned<T>) -> Span {
    Span::new(of.span().start, of.span().end)
}
