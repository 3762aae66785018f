//! Random programs, built node by node so that every kind fits.

use super::Choices;
use super::patients::{as_of, known_date, number};
use super::vocabulary::*;
use enrol::check::*;
use enrol::diagnostic::Span;
use enrol::syntax::tree::WindowSide;
use enrol::value::{Comparison, Day, DaySpan, Length, Number, Range};
use enrol::vocabulary::builtin::{attribute, symbol, unit};
use enrol::vocabulary::*;
use std::sync::Arc;

/// What kind of events a choice gives, as far as it decides what may be asked of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Alpha,
    Beta,
    Grade,
    Condition,
    Drug,
    Biopsy,
    Vaccine,
    Score,
    Line,
}

const SORTS: &[Sort] = &[
    Sort::Alpha,
    Sort::Drug,
    Sort::Drug,
    Sort::Drug,
    Sort::Condition,
    Sort::Biopsy,
    Sort::Grade,
    Sort::Beta,
    Sort::Score,
    Sort::Vaccine,
    Sort::Line,
];

/// Which event may be asked about where a node is built.
#[derive(Clone, Copy, Default)]
struct Inside {
    subject: Option<Sort>,
    it: bool,
}

/// What programs may hold.
#[derive(Clone, Copy)]
pub struct Allowed {
    /// `is known`, `if unknown`, and what else asks about the record itself.
    pub about_the_record: bool,
}

/// What one program and its patient are about, so that they meet: a few sorts of events, or all.
#[derive(Clone, Debug)]
pub struct Theme {
    sorts: Vec<Sort>,
}

impl Theme {
    pub fn new(choices: &mut Choices<'_>) -> Theme {
        let sorts = match choices.below(10) {
            0 | 1 => SORTS.to_vec(),
            2..=5 => vec![Sort::Drug, choices.pick(SORTS)],
            6 | 7 => vec![Sort::Alpha, choices.pick(SORTS)],
            8 => vec![Sort::Line],
            _ => vec![choices.pick(SORTS), choices.pick(SORTS)],
        };
        Theme { sorts }
    }

    /// The words under which a patient's events may be recorded.
    pub fn words(&self) -> Vec<WordId> {
        self.sorts.iter().flat_map(|sort| sort.words()).copied().collect()
    }
}

impl Sort {
    fn words(self) -> &'static [WordId] {
        const NO_MEASUREMENT: WordId = Kind::Measurement.unmapped();
        const NO_DRUG: WordId = Kind::Drug.unmapped();
        const NO_CONDITION: WordId = Kind::Condition.unmapped();
        match self {
            Sort::Alpha => &[ALPHA, ALPHA, ALPHA, NO_MEASUREMENT],
            Sort::Beta => &[BETA, BETA, BETA, NO_MEASUREMENT],
            Sort::Grade => &[GRADE, GRADE, GRADE, NO_MEASUREMENT],
            Sort::Condition => &[BASAL, MELANOMA, SKIN_CANCER, CANCER, LUPUS, NO_CONDITION],
            Sort::Drug => &[
                PREDNISONE,
                METHYLPREDNISOLONE,
                PREDNISONE,
                STEROID,
                RITUXIMAB,
                MYCOPHENOLATE,
                NO_DRUG,
                WEIGHT,
                SURFACE,
            ],
            Sort::Biopsy => &[BIOPSY],
            Sort::Vaccine => &[COVID_VACCINE],
            Sort::Score => &[SLEDAI],
            Sort::Line => &[
                MYCOPHENOLATE,
                RITUXIMAB,
                MYCOPHENOLATE,
                RITUXIMAB,
                PROGRESSION,
                PROGRESSION,
                CHANGE,
                NO_CONDITION,
                LINE,
            ],
        }
    }
}

struct Builder<'c, 't> {
    choices: &'c mut Choices<'t>,
    theme: Theme,
    program: Program,
    allowed: Allowed,
    /// Choices at the top that later ones may use again.
    again: Vec<(EventsId, Sort)>,
}

/// A program with one trial.
pub fn program(choices: &mut Choices<'_>, theme: Theme, allowed: Allowed) -> Program {
    let mut builder = Builder { choices, theme, program: empty(), allowed, again: Vec::new() };
    builder.scores();
    let version = builder.version("1", Day::MIN);
    let mut versions = vec![version];
    if builder.choices.chance(10) {
        versions.push(builder.version("2", as_of().plus_days(-30)));
    }
    builder.program.trials.push(Trial {
        id: "T".to_string(),
        title: "T".to_string(),
        coverage: None,
        sources: Vec::new(),
        phase: None,
        versions,
        anchors: (0..4).map(AnchorId).collect(),
        file: FileId(0),
    });
    builder.program
}

/// A program of no trial yet.
pub fn empty() -> Program {
    let anchor = |name: &str, shape: AnchorShape| Anchor { name: name.to_string(), title: name.to_string(), shape };
    let day = AnchorShape::Day { window: 0 };
    Program {
        vocabulary: VOCABULARY.clone(),
        files: vec![SourceFile { name: "generated".to_string(), text: Arc::from("") }],
        trials: Vec::new(),
        truths: Vec::new(),
        values: Vec::new(),
        events: Vec::new(),
        points: Vec::new(),
        windows: Vec::new(),
        anchors: vec![
            anchor("consent", day.clone()),
            anchor("randomisation", day),
            anchor("run_in", AnchorShape::Day { window: 3 }),
            anchor("screening", AnchorShape::Period { from: AnchorId(0), to: AnchorId(1), at_most: Some(28) }),
        ],
        scores: Vec::new(),
        lines: vec![policy()],
        written: std::collections::BTreeMap::new(),
        digest: String::new(),
    }
}

fn policy() -> LinesPolicy {
    LinesPolicy {
        name: "policy".to_string(),
        title: "policy".to_string(),
        of: [MYCOPHENOLATE, RITUXIMAB, PREDNISONE].into_iter().collect(),
        not_counted: [PREDNISONE].into_iter().collect(),
        regimen_days: 28,
        after_progression: true,
        progression: Some(Words {
            kinds: vec![Kind::Condition],
            certain: [PROGRESSION].into_iter().collect(),
            possible: [CHANGE, Kind::Condition.unmapped()].into_iter().collect(),
            roots: vec![PROGRESSION],
            single: None,
        }),
        gap_days: Some(180),
        when_added: true,
        same_for_substitution: false,
        same_for_maintenance: true,
    }
}

impl Builder<'_, '_> {
    fn push<N>(node: N, unit: Option<UnitId>) -> Node<N> {
        Node { node, file: FileId(0), span: Span::default(), label: None, unit }
    }

    fn new_truth(&mut self, node: TruthNode) -> TruthId {
        self.program.truths.push(Self::push(node, None));
        TruthId(self.program.truths.len() as u32 - 1)
    }

    fn new_value(&mut self, node: ValueNode) -> ValueId {
        let unit = match &node {
            ValueNode::Age(_) => unit::YEARS,
            ValueNode::TimeSince { unit: TimeUnit::Days, .. } => unit::DAYS,
            ValueNode::TimeSince { unit: TimeUnit::Months, .. } => unit::MONTHS,
            ValueNode::TimeSince { unit: TimeUnit::Years, .. } => unit::YEARS,
            ValueNode::PercentChange { .. } => unit::PERCENT,
            ValueNode::Constant(Datum::Quantity(_, unit)) => *unit,
            ValueNode::Scaled { value, .. }
            | ValueNode::Arithmetic { left: value, sign: Sign::Plus | Sign::Minus, .. } => self.unit(*value),
            ValueNode::Extreme { of, .. } => self.unit(of[0]),
            ValueNode::When(cases) => self.unit(cases[0].0),
            ValueNode::Measure { measure, .. }
            | ValueNode::Subject(measure)
            | ValueNode::It(measure)
            | ValueNode::Total { measure, .. }
            | ValueNode::Average { measure, .. } => unit_of(measure),
            _ => unit::ONE,
        };
        self.program.values.push(Self::push(node, Some(unit)));
        ValueId(self.program.values.len() as u32 - 1)
    }

    fn new_events(&mut self, node: EventsNode) -> EventsId {
        self.program.events.push(Self::push(node, None));
        EventsId(self.program.events.len() as u32 - 1)
    }

    fn unit(&self, value: ValueId) -> UnitId {
        self.program.value(value).unit.unwrap_or(unit::ONE)
    }

    fn constant(&mut self, number: Number, unit: UnitId) -> ValueId {
        self.new_value(ValueNode::Constant(Datum::Quantity(Range::point(number), unit)))
    }

    fn some_constant(&mut self, unit: UnitId) -> ValueId {
        let number = number(self.choices);
        self.constant(number, unit)
    }

    fn whole(&mut self, of: &[i64], unit: UnitId) -> ValueId {
        let number = Number::whole(self.choices.pick(of));
        self.constant(number, unit)
    }

    /// A value brought into a unit, mostly: what is left in another compares with nothing.
    fn in_unit(&mut self, value: ValueId, unit: UnitId) -> ValueId {
        if self.unit(value) == unit || self.choices.chance(10) {
            return value;
        }
        let factor = number(self.choices);
        let scaled = self.new_value(ValueNode::Scaled { value, factor });
        self.program.values[scaled.0 as usize].unit = Some(unit);
        scaled
    }

    /// One of some sorts, of those that the program is about where there are any.
    fn one_of(&mut self, sorts: &[Sort]) -> Sort {
        let fitting: Vec<_> = sorts.iter().filter(|sort| self.theme.sorts.contains(sort)).copied().collect();
        if fitting.is_empty() { self.choices.pick(sorts) } else { self.choices.pick(&fitting) }
    }

    fn comparison(&mut self) -> Comparison {
        use Comparison::*;
        self.choices.pick(&[AtLeast, Greater, AtMost, Less, Equal, NotEqual])
    }

    fn version(&mut self, name: &str, from: Day) -> Version {
        let mut cohorts = Vec::new();
        if self.choices.chance(15) {
            for name in ["one", "two"] {
                let when = self.truth(1, Inside::default());
                cohorts.push(Cohort { name: name.to_string(), title: name.to_string(), when });
            }
        }
        let many = 1 + self.choices.below(3);
        let criteria = (0..many).map(|at| self.criterion(at, cohorts.len())).collect();
        Version { name: name.to_string(), from, cohorts, criteria }
    }

    fn criterion(&mut self, at: usize, cohorts: usize) -> Criterion {
        let ask = match self.choices.below(20) {
            18 => Ask::Broken,
            19 => self.choices.pick(&[Ask::NotStated("limits".to_string()), Ask::Clarifies("C1".to_string())]),
            _ => Ask::Truth(self.truth(3, Inside::default())),
        };
        let assumed = self.allowed.about_the_record && self.choices.chance(10);
        Criterion {
            inclusion: self.choices.below(2) == 0,
            id: format!("C{}", at + 1),
            sentence: String::new(),
            cohorts: if cohorts > 0 && self.choices.chance(50) {
                vec![self.choices.below(cohorts)]
            } else {
                Vec::new()
            },
            ask,
            waivable_by: self.choices.chance(20).then(|| "sponsor".to_string()),
            if_unknown: assumed.then(|| self.choices.chance(50)),
            checked_at: self.choices.chance(8).then(|| AnchorId(self.choices.below(3) as u32)),
            sources: Vec::new(),
            notes: Vec::new(),
            span: Span::default(),
        }
    }

    fn scores(&mut self) {
        let highest_per_domain = self.choices.below(2) == 0;
        let items = [(0, 2), (0, 4), (1, 6)]
            .into_iter()
            .map(|(domain, points)| ScoreItem {
                title: String::new(),
                points: Number::whole(points),
                domain,
                condition: self.truth(0, Inside::default()),
            })
            .collect();
        self.program.scores.push(Score {
            name: "score".to_string(),
            title: String::new(),
            entry: None,
            items,
            highest_per_domain,
            meets: None,
            unverified: Vec::new(),
            sources: Vec::new(),
        });
    }

    fn truth(&mut self, depth: usize, inside: Inside) -> TruthId {
        let node = if let Some(sort) = inside.subject.filter(|_| self.choices.chance(80)) {
            self.about_subject(sort, inside)
        } else if depth == 0 || self.choices.spent() {
            self.small_truth(inside)
        } else {
            self.deep_truth(depth, inside)
        };
        self.new_truth(node)
    }

    fn several(&mut self, depth: usize, inside: Inside) -> Vec<TruthId> {
        (0..2 + self.choices.below(2)).map(|_| self.truth(depth - 1, inside)).collect()
    }

    fn small_truth(&mut self, inside: Inside) -> TruthNode {
        match self.choices.below(10) {
            0..=4 => {
                let (events, _) = self.events(0, inside, None);
                TruthNode::Amount { events, least: 1, most: None, counting: Counting::default() }
            }
            5 => TruthNode::Asked {
                question: QuestionId(self.choices.below(usize::from(QUESTIONS)) as u16),
                arguments: self.choices.pick(&[Vec::new(), vec!["1 mg".to_string()]]),
            },
            6 => self.stated(),
            7 => TruthNode::Site {
                question: SiteId(self.choices.below(usize::from(SITES)) as u16),
                arguments: Vec::new(),
                accepted: vec![symbol::YES],
            },
            8 => {
                let value = self.new_value(ValueNode::Sex);
                TruthNode::Among { value, quantifier: Among::Any, set: vec![symbol::FEMALE], unsaid: Vec::new() }
            }
            _ => TruthNode::Constant(self.choices.chance(50)),
        }
    }

    fn stated(&mut self) -> TruthNode {
        let roots = self.choices.pick(&[vec![PREDNISONE], vec![STEROID], vec![PREDNISONE, RITUXIMAB]]);
        TruthNode::Stated { intolerance: self.choices.chance(50), words: family(&roots), roots }
    }

    fn deep_truth(&mut self, depth: usize, inside: Inside) -> TruthNode {
        match self.choices.below(18) {
            0..=2 => self.amount(depth, inside),
            3..=6 => self.compare(depth, inside),
            7 => TruthNode::All(self.several(depth, inside)),
            8 => TruthNode::Any(self.several(depth, inside)),
            9 => {
                let of = self.several(depth, inside);
                let least = self.choices.below(3) as u32;
                let most = self.choices.pick(&[None, Some(1), Some(2)]).filter(|most| *most >= least);
                TruthNode::Count { of, least, most }
            }
            10 => TruthNode::Not(self.truth(depth - 1, inside)),
            11 => self.between(depth, inside),
            12 => self.among(depth, inside),
            13 => self.qualitative(depth, inside),
            14 => {
                let (events, sort) = self.events(depth - 1, inside, None);
                let condition = self.truth(0, Inside { subject: Some(sort), ..inside });
                TruthNode::Every { events, condition }
            }
            15 if self.allowed.about_the_record => match self.choices.below(3) {
                0 => TruthNode::ValueKnown(self.number(depth - 1, inside)),
                1 => TruthNode::TruthKnown(self.truth(depth - 1, inside)),
                _ => TruthNode::EventsKnown(self.events(depth - 1, inside, None).0),
            },
            16 => self.compare_days(depth, inside),
            _ => self.small_truth(inside),
        }
    }

    fn amount(&mut self, depth: usize, inside: Inside) -> TruthNode {
        if self.choices.chance(15) {
            let events = self.periods(depth - 1, inside);
            return TruthNode::Amount { events, least: 1, most: None, counting: Counting::default() };
        }
        let (events, sort) = self.events(depth - 1, inside, None);
        let least = self.choices.pick(&[1, 0, 2, 3]);
        let most = self.choices.pick(&[None, Some(0), Some(1), Some(2)]).filter(|most| *most >= least);
        let counting = self.counting(sort, true);
        TruthNode::Amount { events, least, most, counting }
    }

    fn counting(&mut self, sort: Sort, including: bool) -> Counting {
        let mut counting = Counting::default();
        if self.choices.chance(40) {
            counting.distinct = self.distinct(sort);
        }
        if sort == Sort::Drug && counting.distinct == Some(Distinct::Word) && self.choices.chance(40) {
            counting.as_one = vec![family(&[PREDNISONE, MYCOPHENOLATE])];
        }
        if sort == Sort::Drug && including && self.choices.chance(20) {
            counting.including = vec![(1, family(&[PREDNISONE]))];
        }
        if self.choices.chance(15) {
            counting.apart = Some(self.choices.pick(&[Length::Days(28), Length::Months(6)]));
        }
        counting
    }

    fn distinct(&mut self, sort: Sort) -> Option<Distinct> {
        let attribute = match sort {
            Sort::Drug => attribute::ROUTE,
            Sort::Grade | Sort::Alpha | Sort::Beta => attribute::SYSTEM,
            Sort::Condition => attribute::STATUS,
            Sort::Biopsy => CLASS,
            Sort::Vaccine => attribute::PRODUCT,
            Sort::Line => attribute::INTENT,
            Sort::Score => return Some(Distinct::Day),
        };
        Some(self.choices.pick(&[Distinct::Word, Distinct::Attribute(attribute), Distinct::Day]))
    }

    fn compare(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let left = self.number(depth - 1, inside);
        let comparison = self.comparison();
        let unit = self.unit(left);
        let right = if self.choices.chance(25) {
            let right = self.number(depth - 1, inside);
            self.in_unit(right, unit)
        } else {
            self.some_constant(unit)
        };
        TruthNode::Compare { left, comparison, right }
    }

    fn between(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let value = self.number(depth - 1, inside);
        let unit = self.unit(value);
        let (low, high) = (self.whole(&[1, 2, 5], unit), self.whole(&[10, 5, 18, 60], unit));
        TruthNode::Between { value, low, high, high_belongs: self.choices.chance(50) }
    }

    fn compare_days(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let (events, _) = self.chosen_one(depth - 1, inside, None);
        let measure = self.choices.pick(&[Measure::Start, Measure::End]);
        let left = self.new_value(ValueNode::Measure { events, choose: Choose::One, measure });
        let day = known_date(self.choices);
        let right = self.new_value(ValueNode::Constant(Datum::Days(day)));
        TruthNode::Compare { left, comparison: self.comparison(), right }
    }

    fn quantifier(&mut self) -> Among {
        self.choices.pick(&[Among::Any, Among::None, Among::All, Among::Only])
    }

    fn among(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let sort = self.one_of(&[Sort::Drug, Sort::Grade, Sort::Biopsy, Sort::Condition, Sort::Line]);
        let (events, sort) = self.chosen_one(depth - 1, inside, Some(sort));
        if sort == Sort::Line || (sort == Sort::Drug && self.choices.chance(40)) {
            let measure = if sort == Sort::Line { Measure::Attribute(attribute::DRUGS) } else { Measure::Word };
            let value = self.new_value(ValueNode::Measure { events, choose: Choose::One, measure });
            return self.among_words(value);
        }
        let (measure, set) = symbols_of(self.choices, sort);
        let value = self.new_value(ValueNode::Measure { events, choose: Choose::One, measure });
        TruthNode::Among { value, quantifier: self.quantifier(), set, unsaid: Vec::new() }
    }

    fn among_words(&mut self, value: ValueId) -> TruthNode {
        let sets = self.choices.pick(&[
            vec![family(&[PREDNISONE])],
            vec![family(&[STEROID]), family(&[RITUXIMAB])],
            vec![family(&[MYCOPHENOLATE])],
            vec![family(&[MYCOPHENOLATE]), family(&[RITUXIMAB])],
        ]);
        TruthNode::AmongWords { value, quantifier: self.quantifier(), sets }
    }

    fn qualitative(&mut self, depth: usize, inside: Inside) -> TruthNode {
        let sort = self.one_of(&[Sort::Alpha, Sort::Beta]);
        let (events, sort) = self.chosen_one(depth - 1, inside, Some(sort));
        let value = self.new_value(ValueNode::Measure { events, choose: Choose::One, measure: Measure::Result });
        self.means(value, sort)
    }

    fn means(&mut self, value: ValueId, sort: Sort) -> TruthNode {
        let (word, means) = if sort == Sort::Alpha { (ALPHA, symbol::HIGH) } else { (BETA, symbol::POSITIVE) };
        let declared = &VOCABULARY.word(word).qualitative;
        let bounds = declared.iter().map(|declared| (word, declared.comparison, declared.bound)).collect();
        TruthNode::Qualitative { value, means: vec![means], bounds, negated: self.choices.chance(40) }
    }

    /// A truth about one event of a sort.
    fn about_subject(&mut self, sort: Sort, inside: Inside) -> TruthNode {
        let subject = |builder: &mut Self, measure| builder.new_value(ValueNode::Subject(measure));
        match sort {
            Sort::Drug if self.choices.chance(20) => {
                let value = subject(self, Measure::Word);
                self.among_words(value)
            }
            Sort::Alpha | Sort::Beta if self.choices.chance(25) => {
                let value = subject(self, Measure::Result);
                self.means(value, sort)
            }
            Sort::Line if self.choices.chance(50) => {
                let value = subject(self, Measure::Attribute(attribute::DRUGS));
                self.among_words(value)
            }
            Sort::Alpha | Sort::Beta | Sort::Score => self.subject_number(sort),
            Sort::Drug | Sort::Biopsy if self.choices.chance(50) => self.subject_number(sort),
            _ if self.choices.chance(12) => {
                let left = subject(self, Measure::Start);
                let day = known_date(self.choices);
                let right = self.new_value(ValueNode::Constant(Datum::Days(day)));
                TruthNode::Compare { left, comparison: self.comparison(), right }
            }
            _ if self.choices.chance(12) => {
                let first = self.truth(0, inside);
                let second = self.truth(0, inside);
                TruthNode::Any(vec![first, second])
            }
            _ => {
                let (measure, set) = symbols_of(self.choices, sort);
                let value = subject(self, measure);
                TruthNode::Among { value, quantifier: self.quantifier(), set, unsaid: Vec::new() }
            }
        }
    }

    fn subject_number(&mut self, sort: Sort) -> TruthNode {
        let measure = self.number_measure(sort);
        let left = self.new_value(ValueNode::Subject(measure));
        let right = self.some_constant(self.unit(left));
        TruthNode::Compare { left, comparison: self.comparison(), right }
    }

    fn number_measure(&mut self, sort: Sort) -> Measure {
        match sort {
            Sort::Alpha | Sort::Beta => self.choices.pick(&[Measure::Result, Measure::OverUpper, Measure::OverLower]),
            Sort::Biopsy => Measure::Attribute(ACTIVITY),
            Sort::Drug => self.dose(&[attribute::DOSE, attribute::DAILY_DOSE, attribute::TOTAL_DOSE]),
            Sort::Score => self.choices.pick(&[Measure::Result, Measure::Items(vec![2, 3]), Measure::Items(vec![0])]),
            Sort::Grade | Sort::Condition | Sort::Vaccine | Sort::Line => Measure::Result,
        }
    }

    fn dose(&mut self, of: &[AttributeId]) -> Measure {
        Measure::Dose {
            attribute: self.choices.pick(of),
            equivalent: self.choices.pick(&[None, Some(PREDNISONE)]),
            per: self.choices.pick(&[None, None, Some(Per::Kilogram), Some(Per::SquareMetre)]),
        }
    }

    fn number(&mut self, depth: usize, inside: Inside) -> ValueId {
        let node = match self.choices.below(if depth == 0 { 8 } else { 15 }) {
            0..=4 => self.measure(depth, inside),
            5 => ValueNode::Age(self.point(depth, inside)),
            6 => ValueNode::TimeSince {
                point: self.point(depth, inside),
                unit: self.choices.pick(&[TimeUnit::Days, TimeUnit::Months, TimeUnit::Years]),
            },
            7 => self.count(depth, inside),
            8 => {
                let events = self.events(depth - 1, inside, Some(Sort::Drug)).0;
                ValueNode::Total { events, measure: self.dose(&[attribute::TOTAL_DOSE, attribute::DOSE]) }
            }
            9 => {
                let events = self.plain_words(Sort::Drug);
                let window = self.recent_window(inside);
                let measure = self.dose(&[attribute::DAILY_DOSE]);
                ValueNode::Average { events, measure, window, all_days: self.choices.chance(60) }
            }
            10 => {
                let (left, right) = (self.number(depth - 1, inside), self.number(depth - 1, inside));
                let sign = self.choices.pick(&[Sign::Plus, Sign::Minus, Sign::Times, Sign::Over]);
                let alike = matches!(sign, Sign::Plus | Sign::Minus);
                let right = if alike { self.in_unit(right, self.unit(left)) } else { right };
                ValueNode::Arithmetic { left, sign, right }
            }
            11 => {
                let first = self.number(depth - 1, inside);
                let of = vec![first, self.some_constant(self.unit(first))];
                ValueNode::Extreme { greatest: self.choices.chance(50), of }
            }
            12 => {
                let first = (self.some_constant(unit::ONE), self.truth(0, inside));
                let second = (self.some_constant(unit::ONE), self.truth(0, inside));
                ValueNode::When(vec![first, second])
            }
            13 if self.choices.chance(50) => {
                let (from, to) = (self.number(0, inside), self.number(0, inside));
                ValueNode::PercentChange { from, to: self.in_unit(to, self.unit(from)) }
            }
            13 => ValueNode::Scaled { value: self.number(depth - 1, inside), factor: number(self.choices) },
            _ if self.program.scores.is_empty() => self.measure(depth, inside),
            _ if self.choices.chance(50) => ValueNode::ScoreTotal(ScoreId(0)),
            _ => ValueNode::ScorePoints { score: ScoreId(0), items: vec![1, 2] },
        };
        self.new_value(node)
    }

    fn count(&mut self, depth: usize, inside: Inside) -> ValueNode {
        let (events, sort) = self.events(depth.saturating_sub(1), inside, None);
        ValueNode::Count { events, counting: self.counting(sort, false) }
    }

    fn measure(&mut self, depth: usize, inside: Inside) -> ValueNode {
        let sort = self.one_of(&[Sort::Alpha, Sort::Alpha, Sort::Beta, Sort::Drug, Sort::Biopsy, Sort::Score]);
        if self.choices.chance(40) {
            let (events, sort) = self.events(depth.saturating_sub(1), inside, Some(sort));
            let choose = self.choices.pick(&[Choose::Highest, Choose::Lowest, Choose::Mean, Choose::Median]);
            return ValueNode::Measure { events, choose, measure: self.number_measure(sort) };
        }
        let (events, sort) = self.chosen_one(depth.saturating_sub(1), inside, Some(sort));
        ValueNode::Measure { events, choose: Choose::One, measure: self.number_measure(sort) }
    }

    /// The newest or oldest event of some.
    fn chosen_one(&mut self, depth: usize, inside: Inside, sort: Option<Sort>) -> (EventsId, Sort) {
        let (of, sort) = self.events(depth, inside, sort);
        let earliest = self.choices.chance(25);
        (self.new_events(EventsNode::Newest { of, count: 1, earliest, by: None }), sort)
    }

    fn events(&mut self, depth: usize, inside: Inside, sort: Option<Sort>) -> (EventsId, Sort) {
        if self.choices.chance(10)
            && let Some(again) = self.again.iter().find(|(_, found)| sort.is_none_or(|sort| sort == *found))
        {
            return *again;
        }
        let sort = sort.unwrap_or_else(|| self.choices.pick(&self.theme.sorts));
        let node = if self.choices.spent() { self.words(sort) } else { self.choice(depth, inside, sort) };
        let id = self.new_events(node);
        if inside.subject.is_none() && !inside.it {
            self.again.insert(0, (id, sort));
        }
        (id, sort)
    }

    fn choice(&mut self, depth: usize, inside: Inside, sort: Sort) -> EventsNode {
        let below = depth.saturating_sub(1);
        match self.choices.below(if depth == 0 { 7 } else { 16 }) {
            0..=2 => self.words(sort),
            3..=5 => {
                let of = if depth == 0 { self.plain_words(sort) } else { self.events(below, inside, Some(sort)).0 };
                let window = self.window(below, inside, sort);
                let parts = [Part::Any, Part::Any, Part::Any, Part::Start, Part::End, Part::Throughout];
                let lasts = matches!(sort, Sort::Drug | Sort::Condition);
                let part = self.choices.pick(&parts[..if lasts { 6 } else { 5 }]);
                EventsNode::In { of, window, part }
            }
            6 => {
                let of = self.plain_words(sort);
                let condition = self.truth(0, Inside { subject: Some(sort), ..inside });
                EventsNode::Where { of, condition }
            }
            7 => {
                EventsNode::Union(vec![self.events(below, inside, Some(sort)).0, self.events(0, inside, Some(sort)).0])
            }
            8 => {
                let (of, without) = (self.events(below, inside, Some(sort)).0, self.events(0, inside, Some(sort)).0);
                EventsNode::Except { of, without }
            }
            9 => {
                let of = self.events(below, inside, Some(sort)).0;
                let condition = self.truth(0, Inside { subject: Some(sort), ..inside });
                EventsNode::Where { of, condition }
            }
            10 => {
                let of = self.events(below, inside, Some(sort)).0;
                let condition = self.about_it();
                EventsNode::With { of, condition, positive: self.choices.chance(50) }
            }
            11 => {
                let of = self.events(below, inside, Some(sort)).0;
                let by = if self.choices.chance(40) { self.distinct(sort) } else { None };
                let count = self.choices.pick(&[1, 2, 3]);
                EventsNode::Newest { of, count, earliest: self.choices.chance(30), by }
            }
            _ => self.intervals(below, inside, sort),
        }
    }

    fn intervals(&mut self, below: usize, inside: Inside, sort: Sort) -> EventsNode {
        match (sort, self.choices.below(6)) {
            (Sort::Drug | Sort::Condition, 0) => EventsNode::Current { of: self.events(below, inside, Some(sort)).0 },
            (Sort::Drug | Sort::Condition, 1) => EventsNode::Joined {
                of: self.events(below, inside, Some(sort)).0,
                at_least: self.choices.below(4) < 3,
                length: self.choices.pick(&[Length::Days(84), Length::Days(14), Length::Months(3)]),
                total: self.choices.chance(30),
            },
            (Sort::Drug, 4) => EventsNode::Doses { of: self.events(below, inside, Some(Sort::Drug)).0 },
            (Sort::Line, 1 | 2) => EventsNode::Lines(Some(LinesId(0))),
            (_, 5) => EventsNode::Planned { words: self.some_words(sort) },
            _ => self.words(sort),
        }
    }

    /// Periods that several exposures make up; nothing is asked of them but when they were.
    fn periods(&mut self, depth: usize, inside: Inside) -> EventsId {
        let below = depth.saturating_sub(1);
        let node = if self.choices.chance(50) {
            let left = self.events(below, inside, Some(Sort::Drug)).0;
            EventsNode::Together { left, right: self.events(0, inside, Some(Sort::Drug)).0 }
        } else {
            let of = self.events(0, inside, Some(Sort::Drug)).0;
            let measure = self.dose(&[attribute::DAILY_DOSE]);
            let comparison = self.comparison();
            let bound = self.some_constant(unit_of(&measure));
            EventsNode::DosePeriods { of, measure, bounds: vec![(comparison, bound)] }
        };
        let of = self.new_events(node);
        match self.choices.below(4) {
            0 => of,
            1 => self.new_events(EventsNode::Current { of }),
            2 => {
                let (at_least, total) = (self.choices.below(4) < 3, self.choices.chance(30));
                self.new_events(EventsNode::Joined { of, at_least, length: Length::Days(14), total })
            }
            _ => {
                let window = self.window(below, inside, Sort::Alpha);
                let part = self.choices.pick(&[Part::Any, Part::Throughout]);
                self.new_events(EventsNode::In { of, window, part })
            }
        }
    }

    /// A truth about the event that a `with` speaks of.
    fn about_it(&mut self) -> TruthId {
        let inside = Inside { subject: None, it: true };
        let sort = self.choices.pick(&self.theme.sorts);
        let of = self.plain_words(sort);
        let point = self.new_point(PointNode::It(EventPart::Whole));
        let window = self.window_around(point, sort);
        let events = self.new_events(EventsNode::In { of, window, part: Part::Any });
        let amount = self.new_truth(TruthNode::Amount { events, least: 1, most: None, counting: Counting::default() });
        if self.choices.chance(20) {
            let other = self.truth(0, inside);
            return self.new_truth(TruthNode::All(vec![amount, other]));
        }
        amount
    }

    fn plain_words(&mut self, sort: Sort) -> EventsId {
        let node = self.words(sort);
        self.new_events(node)
    }

    fn words(&mut self, sort: Sort) -> EventsNode {
        if sort == Sort::Line {
            return EventsNode::Lines(self.choices.chance(60).then_some(LinesId(0)));
        }
        EventsNode::Words(self.some_words(sort))
    }

    fn some_words(&mut self, sort: Sort) -> Words {
        let roots = match sort {
            Sort::Alpha => vec![ALPHA],
            Sort::Beta => vec![BETA],
            Sort::Grade => vec![GRADE],
            Sort::Condition => {
                self.choices.pick(&[vec![CANCER], vec![SKIN_CANCER], vec![BASAL], vec![LUPUS], vec![BASAL, LUPUS]])
            }
            Sort::Drug => self.choices.pick(&[
                vec![PREDNISONE],
                vec![STEROID],
                vec![METHYLPREDNISOLONE],
                vec![MYCOPHENOLATE, RITUXIMAB],
                vec![RITUXIMAB],
                vec![STEROID, MYCOPHENOLATE],
            ]),
            Sort::Biopsy => vec![BIOPSY],
            Sort::Vaccine => vec![COVID_VACCINE],
            Sort::Score => vec![SLEDAI],
            Sort::Line => vec![LINE],
        };
        words_of(roots)
    }

    fn window(&mut self, depth: usize, inside: Inside, sort: Sort) -> WindowId {
        let point = self.point(depth, inside);
        self.window_around(point, sort)
    }

    fn recent_window(&mut self, inside: Inside) -> WindowId {
        if self.choices.chance(60) {
            let point = self.new_point(PointNode::Fixed(DaySpan::on(as_of().plus_days(-100))));
            return self.new_window(Vec::new(), WindowSide::Since, point);
        }
        self.window(0, inside, Sort::Alpha)
    }

    fn window_around(&mut self, point: PointId, sort: Sort) -> WindowId {
        use WindowSide::*;
        let side = self.choices.pick(&[Before, Before, After, BeforeOrDuring, DuringOrAfter, At, During, Since]);
        let lengths = [
            vec![Length::Days(28)],
            vec![Length::Months(6)],
            vec![Length::Days(90)],
            vec![Length::Days(30), Length::HalfLives(Number::whole(5))],
            vec![Length::HalfLives(Number::whole(5))],
            Vec::new(),
        ];
        let within = match side {
            At | During | Since => Vec::new(),
            _ if sort == Sort::Drug => self.choices.pick(&lengths),
            _ => self.choices.pick(&[
                vec![Length::Days(28)],
                vec![Length::Months(6)],
                vec![Length::Days(90)],
                Vec::new(),
            ]),
        };
        self.new_window(within, side, point)
    }

    fn new_window(&mut self, within: Vec<Length>, side: WindowSide, point: PointId) -> WindowId {
        let longest = self.choices.below(4) < 3;
        self.program.windows.push(Window { within, longest, side, point });
        WindowId(self.program.windows.len() as u32 - 1)
    }

    fn new_point(&mut self, point: PointNode) -> PointId {
        self.program.points.push(point);
        PointId(self.program.points.len() as u32 - 1)
    }

    fn point(&mut self, depth: usize, inside: Inside) -> PointId {
        let part = self.choices.pick(&[EventPart::Whole, EventPart::Start, EventPart::End]);
        let point = match self.choices.below(12) {
            0..=3 => PointNode::AsOf,
            4 | 5 => PointNode::Anchor(AnchorId(self.choices.below(4) as u32)),
            6 => PointNode::StartOfAnchor(AnchorId(3)),
            7 => PointNode::EndOfAnchor(AnchorId(3)),
            8 => PointNode::Fixed(known_date(self.choices)),
            9 => PointNode::Birth,
            _ if inside.it => PointNode::It(part),
            _ if depth > 0 => PointNode::Event { events: self.chosen_one(depth - 1, inside, None).0, part },
            _ => PointNode::AsOf,
        };
        self.new_point(point)
    }
}

fn unit_of(measure: &Measure) -> UnitId {
    match measure {
        Measure::Dose { attribute: attribute::DAILY_DOSE, per, .. } => match per {
            None => unit::MG_PER_DAY,
            Some(Per::Kilogram) => unit::MG_PER_KG_DAY,
            Some(Per::SquareMetre) => unit::MG_PER_M2_DAY,
        },
        Measure::Dose { per, .. } => match per {
            None => unit::MG,
            Some(Per::Kilogram) => unit::MG_PER_KG,
            Some(Per::SquareMetre) => unit::MG_PER_M2,
        },
        _ => unit::ONE,
    }
}

/// A symbol to measure of an event of a sort, and a set to look for it in.
fn symbols_of(choices: &mut Choices<'_>, sort: Sort) -> (Measure, Vec<SymbolId>) {
    let (measure, of): (Measure, &[&str]) = match sort {
        Sort::Grade => (Measure::Result, &["A", "B", "C"]),
        Sort::Drug => choices.pick(&[
            (Measure::Attribute(attribute::OUTCOME), &["no_response", "progression"][..]),
            (Measure::Attribute(attribute::STOP_REASON), &["lack_of_efficacy", "progression"][..]),
            (Measure::Attribute(attribute::ROUTE), &["iv", "oral"][..]),
        ]),
        Sort::Condition => (Measure::Attribute(attribute::STATUS), &["cured", "active"]),
        Sort::Biopsy => (Measure::Attribute(CLASS), &["III", "II"]),
        Sort::Vaccine => (Measure::Attribute(attribute::PRODUCT), &["mrna"]),
        Sort::Line => choices.pick(&[
            (Measure::Attribute(attribute::INTENT), &["induction"][..]),
            (Measure::Attribute(attribute::OUTCOME), &["response", "progression"][..]),
        ]),
        Sort::Alpha | Sort::Beta | Sort::Score => (Measure::Attribute(attribute::SPECIMEN), &["serum"]),
    };
    let many = 1 + choices.below(of.len());
    (measure, values(&of[..many]))
}

pub fn family(roots: &[WordId]) -> WordSet {
    roots.iter().flat_map(|root| VOCABULARY.word(*root).family.iter()).collect()
}

/// What the checker makes of some words.
pub fn words_of(roots: Vec<WordId>) -> Words {
    let certain = family(&roots);
    let mut kinds: Vec<_> = roots.iter().map(|root| VOCABULARY.word(*root).kind).collect();
    kinds.sort();
    kinds.dedup();
    let above = roots.iter().flat_map(|root| VOCABULARY.word(*root).ancestors.iter().copied());
    let mut possible: WordSet = above.chain(kinds.iter().map(|kind| kind.unmapped())).collect();
    certain.iter().for_each(|word| possible.remove(word));
    let alone = |root: &WordId| VOCABULARY.word(*root).ancestors.is_empty() && certain.iter().count() == 1;
    let single = (roots.len() == 1).then(|| roots[0]).filter(alone);
    Words { kinds, certain, possible, roots, single }
}
