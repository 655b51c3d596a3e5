//! Building again and again: one build at a time, and what changed meanwhile is built next.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use tokio::sync::watch;

use super::editing::Token;
use super::{Desk, SiteMap, State};
use crate::build::{self, Counts, Options, Progress, Tools};
use crate::diagnostic::Diagnostics;
use crate::memo::Memo;
use crate::project::{Disk, Project, ReadError};

/// Somebody who wants to know what the server does. Only they print.
pub trait Observer: Progress + Send {
    /// The server answers at this address.
    fn listening(&self, url: &str);

    /// A build begins.
    fn building(&self);

    /// A build is done; without counts it is not good, and the last good one stays in view.
    fn built(&self, project: &Project, counts: Option<Counts>, diagnostics: &Diagnostics);

    /// A page has written a note into the file at this path of the dossier.
    fn wrote(&self, path: &str);

    /// The dossier's folder itself cannot be read.
    fn unreadable(&self, error: &ReadError);

    /// Diagnostics as plain text, for the page.
    fn text(&self, project: &Project, diagnostics: &Diagnostics) -> String;
}

/// Builds what lies in `root`, its pages knowing the `token` by which they may write notes. Where the
/// build is not good, the site of the state before stays.
pub(super) fn build(
    root: &Path,
    token: &Token,
    before: Option<&State>,
    observer: &dyn Observer,
) -> State {
    observer.building();
    let last = before.cloned().unwrap_or_default();
    let memo = Memo::in_memory(&last.memo);
    let tools = Tools { progress: observer, shelf: last.site.as_ref(), memo: &memo };
    let built = catch_unwind(AssertUnwindSafe(|| attempt(root, token, observer, tools)));
    let built = built.unwrap_or_else(|_| {
        Err("internal error: dossier stumbled over this input; please report it".to_owned())
    });
    match built {
        Ok((site, desk)) => {
            let desk = Some(Arc::new(desk));
            State { site: Arc::new(site), failure: None, desk, memo: Arc::new(memo) }
        }
        Err(failure) => State { failure: Some(failure.into()), ..last },
    }
}

/// One build: its site and what it is edited by, or what is wrong as plain text.
fn attempt(
    root: &Path,
    token: &Token,
    observer: &dyn Observer,
    tools: Tools<'_>,
) -> Result<(SiteMap, Desk), String> {
    // Opened anew each time: the theme is read when a project is made.
    let disk = Disk::open(root).map_err(|error| {
        observer.unreadable(&error);
        format!("error: the dossier's folder cannot be read: {error}")
    })?;
    let project = Project::new(disk);
    let editing = Some(token.as_str().to_owned());
    let options = Options { live: true, editing, ..Options::default() };
    let (built, diagnostics) = build::build_with(&project, &options, tools);
    let built = built.filter(|_| !diagnostics.has_errors());
    observer.built(&project, built.as_ref().map(|built| built.counts), &diagnostics);
    match built {
        Some(built) => Ok((SiteMap::new(built.site), Desk::new(built.dossier, built.anchors.lock))),
        None => Err(observer.text(&project, &diagnostics)),
    }
}

/// Builds after each change, on a thread of its own, until nobody can tell of changes any more.
pub(super) fn spawn(
    root: PathBuf,
    token: Token,
    states: watch::Sender<State>,
    changed: Receiver<()>,
    observer: Arc<dyn Observer>,
) {
    std::thread::spawn(move || {
        while changed.recv().is_ok() {
            let before = states.borrow().clone();
            let state = build(&root, &token, Some(&before), observer.as_ref());
            states.send_replace(state);
        }
    });
}
