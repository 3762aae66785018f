//! Whoever watches, the judgement is the same.

use super::{WHOLE_LANGUAGE, cases, dates, pair};
use crate::generate::tapes;
use enrol::evaluate::{Dates, Evaluator, Judgement, Trace, VerdictAndOpenings, VerdictOnly, evaluate};
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn a_verdict_alone_and_a_full_trace_agree((program, patient) in tapes()) {
        let (program, patient) = pair(&program, &patient, WHOLE_LANGUAGE);
        let mut trace = Trace::new(&program);
        let detailed = evaluate(&program, 0, &patient, &dates(), &mut trace);
        let alone = evaluate(&program, 0, &patient, &dates(), &mut VerdictOnly);
        prop_assert_eq!(&detailed.verdict, &alone.verdict, "{}\n{}", super::brief(&patient), super::show(&program));
        // What is open is told only to who wants to know why.
        prop_assert!(alone.open_for.is_none());
        let with_openings = evaluate(&program, 0, &patient, &dates(), &mut VerdictAndOpenings);
        prop_assert_eq!(&detailed, &with_openings, "{}\n{}", super::brief(&patient), super::show(&program));
        let detailed = Judgement { open_for: None, ..detailed };
        prop_assert_eq!(&detailed, &alone, "{}\n{}", super::brief(&patient), super::show(&program));
    }

    #[test]
    fn one_evaluator_judges_on_many_days((program, patient) in tapes(), days in -400i32..400) {
        let (program, patient) = pair(&program, &patient, WHOLE_LANGUAGE);
        let mut kept = Evaluator::new(&program, dates());
        kept.evaluate(0, &patient, &mut VerdictOnly);
        let as_of = dates().as_of.plus_days(days);
        kept.set_as_of(as_of);
        let moved = kept.evaluate(0, &patient, &mut VerdictOnly);
        let fresh = evaluate(&program, 0, &patient, &Dates { as_of, ..dates() }, &mut VerdictOnly);
        prop_assert_eq!(moved, fresh, "{}\n{}", super::brief(&patient), super::show(&program));
    }
}
