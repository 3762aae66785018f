//! What stands after ` ```verdict `: on which day, with which assumptions, how much of the explanation.

use super::Fault;
use crate::diagnostic::nearest;
use crate::value::Day;
use crate::vocabulary::Kind;

/// How an answer is computed and shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct How {
    /// `as of 2026-12-01`
    pub(super) as_of: Option<Day>,
    /// `assuming medications`
    pub(super) assuming: Vec<Kind>,
    /// `with minimum_upcr = 0.5 g/g`
    pub(super) with: Vec<(String, String)>,
    /// `of I4, E2`: these criteria and no other.
    pub(super) of: Vec<String>,
    /// `showing ask, why not`: more parts of the explanation.
    pub(super) showing: Vec<Part>,
}

/// A further part of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What to ask next.
    Ask,
    /// What would have to be otherwise.
    WhyNot,
    /// What it rests on.
    RestsOn,
    /// Each condition with what came out of it.
    Parts,
}

const PARTS: [(&str, Part); 4] =
    [("ask", Part::Ask), ("why not", Part::WhyNot), ("rests on", Part::RestsOn), ("parts", Part::Parts)];

/// What may be written.
const FORMS: &str = "write `of I4, E2`, `as of 2026-12-01`, `assuming medications`, `with NAME = VALUE` or `showing \
                     ask`, with `;` between two of them";

impl How {
    /// Reads it, or says what of it cannot be understood.
    pub(super) fn read(text: &str, line: usize) -> Result<How, Fault> {
        let mut how = How::default();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            how.part(part).map_err(|(what, help)| Fault::new(line, what, help))?;
        }
        Ok(how)
    }

    fn part(&mut self, part: &str) -> Result<(), (String, String)> {
        if let Some(day) = part.strip_prefix("as of ") {
            let found = Day::parse(day.trim());
            self.as_of = Some(found.ok_or_else(|| no_day(day))?);
        } else if let Some(kinds) = part.strip_prefix("assuming ") {
            self.assuming = list(kinds).map(kind).collect::<Result<_, _>>()?;
        } else if let Some(set) = part.strip_prefix("with ") {
            let (name, value) = set.split_once('=').ok_or_else(|| {
                let help = "write the parameter's name, `=` and its value, as in `with minimum_upcr = 0.5 g/g`";
                (format!("`{part}` sets no parameter"), help.to_owned())
            })?;
            self.with.push((name.trim().to_owned(), value.trim().to_owned()));
        } else if let Some(criteria) = part.strip_prefix("of ") {
            self.of = list(criteria).map(str::to_owned).collect();
        } else if let Some(parts) = part.strip_prefix("showing ") {
            self.showing = list(parts).map(shown).collect::<Result<_, _>>()?;
        } else {
            return Err((format!("`{part}` after ```verdict is not understood"), FORMS.to_owned()));
        }
        Ok(())
    }
}

/// What is said of a day that is none.
pub(super) fn no_day(written: &str) -> (String, String) {
    (format!("`{written}` is not a day of the calendar"), "write the day as 2026-11-22".to_owned())
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|one| !one.is_empty())
}

fn kind(name: &str) -> Result<Kind, (String, String)> {
    Kind::ALL.into_iter().find(|kind| kind.list() == name).ok_or_else(|| {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.list()).collect();
        (format!("`{name}` after `assuming` is not a list of a record"), format!("the lists are {}", known.join(", ")))
    })
}

fn shown(name: &str) -> Result<Part, (String, String)> {
    let found = PARTS.iter().find(|(known, _)| *known == name).map(|(_, part)| *part);
    found.ok_or_else(|| {
        let near = nearest(name, PARTS.iter().map(|(known, _)| *known));
        let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        let known: Vec<&str> = PARTS.iter().map(|(known, _)| *known).collect();
        (
            format!("`{name}` after `showing` is not a part of an explanation"),
            format!("{near}The parts are {}", known.join(", ")),
        )
    })
}
