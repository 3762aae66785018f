//! Reports as JSON, with a published schema.

use super::report::{FORMAT_VERSION, Report};
use schemars::generate::SchemaSettings;

/// A report, indented, with a line end.
///
/// # Errors
///
/// If the serialiser gives up, which it does for no report that this crate makes.
pub fn pretty(report: &Report) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
}

/// The schema of what [`pretty`] writes, of this version of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Report>();
    schema.insert("title".to_owned(), format!("enrol mutants, format {FORMAT_VERSION}").into());
    schema.to_value()
}
