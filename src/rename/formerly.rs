//! Former names of entries and pages, written where their editors see them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Former, Names, PAGES, REGISTER, Work, edit, front};
use crate::reanchor::Edit;

/// Notes what entries and pages were called before. Whoever goes back to an earlier name takes it out of the
/// list, and the name in between is forgotten.
pub(super) fn note(
    work: &mut Work<'_>,
    names: &Names,
    former: Former,
    remarks: &mut Vec<String>,
) -> Result<(), String> {
    for (old, new) in &names.entries {
        let text = work.text(REGISTER);
        let plain = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let known = list(plain, new);
        let back = known.iter().any(|(id, _)| id == new);
        let change = match (back, former) {
            (true, _) => remove(plain, new),
            (false, Former::LeadOn) => add(plain, new, old),
            (false, Former::Forget) => None,
        };
        let wanted = back || former == Former::LeadOn;
        let Some(change) = change else {
            if wanted {
                return Err(format!("the former id of {new} cannot be written into {REGISTER}"));
            }
            continue;
        };
        work.edit(REGISTER, &[change]);
        remarks.extend(back.then(|| forgotten(&format!("register/{old}.html"), old)));
    }
    for (old, new) in &names.pages {
        let path = format!("{PAGES}{old}.md");
        let page = work.stand.dossier.pages.iter().find(|page| page.name == *old);
        let mut formerly = page.map(|page| page.formerly.clone()).unwrap_or_default();
        if turn(&mut formerly, old, new, former) {
            remarks.push(forgotten(&format!("{old}.html"), old));
        }
        let next = front::set_formerly(work.text(&path), &formerly);
        work.set(&path, next);
    }
    Ok(())
}

/// Puts `old` among the former names of what is now called `new`; says whether it went back to one of them.
pub(super) fn turn(formerly: &mut Vec<String>, old: &str, new: &str, former: Former) -> bool {
    let back = formerly.iter().any(|name| name == new);
    formerly.retain(|name| name != new);
    if !back && former == Former::LeadOn {
        formerly.push(old.to_owned());
    }
    back
}

/// What is to be said of an address that nothing leads on from.
pub(super) fn forgotten(address: &str, name: &str) -> String {
    format!(
        "nothing leads on from {address} now; if it was published, add \"{name}\" to `formerly`"
    )
}

/// The former ids of an entry, each with its bytes.
fn list(text: &str, id: &str) -> Vec<(String, Range<usize>)> {
    let file = DeTable::parse_recoverable(text).0.into_inner();
    let Some(entry) = entry(&file, id) else { return Vec::new() };
    let items = entry.get("formerly").and_then(|value| value.get_ref().as_array());
    let items = items.into_iter().flat_map(|items| items.iter());
    items
        .filter_map(|item| Some((item.get_ref().as_str()?.trim().to_owned(), item.span())))
        .collect()
}

fn entry<'t, 'i>(file: &'t DeTable<'i>, id: &str) -> Option<&'t DeTable<'i>> {
    let lists = file.values().filter_map(|value| value.get_ref().as_array());
    let tables = lists.flat_map(|list| list.iter()).filter_map(|item| item.get_ref().as_table());
    let mut tables = tables;
    tables.find(|table| string(table, "id").is_some_and(|(own, _)| own == id))
}

fn string<'t>(table: &'t DeTable<'_>, key: &str) -> Option<(&'t str, Range<usize>)> {
    let value: &Spanned<DeValue<'_>> = table.get(key)?;
    Some((value.get_ref().as_str()?.trim(), value.span()))
}

/// The edit that puts a former id to an entry.
fn add(text: &str, id: &str, old: &str) -> Option<Edit> {
    let file = DeTable::parse_recoverable(text).0.into_inner();
    let entry = entry(&file, id)?;
    if let Some(value) = entry.get("formerly") {
        let items = value.get_ref().as_array()?;
        return Some(match items.iter().last() {
            Some(last) => edit(last.span().end..last.span().end, &format!(", \"{old}\"")),
            None => edit(value.span(), &format!("[\"{old}\"]")),
        });
    }
    let at = string(entry, "id")?.1.end;
    let rest = &text[at..];
    if rest.trim_start_matches([' ', '\t']).starts_with([',', '}']) {
        return Some(edit(at..at, &format!(", formerly = [\"{old}\"]")));
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line..line + text[line..].len() - text[line..].trim_start().len()];
    let line = format!("{indent}formerly = [\"{old}\"]");
    Some(match rest.find('\n') {
        Some(next) => edit(at + next + 1..at + next + 1, &format!("{line}{end}")),
        None => edit(text.len()..text.len(), &format!("{end}{line}")),
    })
}

/// The edit that takes a former id from an entry.
fn remove(text: &str, id: &str) -> Option<Edit> {
    let items = list(text, id);
    let n = items.iter().position(|(old, _)| old == id)?;
    if items.len() > 1 {
        let at = match n {
            0 => items[0].1.start..items[1].1.start,
            n => items[n - 1].1.end..items[n].1.end,
        };
        return Some(edit(at, ""));
    }
    let file = DeTable::parse_recoverable(text).0.into_inner();
    let entry = entry(&file, id)?;
    let (key, value) = entry.iter().find(|(key, _)| key.get_ref().as_ref() == "formerly")?;
    let (start, end) = (key.span().start, value.span().end);
    let before = &text[..start];
    let indented = before.trim_end_matches([' ', '\t']);
    let own_line = indented.is_empty() || indented.ends_with('\n');
    if !own_line {
        let comma = before.trim_end().strip_suffix(',')?.len();
        return Some(edit(comma..end, ""));
    }
    Some(match text[end..].find('\n') {
        Some(next) => edit(indented.len()..end + next + 1, ""),
        None => edit(indented.trim_end_matches(['\r', '\n']).len()..text.len(), ""),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reanchor::apply;

    #[test]
    fn a_former_id_comes_and_goes_without_a_trace() {
        for text in [
            "[[person]]\nid = \"b\" # her\nname = \"B\"\n",
            "[[person]]\r\n  id = \"b\"\r\n  name = \"B\"\r\n",
            "[[person]]\nname = \"B\"\nid = \"b\"",
            "[[person]]\nid = \"b\"\nname = \"B\"\nformerly = [\"c\"]\n",
            "person = [{ id = \"b\", name = \"B\" }]\n",
            "person = [{ name = \"B\", id = \"b\" }]\n",
        ] {
            let with = apply(text, &[add(text, "b", "a").unwrap()]);
            let known: Vec<String> = list(&with, "b").into_iter().map(|(id, _)| id).collect();
            assert!(known.contains(&"a".to_owned()), "{with}");
            let back = with.replace("id = \"b\"", "id = \"a\"");
            let back = apply(&back, &[remove(&back, "a").unwrap()]);
            assert_eq!(back.replace("id = \"a\"", "id = \"b\""), text);
        }
    }
}
