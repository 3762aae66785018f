//! Text to tree and back.

use enrol::syntax::{parse, tree::ItemKind};

#[test]
fn fixtures_parse() {
    insta::glob!("fixtures/syntax/*.enrol", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (file, findings) = parse(&text);
        for finding in &findings {
            println!("{}: {:?} {}", path.display(), finding.span().of(&text), finding.message);
        }
        assert!(findings.is_empty());
        assert!(file.items.iter().all(|item| item.kind != ItemKind::Malformed));
    });
}
