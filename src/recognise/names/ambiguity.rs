//! Names that several entries share.

use super::patterns::Pattern;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::register::{Entry, Register};

/// One warning for each name that several entries share, at the last of them.
pub(super) fn report(patterns: &[Pattern], register: &Register, path: &str) -> Diagnostics {
    let entries: Vec<&Entry> = register.iter().collect();
    patterns
        .iter()
        .filter(|pattern| pattern.entries.len() > 1 && is_as_written(&pattern.text))
        .map(|pattern| {
            let sharing: Vec<&Entry> = pattern.entries.iter().map(|&i| entries[i]).collect();
            warning(&pattern.text, &sharing, path)
        })
        .collect()
}

/// Whether a pattern is the plain spelling, so that its variants are not reported again.
fn is_as_written(text: &str) -> bool {
    !text.contains(['’', '\u{2010}', '\u{2011}'])
}

fn warning(name: &str, sharing: &[&Entry], path: &str) -> Diagnostic {
    let ids: Vec<String> = sharing.iter().map(|entry| format!("`{}`", entry.id)).collect();
    let (last, others) = ids
        .split_last()
        .map_or((String::new(), String::new()), |(last, rest)| (last.clone(), rest.join(", ")));
    let found = Diagnostic::warning(
        codes::AMBIGUOUS_ALIAS,
        format!("“{name}” is a name of {others} and of {last}, so it is linked to none of them"),
    );
    let located = match sharing.last() {
        Some(entry) => found.at(path, entry.span.clone()),
        None => found.in_file(path),
    };
    located.label(format!("shares “{name}” with {others}")).hint(format!(
        "keep “{name}” in one entry only, give the others longer aliases, and bind single \
         passages in a document's notes: `> [!name] {}` over the quoted words",
        sharing.first().map_or("id", |entry| &entry.id),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::register;
    use super::super::patterns::patterns;
    use super::*;
    use crate::register::EntryKind::Person;

    #[test]
    fn a_shared_alias_is_reported_once_at_the_later_entry() {
        let register = register(&[
            ("ina", Person, "Ina O'Weber", &["O’Weber", "O'Weber"]),
            ("udo", Person, "Udo O'Weber", &["O'Weber"]),
            ("eva", Person, "Eva", &["O’Weber"]),
        ]);
        let found = report(&patterns(&register, &[]), &register, "annotations/register.toml");
        let shown: Vec<String> = found
            .iter()
            .map(|d| {
                let location = d.location.as_ref().unwrap();
                format!("{} {} {:?} {}", d.code, location.path, location.span, d.message)
            })
            .collect();
        assert_eq!(
            shown,
            ["D0033 annotations/register.toml Some(200..250) “O'Weber” is a name of `ina`, `udo` \
             and of `eva`, so it is linked to none of them",]
        );
    }
}
