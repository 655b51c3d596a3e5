//! Forms: the distinct spellings that were proposed, with all their mentions.

use std::collections::BTreeMap;

use crate::annotation::{Annotation, Body, Confidence, EntryKind};
use crate::document::Document;
use crate::dossier::{Annotated, Mention};
use crate::recognise::variants::{Address, address, is_title, without_genitive};

/// A spelling.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// The name without titles, blanks folded.
    pub(super) name: String,
    /// How somebody is addressed where the name is one word: “Miss” Orme is not “Mr” Orme.
    pub(super) address: Option<Address>,
    /// The word by which that is done.
    pub(super) title: Option<String>,
    /// How often each kind was proposed.
    kinds: BTreeMap<EntryKind, usize>,
    /// Where it stands, ascending.
    pub(super) mentions: Vec<Mention>,
    /// The rules that proposed it.
    pub(super) rules: BTreeMap<String, usize>,
    /// The best any rule said of it.
    pub(super) confidence: Confidence,
}

impl Form {
    /// The kind that was proposed most often; of equal ones the first of [`EntryKind::ALL`].
    pub(super) fn kind(&self) -> EntryKind {
        if self.address.is_some() {
            return EntryKind::Person;
        }
        let most =
            self.kinds.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
        most.map_or(EntryKind::Concept, |(kind, _)| *kind)
    }

    /// As a text has it: with the title that tells one bearer of a surname from another.
    pub(super) fn shown(&self) -> String {
        match &self.title {
            Some(title) => format!("{title} {}", self.name),
            None => self.name.clone(),
        }
    }
}

/// All forms of the documents' proposals, by name and then by address.
pub(super) fn forms(documents: &[Annotated]) -> Vec<Form> {
    let mut forms: BTreeMap<(String, Option<Address>), Form> = BTreeMap::new();
    for (document, annotated) in documents.iter().enumerate() {
        for (annotation, made) in annotated.annotations.iter().enumerate() {
            let Body::Proposal(proposal) = &made.body else { continue };
            let (title, name) = parts(bare(&proposal.name));
            if name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
                continue;
            }
            let title = title.or_else(|| before(&annotated.document, made));
            let title = title.filter(|_| !name.contains(' '));
            let addressed = title.as_deref().and_then(address);
            let kind = proposal.kind;
            let form = forms.entry((name.clone(), addressed)).or_insert_with(|| Form {
                name,
                address: addressed,
                title: title.filter(|_| addressed.is_some()),
                kinds: BTreeMap::new(),
                mentions: Vec::new(),
                rules: BTreeMap::new(),
                confidence: Confidence::Possible,
            });
            *form.kinds.entry(kind).or_default() += 1;
            *form.rules.entry(made.creator.name().to_owned()).or_default() += 1;
            form.mentions.push(Mention { document, annotation });
            if let Some(reason) = &made.reason {
                form.confidence = form.confidence.min(reason.confidence);
            }
        }
    }
    forms.into_values().collect()
}

/// A name without the signs around it, and without a genitive that an apostrophe parts from it.
fn bare(name: &str) -> &str {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '!' | '’' | '\'');
    let name = name.trim_end_matches(end);
    let mut bare = without_genitive(name).into_iter();
    bare.find(|bare| name[bare.len()..].starts_with(['’', '\''])).unwrap_or(name)
}

/// The last title in front of a name, and the name.
fn parts(name: &str) -> (Option<String>, String) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let titles = words.iter().take_while(|word| is_title(word)).count();
    // A name that is a title and nothing else (“Bishop”) is somebody's surname.
    let titles = titles.min(words.len().saturating_sub(1));
    let title = words[..titles].last().map(|title| (*title).to_owned());
    (title, words[titles..].join(" "))
}

/// The title right before an annotation's words.
fn before(document: &Document, annotation: &Annotation) -> Option<String> {
    let text = document.text[..annotation.target.start].strip_suffix(' ')?;
    let word = text.rsplit(char::is_whitespace).next()?;
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    is_title(word).then(|| word.to_owned())
}
