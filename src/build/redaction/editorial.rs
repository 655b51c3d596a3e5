//! Hiding in all that editors wrote.

use std::collections::BTreeMap;

use super::super::editorial::Editorial;
use crate::annotation::{Agent, Body};
use crate::config::Config;
use crate::notes::{Callout, NotesFile};
use crate::proposals::Stored;
use crate::reanchor::{Lock, LockedSeed};
use crate::redact::{BLOCK, Redactor};
use crate::register::{Entry, Register};

/// Hides in the editors' files and settings. `renamed` are the seeds' paths, as they are and as they are shown.
pub(super) fn hide(
    redactor: &Redactor,
    editorial: &mut Editorial,
    config: &mut Config,
    renamed: &BTreeMap<String, String>,
) {
    let plain = |text: &mut String| *text = redactor.text(text, None).into_owned();
    plain(&mut config.title);
    config.authors.iter_mut().for_each(plain);
    config.description.iter_mut().for_each(plain);
    config.license.iter_mut().for_each(plain);
    editorial.register = register(redactor, &editorial.register);
    let notes = std::mem::take(&mut editorial.notes);
    editorial.notes = notes
        .into_iter()
        .map(|(seed, notes)| {
            let shown = renamed.get(&seed).unwrap_or(&seed).clone();
            let notes = notes_file(redactor, notes, &seed, &shown);
            (shown, notes)
        })
        .collect();
    for (source, callout) in std::mem::take(&mut editorial.imported) {
        let path = source.trim_start_matches("./").trim_start_matches("seeds/");
        let (about, source) = match renamed.get_key_value(path) {
            Some((seed, shown)) => (Some(seed.as_str()), shown.clone()),
            None => (None, redactor.text(&source, None).into_owned()),
        };
        editorial
            .imported
            .extend(hidden(redactor, callout, about).map(|callout| (source, callout)));
    }
    for page in &mut editorial.pages {
        plain(&mut page.title);
        page.description.iter_mut().for_each(plain);
        page.formerly.retain(|name| !redactor.touches(name, None));
        page.text = redactor.markdown(&page.text, None);
        if redactor.touches(&page.name, None) {
            page.name = "redacted".to_owned();
        }
        page.origin.path = redactor.path(&page.origin.path, None);
    }
    editorial.proposals.iter_mut().for_each(|stored| proposal(redactor, stored));
    let lock = std::mem::take(&mut editorial.lock);
    editorial.lock = locked(redactor, lock, renamed);
}

fn register(redactor: &Redactor, register: &Register) -> Register {
    let kept = register.iter().filter(|entry| !redactor.hides_entry(&entry.id));
    let entry = |entry: &Entry| {
        let text = |text: &String| redactor.text(text, None).into_owned();
        let markdown = |text: &String| redactor.markdown(text, None);
        let aliases = entry.aliases.iter().map(text).filter(|alias| !alias.contains(BLOCK));
        let addresses = entry.same_as.iter().filter(|a| redactor.address(a, None).is_some());
        Entry {
            name: text(&entry.name),
            sort: entry.sort.as_ref().map(text),
            aliases: aliases.collect(),
            description: entry.description.as_ref().map(markdown),
            note: entry.note.as_ref().map(markdown),
            same_as: addresses.cloned().collect(),
            formerly: entry
                .formerly
                .iter()
                .filter(|id| !redactor.touches(id, None))
                .cloned()
                .collect(),
            part_of: entry.part_of.clone().filter(|id| !redactor.hides_entry(id)),
            ..entry.clone()
        }
    };
    Register::new(kept.map(entry).collect()).0
}

fn notes_file(redactor: &Redactor, notes: NotesFile, seed: &str, shown: &str) -> NotesFile {
    let about = Some(seed);
    let callouts = notes.callouts.into_iter().filter_map(|one| hidden(redactor, one, about));
    NotesFile {
        path: if seed == shown { notes.path } else { format!("annotations/{shown}.md") },
        seed: shown.to_owned(),
        metadata: redactor.metadata(notes.metadata, about),
        introduction: redactor.markdown(&notes.introduction, about),
        callouts: callouts.collect(),
        ..notes
    }
}

/// A callout without what is hidden; `None` where nothing of it is left to say.
fn hidden(redactor: &Redactor, mut callout: Callout, about: Option<&str>) -> Option<Callout> {
    let markdown = |text: &mut String| *text = redactor.markdown(text, about);
    let agent = |agent: &mut Agent| {
        *agent = match agent {
            Agent::Entry(id) if redactor.hides_entry(id) => Agent::Words(BLOCK.to_owned()),
            Agent::Entry(id) => Agent::Entry(std::mem::take(id)),
            Agent::Words(words) => Agent::Words(redactor.text(words, about).into_owned()),
        }
    };
    let ids = |ids: &mut Vec<String>| ids.retain(|id| !redactor.touches(id, None));
    match &mut callout.body {
        Body::Name { entry, .. } if redactor.hides_entry(entry) => return None,
        Body::Name { comment, .. } | Body::Date { comment, .. } => {
            comment.iter_mut().for_each(markdown);
        }
        Body::Quotation(quotation) => {
            quotation.speaker.iter_mut().for_each(agent);
            quotation.comment.iter_mut().for_each(markdown);
        }
        Body::Claim(claim) => {
            claim.by.iter_mut().for_each(agent);
            markdown(&mut claim.comment);
            [&mut claim.supports, &mut claim.contradicts, &mut claim.answers]
                .into_iter()
                .for_each(ids);
        }
        Body::Note(note) => markdown(&mut note.text),
        Body::Question(question) => markdown(&mut question.text),
        // Editors and imports say nothing else.
        Body::Time(_)
        | Body::Proposal(_)
        | Body::Quantity(_)
        | Body::Judgement(_)
        | Body::Reference(_) => {}
    }
    callout.id = callout.id.filter(|id| !redactor.touches(id, None));
    callout.by = callout.by.map(|by| redactor.text(&by, about).into_owned());
    callout.path = redactor.path(&callout.path, about);
    callout.selector = redactor.selector(callout.selector, about);
    Some(callout)
}

fn proposal(redactor: &Redactor, stored: &mut Stored) {
    let plain = |text: &mut String| *text = redactor.text(text, None).into_owned();
    plain(&mut stored.name);
    stored.forms.iter_mut().for_each(plain);
    stored.found.iter_mut().for_each(plain);
    stored.suggestion = stored.suggestion.take().filter(|id| !redactor.hides_entry(id));
}

fn locked(redactor: &Redactor, lock: Lock, renamed: &BTreeMap<String, String>) -> Lock {
    let seed = |(seed, section): (String, LockedSeed)| {
        let about = Some(seed.as_str());
        let mut section = section;
        for one in &mut section.anchors {
            for text in [&mut one.words, &mut one.before, &mut one.after] {
                *text = redactor.text(text, about).into_owned();
            }
        }
        let shown = renamed.get(&seed).cloned().unwrap_or_else(|| redactor.path(&seed, None));
        (shown, section)
    };
    Lock(lock.0.into_iter().map(seed).collect())
}
