//! The second pass, first half: what a word says of itself.

use super::{Builder, Declared, Item};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{self, WordClause};
use crate::value::{Conversion, Length, Number, Unit};
use crate::vocabulary::{Kind, Named, WordId};

impl Builder {
    /// Reads everything of a declaration that needs no other word.
    pub(super) fn read_word(&mut self, declared: &Declared<'_>) {
        match (declared.named, declared.item) {
            (Named::Word(id), Item::Word(word)) => {
                for clause in &word.clauses {
                    self.read_clause(id, word, clause);
                }
                self.read_forms(id, word);
                self.read_attributes(id, word);
            }
            (Named::Word(id), Item::Score(score)) => self.read_score(id, score),
            (Named::Question(id), Item::Judgement(judgement)) => self.read_judgement(id, judgement),
            (Named::Site(id), Item::Site(site)) => self.read_site(id, site),
            _ => {}
        }
    }

    fn read_clause(&mut self, id: WordId, word: &tree::Word, clause: &WordClause) {
        if !self.belongs(word, clause) {
            return;
        }
        match clause {
            WordClause::Also(names) => {
                let names: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
                self.change(id, |word| word.also.extend(names));
            }
            WordClause::Source(text) => self.change(id, |word| word.sources.push(text.text.clone())),
            WordClause::Unverified(text) => self.change(id, |word| word.unverified.push(text.text.clone())),
            WordClause::Note(text) => self.change(id, |word| word.notes.push(text.text.clone())),
            WordClause::Lifelong => self.change(id, |word| word.lifelong = true),
            WordClause::MolarMass(amount, of) => self.read_molar_mass(id, word, amount, of.as_ref()),
            WordClause::HalfLife(low, high) => self.read_half_life(id, low, high.as_ref()),
            WordClause::Joined(gap) => self.read_gap(id, gap),
            _ => {}
        }
    }

    pub(super) fn change(&mut self, id: WordId, change: impl FnOnce(&mut crate::vocabulary::Word)) {
        if let Some(word) = self.word_mut(id) {
            change(word);
        }
    }

    /// Whether a clause says something about words of that kind.
    fn belongs(&mut self, word: &tree::Word, clause: &WordClause) -> bool {
        let (name, kind) = match clause {
            WordClause::Result(_) => ("result", tree::WordKind::Measurement),
            WordClause::Qualitative { .. } => {
                ("positive, negative, high, low and abnormal", tree::WordKind::Measurement)
            }
            WordClause::MolarMass(..) => ("molar mass", tree::WordKind::Measurement),
            WordClause::Plausible(..) => ("plausible", tree::WordKind::Measurement),
            WordClause::Computed { .. } => ("computed", tree::WordKind::Measurement),
            WordClause::Equivalent(..) => ("equivalent", tree::WordKind::Drug),
            WordClause::HalfLife(..) => ("half-life", tree::WordKind::Drug),
            WordClause::Joined(_) => ("joined across gaps", tree::WordKind::Drug),
            WordClause::Lifelong => ("lifelong", tree::WordKind::Condition),
            _ => return true,
        };
        if kind == word.kind {
            return true;
        }
        let of = match kind {
            tree::WordKind::Measurement => "measurements",
            tree::WordKind::Drug => "drugs",
            _ => "conditions",
        };
        let message = format!("`{}` is none of the {of}, which alone can have `{name}`", word.name.text);
        self.report(Diagnostic::new(Code::Clause, word.name.span, message).help("take the clause out"));
        false
    }

    fn read_molar_mass(&mut self, id: WordId, word: &tree::Word, amount: &tree::Amount, of: Option<&tree::Name>) {
        let Some(mass) = self.convert(amount, amount.unit.as_ref(), "g/mol") else { return };
        if mass <= Number::ZERO {
            let message = "a molar mass is greater than 0";
            self.report(Diagnostic::new(Code::NotANumber, amount.span, message));
            return;
        }
        let of = of.map_or_else(|| word.name.text.clone(), |name| name.text.clone());
        self.change(id, |word| word.molar_mass = Some((mass, of)));
    }

    fn read_half_life(&mut self, id: WordId, low: &tree::Amount, high: Option<&tree::Amount>) {
        let high = high.unwrap_or(low);
        let unit = low.unit.as_ref().or(high.unit.as_ref());
        let (Some(low), Some(high)) =
            (self.convert(low, unit, "h"), self.convert(high, high.unit.as_ref().or(unit), "h"))
        else {
            return;
        };
        self.change(id, |word| word.half_life = Some((low.min(high), low.max(high))));
    }

    fn read_gap(&mut self, id: WordId, gap: &tree::Amount) {
        let unit = gap.unit.as_ref().map_or("", |unit| unit.text.as_str());
        match self.number(gap).map(|count| Length::of(count, unit)) {
            Some(Ok(Length::Days(days))) => self.change(id, |word| word.joined = Some(days)),
            Some(Ok(_)) => {
                let message = "a gap between exposures is counted in days or weeks";
                self.report(Diagnostic::new(Code::UnknownUnit, gap.span, message));
            }
            Some(Err(problem)) => self.report_unit(Code::UnknownUnit, gap.span, &problem),
            None => {}
        }
    }

    /// An amount in another unit, exactly. `unit` is the one written, here or at the other end of a range.
    pub(super) fn convert(&mut self, amount: &tree::Amount, unit: Option<&tree::Name>, to: &str) -> Option<Number> {
        let to = Unit::parse(to).ok()?;
        self.convert_to(amount, unit, &to, None)
    }

    /// The same into a unit that is parsed, with the molar mass of the word.
    pub(super) fn convert_to(
        &mut self,
        amount: &tree::Amount,
        unit: Option<&tree::Name>,
        to: &Unit,
        molar_mass: Option<Number>,
    ) -> Option<Number> {
        let number = self.number(amount)?;
        let Some(unit) = unit else {
            if to.text().is_empty() {
                return Some(number);
            }
            let message = format!("`{}` needs its unit", amount.number);
            let finding = Diagnostic::new(Code::MissingUnit, amount.span, message);
            self.report(finding.help(format!("write `{} {to}`, if that is meant", amount.number)));
            return None;
        };
        let from = self.parse_unit(unit)?;
        match Conversion::between(&from, to, molar_mass) {
            Ok(conversion) => conversion.apply(number),
            Err(problem) => {
                self.report_unit(Code::WrongDimension, amount.span, &problem);
                None
            }
        }
    }

    pub(super) fn report_unit(&mut self, code: Code, span: Span, problem: &crate::value::UnitProblem) {
        let mut finding = Diagnostic::new(code, span, &problem.message);
        finding.help = problem.help();
        finding.reason.clone_from(&problem.reason);
        self.report(finding);
    }

    pub(super) fn kind_of_word(&self, id: WordId) -> Kind {
        self.vocabulary.word(id).kind
    }
}
