//! Whoever watches, the judgement is the same.

use super::{WHOLE_LANGUAGE, cases, dates, pair};
use crate::generate::tapes;
use enrol::evaluate::{Judgement, Trace, VerdictOnly, evaluate};
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
        let detailed = Judgement { open_for: None, ..detailed };
        prop_assert_eq!(&detailed, &alone, "{}\n{}", super::brief(&patient), super::show(&program));
    }
}
