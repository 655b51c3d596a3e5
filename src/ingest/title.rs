//! A document's title, where it states none.

use crate::document::{Leaf, LeafKind};
use crate::text::{is_word, one_line};

/// Among how many leaves at the top a heading is looked for.
const TOP: usize = 5;

/// Longest sentence that is a title as it is, in code points.
const WHOLE: usize = 80;

/// Where a longer sentence is cut at the latest, in code points.
const CUT: usize = 70;

/// A title from the text: its first heading, if that stands near the top; else the first
/// sentence of its lead, or as much of it as a title has room for; else the file's name.
pub(super) fn title(text: &str, leaves: &[Leaf], path: &str) -> String {
    let words = |leaf: &Leaf| one_line(&text[leaf.span.clone()]);
    let heading =
        leaves.iter().take(TOP).find(|leaf| matches!(leaf.kind, LeafKind::Heading(_))).map(words);
    let lead = || leaves.iter().map(|leaf| first_line(&text[leaf.span.clone()])).find(|t| says(t));
    heading
        .filter(|heading| says(heading))
        .map(|heading| shortened(&heading, 2 * WHOLE))
        .or_else(|| lead().map(|lead| shortened(first_sentence(&lead), WHOLE)))
        .unwrap_or_else(|| from_name(path))
}

/// Whether anything in it can be read out.
fn says(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The first line of a leaf where it is short enough to stand for a title, else all of it.
fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let whole = line.chars().count() <= WHOLE && says(line) && !line.ends_with([',', '-', '–']);
    let text = if whole { line } else { text };
    // A title needs no more than this, however long the leaf is.
    one_line(&text.chars().take(1_000).collect::<String>())
}

/// The first sentence, without its full stop.
fn first_sentence(text: &str) -> &str {
    let ends = text.char_indices().filter(|&(_, c)| matches!(c, '.' | '!' | '?' | '…'));
    for (at, c) in ends {
        let behind = &text[at + c.len_utf8()..];
        let closing =
            behind.len() - behind.trim_start_matches(['“', '”', '"', '’', '»', '«', ')']).len();
        let (marks, rest) = behind.split_at(closing);
        if (rest.is_empty() || rest.starts_with(' ')) && is_end(&text[..at], c, rest) {
            return if c == '.' && marks.is_empty() {
                &text[..at]
            } else {
                &text[..at + c.len_utf8() + marks.len()]
            };
        }
    }
    text
}

/// Whether a sentence ends at `mark`, between `before` and `rest`.
fn is_end(before: &str, mark: char, rest: &str) -> bool {
    let next = rest
        .trim_start()
        .trim_start_matches(['„', '“', '"', '‘', '»', '«', '(', '‚'])
        .chars()
        .next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let word = before.rsplit(|c: char| !is_word(c)).next().unwrap_or_default();
    let letters = word.chars().count();
    // “3. August”, “z. B.”, “Dr. Vogel”: a number, a letter or a short title is no sentence's end.
    let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) && letters <= 2;
    rest.is_empty() || !(number || letters <= 1 || ABBREVIATIONS.contains(&word))
}

/// Words before whose full stop no sentence ends as a rule.
const ABBREVIATIONS: [&str; 22] = [
    "Dr", "Prof", "Mr", "Mrs", "Ms", "St", "Nr", "No", "Art", "Abs", "Bd", "Hg", "Hrsg", "bzw",
    "ca", "vgl", "Vgl", "Str", "Jan", "Feb", "Dez", "vs",
];

/// `text`, if it is at most `whole` code points long; else its start up to a comma or, failing
/// that, up to the last whole word, with an ellipsis.
fn shortened(text: &str, whole: usize) -> String {
    if text.chars().count() <= whole {
        return text.to_owned();
    }
    let room: usize = text.chars().take(CUT + 1).map(char::len_utf8).sum();
    let start = &text[..room];
    let clause = start
        .char_indices()
        .filter(|&(at, c)| {
            matches!(c, ',' | ';' | ':' | '–' | '—' | '(')
                && text[at + c.len_utf8()..].starts_with(' ')
        })
        .map(|(at, _)| at)
        .rfind(|&at| start[..at].chars().count() >= CUT / 2);
    let cut = clause.or_else(|| start.rfind(' ')).unwrap_or(0);
    let kept = start[..cut]
        .trim_end_matches(|c: char| !is_word(c) && !matches!(c, ')' | '“' | '”' | '"' | '%'));
    if kept.is_empty() {
        // One endless word.
        return text.chars().take(CUT).chain(['…']).collect();
    }
    format!("{kept} …")
}

/// A file's name without its ending, made readable.
fn from_name(path: &str) -> String {
    let stem = stem(path);
    let words: Vec<&str> = stem
        .split(|c: char| c == '_' || c == '-' || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect();
    let name = words.join(" ");
    if name.is_empty() { stem.to_owned() } else { name }
}

/// A file's name without its folder and its ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(leaves: &[(LeafKind, &str)]) -> String {
        let mut text = String::new();
        let mut all = Vec::new();
        for (kind, words) in leaves {
            let start = text.len();
            text.push_str(words);
            let span = start..text.len();
            all.push(Leaf { kind: kind.clone(), span, id: String::new(), styles: vec![] });
        }
        title(&text, &all, "letters/2020_an-den_rat.txt")
    }

    #[test]
    fn the_first_heading_counts() {
        let paragraph = (LeafKind::Paragraph, "Lead.");
        assert_eq!(of(&[paragraph.clone(), (LeafKind::Heading(3), "The  title")]), "The title");
        assert_eq!(of(&[(LeafKind::Heading(1), "***"), paragraph]), "Lead");
        assert_eq!(of(&[]), "2020 an den rat");
        assert_eq!(of(&[(LeafKind::Paragraph, "…")]), "2020 an den rat");
    }

    #[test]
    fn leads_are_cut_sensibly() {
        for (lead, expected) in [
            ("Der Rat tagt. Er beschließt.", "Der Rat tagt"),
            ("Was nun? Niemand weiß es.", "Was nun?"),
            ("„Was nun?“ Niemand weiß es.", "„Was nun?“"),
            (
                "Am 3. August kam Dr. Vogel, z. B. mit J. Kern. Danach nichts.",
                "Am 3. August kam Dr. Vogel, z. B. mit J. Kern",
            ),
            ("Protokoll der Sitzung\nAnwesend: alle", "Protokoll der Sitzung"),
            (
                "Es geht um das Geschäft in den USA, Kanada, Australien und Neuseeland. Punkt.",
                "Es geht um das Geschäft in den USA, Kanada, Australien und Neuseeland",
            ),
            (
                "Die Verhandlungen über die Brücke, die seit Jahren geplant ist, sollen im \
                 kommenden Frühjahr wieder beginnen.",
                "Die Verhandlungen über die Brücke, die seit Jahren geplant ist …",
            ),
            (
                "Die Verhandlungen über die Brücke zwischen den beiden Stadtteilen sollen im \
                 kommenden Frühjahr wieder beginnen.",
                "Die Verhandlungen über die Brücke zwischen den beiden Stadtteilen …",
            ),
        ] {
            assert_eq!(of(&[(LeafKind::Paragraph, lead)]), expected);
        }
        let endless = "ä".repeat(5_000);
        assert_eq!(of(&[(LeafKind::Paragraph, &endless)]), "ä".repeat(CUT) + "…");
    }
}
