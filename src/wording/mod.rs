//! How things are called and written for people: numbers, units, dates, lists, words of the vocabulary.
//!
//! What a verdict is explained in and what a rule file is read back in is one English, so it stands in one place.

pub(crate) mod escape;
pub(crate) mod loinc;
pub(crate) mod names;
pub(crate) mod unit;
pub(crate) mod words;
