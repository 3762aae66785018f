//! Text to tree and back.

use enrol::syntax::{parse, print, tree::ItemKind};

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

#[test]
fn fixtures_survive_printing() {
    insta::glob!("fixtures/syntax/*.enrol", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (file, _) = parse(&text);
        let printed = print(&file, Some(&text));
        std::fs::write(format!("/tmp/printed-{}", path.file_name().unwrap().display()), &printed).unwrap();
        let (again, findings) = parse(&printed);
        for finding in &findings {
            println!("{}: {:?} {}", path.display(), finding.span().of(&printed), finding.message);
        }
        for (one, other) in file.items.iter().zip(&again.items) {
            assert_eq!(one, other);
        }
        assert_eq!(file.items.len(), again.items.len());
        assert_eq!(file.comments, again.comments);
        assert_eq!(print(&again, Some(&printed)), printed);
    });
}
