//! `enrol lsp`

use super::failure::{FINDINGS, Failure, WELL};
use crate::lsp::{Ending, serve};
use lsp_server::Connection;

pub(super) fn run() -> Result<u8, Failure> {
    let (connection, threads) = Connection::stdio();
    let ending = serve(&connection);
    // The threads end when nobody holds the connection any more.
    drop(connection);
    match ending {
        Ending::Orderly => {
            threads.join().map_err(|error| Failure::unreadable(format!("the editor cannot be reached: {error}")))?;
            Ok(WELL)
        }
        Ending::Broken => Ok(FINDINGS),
    }
}
