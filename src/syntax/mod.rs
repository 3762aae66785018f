//! Text to tree and back.
//!
//! Parsing never fails: it gives a tree and diagnostics. A file is first split into items at their keywords, then each
//! item is parsed alone, so a broken one becomes [`tree::ItemKind::Malformed`] and never hides its neighbours. The
//! parser generator lives and dies here.

mod keyword;
mod one_line;
mod parse;
mod print;
mod quoted;
pub mod tree;

pub use keyword::{Declares, ITEM_KEYWORDS, declared_by};
pub use one_line::one_line;
pub use parse::{parse, parse_again, parse_expression};
pub use print::{Layout, is_kept_as_written, lay_out, print, print_expression};
pub use quoted::{QuotedLength, quoted_length};
