//! One document's callouts: where their words stand, what became of them since the lock was written,
//! and what is to be said about it.

use crate::annotation::{Anchored, How, Orphan, Passage};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::notes::Callout;
use crate::reanchor::{Fate, LockedSeed, Placer, Standing, word_diff};
use crate::text::one_line;

/// Most annotations that one message lists.
const LISTED: usize = 20;

/// The places of a document's callouts.
pub(super) struct Anchoring {
    /// In the order of the callouts.
    pub(super) standings: Vec<Standing>,
    /// The lock's section as it should be, once the editor agrees.
    pub(super) agreed: LockedSeed,
    /// The section that a build may write: with what is new, but as it was where anything has changed.
    pub(super) section: Option<LockedSeed>,
    pub(super) diagnostics: Diagnostics,
}

/// Finds the callouts' words in a document.
pub(super) fn anchoring(
    document: &Document,
    callouts: &[Callout],
    locked: Option<&LockedSeed>,
) -> Anchoring {
    let placer = Placer::new(document, locked);
    let mut diagnostics = Diagnostics::new();
    let mut standings = Vec::new();
    for callout in callouts {
        let result = placer.place(&callout.selector);
        let standing = standing(&placer, document, callout, result.as_ref().ok());
        match result {
            Ok(found) => say(document, &placer, callout, &found, &standing.fate, &mut diagnostics),
            Err(orphan) => diagnostics.push(lost(document, callout, &orphan)),
        }
        standings.push(standing);
    }
    say_moved(document, &standings, &mut diagnostics);
    let agreed = section(&placer, &standings, |_| true);
    let firm = |standing: &Standing| matches!(standing.fate, Fate::New | Fate::Kept);
    let section = match locked {
        Some(locked) if !standings.iter().all(firm) => Some(locked.clone()),
        _ => Some(section(&placer, &standings, firm)),
    };
    let section = section.filter(|section| !section.anchors.is_empty());
    Anchoring { standings, agreed, section, diagnostics }
}

fn standing(
    placer: &Placer<'_>,
    document: &Document,
    callout: &Callout,
    found: Option<&Anchored>,
) -> Standing {
    let selector = &callout.selector;
    let fate = found.map_or(Fate::Lost, |found| placer.fate(selector, found));
    let found = found.filter(|found| found.others == 0);
    let locked = match found {
        Some(found) => Some(placer.lock(selector, found)),
        None => placer.locked(selector).cloned(),
    };
    Standing {
        seed: document.provenance.path.clone(),
        path: callout.path.clone(),
        quote: callout.quote.clone(),
        selector: selector.clone(),
        imported: callout.imported,
        found: found.cloned(),
        locked,
        fate,
    }
}

fn section(
    placer: &Placer<'_>,
    standings: &[Standing],
    keep: impl Fn(&Standing) -> bool,
) -> LockedSeed {
    let mut section = placer.empty_section();
    let kept = standings.iter().filter(|standing| keep(standing));
    section.anchors.extend(kept.filter_map(|standing| standing.locked.clone()));
    section.settle();
    section
}

/// Says so where a quote was found only approximately, among other words, or in several places.
fn say(
    document: &Document,
    placer: &Placer<'_>,
    callout: &Callout,
    found: &Anchored,
    fate: &Fate,
    diagnostics: &mut Diagnostics,
) {
    if let Fate::Ambiguous(places) = fate {
        let message = format!("these words stand {places} times in the document");
        diagnostics.push(
            Diagnostic::error(codes::AMBIGUOUS_QUOTE, message)
                .at(&callout.path, callout.quote.clone())
                .label("any of them may be meant, so that none was taken")
                .hint("quote more of the surrounding words and set the target in **bold**"),
        );
        return;
    }
    if let How::Fuzzy(score) = found.how {
        diagnostics.push(fuzzy(document, placer, callout, found, score));
    }
    if let Fate::Moved { from, familiar: false } = fate {
        let to = placer.paragraph(&found.span);
        let message = "these words now stand among other words than they did".to_owned();
        diagnostics.push(
            Diagnostic::warning(codes::MOVED_AWAY, message)
                .at(&callout.path, callout.quote.clone())
                .label(format!("{from} → {to}"))
                .note(format!("around them: “{}”", around(document, found)))
                .hint("see whether this is the passage that is meant, then run `dossier reanchor`"),
        );
    }
}

fn fuzzy(
    document: &Document,
    placer: &Placer<'_>,
    callout: &Callout,
    found: &Anchored,
    score: u16,
) -> Diagnostic {
    let selector = &callout.selector;
    let earlier = placer.locked(selector).map(crate::reanchor::Locked::earlier);
    let parts = crate::anchor::likeness(placer.haystack(), selector, earlier.as_ref(), &found.span);
    let share = |name: &str, share: u32| format!("{name} {} %", share / 10);
    let parts = [
        Some(share("the quote", parts.quote)),
        parts.before.map(|before| share("the words before", before)),
        parts.after.map(|after| share("the words behind", after)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let quoted = selector.exact.join(" … ");
    Diagnostic::warning(
        codes::FUZZY_QUOTE,
        format!("these words were found only approximately ({} %)", score / 10),
    )
    .at(&callout.path, callout.quote.clone())
    .note(format!("the document says: “{}”", document.slice(&found.span)))
    .note(format!("word by word: {}", word_diff(&quoted, document.slice(&found.span))))
    .note(format!("alike: {}", parts.join(", ")))
    .hint("correct the quote, so that it stands firm: `dossier reanchor` proposes how")
}

/// The words around a place.
fn around(document: &Document, found: &Anchored) -> String {
    const SHOWN: usize = 40;
    let text = &document.text;
    let start = text.floor_char_boundary(found.span.start.saturating_sub(SHOWN));
    let end = text.ceil_char_boundary((found.span.end + SHOWN).min(text.len()));
    one_line(&text[start..end])
}

/// One message for all annotations that moved together with their surroundings.
fn say_moved(document: &Document, standings: &[Standing], diagnostics: &mut Diagnostics) {
    let moved: Vec<String> = standings
        .iter()
        .filter_map(|standing| match (&standing.fate, &standing.locked) {
            (Fate::Moved { from, familiar: true }, Some(now)) => {
                Some(format!("{from} → {}: “{}”", now.at, now.words))
            }
            _ => None,
        })
        .collect();
    if moved.is_empty() {
        return;
    }
    let path = &document.provenance.path;
    let (count, noun) = (moved.len(), if moved.len() == 1 { "annotation" } else { "annotations" });
    let mut diagnostic = Diagnostic::warning(
        codes::MOVED,
        format!("{count} {noun} of seeds/{path} moved to other paragraphs, with the words around"),
    )
    .in_file(format!("seeds/{path}"))
    .hint("run `dossier reanchor` to agree");
    let more = moved.len().saturating_sub(LISTED);
    for line in moved.into_iter().take(LISTED) {
        diagnostic = diagnostic.note(line);
    }
    if more > 0 {
        diagnostic = diagnostic.note(format!("and {more} more"));
    }
    diagnostics.push(diagnostic);
}

fn lost(document: &Document, callout: &Callout, orphan: &Orphan) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(
        codes::ORPHAN,
        format!("these words do not stand in seeds/{}", document.provenance.path),
    )
    .at(&callout.path, callout.quote.clone())
    .label("quoted here");
    for (n, passage) in orphan.nearest.iter().enumerate() {
        let which = if n == 0 { "the nearest passage" } else { "another one" };
        diagnostic = diagnostic.note(passage_of(document, which, passage));
    }
    diagnostic.hint(match orphan.nearest.is_empty() {
        false => "correct the quote, or delete the callout if its words are gone",
        true => {
            "no passage of the document resembles them: is this the notes file of another document?"
        }
    })
}

fn passage_of(document: &Document, which: &str, passage: &Passage) -> String {
    let leaf = document.leaf_at(passage.span.start);
    let anchor = leaf.map_or("", |leaf| &document.leaves[leaf].id);
    let words = document.slice(&passage.span);
    format!("{which} ({anchor}, {} % alike): “{words}”", passage.score / 10)
}
