//! What each keyword says, in a sentence, and the page of the language reference that tells more.

/// A page of the language reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its file in `docs/language`.
    pub(super) file: &'static str,
    /// Its title.
    pub(super) title: &'static str,
    /// Its text.
    pub(super) text: &'static str,
}

macro_rules! pages {
    ($($name:ident $file:literal $title:literal,)*) => {
        $(const $name: Page = Page {
            file: $file,
            title: $title,
            text: include_str!(concat!("../../docs/language/", $file)),
        };)*
    };
}

pages! {
    FILE "01-a-rule-file.md" "A rule file",
    TRUTHS "02-truths.md" "Truths",
    EVENTS "03-events.md" "Events",
    TIME "04-time.md" "Time",
    COUNTING "05-counting.md" "Counting, and lists that are complete",
    VALUES "06-values.md" "Values",
    TREATMENTS "07-treatments.md" "Treatments and doses",
    SCORES "08-scores.md" "Scores",
    PEOPLE "09-people.md" "What only people know",
    TRIALS "10-trials.md" "Trials",
    WORDS "11-words.md" "Words and definitions",
}

/// The sentence on a keyword, and where more of it stands.
pub(super) fn explained(keyword: &str) -> Option<(&'static str, Page)> {
    let found = KEYWORDS.iter().find(|(known, ..)| *known == keyword);
    found.map(|(_, page, sentence)| (*sentence, *page))
}

/// Keywords with their page and their sentence, by page.
const KEYWORDS: &[(&str, Page, &str)] = &[
    ("trial", FILE, "Begins a trial: its registry number, its title, and what is known of its protocol."),
    (
        "inclusion",
        FILE,
        "A criterion that must be met: its id as in the protocol, the protocol's sentence, and what it asks.",
    ),
    (
        "exclusion",
        FILE,
        "A criterion that must not be met: its id as in the protocol, the protocol's sentence, and what it asks.",
    ),
    ("use", FILE, "Brings in the words and definitions of a vocabulary or library."),
    ("version", FILE, "The version of the protocol that the file states."),
    ("effective", FILE, "The day from which the version is in force."),
    ("coverage", FILE, "What of the protocol the file states, and what it leaves out."),
    ("source", FILE, "Where it comes from."),
    ("note", FILE, "A remark for readers; it decides nothing."),
    ("and", TRUTHS, "Both must hold. `and` and `or` are not mixed without parentheses."),
    ("or", TRUTHS, "At least one must hold. `and` and `or` are not mixed without parentheses."),
    ("not", TRUTHS, "Holds where what follows does not; unknown where that is unknown."),
    ("if", TRUTHS, "`if A then B`: met where A does not hold, else as B."),
    ("then", TRUTHS, "What must hold where the condition after `if` does."),
    ("unless", TRUTHS, "`A unless B`: A or B. Not at the top of an exclusion, where the English flips."),
    ("but", TRUTHS, "`A but not B`: A and not B."),
    ("all", TRUTHS, "`all of { ... }`: every line of the block must hold."),
    ("any", EVENTS, "Whether at least one event is selected; `any of { ... }`: at least one line of the block holds."),
    ("none", TRUTHS, "`none of { ... }`: no line of the block may hold."),
    ("known", TRUTHS, "`is known`: whether the record tells it at all."),
    ("no", COUNTING, "Whether no event is selected. Not met only by a list that somebody says is complete."),
    ("where", EVENTS, "Keeps the events whose attributes fit."),
    ("with", EVENTS, "Keeps the events for which something else holds, told relative to `it`."),
    ("without", EVENTS, "Keeps the events for which something else does not hold, told relative to `it`."),
    ("it", EVENTS, "The very event that `with` or `without` speaks of."),
    ("except", EVENTS, "Takes events out again."),
    ("every", EVENTS, "`every E has C`: each selected event must be so."),
    ("has", EVENTS, "What each event after `every` must be."),
    ("within", TIME, "A window so long, up to the as-of date or before or after a point."),
    ("before", TIME, "Up to a point in time, or so long before it."),
    ("after", TIME, "From a point in time on, or so long after it."),
    ("during", TIME, "In a period."),
    ("since", TIME, "From a point in time (the end of what lasts) up to the as-of date."),
    ("at", TIME, "On the day of a point in time; `at least` and `at most` count."),
    ("anchor", TIME, "A day of the trial, or a period between two, that the record or the command supplies."),
    ("current", TIME, "What lasts on the as-of date."),
    ("started", TIME, "By the first day of what lasts."),
    ("ended", TIME, "By the last day of what lasts."),
    ("running", TIME, "All through the window, or on the day."),
    ("lasting", TIME, "So long, where pieces with small gaps between them are one."),
    ("together", TIME, "`A together with B`: the times when both run."),
    ("planned", TIME, "What is planned and has not been done."),
    ("least", COUNTING, "`at least N`: so many or more."),
    ("most", COUNTING, "`at most N`: so many or fewer."),
    ("exactly", COUNTING, "Just so many."),
    ("distinct", COUNTING, "`distinct by drug`: counts each only once."),
    ("counting", COUNTING, "`counting { a, b } as one`: several words that count as one."),
    ("including", COUNTING, "Of those that are counted, so many must be of these words."),
    ("apart", COUNTING, "How far from each other the counted events lie."),
    ("count", COUNTING, "How many there are, as a value."),
    (
        "latest",
        VALUES,
        "The newest; `latest 3`: the three newest. Takes every suffix to its right: to choose after filtering, filter in parentheses.",
    ),
    (
        "earliest",
        VALUES,
        "The oldest. Takes every suffix to its right: to choose after filtering, filter in parentheses.",
    ),
    ("highest", VALUES, "The highest result."),
    ("lowest", VALUES, "The lowest result."),
    ("mean", VALUES, "The mean of the results."),
    ("median", VALUES, "The median of the results."),
    ("by", VALUES, "`latest bilag by system`: the newest for each value of an attribute."),
    ("between", VALUES, "`between A and B`: both ends belong."),
    ("from", VALUES, "`from A to below B`: the lower end belongs, the upper one does not."),
    ("ULN", VALUES, "The upper limit of normal of that very result: `> 3 x ULN`."),
    ("LLN", VALUES, "The lower limit of normal of that very result: `< LLN`."),
    ("is", VALUES, "Whether a value is that one; `is positive`, `is worse than`, `is known`."),
    ("in", VALUES, "Whether a value is one of some."),
    ("includes", VALUES, "Whether an attribute with several values holds any, or all, of some."),
    ("percent", VALUES, "`percent change from V to W`."),
    ("time", VALUES, "`time since X`: how long ago it was."),
    ("age", VALUES, "Completed years on the as-of date, or `at` a point in time."),
    ("sex", VALUES, "The sex as the record tells it."),
    ("of", VALUES, "`dose of X`: an attribute of one event; `start of X`: its first day."),
    ("choose", VALUES, "`choose { VALUE when TRUTH, ... }`: the value of the first that holds."),
    ("longer", VALUES, "`longer of (A, B)`: the longer of two lengths of time."),
    ("shorter", VALUES, "`shorter of (A, B)`: the shorter of two lengths of time."),
    ("greater", VALUES, "`greater of (A, B)`: the greater of two values."),
    ("lesser", VALUES, "`lesser of (A, B)`: the lesser of two values."),
    ("doses", TREATMENTS, "`doses of E`: single administrations."),
    ("days", TREATMENTS, "`days of E with daily_dose >= ...`: the periods in which the summed daily dose is so high."),
    ("total", TREATMENTS, "`total dose of E`: what all of them gave together."),
    ("average", TREATMENTS, "`average daily_dose of E since X`: weighted by time."),
    ("as", TREATMENTS, "`dose as prednisone`: converted by the equivalence that the drug declares."),
    ("per", TREATMENTS, "`per kg`, `per m2`: by the nearest weight or body surface recorded."),
    ("lines", TREATMENTS, "Lines of therapy, as recorded or derived by the policy that the file uses."),
    ("over", TREATMENTS, "`over all days`, `over treated days`: what an average is taken over."),
    ("score", SCORES, "Points by items and domains, computed from facts or assessed by a person."),
    ("meets", SCORES, "Whether a score or a definition of a truth holds."),
    ("points", SCORES, "`points of NAME`: the points of a domain, class or item."),
    ("domain", SCORES, "Items of a score that belong together."),
    ("computed", SCORES, "The points come from facts; of a measurement, by which formula it is computed."),
    ("assessed", SCORES, "A person assesses the score, and the record holds it."),
    ("only", SCORES, "`only items { ... }`: the total of these items alone."),
    ("judged", PEOPLE, "What a person must judge: asked of the person, never guessed."),
    ("confirmed", PEOPLE, "A fact that the site confirms: asked, never guessed."),
    ("contraindicated", PEOPLE, "Whether the record states that a drug may not be given."),
    ("intolerant", PEOPLE, "Whether the record states that a drug is not tolerated."),
    ("says", PEOPLE, "`site says NAME`: what the site answers once for all patients."),
    ("site", PEOPLE, "A question that the site answers once for all patients."),
    ("judgement", PEOPLE, "A question that only a person answers."),
    ("cohort", TRIALS, "One arm or part of a trial, and who belongs to it."),
    ("amendment", TRIALS, "A later version of the protocol: what it changes, and from when."),
    ("removes", TRIALS, "Criteria that an amendment takes out."),
    ("replaces", TRIALS, "The version that an amendment changes."),
    ("waivable", TRIALS, "`waivable by investigator`: who may waive the criterion."),
    ("checked", TRIALS, "`checked at ANCHOR`: not due before then."),
    ("clarifies", TRIALS, "A definition that the protocol numbers like a criterion: it decides nothing."),
    ("stated", TRIALS, "`not stated \"...\"`: the protocol does not say; verdicts read as far as stated."),
    ("unknown", TRIALS, "`if unknown treat as met`: what an unknown counts as in the verdict."),
    ("for", TRIALS, "For which cohorts a criterion is; after an event, `for a total of`."),
    ("parameter", TRIALS, "A threshold with its name, which can be set from outside for feasibility work."),
    ("define", WORDS, "A truth, value or choice of events by a name."),
    ("truth", WORDS, "The definition gives something that holds or not."),
    ("value", WORDS, "The definition gives a value; of an event, its result."),
    ("events", WORDS, "The definition gives any number of events."),
    (
        "event",
        WORDS,
        "The definition gives one event, which can be asked for its attributes and used as a point in time.",
    ),
    ("group", WORDS, "Several words by one name."),
    ("vocabulary", WORDS, "Begins a file of words."),
    ("library", WORDS, "Begins a file of shared definitions and scores."),
    ("measurement", WORDS, "A laboratory test, vital sign, imaging or function result."),
    ("condition", WORDS, "A disease, finding or status, which lasts."),
    ("drug", WORDS, "A drug or class of drugs; an exposure lasts."),
    ("procedure", WORDS, "A procedure, which happens on a day."),
    ("vaccine", WORDS, "A vaccine, which is given on a day."),
    ("result", WORDS, "In which form the results of a measurement come: a unit, a number, a titre, values of a list."),
    ("plausible", WORDS, "The smallest and largest result that is not a slip of the pen."),
    ("attribute", WORDS, "What else can be recorded of an event, and its values."),
    ("code", WORDS, "The codes by which other systems know the word."),
    ("also", WORDS, "Other names of the word."),
    ("molar", WORDS, "`molar mass`: how mass and amount of substance are converted."),
    ("half-life", WORDS, "How long until half of a drug is gone; `5 half_lives` counts in it."),
    ("equivalent", WORDS, "How much of another drug a dose is worth."),
    ("joined", WORDS, "`joined across gaps of`: how long a break between two exposures may be that count as one."),
    ("lifelong", WORDS, "A condition that does not end."),
    ("superseded", WORDS, "`superseded by NAME`: another word took its place."),
    ("unverified", WORDS, "What could not be confirmed; it is shown wherever the word decides."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_keyword_is_explained_once_in_a_sentence() {
        for (at, (keyword, page, sentence)) in KEYWORDS.iter().enumerate() {
            assert!(KEYWORDS.iter().skip(at + 1).all(|(other, ..)| other != keyword), "{keyword} twice");
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(page.text.starts_with(&format!("# {}", page.title)), "{}", page.file);
        }
        for (keyword, _) in crate::syntax::ITEM_KEYWORDS {
            assert!(explained(keyword).is_some(), "{keyword} is not explained");
        }
    }
}
