//! Provisions: how a value spells where in an act something stands.

use std::collections::BTreeMap;
use std::ops::Bound;

/// Spells a chain of provisions in one way: “§ 5 Absatz 1 S. 2” as `§ 5 Abs. 1 Satz 2`. `units` has
/// the words with their spelling; whatever else stands there stays.
pub(super) fn spell(chain: &str, units: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = chain.trim();
    while let Some(first) = rest.chars().next() {
        let (taken, shown) = match unit(rest, units) {
            Some((word, spelling)) => (word, spelling.to_owned()),
            None if first.is_alphanumeric() => number(rest),
            None => (first.len_utf8(), first.to_string()),
        };
        push(&mut out, &shown);
        rest = rest[taken..].trim_start();
    }
    let kept = out.trim_end_matches([',', ';', ' ', '-', '–', '/']).len();
    out.truncate(kept);
    out
}

/// The longest unit that begins a text.
fn unit<'u>(text: &str, units: &'u BTreeMap<String, String>) -> Option<(usize, &'u str)> {
    let fits = |word: &str| {
        let behind = text[word.len()..].chars().next();
        let closed = word.chars().next_back().is_some_and(char::is_alphanumeric);
        text.starts_with(word) && !(closed && behind.is_some_and(char::is_alphanumeric))
    };
    let first = &text[..text.chars().next()?.len_utf8()];
    let near = units
        .range::<str, _>((Bound::Included(first), Bound::Unbounded))
        .take_while(|(word, _)| word.starts_with(first));
    let all = near.filter(|(word, _)| text.starts_with(&***word));
    let longest = all.filter(|(word, _)| fits(word)).max_by_key(|(word, _)| word.len())?;
    Some((longest.0.len(), longest.1))
}

/// A number with its letter: `137c`, `90 a`.
fn number(text: &str) -> (usize, String) {
    let word = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let mut shown = text[..word].to_owned();
    let mut behind = text[word..].strip_prefix(' ').unwrap_or_default().chars();
    let letter = behind.next().filter(|c| ('a'..='e').contains(c));
    let digits = shown.bytes().all(|b| b.is_ascii_digit());
    if let (true, Some(letter), false) =
        (digits, letter, behind.next().is_some_and(char::is_alphanumeric))
    {
        shown.push(letter);
        return (word + 2, shown);
    }
    (word, shown)
}

/// Adds a piece with the blank that belongs before it.
fn push(out: &mut String, piece: &str) {
    let glued = piece.starts_with([',', ';', '.', ')', '(', '/', '–', '-'])
        || out.ends_with(['(', '/', '–', '-'])
        || out.is_empty()
        || piece.is_empty();
    if !glued {
        out.push(' ');
    }
    out.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_for_all() {
        let units = [("§", "§"), ("§§", "§§"), ("Absatz", "Abs."), ("Abs.", "Abs."), ("S", "Satz")];
        let units = units.into_iter().chain([("und", "und"), ("ff.", "ff.")]);
        let units = units.map(|(word, spelling)| (word.to_owned(), spelling.to_owned())).collect();
        for (chain, expected) in [
            ("§5 Absatz 1 S 2", "§ 5 Abs. 1 Satz 2"),
            ("§ 90 a Abs.1 ,", "§ 90a Abs. 1"),
            ("§§ 3 , 4und 7", "§§ 3, 4und 7"),
            ("§§ 3 , 4 und 7 ff.", "§§ 3, 4 und 7 ff."),
            ("§ 6 (1) (a)", "§ 6(1)(a)"),
            ("§ 1 – 3", "§ 1–3"),
            ("", ""),
            ("Ä ö", "Ä ö"),
        ] {
            assert_eq!(spell(chain, &units), expected, "{chain}");
        }
    }
}
