//! One kind of edit, many passages: how many are found again, and how many elsewhere.

use std::ops::Range;

use dossier::anchor::{Earlier, Haystack, anchor_again};
use dossier::annotation::Selector;
use rayon::prelude::*;

use crate::baseline::Stored;
use crate::edits::Edit;
use crate::random::Random;
use crate::text::Marked;

/// Passages annotated in one text.
const PASSAGES: usize = 12;

/// What came of passages that were looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many were looked for.
    pub(crate) all: usize,
    /// Found: more than half of the two stretches together is common to them.
    pub(crate) found: usize,
    /// Of these, found to the letter.
    pub(crate) exact: usize,
    /// Found where they are not.
    pub(crate) wrong: usize,
    /// Reported as standing in several places.
    pub(crate) ambiguous: usize,
}

impl Tally {
    fn plus(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            found: self.found + other.found,
            exact: self.exact + other.exact,
            wrong: self.wrong + other.wrong,
            ambiguous: self.ambiguous + other.ambiguous,
        }
    }

    fn of(expected: Option<&Range<usize>>, found: Found) -> Self {
        let mut tally = Self { all: 1, ..Self::default() };
        match (expected, found) {
            (Some(expected), Found::At(span)) => {
                let common =
                    expected.end.min(span.end).saturating_sub(expected.start.max(span.start));
                let together = expected.end.max(span.end) - expected.start.min(span.start);
                if 2 * common > together {
                    tally.found = 1;
                    tally.exact = usize::from(*expected == span);
                } else {
                    tally.wrong = 1;
                }
            }
            (None, Found::At(_)) => tally.wrong = 1,
            (None, _) => tally.found = 1,
            (_, Found::Several) => tally.ambiguous = 1,
            (_, Found::Nowhere) => {}
        }
        tally
    }
}

enum Found {
    At(Range<usize>),
    Several,
    Nowhere,
}

/// This program's and the other client's tallies of one kind of edit.
pub(crate) fn measure(texts: &[String], others: &[String], edit: Edit) -> (Tally, Tally) {
    let one = |(n, text): (usize, &String)| {
        let mut sum = (Tally::default(), Tally::default());
        for k in 0..PASSAGES {
            let mut random = Random::new((n * PASSAGES + k) as u64);
            let Some(passage) = passage(text, &mut random) else { continue };
            let mut marked = Marked::new(text, &passage);
            edit.make(&mut marked, others, &mut random);
            let (own, other) = both(text, &passage, &marked);
            sum = (sum.0.plus(own), sum.1.plus(other));
        }
        sum
    };
    let sums = texts.par_iter().enumerate().map(one);
    sums.reduce(Default::default, |a, b| (a.0.plus(b.0), a.1.plus(b.1)))
}

/// Three to forty words within one paragraph, as code points.
pub(crate) fn passage(text: &str, random: &mut Random) -> Option<Range<usize>> {
    let marked = Marked::new(text, &(0..0));
    let paragraphs = marked.paragraphs();
    let words: Vec<_> = paragraphs.iter().map(|paragraph| marked.words(paragraph)).collect();
    let long: Vec<_> = words.iter().filter(|words| words.len() >= 3).collect();
    if long.is_empty() {
        return None;
    }
    let words = random.one_of(&long);
    let count = 3 + random.below(words.len().min(40) - 2);
    let first = random.below(words.len() - count + 1);
    Some(words[first].start..words[first + count - 1].end)
}

fn both(text: &str, passage: &Range<usize>, edited: &Marked) -> (Tally, Tally) {
    let before: Vec<char> = text.chars().collect();
    let after: Vec<char> = edited.0.iter().map(|(c, _)| *c).collect();
    let expected = edited.passage();
    let own = own(text, passage, &edited.text());
    let other = Stored::new(&before, passage).find(&after).map_or(Found::Nowhere, Found::At);
    (Tally::of(expected.as_ref(), own), Tally::of(expected.as_ref(), other))
}

/// What this program finds, by the quote in the notes file and what the lock remembers.
fn own(text: &str, passage: &Range<usize>, edited: &str) -> Found {
    let bytes = bytes(text, passage);
    let before = Haystack::of_text(text);
    let mut earlier = Earlier::of(&before, &bytes);
    earlier.rivals = Some(earlier.find_rivals(&before, &bytes));
    let selector = Selector { exact: vec![text[bytes].to_owned()], ..Selector::default() };
    match anchor_again(&Haystack::of_text(edited), &selector, &earlier) {
        Ok(found) if found.others > 0 => Found::Several,
        Ok(found) => {
            let start = edited[..found.span.start].chars().count();
            Found::At(start..start + edited[found.span].chars().count())
        }
        Err(_) => Found::Nowhere,
    }
}

/// The bytes of a span of code points.
pub(crate) fn bytes(text: &str, points: &Range<usize>) -> Range<usize> {
    let byte = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(at, _)| at);
    byte(points.start)..byte(points.end)
}
