//! What `where`, `has` and `with` ask of one event.

use super::Writer;
use crate::generate::programs::Sort;

impl Writer<'_, '_> {
    /// One test alone, several in parentheses, or a block.
    pub(super) fn condition(&mut self, sort: Sort) -> String {
        match self.choices.below(8) {
            0 => format!("({} and {})", self.test(sort), self.test(sort)),
            1 => format!("({} or {})", self.test(sort), self.test(sort)),
            2 => format!("any of {{ {}, {} }}", self.test(sort), self.test(sort)),
            3 => format!("(not ({}))", self.test(sort)),
            _ => self.test(sort),
        }
    }

    /// One test of one attribute of an event.
    pub(super) fn test(&mut self, sort: Sort) -> String {
        if self.chance(10) {
            return self.test_of_date(sort);
        }
        match sort {
            Sort::Alpha => self.test_of_number(),
            Sort::Beta => self.pick(&[
                "value is positive",
                "value is negative",
                "value >= 1:80",
                "value > 5",
                "specimen is urine",
                "value is not positive",
            ]),
            Sort::Grade => self.pick(&[
                "value is A",
                "value is not A",
                "value is worse than C",
                "value is better than A",
                "value is B or worse",
                "value is B or better",
                "value in { A, B }",
                "value not in { A }",
                "value is not_done",
                "system is renal",
            ]),
            Sort::Condition => self.pick(&[
                "status is cured",
                "status is not active",
                "status in { cured, in_remission }",
                "severity is worse than mild",
                "status is known",
                "diagnosed >= 2025-01-01",
            ]),
            Sort::Drug => self.test_of_drug(),
            Sort::Biopsy => self.pick(&[
                "isn_class includes any { II, III }",
                "isn_class includes all { II, III }",
                "isn_class is only { III }",
                "activity_index > 6",
                "activity_index between 2 and 10",
                "isn_class is known",
            ]),
            Sort::Vaccine => self.pick(&["product is mrna", "product not in { mrna }"]),
            Sort::Score => self.pick(&["value >= 8", "value < 4", "value between 2 and 12"]),
            Sort::Line => self.pick(&[
                "drugs includes any { mycophenolate, steroid }",
                "drugs is only { rituximab }",
                "intent is induction",
                "intent is not maintenance",
                "best_response is worse than partial_response",
            ]),
        }
    }

    fn test_of_number(&mut self) -> String {
        if self.about_it == Some(Sort::Alpha) && self.chance(60) {
            return format!("value {} value of it", self.sign());
        }
        self.pick(&[
            "value >= 5",
            "value < 10",
            "value between 1 and 10",
            "value from 2 to below 5.5",
            "value is high",
            "value > (2 x ULN)",
            "value >= bound",
            "value is known",
            "specimen is serum",
            "specimen not in { urine }",
            "system is renal",
        ])
    }

    fn test_of_drug(&mut self) -> String {
        if self.about_it == Some(Sort::Drug) && self.chance(60) {
            let measure = self.pick(&["dose", "daily_dose", "daily_dose as prednisone"]);
            return format!("{measure} {} {measure} of it", self.sign());
        }
        let sign = self.sign();
        match self.choices.below(8) {
            0 => format!("dose {sign} 5 mg"),
            1 => format!("daily_dose {sign} 5.5 mg/day"),
            2 => format!("daily_dose as prednisone {sign} 6.25 mg/day"),
            3 => format!("daily_dose as prednisone per kg {sign} 0.2 mg/kg/day"),
            4 => format!("dose per m2 {sign} 2 mg/m2"),
            5 => format!("total_dose {sign} {}", self.pick(&["10 mg", "0.001 g"])),
            _ => self.pick(&[
                "route is iv",
                "route is not oral",
                "intent in { induction, maintenance }",
                "outcome in { no_response, insufficient_response }",
                "outcome is response",
                "stop_reason is intolerance",
                "drug in { prednisone }",
                "outcome is known",
            ]),
        }
    }

    fn test_of_date(&mut self, sort: Sort) -> String {
        let part = if sort.lasts() { self.pick(&["start", "end"]) } else { "date".to_string() };
        match self.choices.below(3) {
            0 => format!("{part} {} (date of consent)", self.sign()),
            1 => format!("{part} {} (start of screening - 4 weeks)", self.sign()),
            _ => format!("{part} {} {}", self.sign(), self.pick(&["2026-03-17", "2026-05", "2026-06-05"])),
        }
    }
}
