//! From item to item and down each, asking every operator at every part.

use super::edit::{Change, Mutant};
use super::operators::{OPERATORS, Operator};
use super::site::{Part, Site};
use crate::diagnostic::LineIndex;
use crate::syntax::tree::{Amount, Expr, File, Item, ItemKind, Window};
use derive_visitor::{DriveMut, VisitorMut};
use std::collections::BTreeSet;

/// All small changes of a rule file that the operators know, in the order of the text. Whether they check is not asked.
#[must_use]
pub fn mutants(tree: &File, text: &str) -> Vec<Mutant> {
    let lines = LineIndex::new(text);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for item in tree.items.iter().flat_map(inside) {
        for (operator, mut change) in changes(item, text) {
            change.edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
            let key: Vec<(u32, u32, String)> =
                change.key().into_iter().map(|(start, end, with)| (start, end, with.to_owned())).collect();
            let Some(first) = change.edits.first() else { continue };
            let line = lines.place(text, first.span).line;
            if seen.insert(key) {
                found.push(Mutant { edits: change.edits, operator, item: name(item), line });
            }
        }
    }
    found.sort_by_key(|mutant| mutant.edits.first().map(|edit| edit.span.start));
    found
}

/// An item, or of an amendment those that stand in it.
fn inside(item: &Item) -> Vec<&Item> {
    match &item.kind {
        ItemKind::Amendment(amendment) => amendment.items.iter().collect(),
        // Words and questions are those of the records.
        ItemKind::Header(_)
        | ItemKind::Use(_)
        | ItemKind::Word(_)
        | ItemKind::Judgement(_)
        | ItemKind::Site(_)
        | ItemKind::Malformed => Vec::new(),
        _ => vec![item],
    }
}

/// What an item is called.
fn name(item: &Item) -> String {
    match &item.kind {
        ItemKind::Criterion(criterion) => criterion.id.text.clone(),
        ItemKind::Parameter(parameter) => format!("parameter {}", parameter.name.text),
        ItemKind::Cohort(cohort) => format!("cohort {}", cohort.name.text),
        ItemKind::Define(define) => format!("define {}", define.name.text),
        ItemKind::Score(score) => format!("score {}", score.name.text),
        ItemKind::Anchor(anchor) => format!("anchor {}", anchor.name.text),
        ItemKind::Lines(lines) => format!("lines {}", lines.name.text),
        ItemKind::Group(group) => format!("group {}", group.name.text),
        _ => String::new(),
    }
}

/// What the operators make of an item, operator by operator: of two that make the same change, the first keeps it.
fn changes(item: &Item, text: &str) -> Vec<(&'static Operator, Change)> {
    let mut parts = Parts::default();
    item.clone().drive_mut(&mut parts);
    let all = std::iter::once(Part::Item(item))
        .chain(parts.exprs.iter().map(Part::Expr))
        .chain(parts.windows.iter().map(Part::Window))
        .chain(parts.amounts.iter().map(Part::Amount));
    let sites: Vec<Site<'_>> = all.map(|part| Site { text, item, part }).collect();
    OPERATORS
        .iter()
        .flat_map(|operator| sites.iter().flat_map(move |site| operator.changes(site)).map(move |it| (operator, it)))
        .collect()
}

/// The parts of an item. The tree is only ever walked by visitors that may change it, so these are copies.
#[derive(Default, VisitorMut)]
#[visitor(Expr(enter), Window(enter), Amount(enter))]
struct Parts {
    exprs: Vec<Expr>,
    windows: Vec<Window>,
    amounts: Vec<Amount>,
}

impl Parts {
    fn enter_expr(&mut self, expr: &mut Expr) {
        self.exprs.push(expr.clone());
    }

    fn enter_window(&mut self, window: &mut Window) {
        self.windows.push(window.clone());
    }

    fn enter_amount(&mut self, amount: &mut Amount) {
        self.amounts.push(amount.clone());
    }
}
