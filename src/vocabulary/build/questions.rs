//! Questions that people and sites answer.

use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{FormalParameter, Judgement, Site};
use crate::value::Length;
use crate::vocabulary::{QuestionId, SiteId};

impl Builder {
    pub(super) fn read_judgement(&mut self, id: QuestionId, judgement: &Judgement) {
        let asked_with = judgement.asked_with.as_ref();
        if let Some(name) = asked_with.filter(|name| name.text != "judged" && name.text != "confirmed") {
            let message = format!("a question is asked with `judged` or `confirmed`, not `{}`", name.text);
            let finding = Diagnostic::new(Code::UnknownValue, name.span, message);
            self.report(finding.did_you_mean(&name.text, ["judged", "confirmed"]));
        }
        let valid_for = judgement.valid_for.as_ref().and_then(|amount| {
            let count = self.number(amount)?;
            let unit = amount.unit.as_ref().map_or("", |unit| unit.text.as_str());
            match Length::of(count, unit) {
                Ok(length) => Some(length),
                Err(problem) => {
                    self.report_unit(Code::UnknownUnit, amount.span, &problem);
                    None
                }
            }
        });
        if let Some(question) = self.vocabulary.questions.get_mut(usize::from(id.0)) {
            question.parameters = parameters(&judgement.parameters);
            question.answered_by =
                judgement.answered_by.as_ref().map_or_else(|| "investigator".to_owned(), |name| name.text.clone());
            question.confirmed = asked_with.is_some_and(|name| name.text == "confirmed");
            question.valid_for = valid_for;
        }
    }

    pub(super) fn read_site(&mut self, id: SiteId, site: &Site) {
        let values = site.values.iter().map(|value| self.symbol(&value.text)).collect();
        if let Some(question) = self.vocabulary.sites.get_mut(usize::from(id.0)) {
            question.parameters = parameters(&site.parameters);
            question.values = values;
        }
    }
}

fn parameters(formal: &[FormalParameter]) -> Vec<(String, String)> {
    formal.iter().map(|parameter| (parameter.name.text.clone(), parameter.kind.text.clone())).collect()
}
