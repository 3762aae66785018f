//! Doses over time: totals, averages, periods of a summed daily dose, single administrations.

use super::judgement::{Match, Outcome, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use crate::check::{EventsId, Measure, Part, ValueId, WindowId};
use crate::record::{Event, More};
use crate::value::{Comparison, Day, DaySpan, Length, Limit, Number, Range, Truth};
use crate::vocabulary::{Datum, UnitId, builtin};

/// No more administrations than this are made from one schedule.
const MOST_DOSES: i32 = 10_000;

impl<O: Observer> Run<'_, O> {
    /// The sum of a dose over events. One whose dose is not known can only add.
    pub(super) fn total(&mut self, events: EventsId, measure: &Measure, unit: Option<UnitId>, scope: Scope) -> Outcome {
        let found = self.select(events, scope);
        let open = self.open(events, scope);
        let nothing = Range::point(Number::ZERO);
        let mut sum = nothing;
        let mut outcome = Outcome::default();
        for exposure in &found {
            let (amount, reason) = self.amount_given(exposure, measure, unit);
            let amount = amount.unwrap_or(Range { low: Limit::At(Number::ZERO), high: Limit::Open });
            let amount = if exposure.certainty == Truth::Met { amount } else { amount.hull(&nothing) };
            sum = sum.plus(&amount);
            if O::DETAIL {
                outcome.facts.push(exposure.event);
                outcome.reasons.extend(exposure.reasons.iter().cloned());
                outcome.reasons.extend(reason);
            }
        }
        if open.is_open() {
            sum.high = Limit::Open;
            outcome.reasons.extend(open.reasons);
        }
        self.give_back(found);
        Outcome { datum: Some(Datum::Quantity(sum, unit.unwrap_or(builtin::unit::MG))), ..outcome }
    }

    /// How much an exposure gave in all: as recorded, as the sum of its administrations, or as daily dose times days.
    fn amount_given(&self, found: &Match, measure: &Measure, unit: Option<UnitId>) -> (Option<Range>, Option<Reason>) {
        let of = |attribute| match measure {
            Measure::Dose { equivalent, per, .. } => Measure::Dose { attribute, equivalent: *equivalent, per: *per },
            other => other.clone(),
        };
        use builtin::attribute as a;
        if self.is_single(found) {
            let (dose, reason) = self.measure(found.event, &of(a::DOSE), unit);
            return match dose {
                Some(Datum::Quantity(range, _)) => (Some(range), None),
                _ => (None, reason),
            };
        }
        if found.event.0 as usize >= self.patient.events.len() {
            // A stretch made of several tells the dose of none of them.
            return (None, Some(Reason::AttributeMissing { event: found.event, attribute: a::TOTAL_DOSE }));
        }
        if let (Some(Datum::Quantity(range, _)), _) = self.measure(found.event, &of(a::TOTAL_DOSE), unit) {
            return (Some(range), None);
        }
        if let Some(sum) = self.administered(found, &of(a::DOSE), unit) {
            return (Some(sum), None);
        }
        // What was given on a schedule is known by its doses alone.
        let more = self.event(found.event).more.as_deref();
        if more.is_some_and(|more| more.every.is_some() || !more.administrations.is_empty()) {
            return (None, Some(Reason::AttributeMissing { event: found.event, attribute: a::DOSE }));
        }
        let daily_unit = match unit {
            Some(builtin::unit::MG_PER_KG) => builtin::unit::MG_PER_KG_DAY,
            Some(builtin::unit::MG_PER_M2) => builtin::unit::MG_PER_M2_DAY,
            Some(builtin::unit::IU) => builtin::unit::IU_PER_DAY,
            None | Some(builtin::unit::MG) => builtin::unit::MG_PER_DAY,
            // Nothing is given daily in this unit.
            Some(_) => {
                let attribute = builtin::attribute::TOTAL_DOSE;
                return (None, Some(Reason::AttributeMissing { event: found.event, attribute }));
            }
        };
        let (daily, reason) = self.measure(found.event, &of(a::DAILY_DOSE), Some(daily_unit));
        let days = (found.start.known(), found.end.known().or((found.end == DaySpan::NEVER).then_some(self.as_of)));
        match (daily, days) {
            (Some(Datum::Quantity(range, _)), (Some(start), Some(end))) => {
                let days = i64::from(end.min(self.as_of).0 - start.0 + 1).max(0);
                (Some(range.scaled(Number::whole(days))), None)
            }
            (Some(_), _) => (None, Some(Reason::DateImprecise { event: found.event })),
            (None, _) => (None, reason),
        }
    }

    /// Whether it is one administration, rather than an exposure.
    fn is_single(&self, found: &Match) -> bool {
        found.start == found.end && found.event.0 as usize >= self.patient.events.len()
    }

    /// The sum of the administrations of an exposure; `None` where they or a dose of them are not known.
    fn administered(&self, found: &Match, measure: &Measure, unit: Option<UnitId>) -> Option<Range> {
        let Measure::Dose { attribute, equivalent, per } = measure else {
            return None;
        };
        let event = self.event(found.event);
        let given = administrations(event, found, self.as_of)?;
        given.into_iter().try_fold(Range::point(Number::ZERO), |sum, (day, dose)| {
            let single = administration(event, day, dose);
            match self.dose(&single, found.event, *attribute, *equivalent, *per, unit) {
                (Some(Datum::Quantity(range, _)), _) => Some(sum.plus(&range)),
                _ => None,
            }
        })
    }

    /// The time-weighted mean of a daily dose. The first and the last day both count.
    pub(super) fn average(
        &mut self,
        events: EventsId,
        measure: &Measure,
        window: WindowId,
        all_days: bool,
        unit: Option<UnitId>,
        scope: Scope,
    ) -> Outcome {
        let span = self.window(window, scope, None);
        let to = span.to.map(|day| day.min(self.as_of));
        let (Some(from), Some(to)) = (span.from.known(), to.known()) else {
            return Outcome { reasons: span.reasons.clone(), ..Outcome::default() };
        };
        if span.exists != Truth::Met || from > to {
            return Outcome { reasons: span.reasons.clone(), ..Outcome::default() };
        }
        let found = self.select(events, scope);
        let open = self.open_in(events, &span, Part::Any, scope);
        let unit = unit.unwrap_or(builtin::unit::MG_PER_DAY);
        let mut outcome = Outcome::default();
        let mut doses = Vec::with_capacity(found.len());
        for exposure in &found {
            let (dose, reason) = self.daily_dose(exposure, measure, Some(unit));
            doses.push(dose);
            if O::DETAIL {
                outcome.facts.push(exposure.event);
                outcome.reasons.extend(reason);
                outcome.reasons.extend(exposure.reasons.iter().cloned());
                outcome.reasons.extend(super::select::date_reason(exposure.start, exposure.end, exposure.event));
            }
        }
        let mut sum = Range::point(Number::ZERO);
        let (mut treated, mut settled) = (0, true);
        for piece in pieces(&found, &doses, from, to) {
            let days = i64::from(piece.to.0 - piece.from.0 + 1);
            sum = sum.plus(&piece.sum.scaled(Number::whole(days)));
            treated += if piece.runs == Truth::Met { days } else { 0 };
            settled &= piece.runs != Truth::Unknown;
        }
        self.give_back(found);
        if open.is_open() {
            sum.high = Limit::Open;
            outcome.reasons.extend(open.reasons.iter().cloned());
        }
        let days = if all_days { i64::from(to.0 - from.0 + 1) } else { treated };
        // Over treated days alone, it must be certain which days those are.
        let share = Number::ONE.over(Number::whole(days)).filter(|_| all_days || (settled && !open.is_open()));
        outcome.datum = share.map(|share| Datum::Quantity(sum.scaled(share), unit));
        if sum.known().is_some() {
            outcome.reasons.clear();
        }
        outcome
    }

    /// The daily dose of an exposure; any dose at all where it is not known.
    fn daily_dose(&self, exposure: &Match, measure: &Measure, unit: Option<UnitId>) -> (Range, Option<Reason>) {
        match self.measure(exposure.event, measure, unit) {
            (Some(Datum::Quantity(range, _)), reason) => (range, reason),
            (_, reason) => (Range { low: Limit::At(Number::ZERO), high: Limit::Open }, reason),
        }
    }

    /// Maximal periods in which the summed daily dose compares as asked.
    pub(super) fn select_dose_periods(
        &mut self,
        id: EventsId,
        (of, measure, bounds): (EventsId, &Measure, &[(Comparison, ValueId)]),
        scope: Scope,
    ) -> Vec<Match> {
        let mut found = self.select(of, scope);
        let bound_unit = bounds.first().and_then(|(_, bound)| self.program.value(*bound).unit);
        let mut within: Vec<(Comparison, Range)> = Vec::with_capacity(bounds.len());
        for (comparison, bound) in bounds {
            within.push(match self.value(*bound, scope).datum {
                Some(Datum::Quantity(range, _)) => (*comparison, range),
                _ => (*comparison, Range::ANY),
            });
        }
        let satisfies = |sum: &Range| {
            within.iter().fold(Truth::Met, |all, (comparison, bound)| all.and(sum.compare(*comparison, bound)))
        };
        let mut doses: Vec<Range> = Vec::with_capacity(found.len());
        for exposure in &mut found {
            let (dose, reason) = self.daily_dose(exposure, measure, bound_unit);
            doses.push(dose);
            exposure.reasons.extend(reason.filter(|_| O::DETAIL));
        }
        let mut periods: Vec<(Day, Day, Truth)> = Vec::new();
        let mut open_reasons: Vec<Reason> = Vec::new();
        for piece in pieces(&found, &doses, Day::MIN, Day::MAX) {
            if O::DETAIL && piece.runs != Truth::NotMet {
                let dose = Datum::Quantity(piece.sum, bound_unit.unwrap_or(builtin::unit::MG_PER_DAY));
                self.observer.dosed(id, DaySpan::between(piece.from, piece.to), &dose);
            }
            // Days on which nothing can have run are no days of exposure, whatever is asked of the dose.
            let mut truth = match piece.runs {
                Truth::NotMet => Truth::NotMet,
                Truth::Unknown => satisfies(&piece.sum).min(Truth::Unknown),
                Truth::Met => satisfies(&piece.sum),
            };
            // What nobody recorded would add to the sum.
            let more = |comparison: &Comparison| matches!(comparison, Comparison::AtLeast | Comparison::Greater);
            let more_is_more = within.iter().all(|(comparison, _)| more(comparison));
            if truth == Truth::Met && !more_is_more {
                let open = self.open_between(of, piece.from, piece.to, scope);
                if open.is_open() {
                    truth = Truth::Unknown;
                    open_reasons.extend(open.reasons);
                }
            }
            match periods.last_mut() {
                Some((_, end, before)) if *before == truth => *end = piece.to,
                _ => periods.push((piece.from, piece.to, truth)),
            }
        }
        let mut kept = self.emit_periods(&found, &periods);
        for period in kept.iter_mut().filter(|period| period.certainty == Truth::Unknown) {
            period.reasons.extend(open_reasons.first().cloned());
        }
        self.give_back(found);
        kept
    }

    /// The periods of each run of days on which it may hold. Stretches on which it certainly does may be one period, so only
    /// the last of a run is certain to be one of its own; where there is none, the run may hold one.
    fn emit_periods(&mut self, found: &[Match], periods: &[(Day, Day, Truth)]) -> Vec<Match> {
        let mut kept = self.list();
        for run in periods.split(|(_, _, truth)| *truth == Truth::NotMet) {
            let (Some((first, _, _)), Some((_, last, _))) = (run.first(), run.last()) else {
                continue;
            };
            let certain: Vec<_> = run.iter().filter(|(_, _, truth)| *truth == Truth::Met).collect();
            if certain.is_empty() {
                let whole = DaySpan::between(*first, *last);
                kept.extend(self.period(found, whole, whole, Truth::Unknown));
            }
            for (place, (from, to, _)) in certain.iter().enumerate() {
                let certainty = if place + 1 == certain.len() { Truth::Met } else { Truth::Unknown };
                let (start, end) = (DaySpan::between(*first, *from), DaySpan::between(*to, *last));
                kept.extend(self.period(found, start, end, certainty));
            }
        }
        kept
    }

    /// A period, known by the first of the exposures that it rests on. All are of one word, since the sum is of no drug alone.
    fn period(&mut self, found: &[Match], start: DaySpan, end: DaySpan, certainty: Truth) -> Option<Match> {
        let meets = |exposure: &&Match| exposure.start.first <= end.last && exposure.end.last >= start.first;
        let exposure = found.iter().find(meets)?;
        let mut event = self.event(exposure.event).clone();
        (event.start, event.end) = (start, end);
        event.word = found.first().map_or(event.word, |first| self.event(first.event).word);
        let reasons = if O::DETAIL { exposure.reasons.clone() } else { Vec::new() };
        let event = self.derive(event);
        Some(Match { event, certainty, start, end, reasons })
    }

    /// Single administrations, as recorded or as the schedule implies. Where neither tells, the list is open.
    pub(super) fn select_doses(&mut self, of: EventsId, scope: Scope) -> Vec<Match> {
        let found = self.select(of, scope);
        let mut doses = self.list();
        for exposure in &found {
            let event = self.event(exposure.event).clone();
            let Some(given) = administrations(&event, exposure, self.as_of) else {
                continue;
            };
            for (day, dose) in given {
                let single = administration(&event, day, dose);
                let event = self.derive(single);
                doses.push(Match { event, start: day, end: day, ..exposure.clone() });
            }
        }
        self.give_back(found);
        doses
    }

    /// Whether the administrations of an exposure are known.
    pub(super) fn has_countable_doses(&self, exposure: &Match) -> bool {
        administrations(self.event(exposure.event), exposure, self.as_of).is_some()
    }
}

/// One administration of an exposure as an event of its own.
fn administration(exposure: &Event, day: DaySpan, dose: Option<Datum>) -> Event {
    let mut single = exposure.clone();
    (single.start, single.end) = (day, day);
    single.more = exposure.more.as_ref().map(|_| Box::new(More::default()));
    if let Some(dose) = dose {
        single.attributes.retain(|(id, _)| *id != builtin::attribute::DOSE);
        single.attributes.push((builtin::attribute::DOSE, dose));
        single.attributes.sort_by_key(|(id, _)| *id);
    }
    single
}

/// The administrations of an exposure up to the as-of date; `None` where they are not known.
fn administrations(event: &Event, exposure: &Match, as_of: Day) -> Option<Vec<(DaySpan, Option<Datum>)>> {
    let more = event.more.as_deref();
    if let Some(given) = more.map(|more| &more.administrations).filter(|given| !given.is_empty()) {
        return Some(given.iter().filter(|(day, _)| day.first <= as_of).cloned().collect());
    }
    let dose = event.attribute(builtin::attribute::DOSE).cloned();
    let start = exposure.start.known()?;
    if exposure.end == exposure.start {
        return Some(vec![(exposure.start, dose)]);
    }
    let every = more.and_then(|more| more.every)?;
    let end = exposure.end.known().or((exposure.end == DaySpan::NEVER).then_some(as_of))?.min(as_of);
    let day = |number: i32| match every {
        Length::Days(days) => days.checked_mul(number).map(|days| start.plus_days(days)),
        Length::Months(months) => months.checked_mul(number).map(|months| start.plus_months(months)),
        Length::HalfLives(_) => None,
    };
    let days = (0..MOST_DOSES).map_while(day).take_while(|day| *day <= end);
    Some(days.map(|day| (DaySpan::on(day), dose.clone())).collect())
}

/// Days on which the same exposures run.
struct Piece {
    from: Day,
    to: Day,
    /// Whether any exposure runs.
    runs: Truth,
    /// The sum of their daily doses.
    sum: Range,
}

/// The days from `from` to `to`, cut wherever an exposure may begin or end.
fn pieces(found: &[Match], doses: &[Range], from: Day, to: Day) -> Vec<Piece> {
    let after = |day: Day| if day.is_real() { day.plus_days(1) } else { day };
    let mut edges: Vec<Day> = vec![from];
    for exposure in found {
        edges.extend([exposure.start.first, exposure.start.last, after(exposure.end.first), after(exposure.end.last)]);
    }
    edges.retain(|day| *day >= from && *day <= to && (*day < Day::MAX || from == Day::MAX));
    edges.sort();
    edges.dedup();
    let ends = edges.iter().skip(1).map(|next| next.plus_days(-1)).chain([to]);
    let nothing = Range::point(Number::ZERO);
    edges
        .iter()
        .zip(ends)
        .map(|(from, to)| {
            let (mut sum, mut runs) = (nothing, Truth::NotMet);
            for (exposure, dose) in found.iter().zip(doses) {
                let day = DaySpan::on(*from);
                let own = exposure.start.at_most(day).and(day.at_most(exposure.end)).and(exposure.certainty);
                runs = runs.or(own);
                match own {
                    Truth::NotMet => {}
                    Truth::Unknown => sum = sum.plus(&dose.hull(&nothing)),
                    Truth::Met => sum = sum.plus(dose),
                }
            }
            Piece { from: *from, to, runs, sum }
        })
        .collect()
}
