//! Whose the codes are that a document shows.

use super::Document;

/// A code system as codes begin with it, and what is to be said where its codes are shown.
const NOTICES: [(&str, &str); 6] = [
    ("LOINC", crate::wording::loinc::NOTICE),
    (
        "SNOMED CT",
        "SNOMED CT identifiers are those of SNOMED International; their use in a system needs an affiliate licence. No term of \
         SNOMED CT is shown.",
    ),
    (
        "RxNorm",
        "RxNorm identifiers are published by the U.S. National Library of Medicine, which endorses nothing here.",
    ),
    ("ICD-10-CM", "ICD-10-CM is the clinical modification of the United States, published by CDC/NCHS and CMS."),
    ("ATC", "ATC codes are copyright WHO Collaborating Centre for Drug Statistics Methodology, Oslo."),
    ("CVX", "CVX codes are published by the U.S. Centers for Disease Control and Prevention."),
];

/// One for each code system of which a code is shown.
pub(super) fn notices(document: &Document) -> Vec<String> {
    let own = document.words.iter().flat_map(|word| &word.codes);
    let members = document.words.iter().flat_map(|word| &word.members).flat_map(|(_, codes)| codes);
    let codes: Vec<&String> = own.chain(members).collect();
    let shown =
        |system: &str| codes.iter().any(|code| code.strip_prefix(system).is_some_and(|rest| rest.starts_with(' ')));
    NOTICES.iter().filter(|(system, _)| shown(system)).map(|(_, notice)| (*notice).to_owned()).collect()
}
