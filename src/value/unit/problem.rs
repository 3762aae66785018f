/// Why a text is no unit, or why two units do not convert.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct UnitProblem {
    /// One line that makes sense alone.
    pub message: String,
    /// Why it is so.
    pub reason: Option<String>,
    /// The unit to write instead.
    pub suggestion: Option<String>,
}

impl UnitProblem {
    pub(in crate::value) fn new(message: impl Into<String>) -> UnitProblem {
        UnitProblem { message: message.into(), reason: None, suggestion: None }
    }

    pub(in crate::value) fn because(mut self, reason: impl Into<String>) -> UnitProblem {
        self.reason = Some(reason.into());
        self
    }

    pub(in crate::value) fn suggest(mut self, unit: impl Into<String>) -> UnitProblem {
        self.suggestion = Some(unit.into());
        self
    }

    /// What to do, as a sentence: "did you mean `mg/dL`?".
    #[must_use]
    pub fn help(&self) -> Option<String> {
        self.suggestion.as_ref().map(|unit| format!("did you mean `{unit}`?"))
    }
}
