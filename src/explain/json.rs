//! Explanations as JSON, for machines, with a published schema.

use super::explanation::Explanation;
use schemars::generate::SchemaSettings;

/// One explanation, indented, with a line end.
///
/// # Errors
///
/// If the serialiser gives up, which it does for no explanation that this crate makes.
pub fn pretty(explanation: &Explanation) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(explanation)? + "\n")
}

/// One explanation on one line, with a line end: many of them are NDJSON.
///
/// # Errors
///
/// If the serialiser gives up, which it does for no explanation that this crate makes.
pub fn line(explanation: &Explanation) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string(explanation)? + "\n")
}

/// The schema of what [`pretty`] and [`line()`] write, of this version of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Explanation>();
    schema.insert("title".to_owned(), format!("enrol explanation, format {}", super::FORMAT_VERSION).into());
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::lupus;
    use super::*;

    #[test]
    fn the_same_inputs_give_the_same_bytes() {
        assert_eq!(pretty(&lupus().explain()).expect("json"), pretty(&lupus().explain()).expect("json"));
    }

    #[test]
    fn everything_that_is_always_there_is_required_by_the_schema() {
        let (schema, written) = (schema(), serde_json::to_value(lupus().explain()).expect("json"));
        for field in schema["required"].as_array().expect("a list") {
            assert!(written.get(field.as_str().expect("a name")).is_some(), "{field}");
        }
        assert!(written.get("when").is_none() && schema["properties"].get("when").is_some());
    }

    #[test]
    fn no_place_of_the_program_leaks() {
        let text = line(&lupus().explain()).expect("json");
        assert!(!text.contains("EventRef") && !text.contains("\"event\""));
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn a_patient_as_json() {
        insta::assert_snapshot!(pretty(&lupus().explain()).expect("json"));
    }
}
