//! The language server: what an editor asks about rule files, answered from the same parser and checker as every command.
//!
//! `server` reads messages in order and answers each, one file a request; `workspace` knows the texts. What is asked at a
//! place where the text is half typed is answered from the words before it (`tokens`, `completion`), everything else from
//! checked rules.

mod actions;
mod address;
mod amounts;
mod answers;
mod asks;
mod capabilities;
mod card;
mod commands;
mod completion;
mod definition;
mod diagnostics;
mod folding;
mod formatting;
mod hints;
mod hover;
mod keywords;
mod outline;
mod pages;
mod position;
mod references;
mod rename;
mod samples;
mod selection;
mod semantic;
mod server;
mod settings;
mod text;
mod tokens;
mod view;
mod workspace;

pub use server::{Ending, serve};
