//! The names that LOINC gives to the codes of the vocabularies, and what is to be said where codes are shown.
//!
//! Section 10 of the LOINC licence lets portions stand in software and documents with its short notice, each code shown with
//! a name of LOINC. The names stand in `loinc.tsv` as they were found in published value sets and mappings; a code whose name
//! could not be confirmed has none there, and is shown alone.

/// What stands wherever content of LOINC is shown, in the words of the licence.
pub(crate) const NOTICE: &str = "This material contains content from LOINC (http://loinc.org). LOINC is copyright © \
                                 Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) \
                                 Committee and is available at no cost under the license at http://loinc.org/license. \
                                 LOINC® is a registered United States trademark of Regenstrief Institute, Inc.";

/// The long common name of a code.
pub(crate) fn name(code: &str) -> Option<&'static str> {
    let rows = include_str!("loinc.tsv").lines().filter_map(|line| line.split_once('\t'));
    rows.into_iter().find(|(known, _)| *known == code).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_names() {
        assert_eq!(name("2890-2"), Some("Protein/Creatinine [Mass Ratio] in Urine"));
        assert_eq!(name("0-0"), None);
    }
}
