use super::clock::busy;
use super::*;
use std::time::Duration;

/// How long a record may keep its reader busy, unoptimised; hostile input without a guard takes minutes.
const LONGEST: Duration = Duration::from_secs(1);

/// Reads bytes in a time that a person does not notice, whatever they hold, and gives the codes of what was found.
fn codes(bytes: &[u8]) -> Vec<Code> {
    let vocabulary = words();
    let (file, spent) = busy(|| {
        let file = read_yaml(bytes, &vocabulary, &ReadOptions::default());
        let (_, _) = read_json_line(bytes, 1, &vocabulary, &ReadOptions::default());
        file
    });
    assert!(spent <= LONGEST, "{spent:?} for {} bytes", bytes.len());
    file.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn deep_nesting() {
    assert_eq!(codes("[".repeat(80_000).as_bytes()).len(), 1);
    assert_eq!(codes("[".repeat(100).as_bytes()), [Code::TooLarge]);
    assert_eq!(codes(format!("patient: A\nx: {}", "{a: ".repeat(40_000)).as_bytes()).len(), 1);
    assert_eq!(codes("- ".repeat(60_000).as_bytes()).len(), 1);
    let indented: String = (0..400).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(codes(indented.as_bytes()), [Code::TooLarge]);
}

#[test]
fn aliases_and_other_tricks() {
    let bomb = "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\npatient: [*c,*c]\n";
    assert_eq!(codes(bomb.as_bytes()), [Code::NotAllowedYaml]);
    assert_eq!(codes(b"patient: *x\n").len(), 1);
    assert_eq!(codes(b"patient: !!binary aGVsbG8=\n"), [Code::NotAllowedYaml]);
    assert_eq!(codes(b"patient: !foo A\n"), [Code::NotAllowedYaml]);
    assert_eq!(codes(b"patient: A\n<<: {sex: male}\n"), [Code::NotAllowedYaml]);
    assert_eq!(codes(b"? [a, b]\n: c\npatient: A\n"), [Code::NotAllowedYaml]);
    assert_eq!(codes(b"patient: A\npatient: B\n"), [Code::DuplicateKey]);
    assert_eq!(codes(b"patient: A\nsex: male\nsex: female\n"), [Code::DuplicateKey]);
}

#[test]
fn long_texts_and_many_entries() {
    let long = format!("patient: A\nnote: {}\n", "x".repeat(10_000_000));
    assert_eq!(codes(long.as_bytes()), [Code::TooLarge]);
    let large = format!("patient: A\n{}", "# comment\n".repeat(2_000_000));
    assert_eq!(codes(large.as_bytes()), [Code::TooLarge]);
    let many: String = (0..4000).map(|number| format!("x{number}: 1\n")).collect();
    assert_eq!(codes(format!("patient: A\n{many}").as_bytes()).len(), 4000);
}

#[test]
fn broken_bytes() {
    assert_eq!(codes(b"patient: A\nnote: caf\xe9\n"), [Code::Unreadable]);
    let vocabulary = words();
    let file = read_yaml(b"patient: A\nnote: caf\xe9\n", &vocabulary, &ReadOptions::default());
    assert!(file.findings[0].message.contains("byte 21 (line 2)"), "{}", file.findings[0].message);
    assert_eq!(codes(b""), []);
    assert_eq!(codes(b"\xef\xbb\xbf"), []);
    assert_eq!(codes(b"\0\0\0"), [Code::Unreadable]);
    assert_eq!(codes(b"patient: 'A\n"), [Code::Unreadable]);
    assert_eq!(codes(b"patient: A\n\tsex: male\n"), [Code::Unreadable]);
    assert_eq!(codes(b"just words\n"), [Code::WrongShape]);
    assert_eq!(codes(b"- 1\n- 2\n"), [Code::WrongShape]);
}

#[test]
fn huge_and_odd_numbers() {
    for value in [
        "1e400",
        "1e-400",
        "99999999999999999999999999999999999999999999",
        "0x10 g/g",
        ".inf",
        "1_000 g/g",
        "1e999999999999 g/g",
    ] {
        let text = format!("patient: A\nmeasurements:\n  - {{ test: upcr, value: {value}, on: 2026-01-01 }}\n");
        let found = codes(text.as_bytes());
        assert!(!found.is_empty(), "{value} is a finding");
        let file = read_yaml(text.as_bytes(), &words(), &ReadOptions::default());
        assert!(file.patients[0].events[0].result.is_none(), "{value} is not used");
    }
    let (patient, findings) = read_json_line(br#"{"patient":"A","x":1e400}"#, 1, &words(), &ReadOptions::default());
    assert!(patient.is_none() && findings.len() == 1);
}

#[test]
fn windows_files_read_like_others() {
    let text = "\u{feff}patient: Ä\r\nsex: female\r\nmeasurements:\r\n  - { test: upcr, value: 1, on: 2026 }\r\n";
    insta::assert_snapshot!(read(text));
}

#[test]
fn words_that_other_readers_turn_into_something_else_stay() {
    let vocabulary = words();
    for id in [
        "NO",
        "yes",
        "on",
        "1.10",
        "012",
        "0o7",
        "1_000",
        "2026-11-02",
        "null-1",
        "0x1F",
        "1e3",
        ".5",
        "+1",
        "~1",
        "true",
        "12:30:00",
    ] {
        let file = read_yaml(format!("patient: {id}\n").as_bytes(), &vocabulary, &ReadOptions::default());
        assert_eq!(file.patients.first().map(|patient| patient.id.as_str()), Some(id), "{:?}", file.findings);
    }
}
