//! Whole documents.

use super::{check_file, check_text, trial_files};
use enrol::protocol::{self, Document};

fn document(path: &str) -> Document {
    let checked = check_file(path);
    protocol::document(&checked.program, &checked.findings, &checked.program.trials[0])
}

#[test]
fn three_trials_as_markdown() {
    for id in ["NCT05138133", "NCT04181827", "NCT06347718"] {
        let text = protocol::markdown(&document(&format!("rules/trials/{id}.enrol")));
        insta::assert_snapshot!(id, text);
    }
}

#[test]
fn amendments_tell_what_changed() {
    let checked = check_text(
        "trial T \"Amended\" version \"1\"\nuse words\nanchor consent \"Date of consent\" day\n\
         parameter minimum = 1 g/g \"Lowest UPCR\"\n\
         inclusion I1 \"UPCR\"\n  latest upcr > minimum\n\
         inclusion I2 \"Adult\"\n  age >= 18 years\n\
         exclusion E1 \"Rituximab\"\n  any rituximab\n\
         amendment \"2\" replaces \"1\" from 2026-06-01 {\n  parameter minimum = 0.5 g/g \"Lowest UPCR\"\n  removes E1\n\
         inclusion I3 \"Women\"\n  sex is female\n}\n",
    );
    let document = protocol::document(&checked.program, &checked.findings, &checked.program.trials[0]);
    insta::assert_snapshot!("amendments", protocol::markdown(&document));
}

#[test]
fn what_cannot_be_read_is_shown_where_it_stands() {
    let checked = check_text(
        "trial T \"Broken\"\nuse words\ninclusion I1 \"Adult\"\n  age >= 18 years\n\
         inclusion I2 \"Anti-CD20 <antibody>\"\n  any rituxumab\n",
    );
    let document = protocol::document(&checked.program, &checked.findings, &checked.program.trials[0]);
    let broken = &document.versions[0].criteria[1];
    assert!(broken.problems.iter().any(|problem| problem.message.contains("rituxumab")), "{:?}", broken.problems);
    let page = protocol::html(std::slice::from_ref(&document));
    assert!(page.contains("could not be read") && page.contains("E0201"), "{page}");
    assert!(page.contains("Anti-CD20 &lt;antibody&gt;") && !page.contains("<antibody>"));
    insta::assert_snapshot!("broken", protocol::markdown(&document));
}

#[test]
fn a_library_and_a_vocabulary_document_themselves() {
    for (file, name) in
        [("rules/library/lupus/treatment.enrol", "library"), ("rules/vocabulary/myeloma.enrol", "vocabulary")]
    {
        let checked = check_file(file);
        let documents = protocol::documents(&checked.program, &checked.findings, 1);
        assert_eq!(documents.len(), 1);
        insta::assert_snapshot!(name, protocol::markdown(&documents[0]));
    }
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let documents: Vec<Document> = trial_files().iter().map(|file| document(file)).collect();
    let page = protocol::html(&documents);
    let mut ids: Vec<&str> =
        page.match_indices(" id=\"").map(|(at, _)| page[at + 5..].split('"').next().unwrap()).collect();
    ids.sort_unstable();
    let mut links = 0;
    for (at, _) in page.match_indices("href=\"#") {
        let id = page[at + 7..].split('"').next().unwrap();
        assert!(ids.binary_search(&id).is_ok(), "nothing is called {id}");
        links += 1;
    }
    assert!(links > 1000, "only {links} links");
    assert!(!page.contains("<script") && !page.contains("http-equiv") && !page.contains("src="));
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "two entries are called the same");
    let mark = page.find(['\u{E000}', '\u{E001}', '\u{E002}']);
    assert!(mark.is_none(), "{:?}", mark.map(|at| page[at - 80..].chars().take(160).collect::<String>()));
}

#[test]
fn the_same_rules_give_the_same_page() {
    let path = "rules/trials/NCT05138133.enrol";
    assert_eq!(protocol::html(&[document(path)]), protocol::html(&[document(path)]));
}

#[test]
fn a_word_processor_finds_headings_and_tables() {
    let documents = [document("rules/trials/NCT05138133.enrol")];
    let parts = protocol::docx(&documents);
    let body = parts.into_iter().find(|(name, _)| *name == "word/document.xml").unwrap().1;
    for wanted in ["Heading1", "Heading2", "Heading3", "<w:tbl>", "<w:numPr>", "w:bookmarkStart", "w:hyperlink"] {
        assert!(body.contains(wanted), "no {wanted}");
    }
    assert!(body.contains("must be more than"));
}
