//! Looking words up as a person types them.

use super::{Named, Vocabulary};

/// Something that a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it is.
    pub named: Named,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What matched, where it was neither name nor title: a synonym or a code.
    pub by: Option<String>,
    /// How well it matches, up to 1000.
    pub rank: u32,
}

impl Vocabulary {
    /// Words, groups and questions whose name, title, synonym or code is like the query, the best first. Those of one rank
    /// stand in alphabetical order.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Found> {
        let query = folded(query);
        if query.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Found> = self.words.iter().filter_map(|word| self.search_word(&query, word)).collect();
        found.extend(
            self.groups
                .iter()
                .enumerate()
                .filter_map(|(at, group)| plain(&query, Named::Group(at), &group.name, &group.title)),
        );
        found.extend(self.questions.iter().zip(0..).filter_map(|(question, at)| {
            plain(&query, Named::Question(super::QuestionId(at)), &question.name, &question.text)
        }));
        found.extend(
            self.sites
                .iter()
                .zip(0..)
                .filter_map(|(site, at)| plain(&query, Named::Site(super::SiteId(at)), &site.name, &site.text)),
        );
        found.sort_by(|a, b| b.rank.cmp(&a.rank).then_with(|| a.name.cmp(&b.name)));
        found
    }

    fn search_word(&self, query: &str, word: &super::Word) -> Option<Found> {
        if word.vocabulary.is_empty() {
            return None;
        }
        let mut best = plain(query, Named::Word(word.id), &word.name, &word.title);
        let codes = word.codes.iter().map(|code| &code.code);
        for (other, penalty) in word.also.iter().map(|also| (also, 5)).chain(codes.map(|code| (code, 10))) {
            let rank = likeness(query, &folded(other)).map(|rank| rank - penalty);
            if rank > best.as_ref().map(|found| found.rank) {
                best = rank.map(|rank| Found {
                    named: Named::Word(word.id),
                    name: word.name.clone(),
                    title: word.title.clone(),
                    by: Some(other.clone()),
                    rank,
                });
            }
        }
        best
    }
}

fn plain(query: &str, named: Named, name: &str, title: &str) -> Option<Found> {
    let by_title = likeness(query, &folded(title)).map(|rank| rank - 8);
    let rank = likeness(query, &folded(name)).max(by_title)?;
    Some(Found { named, name: name.to_owned(), title: title.to_owned(), by: None, rank })
}

/// Small letters, with one blank for whatever separates words.
fn folded(text: &str) -> String {
    let letters = text.chars().map(|letter| if letter.is_alphanumeric() || letter == '.' { letter } else { ' ' });
    let text: String = letters.flat_map(char::to_lowercase).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, a beginning, a word, a part, all words in any order, or a slip of the pen: in this order.
fn likeness(query: &str, text: &str) -> Option<u32> {
    // Shorter texts come first among those that match alike.
    let spare = u32::try_from(text.chars().count()).unwrap_or(90).min(90);
    if text == query {
        return Some(1000);
    }
    if text.starts_with(query) {
        return Some(900 - spare);
    }
    if text.split(' ').any(|word| word == query) {
        return Some(800 - spare);
    }
    if text.contains(query) {
        return Some(700 - spare);
    }
    if query.contains(' ') && query.split(' ').all(|word| text.contains(word)) {
        return Some(600 - spare);
    }
    let slip = text.split(' ').chain([text]).map(|word| strsim::jaro_winkler(query, word)).fold(0.0, f64::max);
    (slip >= 0.88).then(|| if slip >= 0.94 { 500 - spare } else { 400 - spare })
}
