//! cedar-policy: thresholds and their combination. It cannot say the trial: which result is the newest, what failed and how
//! long anything ran is worked out before, and neither counted in its time.

use crate::by_hand::{CRITERIA, INCLUSIONS, Outcomes, plain};
use cedar_policy::{
    Authorizer, Context, Entities, EntityUid, PolicyId, PolicySet, Request, RestrictedExpression as Expression,
};
use chrono::{Days, NaiveDate};
use enrol::value::Truth;
use std::collections::HashMap;

pub struct Trial {
    policies: PolicySet,
    criteria: HashMap<PolicyId, usize>,
    authorizer: Authorizer,
    someone: EntityUid,
    surely: EntityUid,
    perhaps: EntityUid,
    entities: Entities,
}

impl Trial {
    pub fn new() -> Trial {
        let policies: PolicySet = include_str!("../policies/trial.cedar").parse().expect("the policies parse");
        let place = |id: &str| {
            let (kind, number) = id.split_at_checked(1)?;
            let number: usize = number.parse().ok()?;
            Some(if kind == "I" { number - 1 } else { INCLUSIONS + number - 1 })
        };
        let criteria = policies.policies().filter_map(|policy| Some((policy.id().clone(), place(policy.annotation("id")?)?)));
        let criteria = criteria.collect();
        let uid = |text: &str| text.parse::<EntityUid>().expect("an entity");
        Trial {
            criteria,
            policies,
            authorizer: Authorizer::new(),
            someone: uid(r#"Someone::"x""#),
            surely: uid(r#"Action::"surely""#),
            perhaps: uid(r#"Action::"perhaps""#),
            entities: Entities::empty(),
        }
    }

    pub fn judge(&mut self, context: &Context) -> Outcomes {
        let mut outcomes = [Truth::Met; CRITERIA];
        for (action, truth) in [(&self.surely, Truth::Unknown), (&self.perhaps, Truth::NotMet)] {
            let (who, what) = (self.someone.clone(), self.someone.clone());
            let request = Request::new(who, action.clone(), what, context.clone(), None).expect("a request");
            let answer = self.authorizer.is_authorized(&request, &self.policies, &self.entities);
            for policy in answer.diagnostics().reason() {
                if let Some(outcome) = self.criteria.get(policy).and_then(|place| outcomes.get_mut(*place)) {
                    *outcome = truth;
                }
            }
        }
        for outcome in outcomes.iter_mut().skip(INCLUSIONS) {
            *outcome = !*outcome;
        }
        outcomes
    }
}

/// A record as single attributes; what is not known is left out.
pub fn flat(record: &plain::Patient, known: &Outcomes, as_of: NaiveDate) -> Context {
    let mut attributes: Vec<(String, Expression)> = Vec::new();
    let weeks4 = as_of - Days::new(28);
    let number = |value: f64| Expression::new_long(value as i64);
    let now = |test: &str| record.value(test, weeks4, as_of).map(number);
    let upcr = record.latest("upcr", weeks4, as_of);
    let upcr = upcr.and_then(|seen| Some(if seen.unit == "mg/g" { seen.value? } else { (seen.value? * 1000.0).round() }));
    let age = record.birth_date.map(|birth| f64::from(as_of.years_since(birth).unwrap_or(0)));
    let numbers = [
        ("age", age.map(number)),
        ("upcr", upcr.map(number)),
        ("sledai", now("sledai2k")),
        ("egfr", now("egfr")),
        ("anc", now("anc")),
        ("platelets", now("platelets")),
        ("lvef", record.value("lvef", NaiveDate::MIN, as_of).map(number)),
        ("spo2", now("spo2")),
        ("alt", now("alt")),
    ];
    attributes.extend(numbers.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let truths = [
        ("lupus", 1),
        ("biopsy", 2),
        ("two_failed", 5),
        ("standard_failed", 6),
        ("glucocorticoid", 7),
        ("consent", 11),
        ("hiv", 12),
        ("hbsag", 13),
        ("pregnant", 14),
        ("rituximab", 17),
        ("cyclophosphamide", 18),
        ("malignancy", 19),
        ("car_t", 20),
    ];
    for (name, place) in truths {
        if let Some(truth) = known.get(place).filter(|truth| **truth != Truth::Unknown) {
            attributes.push((name.to_owned(), Expression::new_bool(*truth == Truth::Met)));
        }
    }
    Context::from_pairs(attributes).expect("each name once")
}
