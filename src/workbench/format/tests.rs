//! Text in, text out.

use super::{Refusal, format, says_the_same};
use crate::syntax::parse;

fn formatted(text: &str) -> String {
    let first = format(text).unwrap_or_else(|refusal| panic!("{refusal}"));
    let second = format(&first.text).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert_eq!(first, second, "formatting twice changes more than formatting once");
    first.text
}

#[test]
fn a_file_is_laid_out() {
    insta::assert_snapshot!(formatted(
        r#"# The demonstration

trial DEMO "A demonstration" version "1"   effective 2024-03-01
use lupus use common
parameter minimum=1 g/g "Lowest"     # agreed in May
parameter most = 3 g/g
inclusion I1 "Adults" age>=18 years and age<= 75 years
# about the kidney
inclusion I2 "Nephritis" note "as amended"
all of { any kidney_biopsy where isn_class includes any {III,IV,}, # on biopsy
 # second
 latest upcr within 28 days>minimum,  "eGFR": latest egfr within 28 days >= 30 mL/min/1.73m2, no kidney_transplant within 5 years before or during screening where donor is living }
exclusion E1 "Too much" any anti_cd20 within 9 months before or during screening or any cyclophosphamide within 3 months before screening or any belimumab within 6 months
# the end
"#
    ));
}

#[test]
fn what_does_not_parse_stays_and_its_neighbours_are_laid_out() {
    let text = "inclusion I1 \"One\"  age>=18 years\ninclusion   I2 \"Two\"   age >>   # why\n   and\ninclusion I3 \"Three\" age<=75 years\n";
    let found = format(text).unwrap_or_default();
    assert_eq!(found.broken, 1);
    insta::assert_snapshot!(found.text, @r#"
    inclusion I1 "One"
      age >= 18 years

    inclusion   I2 "Two"   age >>   # why
       and

    inclusion I3 "Three"
      age <= 75 years
    "#);
}

#[test]
fn line_ends_are_those_of_the_first_line_and_a_byte_order_mark_goes() {
    let found = formatted("\u{feff}inclusion I1 \"One\"\r\n  age>=18 years\n\r\n# end\r\n");
    assert_eq!(found, "inclusion I1 \"One\"\r\n  age >= 18 years\r\n\r\n# end\r\n");
    assert_eq!(formatted("use lupus\nuse common\r\n"), "use lupus\nuse common\n");
}

#[test]
fn nothing_stays_nothing() {
    assert_eq!(formatted(""), "");
    assert_eq!(formatted(" \n\n"), "");
    assert_eq!(formatted("# only a remark"), "# only a remark\n");
}

#[test]
fn a_result_that_says_something_else_is_refused() {
    let compare = |old: &str, new: &str| says_the_same((&parse(old).0, old), (&parse(new).0, new));
    let text = "inclusion I1 \"One\"\n  age >= 18 years  # adults\n";
    assert_eq!(compare(text, "inclusion I1 \"One\"\n  # adults\n  age >= 18 years\n"), Ok(()));
    assert_eq!(compare(text, "inclusion I1 \"One\"\n  age > 18 years  # adults\n"), Err(Refusal::Meaning(0)));
    assert_eq!(compare(text, "inclusion I1 \"One\"\n  age >= 18 years\n"), Err(Refusal::Comments));
    assert_eq!(compare(text, &format!("use lupus\n{text}")), Err(Refusal::Meaning(0)));
    assert_eq!(compare(text, &format!("{text}use lupus\n")), Err(Refusal::Meaning(1)));
    let broken = "inclusion I1 \"One\"\n  age >>\n";
    assert_eq!(compare(broken, broken), Ok(()));
    assert_eq!(compare(broken, "inclusion I1 \"One\"\n  age >> 3\n"), Err(Refusal::Meaning(0)));
}

/// Comments wherever one can stand.
const COMMENTS: &str = include_str!("../../../tests/fixtures/comments.enrol");

#[test]
fn comments_stay_beside_what_they_are_about() {
    insta::assert_snapshot!(formatted(COMMENTS));
}

#[test]
fn a_comment_among_words_that_change_places_keeps_its_declaration_as_it_is() {
    let text = "lines l \"L\"\n  new line   after progression, when a drug is added # why\n  of { drug }\n";
    let found = format(text).unwrap_or_default();
    assert_eq!((found.text.as_str(), found.broken, found.commented), (text, 0, 1));
    let without = text.replace(" # why", "");
    assert_eq!(format(&without).unwrap_or_default().commented, 0);
}
