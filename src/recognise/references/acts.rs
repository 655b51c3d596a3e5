//! Names of acts: which one stands at a place, and what a value calls it.
//!
//! In goes a place in a text; out comes the act that is named there: by an abbreviation, by a name
//! that a list has, or by a compound whose last word says that it is one. Where the words leave
//! open which act is meant (“des Gesetzes”), there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use regex::Regex;

use super::file::{ActsFile, Head, Norm};
use super::words::{Word, back, bounded, is_capital, word_at};

/// How many words a listed name may have.
const LONGEST: usize = 12;
/// How many adjectives a name may begin with.
const ADJECTIVES: usize = 3;
/// How many bytes may be looked at behind a name.
const BEHIND: usize = 420;

/// An act that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Act {
    /// Where, with what belongs to it.
    pub(super) span: Range<usize>,
    /// What a value calls it.
    pub(super) name: String,
    /// Its version, where the text tells it.
    pub(super) version: Option<String>,
    /// What kind of law it is.
    pub(super) norm: Norm,
    /// Whether it is on a list.
    pub(super) known: bool,
}

/// A language's acts, ready to be looked up.
pub(super) struct Acts {
    file: ActsFile,
    abbreviations: BTreeMap<String, Norm>,
    /// Names by the stems of their words.
    names: BTreeMap<String, (String, Norm)>,
    weak: BTreeSet<String>,
    not_acts: BTreeSet<String>,
    no_act: BTreeSet<String>,
    shapes: Vec<(Regex, Norm)>,
    margin: Option<Regex>,
    version: Option<Regex>,
    title: Option<Regex>,
    adjective: Option<Regex>,
}

impl Acts {
    /// From a file, in which `expand` writes out braces.
    ///
    /// # Errors
    ///
    /// The reason why a pattern is none.
    pub(super) fn new(mut file: ActsFile, expand: impl Fn(&str) -> String) -> Result<Self, String> {
        let regex = |pattern: &Option<String>| -> Result<Option<Regex>, String> {
            let compile = |p: &String| Regex::new(&expand(p)).map_err(|error| error.to_string());
            pattern.as_ref().map(compile).transpose()
        };
        file.endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        let mut acts = Self {
            abbreviations: BTreeMap::new(),
            names: BTreeMap::new(),
            weak: std::mem::take(&mut file.weak).into_iter().collect(),
            not_acts: std::mem::take(&mut file.not_acts).into_iter().collect(),
            no_act: std::mem::take(&mut file.no_act).into_iter().collect(),
            shapes: Vec::new(),
            margin: regex(&file.margin)?,
            version: regex(&file.version)?,
            title: regex(&file.title)?,
            adjective: regex(&file.adjective)?,
            file,
        };
        for class in std::mem::take(&mut acts.file.classes) {
            let listed = class.abbreviations.into_iter().map(|short| (short, class.norm));
            acts.abbreviations.extend(listed);
            for (name, short) in class.names {
                acts.names.insert(acts.key(&name), (short, class.norm));
            }
            if let Some(shape) = regex(&class.shape)? {
                acts.shapes.push((shape, class.norm));
            }
        }
        Ok(acts)
    }

    /// The act that follows a provision which ends at `at`.
    pub(super) fn behind(&self, text: &str, at: usize) -> Option<Act> {
        let rest = &text[at..];
        let mut start = at + (rest.len() - rest.trim_start_matches([',', ' ']).len());
        for article in &self.file.articles {
            let rest = text[start..].strip_prefix(article.as_str());
            if let Some(rest) = rest.filter(|rest| rest.starts_with(' ')) {
                start = text.len() - rest.len() + 1;
                break;
            }
        }
        let act = self.titled(text, start).or_else(|| self.listed(text, start));
        let act = act.or_else(|| self.abbreviated(text, start, true));
        let act = act.or_else(|| self.compound(text, start, true))?;
        self.whole(text, act)
    }

    /// The act whose name ends with the word around byte `at`, where no provision is given.
    pub(super) fn bare(&self, text: &str, at: usize) -> Option<Act> {
        let word = word_at(text, at)?;
        let starts = back(text, word.span.start, ADJECTIVES);
        let around = |start: usize| {
            let act = self.titled(text, start).or_else(|| self.listed(text, start));
            act.filter(|act| act.span.end > word.span.start)
        };
        let act = starts.iter().rev().find_map(|&start| around(start));
        // Another country's criminal code is not the one on the list.
        let act = act.or_else(|| {
            let before = word_at(text, *starts.first()?)?;
            let foreign = self.is_adjective(before.text) && !is_capital(before.text);
            foreign.then(|| self.compound(text, before.span.start, false)).flatten()
        });
        let act = act.or_else(|| around(word.span.start));
        let act = act.or_else(|| self.abbreviated(text, word.span.start, false));
        let act = act.or_else(|| self.compound_from(text, &starts, word.span.start))?;
        self.whole(text, act)
    }

    /// The stems of the nouns that end names.
    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.file.heads.iter().map(|head| head.stem.as_str())
    }

    /// An act with what belongs to it; `None` where a commentary on it is meant.
    fn whole(&self, text: &str, mut act: Act) -> Option<Act> {
        let rest = bounded(text, act.span.end, BEHIND);
        if self.margin.as_ref().is_some_and(|margin| margin.is_match(rest)) {
            return None;
        }
        if let Some(found) = self.version.as_ref().and_then(|version| version.captures(rest)) {
            act.version = found.name("version").map(|version| version.as_str().to_owned());
            act.span.end += found.get(0).map_or(0, |whole| whole.end());
        }
        Some(act)
    }

    /// An act whose name says what it is for.
    fn titled(&self, text: &str, at: usize) -> Option<Act> {
        let found = self.title.as_ref()?.captures(bounded(text, at, BEHIND))?;
        let span = at..at + found.get(0)?.end();
        let title = found.name("title")?.as_str();
        let (first, rest) = title.split_once(' ')?;
        let norm = self.head(first).map_or(Norm::Statute, |(head, _)| head.norm);
        let first = self.head(first).map_or(first, |(_, nominative)| nominative);
        Some(Act { span, name: format!("{first} {rest}"), version: None, norm, known: false })
    }

    /// An act that a list has by its name.
    fn listed(&self, text: &str, at: usize) -> Option<Act> {
        let (mut key, mut next, mut found) = (String::new(), at, None);
        for _ in 0..LONGEST {
            let Some(word) = word_at(text, next).filter(|word| word.span.start == next) else {
                break;
            };
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&self.stem(word.text));
            if let Some((name, norm)) = self.names.get(&key) {
                let span = at..word.span.end;
                found =
                    Some(Act { span, name: name.clone(), version: None, norm: *norm, known: true });
            }
            let longer = self.names.range(key.clone()..).next();
            if !longer.is_some_and(|(name, _)| name.starts_with(&key)) {
                break;
            }
            next = word.span.end + 1;
            if !text[word.span.end..].starts_with(' ') {
                break;
            }
        }
        found
    }

    /// An act by its abbreviation.
    fn abbreviated(&self, text: &str, at: usize, provision: bool) -> Option<Act> {
        let word = word_at(text, at).filter(|word| word.span.start == at)?;
        if self.not_acts.contains(word.text) || !is_capital(word.text) {
            return None;
        }
        let listed = self.abbreviations.get(word.text).copied();
        let weak = self.weak.contains(word.text);
        let shape = || self.shapes.iter().find(|(shape, _)| shape.is_match(word.text));
        let shaped = listed.or_else(|| shape().filter(|_| provision).map(|(_, norm)| *norm));
        let norm = match (shaped, provision) {
            (Some(_), false) if weak => return None,
            (Some(norm), _) => norm,
            (None, true) if looks_short(word.text) => self.by_ending(word.text),
            (None, false) if self.looks_like_act(word.text) => Norm::Statute,
            _ => return None,
        };
        let end = self.behind_abbreviation(text, &word);
        let name = text[at..end].to_owned();
        Some(Act { span: at..end, name, version: None, norm, known: listed.is_some() })
    }

    /// What an abbreviation that no list has is of, by its last letters.
    fn by_ending(&self, word: &str) -> Norm {
        let ordinance = word.ends_with("VO") || (word.ends_with('V') && self.looks_like_act(word));
        if ordinance { Norm::Ordinance } else { Norm::Statute }
    }

    /// Whether a word has the shape of acts' abbreviations and hardly another one: `StVollzG`.
    fn looks_like_act(&self, word: &str) -> bool {
        let small = word.chars().filter(|c| c.is_lowercase()).count();
        let stem = word.chars().all(char::is_alphabetic);
        let ends = self.file.ends.iter().any(|end| {
            word.strip_suffix(end.as_str()).is_some_and(|before| {
                let last = before.chars().next_back();
                let lone = end.len() > 1 || !matches!(end.as_str(), "V" | "O");
                before.chars().count() >= if lone { 2 } else { 4 }
                    && last.is_some_and(|c| lone || c.is_lowercase())
            })
        });
        small >= 1 && stem && ends && looks_short(word)
    }

    /// Where an abbreviation ends with the words that belong to it.
    fn behind_abbreviation(&self, text: &str, word: &Word<'_>) -> usize {
        let mut end = word.span.end;
        for _ in 0..2 {
            if !text[end..].starts_with(' ') {
                break;
            }
            let Some(next) = word_at(text, end + 1).filter(|next| next.span.start == end + 1)
            else {
                break;
            };
            let number = self.file.numbered.iter().any(|known| known == word.text);
            let roman = number && next.text.bytes().all(|b| b"IVX".contains(&b));
            let one = number && next.text.len() == 1 && next.text.as_bytes()[0].is_ascii_digit();
            let year = next.text.len() == 4
                && (next.text.starts_with("19") || next.text.starts_with("20"))
                && next.text.bytes().all(|b| b.is_ascii_digit());
            let land = self.file.lands.iter().any(|land| land == next.text);
            if !(roman || one || year || land) {
                break;
            }
            end = next.span.end;
        }
        end
    }

    /// Where a name ends with the land whose act it is.
    fn behind_name(&self, text: &str, end: usize) -> usize {
        let next = text[end..].starts_with(' ').then(|| word_at(text, end + 1)).flatten();
        let land = next.filter(|next| self.file.lands.iter().any(|land| land == next.text));
        land.map_or(end, |land| land.span.end)
    }

    /// An act by a compound, perhaps with adjectives before it.
    fn compound(&self, text: &str, at: usize, provision: bool) -> Option<Act> {
        let (mut next, mut adjectives) = (at, Vec::new());
        for _ in 0..=ADJECTIVES {
            let word = word_at(text, next).filter(|word| word.span.start == next)?;
            if let Some((head, nominative)) = self.head(word.text) {
                let lower = nominative.to_lowercase();
                let lone = lower == head.stem;
                if (lone && adjectives.is_empty()) || self.no_act.contains(&lower) {
                    return None;
                }
                if !provision && (!head.bare || lone) {
                    return None;
                }
                let mut name = self.nominative(&adjectives, head, nominative);
                let end = self.behind_name(text, word.span.end);
                name.push_str(&text[word.span.end..end]);
                let span = at..end;
                return Some(Act { span, name, version: None, norm: head.norm, known: false });
            }
            let open = word.text.ends_with('-');
            let join = self.file.joins.iter().any(|join| join == word.text);
            let joined =
                open || (join && adjectives.last().is_some_and(|last: &&str| last.ends_with('-')));
            let part = joined || self.is_adjective(word.text);
            if !part || !text[word.span.end..].starts_with(' ') {
                return None;
            }
            next = word.span.end + 1;
            adjectives.push(word.text);
        }
        None
    }

    /// The same where no provision is given: with as many adjectives as stand before it.
    fn compound_from(&self, text: &str, starts: &[usize], at: usize) -> Option<Act> {
        let mut act = self.compound(text, at, false)?;
        for &start in starts {
            match self.compound(text, start, false) {
                Some(longer) => act = longer,
                None => break,
            }
        }
        Some(act)
    }

    /// The name in the nominative.
    fn nominative(&self, adjectives: &[&str], head: &Head, noun: &str) -> String {
        let mut name = String::new();
        for adjective in adjectives {
            let end = self.file.endings.iter().find_map(|ending| adjective.strip_suffix(&**ending));
            match end.filter(|_| self.is_adjective(adjective)) {
                Some(stem) => name.extend([stem, &head.adjective]),
                None => name.push_str(adjective),
            }
            name.push(' ');
        }
        name + noun
    }

    /// Whether a word is an adjective that can be part of a name.
    fn is_adjective(&self, word: &str) -> bool {
        self.adjective.as_ref().is_some_and(|adjective| adjective.is_match(word))
    }

    /// The noun that ends a word, and the word in the nominative.
    fn head<'t>(&self, word: &'t str) -> Option<(&Head, &'t str)> {
        if !is_capital(word) {
            return None;
        }
        let lower = word.to_lowercase();
        if lower.len() != word.len() {
            return None;
        }
        self.file.heads.iter().find_map(|head| {
            let form = head.forms.iter().find(|form| {
                lower.strip_suffix(form.as_str()).is_some_and(|rest| {
                    rest.as_bytes().last() == head.stem.as_bytes().last()
                        && rest.ends_with(&head.stem)
                })
            })?;
            word.get(..word.len() - form.len()).map(|nominative| (head, nominative))
        })
    }

    /// The stems of a name's words, which are the same in all its cases.
    fn key(&self, name: &str) -> String {
        name.split(' ').map(|word| self.stem(word)).collect::<Vec<_>>().join(" ")
    }

    fn stem(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        let cut = self.file.endings.iter().find_map(|ending| lower.strip_suffix(&**ending));
        match cut {
            Some(cut) if cut.chars().count() >= 4 => cut.to_owned(),
            _ => lower,
        }
    }
}

/// Whether a word looks like an abbreviation: it has two capitals or more, and is not long.
fn looks_short(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let letters = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '/'));
    capitals >= 2 && letters && (2..=24).contains(&word.chars().count())
}
