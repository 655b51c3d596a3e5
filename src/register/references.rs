//! `part-of`: whether what an entry belongs to exists, and does not in the end belong to the entry.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeTable;

use super::read::Draft;
use crate::diagnostic::{Diagnostic, Findings, Fix, codes};
use crate::text::nearest;

/// How many errors get a suggestion: each looks through all ids.
const SUGGESTIONS: usize = 50;

/// Reports every `part-of` that leads nowhere or in a circle, and takes it away. `top` is the whole
/// register: an entry that is left out for another fault still has its id.
pub(super) fn check_part_of(drafts: &mut [Draft], top: &DeTable<'_>, found: &mut Findings<'_>) {
    let ids: BTreeMap<String, usize> =
        drafts.iter().enumerate().map(|(at, draft)| (draft.entry.id.clone(), at)).collect();
    let stated = stated_ids(top);
    let mut parents: Vec<Option<usize>> = Vec::new();
    let mut suggested = 0;
    for draft in drafts.iter_mut() {
        let parent = draft.entry.part_of.as_ref().and_then(|id| ids.get(id).copied());
        parents.push(parent);
        if parent.is_some() {
            continue;
        }
        let (Some(id), Some(span)) = (draft.entry.part_of.take(), draft.part_of.clone()) else {
            continue;
        };
        if !stated.contains(id.as_str()) {
            suggested += 1;
            let known = ids.keys().map(String::as_str).filter(|_| suggested <= SUGGESTIONS);
            let message = format!("no entry has the id “{id}”");
            let error = Diagnostic::error(codes::UNKNOWN_REFERENCE, message);
            let error = error.at(found.path, span.clone());
            found.diagnostics.push(match nearest(&id, known) {
                Some(near) => error.hint(format!("did you mean “{near}”?")).fix(Fix::replace(
                    found.path,
                    span,
                    format!("\"{near}\""),
                )),
                None => error.hint("write the id of another entry, or add one"),
            });
        }
    }
    for at in circular(&parents) {
        break_circle(&mut drafts[at], found);
    }
}

fn break_circle(draft: &mut Draft, found: &mut Findings<'_>) {
    let (Some(owner), Some(span)) = (draft.entry.part_of.take(), draft.part_of.clone()) else {
        return;
    };
    let message = format!("“{}” would be part of itself, by way of “{owner}”", draft.entry.name);
    let error = Diagnostic::error(codes::PART_OF_CIRCLE, message);
    let hint = "take out the “part-of” that does not hold";
    found.diagnostics.push(error.at(found.path, span).hint(hint));
}

/// All ids that stand in the file, those of broken entries among them.
fn stated_ids<'t>(top: &'t DeTable<'_>) -> BTreeSet<&'t str> {
    top.values()
        .filter_map(|value| value.get_ref().as_array())
        .flat_map(|array| array.iter())
        .filter_map(|item| item.get_ref().as_table()?.get("id")?.get_ref().as_str())
        .map(str::trim)
        .collect()
}

/// Of every circle the member that stands first: following `parents` from it leads back to it.
fn circular(parents: &[Option<usize>]) -> Vec<usize> {
    // The number of the walk that came by; 0 for none yet.
    let mut walked = vec![0; parents.len()];
    let mut firsts = Vec::new();
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(here) = at.filter(|&here| walked[here] == 0) {
            walked[here] = start + 1;
            at = parents[here];
        }
        if let Some(here) = at.filter(|&here| walked[here] == start + 1) {
            firsts.push(first_of_circle(parents, here));
        }
    }
    firsts
}

fn first_of_circle(parents: &[Option<usize>], member: usize) -> usize {
    let others = std::iter::successors(parents[member], |&at| parents[at]);
    others.take_while(|&at| at != member).fold(member, usize::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found_once() {
        let check = |parents: &[Option<usize>], expect: &[usize]| {
            assert_eq!(circular(parents), expect, "{parents:?}");
        };
        check(&[], &[]);
        check(&[None, Some(0), Some(1)], &[]);
        check(&[Some(0)], &[0]);
        check(&[Some(2), Some(2), Some(3), Some(1)], &[1]);
        check(&[Some(1), Some(0), Some(3), Some(2)], &[0, 2]);
    }
}
