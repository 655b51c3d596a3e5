//! Asking before files of the editors' change.

use std::io::{self, BufRead, IsTerminal, Write};

use similar::{ChangeTag, TextDiff};

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

/// Shows a change of the file `path` as `diff -u` does, without hidden words; `false` where nobody reads it.
pub(super) fn show(path: &str, change: Change<'_>, output: &Output) -> bool {
    let Change { from, to, old, new } = change;
    let (Some(old_shown), Some(new_shown)) =
        (output.shown_file(path, old), output.shown_file(path, new))
    else {
        return print(&difference(from, to, old, new), output);
    };
    let shown = difference(from, to, &old_shown, &new_shown);
    let (told, all) = (changed(&old_shown, &new_shown), changed(old, new));
    let shown = if shown.is_empty() { format!("--- {from}\n+++ {to}\n") } else { shown };
    print(&shown, output)
        && (told >= all || {
            let lines = super::count::of(all - told, "changed line");
            print(&format!("({lines} not shown, because of hidden words)\n"), output)
        })
}

/// A file before and after, under the names by which they are told apart.
pub(super) struct Change<'c> {
    pub(super) from: &'c str,
    pub(super) to: &'c str,
    pub(super) old: &'c str,
    pub(super) new: &'c str,
}

/// A change as `diff -u` writes it.
fn difference(from: &str, to: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().header(from, to).to_string().replace("\r\n", "\n")
}

/// How many lines come or go.
fn changed(old: &str, new: &str) -> usize {
    let diff = TextDiff::from_lines(old, new);
    diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal).count()
}

fn print(shown: &str, output: &Output) -> bool {
    output.result(visible(shown).as_bytes()).unwrap_or(false)
}
