//! Printing. Nothing else in the program does it.

use std::borrow::Cow;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::{PoisonError, RwLock};

use clap::ValueEnum;
use serde::Serialize;

use super::report::{self, Texts};
use super::visible::visible;
use crate::build::{Hidden, hidden};
use crate::diagnostic::Diagnostics;
use crate::project::Project;

/// What must not be shown of the dossier that this process works on. Whatever is printed passes here, so
/// that no command can forget it.
static HIDDEN: RwLock<Option<Hidden>> = RwLock::new(None);

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verbosity {
    /// Diagnostics only.
    Quiet,
    /// Diagnostics and what was done.
    Normal,
    /// Each stage, too.
    Verbose,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with the lines they are about
    Human,
    /// One JSON object a line, on standard output
    Json,
    /// Workflow commands for GitHub Actions, on standard output
    Github,
    /// One SARIF 2.1.0 document, on standard output
    Sarif,
    /// With `diff`: Markdown for the comment of a pull request
    Markdown,
}

/// Where words go. Writing to somebody who no longer listens is no error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output {
    verbosity: Verbosity,
    format: Format,
    /// Whether standard output holds a command's result, so that diagnostics keep out of it.
    holds_result: bool,
}

impl Output {
    pub(super) fn new(verbosity: Verbosity, format: Format) -> Self {
        Self { verbosity, format, holds_result: false }
    }

    /// The same for a command whose result goes to standard output.
    pub(super) fn with_result(self) -> Self {
        Self { holds_result: true, ..self }
    }

    /// From now on nothing is printed that this dossier hides.
    pub(super) fn hide(&self, project: &Project) {
        *HIDDEN.write().unwrap_or_else(PoisonError::into_inner) = hidden(project);
    }

    /// A text as it may be shown.
    pub(super) fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        shown(text)
    }

    /// A file's text as it may be shown beside its other state; `None` where nothing is hidden.
    pub(super) fn shown_file(&self, path: &str, text: &str) -> Option<String> {
        with_hidden(|hidden| hidden.file(path, text))
    }

    /// A line about what was done.
    pub(super) fn say(&self, line: &str) {
        if self.verbosity != Verbosity::Quiet {
            error_line(line);
        }
    }

    /// A line about a stage, for those who want to know.
    pub(super) fn detail(&self, line: &str) {
        if self.is_verbose() {
            error_line(line);
        }
    }

    /// How a result may be written.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    pub(super) fn is_verbose(&self) -> bool {
        self.verbosity == Verbosity::Verbose
    }

    /// Whether a progress bar would be seen and is welcome.
    pub(super) fn shows_progress(&self) -> bool {
        self.verbosity != Verbosity::Quiet && io::stderr().is_terminal()
    }

    /// Says why a command cannot begin.
    pub(super) fn refuse(&self, message: &str) {
        error_line(&format!("error: {message}\n\nFor more information, try '--help'."));
    }

    /// Says why a command ends early.
    pub(super) fn refuse_to_go_on(&self, message: &str) {
        error_line(&format!("error: {message}"));
    }

    /// Diagnostics in the wanted format and, for people, how many there are.
    pub(super) fn diagnostics(&self, diagnostics: &Diagnostics, texts: &Texts<'_>) {
        self.only_diagnostics(diagnostics, texts);
        let summary = report::summary(diagnostics);
        if self.format == Format::Human && !summary.is_empty() {
            self.say(&summary);
        }
    }

    /// Diagnostics in the wanted format.
    pub(super) fn only_diagnostics(&self, diagnostics: &Diagnostics, texts: &Texts<'_>) {
        let masked = with_hidden(|hidden| hidden.diagnostics(diagnostics.clone(), texts.files()));
        let text = report::write(self.format, masked.as_ref().unwrap_or(diagnostics), texts);
        // Whoever does not listen any more misses nothing.
        let for_people = matches!(self.format, Format::Human | Format::Markdown);
        let _ = if for_people || self.holds_result {
            anstream::stderr().lock().write_all(text.as_bytes())
        } else {
            anstream::stdout().lock().write_all(text.as_bytes())
        };
    }

    /// A command's result, as it is. `false` where nobody reads it any more.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn result(&self, bytes: &[u8]) -> io::Result<bool> {
        // What is hidden in bytes that are no text is seen by nobody who reads them as text.
        let masked = std::str::from_utf8(bytes).ok().and_then(|text| match shown(text) {
            Cow::Owned(text) => Some(text),
            Cow::Borrowed(_) => None,
        });
        self.print(masked.as_ref().map_or(bytes, |text| text.as_bytes()))
    }

    /// A command's result for programs: JSON, indented, with a line end.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn json(&self, result: &impl Serialize) -> io::Result<bool> {
        let mut value = serde_json::to_value(result)?;
        with_hidden(|hidden| hidden.value(&mut value));
        self.print(visible(&format!("{value:#}\n")).as_bytes())
    }

    fn print(&self, bytes: &[u8]) -> io::Result<bool> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// A command's result with colours, which go where they are not wanted.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn styled(&self, text: &str) -> io::Result<bool> {
        let mut out = anstream::stdout().lock();
        match out.write_all(shown(text).as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn error_line(line: &str) {
    // Whoever does not listen any more misses nothing.
    let _ = writeln!(anstream::stderr().lock(), "{}", visible(&shown(line)));
}

fn with_hidden<T>(use_it: impl FnOnce(&Hidden) -> T) -> Option<T> {
    HIDDEN.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(use_it)
}

fn shown(text: &str) -> Cow<'_, str> {
    let masked = with_hidden(|hidden| match hidden.text(text) {
        Cow::Owned(shown) => Some(shown),
        Cow::Borrowed(same) => (same != text).then(|| same.to_owned()),
    });
    masked.flatten().map_or(Cow::Borrowed(text), Cow::Owned)
}
