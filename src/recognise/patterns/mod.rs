//! Patterns: regular expressions over a language's words, many of them at once.
//!
//! In go patterns in which words in braces stand for lists of words ([`Lexicon`]); out come those
//! that may match a text, found in one pass, and their matches. The expressions know no
//! backtracking (crate `regex`: linear time). What a match means is the layer's business.

mod gate;
mod lexicon;

use std::ops::Range;

use regex::{Captures, Regex};

use self::gate::Gate;
pub(super) use self::lexicon::Lexicon;

/// Compiled patterns.
pub(super) struct Patterns {
    regexes: Vec<Regex>,
    gate: Gate,
}

/// What to do behind a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// It was one: go on behind it.
    Behind,
    /// It was none: try again behind its first letter.
    Again,
    /// Go on at this byte, or behind the match's first letter where that comes later.
    At(usize),
}

impl Patterns {
    /// Compiles patterns whose braces are written out already; they are known by their index.
    ///
    /// # Errors
    ///
    /// The first that is no regular expression, with the reason.
    pub(super) fn new<P: AsRef<str>>(patterns: &[P]) -> Result<Self, (usize, String)> {
        let compile = |(index, pattern): (usize, &P)| {
            Regex::new(pattern.as_ref()).map_err(|error| (index, error.to_string()))
        };
        let regexes = patterns.iter().enumerate().map(compile).collect::<Result<Vec<_>, _>>()?;
        let gate = Gate::new(&regexes);
        Ok(Self { regexes, gate })
    }

    /// Calls `judge` with every match in `text`, pattern by pattern in their order, ascending in
    /// each. A match is taken to be short, so that trying again inside it costs little.
    pub(super) fn each(&self, text: &str, mut judge: impl FnMut(usize, &Captures<'_>) -> Next) {
        for index in self.gate.open(text) {
            let regex = &self.regexes[index];
            let mut at = 0;
            while let Some(captures) = regex.captures_at(text, at) {
                let whole = whole(&captures);
                if whole.start == text.len() {
                    break;
                }
                let least = text.ceil_char_boundary(whole.start + 1);
                at = match judge(index, &captures) {
                    Next::Behind => whole.end.max(least),
                    Next::Again => least,
                    Next::At(byte) => text.ceil_char_boundary(byte).max(least),
                };
            }
        }
    }
}

/// The bytes of the whole match.
pub(super) fn whole(captures: &Captures<'_>) -> Range<usize> {
    captures.get(0).map_or(0..0, |group| group.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(patterns: &[&str], text: &str, next: Next) -> Vec<(usize, String)> {
        let patterns = Patterns::new(patterns).ok().unwrap();
        let mut found = Vec::new();
        patterns.each(text, |index, captures| {
            found.push((index, text[whole(captures)].to_owned()));
            next
        });
        found
    }

    #[test]
    fn every_pattern_finds_its_matches() {
        let patterns = ["[0-9]+ (?:Mai|Juni)", "x", "[0-9]{2}"];
        let shown = found(&patterns, "3 Mai, 12 Juni", Next::Behind);
        let shown: Vec<(usize, &str)> = shown.iter().map(|(i, s)| (*i, s.as_str())).collect();
        assert_eq!(shown, [(0, "3 Mai"), (0, "12 Juni"), (2, "12")]);
    }

    #[test]
    fn a_refused_match_is_tried_again() {
        let shown = found(&["[0-9]+"], "123", Next::Again);
        assert_eq!(shown.len(), 3);
        assert_eq!(found(&["ä*"], "ää", Next::At(0)).len(), 2, "it comes to an end");
    }

    #[test]
    fn what_is_no_expression_is_named() {
        let error = Patterns::new(&["a", "("]).err().unwrap();
        assert_eq!(error.0, 1);
    }
}
