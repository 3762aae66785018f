use super::*;
use crate::diagnostic::LineIndex;
use crate::vocabulary::{Bound, CodeSystem, Form, Kind, Vocabulary};
use std::fmt::Write as _;

/// Builds several files, each with its name, and gives the vocabulary and the findings as text.
fn built(files: &[(&str, &str)]) -> (Vocabulary, String) {
    let trees: Vec<_> = files.iter().map(|(_, text)| crate::syntax::parse(text)).collect();
    let mut out = String::new();
    let sources: Vec<_> =
        files.iter().zip(&trees).map(|((name, _), (tree, _))| VocabularySource { name, tree }).collect();
    let (vocabulary, findings) = build(&sources);
    for ((name, text), ((_, unparsed), findings)) in files.iter().zip(trees.iter().zip(&findings)) {
        let lines = LineIndex::new(text);
        for finding in unparsed.iter().chain(findings) {
            let place = lines.place(text, finding.span());
            write!(out, "{name}:{}:{} {} {}", place.line, place.column, finding.code, finding.message).unwrap();
            for more in [&finding.reason, &finding.help].into_iter().flatten() {
                write!(out, " | {more}").unwrap();
            }
            out.push('\n');
        }
    }
    (vocabulary, out)
}

fn one(text: &str) -> (Vocabulary, String) {
    built(&[("v", &format!("vocabulary v \"Words\"\n{text}"))])
}

fn word<'a>(vocabulary: &'a Vocabulary, name: &str) -> &'a crate::vocabulary::Word {
    match vocabulary.find(name) {
        Some(Named::Word(id)) => vocabulary.word(id),
        other => panic!("{name}: {other:?}"),
    }
}

fn names(vocabulary: &Vocabulary, ids: impl IntoIterator<Item = WordId>) -> String {
    ids.into_iter().map(|id| vocabulary.word(id).name.as_str()).collect::<Vec<_>>().join(" ")
}

fn coded(vocabulary: &Vocabulary, system: CodeSystem, code: &str) -> String {
    let found = vocabulary.lookup_code(system, code).into_iter().map(|coded| {
        let name = &vocabulary.word(coded.word).name;
        match coded.implies {
            Some((attribute, value)) => {
                format!("{name} ({} is {})", vocabulary.attribute(attribute), vocabulary.symbol(value))
            }
            None => name.clone(),
        }
    });
    found.collect::<Vec<_>>().join(", ")
}

#[test]
fn nothing_declared_still_has_the_built_in_words() {
    let (vocabulary, findings) = built(&[]);
    assert_eq!(findings, "");
    for kind in Kind::ALL {
        assert_eq!(vocabulary.word(kind.unmapped()).kind, kind);
    }
    assert_eq!(vocabulary.word(crate::vocabulary::LINE).kind, Kind::Line);
    assert!(!vocabulary.word(crate::vocabulary::LINE).attributes.is_empty());
    assert_eq!(vocabulary.symbol(builtin::symbol::POSITIVE), "positive");
    assert_eq!(vocabulary.attribute(builtin::attribute::FORMULA), "formula");
    assert_eq!(vocabulary.unit(builtin::unit::MG_PER_KG_DAY), "mg/kg/day");
    assert_eq!(vocabulary.find("unmapped condition"), None);
}

#[test]
fn a_measurement_keeps_its_clauses() {
    let (vocabulary, findings) = one(r#"measurement upcr "Urine protein/creatinine ratio"
  result g/g  also "UPCR", "protein/creatinine ratio"  code loinc 2890-2, loinc 13801-6 where specimen is collection_24h
  molar mass 113.118 g/mol of creatinine  plausible 0 to 50 g/g  high above 500 mg/g  positive from 3 x ULN
  attribute specimen one of { spot, collection_24h }
measurement ana "Antinuclear antibody"  result titre or { negative, positive }  positive from 1:80
measurement grade "Grade"  result ordered { E, D, A } worst last, outside the order { not_done }"#);
    assert_eq!(findings, "");
    let upcr = word(&vocabulary, "Protein/Creatinine Ratio");
    assert_eq!(upcr.name, "upcr");
    assert_eq!(upcr.molar_mass, Some((Number::parse("113.118").unwrap(), "creatinine".to_owned())));
    assert_eq!(upcr.plausible, Some((Number::ZERO, Number::whole(50))));
    assert_eq!(upcr.qualitative[0].bound, Bound::Quantity(Number::ratio(1, 2).unwrap()), "500 mg/g is 0.5 g/g");
    assert_eq!(upcr.qualitative[1].bound, Bound::Upper(Number::whole(3)));
    assert_eq!(coded(&vocabulary, CodeSystem::Loinc, "2890-2"), "upcr");
    assert_eq!(coded(&vocabulary, CodeSystem::Loinc, "13801-6"), "upcr (specimen is collection_24h)");
    assert_eq!(coded(&vocabulary, CodeSystem::Loinc, "2890-3"), "");
    assert_eq!(word(&vocabulary, "ana").qualitative[0].bound, Bound::Titre(Number::whole(80)));
    let Form::Ordered(order) = &word(&vocabulary, "grade").forms[0] else { panic!() };
    assert_eq!((order.values.len(), order.worst_last, order.outside.len()), (3, Some(true), 1));
}

#[test]
fn a_number_may_have_its_unit_behind_it() {
    let (vocabulary, findings) = one("measurement depth \"Depth\"  result number 0 to 24 in mm");
    assert_eq!(findings, "");
    let crate::vocabulary::Form::Quantity { unit, bounds } = &word(&vocabulary, "depth").forms[0] else { panic!() };
    assert_eq!((vocabulary.unit(*unit), bounds.is_some()), ("mm", true));
}

#[test]
fn families_reach_through_all_generations() {
    let (vocabulary, findings) =
        one(r#"condition basal_cell_carcinoma is a skin_carcinoma attribute status one of { active, cured }
condition malignancy  attribute stage one of { I, II }
condition skin_carcinoma is a malignancy
condition sle "SLE" lifelong"#);
    assert_eq!(findings, "");
    let malignancy = word(&vocabulary, "malignancy");
    assert_eq!(names(&vocabulary, malignancy.family.iter()), "basal_cell_carcinoma malignancy skin_carcinoma");
    let basal = word(&vocabulary, "basal_cell_carcinoma");
    assert_eq!(names(&vocabulary, basal.ancestors.iter().copied()), "skin_carcinoma malignancy");
    let attributes: Vec<&str> = basal.attributes.iter().map(|(id, _)| vocabulary.attribute(*id)).collect();
    assert!(attributes.contains(&"stage"), "attributes come down: {attributes:?}");
    assert_eq!(
        attributes.iter().filter(|name| **name == "status").count(),
        1,
        "the declared one replaces the built-in"
    );
    assert_eq!(basal.title, "basal cell carcinoma");
    assert!(word(&vocabulary, "sle").lifelong);
}

#[test]
fn drugs_count_in_mg_and_hours() {
    let (vocabulary, findings) = one(r#"drug prednisone "Prednisone"
drug methylprednisolone "Methylprednisolone"  equivalent 4 mg to 5 mg prednisone  half-life 2 to 3 hours
  joined across gaps of 2 weeks
drug belimumab half-life 18 days"#);
    assert_eq!(findings, "");
    let drug = word(&vocabulary, "methylprednisolone");
    assert_eq!((drug.equivalents[0].mine, drug.equivalents[0].theirs), (Number::whole(4), Number::whole(5)));
    assert_eq!(drug.half_life, Some((Number::whole(2), Number::whole(3))));
    assert_eq!(drug.joined, Some(14));
    assert_eq!(word(&vocabulary, "belimumab").half_life, Some((Number::whole(432), Number::whole(432))));
}

#[test]
fn the_longest_prefix_and_the_narrowest_range_of_a_code_decide() {
    let (vocabulary, findings) = one(r#"condition malignancy code icd10cm C00 to C96
condition lymphoma is a malignancy code icd10cm C81 to C85
condition skin_carcinoma is a malignancy code icd10cm C44
condition basal_cell_carcinoma is a skin_carcinoma code icd10cm C44.91
condition lupus code icd10cm M32
drug glucocorticoid code atc H02AB
drug methylprednisolone is a glucocorticoid code atc H02AB04"#);
    assert_eq!(findings, "");
    let icd = |code: &str| coded(&vocabulary, CodeSystem::Icd10cm, code);
    assert_eq!(icd("C44.911"), "basal_cell_carcinoma");
    assert_eq!(icd("c4491"), "basal_cell_carcinoma");
    assert_eq!(icd("C44.9"), "skin_carcinoma");
    assert_eq!(icd("C83.3"), "lymphoma");
    assert_eq!(icd("C4A.0"), "malignancy");
    assert_eq!(icd("C97"), "");
    assert_eq!(icd("M32.14"), "lupus");
    assert_eq!(icd("M3"), "");
    assert_eq!(icd(""), "");
    assert_eq!(icd("Ä"), "");
    assert_eq!(coded(&vocabulary, CodeSystem::Atc, "H02AB04"), "methylprednisolone");
    assert_eq!(coded(&vocabulary, CodeSystem::Atc, "H02AB07"), "glucocorticoid");
}

#[test]
fn groups_hold_words_and_groups() {
    let (vocabulary, findings) = one(r#"drug aa
drug bb
drug cc is a bb
drug dd
group inner { bb } except { cc }
group outer { aa, inner, dd } except { dd }
group both { inner, cc }"#);
    assert_eq!(findings, "");
    let group = |name: &str| {
        let Some(Named::Group(at)) = vocabulary.find(name) else { panic!() };
        let group = &vocabulary.groups[at];
        let parts = [&group.members, &group.except].map(|ids| names(&vocabulary, ids.iter().copied()));
        parts.join(" / ")
    };
    assert_eq!(group("inner"), "bb / cc");
    assert_eq!(group("outer"), "aa bb dd / cc dd");
    assert_eq!(group("both"), "bb cc / ", "what another member brings in stays in");
}

#[test]
fn scores_become_instruments() {
    let (vocabulary, findings) = one(r#"score sledai "SLEDAI"
  assessed within 30 days
  domain neuro { 8 seizure "Seizure", 8 psychosis "Psychosis" }
  domain laboratory { 2 "Low complement", 2 "Low complement" }
  total sum of items
score classes "Classes"
  assessed
  domain renal clinical { 8 two "Class II", 10 three "Class III" }
  domain skin { 2 rash "Rash" }
  total sum of highest per domain"#);
    assert_eq!(findings, "");
    let sledai = word(&vocabulary, "sledai").instrument.as_ref().unwrap();
    let items: Vec<&str> = sledai.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(items, ["seizure", "psychosis", "low_complement", "low_complement_4"]);
    assert_eq!(sledai.range, (Number::ZERO, Number::whole(20)));
    let classes = word(&vocabulary, "classes").instrument.as_ref().unwrap();
    assert_eq!(classes.range, (Number::ZERO, Number::whole(12)), "the highest of each domain");
    assert_eq!(classes.items[0].class.as_deref(), Some("clinical"));
}

#[test]
fn questions_and_sites() {
    let (vocabulary, findings) =
        one(r#"judgement likely(agents: drugs, period: duration) "Are {agents} likely within {period}?"
  answered by investigator asked with judged valid for 28 days
judgement consent "Signed?" answered by site asked with confirmed
site country "Country" one of { TH, US }
site available(agents: drugs) "Can {agents} be had?""#);
    assert_eq!(findings, "");
    let likely = &vocabulary.questions[0];
    assert_eq!(likely.parameters[1], ("period".to_owned(), "duration".to_owned()));
    assert_eq!((likely.confirmed, likely.valid_for), (false, Some(crate::value::Length::Days(28))));
    assert!(vocabulary.questions[1].confirmed);
    assert_eq!(vocabulary.sites[0].values.len(), 2);
    assert!(vocabulary.sites[1].values.is_empty());
}

#[test]
fn computed_measurements_take_their_inputs_in_the_order_of_the_formula() {
    let (vocabulary, findings) = one(r#"measurement height result cm
measurement weight result kg
measurement creat result umol/L molar mass 113.118 g/mol
measurement bmi result kg/m2 computed bmi from { height, weight }
measurement egfr result mL/min/1.73m2 computed ckd_epi_2021 from { creat, age, sex }"#);
    assert_eq!(findings, "");
    let from = |name: &str| names(&vocabulary, word(&vocabulary, name).computed.clone().unwrap().from);
    assert_eq!(from("bmi"), "weight height");
    assert_eq!(from("egfr"), "creat");
}

#[test]
fn the_same_word_twice_is_one_and_another_is_a_conflict() {
    let first = "vocabulary a \"A\"\ndrug xx \"X\" code atc A01\ncondition yy \"Y\"";
    let same = "vocabulary b \"B\"\n\ndrug xx \"X\"   code atc A01\n";
    let other = "vocabulary c \"C\"\ndrug xx \"X\" code atc A02";
    let (vocabulary, findings) = built(&[("a", first), ("b", same), ("c", other)]);
    assert_eq!(
        findings,
        "c:2:6 E0204 `xx` is declared differently in `a` | a word means one thing wherever it is used | rename one of them, or \
         declare both in the same words\n"
    );
    assert_eq!(coded(&vocabulary, CodeSystem::Atc, "A01"), "xx");
    assert_eq!(coded(&vocabulary, CodeSystem::Atc, "A02"), "");
}

#[test]
fn a_synonym_of_two_words_means_neither() {
    let (vocabulary, findings) = one(r#"drug aa also "MTX", "aa"
drug bb also "mtx"
drug cc also "BB""#);
    assert!(findings.contains("`mtx` already means `aa`"), "{findings}");
    assert!(findings.contains("`BB` already means `bb`"), "{findings}");
    assert_eq!(vocabulary.find("MTX"), None);
    assert_eq!(word(&vocabulary, "BB").name, "bb", "a name goes before a synonym");
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    let (_, findings) = one(
        r#"measurement creatinine result mg/dL or mg/dll  molar mass 113 kg  plausible 9 to 1 mg/dL  plausible 1 to 2 s
measurement empty
measurement egfr result mL/min/1.73m2  computed ckd_epi_2020 from { creatinine, age, sex }
measurement egfr2 result mL/min  computed ckd_epi_2021 from { creatinine, age, sex }
measurement egfr3 result mL/min/1.73m2  computed ckd_epi_2021 from { egfr, age, sex }
measurement qual result U/L  positive above 5 mg/dL  high above 5
condition one is a two
condition two is a three
condition three is a one
condition self is a self
condition kind is a creatinine
condition unknown is a tow
condition one
condition code code icd10 M32, icd10cm C96 to C00, icd10cm M32 where status is curd, icd10cm M33 where stage is I
condition clause half-life 3 days
drug half half-life 3 moons  joined across gaps of 2 months  equivalent 1 m to 1 mg half
drug old superseded by new
drug new
drug user is a old
group circle { circle2 }
group circle2 { circle, halff }"#,
    );
    insta::assert_snapshot!(findings);
}

#[test]
fn searching_finds_names_titles_synonyms_codes_and_slips() {
    let (vocabulary, findings) =
        one(r#"drug mycophenolate "Mycophenolate mofetil or sodium" also "CellCept", "MMF" code atc L04AA06
drug methylprednisolone "Methylprednisolone" also "Medrol"
drug prednisone "Prednisone"
drug prednisolone "Prednisolone"
condition lupus_nephritis "Lupus nephritis" code icd10cm M32.14
group glucocorticoid "Glucocorticoids" { prednisone, prednisolone }"#);
    assert_eq!(findings, "");
    let search = |query: &str| {
        let found = vocabulary.search(query);
        found.iter().take(3).map(|found| found.name.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(search("mmf"), "mycophenolate");
    assert_eq!(search("Cellcept"), "mycophenolate");
    assert_eq!(search("predni"), "prednisone prednisolone methylprednisolone");
    assert_eq!(search("nephritis lupus"), "lupus_nephritis");
    assert_eq!(search("M32.14"), "lupus_nephritis");
    assert_eq!(search("micophenolate"), "mycophenolate");
    assert_eq!(search("glucocorticoids"), "glucocorticoid");
    assert_eq!(search("xyz"), "");
    assert_eq!(search(" "), "");
}

/// The project's own words: no error, and every threshold of theirs in a unit that converts.
#[test]
fn the_projects_own_vocabularies_build() {
    let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut paths = Vec::new();
    let mut folders = vec![rules];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "enrol") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let texts: Vec<(String, String)> = paths
        .iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == "trials"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (vocabulary, findings) = built(&files);
    assert_eq!(findings, "");
    assert!(vocabulary.words.len() > 100);
}
