//! Generated patients in the words of a vocabulary that was read from text.

use crate::generate::vocabulary::VOCABULARY;
use enrol::record::Patient;
use enrol::vocabulary::*;

/// The same patient, with each word, attribute and value by its name in another vocabulary; what that does not have is
/// left out.
pub fn in_words_of(vocabulary: &Vocabulary, patient: Patient) -> Patient {
    let mut patient = patient;
    let events = std::mem::take(&mut patient.events).into_events();
    let translated = events.into_iter().map(|mut event| {
        event.word = word(vocabulary, event.word);
        event.result = event.result.and_then(|datum| self::datum(vocabulary, datum));
        let attributes = std::mem::take(&mut event.attributes).into_iter();
        event.attributes = attributes
            .filter_map(|(id, datum)| Some((attribute(vocabulary, id)?, self::datum(vocabulary, datum)?)))
            .collect();
        event.attributes.sort_by_key(|(id, _)| *id);
        event
    });
    patient.events = translated.collect::<Vec<_>>().into();
    for absent in &mut patient.absent {
        absent.word = word(vocabulary, absent.word);
        absent.family = vocabulary.word(absent.word).family.clone();
    }
    for stated in &mut patient.statements {
        stated.word = word(vocabulary, stated.word);
    }
    for unusable in &mut patient.unusable {
        unusable.word = unusable.word.map(|id| word(vocabulary, id));
    }
    for answer in &mut patient.answers {
        answer.arguments.retain(|_| answer.question.0 == 1);
    }
    patient
}

fn word(vocabulary: &Vocabulary, id: WordId) -> WordId {
    let fixed = id == LINE || Kind::ALL.iter().any(|kind| kind.unmapped() == id);
    if fixed {
        return id;
    }
    match vocabulary.find(&VOCABULARY.word(id).name) {
        Some(Named::Word(found)) => found,
        other => panic!("{} is {other:?}", VOCABULARY.word(id).name),
    }
}

fn attribute(vocabulary: &Vocabulary, id: AttributeId) -> Option<AttributeId> {
    let name = VOCABULARY.attribute(id);
    let place = vocabulary.attributes.iter().position(|known| known == name)?;
    Some(AttributeId(place as u16))
}

fn symbol(vocabulary: &Vocabulary, id: SymbolId) -> Option<SymbolId> {
    let place = vocabulary.symbols.iter().position(|known| known == VOCABULARY.symbol(id))?;
    Some(SymbolId(place as u16))
}

fn datum(vocabulary: &Vocabulary, datum: Datum) -> Option<Datum> {
    Some(match datum {
        Datum::Symbol(id) => Datum::Symbol(symbol(vocabulary, id)?),
        Datum::Symbols(ids) => {
            let mut ids = ids.into_iter().map(|id| symbol(vocabulary, id)).collect::<Option<Vec<_>>>()?;
            ids.sort();
            Datum::Symbols(ids)
        }
        Datum::Words(words) => Datum::Words(words.into_iter().map(|id| word(vocabulary, id)).collect()),
        datum => datum,
    })
}
