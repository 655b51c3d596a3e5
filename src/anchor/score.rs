//! How much a passage resembles a quote: the weights of the Hypothesis client's
//! `match-quote.ts` (quote 50, prefix 20, suffix 20, position 2), over what the selector gives.
//! All shares and scores are thousandths.

use super::context::Agreement;

/// From here on a passage is taken for the quote.
const ACCEPTED: u16 = 700;
/// The same where the surroundings agree on one side.
const SUPPORTED: u16 = 620;
/// The same where the surroundings agree on both sides.
const ENCLOSED: u16 = 580;
/// So much must be left of a quote that has moved and changed, and so many letters must it have.
const MOVED: u32 = 880;
const MOVED_LETTERS: usize = 30;
/// From here on a passage is worth showing to somebody who looks for the quote.
pub(super) const RESEMBLES: u16 = 350;
/// However well its surroundings agree, a target of which less is left is not taken for it.
const LEFT_IN_PLACE: u32 = 500;
/// The same where they agree on one side.
const LEFT_SUPPORTED: u32 = 720;
/// The same where none are given: a quarter of the letters may be wrong.
const LEFT_ALONE: u32 = 750;

const QUOTE: u32 = 50;
const PREFIX: u32 = 20;
const SUFFIX: u32 = 20;
const POSITION: u32 = 2;

/// The score of a passage whose words are `likeness` like the quote's, whose surroundings agree as
/// said, and which stands as near to the given position as `closeness` says.
pub(super) fn score(likeness: u32, agreement: Agreement, closeness: Option<u32>) -> u16 {
    let (before, after) = agreement.weights;
    let parts = [
        (QUOTE * 1000, Some(likeness)),
        (PREFIX * before, agreement.before),
        (SUFFIX * after, agreement.after),
        (POSITION * 1000, closeness),
    ];
    let given = parts.iter().filter_map(|&(weight, share)| Some((weight, share?)));
    let (sum, weights) = given.fold((0_u64, 0_u64), |(sum, all), (weight, share)| {
        (sum + u64::from(weight) * u64::from(share), all + u64::from(weight))
    });
    u16::try_from(sum / weights).unwrap_or(1000)
}

/// Whether a passage is near enough to be taken for the quote.
pub(super) fn is_accepted(score: u16, likeness: u32, agreement: Agreement) -> bool {
    match agreement.overall() {
        None => score >= ACCEPTED && likeness >= LEFT_ALONE,
        Some(_) if agreement.encloses() => score >= ENCLOSED && likeness >= LEFT_IN_PLACE,
        Some(_) => agreement.supports() && score >= SUPPORTED && likeness >= LEFT_SUPPORTED,
    }
}

/// Whether a passage of `letters` letters, whose surroundings are other ones, is near enough to be
/// taken for a quote that stood nowhere else.
pub(super) fn has_moved(likeness: u32, letters: usize) -> bool {
    likeness >= MOVED && letters >= MOVED_LETTERS
}

/// How near `at` is to `position` in a text of `len` bytes.
pub(super) fn closeness(at: usize, position: usize, len: usize) -> u32 {
    let apart = at.abs_diff(position).min(len) * 1000 / len.max(1);
    1000 - u32::try_from(apart).unwrap_or(1000)
}

/// The share of `len` letters that `errors` leave right.
pub(super) fn likeness(len: usize, errors: usize) -> u32 {
    let right = len.saturating_sub(errors) * 1000 / len.max(1);
    u32::try_from(right).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_given_counts() {
        let check = |likeness, before, after, closeness, expect| {
            let agreement = Agreement { before, after, weights: (1000, 1000) };
            assert_eq!(score(likeness, agreement, closeness), expect);
        };
        check(1000, None, None, None, 1000);
        check(750, None, None, None, 750);
        check(1000, Some(0), Some(0), None, 555);
        check(1000, Some(1000), Some(0), None, 777);
        check(500, Some(1000), Some(1000), Some(1000), 728);
        check(1000, Some(1000), None, Some(0), 972);
    }
}
