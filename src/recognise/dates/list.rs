//! Years in lists: “in 1926, 1928 and 1931”, of which only the first has a cue.

use std::ops::Range;

use super::rule::Vocabulary;
use super::{calendar, guard};
use crate::edtf::Edtf;

/// The rule's name.
pub(super) const RULE: &str = "dates.any.year-in-list";

/// The longest list, in years.
const LONGEST: usize = 20;

/// The years that a comma or a conjunction joins to the one that ends at byte `end`.
pub(super) fn further(
    text: &str,
    end: usize,
    vocabulary: &Vocabulary,
) -> Vec<(Range<usize>, Edtf)> {
    let mut found = Vec::new();
    let mut end = end;
    while found.len() < LONGEST {
        let Some(start) = joined(&text[end..], vocabulary).map(|length| end + length) else {
            break;
        };
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let span = start..start + digits;
        let alone = digits == 4 && guard::stands_alone(text, &span);
        let year = text[span.clone()].parse().ok().and_then(calendar::year);
        let Some(year) = year.filter(|_| alone && !(vocabulary.counts)(&text[span.end..])) else {
            break;
        };
        end = span.end;
        found.push((span, year));
    }
    found
}

/// The length of what joins a further year.
fn joined(rest: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let behind_comma = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?;
    let word = vocabulary
        .lists
        .iter()
        .find_map(|word| behind_comma.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')));
    let behind = word.or_else(|| rest.strip_prefix(", "))?;
    Some(rest.len() - behind.len())
}
