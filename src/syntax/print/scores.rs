//! Scores.

use super::Printer;
use super::doc::{Doc, all, group, hard, if_broken, line, nest, text};
use super::expressions::{quoted, written};
use super::items::{Lines, head};
use crate::syntax::tree::{Domain, Score, ScoreItem, ScoreOrigin, TotalRule};

impl Printer<'_> {
    pub(super) fn score(&self, score: &Score) -> Doc {
        let mut lines = Lines::new(head("score", &score.name, score.title.as_ref()), 0);
        lines.quoted("source", &score.sources);
        lines.quoted("unverified", &score.unverified);
        let origin = match &score.origin {
            ScoreOrigin::Computed => "computed".to_owned(),
            ScoreOrigin::Assessed(None) => "assessed".to_owned(),
            ScoreOrigin::Assessed(Some(length)) => format!("assessed within {}", written(length)),
        };
        lines.plain(text(origin));
        if let Some(entry) = &score.entry {
            lines.plain(self.after("entry ", entry));
        }
        for domain in &score.domains {
            lines.plain(self.domain(domain));
        }
        match score.total {
            Some(TotalRule::HighestPerDomain) => lines.clause("total", text("sum of highest per domain")),
            Some(TotalRule::Items) => lines.clause("total", text("sum of items")),
            None => {}
        }
        if let Some((low, high)) = &score.range {
            let rest = text(format!("{} to {}", written(low), written(high)));
            lines.clause("range", rest);
        }
        if let Some(meets) = &score.meets {
            lines.plain(self.after("meets ", meets));
        }
        lines.finish()
    }

    /// A domain is on one line only if it holds one item.
    fn domain(&self, domain: &Domain) -> Doc {
        let class = domain.class.as_ref().map(|class| format!(" {}", class.text)).unwrap_or_default();
        let open = domain.items.len() > 1;
        let mut inner = Vec::new();
        for (at, item) in domain.items.iter().enumerate() {
            inner.push(if open { hard() } else { line() });
            inner.push(group(self.score_item(item)));
            inner.push(if at + 1 == domain.items.len() { if_broken(",") } else { text(",") });
        }
        let close = if open { hard() } else { line() };
        group(all([text(format!("domain {}{class} {{", domain.name.text)), nest(all(inner)), close, text("}")]))
    }

    fn score_item(&self, item: &ScoreItem) -> Doc {
        let mut first = written(&item.points);
        if let Some(name) = &item.name {
            first.push_str(&format!(" {}", name.text));
        }
        if let Some(title) = &item.title {
            first.push_str(&format!(" {}", quoted(title)));
        }
        match &item.condition {
            Some(condition) => group(all([text(first), nest(all([line(), self.after("if ", condition)]))])),
            None => text(first),
        }
    }
}
