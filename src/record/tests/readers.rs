//! The two readers of YAML agree, or the record is refused.

use super::*;
use crate::record::node::{Node, What};
use proptest::prelude::*;

fn leaves(node: &Node<'_>, path: &str, out: &mut Vec<(String, String)>) {
    match &node.what {
        What::Nothing => out.push((path.to_owned(), "nothing".to_owned())),
        What::Text(text) => out.push((path.to_owned(), format!("text {text}"))),
        What::List(entries) => {
            entries.iter().enumerate().for_each(|(at, entry)| leaves(entry, &format!("{path}/{at}"), out));
        }
        What::Map(map) => {
            map.fields.iter().for_each(|(key, value)| leaves(value, &format!("{path}/{}", key.text), out))
        }
    }
}

/// The same by the other reader alone, with all its own guesses.
fn guessed(value: &serde_yaml::Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        serde_yaml::Value::Null => out.push((path.to_owned(), "nothing".to_owned())),
        serde_yaml::Value::String(text) => out.push((path.to_owned(), format!("text {text}"))),
        serde_yaml::Value::Bool(_) | serde_yaml::Value::Number(_) => out.push((path.to_owned(), "scalar".to_owned())),
        serde_yaml::Value::Sequence(entries) => {
            entries.iter().enumerate().for_each(|(at, entry)| guessed(entry, &format!("{path}/{at}"), out));
        }
        serde_yaml::Value::Mapping(map) => map.iter().for_each(|(key, value)| {
            let key = key.as_str().map_or_else(|| "?".to_owned(), str::to_owned);
            guessed(value, &format!("{path}/{key}"), out);
        }),
        serde_yaml::Value::Tagged(_) => out.push((path.to_owned(), "tagged".to_owned())),
    }
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z_][a-zA-Z0-9_]{0,8}",
        "[0-9]{1,5}(\\.[0-9]{1,3})?( (mg/dL|g/g|%))?",
        "\"[a-z :#\\[\\]{},&*!|>'%@`-]{0,12}\"",
        "'[a-z :#\\[\\]{},&*!|>%@`-]{0,12}'",
        "[<>]=? ?[0-9]{1,3}",
        Just("~".to_owned()),
        Just(String::new()),
        "[a-z]{1,4}[ :#,\\]\\[{}&*!|>'\"%@`-]{0,3}[a-z]{0,4}",
    ]
}

fn document() -> impl Strategy<Value = String> {
    let entry = prop::collection::vec(("[a-z]{1,6}", scalar()), 1..4).prop_map(|fields| {
        let fields: Vec<String> = fields.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
        format!("{{ {} }}", fields.join(", "))
    });
    let field = prop_oneof![
        scalar().prop_map(|value| format!(" {value}\n")),
        prop::collection::vec(prop_oneof![scalar(), entry], 1..4)
            .prop_map(|entries| entries.iter().fold("\n".to_owned(), |out, entry| format!("{out}  - {entry}\n"))),
    ];
    prop::collection::vec(("[a-z]{1,6}", field), 1..5)
        .prop_map(|fields| fields.into_iter().map(|(key, value)| format!("{key}:{value}")).collect())
}

proptest! {
    #[test]
    fn what_is_accepted_is_what_both_readers_see(text in document()) {
        let documents = yaml::documents(&text, 1 << 20);
        if let [document] = documents.as_slice()
            && let Ok(node) = &document.read
        {
            let mut ours = Vec::new();
            leaves(node, "", &mut ours);
            // Repeated fields are refused later; the other reader refuses them at once.
            if let Ok(value) = serde_yaml::from_str::<serde_yaml::Value>(&text) {
                let mut theirs = Vec::new();
                guessed(&value, "", &mut theirs);
                prop_assert_eq!(ours.len(), theirs.len());
                for ((path, text), (other_path, other)) in ours.iter().zip(&theirs) {
                    prop_assert!(path == other_path || other_path.contains('?'), "{} {}", path, other_path);
                    prop_assert!(text == other || other == "scalar", "{}: {} {}", path, text, other);
                }
            }
        }
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let vocabulary = Vocabulary::default();
        let _ = (vocabulary.words.len(), yaml::documents(&String::from_utf8_lossy(&bytes), 1 << 20).len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_record_makes_reading_panic(text in document(), list in "(measurements|conditions|medications|scores|absent|reviewed|answers|anchors|lines)") {
        let vocabulary = words();
        let text = format!("patient: A\n{list}:\n  - {{ test: upcr, value: 1 g/g }}\n{text}");
        let _ = read_yaml(text.as_bytes(), &vocabulary, &ReadOptions::default());
    }
}
