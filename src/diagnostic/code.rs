//! The codes of all findings, one line each: `E` for rules, `R` for records, `W` for warnings about rules.
//!
//! Each has a page in `docs/diagnostics/CODE.md`, which `enrol explain CODE` prints.

use super::Severity;
use serde::{Serialize, Serializer};
use std::fmt;

macro_rules! codes {
    ($($name:ident $text:literal $severity:ident $title:literal,)*) => {
        /// Which kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, sorted.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// As it is printed: `E0201`.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// How bad findings of this code are.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// What the code stands for, as a noun phrase.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// The page that `enrol explain` prints.
            #[must_use]
            pub const fn page(self) -> &'static str {
                match self { $(Code::$name => include_str!(concat!("../../docs/diagnostics/", $text, ".md")),)* }
            }
        }
    };
}

codes! {
    // Text that does not parse.
    Unparsable "E0101" Error "words that do not fit",
    TooDeep "E0102" Error "too deeply nested",
    UnknownItem "E0103" Error "an unknown kind of declaration",
    UnclosedText "E0104" Error "text without closing quote",
    BadSpacing "E0105" Error "a unit or operator with the wrong spacing",
    MixedAndOr "E0106" Error "`and` and `or` mixed without parentheses",
    // Names.
    UnknownWord "E0201" Error "an unknown word",
    DuplicateName "E0202" Error "a name declared twice",
    UnknownUse "E0203" Error "a vocabulary or library that cannot be found",
    ConflictingWords "E0204" Error "two vocabularies that declare one word differently",
    Cycle "E0205" Error "definitions that need each other",
    ReservedName "E0206" Error "a keyword used as a name",
    SupersededWord "W0207" Warning "a word marked as superseded",
    // Kinds.
    WrongKind "E0301" Error "another kind of thing is needed here",
    UnknownAttribute "E0302" Error "an unknown attribute",
    UnknownValue "E0303" Error "an unknown value of an attribute",
    WrongArguments "E0304" Error "arguments that do not fit the definition",
    NotSingle "E0305" Error "several events where one is needed",
    NoReferenceLimit "E0306" Error "a reference limit of nothing",
    UnlessInExclusion "E0307" Error "`unless` at the top of an exclusion",
    Clause "E0308" Error "a clause that does not belong here",
    NoOrder "E0309" Error "an order asked of values that have none",
    // Units and values.
    MissingUnit "E0401" Error "a number without its unit",
    UnknownUnit "E0402" Error "an unknown unit",
    WrongDimension "E0403" Error "units that do not convert",
    ImplausibleThreshold "W0404" Warning "an implausible threshold",
    NotANumber "E0405" Error "a number that cannot be used",
    ConstantComparison "W0406" Warning "a comparison that is always or never true",
    // Time.
    EmptyWindow "E0501" Error "a window that cannot contain anything",
    TwoWindows "E0502" Error "two windows on one phrase",
    BadDate "E0503" Error "a date that does not exist",
    Hours "W0504" Warning "a length of time in hours",
    // Trials.
    DuplicateCriterion "E0601" Error "two criteria with one id",
    CriterionGap "W0602" Warning "a gap in the criterion ids",
    NoSentence "W0603" Warning "a criterion without the protocol's sentence",
    Unused "W0604" Warning "something declared and never used",
    Contradiction "W0605" Warning "criteria that contradict or repeat each other",
    NothingToDecide "E0606" Error "a criterion without an expression",
    // What rules say together.
    NeverMet "W0701" Warning "conditions that cannot hold together",
    AlwaysMet "W0702" Warning "alternatives that leave nobody out",
    ImpliedCriterion "W0703" Warning "a criterion that another one implies",
    RedundantLine "W0704" Warning "a line that changes nothing",
    IdleWindow "W0705" Warning "a window or condition without effect",
    MixedBounds "W0706" Warning "a number let in here and left out there",
    CohortGap "W0707" Warning "a gap between cohorts",
    NeverSettled "W0708" Warning "what no record can settle",
    NumberMismatch "W0709" Warning "numbers of a sentence and its rule that do not agree",
    JudgedResult "W0710" Warning "a question to a person that a record could answer",
    // Remarks and settings.
    UnusableRemark "W0801" Warning "a remark that cannot set a finding aside",
    IdleRemark "W0802" Warning "a remark that sets nothing aside",
    UnusableSetting "E0803" Error "a setting that cannot be used",
    OtherThanPinned "E0804" Error "a shared file that is not as it was pinned",
    IdlePin "W0805" Warning "a pin of nothing",
    NotPinned "W0806" Warning "a shared file without a pin",
    // Records.
    Unreadable "R0101" Error "a record that cannot be read",
    DuplicateKey "R0102" Error "a field written twice",
    TooLarge "R0103" Error "a record that is too large or too deep",
    NotAllowedYaml "R0104" Error "a YAML feature that records do not use",
    UnknownField "R0201" Warning "an unknown field",
    WrongShape "R0202" Error "a field of the wrong shape",
    UnknownRecordWord "R0203" Warning "a word that no vocabulary declares",
    UnknownAttributeValue "R0204" Warning "an attribute or value that the word does not declare",
    UnmappedCode "R0205" Warning "a code that maps to no word",
    ImpossibleDate "R0301" Error "an impossible date",
    StopBeforeStart "R0302" Error "a stop before its start",
    FutureFact "R0303" Error "a fact dated after the as-of date",
    RecordContradiction "R0304" Error "a fact both recorded and stated absent",
    RecordUnit "R0401" Error "a unit that cannot be converted",
    NoUnit "R0402" Error "a value without its unit",
    ImplausibleValue "R0403" Warning "an implausible value",
    BadNumber "R0404" Error "a value that is not a number",
    ScoreConflict "R0405" Warning "a total that disagrees with its items",
}

impl Code {
    /// Whether its findings are about rules, rather than about records or settings.
    #[must_use]
    pub fn is_of_rules(self) -> bool {
        let of_settings = [Code::UnusableSetting, Code::OtherThanPinned, Code::IdlePin, Code::NotPinned];
        !self.text().starts_with('R') && !of_settings.contains(&self)
    }

    /// The code with that text, in any case.
    #[must_use]
    pub fn find(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.text().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}
