//! Lines: breaks that somebody set on purpose.
//!
//! In goes a text as it stands and folded into one line; out come its sentences. Plain text wrapped
//! at some width breaks its lines where the next word has no room; a line that ends well before is a
//! heading, an item, a dateline, and what follows begins anew. A break inside running words (before
//! a small letter, behind a comma, a hyphen or a word such as “the”) never ends a sentence.

use std::ops::Range;

use super::{POINTS, is_closing, last_word, sentences};
use crate::text::Folded;

/// So many letters have to be left free, beside those of the next word, for a break to be on purpose.
const ROOM: usize = 8;

/// The sentences of `folded`, bytes of its text, which is `raw` with its blanks folded.
pub(in crate::recognise) fn sentences_of_lines(
    raw: &str,
    folded: &Folded,
    language: &str,
) -> Vec<Range<usize>> {
    let found = sentences(&folded.text, language);
    let lines = lines(raw, folded);
    if lines.len() < 2 {
        return found;
    }
    let breaks = breaks(&folded.text, &lines, language);
    let mut breaks = breaks.into_iter().peekable();
    let mut cut = Vec::with_capacity(found.len());
    for mut sentence in found {
        while let Some(blank) = breaks.next_if(|&blank| blank < sentence.end) {
            if blank > sentence.start {
                cut.push(sentence.start..blank);
                sentence.start = blank + 1;
            }
        }
        cut.push(sentence);
    }
    cut
}

/// The lines of `raw`, as bytes of the folded text.
fn lines(raw: &str, folded: &Folded) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    if !raw.contains('\n') {
        return lines;
    }
    let mut start = 0;
    for (blank, _) in folded.text.match_indices(' ') {
        if raw[folded.map.range(blank..blank + 1)].contains('\n') {
            lines.push(start..blank);
            start = blank + 1;
        }
    }
    lines.push(start..folded.text.len());
    lines.retain(|line| !line.is_empty());
    lines
}

/// Where lines end on purpose: the blanks behind them.
fn breaks(text: &str, lines: &[Range<usize>], language: &str) -> Vec<usize> {
    let length = |line: &str| line.chars().count();
    let width = lines.iter().map(|line| length(&text[line.clone()])).max().unwrap_or_default();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let on_purpose = pairs.filter(|(line, next)| {
        let (line, next) = (&text[(*line).clone()], &text[(*next).clone()]);
        let word = next.split(' ').next().unwrap_or_default();
        length(line) + 1 + length(word) + ROOM <= width && ends(line, language) && begins(next)
    });
    on_purpose.map(|(line, _)| line.end).collect()
}

/// Whether nothing needs to follow a line.
fn ends(line: &str, language: &str) -> bool {
    let word = last_word(line);
    let goes_on =
        |common: &str| POINTS.get(language).is_some_and(|all| all.common.contains(common));
    !line.ends_with([',', '-', '–', '—', '&', '(', '/']) && (word.is_empty() || !goes_on(word))
}

/// Whether a line can begin something.
fn begins(line: &str) -> bool {
    let mut letters = line.chars().skip_while(|&c| !c.is_alphanumeric() && !is_closing(c));
    letters.next().is_none_or(|first| !first.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold_spaces;

    /// `text` has a `|` between its sentences.
    fn check(text: &str) {
        let plain = text.replace('|', "");
        let folded = fold_spaces(&plain);
        let found = sentences_of_lines(&plain, &folded, "de");
        let shown: Vec<&str> = found.into_iter().map(|span| &folded.text[span]).collect();
        let expected: Vec<String> =
            text.split('|').map(|part| fold_spaces(part).text.trim().to_owned()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_line_with_room_left_ends() {
        check("Impressum\n|Die Kurse werden nach zehn Minuten angezeigt. |Alles ist ohne Gewähr.");
        check(
            "An die Stadt Neustadt\n|Betreff: Wehr\n|Sehr geehrte Damen und Herren, das Wehr fiel.",
        );
    }

    #[test]
    fn a_wrapped_line_goes_on() {
        check(
            "Der Verein traf sich mit Erika\nMuster in der Stadt. |Es kam\nBeispiel aus Neustadt.",
        );
        check("Wir sahen das\ngroße Wehr, an dem alle stehen.");
        check("Wir sahen den\nPräsidenten, der an dem Wehr stand.");
        check("Sie sahen Haus,\nHof und alles, was sonst noch da war.");
    }

    #[test]
    fn blanks_and_empty_lines_are_no_lines() {
        check("  Titel \n \u{200B}\n|Es folgt ein langer Satz, der nicht endet");
    }
}
