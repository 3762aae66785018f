//! Truths: strong Kleene over what events, values and people say.

use super::model::{Found, Reference, Scope, agreed};
use enrol::check::{Among, Choose, Measure, TruthId, TruthNode, ValueId, ValueNode};
use enrol::record::{Answer, Stated};
use enrol::value::{Comparison, Day, DaySpan, Range, Truth};
use enrol::vocabulary::builtin::symbol;
use enrol::vocabulary::{Bound, Datum, QuestionId, SiteId, SymbolId, WordId, WordSet};

impl Reference<'_> {
    pub fn truth(&self, id: TruthId, scope: &Scope) -> Truth {
        let truth = self.truth_of(id, scope);
        self.log.borrow_mut().truths.insert((id, scope.key()), truth);
        truth
    }

    fn truth_of(&self, id: TruthId, scope: &Scope) -> Truth {
        let truths = |of: &[TruthId]| of.iter().map(|truth| self.truth(*truth, scope)).collect::<Vec<_>>();
        match &self.program.truth(id).node {
            TruthNode::Constant(holds) => Truth::of(*holds),
            TruthNode::All(of) => truths(of).into_iter().min().unwrap_or(Truth::Met),
            TruthNode::Any(of) => truths(of).into_iter().max().unwrap_or(Truth::NotMet),
            TruthNode::Count { of, least, most } => {
                every_world(&truths(of), |met| met >= *least as usize && most.is_none_or(|most| met <= most as usize))
            }
            TruthNode::Not(truth) => !self.truth(*truth, scope),
            TruthNode::Compare { left, comparison, right } => {
                compare(self.value(*left, scope), *comparison, self.value(*right, scope))
            }
            TruthNode::Between { value, low, high, high_belongs } => {
                let below = if *high_belongs { Comparison::AtMost } else { Comparison::Less };
                let datum = self.value(*value, scope);
                let above_low = compare(datum.clone(), Comparison::AtLeast, self.value(*low, scope));
                above_low.and(compare(datum, below, self.value(*high, scope)))
            }
            TruthNode::Among { value, quantifier, set, unsaid } => {
                self.of_each(*value, scope, |datum| among(datum, *quantifier, set, unsaid))
            }
            TruthNode::AmongWords { value, quantifier, sets } => self.of_each(*value, scope, |datum| match datum {
                Some(Datum::Words(words)) => self.among_words(&words, *quantifier, sets),
                _ => Truth::Unknown,
            }),
            TruthNode::Qualitative { value, means, bounds, negated } => {
                let truth = self.qualitative(*value, means, bounds, scope);
                if *negated { !truth } else { truth }
            }
            TruthNode::ValueKnown(value) => Truth::of(self.value(*value, scope).is_some()),
            TruthNode::TruthKnown(truth) => Truth::of(self.truth(*truth, scope) != Truth::Unknown),
            TruthNode::EventsKnown(events) => {
                let selection = self.events(*events, scope);
                let none = selection.found.is_empty() && !selection.open;
                Truth::of(none || selection.certain().next().is_some())
            }
            TruthNode::Amount { events, least, most, counting } => {
                let selection = self.events(*events, scope);
                self.amount_between(&selection, counting, *least as usize, most.map(|most| most as usize))
            }
            TruthNode::Every { events, condition } => {
                let selection = self.events(*events, scope);
                let of_each = selection.found.iter().map(|found| {
                    let exists = if found.certain { Truth::Met } else { Truth::Unknown };
                    exists.implies(self.truth(*condition, &scope.about(found)))
                });
                let recorded = of_each.collect::<Vec<_>>().into_iter().min().unwrap_or(Truth::Met);
                if selection.open { recorded.min(Truth::Unknown) } else { recorded }
            }
            TruthNode::Asked { question, arguments } => self.asked(*question, arguments),
            TruthNode::Stated { intolerance, words, roots } => self.stated(*intolerance, words, roots),
            TruthNode::Site { question, arguments, accepted } => self.site(*question, arguments, accepted),
        }
    }

    /// A truth about one value; of a chosen event, all that may be meant must agree, and of one that can have been several
    /// things, all of these.
    fn of_each(&self, value: ValueId, scope: &Scope, truth: impl Fn(Option<Datum>) -> Truth) -> Truth {
        let datum = self.value(value, scope);
        let truth = |datum: Option<Datum>| match datum {
            Some(Datum::Either(data)) => agreed(data.into_iter().map(|datum| truth(Some(datum)))),
            datum => truth(datum),
        };
        match &self.program.value(value).node {
            ValueNode::Measure { events, choose: Choose::One, measure } => {
                let selection = self.events(*events, scope);
                let truths = selection.found.iter().map(|found| truth(self.measure(found, measure)));
                if selection.is_some() { agreed(truths) } else { Truth::Unknown }
            }
            _ => truth(datum),
        }
    }

    fn among_words(&self, words: &[WordId], quantifier: Among, sets: &[WordSet]) -> Truth {
        let hit = |set: &WordSet| words.iter().map(|word| self.word_in(*word, set)).max().unwrap_or(Truth::NotMet);
        let any = || sets.iter().map(hit).max().unwrap_or(Truth::NotMet);
        match quantifier {
            Among::Any => any(),
            Among::None => !any(),
            Among::All => sets.iter().map(hit).min().unwrap_or(Truth::Met),
            Among::Only => {
                let inside = |word: &WordId| sets.iter().map(|set| self.word_in(*word, set)).max();
                let all = words.iter().map(|word| inside(word).unwrap_or(Truth::NotMet)).min();
                all.unwrap_or(Truth::NotMet)
            }
        }
    }

    fn qualitative(
        &self,
        value: ValueId,
        means: &[SymbolId],
        bounds: &[(WordId, Comparison, Bound)],
        scope: &Scope,
    ) -> Truth {
        self.value(value, scope);
        match &self.program.value(value).node {
            ValueNode::Subject(_) => {
                scope.subject.as_ref().map_or(Truth::Unknown, |found| self.result_means(found, means, bounds))
            }
            ValueNode::It(_) => {
                scope.it.as_ref().map_or(Truth::Unknown, |found| self.result_means(found, means, bounds))
            }
            ValueNode::Measure { events, choose, measure: Measure::Result } => {
                let selection = self.events(*events, scope);
                if !selection.is_some() || (*choose != Choose::One && selection.open) {
                    return Truth::Unknown;
                }
                agreed(selection.found.iter().map(|found| self.result_means(found, means, bounds)))
            }
            _ => Truth::Unknown,
        }
    }

    /// Whether one result is positive (or high, and so on): by a value of that name, or by its word's bound.
    fn result_means(&self, found: &Found, means: &[SymbolId], bounds: &[(WordId, Comparison, Bound)]) -> Truth {
        let mine = bounds.iter().filter(|(word, ..)| *word == found.event.word);
        let limits = found.event.more.as_ref().map(|more| more.limits).unwrap_or_default();
        let times = |limit: Option<enrol::value::Number>, factor| {
            limit.and_then(|limit: enrol::value::Number| limit.times(factor))
        };
        let by_bound = |range: &Range, titre: bool| {
            let truths = mine.clone().filter_map(|(_, comparison, bound)| {
                let bound = match (*bound, titre) {
                    (Bound::Quantity(bound), false) | (Bound::Titre(bound), true) => Some(bound),
                    (Bound::Upper(factor), false) => times(limits.1, factor),
                    (Bound::Lower(factor), false) => times(limits.0, factor),
                    _ => return None,
                };
                Some(bound.map_or(Truth::Unknown, |bound| range.compare(*comparison, &Range::point(bound))))
            });
            truths.max().unwrap_or(Truth::Unknown)
        };
        match self.result(found) {
            Some(Datum::Quantity(range, _)) => by_bound(&range, false),
            Some(Datum::Titre(range)) => by_bound(&range, true),
            other => among(other, Among::Any, means, &[]),
        }
    }

    /// The latest answer, unless it is too old; answers that may be the latest must agree.
    fn asked(&self, question: QuestionId, arguments: &[String]) -> Truth {
        let until_now = |on: DaySpan| DaySpan::between(on.first, on.last.min(self.as_of()));
        let answers: Vec<&Answer> = self
            .patient
            .answers
            .iter()
            .filter(|answer| {
                answer.question == question && answer.arguments == arguments && answer.on.first <= self.as_of()
            })
            .collect();
        let superseded = |answer: &Answer| {
            answers.iter().any(|other| until_now(answer.on).before(until_now(other.on)) == Truth::Met)
        };
        let valid_for = self.program.vocabulary.questions[usize::from(question.0)].valid_for;
        let still_valid = |answer: &Answer| match valid_for.and_then(|length| length.before(self.as_of())) {
            Some(oldest) => DaySpan::on(oldest).at_most(until_now(answer.on)),
            None => Truth::Met,
        };
        // The one that counts is at least as new as each of those that may be it.
        let newest: Vec<_> = answers.iter().filter(|answer| !superseded(answer)).collect();
        let valid = newest.iter().any(|answer| still_valid(answer) == Truth::Met);
        if valid { agreed(newest.iter().map(|answer| answer.answer)) } else { Truth::Unknown }
    }

    fn stated(&self, intolerance: bool, words: &WordSet, roots: &[WordId]) -> Truth {
        let relevant = |stated: &&Stated| stated.intolerance == intolerance && stated.on.first <= self.as_of();
        let statements: Vec<_> = self.patient.statements.iter().filter(relevant).collect();
        let of_a_member = statements.iter().any(|stated| stated.holds && words.contains(stated.word));
        let of_a_class = roots
            .iter()
            .any(|root| statements.iter().any(|stated| stated.holds && self.is_a(*root, stated.word) == Truth::Met));
        // Who does not tolerate one drug of a class does not tolerate the class; a contraindication to one drug leaves the
        // others, and one to a class holds for each of it.
        let (settles, leaves_open) = if intolerance { (of_a_member, of_a_class) } else { (of_a_class, of_a_member) };
        if settles {
            return Truth::Met;
        }
        if leaves_open {
            return Truth::Unknown;
        }
        let denied = |root: &WordId| {
            statements.iter().any(|stated| !stated.holds && self.is_a(*root, stated.word) == Truth::Met)
        };
        let all_denied = !roots.is_empty() && roots.iter().all(denied);
        if all_denied { Truth::NotMet } else { Truth::Unknown }
    }

    fn site(&self, question: SiteId, arguments: &[String], accepted: &[SymbolId]) -> Truth {
        let answers =
            self.patient.site.iter().filter(|answer| answer.question == question && answer.arguments == arguments);
        agreed(answers.map(|answer| among(Some(Datum::Symbol(answer.answer)), Among::Any, accepted, &[])))
    }
}

/// What holds in every, some or no world in which each unknown truth turns out one way or the other.
fn every_world(truths: &[Truth], holds: impl Fn(usize) -> bool) -> Truth {
    let unknown: Vec<_> = truths.iter().filter(|truth| **truth == Truth::Unknown).collect();
    let certain = truths.iter().filter(|truth| **truth == Truth::Met).count();
    agreed((0..1u32 << unknown.len()).map(|world| Truth::of(holds(certain + world.count_ones() as usize))))
}

pub fn compare(left: Option<Datum>, comparison: Comparison, right: Option<Datum>) -> Truth {
    match (left, right) {
        (Some(Datum::Quantity(_, left)), Some(Datum::Quantity(_, right))) if left != right => Truth::Unknown,
        (Some(Datum::Quantity(left, _)), Some(Datum::Quantity(right, _)))
        | (Some(Datum::Titre(left)), Some(Datum::Titre(right))) => left.compare(comparison, &right),
        (Some(Datum::Days(left)), Some(Datum::Days(right))) => compare_days(left, comparison, right),
        (Some(Datum::Symbol(left)), Some(Datum::Symbol(right))) => match comparison {
            Comparison::Equal => Truth::of(left == right),
            Comparison::NotEqual => Truth::of(left != right),
            _ => Truth::Unknown,
        },
        _ => Truth::Unknown,
    }
}

/// Dates in the order in which they come; of what has not come on either side, neither is known to be first.
fn compare_days(left: DaySpan, comparison: Comparison, right: DaySpan) -> Truth {
    let both_may_never_come = left.last == Day::MAX && right.last == Day::MAX;
    let in_order = |truth: Truth| if both_may_never_come { Truth::Unknown } else { truth };
    let equal = || match (left.known(), right.known()) {
        (Some(left), Some(right)) => Truth::of(left == right),
        _ if left.last < right.first || right.last < left.first => Truth::NotMet,
        _ => Truth::Unknown,
    };
    match comparison {
        Comparison::Less => in_order(left.before(right)),
        Comparison::AtMost => in_order(left.at_most(right)),
        Comparison::Greater => in_order(right.before(left)),
        Comparison::AtLeast => in_order(right.at_most(left)),
        Comparison::Equal => equal(),
        Comparison::NotEqual => !equal(),
    }
}

/// Somebody's "unknown", and a grade that was not given, say as little as nothing, unless they are asked for.
fn among(datum: Option<Datum>, quantifier: Among, set: &[SymbolId], unsaid: &[SymbolId]) -> Truth {
    let members = match datum {
        Some(Datum::Symbol(symbol)) => vec![symbol],
        Some(Datum::Symbols(symbols)) => symbols,
        _ => return Truth::Unknown,
    };
    let silent = |member: &SymbolId| *member == symbol::UNKNOWN || unsaid.contains(member);
    if members.iter().any(|member| silent(member) && !set.contains(member)) {
        return Truth::Unknown;
    }
    let hit = || members.iter().any(|member| set.contains(member));
    Truth::of(match quantifier {
        Among::Any => hit(),
        Among::None => !hit(),
        Among::All => set.iter().all(|wanted| members.contains(wanted)),
        Among::Only => !members.is_empty() && members.iter().all(|member| set.contains(member)),
    })
}
