//! `enrol explain CODE`, or the name of a lint in its place.

use super::arguments::Explain;
use super::failure::Failure;
use crate::diagnostic::{Code, nearest};
use crate::lint;

/// The page on a code.
pub(super) fn page(arguments: &Explain) -> Result<&'static str, Failure> {
    if let Some(code) = lint::find(&arguments.code) {
        return Ok(code.page());
    }
    let codes = Code::ALL.iter().map(|code| code.text());
    let near = nearest(&arguments.code, codes.chain(lint::LINTS.iter().map(|lint| lint.name)));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    Err(Failure::wrong_use(format!("there is no finding {}{hint}", arguments.code)))
}
