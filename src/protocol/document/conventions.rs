//! What the sentences of a document mean by what they say.

/// One convention a sentence.
pub(super) const CONVENTIONS: [&str; 9] = [
    "The day of assessment is the day on which a patient is judged. “In the last 28 days” begins 28 days before it and ends with it; both days belong.",
    "Weeks are seven days. Months and years are those of the calendar: 6 months before 22 November is 22 May.",
    "What is counted before a period counts back from its first day, what is counted after it from its last.",
    "A treatment or condition lies in a stretch of time if any day of it does, unless the sentence says started, ended, throughout or wholly.",
    "Stretches of one treatment that touch, or lie within the gap declared for the drug, are joined before their length is measured, from the first day to the last.",
    "Ages are completed years. “More than” and “less than” leave the limit itself out; “at least” and “at most” let it in.",
    "A word stands for everything listed below it in the code lists.",
    "What “if … then” asks does not apply to whom the first half does not apply.",
    "What the record does not tell is neither so nor not so: the criterion is then open, and the patient is neither eligible nor excluded because of it.",
];
