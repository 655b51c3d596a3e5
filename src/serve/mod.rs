//! The development server: the line kept in memory, rebuilt when a file changes.
//!
//! In: a dossier's folder. Out: its site on a loopback address, with a channel by which open pages
//! learn of a new build, and by which they write notes: into `annotations/`, nowhere else. Never answers
//! from the disk (only from the last good build in memory), never listens on any other interface, and
//! answers no page of another site.

mod answer;
mod editing;
mod failure;
mod hosts;
mod live;
mod media;
mod patience;
mod rebuild;
mod server;
mod site_map;
mod state;
#[cfg(test)]
mod tests;
mod watch;

pub use editing::{Desk, Token};
pub use rebuild::Observer;
pub use server::Server;
pub use site_map::SiteMap;
pub use state::State;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::watch as channel;

/// Why there is nothing to serve.
#[derive(Debug)]
pub enum ServeError {
    /// No port could be opened.
    Port(u16, std::io::Error),
    /// The folder's files cannot be watched.
    Watch(notify::Error),
    /// The server broke off.
    System(std::io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port(port, error) => write!(f, "cannot listen on port {port}: {error}"),
            Self::Watch(error) => write!(f, "cannot watch the dossier's files: {error}"),
            Self::System(error) => write!(f, "the server broke off: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// Builds the dossier in `root`, serves it until the user stops the program, and rebuilds it
/// whenever one of its files changes. Without a `port` it is 4000, or the next one that is free.
///
/// # Errors
/// Where no port can be opened, or the folder cannot be watched.
pub fn serve(
    root: &Path,
    port: Option<u16>,
    observer: &Arc<dyn Observer>,
) -> Result<(), ServeError> {
    let token = Token::new().map_err(ServeError::System)?;
    let server = Server::bind(port)?.editing(root, &token, observer);
    // Watched before the first build, so that no change is missed while it runs.
    let (changes, changed) = std::sync::mpsc::sync_channel(1);
    let watcher = watch::Watcher::start(root, changes).map_err(ServeError::Watch)?;
    let first = rebuild::build(root, &token, None, observer.as_ref());
    let (sender, states) = channel::channel(first);
    rebuild::spawn(root.to_owned(), token, sender, changed, Arc::clone(observer));
    observer.listening(&server.url());
    let served = server.run(states, server::interrupted());
    drop(watcher);
    served.map_err(ServeError::System)
}
