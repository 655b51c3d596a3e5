//! Plain text to blocks.
//!
//! In goes cleaned text, out come paragraphs and what header lines say. Plain text has no markup:
//! `#`, `*`, `<b>` and `{{ }}` are those characters, and no heading or list is guessed.

use std::ops::Range;

use super::builder::{Bounds, Builder};
use super::dropped::Drops;
use super::leaf::LeafText;
use super::metadata::{self, Header};
use super::reading::Reading;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{DroppedKind, LeafKind, Metadata};
use crate::edtf::Edtf;

/// Reads a seed, the file `path`: header lines or a leading `date 2020-08`, then paragraphs.
pub(super) fn read(path: &str, text: &str, bounds: Bounds) -> Reading {
    let (start, metadata, diagnostics) = head(path, text);
    let mut drops = Drops::default();
    if start > 0 {
        drops.add(DroppedKind::Header);
    }
    Reading { metadata, diagnostics, ..Reading::new(paragraphs(text, start, bounds), drops) }
}

/// Reads `text` from byte `start` on as paragraphs, whatever stands in it.
pub(super) fn read_literally(text: &str, start: usize, bounds: Bounds) -> Reading {
    Reading::new(paragraphs(text, start, bounds), Drops::default())
}

/// Where the text proper begins, and what stands before it.
fn head(path: &str, text: &str) -> (usize, Metadata, Diagnostics) {
    match metadata::header(text) {
        Header::Lines { entries, end } => {
            let (metadata, diagnostics) = metadata::seed_entries(path, entries);
            (end, metadata, diagnostics)
        }
        Header::Broken { key, span } => {
            let message = format!("the header lines are read as text, as “{key}” is no known key");
            let diagnostic = Diagnostic::warning(codes::METADATA, message)
                .at(path, span)
                .label("not known")
                .hint(metadata::correction(path));
            (0, Metadata::default(), Diagnostics::from_iter([diagnostic]))
        }
        Header::None => match leading_date(text) {
            Some((date, end)) => {
                let metadata = Metadata { date: Some(date), ..Metadata::default() };
                (end, metadata, Diagnostics::new())
            }
            None => (0, Metadata::default(), Diagnostics::new()),
        },
    }
}

/// `date 2020-08 ` at the start of the first line, and the byte behind it.
fn leading_date(text: &str) -> Option<(Edtf, usize)> {
    let blank = [' ', '\t'];
    let rest = text.trim_start_matches(blank).strip_prefix("date")?;
    let value = rest.trim_start_matches(blank);
    if value.len() == rest.len() {
        return None;
    }
    let len = value.find(char::is_whitespace)?;
    let digits = value[..len].split('-').map(str::len);
    let shaped = [&[4][..], &[4, 2], &[4, 2, 2]]
        .iter()
        .any(|shape| digits.clone().eq(shape.iter().copied()));
    let plain = value[..len].bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if !shaped || !plain {
        return None;
    }
    let date = Edtf::parse(&value[..len]).ok()?;
    Some((date, text.len() - value.len() + len))
}

fn paragraphs(text: &str, start: usize, bounds: Bounds) -> Builder {
    let paragraphs = split(text, start);
    let width = wrap_width(text, &paragraphs);
    let mut builder = Builder::new(bounds);
    for lines in paragraphs {
        if builder.is_full() {
            break;
        }
        builder.leaf(LeafKind::Paragraph, paragraph(text, &lines, width));
    }
    builder
}

/// The lines of each paragraph, without their line ends. Blank lines part paragraphs.
fn split(text: &str, start: usize) -> Vec<Vec<Range<usize>>> {
    let mut paragraphs = Vec::new();
    let mut lines = Vec::new();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            if !lines.is_empty() {
                paragraphs.push(std::mem::take(&mut lines));
            }
        } else {
            lines.push(at..at + line.trim_end_matches('\n').len());
        }
        at += line.len();
    }
    if !lines.is_empty() {
        paragraphs.push(lines);
    }
    paragraphs
}

/// In which widths (code points) lines are taken to be wrapped and not broken on purpose.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=100;

/// The width that the text's lines were wrapped to: that of the longest line of a paragraph with
/// several. A single long word (an address) could not be wrapped and says nothing. `None` where
/// it is no width that text is wrapped to.
fn wrap_width(text: &str, paragraphs: &[Vec<Range<usize>>]) -> Option<usize> {
    let lines = paragraphs.iter().filter(|lines| lines.len() > 1).flatten();
    let width = lines
        .map(|line| text[line.clone()].trim_end())
        .filter(|line| line.trim_start().contains([' ', '\t']))
        .map(width)
        .max()?;
    WRAPPED.contains(&width).then_some(width)
}

fn width(line: &str) -> usize {
    line.chars().count()
}

/// Joins a paragraph's lines: a break after which the next word would have fitted is meant, any
/// other is a blank.
fn paragraph(text: &str, lines: &[Range<usize>], wrap: Option<usize>) -> LeafText {
    let mut leaf = LeafText::default();
    for (n, line) in lines.iter().enumerate() {
        let words = &text[line.clone()];
        leaf.push(words, line.start);
        let Some(next) = lines.get(n + 1) else { break };
        let word = text[next.clone()].split_whitespace().next().unwrap_or_default();
        let full = width(words.trim_end()) + 1 + width(word);
        if wrap.is_some_and(|wrap| full > wrap) {
            leaf.space(line.end..line.end + 1);
        } else {
            leaf.line_break(line.end..line.end + 1);
        }
    }
    leaf
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, text: &str) -> Reading {
        super::read(path, text, crate::ingest::testing::bounds())
    }

    fn check(text: &str, paragraphs: &[&str]) {
        let reading = read("seeds/a.txt", text);
        let found: Vec<_> =
            reading.leaves.iter().map(|leaf| &reading.text[leaf.span.clone()]).collect();
        assert_eq!(found, paragraphs, "{text:?}");
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("a\n\nb\n \t\u{A0}\n\n  c  d\te\n", &["a", "b", "c d e"]);
        check("\n\n\n", &[]);
        check("# a\n\n* b <b>c</b> {{ d }}\n\n    e", &["# a", "* b <b>c</b> {{ d }}", "e"]);
    }

    #[test]
    fn wrapped_lines_are_joined_and_short_ones_are_not() {
        let wrapped = "Der Rat der Stadt tagte am Abend in der neuen Halle, die noch\nnach Farbe \
                       roch, und beschloss nach langer und oft bewegter\nAussprache, die Brücke \
                       nicht zu bauen.";
        check(wrapped, &[&wrapped.replace('\n', " ")]);
        check("Rosen sind rot\nVeilchen sind blau", &["Rosen sind rot\nVeilchen sind blau"]);
        let address = format!("{wrapped}\n\nAda Vogel\nAm Markt 1\n12345 Neustadt");
        check(&address, &[&wrapped.replace('\n', " "), "Ada Vogel\nAm Markt 1\n12345 Neustadt"]);
        let long = format!("{}\n{}", "lang ".repeat(30).trim(), "lang ".repeat(30).trim());
        check(&long, &[&long]);
        let link = format!("{wrapped}\nhttps://example.org/{}", "x".repeat(120));
        check(&link, &[&link.replace('\n', " ")]);
    }

    #[test]
    fn a_leading_date_is_metadata() {
        let date = |text: &str| {
            let reading = read("seeds/a.txt", text);
            let date = reading.metadata.date.map(|d| d.to_string()).unwrap_or_default();
            (date, reading.text)
        };
        for (text, value, rest) in [
            (" date 2020-08 Es geht", "2020-08", "Es geht"),
            ("date 1999\nText", "1999", "Text"),
            ("date\t2020-08-03  x", "2020-08-03", "x"),
            ("date 2020-13 x", "", "date 2020-13 x"),
            ("date 20-08 x", "", "date 20-08 x"),
            ("date 202X x", "", "date 202X x"),
            ("dates 2020 x", "", "dates 2020 x"),
            ("date2020 x", "", "date2020 x"),
            ("date 2020", "", "date 2020"),
        ] {
            assert_eq!(date(text), (value.to_owned(), rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn header_lines_are_metadata_and_counted() {
        let reading = read("seeds/a.txt", "Title: A\nDate: 3. August 2020\n\nText\n");
        assert_eq!(reading.metadata.title.as_deref(), Some("A"));
        assert_eq!(reading.metadata.date.map(|d| d.to_string()).as_deref(), Some("2020-08-03"));
        assert_eq!(reading.text, "Text");
        assert_eq!(reading.dropped[0].what, DroppedKind::Header);
        let broken = read("seeds/a.txt", "Title: A\nTo: B\n\nText\n");
        assert_eq!(broken.text, "Title: A\nTo: B\n\nText");
        assert_eq!(broken.diagnostics.iter().count(), 1);
        assert_eq!(broken.metadata, Metadata::default());
    }
}
