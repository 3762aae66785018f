//! What somebody who writes rules has at hand: the formatter, fixes, settings and remarks that set a finding aside.
//!
//! Text in, text out: nothing here reads files or knows a terminal.

pub mod fix;
pub mod format;
pub mod ignore;
pub mod review;
pub mod settings;
pub mod shared;
pub mod shelves;

#[cfg(test)]
mod tests;
