//! What the rules found in a document and a person has to look at, where none has.
//!
//! A name that several entries share is settled by a `[!name]` callout over it; a date that cannot be,
//! by any callout: then an editor has seen it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::anchor::{Haystack, anchor};
use crate::annotation::{Annotation, Body};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::Document;
use crate::notes::Callout;
use crate::recognise::{Doubt, DoubtKind, Queries, Shared};

/// Reports what `callouts` on the document leave open. `annotations` are all that the document has.
pub(super) fn report(
    document: &Document,
    queries: &Queries,
    annotations: &[Annotation],
    callouts: &[Callout],
) -> Diagnostics {
    let mut found = Diagnostics::new();
    if queries.shared.is_empty() && queries.doubts.is_empty() {
        return found;
    }
    let seen: Vec<&Annotation> =
        annotations.iter().filter(|annotation| !annotation.creator.is_machine()).collect();
    // A callout that says that words are no name leaves no annotation behind.
    let haystack = (!callouts.is_empty()).then(|| Haystack::new(document));
    let names: Vec<Range<usize>> = callouts
        .iter()
        .filter(|callout| matches!(callout.body, Body::Name { .. }))
        .filter_map(|callout| Some(anchor(haystack.as_ref()?, &callout.selector).ok()?.span))
        .collect();
    let mut shared: BTreeMap<&str, Vec<&Shared>> = BTreeMap::new();
    for one in &queries.shared {
        if !names.iter().any(|name| overlap(name, &one.span)) {
            shared.entry(&one.name).or_default().push(one);
        }
    }
    for (name, places) in shared {
        found.push(ambiguous(document, name, &places));
    }
    let unseen = |doubt: &&Doubt| !seen.iter().any(|one| overlap(&one.target, &doubt.span));
    let (later, none): (Vec<&Doubt>, Vec<&Doubt>) = (queries.doubts.iter())
        .filter(unseen)
        .partition(|doubt| matches!(doubt.kind, DoubtKind::NotYetPast(_)));
    let none = none.into_iter().map(|doubt| no_such_day(document, doubt));
    none.chain(not_yet_past(document, &later)).for_each(|one| found.push(one));
    found
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn ambiguous(document: &Document, name: &str, places: &[&Shared]) -> Diagnostic {
    let path = &document.provenance.path;
    let ids = places.first().map_or(&[][..], |shared| &shared.entries);
    let entries = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" or ");
    let times = match places.len() {
        1 => String::new(),
        more => format!(", {more} times in this document"),
    };
    let message = format!("“{name}” may be {entries}{times}");
    let diagnostic = Diagnostic::error(codes::AMBIGUOUS_IN_USE, message);
    let span = places.first().map_or(0..0, |shared| shared.span.clone());
    located(diagnostic, document, &span).label("linked to neither").hint(format!(
        "say who is meant in annotations/{path}.md: `> [!name] {}` over the quoted words; or take the \
         alias out of the register",
        ids.first().map_or("id", String::as_str)
    ))
}

fn no_such_day(document: &Document, doubt: &Doubt) -> Diagnostic {
    let message = format!("no calendar has the day “{}”", document.slice(&doubt.span));
    let diagnostic = Diagnostic::error(codes::NO_SUCH_DAY, message);
    located(diagnostic, document, &doubt.span)
        .label("no such day")
        .hint(format!("{} over them", look(document)))
}

/// One for all later days of a document: its own date is mostly what is wrong.
fn not_yet_past(document: &Document, doubts: &[&Doubt]) -> Option<Diagnostic> {
    /// So many further places are told.
    const FURTHER: usize = 3;
    let (first, others) = doubts.split_first()?;
    let metadata = &document.metadata;
    let dates = [&metadata.date, &metadata.published, &metadata.retrieved];
    let dated = dates.into_iter().flatten().max_by_key(|date| date.latest());
    let dated = dated.map_or_else(String::new, ToString::to_string);
    let words = document.slice(&first.span);
    let also = match others.len() {
        0 => String::new(),
        1 => " (and of another later day)".to_owned(),
        more => format!(" (and of {more} other later days)"),
    };
    let message = format!("the document tells of “{words}” as past{also}, and is dated {dated}");
    let diagnostic = Diagnostic::error(codes::NOT_YET_PAST, message);
    let mut diagnostic =
        located(diagnostic, document, &first.span).label("later than the document");
    if !others.is_empty() {
        let place = |doubt: &&Doubt| {
            let leaf = document.leaf_at(doubt.span.start).map(|leaf| &document.leaves[leaf].id);
            let leaf = leaf.map_or_else(String::new, |id| format!(" (#{id})"));
            format!("“{}”{leaf}", document.slice(&doubt.span))
        };
        let told: Vec<String> = others.iter().take(FURTHER).map(place).collect();
        let rest = if others.len() > FURTHER { ", …" } else { "" };
        diagnostic = diagnostic.note(format!("also told as past: {}{rest}", told.join(", ")));
    }
    let them = if others.is_empty() { "them" } else { "each of them" };
    Some(diagnostic.hint(format!("{} over {them}", look(document))))
}

/// What to do about a date that cannot be.
fn look(document: &Document) -> String {
    format!(
        "correct the document's date in annotations/{}.md, or say there what is wrong with the \
         words: `> [!note] correction` or `> [!date] …`",
        document.provenance.path
    )
}

/// Where words of a document stand in its seed. The map leads to bytes of the seed, and spans count in
/// its decoded text: both are one where the seed is UTF-8 without a byte order mark.
fn located(diagnostic: Diagnostic, document: &Document, span: &Range<usize>) -> Diagnostic {
    let provenance = &document.provenance;
    let path = format!("seeds/{}", provenance.path);
    let leaf = document.leaf_at(span.start).map(|leaf| document.leaves[leaf].id.clone());
    let diagnostic = match leaf {
        Some(leaf) => diagnostic.note(format!("the words stand in {}#{leaf}", document.slug)),
        None => diagnostic,
    };
    if provenance.encoding == "UTF-8" {
        diagnostic.at(path, document.map.range(span.clone()))
    } else {
        diagnostic.in_file(path)
    }
}

#[cfg(test)]
mod tests {
    use crate::build::{Options, Quiet, build};
    use crate::diagnostic::codes;
    use crate::project::{Memory, Project};

    /// What is said of later days in a letter of 15 February 1926, with these notes.
    fn check(text: &str, notes: &str, expect: &[&str]) {
        let files = Memory::default()
            .with("book.toml", "[book]\ntitle = \"T\"\n")
            .with("seeds/a.txt", format!("Date: 1926-02-15\n\n{text}"))
            .with("annotations/a.txt.md", notes);
        let options = Options { checks: true, ..Options::default() };
        let (_, found) = build(&Project::new(files), &options, &Quiet);
        let later = found.iter().filter(|one| one.code == codes::NOT_YET_PAST);
        let said: Vec<String> =
            later.map(|one| [&one.message[..], &one.notes[1..].join("; ")].join(" / ")).collect();
        assert_eq!(said, expect, "{text}");
    }

    #[test]
    fn later_days_of_a_document_are_one_message() {
        let failed = "The bank failed on 3 May 1926.";
        let opened = "It opened again on 7 June 1926.";
        let closed =
            "It was closed on 8 June 1926 and again on 9 June 1926. It failed on 1 July 1926.";
        check("The bank failed on 3 January 1926.", "", &[]);
        check(
            failed,
            "",
            &["the document tells of “3 May 1926” as past, and is dated 1926-02-15 / "],
        );
        check(
            &format!("{failed}\n\n{opened}"),
            "",
            &[
                "the document tells of “3 May 1926” as past (and of another later day), and is dated \
               1926-02-15 / also told as past: “7 June 1926” (#p2)",
            ],
        );
        check(
            &format!("{failed}\n\n{opened} {closed}"),
            "",
            &[
                "the document tells of “3 May 1926” as past (and of 4 other later days), and is dated \
               1926-02-15 / also told as past: “7 June 1926” (#p2), “8 June 1926” (#p2), “9 June 1926” \
               (#p2), …",
            ],
        );
        // An editor has seen one of them, or corrected the document's own date.
        check(
            &format!("{failed}\n\n{opened}"),
            "> [!note] correction\n> on **3 May 1926**\n\nIt was March.\n",
            &["the document tells of “7 June 1926” as past, and is dated 1926-02-15 / "],
        );
        check(&format!("{failed}\n\n{opened}"), "---\ndate: 1926-07-01\n---\n", &[]);
    }
}
