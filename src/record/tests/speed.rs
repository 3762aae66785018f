//! Reading is most of the work on many records.

use super::clock::busy;
use super::*;

pub(super) fn line() -> String {
    let mut tests = Vec::new();
    for visit in 0..4 {
        for (test, value, unit) in [
            ("upcr", "1.2", "g/g"),
            ("upcr", "800", "mg/g"),
            ("creatinine", "1.1", "mg/dL"),
            ("platelets", "150", "10^9/L"),
            ("weight", "61.5", "kg"),
            ("temperature", "36.8", "Cel"),
        ] {
            tests.push(format!(r#"{{"test":"{test}","value":{value},"unit":"{unit}","on":"2026-0{}-11"}}"#, visit + 1));
        }
    }
    let drugs = ["mycophenolate", "prednisone", "rituximab", "belimumab"].map(|drug| {
        format!(r#"{{"drug":"{drug}","start":"2024-03-01","stop":"2025-01-15","daily_dose":"1500 mg/day","stop_reason":"lack_of_efficacy"}}"#)
    });
    format!(
        r#"{{"patient":"P-000001","birth":"1990-04-05","sex":"female","conditions":[{{"code":"icd10cm M32.14","onset":"2015-03-02"}}],"measurements":[{}],"medications":[{}],"procedures":[{{"procedure":"kidney_biopsy","on":"2026-02-03","isn_class":["III","V"],"activity_index":8}}],"anchors":{{"consent":"2026-10-10"}}}}"#,
        tests.join(","),
        drugs.join(",")
    )
}

#[test]
fn a_line_is_read_quickly() {
    let vocabulary = words();
    let mut reader = Reader::new(&vocabulary, ReadOptions::default());
    let line = line();
    let (patient, findings) = reader.read_json_line(line.as_bytes(), 1);
    assert_eq!(findings, []);
    assert!(patient.unwrap().events.len() >= 30);
    let rounds: u32 = if cfg!(debug_assertions) { 50 } else { 5000 };
    let ((), spent) = busy(|| {
        for number in 0..rounds {
            assert!(reader.read_json_line(line.as_bytes(), number).0.is_some());
        }
    });
    let each = spent / rounds;
    // An optimised build takes some 20 us; an unoptimised one takes many times that.
    assert!(each.as_micros() < 10_000, "{} bytes in {each:?}", line.len());
}
