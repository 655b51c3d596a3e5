//! What else resembled a place in an earlier state of its text, and what that tells of the passages that
//! resemble it now.
//!
//! A passage that is half like the quote means nothing in a text where another one was like it then,
//! and leaves no doubt where none was. So the scores of the other places, its rivals, are remembered. Of
//! the passages that are found now, one is the place if it scores higher than a rival can, or if the
//! rivals are found beside it: the text has as many such passages as then. If there are fewer, one is
//! gone, and it may be the place itself.

use std::cmp::Reverse;
use std::ops::Range;

use super::context::Context;
use super::earlier::Earlier;
use super::fuzzy::{self, By, Resembling};
use super::haystack::Haystack;
use super::quote::Quote;
use crate::annotation::Selector;

/// Most rivals that are remembered.
const MOST: usize = 4;
/// What scores less, in thousandths, is no rival: any text of some length has as much.
const RIVAL: u16 = 350;
/// A passage that scores less is never taken; of a quote of many letters less has to be left.
const FLOOR: [u16; 2] = [450, 380];
/// So much more than the best rival did a passage has to score.
const MARGIN: u16 = 70;
/// A passage that has less of the quote is not taken, where neither side of its surroundings agrees, one does,
/// and both do; of few letters and of many.
const LEFT: [[u32; 3]; 2] = [[780, 660, 500], [640, 600, 500]];
/// So many letters are many.
const MANY: usize = 60;
/// Rivals that score less are not looked for: other words resemble the quote as much by chance.
const FOUND: u16 = 600;
/// A passage that scores as much has most of its words and of its surroundings.
const SURE: u16 = 800;
/// Scores that differ less are the same.
const NOISE: u16 = 15;
/// Rivals that score as much may be told from the place by their order alone.
const TWIN: u16 = 850;
/// Rivals that score about the same are one group; what scores so much less is no more of it.
const GAP: u16 = 80;

/// Another place that resembled this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rival {
    /// How much, in thousandths: 1000 has the same words in the same surroundings.
    pub score: u16,
    /// Whether it stood before this one.
    pub before: bool,
}

/// The places that resemble bytes `span` with what stands around them, the most similar first.
pub(super) fn of(text: &Haystack<'_>, span: &Range<usize>, earlier: &Earlier) -> Vec<Rival> {
    let exact = vec![text.text[span.clone()].to_owned()];
    let selector = earlier.around(&Selector { exact, ..Selector::default() });
    let Some(quote) = Quote::new(&selector) else { return Vec::new() };
    let near = fuzzy::search(text, &quote, &Context::new(&quote, None), None, By::Quote);
    let others = near.iter().filter(|one| one.span.end <= span.start || span.end <= one.span.start);
    let rival = |one: &Resembling| Rival { score: one.score, before: one.span.start < span.start };
    let mut rivals: Vec<Rival> = others.map(rival).filter(|one| one.score >= RIVAL).collect();
    rivals.sort_by_key(|rival| (Reverse(rival.score), Reverse(rival.before)));
    rivals.truncate(MOST);
    rivals
}

/// Finds the place that had these rivals: its passage, and how many others may be it as well.
///
/// # Errors
/// Where none is: with all that resemble the quote.
pub(super) fn find(
    text: &Haystack<'_>,
    quote: &Quote,
    context: &Context,
    position: Option<&Range<usize>>,
    rivals: &[Rival],
) -> Result<(Resembling, usize), Vec<Resembling>> {
    let search = |by| fuzzy::search(text, quote, context, position, by);
    let taken = |mut near: Vec<Resembling>, (nth, others)| (near.swap_remove(nth), others);
    let near = search(By::Surroundings);
    // What has most of its words and surroundings leaves nothing to be found by its words alone.
    if let Some(chosen) = choose(&near, rivals).filter(|&(nth, _)| near[nth].score >= SURE) {
        return Ok(taken(near, chosen));
    }
    let near = search(By::Quote);
    match choose(&near, rivals) {
        Some(chosen) => Ok(taken(near, chosen)),
        None => Err(near),
    }
}

/// The passage that is the place which had these rivals, by its number, and how many others may be it as well.
fn choose(near: &[Resembling], rivals: &[Rival]) -> Option<(usize, usize)> {
    let (chosen, others) = chosen(near, rivals)?;
    let nth = near.iter().position(|one| one.span == chosen.span)?;
    Some((nth, others))
}

fn chosen<'p>(near: &'p [Resembling], rivals: &[Rival]) -> Option<(&'p Resembling, usize)> {
    let mut passages: Vec<&Resembling> = near.iter().collect();
    passages.sort_by_key(|one| (Reverse(rank(one)), one.span.start));
    // A sentence that stood once and stands there again tells more than any likeness.
    if let Some(known) = only(passages.iter().filter(|one| one.neighbours.0 && fits(one)).copied())
    {
        return Some((known, 0));
    }
    let best = *passages.iter().find(|one| fits(one))?;
    let highest = rivals.first().map_or(0, |rival| rival.score);
    if best.score >= highest.saturating_add(MARGIN) {
        let equal = |one: &&&Resembling| fits(one) && rank(one) == rank(best);
        return Some((best, passages.iter().filter(equal).count() - 1));
    }
    let group = group(rivals)?;
    let cut = u32::from(best.score) * group.cut / 1000;
    let mut there: Vec<&Resembling> =
        passages.into_iter().filter(|one| u32::from(one.score) >= cut).collect();
    if there.len() <= group.rivals.len() {
        return None;
    }
    let second = there.get(1).map_or(0, |one| one.score);
    let as_then = best.score >= 1000 - NOISE && second.abs_diff(highest) <= NOISE;
    if highest < TWIN || (as_then && highest + 2 * NOISE < 1000) {
        return Some((best, 0));
    }
    if there.len() > group.rivals.len() + 1 {
        return Some((best, there.len() - 1));
    }
    there.sort_by_key(|one| one.span.start);
    let nth = group.rivals.iter().filter(|rival| rival.before).count();
    there.get(nth).map(|one| (*one, 0))
}

/// Of several passages the one that has most of the neighbours, if that is one alone.
fn only<'p>(passages: impl Iterator<Item = &'p Resembling> + Clone) -> Option<&'p Resembling> {
    let most = passages.clone().map(|one| one.neighbours.1).max()?;
    let mut most = passages.filter(|one| one.neighbours.1 == most);
    most.next().filter(|_| most.next().is_none())
}

fn rank(one: &Resembling) -> (u16, usize) {
    (one.score, one.neighbours.1)
}

/// Whether enough of the quote is there: the more, the fewer sides of its surroundings agree.
fn fits(one: &Resembling) -> bool {
    let many = usize::from(one.letters >= MANY);
    one.complete && one.score >= FLOOR[many] && one.likeness >= LEFT[many][one.sides.min(2)]
}

/// The rivals that come nearest to the place.
struct Group<'r> {
    rivals: &'r [Rival],
    /// What scores so many thousandths of the best passage belongs to them.
    cut: u32,
}

/// The first rivals, up to the first gap in their scores; `None` where, with the place itself gone, others
/// could be taken for them.
fn group(rivals: &[Rival]) -> Option<Group<'_>> {
    let score = |n: usize| rivals.get(n).map_or(0, |rival| rival.score);
    let last = (0..rivals.len()).find(|&n| score(n) - score(n + 1) >= GAP)?;
    if rivals.len() == MOST && last + 1 == MOST {
        // There may be more of them than are remembered.
        return None;
    }
    let (least, next) = (u32::from(score(last)), u32::from(score(last + 1)));
    let cut = least.midpoint(next);
    let without = u32::from(score(0)) * cut / 1000;
    let found = score(last) >= FOUND;
    (found && next + 30 < without).then_some(Group { rivals: &rivals[..=last], cut })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::{Orphan, anchor_again};
    use crate::annotation::Anchored;

    /// What becomes of the words in brackets of `old` once the text is `new`: the words found, or why not.
    fn fate(old: &str, new: &str) -> String {
        let span = old.find('[').unwrap()..old.find(']').unwrap() - 1;
        let (old, marks) = (old.replace(['[', ']'], ""), new.replace(['[', ']'], ""));
        let haystack = Haystack::of_text(&old);
        let mut earlier = Earlier::of(&haystack, &span);
        earlier.rivals = Some(earlier.find_rivals(&haystack, &span));
        let selector = Selector { exact: vec![old[span].to_owned()], ..Selector::default() };
        match anchor_again(&Haystack::of_text(&marks), &selector, &earlier) {
            Ok(Anchored { span, others: 0, .. }) => {
                format!("{}[{}]{}", &marks[..span.start], &marks[span.clone()], &marks[span.end..])
            }
            Ok(Anchored { others, .. }) => format!("one of {}", others + 1),
            Err(Orphan { .. }) => "lost".to_owned(),
        }
    }

    const LINE: &str = "Paid to the keeper, as agreed.";
    const MISREAD: &str = "Paid to thc keeper, as agreed.";

    /// Accounts of which the keeper of one line is in brackets.
    fn accounts(marked: usize, lines: &[&str]) -> String {
        let marks = |(n, line): (usize, &&str)| match n == marked {
            true => line.replace("to ", "to [").replace(", as", "], as"),
            false => (*line).to_owned(),
        };
        let lines: Vec<String> = lines.iter().enumerate().map(marks).collect();
        format!("Accounts.\n\n{}\n\nEnd.", lines.join("\n\n"))
    }

    #[test]
    fn equal_places_are_told_by_their_order() {
        for nth in 0..3 {
            for damaged in 0..3 {
                let mut lines = [LINE; 3];
                lines[damaged] = MISREAD;
                let new = accounts(nth, &lines);
                assert_eq!(fate(&accounts(nth, &[LINE; 3]), &new), new, "{damaged}");
            }
        }
        // One of them is gone, and it may be this one.
        let gone = accounts(9, &[LINE, MISREAD]);
        assert_eq!(fate(&accounts(1, &[LINE; 3]), &gone), "lost");
    }

    #[test]
    fn what_resembled_it_before_is_not_taken_for_it() {
        let old = "Scientists say\n\n[the effects of global warming,] on crops\n\nA team has looked at the effects of \
                   global warming and ozone over the years. They worked for years.";
        let new = "A team has looked at the effects of global warming and ozone over the years. They worked for years.";
        assert_eq!(fate(old, new), "lost");
        // Where nothing did, much may be wrong.
        let old = "In spring [the sluice below the mill was shut] and nobody asked. The winter had been hard on all.";
        let new = "ln sprjng [thc sluicc be1ow lhe nnill wa5 sbut] aud nobody osked. Tbe wintcr had heen bard on all.";
        assert_eq!(fate(old, new), new);
    }

    #[test]
    fn rivals_are_remembered_with_their_side() {
        for (nth, before) in [(0, [false, false]), (1, [false, true]), (2, [true, true])] {
            let text = accounts(9, &[LINE; 3]);
            let (start, words) = text.match_indices("the keeper").nth(nth).unwrap();
            let (haystack, span) = (Haystack::of_text(&text), start..start + words.len());
            let mut sides: Vec<bool> = of(&haystack, &span, &Earlier::of(&haystack, &span))
                .iter()
                .map(|rival| rival.before)
                .collect();
            sides.sort_unstable();
            assert_eq!(sides, before, "{nth}");
        }
    }

    #[test]
    fn a_group_of_rivals_ends_at_a_gap() {
        let check = |scores: &[u16], expect: Option<usize>| {
            let rivals: Vec<Rival> =
                scores.iter().map(|&score| Rival { score, before: true }).collect();
            assert_eq!(group(&rivals).map(|group| group.rivals.len()), expect, "{scores:?}");
        };
        check(&[], None);
        check(&[1000], Some(1));
        check(&[1000, 990, 400], Some(2));
        check(&[900, 500, 480], Some(1));
        // By chance as likely, no gap, or perhaps more of them than are known.
        check(&[500], None);
        check(&[800, 750, 700, 650], None);
        check(&[1000, 1000, 1000, 1000], None);
        // Were the place gone, the second would be taken for the first.
        check(&[700, 600], None);
    }
}
