use super::read;

#[test]
fn a_whole_record() {
    insta::assert_snapshot!(read(
        r#"patient: LN-001
recorded: 2026-11-10
birth: 1994-05
sex: female
anchors: { consent: 2026-11-10, leukapheresis: { planned: 2026-12-20 } }
conditions:
  - { condition: sle, onset: 2019 }
  - { condition: lupus nephritis, diagnosed: 2019-06, status: active }
  - { code: icd10cm M32.14, onset: 2018, end: 2020 }
  - { condition: malignancy, onset: 2015, ongoing: no }
measurements:
  - { test: upcr, value: 0.8 g/g, on: 2026-11-02, specimen: first_morning, uln: 0.2 g/g }
  - { test: upcr, value: 50 mg/mmol, on: 2026-10 }
  - { test: creatinine, value: "< 0.2", unit: mg/dL, on: 2026-10-01, uln: 1.1, lln: 53 umol/L }
  - { code: loinc 13801-6, value: 500 mg/g, on: 2026-09-01 }
  - { test: ana, value: 1:320, on: 2024 }
  - { test: ana, value: ">= 1:1280", on: 2025 }
  - { test: anti_dsdna, value: Positive, on: 2025 }
  - { test: anti_dsdna, value: 0.12 kIU/mL, on: 2025-02 }
  - { test: bilag, value: A, system: renal, on: 2026-11-01 }
  - { test: temperature, value: 100.4 °F, on: 2026-11-01 }
  - { test: inr, value: 1.10, on: 2026-11-01 }
  - { test: upcr, on: 2026-12-20, planned: yes }
medications:
  - drug: MMF
    start: 2024-03
    stop: 2025-01-15
    daily_dose: 2 g/day
    route: oral
    outcome: insufficient_response
    changes:
      - { from: 2024-06-01, daily_dose: 3 g/day }
  - { drug: prednisone, start: 2023-01-01, ongoing: yes, daily_dose: 0.7 mg/kg/day }
  - { drug: rituximab, administrations: [{ on: 2024-05-15, dose: 1 g }, { on: 2024-05-01, dose: 1000 mg }] }
  - { drug: belimumab, start: 2025, every: 2 weeks, dose: 10 mg/kg }
procedures:
  - { procedure: kidney_biopsy, on: 2026-09-20, isn_class: [IV, III], activity_index: 8 }
vaccinations:
  - { code: cvx 208, on: 2026-10-04, product: mrna, dose_number: 3 }
scores:
  - { score: sledai_2k, on: 2026-11-02, total: 12 }
  - { score: sledai_2k, on: 2026-10-02, items: { arthritis: yes, rash: no } }
  - { score: sledai_2k, on: 2026-09-02, items: [arthritis, rash] }
lines:
  - { number: 1, drugs: [prednisone, MMF], start: 2024, stop: 2025, best_response: partial_response, progression: 2025-03 }
answers:
  - { question: unsuitable_for_study, answer: no, by: Dr X, on: 2026-11-10 }
  - { question: likely_to_need, arguments: [glucocorticoid, 1 mg/kg/day, 3 months], answer: unknown }
contraindications:
  - { drug: glucocorticoid, present: no, on: 2024 }
intolerances:
  - { drug: anti_cd20, reason: rash, on: 2024-05 }
reviewed:
  - { lists: [medications, conditions], from: birth, to: 2026-11, by: Dr X }
absent:
  - hiv_infection
  - { word: belimumab, from: 2020, to: 2024-06-01 }
site:
  - { question: country, answer: th }
  - { question: drug_available, arguments: [belimumab], answer: yes }
waivers:
  - { trial: NCT1, criterion: E3, by: Dr X, on: 2026-11-10 }
note: Norway is NO
"#
    ));
}

#[test]
fn findings_stand_where_the_mistake_is() {
    insta::assert_snapshot!(read(
        r#"patient: BAD-1
recorded: 2026-11-10
birth: 1994-02-30
sex: femal
birht: 1994
measurements:
  - { test: creatinine, value: 1.1, on: 2026-11-02 }
  - { test: creatinine, value: 80 mg/dL, on: 2026-11-02 }
  - { test: creatinine, value: 1.1 mg / dL, on: 2026-11-02 }
  - { test: creatinine, value: "1,1 mg/dL", on: 2026-11-02 }
  - { test: creatinine, value: high, on: 02/13/2026 }
  - { test: creatinine, value: hgih, on: 2026-2-3 }
  - { test: creatinine, value: 3 U/L, on: 2062-11-02 }
  - { test: creatinin, value: 3 mg/dL, on: 2026-11-02 }
  - { test: sle, value: 3 mg/dL, on: 2026-11-02 }
  - { test: ecog, value: 7, on: 2026-11-02 }
  - { test: bilag, value: F, sytem: renal, system: heart, on: 2026-11-02 }
  - { test: upcr, value: 1e400 g/g, value2: x }
  - { test: platelets, value: 150 K/mL }
  - { value: 3 }
  - just text
  - { test: creatinine, test: upcr, value: 3 g/g }
  - { code: M32.14, value: 1 }
  - { code: loinc 1-1, value: 1 }
  - { test: upcr, value: 1:80 }
conditions:
  - { condition: lupus_nephritis, onset: 2020, end: 2019 }
  - { condition: lupus_nephritis, onset: 2020, end: 2021, ongoing: yes }
  - { condition: lupus_nephritis, onset: 2020, ongoing: maybe }
  - { condition: hiv_infection, onset: 2020 }
medications:
  - { drug: anti_cd20, start: 2020 }
  - { drug: mycophenolat, start: 2020 }
  - { drug: MMF, start: 2020, daily_dose: 2 g, every: 1 month, changes: [{ from: 2019, daily_dose: 1 g/day }] }
  - { drug: MMF, start: 2020, end: 2021 }
scores:
  - { score: sledai_2k, total: 30 }
  - { score: sledai_2k, total: 12, items: [arthritis] }
  - { score: sledai_2k, items: [arthritis, rahs] }
answers:
  - { question: unsuitable, answer: no }
  - { question: likely_to_need, answer: perhaps, arguments: [a] }
reviewed:
  - { lists: [medicaments], from: birth }
  - { lists: medications }
absent:
  - hiv_infection
  - hvi
waivers:
  - { trial: NCT1 }
"#
    ));
}

#[test]
fn dates_known_in_part_give_intervals_that_fit() {
    insta::assert_snapshot!(read(
        r#"patient: P
birth: 1990/1992-06
medications:
  - { drug: MMF, start: 2024-05, stop: 2024 }
  - { drug: MMF, start: 2024, stop: 2024-05-03 }
  - { drug: MMF }
  - { drug: MMF, stop: 2020 }
  - { drug: MMF, start: 2020, ongoing: no }
  - { drug: MMF, start: 2024-01-01, stop: 2024-12-31, daily_dose: 1 g/day, changes: [{ from: 2024-03-01, daily_dose: 2 g/day }, { from: 2024-06, daily_dose: 3 g/day }] }
conditions:
  - { condition: sle }
  - { condition: sle, end: 2020 }
"#
    ));
}

#[test]
fn computed_measurements_use_what_is_known() {
    insta::assert_snapshot!(read(
        r#"patient: P
birth: 1986-03-01
sex: female
measurements:
  - { test: creatinine, value: 1.0 mg/dL, on: 2026-11-01 }
  - { test: creatinine, value: 221 umol/L, on: 2026-10-01 }
  - { test: creatinine, value: 1.2 mg/dL, on: 2026-09-01 }
  - { test: egfr, value: 50 mL/min/1.73m2, on: 2026-09-01 }
  - { test: creatinine, value: 1.2 mg/dL, on: 2026-08 }
  - { test: creatinine, value: "> 1.2 mg/dL", on: 2026-07-01 }
  - { test: weight, value: 80 kg, on: 2026-11-01 }
  - { test: height, value: 2 m, on: 2026-09-01 }
  - { test: weight, value: 70 kg, on: 2025-11-01 }
"#
    ));
}

#[test]
fn a_year_of_birth_alone_gives_a_range_of_computed_rates_where_the_birthday_decides() {
    let found = read(
        "patient: P\nbirth: 1986\nsex: male\nmeasurements:\n  - { test: creatinine, value: 1 mg/dL, on: 2026-06-01 }\n  - { test: creatinine, value: 1 mg/dL, on: 2026-12-31 }\n",
    );
    let rates: Vec<&str> = found.lines().filter(|line| line.contains("egfr")).collect();
    insta::assert_snapshot!(rates.join("\n"));
}

#[test]
fn a_broken_record_leaves_the_others() {
    insta::assert_snapshot!(read(
        "patient: A\n---\npatient: B\nmeasurements: [\n---\nbirth: 1990\n---\n# nothing\n---\npatient: C\nsex: M\n...\n--- \npatient: D\n"
    ));
}

#[test]
fn empty_fields_are_as_if_they_were_not_there() {
    assert_eq!(read("patient: A\nbirth:\nsex: ~\nmeasurements:\nconditions: []\nanchors:\n"), "A\n");
}

#[test]
fn both_formats_give_the_same_patient() {
    let vocabulary = super::words();
    let yaml = "patient: A\nbirth: 1990-01-02\nsex: female\nmeasurements:\n  - {test: upcr, value: 1.10 g/g, on: 2026-01-02}\n  - {test: ecog, value: 2, on: 2026}\nconditions:\n  - {condition: sle, ongoing: yes}\n";
    let json = r#"{"patient":"A","birth":"1990-01-02","sex":"female","measurements":[{"test":"upcr","value":1.10,"unit":"g/g","on":"2026-01-02"},{"test":"ecog","value":2,"on":2026}],"conditions":[{"condition":"sle","ongoing":true}]}"#;
    let options = super::ReadOptions::default();
    let mut left = super::read_yaml(yaml.as_bytes(), &vocabulary, &options).patients.remove(0);
    let (right, findings) = super::read_json_line(json.as_bytes(), 7, &vocabulary, &options);
    assert_eq!(findings, []);
    let right = right.unwrap();
    assert!(right.events.iter().all(|event| event.source.line == 7));
    left.events.as_mut_slice().iter_mut().for_each(|event| event.source.line = 7);
    assert_eq!(left.events, right.events);
}

#[test]
fn lines_of_json_say_where_in_them_the_mistake_is() {
    let vocabulary = super::words();
    let line = r#"{"patient":"A","measurements":[{"test":"upcr","value":1,"unit":"g/g"},{"test":"upcr","value":1}]}"#;
    let (_, findings) = super::read_json_line(line.as_bytes(), 3, &vocabulary, &super::ReadOptions::default());
    assert_eq!(findings[0].message, "`1` of `upcr` has no unit (measurements, entry 2)");
}

#[test]
fn a_long_number_of_json_is_exact_or_refused() {
    let vocabulary = super::words();
    let read = |value: &str| {
        let line = format!(r#"{{"patient":"A","measurements":[{{"test":"upcr","value":{value},"unit":"g/g"}}]}}"#);
        let (patient, findings) =
            super::read_json_line(line.as_bytes(), 1, &vocabulary, &super::ReadOptions::default());
        let result = patient.and_then(|patient| patient.events.first().and_then(|event| event.result.clone()));
        (result, findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>())
    };
    let exact = |text: &str| crate::value::Range::point(crate::value::Number::parse(text).expect("a number"));
    let value = |text: &str| match read(text) {
        (Some(crate::vocabulary::Datum::Quantity(range, _)), _) => Some(range),
        _ => None,
    };
    assert_eq!(value("1.0000000000000001"), Some(exact("1.0000000000000001")));
    assert_ne!(value("1.0000000000000001"), Some(exact("1")));
    let (result, findings) = read("1.00000000000000000000001");
    assert_eq!((result, findings.len()), (None, 1), "{findings:?}");
}

#[test]
fn the_as_of_day_stands_for_the_day_of_writing() {
    let vocabulary = super::words();
    let text = "patient: A\nabsent: [sle]\nmeasurements:\n  - {test: upcr, value: 1 g/g, on: 2026-02-01}\n  - {test: upcr, on: 2026-03-01, planned: yes}\n";
    let options = super::ReadOptions { as_of: crate::value::Day::new(2026, 1, 15), ..super::ReadOptions::default() };
    let file = super::read_yaml(text.as_bytes(), &vocabulary, &options);
    insta::assert_snapshot!(super::shown(text, &file, &vocabulary));
}

#[test]
fn digests_do_not_depend_on_line_ends() {
    let vocabulary = super::words();
    let digest = |text: &str| {
        super::read_yaml(text.as_bytes(), &vocabulary, &super::ReadOptions::default()).patients[0].digest.clone()
    };
    assert_eq!(digest("patient: A\nsex: male\n"), digest("\u{feff}patient: A\r\nsex: male\r\n"));
    assert_ne!(digest("patient: A\nsex: male\n"), digest("patient: A\nsex: female\n"));
}

#[test]
fn the_schema_knows_every_field_and_word() {
    let schema = super::schema();
    for field in super::field::of("") {
        assert!(schema["properties"][field.name]["description"].is_string(), "{}", field.name);
    }
    let with_words = super::schema_for(&super::words());
    let entry = &with_words["properties"]["measurements"]["items"]["properties"];
    assert!(entry["test"]["examples"].as_array().unwrap().contains(&"upcr".into()));
    assert_eq!(entry["specimen"]["enum"][0], "spot");
    assert_eq!(with_words["properties"]["measurements"]["items"]["additionalProperties"], false);
}

#[test]
fn the_reference_of_records_names_every_field() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/records.md")).unwrap();
    for field in super::field::FIELDS {
        assert!(text.contains(&format!("`{}`", field.name)), "docs/records.md does not tell of `{}`", field.name);
    }
    let vocabulary = super::words();
    for example in text.split("```yaml").skip(1) {
        let example = example.split("```").next().unwrap();
        let file = super::read_yaml(example.as_bytes(), &vocabulary, &super::ReadOptions::default());
        let known =
            |finding: &&crate::diagnostic::Diagnostic| finding.code != crate::diagnostic::Code::UnknownRecordWord;
        let wrong: Vec<_> = file.findings.iter().filter(known).collect();
        assert!(wrong.is_empty() && file.refused == 0, "{example}\n{wrong:#?}");
    }
}
