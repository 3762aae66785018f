//! What the editors know of the language is what the grammar says: each keyword of the grammar is coloured, and nothing is
//! coloured as a keyword that is none.

#![expect(clippy::expect_used, reason = "a test that cannot read its files has failed")]

use std::collections::BTreeSet;
use std::fs;

/// The parts of the TextMate grammar whose words are no keywords.
const OTHER_PARTS: [&str; 7] = ["comments", "strings", "escapes", "numbers", "values", "names", "punctuation"];

fn read(path: &str) -> String {
    fs::read_to_string(path).expect(path)
}

/// Whether a text is a word of letters, as keywords are.
fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '-')
}

/// The keywords of the grammar: every word that stands in quotes in a rule that takes it whole. Groups of words by their
/// first letters, which other rules use to look ahead, are silent rules.
fn keywords() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for path in ["grammar/keywords.pest", "grammar/enrol.pest"] {
        for rule in read(path).split("\n/// ") {
            let Some((_, body)) = rule.split_once(" = @{") else { continue };
            let quoted = body.split('"').skip(1).step_by(2);
            words.extend(quoted.filter(|text| is_word(text)).map(str::to_owned));
        }
    }
    assert!(words.len() > 150, "only {} keywords read", words.len());
    words
}

/// The words of a pattern, without what it only looks at before and behind, sets of letters, and escapes.
fn words_of(pattern: &str) -> BTreeSet<String> {
    let mut left = String::new();
    let mut letters = pattern.chars().peekable();
    // How many parentheses are open, and how many were open where each look began.
    let (mut open, mut looks) = (0_usize, Vec::new());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
                left.push(' ');
            }
            '[' => {
                while let Some(inner) = letters.next() {
                    match inner {
                        '\\' => _ = letters.next(),
                        ']' => break,
                        _ => {}
                    }
                }
            }
            '(' => {
                open += 1;
                if letters.next_if_eq(&'?').is_some() && letters.next() != Some(':') {
                    looks.push(open);
                }
            }
            ')' => {
                looks.pop_if(|look| *look == open);
                open -= 1;
            }
            _ if looks.is_empty() => left.push(letter),
            _ => {}
        }
        if matches!(letter, '(' | ')' | '[') {
            left.push(' ');
        }
    }
    split_words(&left)
}

fn split_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphabetic() && letter != '-');
    words.filter(|word| is_word(word)).map(str::to_owned).collect()
}

/// Every pattern below a part of the TextMate grammar.
fn patterns(part: &serde_json::Value, found: &mut Vec<String>) {
    match part {
        serde_json::Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str() {
                    Some(pattern) if name == "match" || name == "begin" => found.push(pattern.to_owned()),
                    _ => patterns(field, found),
                }
            }
        }
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| patterns(part, found)),
        _ => {}
    }
}

/// Says what one side has and the other has not.
fn compare(coloured: &BTreeSet<String>, path: &str) {
    let keywords = keywords();
    let missing: Vec<_> = keywords.difference(coloured).collect();
    let surplus: Vec<_> = coloured.difference(&keywords).collect();
    assert!(missing.is_empty(), "{path} has no colour for these keywords of the grammar: {missing:?}");
    assert!(surplus.is_empty(), "{path} colours these as keywords, and they are none: {surplus:?}");
}

#[test]
fn the_textmate_grammar_has_the_keywords_of_the_grammar() {
    let path = "editors/textmate/enrol.tmLanguage.json";
    let grammar: serde_json::Value = serde_json::from_str(&read(path)).expect("JSON");
    let mut coloured = BTreeSet::new();
    for (name, part) in grammar["repository"].as_object().expect("a repository") {
        if OTHER_PARTS.contains(&name.as_str()) {
            continue;
        }
        let mut found = Vec::new();
        patterns(part, &mut found);
        assert!(!found.is_empty(), "the part {name} has no pattern");
        coloured.extend(found.iter().flat_map(|pattern| words_of(pattern)));
    }
    compare(&coloured, path);
}

#[test]
fn the_syntax_file_of_vim_has_the_keywords_of_the_grammar() {
    let path = "editors/neovim/syntax/enrol.vim";
    let mut coloured = BTreeSet::new();
    for line in read(path).lines().filter_map(|line| line.strip_prefix("syntax match ")) {
        let (group, pattern) = line.split_once(' ').expect("a group and its pattern");
        if !group.ends_with("Keyword") {
            continue;
        }
        let (pattern, _) = pattern.split_once("\\ze").expect("the end of the keyword");
        let pattern = pattern.split_once("\\zs").map_or(pattern, |(_, pattern)| pattern);
        let (_, pattern) = pattern.split_once('/').unwrap_or((group, pattern));
        // `\s`, `\<`, `\|`, `\%(`: nothing of an escape is a word.
        let mut left = String::new();
        let mut letters = pattern.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => {
                    letters.next();
                    left.push(' ');
                }
                letter => left.push(letter),
            }
        }
        coloured.extend(split_words(&left));
    }
    compare(&coloured, path);
}

#[test]
fn the_files_made_up_for_their_colours_are_rule_files() {
    for name in ["trial", "vocabulary"] {
        let path = format!("editors/vscode/test/colours/{name}.enrol");
        let (file, findings) = enrol::syntax::parse(&read(&path));
        assert!(file.items.len() > 5, "{path} has only {} items", file.items.len());
        assert!(findings.is_empty(), "{path}: {findings:#?}");
    }
}
