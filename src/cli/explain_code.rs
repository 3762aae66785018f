//! `enrol explain CODE`

use super::arguments::Explain;
use super::failure::Failure;
use crate::diagnostic::{Code, nearest};

/// The page on a code.
pub(super) fn page(arguments: &Explain) -> Result<&'static str, Failure> {
    if let Some(code) = Code::find(&arguments.code) {
        return Ok(code.page());
    }
    let near = nearest(&arguments.code, Code::ALL.iter().map(|code| code.text()));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    Err(Failure::wrong_use(format!("there is no code {}{hint}", arguments.code)))
}
