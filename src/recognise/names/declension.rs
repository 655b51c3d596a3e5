//! The further forms of a register's name: adjectives declined, and the head of a name with an
//! attribute in the genitive.
//!
//! In goes a name as the register writes it; out come the forms that a sentence may give it, the
//! name itself left out. A person's name and a work's title have none.

use super::grammar::{Declension, Grammar};
use crate::register::EntryKind;

/// All further forms of `name` in a language.
pub(super) fn forms(name: &str, kind: EntryKind, grammar: &Grammar) -> Vec<String> {
    if matches!(kind, EntryKind::Person | EntryKind::Work) {
        return Vec::new();
    }
    let words: Vec<&str> = name.split(' ').collect();
    let declined = grammar.declension.as_ref().map(|rules| declined(&words, kind, rules));
    let mut all = declined.unwrap_or_default();
    let bases = all.iter().map(String::as_str).chain([name]);
    let genitives: Vec<String> = bases.flat_map(|base| attributed(base, grammar)).collect();
    all.extend(genitives);
    all.retain(|form| form != name);
    all
}

/// The forms that differ in the endings of the adjectives that begin the name.
fn declined(words: &[&str], kind: EntryKind, rules: &Declension) -> Vec<String> {
    let stems: Vec<&str> = words.iter().map_while(|word| stem(word, rules)).collect();
    let rest = &words[stems.len()..];
    let named = match rest.first() {
        Some(noun) => noun.starts_with(char::is_uppercase),
        None => rules.alone.contains(&kind),
    };
    if stems.is_empty() || !named {
        return Vec::new();
    }
    let form = |ending: &String| {
        let adjectives = stems.iter().map(|stem| format!("{stem}{ending}"));
        let nouns = rest.iter().map(|&word| word.to_owned());
        adjectives.chain(nouns).collect::<Vec<_>>().join(" ")
    };
    rules.endings.iter().map(form).collect()
}

/// The stem of an adjective; `None` for any other word.
fn stem<'w>(word: &'w str, rules: &Declension) -> Option<&'w str> {
    rules.endings.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending.as_str())?;
        let derived = || rules.suffixes.iter().any(|suffix| is_derived(stem, suffix));
        (rules.stems.contains(stem) || derived()).then_some(stem)
    })
}

/// Whether a stem has this suffix behind two letters at least.
fn is_derived(stem: &str, suffix: &str) -> bool {
    stem.strip_suffix(suffix).is_some_and(|root| root.chars().count() >= 2)
}

/// The name with its head in the genitive, where an attribute follows the head.
fn attributed(name: &str, grammar: &Grammar) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let Some(at) = words.iter().position(|&word| grammar.attributes.contains(word)) else {
        return Vec::new();
    };
    let head = at.checked_sub(1).map(|head| words[head]);
    if !head.is_some_and(|head| head.starts_with(char::is_uppercase)) {
        return Vec::new();
    }
    let (before, behind) = (words[..at].join(" "), words[at..].join(" "));
    grammar.attributed.iter().map(|ending| format!("{before}{ending} {behind}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::grammar::grammar;
    use super::*;

    fn check(name: &str, kind: EntryKind, expected: &[&str]) {
        let found = forms(name, kind, grammar("de"));
        for form in expected {
            assert!(found.iter().any(|it| it == form), "{name}: {form} is not in {found:?}");
        }
        assert!(!found.iter().any(|form| form == name));
        assert!(!expected.is_empty() || found.is_empty(), "{name}: {found:?}");
    }

    #[test]
    fn adjectives_decline() {
        use EntryKind::{Organisation, Person, Place, Work};
        check("Vereinigte Staaten", Place, &["Vereinigten Staaten", "Vereinigter Staaten"]);
        check("Nordische Bank", Organisation, &["Nordischen Bank", "Nordischer Bank"]);
        check("Grüne", Organisation, &["Grünen", "Grüner"]);
        check(
            "Vereinigte Arabische Muster",
            Place,
            &["Vereinigten Arabischen Muster", "Vereinigter Arabischer Muster"],
        );
        check("Erika Grüne", Person, &[]);
        check("Der Große Traum", Work, &[]);
        check("Porsche", Organisation, &[]);
        check("Grüne", Place, &[]);
        check("Neue", EntryKind::Product, &[]);
    }

    #[test]
    fn the_head_of_an_attribute_takes_the_genitive() {
        use EntryKind::Organisation;
        check("Amt für Beispiele", Organisation, &["Amts für Beispiele", "Amtes für Beispiele"]);
        check(
            "Deutscher Bund der Muster",
            Organisation,
            &["Deutschen Bund der Muster", "Deutschen Bundes der Muster"],
        );
        check("Muster", Organisation, &[]);
    }

    #[test]
    fn languages_without_endings_have_no_forms() {
        for language in ["en", "fr", "und", "la"] {
            let found = forms("Deutscher Bund der Muster", EntryKind::Law, grammar(language));
            assert!(found.is_empty(), "{language}");
        }
    }
}
