//! Tree to [`Program`]: names, kinds, attributes, units and windows settled before any patient is read.

mod program;

pub use program::*;
