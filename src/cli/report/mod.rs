//! Diagnostics as text, for people and for machines.
//!
//! In: diagnostics, and the files they are about, from which the marked lines are shown. Out: text;
//! printing it is somebody else's work.

mod brief;
mod excerpt;
mod github;
mod human;
mod json;
mod sarif;
mod texts;

pub(super) use texts::Texts;

use super::count;
use super::output::Format;
use crate::diagnostic::{Diagnostics, Severity};

/// All diagnostics, sorted by file and place, in a format; `human` with colours, which the printer
/// takes out where they are not wanted.
pub(super) fn write(format: Format, diagnostics: &Diagnostics, texts: &Texts<'_>) -> String {
    let sorted = sorted(diagnostics);
    let one = match format {
        Format::Human | Format::Markdown => human::write,
        Format::Json => json::write,
        Format::Github => github::write,
        Format::Sarif => return sarif::write(&sorted, texts),
    };
    sorted.iter().map(|diagnostic| one(diagnostic, texts)).collect()
}

/// All diagnostics for people, without colours.
pub(super) fn plain(diagnostics: &Diagnostics, texts: &Texts<'_>) -> String {
    sorted(diagnostics).iter().map(|diagnostic| human::plain(diagnostic, texts)).collect()
}

/// By file and place, each short enough to be read.
fn sorted(diagnostics: &Diagnostics) -> Diagnostics {
    let mut sorted: Diagnostics = diagnostics.iter().map(brief::brief).collect();
    sorted.sort();
    sorted
}

/// `2 errors, 1 warning`; empty where there is neither.
pub(super) fn summary(diagnostics: &Diagnostics) -> String {
    [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .into_iter()
        .map(|(severity, word)| (diagnostics.count(severity), word))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| count::of(number, word))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Fix, codes};
    use crate::project::Memory;

    const NOTES: &str = "---\ntitle: A\n---\n> [!clam] planned\n> The words\n> of the quote\n";

    fn files() -> Memory {
        Memory::default()
            .with("annotations/a.txt.md", NOTES)
            .with("seeds/long.txt", format!("{}HERE{}", "ä ".repeat(4000), " ö".repeat(4000)))
            .with("seeds/bom.txt", "\u{FEFF}first\r\nsecond\r\n")
            .with("seeds/odd.txt", "café \u{1b}[31m\u{9b}\te\u{301} mark \u{202e}")
    }

    fn some() -> Diagnostics {
        let mut all = Diagnostics::new();
        all.push(
            Diagnostic::warning(codes::ORPHAN, "the quote stands nowhere")
                .at("annotations/a.txt.md", 37..64)
                .label("these words")
                .note("The nearest passage is “The sword of the quote”.")
                .hint("change the quote")
                .fix(Fix::replace("annotations/a.txt.md", 37..64, "The sword\n> of")),
        );
        all.push(
            Diagnostic::error(codes::CALLOUT, "there is no callout `clam`")
                .at("annotations/a.txt.md", 22..26)
                .label("unknown")
                .hint("did you mean `claim`?"),
        );
        all.push(Diagnostic::error(codes::NO_SEEDS, "seeds/ is empty"));
        all.push(Diagnostic::warning(codes::BINARY, "it is no text").in_file("seeds/x.txt"));
        all
    }

    fn check(format: Format) -> String {
        let files = files();
        let text = write(format, &some(), &Texts::new(&files, ""));
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn people_see_the_marked_lines() {
        insta::assert_snapshot!(check(Format::Human));
    }

    #[test]
    fn machines_read_one_object_a_line() {
        let text = check(Format::Json);
        for line in text.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
        insta::assert_snapshot!(text);
    }

    #[test]
    fn github_reads_commands() {
        insta::assert_snapshot!(check(Format::Github));
    }

    #[test]
    fn analysers_read_one_document() {
        insta::assert_snapshot!(check(Format::Sarif));
    }

    /// The runner's grammar: `::NAME KEY=VALUE,KEY=VALUE::DATA`, where a value has no `,`, `:`, line end
    /// or bare `%`, and the data has no line end or bare `%`.
    #[test]
    fn each_line_for_github_is_one_workflow_command() {
        let value = "(?:[^%,:\r\n]|%25|%0D|%0A|%3A|%2C)*";
        let data = "(?:[^%\r\n]|%25|%0D|%0A)*";
        let key = "(?:file|line|endLine|col|endColumn|title)";
        let line = format!("^::(?:error|warning|notice) {key}={value}(?:,{key}={value})*::{data}$");
        let grammar = regex::Regex::new(&line).unwrap();
        let text = check(Format::Github);
        assert_eq!(text.lines().count(), 4);
        for line in text.lines() {
            assert!(grammar.is_match(line), "{line}");
        }
    }

    fn human(diagnostic: Diagnostic) -> String {
        let files = files();
        plain(&[diagnostic].into_iter().collect(), &Texts::new(&files, "letters/"))
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let long = Diagnostic::error(codes::ORPHAN, "here").at("seeds/long.txt", 12000..12004);
        insta::assert_snapshot!(human(long));
    }

    #[test]
    fn a_byte_order_mark_counts_for_nothing() {
        let bom = Diagnostic::error(codes::ORPHAN, "here").at("seeds/bom.txt", 7..13);
        insta::assert_snapshot!(human(bom));
    }

    #[test]
    fn nothing_in_a_file_or_message_steers_the_terminal() {
        let odd = Diagnostic::error(codes::ORPHAN, "\u{1b}[2J")
            .at("seeds/odd.txt", 18..22)
            .label("\u{9b}31m")
            .note("\u{202e}note")
            .hint("\u{7f}hint");
        let text = human(odd);
        let harmless = |c: char| c == '\n' || !(c.is_control() || c == '\u{202e}');
        assert!(text.chars().all(harmless), "{text:?}");
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_span_that_fits_no_file_does_no_harm() {
        for span in [0..0, 5..9999, 9999..10_000, 1..2, 60..60] {
            for path in ["seeds/long.txt", "seeds/odd.txt", "seeds/bom.txt", "seeds/none.txt"] {
                let text = human(Diagnostic::error(codes::ORPHAN, "x").at(path, span.clone()));
                assert!(text.contains(&format!("letters/{path}")), "{text}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_place_in_any_file_can_be_shown(
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..60),
            start in 0usize..80,
            len in 0usize..80,
        ) {
            let files = Memory::default().with("seeds/a.txt", bytes);
            let place = Diagnostic::error(codes::ORPHAN, "x").at("seeds/a.txt", start..start + len);
            let all = [place].into_iter().collect();
            for format in [Format::Human, Format::Json, Format::Github] {
                let text = write(format, &all, &Texts::new(&files, ""));
                proptest::prop_assert!(text.contains("seeds/a.txt"), "{}", text);
            }
        }

        #[test]
        fn any_text_can_be_shown(text in "(\\PC|[\\n\\r\\t\u{1b}]){0,60}", start in 0usize..99, len in 0usize..9) {
            let files = Memory::default().with("a.md", text);
            let place = Diagnostic::error(codes::ORPHAN, "x").at("a.md", start..start + len);
            let text = plain(&[place].into_iter().collect(), &Texts::new(&files, ""));
            proptest::prop_assert!(text.starts_with("error[D0042]: x\n"), "{}", text);
        }
    }

    #[test]
    fn the_summary_counts_what_there_is() {
        assert_eq!(summary(&some()), "2 errors, 2 warnings");
        assert_eq!(summary(&Diagnostics::new()), "");
    }
}
