//! A program as compact text.

use enrol::check::*;
use enrol::value::Comparison;
use enrol::vocabulary::{Bound, Datum, WordSet};
use std::fmt::Write as _;

/// Every criterion of every version, one a line.
pub(crate) fn program(program: &Program) -> String {
    let mut out = String::new();
    for version in &program.trials[0].versions {
        if program.trials[0].versions.len() > 1 {
            let _ = writeln!(out, "version {} from {}", version.name, version.from);
        }
        for cohort in &version.cohorts {
            let _ = writeln!(out, "cohort {}: {}", cohort.name, Dump(program).truth(cohort.when));
        }
        for criterion in &version.criteria {
            let ask = match &criterion.ask {
                Ask::Truth(truth) => Dump(program).truth(*truth),
                Ask::Clarifies(id) => format!("clarifies {id}"),
                Ask::NotStated(text) => format!("not stated: {text}"),
                Ask::Broken => "broken".to_owned(),
            };
            let _ = writeln!(out, "{}: {ask}", criterion.id);
        }
    }
    out
}

pub(crate) struct Dump<'a>(pub(crate) &'a Program);

impl Dump<'_> {
    pub(crate) fn truth(&self, id: TruthId) -> String {
        let node = self.0.truth(id);
        let text = match &node.node {
            TruthNode::Constant(holds) => holds.to_string(),
            TruthNode::All(of) => format!("all({})", self.truths(of)),
            TruthNode::Any(of) => format!("any({})", self.truths(of)),
            TruthNode::Count { of, least, most } => format!("{}({})", number(*least, *most), self.truths(of)),
            TruthNode::Not(of) => format!("not({})", self.truth(*of)),
            TruthNode::Compare { left, comparison, right } => {
                format!("{} {} {}", self.value(*left), sign(*comparison), self.value(*right))
            }
            TruthNode::Between { value, low, high, high_belongs } => {
                let close = if *high_belongs { "]" } else { ")" };
                format!("{} in [{}, {}{close}", self.value(*value), self.value(*low), self.value(*high))
            }
            TruthNode::Among { value, quantifier, set, .. } => {
                let set: Vec<&str> = set.iter().map(|symbol| self.0.vocabulary.symbol(*symbol)).collect();
                format!("{} {} {{{}}}", self.value(*value), among(*quantifier), set.join(", "))
            }
            TruthNode::AmongWords { value, quantifier, sets } => {
                let sets: Vec<String> = sets.iter().map(|set| self.set(set)).collect();
                format!("{} {} {}", self.value(*value), among(*quantifier), sets.join(" and "))
            }
            TruthNode::Qualitative { value, means, bounds, negated } => {
                let means = means.iter().map(|symbol| self.0.vocabulary.symbol(*symbol).to_owned());
                let bounds = bounds.iter().map(|(word, comparison, bound)| {
                    let bound = match bound {
                        Bound::Quantity(number) => number.to_string(),
                        Bound::Titre(number) => format!("1:{number}"),
                        Bound::Upper(number) => format!("{number} ULN"),
                        Bound::Lower(number) => format!("{number} LLN"),
                    };
                    format!("{} {} {bound}", self.0.vocabulary.word(*word).name, sign(*comparison))
                });
                let means: Vec<String> = means.chain(bounds).collect();
                format!("{} {} [{}]", self.value(*value), if *negated { "is not" } else { "is" }, means.join("; "))
            }
            TruthNode::ValueKnown(value) => format!("known({})", self.value(*value)),
            TruthNode::TruthKnown(truth) => format!("known({})", self.truth(*truth)),
            TruthNode::EventsKnown(events) => format!("known({})", self.events(*events)),
            TruthNode::Amount { events, least, most, counting } => {
                format!("{}{}({})", number(*least, *most), self.counting(counting), self.events(*events))
            }
            TruthNode::Every { events, condition } => {
                format!("every({}: {})", self.events(*events), self.truth(*condition))
            }
            TruthNode::Asked { question, arguments } => {
                let name = &self.0.vocabulary.questions[usize::from(question.0)].name;
                format!("asked({name}{})", printed(arguments))
            }
            TruthNode::Stated { intolerance, words, .. } => {
                let what = if *intolerance { "intolerant" } else { "contraindicated" };
                format!("{what} {}", self.set(words))
            }
            TruthNode::Site { question, arguments, accepted } => {
                let name = &self.0.vocabulary.sites[usize::from(question.0)].name;
                let accepted: Vec<&str> = accepted.iter().map(|symbol| self.0.vocabulary.symbol(*symbol)).collect();
                format!("site({name}{}) in {{{}}}", printed(arguments), accepted.join(", "))
            }
        };
        match &node.label {
            Some(label) => format!("\"{label}\"={text}"),
            None => text,
        }
    }

    fn truths(&self, of: &[TruthId]) -> String {
        of.iter().map(|truth| self.truth(*truth)).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn value(&self, id: ValueId) -> String {
        let node = self.0.value(id);
        match &node.node {
            ValueNode::Constant(datum) => self.datum(datum),
            ValueNode::Age(point) => format!("age({})", self.point(*point)),
            ValueNode::TimeSince { point, unit } => format!("{unit:?} since {}", self.point(*point)).to_lowercase(),
            ValueNode::Sex => "sex".to_owned(),
            ValueNode::Measure { events, choose, measure } => {
                format!(
                    "{}({} of {})",
                    format!("{choose:?}").to_lowercase(),
                    self.measure(measure),
                    self.events(*events)
                )
            }
            ValueNode::Moved { date, length, back } => {
                format!("{} {} {length}", self.value(*date), if *back { "less" } else { "plus" })
            }
            ValueNode::Day(point) => format!("day of {}", self.point(*point)),
            ValueNode::Subject(measure) => self.measure(measure),
            ValueNode::It(measure) => format!("{} of it", self.measure(measure)),
            ValueNode::Count { events, counting } => {
                format!("count{}({})", self.counting(counting), self.events(*events))
            }
            ValueNode::Total { events, measure } => {
                format!("total({} of {})", self.measure(measure), self.events(*events))
            }
            ValueNode::Average { events, measure, window, all_days } => format!(
                "average({} of {} {} over {} days)",
                self.measure(measure),
                self.events(*events),
                self.window(*window),
                if *all_days { "all" } else { "treated" }
            ),
            ValueNode::Arithmetic { left, sign, right } => {
                let sign = match sign {
                    Sign::Plus => "+",
                    Sign::Minus => "-",
                    Sign::Times => "x",
                    Sign::Over => "/",
                };
                format!("({} {sign} {})", self.value(*left), self.value(*right))
            }
            ValueNode::Extreme { greatest, of } => {
                let of: Vec<String> = of.iter().map(|value| self.value(*value)).collect();
                format!("{}({})", if *greatest { "greatest" } else { "least" }, of.join(", "))
            }
            ValueNode::When(cases) => {
                let cases: Vec<String> = cases
                    .iter()
                    .map(|(value, truth)| format!("{} when {}", self.value(*value), self.truth(*truth)))
                    .collect();
                format!("choose({})", cases.join(", "))
            }
            ValueNode::PercentChange { from, to } => format!("change({} -> {})", self.value(*from), self.value(*to)),
            ValueNode::Scaled { value, factor } => format!("({} scaled {factor})", self.value(*value)),
            ValueNode::ScoreTotal(score) => format!("total({})", self.0.score(*score).name),
            ValueNode::ScorePoints { score, items } => format!("points({} {items:?})", self.0.score(*score).name),
        }
    }

    fn datum(&self, datum: &Datum) -> String {
        match datum {
            Datum::Quantity(range, unit) => {
                let number = range.known().map(|number| number.to_string()).unwrap_or_default();
                format!("{number} {}", self.0.vocabulary.unit(*unit)).trim_end().to_owned()
            }
            Datum::Titre(range) => format!("1:{}", range.known().map(|number| number.to_string()).unwrap_or_default()),
            Datum::Symbol(symbol) => self.0.vocabulary.symbol(*symbol).to_owned(),
            Datum::Days(days) => days.to_string(),
            other => format!("{other:?}"),
        }
    }

    fn measure(&self, measure: &Measure) -> String {
        match measure {
            Measure::Attribute(id) => self.0.vocabulary.attribute(*id).to_owned(),
            Measure::Dose { attribute, equivalent, per } => {
                let mut text = self.0.vocabulary.attribute(*attribute).to_owned();
                if let Some(word) = equivalent {
                    let _ = write!(text, " as {}", self.0.vocabulary.word(*word).name);
                }
                match per {
                    Some(Per::Kilogram) => text.push_str(" per kg"),
                    Some(Per::SquareMetre) => text.push_str(" per m2"),
                    None => {}
                }
                text
            }
            Measure::Items(items) => format!("items {items:?}"),
            other => format!("{other:?}").to_lowercase(),
        }
    }

    pub(crate) fn events(&self, id: EventsId) -> String {
        let node = self.0.events(id);
        let text = match &node.node {
            EventsNode::Words(words) => self.words(words),
            EventsNode::Union(of) => {
                format!("union({})", of.iter().map(|events| self.events(*events)).collect::<Vec<_>>().join(", "))
            }
            EventsNode::Except { of, without } => format!("{} except {}", self.events(*of), self.events(*without)),
            EventsNode::Where { of, condition } => format!("{} where ({})", self.events(*of), self.truth(*condition)),
            EventsNode::In { of, window, part } => {
                let part = match part {
                    Part::Any => String::new(),
                    part => format!("{part:?} ").to_lowercase(),
                };
                format!("{} {part}{}", self.events(*of), self.window(*window))
            }
            EventsNode::Current { of } => format!("current {}", self.events(*of)),
            EventsNode::Joined { of, at_least, length, total } => {
                let sign = if *at_least { ">=" } else { "<=" };
                format!("{} {} {sign} {length}", self.events(*of), if *total { "in total" } else { "joined" })
            }
            EventsNode::Together { left, right } => format!("({} with {})", self.events(*left), self.events(*right)),
            EventsNode::DosePeriods { of, measure, bounds } => {
                let bounds: Vec<String> = bounds
                    .iter()
                    .map(|(comparison, bound)| format!("{} {}", sign(*comparison), self.value(*bound)))
                    .collect();
                format!("periods({} of {} {})", self.measure(measure), self.events(*of), bounds.join(" and "))
            }
            EventsNode::With { of, condition, positive } => {
                format!(
                    "{} {} ({})",
                    self.events(*of),
                    if *positive { "with" } else { "without" },
                    self.truth(*condition)
                )
            }
            EventsNode::Newest { of, count, earliest, by } => {
                let which = if *earliest { "oldest" } else { "newest" };
                let by = by.map(|by| format!(" by {}", self.distinct(by))).unwrap_or_default();
                format!("{which} {count}{by} [{}]", self.events(*of))
            }
            EventsNode::Doses { of } => format!("doses of {}", self.events(*of)),
            EventsNode::Planned { words } => format!("planned {}", self.words(words)),
            EventsNode::Lines(policy) => match policy {
                Some(policy) => format!("lines by {}", self.0.lines[policy.0 as usize].name),
                None => "lines".to_owned(),
            },
        };
        match &node.label {
            Some(label) => format!("\"{label}\"={text}"),
            None => text,
        }
    }

    fn words(&self, words: &Words) -> String {
        let roots: Vec<&str> = words.roots.iter().map(|root| self.0.vocabulary.word(*root).name.as_str()).collect();
        if roots.len() == 1 { roots[0].to_owned() } else { format!("{{{}}}", roots.join(", ")) }
    }

    fn set(&self, set: &WordSet) -> String {
        let names: Vec<&str> = set.iter().map(|word| self.0.vocabulary.word(word).name.as_str()).collect();
        format!("{{{}}}", names.join(", "))
    }

    fn distinct(&self, distinct: Distinct) -> String {
        match distinct {
            Distinct::Word => "word".to_owned(),
            Distinct::Day => "day".to_owned(),
            Distinct::Attribute(id) => self.0.vocabulary.attribute(id).to_owned(),
        }
    }

    fn counting(&self, counting: &Counting) -> String {
        let mut text = String::new();
        if let Some(distinct) = counting.distinct {
            let _ = write!(text, " distinct by {}", self.distinct(distinct));
        }
        for set in &counting.as_one {
            let _ = write!(text, " {} as one", self.set(set));
        }
        for (count, set) in &counting.including {
            let _ = write!(text, " including {count} of {}", self.set(set));
        }
        if let Some(apart) = counting.apart {
            let _ = write!(text, " {apart} apart");
        }
        text
    }

    fn window(&self, id: WindowId) -> String {
        let window = self.0.window(id);
        let lengths: Vec<String> = window.within.iter().map(ToString::to_string).collect();
        let side = format!("{:?}", window.side).to_lowercase();
        let within = match lengths.as_slice() {
            [] => String::new(),
            [one] => format!("{one} "),
            several => format!("{} of {} ", if window.longest { "longest" } else { "shortest" }, several.join(", ")),
        };
        format!("<{within}{side} {}>", self.point(window.point))
    }

    fn point(&self, id: PointId) -> String {
        match self.0.point(id) {
            PointNode::AsOf => "now".to_owned(),
            PointNode::Anchor(anchor) => self.0.anchor(*anchor).name.clone(),
            PointNode::StartOfAnchor(anchor) => format!("start of {}", self.0.anchor(*anchor).name),
            PointNode::EndOfAnchor(anchor) => format!("end of {}", self.0.anchor(*anchor).name),
            PointNode::Fixed(days) => days.to_string(),
            PointNode::Event { events, part } => match part {
                EventPart::Whole => format!("({})", self.events(*events)),
                part => format!("{} of ({})", format!("{part:?}").to_lowercase(), self.events(*events)),
            },
            PointNode::It(EventPart::Whole) => "it".to_owned(),
            PointNode::It(part) => format!("{} of it", format!("{part:?}").to_lowercase()),
            PointNode::Birth => "birth".to_owned(),
        }
    }
}

fn number(least: u32, most: Option<u32>) -> String {
    match (least, most) {
        (least, None) => format!(">={least}"),
        (0, Some(most)) => format!("<={most}"),
        (least, Some(most)) if least == most => format!("={least}"),
        (least, Some(most)) => format!("{least}..{most}"),
    }
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::AtLeast => ">=",
        Comparison::Greater => ">",
    }
}

fn among(among: Among) -> &'static str {
    match among {
        Among::Any => "in",
        Among::None => "not in",
        Among::All => "has all of",
        Among::Only => "only in",
    }
}

fn printed(arguments: &[String]) -> String {
    if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) }
}
