//! Choices of events of every form.

use super::{Defined, Writer};
use crate::generate::programs::Sort;

impl Writer<'_, '_> {
    /// Some events, without a word in front that chooses or counts.
    pub(super) fn events(&mut self, depth: usize, sort: Option<Sort>) -> (String, Sort) {
        let sort = match sort {
            Some(sort) => sort,
            None => self.sort(),
        };
        let events = if depth == 0 || self.choices.spent() {
            let (base, window) = (self.words(sort), self.chance(40));
            if window { format!("{base}{}", self.window(0, sort)) } else { base }
        } else {
            self.choice(depth, sort)
        };
        (events, sort)
    }

    fn choice(&mut self, depth: usize, sort: Sort) -> String {
        let below = depth - 1;
        match self.choices.below(14) {
            0..=2 => format!("{}{}", self.words(sort), self.window(below, sort)),
            3 | 4 => format!("{} where {}", self.words(sort), self.condition(sort)),
            5 => format!("({}) where {}", self.events(below, Some(sort)).0, self.condition(sort)),
            6 => format!("({}) except {}", self.events(below, Some(sort)).0, self.exception(sort)),
            7 | 8 => self.with(below, sort),
            9 => {
                let count = self.pick(&["latest", "latest 3", "earliest", "latest 2", "earliest 2"]);
                let (events, _) = self.events(below, Some(sort));
                format!("({count} ({events}){})", self.by(sort))
            }
            10 => {
                let (a, b) = (self.events(below, Some(sort)).0, self.events(0, Some(sort)).0);
                format!("{{ {a}, {b} }}")
            }
            11 if sort != Sort::Line => format!("(planned {})", self.word(sort)),
            _ if sort.lasts() => self.lasting(below, sort),
            _ => self.words(sort),
        }
    }

    fn by(&mut self, sort: Sort) -> String {
        let by = match sort {
            Sort::Grade | Sort::Alpha => " by system",
            Sort::Drug => " by drug",
            _ => "",
        };
        if self.chance(40) { by.to_string() } else { String::new() }
    }

    /// What intervals alone are asked.
    fn lasting(&mut self, below: usize, sort: Sort) -> String {
        let (events, _) = self.events(below, Some(sort));
        match self.choices.below(5) {
            0 => format!("(current ({events}))"),
            1 | 2 if sort != Sort::Line => {
                let bound = self.pick(&["at least", "at least", "at most"]);
                let length = self.pick(&["12 weeks", "14 days", "3 months", "period"]);
                format!("({events}) {} {bound} {length}", self.pick(&["lasting", "for a total of"]))
            }
            3 if sort == Sort::Drug => format!("(doses of ({events}))"),
            _ => format!("({events})"),
        }
    }

    /// Events beside which there is another, or is none.
    fn with(&mut self, below: usize, sort: Sort) -> String {
        let (events, _) = self.events(below, Some(sort));
        let outside = self.about_it.replace(sort);
        let other = if self.chance(40) { sort } else { self.sort() };
        let whole = self.choices.chance(40);
        let around = if whole { "it".to_string() } else { self.day_of_it(sort) };
        let side = self.pick(&["before", "after", "within 28 days before", "within 60 days after"]);
        let of = self.words(other);
        let more = if self.chance(40) { format!(" where {}", self.condition(other)) } else { String::new() };
        let truth = match self.choices.below(4) {
            0 => format!("no {of} {side} {around}{more}"),
            1 if sort == Sort::Drug => format!("dose of it {} 5 mg", self.sign()),
            1 if sort == Sort::Alpha => format!("value of it {} 5", self.sign()),
            _ => format!("any {of} {side} {around}{more}"),
        };
        self.about_it = outside;
        format!("({events}) {} ({truth})", self.pick(&["with", "without"]))
    }

    fn day_of_it(&mut self, sort: Sort) -> String {
        if sort.lasts() { format!("{} of it", self.pick(&["start", "end"])) } else { "it".to_string() }
    }

    /// Periods that several exposures make up.
    pub(super) fn periods(&mut self) -> String {
        let drug = self.pick(&["prednisone", "steroid", "mycophenolate", "{ prednisone, rituximab }"]);
        let periods = match self.choices.below(3) {
            0 => {
                let other = self.pick(&["mycophenolate", "rituximab", "steroid", "immunosuppressants"]);
                format!("({drug} together with {other})")
            }
            1 => {
                let range = self.pick(&["between 2 and 10 mg/day", "from 5 mg/day to below 10 mg/day"]);
                format!("(days of {drug} with daily_dose {range})")
            }
            _ => {
                let (sign, dose) = (self.sign(), self.pick(&["5 mg/day", "10 mg/day", "0 mg/day"]));
                let conversion = if ["prednisone", "steroid"].contains(&drug.as_str()) {
                    self.pick(&["", " as prednisone"])
                } else {
                    String::new()
                };
                format!("(days of {drug} with daily_dose{conversion} {sign} {dose})")
            }
        };
        let more =
            self.pick(&["", " lasting at least 14 days", " within 6 months", " for a total of at least 14 days"]);
        format!("{periods}{more}")
    }

    /// Words of a sort, a group of them or what the file declares.
    pub(super) fn words(&mut self, sort: Sort) -> String {
        if self.chance(12) {
            let found = self.declared(|defined| match defined {
                Defined::Events(name, of) if *of == sort => Some(name.clone()),
                _ => None,
            });
            if let Some(name) = found {
                return name;
            }
        }
        self.pick(match sort {
            Sort::Alpha => &["alpha"],
            Sort::Beta => &["beta"],
            Sort::Grade => &["grade"],
            Sort::Condition => &["cancer", "skin_cancer", "basal", "lupus", "{ basal, lupus }", "melanoma"],
            Sort::Drug => &[
                "prednisone",
                "steroid",
                "methylprednisolone",
                "rituximab",
                "{ mycophenolate, rituximab }",
                "immunosuppressants",
                "{ steroid, mycophenolate where route is iv }",
            ],
            Sort::Biopsy => &["biopsy"],
            Sort::Vaccine => &["covid_vaccine"],
            Sort::Score => &["sledai"],
            Sort::Line => &["lines"],
        })
    }

    /// One word of a sort, or a group.
    fn word(&mut self, sort: Sort) -> String {
        match sort {
            Sort::Condition => self.pick(&["cancer", "lupus"]),
            Sort::Drug => self.pick(&["prednisone", "steroid", "immunosuppressants"]),
            _ => self.words(sort),
        }
    }

    /// What is taken out again.
    fn exception(&mut self, sort: Sort) -> String {
        match sort {
            Sort::Condition => self.pick(&["{ basal where status is cured }", "{ melanoma, lupus }"]),
            Sort::Drug => self.pick(&["{ prednisone }", "{ rituximab where route is iv, prednisone }"]),
            Sort::Line => "{ lines where intent is maintenance }".to_string(),
            _ => format!("{{ {} where {} }}", self.words(sort), self.test(sort)),
        }
    }
}
