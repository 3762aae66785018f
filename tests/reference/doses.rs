//! Doses: converted, summed, averaged over time, and single administrations.

use super::lists::Needed;
use super::model::{Found, Reference, Scope, Selection};
use super::value::{number, quantity};
use enrol::check::{EventsId, Measure, Part, Per, WindowId};
use enrol::record::{Event, More};
use enrol::value::{Day, DaySpan, Length, Limit, Number, Range, Truth};
use enrol::vocabulary::builtin::{attribute, unit};
use enrol::vocabulary::{AttributeId, Datum, Kind, UnitId, WordId};

/// Nought or more.
const ANY_DOSE: Range = Range { low: Limit::At(Number::ZERO), high: Limit::Open };

/// How many days may lie between a dose and the weight or surface by which it is divided.
const WEIGHT_DAYS: i32 = 90;

impl Reference<'_> {
    /// A dose, as another drug's worth and by weight or surface where that is asked.
    pub fn dose(
        &self,
        found: &Found,
        attribute: AttributeId,
        equivalent: Option<WordId>,
        per: Option<Per>,
    ) -> Option<Datum> {
        let Datum::Quantity(dose, recorded) = self.attribute(found, attribute)? else {
            return None;
        };
        let factor = equivalent.map_or(Some(Number::ONE), |target| self.worth(found.event.word, target))?;
        let dose = dose.scaled(factor);
        let by = relative_to(recorded);
        if by == per {
            return Some(Datum::Quantity(dose, recorded));
        }
        let absolute = match by {
            Some(by) => dose.times(&self.size(found, by)?),
            None => dose,
        };
        let daily = matches!(recorded, unit::MG_PER_DAY | unit::MG_PER_KG_DAY | unit::MG_PER_M2_DAY | unit::IU_PER_DAY);
        Some(match per {
            Some(per) => Datum::Quantity(absolute.over(&self.size(found, per)?), milligrams(daily, Some(per))),
            None => Datum::Quantity(absolute, milligrams(daily, None)),
        })
    }

    /// What one unit of a drug is worth of another: itself, or as the drug declares.
    fn worth(&self, word: WordId, target: WordId) -> Option<Number> {
        if word == target {
            return Some(Number::ONE);
        }
        let declared = &self.program.vocabulary.word(word).equivalents;
        let of_target = declared.iter().find(|equivalent| equivalent.of == target)?;
        of_target.theirs.over(of_target.mine)
    }

    /// The weight or surface nearest to the start of an exposure, within 90 days.
    fn size(&self, found: &Found, per: Per) -> Option<Range> {
        let wanted = if per == Per::Kilogram { "weight" } else { "bsa" };
        let sizes: Vec<_> = self
            .patient
            .events
            .iter()
            .enumerate()
            .filter_map(|(place, event)| {
                let size = self.recorded(place, event, true);
                let recorded = event.kind == Kind::Measurement && !event.planned && event.start.first <= self.as_of();
                let right = self.program.vocabulary.word(event.word).name == wanted;
                (recorded && right).then_some(size)
            })
            .collect();
        let near = |size: &Found| distance(size.start, found.start);
        let surely_within = sizes.iter().map(|size| near(size).1).filter(|furthest| *furthest <= WEIGHT_DAYS).min()?;
        let nearest = sizes.iter().filter(|size| near(size).0 <= surely_within);
        let ranges: Option<Vec<_>> = nearest.map(|size| self.result(size).as_ref().and_then(number)).collect();
        ranges?.into_iter().reduce(|a, b| a.hull(&b))
    }

    /// The sum of a dose: of the certain events at least, of the possible ones too at most.
    pub fn total(&self, selection: &Selection, measure: &Measure) -> Option<Datum> {
        let zero = Range::point(Number::ZERO);
        let mut sum = zero;
        for found in &selection.found {
            let dose = self.given(found, measure).unwrap_or(ANY_DOSE);
            sum = sum.plus(&if found.certain { dose } else { dose.hull(&zero) });
        }
        if selection.open {
            sum.high = Limit::Open;
        }
        quantity(sum)
    }

    /// How much an event gave: an administration its dose; an exposure its recorded total, else the sum of its
    /// administrations (recorded, or as the schedule implies), else its daily dose on each of its days that have come.
    fn given(&self, found: &Found, measure: &Measure) -> Option<Range> {
        let Measure::Dose { equivalent, per, .. } = measure else {
            return self.measure(found, measure).as_ref().and_then(number);
        };
        let of = |id| self.dose(found, id, *equivalent, *per).as_ref().and_then(number);
        if found.place.is_none() {
            // An administration tells its own dose; a stretch made of several tells that of none of them.
            return if found.start == found.end { of(attribute::DOSE) } else { None };
        }
        of(attribute::TOTAL_DOSE).or_else(|| self.administered(found, measure)).or_else(|| {
            // What was given on a schedule is known by its doses alone.
            let more = found.event.more.as_ref();
            if more.is_some_and(|more| more.every.is_some() || !more.administrations.is_empty()) {
                return None;
            }
            let whole = of(attribute::DAILY_DOSE)?.times(&self.days_of(found)?);
            Some(if whole.low == Limit::Open { Range { low: Limit::At(Number::ZERO), ..whole } } else { whole })
        })
    }

    fn administered(&self, found: &Found, measure: &Measure) -> Option<Range> {
        let doses = self.administrations(found)?;
        let ranges: Option<Vec<_>> = doses.iter().map(|dose| self.given(dose, measure)).collect();
        Some(ranges?.into_iter().fold(Range::point(Number::ZERO), |sum, dose| sum.plus(&dose)))
    }

    /// On how many days an exposure ran that have come, its first and last counted; `None` where a date is not known.
    fn days_of(&self, found: &Found) -> Option<Range> {
        let start = found.start.known()?;
        let end = if found.end == DaySpan::NEVER { self.as_of() } else { found.end.known()?.min(self.as_of()) };
        Some(Range::point(Number::whole(i64::from((end.0 - start.0).max(0)) + 1)))
    }

    /// The time-weighted mean of a daily dose over the days of a window that have come.
    pub fn average(
        &self,
        events: EventsId,
        measure: &Measure,
        window: WindowId,
        all_days: bool,
        scope: &Scope,
    ) -> Option<Datum> {
        let placement = self.window(window, None, scope);
        if placement.exists != Truth::Met {
            return None;
        }
        let to = placement.to.map(|day| day.min(self.as_of()));
        let (from, to) = (placement.from.known()?, to.known()?);
        if from > to {
            return None;
        }
        let selection = self.choose(events, scope, &[Needed::Window(window, Part::Any, scope.clone())]);
        let (mut sum, mut treated) = (Range::point(Number::ZERO), 0);
        for day in from.0..=to.0 {
            match self.day_sum(&selection, measure, Day(day)) {
                Running::No => {}
                Running::Possibly(dose) if all_days => sum = sum.plus(&dose),
                Running::Possibly(_) => return None,
                Running::Certainly(dose) => {
                    sum = sum.plus(&dose);
                    treated += 1;
                }
            }
        }
        let days = if all_days { i128::from(to.0 - from.0) + 1 } else { treated };
        if days == 0 || (selection.open && !all_days) {
            return None;
        }
        if selection.open {
            sum.high = Limit::Open;
        }
        quantity(sum.scaled(Number::ratio(1, days)?))
    }

    /// Whether the doses that run on a day compare as a test says.
    pub fn dose_on(&self, from: &Selection, measure: &Measure, day: Day, test: impl Fn(Range) -> Truth) -> Truth {
        match self.day_sum(from, measure, day) {
            Running::No => Truth::NotMet,
            Running::Possibly(sum) => test(sum).min(Truth::Unknown),
            Running::Certainly(sum) => test(sum),
        }
    }

    fn day_sum(&self, from: &Selection, measure: &Measure, day: Day) -> Running {
        let zero = Range::point(Number::ZERO);
        let (mut sum, mut certainly, mut possibly) = (zero, false, false);
        for found in &from.found {
            let on = DaySpan::on(day);
            let runs = found.start.at_most(on).and(on.at_most(found.end));
            let runs = if found.certain { runs } else { runs.min(Truth::Unknown) };
            let dose = self.measure(found, measure).as_ref().and_then(number).unwrap_or(ANY_DOSE);
            match runs {
                Truth::NotMet => {}
                Truth::Unknown => {
                    sum = sum.plus(&dose.hull(&zero));
                    possibly = true;
                }
                Truth::Met => {
                    sum = sum.plus(&dose);
                    certainly = true;
                }
            }
        }
        match (certainly, possibly) {
            (true, _) => Running::Certainly(sum),
            (false, true) => Running::Possibly(sum),
            (false, false) => Running::No,
        }
    }

    /// The administrations of exposures, as recorded or as the schedule implies. Where neither tells, there may be
    /// others.
    pub fn doses(&self, exposures: &Selection, needed: &[Needed]) -> Selection {
        let mut selection = Selection { found: Vec::new(), open: exposures.open, ..Selection::default() };
        for exposure in &exposures.found {
            match self.administrations(exposure) {
                Some(doses) => selection.found.extend(doses),
                None => selection.open |= needed.is_empty() || self.may_touch(exposure, needed, 0),
            }
        }
        selection
    }

    fn administrations(&self, exposure: &Found) -> Option<Vec<Found>> {
        let none = More::default();
        let more = exposure.event.more.as_deref().unwrap_or(&none);
        let days: Vec<_> = if more.administrations.is_empty() {
            self.scheduled(exposure, more)?.into_iter().map(|day| (DaySpan::on(day), None)).collect()
        } else {
            more.administrations.clone()
        };
        let have_come = days.into_iter().filter(|(day, _)| day.first <= self.as_of());
        let single = |(day, dose): (DaySpan, Option<Datum>)| {
            let day = DaySpan::between(day.first, day.last.min(self.as_of()));
            let event = with_dose(&exposure.event, dose);
            Found::derived(&event, exposure.certain, day, day)
        };
        Some(have_come.map(single).collect())
    }

    fn scheduled(&self, exposure: &Found, more: &More) -> Option<Vec<Day>> {
        let first = exposure.start.known()?;
        if exposure.end == exposure.start {
            return Some(vec![first]);
        }
        let every = more.every?;
        let end = if exposure.end == DaySpan::NEVER { self.as_of() } else { exposure.end.known()? };
        let end = end.min(self.as_of());
        let nth = |number: i32| match every {
            Length::Days(days) => first.plus_days(days * number),
            Length::Months(months) => first.plus_months(months * number),
            Length::HalfLives(_) => Day::MAX,
        };
        Some((0..).map(nth).take_while(|day| *day <= end).collect())
    }
}

/// Whether exposures run on a day, and the sum of their doses.
enum Running {
    No,
    Possibly(Range),
    Certainly(Range),
}

fn with_dose(exposure: &Event, dose: Option<Datum>) -> Event {
    let mut event = Event { more: None, ..exposure.clone() };
    if let Some(dose) = dose {
        event.attributes.retain(|(id, _)| *id != attribute::DOSE);
        event.attributes.push((attribute::DOSE, dose));
        event.attributes.sort_by_key(|(id, _)| *id);
    }
    event
}

fn milligrams(daily: bool, per: Option<Per>) -> UnitId {
    match (daily, per) {
        (false, None) => unit::MG,
        (false, Some(Per::Kilogram)) => unit::MG_PER_KG,
        (false, Some(Per::SquareMetre)) => unit::MG_PER_M2,
        (true, None) => unit::MG_PER_DAY,
        (true, Some(Per::Kilogram)) => unit::MG_PER_KG_DAY,
        (true, Some(Per::SquareMetre)) => unit::MG_PER_M2_DAY,
    }
}

/// By what a dose in that unit is already divided.
fn relative_to(recorded: UnitId) -> Option<Per> {
    match recorded {
        unit::MG_PER_KG | unit::MG_PER_KG_DAY | unit::IU_PER_KG | unit::CELLS_PER_KG => Some(Per::Kilogram),
        unit::MG_PER_M2 | unit::MG_PER_M2_DAY => Some(Per::SquareMetre),
        _ => None,
    }
}

/// The least and greatest number of days that may lie between two dates.
fn distance(a: DaySpan, b: DaySpan) -> (i32, i32) {
    let apart = (b.first.0 - a.last.0).max(a.first.0 - b.last.0).max(0);
    let furthest = (b.last.0 - a.first.0).max(a.last.0 - b.first.0);
    (apart, furthest)
}
