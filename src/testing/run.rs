//! Runs the cases of a page and puts what came out beside what is expected.

use super::answer::said;
use super::case::{Asked, Case, Place, Rule};
use super::desk::{Asking, Desk};
use super::gather::cases;
use super::how::How;
use super::page::{Fence, Page, Table};
use super::rewrite::{Change, Difference};
use super::row::filled;
use super::rule::{Rules, Whole};
use super::{Fault, Surroundings, Usual};
use crate::check::{Checked, Options};
use crate::coverage::{Coverage, Report};
use crate::evaluate::Dates;
use crate::explain::Explanation;
use crate::record::{Patient, Slip};
use crate::value::Day;
use std::sync::Arc;

/// What came out of a page.
#[derive(Clone, Debug)]
pub struct PageRun {
    /// The page's name.
    pub name: String,
    /// What came out of each case.
    pub cases: Vec<CaseRun>,
    /// What is wrong with the page; what it is about was not run.
    pub faults: Vec<Fault>,
    page: Page,
}

/// What came out of a case.
#[derive(Clone, Debug, Default)]
pub struct CaseRun {
    /// The heading above it.
    pub title: String,
    /// The line where it begins, from 1.
    pub line: usize,
    /// How many answers were compared: a row of a table is one.
    pub answers: usize,
    /// Where what came out is not what is expected.
    pub differences: Vec<Difference>,
    /// What was judged, in order.
    pub ran: Vec<Ran>,
}

/// A patient who was judged in a case.
#[derive(Clone, Debug)]
pub struct Ran {
    /// The rules.
    pub checked: Arc<Checked>,
    /// The rule file, where the page links to one.
    pub file: Option<String>,
    /// The trial, by its place in the program.
    pub trial: usize,
    /// The patient.
    pub patient: Patient,
    /// The dates.
    pub dates: Dates,
    /// The line of the answer, from 1.
    pub line: usize,
    /// With which values of parameters the rules were checked, and which words of records.
    pub options: Arc<Options>,
    /// What the answer says of the patient.
    pub asks: Asks,
}

/// What an answer says of a patient, beside reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// The verdict.
    pub verdict: bool,
    /// How the patient stands for each cohort.
    pub cohorts: bool,
    /// How these criteria stand, by id; [`None`] for all.
    pub criteria: Option<Vec<String>>,
}

impl Asks {
    /// Whether it says how a criterion stands.
    #[must_use]
    pub fn names(&self, id: &str) -> bool {
        self.criteria.as_ref().is_none_or(|some| some.iter().any(|one| one == id))
    }

    fn of_block(how: &How) -> Asks {
        Asks { verdict: true, cohorts: true, criteria: (!how.of.is_empty()).then(|| how.of.clone()) }
    }

    fn of_table(table: &Table) -> Asks {
        let named = table.head.iter().filter(|name| !name.is_empty() && !name.starts_with('$') && *name != "verdict");
        Asks {
            verdict: table.head.iter().any(|name| name == "verdict"),
            cohorts: false,
            criteria: Some(named.cloned().collect()),
        }
    }
}

impl PageRun {
    /// Where what came out is not what is expected.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.cases.iter().flat_map(|case| &case.differences)
    }

    /// How many answers were compared.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.cases.iter().map(|case| case.answers).sum()
    }

    /// What the cases show of all rules that they use, those written on the page included.
    #[must_use]
    pub fn coverage(&self) -> Report {
        let mut report = Report::default();
        let mut ran: Vec<&Ran> = self.cases.iter().flat_map(|case| &case.ran).collect();
        while let Some(first) = ran.first() {
            let checked = Arc::clone(&first.checked);
            let (of_it, others) = ran.into_iter().partition::<Vec<&Ran>, _>(|ran| Arc::ptr_eq(&ran.checked, &checked));
            let mut coverage = Coverage::new(&checked.program);
            for ran in of_it {
                coverage.add(&format!("{}:{}", self.name, ran.line), ran.trial, &ran.patient, &ran.dates);
            }
            report.join(coverage.report());
            ran = others;
        }
        report
    }

    /// The page with what came out in the place of what was expected, for these differences.
    #[must_use]
    pub fn rewritten(&self, accepted: &[&Difference]) -> String {
        self.page.with(accepted)
    }
}

/// Runs a page.
#[must_use]
pub fn run(name: &str, text: &str, around: &dyn Surroundings, usual: &Usual) -> PageRun {
    let page = Page::read(name, text);
    let (mut cases, faults) = cases(&page, around);
    if let Some(only) = usual.only.as_ref().filter(|only| !name.contains(*only)) {
        cases.retain(|case| case.title.contains(only) || case.asks_of(only));
    }
    let mut rules = Rules::default();
    let wanted: Vec<Vec<Vec<usize>>> = cases.iter().map(|case| wanted(case, usual, &mut rules)).collect();
    rules.check(name, around);
    let mut running = Running { rules: &rules, desk: Desk::default(), usual, faults, case: CaseRun::default() };
    let mut done = Vec::new();
    for (case, numbers) in cases.iter().zip(&wanted) {
        running.case(case, numbers);
        done.push(std::mem::take(&mut running.case));
    }
    let mut faults = running.faults;
    faults.sort();
    faults.dedup();
    PageRun { name: name.to_owned(), cases: done, faults, page }
}

/// The rules of a case by number: one for each question, one for each row of a table, since cells may stand in the rule.
fn wanted(case: &Case, usual: &Usual, rules: &mut Rules) -> Vec<Vec<usize>> {
    let mut want = |rule: &Rule, how: &How| rules.want(Whole::of(rule, how, usual));
    if case.asked.is_empty() {
        return vec![vec![want(&case.rule, &How::default())]];
    }
    let of = |asked: &Asked| match asked {
        Asked::Verdict { how, .. } => vec![want(&case.rule, how)],
        Asked::Rows(table) => {
            table.rows.iter().map(|cells| want(&filled_rule(&case.rule, table, cells), &How::default())).collect()
        }
    };
    case.asked.iter().map(of).collect()
}

fn filled_rule(rule: &Rule, table: &Table, cells: &[String]) -> Rule {
    match rule {
        Rule::Snippet { text, own } => Rule::Snippet { text: filled(text, &table.head, cells), own: own.clone() },
        Rule::File { .. } => rule.clone(),
    }
}

/// A page that is being run.
pub(super) struct Running<'r> {
    pub(super) rules: &'r Rules,
    desk: Desk<'r>,
    usual: &'r Usual,
    pub(super) faults: Vec<Fault>,
    pub(super) case: CaseRun,
}

impl<'r> Running<'r> {
    fn case(&mut self, case: &Case, numbers: &[Vec<usize>]) {
        self.case = CaseRun { title: case.title.clone(), line: case.line, ..CaseRun::default() };
        if let Rule::File { name, line, .. } = &case.rule
            && let Some(first) = self.errors(numbers)
        {
            let help = format!("mend it first; `enrol check {name}` tells of all errors, each with its place");
            self.faults.push(Fault::new(*line, format!("the rule file has errors, so no case is run: {first}"), help));
            return;
        }
        let mut findings: Vec<String> = Vec::new();
        if case.asked.is_empty() {
            self.readings(case, numbers, &mut findings);
        }
        for (asked, numbers) in case.asked.iter().zip(numbers) {
            match asked {
                Asked::Verdict { fence, how } => self.verdict(case, numbers, fence, how, &mut findings),
                Asked::Rows(table) => self.rows(case, numbers, table, &mut findings),
            }
        }
        self.compare_findings(case, findings);
    }

    /// The first error of the rules of a case.
    fn errors(&self, numbers: &[Vec<usize>]) -> Option<String> {
        let ready = numbers.iter().flatten().filter_map(|number| self.rules.ready(*number));
        ready.flat_map(|(_, ready)| &ready.findings).next().cloned()
    }

    /// Nothing is asked but whether the rule and the records are well.
    fn readings(&mut self, case: &Case, numbers: &[Vec<usize>], findings: &mut Vec<String>) {
        self.case.answers += 1;
        for number in numbers.iter().flatten() {
            let Some((_, ready)) = self.rules.ready(*number) else { continue };
            keep(findings, &ready.findings);
            if !case.records.is_empty()
                && let Some(as_of) = self.as_of(case, &How::default(), case.line)
            {
                let asking = Asking { case, how: &How::default(), as_of, line: case.line, row: None };
                let seen = self.desk.patients(ready, &asking);
                self.tell(seen.slips);
                keep(findings, &seen.findings);
            }
        }
    }

    fn verdict(&mut self, case: &Case, numbers: &[usize], fence: &Fence, how: &How, findings: &mut Vec<String>) {
        let Some((whole, ready)) = numbers.first().and_then(|number| self.rules.ready(*number)) else { return };
        let Some(as_of) = self.as_of(case, how, fence.line()) else { return };
        let asking = Asking { case, how, as_of, line: fence.line(), row: None };
        let Some(Explained { explanations, findings: found, slips }) = self.explained(&asking, whole, ready) else {
            return;
        };
        self.tell(slips);
        keep(findings, &ready.findings);
        keep(findings, &found);
        let known: Vec<&str> = explanations.iter().flat_map(|one| &one.criteria).map(|line| line.id.as_str()).collect();
        for id in how.of.iter().filter(|id| !known.contains(&id.as_str())) {
            let help = match crate::diagnostic::nearest(id, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has {}", known.join(", ")),
            };
            self.faults.push(Fault::new(fence.line(), format!("the rule has no criterion `{id}`"), help));
        }
        self.case.answers += 1;
        let got = said(&explanations, whole.alone, how);
        let wanted: Vec<String> = fence.text.lines().map(str::to_owned).collect();
        if wanted != got {
            let change = Change::Lines { at: fence.body.clone(), with: got.clone() };
            self.case.differences.push(Difference { line: fence.body.start + 1, wanted, got, change });
        }
    }

    fn compare_findings(&mut self, case: &Case, findings: Vec<String>) {
        let wanted: Vec<String> = case.findings.text().lines().map(str::to_owned).collect();
        if wanted == findings {
            return;
        }
        let got = findings.clone();
        let change = match &case.findings {
            // With the block goes the empty line before it.
            Place::Fence(fence) if findings.is_empty() => {
                Change::Lines { at: fence.body.start.saturating_sub(2)..fence.body.end + 1, with: Vec::new() }
            }
            Place::Fence(fence) => Change::Lines { at: fence.body.clone(), with: findings },
            Place::After(line) => {
                let block = ["".to_owned(), "```findings".to_owned()].into_iter();
                let block = block.chain(findings).chain(["```".to_owned()]);
                Change::Lines { at: line + 1..line + 1, with: block.collect() }
            }
        };
        self.case.differences.push(Difference { line: case.findings.line(), wanted, got, change });
    }

    /// The day on which a case judges; never that of the clock.
    pub(super) fn as_of(&mut self, case: &Case, how: &How, line: usize) -> Option<Day> {
        let day = how.as_of.or(case.as_of).or(self.usual.as_of);
        if day.is_none() && !self.faults.iter().any(|fault| fault.what == NO_DAY) {
            let help = "write it at the top of the page, alone on its line: `As of 2026-11-22.`, or set `as_of` under \
                        `[tests]` in `enrol.toml`";
            self.faults.push(Fault::new(line, NO_DAY, help));
        }
        day
    }

    /// Explains the verdicts of the records, and tells what is wrong with these.
    pub(super) fn explained(
        &mut self,
        asking: &Asking<'_>,
        whole: &Whole,
        ready: &'r super::rule::Ready,
    ) -> Option<Explained> {
        let Some(trial) = ready.trial else {
            let help = "write criteria below `trial ID \"Title\"`, or one expression alone";
            self.faults.push(Fault::new(asking.line, "the rule above holds no trial that could be asked", help));
            return None;
        };
        let seen = self.desk.patients(ready, asking);
        let mut explanations = Vec::new();
        for patient in seen.patients {
            let (explanation, agrees) = self.desk.explain(ready, trial, &patient, asking.as_of);
            if !agrees {
                let what = "the verdict alone differs from the one with its explanation";
                self.faults.push(Fault::new(
                    asking.line,
                    what,
                    "this is a fault of enrol; please report it with the page",
                ));
            }
            explanations.extend(explanation);
            let dates = Dates { as_of: asking.as_of, anchors: Vec::new() };
            let (checked, file) = (Arc::clone(&ready.checked), whole.file().map(str::to_owned));
            let options = Arc::clone(&ready.options);
            let asks = asking.row.map_or_else(|| Asks::of_block(asking.how), |(table, _)| Asks::of_table(table));
            self.case.ran.push(Ran { checked, file, trial, patient, dates, line: asking.line, options, asks });
        }
        Some(Explained { explanations, findings: seen.findings, slips: seen.slips })
    }

    /// Tells of changes that do not do what they say, each with the line of its record.
    fn tell(&mut self, slips: Vec<(usize, Slip)>) {
        self.faults.extend(slips.into_iter().map(|(line, slip)| Fault::new(line, slip.what, slip.help)));
    }
}

/// What came out of the records of a case.
pub(super) struct Explained {
    /// The explanation of each patient.
    pub(super) explanations: Vec<Explanation>,
    /// What is wrong with the records, line by line, as pages write it.
    pub(super) findings: Vec<String>,
    /// What is wrong with changes of records, each with the line of the record.
    pub(super) slips: Vec<(usize, Slip)>,
}

/// What is said of a page without a day.
const NO_DAY: &str = "nothing says on which day patients are judged";

/// Keeps findings that were not told before.
pub(super) fn keep(findings: &mut Vec<String>, more: &[String]) {
    if !more.iter().all(|line| findings.contains(line)) {
        findings.extend(more.iter().cloned());
    }
}
