//! Parameters: thresholds that the trial names.

use super::ParameterPart;
use super::build::Builder;
use crate::protocol::text::Target;
use crate::wording::unit::clinical_text;

impl Builder<'_> {
    /// The parameters of the file, with their values in later versions.
    pub(super) fn parameters(&mut self) -> Vec<ParameterPart> {
        let mut parts = Vec::new();
        for (place, parameter) in (0u32..).zip(self.english.parameters()) {
            if parameter.file != self.file {
                continue;
            }
            let amended: String = parameter
                .amended
                .iter()
                .map(|(version, value)| format!("; {} from version {version} on", clinical_text(value)))
                .collect();
            parts.push(ParameterPart {
                target: Target::Parameter(place),
                name: parameter.name.clone(),
                title: parameter.title.clone(),
                value: format!("{}{amended}", clinical_text(&parameter.value)),
                criteria: Vec::new(),
            });
        }
        parts
    }
}
