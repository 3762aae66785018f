//! Attributes of events and results: what they hold for the words of a phrase.

use super::about::{About, Shape};
use super::aside::Aside;
use super::checker::Checker;
use super::names::Context;
use super::program::{Measure, Per, ValueId, ValueNode};
use super::value::Want;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Expr, Name};
use crate::vocabulary::builtin::{attribute as builtin, unit};
use crate::vocabulary::{AttributeForm, AttributeId, Kind, UnitId, WordId};

/// How a dose is converted: into which drug's, and per what.
pub(super) type Conversion = (Option<WordId>, Option<Per>);

impl<'a> Checker<'a> {
    /// Whether events of these words have an attribute of that name.
    pub(super) fn has_attribute(&self, about: &About, name: &str) -> Option<AttributeId> {
        let id = self.attributes.get(name).copied()?;
        let result = id == builtin::VALUE && self.has_result(about);
        let declared =
            about.words.iter().any(|word| self.vocabulary.word(word).attributes.iter().any(|(found, _)| *found == id));
        let every = [builtin::DATE, builtin::START, builtin::END].contains(&id);
        // What is true of one exposure need not be true of a period that several make.
        let declared = declared && !about.periods;
        (result || declared || (every && !about.kinds.is_empty())).then_some(id)
    }

    /// Whether events of these words have results.
    pub(super) fn has_result(&self, about: &About) -> bool {
        !about.periods && about.kinds.iter().any(|kind| matches!(kind, Kind::Measurement | Kind::Score))
    }

    /// The attribute of that name, or a finding that lists those there are.
    pub(super) fn attribute_named(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        name: &str,
        about: &About,
    ) -> Option<AttributeId> {
        if let Some(id) = self.has_attribute(about, name) {
            self.read_attribute(cx, span, about, id);
            return Some(id);
        }
        let known = self.attribute_names(about);
        let names = self.names_of(about);
        if about.periods {
            let found = Diagnostic::new(Code::UnknownAttribute, span, format!("a period has no attribute `{name}`"))
                .reason(format!(
                    "these are periods that exposures to {names} make together; they have a start and an end"
                ))
                .help(format!("ask for `{name}` of the exposures, in parentheses, before they make periods"));
            self.report(cx, found);
            return None;
        }
        let listed = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        let found = Diagnostic::new(Code::UnknownAttribute, span, format!("{names} has no attribute `{name}`"))
            .reason(format!("its attributes are: {listed}"))
            .did_you_mean(name, &known);
        self.report(cx, found);
        None
    }

    /// The names of the attributes that events of these words have, sorted.
    fn attribute_names(&self, about: &About) -> Vec<String> {
        let words = about.words.iter().flat_map(|word| self.vocabulary.word(word).attributes.iter());
        let mut ids: Vec<AttributeId> = words.map(|(id, _)| *id).collect();
        if self.has_result(about) {
            ids.push(builtin::VALUE);
        }
        let mut names: Vec<String> = ids.into_iter().map(|id| self.vocabulary.attribute(id).to_owned()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What is measured by an attribute.
    pub(super) fn measure(&self, id: AttributeId, shape: &Shape, (equivalent, per): Conversion) -> Measure {
        match id {
            builtin::VALUE => Measure::Result,
            builtin::DATE | builtin::START => Measure::Start,
            builtin::END => Measure::End,
            builtin::DRUG => Measure::Word,
            _ if is_dose(id) && shape.unit.is_some() => Measure::Dose { attribute: id, equivalent, per },
            _ => Measure::Attribute(id),
        }
    }

    /// What an attribute of these words holds. `hint` is the unit with which it is compared.
    pub(super) fn attribute_shape(
        &mut self,
        about: &About,
        id: AttributeId,
        per: Option<Per>,
        hint: Option<&str>,
    ) -> Shape {
        let name = self.vocabulary.attribute(id).to_owned();
        let mut shape = match id {
            builtin::VALUE => return self.result_shape(about),
            builtin::DATE | builtin::START | builtin::END => Shape::date(),
            builtin::DRUG => Shape { words: Some(Kind::Drug), ..Shape::default() },
            _ => Shape::default(),
        };
        shape.name = format!("`{name}`");
        let mut dose = None;
        for word in about.words.iter() {
            let word = self.vocabulary.word(word);
            let Some((_, form)) = word.attributes.iter().find(|(found, _)| *found == id) else { continue };
            match form {
                AttributeForm::OneOf(values) | AttributeForm::SeveralOf(values) => shape.add_symbols(values),
                AttributeForm::Ordered(order) => shape.add_order(order),
                AttributeForm::Number { unit, bounds } => shape.add_unit(word.id, *unit, *bounds),
                AttributeForm::Dose => dose = Some(false),
                AttributeForm::DailyDose => dose = Some(true),
                AttributeForm::Date => shape.days = true,
                AttributeForm::Words(kind) => shape.words = Some(*kind),
                AttributeForm::Text => shape.text = true,
            }
        }
        if let Some(daily) = dose {
            shape.unit = Some(self.dose_unit(daily, per, hint));
            shape.bounds = Some((Some(crate::value::Number::ZERO), None));
        }
        shape
    }

    /// The unit of a dose: in mass, unless it is compared with international units or cells.
    pub(super) fn dose_unit(&mut self, daily: bool, per: Option<Per>, hint: Option<&str>) -> UnitId {
        let candidates: &[UnitId] = match (daily, per) {
            (false, None) => &[unit::MG, unit::IU, unit::CELLS],
            (false, Some(Per::Kilogram)) => &[unit::MG_PER_KG, unit::IU_PER_KG, unit::CELLS_PER_KG],
            (false, Some(Per::SquareMetre)) => &[unit::MG_PER_M2],
            (true, None) => &[unit::MG_PER_DAY, unit::IU_PER_DAY],
            (true, Some(Per::Kilogram)) => &[unit::MG_PER_KG_DAY],
            (true, Some(Per::SquareMetre)) => &[unit::MG_PER_M2_DAY],
        };
        let first = candidates.first().copied().unwrap_or(unit::MG);
        let Some(hint) = hint else { return first };
        candidates.iter().copied().find(|candidate| self.converts(hint, *candidate, &[])).unwrap_or(first)
    }

    /// What the results of these words can be.
    pub(super) fn result_shape(&self, about: &About) -> Shape {
        let mut shape = Shape { name: self.names_of(about), ..Shape::default() };
        // Words above the ones asked for only possibly match; what they hold is not asked for.
        let family: Vec<WordId> = self.family(about);
        for id in family {
            let word = self.vocabulary.word(id);
            shape.of.push(id);
            match &word.instrument {
                Some(instrument) => shape.add_unit(id, unit::ONE, Some(instrument.range)),
                None => shape.add_forms(id, &word.forms),
            }
        }
        shape
    }

    /// The words as written and those below them, which have results.
    fn family(&self, about: &About) -> Vec<WordId> {
        let mut family = crate::vocabulary::WordSet::default();
        for root in &about.roots {
            family.extend(&self.vocabulary.word(*root).family);
        }
        family
            .iter()
            .filter(|word| about.words.contains(*word))
            .filter(|word| {
                let word = self.vocabulary.word(*word);
                !word.forms.is_empty() || word.instrument.is_some()
            })
            .collect()
    }

    /// An attribute of the very event that a condition asks about.
    pub(super) fn subject(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        about: &About,
        id: AttributeId,
        conversion: Conversion,
        hint: Option<&str>,
    ) -> Option<ValueId> {
        let (measure, shape) = self.measured(cx, span, about, id, conversion, hint)?;
        let origin = self.origin(cx, span);
        Some(self.nodes.value(origin, ValueNode::Subject(measure), shape))
    }

    /// The measure of an attribute by its name, converted as the suffixes say.
    pub(super) fn named_measure(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        name: &'a Name,
        about: &About,
        mut aside: Aside<'a>,
        want: &Want,
    ) -> Option<(Measure, Shape)> {
        let id = self.attribute_named(cx, name.span, &name.text, about)?;
        let conversion = self.conversion(cx, &mut aside)?;
        if !self.misplaced(cx, &aside, &["as", "per"]) {
            return None;
        }
        self.measured(cx, expr.span, about, id, conversion, want.hint.as_deref())
    }

    /// What is measured by an attribute and what it can be, or why it cannot be asked for.
    pub(super) fn measured(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        about: &About,
        id: AttributeId,
        conversion: Conversion,
        hint: Option<&str>,
    ) -> Option<(Measure, Shape)> {
        let shape = self.attribute_shape(about, id, conversion.1, hint);
        let measure = self.measure(id, &shape, conversion);
        let converted = conversion.0.is_some() || conversion.1.is_some();
        if converted && !matches!(measure, Measure::Dose { .. }) {
            let name = self.vocabulary.attribute(id);
            let found = Diagnostic::new(Code::Clause, span, format!("`{name}` is not a dose"))
                .reason("only doses are converted into another drug's, or counted per kg or m2")
                .help("leave the conversion out");
            self.report(cx, found);
            return None;
        }
        if shape.is_empty() {
            let name = self.vocabulary.attribute(id);
            let found = Diagnostic::new(Code::WrongKind, span, format!("`{name}` cannot be asked about"))
                .reason(if shape.text {
                    "it holds free text, which no rule can compare"
                } else {
                    "nothing says what it holds"
                })
                .help("declare it with its values in the vocabulary");
            self.report(cx, found);
            return None;
        }
        Some((measure, shape))
    }
}

/// Whether an attribute is a dose.
fn is_dose(id: AttributeId) -> bool {
    [builtin::DOSE, builtin::DAILY_DOSE, builtin::TOTAL_DOSE].contains(&id)
}
