//! From items to the next text of notes files: each item finds its document and its words there, and
//! comes in as a callout unless it is there already.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::about::Names;
use super::bibliography::{Described, differences, lacking};
use super::callout::{Made, New};
use super::item::{Item, Place, Said};
use super::left::{self, Left};
use super::page::Page;
use super::things::Things;
use super::{foreign, offset, quote};
use crate::anchor::{Haystack, anchor};
use crate::annotation::{Body, How};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::dossier::VIEWS;
use crate::notes::NotesFile;
use crate::project::Files;
use crate::reanchor::Standing;
use crate::redact::Redactor;
use crate::register::Register;
use crate::text::one_line;

/// The dossier as it stands.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// Its files.
    pub files: &'a dyn Files,
    /// The documents, by their seeds' paths.
    pub documents: &'a BTreeMap<String, Document>,
    /// What editors wrote on each, by the seeds' paths.
    pub notes: &'a BTreeMap<String, NotesFile>,
    /// Where the callouts of these notes stand, in their order.
    pub standings: &'a [Standing],
    /// The register.
    pub register: &'a Register,
    /// Where the site will stand.
    pub site_url: Option<&'a str>,
    /// What the documents do not show.
    pub redactor: &'a Redactor,
}

/// A file's next text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Its path in the dossier.
    pub path: String,
    /// Its text; `None` where there is no such file.
    pub before: Option<String>,
    /// What it is to be.
    pub after: String,
}

/// What an import comes to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// The files that change.
    pub files: Vec<Next>,
    /// How many annotations, entries and values came in.
    pub added: Added,
    /// How many items were there already.
    pub known: usize,
    /// How many were not taken over.
    pub left: usize,
    /// How many names stand in no document, and so were not asked for.
    pub unmentioned: usize,
    /// What is to be said.
    pub diagnostics: Diagnostics,
}

/// How much came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Callouts, and notes on whole documents.
    pub annotations: usize,
    /// Values of documents' metadata.
    pub metadata: usize,
    /// Entries of the register.
    pub entries: usize,
    /// Names, addresses and coordinates that entries lacked.
    pub values: usize,
}

/// A callout that stands in the dossier.
pub(super) struct Existing<'a> {
    pub(super) callout: &'a crate::notes::Callout,
    /// Where its words stand.
    pub(super) words: Option<Range<usize>>,
}

/// What an item is about, once that is found.
#[derive(Clone)]
struct Spot<'a> {
    seed: &'a str,
    words: Range<usize>,
    id: Option<String>,
    by: Option<String>,
}

/// The merging of files' items.
pub(super) struct Merge<'a> {
    here: Here<'a>,
    /// The file whose items are merged.
    path: &'a str,
    names: Names<'a>,
    /// The document that all items are about, where that was said.
    only: Option<&'a str>,
    existing: BTreeMap<&'a str, Vec<Existing<'a>>>,
    pages: BTreeMap<&'a str, Page<'a>>,
    /// By what they are called elsewhere.
    spots: BTreeMap<String, Spot<'a>>,
    /// So many items of one name came by, in each document.
    met: BTreeMap<(&'a str, String), usize>,
    /// All ids that something has, here or in the file.
    ids: BTreeSet<String>,
    things: Things<'a>,
    outcome: Outcome,
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) items: Vec<Item>,
    /// What is known of documents.
    pub(super) described: Vec<Described>,
    /// What is not taken over.
    pub(super) left: Vec<Left>,
    /// What is wrong with the file.
    pub(super) diagnostics: Diagnostics,
}

/// Takes over what files hold, each with the name that messages give it. `only` is the path of the seed
/// that all of them are about.
pub(super) fn merge<'a>(
    here: Here<'a>,
    only: Option<&'a str>,
    files: Vec<(&'a str, File)>,
) -> Outcome {
    let mut merge = Merge::new(here, only);
    for (_, file) in &files {
        merge.ids.extend(file.items.iter().filter_map(|item| item.id.clone()));
    }
    let is_answer = |item: &&Item| matches!(item.place, Place::Thread(_));
    for (path, file) in &files {
        merge.path = path;
        merge.outcome.diagnostics.extend(file.diagnostics.clone());
        file.left.iter().for_each(|one| merge.leave(one.clone()));
        file.described.iter().for_each(|described| merge.describe(described));
        file.items.iter().filter(|item| !is_answer(item)).for_each(|item| merge.item(item));
    }
    // What an answer answers may stand in another file.
    for (path, file) in &files {
        merge.path = path;
        file.items.iter().filter(is_answer).for_each(|item| merge.item(item));
    }
    merge.finish()
}

impl<'a> Merge<'a> {
    fn new(here: Here<'a>, only: Option<&'a str>) -> Self {
        let existing = existing(here);
        let mut spots = BTreeMap::new();
        let mut ids: BTreeSet<String> = here.register.iter().map(|e| e.id.clone()).collect();
        ids.extend(here.documents.values().map(|document| document.slug.clone()));
        ids.extend(VIEWS.iter().map(|&view| view.to_owned()));
        for (seed, all) in &existing {
            for Existing { callout, words } in all {
                ids.extend(callout.id.clone());
                let (Some(via), Some(words)) = (&callout.via, words) else { continue };
                let (id, by) = (callout.id.clone(), callout.by.clone());
                spots.insert(via.clone(), Spot { seed, words: words.clone(), id, by });
            }
        }
        Self {
            here,
            path: "",
            names: Names::new(here.documents.values(), here.site_url),
            only,
            existing,
            pages: BTreeMap::new(),
            spots,
            met: BTreeMap::new(),
            ids,
            things: Things::new(here.register),
            outcome: Outcome::default(),
        }
    }

    fn leave(&mut self, left: Left) {
        self.outcome.left += 1;
        self.say(left.diagnostic(self.path));
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        self.outcome.diagnostics.push(diagnostic);
    }

    fn item(&mut self, item: &Item) {
        if let Place::Thread(names) = &item.place {
            return self.answer(item, names);
        }
        let Some(seed) = self.only.or_else(|| self.names.find(&item.about)) else {
            self.outcome.left += 1;
            let about = item.about.first().map_or("", String::as_str);
            let message = format!("is about “{}”, which is no document here", left::shown(about));
            let hint = "name the document: --document ID, for a file about one document; or state its \
                        address as url in its notes file";
            let said = left::about(codes::IMPORT_UNMATCHED, self.path, item, &message).hint(hint);
            return self.say(said);
        };
        let Some(document) = self.here.documents.get(seed) else { return };
        if let Some(via) = item.via.clone() {
            // An annotation of several passages has one name for all of them.
            let met = self.met.entry((seed, via)).or_default();
            *met += 1;
            let known = self.known(seed, item.via.as_deref(), *self.met_of(seed, item));
            if known {
                return self.compare(seed, document, item);
            }
        }
        if matches!(item.place, Place::Document) {
            return self.whole(seed, document, item);
        }
        let page = self.pages.entry(seed).or_insert_with(|| Page::new(self.here, seed, document));
        match find(self.here, document, &page.haystack, item) {
            Ok((words, how)) => {
                if let How::Fuzzy(score) = how {
                    self.say(approximate(self.path, document, item, &words, score));
                }
                self.place(seed, document, item, words, "");
            }
            Err(why) => {
                self.outcome.left += 1;
                let message = format!("quotes words that {why} in seeds/{seed}");
                let said = left::about(codes::IMPORT_UNANCHORED, self.path, item, &message);
                self.say(said.hint("write the callout by hand, with more of the words around"));
            }
        }
    }

    fn met_of(&self, seed: &'a str, item: &Item) -> &usize {
        let via = item.via.clone().unwrap_or_default();
        self.met.get(&(seed, via)).unwrap_or(&0)
    }

    /// Whether so many callouts of this name stand on a document already.
    fn known(&self, seed: &str, via: Option<&str>, nth: usize) -> bool {
        let all = self.existing.get(seed).into_iter().flatten();
        let named = all.filter(|one| one.callout.via.as_deref() == via).count();
        let said = via.is_some_and(|via| {
            let notes = self.here.notes.get(seed);
            notes.is_some_and(|notes| notes.introduction.contains(&format!("<{via}>")))
        });
        named >= nth || said
    }

    /// What is here already keeps what its editor made of it; that it differs is told.
    fn compare(&mut self, seed: &'a str, document: &Document, item: &Item) {
        self.outcome.known += 1;
        let mut all = self.existing.get(seed).into_iter().flatten();
        let via = item.via.as_deref();
        let Some(one) = all.find(|one| one.callout.via.as_deref() == via) else { return };
        let Said::Body(body) = &item.said else { return };
        let text = self.markdown(document, body.comment().unwrap_or_default());
        let here = one.callout.body.comment().unwrap_or_default();
        if left::shown(&text) != left::shown(here) {
            let says = left::shown(here);
            let message = "is here already and says something else; what is here stays";
            let said = left::about(codes::IMPORT_DIFFERS, self.path, item, message);
            self.say(
                said.note(format!("here: “{says}”")).hint("change the callout by hand if you wish"),
            );
        }
    }

    /// An answer stands on the words of what it answers.
    fn answer(&mut self, item: &Item, names: &[String]) {
        let spot = |name: &String| self.spots.get(name).cloned();
        let Some(spot) = names.iter().rev().find_map(spot) else {
            self.outcome.left += 1;
            let message = "answers an annotation that is neither here nor in the file";
            let said = left::about(codes::IMPORT_UNMATCHED, self.path, item, message);
            return self.say(said.hint("import that annotation first, or both together"));
        };
        let Some(document) = self.here.documents.get(spot.seed) else { return };
        if self.known(spot.seed, item.via.as_deref(), 1) {
            self.outcome.known += 1;
            return;
        }
        self.pages.entry(spot.seed).or_insert_with(|| Page::new(self.here, spot.seed, document));
        let to = match (&spot.by, &spot.id) {
            (Some(by), Some(id)) if !by.contains(['[', ']', '|']) => format!("@[[{id}|{by}]] "),
            (Some(by), _) => format!("@{} ", crate::markdown::words(by)),
            _ => String::new(),
        };
        self.place(spot.seed, document, item, spot.words.clone(), &to);
    }

    /// Gives a document the metadata that it lacks, and its notes.
    fn describe(&mut self, described: &Described) {
        let Some(seed) = self.only.or_else(|| self.names.find(&described.about)) else {
            self.outcome.left += 1;
            let title = described.metadata.title.as_deref().unwrap_or_default();
            let message = format!("{} describes no document here", described.name);
            let mut said = Diagnostic::warning(codes::IMPORT_UNMATCHED, message).in_file(self.path);
            if !title.is_empty() {
                said = said.note(format!("its title: “{}”", left::shown(title)));
            }
            let hint = "add the source with `dossier new seed`, or state its address as url in its notes file";
            return self.say(said.hint(hint));
        };
        let Some(document) = self.here.documents.get(seed) else { return };
        let page = self.pages.entry(seed).or_insert_with(|| Page::new(self.here, seed, document));
        let stated = document.metadata.clone().corrected_by(page.metadata.clone());
        let mut known = described.metadata.clone();
        // The address of a page of this dossier is not that of its source.
        let own = |url: &String| self.here.site_url.is_some_and(|site| url.starts_with(site));
        known.url = known.url.filter(|url| !own(url));
        let more = lacking(&stated, &known);
        let empty = more == crate::document::Metadata::default();
        page.metadata = std::mem::take(&mut page.metadata).corrected_by(more.clone());
        for (key, here, there) in differences(&stated, &described.metadata) {
            let message =
                format!("{} says otherwise what the {key} is; what is here stays", described.name);
            let said = Diagnostic::warning(codes::IMPORT_DIFFERS, message).in_file(self.path);
            self.say(
                said.note(format!("seeds/{seed}: “{}”", left::shown(&here)))
                    .note(format!("{}: “{}”", described.name, left::shown(&there)))
                    .hint(format!("correct it in annotations/{seed}.md if you wish")),
            );
        }
        if empty {
            self.outcome.known += 1;
        } else {
            self.outcome.added.metadata += super::front::lines(&more).len();
        }
        for note in &described.notes {
            let body = Body::Note(crate::annotation::Note {
                kind: crate::annotation::NoteKind::Background,
                text: note.clone(),
            });
            let item = Item::new(described.name.clone(), Place::Document, Said::Body(body));
            self.whole(seed, document, &item);
        }
    }

    /// Puts an item onto words of a document, behind `before`.
    fn place(
        &mut self,
        seed: &'a str,
        document: &Document,
        item: &Item,
        words: Range<usize>,
        before: &str,
    ) {
        let body = match &item.said {
            Said::Body(body) => body.clone(),
            Said::Thing(thing) => {
                match self.things.body(thing, document.slice(&words), &self.ids) {
                    Ok(body) => body,
                    Err(reason) => return self.leave(Left::of(item, reason)),
                }
            }
        };
        if let Body::Name { entry, .. } = &body
            && entry != "none"
            && !self.things.has(entry)
        {
            let reason = format!("the register has no entry “{entry}”");
            return self.leave(Left::of(item, reason));
        }
        let comment = body.comment().unwrap_or_default();
        let text = self.markdown(document, comment);
        let text = match text.starts_with(char::is_alphanumeric) {
            // A list or quotation begins a paragraph of its own.
            false if !before.is_empty() => format!("{}\n\n{text}", before.trim_end()),
            _ => format!("{before}{text}"),
        };
        let same = |one: &Existing<'_>| {
            one.words.as_ref() == Some(&words)
                && one.callout.by == item.by
                && without_comment(&one.callout.body) == without_comment(&body)
                && left::shown(one.callout.body.comment().unwrap_or_default()) == left::shown(&text)
        };
        let all = self.existing.get(seed).into_iter().flatten();
        if all.clone().any(same) {
            self.outcome.known += 1;
            return;
        }
        let id = item.id.as_deref();
        let mut everywhere = self.existing.values().flatten();
        if id.is_some() && everywhere.any(|one| one.callout.id.as_deref() == id) {
            self.outcome.known += 1;
            let message =
                "has an id that is here already, and says something else; what is here stays";
            let said = left::about(codes::IMPORT_DIFFERS, self.path, item, message);
            return self.say(said.hint("give one of the two another id"));
        }
        self.write(seed, document, item, (&body, &text), words);
    }

    fn write(
        &mut self,
        seed: &'a str,
        document: &Document,
        item: &Item,
        (body, text): (&Body, &str),
        words: Range<usize>,
    ) {
        let made = Made {
            id: item.id.as_deref(),
            by: item.by.as_deref(),
            created: item.created.as_deref(),
            via: item.via.as_deref(),
        };
        let Some(page) = self.pages.get_mut(seed) else { return };
        let Some(quote) = quote::quote(&document.text, &page.haystack, &words) else {
            self.outcome.left += 1;
            let message = format!("is about words that no quote tells apart in seeds/{seed}");
            let said = left::about(codes::IMPORT_UNANCHORED, self.path, item, &message);
            return self.say(said.hint("write the callout by hand"));
        };
        let written = super::page::written(body, made, &quote, text);
        let Some(written) = written else {
            return self.leave(Left::of(item, "it cannot be written as a note"));
        };
        page.new.push(New { words: words.clone(), text: written });
        if let Some(via) = &item.via {
            let (id, by) = (item.id.clone(), item.by.clone());
            self.spots.entry(via.clone()).or_insert(Spot { seed, words, id, by });
        }
    }

    /// A note on a document as a whole stands before the callouts of its file.
    fn whole(&mut self, seed: &'a str, document: &'a Document, item: &Item) {
        let text = self.markdown(document, item.words());
        if text.is_empty() {
            return self.leave(Left::of(item, "it says nothing"));
        }
        let introduction = self.here.notes.get(seed).map_or("", |notes| &notes.introduction);
        if one_line(introduction).contains(&one_line(&text)) {
            self.outcome.known += 1;
            return;
        }
        let by = item.by.as_deref().map(crate::markdown::words);
        let via = item.via.as_deref().filter(|via| is_address(via)).map(|via| format!("<{via}>"));
        let parts: Vec<String> = [by, item.created.clone(), via].into_iter().flatten().collect();
        let text =
            if parts.is_empty() { text } else { format!("{text}\n\n— {}", parts.join(", ")) };
        let page = self.pages.entry(seed).or_insert_with(|| Page::new(self.here, seed, document));
        page.introduction.push(text);
    }

    /// Others' Markdown as this dossier can bear it.
    fn markdown(&self, document: &Document, text: &str) -> String {
        let leads = |target: &str| {
            let (name, anchor) = target.split_once('#').unwrap_or((target, ""));
            let known = || self.ids.contains(name) || self.here.documents.contains_key(name);
            let here = || document.leaf_by_id(anchor).is_some();
            if name.is_empty() {
                here()
            } else {
                anchor.is_empty() && known() || self.leads_into(name, anchor)
            }
        };
        foreign::markdown(text, &leads)
    }

    /// Whether a document has this paragraph.
    fn leads_into(&self, slug: &str, anchor: &str) -> bool {
        let mut documents = self.here.documents.values();
        documents
            .find(|document| document.slug == slug)
            .is_some_and(|document| document.leaf_by_id(anchor).is_some())
    }

    fn finish(mut self) -> Outcome {
        for (seed, page) in std::mem::take(&mut self.pages) {
            if page.is_empty() {
                continue;
            }
            let count = page.new.len() + page.introduction.len();
            let existing = self.existing.get(seed).map_or(&[][..], Vec::as_slice);
            match page.next(existing) {
                Ok(next) => {
                    self.outcome.added.annotations += count;
                    self.outcome.files.push(next);
                }
                Err(diagnostic) => {
                    self.outcome.left += count;
                    self.say(*diagnostic);
                }
            }
        }
        let (register, entries) = self.things.finish(self.here.files);
        self.outcome.added.entries = entries;
        self.outcome.files.extend(register);
        self.outcome
    }
}

/// The callouts of each document, with the places of their words.
pub(super) fn existing<'a>(here: Here<'a>) -> BTreeMap<&'a str, Vec<Existing<'a>>> {
    let mut standings: BTreeMap<&str, Vec<&Standing>> = BTreeMap::new();
    for standing in here.standings {
        standings.entry(standing.seed.as_str()).or_default().push(standing);
    }
    let of = |(seed, notes): (&'a String, &'a NotesFile)| {
        let standing = standings.get(seed.as_str()).map_or(&[][..], Vec::as_slice);
        let words = |n: usize| Some(standing.get(n)?.found.as_ref()?.span.clone());
        let all = notes.callouts.iter().enumerate();
        (seed.as_str(), all.map(|(n, callout)| Existing { callout, words: words(n) }).collect())
    };
    here.notes.iter().map(of).collect()
}

/// Where an item's words stand in a document, or why nowhere.
fn find(
    here: Here<'_>,
    document: &Document,
    haystack: &Haystack<'_>,
    item: &Item,
) -> Result<(Range<usize>, How), String> {
    let selector = match &item.place {
        Place::Words(selector) => selector,
        Place::Offset(words, offset) => {
            return offset::find(here.files, document, words, *offset)
                .map(|span| (span, How::Exact));
        }
        Place::Document | Place::Thread(_) => return Err("it does not quote".to_owned()),
    };
    let selector = here.redactor.selector(selector.clone(), Some(&document.provenance.path));
    match anchor(haystack, &selector) {
        Ok(found) if found.others == 0 => Ok((found.span, found.how)),
        Ok(found) => Err(format!("stand {} times", found.others + 1)),
        Err(orphan) => Err(match orphan.nearest.first() {
            Some(near) => format!(
                "do not stand (the nearest passage is “{}”)",
                left::shown(document.slice(&near.span))
            ),
            None => "do not stand".to_owned(),
        }),
    }
}

fn approximate(
    path: &str,
    document: &Document,
    item: &Item,
    words: &Range<usize>,
    score: u16,
) -> Diagnostic {
    let message = format!("was put onto words that are {} % alike", score / 10);
    left::about(codes::IMPORT_UNANCHORED, path, item, &message)
        .note(format!("the document says: “{}”", left::shown(document.slice(words))))
        .hint("see whether this is the passage that is meant")
}

/// What is said apart from the editor's own words.
pub(super) fn without_comment(body: &Body) -> Body {
    with_comment(body, "")
}

/// The same with other words of the editor.
pub(super) fn with_comment(body: &Body, text: &str) -> Body {
    let words = Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut body = body.clone();
    match &mut body {
        Body::Name { comment, .. } | Body::Date { comment, .. } => *comment = words,
        Body::Quotation(quotation) => quotation.comment = words,
        Body::Claim(claim) => text.clone_into(&mut claim.comment),
        Body::Note(note) => text.clone_into(&mut note.text),
        Body::Question(question) => text.clone_into(&mut question.text),
        _ => {}
    }
    body
}

/// Whether it can stand in angle brackets as an address.
fn is_address(via: &str) -> bool {
    let web = via.starts_with("https://") || via.starts_with("http://");
    web && !via.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\\".contains(c))
}
