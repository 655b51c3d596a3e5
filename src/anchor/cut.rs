//! Where a target ends in a text in which it has changed.
//!
//! In go the letters from the target's other end on and about where it ends; out comes the cut at
//! which the whole target is aligned best and the words beyond it go on right there. Read backwards,
//! the same finds where it begins. Nothing here knows of scores or documents.

use std::cmp::Reverse;

use super::myers::{Pattern, Start};
use crate::text::is_word;

/// How many letters from the expected place an end is looked for.
const MARGIN: usize = 48;
/// What it costs to cut a word: less than that only where words have run together.
const CUT_WORD: usize = 2;
/// What it costs where the word on one side is not the expected one: letters of a word that was put in
/// agree with those of any other word by chance.
const OTHER_WORD: usize = 4;

/// One end of a target. All letters are read towards that end.
pub(super) struct Edge {
    target: Pattern,
    /// The target's last word, read backwards.
    last: Pattern,
    /// What stands beyond the end, read backwards; perhaps empty.
    beyond: Pattern,
    /// The first word of it with the signs before it.
    next: Pattern,
    /// Whether the target ends in the middle of a word.
    inside: bool,
}

impl Edge {
    /// The end of `target` before the letters `beyond`.
    pub(super) fn new(target: &[char], beyond: &[char], inside: bool) -> Self {
        let last = target.iter().rev().position(|c| c.is_whitespace()).unwrap_or(target.len());
        let signs = beyond.iter().position(|&c| is_word(c)).unwrap_or(beyond.len());
        let word = beyond[signs..].iter().position(|c| c.is_whitespace());
        let next = word.map_or(beyond.len(), |word| signs + word);
        let backwards = |letters: &[char]| letters.iter().rev().copied().collect::<Vec<_>>();
        Self {
            target: Pattern::new(target),
            last: Pattern::new(&backwards(&target[target.len() - last..])),
            beyond: Pattern::new(&backwards(beyond)),
            next: Pattern::new(&beyond[..next]),
            inside,
        }
    }

    /// Where the target ends that begins with the first letter of `text` and ends near `about`.
    pub(super) fn place(&self, text: &[char], about: usize) -> usize {
        let furthest = text.len().min(about + MARGIN);
        let beyond =
            self.beyond_from(&text[..text.len().min(furthest + 2 * self.beyond.len() + 1)]);
        let errors = self.target.distances(text[..furthest].iter().copied(), Start::AtFirst);
        let cuts = errors.zip(1..).skip(about.saturating_sub(MARGIN + 1));
        let cuts = cuts.filter(|&(_, cut)| !text[cut - 1].is_whitespace());
        let best = cuts.min_by_key(|&(errors, cut)| {
            let next = cut + usize::from(text.get(cut).is_some_and(|c| c.is_whitespace()));
            let parts = cut < text.len() && is_word(text[cut - 1]) && is_word(text[cut]);
            let last = !parts && resembles(&self.last, text[..cut].iter().rev().copied());
            let goes_on = !parts && resembles(&self.next, text[next..].iter().copied());
            let doubtful = usize::from(!last) + usize::from(!goes_on);
            let torn = if parts && !self.inside { CUT_WORD } else { 0 };
            let wrong = errors + beyond[next] + torn + doubtful * OTHER_WORD;
            (wrong, Reverse(last), errors, cut)
        });
        best.map_or(about, |(_, cut)| cut)
    }

    /// The errors of what stands beyond, if that begins at each place of the text.
    fn beyond_from(&self, text: &[char]) -> Vec<usize> {
        let mut errors = vec![self.beyond.len()];
        if self.beyond.len() == 0 {
            errors.resize(text.len() + 1, 0);
        } else {
            errors.extend(self.beyond.distances(text.iter().rev().copied(), Start::Anywhere));
        }
        errors.reverse();
        errors
    }
}

/// Whether the text begins with a word, or with what resembles it.
fn resembles(word: &Pattern, text: impl Iterator<Item = char>) -> bool {
    let errors = word.distances(text.take(word.len() + 1), Start::AtFirst).min();
    errors.is_some_and(|errors| 3 * errors <= word.len())
}

#[cfg(test)]
mod tests {
    use crate::anchor::{Earlier, Haystack, anchor_again};
    use crate::annotation::Selector;

    /// `[…]` is the target, and what it has to be found as.
    fn check(old: &str, new: &str) {
        let marked = |text: &str| {
            let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
            (text.replace(['[', ']'], ""), start..end)
        };
        let ((old, was), (new, is)) = (marked(old), marked(new));
        let earlier = Earlier::of(&Haystack::of_text(&old), &was);
        let selector = Selector { exact: vec![old[was].to_owned()], ..Selector::default() };
        let found = anchor_again(&Haystack::of_text(&new), &selector, &earlier).unwrap();
        assert_eq!((&new[found.span], found.others), (&new[is], 0), "{new}");
    }

    const BEFORE: &str = "The sluice was shut on Monday. The keeper left ";
    const BEHIND: &str = ". He took the gauge book with him to the coast.";

    #[test]
    fn whole_words_are_found_where_the_surroundings_go_on() {
        let check = |new: &str| {
            let old = format!("{BEFORE}[the valley in May]{BEHIND}");
            check(&old, &format!("{BEFORE}{new}{BEHIND}"));
        };
        // Words put in near the end, near the start, inside, at several places.
        check("[the valleys in early May]");
        check("[the valleys in late and rainy May]");
        check("[the old valleys in May]");
        check("[the green and narrow valley in May]");
        check("[the valley some time in May]");
        check("[the old valley early in the month of May]");
        // Words exchanged at either end, or both; taken out.
        check("[the valley in June]");
        check("[the valley in early summer]");
        check("[their valley in May]");
        check("[our own valley in May]");
        check("[a valley in June]");
        check("[the valley May]");
        check("[valley in May]");
        // Misspelt ones.
        check("[the valley in Mav]");
        check("[thc valley in May]");
        check("[the va1ley in Mai]");
        // What was put in beside the target is none of it.
        check("[the valleys in May] already");
        check("quietly [the valleys in May]");
        check("[the valleys in Mai], as he had promised to do");
    }

    #[test]
    fn a_target_at_a_paragraphs_edge_ends_there() {
        let check = |target: &str, new: &str| {
            let old = format!("It was a dry year.\n\n{target}\n\nNobody saw him again that year.");
            check(&old, &format!("It was a dry year.\n\n{new}\n\nNobody saw him again that year."));
        };
        check("[The keeper left in May]", "[The keepers left in early May]");
        check("[The keeper left in May]", "[The old keeper left in Mai]");
        check("[The keeper left in May.]", "[The keeper left in early May.]");
        check("[The keeper left in May.]", "[The keeper left in June!]");
        check("[The keeper left in May].", "[The keepers left in early May]!");
        check("[The keeper left in May].", "[A keeper left in early May] …");
        check("“[The keeper left in May]”, they say.", "“[That keeper left in June]”, they say.");
        check("They say: [“The keeper left in May.”]", "They say: [“Our keeper left in June.”]");
    }

    #[test]
    fn parts_of_words_stay_parts() {
        let old = format!("{BEFORE}the val[ley in Ma]y{BEHIND}");
        check(&old, &format!("{BEFORE}the val[ley early in Ma]y{BEHIND}"));
        let old = format!("{BEFORE}[the valley in May] alone{BEHIND}");
        check(&old, &format!("{BEFORE}[the va1ley in May]alone{BEHIND}"));
    }

    #[test]
    fn a_long_target_ends_with_its_last_words() {
        let long = "and walked along the dam ".repeat(30);
        check(
            &format!("{BEFORE}[the house {long}to the valley in May]{BEHIND}"),
            &format!("{BEFORE}[his house {long}to the valleys in early May]{BEHIND}"),
        );
    }
}
