//! The fields of records, in one table: what reads them, what documents them and the schema all look here.

/// A field of a record, or of the entries of one of its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The list whose entries have it; empty for the record itself.
    pub list: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// What for.
    pub about: &'static str,
    /// An example of its value.
    pub example: &'static str,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A text.
    Text,
    /// A day, month, year or two of them around `/`.
    Date,
    /// `yes` or `no`.
    YesNo,
    /// A number with its unit, a comparison, a titre or a value of a list.
    Value,
    /// A word of that list's kind.
    Word,
    /// `SYSTEM CODE`.
    Code,
    /// A list of entries.
    Entries,
    /// A list of texts.
    Texts,
    /// Fields whose names are free.
    Free,
}

macro_rules! fields {
    ($($list:literal { $($name:literal $holds:ident $about:literal $example:literal)* })*) => {
        /// Every field, list by list, in the order in which people write them.
        pub const FIELDS: &[Field] = &[$($(
            Field { list: $list, name: $name, holds: Holds::$holds, about: $about, example: $example },
        )*)*];
    };
}

fields! {
    "" {
        "patient" Text "The id of the patient in this record. Needed." "LN-001"
        "recorded" Date "The day on which the record was written. What is stated absent without an end holds up to it." "2026-11-10"
        "birth" Date "The day, month or year of birth, or a range." "1994-05"
        "sex" Text "`female`, `male` or `other`." "female"
        "anchors" Free "Days that rules refer to: a date, or `planned` and `actual`." "{ consent: 2026-11-10 }"
        "conditions" Entries "Diseases, findings and states." "[{ condition: sle, onset: 2019 }]"
        "measurements" Entries "Results of tests." "[{ test: upcr, value: 0.8 g/g, on: 2026-11-02 }]"
        "medications" Entries "Exposures to drugs." "[{ drug: belimumab, start: 2025-01, ongoing: yes }]"
        "procedures" Entries "Procedures." "[{ procedure: kidney_biopsy, on: 2026-09-20 }]"
        "vaccinations" Entries "Vaccinations." "[{ vaccine: covid_vaccine, on: 2026-10 }]"
        "scores" Entries "Assessments of scores." "[{ score: sledai_2k, on: 2026-11-02, total: 12 }]"
        "lines" Entries "Lines of therapy." "[{ number: 1, drugs: [bortezomib], start: 2023-02 }]"
        "answers" Entries "Answers of people to questions of the rules." "[{ question: unsuitable_for_study, answer: no }]"
        "contraindications" Entries "Drugs that must not be given, or for which that was considered." "[{ drug: cyclophosphamide }]"
        "intolerances" Entries "Drugs that were not tolerated, or for which that was considered." "[{ drug: mycophenolate }]"
        "reviewed" Entries "Lists that somebody says are complete, over a time." "[{ lists: [medications], from: birth, to: 2026-11-10 }]"
        "absent" Entries "Facts stated absent: a word, or a word with its time." "[hiv_infection]"
        "site" Entries "Answers of the site, where they differ for this patient." "[{ question: country, answer: TH }]"
        "waivers" Entries "Criteria waived for this patient." "[{ trial: NCT06189157, criterion: E3, by: Dr X, on: 2026-11-10 }]"
        "note" Text "A remark; nothing reads it." "Second screening."
    }
    "measurements" {
        "test" Word "Which test. A word of the vocabulary; or `code` instead." "upcr"
        "code" Code "The code of the test, where it is not named." "loinc 2890-2"
        "value" Value "The result with its unit; `< 0.2 mg/dL`, `1:320`, `positive` and grades too." "0.8 g/g"
        "unit" Text "The unit, where it does not stand in `value`." "g/g"
        "on" Date "When." "2026-11-02"
        "lln" Value "The lower limit of normal of this very result." "0.6 mg/dL"
        "uln" Value "The upper limit of normal of this very result." "1.1 mg/dL"
        "planned" YesNo "Whether it is planned and not done yet." "yes"
        "note" Text "A remark; nothing reads it." "haemolytic sample"
    }
    "conditions" {
        "condition" Word "Which condition. A word of the vocabulary; or `code` instead." "lupus_nephritis"
        "code" Code "The code of the condition, where it is not named." "icd10cm M32.14"
        "onset" Date "When it began." "2019-03"
        "diagnosed" Date "When it was diagnosed; stands for the onset where that is not known." "2019-06"
        "end" Date "When it ended." "2021"
        "ongoing" YesNo "Whether it goes on. Without it and without an end, the end is not known." "yes"
        "planned" YesNo "Whether it is expected." "no"
        "note" Text "A remark; nothing reads it." "by history"
    }
    "medications" {
        "drug" Word "Which drug. A word of the vocabulary; or `code` instead." "mycophenolate"
        "code" Code "The code of the drug, where it is not named." "atc L04AA06"
        "start" Date "The first day." "2024-03-01"
        "stop" Date "The last day." "2025-01-15"
        "ongoing" YesNo "Whether it is still taken. Without it and without a stop, the end is not known." "yes"
        "every" Text "The time from one administration to the next." "14 days"
        "changes" Entries "Later doses, each from its day on: `from` and the fields that change." "[{ from: 2024-06-01, daily_dose: 3 g/day }]"
        "administrations" Entries "Single administrations: `on` and `dose`." "[{ on: 2024-03-01, dose: 500 mg }]"
        "planned" YesNo "Whether it is planned and not begun." "yes"
        "note" Text "A remark; nothing reads it." "taken at night"
    }
    "changes" {
        "from" Date "The first day of the new dose." "2024-06-01"
    }
    "administrations" {
        "on" Date "When." "2024-03-01"
        "dose" Value "How much." "500 mg"
    }
    "procedures" {
        "procedure" Word "Which procedure. A word of the vocabulary; or `code` instead." "kidney_biopsy"
        "code" Code "The code of the procedure, where it is not named." "snomed 7246002"
        "on" Date "When." "2026-09-20"
        "planned" YesNo "Whether it is planned and not done yet." "yes"
        "note" Text "A remark; nothing reads it." "12 glomeruli"
    }
    "vaccinations" {
        "vaccine" Word "Which vaccine. A word of the vocabulary; or `code` instead." "covid_vaccine"
        "code" Code "The code of the vaccine, where it is not named." "cvx 208"
        "on" Date "When." "2026-10-04"
        "planned" YesNo "Whether it is planned and not done yet." "yes"
        "note" Text "A remark; nothing reads it." "left arm"
    }
    "scores" {
        "score" Word "Which score. A word of the vocabulary." "sledai_2k"
        "on" Date "When it was assessed." "2026-11-02"
        "total" Value "The total." "12"
        "items" Free "Items as `ITEM: yes`, `no` or `unknown`; a list of items means these and no others." "{ arthritis: yes, rash: no }"
        "planned" YesNo "Whether it is planned and not done yet." "yes"
        "note" Text "A remark; nothing reads it." "by the study nurse"
    }
    "lines" {
        "start" Date "The first day." "2023-02-01"
        "stop" Date "The last day." "2023-08-15"
        "ongoing" YesNo "Whether it goes on." "no"
        "planned" YesNo "Whether it is planned and not begun." "yes"
        "note" Text "A remark; nothing reads it." "dose reduced"
    }
    "answers" {
        "question" Word "Which question. A judgement of the vocabulary." "likely_to_need"
        "arguments" Texts "What the rule asks about, in order." "[glucocorticoid, 1 mg/kg/day, 3 months]"
        "answer" Text "`yes`, `no` or `unknown`." "no"
        "by" Text "Who answered." "Dr X"
        "on" Date "When." "2026-11-10"
        "note" Text "A remark; nothing reads it." "discussed with family"
    }
    "contraindications" {
        "drug" Word "Which drug or class." "cyclophosphamide"
        "present" YesNo "`no`: it was considered and there is none. `yes` where missing." "no"
        "on" Date "Since when." "2024"
        "reason" Text "Why." "wish to have children"
    }
    "intolerances" {
        "drug" Word "Which drug or class." "mycophenolate"
        "present" YesNo "`no`: it was considered and there is none. `yes` where missing." "no"
        "on" Date "Since when." "2024"
        "reason" Text "What happened." "diarrhoea"
    }
    "reviewed" {
        "lists" Texts "Which lists, or `all`." "[medications, conditions]"
        "from" Date "From when on they are complete: a date, or `birth`." "birth"
        "to" Date "Up to when; the day of `recorded` where missing." "2026-11-10"
        "by" Text "Who says so." "Dr X"
    }
    "absent" {
        "word" Word "What never was, neither it nor a kind of it." "rituximab"
        "from" Date "Since when; ever where missing." "2024-01"
        "to" Date "Up to when; the day of `recorded` where missing." "2026-11-10"
        "by" Text "Who says so." "Dr X"
    }
    "site" {
        "question" Word "Which question. A site question of the vocabulary." "drug_available"
        "arguments" Texts "What the rule asks about, in order." "[belimumab]"
        "answer" Text "`yes`, `no`, or one of the question's values." "TH"
    }
    "waivers" {
        "trial" Text "The id of the trial." "NCT06189157"
        "criterion" Text "The id of the criterion." "E3"
        "by" Text "Who waived it." "Dr X"
        "on" Date "When." "2026-11-10"
    }
    "anchors" {
        "planned" Date "The day for which it is planned." "2026-12-20"
        "actual" Date "The day on which it was." "2026-12-21"
    }
}

/// The fields of a list's entries; of the record itself for the empty name.
pub fn of(list: &str) -> impl Iterator<Item = &'static Field> + use<'_> {
    FIELDS.iter().filter(move |field| field.list == list)
}
