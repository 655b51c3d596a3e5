//! Lists of words as parts of patterns.

/// An alternation of words for a pattern, the longer first so that none hides another: each as
/// given, capitalised, and in capitals. The words are this program's own; nothing of a dossier
/// ever becomes part of a pattern. No words make a pattern that matches nothing.
pub(super) fn alternation<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut all: Vec<String> = words
        .flat_map(|word| [word.to_owned(), capitalised(word), word.to_uppercase()])
        .map(|word| regex::escape(&word))
        .collect();
    all.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    all.dedup();
    if all.is_empty() { NOTHING.to_owned() } else { all.join("|") }
}

/// Neither a blank nor anything else.
const NOTHING: &str = r"[^\s\S]";

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_words_come_first() {
        assert_eq!(alternation(["ab", "abc."].into_iter()), "ABC\\.|Abc\\.|abc\\.|AB|Ab|ab");
    }
}
