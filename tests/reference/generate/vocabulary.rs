//! A small vocabulary with a few words of each kind.

use enrol::value::{Comparison, Length, Number};
use enrol::vocabulary::builtin::{attribute, symbol, unit};
use enrol::vocabulary::*;
use std::sync::{Arc, LazyLock};

macro_rules! words {
    ($($name:ident = $id:literal,)*) => { $(pub const $name: WordId = WordId($id);)* };
}

words! {
    ALPHA = 8, BETA = 9, WEIGHT = 10, SURFACE = 11, GRADE = 12,
    CANCER = 13, SKIN_CANCER = 14, BASAL = 15, MELANOMA = 16, LUPUS = 17,
    STEROID = 18, PREDNISONE = 19, METHYLPREDNISOLONE = 20, MYCOPHENOLATE = 21, RITUXIMAB = 22,
    BIOPSY = 23, COVID_VACCINE = 24, SLEDAI = 25, CHANGE = 26, PROGRESSION = 27,
}

const BUILTIN_ATTRIBUTES: u16 = attribute::ALL.len() as u16;
const BUILTIN_SYMBOLS: u16 = symbol::ALL.len() as u16;

pub const CLASS: AttributeId = AttributeId(BUILTIN_ATTRIBUTES);
pub const ACTIVITY: AttributeId = AttributeId(BUILTIN_ATTRIBUTES + 1);

/// The values beside the built-in ones.
pub const VALUES: &[&str] = &[
    "A",
    "B",
    "C",
    "I",
    "II",
    "III",
    "serum",
    "urine",
    "oral",
    "iv",
    "induction",
    "maintenance",
    "response",
    "no_response",
    "progression",
    "lack_of_efficacy",
    "intolerance",
    "active",
    "cured",
    "renal",
    "skin",
    "mrna",
];

pub fn value(name: &str) -> SymbolId {
    SymbolId(BUILTIN_SYMBOLS + VALUES.iter().position(|value| *value == name).unwrap() as u16)
}

pub fn values(names: &[&str]) -> Vec<SymbolId> {
    let mut values: Vec<_> = names.iter().map(|name| value(name)).collect();
    values.sort();
    values
}

pub const QUESTIONS: u16 = 2;
pub const SITES: u16 = 2;

/// The vocabulary, made once.
pub static VOCABULARY: LazyLock<Arc<Vocabulary>> = LazyLock::new(|| Arc::new(build()));

fn build() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    vocabulary.attributes = attribute::ALL.iter().map(|name| (*name).to_string()).collect();
    vocabulary.attributes.extend(["isn_class".to_string(), "activity_index".to_string()]);
    vocabulary.symbols = symbol::ALL.iter().chain(VALUES).map(|name| (*name).to_string()).collect();
    vocabulary.units = unit::ALL.iter().map(|name| (*name).to_string()).collect();
    vocabulary.questions = vec![question("unsuitable", Some(Length::Days(28))), question("able", None)];
    vocabulary.sites = vec![site("available"), site("country")];
    vocabulary.words = words();
    settle_families(&mut vocabulary.words);
    vocabulary
}

fn words() -> Vec<Word> {
    let mut words: Vec<Word> = Kind::ALL.iter().map(|kind| word(*kind, "unmapped", &[])).collect();
    words.push(word(Kind::Line, "line", &[]));
    words.push(Word {
        qualitative: vec![bound("high", Bound::Upper(Number::ONE))],
        ..word(Kind::Measurement, "alpha", &[])
    });
    let beta =
        vec![bound("positive", Bound::Titre(Number::whole(80))), bound("positive", Bound::Quantity(Number::whole(5)))];
    words.push(Word { qualitative: beta, ..word(Kind::Measurement, "beta", &[]) });
    words.push(quantity_word("weight", unit::KG));
    words.push(quantity_word("bsa", unit::M2));
    words.push(word(Kind::Measurement, "grade", &[]));
    words.push(word(Kind::Condition, "cancer", &[]));
    words.push(word(Kind::Condition, "skin_cancer", &[CANCER]));
    words.push(word(Kind::Condition, "basal", &[SKIN_CANCER]));
    words.push(word(Kind::Condition, "melanoma", &[SKIN_CANCER]));
    words.push(Word { lifelong: true, ..word(Kind::Condition, "lupus", &[]) });
    words.push(word(Kind::Drug, "steroid", &[]));
    words.push(word(Kind::Drug, "prednisone", &[STEROID]));
    let worth = Equivalent { mine: Number::whole(4), theirs: Number::whole(5), of: PREDNISONE };
    words.push(Word {
        equivalents: vec![worth],
        half_life: Some((Number::whole(2), Number::whole(3))),
        joined: Some(14),
        ..word(Kind::Drug, "methylprednisolone", &[STEROID])
    });
    words.push(word(Kind::Drug, "mycophenolate", &[]));
    let weeks = Some((Number::whole(432), Number::whole(528)));
    words.push(Word { half_life: weeks, ..word(Kind::Drug, "rituximab", &[]) });
    words.push(word(Kind::Procedure, "biopsy", &[]));
    words.push(word(Kind::Vaccine, "covid_vaccine", &[]));
    words.push(Word { instrument: Some(instrument()), ..word(Kind::Score, "sledai", &[]) });
    words.push(word(Kind::Condition, "change", &[]));
    words.push(word(Kind::Condition, "progression", &[CHANGE]));
    words
}

fn word(kind: Kind, name: &str, parents: &[WordId]) -> Word {
    Word {
        id: WordId(0),
        kind,
        name: name.to_string(),
        title: name.to_string(),
        also: Vec::new(),
        parents: parents.to_vec(),
        ancestors: Vec::new(),
        family: WordSet::default(),
        codes: Vec::new(),
        forms: Vec::new(),
        molar_mass: None,
        plausible: None,
        qualitative: Vec::new(),
        attributes: Vec::new(),
        computed: None,
        equivalents: Vec::new(),
        half_life: None,
        joined: None,
        lifelong: false,
        instrument: None,
        sources: Vec::new(),
        unverified: Vec::new(),
        superseded_by: None,
        notes: Vec::new(),
        vocabulary: "small".to_string(),
    }
}

fn quantity_word(name: &str, unit: UnitId) -> Word {
    Word { forms: vec![Form::Quantity { unit, bounds: None }], ..word(Kind::Measurement, name, &[]) }
}

fn bound(name: &str, bound: Bound) -> Qualitative {
    Qualitative { name: name.to_string(), comparison: Comparison::Greater, bound }
}

fn settle_families(words: &mut [Word]) {
    for place in 0..words.len() {
        let id = WordId(place as u16);
        let mut ancestors = words[place].parents.clone();
        let mut at = 0;
        while at < ancestors.len() {
            let above = words[usize::from(ancestors[at].0)].parents.clone();
            ancestors.extend(above);
            at += 1;
        }
        words[place].id = id;
        words[place].family.insert(id);
        for ancestor in &ancestors {
            words[usize::from(ancestor.0)].family.insert(id);
        }
        words[place].ancestors = ancestors;
    }
}

fn instrument() -> Instrument {
    let item = |name: &str, points: i64, domain: &str| InstrumentItem {
        name: name.to_string(),
        title: name.to_string(),
        points: Number::whole(points),
        domain: domain.to_string(),
        class: None,
    };
    let items = vec![
        item("seizure", 8, "neuro"),
        item("headache", 8, "neuro"),
        item("complement", 2, "lab"),
        item("dna", 2, "lab"),
    ];
    Instrument { items, range: (Number::ZERO, Number::whole(20)), highest_per_domain: false }
}

fn question(name: &str, valid_for: Option<Length>) -> Question {
    Question {
        name: name.to_string(),
        parameters: Vec::new(),
        text: name.to_string(),
        answered_by: "investigator".to_string(),
        confirmed: false,
        valid_for,
        vocabulary: String::new(),
    }
}

fn site(name: &str) -> SiteQuestion {
    SiteQuestion {
        name: name.to_string(),
        parameters: Vec::new(),
        text: name.to_string(),
        values: Vec::new(),
        vocabulary: String::new(),
    }
}
