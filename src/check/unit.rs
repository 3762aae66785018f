//! Units of constants: read, converted exactly into the unit in which a word's values are kept, or refused.

use super::checker::Checker;
use super::names::{Context, Declared};
use crate::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::syntax::tree::Amount;
use crate::value::unit::{Conversion, Unit, UnitProblem};
use crate::value::{Length, Number};
use crate::vocabulary::{UnitId, Vocabulary, WordId, builtin::unit as builtin};
use std::collections::HashMap;
use std::sync::Arc;

/// The units met so far.
pub(super) struct Units {
    parsed: HashMap<String, Result<Unit, UnitProblem>>,
    ids: HashMap<String, UnitId>,
}

/// Units of time as rules write them, and how many days or calendar months each is.
const TIMES: &[(&str, Time)] = &[
    ("day", Time::Days(1)),
    ("days", Time::Days(1)),
    ("d", Time::Days(1)),
    ("week", Time::Days(7)),
    ("weeks", Time::Days(7)),
    ("month", Time::Months(1)),
    ("months", Time::Months(1)),
    ("year", Time::Months(12)),
    ("years", Time::Months(12)),
    ("hour", Time::Hours),
    ("hours", Time::Hours),
    ("h", Time::Hours),
    ("half_life", Time::HalfLives),
    ("half_lives", Time::HalfLives),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    Hours,
    Days(i32),
    Months(i32),
    HalfLives,
}

fn time(text: &str) -> Option<Time> {
    TIMES.iter().find(|(name, _)| *name == text).map(|(_, time)| *time)
}

/// Whether the unit counts calendar months, where it is a unit of time at all.
pub(super) fn calendar(text: &str) -> Option<bool> {
    Some(matches!(time(text)?, Time::Months(_)))
}

/// Whether the unit counts years.
pub(super) fn is_years(text: &str) -> bool {
    matches!(text, "year" | "years")
}

impl Units {
    pub(super) fn new(vocabulary: &Vocabulary) -> Units {
        let ids = vocabulary.units.iter().enumerate();
        let ids = ids.map(|(at, text)| (text.clone(), UnitId(u16::try_from(at).unwrap_or(u16::MAX))));
        Units { parsed: HashMap::new(), ids: ids.collect() }
    }

    fn read(&mut self, text: &str) -> Result<Unit, UnitProblem> {
        if let Some(known) = self.parsed.get(text) {
            return known.clone();
        }
        let read = Unit::parse(text);
        self.parsed.insert(text.to_owned(), read.clone());
        read
    }

    /// How values of one unit become values of another.
    pub(super) fn between(&mut self, from: &str, to: &str, molar: Option<Number>) -> Result<Conversion, UnitProblem> {
        Conversion::between(&self.read(from)?, &self.read(to)?, molar)
    }
}

/// Why a constant cannot be used in a unit.
pub(super) enum Refusal {
    /// It has no unit and needs one.
    Missing,
    /// Its unit is none.
    Unknown(UnitProblem),
    /// Its unit does not convert.
    Apart(Option<String>),
    /// The number does not fit.
    TooLarge,
}

impl<'a> Checker<'a> {
    /// The unit of that text, new or known.
    pub(super) fn unit_id(&mut self, text: &str) -> UnitId {
        if let Some(id) = self.units.ids.get(text) {
            return *id;
        }
        let id = UnitId(u16::try_from(self.vocabulary.units.len()).unwrap_or(u16::MAX));
        Arc::make_mut(&mut self.vocabulary).units.push(text.to_owned());
        self.units.ids.insert(text.to_owned(), id);
        id
    }

    /// The molar mass that all of some words share.
    pub(super) fn molar_mass(&self, words: &[WordId]) -> Option<Number> {
        let mut masses =
            words.iter().map(|word| self.vocabulary.word(*word).molar_mass.as_ref().map(|(mass, _)| *mass));
        let first = masses.next()??;
        masses.all(|mass| mass == Some(first)).then_some(first)
    }

    /// A number in the unit in which values are kept.
    pub(super) fn in_unit(
        &mut self,
        number: Number,
        from: Option<&str>,
        to: UnitId,
        words: &[WordId],
    ) -> Result<Number, Refusal> {
        if let Some(whole) = in_time(number, from, to) {
            return whole;
        }
        let target = self.unit_text(to).to_owned();
        let Some(from) = from else {
            return if to == builtin::ONE { Ok(number) } else { Err(Refusal::Missing) };
        };
        let molar = self.molar_mass(words);
        if time(from).is_some() && calendar(from) == Some(true) {
            return Err(Refusal::Apart(None));
        }
        if let Err(problem) = self.units.read(from) {
            return Err(Refusal::Unknown(problem));
        }
        match self.units.between(from, &target, molar) {
            Ok(conversion) => conversion.apply(number).ok_or(Refusal::TooLarge),
            Err(problem) => Err(Refusal::Apart(problem.reason)),
        }
    }

    /// Whether a written unit converts to one in which values are kept.
    pub(super) fn converts(&mut self, from: &str, to: UnitId, words: &[WordId]) -> bool {
        self.in_unit(Number::ONE, Some(from), to, words).is_ok()
    }

    /// The number of an amount.
    pub(super) fn number(&mut self, cx: &Context<'a>, amount: &Amount) -> Option<Number> {
        let number = Number::parse(&amount.number);
        if number.is_none() {
            let message = format!("`{}` cannot be used as a number", amount.number);
            let found = Diagnostic::new(Code::NotANumber, amount.span, message)
                .reason("exact arithmetic holds up to 18 digits")
                .help("write it with fewer digits or in a larger unit");
            self.report(cx, found);
        }
        number
    }

    /// Says why a constant cannot stand for a value in that unit. `what` names the value.
    pub(super) fn refuse(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        unit: Option<&str>,
        to: UnitId,
        what: &str,
        refusal: Refusal,
    ) {
        let target = self.unit_text(to).to_owned();
        let written = self.text(cx.file, span).to_owned();
        let unit_span = match unit {
            Some(unit) if written.ends_with(unit) && !matches!(refusal, Refusal::TooLarge) => {
                Span::new(span.end as usize - unit.len(), span.end as usize)
            }
            _ => span,
        };
        let whose = if what.is_empty() { "the value".to_owned() } else { what.to_owned() };
        let found = match refusal {
            Refusal::Missing => {
                let found = Diagnostic::new(Code::MissingUnit, span, format!("`{written}` needs a unit"))
                    .reason(format!("{whose} is kept in {target}; a bare number could mean any unit"))
                    .help(format!("write `{written} {target}`, or the unit that the protocol uses"));
                self.declared_without_unit(cx, found, &written, &target)
            }
            Refusal::Unknown(problem) => {
                let unit = unit.unwrap_or_default();
                let mut found = Diagnostic::new(Code::UnknownUnit, unit_span, problem.message.clone());
                found.reason.clone_from(&problem.reason);
                found.help = problem.help().or_else(|| self.near_unit(unit));
                found.help.get_or_insert_with(|| {
                    if target.is_empty() {
                        "write the number alone".to_owned()
                    } else {
                        format!("write it in {target}")
                    }
                });
                found
            }
            Refusal::Apart(reason) if to == builtin::ONE => {
                Diagnostic::new(Code::WrongDimension, unit_span, format!("{whose} is a number without unit"))
                    .reason(reason.unwrap_or_else(|| "a number without unit is not comparable with one".to_owned()))
                    .help("write the number alone")
            }
            Refusal::Apart(reason) => {
                let unit = unit.unwrap_or_default();
                let message = format!("{whose} is kept in {target}, which does not convert to {unit}");
                Diagnostic::new(Code::WrongDimension, unit_span, message)
                    .reason(reason.unwrap_or_else(|| "they measure different things".to_owned()))
                    .help(dimension_help(&target, unit))
            }
            Refusal::TooLarge => Diagnostic::new(Code::NotANumber, span, format!("`{written}` cannot be used here"))
                .reason(format!("in {target} it does not fit exact arithmetic, or is no whole number of them"))
                .help(format!("write it in {target}")),
        };
        self.report(cx, found);
    }

    fn near_unit(&self, written: &str) -> Option<String> {
        let known = self.vocabulary.units.iter().map(String::as_str).chain(TIMES.iter().map(|(name, _)| *name));
        nearest(written, known.filter(|unit| !unit.is_empty())).map(|unit| format!("did you mean `{unit}`?"))
    }

    /// A length of time; half-lives only where `drug` says that drugs are asked for.
    pub(super) fn length_of(&mut self, cx: &Context<'a>, amount: &Amount, drug: bool) -> Option<Length> {
        let number = self.number(cx, amount)?;
        let unit = amount.unit.as_ref().map(|unit| unit.text.as_str());
        self.length_in(cx, amount.span, number, unit, drug)
    }

    /// The same finding with the place where the unit belongs, if the number is that of a parameter.
    fn declared_without_unit(&self, cx: &Context<'a>, found: Diagnostic, name: &str, unit: &str) -> Diagnostic {
        let Some(Declared::Parameter(parameter)) = self.peek(cx, name) else { return found };
        let Some(entry) = self.scope(cx.file).and_then(|scope| scope.entries.get(name)) else { return found };
        let value = self.text(entry.place.0, parameter.value.span);
        let found = found.help(format!(
            "write the unit where it is declared: `parameter {name} = {value} {unit}`, or the unit that the protocol uses"
        ));
        if entry.place.0 == cx.file { found.also(parameter.value.span, "declared without one") } else { found }
    }

    /// A length of time from its number and unit.
    pub(super) fn length_in(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        number: Number,
        unit: Option<&str>,
        drug: bool,
    ) -> Option<Length> {
        let Some(unit) = unit else {
            let written = self.text(cx.file, span);
            let found = Diagnostic::new(Code::MissingUnit, span, format!("`{written}` needs a unit of time"))
                .reason("days, weeks and months are different rules: 28 days are not 1 month")
                .help(format!("write `{written} days`, weeks, months or years"));
            let found = self.declared_without_unit(cx, found, written, "days");
            self.report(cx, found);
            return None;
        };
        let Some(time) = time(unit) else {
            let whole = self.text(cx.file, span);
            let at =
                if whole.ends_with(unit) { Span::new(span.end as usize - unit.len(), span.end as usize) } else { span };
            let found = Diagnostic::new(Code::UnknownUnit, at, format!("`{unit}` is not a unit of time"))
                .reason("a length of time is counted in days, weeks, months, years or half_lives")
                .did_you_mean(unit, TIMES.iter().map(|(name, _)| *name).filter(|name| name.len() > 2));
            self.report(cx, found);
            return None;
        };
        let length = match time {
            Time::Days(days) => whole(number, days).map(Length::Days),
            Time::Months(months) => whole(number, months).map(Length::Months),
            Time::Hours => number.over(Number::whole(24)).and_then(|days| whole(days, 1)).map(Length::Days),
            Time::HalfLives => Some(Length::HalfLives(number)),
        };
        if matches!(time, Time::Hours) {
            self.in_hours(cx, span, length);
        }
        let Some(length) = length else {
            if matches!(time, Time::Hours) {
                return None;
            }
            let written = self.text(cx.file, span);
            let found =
                Diagnostic::new(Code::NotANumber, span, format!("`{written}` is no whole number of days or months"))
                    .reason("dates are civil days: a window begins and ends on a day")
                    .help("write it in days");
            self.report(cx, found);
            return None;
        };
        if number < Number::ZERO {
            let written = self.text(cx.file, span);
            let found = Diagnostic::new(Code::EmptyWindow, span, format!("`{written}` is a negative length of time"))
                .reason("a stretch of time that ends before it begins contains nothing")
                .help("write the length without sign, and `before` or `after`");
            self.report(cx, found);
            return None;
        }
        if matches!(length, Length::HalfLives(_)) && !drug {
            let found = Diagnostic::new(Code::WrongDimension, span, "half-lives of nothing that has one")
                .reason("only drugs have a half-life, and only the window of a drug can be counted in it")
                .help("write the length in days, weeks or months");
            self.report(cx, found);
            return None;
        }
        Some(length)
    }
}

impl<'a> Checker<'a> {
    /// Says what a length in hours is taken as, or that it cannot be told: records keep days, and no time of day.
    pub(super) fn in_hours(&mut self, cx: &Context<'a>, span: Span, length: Option<Length>) {
        let written = self.text(cx.file, span).to_owned();
        let found = match length {
            Some(Length::Days(days)) => {
                let taken = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
                Diagnostic::new(Code::Hours, span, format!("`{written}` is counted as {taken}"))
                    .reason(format!(
                        "records keep days, and no time of day: what lies {taken} back may be up to {} hours ago",
                        days.saturating_mul(24).saturating_add(24)
                    ))
                    .help(format!("write `{taken}` if that is what the protocol means"))
            }
            _ => Diagnostic::new(Code::NotANumber, span, format!("`{written}` is no whole number of days"))
                .reason("records keep days, and no time of day, so nothing shorter than a day can be told")
                .help(
                    "write `0 days` for the same day, `1 day` to allow the day before, or ask a person: `judged ...`",
                ),
        };
        self.report(cx, found);
    }
}

/// Whether a unit counts hours.
pub(super) fn is_hours(text: &str) -> bool {
    time(text) == Some(Time::Hours)
}

/// So many of a whole number of days or months.
fn whole(number: Number, each: i32) -> Option<i32> {
    let all = number.times(Number::whole(each.into()))?;
    all.is_whole().then(|| i32::try_from(all.floor()).ok())?
}

/// A time in days, months or years; [`None`] where the target is no time.
fn in_time(number: Number, from: Option<&str>, to: UnitId) -> Option<Result<Number, Refusal>> {
    if ![builtin::DAYS, builtin::MONTHS, builtin::YEARS].contains(&to) {
        return None;
    }
    let Some(from) = from else {
        return Some(Err(Refusal::Missing));
    };
    let Some(time) = time(from) else {
        return Some(match Unit::parse(from) {
            Ok(_) => Err(Refusal::Apart(None)),
            Err(problem) => Err(Refusal::Unknown(problem)),
        });
    };
    let calendar = "months and years are calendar time and have no fixed number of days";
    let scaled = match (time, to) {
        (Time::Days(days), builtin::DAYS) => number.times(Number::whole(days.into())),
        (Time::Hours, builtin::DAYS) => number.over(Number::whole(24)),
        (Time::Months(months), builtin::MONTHS) => number.times(Number::whole(months.into())),
        (Time::Months(months), builtin::YEARS) => {
            let all = number.times(Number::whole(months.into()));
            all.and_then(|all| all.over(Number::whole(12)))
        }
        (Time::HalfLives, _) => {
            let reason = "a half-life is that of one drug, and only the window of a drug says which";
            return Some(Err(Refusal::Apart(Some(reason.to_owned()))));
        }
        _ => return Some(Err(Refusal::Apart(Some(calendar.to_owned())))),
    };
    Some(scaled.filter(|number| number.is_whole()).ok_or(Refusal::TooLarge))
}

/// What to do where two units do not convert, for the slips that are common with doses.
fn dimension_help(target: &str, unit: &str) -> String {
    if time(unit) == Some(Time::HalfLives) {
        return "ask with a window: `no DRUG within 5 half_lives`, or `ended within 5 half_lives`".to_owned();
    }
    let relative = |text: &str, by: &str| text.split('/').skip(1).any(|part| part == by);
    for (by, words) in [("kg", "per kg"), ("m2", "per m2")] {
        if relative(unit, by) && !relative(target, by) {
            return format!("ask for it `{words}`, or write the threshold in {target}");
        }
        if relative(target, by) && !relative(unit, by) {
            return format!("leave `{words}` out, or write the threshold in {target}");
        }
    }
    if target == "years" {
        return "write it in years".to_owned();
    }
    format!("write the threshold in {target}")
}
