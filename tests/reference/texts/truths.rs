//! Truths of every form.

use super::{Defined, Writer};
use crate::generate::programs::Sort;

impl Writer<'_, '_> {
    /// A truth that may stand anywhere: what joins others is in parentheses.
    pub(super) fn truth(&mut self, depth: usize) -> String {
        if depth == 0 || self.choices.spent() {
            return self.small_truth();
        }
        match self.choices.below(16) {
            0..=3 => self.amount(depth),
            4..=7 => self.compared(depth),
            8 => self.joined(depth),
            9 => format!("not ({})", self.truth(depth - 1)),
            10 => self.conditional(depth),
            11 | 12 => self.block(depth),
            13 => {
                let (events, sort) = self.events(depth - 1, None);
                format!("every {events} has {}", self.condition(sort))
            }
            14 => self.known(depth),
            _ => self.small_truth(),
        }
    }

    /// The same in an exclusion, at the top of which `unless` may not stand.
    pub(super) fn excluding(&mut self, depth: usize) -> String {
        if self.chance(15) {
            return format!("{} but not {}", self.truth(depth - 1), self.truth(0));
        }
        let truth = self.truth(depth);
        if truth.contains(" unless ") { format!("not ({truth})") } else { truth }
    }

    fn small_truth(&mut self) -> String {
        match self.choices.below(10) {
            0..=3 => {
                let (events, _) = self.events(0, None);
                format!("{} {events}", self.pick(&["any", "no"]))
            }
            4 => self.pick(&["judged unsuitable", "judged able(1 mg)"]),
            5 => {
                let asked = self.pick(&["contraindicated", "intolerant of"]);
                format!("{asked} {}", self.pick(&["prednisone", "steroid", "{ prednisone, rituximab }"]))
            }
            6 => self.pick(&["site says available", "site says country(rituximab)"]),
            7 => self.pick(&["sex is female", "sex is not male", "sex in { male, other }"]),
            8 => match self.declared(|defined| match defined {
                Defined::Truth(name) | Defined::Score(name) => Some(name.clone()),
                _ => None,
            }) {
                Some(name) => format!("meets {name}"),
                None => "age >= 18 years".to_string(),
            },
            _ => format!("age {} 18 years", self.sign()),
        }
    }

    fn joined(&mut self, depth: usize) -> String {
        let word = self.pick(&[" and ", " or "]);
        let many = 2 + self.choices.below(2);
        let parts: Vec<_> = (0..many).map(|_| self.truth(depth - 1)).collect();
        format!("({})", parts.join(&word))
    }

    fn conditional(&mut self, depth: usize) -> String {
        let (a, b) = (self.truth(depth - 1), self.truth(0));
        match self.choices.below(3) {
            0 => format!("(if {a} then {b})"),
            1 => format!("({a} unless {b})"),
            _ => format!("({a} but not {b})"),
        }
    }

    fn block(&mut self, depth: usize) -> String {
        let many = 2 + self.choices.below(2);
        let kind = self.pick(&["all", "any", "none", "at least 2", "at least 1", "exactly 1", "at most 1"]);
        let lines: Vec<_> = (0..many)
            .map(|at| {
                let label = if self.chance(40) { format!("\"{}.1 part\": ", at + 1) } else { String::new() };
                format!("{label}{}", self.truth(depth - 1))
            })
            .collect();
        let last = self.pick(&["", ","]);
        format!("{kind} of {{ {}{last} }}", lines.join(", "))
    }

    fn known(&mut self, depth: usize) -> String {
        let known = self.pick(&["is known", "is not known"]);
        match self.choices.below(4) {
            0 => format!("({}) {known}", self.number(depth - 1)),
            2 => format!("({}) {known}", self.events(depth - 1, None).0),
            1 => format!("({}) {known}", self.truth(depth - 1)),
            _ => {
                let (events, sort) = self.events(depth - 1, Some(Sort::Alpha));
                debug_assert_eq!(sort, Sort::Alpha);
                format!("latest ({events}) {known}")
            }
        }
    }

    /// How many events there are.
    fn amount(&mut self, depth: usize) -> String {
        if self.chance(20) {
            let periods = self.periods();
            return format!("{} {periods}", self.pick(&["any", "no"]));
        }
        let (events, sort) = self.events(depth - 1, None);
        let of = ["any", "no", "at least 2", "at most 1", "exactly 1", "between 1 and 2", "at least 1"];
        let quantifier = self.pick(&of);
        // No more than one is asked of what `any` and `no` are asked of.
        let counted = if ["any", "no"].contains(&quantifier.as_str()) { String::new() } else { self.counting(sort) };
        format!("{quantifier} ({events}){counted}")
    }

    /// What is counted as one, what must be among it, and how far it lies apart.
    fn counting(&mut self, sort: Sort) -> String {
        let mut counting = self.distinct(sort);
        if sort == Sort::Drug && self.chance(20) {
            counting += " including any { prednisone }";
        }
        if self.chance(15) {
            counting += &self.pick(&[" 28 days apart", " at least 6 months apart"]);
        }
        counting
    }

    /// What is counted as one.
    pub(super) fn distinct(&mut self, sort: Sort) -> String {
        let mut counting = String::new();
        if self.chance(40) {
            counting += match sort {
                Sort::Drug => " distinct by drug",
                Sort::Condition => " distinct by status",
                Sort::Grade => " distinct by system",
                Sort::Biopsy | Sort::Alpha => " distinct by date",
                Sort::Line => " distinct by intent",
                _ => "",
            };
            if sort == Sort::Drug && self.chance(40) {
                counting += " counting { prednisone, mycophenolate } as one";
            }
        }
        counting
    }

    pub(super) fn sign(&mut self) -> String {
        self.pick(&[">=", ">", "<=", "<"])
    }

    /// A value held against another, or tested.
    fn compared(&mut self, depth: usize) -> String {
        match self.choices.below(14) {
            0..=3 => {
                let left = self.number(depth - 1);
                if self.chance(25) {
                    return format!("{left} {} {}", self.sign(), self.number(depth - 1));
                }
                let right = self.pick(&["5", "10", "1", "2.5", "0", "bound"]);
                format!("{left} {} {right}", self.sign())
            }
            4 => {
                let left = self.number(depth - 1);
                let range = ["between 1 and 10", "from 2 to below 5.5", "between 0 and bound", "is 5", "is not 10"];
                format!("{left} {}", self.pick(&range))
            }
            5 => self.compared_limit(),
            6 | 7 => self.compared_attribute(depth),
            8 | 12 | 13 => self.compared_dose(depth),
            9 => self.compared_date(depth),
            _ => self.compared_time(depth),
        }
    }

    fn compared_limit(&mut self) -> String {
        let (events, _) = self.events(0, Some(Sort::Alpha));
        let choose = self.pick(&["latest", "highest", "earliest"]);
        match self.choices.below(3) {
            0 => format!("{choose} ({events}) {} {} x ULN", self.sign(), self.choices.pick(&[1, 3])),
            1 => format!("{choose} ({events}) {} 1 x LLN", self.sign()),
            _ => format!("latest ({events}) is {}", self.pick(&["high", "not high"])),
        }
    }

    /// A test of an attribute of one event.
    fn compared_attribute(&mut self, depth: usize) -> String {
        let sort = self.one_of(&[Sort::Drug, Sort::Grade, Sort::Biopsy, Sort::Condition, Sort::Line, Sort::Beta]);
        let one = self.one_event(depth - 1, sort);
        match sort {
            Sort::Drug => match self.choices.below(3) {
                0 => format!("drug of {one} in {{ prednisone, rituximab }}"),
                1 => format!("route of {one} is iv"),
                _ => format!("outcome of {one} in {{ no_response, progression }}"),
            },
            Sort::Grade => {
                let test = self.pick(&["is A", "is not B", "is worse than C", "is B or better", "in { A, B }"]);
                format!("{one} {test}")
            }
            Sort::Biopsy => {
                let test = self.pick(&["includes any { II, III }", "includes all { II, III }", "is only { III }"]);
                format!("isn_class of {one} {test}")
            }
            Sort::Condition => format!("status of {one} {}", self.pick(&["is cured", "is not active"])),
            Sort::Line => format!("drugs of {one} includes any {{ mycophenolate, steroid }}"),
            _ => format!("{one} {}", self.pick(&["is positive", "is negative", ">= 1:80", "< 1:160"])),
        }
    }
}
