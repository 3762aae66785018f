//! `enrol schema`

use super::arguments::SchemaOf;
use super::failure::Failure;

/// A JSON Schema, printed.
pub(super) fn text(of: SchemaOf) -> Result<String, Failure> {
    let schema = match of {
        SchemaOf::Record => crate::record::schema(),
        SchemaOf::Verdict => crate::explain::json::schema(),
        SchemaOf::Coverage => crate::coverage::schema(),
        SchemaOf::Mutants => crate::mutants::schema(),
        SchemaOf::Findings => super::report::json::schema(),
        SchemaOf::Vocabulary => super::words::schema(),
        SchemaOf::Comparison => crate::compare::schema(),
        SchemaOf::Requirements => crate::protocol::requirements::schema(),
    };
    serde_json::to_string_pretty(&schema).map_err(|error| Failure::unreadable(error.to_string()))
}
