//! The `enrol` command.

fn main() {}
