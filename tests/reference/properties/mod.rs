//! What must hold for all generated programs and patients.

mod agreement;

use crate::generate::patients::as_of;
use crate::generate::programs::{self, Allowed};
use crate::generate::{Choices, patients};
use enrol::check::Program;
use enrol::evaluate::Dates;
use enrol::record::Patient;
use proptest::prelude::ProptestConfig;

pub const WHOLE_LANGUAGE: Allowed = Allowed { about_the_record: true };

/// So many cases; `PROPTEST_CASES` takes their place.
pub fn cases(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, max_shrink_iters: 4000, ..ProptestConfig::default() }
}

/// The program and the patient on two tapes.
pub fn pair(program: &[u32], patient: &[u32], allowed: Allowed) -> (Program, Patient) {
    (programs::program(&mut Choices::new(program), allowed), patients::patient(&mut Choices::new(patient)))
}

pub fn dates() -> Dates {
    Dates { as_of: as_of(), anchors: Vec::new() }
}
