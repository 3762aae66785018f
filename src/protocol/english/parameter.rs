//! The parameters of trials, which nodes no longer know by name.

use crate::check::{FileId, Program};
use crate::diagnostic::Span;
use crate::syntax::tree::{Amendment, Expr, ExprKind, ItemKind};

/// A parameter and the values that it has in the versions of its trial.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Its file.
    pub(crate) file: FileId,
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) title: String,
    /// Its value in the first version.
    pub(crate) value: String,
    /// Its values in amendments, with their versions.
    pub(crate) amended: Vec<(String, String)>,
    /// All values that it has.
    pub(crate) values: Vec<String>,
}

/// The parameters of all files.
pub(crate) fn parameters(program: &Program) -> Vec<Parameter> {
    let mut found = Vec::new();
    for (place, file) in program.files.iter().enumerate() {
        let amendments: Vec<&Amendment> = file
            .tree
            .items
            .iter()
            .filter_map(|item| if let ItemKind::Amendment(amendment) = &item.kind { Some(amendment) } else { None })
            .collect();
        for item in &file.tree.items {
            let ItemKind::Parameter(parameter) = &item.kind else { continue };
            let value = written(&parameter.value, &file.text);
            let amended = amendments.iter().flat_map(|amendment| {
                let changes = amendment.items.iter().filter_map(|item| match &item.kind {
                    ItemKind::Parameter(change) if change.name.text == parameter.name.text => Some(&change.value),
                    _ => None,
                });
                changes.map(|value| (amendment.version.text.clone(), written(value, &file.text)))
            });
            let amended: Vec<(String, String)> = amended.collect();
            let values = std::iter::once(&value).chain(amended.iter().map(|(_, value)| value)).cloned().collect();
            found.push(Parameter {
                file: FileId(u32::try_from(place).unwrap_or(u32::MAX)),
                name: parameter.name.text.clone(),
                title: parameter.title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
                value,
                amended,
                values,
            });
        }
    }
    found
}

fn written(value: &Expr, text: &str) -> String {
    match &value.kind {
        ExprKind::Amount(amount) => match &amount.unit {
            Some(unit) => format!("{} {}", amount.number, unit.text),
            None => amount.number.clone(),
        },
        _ => one_line(value.span, text),
    }
}

fn one_line(span: Span, text: &str) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
