//! Words, values, units and lengths by name: what means the same in two vocabularies is spelled the same.

use crate::check::{Counting, Distinct, LinesPolicy, Measure, Words};
use crate::value::{Length, Limit, Number, Range};
use crate::vocabulary::{
    AttributeForm, Bound, Datum, Form, Order, QuestionId, SiteId, SymbolId, Vocabulary, WordId, WordSet,
};

/// Spells what a vocabulary holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelled<'v>(pub(super) &'v Vocabulary);

impl Spelled<'_> {
    pub(super) fn word(self, id: WordId) -> String {
        self.0.word(id).name.clone()
    }

    pub(super) fn words(self, ids: &[WordId]) -> String {
        self.sorted(ids.iter().map(|id| self.word(*id)))
    }

    pub(super) fn set(self, set: &WordSet) -> String {
        self.sorted(set.iter().map(|id| self.word(id)))
    }

    fn sorted(self, names: impl Iterator<Item = String>) -> String {
        let mut names: Vec<String> = names.collect();
        names.sort();
        names.dedup();
        self.listed(names.into_iter())
    }

    /// Texts of which each may hold anything, so that no two lists look alike.
    pub(super) fn listed(self, texts: impl Iterator<Item = String>) -> String {
        format!("{:?}", texts.collect::<Vec<_>>())
    }

    /// The words of an event, without what each of them is.
    pub(super) fn chosen(self, words: &Words) -> String {
        format!("{:?} {} possibly {}", words.kinds, self.set(&words.certain), self.set(&words.possible))
    }

    pub(super) fn symbols(self, ids: &[SymbolId]) -> String {
        self.sorted(ids.iter().map(|id| self.0.symbol(*id).to_owned()))
    }

    fn in_order(self, ids: &[SymbolId]) -> String {
        self.listed(ids.iter().map(|id| self.0.symbol(*id).to_owned()))
    }

    pub(super) fn bound(self, bound: &Bound) -> String {
        format!("{bound:?}")
    }

    pub(super) fn lengths(self, lengths: &[Length]) -> String {
        format!("{lengths:?}")
    }

    pub(super) fn distinct(self, by: Distinct) -> String {
        match by {
            Distinct::Word => "by word".to_owned(),
            Distinct::Day => "by day".to_owned(),
            Distinct::Attribute(id) => format!("by {}", self.0.attribute(id)),
        }
    }

    pub(super) fn counting(self, counting: &Counting) -> String {
        let including = counting.including.iter().map(|(count, set)| format!("{count} of {}", self.set(set)));
        format!(
            "{:?} as one {} including {} apart {:?}",
            counting.distinct.map(|by| self.distinct(by)),
            self.listed(counting.as_one.iter().map(|set| self.set(set))),
            self.listed(including),
            counting.apart
        )
    }

    pub(super) fn measure(self, measure: &Measure) -> String {
        match measure {
            Measure::Attribute(id) => format!("attribute {}", self.0.attribute(*id)),
            Measure::Dose { attribute, equivalent, per } => {
                let equivalent = equivalent.map(|wanted| (self.word(wanted), self.equivalences(wanted)));
                format!("dose {} {equivalent:?} {per:?}", self.0.attribute(*attribute))
            }
            Measure::Result
            | Measure::OverUpper
            | Measure::OverLower
            | Measure::Items(_)
            | Measure::Start
            | Measure::End
            | Measure::Word => format!("{measure:?}"),
        }
    }

    /// How much of a drug each other one is worth.
    fn equivalences(self, wanted: WordId) -> String {
        let worth = |word: WordId| Some(format!("{} {:?}", self.word(word), self.0.equivalence(word, wanted)?));
        self.sorted(self.0.words.iter().filter_map(|word| worth(word.id)))
    }

    pub(super) fn half_life(self, id: WordId) -> String {
        format!("{:?}", self.0.word(id).half_life)
    }

    pub(super) fn datum(self, datum: &Datum) -> String {
        match datum {
            Datum::Quantity(range, unit) => format!("{} {}", ends(range), self.0.unit(*unit)),
            Datum::Titre(range) => format!("titre {}", ends(range)),
            Datum::Symbol(id) => format!("{:?}", self.0.symbol(*id)),
            Datum::Symbols(ids) => self.symbols(ids),
            Datum::Days(days) => format!("{days:?}"),
            Datum::Words(ids) => self.words(ids),
            Datum::Either(data) => format!("either {}", self.sorted(data.iter().map(|datum| self.datum(datum)))),
        }
    }

    pub(super) fn question(self, id: QuestionId) -> String {
        self.0.questions.get(usize::from(id.0)).map_or_else(String::new, |question| {
            let (name, parameters, text) = (&question.name, &question.parameters, &question.text);
            let (by, confirmed, holds) = (&question.answered_by, question.confirmed, question.valid_for);
            format!("question {name} {parameters:?} {text:?} {by:?} {confirmed} {holds:?}")
        })
    }

    pub(super) fn site(self, id: SiteId) -> String {
        self.0.sites.get(usize::from(id.0)).map_or_else(String::new, |site| {
            let (name, parameters, text) = (&site.name, &site.parameters, &site.text);
            format!("site {name} {parameters:?} {text:?} {}", self.in_order(&site.values))
        })
    }

    pub(super) fn policy(self, policy: &LinesPolicy) -> String {
        let LinesPolicy { name: _, title: _, of, not_counted, progression, .. } = policy;
        let flags =
            [policy.after_progression, policy.when_added, policy.same_for_substitution, policy.same_for_maintenance];
        format!(
            "{} without {} progression {:?} regimen {} gap {:?} {flags:?}",
            self.set(of),
            self.set(not_counted),
            progression.as_ref().map(|words| self.chosen(words)),
            policy.regimen_days,
            policy.gap_days
        )
    }

    /// What is declared of a word and changes how its records are read or what they give, by what it is called.
    pub(super) fn facts(self, id: WordId) -> Vec<(&'static str, String)> {
        let word = self.0.word(id);
        let codes = word.codes.iter().map(|code| {
            let to = code.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
            let implies = code
                .implies
                .map(|(attribute, value)| format!(" ({} {})", self.0.attribute(attribute), self.0.symbol(value)));
            format!("{:?} {}{to}{}", code.system, code.code, implies.unwrap_or_default()).to_lowercase()
        });
        let attributes =
            word.attributes.iter().map(|(id, form)| format!("{} {}", self.0.attribute(*id), self.attribute(form)));
        let qualitative = word
            .qualitative
            .iter()
            .map(|known| format!("{} {:?} {}", known.name, known.comparison, self.bound(&known.bound)));
        let computed = word.computed.as_ref().map(|computed| {
            let from = computed.from.iter().map(|from| self.word(*from));
            format!("{} from {}", computed.formula, self.listed(from))
        });
        vec![
            ("kind", format!("{:?}", word.kind).to_lowercase()),
            ("other names", self.sorted(word.also.iter().cloned())),
            ("codes", self.sorted(codes)),
            ("results", self.listed(word.forms.iter().map(|form| self.form(form)))),
            ("molar mass", word.molar_mass.as_ref().map(|(mass, _)| format!("{mass} g/mol")).unwrap_or_default()),
            ("meaning of results", self.sorted(qualitative)),
            ("attributes", self.sorted(attributes)),
            ("formula", computed.unwrap_or_default()),
            ("gap within which stretches are joined", format!("{} days", word.gap())),
            ("lifelong", word.lifelong.to_string()),
            ("items", format!("{:?}", word.instrument)),
            ("superseded by", word.superseded_by.map(|by| self.word(by)).unwrap_or_default()),
        ]
    }

    fn form(self, form: &Form) -> String {
        match form {
            Form::Quantity { unit, bounds } => format!("{} {}", self.0.unit(*unit), limits(*bounds)).trim().to_owned(),
            Form::Titre => "titre".to_owned(),
            Form::Values(values) => self.symbols(values),
            Form::Ordered(order) => self.order(order),
        }
    }

    fn attribute(self, form: &AttributeForm) -> String {
        match form {
            AttributeForm::OneOf(values) => format!("one of {}", self.symbols(values)),
            AttributeForm::SeveralOf(values) => format!("several of {}", self.symbols(values)),
            AttributeForm::Ordered(order) => self.order(order),
            AttributeForm::Number { unit, bounds } => format!("number in {} {}", self.0.unit(*unit), limits(*bounds)),
            AttributeForm::Words(kind) => format!("words {kind:?}"),
            AttributeForm::Dose | AttributeForm::DailyDose | AttributeForm::Date | AttributeForm::Text => {
                format!("{form:?}")
            }
        }
    }

    fn order(self, order: &Order) -> String {
        let outside = self.symbols(&order.outside);
        format!("in order {} {:?} outside {outside}", self.in_order(&order.values), order.worst_last)
    }
}

fn limits(bounds: Option<(Number, Number)>) -> String {
    bounds.map(|(low, high)| format!("from {low} to {high}")).unwrap_or_default()
}

/// Both ends of a range, with all their digits.
fn ends(range: &Range) -> String {
    let end = |limit: Limit| match limit {
        Limit::At(number) => format!("{}/{}", number.numerator(), number.denominator()),
        Limit::Beyond(number) => format!("beyond {}/{}", number.numerator(), number.denominator()),
        Limit::Open => "open".to_owned(),
    };
    format!("{} to {}", end(range.low), end(range.high))
}
