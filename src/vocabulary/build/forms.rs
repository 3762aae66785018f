//! The forms in which results come, what is plausible, and what `positive` means.

use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{self, Amount, ExprKind, ReferenceLimit, Relation, ResultForm, WordClause};
use crate::value::{Comparison, Number, Unit};
use crate::vocabulary::{Bound, Form, Order, Qualitative, UnitId, WordId, builtin};

impl Builder {
    /// Reads `result`, `plausible` and the qualitative clauses, in that order: the last two are in the unit of the first.
    pub(super) fn read_forms(&mut self, id: WordId, word: &tree::Word) {
        if word.kind != tree::WordKind::Measurement {
            return;
        }
        for clause in &word.clauses {
            if let WordClause::Result(forms) = clause {
                let forms: Vec<Form> = forms.iter().filter_map(|form| self.form(form)).collect();
                self.change(id, |word| word.forms.extend(forms));
            }
        }
        for clause in &word.clauses {
            match clause {
                WordClause::Plausible(low, high) => self.read_plausible(id, low, high),
                WordClause::Qualitative { name, relation, bound } => self.read_qualitative(id, name, *relation, bound),
                _ => {}
            }
        }
        if self.vocabulary.word(id).forms.is_empty() {
            let message = format!("the measurement `{}` does not say what its result is", word.name.text);
            let finding = Diagnostic::new(Code::Clause, word.name.span, message);
            self.report(finding.help("add `result` with a unit, `number`, `titre` or a list of values"));
        }
    }

    fn form(&mut self, form: &ResultForm) -> Option<Form> {
        Some(match form {
            ResultForm::Unit(name) => Form::Quantity { unit: self.unit(name)?, bounds: None },
            ResultForm::Number(bounds, unit) => {
                let (unit, bounds) = self.number_form(bounds.as_ref(), unit.as_ref())?;
                Form::Quantity { unit, bounds }
            }
            ResultForm::Titre => Form::Titre,
            ResultForm::Values(values) => Form::Values(values.iter().map(|value| self.symbol(&value.text)).collect()),
            ResultForm::Ordered(ordered) => Form::Ordered(self.order(ordered)),
        })
    }

    /// The unit of a number, which may stand behind it or at one of its bounds, and the bounds.
    pub(super) fn number_form(
        &mut self,
        bounds: Option<&(Amount, Amount)>,
        unit: Option<&tree::Name>,
    ) -> Option<(UnitId, Option<(Number, Number)>)> {
        let written = bounds.and_then(|(low, high)| high.unit.as_ref().or(low.unit.as_ref()));
        let unit = match unit.or(written) {
            Some(unit) => self.unit(unit)?,
            None => builtin::unit::ONE,
        };
        Some((unit, bounds.and_then(|(low, high)| self.plain_bounds(low, high))))
    }

    pub(super) fn order(&mut self, ordered: &tree::Ordered) -> Order {
        Order {
            values: ordered.values.iter().map(|value| self.symbol(&value.text)).collect(),
            worst_last: ordered.worst.map(|end| end == tree::End::Last),
            outside: ordered.outside.iter().map(|value| self.symbol(&value.text)).collect(),
        }
    }

    pub(super) fn plain_bounds(&mut self, low: &Amount, high: &Amount) -> Option<(Number, Number)> {
        let bounds = (self.number(low)?, self.number(high)?);
        self.in_order(bounds, high)
    }

    fn in_order(&mut self, bounds: (Number, Number), at: &Amount) -> Option<(Number, Number)> {
        if bounds.0 > bounds.1 {
            let message = format!("a range from {} to {} is upside down", bounds.0, bounds.1);
            self.report(Diagnostic::new(Code::NotANumber, at.span, message).help("write the smaller number first"));
            return None;
        }
        Some(bounds)
    }

    /// The unit in which values of a word are kept, with the molar mass of the word.
    pub(super) fn kept_unit(&self, id: WordId) -> Option<(Unit, Option<Number>)> {
        let word = self.vocabulary.word(id);
        let unit = word.kept_unit()?;
        Some((self.vocabulary.parsed_unit(unit)?.clone(), word.molar_mass.as_ref().map(|(mass, _)| *mass)))
    }

    /// Both ends of a range in the unit in which values of a word are kept; one of them may lack its unit.
    pub(super) fn bounds_of(&mut self, id: WordId, low: &Amount, high: &Amount) -> Option<(Number, Number)> {
        let Some((unit, molar_mass)) = self.kept_unit(id) else {
            let message = "a range is asked of results that are no quantities";
            self.report(Diagnostic::new(Code::Clause, low.span, message));
            return None;
        };
        let written = low.unit.as_ref().or(high.unit.as_ref());
        let low_end = self.convert_to(low, written, &unit, molar_mass)?;
        let high_end = self.convert_to(high, high.unit.as_ref().or(written), &unit, molar_mass)?;
        self.in_order((low_end, high_end), high)
    }

    fn read_plausible(&mut self, id: WordId, low: &Amount, high: &Amount) {
        if let Some(bounds) = self.bounds_of(id, low, high) {
            self.change(id, |word| word.plausible = Some(bounds));
        }
    }

    fn read_qualitative(&mut self, id: WordId, name: &tree::Name, relation: Relation, bound: &tree::Expr) {
        let Some(bound) = self.bound(id, bound) else { return };
        let comparison = match relation {
            Relation::Above => Comparison::Greater,
            Relation::From => Comparison::AtLeast,
            Relation::Below => Comparison::Less,
            Relation::UpTo => Comparison::AtMost,
        };
        let name = name.text.clone();
        self.change(id, |word| word.qualitative.push(Qualitative { name, comparison, bound }));
    }

    fn bound(&mut self, id: WordId, bound: &tree::Expr) -> Option<Bound> {
        match &bound.kind {
            ExprKind::Parenthesis(inner) => self.bound(id, inner),
            ExprKind::Limit(limit) => Some(limit_of(*limit, Number::ONE)),
            ExprKind::Titre(text) => match crate::value::parse_titre(text) {
                Some(titre) => Some(Bound::Titre(titre)),
                None => self.no_bound(bound),
            },
            ExprKind::Amount(amount) => self.bounds_of(id, amount, amount).map(|(value, _)| Bound::Quantity(value)),
            ExprKind::Arithmetic(left, tree::Arithmetic::Times, right) => match (&left.kind, &right.kind) {
                (ExprKind::Amount(times), ExprKind::Limit(limit)) if times.unit.is_none() => {
                    self.number(times).map(|times| limit_of(*limit, times))
                }
                _ => self.no_bound(bound),
            },
            _ => self.no_bound(bound),
        }
    }

    fn no_bound(&mut self, bound: &tree::Expr) -> Option<Bound> {
        let message = "a result is compared with an amount, a titre, `ULN` or `LLN`";
        self.report(Diagnostic::new(Code::WrongKind, bound.span, message).label("not one of these"));
        None
    }
}

fn limit_of(limit: ReferenceLimit, times: Number) -> Bound {
    match limit {
        ReferenceLimit::Upper => Bound::Upper(times),
        ReferenceLimit::Lower => Bound::Lower(times),
    }
}

impl crate::vocabulary::Word {
    /// The unit in which its results are kept; `None` where no result is a quantity.
    #[must_use]
    pub fn kept_unit(&self) -> Option<UnitId> {
        self.forms.iter().find_map(|form| match form {
            Form::Quantity { unit, .. } => Some(*unit),
            _ => None,
        })
    }
}
