//! One type for everything that is found wrong, whoever finds it: in a rule file, a vocabulary or a record.
//!
//! A finding has a code, a one-line message that makes sense alone, labels on the exact words, the reason, and what to
//! do. It speaks to a clinician.

mod code;
mod fix;
mod lines;
mod span;

pub use code::Code;
pub use fix::{Edit, Fix, Safety};
pub use lines::{LineIndex, Place};
pub use span::Span;

use derive_visitor::DriveMut;
use serde::Serialize;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Note,
    /// Likely a mistake; the text is used as it stands.
    Warning,
    /// The text cannot be used as it stands.
    Error,
}

/// Words that a finding points at.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Label {
    /// Where the words stand.
    pub span: Span,
    /// What is said of them; may be empty.
    pub text: String,
}

/// One thing found wrong in one source text.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Diagnostic {
    /// Which kind of finding; `enrol explain CODE` tells more.
    #[drive(skip)]
    pub code: Code,
    /// How bad it is.
    #[drive(skip)]
    pub severity: Severity,
    /// One line that makes sense alone.
    pub message: String,
    /// The words it is about; the first is the main one.
    pub labels: Vec<Label>,
    /// Why it is so.
    pub reason: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// Changes that would mend it.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding of that code about the words at `span`, with the code's own severity.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: vec![Label { span, text: String::new() }],
            reason: None,
            help: None,
            fixes: Vec::new(),
        }
    }

    /// With a text on the main label.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// With a further label.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// With the reason.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Diagnostic {
        self.reason = Some(reason.into());
        self
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// With the word that was probably meant, as help and as a fix of the main label. Nothing where none is near.
    #[must_use]
    pub fn did_you_mean(self, written: &str, known: impl IntoIterator<Item = impl AsRef<str>>) -> Diagnostic {
        let Some(best) = nearest(written, known) else {
            return self;
        };
        let span = self.labels.first().map(|label| label.span).unwrap_or_default();
        let mut found = self;
        found.help = Some(match found.help {
            Some(help) => format!("did you mean `{best}`? {help}"),
            None => format!("did you mean `{best}`?"),
        });
        found.fixes.push(Fix::write(span, best));
        found
    }

    /// The words it is about.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels.first().map(|label| label.span).unwrap_or_default()
    }
}

/// The known word nearest to a written one, if near enough to be a slip.
#[must_use]
pub fn nearest(written: &str, known: impl IntoIterator<Item = impl AsRef<str>>) -> Option<String> {
    let written = written.to_lowercase();
    let mut best: Option<(f64, String)> = None;
    for candidate in known {
        let candidate = candidate.as_ref();
        let likeness = strsim::jaro_winkler(&written, &candidate.to_lowercase());
        if likeness >= 0.84 && best.as_ref().is_none_or(|(top, _)| likeness > *top) {
            best = Some((likeness, candidate.to_owned()));
        }
    }
    best.map(|(_, word)| word)
}
