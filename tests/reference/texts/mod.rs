//! Random rule files, written as a person would: every form of the language over one small vocabulary, `small.enrol`. They
//! go through the parser and the checker, and what comes out is held against the reference like any other program.

mod conditions;
mod events;
mod items;
mod patients;
mod truths;
mod values;
mod windows;

pub use patients::in_words_of;

use crate::generate::Choices;
use crate::generate::programs::{Sort, Theme};
use enrol::check::{Checked, Options, Source, check};
use std::sync::LazyLock;

static SMALL: LazyLock<Source> = LazyLock::new(|| Source::new("small", include_str!("small.enrol")));

/// Checks a rule file that uses the small vocabulary.
pub fn checked(text: &str) -> Checked {
    let trial = Source::new("generated", text);
    check(&[trial], &|name| (name == "small").then(|| SMALL.clone()), &Options::default())
}

/// Writes a rule file.
pub fn written(choices: &mut Choices<'_>, theme: Theme) -> String {
    let mut writer = Writer { choices, theme, about_it: None, defined: Vec::new() };
    writer.file()
}

struct Writer<'c, 't> {
    choices: &'c mut Choices<'t>,
    theme: Theme,
    /// The sort of the event that `it` is, where there is one.
    about_it: Option<Sort>,
    /// What the file has declared so far.
    defined: Vec<Defined>,
}

/// Something that a file declares and its criteria speak of.
#[derive(Clone, Debug, PartialEq)]
enum Defined {
    /// Asked with `meets`.
    Truth(String),
    /// A number without a unit.
    Value(String),
    /// Some events of a sort.
    Events(String, Sort),
    /// Exactly one event of a sort.
    Event(String, Sort),
    /// A computed score.
    Score(String),
}

impl Writer<'_, '_> {
    /// A sort that the file is about.
    fn sort(&mut self) -> Sort {
        let sorts = self.theme.sorts.clone();
        self.choices.pick(&sorts)
    }

    /// One of some sorts, of those that the file is about where there are any.
    fn one_of(&mut self, sorts: &[Sort]) -> Sort {
        let fitting: Vec<_> = sorts.iter().filter(|sort| self.theme.sorts.contains(sort)).copied().collect();
        if fitting.is_empty() { self.choices.pick(sorts) } else { self.choices.pick(&fitting) }
    }

    fn pick(&mut self, of: &[&str]) -> String {
        self.choices.pick(of).to_string()
    }

    fn chance(&mut self, per_cent: usize) -> bool {
        self.choices.chance(per_cent)
    }

    /// What the file has declared and fits.
    fn declared<T>(&mut self, fits: impl Fn(&Defined) -> Option<T>) -> Option<T> {
        let fitting: Vec<T> = self.defined.iter().filter_map(fits).collect();
        let place = self.choices.below(fitting.len());
        fitting.into_iter().nth(place)
    }
}
