//! From a code to the words that it stands for.

use super::{CodeSystem, Coded, Vocabulary};

/// Codes from one to another that stand for one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CodeRange {
    pub(crate) system: CodeSystem,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) coded: Coded,
}

impl CodeSystem {
    /// Every system, in order.
    pub const ALL: [CodeSystem; 6] = [
        CodeSystem::Loinc,
        CodeSystem::Icd10cm,
        CodeSystem::Snomed,
        CodeSystem::Rxnorm,
        CodeSystem::Atc,
        CodeSystem::Cvx,
    ];

    /// As rules and records write it.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            CodeSystem::Loinc => "loinc",
            CodeSystem::Icd10cm => "icd10cm",
            CodeSystem::Snomed => "snomed",
            CodeSystem::Rxnorm => "rxnorm",
            CodeSystem::Atc => "atc",
            CodeSystem::Cvx => "cvx",
        }
    }

    /// The system of that name.
    #[must_use]
    pub fn find(text: &str) -> Option<CodeSystem> {
        CodeSystem::ALL.into_iter().find(|system| system.text() == text)
    }

    /// Whether a code falls to the word with the longest declared prefix.
    #[must_use]
    pub const fn is_hierarchy(self) -> bool {
        matches!(self, CodeSystem::Icd10cm | CodeSystem::Atc)
    }
}

/// A code as it is compared: capitals, and no dots in codes of hierarchies.
pub(crate) fn normal(system: CodeSystem, code: &str) -> String {
    let code = code.trim();
    if system.is_hierarchy() {
        code.chars().filter(|letter| *letter != '.').map(|letter| letter.to_ascii_uppercase()).collect()
    } else {
        code.to_owned()
    }
}

impl Vocabulary {
    /// The words that a code stands for; empty where none does. In hierarchies (ICD-10-CM, ATC) the longest declared prefix
    /// decides, and of ranges the narrowest.
    #[must_use]
    pub fn lookup_code(&self, system: CodeSystem, code: &str) -> Vec<Coded> {
        let code = normal(system, code);
        if !system.is_hierarchy() {
            return self.by_code.get(&(system, code)).cloned().unwrap_or_default();
        }
        for length in (1..=code.len()).rev() {
            let Some(prefix) = code.get(..length) else { continue };
            if let Some(found) = self.by_code.get(&(system, prefix.to_owned())) {
                return found.clone();
            }
            let found = self.in_ranges(system, prefix);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn in_ranges(&self, system: CodeSystem, prefix: &str) -> Vec<Coded> {
        let holds = |range: &&super::code::CodeRange| {
            range.system == system
                && range.from.len() == prefix.len()
                && range.from.as_str() <= prefix
                && prefix <= range.to.as_str()
        };
        let Some(first) = self.code_ranges.iter().find(holds) else { return Vec::new() };
        let same = self.code_ranges.iter().filter(|range| range.from == first.from && range.to == first.to);
        same.filter(|range| range.system == system).map(|range| range.coded.clone()).collect()
    }
}
