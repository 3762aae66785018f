//! Reasons that lie in what is recorded: an event says too little, is too old, or contradicts another.

use super::{MOST_WORDS, Said, said};
use crate::evaluate::{EventRef, Reason};
use crate::explain::case::Case;
use crate::value::Day;
use crate::wording::unit::clinical_text;
use crate::wording::words::{counted, first_few};

impl Case<'_> {
    /// Reasons that lie in one event.
    pub(super) fn of_event(&self, reason: &Reason) -> Said {
        match reason {
            Reason::DateImprecise { event } => {
                self.about_event(*event, "the date is not known exactly enough", "Find the exact date")
            }
            Reason::EndNotRecorded { event } => self.about_event(
                *event,
                "it is not recorded whether and when it ended",
                "Ask when it ended, or whether it is ongoing",
            ),
            Reason::Censored { event } => self.about_event(
                *event,
                "the result is only known to lie beyond a limit, on both sides of which the answer would differ",
                "Get an exact result",
            ),
            Reason::NoValue { event } => self.no_value(*event),
            Reason::NotGiven { event } => self.about_event(
                *event,
                "what is recorded says that it is not known",
                "Have it assessed, and record the result",
            ),
            Reason::OtherForm { event } => self.about_event(
                *event,
                "the result is given in a form that cannot be compared with what the rule asks for",
                "Get the result in the form that the rule asks for",
            ),
            Reason::AttributeMissing { event, attribute } => {
                let name = self.attribute_name(*attribute);
                if self.is_yes_or_no(*event, *attribute) {
                    let whether = format!("whether \"{name}\" applies");
                    return self.about_event(
                        *event,
                        &format!("{whether} is not recorded"),
                        &format!("Record {whether}"),
                    );
                }
                let are = if is_plural(&name) { "are" } else { "is" };
                self.about_event(*event, &format!("the {name} {are} not recorded"), &format!("Record the {name}"))
            }
            Reason::LimitMissing { event, upper } => {
                let limit = if *upper { "upper limit of normal" } else { "lower limit of normal" };
                self.about_event(
                    *event,
                    &format!("the {limit} is not recorded"),
                    &format!("Record the laboratory's {limit}"),
                )
            }
            Reason::CodedTooCoarsely { event } => self.about_event(
                *event,
                "the record says less exactly than the rule asks what this was",
                "Find out more exactly what this was",
            ),
            Reason::Unmapped { event } => self.about_event(
                *event,
                "nobody has said yet which word this code stands for",
                "Map the code to a word",
            ),
            Reason::NoWeight { event } => self.about_event(
                *event,
                "no body weight (or surface) is recorded within 90 days of the dose",
                "Record a weight and height within 90 days of the dose",
            ),
            _ => said("it is not known", "Find out"),
        }
    }

    fn about_event(&self, event: EventRef, why: &str, what: &str) -> Said {
        let fact = self.fact(event, true).map_or_else(|| "an entry of the record".to_owned(), |fact| fact.words);
        (format!("{fact}: {why}"), format!("{what}: {fact}"))
    }

    fn no_value(&self, event: EventRef) -> Said {
        let unusable = self.event(event).and_then(|event| event.more.as_ref()?.unusable.as_deref());
        match unusable {
            Some(why) => self.about_event(
                event,
                &format!("the value cannot be used ({why})"),
                &format!("Correct the value ({why})"),
            ),
            None => self.about_event(event, "no value is recorded", "Record the value"),
        }
    }

    pub(super) fn too_old(&self, event: EventRef, age: i32, from: Day) -> Said {
        let Some(fact) = self.fact(event, true) else {
            return said("the last one is too old", "Repeat it");
        };
        let days = |count: i32| counted(count.max(0).unsigned_abs() as usize, "day");
        let before = fact.age_days.map_or(0, |old| (self.dates.as_of.0 - old).abs_diff(from.0));
        let window = days(age.saturating_sub(i32::try_from(before).unwrap_or(0)));
        let value = fact.value.as_ref().map_or_else(String::new, |value| format!("{} ", clinical_text(value)));
        let date = fact.date.clone().unwrap_or_default();
        (
            format!(
                "the last {} ({value}on {date}) is {} old; the window is {window} (from {from})",
                fact.name,
                days(age)
            ),
            format!("Repeat {}: the last one is {} old, the window is {window}", fact.name, days(age)),
        )
    }

    pub(super) fn conflicting(&self, events: &[EventRef]) -> Said {
        let facts: Vec<String> = events.iter().filter_map(|event| Some(self.fact(*event, true)?.words)).collect();
        let own = match events {
            [only] => self.event(*only).and_then(|event| event.more.as_ref()?.conflict.clone()),
            _ => None,
        };
        let facts = first_few(&facts, MOST_WORDS, "and");
        let why = own.map_or_else(|| "they disagree".to_owned(), |why| format!("the entry contradicts itself ({why})"));
        (format!("{facts}: {why}"), format!("Settle which is right: {facts}"))
    }
}

/// Whether a name is one of several things: `drugs`, not `status` or `diagnosis`.
fn is_plural(name: &str) -> bool {
    name.ends_with('s') && !["ss", "us", "is"].iter().any(|end| name.ends_with(end))
}
