//! Whom pronouns and roles mean: “sie”, “der Softwarekonzern”, “the minister”.
//!
//! In go the speeches of a document and its names; speakers that are no name get the register entry
//! that the document makes certain, and keep their words where it leaves a doubt. A role means an
//! entry if the document gives it to that entry alone; a pronoun means the one person who spoke
//! last, or with whom a sentence of its paragraph began, if no other person stands between and a
//! title, a role or an article shows that the pronoun fits.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::found::Found;
use super::super::names::Name;
use super::Speech;
use super::endings::Endings;
use super::grammar::Grammar;
use super::units::Sentence;
use crate::annotation::Agent;
use crate::document::Document;
use crate::register::EntryKind;
use crate::text::is_word;

/// Gives speakers that are no name the entry whom they mean. `found` is ascending.
pub(super) fn resolve(
    document: &Document,
    mentions: &[Found<Name>],
    sentences: &[Sentence],
    found: &mut [Found<Speech>],
) {
    let entries: Vec<Entry<'_>> = mentions.iter().filter_map(Entry::new).collect();
    if entries.is_empty() {
        return;
    }
    let reader = Reader::new(document, sentences, entries);
    let mut last: Option<Last> = None;
    for one in found {
        let cue = one.what.cue.first().map_or("", |span| document.slice(span)).to_lowercase();
        let Some(speaker) = &mut one.what.speaker else { continue };
        if !matches!(speaker.agent, Some(Agent::Entry(_)))
            && let Some(id) = reader
                .role(&speaker.span)
                .or_else(|| reader.pronoun(&speaker.span, &cue, last.as_ref()))
        {
            speaker.agent = Some(Agent::Entry(id));
        }
        let id = match &speaker.agent {
            Some(Agent::Entry(id)) => Some(id.clone()),
            _ => None,
        };
        last = Some(Last { id, span: speaker.span.clone() });
    }
}

/// A mention of an entry that may speak.
struct Entry<'a> {
    span: &'a Range<usize>,
    id: &'a str,
    kind: EntryKind,
}

impl<'a> Entry<'a> {
    fn new(found: &'a Found<Name>) -> Option<Self> {
        let Name::Entry { id, kind } = &found.what else { return None };
        let speaks = matches!(kind, EntryKind::Person | EntryKind::Organisation);
        speaks.then_some(Self { span: &found.span, id, kind: *kind })
    }
}

/// Who spoke last.
struct Last {
    /// Their entry, if it is known.
    id: Option<String>,
    /// The words that say so.
    span: Range<usize>,
}

/// What the document says of an entry.
#[derive(Default)]
struct Known {
    /// Where its first mention ends.
    first: usize,
    person: bool,
    /// Whether an article before its role is a man's, and whether one is a woman's.
    masculine: bool,
    feminine: bool,
}

struct Reader<'a> {
    document: &'a Document,
    sentences: &'a [Sentence],
    entries: Vec<Entry<'a>>,
    /// The entries by the nouns that the document puts beside them, in small letters and read from
    /// the end, so that compounds of one noun stand together.
    roles: BTreeMap<String, BTreeSet<&'a str>>,
    known: BTreeMap<&'a str, Known>,
}

/// How far around a name its role is looked for, in bytes.
const ROLE: usize = 80;
/// How far back a pronoun may lead, in bytes.
const BACK: usize = 800;

impl<'a> Reader<'a> {
    fn new(document: &'a Document, sentences: &'a [Sentence], entries: Vec<Entry<'a>>) -> Self {
        let (roles, known) = (BTreeMap::new(), BTreeMap::new());
        let mut reader = Self { document, sentences, entries, roles, known };
        let mut roles: BTreeMap<String, BTreeSet<&'a str>> = BTreeMap::new();
        let mut all: BTreeMap<&'a str, Known> = BTreeMap::new();
        for entry in &reader.entries {
            let known = all.entry(entry.id).or_insert_with(|| Known {
                first: entry.span.end,
                person: entry.kind == EntryKind::Person,
                ..Known::default()
            });
            let Some(sentence) = reader.sentence(entry.span.start) else { continue };
            reader.gender(entry.span, sentence, known);
            for role in reader.beside(entry.span, sentence) {
                roles.entry(role.chars().rev().collect()).or_default().insert(entry.id);
            }
        }
        (reader.roles, reader.known) = (roles, all);
        reader
    }

    /// “Frau Beispiel”, “Präsidentin Beispiel”: the title or role right before a name; “Die …”: the
    /// article at the sentence's beginning, where it is no dative.
    fn gender(&self, name: &Range<usize>, sentence: &Sentence, known: &mut Known) {
        let lists = &sentence.grammar.words;
        let text = self.document.text.as_str();
        let from =
            text.ceil_char_boundary(name.start.saturating_sub(ROLE)).max(sentence.span.start);
        let words: Vec<String> = text[from..name.start]
            .split_whitespace()
            .map(|word| word.trim_end_matches('.').to_lowercase())
            .collect();
        // The register may hold the name with its role.
        let named = text[name.clone()].split_whitespace().next().unwrap_or_default();
        let named = named.trim_end_matches('.').to_lowercase();
        let role = words.last().map_or("", String::as_str);
        let is = |titles: &Endings| titles.make(role) || titles.make(&named);
        let opens = from == sentence.span.start && matches!(words.len(), 2 | 3);
        let article = words.first().filter(|_| opens).map_or("", String::as_str);
        known.masculine |= lists.masculine.contains(article) || is(&lists.masculine_titles);
        known.feminine |= lists.feminine.contains(article) || is(&lists.feminine_titles);
    }

    fn sentence(&self, at: usize) -> Option<&'a Sentence> {
        let next = self.sentences.partition_point(|sentence| sentence.span.end <= at);
        self.sentences.get(next).filter(|sentence| sentence.span.start <= at)
    }

    /// “der Softwarekonzern Nordwerk”; “Nordwerk, ein Softwarekonzern”.
    fn beside(&self, name: &Range<usize>, sentence: &Sentence) -> Vec<String> {
        let text = self.document.text.as_str();
        let (grammar, words) = (sentence.grammar, &sentence.grammar.words);
        let mut roles = Vec::new();
        let from =
            text.ceil_char_boundary(name.start.saturating_sub(ROLE)).max(sentence.span.start);
        let mut before = text[from..name.start].split_whitespace().rev();
        if let Some(role) = before.next().and_then(|word| noun(grammar, word)) {
            roles.push(role);
        }
        let to = text.floor_char_boundary(name.end + ROLE).min(sentence.span.end).max(name.end);
        if let Some(rest) = text[name.end..to].strip_prefix(',') {
            let mut after = rest.split_whitespace();
            let article = after.next().unwrap_or_default().to_lowercase();
            if words.determiners.contains(&article) {
                let word = after.next().unwrap_or_default();
                roles.extend(noun(grammar, word.trim_end_matches(|c: char| !is_word(c))));
            }
        }
        roles
    }

    /// The entry that a definite article and a noun mean.
    fn role(&self, span: &Range<usize>) -> Option<String> {
        let grammar = self.sentence(span.start)?.grammar;
        let mut words = self.document.slice(span).split_whitespace();
        let (article, word) = (words.next()?.to_lowercase(), words.next()?);
        if words.next().is_some() || !grammar.words.definite.contains(&article) {
            return None;
        }
        let role: String = noun(grammar, word)?.chars().rev().collect();
        let long = role.chars().count() > 4;
        let mut only: Option<&str> = None;
        for (known, ids) in self.roles.range(role.clone()..) {
            if !known.starts_with(&role) || (!long && *known != role) {
                break;
            }
            for id in ids {
                if only.is_some_and(|only| only != *id) {
                    return None;
                }
                only = Some(id);
            }
        }
        let before = |id: &&str| self.known.get(id).is_some_and(|known| known.first <= span.start);
        only.filter(before).map(str::to_owned)
    }

    /// The person whom a pronoun means; `cue` is the verb beside it.
    fn pronoun(&self, span: &Range<usize>, cue: &str, last: Option<&Last>) -> Option<String> {
        let sentence = self.sentence(span.start)?;
        let words = &sentence.grammar.words;
        let word = self.document.slice(span).to_lowercase();
        let (he, she) = (words.masculine.contains(&word), words.feminine.contains(&word));
        let plural = words.plural_endings.of(cue).next().is_some();
        if !(he || she) || !words.pronouns.contains(&word) || (she && plural) {
            return None;
        }
        let leaf = self.document.leaf_at(span.start)?;
        let far = self.document.text.ceil_char_boundary(span.start.saturating_sub(BACK));
        let start = self.document.leaves.get(leaf)?.span.start.max(far);
        let inside = self.people(&(start..span.start));
        let spoke = last.filter(|last| last.span.start >= start);
        let id = match spoke {
            Some(last) => {
                let id = last.id.as_deref()?;
                let between = self.people(&(last.span.end..span.start));
                between.iter().all(|other| other.id == id).then_some(id)?
            }
            None => {
                let first = inside.first()?;
                let opens = self.sentence(first.span.start)?.span.start == first.span.start;
                let alone = inside.iter().all(|other| other.id == first.id);
                (opens && alone).then_some(first.id)?
            }
        };
        let known = self.known.get(id)?;
        let fits = known.masculine != known.feminine && (known.masculine == he);
        (known.person && fits).then(|| id.to_owned())
    }

    /// The people named in a stretch of text.
    fn people(&self, range: &Range<usize>) -> Vec<&Entry<'a>> {
        let from = self.entries.partition_point(|entry| entry.span.start < range.start);
        let inside = self.entries[from..].iter().take_while(|entry| entry.span.end <= range.end);
        inside.filter(|entry| entry.kind == EntryKind::Person).collect()
    }
}

/// The word in small letters, if it may be a noun that says what somebody is.
fn noun(grammar: &Grammar, word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let words = &grammar.words;
    let plain = !word.is_empty() && word.chars().all(|c| is_word(c) || c == '-');
    let capital = word.starts_with(char::is_uppercase);
    let small = [
        &words.others,
        &words.prepositions,
        &words.pronouns,
        &words.determiners,
        &words.connectors,
        &words.leads,
        &words.auxiliaries,
    ];
    let other = small.iter().any(|list| list.contains(&lower)) || !grammar.forms(&lower).is_empty();
    (plain && !other && (capital || !grammar.build.capital_nouns)).then_some(lower)
}
