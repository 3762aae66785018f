//! Values: what a number, date or symbol can still be.

use super::model::{Found, Reference, Scope, Selection};
use super::time::hull;
use enrol::check::{Choose, Counting, Measure, PointId, Sign, TimeUnit, ValueId, ValueNode};
use enrol::record::Sex;
use enrol::value::{Day, DaySpan, Limit, Number, Range, Truth};
use enrol::vocabulary::builtin::{attribute, symbol, unit};
use enrol::vocabulary::{AttributeId, Datum, UnitId};

impl Reference<'_> {
    pub fn value(&self, id: ValueId, scope: &Scope) -> Option<Datum> {
        let datum = self.value_of(id, scope).and_then(something).map(|datum| self.in_its_unit(id, datum));
        self.log.borrow_mut().values.insert((id, scope.key()), datum.clone());
        datum
    }

    /// What is reckoned is in the unit of its node; what is read stays in that in which it was recorded.
    fn in_its_unit(&self, id: ValueId, datum: Datum) -> Datum {
        let node = self.program.value(id);
        let read = matches!(
            node.node,
            ValueNode::Constant(_) | ValueNode::Measure { .. } | ValueNode::Subject(_) | ValueNode::When(_)
        );
        match datum {
            Datum::Quantity(range, _) if !read => Datum::Quantity(range, node.unit.unwrap_or(unit::ONE)),
            datum => datum,
        }
    }

    fn value_of(&self, id: ValueId, scope: &Scope) -> Option<Datum> {
        match &self.program.value(id).node {
            ValueNode::Constant(datum) => Some(datum.clone()),
            ValueNode::Age(point) => self.age(*point, scope),
            ValueNode::Moved { date, length, back } => match self.value(*date, scope)? {
                Datum::Days(days) => {
                    let go = |day: Day| if *back { length.before(day) } else { length.after(day) };
                    Some(Datum::Days(days.map(|day| if day.is_real() { go(day).unwrap_or(day) } else { day })))
                }
                _ => None,
            },
            ValueNode::Day(point) => {
                let point = self.point(*point, scope);
                (point.exists == Truth::Met && !point.start.is_unknown()).then_some(Datum::Days(point.start))
            }
            ValueNode::TimeSince { point, unit } => self.time_since(*point, *unit, scope),
            ValueNode::Sex => self.patient.sex.map(|sex| {
                Datum::Symbol(match sex {
                    Sex::Female => symbol::FEMALE,
                    Sex::Male => symbol::MALE,
                    Sex::Other => symbol::OTHER,
                })
            }),
            ValueNode::Measure { events, choose, measure } => {
                self.chosen(&self.events(*events, scope), *choose, measure, self.program.value(id).unit)
            }
            ValueNode::Subject(measure) => self.measure(scope.subject.as_ref()?, measure),
            ValueNode::It(measure) => self.measure(scope.it.as_ref()?, measure),
            ValueNode::Count { events, counting } => Some(self.count(&self.events(*events, scope), counting)),
            ValueNode::Total { events, measure } => self.total(&self.events(*events, scope), measure),
            ValueNode::Average { events, measure, window, all_days } => {
                self.average(*events, measure, *window, *all_days, scope)
            }
            ValueNode::Arithmetic { left, sign, right } => {
                let (left, right) = (self.number(*left, scope), self.number(*right, scope));
                let (left, right) = (left?, right?);
                quantity(match sign {
                    Sign::Plus => left.plus(&right),
                    Sign::Minus => left.minus(&right),
                    Sign::Times => left.times(&right),
                    Sign::Over => left.over(&right),
                })
            }
            ValueNode::Extreme { greatest, of } => {
                let ranges = of.iter().map(|value| self.number(*value, scope).unwrap_or(Range::ANY));
                quantity(ranges.reduce(|a, b| if *greatest { a.max(&b) } else { a.min(&b) })?)
            }
            ValueNode::When(cases) => {
                let mut possible = Vec::new();
                for (value, condition) in cases {
                    let truth = self.truth(*condition, scope);
                    if truth != Truth::NotMet {
                        possible.push(self.value(*value, scope)?);
                    }
                    if truth == Truth::Met {
                        return possible.into_iter().map(Some).reduce(|a, b| datum_hull(a?, b?))?;
                    }
                }
                None
            }
            ValueNode::PercentChange { from, to } => {
                let (from, to) = (self.number(*from, scope)?, self.number(*to, scope)?);
                let hundred = Number::whole(100);
                quantity(to.over(&from).scaled(hundred).minus(&Range::point(hundred)))
            }
            ValueNode::Scaled { value, factor } => match self.value(*value, scope)? {
                Datum::Titre(range) => Some(Datum::Titre(range.scaled(*factor))),
                _ => quantity(self.number(*value, scope)?.scaled(*factor)),
            },
            ValueNode::ScoreTotal(score) => {
                let every = (0..self.program.score(*score).items.len()).collect::<Vec<_>>();
                quantity(self.points(*score, &every, scope))
            }
            ValueNode::ScorePoints { score, items } => quantity(self.points(*score, items, scope)),
        }
    }

    /// A value that is a quantity in the unit that it is asked in: nothing converts another.
    pub fn number(&self, id: ValueId, scope: &Scope) -> Option<Range> {
        let unit = self.program.value(id).unit;
        self.value(id, scope).as_ref().and_then(|datum| in_unit(datum, unit))
    }

    fn age(&self, point: PointId, scope: &Scope) -> Option<Datum> {
        let point = self.point(point, scope);
        let days = point.start;
        let birth = self.patient.birth?;
        let known = point.exists == Truth::Met
            && [days.first, days.last, birth.first, birth.last].iter().all(|day| day.is_real());
        let years = |day: Day, birth: Day| Number::whole(day.years_since(birth).into());
        known.then(|| {
            Datum::Quantity(Range::between(years(days.first, birth.last), years(days.last, birth.first)), unit::YEARS)
        })
    }

    fn time_since(&self, point: PointId, unit: TimeUnit, scope: &Scope) -> Option<Datum> {
        let point = self.point(point, scope);
        if point.exists != Truth::Met {
            return None;
        }
        let days = point.start;
        if days == DaySpan::NEVER {
            return None;
        }
        let as_of = self.as_of();
        // Whole months and years as windows count them: the largest number of them that fits, and more than that
        // where the day lies before the window of so many.
        let months = |day: Day, each: i32, up: bool| {
            let whole = as_of.months_since(day).div_euclid(each);
            let number = |count: i32| Number::whole(count.into());
            match (as_of.plus_months(-whole * each) <= day, up) {
                (true, _) => Limit::At(number(whole)),
                (false, true) => Limit::Beyond(number(whole + 1)),
                (false, false) => Limit::Beyond(number(whole)),
            }
        };
        let since = |day: Day, up: bool| match (day.is_real(), unit) {
            (false, _) => Limit::Open,
            (true, TimeUnit::Days) => Limit::At(Number::whole((as_of.0 - day.0).into())),
            (true, TimeUnit::Months) => months(day, 1, up),
            (true, TimeUnit::Years) => months(day, 12, up),
        };
        quantity(Range { low: since(days.last, false), high: since(days.first, true) })
    }

    fn count(&self, selection: &Selection, counting: &Counting) -> Datum {
        let (low, high) = self.amount(selection, counting);
        let whole = |count: usize| Limit::At(Number::whole(count as i64));
        Datum::Quantity(Range { low: whole(low), high: high.map_or(Limit::Open, whole) }, unit::ONE)
    }

    /// What a selection gives as one value. Nothing is known unless some event is certain.
    fn chosen(&self, selection: &Selection, choose: Choose, measure: &Measure, unit: Option<UnitId>) -> Option<Datum> {
        let some = if choose == Choose::One { selection.is_some() } else { selection.certain().next().is_some() };
        if !some {
            return None;
        }
        let of = |found: &Found| self.measure(found, measure);
        // The form is that of the first certain event that has one; another form could be anything.
        let form = selection.certain().filter_map(of).find(|datum| number(datum).is_some());
        let ranges = |certain: bool| {
            let some = selection.found.iter().filter(move |found| found.certain == certain);
            some.map(|found| match (of(found), &form) {
                (Some(Datum::Quantity(range, own)), Some(Datum::Quantity(..)))
                    if unit.is_none_or(|unit| unit == own) =>
                {
                    range
                }
                (Some(Datum::Titre(range)), Some(Datum::Titre(_))) => range,
                _ => Range::ANY,
            })
            .collect::<Vec<_>>()
        };
        let (certain, possible) = (ranges(true), ranges(false));
        let like = || {
            Some(match (form.clone()?, unit) {
                (Datum::Quantity(range, _), Some(unit)) => Datum::Quantity(range, unit),
                (form, _) => form,
            })
        };
        match choose {
            Choose::One => {
                let data: Option<Vec<_>> = selection.found.iter().map(of).collect();
                data?.into_iter().map(Some).reduce(|a, b| datum_hull(a?, b?))?
            }
            Choose::Highest => {
                let highest = certain.into_iter().reduce(|a, b| a.max(&b))?;
                let mut range = possible.iter().fold(highest, |range, next| range.hull(&range.max(next)));
                if selection.open {
                    range.high = Limit::Open;
                }
                like_form(range, &like()?)
            }
            Choose::Lowest => {
                let lowest = certain.into_iter().reduce(|a, b| a.min(&b))?;
                let mut range = possible.iter().fold(lowest, |range, next| range.hull(&range.min(next)));
                if selection.open {
                    range.low = Limit::Open;
                }
                like_form(range, &like()?)
            }
            Choose::Mean | Choose::Median if selection.open => None,
            Choose::Mean | Choose::Median if !self.can_go_through(possible.iter().map(|_| 2)) => None,
            Choose::Mean | Choose::Median => {
                let average = |some: &[Range]| if choose == Choose::Mean { mean(some) } else { median(some) };
                let range = subsets(&possible)
                    .map(|more| average(&certain.iter().chain(more.iter()).copied().collect::<Vec<_>>()))
                    .reduce(|a, b| a.hull(&b))?;
                like_form(range, &like()?)
            }
        }
    }

    /// What is measured of one event.
    pub fn measure(&self, found: &Found, measure: &Measure) -> Option<Datum> {
        let limits = found.event.more.as_ref().map(|more| more.limits).unwrap_or_default();
        match measure {
            Measure::Result => self.result(found),
            Measure::OverUpper => over_limit(self.result(found)?, limits.1?),
            Measure::OverLower => over_limit(self.result(found)?, limits.0?),
            Measure::Attribute(id) => self.attribute(found, *id),
            Measure::Dose { attribute, equivalent, per } => self.dose(found, *attribute, *equivalent, *per),
            Measure::Items(items) => self.assessed_points(found, items),
            Measure::Start => Some(Datum::Days(found.start)),
            Measure::End => Some(Datum::Days(found.end)),
            Measure::Word => Some(Datum::Words(vec![found.event.word])),
        }
    }

    /// The result; one that disagrees with its items or with another source is not known.
    pub fn result(&self, found: &Found) -> Option<Datum> {
        let more = found.event.more.as_deref();
        let unusable = more.is_some_and(|more| more.unusable.is_some() || more.conflict.is_some());
        if unusable { None } else { found.event.result.clone() }
    }

    /// An attribute. What is ongoing has certainly not been stopped for any reason.
    pub fn attribute(&self, found: &Found, id: AttributeId) -> Option<Datum> {
        let recorded = found.event.attribute(id).cloned();
        let ongoing = found.end == DaySpan::NEVER;
        match id {
            attribute::VALUE => self.result(found),
            attribute::DATE | attribute::START => Some(Datum::Days(found.start)),
            attribute::END => Some(Datum::Days(found.end)),
            attribute::DRUG => Some(Datum::Words(vec![found.event.word])),
            attribute::STOP_REASON if ongoing && recorded.is_none() => Some(Datum::Symbols(Vec::new())),
            _ => recorded,
        }
    }
}

pub fn quantity(range: Range) -> Option<Datum> {
    Some(Datum::Quantity(range, unit::ONE))
}

/// A datum that says something; one that could be anything says nothing.
pub fn something(datum: Datum) -> Option<Datum> {
    let nothing = match &datum {
        Datum::Quantity(range, _) | Datum::Titre(range) => *range == Range::ANY,
        Datum::Days(span) => span.is_unknown(),
        Datum::Symbol(_) | Datum::Symbols(_) | Datum::Words(_) | Datum::Either(_) => false,
    };
    (!nothing).then_some(datum)
}

fn in_unit(datum: &Datum, wanted: Option<UnitId>) -> Option<Range> {
    match datum {
        Datum::Quantity(range, unit) if wanted.is_none_or(|wanted| wanted == *unit) => Some(*range),
        _ => None,
    }
}

pub fn number(datum: &Datum) -> Option<Range> {
    match datum {
        Datum::Quantity(range, _) | Datum::Titre(range) => Some(*range),
        _ => None,
    }
}

fn like_form(range: Range, like: &Datum) -> Option<Datum> {
    match like {
        Datum::Quantity(_, unit) => Some(Datum::Quantity(range, *unit)),
        Datum::Titre(_) => Some(Datum::Titre(range)),
        _ => None,
    }
}

fn over_limit(result: Datum, limit: Number) -> Option<Datum> {
    match result {
        Datum::Quantity(range, _) if limit > Number::ZERO => quantity(range.scaled(Number::ONE.over(limit)?)),
        _ => None,
    }
}

/// What either of two data could be; nothing where they have no range in common.
fn datum_hull(a: Datum, b: Datum) -> Option<Datum> {
    match (a, b) {
        (Datum::Quantity(a, unit), Datum::Quantity(b, other)) if unit == other => {
            Some(Datum::Quantity(a.hull(&b), unit))
        }
        (Datum::Titre(a), Datum::Titre(b)) => Some(Datum::Titre(a.hull(&b))),
        (Datum::Days(a), Datum::Days(b)) => Some(Datum::Days(hull(a, b))),
        (a, b) => (a == b).then_some(a),
    }
}

fn subsets(of: &[Range]) -> impl Iterator<Item = Vec<Range>> + '_ {
    (0..1u32 << of.len()).map(move |subset| {
        of.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1).map(|(_, range)| *range).collect()
    })
}

fn mean(ranges: &[Range]) -> Range {
    let sum = ranges.iter().copied().reduce(|a, b| a.plus(&b)).unwrap_or(Range::ANY);
    sum.scaled(Number::ratio(1, ranges.len() as i128).unwrap())
}

/// The median of the lower ends and of the upper ends; an open lower end lies below all others, an open upper end above.
fn median(ranges: &[Range]) -> Range {
    let middle = |mut sorted: Vec<Range>| mean(&[sorted[(sorted.len() - 1) / 2], sorted.swap_remove(sorted.len() / 2)]);
    let mut by_low = ranges.to_vec();
    by_low.sort_by_key(|range| match range.low {
        Limit::Open => (0, Number::ZERO, 0),
        Limit::At(low) => (1, low, 0),
        Limit::Beyond(low) => (1, low, 1),
    });
    let mut by_high = ranges.to_vec();
    by_high.sort_by_key(|range| match range.high {
        Limit::Beyond(high) => (0, high, 0),
        Limit::At(high) => (0, high, 1),
        Limit::Open => (1, Number::ZERO, 0),
    });
    Range { low: middle(by_low).low, high: middle(by_high).high }
}
