//! Decides who may enter a clinical trial, and says why.
//!
//! A rule and a record each go one way and meet once: text becomes a tree ([`syntax`]), the tree a checked program
//! ([`check`]), bytes become a patient ([`record`]), the two become a judgement ([`evaluate`]), and everything else
//! reads judgements. ARCHITECTURE.md tells the whole of it.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "workbench")]
pub mod compare;
#[cfg(feature = "workbench")]
pub mod coverage;
pub mod diagnostic;
#[cfg(feature = "workbench")]
pub mod drafting;
#[cfg(feature = "embedded")]
pub mod embedded;
pub mod evaluate;
pub mod explain;
pub mod lint;
#[cfg(feature = "lsp")]
pub mod lsp;
#[cfg(feature = "workbench")]
pub mod mutants;
pub mod protocol;
pub mod record;
pub mod symbols;
pub mod syntax;
#[cfg(feature = "workbench")]
pub mod testing;
pub mod value;
pub mod vocabulary;
#[cfg(feature = "workbench")]
pub mod witness;
mod wording;
#[cfg(feature = "workbench")]
pub mod workbench;
