//! Which of a gazetteer's places are meant: for each name that stands in the documents the one place that is
//! likelier than all others, and none where there is no such.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::candidate::Candidate;

/// The last rank of settlements, districts and states.
const SETTLED: u8 = 2;
/// Most places that a message lists.
const LISTED: usize = 5;

/// What was chosen.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Places by their index, each with the names that it was chosen for.
    pub(super) places: BTreeMap<usize, Vec<String>>,
    /// Names that may mean several places, with these.
    pub(super) open: Vec<(String, String)>,
    /// Names of which only things are called that are no settlement or district, with these.
    pub(super) unsettled: Vec<(String, String)>,
}

/// Chooses for each of the `standing` names; with `largest`, of several places of one rank the most
/// populous.
pub(super) fn choose(all: &[Candidate], standing: &BTreeSet<String>, largest: bool) -> Chosen {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, one) in all.iter().enumerate() {
        for name in one.names().filter(|name| standing.contains(*name)) {
            by_name.entry(name).or_default().push(n);
        }
    }
    let mut chosen = Chosen::default();
    for (name, places) in by_name {
        // What is called so first of all goes before what is also called so.
        let key = |n: usize| (all[n].name != name, all[n].rank);
        let Some(best) = places.iter().map(|&n| key(n)).min() else { continue };
        let mut places: Vec<usize> = places.into_iter().filter(|&n| key(n) == best).collect();
        places.sort_by_key(|&n| (Reverse(all[n].population), n));
        let is_largest =
            |first: usize, second: usize| largest && all[first].population > all[second].population;
        match places[..] {
            // Lakes, mills and hills are called by many words of every language.
            [first, ..] if all[first].rank > SETTLED => {
                chosen.unsettled.push((name.to_owned(), listed(all, &places)));
            }
            [one] => chosen.places.entry(one).or_default().push(name.to_owned()),
            [first, second, ..] if is_largest(first, second) => {
                chosen.places.entry(first).or_default().push(name.to_owned());
            }
            _ => chosen.open.push((name.to_owned(), listed(all, &places))),
        }
    }
    chosen
}

fn listed(all: &[Candidate], places: &[usize]) -> String {
    let said = |&n: &usize| {
        let one = &all[n];
        let about = one.description.as_deref().unwrap_or_default();
        let about = about.trim_start_matches("GeoNames: ");
        format!("{} ({about}, {} people)", one.number, one.population)
    };
    let mut list: Vec<String> = places.iter().take(LISTED).map(said).collect();
    if places.len() > LISTED {
        list.push(format!("{} more", places.len() - LISTED));
    }
    list.join("; ")
}
