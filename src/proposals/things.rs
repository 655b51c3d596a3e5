//! Names of all but people: spellings, inflected forms, forms with and without a legal form, misread
//! letters.

use std::collections::BTreeMap;

use super::block::{Groups, bare_keys, confusable, key, outweighs};
use super::forms::Form;
use super::gather::{Cluster, Owner};
use crate::recognise::variants::{undeclined, without_legal_form};
use crate::register::Register;

/// The clusters of `forms`, none of which is a person's.
pub(super) fn clusters(forms: &[&Form], register: &Register) -> Vec<Cluster> {
    let keys: Vec<String> = forms.iter().map(|form| key(&form.name)).collect();
    let groups = grouped(forms, &keys);
    let entries = entries(register);
    groups.into_iter().map(|group| cluster(forms, &keys, &entries, group)).collect()
}

fn grouped(forms: &[&Form], keys: &[String]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(forms.len());
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, key) in keys.iter().enumerate() {
        groups.join(n, *first.entry(key).or_insert(n));
    }
    let mut declined: BTreeMap<String, usize> = BTreeMap::new();
    for (n, form) in forms.iter().enumerate() {
        for bare in bare_keys(&form.name) {
            if let Some(&other) = first.get(bare.as_str()) {
                groups.join(n, other);
                break;
            }
        }
        if let Some(&other) =
            without_legal_form(&form.name).and_then(|bare| first.get(key(bare).as_str()))
        {
            groups.join(n, other);
        }
        groups.join(n, *declined.entry(undeclined_key(&form.name)).or_insert(n));
    }
    let mut misread: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_count: Vec<usize> = (0..forms.len()).collect();
    by_count.sort_by_key(|&n| (std::cmp::Reverse(forms[n].mentions.len()), n));
    for n in by_count {
        let &mut other = misread.entry(confusable(&keys[n])).or_insert(n);
        if outweighs(forms[other].mentions.len(), forms[n].mentions.len()) {
            groups.join(n, other);
        }
    }
    groups.all()
}

/// The key of a name whose words but the last may be adjectives.
fn undeclined_key(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let Some((last, front)) = words.split_last() else { return key(name) };
    let mut bare: Vec<&str> = front.iter().map(|word| undeclined(word)).collect();
    bare.push(last);
    key(&bare.join(" "))
}

/// The register's entries by the keys of their names, and whether several share one.
fn entries(register: &Register) -> BTreeMap<String, (String, bool)> {
    let mut entries: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for entry in register.iter() {
        for name in entry.names() {
            for key in [key(name), undeclined_key(name)] {
                let known = entries.entry(key).or_insert_with(|| (entry.id.clone(), false));
                known.1 |= known.0 != entry.id;
            }
        }
    }
    entries
}

fn cluster(
    forms: &[&Form],
    keys: &[String],
    entries: &BTreeMap<String, (String, bool)>,
    group: Vec<usize>,
) -> Cluster {
    let mut owner = Owner::Nobody;
    for &n in &group {
        let name = &forms[n].name;
        let bare = bare_keys(name);
        let legal = without_legal_form(name).map(key);
        let tried = [keys[n].clone(), undeclined_key(name)].into_iter().chain(bare).chain(legal);
        for key in tried {
            match entries.get(&key) {
                Some((id, false)) if owner == Owner::Nobody => owner = Owner::Entry(id.clone()),
                Some((id, shared)) if *shared || owner != Owner::Entry(id.clone()) => {
                    owner = Owner::Several;
                }
                _ => {}
            }
        }
    }
    let notes = match owner {
        Owner::Several => vec!["several entries have names like these".to_owned()],
        _ => Vec::new(),
    };
    Cluster { forms: group, owner, notes }
}
