//! `serve`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::output::Output;
use super::progress::Steps;
use super::report::{self, Texts};
use super::{Outcome, build, count};
use crate::build::{Counts, Progress};
use crate::diagnostic::Diagnostics;
use crate::project::{Project, ReadError};
use crate::serve::{self, Observer};

/// Serves the dossier in `root` until the user stops it.
pub(super) fn serve(root: &Path, port: Option<u16>, open: bool, output: &Output) -> Outcome {
    let begun = Instant::now();
    let teller = Arc::new(Teller {
        root: root.to_owned(),
        output: *output,
        open,
        steps: Steps::new(*output),
        begun: Mutex::new(begun),
        builds: AtomicUsize::new(0),
    });
    if let Some(disk) = build::opened(root, output) {
        output.hide(&Project::new(disk));
    }
    let observer: Arc<dyn Observer> = teller.clone();
    match serve::serve(root, port, &observer) {
        Ok(()) => {
            let builds = count::of(teller.builds.load(Ordering::Relaxed), "build");
            let time = count::time(begun.elapsed());
            output.say(&format!("Stopped after {builds} ({time})"));
            Outcome::Done
        }
        Err(error) => {
            output.refuse_to_go_on(&error.to_string());
            Outcome::Failed
        }
    }
}

/// Tells the user what the server does.
#[derive(Debug)]
struct Teller {
    root: PathBuf,
    output: Output,
    open: bool,
    steps: Steps,
    /// When the build that is under way began.
    begun: Mutex<Instant>,
    builds: AtomicUsize,
}

impl Progress for Teller {
    fn step(&self, name: &'static str, items: usize) {
        self.steps.step(name, items);
    }

    fn begin(&self, what: &str) {
        self.steps.begin(what);
    }

    fn item(&self) {
        self.steps.item();
    }

    fn bytes(&self, count: usize) {
        self.steps.bytes(count);
    }
}

impl Observer for Teller {
    fn listening(&self, url: &str) {
        self.output.say(&format!("Serving {url} — Ctrl-C stops it"));
        if self.open
            && let Err(error) = open(url)
        {
            self.output.say(&format!("The browser cannot be opened: {error}"));
        }
    }

    fn building(&self) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn built(&self, project: &Project, counts: Option<Counts>, diagnostics: &Diagnostics) {
        self.steps.finish();
        self.builds.fetch_add(1, Ordering::Relaxed);
        self.output.hide(project);
        let texts = Texts::new(project.files(), build::prefix(&self.root));
        self.output.diagnostics(diagnostics, &texts);
        let begun = *self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let time = count::time(begun.elapsed());
        match counts {
            Some(counts) => self.output.say(&format!("Built {} ({time})", build::all(counts))),
            None => self.output.say(&format!("Not built; the state before stays in view ({time})")),
        }
    }

    fn wrote(&self, path: &str) {
        self.output.say(&format!("Wrote {}{path}", build::prefix(&self.root)));
    }

    fn unreadable(&self, error: &ReadError) {
        build::unreadable(&self.root, error, &self.output);
    }

    fn text(&self, project: &Project, diagnostics: &Diagnostics) -> String {
        let texts = Texts::new(project.files(), "");
        let text = report::plain(diagnostics, &texts);
        format!("{text}{}", report::summary(diagnostics))
    }
}

/// Opens an address in the user's browser. The address is the server's own, so that no shell can
/// find anything in it.
fn open(url: &str) -> io::Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/c", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Waited for elsewhere, so that no dead process stays behind.
    std::thread::spawn(move || child.wait());
    Ok(())
}
