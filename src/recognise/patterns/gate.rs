//! Which patterns a text can match at all, found by the words without which they do not.

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind};

/// More words than this say too little about a pattern.
const MOST: usize = 4000;
/// Shorter words stand in every text.
const SHORTEST: usize = 2;

/// An automaton over the words that patterns need.
pub(super) struct Gate {
    automaton: Option<AhoCorasick>,
    /// The pattern that needs the word.
    needed_by: Vec<usize>,
    /// Patterns without such words.
    always: Vec<usize>,
    patterns: usize,
}

impl Gate {
    /// From patterns, known by their index.
    pub(super) fn new(patterns: &[Regex]) -> Self {
        let (mut words, mut needed_by, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (index, pattern) in patterns.iter().enumerate() {
            match needs(pattern.as_str()) {
                Some(needed) => {
                    needed_by.extend(std::iter::repeat_n(index, needed.len()));
                    words.extend(needed);
                }
                None => always.push(index),
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&words).ok();
        let all = || (0..patterns.len()).collect();
        let always = if automaton.is_some() { always } else { all() };
        Self { automaton, needed_by, always, patterns: patterns.len() }
    }

    /// The patterns that may match `text`, ascending.
    pub(super) fn open(&self, text: &str) -> Vec<usize> {
        let mut open = vec![false; self.patterns];
        for &index in &self.always {
            open[index] = true;
        }
        if let Some(automaton) = &self.automaton {
            for found in automaton.find_overlapping_iter(text) {
                open[self.needed_by[found.pattern().as_usize()]] = true;
            }
        }
        (0..self.patterns).filter(|&index| open[index]).collect()
    }
}

/// Words of which every match holds one; `None` where no such words are seen.
fn needs(pattern: &str) -> Option<Vec<Vec<u8>>> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut best: Option<Vec<Vec<u8>>> = None;
    choose(&hir, &mut best);
    best
}

/// Goes through the parts that every match has, and keeps the best words.
fn choose(hir: &Hir, best: &mut Option<Vec<Vec<u8>>>) {
    consider(hir, best);
    match hir.kind() {
        HirKind::Capture(capture) => choose(&capture.sub, best),
        HirKind::Concat(parts) => {
            for part in parts {
                choose(part, best);
            }
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => choose(&repetition.sub, best),
        _ => {}
    }
}

/// Takes the words a part begins with, if they are better: the shortest of them longer, or as long
/// and fewer.
fn consider(hir: &Hir, best: &mut Option<Vec<Vec<u8>>>) {
    let mut extractor = Extractor::new();
    extractor.limit_total(MOST).limit_class(0);
    let sequence = extractor.extract(hir);
    let Some(literals) = sequence.literals() else { return };
    let words: Vec<Vec<u8>> = literals.iter().map(|word| word.as_bytes().to_vec()).collect();
    let shortest = |words: &[Vec<u8>]| words.iter().map(Vec::len).min().unwrap_or(0).min(4);
    if shortest(&words) < SHORTEST {
        return;
    }
    let better = best.as_ref().is_none_or(|best| {
        let (new, old) = (shortest(&words), shortest(best));
        new > old || (new == old && words.len() < best.len())
    });
    if better {
        *best = Some(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pattern: &str) -> Option<Vec<String>> {
        let text = |word: Vec<u8>| String::from_utf8(word).unwrap();
        Some(needs(pattern)?.into_iter().map(text).collect())
    }

    #[test]
    fn what_every_match_holds_is_found() {
        for (pattern, expected) in [
            (r"[0-9]+\. (?P<m>Mai|Juni)", Some(vec!["Mai", "Juni"])),
            (r"(?:am )?[0-9]+ Uhr", Some(vec![" Uhr"])),
            (r"(?:am )?[0-9]+", None),
            (r"a+b*", None),
            (r"(?:Jahr){1,2}", Some(vec!["Jahr"])),
        ] {
            let expected =
                expected.map(|all| all.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(words(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn only_patterns_that_may_match_are_tried() {
        let patterns = ["[0-9]+ Mai", "x|[0-9]", "Juni"].map(|p| Regex::new(p).unwrap());
        let gate = Gate::new(&patterns);
        assert_eq!(gate.open("im Mai"), [0, 1]);
        assert_eq!(gate.open("im Juni"), [1, 2]);
        assert_eq!(gate.open(""), [1]);
    }
}
