//! Where references lead: to the dossier's documents, or to addresses that an editor's resolver
//! makes of a value.
//!
//! In goes what an editor says ([`Resolver`]), compiled once for a dossier ([`Targets`]); all titles
//! are looked for in one pass over a text. A name that several documents have leads nowhere.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::{Captures, Regex};

use super::super::languages::{ANY, TAGS};
use super::super::patterns::whole;
use super::super::switches::Switches;
use super::choose::Candidate;
use super::file::Norm;
use super::{RULES, Reference, address};
use crate::annotation::{Confidence, ReferenceKind, ReferenceTarget};
use crate::text::{fold_spaces, is_boundary, is_word};

/// The rule that finds a document's title, id or file name.
const DOCUMENT: &str = "references.document";
/// The rule that finds an enclosure by its label.
const ENCLOSURE: &str = "references.enclosure";
/// What an address of a resolver has for the value.
const VALUE: &str = "{value}";

/// Where references may lead, as an editor says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolver {
    /// For a kind of reference, an `http` or `https` address with `{value}` where the value goes,
    /// percent-encoded (RFC 3986, 2.1).
    pub addresses: BTreeMap<ReferenceKind, String>,
    /// What documents of the dossier are called (a title, an id, a file's name), each with the
    /// document's slug.
    pub documents: Vec<(String, String)>,
}

/// A resolver, compiled.
#[derive(Default)]
pub(in super::super) struct Targets {
    addresses: BTreeMap<ReferenceKind, String>,
    /// Finds names; those of several documents are left out.
    automaton: Option<AhoCorasick>,
    /// Of each name, itself and its document's slug.
    names: Vec<(String, String)>,
    /// Finds labels of enclosures in texts.
    label: Option<Regex>,
    /// Labels of enclosures that exactly one document has, with its slug.
    labels: BTreeMap<Label, String>,
}

/// A word for an enclosure in small letters, and its number or letter.
type Label = (String, String);

impl Targets {
    pub(in super::super) fn new(resolver: &Resolver) -> Self {
        let safe = |template: &str| address::is_web(template) && template.contains(VALUE);
        let addresses = resolver.addresses.iter().filter(|(_, template)| safe(template));
        let addresses = addresses.map(|(kind, template)| (*kind, template.clone())).collect();
        let folded =
            |(name, slug): &(String, String)| (fold_spaces(name.trim()).text, slug.clone());
        let documents: Vec<(String, String)> = resolver.documents.iter().map(folded).collect();
        let all = documents.iter().filter(|(name, _)| !name.is_empty()).cloned();
        let names: Vec<(String, String)> = unique(all).into_iter().collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.iter().map(|(name, _)| name))
            .ok()
            .filter(|_| !names.is_empty());
        let labels = named_labels(&documents);
        let label = (!labels.is_empty()).then(|| label_pattern("", " ?")).flatten();
        Self { addresses, automaton, names, label, labels }
    }

    /// The dossier's documents in a leaf's text; `own` is the slug of the one that is read, which
    /// does not refer to itself.
    pub(super) fn find(
        &self,
        text: &str,
        own: &str,
        switches: &Switches,
        out: &mut Vec<Candidate>,
    ) {
        if let Some(automaton) = self.automaton.as_ref().filter(|_| switches.on(DOCUMENT)) {
            for found in automaton.find_iter(text) {
                let (name, slug) = &self.names[found.pattern().as_usize()];
                if slug != own && stands_alone(text, &found.range()) {
                    out.push(document(DOCUMENT, found.range(), name.clone(), slug));
                }
            }
        }
        let Some(label) = self.label.as_ref().filter(|_| switches.on(ENCLOSURE)) else { return };
        for captures in label.captures_iter(text) {
            let span = whole(&captures);
            let slug = label_of(&captures).and_then(|label| self.labels.get(&label));
            let Some(slug) = slug.filter(|slug| *slug != own) else { continue };
            if is_boundary(text, span.start) && is_boundary(text, span.end) {
                out.push(document(ENCLOSURE, span.clone(), text[span].to_owned(), slug));
            }
        }
    }

    /// The address that the editor's resolver makes of a value.
    pub(super) fn address(&self, kind: ReferenceKind, value: &str) -> Option<ReferenceTarget> {
        let template = self.addresses.get(&kind)?;
        Some(ReferenceTarget::Address(template.replace(VALUE, &encoded(value))))
    }
}

fn document(rule: &'static str, span: Range<usize>, value: String, slug: &str) -> Candidate {
    let mut what = Reference::new(ReferenceKind::Document, value, Norm::default());
    what.reference.target = Some(ReferenceTarget::Document(slug.to_owned()));
    let confidence = if rule == DOCUMENT { Confidence::Certain } else { Confidence::Probable };
    Candidate {
        span,
        evidence: Vec::new(),
        rule: Cow::Borrowed(rule),
        confidence,
        what,
        beat: Vec::new(),
    }
}

/// Keys with the one value that each has; those with several are left out.
fn unique<K: Ord>(pairs: impl Iterator<Item = (K, String)>) -> BTreeMap<K, String> {
    let mut all: BTreeMap<K, BTreeSet<String>> = BTreeMap::new();
    for (key, value) in pairs {
        all.entry(key).or_default().insert(value);
    }
    let one = |(key, values): (K, BTreeSet<String>)| {
        let only = values.len() == 1;
        values.into_iter().next().filter(|_| only).map(|value| (key, value))
    };
    all.into_iter().filter_map(one).collect()
}

/// Whether a name stands for the document: it cuts no word, and is long enough to be no phrase of
/// the language by chance, numbered, or in quotation marks.
fn stands_alone(text: &str, span: &Range<usize>) -> bool {
    let name = &text[span.clone()];
    let words = name.split(|c| !is_word(c)).filter(|word| !word.is_empty()).count();
    let numbered = words == 2 && name.contains(|c: char| c.is_ascii_digit());
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let quote = |c: Option<char>| c.is_some_and(|c| "\"“”„‚‘’'«»‹›".contains(c));
    let quoted = quote(before) && quote(after);
    is_boundary(text, span.start)
        && is_boundary(text, span.end)
        && (words >= 3 || numbered || quoted)
}

/// Labels of enclosures in the names of documents.
fn named_labels(documents: &[(String, String)]) -> BTreeMap<Label, String> {
    // In the name of a file a label may have small letters, and dashes for blanks.
    let Some(pattern) = label_pattern("(?i)", "[ _-]?") else { return BTreeMap::new() };
    let labels = documents.iter().flat_map(|(name, slug)| {
        let all = pattern.captures_iter(name);
        let cut = |captures: &Captures<'_>| {
            let span = whole(captures);
            let ends = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            ends(name[..span.start].chars().next_back()) && ends(name[span.end..].chars().next())
        };
        all.filter(cut).filter_map(|one| Some((label_of(&one)?, slug.clone()))).collect::<Vec<_>>()
    });
    unique(labels)
}

/// A pattern for labels in all languages.
fn label_pattern(flags: &str, gap: &str) -> Option<Regex> {
    let tags = TAGS.iter().copied().chain([ANY]);
    let words = tags.filter_map(|tag| RULES.get(tag)).flat_map(|rules| &rules.annexes);
    let words: Vec<String> = words.map(|word| regex::escape(word)).collect();
    let words = words.join("|");
    let number = "0{0,3}(?P<number>[0-9]{1,4}[a-z]?|[A-Z]|[IVX]{1,5})";
    let pattern = format!("{flags}(?P<word>{words}){gap}(?:(?:Nr|No)\\.? ?)?{number}");
    Regex::new(&pattern).ok().filter(|_| !words.is_empty())
}

fn label_of(captures: &Captures<'_>) -> Option<Label> {
    let group = |name| Some(captures.name(name)?.as_str().to_lowercase());
    Some((group("word")?, group("number")?))
}

/// Percent-encodes all but the unreserved characters (RFC 3986, 2.3).
fn encoded(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
