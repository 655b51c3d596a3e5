//! “Did you mean …?”: the known word that resembles a mistyped one.

/// Longest word compared, in code points; nobody mistypes a longer one by a few letters.
const MAX: usize = 80;

/// The word of `known` that resembles `word` most: at most a third of the longer one's letters (one
/// at least) are wrong, missing, too many or swapped with their neighbour, or it begins with the
/// three or more letters of `word`; case does not count. Of equally near ones the first; `None`
/// where none is near.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word)?;
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let Some(other) = letters(candidate) else { continue };
        let Some(errors) = errors(&word, &other) else { continue };
        if best.is_none_or(|(least, _)| errors < least) {
            best = Some((errors, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How far `other` is from `word`, where it is near.
fn errors(word: &[char], other: &[char]) -> Option<usize> {
    let allowed = (word.len().max(other.len()) / 3).max(1);
    let begins = word.len() >= 3 && other.starts_with(word);
    if other.len().abs_diff(word.len()) > allowed {
        return begins.then_some(MAX);
    }
    let errors = distance(word, other);
    (errors <= allowed).then_some(errors)
}

/// A hint for a word that is none of the `known` ones: the nearest of them, and all of them.
#[must_use]
pub fn suggest(word: &str, known: &[&str]) -> String {
    let all = known.join(", ");
    match nearest(word, known.iter().copied()) {
        Some(meant) => format!("did you mean “{meant}”? Known are: {all}"),
        None => format!("known are: {all}"),
    }
}

/// Lower-case letters; `None` for no word and for a very long one.
fn letters(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).take(MAX + 1).collect();
    (1..=MAX).contains(&letters.len()).then_some(letters)
}

/// Optimal string alignment distance: Levenshtein's, and two neighbours swapped count once.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut least = (row[j] + usize::from(x != y)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found() {
        let check = |word: &str, expect: Option<&str>| {
            let known = ["planned", "confirmed", "denied", "site-dir", "site-url", "ids"];
            assert_eq!(nearest(word, known), expect, "{word}");
        };
        check("confirmd", Some("confirmed"));
        check("Denied", Some("denied"));
        check("palnned", Some("planned"));
        check("site_dir", Some("site-dir"));
        check("id", Some("ids"));
        check("conf", Some("confirmed"));
        check("unrelated", None);
        check("no", None);
        check("", None);
        check(&"x".repeat(10_000), None);
    }

    #[test]
    fn a_hint_names_all() {
        assert_eq!(
            suggest("opne", &["open", "shut"]),
            "did you mean “open”? Known are: open, shut"
        );
        assert_eq!(suggest("xyz", &["open", "shut"]), "known are: open, shut");
    }
}
