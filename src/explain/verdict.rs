//! The verdict in words.

use super::case::Case;
use super::criterion::NOT_STATED;
use super::explanation::{CriterionLine, Side, Tally, TrialLine, VerdictLine};
use crate::evaluate::{OpenFor, Standing, Verdict};
use crate::wording::words::{counted, first_few};

/// How many criteria are named in the sentence.
const MOST_NAMED: usize = 8;

impl Case<'_> {
    pub(crate) fn trial_line(&self) -> TrialLine {
        TrialLine {
            id: self.trial.id.clone(),
            title: self.trial.title.clone(),
            version: self.version.name.clone(),
            version_because: self.version_because(),
            coverage: self.trial.coverage.clone(),
            sources: self.trial.sources.clone(),
        }
    }

    fn version_because(&self) -> String {
        let why = if self.judgement.version_by_consent { "the date of consent" } else { "the as-of date" };
        let name = if self.version.name.is_empty() {
            "the only version".to_owned()
        } else {
            format!("version {}", self.version.name)
        };
        let or_older = if self.judgement.version_open {
            ", or an older one: the date of consent is not known exactly enough"
        } else {
            ""
        };
        if self.version.from.is_real() {
            format!("{name}, effective {}, in force on {why}{or_older}", self.version.from)
        } else {
            format!("{name}, in force on {why}{or_older}")
        }
    }

    pub(crate) fn verdict_line(&self, lines: &[CriterionLine]) -> VerdictLine {
        let verdict = self.judgement.verdict;
        VerdictLine {
            verdict,
            open_for: self.judgement.open_for,
            waived: self.judgement.waived,
            headline: self.headline(lines),
            sentence: self.sentence(lines),
            tally: tally(lines),
        }
    }

    fn headline(&self, lines: &[CriterionLine]) -> String {
        let by_waiver = lines.iter().any(|line| line.standing == Standing::Waived);
        match (self.judgement.verdict, self.judgement.open_for) {
            (Verdict::Eligible, _) if self.judgement.waived && by_waiver => "Eligible with waiver",
            (Verdict::Eligible, _) if self.judgement.waived => "Eligible by a clause for unknowns",
            (Verdict::Eligible, _) => "Eligible",
            (Verdict::Ineligible, _) => "Ineligible",
            (Verdict::Undetermined, Some(OpenFor::Judgements)) => "Undetermined, only judgements open",
            (Verdict::Undetermined, _) => "Undetermined",
        }
        .to_owned()
    }

    /// Whether the verdict is open though no criterion of the version shown is, or though one fails.
    fn differs_by_version(&self, lines: &[CriterionLine]) -> bool {
        let open = |line: &CriterionLine| matches!(line.standing, Standing::Unknown | Standing::NotDue);
        let fails = |line: &CriterionLine| matches!(line.standing, Standing::Fail | Standing::AssumedFail);
        let members = self.judgement.cohorts.iter().all(|cohort| cohort.member != crate::value::Truth::Unknown);
        self.judgement.version_open && members && (!lines.iter().any(open) || lines.iter().any(fails))
    }

    fn sentence(&self, lines: &[CriterionLine]) -> String {
        let limits = lines.iter().any(|line| line.because.starts_with(NOT_STATED));
        let limits = if limits { ", as far as the protocol is stated" } else { "" };
        match self.judgement.verdict {
            Verdict::Eligible => format!("{}{limits}.", eligible(lines)),
            Verdict::Ineligible => format!("{}{limits}.", ineligible(lines)),
            Verdict::Undetermined if self.differs_by_version(lines) => {
                format!(
                    "The versions of the protocol that may be in force differ: find the exact date of consent{limits}."
                )
            }
            Verdict::Undetermined => format!("{}{limits}.", undetermined(lines, self.judgement.open_for)),
        }
    }
}

fn ids(lines: &[CriterionLine], wanted: impl Fn(&CriterionLine) -> bool) -> Vec<String> {
    lines.iter().filter(|line| wanted(line)).map(|line| line.id.clone()).collect()
}

fn eligible(lines: &[CriterionLine]) -> String {
    let inclusions = ids(lines, |line| line.side == Side::Inclusion && line.standing == Standing::Pass).len();
    let exclusions = ids(lines, |line| line.side == Side::Exclusion && line.standing == Standing::Pass).len();
    let waived = ids(lines, |line| line.standing == Standing::Waived);
    let assumed = ids(lines, |line| line.standing == Standing::AssumedPass);
    let mut sentence = format!(
        "{} met, {} not met",
        counted(inclusions, "inclusion criterion"),
        counted(exclusions, "exclusion criterion")
    );
    if !waived.is_empty() {
        sentence.push_str(&format!(", waived: {}", first_few(&waived, MOST_NAMED, "and")));
    }
    if !assumed.is_empty() {
        sentence.push_str(&format!(
            ", unknown but counted in favour by a clause: {}",
            first_few(&assumed, MOST_NAMED, "and")
        ));
    }
    sentence
}

fn ineligible(lines: &[CriterionLine]) -> String {
    let failed = ids(lines, |line| matches!(line.standing, Standing::Fail | Standing::AssumedFail));
    let open = ids(lines, |line| line.standing == Standing::Unknown).len();
    let keeps = if failed.len() == 1 { "keeps" } else { "keep" };
    let mut sentence = format!(
        "{} {keeps} the patient out: {}",
        counted(failed.len(), "criterion"),
        first_few(&failed, MOST_NAMED, "and")
    );
    if open > 0 {
        let are = if open == 1 { "is" } else { "are" };
        sentence.push_str(&format!("; {open} more {are} open and cannot change that"));
    }
    sentence
}

fn undetermined(lines: &[CriterionLine], open_for: Option<OpenFor>) -> String {
    let open = ids(lines, |line| line.standing == Standing::Unknown);
    let later = ids(lines, |line| line.standing == Standing::NotDue);
    let what = match open_for {
        Some(OpenFor::Judgements) => "only people's judgements and later visits are open",
        Some(OpenFor::Both) => "facts are missing and people have to judge",
        Some(OpenFor::Facts) | None => "facts are missing",
    };
    let are = if open.len() == 1 { "is" } else { "are" };
    let mut parts = Vec::new();
    if !open.is_empty() {
        parts.push(format!(
            "{} {are} open ({})",
            counted(open.len(), "criterion"),
            first_few(&open, MOST_NAMED, "and")
        ));
    }
    if !later.is_empty() {
        parts.push(format!(
            "{} checked later ({})",
            counted(later.len(), "criterion"),
            first_few(&later, MOST_NAMED, "and")
        ));
    }
    if parts.is_empty() { crate::wording::words::sentence_case(what) } else { format!("{}: {what}", parts.join("; ")) }
}

fn tally(lines: &[CriterionLine]) -> Tally {
    let mut tally = Tally::default();
    for line in lines {
        match line.standing {
            Standing::Pass | Standing::Waived | Standing::AssumedPass => tally.pass += 1,
            Standing::Fail | Standing::AssumedFail => tally.fail += 1,
            Standing::Unknown => tally.unknown += 1,
            Standing::NotDue => tally.not_due += 1,
            Standing::NotApplicable | Standing::Stated => tally.other += 1,
        }
    }
    tally
}
