//! A choice of events as a noun with what narrows it.

use super::clause::Clause;

/// What the patient did or had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// A treatment or vaccine is received.
    Received,
    /// A procedure is undergone.
    Undergone,
    /// A condition, or several kinds of things.
    Had,
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
    /// Which of them.
    pub(crate) what: String,
    /// When.
    pub(crate) when: String,
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
            Some(name) if !self.only => self.narrowed(name),
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

    /// One part of several that are set apart by semicolons.
    pub(crate) fn part(&self) -> String {
        let part = if self.mass.is_some() { self.whole() } else { self.one() };
        if part.contains(';') { format!("({part})") } else { part }
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

    fn is_narrowed(&self) -> bool {
        self.current || self.hanging.is_some() || !self.what.is_empty() || !self.when.is_empty()
    }

    /// What narrows it.
    pub(crate) fn suffix(&self) -> String {
        let now = if self.current { NOW } else { "" };
        let hanging = self.hanging.as_ref().map_or_else(String::new, |clause| format!(" where {}", clause.bracketed()));
        // Of what happens on a day, when comes first: `in the last 28 days whose value is positive`.
        let (first, second) = if self.lasting { (&self.what, &self.when) } else { (&self.when, &self.what) };
        format!("{first}{second}{now}{hanging}")
    }

    fn narrowed(&self, noun: &str) -> String {
        // What follows a list of parts is about all of them.
        let whole = if noun.contains("; or ") && self.is_narrowed() { format!("({noun})") } else { noun.to_owned() };
        let noun = whole.as_str();
        match self.only && self.is_narrowed() {
            true => format!("{noun}, if it is one{}", self.suffix()),
            false => format!("{noun}{}", self.suffix()),
        }
    }

    /// Narrowed by what they are.
    pub(crate) fn with_what(mut self, what: &str) -> Phrase {
        self.what.push_str(what);
        self
    }

    /// Narrowed by when they were.
    pub(crate) fn with_when(mut self, when: &str) -> Phrase {
        self.when.push_str(when);
        Phrase { bounded: true, ..self }
    }

    /// Narrowed by a clause with parts.
    pub(crate) fn with_parts(mut self, clause: Clause) -> Phrase {
        if let Some(before) = self.hanging.take() {
            self.what.push_str(&format!(" where {}", before.bracketed()));
        }
        self.hanging = Some(clause);
        self
    }

    /// With all that narrows it so far in brackets, for what depends on the order.
    pub(crate) fn closed(self) -> Phrase {
        if !self.is_narrowed() {
            return self;
        }
        let (one, many) = (format!("({})", self.one()), format!("({})", self.many()));
        let mass = self.mass().map(|mass| format!("({mass})"));
        self.renamed(one, many, mass)
    }

    /// Other nouns, with nothing that narrows them.
    pub(crate) fn renamed(self, one: String, many: String, mass: Option<String>) -> Phrase {
        Phrase {
            one,
            many,
            mass,
            name: None,
            what: String::new(),
            when: String::new(),
            current: false,
            hanging: None,
            ..self
        }
    }
}
