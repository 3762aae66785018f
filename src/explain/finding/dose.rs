//! Doses as they were asked about: `0.75 mg/kg/day as prednisone, where ≥ 0.7 mg/kg/day is asked for`.

use super::super::case::Case;
use super::super::explanation::Fact;
use super::compare::sign;
use crate::check::{EventsId, EventsNode, Measure, TruthId, TruthNode, ValueId, ValueNode};
use crate::evaluate::Match;
use crate::value::{Comparison, DaySpan, Range};
use crate::vocabulary::Datum;

impl Case<'_> {
    /// The fact of a selected event, with its dose as it was asked about where that is not the dose that the record gives.
    pub(super) fn matched_with_dose(&self, events: EventsId, matched: &Match) -> Option<Fact> {
        let mut fact = self.matched(matched)?;
        if let Some(dose) = self.dose_asked(events, matched) {
            let words = fact.words.strip_suffix(')').map(|words| format!("{words}; {dose})"));
            fact.words = words.unwrap_or_else(|| format!("{} ({dose})", fact.words));
        }
        Some(fact)
    }

    /// The dose of an event as a choice, or one that it is made from, asks about it.
    pub(super) fn dose_asked(&self, events: EventsId, matched: &Match) -> Option<String> {
        match &self.program.events(events).node {
            EventsNode::DosePeriods { of, measure, bounds } => {
                let word = self.event(matched.event)?.word;
                let own = self.words_behind(*of).contains(&word);
                let range = self.dose_on(events, surely(matched)).filter(|_| own)?;
                self.dose_in_words(&range, measure, bounds)
            }
            EventsNode::Where { of, condition } => {
                self.dose_compared(*condition, matched).or_else(|| self.dose_asked(*of, matched))
            }
            EventsNode::Together { left, right } => {
                self.dose_asked(*left, matched).or_else(|| self.dose_asked(*right, matched))
            }
            node => self.dose_asked(node.source()?, matched),
        }
    }

    /// The least to the most of the summed doses on some days.
    fn dose_on(&self, events: EventsId, days: DaySpan) -> Option<Datum> {
        let mut sums = self
            .trace
            .doses
            .iter()
            .filter(|(id, on, _)| *id == events && on.first <= days.last && days.first <= on.last);
        let (_, _, first) = sums.next()?;
        sums.try_fold(first.clone(), |all, (_, _, next)| match (all, next) {
            (Datum::Quantity(all, unit), Datum::Quantity(next, _)) => Some(Datum::Quantity(all.hull(next), unit)),
            _ => None,
        })
    }

    /// `where dose per m2 >= 0.5 g/m2`, of the event at hand.
    fn dose_compared(&self, condition: TruthId, matched: &Match) -> Option<String> {
        match &self.program.truth(condition).node {
            TruthNode::All(parts) => parts.iter().find_map(|part| self.dose_compared(*part, matched)),
            TruthNode::Compare { left, comparison, right } => {
                let ValueNode::Subject(measure) = &self.program.value(*left).node else {
                    return None;
                };
                let of = |(id, event, datum): &&(ValueId, _, Datum)| {
                    *id == *left && *event == matched.event && matches!(datum, Datum::Quantity(..))
                };
                let (_, _, datum) = self.trace.measured.iter().find(of)?;
                self.dose_in_words(datum, measure, &[(*comparison, *right)])
            }
            _ => None,
        }
    }

    /// Only a dose that was converted is said: any other stands in the record.
    fn dose_in_words(&self, dose: &Datum, measure: &Measure, bounds: &[(Comparison, ValueId)]) -> Option<String> {
        let Measure::Dose { equivalent, per, .. } = measure else {
            return None;
        };
        if equivalent.is_none() && per.is_none() || !is_bounded(dose) {
            return None;
        }
        let equivalent = equivalent.map_or_else(String::new, |word| format!(" as {}", self.name(word)));
        let bounds = bounds.iter().filter_map(|(comparison, bound)| {
            let bound = self.threshold_datum(*bound)?;
            Some(format!("{} {}", sign(*comparison), self.datum(bound)))
        });
        let bounds: Vec<String> = bounds.collect();
        Some(format!("{}{equivalent}, where {} is asked for", self.datum(dose), bounds.join(" and ")))
    }
}

fn surely(matched: &Match) -> DaySpan {
    let (first, last) = (matched.start.last, matched.end.first);
    if first <= last { DaySpan::between(first, last) } else { DaySpan::between(matched.start.first, matched.end.last) }
}

fn is_bounded(dose: &Datum) -> bool {
    matches!(dose, Datum::Quantity(range, _) if *range != Range::ANY && range.high != crate::value::Limit::Open)
}
