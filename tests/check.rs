//! Checks of whole rules.

use enrol::check::{Options, Source, check};
use std::path::Path;

fn resolve(name: &str) -> Option<Source> {
    let file = format!("{}.enrol", name.replace('.', "/"));
    for shelf in ["rules/vocabulary", "rules/library"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(shelf).join(&file);
        if let Ok(text) = std::fs::read_to_string(&path) {
            return Some(Source::new(format!("{shelf}/{file}"), text));
        }
    }
    None
}

#[test]
fn criteria_become_truths() {
    let text = "trial A \"An example\"\nuse common\n\ninclusion I1 \"Adults\"\n  age >= 18 years\n\n\
        exclusion E1 \"Kidney failure\"\n  latest creatinine within 28 days > 2.5 mg/dL\n";
    let checked = check(&[Source::new("a.enrol", text)], &resolve, &Options::default());
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    assert_eq!(checked.program.trials[0].versions[0].criteria.len(), 2);
}
