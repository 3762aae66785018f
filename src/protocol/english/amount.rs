//! `any E`, `no E`, `at least 2 E distinct by drug`, `every E has C`.

use super::English;
use super::block::number;
use super::clause::{Clause, Mood};
use super::phrase::{Phrase, Verb};
use crate::check::{Counting, Distinct, EventsId, EventsNode, TruthId};
use crate::protocol::text::unmarked;
use crate::vocabulary::Kind;

impl English<'_> {
    pub(super) fn amount(
        &self,
        events: EventsId,
        (least, most): (u32, Option<u32>),
        counting: &Counting,
        mood: Mood,
    ) -> Clause {
        let phrase = self.events(events);
        let plain = *counting == Counting::default();
        let (phrase, hanging) = match plain {
            true => (Phrase { hanging: None, ..phrase.clone() }, phrase.hanging),
            false => (phrase, None),
        };
        let text = match (least, most) {
            (1, None) if plain => self.some(&phrase, mood, hanging.is_some()),
            (0, Some(0)) if plain => self.some(&phrase, mood.negated(), hanging.is_some()),
            _ => {
                let number = number(least, most);
                format!("the patient {} {}", had(phrase.verb, mood), self.counted(events, &phrase, &number, counting))
            }
        };
        match hanging {
            Some(clause) => Clause { text: format!("{text} for which {}", clause.text), ..clause },
            None => Clause::plain(text),
        }
    }

    /// That there is at least one; `asked` says that a clause with parts follows.
    fn some(&self, phrase: &Phrase, mood: Mood, asked: bool) -> String {
        if phrase.only {
            let suffix = phrase.suffix();
            return match suffix.is_empty() && !asked {
                true => format!("there {} {}", mood.be(), phrase.one),
                false => format!("{} {} one{suffix}", phrase.one, mood.be()),
            };
        }
        if phrase.current
            && let Some(mass) = &phrase.mass
        {
            let what = Phrase { current: false, ..phrase.clone() }.mass().unwrap_or_else(|| mass.clone());
            return match (phrase.verb, phrase.condition) {
                (Verb::Received, _) => {
                    let verb =
                        mood.pick("is currently", "is not currently", "must currently be", "must not currently be");
                    format!("the patient {verb} receiving {what}")
                }
                (_, true) => {
                    let verb = mood.pick(
                        "currently has",
                        "does not currently have",
                        "must currently have",
                        "must not currently have",
                    );
                    format!("the patient {verb} {what}")
                }
                _ => format!("the patient {} {}", has(mood), phrase.whole()),
            };
        }
        if phrase.current && phrase.verb == Verb::Passed {
            let verb = mood.pick("is currently", "is not currently", "must currently be", "must not currently be");
            let period = Phrase { current: false, ..phrase.clone() }.one();
            return format!("the patient {verb} in {}", article(&period));
        }
        match (phrase.mass(), phrase.verb) {
            (Some(what), Verb::Undergone) if is_countable(phrase) => {
                format!("the patient {} {}", ever(phrase, phrase.verb, mood), article(&what))
            }
            (Some(what), Verb::Has) => format!("the patient {} {what}", has(mood)),
            (Some(what), verb) => format!("the patient {} {what}", ever(phrase, verb, mood)),
            (None, Verb::Has) => format!("the patient {} {}", has(mood), article(&phrase.one())),
            (None, _) if phrase.bounded => format!("the patient {} {}", had(phrase.verb, mood), article(&phrase.one())),
            (None, _) => format!("the patient {} {}", ever(phrase, Verb::Had, mood), article(&phrase.one())),
        }
    }

    /// A number of events and how they are counted.
    pub(super) fn counted(&self, events: EventsId, phrase: &Phrase, number: &str, counting: &Counting) -> String {
        let kinds = self.kinds(events);
        let one = number.ends_with(" 1") && !number.starts_with("from") && counting.distinct.is_none();
        let many = if one { phrase.one() } else { phrase.many() };
        let mut text = match counting.distinct {
            Some(Distinct::Word) => {
                format!("{number} different {} among {}", self.kind_of_word(&kinds, events), phrase.many())
            }
            Some(Distinct::Day) => format!("{number} {}, on as many different days", phrase.many()),
            Some(Distinct::Attribute(id)) => {
                format!("{number} different values of {} among {}", self.attribute(id), phrase.many())
            }
            None => format!("{number} {many}"),
        };
        for set in &counting.as_one {
            text.push_str(&format!(", where {} count as one", self.set(set, "and")));
        }
        for (least, set) in &counting.including {
            text.push_str(&format!(
                ", of which at least {least} {} {}",
                if *least == 1 { "is" } else { "are" },
                self.set(set, "or")
            ));
        }
        if let Some(apart) = counting.apart {
            text.push_str(&format!(", each at least {} after the one before", self.length(apart, "")));
        }
        text
    }

    fn kind_of_word(&self, kinds: &[Kind], events: EventsId) -> &'static str {
        match (kinds, &self.program.events(events).node) {
            ([Kind::Drug] | [], _) => "drugs",
            ([Kind::Condition], _) => "conditions",
            ([Kind::Measurement], _) => "tests",
            ([Kind::Procedure], _) => "kinds of procedure",
            ([Kind::Vaccine], _) => "vaccines",
            (_, EventsNode::Lines(_)) => "lines",
            _ => "kinds",
        }
    }

    pub(super) fn every(&self, events: EventsId, condition: TruthId, mood: Mood) -> Clause {
        let phrase = self.events(events);
        let one = phrase.one();
        match mood {
            Mood::Is | Mood::Must => {
                let clause = self.truth(condition, mood);
                Clause { text: format!("for every {one}: {}", clause.text), label: None, ..clause }
            }
            _ => {
                let clause = self.truth(condition, Mood::Is);
                let verb = if mood.demands() { "it must not be so" } else { "it is not so" };
                Clause { text: format!("{verb} that for every {one}: {}", clause.text), label: None, ..clause }
            }
        }
    }
}

fn has(mood: Mood) -> &'static str {
    mood.pick("has", "does not have", "must have", "must not have")
}

fn had(verb: Verb, mood: Mood) -> String {
    match verb {
        Verb::Has => has(mood).to_owned(),
        _ => format!("{} had", mood.have()),
    }
}

/// That something happened; of what has no bounds in time, ever.
fn ever(phrase: &Phrase, verb: Verb, mood: Mood) -> String {
    let past = match verb {
        Verb::Received => "received",
        Verb::Undergone => "undergone",
        Verb::Had | Verb::Has | Verb::Passed => "had",
    };
    if phrase.bounded {
        return format!("{} {past}", mood.have());
    }
    if phrase.condition {
        let text = mood.pick(
            "has, or has had,",
            "does not have, and has never had,",
            "must have, or have had,",
            "must not have, or ever have had,",
        );
        return text.to_owned();
    }
    match mood {
        Mood::Is | Mood::Must => format!("{} {past}", mood.have()),
        Mood::IsNot => format!("has never {past}"),
        Mood::MustNot => format!("must never have {past}"),
    }
}

/// Whether a procedure is counted rather than measured: one has a biopsy, and dialysis.
fn is_countable(phrase: &Phrase) -> bool {
    let name = phrase.mass.as_deref().map(unmarked).unwrap_or_default();
    ["biopsy", "transfusion"].iter().any(|noun| name.ends_with(noun)) && !name.contains(" or ")
}

/// With `a` or `an`; what begins with `the` needs neither.
fn article(noun: &str) -> String {
    let plain = unmarked(noun);
    if plain.starts_with('(') || plain.contains("; or ") {
        return format!("one of {}", if plain.starts_with('(') { noun.to_owned() } else { format!("({noun})") });
    }
    if plain.starts_with("the ") {
        return noun.to_owned();
    }
    let vowel = plain.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}
