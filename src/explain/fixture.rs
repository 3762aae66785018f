//! A small trial and a patient made by hand, with what an evaluation would have told of them.

use crate::check::*;
use crate::diagnostic::Span;
use crate::evaluate::*;
use crate::record::Source;
use crate::record::*;
use crate::syntax::tree::WindowSide;
use crate::value::{Comparison, Day, DaySpan, Length, Number, Range, Truth};
use crate::vocabulary::builtin;
use crate::vocabulary::*;
use std::sync::Arc;

pub(crate) const RULES: &str = r#"
age >= 18 years
latest upcr within 28 days > minimum_upcr
latest egfr within 28 days >= 30 mL/min/1.73m2
any kidney_biopsy where isn_class includes any { III, IV }
at least 2 failed(immunosuppressant) distinct by drug
any anti_cd20 within 9 months
latest alt within 14 days > 3 x ULN
judged unsuitable_for_study
no kidney_transplant
all of { nephritis }
age
18 years
latest upcr within 28 days
latest egfr within 28 days
30 mL/min/1.73m2
latest alt within 14 days
3 x ULN
"#;

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

pub(crate) fn span(text: &str) -> DaySpan {
    DaySpan::parse(text).expect("a date")
}

pub(crate) fn number(text: &str) -> Number {
    Number::parse(text).expect("a number")
}

/// Grows a program, a patient and the trace of an evaluation side by side.
pub(crate) struct Fixture {
    pub(crate) program: Program,
    pub(crate) patient: Patient,
    pub(crate) dates: Dates,
    pub(crate) judgement: Judgement,
    pub(crate) trace: Trace,
}

impl Fixture {
    pub(crate) fn new() -> Fixture {
        let as_of = day("2026-11-21");
        let version = Version { name: "2".into(), from: day("2026-02-01"), cohorts: vec![], criteria: vec![] };
        let trial = Trial {
            id: "NCT06189157".into(),
            title: "CD19 CAR T cells in refractory lupus nephritis".into(),
            coverage: Some("inclusion complete; exclusions from a summary".into()),
            sources: vec!["Registry record".into()],
            phase: None,
            versions: vec![version],
            anchors: vec![],
            file: FileId(0),
        };
        let program = Program {
            vocabulary: Arc::new(vocabulary()),
            files: vec![SourceFile { name: "lupus.enrol".into(), text: RULES.into() }],
            trials: vec![trial],
            truths: vec![],
            values: vec![],
            events: vec![],
            points: vec![PointNode::AsOf],
            windows: vec![],
            anchors: vec![],
            scores: vec![],
            lines: vec![],
            written: std::collections::BTreeMap::new(),
            digest: "5e1f".repeat(16),
        };
        let patient = Patient {
            id: "P-017".into(),
            birth: Some(span("1991-04")),
            sex: Some(Sex::Female),
            digest: "a40c".repeat(16),
            ..Patient::default()
        };
        let judgement = Judgement {
            trial: 0,
            version: 0,
            version_by_consent: true,
            version_open: false,
            verdict: Verdict::Eligible,
            open_for: None,
            waived: false,
            cohorts: vec![],
            criteria: vec![],
        };
        Fixture { program, patient, dates: Dates { as_of, anchors: vec![] }, judgement, trace: Trace::default() }
    }

    fn node<N>(node: N, words: &str, label: Option<&str>, unit: Option<UnitId>) -> Node<N> {
        let at = RULES.find(words).unwrap_or_else(|| panic!("{words} stands in the rules"));
        Node { node, file: FileId(0), span: Span::new(at, at + words.len()), label: label.map(Into::into), unit }
    }

    pub(crate) fn truth(&mut self, node: TruthNode, words: &str, truth: Truth) -> TruthId {
        self.labelled(node, words, None, truth, vec![])
    }

    pub(crate) fn labelled(
        &mut self,
        node: TruthNode,
        words: &str,
        label: Option<&str>,
        truth: Truth,
        reasons: Vec<Reason>,
    ) -> TruthId {
        self.program.truths.push(Self::node(node, words, label, None));
        self.trace.truths.push(Some((truth, reasons)));
        TruthId(self.program.truths.len() as u32 - 1)
    }

    pub(crate) fn value(&mut self, node: ValueNode, words: &str, unit: Option<UnitId>, outcome: Outcome) -> ValueId {
        self.program.values.push(Self::node(node, words, None, unit));
        self.trace.values.push(Some(outcome));
        ValueId(self.program.values.len() as u32 - 1)
    }

    pub(crate) fn constant(&mut self, datum: Datum, words: &str) -> ValueId {
        let outcome = Outcome { datum: Some(datum.clone()), ..Outcome::default() };
        self.value(ValueNode::Constant(datum), words, None, outcome)
    }

    pub(crate) fn events(&mut self, node: EventsNode, words: &str, selection: Selection) -> EventsId {
        self.program.events.push(Self::node(node, words, None, None));
        self.trace.events.push(Some(selection));
        EventsId(self.program.events.len() as u32 - 1)
    }

    pub(crate) fn words(&mut self, name: &str, selection: Selection) -> EventsId {
        let vocabulary = Arc::clone(&self.program.vocabulary);
        let roots = match vocabulary.find(name) {
            Some(Named::Word(word)) => vec![word],
            Some(Named::Group(place)) => vocabulary.groups[place].members.clone(),
            _ => vec![],
        };
        let kinds = roots.iter().map(|word| vocabulary.word(*word).kind).collect();
        let words = Words {
            kinds,
            certain: roots.iter().copied().collect(),
            possible: WordSet::default(),
            roots,
            single: None,
        };
        self.events(EventsNode::Words(words), name, selection)
    }

    pub(crate) fn within(&mut self, of: EventsId, length: Length, words: &str, selection: Selection) -> EventsId {
        self.program.windows.push(Window {
            within: vec![length],
            longest: true,
            side: WindowSide::Before,
            point: PointId(0),
        });
        let window = WindowId(self.program.windows.len() as u32 - 1);
        self.events(EventsNode::In { of, window, part: Part::Any }, words, selection)
    }

    pub(crate) fn event(&mut self, name: &str, start: &str, more: impl FnOnce(&mut Event)) -> EventRef {
        let word = word(&self.program.vocabulary, name);
        let kind = self.program.vocabulary.word(word).kind;
        let line = 10 + self.patient.events.len() as u32;
        let mut event = Event {
            word,
            kind,
            planned: false,
            start: span(start),
            end: span(start),
            result: None,
            attributes: vec![],
            more: None,
            source: Source { line },
        };
        more(&mut event);
        self.patient.events.push(event);
        EventRef(self.patient.events.len() as u32 - 1)
    }

    pub(crate) fn criterion(&mut self, id: &str, sentence: &str, ask: TruthId, standing: Standing) {
        let truth = self.trace.truths[ask.0 as usize].as_ref().expect("told").0;
        let criterion = Criterion {
            inclusion: id.starts_with('I'),
            id: id.into(),
            sentence: sentence.into(),
            cohorts: vec![],
            ask: Ask::Truth(ask),
            waivable_by: None,
            if_unknown: None,
            checked_at: None,
            sources: vec![],
            notes: vec![],
            span: Span::default(),
        };
        self.program.trials[0].versions[0].criteria.push(criterion);
        self.judgement.criteria.push(CriterionOutcome { truth, standing });
    }

    pub(crate) fn explain(&self) -> super::Explanation {
        super::explain(&self.program, &self.patient, &self.dates, &self.judgement, &self.trace)
    }
}

pub(crate) fn chosen(events: &[(EventRef, &str, &str)]) -> Selection {
    let matches = events.iter().map(|(event, start, end)| Match {
        event: *event,
        certainty: Truth::Met,
        start: span(start),
        end: span(end),
        reasons: vec![],
    });
    Selection { matches: matches.collect(), ..Selection::default() }
}

pub(crate) fn from(event: EventRef, value: &str, unit: u16) -> Outcome {
    let datum = Datum::Quantity(Range::point(number(value)), UnitId(unit));
    Outcome { datum: Some(datum), facts: vec![event], reasons: vec![] }
}

pub(crate) fn result(event: &mut Event, value: &str, unit: u16, written: &str) {
    event.result = Some(Datum::Quantity(Range::point(number(value)), UnitId(unit)));
    event.more = Some(Box::new(More { written: Some(written.into()), ..More::default() }));
}

pub(crate) fn word(vocabulary: &Vocabulary, name: &str) -> WordId {
    vocabulary.words.iter().find(|word| word.name == name).expect("a word").id
}

/// Units of the fixture, after the built-in ones.
pub(crate) const G_PER_G: u16 = 100;
pub(crate) const ML_PER_MIN: u16 = 101;
pub(crate) const U_PER_L: u16 = 102;
/// Attributes and values of the fixture, after the built-in ones.
pub(crate) const ISN_CLASS: AttributeId = AttributeId(60);
pub(crate) const CLASS_III: SymbolId = SymbolId(60);
pub(crate) const NO_RESPONSE: SymbolId = SymbolId(63);

fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    let declared: [(Kind, &str, &str, &str); 14] = [
        (Kind::Measurement, "upcr", "Urine protein/creatinine ratio", "UPCR"),
        (Kind::Measurement, "egfr", "Estimated glomerular filtration rate", "eGFR"),
        (Kind::Measurement, "alt", "Alanine aminotransferase", "ALT"),
        (Kind::Procedure, "kidney_biopsy", "Kidney biopsy", ""),
        (Kind::Procedure, "kidney_transplant", "Kidney transplant", ""),
        (Kind::Drug, "rituximab", "Rituximab", ""),
        (Kind::Drug, "obinutuzumab", "Obinutuzumab", ""),
        (Kind::Drug, "mycophenolate", "Mycophenolate", "MMF"),
        (Kind::Drug, "cyclophosphamide", "Cyclophosphamide", ""),
        (Kind::Drug, "azathioprine", "Azathioprine", ""),
        (Kind::Drug, "belimumab", "Belimumab", ""),
        (Kind::Condition, "sle", "Systemic lupus erythematosus", "SLE"),
        (Kind::Condition, "hiv", "HIV infection", ""),
        (Kind::Score, "sledai_2k", "SLEDAI-2K", ""),
    ];
    for (place, (kind, name, title, also)) in declared.into_iter().enumerate() {
        let id = WordId(place as u16);
        let also = if also.is_empty() { vec![] } else { vec![also.to_owned()] };
        vocabulary.by_name.insert(name.into(), Named::Word(id));
        vocabulary.words.push(blank_word(id, kind, name, title, also));
    }
    let members = ["rituximab", "obinutuzumab"].map(|name| word(&vocabulary, name)).to_vec();
    vocabulary.groups.push(Group {
        name: "anti_cd20".into(),
        title: "Anti-CD20 antibodies".into(),
        members,
        except: vec![],
        vocabulary: "lupus".into(),
    });
    vocabulary.by_name.insert("anti_cd20".into(), Named::Group(0));
    vocabulary.questions.push(Question {
        name: "unsuitable_for_study".into(),
        parameters: vec![],
        text: "Is the participant unsuitable for the study?".into(),
        answered_by: "investigator".into(),
        confirmed: false,
        valid_for: Some(Length::Days(28)),
        vocabulary: String::new(),
    });
    vocabulary.attributes = builtin::attribute::ALL.iter().map(|name| (*name).to_owned()).collect();
    vocabulary.attributes.resize(60, String::new());
    vocabulary.attributes.push("isn_class".into());
    vocabulary.symbols = builtin::symbol::ALL.iter().map(|name| (*name).to_owned()).collect();
    vocabulary.symbols.resize(60, String::new());
    vocabulary.symbols.extend(["III", "IV", "II", "no_response"].map(String::from));
    vocabulary.units = builtin::unit::ALL.iter().map(|name| (*name).to_owned()).collect();
    vocabulary.units.resize(100, String::new());
    vocabulary.units.extend(["g/g", "mL/min/1.73m2", "U/L"].map(String::from));
    vocabulary
}

fn blank_word(id: WordId, kind: Kind, name: &str, title: &str, also: Vec<String>) -> Word {
    Word {
        id,
        kind,
        name: name.into(),
        title: title.into(),
        also,
        parents: vec![],
        ancestors: vec![],
        family: [id].into_iter().collect(),
        codes: vec![],
        forms: vec![],
        molar_mass: None,
        plausible: None,
        qualitative: vec![],
        attributes: vec![],
        computed: None,
        equivalents: vec![],
        half_life: None,
        joined: None,
        lifelong: false,
        instrument: None,
        sources: vec![],
        unverified: vec![],
        superseded_by: None,
        notes: vec![],
        vocabulary: "lupus".into(),
    }
}

/// A patient who fails one criterion, has one with an old result, one exclusion that nobody reviewed, and one judgement open.
pub(crate) fn lupus() -> Fixture {
    let mut f = Fixture::new();
    let upcr = f.event("upcr", "2026-11-02", |event| result(event, "0.8", G_PER_G, "0.8 g/g"));
    f.event("upcr", "2026-06-10", |event| result(event, "2.4", G_PER_G, "2.4 g/g"));
    let egfr = f.event("egfr", "2026-10-07", |event| {
        result(event, "74", ML_PER_MIN, "74 mL/min/1.73m2");
        if let Some(more) = &mut event.more {
            more.computed = Some("CKD-EPI 2021 from creatinine on line 8".into());
        }
    });
    let alt = f.event("alt", "2026-11-16", |event| {
        result(event, "150", U_PER_L, "150 U/L");
        if let Some(more) = &mut event.more {
            more.limits.1 = Some(number("45"));
        }
    });
    let biopsy = f.event("kidney_biopsy", "2026-08-01", |event| {
        event.attributes = vec![(ISN_CLASS, Datum::Symbols(vec![CLASS_III]))];
    });
    let mmf = f.event("mycophenolate", "2023-01", |event| {
        event.end = span("2024-06");
        event.attributes = vec![(builtin::attribute::OUTCOME, Datum::Symbol(NO_RESPONSE))];
    });
    let cyc = f.event("cyclophosphamide", "2024-07-01", |event| {
        event.end = span("2024-12-20");
        event.attributes = vec![(builtin::attribute::OUTCOME, Datum::Symbol(NO_RESPONSE))];
    });
    f.patient.reviewed.push(Reviewed {
        kind: Kind::Drug,
        from: day("2024-01-01"),
        to: day("2026-06-30"),
        by: Some("Dr Weiss".into()),
        assumed: false,
        source: Source { line: 40 },
    });
    f.patient.reviewed.push(Reviewed {
        kind: Kind::Procedure,
        from: Day::MIN,
        to: day("2026-11-21"),
        by: None,
        assumed: true,
        source: Source { line: 0 },
    });
    age(&mut f);
    nephritis(&mut f, upcr, egfr, biopsy);
    let failed =
        f.words("immunosuppressant", chosen(&[(mmf, "2023-01", "2024-06"), (cyc, "2024-07-01", "2024-12-20")]));
    let counting = Counting { distinct: Some(Distinct::Word), ..Counting::default() };
    let failed = TruthNode::Amount { events: failed, least: 2, most: None, counting };
    let failed = f.truth(failed, "at least 2 failed(immunosuppressant) distinct by drug", Truth::Met);
    f.criterion("I5", "Inadequate response to at least two immunosuppressants", failed, Standing::Pass);
    exclusions(&mut f, alt);
    f.judgement.verdict = Verdict::Ineligible;
    f
}

/// The same patient with enough proteinuria and a normal ALT: nothing fails, three criteria are open.
pub(crate) fn open_lupus() -> Fixture {
    let mut f = lupus();
    let passes =
        ["latest upcr within 28 days > minimum_upcr", "all of { nephritis }", "latest alt within 14 days > 3 x ULN"];
    for (place, node) in f.program.truths.iter().enumerate() {
        let words = node.span.of(RULES);
        if passes.contains(&words) {
            f.trace.truths[place] = Some((Truth::of(!words.contains("alt")), vec![]));
        }
    }
    for (event, outcome) in [(0, "1.6"), (3, "40")] {
        let unit = if event == 0 { "g/g" } else { "U/L" };
        result(
            &mut f.patient.events.as_mut_slice()[event],
            outcome,
            if event == 0 { G_PER_G } else { U_PER_L },
            &format!("{outcome} {unit}"),
        );
    }
    f.patient.events.as_mut_slice()[3].more.as_mut().expect("more").limits.1 = Some(number("45"));
    for outcome in f.trace.values.iter_mut().flatten() {
        if outcome.facts == [EventRef(0)] {
            outcome.datum = Some(Datum::Quantity(Range::point(number("1.6")), UnitId(G_PER_G)));
        }
    }
    for outcome in &mut f.judgement.criteria {
        if outcome.standing == Standing::Fail {
            *outcome = CriterionOutcome { truth: !outcome.truth, standing: Standing::Pass };
        }
    }
    f.judgement.verdict = Verdict::Undetermined;
    f.judgement.open_for = Some(OpenFor::Both);
    f.patient.id = "P-018".into();
    f
}

fn age(f: &mut Fixture) {
    let years =
        Outcome { datum: Some(Datum::Quantity(Range::point(Number::whole(35)), UnitId(0))), ..Outcome::default() };
    let left = f.value(ValueNode::Age(PointId(0)), "age", Some(UnitId(0)), years);
    let right = f.constant(Datum::Quantity(Range::point(Number::whole(18)), UnitId(0)), "18 years");
    let compare = TruthNode::Compare { left, comparison: Comparison::AtLeast, right };
    let truth = f.truth(compare, "age >= 18 years", Truth::Met);
    f.criterion("I1", "Age 18 years or older", truth, Standing::Pass);
}

fn nephritis(f: &mut Fixture, upcr: EventRef, egfr: EventRef, biopsy: EventRef) {
    let all = f.words("upcr", chosen(&[(upcr, "2026-11-02", "2026-11-02")]));
    let recent =
        f.within(all, Length::Days(28), "latest upcr within 28 days", chosen(&[(upcr, "2026-11-02", "2026-11-02")]));
    let measure = |events| ValueNode::Measure { events, choose: Choose::One, measure: Measure::Result };
    let left =
        f.value(measure(recent), "latest upcr within 28 days", Some(UnitId(G_PER_G)), from(upcr, "0.8", G_PER_G));
    let right = f.constant(Datum::Quantity(Range::point(number("1")), UnitId(G_PER_G)), "minimum_upcr");
    let compare = TruthNode::Compare { left, comparison: Comparison::Greater, right };
    let proteinuria = f.truth(compare, "latest upcr within 28 days > minimum_upcr", Truth::NotMet);

    let all = f.words("egfr", chosen(&[(egfr, "2026-10-07", "2026-10-07")]));
    let recent = f.within(all, Length::Days(28), "latest egfr within 28 days", Selection::default());
    let old = Reason::TooOld { event: egfr, age: 45, from: day("2026-10-24") };
    let outcome = Outcome { datum: None, facts: vec![], reasons: vec![old] };
    let left = f.value(measure(recent), "latest egfr within 28 days", Some(UnitId(ML_PER_MIN)), outcome);
    let right = f.constant(Datum::Quantity(Range::point(number("30")), UnitId(ML_PER_MIN)), "30 mL/min/1.73m2");
    let compare = TruthNode::Compare { left, comparison: Comparison::AtLeast, right };
    let filtration = f.truth(compare, "latest egfr within 28 days >= 30 mL/min/1.73m2", Truth::Unknown);

    let found = f.words("kidney_biopsy", chosen(&[(biopsy, "2026-08-01", "2026-08-01")]));
    let any = TruthNode::Amount { events: found, least: 1, most: None, counting: Counting::default() };
    let biopsied = f.truth(any, "any kidney_biopsy where isn_class includes any { III, IV }", Truth::Met);

    let none = Selection { closed_by: vec![ClosedBy::Reviewed(1)], ..Selection::default() };
    let transplants = f.words("kidney_transplant", none);
    let no = TruthNode::Amount { events: transplants, least: 0, most: Some(0), counting: Counting::default() };
    let untransplanted = f.truth(no, "no kidney_transplant", Truth::Met);

    let parts = vec![biopsied, proteinuria, untransplanted];
    let block = TruthNode::All(parts);
    let nephritis = f.labelled(block, "all of { nephritis }", Some("active lupus nephritis"), Truth::NotMet, vec![]);
    f.criterion("I2", "Active lupus nephritis of class III or IV with proteinuria", nephritis, Standing::Fail);
    f.criterion("I3", "Estimated GFR of at least 30 mL/min/1.73m2", filtration, Standing::Unknown);
    f.criterion("I4", "No kidney transplant at any time", untransplanted, Standing::Pass);
}

fn exclusions(f: &mut Fixture, alt: EventRef) {
    let words = f.words("anti_cd20", Selection::default());
    let roots = ["rituximab", "obinutuzumab"].map(|name| word(&f.program.vocabulary, name)).to_vec();
    let open = Reason::NotReviewed { kind: Kind::Drug, words: roots, from: day("2026-02-21"), to: day("2026-11-21") };
    let selection = Selection { open: vec![open], ..Selection::default() };
    let recent = f.within(words, Length::Months(9), "any anti_cd20 within 9 months", selection);
    let any = TruthNode::Amount { events: recent, least: 1, most: None, counting: Counting::default() };
    let truth = f.truth(any, "any anti_cd20 within 9 months", Truth::Unknown);
    f.criterion("E1", "Anti-CD20 antibody within 9 months", truth, Standing::Unknown);

    let all = f.words("alt", chosen(&[(alt, "2026-11-16", "2026-11-16")]));
    let recent =
        f.within(all, Length::Days(14), "latest alt within 14 days", chosen(&[(alt, "2026-11-16", "2026-11-16")]));
    let over = ValueNode::Measure { events: recent, choose: Choose::One, measure: Measure::OverUpper };
    let ratio = Datum::Quantity(Range::point(Number::ratio(150, 45).expect("a number")), UnitId(0));
    let outcome = Outcome { datum: Some(ratio), facts: vec![alt], reasons: vec![] };
    let left = f.value(over, "latest alt within 14 days", Some(UnitId(0)), outcome);
    let right = f.constant(Datum::Quantity(Range::point(number("3")), UnitId(0)), "3 x ULN");
    let compare = TruthNode::Compare { left, comparison: Comparison::Greater, right };
    let truth = f.truth(compare, "latest alt within 14 days > 3 x ULN", Truth::Met);
    f.criterion("E2", "ALT above three times the upper limit of normal", truth, Standing::Fail);

    let asked = TruthNode::Asked { question: QuestionId(0), arguments: vec![] };
    let open = Reason::NotJudged { question: QuestionId(0), arguments: vec![] };
    let truth = f.labelled(asked, "judged unsuitable_for_study", None, Truth::Unknown, vec![open]);
    f.criterion("E3", "In the investigator's opinion unsuitable", truth, Standing::Unknown);
}
