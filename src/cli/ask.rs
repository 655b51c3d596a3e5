//! Asking before files of the editors' change.

use std::io::{self, BufRead, IsTerminal, Write};

use similar::TextDiff;

use super::output::Output;
use super::visible::visible;

/// Asks whether to go on; without somebody to ask, nothing is written.
pub(super) fn agreed(question: &str, output: &Output) -> bool {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        output.refuse_to_go_on(
            "nothing was written, since nobody can be asked here; --yes agrees in advance",
        );
        return false;
    }
    // Whoever does not see the question does not answer it.
    let _ = write!(anstream::stderr().lock(), "{question} [y/N] ");
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    let yes =
        read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "j" | "ja");
    if !yes {
        output.say("Nothing was written");
    }
    yes
}

/// Shows a change as `diff -u` does; `false` where nobody reads it.
pub(super) fn show(from: &str, to: &str, old: &str, new: &str, output: &Output) -> bool {
    print(&difference(from, to, old, new), output)
}

/// A change as `diff -u` writes it.
pub(super) fn difference(from: &str, to: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().header(from, to).to_string().replace("\r\n", "\n")
}

/// Prints a change; `false` where nobody reads it.
pub(super) fn print(shown: &str, output: &Output) -> bool {
    output.result(visible(shown).as_bytes()).unwrap_or(false)
}
