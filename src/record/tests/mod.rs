//! Small records in, stable text out.

mod change;
mod clock;
mod hostile;
mod readers;
mod shapes;
mod slips;
mod speed;

use super::*;
use crate::diagnostic::LineIndex;
use crate::value::{Limit, Range, Truth};
use crate::vocabulary::{Datum, Vocabulary, VocabularySource, build};
use std::fmt::Write as _;

const WORDS: &str = r#"vocabulary test "Words for tests"
measurement upcr "UPCR"
  result g/g  molar mass 113.118 g/mol of creatinine  plausible 0 to 50 g/g
  code loinc 2890-2, loinc 13801-6 where specimen is collection_24h
  attribute specimen one of { spot, first_morning, collection_24h }
measurement creatinine "Creatinine"
  result mg/dL  molar mass 113.118 g/mol  plausible 0.1 to 30 mg/dL  high above ULN
measurement egfr "eGFR"
  result mL/min/1.73m2  computed ckd_epi_2021 from { creatinine, age, sex }
  attribute formula one of { ckd_epi_2021, mdrd }
measurement weight "Weight"
  result kg  plausible 1 to 400 kg
measurement height "Height"
  result cm  plausible 30 to 260 cm
measurement bmi "BMI"
  result kg/m2  computed bmi from { weight, height }
measurement temperature "Temperature"
  result Cel  plausible 25 to 45 Cel
measurement platelets "Platelets"
  result 10*9/L
measurement ana "ANA"
  result titre or { negative, positive }  positive from 1:80
measurement anti_dsdna "Anti-dsDNA"
  result [IU]/mL or titre or { negative, positive }  positive above ULN
measurement bilag "BILAG"
  result ordered { E, D, C, B, A } worst last, outside the order { not_done }
  attribute system one of { renal, mucocutaneous }
measurement ecog "ECOG"
  result number 0 to 5
measurement inr "INR"
  result number
condition sle "SLE"
  lifelong  code icd10cm M32
condition lupus_nephritis "Lupus nephritis"
  code icd10cm M32.14
condition hiv_infection "HIV infection"
condition malignancy "Malignancy"
condition skin_carcinoma "Skin cancer"
  is a malignancy
drug glucocorticoid "Glucocorticoids"
drug prednisone "Prednisone"
  is a glucocorticoid
drug mycophenolate "Mycophenolate"
  also "MMF", "CellCept"  code atc L04AA06
drug rituximab "Rituximab"
drug belimumab "Belimumab"
procedure kidney_biopsy "Kidney biopsy"
  attribute isn_class several of { I, II, III, IV, V, VI }
  attribute activity_index number 0 to 24
vaccine covid_vaccine "COVID vaccine"
  code cvx 208
  attribute product one of { mrna, vector, other }
group anti_cd20 "Anti-CD20" { rituximab }
score sledai_2k "SLEDAI-2K"
  assessed within 30 days
  domain neuro { 8 seizure "Seizure" }
  domain joints { 4 arthritis "Arthritis" }
  domain skin { 2 rash "Rash", 2 alopecia "Alopecia" }
  total sum of items
judgement unsuitable_for_study "Is the participant unsuitable?"
  answered by investigator asked with judged
judgement likely_to_need(agents: drugs, dose: quantity, period: duration) "Likely to need {agents}?"
  answered by investigator asked with judged
site country "Country" one of { TH, US }
site drug_available(agents: drugs) "Can {agents} be had?"
"#;

pub(super) fn words() -> Vocabulary {
    let (tree, findings) = crate::syntax::parse(WORDS);
    assert!(findings.is_empty(), "{findings:?}");
    let (vocabulary, findings) = build(&[VocabularySource { name: "test", tree: &tree }]);
    assert!(findings[0].is_empty(), "{findings:?}");
    vocabulary
}

/// The patients and findings of a YAML text.
pub(super) fn read(text: &str) -> String {
    let vocabulary = words();
    let file = read_yaml(text.as_bytes(), &vocabulary, &ReadOptions::default());
    shown(text, &file, &vocabulary)
}

pub(super) fn shown(text: &str, file: &ReadFile, vocabulary: &Vocabulary) -> String {
    let mut out = String::new();
    for patient in &file.patients {
        show_patient(&mut out, patient, vocabulary).unwrap();
    }
    if file.refused > 0 {
        writeln!(out, "{} refused", file.refused).unwrap();
    }
    let lines = LineIndex::new(text);
    for finding in &file.findings {
        let place = lines.place(text, finding.span());
        write!(out, "{}:{} {} {}", place.line, place.column, finding.code, finding.message).unwrap();
        for more in [&finding.reason, &finding.help].into_iter().flatten() {
            write!(out, " | {more}").unwrap();
        }
        out.push('\n');
    }
    out
}

fn show_patient(out: &mut String, patient: &Patient, vocabulary: &Vocabulary) -> std::fmt::Result {
    write!(out, "{}", patient.id)?;
    if let Some(birth) = patient.birth {
        write!(out, " born {birth}")?;
    }
    writeln!(out, "{}", patient.sex.map_or(String::new(), |sex| format!(" {sex:?}").to_lowercase()))?;
    for event in &patient.events {
        show_event(out, event, vocabulary)?;
    }
    for review in &patient.reviewed {
        writeln!(
            out,
            "  reviewed {} from {} to {} {:?}",
            review.kind.list(),
            bound(review.from),
            review.to,
            review.by
        )?;
    }
    for absent in &patient.absent {
        let name = &vocabulary.word(absent.word).name;
        writeln!(out, "  absent {name} from {} to {} {:?}", bound(absent.from), absent.to, absent.by)?;
    }
    for answer in &patient.answers {
        let name = &vocabulary.questions[usize::from(answer.question.0)].name;
        writeln!(out, "  {name}{:?} {:?} by {:?} on {}", answer.arguments, answer.answer, answer.by, answer.on)?;
    }
    for site in &patient.site {
        let name = &vocabulary.sites[usize::from(site.question.0)].name;
        writeln!(out, "  site {name}{:?} {}", site.arguments, vocabulary.symbol(site.answer))?;
    }
    for stated in &patient.statements {
        let what = if stated.intolerance { "intolerance" } else { "contraindication" };
        let name = &vocabulary.word(stated.word).name;
        writeln!(out, "  {what} {name} {} on {} {:?}", stated.holds, stated.on, stated.reason)?;
    }
    for anchor in &patient.anchors {
        let day = |day: Option<crate::value::DaySpan>| day.map_or("-".to_owned(), |day| day.to_string());
        writeln!(out, "  anchor {} planned {} actual {}", anchor.name, day(anchor.planned), day(anchor.actual))?;
    }
    for waiver in &patient.waivers {
        writeln!(out, "  waiver {} {} by {} on {}", waiver.trial, waiver.criterion, waiver.by, waiver.on)?;
    }
    for unusable in &patient.unusable {
        let word = unusable.word.map_or("-", |word| &vocabulary.word(word).name);
        writeln!(out, "  unusable {} {word}: {} (line {})", unusable.kind.list(), unusable.why, unusable.source.line)?;
    }
    Ok(())
}

fn bound(day: crate::value::Day) -> String {
    if day.is_real() { day.to_string() } else { "birth".to_owned() }
}

fn show_event(out: &mut String, event: &Event, vocabulary: &Vocabulary) -> std::fmt::Result {
    let planned = if event.planned { "planned " } else { "" };
    write!(out, "  {planned}{} {}", vocabulary.word(event.word).name, event.start)?;
    if event.kind.is_interval() {
        let end = if event.end == crate::value::DaySpan::NEVER { "ongoing".to_owned() } else { event.end.to_string() };
        write!(out, " to {end}")?;
    }
    if let Some(result) = &event.result {
        write!(out, " = {}", datum(result, vocabulary))?;
    }
    for (id, value) in &event.attributes {
        write!(out, ", {} {}", vocabulary.attribute(*id), datum(value, vocabulary))?;
    }
    if let Some(more) = &event.more {
        if let (low, high) = more.limits
            && (low.is_some() || high.is_some())
        {
            let limit = |limit: Option<crate::value::Number>| limit.map_or("-".to_owned(), |limit| limit.to_string());
            write!(out, " [{} .. {}]", limit(low), limit(high))?;
        }
        let texts = [
            ("written", &more.written),
            ("computed", &more.computed),
            ("converted", &more.converted),
            ("code", &more.code),
            ("unusable", &more.unusable),
            ("conflict", &more.conflict),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                write!(out, " ({name}: {text})")?;
            }
        }
        if !more.items.is_empty() {
            let letters = more.items.iter().map(|item| match item {
                Truth::Met => '+',
                Truth::NotMet => '-',
                Truth::Unknown => '?',
            });
            write!(out, " items {}", letters.collect::<String>())?;
        }
        for (day, dose) in &more.administrations {
            write!(out, " @{day} {}", dose.as_ref().map_or("?".to_owned(), |dose| datum(dose, vocabulary)))?;
        }
        if let Some(every) = more.every {
            write!(out, " every {every}")?;
        }
    }
    writeln!(out, " (line {})", event.source.line)
}

fn datum(datum: &Datum, vocabulary: &Vocabulary) -> String {
    match datum {
        Datum::Quantity(value, unit) => format!("{} {}", range(value), vocabulary.unit(*unit)).trim_end().to_owned(),
        Datum::Titre(value) => format!("titre {}", range(value)),
        Datum::Symbol(symbol) => vocabulary.symbol(*symbol).to_owned(),
        Datum::Symbols(symbols) => {
            let names: Vec<&str> = symbols.iter().map(|symbol| vocabulary.symbol(*symbol)).collect();
            format!("{{{}}}", names.join(" "))
        }
        Datum::Days(day) => day.to_string(),
        Datum::Words(words) => {
            let names: Vec<&str> = words.iter().map(|word| vocabulary.word(*word).name.as_str()).collect();
            format!("{{{}}}", names.join(" "))
        }
        Datum::Either(_) => unreachable!("a record says one thing"),
    }
}

fn range(range: &Range) -> String {
    if let Some(value) = range.known() {
        return value.to_string();
    }
    let end = |limit: Limit| match limit {
        Limit::Open => "open".to_owned(),
        Limit::At(value) => value.to_string(),
        Limit::Beyond(value) => format!("beyond {value}"),
    };
    format!("{}..{}", end(range.low), end(range.high))
}
