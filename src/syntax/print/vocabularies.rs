//! Words of vocabularies.

use super::Printer;
use super::doc::{Doc, all, fill, nest, text};
use super::expressions::{quoted, written};
use super::items::{self, Lines, head, listed, texts};
use crate::syntax::tree::{
    Amount, AttributeForm, CodeRef, End, Name, Ordered, Relation, ResultForm, Word, WordClause, WordKind,
};

impl Printer<'_> {
    pub(super) fn word(&self, word: &Word) -> Doc {
        let kind = match word.kind {
            WordKind::Measurement => "measurement",
            WordKind::Condition => "condition",
            WordKind::Drug => "drug",
            WordKind::Procedure => "procedure",
            WordKind::Vaccine => "vaccine",
        };
        let mut lines = Lines::new(head(kind, &word.name, word.title.as_ref()), 0);
        let mut before_is_short = true;
        for clause in &word.clauses {
            let doc = self.word_clause(clause);
            let short = is_short(clause);
            if short && before_is_short {
                lines.flowing(doc);
            } else {
                lines.plain(doc);
            }
            before_is_short = short;
        }
        lines.finish()
    }

    fn word_clause(&self, clause: &WordClause) -> Doc {
        let (words, rest) = match clause {
            WordClause::Lifelong => return text("lifelong"),
            WordClause::Qualitative { name, relation, bound } => {
                let rest = self.after(relation_words(*relation), bound);
                (name.text.as_str(), rest)
            }
            WordClause::Result(forms) => ("result", result_forms(forms)),
            WordClause::Also(also) => ("also", nest(texts(also))),
            WordClause::IsA(name) => ("is a", text(&name.text)),
            WordClause::Code(codes) => ("code", nest(fill(codes.iter().map(|code| text(code_words(code))).collect()))),
            WordClause::MolarMass(mass, of) => {
                let of = of.as_ref().map(|of| format!(" of {}", of.text)).unwrap_or_default();
                ("molar mass", text(format!("{}{of}", written(mass))))
            }
            WordClause::Plausible(low, high) => ("plausible", text(range(low, high))),
            WordClause::Attribute(attribute) => {
                let name = text(format!("{} ", attribute.name.text));
                ("attribute", all([name, attribute_form(&attribute.form)]))
            }
            WordClause::Computed { formula, from } => {
                let name = text(format!("{} from ", formula.text));
                ("computed", all([name, items::names(from)]))
            }
            WordClause::Equivalent(amount, equal, of) => {
                let rest = format!("{} {}", range(amount, equal), of.text);
                ("equivalent", text(rest))
            }
            WordClause::HalfLife(low, None) => ("half-life", text(written(low))),
            WordClause::HalfLife(low, Some(high)) => ("half-life", text(range(low, high))),
            WordClause::Joined(gap) => ("joined", text(format!("across gaps of {}", written(gap)))),
            WordClause::SupersededBy(name) => ("superseded", text(format!("by {}", name.text))),
            WordClause::Source(words) => ("source", text(quoted(words))),
            WordClause::Unverified(words) => ("unverified", text(quoted(words))),
            WordClause::Note(words) => ("note", text(quoted(words))),
        };
        all([text(format!("{words} ")), rest])
    }
}

/// Whether a clause shares its line with others: short ones do, texts and attributes stand alone.
fn is_short(clause: &WordClause) -> bool {
    !matches!(
        clause,
        WordClause::Attribute(_) | WordClause::Computed { .. } | WordClause::Source(_) | WordClause::Note(_)
    )
}

fn relation_words(relation: Relation) -> &'static str {
    match relation {
        Relation::Above => "above ",
        Relation::From => "from ",
        Relation::Below => "below ",
        Relation::UpTo => "up to ",
    }
}

fn range(low: &Amount, high: &Amount) -> String {
    format!("{} to {}", written(low), written(high))
}

fn result_forms(forms: &[ResultForm]) -> Doc {
    let mut docs = Vec::new();
    for form in forms {
        if !docs.is_empty() {
            docs.push(text(" or "));
        }
        docs.push(match form {
            ResultForm::Unit(unit) => text(&unit.text),
            ResultForm::Number(bounds, unit) => number(bounds.as_ref(), unit.as_ref()),
            ResultForm::Titre => text("titre"),
            ResultForm::Values(values) => items::values(values),
            ResultForm::Ordered(values) => ordered(values),
        });
    }
    all(docs)
}

fn number(bounds: Option<&(Amount, Amount)>, unit: Option<&Name>) -> Doc {
    let bounds = bounds.map(|(low, high)| format!(" {}", range(low, high))).unwrap_or_default();
    let unit = unit.map(|unit| format!(" in {}", unit.text)).unwrap_or_default();
    text(format!("number{bounds}{unit}"))
}

fn ordered(ordered: &Ordered) -> Doc {
    let worst = match ordered.worst {
        Some(End::First) => " worst first",
        Some(End::Last) => " worst last",
        None => "",
    };
    let first = all([text("ordered "), items::values(&ordered.values), text(worst)]);
    if ordered.outside.is_empty() {
        return first;
    }
    all([first, text(", outside the order "), items::values(&ordered.outside)])
}

fn attribute_form(form: &AttributeForm) -> Doc {
    match form {
        AttributeForm::OneOf(values) => all([text("one of "), items::values(values)]),
        AttributeForm::SeveralOf(values) => all([text("several of "), items::values(values)]),
        AttributeForm::Ordered(values) => ordered(values),
        AttributeForm::Number(bounds, unit) => number(bounds.as_ref(), unit.as_ref()),
        AttributeForm::Date => text("date"),
        AttributeForm::Text => text("text"),
        AttributeForm::YesNo => text("yes or no"),
    }
}

fn code_words(code: &CodeRef) -> String {
    let to = code.to.as_ref().map(|to| format!(" to {}", to.text)).unwrap_or_default();
    let implies = code.implies.as_ref();
    let implies = implies.map(|(name, value)| format!(" where {} is {}", name.text, listed(&value.text)));
    format!("{} {}{to}{}", code.system.text, code.code.text, implies.unwrap_or_default())
}
