//! A clause that may have parts, and the four ways in which a rule says one: that something is so, is not so, must be so
//! and must not be so.

/// How a clause is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// "the result is positive"
    Is,
    /// "the result is not positive"
    IsNot,
    /// "the result must be positive"
    Must,
    /// "the result must not be positive"
    MustNot,
}

impl Mood {
    /// The opposite.
    pub(crate) fn negated(self) -> Mood {
        match self {
            Mood::Is => Mood::IsNot,
            Mood::IsNot => Mood::Is,
            Mood::Must => Mood::MustNot,
            Mood::MustNot => Mood::Must,
        }
    }

    /// Whether it denies.
    pub(crate) fn denies(self) -> bool {
        matches!(self, Mood::IsNot | Mood::MustNot)
    }

    /// Whether it demands.
    pub(crate) fn demands(self) -> bool {
        matches!(self, Mood::Must | Mood::MustNot)
    }

    /// `is`, `must not be`
    pub(crate) fn be(self) -> &'static str {
        self.pick("is", "is not", "must be", "must not be")
    }

    /// `has`, `must not have`, of what comes before another verb.
    pub(crate) fn have(self) -> &'static str {
        self.pick("has", "has not", "must have", "must not have")
    }

    /// One of four texts.
    pub(crate) fn pick<'t>(self, is: &'t str, is_not: &'t str, must: &'t str, must_not: &'t str) -> &'t str {
        match self {
            Mood::Is => is,
            Mood::IsNot => is_not,
            Mood::Must => must,
            Mood::MustNot => must_not,
        }
    }

    /// A verb in its third person and its plain form: `applies`, `does not apply`, `must apply`.
    pub(crate) fn verb(self, third: &str, plain: &str) -> String {
        match self {
            Mood::Is => third.to_owned(),
            Mood::IsNot => format!("does not {plain}"),
            Mood::Must => format!("must {plain}"),
            Mood::MustNot => format!("must not {plain}"),
        }
    }
}

/// A clause, marked with references, and the parts that it lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clause {
    /// What the rule's author calls it.
    pub(crate) label: Option<String>,
    /// What it says, without a full stop.
    pub(crate) text: String,
    /// What it lists.
    pub(crate) parts: Vec<Clause>,
    /// How its parts are joined where there is no room for a list.
    pub(crate) joint: Joint,
}

/// How the parts of a clause are joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Joint {
    /// All of them: `and`.
    And,
    /// At least one: `or`.
    Or,
    /// The text says how many.
    #[default]
    Said,
}

impl Clause {
    /// One that lists nothing.
    pub(crate) fn plain(text: impl Into<String>) -> Clause {
        Clause { text: text.into(), ..Clause::default() }
    }

    /// On one line, for the inside of a sentence.
    pub(crate) fn inline(&self) -> String {
        let parts = || self.parts.iter().map(Clause::bracketed);
        match self.joint {
            _ if self.parts.is_empty() => self.text.clone(),
            Joint::And => parts().collect::<Vec<_>>().join(" and "),
            Joint::Or => parts().collect::<Vec<_>>().join(" or "),
            Joint::Said => format!("{}: {}", self.text, parts().collect::<Vec<_>>().join("; ")),
        }
    }

    /// The same, in brackets where it would run into what stands around it.
    pub(crate) fn bracketed(&self) -> String {
        let inline = self.inline();
        let joined = [" and ", " or ", ";", ":", ","].iter().any(|joint| inline.contains(joint));
        if joined { format!("({inline})") } else { inline }
    }
}
