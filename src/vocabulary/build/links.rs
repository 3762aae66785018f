//! The second pass, second half: links from word to word.

use super::{Builder, Declared, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{self, Amount, Name, WordClause};
use crate::value::{Conversion, formula};
use crate::vocabulary::{Computed, Equivalent, Kind, Named, WordId, WordSet};

impl Builder {
    /// Resolves `is a`, then ancestors, families and inherited attributes, and makes synonyms findable.
    pub(super) fn link_words(&mut self, declared: &[Declared<'_>]) {
        for (id, word, source) in words(declared) {
            self.at = source;
            for clause in &word.clauses {
                if let WordClause::IsA(parent) = clause {
                    self.link_parent(id, word, parent);
                }
            }
        }
        for (id, word, source) in words(declared) {
            self.at = source;
            self.break_cycle(id, word);
        }
        self.spread_families();
        for id in 0..self.vocabulary.words.len() {
            let Ok(id) = u16::try_from(id).map(WordId) else { continue };
            if self.vocabulary.word(id).vocabulary.is_empty() {
                let attributes = self.own_attributes(id);
                self.change(id, |word| word.attributes = attributes);
            }
        }
        // A word may inherit from one that is declared later, so all own attributes are read before this.
        for (id, word, source) in words(declared) {
            self.at = source;
            self.inherit_attributes(id, &word.name);
        }
        self.place_synonyms(declared);
    }

    fn link_parent(&mut self, id: WordId, word: &tree::Word, parent: &Name) {
        let Some(found) = self.word_named(parent) else { return };
        let (kind, above) = (self.kind_of_word(id), self.kind_of_word(found));
        if kind != above {
            let message = format!("`{}` cannot be a kind of `{}`", word.name.text, parent.text);
            let finding = Diagnostic::new(Code::WrongKind, parent.span, message);
            self.report(finding.reason("a word and what it is a kind of stand in the same list of a record"));
            return;
        }
        self.change(id, |word| {
            if !word.parents.contains(&found) {
                word.parents.push(found);
            }
        });
    }

    /// The word of that name, with a finding where there is none.
    pub(super) fn word_named(&mut self, name: &Name) -> Option<WordId> {
        match self.vocabulary.find(&name.text) {
            Some(Named::Word(id)) => Some(id),
            Some(_) => {
                let message = format!("`{}` is not a word", name.text);
                self.report(Diagnostic::new(Code::WrongKind, name.span, message).label("a single word is needed here"));
                None
            }
            None => {
                self.report_unknown(name);
                None
            }
        }
    }

    pub(super) fn report_unknown(&mut self, name: &Name) {
        let message = format!("no vocabulary declares `{}`", name.text);
        let finding = Diagnostic::new(Code::UnknownWord, name.span, message).label("unknown word");
        let known = self.vocabulary.words.iter().filter(|word| !word.vocabulary.is_empty());
        let known =
            known.map(|word| word.name.as_str()).chain(self.vocabulary.groups.iter().map(|group| group.name.as_str()));
        let finding = finding.did_you_mean(&name.text, known);
        self.report(finding);
    }

    /// Takes away the links by which a word would be a kind of itself.
    fn break_cycle(&mut self, id: WordId, word: &tree::Word) {
        if !self.reaches(id, id) {
            return;
        }
        let parents = self.vocabulary.word(id).parents.clone();
        let round: Vec<WordId> =
            parents.into_iter().filter(|parent| *parent == id || self.reaches(*parent, id)).collect();
        for parent in round {
            let other = self.vocabulary.word(parent).name.clone();
            let message = format!("`{}` would be a kind of itself", word.name.text);
            let finding = Diagnostic::new(Code::Cycle, word.name.span, message);
            self.report(finding.label(format!("is a {other}, which is a {}", word.name.text)));
            self.change(id, |word| word.parents.retain(|known| *known != parent));
        }
    }

    /// Whether `to` lies above `from`.
    fn reaches(&self, from: WordId, to: WordId) -> bool {
        let mut seen = WordSet::default();
        let mut open = self.vocabulary.word(from).parents.clone();
        while let Some(next) = open.pop() {
            if next == to {
                return true;
            }
            if !seen.contains(next) {
                seen.insert(next);
                open.extend(self.vocabulary.word(next).parents.iter().copied());
            }
        }
        false
    }

    /// Ancestors, nearest first, and families.
    fn spread_families(&mut self) {
        for at in 0..self.vocabulary.words.len() {
            let Some(id) = u16::try_from(at).ok().map(WordId) else { continue };
            let mut ancestors: Vec<WordId> = Vec::new();
            let mut open = std::collections::VecDeque::from(self.vocabulary.word(id).parents.clone());
            while let Some(next) = open.pop_front() {
                if !ancestors.contains(&next) && next != id {
                    ancestors.push(next);
                    open.extend(self.vocabulary.word(next).parents.iter().copied());
                }
            }
            for ancestor in &ancestors {
                self.change(*ancestor, |word| word.family.insert(id));
            }
            self.change(id, |word| word.ancestors = ancestors);
        }
    }

    /// Synonyms resolve like names. One that two words claim resolves to neither: a record that writes it gets asked.
    fn place_synonyms(&mut self, declared: &[Declared<'_>]) {
        let mut taken: std::collections::BTreeMap<String, Option<WordId>> = std::collections::BTreeMap::new();
        for (id, word, source) in words(declared) {
            self.at = source;
            for synonym in word.clauses.iter().filter_map(|clause| match clause {
                WordClause::Also(names) => Some(names),
                _ => None,
            }) {
                for synonym in synonym {
                    let key = synonym.text.to_lowercase();
                    let other = match self.vocabulary.by_name.get(&key) {
                        Some(Named::Word(other)) if *other == id => continue,
                        Some(other) => *other,
                        None => {
                            taken.insert(key.clone(), Some(id));
                            self.vocabulary.by_name.insert(key, Named::Word(id));
                            continue;
                        }
                    };
                    let other_name = self.vocabulary.name_of(other);
                    let message = format!("`{}` already means `{other_name}`", synonym.text);
                    let mut finding = Diagnostic::new(Code::DuplicateName, synonym.span, message);
                    finding.severity = crate::diagnostic::Severity::Warning;
                    self.report(finding.reason("a synonym of two words cannot say which of them a record means"));
                    if taken.contains_key(&key) {
                        taken.insert(key, None);
                    }
                }
            }
        }
        let ambiguous = taken.into_iter().filter(|(_, id)| id.is_none()).map(|(key, _)| key);
        for key in ambiguous {
            self.vocabulary.by_name.remove(&key);
        }
    }

    /// Reads the clauses that name other words.
    pub(super) fn read_links(&mut self, declared: &Declared<'_>) {
        let (Named::Word(id), Item::Word(word)) = (declared.named, declared.item) else { return };
        for clause in &word.clauses {
            match clause {
                WordClause::SupersededBy(name) => {
                    if let Some(other) = self.word_named(name) {
                        self.change(id, |word| word.superseded_by = Some(other));
                    }
                }
                WordClause::Code(codes) => self.read_codes(id, codes),
                WordClause::Computed { formula, from } if self.kind_of_word(id) == Kind::Measurement => {
                    self.read_computed(id, formula, from);
                }
                WordClause::Equivalent(mine, theirs, of) if self.kind_of_word(id) == Kind::Drug => {
                    self.read_equivalent(id, mine, theirs, of);
                }
                _ => {}
            }
        }
    }

    fn read_equivalent(&mut self, id: WordId, mine: &Amount, theirs: &Amount, of: &Name) {
        let written = mine.unit.as_ref().or(theirs.unit.as_ref());
        let mine = self.convert(mine, written, "mg");
        let theirs = self.convert(theirs, theirs.unit.as_ref().or(written), "mg");
        let (Some(mine), Some(theirs), Some(of)) = (mine, theirs, self.word_named(of)) else { return };
        self.change(id, |word| word.equivalents.push(Equivalent { mine, theirs, of }));
    }

    fn read_computed(&mut self, id: WordId, name: &Name, from: &[Name]) {
        let Some(formula) = formula::find(&name.text) else {
            let message = format!("there is no formula `{}`", name.text);
            let finding = Diagnostic::new(Code::UnknownWord, name.span, message).label("unknown formula");
            self.report(finding.did_you_mean(&name.text, formula::ALL.iter().map(|formula| formula.name)));
            return;
        };
        let named: Vec<&Name> = from.iter().filter(|name| name.text != "age" && name.text != "sex").collect();
        let given: Vec<WordId> = named.iter().filter_map(|name| self.word_named(name)).collect();
        if given.len() != named.len() {
            return;
        }
        match self.in_formula_order(&formula, given) {
            Some(from) if self.gives(id, &formula, name) => {
                self.change(id, |word| word.computed = Some(Computed { formula: formula.name.to_owned(), from }));
            }
            Some(_) => {}
            None => {
                let needs: Vec<String> = formula.inputs.iter().map(|input| shown_input(*input)).collect();
                let message = format!("`{}` is computed from {}", name.text, needs.join(", "));
                self.report(Diagnostic::new(Code::WrongArguments, name.span, message).label("is given something else"));
            }
        }
    }

    /// The measurements in the order in which the formula takes them: by name, else the one whose unit fits.
    fn in_formula_order(&self, formula: &formula::Formula, mut given: Vec<WordId>) -> Option<Vec<WordId>> {
        let mut out = Vec::new();
        for input in formula.inputs {
            let formula::Input::Measurement { word, unit } = input else { continue };
            let unit = crate::value::Unit::parse(unit).ok()?;
            let by_name = given.iter().position(|id| self.vocabulary.word(*id).name == *word);
            let at = by_name.or_else(|| given.iter().position(|id| self.fits(*id, &unit)))?;
            let id = given.remove(at);
            if !self.fits(id, &unit) {
                return None;
            }
            out.push(id);
        }
        given.is_empty().then_some(out)
    }

    fn fits(&self, id: WordId, unit: &crate::value::Unit) -> bool {
        self.kept_unit(id).is_some_and(|(kept, mass)| Conversion::between(&kept, unit, mass).is_ok())
    }

    fn gives(&mut self, id: WordId, formula: &formula::Formula, name: &Name) -> bool {
        let result = crate::value::Unit::parse(formula.unit);
        let fits = result.is_ok_and(|unit| self.fits(id, &unit));
        if !fits {
            let message = format!("`{}` gives {}, which is not the unit of this measurement", name.text, formula.unit);
            self.report(Diagnostic::new(Code::WrongDimension, name.span, message));
        }
        fits
    }

    /// Says where a word that has been replaced is still used by others.
    pub(super) fn warn_of_superseded(&mut self, declared: &[Declared<'_>]) {
        for item in declared {
            self.at = item.source;
            let used: Vec<&Name> = match item.item {
                Item::Word(word) => word.clauses.iter().flat_map(words_used).collect(),
                Item::Group(group) => group.members.iter().collect(),
                _ => Vec::new(),
            };
            for name in used {
                let Some(Named::Word(old)) = self.vocabulary.find(&name.text) else { continue };
                let Some(new) = self.vocabulary.word(old).superseded_by else { continue };
                let new = self.vocabulary.word(new).name.clone();
                let message = format!("`{}` is superseded by `{new}`", name.text);
                let mut finding = Diagnostic::new(Code::SupersededWord, name.span, message);
                finding = finding.help(format!("write `{new}`"));
                self.report(finding);
            }
        }
    }
}

/// The declared words with their trees, in the order of declaration.
pub(super) fn words<'a>(declared: &'a [Declared<'a>]) -> impl Iterator<Item = (WordId, &'a tree::Word, usize)> + 'a {
    declared.iter().filter_map(|item| match (item.named, item.item) {
        (Named::Word(id), Item::Word(word)) => Some((id, word, item.source)),
        _ => None,
    })
}

fn words_used(clause: &WordClause) -> Vec<&Name> {
    match clause {
        WordClause::IsA(name) | WordClause::Equivalent(_, _, name) => vec![name],
        WordClause::Computed { from, .. } => from.iter().collect(),
        _ => Vec::new(),
    }
}

fn shown_input(input: formula::Input) -> String {
    match input {
        formula::Input::Measurement { word, unit } => format!("{word} ({unit})"),
        formula::Input::Age => "age".to_owned(),
        formula::Input::Sex => "sex".to_owned(),
    }
}
