//! Posting lists that are too long for a word's file, cut so that a query loads little of them.
//!
//! In goes a list, out come files: the first has its best postings (of each kind of unit the best few,
//! then the best of all), the others have the rest in the order of units. A word alone is answered by the
//! first; beside another word, or a filter, only those are read in which something is left.

use std::cmp::Reverse;

use super::postings::{List, Posting, push_number};
use super::units::{TITLE, UnitKind};

/// Bytes up to which a list stays whole, and that a part of it has at most.
const WHOLE: usize = 4 * 1024;
/// Postings in the first file, and how many of these are of each kind at least.
const BEST: usize = 800;
const OF_EACH: usize = 60;
/// What the entry of a list that is cut begins with; no number does.
const SIGN: char = '!';

/// A list in parts.
#[derive(Debug)]
pub(super) struct Cut {
    /// What stands for the list: [`SIGN`]; how many postings there are; the number of the first file;
    /// for each of the others its first unit, as the distance from the one before.
    pub(super) entry: String,
    /// Posting lists, the best first.
    pub(super) files: Vec<String>,
}

/// Cuts a list, if it is long. `kinds` are those of all units; the files' numbers begin with `number`.
pub(super) fn cut(postings: &str, kinds: &[UnitKind], number: usize) -> Option<Cut> {
    if postings.len() <= WHOLE {
        return None;
    }
    let all: Vec<Posting> = List::read(postings).collect();
    let is_best = best(&all, kinds);
    let chosen = |best| all.iter().zip(&is_best).filter(move |(_, is)| **is == best);
    let mut files = vec![List::new(String::new())];
    chosen(true).for_each(|(posting, _)| files[0].push(*posting));
    let mut entry = String::from(SIGN);
    push_number(all.len() as u64, &mut entry);
    push_number(number as u64, &mut entry);
    let mut first = 0;
    for (posting, _) in chosen(false) {
        if files.len() == 1 || files[files.len() - 1].postings.len() >= WHOLE {
            push_number(u64::from(posting.unit - first), &mut entry);
            first = posting.unit;
            files.push(List::new(String::new()));
        }
        let last = files.len() - 1;
        files[last].push(*posting);
    }
    Some(Cut { entry, files: files.into_iter().map(|list| list.postings).collect() })
}

/// Which postings go into the first file.
fn best(all: &[Posting], kinds: &[UnitKind]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&n| {
        let Posting { unit, density, count } = all[n];
        Reverse((count >= TITLE, density, count, Reverse(unit)))
    });
    let mut is_best = vec![false; all.len()];
    let mut of_kind = [0; 3];
    for (place, &n) in order.iter().enumerate() {
        let seen = &mut of_kind[kinds[all[n].unit as usize] as usize];
        *seen += 1;
        is_best[n] = place < BEST || *seen <= OF_EACH;
    }
    is_best
}

#[cfg(test)]
mod tests {
    use super::super::postings::read_numbers;
    use super::*;

    fn list(all: impl Iterator<Item = Posting>) -> String {
        let mut list = List::new(String::new());
        all.for_each(|posting| list.push(posting));
        list.postings
    }

    fn posting(unit: u32) -> Posting {
        let count = if unit % 1000 == 7 { TITLE } else { 1 };
        Posting { unit, density: u8::from(unit.is_multiple_of(5)), count }
    }

    #[test]
    fn a_short_list_stays_whole() {
        let short = list((0..1000).map(posting));
        assert!(cut(&short, &[UnitKind::Text; 1000], 0).is_none());
    }

    #[test]
    fn a_long_list_is_there_once_the_best_first_the_rest_in_order() {
        let mut kinds = [UnitKind::Text; 20_000];
        kinds[19_001..].fill(UnitKind::Note);
        let cut = cut(&list((0..20_000).map(posting)), &kinds, 7).unwrap();
        let read: Vec<Vec<Posting>> =
            cut.files.iter().map(|file| List::read(file).collect()).collect();
        let mut all = read.concat();
        all.sort_unstable();
        assert_eq!(all, (0..20_000).map(posting).collect::<Vec<_>>());

        let first = &read[0];
        assert!(first.iter().filter(|one| one.count == TITLE).count() == 20, "all titles");
        let notes = first.iter().filter(|one| kinds[one.unit as usize] == UnitKind::Note);
        assert!(notes.count() >= OF_EACH);
        assert!(cut.files.iter().all(|file| file.len() < WHOLE + 8));
        assert!(read.iter().skip(1).all(|file| file.is_sorted()));

        let numbers: Vec<u64> = read_numbers(&cut.entry[1..]).collect();
        assert_eq!(numbers[..2], [20_000, 7]);
        let mut first = 0;
        for (gap, file) in numbers[2..].iter().zip(&read[1..]) {
            first += gap;
            assert_eq!(u64::from(file[0].unit), first);
        }
        assert_eq!(numbers.len() - 2, read.len() - 1);
    }
}
