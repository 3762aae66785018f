//! A choice of events as a noun with what narrows it.

use super::clause::Clause;
use crate::protocol::text::unmarked;

/// What the patient did or had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// A treatment or vaccine is received.
    Received,
    /// A procedure is undergone.
    Undergone,
    /// A condition, or several kinds of things.
    Had,
    /// A stretch of time passes.
    Passed,
    /// A result, an assessment or a plan is there.
    Has,
}

/// What is chosen. What narrows it is kept apart by what it asks, so that a sentence can say first which events and then
/// when, in whatever order the rule filters them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// How one is said to be there.
    pub(crate) verb: Verb,
    /// One of them: `treatment with rituximab`.
    pub(crate) one: String,
    /// Several: `treatments with rituximab`.
    pub(crate) many: String,
    /// What can be said without a number: `rituximab`.
    pub(crate) mass: Option<String>,
    /// What one that is chosen is called: `UPCR`.
    pub(crate) name: Option<String>,
    /// Whether the nouns name several words.
    pub(crate) several: bool,
    /// What sort of them, said right behind the noun: `recorded as investigational`.
    pub(crate) sort: String,
    /// When.
    pub(crate) when: Vec<String>,
    /// When they began or ended.
    pub(crate) turns: Vec<String>,
    /// What is asked of each: `whose ISN class includes V`.
    pub(crate) what: Vec<String>,
    /// Whether they are going on.
    pub(crate) current: bool,
    /// What is asked of each in several parts.
    pub(crate) hanging: Option<Clause>,
    /// Whether there is at most one, which the nouns name whole: `the latest UPCR`.
    pub(crate) only: bool,
    /// Whether it is bounded in time, so that "never" would say too much.
    pub(crate) bounded: bool,
    /// Whether what is chosen lasts.
    pub(crate) lasting: bool,
    /// Whether it is about conditions alone.
    pub(crate) condition: bool,
}

/// How a stretch begins in which two things run.
pub(super) const OVERLAP: &str = "period of overlap";

/// What is going on when the patient is assessed.
const NOW: &str = " ongoing on the day of assessment";

impl Phrase {
    /// One of them, with what narrows it.
    pub(crate) fn one(&self) -> String {
        self.narrowed(&self.one)
    }

    /// Several of them.
    pub(crate) fn many(&self) -> String {
        self.narrowed(&self.many)
    }

    /// Without a number, if that can be said.
    pub(crate) fn mass(&self) -> Option<String> {
        self.mass.as_ref().map(|mass| self.narrowed(mass))
    }

    /// What one that is chosen is called.
    pub(crate) fn chosen(&self) -> String {
        match &self.name {
            Some(name) if !self.only && !self.several => self.narrowed(name),
            _ => self.one(),
        }
    }

    /// All of them, as shortly as may be.
    pub(crate) fn whole(&self) -> String {
        self.mass().unwrap_or_else(|| self.many())
    }

    /// The same, in brackets where it would run into what stands around it.
    pub(crate) fn bracketed(&self) -> String {
        let whole = self.whole();
        let joined = [" or ", ", ", ";"].iter().any(|mark| whole.contains(mark));
        if joined || self.is_narrowed() { format!("({whole})") } else { whole }
    }

    /// One of them inside another phrase.
    pub(crate) fn one_bracketed(&self) -> String {
        self.inside(self.one())
    }

    /// Several of them inside another phrase.
    pub(crate) fn many_bracketed(&self) -> String {
        self.inside(self.many())
    }

    fn inside(&self, noun: String) -> String {
        let plain = noun.matches(' ').count() < 4 || noun.contains('“');
        if plain && !self.is_narrowed() { noun } else { format!("({noun})") }
    }

    pub(crate) fn is_narrowed(&self) -> bool {
        let unsaid = self.sort.is_empty() && self.when.is_empty() && self.turns.is_empty() && self.what.is_empty();
        self.current || self.hanging.is_some() || !unsaid
    }

    /// What narrows it.
    ///
    /// Times stand before what is asked, between commas where the last word of a time could be taken for what is asked
    /// about: `a kidney biopsy, in the 2 years before the screening visit or on that day, whose ISN class includes V`.
    pub(crate) fn suffix(&self) -> String {
        let now = if self.current { NOW } else { "" };
        let when: Vec<&str> = self.when.iter().chain(&self.turns).map(|time| time.trim_start()).collect();
        let mut what = self.what.clone();
        what.extend(self.hanging.as_ref().map(|clause| format!(" where {}", clause.bracketed())));
        let what = what.join(", and");
        let times = match (when.join(", "), now.trim_start()) {
            (times, "") => times,
            (times, now) if times.is_empty() => now.to_owned(),
            (times, now) => format!("{times}, {now}"),
        };
        let short = when.len() <= 1 && now.is_empty() && times.starts_with("in the last ");
        let apart = !times.is_empty() && (!self.sort.is_empty() || !(short || what.is_empty()));
        let times = match (apart, times.is_empty()) {
            (_, true) => String::new(),
            (true, false) => format!(", {times}"),
            (false, false) => format!(" {times}"),
        };
        let between = if apart && !what.is_empty() { "," } else { "" };
        format!("{}{times}{between}{what}", self.sort)
    }

    fn narrowed(&self, noun: &str) -> String {
        // What follows a list is about all of its parts.
        let about_all =
            !self.sort.is_empty() || !self.what.is_empty() || !self.turns.is_empty() || self.hanging.is_some();
        let list = noun.contains("; or ") && self.is_narrowed() || about_all && self.is_bare_list(noun);
        let whole = if list && !is_in_brackets(noun) { format!("({noun})") } else { noun.to_owned() };
        let noun = whole.as_str();
        match self.only && self.is_narrowed() {
            true => format!("{noun}, if it is one{}", self.suffix()),
            false => format!("{noun}{}", self.suffix()),
        }
    }

    /// Whether a noun is several names, with nothing before them that stands for all.
    fn is_bare_list(&self, noun: &str) -> bool {
        let bare = self.mass.as_deref() == Some(noun) || self.name.as_deref() == Some(noun);
        bare && (self.several || unmarked(noun).contains(" or "))
    }

    /// Narrowed by what sort they are.
    pub(crate) fn with_sort(mut self, sort: &str) -> Phrase {
        self.sort.push_str(sort);
        self
    }

    /// Narrowed by what is asked of each.
    pub(crate) fn with_what(mut self, what: &str) -> Phrase {
        self.what.push(what.to_owned());
        self
    }

    /// Narrowed by when they were.
    pub(crate) fn with_when(mut self, when: &str) -> Phrase {
        self.when.push(when.to_owned());
        Phrase { bounded: true, ..self }
    }

    /// Narrowed by when they began or ended.
    pub(crate) fn with_turn(mut self, turn: &str) -> Phrase {
        self.turns.push(turn.to_owned());
        Phrase { bounded: true, ..self }
    }

    /// Narrowed by a clause with parts.
    pub(crate) fn with_parts(mut self, clause: Clause) -> Phrase {
        if let Some(before) = self.hanging.take() {
            self.what.push(format!(" where {}", before.bracketed()));
        }
        self.hanging = Some(clause);
        self
    }

    /// With all that narrows it so far in brackets, and how long it lasted: `(amenorrhoea whose cause is natural) lasting
    /// at least 12 months`. For what depends on the order.
    pub(crate) fn lasting(self, how: &str) -> Phrase {
        let narrowed = self.is_narrowed();
        let closed = |whole: String| if narrowed && !is_in_brackets(&whole) { format!("({whole})") } else { whole };
        let (one, many, mass) = (closed(self.one()), closed(self.many()), self.mass().map(closed));
        // What two have in common is no list of two.
        let how = if self.one.starts_with(OVERLAP) { format!(",{how}") } else { how.to_owned() };
        self.renamed(one, many, mass).with_sort(&how)
    }

    /// Other nouns, with nothing that narrows them.
    pub(crate) fn renamed(self, one: String, many: String, mass: Option<String>) -> Phrase {
        Phrase {
            one,
            many,
            mass,
            name: None,
            several: self.several,
            sort: String::new(),
            when: Vec::new(),
            turns: Vec::new(),
            what: Vec::new(),
            current: false,
            hanging: None,
            ..self
        }
    }
}

/// Whether one pair of brackets holds a whole text.
fn is_in_brackets(text: &str) -> bool {
    let mut depth = 0;
    let places = text.char_indices().filter(|(_, letter)| matches!(letter, '(' | ')'));
    let closed = places.into_iter().find_map(|(at, letter)| {
        depth += if letter == '(' { 1 } else { -1 };
        (depth == 0).then_some(at)
    });
    text.starts_with('(') && closed == Some(text.len() - 1)
}
